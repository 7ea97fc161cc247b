package conversation

import (
	"slices"
	"time"
)

// Apply folds one event, which happened at the given time, into the state. It
// never looks at rules or inputs, so a log replays the same for ever.
func Apply(s State, e Event, at time.Time) State {
	s = s.Clone()
	s.apply(e, at)
	return s
}

// Fold folds the events of one decision.
func Fold(s State, events []Event, at time.Time) State {
	s = s.Clone()
	for _, e := range events {
		s.apply(e, at)
	}
	return s
}

// Replay folds a whole log.
func Replay(events []Event, at []time.Time) State {
	var s State
	for i, e := range events {
		s.apply(e, at[i])
	}
	return s
}

func (s *State) apply(e Event, at time.Time) {
	if at.After(s.LastAt) {
		s.LastAt = at
	}
	switch e := e.(type) {
	case Opened:
		s.Opened, s.Market, s.Language, s.Customer, s.Level = true, e.Market, e.Language, e.Customer, e.Level
	case LanguageSet:
		s.Language = e.Language
	case LanguageAsked:
		s.LangAsked = true
	case Heard:
		s.Unanswered = true
		s.Turn = Turn{N: e.N, Heard: lastFew(append(s.Turn.Heard, e.Message))}
	case TurnPromised:
		s.Turn = Turn{N: e.N, Matter: e.Matter, Due: e.Due, Reshow: e.Reshow, Heard: s.Turn.Heard}
		s.in(e.Matter, func(m *Matter) { m.Due = time.Time{} })
	case TurnEnded:
		s.endTurn(e)
	case Answered:
		s.answered(e)
	case ConfirmAsked:
		c := e.Confirm
		c.Aside = false
		s.Confirm = &c
	case Told:
		s.told(e)
	case Consented, ConfirmRefused, ConfirmVoided:
		s.Confirm = nil
	case CodeAsked:
		if s.Confirm != nil {
			s.Confirm.Code = true
		}
	case ActIntended:
		s.Acts = append(s.Acts, e.Act)
	case ActRan:
		s.endAct(e.ID, Result{Result: e.Result})
	case ActRejected:
		s.endAct(e.ID, Result{Code: e.Code})
	case ActUncertain:
		if a := s.act(e.ID); a != nil {
			a.Tries, a.Parked = e.Tries, false
		}
	case ActParked:
		if a := s.act(e.ID); a != nil {
			a.Parked = true
		}
	default:
		s.applyMatter(e, at)
	}
}

func (s *State) endTurn(e TurnEnded) {
	s.Turn.Due, s.Turn.Reshow = time.Time{}, false
	s.in(s.Turn.Matter, func(m *Matter) {
		if s.loose(m) {
			m.Due = e.Idle
		}
	})
	if e.Answered {
		s.Unanswered, s.Turn.Heard = false, nil
	}
	switch e.Progress {
	case Forward:
		s.Stalls, s.Misread, s.Chat = 0, 0, 0
	case Chatted:
		s.Chat++
	case Lost:
		s.Stalls, s.Misread = s.Stalls+1, s.Misread+1
	case Stuck:
		s.Stalls++
	}
}

// heardKept bounds what one draft has to read; older words are in the log.
const heardKept = 20

func lastFew(ids []string) []string {
	if n := len(ids); n > heardKept {
		return ids[n-heardKept:]
	}
	return ids
}

// told notes what a system's line changes: a question that is shown again is
// the newest word again, and an outcome is known to the customer.
func (s *State) told(e Told) {
	switch e.Key {
	case "confirm_again":
		if s.Confirm != nil {
			s.Confirm.Aside = false
		}
	case actDone, actFailed:
		s.in(e.Matter, func(m *Matter) {
			for i := range m.News {
				if n := &m.News[i]; !n.Told && n.Act.Tool == e.Tool && (n.Code != "") == (e.Key == actFailed) {
					n.Told = true
					return
				}
			}
		})
	}
}

func (s *State) answered(e Answered) {
	if s.Confirm != nil {
		s.Confirm.Aside = true
	}
	if e.By == Assistant {
		s.Said = append(s.Said, e.Signature)
		if n := len(s.Said); n > saidKept {
			s.Said = s.Said[n-saidKept:]
		}
		s.Asking = ""
		if e.Asks {
			s.Asking = e.Matter
		}
		return
	}
	s.Unanswered, s.Turn.Heard, s.Asking = false, nil, ""
}

func (s *State) act(id string) *Act {
	for i := range s.Acts {
		if s.Acts[i].ID == id {
			return &s.Acts[i]
		}
	}
	return nil
}

// endAct leaves news for the flow that asked for the act.
func (s *State) endAct(id string, r Result) {
	if a := s.act(id); a != nil && a.By == Assistant {
		r.Act = *a
		s.in(a.Matter, func(m *Matter) { m.News = append(m.News, r) })
	}
	s.Acts = slices.DeleteFunc(s.Acts, func(a Act) bool { return a.ID == id })
}

func (s *State) applyMatter(e Event, at time.Time) {
	switch e := e.(type) {
	case MatterOpened:
		s.Matters = append(s.Matters, Matter{ID: e.Matter, Topic: e.Topic, Sensitive: e.Sensitive, Possible: e.Possible})
		s.prune()
	case MatterReopened:
		s.in(e.Matter, func(m *Matter) { m.Closed, m.Outcome, m.ClosedBy, m.ClosedAt = false, "", "", time.Time{} })
	case DueSet:
		s.in(e.Matter, func(m *Matter) { m.Due = e.Due })
	case Settled:
		s.in(e.Matter, func(m *Matter) {
			*m = Matter{ID: m.ID, Topic: m.Topic, Sensitive: m.Sensitive, Possible: m.Possible,
				Closed: true, ClosedBy: e.By, Outcome: e.Outcome, ClosedAt: at, Expert: m.Expert}
		})
		s.forget(e.Matter)
		s.answeredByAct()
	case FlowMoved:
		s.in(e.Matter, func(m *Matter) { p := e.Position; m.Flow, m.News = &p, nil })
	case PersonWished:
		s.in(e.Matter, func(m *Matter) { m.Asked = true })
		s.Stalls, s.Misread, s.Chat = 0, 0, 0
	case SensitiveFound:
		s.in(e.Matter, func(m *Matter) { m.Sensitive, m.Possible = true, e.Possible })
		s.inPlace(e.Matter, func(p *Place) { p.Priority = min(p.Priority, e.Priority) })
	case MeanwhileSet:
		s.in(e.Matter, func(m *Matter) { m.Meanwhile = e.On })
	case HandBackProposed:
		s.in(e.Matter, func(m *Matter) { m.HandBack = true })
	case HandBackRefused:
		s.in(e.Matter, func(m *Matter) { m.HandBack = false })
	case HandedBack:
		s.in(e.Matter, func(m *Matter) { m.leave() })
		s.answeredByAct()
	case Withdrew:
		s.in(e.Matter, func(m *Matter) { m.leave() })
		s.answeredByAct()
	default:
		s.applyPlace(e, at)
	}
}

// leave ends the place; "asked for a person" resets with it.
func (m *Matter) leave() {
	m.Place, m.Asked, m.Meanwhile, m.Possible, m.HandBack = nil, false, false, false, false
}

// answeredByAct: the customer's own choice, or a settling, answers the last
// word when nobody else owes one.
func (s *State) answeredByAct() {
	for i := range s.Matters {
		if p := s.Matters[i].Place; p != nil && p.Owes {
			return
		}
	}
	if !s.Turn.Owed() {
		s.Unanswered = false
	}
}

// forget clears what pointed at a matter that ended.
func (s *State) forget(id MatterID) {
	if s.Asking == id {
		s.Asking = ""
	}
}

// matterKept bounds the state: closed matters beyond it are only in the log.
const mattersKept = 12

func (s *State) prune() {
	for len(s.Matters) > mattersKept {
		i := slices.IndexFunc(s.Matters, func(m Matter) bool { return m.Closed })
		if i < 0 {
			return
		}
		s.Matters = slices.Delete(s.Matters, i, i+1)
	}
}

func (s *State) in(id MatterID, f func(*Matter)) {
	if m := s.matter(id); m != nil {
		f(m)
	}
}

func (s *State) inPlace(id MatterID, f func(*Place)) {
	if m := s.matter(id); m != nil && m.Place != nil {
		f(m.Place)
	}
}

func (s *State) applyPlace(e Event, at time.Time) {
	switch e := e.(type) {
	case PlaceTaken:
		s.in(e.Matter, func(m *Matter) {
			m.Meanwhile, m.Due = e.Meanwhile, time.Time{}
			m.Place = &Place{By: Line, Since: at, Due: e.Due, WarnAt: e.WarnAt, Owes: true, OwedAt: at, Mode: e.Mode, Priority: e.Priority, Why: e.Why}
		})
	case PromiseMoved:
		s.inPlace(e.Matter, func(p *Place) {
			if e.Owes && (!p.Owes || e.Broken) {
				p.OwedAt = at
			}
			p.Due, p.WarnAt, p.Owes = e.Due, e.WarnAt, e.Owes
			p.Dated, p.Others = e.Dated, ""
			if !e.Owes {
				p.PushDue = time.Time{}
			}
			if e.Broken {
				p.Broken++
			}
			if e.Why == WhyWrote || e.Why == WhyBackBy {
				p.Nudges, p.ActiveAt = 0, at
			}
			if e.Anew {
				p.Nudges = 0
			}
		})
	case WaitBegan:
		s.inPlace(e.Matter, func(p *Place) {
			p.Due, p.WarnAt, p.Others, p.Nudges = e.Due, e.WarnAt, e.Others, 1
			if e.Others == "" {
				return
			}
			if !p.Owes {
				p.OwedAt = at
			}
			p.Owes, p.Dated, p.PushDue, p.Nudges = true, true, time.Time{}, 0
		})
	case WaitEnded:
		s.inPlace(e.Matter, func(p *Place) { p.Due, p.WarnAt, p.Others, p.Dated = e.Due, e.WarnAt, "", false })
	case GivenToTeam:
		s.inPlace(e.Matter, func(p *Place) { p.toTeam(e.Team); p.Mode = Written })
		s.in(e.Matter, func(m *Matter) { m.HandBack = false })
	case SlotFreed:
		s.inPlace(e.Matter, func(p *Place) { p.toTeam(e.Team); p.Due = e.Due })
		s.in(e.Matter, func(m *Matter) { m.HandBack = false })
	case Escalated:
		s.inPlace(e.Matter, func(p *Place) { p.WarnAt = time.Time{} })
	case ModeChosen:
		s.inPlace(e.Matter, func(p *Place) {
			p.Mode = e.Mode
			if !e.Due.IsZero() {
				p.Due, p.WarnAt = e.Due, e.WarnAt
			}
		})
	case OfferMade:
		s.inPlace(e.Matter, func(p *Place) { o := e.Offer; p.Offer = &o })
	case OfferEnded:
		s.inPlace(e.Matter, func(p *Place) {
			p.Offer = nil
			if e.Why != WhyWithdrawn && !slices.Contains(p.Refused, e.Expert) {
				p.Refused = append(p.Refused, e.Expert)
			}
		})
	case Accepted:
		s.in(e.Matter, func(m *Matter) {
			prio, why := Ordinary, e.Why
			if m.Place != nil {
				prio, why = m.Place.Priority, m.Place.Why
			}
			m.Meanwhile, m.HandBack, m.News, m.Expert, m.Due = false, false, nil, e.Expert, time.Time{}
			m.Place = &Place{By: Expert, Expert: e.Expert, Since: m.Place.since(at), Due: e.Due, WarnAt: e.WarnAt, Owes: true, OwedAt: m.Place.owedAt(at), Mode: e.Mode,
				Priority: prio, Why: why, Connected: true, ActiveAt: at, Dated: e.Dated, Others: m.Place.others(e.Dated)}
		})
	case ExpertGone:
		s.inPlace(e.Matter, func(p *Place) { p.Connected = false })
	case ExpertBack:
		s.inPlace(e.Matter, func(p *Place) { p.Connected, p.PushDue = true, time.Time{} })
	case Pushed:
		s.inPlace(e.Matter, func(p *Place) { p.PushDue = e.Due })
	case ReturnedToLine:
		s.in(e.Matter, func(m *Matter) {
			m.HandBack = false
			mode, refused := e.Mode, []string{e.Expert}
			if mode == "" {
				mode = m.Place.mode()
			}
			if e.Expert == "" {
				refused = nil
			}
			m.Place = &Place{By: Line, Since: m.Place.since(at), Due: e.Due, WarnAt: e.WarnAt, Owes: true, OwedAt: m.Place.owedAt(at), Mode: mode,
				Priority: min(m.Place.priority(), Returning), Why: e.Why, Refused: refused}
		})
	case Nudged:
		s.inPlace(e.Matter, func(p *Place) { p.Nudges, p.Due = p.Nudges+1, e.Due })
	}
}

// toTeam takes the matter out of an expert's hands; what is owed stays owed,
// and who had it is in Matter.Expert.
func (p *Place) toTeam(team string) {
	p.By, p.Team, p.Expert = Team, team, ""
	p.Connected, p.PushDue, p.ActiveAt, p.Dated = false, time.Time{}, time.Time{}, p.Owes
}

// others are still waited for by whoever takes such a matter, while their word
// is owed at the stated time and not now.
func (p *Place) others(dated bool) Others {
	if p == nil || !dated {
		return ""
	}
	return p.Others
}

func (p *Place) since(at time.Time) time.Time {
	if p == nil {
		return at
	}
	return p.Since
}

// owedAt keeps the time since which a word is owed: a new holder inherits the
// promise, not a fresh one.
func (p *Place) owedAt(at time.Time) time.Time {
	if p == nil || !p.Owes {
		return at
	}
	return p.OwedAt
}

// mode is kept through a change of holder: the customer may have chosen it.
func (p *Place) mode() Mode {
	if p == nil {
		return Live
	}
	return p.Mode
}

func (p *Place) priority() Priority {
	if p == nil {
		return Ordinary
	}
	return p.Priority
}
