package conversation

import (
	"testing"
	"time"

	"samtal/core/understanding"
)

// A question of the assistant that the customer never answers, a place given
// back, a hand-back: the matter is open and nobody owes a word. It has a due
// time all the same, and ends at it, said to the customer (P4).
func TestP4_AnOpenMatterThatNobodyWaitsInHasADueAndEnds(t *testing.T) {
	for name, play := range map[string]func(w *talk){
		"asked and never answered": func(w *talk) {
			w.write(CustomerWrote{Topic: "extension"})
			w.asks("D", "confirm")
		},
		"withdrawn": func(w *talk) {
			w.do(CustomerAsked{})
			w.do(CustomerWithdrew{})
		},
		"handed back": func(w *talk) {
			w.do(CustomerAsked{})
			w.expert("m1", "e1")
			w.do(ExpertProposedHandBack{"e1", "m1"})
			w.do(CustomerHandedBack{"m1", true})
		},
		"another matter was begun": func(w *talk) {
			w.write(CustomerWrote{Topic: "extension"})
			w.write(CustomerWrote{Topic: "refund"})
			w.draft(DraftReady{End: "settled"})
		},
	} {
		w := newTalk(t)
		play(w)
		m := w.s.Matter("m1")
		w.want(!m.Closed && m.Due.Equal(w.now.Add(w.r.IdleTime)) && w.s.Wake().Equal(m.Due), name+": a due time, and the watchman knows it")
		w.now = m.Due.Add(-1)
		w.do(TimePassed{})
		w.want(len(w.d.Events) == 0, name+": not before")
		w.now = m.Due
		w.do(TimePassed{})
		m = w.s.Matter("m1")
		w.want(m.Closed && m.Outcome == OutcomeLeft && m.ClosedBy == Assistant && w.told("idle_closed"), name+": closed, and said")
		w.want(w.s.Confirm == nil && w.s.Asking == "" && w.s.Wake().IsZero(), name+": nothing is left open")
	}
}

// Every word about a matter begins its time anew; words about another do not.
func TestP4_AWordBeginsTheIdleTimeAnew(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "extension"})
	w.asks("D", "confirm")
	first := w.s.Matter("m1").Due
	w.later(47 * time.Hour)
	w.write(CustomerWrote{})
	w.want(w.s.Matter("m1").Due.IsZero() && w.s.Turn.Owed(), "the turn has the due time now")
	w.draft(DraftReady{Asks: true})
	w.want(w.s.Matter("m1").Due.Equal(first.Add(47*time.Hour)), "anew")
	w.later(time.Hour)
	w.write(CustomerWrote{Topic: "refund"})
	w.draft(DraftReady{Asks: true})
	w.want(w.s.Matter("m1").Due.Equal(first.Add(47*time.Hour)), "another matter's word is not about this one")
}

// A clock never closes an alarm about somebody's life, nor what is still being
// done in the company's systems.
func TestP3_AClockClosesNoAlarm(t *testing.T) {
	w := newTalk(t)
	w.alarm(understanding.Distress, understanding.Certain)
	w.do(CustomerWithdrew{})
	for range 3 {
		w.now = w.s.Matter("m1").Due
		w.do(TimePassed{})
		m := w.s.Matter("m1")
		w.want(!m.Closed && m.Due.Equal(w.now.Add(w.r.IdleTime)) && w.effect(TellLead{"m1", WhySilent}), "a lead looks, each time")
	}
	w = newTalk(t)
	w.write(CustomerWrote{Topic: "extension"})
	w.asks("D", "confirm")
	w.press("confirm", "D", "yes")
	for range tries {
		w.do(ActUnknown{"act-D"})
	}
	w.do(CustomerWithdrew{"m1"})
	w.now = w.s.Matter("m1").Due
	w.do(TimePassed{})
	w.want(!w.s.Matter("m1").Closed && w.s.Matter("m1").Due.After(w.now), "a parked act is waited for")
}

// The watchman was late, and an outcome that the customer had not heard yet
// went away with its matter.
func TestP10_AClockClosesNoMatterWithAnOutcomeUntold(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "extension"})
	w.asks("D", "confirm")
	w.press("confirm", "D", "yes")
	w.do(ActFailed{ID: "act-D", Code: "limit"})
	w.write(CustomerWrote{Topic: "fraud"})
	w.want(w.s.Turn.Matter == "m2" && !w.s.Matter("m1").Due.IsZero(), "another matter has the turn")
	w.now = w.s.Matter("m1").Due
	w.do(TimePassed{})
	w.want(!w.s.Matter("m1").Closed && w.s.Turn.Owed() && w.s.Turn.Matter == "m1", "the assistant says how it ended")
}

// Choosing a written answer is told the time of a written answer, and wanting
// somebody after all never makes the wait longer (P4).
func TestP4_AWrittenChoiceGetsTheWrittenDue(t *testing.T) {
	w := newTalk(t)
	w.r.Lines = map[string]LineRule{"": {Live: true, Due: w.now.Add(10 * time.Minute), Written: w.now.Add(4 * time.Hour)}}
	w.do(CustomerAsked{})
	w.press("written", "m1", "")
	p := w.s.Matter("m1").Place
	w.want(p.Mode == Written && p.Due.Equal(w.now.Add(4*time.Hour)) && p.WarnAt.Equal(p.Due.Add(-10*time.Minute)), "the written time")
	w.want(w.toldDue("written_chosen").Equal(p.Due), "and it is said")
	w.later(time.Minute)
	w.live(true)
	w.do(CustomerAsked{"m1"})
	p = w.s.Matter("m1").Place
	w.want(p.Mode == Live && p.Due.Equal(w.now.Add(10*time.Minute)), "somebody now: the live time, which is sooner")
	w.later(9 * time.Minute)
	w.press("written", "m1", "")
	due := w.s.Matter("m1").Place.Due
	w.want(due.Equal(p.Due), "without a written time the promise stands")
	w.press("live", "m1", "")
	w.want(!w.s.Matter("m1").Place.Due.After(p.Due), "never later")
	w.expert("m1", "e1")
	due = w.s.Matter("m1").Place.Due
	w.r.Lines[""] = LineRule{Live: true, Due: w.now.Add(10 * time.Minute), Written: w.now.Add(4 * time.Hour)}
	w.do(CustomerChoseWritten{"m1"})
	w.want(w.s.Matter("m1").Place.Due.Equal(due), "an expert's word is not put off")
}

// toldDue is the time that was said with a line, or zero.
func (w *talk) toldDue(key string) time.Time {
	for _, e := range w.d.Events {
		if t, ok := e.(Told); ok && t.Key == key {
			return t.Due
		}
	}
	return time.Time{}
}
