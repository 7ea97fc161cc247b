package flow

import (
	"testing"
)

func TestNotUnderstoodTwiceBringsAPerson(t *testing.T) {
	k := &talk{t: t, c: mini(t)}
	k.run = k.c.Start("mini", "en")
	k.step(nil)
	k.results(things)
	if out := k.step(nil); out.End != "" || len(out.Messages) != 1 {
		t.Fatalf("%+v", out)
	}
	if out := k.step(nil); out.End != WithPerson || out.Failed != "too_many_tries" || len(out.Human) != 1 {
		t.Errorf("%+v", out)
	}
	if out := k.step(nil); out.End != WithPerson || len(out.Messages)+len(out.Human) != 0 {
		t.Errorf("an ended run spoke: %+v", out)
	}
}

func TestAnInvalidValueIsExplainedAndCounted(t *testing.T) {
	k := &talk{t: t, c: mini(t)}
	k.run = k.c.Start("mini", "en")
	k.step(nil)
	k.results(things)
	k.cmd(Command{Kind: SetSlot, Slot: "which", Value: "A"})
	if out := k.cmd(Command{Kind: SetSlot, Slot: "day", Value: "2026-11-20"}); out.Messages[0].Text != "Later than today, please." {
		t.Errorf("%+v", out.Messages)
	}
	if out := k.cmd(Command{Kind: SetSlot, Slot: "day", Value: "2026-11-19"}); out.Failed != "too_many_tries" {
		t.Errorf("%+v", out)
	}
}

func TestLimitsBringAPerson(t *testing.T) {
	k := &talk{t: t, c: mini(t, "max_tries: 2}\n  day", "max_tries: 99}\n  day")}
	k.run = k.c.Start("mini", "en")
	k.step(nil)
	k.results(things)
	for n := 2; n <= 8; n++ {
		if out := k.step(nil); out.End != "" {
			t.Fatalf("turn %d ended: %s", n, out.Failed)
		}
	}
	if out := k.step(nil); out.Failed != "too_many_turns" || out.End != WithPerson {
		t.Errorf("%+v", out)
	}
	k = &talk{t: t, c: mini(t)}
	k.run = k.c.Start("mini", "en")
	for n := 1; n <= 6; n++ {
		if out := k.step(nil); len(out.Calls) != 1 {
			t.Fatalf("call %d: %+v", n, out)
		}
	}
	if out := k.step(nil); out.Failed != "too_many_calls" || out.End != WithPerson || len(out.Calls) != 0 {
		t.Errorf("%+v", out)
	}
}

func TestAnUnclearWordLeavesTheConfirmOpenThreeTimes(t *testing.T) {
	k := atConfirm(t, mini(t))
	for range 2 {
		if out := k.step(nil); out.Confirm == nil || len(out.Messages) != 1 || len(out.Progress) != 0 {
			t.Fatalf("%+v", out)
		}
	}
	if out := k.step(nil); out.Failed != "too_many_tries" || out.End != WithPerson {
		t.Errorf("%+v", out)
	}
	k = atConfirm(t, mini(t))
	if out := k.cmd(Command{Kind: Say, Pattern: "thanks"}); out.Confirm == nil || out.Messages[0].Text != "You're welcome!" {
		t.Errorf("%+v", out)
	}
	if out := k.cmd(Command{Kind: Say, Pattern: "act_failed"}); len(out.Messages) != 0 {
		t.Errorf("a command made it say %q", out.Messages[0].Text)
	}
	if out := k.cmd(Command{Kind: AnswerFrom, Query: "what does it cost"}); out.Answer == nil || out.Answer.Query == "" || out.Confirm == nil {
		t.Errorf("%+v", out)
	}
}

func TestAnEmptyListAndAMissingFieldBringAPerson(t *testing.T) {
	k := &talk{t: t, c: mini(t)}
	k.run = k.c.Start("mini", "en")
	k.step(nil)
	if out := k.results(`{"things": []}`); out.Failed != "empty_list" || out.End != WithPerson {
		t.Errorf("%+v", out)
	}
	k = &talk{t: t, c: mini(t)}
	k.run = k.c.Start("mini", "en")
	k.step(nil)
	k.results(things)
	k.cmd(Command{Kind: SetSlot, Slot: "which", Value: "A"}, Command{Kind: SetSlot, Slot: "day", Value: "2026-12-02"})
	if out := k.results(`{"id": "O1"}`); out.Failed != "missing_value" || out.End != WithPerson || out.Confirm != nil {
		t.Errorf("%+v", out)
	}
}

// An old button pressed again chooses what is chosen already. It must not
// count as a step forward, else the question circles for ever (P2).
func TestTheSameChoiceAgainIsNoStepForward(t *testing.T) {
	k := &talk{t: t, c: mini(t)}
	k.run = k.c.Start("mini", "en")
	k.step(nil)
	k.results(things)
	again := Command{Kind: SetSlot, Slot: "which", Value: "B", From: "choice"}
	if out := k.cmd(again); !contains(out.Progress, "slot_filled") {
		t.Fatalf("the first press: %+v", out.Progress)
	}
	again.Kind = CorrectSlot
	if out := k.cmd(again); contains(out.Progress, "slot_filled") {
		t.Fatalf("the same press again: %+v", out.Progress)
	}
	again.Value = "A"
	if out := k.cmd(again); !contains(out.Progress, "slot_filled") {
		t.Fatalf("another choice: %+v", out.Progress)
	}
}
