package conversation

// shiftEnded looks at all that an expert has when their work is over. What is
// owed now goes to the line at once. What has a date stays theirs if they are
// back before anybody would have to be warned of it; else the team has it, and
// the customer hears by whom and until when (P4).
func (w *work) shiftEnded(in ShiftEnded) {
	for i := range w.s.Matters {
		m := &w.s.Matters[i]
		p := m.Place
		if p == nil || p.By != Expert || p.Expert != in.Expert {
			continue
		}
		limit := p.Due
		if !p.WarnAt.IsZero() {
			limit = p.WarnAt
		}
		switch {
		case p.Owes && !p.Dated:
			w.returnToLine(m.ID, WhyShiftEnded, "")
		case in.Back.After(w.now) && in.Back.Before(limit):
		default:
			w.giveToTeam(m.ID)
		}
	}
}

func (w *work) giveToTeam(id MatterID) {
	m := w.s.matter(id)
	p := *m.Place
	w.voidConfirm(Expert, id, WhyShiftEnded)
	w.happen(GivenToTeam{Matter: id, Expert: p.Expert, Team: w.r.team(m.Topic), Due: p.Due})
	w.must(TellExpert{Expert: p.Expert, Matter: id, What: "shift"})
	if p.Owes { // else the customer has the next word, and nobody's time has changed
		w.happen(Told{Key: "team_holds", Matter: id, Expert: p.Expert, Team: w.r.team(m.Topic), Due: p.Due})
		w.must(TellCustomer{Matter: id, What: "wait"})
	}
}

// shiftBegan brings back what this expert knows and the team kept for them.
// What waits for others, or for the customer, waits on.
func (w *work) shiftBegan(expert string) {
	for i := range w.s.Matters {
		m := &w.s.Matters[i]
		if p := m.Place; p != nil && p.By == Team && p.Owes && p.Others == "" && m.Expert == expert {
			w.fromTeam(m.ID, WhyShiftBegan)
		}
	}
}
