package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/money"
	"samtal/core/problem"
)

// argMost bounds one argument's text.
const argMost = 4000

// neverTheirs are arguments that only the desk fills in: whose call it is, the
// act's key, the language, and the customer's own code.
var neverTheirs = []string{"customer", "key", "language", "code"}

// checkArgs holds the arguments to the tool's row: known names, right types.
// What is missing is for the company's system to say.
func checkArgs(row identity.Tool, args map[string]any) (map[string]any, error) {
	out := map[string]any{}
	for name, v := range args {
		i := slices.IndexFunc(row.Args, func(a identity.Arg) bool { return a.Name == name })
		if i < 0 || slices.Contains(neverTheirs, name) {
			return nil, problem.New(problem.Invalid, "invalid_arguments", "field", name)
		}
		if v == nil {
			continue
		}
		fit, ok := fits(row.Args[i].Type, row.Args[i].Choices, v)
		if !ok {
			return nil, problem.New(problem.Invalid, "invalid_arguments", "field", name)
		}
		out[name] = fit
	}
	return out, nil
}

// fits checks one value against its type and returns it as it will be sent.
func fits(kind string, choices []string, v any) (any, bool) {
	if kind == "number" {
		switch n := v.(type) {
		case float64:
			return int64(n), n == float64(int64(n))
		case int:
			return int64(n), true
		case int64:
			return n, true
		case json.Number:
			i, err := n.Int64()
			return i, err == nil
		}
		return nil, false
	}
	s, ok := v.(string)
	if s = clean(s); !ok || s == "" || len(s) > argMost {
		return nil, false
	}
	switch kind {
	case "choice":
		return s, len(choices) == 0 || slices.Contains(choices, s)
	case "date":
		_, err := time.Parse(time.DateOnly, s)
		return s, err == nil
	case "money":
		amount, err := money.Parse(s, "")
		return amount.String(), err == nil && amount.Minor > 0
	}
	return s, true
}

// question words the confirm in the customer's language. Its digest covers
// tool, arguments, key and wording, so a yes is bound to all of them.
func (d *Desk) question(ctx context.Context, rec Record, who identity.Who, row identity.Tool, args map[string]any, key string) (Message, conversation.Confirm) {
	lang := rec.State.Language
	title := row.Title[lang]
	text := d.House.Words(lang, "expert_asks_confirm", map[string]string{"name": d.People.ExpertName(ctx, who.ID), "tool": title})
	card := struct {
		Kind  string    `json:"kind"`
		Title string    `json:"title"`
		Rows  []cardRow `json:"rows"`
	}{Kind: "confirm", Title: title, Rows: []cardRow{}}
	act := conversation.Act{ID: d.IDs.New(), Tool: row.Name, Class: row.Class, Needs: row.Needs, Args: d.IDs.New(), Key: key}
	for _, a := range row.Args {
		v, ok := args[a.Name]
		if !ok {
			continue
		}
		card.Rows = append(card.Rows, cardRow{Label: d.House.Words(lang, "arg_"+a.Name, nil), Value: shown(v)})
		if a.Type == "money" {
			act.Amount, _ = money.Parse(shown(v), "") // checked by fits
		}
	}
	act.Digest = digestParts(row.Name, canonical(args))
	shownAs, err := json.Marshal(card)
	if err != nil { // strings always marshal
		panic(err)
	}
	digest := digestParts(row.Name, canonical(args), act.Key, text, string(shownAs))
	msg := Message{Text: text, Card: shownAs, Choices: []Choice{
		{ID: "confirm:" + digest + ":yes", Label: d.House.Words(lang, "choice_confirm_yes", nil)},
		{ID: "confirm:" + digest + ":no", Label: d.House.Words(lang, "choice_confirm_no", nil)}}}
	return msg, conversation.Confirm{Digest: digest, Message: d.IDs.New(), Acts: []conversation.Act{act}}
}

type cardRow struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

func shown(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	}
	return ""
}

// canonical writes arguments the same way each time: encoding/json sorts keys.
func canonical(args map[string]any) string {
	b, err := json.Marshal(args)
	if err != nil { // fits lets only texts and numbers through
		panic(err)
	}
	return string(b)
}

func digestParts(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:12])
}

// RetryAct tries an act of unknown outcome again, under the same key.
func (d *Desk) RetryAct(ctx context.Context, who identity.Who, id, act string) error {
	_, err := d.byStaff(ctx, who, id, conversation.ExpertRetriedAct{Expert: who.ID, ID: act})
	return err
}
