package flow

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"samtal/core/understanding"
)

// These tests hold the corners that a mutation of the engine showed to be bare.

func TestAFlowWithoutIfNoStillStopsAtANo(t *testing.T) {
	k := atConfirm(t, mini(t, "    if_no: [{end: customer_stopped}]\n", ""))
	if out := k.cmd(Command{Kind: No}); out.End != CustomerStopped || out.Failed != "" {
		t.Errorf("%+v", out)
	}
}

func TestAnActWithoutAKeyIsNotOffered(t *testing.T) {
	k := &talk{t: t, c: mini(t, "once_per: offer.id, ", "")}
	k.run = k.c.Start("mini", "en")
	k.step(nil)
	k.results(things)
	k.cmd(Command{Kind: SetSlot, Slot: "which", Value: "B"}, Command{Kind: SetSlot, Slot: "day", Value: "2026-12-02"})
	if out := k.results(`{"id": "O1", "price": "15.00 SEK"}`); out.Confirm != nil || out.Failed != "missing_value" {
		t.Errorf("%+v", out)
	}
	k.c = mini(t)
	k.run = k.c.Start("mini", "en")
	k.step(nil)
	k.results(things)
	k.cmd(Command{Kind: SetSlot, Slot: "which", Value: "B"}, Command{Kind: SetSlot, Slot: "day", Value: "2026-12-02"})
	if out := k.results(`{"id": "", "price": "15.00 SEK"}`); out.Confirm != nil || out.Failed != "missing_value" {
		t.Errorf("an empty key would be one key for everybody: %+v", out)
	}
}

func TestFactsSayWhichRowAndFromWhichCall(t *testing.T) {
	k := atConfirm(t, mini(t, "ask: {en: \"Which?\", sv: \"Vilket?\"}", "show: {en: \"the {{item.name}}\", sv: \"{{item.name}}\"}, label: {en: Fruit, sv: Frukt}, ask: {en: \"Which?\", sv: \"Vilket?\"}"))
	facts := k.c.Facts(k.run, "sv", "2026-11-20")
	if facts[0].Label != "Frukt" || facts[0].Value != "Banana" || facts[0].Source.From != "slot" || facts[0].Source.Raw != "B" || facts[0].Source.Call != k.run.Frames[0].Results["all"].Call {
		t.Errorf("%+v", facts)
	}
	if k.c.Facts(k.run, "en", "2026-11-20")[0].Value != "the Banana" {
		t.Errorf("%+v", facts)
	}
	var labels []string
	for _, f := range facts {
		labels = append(labels, f.Label)
	}
	if !slices.Equal(labels, []string{"Frukt", "name", "price", "day", "price"}) {
		t.Errorf("%v", labels)
	}
}

func TestACorrectionDropsAnswersToQuestionsBuiltOnIt(t *testing.T) {
	c := realCatalogue(t)
	f := c.Flow("unrecognised_card_payment", 0)
	test := f.Tests[0]
	test.Turns = map[string][]TestTurn{"en": {{Text: "someone used my card"}, {Text: "the first one"}, {Text: "no"}, {Text: "no"}}}
	s := play(t, c, f, test, "en")
	if s.run.Waits.For != "confirm" {
		t.Fatal("no confirm")
	}
	s.turn(TestTurn{Choice: "pick:payment:T3"})
	fr := s.run.Frames[0]
	if s.run.Waits.Slot != "recognised" || fr.Slots["payment"].Value != "T3" || fr.Pending["shared_code"].Value != "false" {
		t.Errorf("%+v %+v", s.run.Waits, fr)
	}
	if m := s.outs[len(s.outs)-1].Messages; !strings.HasSuffix(m[len(m)-1].Text, "Do you recognise it now?") {
		t.Errorf("another shop is a new question: %+v", m)
	}
	seen := map[string]int{}
	for _, m := range fr.Trail {
		if seen[m.Name]++; seen[m.Name] > 1 {
			t.Errorf("%s stands twice in the trail", m.Name)
		}
	}
	s.turn(TestTurn{Text: "no"})
	if s.run.Waits.For != "confirm" {
		t.Errorf("what was answered before was asked again: %+v", s.run.Waits)
	}
}

func TestTheSameValueAgainChangesNothing(t *testing.T) {
	k := atConfirm(t, mini(t))
	digest := k.out.Confirm.Digest
	if out := k.cmd(Command{Kind: SetSlot, Slot: "which", Value: "B"}); len(out.Calls) != 0 || out.Confirm == nil || out.Confirm.Digest != digest {
		t.Errorf("%+v", out)
	}
	if out := k.cmd(Command{Kind: SetSlot, Slot: "which", Value: "A"}); len(out.Calls) != 1 || out.Calls[0].Args["thing"] != "A" {
		t.Errorf("another value for a filled slot is a correction: %+v", out)
	}
	k = atConfirm(t, mini(t))
	if out := k.cmd(Command{Kind: CorrectSlot, Slot: "which", Value: "B"}); len(out.Calls) != 1 {
		t.Errorf("a correction always fetches anew: %+v", out)
	}
	k = atConfirm(t, mini(t))
	sv := k.run.Frames[0].Slots["which"]
	sv.At = "nowhere"
	k.run.Frames[0].Slots["which"] = sv
	if out := k.cmd(Command{Kind: CorrectSlot, Slot: "which", Value: "A"}); out.Confirm == nil || len(out.Messages) != 1 {
		t.Errorf("%+v", out)
	}
}

// Grief and need are not asked twice: where a text may be left out, a "no" is
// an answer; where it may not, it is none.
func TestANoAnswersATextThatMayBeLeftOut(t *testing.T) {
	for _, may := range []bool{true, false} {
		c := mini(t, "steps:\n", "steps:\n  - ask: why\n", "limits:", fmt.Sprintf("  why: {type: text, optional: %v, ask: {en: \"Why?\", sv: \"Varför?\"}, max_tries: 2}\nlimits:", may))
		k := &talk{t: t, c: c}
		k.run = c.Start("mini", "en")
		k.step(nil)
		f := c.Flow("mini", 0)
		cmds := Commands(f, k.run, understanding.Reading{Move: understanding.MoveNo}, " no thanks ", "")
		if want := map[bool]string{true: "set_slot why=no thanks", false: "no"}[may]; brief(cmds) != want {
			t.Errorf("optional %v: %s, want %s", may, brief(cmds), want)
		}
	}
}

func TestFourBareDigitsFindACard(t *testing.T) {
	r := row{data: map[string]any{"last4": "0042", "name": "E"}}
	if !r.fits(understanding.Entity{Kind: understanding.Amount, Text: "0042", Value: "42"}) || r.fits(understanding.Entity{Kind: understanding.Amount, Text: "42", Value: "42"}) {
		t.Error("a card is named by its four digits as they stand")
	}
}

func TestAfterAnActCancelDoesNotSayThatNothingChanged(t *testing.T) {
	c := mini(t, "  - say: {en: \"Bought for {{bought.price}}.\", sv: \"Köpt för {{bought.price}}.\"}\n", "  - ask: why\n", "limits:", "  why: {type: text, ask: {en: \"Why?\", sv: \"Varför?\"}, max_tries: 2}\nlimits:")
	k := atConfirm(t, c)
	out := k.yes(k.out.Confirm.Digest, bought(`{"ok": true}`, ""))
	if len(out.Messages) != 1 || out.Messages[0].Text != "Why?" || !out.Run.Acted {
		t.Fatalf("%+v", out)
	}
	out = k.cmd(Command{Kind: Cancel})
	if out.End != CustomerStopped || len(out.Messages) != 1 || strings.Contains(out.Messages[0].Text, "Nothing") {
		t.Errorf("%+v", out)
	}
}

func TestAmountsInArgumentsCountForTheLimit(t *testing.T) {
	k := &talk{t: t, c: mini(t, "{{thing.name}} for {{offer.price}} on {{day}}?", "{{thing.name}}?", "{{thing.name}} för {{offer.price}} den {{day}}?", "{{thing.name}}?", "with: {offer: offer.id}", "with: {offer: offer.id, price: offer.price}")}
	k.run = k.c.Start("mini", "en")
	k.step(nil)
	k.results(things)
	k.cmd(Command{Kind: SetSlot, Slot: "which", Value: "B"}, Command{Kind: SetSlot, Slot: "day", Value: "2026-12-02"})
	if out := k.results(`{"id": "O1", "price": "150.00 SEK"}`); out.Failed != "above_limit" {
		t.Errorf("%+v", out)
	}
}

func TestSmallTalkIsNoFailedAnswer(t *testing.T) {
	k := &talk{t: t, c: mini(t)}
	k.run = k.c.Start("mini", "en")
	k.step(nil)
	k.results(things)
	for i := range 4 {
		cmd := []Command{{Kind: Say, Pattern: "thanks"}, {Kind: AnswerFrom, Query: "x"}, {Kind: StartFlow, Topic: "x"}, {Kind: Clarify}}[i]
		if out := k.cmd(cmd); out.End != "" || out.Run.Frames[0].Tries["which"] != 0 || out.Run.Waits == nil {
			t.Errorf("%s: %+v", cmd.Kind, out)
		}
	}
}

func TestWhatCannotBeDecidedBringsAPerson(t *testing.T) {
	for src, want := range map[string]string{
		"  - {tool: find, save_as: x, if_error: []}\n  - choose: [{when: x.missing == 1, do: []}, {otherwise: true, do: []}]": "bad_condition",
		"  - {tool: find, save_as: x, if_error: []}\n  - choose: [{when: x.a == 2, do: []}]":                                  "no_case",
		"  - {tool: find, save_as: x, if_error: []}\n  - say: {en: \"{{x.missing}}\"}":                                        "missing_value",
		"  - {tool: find, save_as: x, if_error: []}\n  - say: {en: \"{{x.list}}\"}":                                           "missing_value",
		"  - {tool: find, save_as: x, if_error: []}\n  - {say: {en: Hi}, card: {kind: a, from: x.a}}":                         "missing_value",
		"  - {tool: find, save_as: x, if_error: []}\n  - say: {en: Hi}":                                                       "no_end",
		"  - {tool: find, with: {x: \"a\"}, save_as: x}\n  - {tool: find, with: {x: x.missing}}":                              "missing_value",
		"  - {tool: find, save_as: x, if_error: []}\n  - {run: nowhere}":                                                      "no_sub_flow",
		"  - {tool: find, save_as: x, if_error: []}\n  - {ask: nothing}":                                                      "unknown_slot",
		"  - {tool: find, save_as: x, if_error: []}\n  - {tool: gone, save_as: x}":                                            "unknown_tool",
	} {
		flows, _ := Parse("a.yaml", []byte("flow: a\nversion: 1\ntitle: {en: A}\nslots: {}\nsteps:\n"+src+"\n"))
		c := NewCatalogue(flows, loadDir(t, "patterns"), miniTools)
		k := &talk{t: t, c: c, run: c.Start("a", "en")}
		k.step(nil)
		if out := k.results(`{"a": 1, "list": [1]}`); out.Failed != want || out.End != WithPerson || len(out.Human) != 1 || !out.Run.Human {
			t.Errorf("%s: %+v", src, out)
		}
	}
	c := mini(t, "limits:", "available: today < date(\"2020-01-01\")\nlimits:")
	if out := c.Advance(c.Start("mini", "en"), miniInput); out.Failed != "not_available" || out.End != WithPerson || len(out.Human) != 1 {
		t.Errorf("%+v", out)
	}
	if out := c.Advance(c.Start("nowhere", "en"), miniInput); !out.Run.Human {
		t.Errorf("%+v", out)
	}
}

func TestWhatWasSaidLastIsKeptThroughQuietSteps(t *testing.T) {
	k := &talk{t: t, c: mini(t)}
	k.run = k.c.Start("mini", "en")
	k.step(nil)
	k.results(things)
	k.cmd(Command{Kind: SetSlot, Slot: "which", Value: "B"})
	last := k.run.Last[0].Text
	k.cmd(Command{Kind: SetSlot, Slot: "day", Value: "2026-12-02"})
	if len(k.out.Messages) != 0 || len(k.run.Last) != 1 || k.run.Last[0].Text != last || last != "When?" {
		t.Errorf("%+v", k.run.Last)
	}
}

func TestARowThatANarrowingHidCanStillBeNamed(t *testing.T) {
	k := &talk{t: t, c: mini(t)}
	k.run = k.c.Start("mini", "en")
	k.step(nil)
	k.results(`{"things": [{"id": "A", "name": "Green apple"}, {"id": "B", "name": "Red apple"}, {"id": "C", "name": "Cherry"}]}`)
	out := k.cmd(Command{Kind: SetSlot, Slot: "which", Words: []string{"apple"}})
	if len(out.Messages) != 1 || len(out.Messages[0].Choices) != 2 || !slices.Equal(out.Progress, []string{"choice_narrowed"}) || out.Run.Frames[0].Tries["which"] != 0 {
		t.Fatalf("%+v", out)
	}
	if out = k.cmd(Command{Kind: SetSlot, Slot: "which", Words: []string{"cherry"}}); out.Run.Frames[0].Slots["which"].Value != "C" {
		t.Errorf("%+v", out.Run.Frames[0])
	}
}

func TestWordingsChangeBeforeTheyRepeat(t *testing.T) {
	flows, _ := Parse("a.yaml", []byte("flow: a\nversion: 1\ntitle: {en: A}\nsteps:\n  - {id: top, say: {en: [One, Two]}}\n  - {go_to: top, max_times: 3}\n"))
	c := NewCatalogue(flows, loadDir(t, "patterns"), nil)
	out := c.Advance(c.Start("a", "en"), miniInput)
	var texts []string
	for _, m := range out.Messages[:4] {
		texts = append(texts, m.Text)
	}
	if !slices.Equal(texts, []string{"One", "Two", "As before: Two", "It is still so: Two"}) {
		t.Errorf("%q", texts)
	}
}

func TestACorrectionInsideASubFlowReachesTheOuterSlot(t *testing.T) {
	outer := "flow: outer\nversion: 1\ntitle: {en: O}\nslots: {mood: {type: text, ask: {en: Mood?}}}\nsteps:\n  - ask: mood\n  - {run: inner, if_error: []}\n  - end: answered\n"
	inner := "flow: inner\nversion: 1\ntitle: {en: I}\nslots: {name: {type: text, ask: {en: Name?}}}\nsteps:\n  - ask: name\n  - end: answered\n"
	a, _ := Parse("a.yaml", []byte(outer))
	b, _ := Parse("b.yaml", []byte(inner))
	k := &talk{t: t, c: NewCatalogue(append(a, b...), nil, nil)}
	k.run = k.c.Start("outer", "en")
	k.step(nil)
	if out := k.cmd(Command{Kind: SetSlot, Slot: "mood", Value: "good"}); out.Position != "inner@1:1" || len(out.Run.Frames) != 2 {
		t.Fatalf("%+v", out)
	}
	out := k.cmd(Command{Kind: CorrectSlot, Slot: "mood", Value: "bad"})
	if len(out.Run.Frames) != 2 || out.Run.Frames[0].Slots["mood"].Value != "bad" || out.Position != "inner@1:1" || out.Run.Frames[1].Asked["name"] != 1 {
		t.Errorf("%+v", out.Run.Frames)
	}
}

func TestDatesAndRefusalsWithoutRows(t *testing.T) {
	flows, _ := Parse("a.yaml", []byte("flow: a\nversion: 1\ntitle: {en: A}\nslots: {d: {type: date, ask: {en: D}}}\nsteps:\n  - ask: d\n  - end: settled\n"))
	run := NewCatalogue(flows, nil, nil).Start("a", "en")
	if got := brief(Commands(flows[0], run, readForTest("from 2 December", "en", "2026-11-20"), "from 2 December", "")); got != "set_slot d date:2026-12-02" {
		t.Error(got)
	}
	k := atConfirm(t, mini(t))
	for name, v := range k.run.Frames[0].Slots {
		v.From = "single"
		k.run.Frames[0].Slots[name] = v
	}
	f := k.c.Flow("mini", 0)
	if got := brief(Commands(f, k.run, readForTest("no wait", "en", "2026-11-20"), "no wait", "")); got != "no" {
		t.Errorf("nothing to correct, so it is a no: %s", got)
	}
}

func TestASubFlowThatCannotStartIsAFailedTool(t *testing.T) {
	head := "flow: a\nversion: 1\ntitle: {en: A}\nslots: {n: {type: text, ask: {en: N}}}\nsteps:\n"
	for name, steps := range map[string]string{
		"an argument is missing": "  - {tool: find, save_as: x, if_error: []}\n  - {run: b, with: {n: x.gone}, if_error: [{end: failed}]}\n",
		"too deep":               "  - {run: a, if_error: [{end: failed}]}\n",
	} {
		flows, _ := Parse("a.yaml", []byte(head+steps+"---\n"+strings.Replace(head, "flow: a", "flow: b", 1)+"  - ask: n\n  - end: answered\n"))
		k := &talk{t: t, c: NewCatalogue(flows, loadDir(t, "patterns"), miniTools)}
		k.run = k.c.Start("a", "en")
		k.step(nil)
		if name == "an argument is missing" {
			k.results(`{"a": 1}`)
		}
		if k.out.End != Failed || len(k.run.Frames) != 1 {
			t.Errorf("%s: %+v", name, k.out)
		}
	}
}

func TestFactsOfAFlowThatIsGone(t *testing.T) {
	k := atConfirm(t, mini(t))
	k.run.Frames = append([]Frame{{Flow: "gone", Version: 1, Trail: []Mark{{Name: "x"}}}}, k.run.Frames...)
	if facts := k.c.Facts(k.run, "en", "2026-11-20"); len(facts) != 5 {
		t.Errorf("%+v", facts)
	}
}

func TestTheFakedSystem(t *testing.T) {
	f := NewFakes(Given{Tools: map[string]json.RawMessage{
		"list": json.RawMessage(`{"sequence": [{"n": "{{a}}"}, {"error": "down"}, {"n": ["{{a}}", {"b": "{{a}}"}, 2]}]}`), "bad": json.RawMessage(`{`),
		"act": json.RawMessage(`{"timeout_then_replay": true, "result": {"ok": true}}`), "none": json.RawMessage(`null`), "empty": json.RawMessage(`{"sequence": []}`),
	}})
	args := map[string]any{"a": json.Number("7")}
	for i, want := range []string{`{"n":"7"} `, ` down`, `{"n":["7",{"b":"7"},2]} `, `{"n":["7",{"b":"7"},2]} `} {
		if r := f.Call("list", args, ""); string(r.Data)+" "+r.Error != want || r.ID != CallID("list", args) {
			t.Errorf("call %d: %+v", i, r)
		}
	}
	for tool, want := range map[string]string{"gone": "not_given", "bad": "not_given", "none": "not_given", "empty": ""} {
		if r := f.Call(tool, nil, ""); r.Error != want {
			t.Errorf("%s: %+v", tool, r)
		}
	}
	if r := f.Call("act", nil, "k"); r.Error != "timeout" || r.Data != nil {
		t.Errorf("%+v", r)
	}
	if r := f.Call("act", nil, "k"); r.Error != "" || string(r.Data) != `{"ok":true}` || f.Effects["act"] != 1 {
		t.Errorf("%+v %v", r, f.Effects)
	}
	if r := f.Call("act", nil, "other"); r.Error != "timeout" || f.Effects["act"] != 2 {
		t.Errorf("another key is another effect: %+v %v", r, f.Effects)
	}
}
