package flow

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"samtal/core/understanding"
)

// brief writes commands short: kind slot=value.
func brief(cmds []Command) string {
	var out []string
	for _, c := range cmds {
		s := string(c.Kind)
		for _, x := range []string{c.Slot, c.Topic, c.Pattern, strings.Join(c.Topics, "+")} {
			if x != "" {
				s += " " + x
			}
		}
		if c.Value != "" {
			s += "=" + c.Value
		}
		for _, e := range c.Entities {
			s += " " + string(e.Kind) + ":" + e.Value
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// extendAt plays a test of the extension flow for some turns.
func extendAt(t *testing.T, name string, turns ...string) *stage {
	t.Helper()
	c := realCatalogue(t)
	f := c.Flow("extend_due_date", 0)
	i := slices.IndexFunc(f.Tests, func(x Test) bool { return x.Name == name })
	test := f.Tests[i]
	test.Turns = map[string][]TestTurn{"en": {}}
	for _, text := range turns {
		test.Turns["en"] = append(test.Turns["en"], TestTurn{Text: text})
	}
	return play(t, c, f, test, "en")
}

func (s *stage) heard(text string) string {
	return brief(Commands(s.f, s.run, readForTest(text, "en", "2026-11-20"), text, ""))
}

const three, one = "everything in one message, three invoices", "one invoice, allowed"

func TestCommandsFromOneMessage(t *testing.T) {
	start := extendAt(t, three)
	list := extendAt(t, three, "I need more time")
	day := extendAt(t, three, "I need more time", "the 349 one")
	confirm := extendAt(t, three, "move the invoice of 349 to 28 November")
	for _, x := range []struct {
		at         *stage
		text, want string
	}{
		{start, "move 349 to 28 November", "set_slot invoice amount:349; set_slot new_date date:2026-11-28"},
		{start, "the bill due on 25 November, to 28 November please", "set_slot invoice date:2026-11-25; set_slot new_date date:2026-11-28"},
		{start, "my bill is due 25 November, can I wait", "set_slot invoice date:2026-11-25"},
		{start, "I want to talk to a person about 349", "hand_over; set_slot invoice amount:349"},
		{list, "the second one", "set_slot invoice ordinal:2"},
		{list, "the one from Bokhyllan", "set_slot invoice"},
		{list, "the one from nowhere", ""},
		{list, "thanks", "say thanks"},
		{list, "what did you say", "repeat"},
		{list, "never mind", "cancel"},
		{list, "349, to 28 November", "set_slot invoice amount:349; set_slot new_date date:2026-11-28"},
		{day, "2 December", "set_slot new_date date:2026-12-02"},
		{day, "no wait, the first one", "correct_slot invoice ordinal:1"},
		{day, "I lost my job", "hand_over hardship"},
		{confirm, "yes", "yes"},
		{confirm, "no", "no"},
		{confirm, "no, 30 November", "correct_slot new_date date:2026-11-30"},
		{confirm, "the 30th", "correct_slot new_date date:2026-11-30"},
		{confirm, "no, the 28th", "no"}, // the same date is no correction
		{confirm, "will the shop know by 30 November?", ""},
		{confirm, "no wait, the 129.99 one", "correct_slot invoice amount:129.99"},
		{confirm, "no wait", "correct_slot new_date"},
	} {
		if got := x.at.heard(x.text); got != x.want {
			t.Errorf("%q: got %q, want %q", x.text, got, x.want)
		}
	}
}

func TestButtonsAndTopics(t *testing.T) {
	list := extendAt(t, three, "I need more time")
	confirm := extendAt(t, three, "move the invoice of 349 to 28 November")
	press := func(s *stage, id string) string {
		return brief(Commands(s.f, s.run, understanding.Reading{}, "", id))
	}
	for _, x := range []struct {
		s        *stage
		id, want string
	}{
		{list, "pick:invoice:I3", "set_slot invoice=I3"},
		{list, "I3", "set_slot invoice=I3"},
		{list, "pick:nothing:I3", "set_slot invoice=pick:nothing:I3"},
		{confirm, "pick:invoice:I1", "correct_slot invoice=I1"},
		{confirm, "confirm:abc:yes", "yes=abc"},
		{confirm, "confirm:abc:no", "no=abc"},
		{confirm, "other", ""},
	} {
		if got := press(x.s, x.id); got != x.want {
			t.Errorf("%s: got %q, want %q", x.id, got, x.want)
		}
	}
	topics := func(p ...float64) understanding.Reading {
		r := understanding.Reading{InScope: true}
		for i, v := range p {
			r.Topics = append(r.Topics, understanding.Candidate{Topic: fmt.Sprint("t", i), P: v})
		}
		return r
	}
	if got := brief(Commands(nil, Run{}, topics(0.9), "", "")); got != "start_flow t0" {
		t.Error(got)
	}
	if got := brief(Commands(nil, Run{}, topics(0.4, 0.3, 0.1), "", "")); got != "clarify t0+t1" {
		t.Error(got)
	}
	if got := brief(Commands(nil, Run{}, topics(0.4, 0.2, 0.2, 0.2), "", "")); got != "clarify t0+t1+t2" {
		t.Error(got)
	}
	gentle := understanding.Reading{Sensitivities: []understanding.Signal{{Kind: understanding.Bereavement, Tier: understanding.Possible}, {Kind: understanding.Hardship, Tier: understanding.Possible}}}
	if got := brief(Commands(list.f, list.run, gentle, "x", "")); got != "hand_over hardship" {
		t.Errorf("the flow's own interrupt comes first: %s", got)
	}
	if got := brief(Commands(nil, Run{}, topics(0.4), "", "")); got != "" {
		t.Error(got)
	}
	if got := brief(Commands(list.f, list.run, topics(0.9), "something else", "")); got != "start_flow t0" {
		t.Error(got)
	}
	hello := understanding.Reading{Move: understanding.MoveGreeting}
	if got := brief(Commands(nil, Run{}, hello, "hello", "")); got != "say greeting" {
		t.Error(got)
	}
	possible := understanding.Reading{Sensitivities: []understanding.Signal{{Kind: understanding.Distress, Tier: understanding.Possible}}}
	if got := brief(Commands(nil, Run{}, possible, "", "")); got != "" {
		t.Errorf("a merely possible signal is the law's to word gently: %s", got)
	}
	own := understanding.Reading{Sensitivities: []understanding.Signal{{Kind: understanding.Fraud, Tier: understanding.Certain}}}
	if got := brief(Commands(realCatalogue(t).Flow("unrecognised_card_payment", 0), realCatalogue(t).Start("unrecognised_card_payment", "en"), own, "", "")); strings.Contains(got, "hand_over") {
		t.Errorf("a flow's own matter interrupts it: %s", got)
	}
}

func TestPickingARow(t *testing.T) {
	var list []any
	src := `[{"id": "1", "merchant": "Skoteket Norr", "amount": "649.00 SEK", "date": "2026-11-16", "number": "R-77", "last4": "0042"},
		{"id": "2", "merchant": "Elgiganten", "amount": "129.99 SEK", "date": "2026-11-17", "number": "R-78", "last4": "7731"},
		{"id": "3", "merchant": "Elgiganten", "amount": "87.50 EUR", "date": "2026-11-17T10:00:00Z", "number": "R-79", "last4": "0042"}]`
	v, err := decode(json.RawMessage(src))
	if err != nil {
		t.Fatal(err)
	}
	list = v.([]any)
	var rows []row
	list[0].(map[string]any)["order"] = json.Number("90210")
	for _, it := range list {
		id, _ := dig(it, []string{"id"})
		rows = append(rows, row{id: id.(string), data: it})
	}
	en := func(kind understanding.EntityKind, value string) understanding.Entity {
		return understanding.Entity{Kind: kind, Value: value}
	}
	for _, x := range []struct {
		p    Pending
		want string
	}{
		{Pending{Entities: []understanding.Entity{en(understanding.Amount, "649.00")}}, "1"},
		{Pending{Entities: []understanding.Entity{en(understanding.Amount, "129")}}, "2"},
		{Pending{Entities: []understanding.Entity{en(understanding.Amount, "129.50")}}, ""},
		{Pending{Entities: []understanding.Entity{en(understanding.Number, "649")}}, "1"},
		{Pending{Entities: []understanding.Entity{en(understanding.Reference, "r 78")}}, "2"},
		{Pending{Entities: []understanding.Entity{en(understanding.Number, "90210")}}, "1"},
		{Pending{Entities: []understanding.Entity{en(understanding.Reference, "649.00 SEK")}}, ""}, // an amount is no reference
		{Pending{Entities: []understanding.Entity{en(understanding.Date, "2026-11-17")}}, "23"},
		{Pending{Entities: []understanding.Entity{en(understanding.Ordinal, "-1")}}, "3"},
		{Pending{Entities: []understanding.Entity{en(understanding.Ordinal, "2")}}, "2"},
		{Pending{Entities: []understanding.Entity{en(understanding.Ordinal, "4")}}, ""},
		{Pending{Entities: []understanding.Entity{en(understanding.CardLast4, "0042")}}, "13"},
		{Pending{Entities: []understanding.Entity{en(understanding.Merchant, "elgigantn")}}, "23"},
		{Pending{Words: words("det från Skotekt i går")}, "1"},
		{Pending{Words: words("the one from elgiganten"), Entities: []understanding.Entity{en(understanding.Ordinal, "2")}}, "3"},
		{Pending{Entities: []understanding.Entity{en(understanding.Merchant, "Elgiganten"), en(understanding.CardLast4, "0042")}}, "3"},
		{Pending{Entities: []understanding.Entity{en(understanding.Amount, "5000"), en(understanding.Ordinal, "1")}}, "1"},
		{Pending{Words: words("what is this")}, ""},
	} {
		left, ok := choose(rows, x.p)
		got := ""
		for _, r := range left {
			got += r.id
		}
		if !ok {
			got = ""
		}
		if got != x.want {
			t.Errorf("%+v: got %q, want %q", x.p, got, x.want)
		}
	}
	sek := en(understanding.Amount, "87.50")
	kr := typedText("87.50 SEK").money
	sek.Money = &kr
	if rows[2].fits(sek) {
		t.Error("87.50 SEK was taken for 87.50 EUR")
	}
}

func TestTwoRowsAndDenAndra(t *testing.T) {
	all := []row{{id: "A"}, {id: "B"}}
	for _, x := range [][3]string{{"B", "B", "A"}, {"B", "A", "B"}, {"A", "", "A"}} {
		if got := other(all, x[0], x[1]); got != x[2] {
			t.Errorf("%v: %s", x, got)
		}
	}
	if got := other(append(all, row{id: "C"}), "B", "B"); got != "B" {
		t.Error(got)
	}
}

func TestANarrowedChoiceShowsFewerRows(t *testing.T) {
	c := realCatalogue(t)
	f := c.Flow("where_is_my_refund", 0)
	s := &stage{t: t, c: c, f: f, lang: "sv", read: readForTest, run: c.Start(f.Name, "sv"), test: Test{Given: Given{Tools: map[string]json.RawMessage{"refund_status": json.RawMessage(
		`{"refunds": [{"id": "1", "merchant": "Skoteket Norr", "amount": "349.00 SEK", "state": "approved", "expected_on": "2027-01-02"},
		{"id": "2", "merchant": "Skoteket Syd", "amount": "99.50 SEK", "state": "sent", "expected_on": "2026-11-24"},
		{"id": "3", "merchant": "Bokhyllan", "amount": "12.00 SEK", "state": "arrived", "expected_on": "2026-11-24"}]}`)}}}}
	s.fakes = NewFakes(s.test.Given)
	s.turn(TestTurn{Text: "var är pengarna från Skoteket"})
	m := s.outs[len(s.outs)-1].Messages[0]
	if len(m.Choices) != 2 || m.Choices[0].Label != "Skoteket Norr, 349\u00a0kr" || m.Choices[0].ID != "pick:which:1" || len(m.Card.Items) != 2 || m.Card.Items[0].Kind != "refund" {
		t.Fatalf("%+v", m)
	}
	if !slices.Contains(s.outs[len(s.outs)-1].Progress, "choice_narrowed") {
		t.Error("narrowing is progress")
	}
	s.turn(TestTurn{Text: "den första"})
	m = s.outs[len(s.outs)-1].Messages[0]
	if s.run.Ended != Answered || !strings.Contains(m.Text, "349\u00a0kr") || !strings.Contains(m.Text, "2 januari 2027") || m.Card == nil || m.Card.Kind != "refund" {
		t.Errorf("%+v", m)
	}
	want := []CardRow{{"Butik", "Skoteket Norr"}, {"Belopp", "349\u00a0kr"}, {"Väntas", "2 januari 2027"}, {"Läge", "godkänd av butiken"}}
	if !slices.Equal(m.Card.Rows, want) {
		t.Errorf("%+v", m.Card.Rows)
	}
}

func TestTheSameRowAgainIsNoCorrection(t *testing.T) {
	c := realCatalogue(t)
	f := c.Flow("extend_due_date", 0)
	test := f.Tests[0]
	test.Given.Tools = map[string]json.RawMessage{"list_invoices": json.RawMessage(`{"invoices": [{"id": "I1", "amount": "649.00 SEK", "due_date": "2026-11-25"}, {"id": "I2", "amount": "349.00 SEK", "due_date": "2026-11-26"}]}`)}
	test.Turns = map[string][]TestTurn{"en": {{Text: "I need more time"}, {Text: "the 349 one"}}}
	s := play(t, c, f, test, "en")
	for text, want := range map[string]string{
		"no wait, the 349 one":    "correct_slot invoice", // nothing new: ask which one then
		"no wait, the 649 one":    "correct_slot invoice amount:649",
		"no wait, the second one": "correct_slot invoice ordinal:2", // the other one
	} {
		if got := s.heard(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	s.turn(TestTurn{Text: "no wait, the second one"})
	if got := s.run.Frames[0].Slots["invoice"].Value; got != "I1" {
		t.Errorf("of two, the other one was meant: %s", got)
	}
}

func TestABareNumberAnswersAQuestionForMoney(t *testing.T) {
	flows, _ := Parse("a.yaml", []byte("flow: a\nversion: 1\ntitle: {en: A}\nslots:\n  n: {type: number, ask: {en: N}}\n  m: {type: money, currency: SEK, ask: {en: M}}\nsteps:\n  - ask: m\n  - ask: n\n  - end: settled\n"))
	c := NewCatalogue(flows, nil, nil)
	run := c.Start("a", "en")
	five := understanding.Reading{Entities: []understanding.Entity{{Kind: understanding.Number, Value: "500"}}}
	if got := brief(Commands(flows[0], run, five, "500", "")); got != "set_slot n number:500" {
		t.Error(got)
	}
	flows[0].Slots, flows[0].slots = flows[0].Slots[1:], map[string]*Slot{"m": flows[0].slots["m"]}
	if got := brief(Commands(flows[0], run, five, "500", "")); got != "" {
		t.Errorf("an unasked number became an amount: %s", got)
	}
	run = c.Advance(run, miniInput).Run
	if got := brief(Commands(flows[0], run, five, "500", "")); got != "set_slot m number:500" {
		t.Error(got)
	}
}

func TestWordsThatAreAlike(t *testing.T) {
	for _, x := range []struct {
		a, b string
		want bool
	}{
		{"ica", "ica", true}, {"ica", "ika", false}, {"visa", "vise", false}, {"skote", "skoteket", true}, {"sko", "skoteket", false}, {"skoteket", "skot", true},
		{"zalando", "zalndo", true}, {"zalando", "zlndo", false}, {"elgiganten", "elgigntn", true}, {"elgiganten", "lgigntn", false}, {"abcde", "abxde", true}, {"abcde", "axxde", false},
		{"fjällkläder", "fjallklader", true}, {"fjällkläder", "fjälkläder", true},
	} {
		if got := alike(x.a, x.b); got != x.want {
			t.Errorf("%s %s: %v", x.a, x.b, got)
		}
	}
}
