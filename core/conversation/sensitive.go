package conversation

import (
	"slices"

	"samtal/core/understanding"
)

// urgent sensitivities get a place of their own, whatever else is open.
func urgent(k understanding.Sensitivity) bool {
	return k == understanding.Distress || k == understanding.Fraud
}

// sensitive brings a person in the first turn (P3). It returns the matter it
// took or raised, or "".
func (w *work) sensitive(in CustomerWrote) MatterID {
	sig, ok := gravest(in.Sensitivities)
	if !ok {
		return ""
	}
	possible, priority := sig.Tier != understanding.Certain, Sensitive
	if !possible && urgent(sig.Kind) {
		priority = First
	}
	if m := w.present(); m != nil { // the person is here already
		w.happen(SensitiveFound{Matter: m.ID, Possible: possible && (m.Possible || !m.Sensitive), Priority: priority})
		return m.ID
	}
	topic := string(sig.Kind)
	for i := range w.s.Matters {
		m := &w.s.Matters[i]
		if m.Placed() && m.Sensitive && (m.Topic == topic || !urgent(sig.Kind)) {
			if m.Place.Priority > priority || m.Possible && !possible { // never less sure, never further back
				w.happen(SensitiveFound{Matter: m.ID, Possible: possible && m.Possible, Priority: priority})
			}
			return m.ID
		}
	}
	id, why := w.byTopic(topic), WhySensitive
	if possible {
		why = WhyPossible
	}
	switch m := w.s.matter(id); {
	case m == nil:
		id = w.newMatter(topic, true, possible, why)
	case m.Closed:
		w.happen(MatterReopened{Matter: id, Why: why})
		fallthrough
	default:
		w.happen(SensitiveFound{Matter: id, Possible: possible, Priority: priority})
	}
	w.place(id, why, priority, w.r.Protect[topic] && !in.WantsHuman)
	return id
}

// order is by how much somebody may get hurt.
var order = []understanding.Sensitivity{understanding.Distress, understanding.Fraud, understanding.Bereavement,
	understanding.Hardship, understanding.Dispute, understanding.Complaint}

// gravest picks the signal that decides: certain before possible, then by how
// much somebody may get hurt. A kind that the law does not know comes last, but
// it comes: a reader that learns a new word must not lose anybody.
func gravest(signals []understanding.Signal) (understanding.Signal, bool) {
	fired := slices.DeleteFunc(slices.Clone(signals), func(s understanding.Signal) bool { return s.Tier == "" })
	if len(fired) == 0 {
		return understanding.Signal{}, false
	}
	rank := func(s understanding.Signal) int {
		n := slices.Index(order, s.Kind)
		if n < 0 {
			n = len(order)
		}
		if s.Tier != understanding.Certain {
			n += len(order) + 1
		}
		return n
	}
	return slices.MinFunc(fired, func(a, b understanding.Signal) int { return rank(a) - rank(b) }), true
}
