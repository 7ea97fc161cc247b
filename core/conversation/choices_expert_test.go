package conversation

import (
	"slices"
	"time"

	"samtal/core/identity"
)

func (c *chooser) acts(s *State) {
	for _, id := range []string{"none"} {
		c.each(s, 1, ActDone{ID: id})
		c.each(s, 1, ActFailed{ID: id})
		c.each(s, 1, ActUnknown{ID: id})
	}
	for i := range s.Matters {
		for _, by := range []Holder{Assistant, Expert} {
			act := Act{ID: "act", Matter: s.Matters[i].ID, Tool: "t", By: by}
			for _, more := range []bool{false, true} {
				with := func(tries int) func(*State) {
					return func(s *State) {
						a := act
						a.Tries = tries
						s.Acts = slices.DeleteFunc(s.Acts, func(x Act) bool { return x.Matter == a.Matter })
						s.Acts = append(s.Acts, a)
						if more {
							s.Acts = append(s.Acts, Act{ID: "more", Matter: a.Matter, Tool: "t", By: Assistant})
						}
					}
				}
				c.each(s, 1, ActDone{ID: "act"}, with(0))
				c.each(s, 1, ActFailed{ID: "act", Code: "no"}, with(0))
				c.each(s, 1, ActUnknown{ID: "act"}, with(0))
				c.each(s, 1, ActUnknown{ID: "act"}, with(tries-1))
			}
		}
	}
}

func (c *chooser) experts(s *State) {
	for _, id := range named {
		c.each(s, 1, OthersAnswered{Matter: id})
		c.each(s, 1, Offered{id, Offer{"o", "e1", noon.Add(time.Minute)}})
	}
	for _, e := range []string{"e1", "e2", "e3"} {
		for i := range s.Matters {
			if m := &s.Matters[i]; m.Placed() && m.Place.By == Line {
				offer := func(s *State) { s.Matters[i].Place.Offer = &Offer{"o", e, noon.Add(time.Minute)} }
				c.each(s, 1, OfferAccepted{Offer: "o", Expert: e}, offer)
				c.each(s, 1, OfferAccepted{Offer: "o", Expert: e, Away: true}, offer)
				c.each(s, 1, OfferAccepted{Offer: "o", Expert: e, Away: true}, offer, far(i))
				c.each(s, 1, OfferDeclined{Offer: "o", Expert: e}, offer)
			}
		}
		c.each(s, 1, OfferAccepted{Offer: "none", Expert: e})
		c.each(s, 1, OfferDeclined{Offer: "none", Expert: e})
		c.each(s, 1, ExpertLeft{e})
		c.each(s, 1, ShiftEnded{Expert: e})
		c.each(s, 1, ShiftEnded{Expert: e, Back: noon.Add(time.Minute)})
		c.each(s, 1, ShiftEnded{Expert: e, Back: noon.Add(2 * time.Hour)})
		for i := range s.Matters { // one of two is due after they are back
			if s.Matters[i].Placed() {
				c.each(s, 1, ShiftEnded{Expert: e, Back: noon.Add(2 * time.Hour)}, func(s *State) { s.Matters[i].Place.Due = noon.Add(3 * time.Hour) })
			}
		}
		c.each(s, 1, ShiftBegan{e}, knownTo(e))
		c.each(s, 1, ExpertCame{e})
		c.each(s, 1, ExpertNoted{Expert: e})
		c.each(s, 1, ExpertLooked{Expert: e, Tool: "list_cards"})
		c.each(s, 1, ExpertRetriedAct{Expert: e, ID: "none"})
		for _, id := range named {
			c.each(s, 1, ExpertTook{Matter: id, Expert: e})
			c.each(s, 1, ExpertTook{Matter: id, Expert: e, Away: true})
			c.each(s, 1, ExpertTook{Matter: id, Expert: e, Away: true}, allFar)
			c.each(s, 1, ExpertWaits{Expert: e, Matter: id})
			c.each(s, 1, ExpertWaits{Expert: e, Matter: id, Others: Merchant, Until: noon.Add(48 * time.Hour)})
			c.each(s, 1, ExpertWrote{Expert: e, Matter: id, Message: "w"})
			c.each(s, 1, ExpertWrote{Expert: e, Matter: id, Message: "w", BackBy: noon.Add(time.Hour)})
			c.each(s, 1, ExpertWrote{Expert: e, Matter: id, Message: "w", BackBy: noon.Add(-time.Hour)})
			c.each(s, 1, ExpertSettled{Expert: e, Matter: id, Outcome: "settled"})
			c.each(s, 1, ExpertProposedHandBack{Expert: e, Matter: id})
			c.each(s, 1, ExpertTransferred{Expert: e, Matter: id})
			for _, class := range []identity.Class{identity.Protect, identity.Look} {
				c.each(s, 1, ExpertProposedAct{Expert: e, Confirm: Confirm{Digest: "new", Matter: id, Acts: []Act{{ID: "new", Tool: "t", Class: class}}}})
			}
		}
	}
}

// far makes a place due so late that whoever takes it in writing may be asleep.
func far(i int) func(*State) {
	return func(s *State) { s.Matters[i].Place.Due = noon.Add(2 * datedAfter) }
}

func allFar(s *State) {
	for i := range s.Matters {
		if s.Matters[i].Placed() {
			far(i)(s)
		}
	}
}

// knownTo makes an expert the one who had every matter last.
func knownTo(e string) func(*State) {
	return func(s *State) {
		for i := range s.Matters {
			s.Matters[i].Expert = e
		}
	}
}
