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

// rouse calls somebody: the expert who holds it, or any other.
func (w *work) rouse(id MatterID) {
	p := w.s.matter(id).Place
	if p.By == Line {
		w.must(CallExpert{Matter: id})
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

// silent asks the expert what is next, then reminds the customer; later a lead
// looks. The place stays: silence is no choice.
func (w *work) silent(id MatterID, p *Place) {
	due := w.now.Add(orDefault(w.r.WaitTime, 24*time.Hour))
	if n := p.Nudges; n < nudges {
		w.happen(Nudged{Matter: id, Due: due})
		if n == 0 {
			w.must(TellExpert{Expert: p.Expert, Matter: id, What: "quiet"})
		} else {
			w.must(TellCustomer{Matter: id, What: "nudge"})
		}
		return
	}
	w.happen(PromiseMoved{Matter: id, Due: due, Why: WhyDue})
	w.must(TellLead{Matter: id, Why: WhyDue})
}
