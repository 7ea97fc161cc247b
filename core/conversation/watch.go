package conversation

import "time"

// Wake returns the soonest time at which the watchman must look, or zero.
func (s State) Wake() time.Time {
	var at time.Time
	sooner := func(t time.Time) {
		if !t.IsZero() && (at.IsZero() || t.Before(at)) {
			at = t
		}
	}
	sooner(s.Turn.Due)
	for i := range s.Matters {
		sooner(s.Matters[i].Due)
		p := s.Matters[i].Place
		if p == nil {
			continue
		}
		sooner(p.Due)
		sooner(p.WarnAt)
		if p.Owes {
			sooner(p.PushDue)
		}
		if p.Offer != nil {
			sooner(p.Offer.Expires)
		}
	}
	return at
}

// watch deals with everything that is overdue: a promise that was missed
// becomes an input again, so none is ever forgotten.
func (w *work) watch() {
	for i := range w.s.Matters {
		if w.s.Matters[i].Placed() {
			w.watchPlace(w.s.Matters[i].ID)
		}
	}
	if t := w.s.Turn; t.Owed() && w.past(t.Due) {
		w.handOver(WhyLate)
	}
	for i := range w.s.Matters {
		if m := &w.s.Matters[i]; w.s.loose(m) && w.past(m.Due) {
			w.silentMatter(m)
		}
	}
}

func (w *work) past(t time.Time) bool { return !t.IsZero() && !t.After(w.now) }

func (w *work) watchPlace(id MatterID) {
	p := w.s.matter(id).Place
	if p.Offer != nil && w.past(p.Offer.Expires) {
		w.endOffer(id, WhyExpired)
		w.must(CallExpert{Matter: id})
	}
	unreachable := p.Owes && w.past(p.PushDue)
	switch {
	case w.past(p.Due): // first, so that a broken promise is on record whoever holds it next
		w.overdue(id)
	case !unreachable && w.past(p.WarnAt):
		w.happen(Escalated{Matter: id, Due: p.Due})
		w.must(TellLead{Matter: id, Why: WhyDue})
		w.rouse(id)
	}
	if unreachable {
		w.returnToLine(id, WhyReturned, "")
	}
}

// rouse calls somebody: the expert who holds it, or any other. What a team holds
// must not wait until it is too late for one of them to take it.
func (w *work) rouse(id MatterID) {
	m := w.s.matter(id)
	p := m.Place
	switch p.By {
	case Line:
		w.must(CallExpert{Matter: id})
		return
	case Team:
		w.fromTeam(id, WhyDue)
		return
	}
	if p.PushDue.IsZero() {
		w.push(id)
	}
	w.must(TellExpert{Expert: p.Expert, Matter: id, What: "overdue"})
}

func (w *work) overdue(id MatterID) {
	m := w.s.matter(id)
	p := m.Place
	if !p.Owes {
		w.silent(id, p)
		return
	}
	due := w.r.line(m.Topic, w.now).Due
	if p.By == Expert {
		due = w.now.Add(orDefault(w.r.ExpertTime, DefaultFallback))
	}
	w.happen(PromiseMoved{Matter: id, Due: due, WarnAt: warnAt(w.now, due), Owes: true, Why: WhyDue, Broken: true})
	w.happen(Told{Key: "promise_moved", Matter: id, Due: due})
	w.must(TellLead{Matter: id, Why: WhyDue})
	w.must(TellCustomer{Matter: id, What: "moved"})
	w.rouse(id)
}

// silent: the customer has the next word and does not say it. First the expert
// is asked what is next; then the customer is reminded, the expert's slot is
// freed, and the customer is reminded once more. The place stays all the while:
// silence is no choice. At the end it was answered, and is closed, said, and
// easy to take up again; what belongs to people is ended by people only.
func (w *work) silent(id MatterID, p *Place) {
	m := w.s.matter(id)
	wait, last := w.now.Add(orDefault(w.r.WaitTime, 24*time.Hour)), w.now.Add(orDefault(w.r.CloseTime, defaultClose)/2)
	switch {
	case p.By == Expert && p.Nudges == 0:
		w.happen(Nudged{Matter: id, Due: wait})
		w.must(TellExpert{Expert: p.Expert, Matter: id, What: "quiet"})
	case p.By == Expert && p.Nudges < nudges-1:
		w.happen(Nudged{Matter: id, Due: wait})
		w.must(TellCustomer{Matter: id, What: "nudge"})
	case p.By == Expert:
		w.voidConfirm(Expert, id, WhySilent)
		w.must(TellExpert{Expert: p.Expert, Matter: id, What: "freed"})
		w.happen(SlotFreed{Matter: id, Expert: p.Expert, Team: w.r.team(m.Topic), Due: last})
	case p.Nudges < nudges:
		w.happen(Nudged{Matter: id, Due: last})
		w.must(TellCustomer{Matter: id, What: "nudge"})
	case w.r.people(m):
		w.happen(PromiseMoved{Matter: id, Due: last, Why: WhySilent})
		w.must(TellLead{Matter: id, Why: WhySilent})
	default:
		w.happen(Settled{Matter: id, By: Team, Outcome: OutcomeNoAnswer})
		w.happen(Told{Key: "no_answer_closed", Matter: id})
		w.must(TellCustomer{Matter: id, What: "answer"})
	}
}

// alive: the customer pressed a button, or said something that belongs to
// another matter. That is no answer to what they are asked here, but it is no
// silence either, which is counted anew.
func (w *work) alive(id MatterID) {
	if m := w.s.matter(id); m.Placed() && !m.Place.Owes && m.Place.Nudges > 0 {
		w.happen(PromiseMoved{Matter: id, Due: w.now.Add(orDefault(w.r.WaitTime, 24*time.Hour)), Why: WhyChosen, Anew: true})
	}
}

// defaultClose is CloseTime when the rules do not say.
const defaultClose = 72 * time.Hour
