package conversation

import (
	"slices"
	"time"

	"samtal/core/understanding"
)

// OutcomeLeft is how a matter ends that the customer never came back to.
const OutcomeLeft = "left"

// OutcomeNoAnswer is how a matter ends that a person answered and the customer
// never came back to.
const OutcomeNoAnswer = "no_answer"

// defaultIdle is how long a matter without a word stays open when the rules do
// not say.
const defaultIdle = 72 * time.Hour

func (w *work) idleDue() time.Time { return w.now.Add(orDefault(w.r.IdleTime, defaultIdle)) }

// idle ends every decision: an open matter that nobody owes a word in has a
// time all the same, at which it is looked at. Without one a customer's page
// would say "open" for ever, and nobody would ever count it as left.
func (w *work) idle() {
	for i := range w.s.Matters {
		if m := &w.s.Matters[i]; w.s.loose(m) && m.Due.IsZero() {
			w.happen(DueSet{Matter: m.ID, Due: w.idleDue()})
		}
	}
}

// silentMatter closes what the customer has left; there is no place in it, so
// nobody loses one (P5). What runs in the company's systems, and how it ended, is
// waited for. An alarm about somebody's life is never closed by a clock: a lead looks.
func (w *work) silentMatter(m *Matter) {
	id := m.ID
	switch {
	case m.Topic == string(understanding.Distress):
		w.must(TellLead{Matter: id, Why: WhySilent})
		w.happen(DueSet{Matter: id, Due: w.idleDue()})
	case m.untold(), slices.ContainsFunc(w.s.Acts, func(a Act) bool { return a.Matter == id }):
		w.happen(DueSet{Matter: id, Due: w.idleDue()})
	default:
		w.voidConfirm(Assistant, id, WhySilent)
		w.happen(Settled{Matter: id, By: Assistant, Outcome: OutcomeLeft})
		w.happen(Told{Key: "idle_closed", Matter: id})
	}
}
