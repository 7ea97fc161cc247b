package flow

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"samtal/core/understanding"
)

func TestUnknownFlowsAndPositionsGoToAPerson(t *testing.T) {
	c := mini(t)
	out := c.Advance(c.Start("nowhere", "en"), miniInput)
	if out.End != WithPerson || out.Failed != "unknown_flow" || len(out.Human) != 1 {
		t.Errorf("%+v", out)
	}
	run := c.Start("mini", "en")
	run.Frames[0].At = "99"
	if out = c.Advance(run, miniInput); out.Failed != "unknown_position" || out.End != WithPerson {
		t.Errorf("%+v", out)
	}
	run = atConfirm(t, c).run
	run.Waits.Confirm = nil
	if out = c.Advance(run, miniInput); out.End != WithPerson {
		t.Errorf("%+v", out)
	}
}

func TestVersionsInUseStayLoadable(t *testing.T) {
	v1, _ := Parse("1.yaml", []byte(miniFlow))
	v2, _ := Parse("2.yaml", []byte(strings.NewReplacer("version: 1", "version: 2", "Which?", "Which one?").Replace(miniFlow)))
	old := NewCatalogue(v1, nil, miniTools)
	run := old.Advance(old.Start("mini", "en"), miniInput).Run
	c := NewCatalogue(append(v2, v1...), nil, miniTools)
	if c.Start("mini", "en").Version != 2 || c.Start("mini@1", "en").Version != 1 || len(c.ByTopic("mini")) != 1 || c.ByTopic("mini")[0].Version != 2 {
		t.Error("the newest version is not the one that starts")
	}
	in := miniInput
	in.Results = []ToolResult{{Tool: "find", Args: map[string]any{"kind": "all"}, Data: json.RawMessage(things)}}
	out := c.Advance(run, in)
	if out.Messages[0].Text != "Which?" || out.Position != "mini@1:2" {
		t.Errorf("a running talk changed version: %q at %s", out.Messages[0].Text, out.Position)
	}
}

func TestSubFlows(t *testing.T) {
	parent := `
flow: outer
version: 1
topic: outer
title: {en: Outer, sv: Yttre}
slots: {}
steps:
  - run: mini
    with: {day: today}
    save_as: inner
    if_error: [{human: {topic: outer}}]
  - say: {en: "It went {{inner.outcome}}.", sv: "Det gick {{inner.outcome}}."}
  - end: answered
`
	flows, faults := Parse("outer.yaml", []byte(parent))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	sub, _ := Parse("mini.yaml", []byte(strings.Replace(miniFlow, "valid: day > today", "valid: day >= today", 1)))
	c := NewCatalogue(append(flows, sub...), loadDir(t, "patterns"), miniTools)
	start := func() *talk {
		k := &talk{t: t, c: c, run: c.Start("outer", "en")}
		k.step(nil)
		return k
	}
	k := start()
	k.results(things)
	k.cmd(Command{Kind: SetSlot, Slot: "which", Value: "A"})
	if k.out.Calls[0].Args["day"] != "2026-11-20" {
		t.Fatalf("the sub-flow did not get its slot: %+v", k.out.Calls)
	}
	k.results(`{"id": "O1", "price": "12.50 SEK"}`)
	out := k.yes(k.out.Confirm.Digest, bought(`{"ok": true, "price": "12.50 SEK"}`, ""))
	if out.End != Answered || out.Messages[1].Text != "It went settled." {
		t.Errorf("%+v", out)
	}
	k = start()
	out = k.step(func(in *Input) { in.Results = []ToolResult{{ID: k.out.Calls[0].ID, Error: "down"}} })
	if out.End != WithPerson || len(out.Human) != 1 || out.Human[0].Topic != "outer" {
		t.Errorf("a failed sub-flow: %+v", out)
	}
	k = start()
	k.results(things)
	k.cmd(Command{Kind: SetSlot, Slot: "which", Value: "A"})
	k.results(`{"id": "O1", "price": "12.50 SEK"}`)
	if out = k.cmd(Command{Kind: No}); out.End != CustomerStopped {
		t.Errorf("a no in the sub-flow: %+v", out)
	}
}

func TestInterruptReturnsToTheQuestion(t *testing.T) {
	c := realCatalogue(t)
	f := c.Flow("extend_due_date", 0)
	s := play(t, c, f, f.Tests[slices.IndexFunc(f.Tests, func(x Test) bool { return x.Name == "hardship in the middle" })], "en")
	if s.run.Frames[0].At != "ask_date" || s.run.Waits == nil || s.run.Waits.Slot != "new_date" || !s.run.Human {
		t.Errorf("%+v", s.run)
	}
	last := s.outs[len(s.outs)-1]
	if len(last.Human) != 1 || len(last.Human[0].With) == 0 || last.End != "" {
		t.Errorf("%+v", last)
	}
	s.turn(TestTurn{Text: "2 December"})
	if s.run.Waits == nil || s.run.Waits.For != "confirm" {
		t.Errorf("the flow could not go on: %+v", s.run.Waits)
	}
}

func TestPatternsVaryAndFillNames(t *testing.T) {
	c := realCatalogue(t)
	seen := map[string]bool{}
	for i := range 3 {
		m := c.Say("other_matter_held", "en", i, map[string]string{"expert": "Sara", "matter": "the card payment"})
		if len(m) != 1 || !strings.Contains(m[0].Text, "Sara") || seen[m[0].Text] {
			t.Errorf("%d: %+v", i, m)
		}
		seen[m[0].Text] = true
	}
	if m := c.Say("other_matter_held", "sv", 0, map[string]string{"expert": "Sara", "matter": "kortköpet"}); m[0].Text != "Sara har ditt ärende om kortköpet; jag kan hjälpa till med det här så länge." {
		t.Error(m[0].Text)
	}
	if c.Say("other_matter_held", "en", 0, nil) != nil || c.Say("no_such", "en", 0, nil) != nil {
		t.Error("a pattern with holes left open was said")
	}
	for _, name := range RequiredPatterns {
		for _, lang := range []string{"en", "sv"} {
			if len(c.Say(name, lang, 1, map[string]string{"expert": "Sara", "matter": "x"})) == 0 {
				t.Errorf("%s says nothing in %s", name, lang)
			}
		}
	}
}

func TestAPersonsPlaceKeepsWhatElseWasSaid(t *testing.T) {
	s := extendAt(t, one, "I need an extension", "2 December")
	in := s.input()
	in.Commands = []Command{{Kind: HandOver, Topic: "hardship"}, {Kind: CorrectSlot, Slot: "new_date", Value: "2026-12-05"}}
	out := s.c.Advance(s.run, in)
	if len(out.Human) != 1 || out.Human[0].Topic != "hardship" || out.Confirm != nil || len(out.Calls) != 0 || len(out.Messages) != 1 {
		t.Fatalf("%+v", out)
	}
	in.Commands = nil
	if out = s.c.Advance(out.Run, in); len(out.Calls) != 1 || out.Calls[0].Args["date"] != "2026-12-05" {
		t.Errorf("the correction was lost: %+v", out)
	}
}

func TestAnswerStepsAndCards(t *testing.T) {
	flows, faults := Parse("a.yaml", []byte(`
flow: a
version: 1
title: {en: A, sv: A}
slots: {q: {type: text, ask: {en: "What?", sv: "Vad?"}, max_tries: 2}}
steps:
  - ask: q
  - say: {en: "Let me look.", sv: "Jag tittar."}
  - answer: {query: {en: "about {{q}}", sv: "om {{q}}"}}
  - say: {en: "There.", sv: "Så."}
  - end: answered
`))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	c := NewCatalogue(flows, nil, nil)
	run := c.Advance(c.Start("a", "en"), miniInput).Run
	in := miniInput
	in.Commands = Commands(flows[0], run, understanding.Reading{}, " fees ", "")
	out := c.Advance(run, in)
	if out.Answer == nil || out.Answer.Query != "about fees" || out.Answer.After != 1 || len(out.Messages) != 2 || out.End != Answered {
		t.Errorf("%+v", out)
	}
	real := realCatalogue(t)
	f := real.Flow("where_is_my_refund", 0)
	s := play(t, real, f, f.Tests[0], "sv")
	card := s.outs[len(s.outs)-1].Messages[0].Card
	if card == nil || len(card.Steps) != 5 || card.Steps[3] != (CardStep{Label: "Sent", State: "now", At: "19 november"}) || card.Title != "Var är min återbetalning" {
		t.Errorf("%+v", card)
	}
}

func TestCardStepsInTheCustomersLanguage(t *testing.T) {
	f := &Flow{Words: map[string]map[string]map[string]string{"code": {"refund_sent": {"en": "Sent", "sv": "Skickad"}}}}
	for in, want := range map[string]string{
		`{"label_sv": "Skickad", "label_en": "Sent", "state": "done"}`: "Skickad", `{"code": "refund_sent", "state": "done"}`: "Skickad",
		`{"code": "other", "state": "done"}`: "other", `{"label": "Fritt", "state": "done"}`: "Fritt",
	} {
		v, _ := decode(json.RawMessage(in))
		e := &engine{in: Input{Language: "sv", Today: "2026-11-20"}}
		e.sc = &scope{f: f, in: &e.in}
		if got := e.cardStep(v); got.Label != want || got.State != "done" {
			t.Errorf("%s: %+v", in, got)
		}
	}
}

func TestALongLoopInOneStepStops(t *testing.T) {
	flows, _ := Parse("a.yaml", []byte("flow: a\nversion: 1\ntitle: {en: A}\nsteps:\n  - {id: top, say: {en: Hi}}\n  - {go_to: top, max_times: 100000}\n"))
	c := NewCatalogue(flows, nil, nil)
	if out := c.Advance(c.Start("a", "en"), miniInput); out.Failed != "too_many_steps" || out.End != WithPerson || len(out.Messages) > maxSteps {
		t.Errorf("%s %s %d", out.Failed, out.End, len(out.Messages))
	}
	flows, _ = Parse("a.yaml", []byte("flow: a\nversion: 1\ntitle: {en: A}\nsteps:\n  - {id: top, say: {en: Hi}}\n  - {go_to: top, max_times: 2}\n"))
	c = NewCatalogue(flows, nil, nil)
	if out := c.Advance(c.Start("a", "en"), miniInput); out.Failed != "too_many_rounds" || len(out.Messages) != 3 {
		t.Errorf("%s %d", out.Failed, len(out.Messages))
	}
}

func TestProgressIsNamed(t *testing.T) {
	k := &talk{t: t, c: mini(t)}
	k.run = k.c.Start("mini", "en")
	if out := k.step(nil); len(out.Progress) != 0 {
		t.Errorf("%v", out.Progress)
	}
	if out := k.results(things); len(out.Progress) != 0 {
		t.Errorf("a question is no progress: %v", out.Progress)
	}
	if out := k.cmd(Command{Kind: SetSlot, Slot: "which", Value: "A"}); !slices.Equal(out.Progress, []string{"slot_filled"}) {
		t.Errorf("%v", out.Progress)
	}
	k.cmd(Command{Kind: SetSlot, Slot: "day", Value: "2026-12-02"})
	if out := k.results(`{"id": "O1", "price": "15.00 SEK"}`); !slices.Equal(out.Progress, []string{"result_shown"}) {
		t.Errorf("%v", out.Progress)
	}
}

func TestSlotsReachToolsInTheirOwnForm(t *testing.T) {
	flows, faults := Parse("a.yaml", []byte(`
flow: a
version: 1
title: {en: A}
slots: {y: {type: yes_no, ask: {en: Y}}, n: {type: number, ask: {en: N}}, m: {type: money, currency: SEK, ask: {en: M}}, d: {type: date, ask: {en: D}}}
steps:
  - ask: y
  - ask: n
  - ask: m
  - ask: d
  - {tool: find, with: {y: y, n: n, m: m, d: d, later: d + days(2), both: "y && n > 2", list: '[n, 2, "x"]'}, if_error: []}
`))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	c := NewCatalogue(flows, nil, miniTools)
	in := miniInput
	for slot, v := range map[string]string{"y": "true", "n": "2.50", "m": "12.50", "d": "2026-12-02"} {
		in.Commands = append(in.Commands, Command{Kind: SetSlot, Slot: slot, Value: v})
	}
	out := c.Advance(c.Start("a", "en"), in)
	if len(out.Calls) != 1 {
		t.Fatalf("%+v", out)
	}
	got, _ := json.Marshal(out.Calls[0].Args)
	if string(got) != `{"both":"y \u0026\u0026 n \u003e 2","d":"2026-12-02","later":"2026-12-04","list":"[n, 2, \"x\"]","m":"12.50 SEK","n":2.50,"y":true}` {
		t.Errorf("%s", got)
	}
}
