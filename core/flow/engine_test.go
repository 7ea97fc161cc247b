package flow

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"samtal/core/identity"
)

// miniFlow has one of most things, small enough to hold in the head.
const miniFlow = `
flow: mini
version: 1
topic: mini
title: {en: Mini, sv: Mini}
autonomy: {start_at: act, ceiling: act, max_amount: 100.00 SEK}
slots:
  which: {type: reference, from: all.things, save_as: thing, ask: {en: "Which?", sv: "Vilket?"}, max_tries: 2}
  day: {type: date, ask: {en: "When?", sv: "När?"}, valid: day > today, invalid: {en: "Later than today, please.", sv: "Efter i dag, tack."}, max_tries: 2}
limits: {turns: 8, tool_calls: 6}
steps:
  - {tool: find, with: {kind: all}, save_as: all, if_error: [{end: failed}]}
  - ask: which
  - id: when
    ask: day
  - {tool: price, with: {thing: which, day: day}, save_as: offer, if_error: [{human: {topic: mini}}]}
  - confirm: {en: "{{thing.name}} for {{offer.price}} on {{day}}?", sv: "{{thing.name}} för {{offer.price}} den {{day}}?"}
    allows: [buy]
    if_no: [{end: customer_stopped}]
  - {tool: buy, once_per: offer.id, with: {offer: offer.id}, save_as: bought, check: bought.ok == true, if_error: [{human: {topic: mini, with: [thing, day]}}]}
  - say: {en: "Bought for {{bought.price}}.", sv: "Köpt för {{bought.price}}."}
  - end: settled
tests: []
`

var miniTools = []identity.Tool{
	{Name: "find", Class: identity.Look, Needs: identity.SignedIn}, {Name: "price", Class: identity.Look}, {Name: "buy", Class: identity.Act},
}

func mini(t testing.TB, changes ...string) *Catalogue {
	t.Helper()
	src := strings.NewReplacer(changes...).Replace(miniFlow)
	flows, faults := Parse("mini.yaml", []byte(src))
	for _, f := range faults {
		t.Fatal(f)
	}
	return NewCatalogue(flows, loadDir(t, "patterns"), miniTools)
}

var miniInput = Input{Language: "en", Today: "2026-11-20", SignedIn: true}

// talk drives a run by hand.
type talk struct {
	t   testing.TB
	c   *Catalogue
	run Run
	out Outcome
}

func (k *talk) step(change func(*Input)) Outcome {
	in := miniInput
	if change != nil {
		change(&in)
	}
	k.out = k.c.Advance(k.run, in)
	k.run = k.out.Run
	return k.out
}

func (k *talk) cmd(cmds ...Command) Outcome { return k.step(func(in *Input) { in.Commands = cmds }) }

func (k *talk) results(data ...string) Outcome {
	return k.step(func(in *Input) {
		for i, c := range k.out.Calls {
			in.Results = append(in.Results, ToolResult{ID: c.ID, Tool: c.Tool, Data: json.RawMessage(data[i])})
		}
	})
}

const things = `{"things": [{"id": "A", "name": "Apple", "price": "12.50 SEK"}, {"id": "B", "name": "Banana", "price": "15.00 SEK"}, {"id": "C", "name": "Cherry", "price": "15.00 SEK"}]}`

// atConfirm brings a run to its confirm.
func atConfirm(t testing.TB, c *Catalogue) *talk {
	t.Helper()
	k := &talk{t: t, c: c, run: c.Start("mini", "en")}
	k.step(nil)
	k.results(things)
	k.cmd(Command{Kind: SetSlot, Slot: "which", Value: "B"}, Command{Kind: SetSlot, Slot: "day", Value: "2026-12-02"})
	k.results(`{"id": "O1", "price": "15.00 SEK"}`)
	if k.out.Confirm == nil {
		t.Fatalf("no confirm: %+v", k.out)
	}
	return k
}

func (k *talk) yes(digest string, results ...ToolResult) Outcome {
	return k.step(func(in *Input) { in.Confirm, in.Results = &Answer{Yes: true, Digest: digest}, results })
}

func bought(data string, err string) ToolResult {
	return ToolResult{Tool: "buy", Args: map[string]any{"offer": "O1"}, Data: json.RawMessage(data), Error: err}
}

func TestAConfirmHoldsExactlyWhatWillBeDone(t *testing.T) {
	k := atConfirm(t, mini(t))
	c := k.out.Confirm
	want := []Act{{ID: CallID("buy", map[string]any{"offer": "O1"}), Tool: "buy", Args: map[string]any{"offer": "O1"}, Key: "mini@1/buy/O1", Step: "6"}}
	if !reflect.DeepEqual(c.Acts, want) {
		t.Errorf("acts %+v", c.Acts)
	}
	if c.Text != "Banana for 15\u00a0kr on 2 December?" {
		t.Errorf("text %q", c.Text)
	}
	if len(c.Sources) != 3 || c.Sources[0].From != "tool" || c.Sources[0].Name != "find" || c.Sources[0].Field != "things.1.name" ||
		c.Sources[1].Field != "price" || c.Sources[1].Raw != "15.00 SEK" || c.Sources[1].Call == "" || c.Sources[2].From != "slot" || c.Sources[2].Raw != "2026-12-02" {
		t.Errorf("sources %+v", c.Sources)
	}
	if len(c.Choices) != 2 || c.Choices[0].ID != "confirm:"+c.Digest+":yes" {
		t.Errorf("choices %+v", c.Choices)
	}
	out := k.yes(c.Digest, bought(`{"ok": true, "price": "15.00 SEK"}`, ""))
	if out.End != Settled || out.Messages[0].Text != "Bought for 15\u00a0kr." {
		t.Errorf("%+v", out)
	}
}

func TestTheDigestCoversWordsArgumentsAndKey(t *testing.T) {
	base := atConfirm(t, mini(t)).out.Confirm.Digest
	for _, change := range [][]string{{"{{thing.name}} for", "The {{thing.name}} for"}, {"with: {offer: offer.id}", "with: {offer: which}"}, {"once_per: offer.id", "once_per: which"}} {
		if d := atConfirm(t, mini(t, change...)).out.Confirm.Digest; d == base {
			t.Errorf("%v: the digest did not change", change)
		}
	}
	if atConfirm(t, mini(t)).out.Confirm.Digest != base {
		t.Error("the digest is not the same each time")
	}
}

func TestOnlyTheOpenConfirmsYesCounts(t *testing.T) {
	c := mini(t)
	k := atConfirm(t, c)
	first := k.out.Confirm.Digest
	out := k.cmd(Command{Kind: CorrectSlot, Slot: "day", Value: "2026-12-05"})
	if len(out.Calls) != 1 || out.Calls[0].Args["day"] != "2026-12-05" || out.Calls[0].Args["thing"] != "B" {
		t.Fatalf("no new quote: %+v", out.Calls)
	}
	k.results(`{"id": "O2", "price": "15.00 SEK"}`)
	second := k.out.Confirm.Digest
	out = k.yes(first, bought(`{"ok": true, "price": "15.00 SEK"}`, ""))
	if out.End != "" || out.Confirm == nil || out.Confirm.Digest != second || first == second {
		t.Errorf("a late yes was taken: %+v", out)
	}
	// A yes as a mere command never counts, and a yes with another act's result neither.
	if out = k.cmd(Command{Kind: Yes}); out.Confirm == nil || out.End != "" {
		t.Errorf("a bare yes was taken: %+v", out)
	}
	out = k.yes(second, bought(`{"ok": true, "price": "15.00 SEK"}`, ""))
	if out.End != WithPerson || len(out.Human) != 1 {
		t.Errorf("the result of another act was taken: %+v", out)
	}
}

func TestWithoutResultOrWithAFalseOneAPersonTakesOver(t *testing.T) {
	for name, results := range map[string][]ToolResult{
		"no result":   nil,
		"an error":    {bought(``, "down")},
		"not json":    {bought(`{`, "")},
		"check fails": {bought(`{"ok": false, "price": "15.00 SEK"}`, "")},
		"no field":    {bought(`{"price": "15.00 SEK"}`, "")},
	} {
		k := atConfirm(t, mini(t))
		out := k.yes(k.out.Confirm.Digest, results...)
		if out.End != WithPerson || len(out.Human) != 1 || out.Human[0].Topic != "mini" || len(out.Messages) != 1 {
			t.Errorf("%s: %+v", name, out)
			continue
		}
		facts := out.Human[0].With
		if len(facts) != 3 || facts[0].Value != "Banana" || facts[2].Label != "day" || facts[2].Value != "2 December" {
			t.Errorf("%s: facts %+v", name, facts)
		}
	}
}

func TestAnActReachedWithoutConsentIsNotCalled(t *testing.T) {
	src := strings.Replace(miniFlow, "  - {tool: find,", "  - go_to: act\n    max_times: 1\n  - {tool: find,", 1)
	src = strings.Replace(src, "{tool: buy, once_per: offer.id, with: {offer: offer.id}", "{id: act, tool: buy, once_per: today, with: {offer: \"O1\"}", 1)
	flows, _ := Parse("mini.yaml", []byte(src))
	c := NewCatalogue(flows, nil, miniTools)
	out := c.Advance(c.Start("mini", "en"), miniInput)
	if out.End != WithPerson || len(out.Calls) != 0 || out.Confirm != nil || out.Failed != "" || out.Run.Acted {
		t.Errorf("%+v", out)
	}
}

func TestAResultThatNobodyAskedForIsDropped(t *testing.T) {
	c := mini(t)
	run := c.Start("mini", "en")
	in := miniInput
	in.Results = []ToolResult{{Tool: "find", Args: map[string]any{"kind": "all"}, Data: json.RawMessage(things)}}
	out := c.Advance(run, in)
	if len(out.Calls) != 1 {
		t.Fatalf("a result was taken before the call: %+v", out)
	}
	in.Results[0].Args = map[string]any{"kind": "other"}
	if out = c.Advance(out.Run, in); len(out.Calls) != 1 {
		t.Errorf("another call's result was taken: %+v", out)
	}
	in.Results[0].Args = map[string]any{"kind": "all"}
	if out = c.Advance(out.Run, in); len(out.Calls) != 0 || len(out.Messages) != 1 {
		t.Errorf("the call's own result was not taken: %+v", out)
	}
	stray := c.Advance(out.Run, in)
	if len(stray.Messages) != 0 || stray.Run.Turns != out.Run.Turns {
		t.Errorf("a stray result counted as the customer's word: %+v", stray)
	}
}

func TestAReferenceIsOnlyWhatTheToolReturned(t *testing.T) {
	k := &talk{t: t, c: mini(t)}
	k.run = k.c.Start("mini", "en")
	k.step(nil)
	k.results(things)
	if out := k.cmd(Command{Kind: SetSlot, Slot: "which", Value: "Z"}); out.End != "" || len(out.Messages) != 1 || out.Run.Frames[0].Slots["which"].Value != "" {
		t.Errorf("%+v", out)
	}
	out := k.cmd(Command{Kind: SetSlot, Slot: "which", Value: "Y"})
	if out.End != WithPerson || out.Failed != "too_many_tries" {
		t.Errorf("two wrong ids did not bring a person: %+v", out)
	}
}

func TestNoQuestionIsAskedTwiceInTheSameWords(t *testing.T) {
	k := &talk{t: t, c: mini(t, "max_tries: 2}\n  day", "max_tries: 7}\n  day")}
	k.run = k.c.Start("mini", "en")
	k.step(nil)
	k.results(things)
	heard := map[string]bool{k.out.Messages[0].Text: true}
	for i := range 5 {
		out := k.step(func(in *Input) { in.Reask = i%2 == 0 })
		for _, m := range out.Messages {
			if heard[m.Text] {
				t.Errorf("said twice: %q", m.Text)
			}
			heard[m.Text] = true
		}
	}
	if k.run.Frames[0].Tries["which"] != 2 {
		t.Errorf("asking again in other words counted as a failed answer: %d", k.run.Frames[0].Tries["which"])
	}
	last := k.out.Messages
	if out := k.cmd(Command{Kind: Repeat}); !reflect.DeepEqual(out.Messages, last) || len(out.Progress) != 0 {
		t.Errorf("asked to repeat, it said %+v", out.Messages)
	}
}

func TestAboveTheLimitAPersonDecides(t *testing.T) {
	for price, ok := range map[string]bool{"100.00 SEK": true, "100.01 SEK": false, "1.00 EUR": false} {
		k := &talk{t: t, c: mini(t)}
		k.run = k.c.Start("mini", "en")
		k.step(nil)
		k.results(things)
		k.cmd(Command{Kind: SetSlot, Slot: "which", Value: "A"}, Command{Kind: SetSlot, Slot: "day", Value: "2026-12-02"})
		out := k.results(`{"id": "O1", "price": "` + price + `"}`)
		if (out.Confirm != nil) != ok || (!ok && (out.Failed != "above_limit" || out.End != WithPerson)) {
			t.Errorf("%s: %+v", price, out)
		}
	}
}

func TestSignedOutIsAToolErrorThatTheFlowHandles(t *testing.T) {
	c := mini(t)
	in := miniInput
	in.SignedIn = false
	out := c.Advance(c.Start("mini", "en"), in)
	if out.End != Failed || len(out.Calls) != 0 || !strings.Contains(out.Messages[0].Text, "signed in") {
		t.Errorf("%+v", out)
	}
	c = mini(t, "limits:", "available: customer.signed_in\nlimits:")
	if out = c.Advance(c.Start("mini", "en"), in); out.End != Failed || out.Failed != "not_available" || len(out.Messages) != 1 {
		t.Errorf("%+v", out)
	}
	if out = c.Advance(c.Start("mini", "en"), miniInput); len(out.Calls) != 1 {
		t.Errorf("%+v", out)
	}
}

func TestAdvanceIsPureAndRunsSurviveJSON(t *testing.T) {
	k := atConfirm(t, mini(t))
	before, _ := json.Marshal(k.run)
	in := miniInput
	in.Commands = []Command{{Kind: CorrectSlot, Slot: "which", Value: "A"}}
	a := k.c.Advance(k.run, in)
	after, _ := json.Marshal(k.run)
	if string(before) != string(after) {
		t.Error("Advance changed the run that it was given")
	}
	var back Run
	if err := json.Unmarshal(before, &back); err != nil {
		t.Fatal(err)
	}
	b := k.c.Advance(back, in)
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	if string(x) != string(y) {
		t.Errorf("after JSON the outcome differs:\n%s\n%s", x, y)
	}
}

func TestACorrectionDropsOnlyWhatWasBuiltOnIt(t *testing.T) {
	k := atConfirm(t, mini(t))
	out := k.cmd(Command{Kind: CorrectSlot, Slot: "which", Value: "C"})
	f := out.Run.Frames[0]
	if f.Slots["which"].Value != "C" || f.Slots["day"].Value != "2026-12-02" || f.Results["offer"].Data != nil || len(out.Calls) != 1 || out.Calls[0].Args["thing"] != "C" {
		t.Errorf("%+v %+v", f, out.Calls)
	}
	if !strings.Contains(string(f.Results["thing"].Data), "Cherry") {
		t.Errorf("the chosen row did not follow: %s", f.Results["thing"].Data)
	}
	k = atConfirm(t, mini(t))
	out = k.cmd(Command{Kind: CorrectSlot, Slot: "day"})
	if out.Run.Waits == nil || out.Run.Waits.Slot != "day" || out.Confirm != nil {
		t.Errorf("a correction without a value must ask again: %+v", out)
	}
}

func TestCancelAndNoAndHandOver(t *testing.T) {
	k := atConfirm(t, mini(t))
	if out := k.cmd(Command{Kind: Cancel}); out.End != CustomerStopped {
		t.Errorf("%+v", out)
	}
	k = atConfirm(t, mini(t))
	if out := k.cmd(Command{Kind: No}); out.End != CustomerStopped {
		t.Errorf("%+v", out)
	}
	k = atConfirm(t, mini(t))
	if out := k.step(func(in *Input) { in.Confirm = &Answer{Digest: k.run.Waits.Confirm.Digest} }); out.End != CustomerStopped {
		t.Errorf("%+v", out)
	}
	k = atConfirm(t, mini(t))
	out := k.cmd(Command{Kind: HandOver})
	if out.End != "" || len(out.Human) != 1 || out.Human[0].Topic != "mini" || len(out.Human[0].With) < 3 || len(out.Messages) != 0 || out.Run.Waits == nil {
		t.Errorf("%+v", out)
	}
	digest := out.Run.Waits.Confirm.Digest
	if out = k.yes(digest, bought(`{"ok": true, "price": "15.00 SEK"}`, "")); out.End != Settled {
		t.Errorf("the flow could not go on while the customer waits: %+v", out)
	}
	k = &talk{t: t, c: mini(t), run: mini(t).Start("mini", "en")}
	k.step(nil)
	k.results(things)
	if out := k.cmd(Command{Kind: Cancel}); out.End != CustomerStopped || len(out.Messages) != 1 {
		t.Errorf("%+v", out)
	}
}
