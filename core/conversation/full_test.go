package conversation

import (
	"testing"
	"time"
)

// Flood control limits live places, never the right (P1): a customer for whom
// none is left has a place all the same, in writing and by a stated time, and
// no button of theirs turns it into a live one.
func TestP1_AFullLineGivesADatedWrittenPlace(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	due := now.Add(4 * time.Hour)
	r := Rules{Lines: map[string]LineRule{"": {Live: true, Due: due, Full: "place_overflow"}}, Choice: map[string]bool{"general": true}}
	var s State
	told := 0
	for _, in := range []Input{Open{Market: "SE"}, CustomerAsked{}, CustomerAsked{Matter: "m1"}, CustomerWrote{Message: "a", Choice: Choice{Kind: "live", ID: "m1"}}} {
		d := Decide(s, in, r, now)
		for _, e := range d.Events {
			if e, ok := e.(Told); ok && e.Key == "place_overflow" && e.Due.Equal(due) && len(e.Choices) == 0 {
				told++
			}
		}
		s = Fold(s, d.Events, now)
	}
	if p := s.Matters[0].Place; p == nil || p.Mode != Written || !p.Due.Equal(due) || told != 1 {
		t.Fatalf("place %+v, told %d times", p, told)
	}
}

// What the customer gave is kept with every draft: an expert who comes by the
// button must not ask for it again (P6).
func TestP6_FactsAreKeptWithEveryDraft(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	r := Rules{Autonomy: map[string]Permit{"": {Level: Do}, "x": {Level: Do}}}
	for _, draft := range []DraftReady{{Messages: []Said{{Message: "b", Signature: 1}}, Progress: Forward}, {}} { // sent, and one that leads to a person
		var s State
		for _, in := range []Input{Open{Market: "SE"}, CustomerWrote{Message: "a", Topic: "x"}} {
			s = Fold(s, Decide(s, in, r, now).Events, now)
		}
		draft.N, draft.Grounded, draft.Facts = s.Turn.N, true, "facts"
		kept := 0
		for _, e := range Decide(s, draft, r, now).Events {
			if e, ok := e.(Informed); ok && e.Matter == "m1" && e.Facts == "facts" {
				kept++
			}
		}
		if kept != 1 {
			t.Fatalf("kept %d times by %+v", kept, draft)
		}
	}
}
