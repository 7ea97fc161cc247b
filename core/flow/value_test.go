package flow

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"samtal/core/money"
	"samtal/core/understanding"
)

func TestValuesAreShownAsPeopleWriteThem(t *testing.T) {
	for _, x := range []struct{ in, kind, sv, en string }{
		{`"2026-11-28"`, "date", "28 november", "28 November"},
		{`"2027-05-01"`, "date", "1 maj 2027", "1 May 2027"},
		{`"2026-02-30"`, "text", "2026-02-30", "2026-02-30"},
		{`"2026-11-28T10:15:00Z"`, "date", "28 november", "28 November"},
		{`"649.00 SEK"`, "money", "649\u00a0kr", "649\u00a0kr"},
		{`"1234.50 SEK"`, "money", "1\u00a0234,50\u00a0kr", "1,234.50\u00a0kr"},
		{`"0.00 SEK"`, "money", "0\u00a0kr", "0\u00a0kr"},
		{`"1.234 SEK"`, "text", "1.234 SEK", "1.234 SEK"},
		{`{"minor": 34900, "currency": "SEK"}`, "money", "349\u00a0kr", "349\u00a0kr"},
		{`12.50`, "number", "12,50", "12.50"},
		{`12345678901234567890`, "number", "12345678901234567890", "12345678901234567890"},
		{`true`, "yes_no", "ja", "yes"},
		{`false`, "yes_no", "nej", "no"},
		{`"0042"`, "text", "0042", "0042"},
		{`"a\nb\u0000c"`, "text", "a b c", "a b c"},
		{`[1]`, "list", "", ""},
		{`null`, "none", "", ""},
	} {
		v, err := decode(json.RawMessage(x.in))
		if err != nil {
			t.Fatal(err)
		}
		got := typed(v)
		if string(got.kind) != x.kind || got.show("sv", "2026-11-20") != x.sv || got.show("en", "2026-11-20") != x.en {
			t.Errorf("%s: %s %q %q", x.in, got.kind, got.show("sv", "2026-11-20"), got.show("en", "2026-11-20"))
		}
	}
	long := typedText(strings.Repeat("å", 200)).show("sv", "")
	if len([]rune(long)) != longestValue {
		t.Errorf("%d characters of somebody else's text", len([]rune(long)))
	}
	if formatDate(time.Date(2026, 12, 2, 0, 0, 0, 0, time.UTC), "fi", "2026-01-01") != "2 December" {
		t.Error("an unknown language must still get a date")
	}
}

func TestCallIDsDependOnMeaningOnly(t *testing.T) {
	a := CallID("t", map[string]any{"x": json.Number("1.0"), "y": "z"})
	if b := CallID("t", map[string]any{"y": "z", "x": json.Number("1.0")}); a != b {
		t.Error("order changed the id")
	}
	for _, other := range []string{CallID("u", map[string]any{"x": json.Number("1.0"), "y": "z"}), CallID("t", map[string]any{"x": json.Number("1"), "y": "z"}), CallID("t", nil)} {
		if a == other {
			t.Error("another call has the same id")
		}
	}
	if CallID("t", nil) != CallID("t", map[string]any{}) {
		t.Error("no arguments are no arguments")
	}
}

// expression compiles one expression over two results, a and b.
func expression(t *testing.T, src, a string) (is, ok bool) {
	t.Helper()
	text := "flow: x\nversion: 1\ntitle: {en: X}\nslots:\n  day: {type: date, ask: {en: D}}\n  sum: {type: money, ask: {en: S}}\n  n: {type: number, ask: {en: N}}\nsteps:\n" +
		"  - {tool: t, save_as: a, if_error: []}\n  - choose: [{when: '" + strings.ReplaceAll(src, "'", "''") + "', do: []}, {otherwise: true, do: []}]\n"
	flows, faults := Parse("x.yaml", []byte(text))
	if len(faults) > 0 {
		t.Fatalf("%s: %v", src, faults)
	}
	fr := newFrame(flows[0])
	fr.Results["a"] = Result{Data: json.RawMessage(a)}
	fr.Slots = map[string]SlotValue{"day": {Value: "2026-12-02"}, "sum": {Value: "100.00 SEK"}, "n": {Value: "2.5"}}
	return flows[0].Steps[1].Branches[0].When.truth(&scope{f: flows[0], frame: &fr, in: &Input{Today: "2026-11-20", SignedIn: true}})
}

func TestExpressions(t *testing.T) {
	a := `{"d": "2026-12-02", "m": "649.00 SEK", "e": "5.00 EUR", "n": 3, "f": 2.5, "s": "ok", "l": [{"x": 1}, {"x": 2}], "t": true}`
	for src, want := range map[string]string{
		`day == a.d`: "true", `day > today && day <= today + days(60)`: "true", `day <= today + days(11)`: "false", `a.d == date("2026-12-02")`: "true",
		`a.m > sum`: "true", `sum >= a.m`: "false", `a.m == money("649.00 SEK")`: "true", `a.m < money("649.01 SEK")`: "true", `a.m <= money("649.00 SEK")`: "true",
		`a.e > sum`: "error", `a.m > 3`: "error", `a.missing == 1`: "error", `has(a.missing)`: "false", `days(99999999) > days(1)`: "error", `date("x") > today`: "error",
		`a.n == 3`: "true", `n < a.n`: "true", `n == a.f`: "true", `size(a.l) == 2`: "true", `a.l.exists(r, r.x == 2)`: "true", `a.l.all(r, r.x == 2)`: "false",
		`a.t && customer.signed_in`: "true", `a.s == "ok"`: "true", `a.s`: "error", `a.m == a.d`: "false", `money("x") == sum`: "error",
		`a.l.all(x, a.l.all(y, a.l.all(z, a.l.all(v, a.l.all(w, a.l.all(u, a.l.all(q, a.l.all(o, a.l.all(p, a.l.all(k, a.l.all(j, a.l.all(i, a.l.all(h, a.l.all(g, a.n == 3))))))))))))))`: "error",
	} {
		is, ok := expression(t, src, a)
		got := map[[2]bool]string{{true, true}: "true", {false, true}: "false", {false, false}: "error"}[[2]bool{is, ok}]
		if got != want {
			t.Errorf("%s: %s, want %s", src, got, want)
		}
	}
}

func TestSlotsReadWhatWasSaid(t *testing.T) {
	f := &Flow{}
	limit := typedText("5000.00 SEK").money
	limited := &Flow{Autonomy: Autonomy{MaxAmount: &limit}}
	choice := &Slot{Type: TypeChoice, Options: []Option{{ID: "mail", Words: map[string][]string{"en": {"by mail", "letter"}, "sv": {"brev"}}}, {ID: "email", Words: map[string][]string{"en": {"e-post", "electronic"}}}}}
	months := &Slot{Type: TypeChoice, Options: []Option{{ID: "6", Words: map[string][]string{"en": {"6 months"}}}, {ID: "12", Words: map[string][]string{"en": {"12 months"}}}}}
	figure := func(text string) Pending {
		return Pending{Words: words("over months please"), Entities: []understanding.Entity{{Kind: understanding.Number, Text: text, Value: "180"}}}
	}
	for _, x := range []struct {
		s    *Slot
		f    *Flow
		p    Pending
		want string
	}{
		{months, f, figure("6 months"), "6"},
		{months, f, figure("9 months"), ""}, // "months" alone must not choose
		{&Slot{Type: TypeText}, f, Pending{Value: "  hej "}, "hej"},
		{&Slot{Type: TypeText}, f, Pending{Value: " "}, ""},
		{&Slot{Type: TypeText}, f, Pending{Value: strings.Repeat("x", 501)}, ""},
		{&Slot{Type: TypeDate}, f, Pending{Value: "2026-13-01"}, ""},
		{&Slot{Type: TypeDate}, f, Pending{Value: "2026-12-01"}, "2026-12-01"},
		{&Slot{Type: TypeNumber}, f, Pending{Value: "12.50"}, "12.50"},
		{&Slot{Type: TypeNumber}, f, Pending{Value: "1e9"}, ""},
		{&Slot{Type: TypeMoney}, f, Pending{Value: "12.50"}, ""},
		{&Slot{Type: TypeMoney, Currency: "EUR"}, f, Pending{Value: "12.50"}, "12.50 EUR"},
		{&Slot{Type: TypeMoney}, limited, Pending{Value: "12.50"}, "12.50 SEK"},
		{&Slot{Type: TypeMoney}, limited, Pending{Value: "12.505"}, ""},
		{&Slot{Type: TypeMoney}, limited, Pending{Entities: []understanding.Entity{{Kind: understanding.Amount, Value: "7.00", Money: &money.Money{Minor: 700, Currency: "EUR"}}}}, "7.00 EUR"},
		{&Slot{Type: TypeMoney}, limited, Pending{Entities: []understanding.Entity{{Kind: understanding.Amount, Value: "7.00", Money: &money.Money{Minor: 700}}}}, "7.00 SEK"},
		{&Slot{Type: TypeMoney}, limited, Pending{Entities: []understanding.Entity{{Kind: understanding.Number, Value: "7"}}}, "7.00 SEK"},
		{&Slot{Type: TypeYesNo}, f, Pending{Value: "yes"}, "true"},
		{&Slot{Type: TypeYesNo}, f, Pending{Value: "false"}, "false"},
		{&Slot{Type: TypeYesNo}, f, Pending{Value: "maybe"}, ""},
		{choice, f, Pending{Value: "mail"}, "mail"},
		{choice, f, Pending{Words: words("send a letter please")}, "mail"},
		{choice, f, Pending{Words: words("a letter, or electronic")}, ""},
		{choice, f, Pending{Value: "brev"}, "mail"},
		{choice, f, Pending{Value: "pigeon"}, ""},
	} {
		if got, ok := x.s.normal(x.p, x.f); got != x.want || ok != (x.want != "") {
			t.Errorf("%s %+v: %q %v", x.s.Type, x.p, got, ok)
		}
	}
}
