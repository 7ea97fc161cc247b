package conversation

import "time"

// whom are the others that a matter may wait for, each with words for the customer.
var whom = map[Others]bool{Merchant: true, BackOffice: true, Police: true, SomeOther: true}

// waits: the expert says what the matter waits for, so that nobody takes it for
// silence. Who waits for others owes a word at the stated time, even if it is
// "nothing yet"; who waits for the customer must have answered them first.
func (w *work) waits(in ExpertWaits) {
	m := w.heldBy(in.Expert, in.Matter)
	switch {
	case m == nil:
		return
	case in.Others == "" && m.Place.Owes:
		w.refuse("answer_first")
		return
	case in.Others != "" && !whom[in.Others]:
		w.refuse("invalid_wait")
		return
	case in.Others != "" && (!in.Until.After(w.now) || in.Until.Sub(w.now) > backByMost):
		w.refuse("invalid_back_by")
		return
	}
	id := m.ID
	if !m.Place.Connected || !m.Place.PushDue.IsZero() {
		w.happen(ExpertBack{Matter: id, Expert: in.Expert})
	}
	e := WaitBegan{Matter: id, Expert: in.Expert, Others: in.Others, Due: w.now.Add(orDefault(w.r.WaitTime, 24*time.Hour))}
	told := Told{Key: "wait_you", Matter: id, Expert: in.Expert}
	if in.Others != "" {
		e.Due, e.WarnAt = in.Until, warnAt(w.now, in.Until)
		told.Key, told.Due = "wait_"+string(in.Others), in.Until
	}
	w.happen(e)
	w.happen(told)
	w.must(TellCustomer{Matter: id, What: "wait"})
}

// othersAnswered: now a person's word is owed. Whoever has it hears of it; what
// a team has goes to whoever is free, the one who knows the customer first.
func (w *work) othersAnswered(in OthersAnswered) {
	m := w.s.matter(in.Matter)
	if !m.Placed() || m.Place.Others == "" {
		w.refuse("not_waiting")
		return
	}
	p := m.Place
	due := w.now.Add(orDefault(w.r.ExpertTime, DefaultFallback))
	if p.By == Team {
		due = w.r.line(m.Topic, w.now).Due
	}
	if p.Due.Before(due) {
		due = p.Due
	}
	w.happen(WaitEnded{Matter: m.ID, From: p.Others, Due: due, WarnAt: warnAt(w.now, due)})
	if p.By == Team {
		w.fromTeam(m.ID, WhyOthers)
		return
	}
	if !p.Connected && p.PushDue.IsZero() {
		w.push(m.ID)
	}
	w.must(TellExpert{Expert: p.Expert, Matter: m.ID, What: "others"})
}

// fromTeam puts what a team holds back into the line, for the expert who knows
// the customer or, if they are not there, at its head. A promise keeps its
// time, or gets a sooner one.
func (w *work) fromTeam(id MatterID, why Why) {
	m := w.s.matter(id)
	line := w.r.line(m.Topic, w.now)
	e := ReturnedToLine{Matter: id, Why: why, Mode: Written, Due: line.Due}
	if p := m.Place; p.Owes && p.Due.After(w.now) && (why != WhyWrote || p.Due.Before(line.Due)) {
		e.Due = p.Due
	}
	if why == WhyWrote && line.Live { // the customer is here again
		e.Mode = Live
	}
	e.WarnAt = warnAt(w.now, e.Due)
	w.happen(e)
	w.must(CallExpert{Matter: id, Prefer: m.Expert})
}

// toTeam gives a word of the customer to people when a team holds the matter.
func (w *work) toTeam(id MatterID) {
	w.fromTeam(id, WhyWrote)
	m := w.s.matter(id)
	w.happen(Told{Key: "welcome_back", Matter: id, Due: m.Place.Due})
}
