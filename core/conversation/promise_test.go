package conversation

import (
	"testing"
	"time"
)

// Whatever the rules say, even none at all, a wish for a person takes a place
// with a due time in the same turn, and a later "hello?" leaves it there.
func TestP1P5_AWishTakesAPlaceAndHelloKeepsIt(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	for _, r := range []Rules{{}, {Autonomy: map[string]Permit{"": {Level: Do}, "general": {Level: Do}}}} {
		var s State
		for i, in := range []Input{Open{Market: "SE"}, CustomerWrote{Message: "a", WantsHuman: true}, CustomerWrote{Message: "b"}, CustomerLeft{}, nil} {
			now = now.Add(time.Second)
			s = Fold(s, Decide(s, in, r, now).Events, now)
			if i > 0 && (s.Holder() != Line || s.Wake().IsZero()) {
				t.Fatalf("after %T: holder %s, wake %v", in, s.Holder(), s.Wake())
			}
		}
	}
}
