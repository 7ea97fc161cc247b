package conversation

import "time"

// backByMost bounds a promised time: further ahead it is no promise.
const backByMost = 14 * 24 * time.Hour

func (w *work) expertInput(in Input) {
	switch in := in.(type) {
	case Offered:
		w.offered(in)
	case OfferAccepted:
		w.accepted(in)
	case OfferDeclined:
		w.declined(in)
	case ExpertTook:
		w.tookOver(in)
	case ExpertWrote:
		w.expertWrote(in)
	case ExpertWaits:
		w.waits(in)
	case OthersAnswered:
		w.othersAnswered(in)
	case ExpertNoted:
		w.happen(Noted(in))
	case ExpertLooked:
		if m := w.heldBy(in.Expert, in.Matter); m != nil {
			w.happen(Looked{Matter: m.ID, Expert: in.Expert, Tool: in.Tool, Args: in.Args})
		}
	case ExpertSettled:
		w.settled(in)
	case ExpertProposedHandBack:
		if m := w.heldBy(in.Expert, in.Matter); m != nil && !m.HandBack {
			w.happen(HandBackProposed{Matter: m.ID, Expert: in.Expert})
			w.happen(Told{Key: "handback_ask", Matter: m.ID, Expert: in.Expert,
				Choices: []string{"handback:" + string(m.ID) + ":yes", "handback:" + string(m.ID) + ":no"}})
		}
	case ExpertTransferred:
		if m := w.heldBy(in.Expert, in.Matter); m != nil {
			w.returnToLine(m.ID, WhyTransferred, in.To)
		}
	case ExpertProposedAct:
		w.proposedAct(in)
	case ExpertRetriedAct:
		w.retriedAct(in)
	case ExpertLeft:
		w.expertLeft(in.Expert)
	case ExpertCame:
		w.expertCame(in.Expert)
	case ShiftEnded:
		w.shiftEnded(in)
	case ShiftBegan:
		w.shiftBegan(in.Expert)
	default:
		w.unknownInput()
	}
}

// unknownInput is a case for a person. It evicts nobody.
func (w *work) unknownInput() {
	for i := range w.s.Matters {
		if w.s.Matters[i].Placed() {
			return
		}
	}
	m := w.s.MostHuman()
	id := MatterID("")
	if m != nil {
		id = m.ID
	} else {
		id = w.newMatter(general, false, false, WhyUnknownInput)
	}
	w.endTurnOf(w.s.Turn.Matter, WhyUnknownInput)
	w.place(id, WhyUnknownInput, Ordinary, false)
}

// heldBy finds the matter that this expert holds; "" takes their only one.
func (w *work) heldBy(expert string, id MatterID) *Matter {
	for i := range w.s.Matters {
		m := &w.s.Matters[i]
		if m.Placed() && m.Place.By == Expert && m.Place.Expert == expert && (id == "" || m.ID == id) {
			return m
		}
	}
	w.refuse("not_yours")
	return nil
}

func (w *work) offered(in Offered) {
	m := w.s.matter(in.Matter)
	if !m.Placed() || m.Place.By != Line || m.Place.Offer != nil || !in.Offer.Expires.After(w.now) {
		w.refuse("offer_gone")
		return
	}
	w.happen(OfferMade{Matter: m.ID, Offer: in.Offer})
	w.must(TellExpert{Expert: in.Offer.Expert, Matter: m.ID, What: "offer"})
}

func (w *work) endOffer(id MatterID, why Why) {
	if o := w.s.matter(id).Place.Offer; o != nil {
		w.happen(OfferEnded{Matter: id, Offer: o.ID, Expert: o.Expert, Why: why})
		w.must(TellExpert{Expert: o.Expert, Matter: id, What: "gone"})
	}
}

// offer finds the matter with this live offer to this expert.
func (w *work) offer(offer, expert string) *Matter {
	for i := range w.s.Matters {
		m := &w.s.Matters[i]
		if m.Placed() && m.Place.Offer != nil && m.Place.Offer.ID == offer && m.Place.Offer.Expert == expert {
			return m
		}
	}
	w.refuse("offer_gone")
	return nil
}

func (w *work) accepted(in OfferAccepted) {
	if m := w.offer(in.Offer, in.Expert); m != nil {
		w.accept(m.ID, in.Expert, in.Offer, WhyAsked, in.Away)
	}
}

func (w *work) declined(in OfferDeclined) {
	if m := w.offer(in.Offer, in.Expert); m != nil {
		w.happen(OfferEnded{Matter: m.ID, Offer: in.Offer, Expert: in.Expert, Why: WhyDeclined})
		w.must(CallExpert{Matter: m.ID})
	}
}

// datedAfter: a word that is due within this time is owed now, and whoever owes
// it must be there. What is due later may wait for somebody who is asleep.
const datedAfter = time.Hour

// accept gives the matter to an expert. From now on the assistant is silent,
// and acts that are not yet intended stop.
func (w *work) accept(id MatterID, expert, offer string, why Why, away bool) {
	w.silence(WhyExpertHere)
	if m := w.s.matter(id); m.untold() {
		w.tellNews(m)
	}
	due, mode, dated := w.now.Add(orDefault(w.r.ExpertTime, DefaultFallback)), Live, false
	switch p := w.s.matter(id).Place; {
	case p == nil:
	case away || p.Mode == Written: // the promise to answer stands, in writing
		mode = Written
		if p.Owes {
			due, dated = p.Due, p.Due.Sub(w.now) > datedAfter
		}
	case p.Owes && p.Due.Before(due): // a new holder inherits the promise; accepting never postpones it
		due = p.Due
	}
	w.happen(Accepted{Matter: id, Expert: expert, Offer: offer, Mode: mode, Due: due, WarnAt: warnAt(w.now, due), Why: why, Dated: dated})
	w.happen(Told{Key: "expert_joined", Matter: id, Expert: expert})
	if happened(w, func(ConfirmVoided) bool { return true }) {
		w.happen(Told{Key: "confirm_void", Matter: id, Expert: expert})
	}
}

// tookOver lets a person take a matter from whoever has it.
func (w *work) tookOver(in ExpertTook) {
	id := in.Matter
	m := w.s.matter(id)
	if m == nil {
		if m = w.s.MostHuman(); m == nil {
			m = w.s.matter(w.newMatter(general, false, false, WhyTookOver))
		}
		id = m.ID
	}
	if m.Closed {
		w.happen(MatterReopened{Matter: id, Why: WhyTookOver})
		m = w.s.matter(id)
	}
	if p := m.Place; p != nil && p.By == Expert {
		if p.Expert == in.Expert {
			w.refuse("already_yours")
			return
		}
		w.voidConfirm(Expert, id, WhyTookOver)
		w.must(TellExpert{Expert: p.Expert, Matter: id, What: "gone"})
	} else if p != nil {
		w.endOffer(id, WhyWithdrawn)
	}
	w.accept(id, in.Expert, "", WhyTookOver, in.Away)
}

func (w *work) expertWrote(in ExpertWrote) {
	m := w.heldBy(in.Expert, in.Matter)
	if m == nil {
		return
	}
	due, why := w.now.Add(orDefault(w.r.QuietTime, 30*time.Minute)), WhyAnswered
	owes := !in.BackBy.IsZero()
	if owes {
		if !in.BackBy.After(w.now) || in.BackBy.Sub(w.now) > backByMost {
			w.refuse("invalid_back_by")
			return
		}
		due, why = in.BackBy, WhyBackBy
	}
	id := m.ID
	w.silence(WhyExpertHere)
	if !m.Place.Connected || !m.Place.PushDue.IsZero() {
		w.happen(ExpertBack{Matter: id, Expert: in.Expert})
	}
	w.happen(Answered{By: Expert, Expert: in.Expert, Approved: in.Approved, Message: in.Message, Matter: id})
	warn := time.Time{}
	if owes {
		warn = warnAt(w.now, due)
	}
	w.happen(PromiseMoved{Matter: id, Due: due, WarnAt: warn, Owes: owes, Why: why, Dated: owes, Anew: true})
	if owes {
		w.happen(Told{Key: "expert_back_by", Matter: id, Expert: in.Expert, Due: due})
	}
	w.must(TellCustomer{Matter: id, What: "answer"})
}

func (w *work) settled(in ExpertSettled) {
	m := w.heldBy(in.Expert, in.Matter)
	if m == nil {
		return
	}
	id := m.ID
	w.voidConfirm(Expert, id, WhyAnswered)
	w.happen(Settled{Matter: id, By: Expert, Expert: in.Expert, Outcome: in.Outcome})
	w.happen(Told{Key: "settled", Matter: id, Expert: in.Expert})
	w.must(TellCustomer{Matter: id, What: "answer"})
}

// returnToLine keeps place and promise; the customer goes to the head.
func (w *work) returnToLine(id MatterID, why Why, prefer string) {
	m := w.s.matter(id)
	p := *m.Place
	due := p.Due
	if !p.Owes || !due.After(w.now) {
		due = w.r.line(m.Topic, w.now).Due
	}
	w.voidConfirm(Expert, id, why)
	w.happen(ReturnedToLine{Matter: id, Expert: p.Expert, Why: why, Due: due, WarnAt: warnAt(w.now, due)})
	w.happen(Told{Key: "expert_left_back_in_line", Matter: id, Expert: p.Expert, Due: due})
	w.must(TellExpert{Expert: p.Expert, Matter: id, What: "gone"})
	w.must(CallExpert{Matter: id, Prefer: prefer})
}

func (w *work) proposedAct(in ExpertProposedAct) {
	m := w.heldBy(in.Expert, in.Confirm.Matter)
	if m == nil {
		return
	}
	c := in.Confirm
	c.By, c.Expert, c.Matter, c.Code = Expert, in.Expert, m.ID, false
	if !w.mayAsk(c) {
		w.refuse("tool_not_allowed")
		return
	}
	if old := w.s.Confirm; old != nil {
		w.happen(ConfirmVoided{Digest: old.Digest, Why: WhySuperseded})
		if old.By == Expert && old.Expert != in.Expert {
			w.must(TellExpert{Expert: old.Expert, Matter: old.Matter, What: "act"})
		}
	}
	w.happen(ConfirmAsked{c})
	w.must(TellCustomer{Matter: m.ID, What: "answer"})
}

func (w *work) retriedAct(in ExpertRetriedAct) {
	a := w.s.act(in.ID)
	if a == nil || !a.Parked {
		w.refuse("not_found")
		return
	}
	if w.heldBy(in.Expert, a.Matter) == nil {
		return
	}
	w.happen(ActUncertain{ID: in.ID, Tries: 0})
	w.must(RunAct{ID: in.ID})
}

func (w *work) expertLeft(expert string) {
	for i := range w.s.Matters {
		m := &w.s.Matters[i]
		if p := m.Place; p != nil && p.By == Expert && p.Expert == expert && p.Connected {
			w.happen(ExpertGone{Matter: m.ID, Expert: expert})
			if p.Owes && !p.Dated && p.PushDue.IsZero() {
				w.push(m.ID)
				w.must(TellExpert{Expert: expert, Matter: m.ID, What: "wrote"})
			}
		}
	}
}

func (w *work) expertCame(expert string) {
	for i := range w.s.Matters {
		m := &w.s.Matters[i]
		if p := m.Place; p != nil && p.By == Expert && p.Expert == expert && (!p.Connected || !p.PushDue.IsZero()) {
			w.happen(ExpertBack{Matter: m.ID, Expert: expert})
		}
	}
}
