package conversation

import "slices"

// button carries out the choices that the law itself offered, and reports
// whether nothing is left to decide.
func (w *work) button(in CustomerWrote, target MatterID) bool {
	id := MatterID(in.Choice.ID)
	m := w.s.matter(id)
	switch in.Choice.Kind {
	case "lang", "keep":
	case "live", "written":
		w.choseMode(id, Mode(in.Choice.Kind))
	case "leave":
		w.withdraw(id, WhyWithdrawn)
	case "notthat":
		if m.Placed() && m.Possible {
			w.notThat(m)
		}
	case "help":
		if in.Choice.Answer == "yes" && m.Placed() && m.Place.By == Line && w.present() == nil {
			w.happen(MeanwhileSet{Matter: id, On: true})
			w.ask(id, WhyChosen, false)
		}
	case "handback":
		if m.Placed() && m.HandBack {
			w.handedBack(CustomerHandedBack{Matter: target, Yes: in.Choice.Answer == "yes"})
		}
	case "confirm":
		if in.Choice.Answer != "yes" || !w.s.agreed(in.Choice.ID) {
			return false
		}
		// a double tap: the first yes counted, and its outcome is the answer (P10)
	default:
		return false
	}
	w.heardOut()
	return true
}

// notThat answers the gentle question whether a matter is sensitive. A person
// whom the customer asked for, or who is there already, stays.
func (w *work) notThat(m *Matter) {
	switch p := m.Place; {
	case p.By == Expert:
		w.toExpert(m.ID)
	case p.By == Team:
		w.toTeam(m.ID)
	case m.Asked:
		w.inLine(m.ID)
	default:
		w.withdraw(m.ID, WhyNotThat)
		if e := w.present(); e != nil {
			w.toExpert(e.ID)
			return
		}
		w.ask("", WhyNotThat, false)
	}
}

// heardOut: a pressed button was the whole word, and it has been acted on. A
// word that the assistant owed before it is owed still.
func (w *work) heardOut() {
	if w.s.Turn.Owed() {
		return
	}
	before := w.before
	m := w.s.matter(before.Matter)
	left := happened(w, func(e Withdrew) bool { return e.Matter == before.Matter }) && w.mayNot(m)
	switch here := w.present(); {
	case !before.Owed(), left, m.Placed() && !m.Meanwhile: // else nobody else owes it
		w.happen(TurnEnded{N: w.s.Turn.N, Progress: Forward, Answered: true, Why: WhyChosen})
	case here != nil:
		w.toExpert(here.ID)
	case w.running(before.Matter): // its outcome will bring the word
		w.happen(TurnPromised{N: w.s.Turn.N + 1, Matter: before.Matter, Due: before.Due, Why: WhyWrote})
	default:
		w.ask(before.Matter, WhyWrote, before.Reshow)
	}
}

// running reports whether an act that the assistant began is under way.
func (w *work) running(id MatterID) bool {
	return slices.ContainsFunc(w.s.Acts, func(a Act) bool { return a.Matter == id && a.By == Assistant && !a.Parked })
}

// placed finds the matter meant by the customer, which must have a place.
func (w *work) placed(id MatterID) *Matter {
	m := w.s.matter(id)
	if id == "" {
		m = w.s.MostHuman()
	}
	if !m.Placed() {
		return nil
	}
	return m
}

// withdraw ends a place by the customer's own explicit choice.
func (w *work) withdraw(id MatterID, why Why) {
	m := w.placed(id)
	if m == nil {
		return
	}
	if w.mayNot(m) {
		w.endTurnOf(m.ID, why) // else its draft would take the place again
	}
	if p := m.Place; p.By == Expert {
		w.voidConfirm(Expert, m.ID, why)
		w.must(TellExpert{Expert: p.Expert, Matter: m.ID, What: "gone"})
	} else if p.Offer != nil {
		w.endOffer(m.ID, WhyWithdrawn)
	}
	w.happen(Withdrew{Matter: m.ID, Why: why})
	w.happen(Told{Key: "withdrawn", Matter: m.ID})
}

func (w *work) choseMode(id MatterID, mode Mode) {
	m := w.placed(id)
	if m == nil || m.Place.Mode == mode || mode == Live && w.r.line(m.Topic, w.now).Full != "" {
		return
	}
	if m.Place.By == Team && mode == Live {
		w.toTeam(m.ID)
		return
	}
	w.mode(m, mode)
	if mode == Written {
		w.happen(Told{Key: "written_chosen", Matter: m.ID, Due: w.s.matter(m.ID).Place.Due})
	}
}

// mode changes how a person answers. Who waits in line and chooses a written
// answer is told the time of one; who wants somebody now after all never waits
// longer for it. A debt that an expert has keeps its time.
func (w *work) mode(m *Matter, mode Mode) {
	e := ModeChosen{Matter: m.ID, Mode: mode}
	if p := m.Place; p.By == Line {
		line := w.r.line(m.Topic, w.now)
		switch {
		case mode == Written && line.Written.After(w.now):
			e.Due = line.Written
		case mode == Live && line.Due.Before(p.Due):
			e.Due = line.Due
		}
		if !e.Due.IsZero() {
			e.WarnAt = warnAt(w.now, e.Due)
		}
	}
	w.happen(e)
}

func (w *work) handedBack(in CustomerHandedBack) {
	m := w.placed(in.Matter)
	for i := range w.s.Matters {
		if in.Matter == "" && w.s.Matters[i].HandBack {
			m = &w.s.Matters[i]
		}
	}
	if m == nil || !m.HandBack || m.Place.By != Expert {
		w.refuse("no_proposal")
		return
	}
	if !in.Yes {
		w.happen(HandBackRefused{Matter: m.ID})
		w.toExpert(m.ID)
		return
	}
	w.voidConfirm(Expert, m.ID, WhyChosen)
	w.must(TellExpert{Expert: m.Place.Expert, Matter: m.ID, What: "gone"})
	w.happen(HandedBack{Matter: m.ID})
	w.happen(Told{Key: "handback_done", Matter: m.ID})
}
