package dialogues

import (
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"errors"
	"samtal/service/desk"
)

// looks are the look-ups that together show what a customer has, and the
// field by which a row is named in expectations. A refund is named by its
// purchase: its own id is drawn.
var looks = []struct {
	tool, list, id string
	args           map[string]any
}{
	{"list_invoices", "invoices", "id", map[string]any{"state": "all"}},
	{"list_cards", "cards", "id", nil},
	{"refund_status", "refunds", "purchase", nil},
	{"list_purchases", "purchases", "id", map[string]any{"days": 365}},
	{"find_customer", "", "", nil},
}

// snapshot writes everything that the customer has as path -> value, with the
// cases that the house opened and the letters that went out.
func (p *stage) snapshot() (map[string]string, error) {
	out := map[string]string{}
	for _, l := range looks {
		if p.d.SignedOut {
			break
		}
		args := map[string]any{"customer": p.d.Customer, "language": "en"}
		maps.Copy(args, l.args)
		raw, err := p.w.Look(p.ctx, l.tool, args)
		if refused := new(desk.ToolError); errors.As(err, &refused) {
			continue
		}
		if err != nil {
			return nil, err
		}
		var v map[string]any
		if err := json.Unmarshal(raw, &v); err != nil {
			return nil, err
		}
		if l.list == "" {
			flatten(out, "customer", v)
			continue
		}
		rows, _ := v[l.list].([]any)
		for _, row := range rows {
			o, _ := row.(map[string]any)
			flatten(out, fmt.Sprintf("%s.%v", l.list, o[l.id]), o)
		}
	}
	for _, c := range p.w.Done() {
		if c.Tool == "open_case" {
			count(out, fmt.Sprintf("cases.%v", c.Args["topic"]))
		}
	}
	letters, err := p.letters()
	for _, l := range letters {
		if l.Kind != "code" { // a code says only that one was asked for
			count(out, "letters."+l.Kind)
		}
	}
	return out, err
}

func count(out map[string]string, key string) {
	n, _ := strconv.Atoi(out[key])
	out[key] = strconv.Itoa(n + 1)
}

func flatten(out map[string]string, at string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			flatten(out, at+"."+k, x)
		}
	case []any:
		for i, x := range v {
			flatten(out, fmt.Sprintf("%s.%d", at, i), x)
		}
	default:
		out[at] = fmt.Sprint(v)
	}
}

type letter struct {
	Customer, Kind, Text string
}

func (p *stage) letters() ([]letter, error) {
	raw, err := p.w.Look(p.ctx, "letters", map[string]any{"limit": 500})
	if err != nil {
		return nil, err
	}
	var v struct{ Letters []letter }
	if err := json.Unmarshal(raw, &v); err != nil {
		return nil, err
	}
	var mine []letter
	for _, l := range v.Letters {
		if p.d.SignedOut || l.Customer == p.d.Customer {
			mine = append(mine, l)
		}
	}
	return mine, nil
}

// changes are the values that are new, other or (as "") gone.
func changes(before, after map[string]string) map[string]string {
	out := map[string]string{}
	for k, v := range after {
		if before[k] != v {
			out[k] = v
		}
	}
	for k := range before {
		if _, ok := after[k]; !ok {
			out[k] = ""
		}
	}
	return out
}

// row is what a path belongs to: "invoices.in-0103" of
// "invoices.in-0103.plan.months".
func row(key string) string {
	parts := strings.SplitN(key, ".", 3)
	if parts[0] == "customer" || len(parts) < 3 {
		return parts[0]
	}
	return parts[0] + "." + parts[1]
}
