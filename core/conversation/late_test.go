package conversation

import (
	"testing"
	"time"
)

// Talk without a matter belongs to the person as soon as the customer presses
// the button: a draft that was in the making must not speak into the line (P8).
func TestP8_ADraftForTalkComesTooLateOnceAPersonIsAskedFor(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	r := Rules{Autonomy: map[string]Permit{"": {Level: Do}}}
	var s State
	for _, in := range []Input{Open{Market: "SE"}, CustomerWrote{Message: "a"}, CustomerAsked{}} {
		s = Fold(s, Decide(s, in, r, now).Events, now)
	}
	d := Decide(s, DraftReady{N: s.Turn.N, Grounded: true, Progress: Forward, Messages: []Said{{Message: "late", Signature: 1}}}, r, now)
	for _, e := range d.Events {
		if a, ok := e.(Answered); ok {
			t.Fatalf("the assistant spoke into the line: %+v", a)
		}
	}
	if s.Holder() != Line || !s.Unanswered || s.Turn.Owed() {
		t.Fatalf("holder %s, unanswered %v, owed %v", s.Holder(), s.Unanswered, s.Turn.Owed())
	}
}
