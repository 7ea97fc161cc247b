package bank_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"samtal/core/identity"
	"samtal/edge/bank"
)

// at opens a company whose clock stands at the given moment.
func at(t testing.TB, dir string, now *time.Time) *bank.Bank {
	t.Helper()
	b, err := bank.Open(context.Background(), bank.Options{Dir: dir, Now: func() time.Time { return *now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

func ask(t testing.TB, b *bank.Bank, tool string, a args) (map[string]any, error) {
	t.Helper()
	body, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := b.Call(context.Background(), tool, body)
	if err != nil {
		return nil, err
	}
	return decode(t, raw, nil), nil
}

func mustAsk(t testing.TB, b *bank.Bank, tool string, a args) map[string]any {
	t.Helper()
	o, err := ask(t, b, tool, a)
	if err != nil {
		t.Fatalf("%s %v: %v", tool, a, err)
	}
	return o
}

// find follows a path such as invoices.0.amount.
func find(v any, path string) any {
	for _, p := range strings.Split(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[p]
		case []any:
			i, err := strconv.Atoi(p)
			if err != nil || i >= len(x) {
				return nil
			}
			v = x[i]
		default:
			return nil
		}
	}
	return v
}

var (
	line   = regexp.MustCompile(`^\| (c-00\d\d) \| ([a-z_]+) (\{.*?\}) \| (.*) \|$`)
	offset = regexp.MustCompile(`start([+-]\d+)`)
)

// The page and the company agree on the ten.
func TestThePersonasAreAsDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/bank.md")
	if err != nil {
		t.Fatal(err)
	}
	now := epoch
	b := at(t, founded(t), &now)
	dates := func(s string) string {
		return offset.ReplaceAllStringFunc(s, func(m string) string {
			n, _ := strconv.Atoi(m[len("start"):])
			return epoch.AddDate(0, 0, n).Format(time.DateOnly)
		})
	}
	seen := map[string]bool{}
	for _, row := range strings.Split(string(page), "\n") {
		m := line.FindStringSubmatch(row)
		if m == nil {
			continue
		}
		var a args
		if err := json.Unmarshal([]byte(dates(m[3])), &a); err != nil {
			t.Fatalf("%s: %v", row, err)
		}
		a["customer"] = m[1]
		seen[m[1]] = true
		o := mustAsk(t, b, m[2], a)
		for _, want := range strings.Split(m[4], "; ") {
			path, value, _ := strings.Cut(want, " =")
			if got := fmt.Sprint(find(o, path)); got != dates(strings.TrimSpace(value)) {
				t.Errorf("%s %s: %s is %q, the page says %q", m[1], m[2], path, got, dates(strings.TrimSpace(value)))
			}
		}
	}
	if len(seen) != 10 {
		t.Fatalf("the page has lines for %d personas, want ten", len(seen))
	}
}

// One table: content/tools.yaml, the bank's tools and their MCP annotations.
func TestTheToolTableAndTheServerAgree(t *testing.T) {
	text, err := os.ReadFile("../../content/tools.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var table struct {
		Tools []struct {
			identity.Tool `yaml:",inline"`
			Needs         string `yaml:"needs"`
			Args          []identity.Arg
		}
	}
	if err := yaml.UnmarshalWithOptions(text, &table, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	offered, err := process(t, founded(t)).Tools(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]int{}
	for i, r := range table.Tools {
		rows[r.Name] = i
		if _, ok := identity.ParseLevel(r.Needs); !ok {
			t.Errorf("%s needs %q", r.Name, r.Needs)
		}
		if r.Title["sv"] == "" || r.Title["en"] == "" {
			t.Errorf("%s lacks a title", r.Name)
		}
		if r.Class == identity.Move && r.Needs != "code" {
			t.Errorf("%s moves money and needs only %s", r.Name, r.Needs)
		}
	}
	if len(offered) != len(table.Tools) || len(rows) != len(table.Tools) {
		t.Errorf("the server offers %d tools, the table has %d rows, %d names", len(offered), len(table.Tools), len(rows))
	}
	for _, o := range offered {
		i, ok := rows[o.Name]
		if !ok {
			t.Errorf("%s is not in the table", o.Name)
			continue
		}
		r := table.Tools[i]
		want, got := bank.Hints(r.Class), o.Annotations
		if got == nil || got.ReadOnlyHint != want.ReadOnlyHint || got.IdempotentHint != want.IdempotentHint ||
			*got.DestructiveHint != *want.DestructiveHint || *got.OpenWorldHint != *want.OpenWorldHint {
			t.Errorf("%s is %s in the table, the server's hints are %+v", o.Name, r.Class, got)
		}
		props, _ := find(o.InputSchema, "properties").(map[string]any)
		if _, key := props["key"]; key != (r.Class != identity.Look) {
			t.Errorf("%s (%s): takes a key is %v", o.Name, r.Class, key)
		}
		for _, extra := range []string{"customer", "key", "language"} {
			delete(props, extra)
		}
		for _, a := range r.Args {
			p, ok := props[a.Name].(map[string]any)
			if !ok {
				t.Errorf("%s: the server has no argument %s", o.Name, a.Name)
				continue
			}
			delete(props, a.Name)
			if kind := kindOf(p); kind != a.Type && !(kind == "text" && a.Type == "reference") {
				t.Errorf("%s.%s is %s in the table and %s on the server", o.Name, a.Name, a.Type, kind)
			}
		}
		for name := range props {
			t.Errorf("%s: the table lacks the argument %s", o.Name, name)
		}
	}
}

// kindOf reads a slot type back from a JSON schema.
func kindOf(p map[string]any) string {
	switch {
	case p["enum"] != nil:
		return "choice"
	case p["type"] == "integer":
		return "number"
	case p["format"] == "date":
		return "date"
	case strings.Contains(fmt.Sprint(p["description"]), "SEK"):
		return "money"
	}
	return "text"
}
