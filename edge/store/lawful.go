package store

import (
	"fmt"
	"slices"

	"samtal/service/desk"
)

var (
	holders  = []string{"none", "assistant", "line", "expert", "team"}
	modes    = []string{"live", "written", "callback"}
	promises = []desk.PromiseState{desk.PromiseOpen, desk.PromiseKept, desk.PromiseBroken, desk.PromiseMoved, desk.PromiseWithdrawn}
)

// Lawful repeats the CHECK constraints of the migrations for a record that has
// none. The databases never call it: they refuse by themselves, and the
// conformance suite breaks each rule in all three.
func Lawful(c desk.Commit, d Derived) error {
	refuse := func(format string, args ...any) error {
		return fmt.Errorf("%w: %s: %s", desk.ErrRefused, c.Record.ID, fmt.Sprintf(format, args...))
	}
	if c.Record.State.Unanswered && d.Due == 0 {
		return refuse("the customer waits and nobody owes a word")
	}
	if d.Holder != "none" && d.Wake == 0 {
		return refuse("it is held and the watchman will never look")
	}
	for _, m := range d.Matters {
		if why := m.unlawful(); why != "" {
			return refuse("matter %s %s", m.ID, why)
		}
	}
	for _, p := range c.Promises {
		switch {
		case !slices.Contains(promises, p.State):
			return refuse("promise %s is %q", p.ID, p.State)
		case p.Due.IsZero() || p.MadeAt.IsZero():
			return refuse("promise %s has no time", p.ID)
		case !slices.Contains(holders[1:4], string(p.By)):
			return refuse("promise %s is nobody's", p.ID)
		case (p.State == desk.PromiseOpen) != p.EndedAt.IsZero():
			return refuse("promise %s is %s and ended at %v", p.ID, p.State, p.EndedAt)
		}
	}
	return nil
}

func (m Matter) unlawful() string {
	placed := m.Holder == "line" || m.Holder == "expert" || m.Holder == "team"
	switch {
	case !slices.Contains(holders, m.Holder):
		return "has no known holder"
	case m.Closed != (m.Due == 0):
		return "is open without a due time, or closed with one"
	case placed != (m.Since != 0):
		return "waits since never, or no person holds it"
	case m.Holder == "expert" && m.Expert == "":
		return "is held by an expert without a name"
	case m.Others != "" && !m.Owes:
		return "waits for others, and nobody owes a word about it"
	case m.Asked && !placed:
		return "was asked a person for, and none is coming"
	case placed && !slices.Contains(modes, m.Mode):
		return "waits for nobody knows what"
	case m.Closed != (m.Holder == "none"):
		return "is closed and held, or neither"
	case m.Closed && m.ClosedAt == 0:
		return "is closed without a time"
	case m.Offer != "" && (!placed || m.OfferTo == "" || m.OfferExpires == 0):
		return "is offered to nobody or for ever"
	case m.Priority < 0 || m.Priority > 3:
		return "has no place in the order"
	}
	return ""
}
