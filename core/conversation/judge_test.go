package conversation

import (
	"fmt"
	"slices"
	"time"

	"samtal/core/identity"
)

// lawful holds one step against the promises, by itself. The model check runs
// it on every edge, the judge on every step of the random histories. It folds
// the events as it looks at them; after is what the decision itself arrived at.
func lawful(before State, in Input, d Decision, after State, r Rules, now time.Time) error {
	s := before.Clone()
	ended, joined := map[MatterID]bool(nil), Told{}
	var accepted *Accepted
	spoke, answered := false, false
	for _, e := range d.Events {
		switch e := e.(type) {
		case Opened:
			joined.Key = "assistant_intro"
		case Settled:
			if e.Outcome == OutcomeLeft {
				if err := left(&s, e.Matter, now); err != nil {
					return err
				}
			}
			if err := settling(&s, e, r, now); err != nil {
				return err
			}
			ended = with(ended, e.Matter, e.By != Assistant)
		case HandedBack:
			m := s.Matter(e.Matter)
			if h, ok := in.(CustomerHandedBack); ok && !h.Yes || !m.HandBack || m.Place.By != Expert {
				return fmt.Errorf("P5: handed back without a proposal and a yes")
			}
			ended = with(ended, e.Matter, true)
		case Withdrew:
			if err := leaving(s, e, in); err != nil {
				return err
			}
			ended = with(ended, e.Matter, true)
		case Answered:
			spoke = true
			if err := speaking(s, e, in, r, now); err != nil {
				return err
			}
		case TurnEnded:
			_, draft := in.(DraftReady)
			answered = answered || e.Answered && draft
		case Accepted:
			a := e
			accepted = &a
		case Told:
			spoke = true
			if e.Key == joined.Key || accepted != nil && e.Key == "expert_joined" && e.Matter == accepted.Matter && e.Expert == accepted.Expert {
				joined.Key, accepted = "", nil
			}
		}
		s.apply(e, now)
	}
	switch {
	case joined.Key != "":
		return fmt.Errorf("P7: the assistant did not say what it is")
	case accepted != nil:
		return fmt.Errorf("P7: an expert came and nobody said so")
	case answered && !spoke:
		return fmt.Errorf("P5: the assistant answered with silence")
	}
	for i := range before.Matters {
		if err := kept(&before.Matters[i], &after, ended, d.Events); err != nil {
			return err
		}
	}
	if err := told(&before, &after, d.Events); err != nil {
		return err
	}
	return standing(in, &after, r, now)
}

// told: an outcome that the customer has not heard is not dropped (P10).
func told(before, after *State, events []Event) error {
	for i := range before.Matters {
		was := &before.Matters[i]
		if is := after.matter(was.ID); !was.untold() || is.untold() || is == nil {
			continue
		}
		if !slices.ContainsFunc(events, func(e Event) bool {
			switch e := e.(type) {
			case Answered:
				return e.Matter == was.ID
			case Told:
				return e.Matter == was.ID && (e.Key == actDone || e.Key == actFailed)
			}
			return false
		}) {
			return fmt.Errorf("P10: how an act about %s ended was dropped", was.ID)
		}
	}
	return nil
}

// settling: who may end a matter, and when. A clock may only where a person
// has answered, the customer was reminded to the end, and people need not decide.
func settling(s *State, e Settled, r Rules, now time.Time) error {
	p := s.matter(e.Matter).Place
	switch {
	case e.By == Assistant && p != nil:
		return fmt.Errorf("P5: the assistant settled a matter that waits for a person")
	case e.By != Team:
		return nil
	case p == nil || p.By != Team || e.Outcome != OutcomeNoAnswer:
		return fmt.Errorf("P5: a team settled what it did not have")
	case p.Owes:
		return fmt.Errorf("P5: closed as unanswered while a word is owed to the customer")
	case p.Due.After(now) || p.Nudges < nudges:
		return fmt.Errorf("P5: closed before the customer was reminded to the end")
	case r.people(s.matter(e.Matter)):
		return fmt.Errorf("P3: a clock closed what people must decide")
	}
	return nil
}

// left: closed by time alone, and only what nobody waits in.
func left(s *State, id MatterID, now time.Time) error {
	m := s.matter(id)
	switch {
	case m.Place != nil || turnOn(s, id):
		return fmt.Errorf("P5: %s was closed and somebody owes a word about it", id)
	case m.Due.IsZero() || m.Due.After(now):
		return fmt.Errorf("P4: %s was closed before its time", id)
	case m.untold() || slices.ContainsFunc(s.Acts, func(a Act) bool { return a.Matter == id }):
		return fmt.Errorf("P10: %s was closed before its outcome was known", id)
	case m.Topic == "distress":
		return fmt.Errorf("P3: a clock closed an alarm about somebody's life")
	}
	return nil
}

func with(m map[MatterID]bool, id MatterID, is bool) map[MatterID]bool {
	if is && m == nil {
		m = map[MatterID]bool{}
	}
	if is {
		m[id] = true
	}
	return m
}

func leaving(s State, e Withdrew, in Input) error {
	switch in := in.(type) {
	case CustomerWithdrew:
		return nil
	case CustomerWrote:
		if in.Choice.Kind == "leave" || in.Choice.Kind == "notthat" && !s.Matter(e.Matter).Asked && s.Matter(e.Matter).Place.By == Line {
			return nil
		}
	}
	return fmt.Errorf("P5: withdrawn without the customer's choice")
}

// speaking: who speaks, and may they?
func speaking(s State, e Answered, in Input, r Rules, now time.Time) error {
	if e.By == Expert {
		if e.Expert == "" {
			return fmt.Errorf("P7: an expert without a name")
		}
		return nil
	}
	if e.By != Assistant {
		return fmt.Errorf("P7: nobody speaks")
	}
	if s.Present(r, now) != nil {
		return fmt.Errorf("P8: the assistant spoke while a person is present")
	}
	m := s.Matter(e.Matter)
	if m.Placed() && !m.Meanwhile {
		return fmt.Errorf("P8: the assistant spoke unasked about a matter in line")
	}
	d, ok := in.(DraftReady)
	switch {
	case !ok || d.N != s.Turn.N || !s.Turn.Owed():
		return fmt.Errorf("P8: the assistant spoke out of turn")
	case !d.Grounded:
		return fmt.Errorf("P9: an ungrounded draft was sent")
	case !d.Repeat && !d.Looked && !s.Turn.Reshow && (m == nil || len(m.News) == 0) &&
		slices.ContainsFunc(s.Said, func(x uint64) bool { return near(x, e.Signature) }):
		return fmt.Errorf("P2: nearly the same was said before")
	case (d.Progress == Stuck || d.Progress == Lost) && s.Stalls >= 1:
		return fmt.Errorf("P2: a second turn without progress and no person")
	}
	return nil
}

// kept: a place is not lost (P5), and its promise not quietly postponed (P4).
func kept(was *Matter, after *State, ended map[MatterID]bool, events []Event) error {
	if was.Place == nil || ended[was.ID] {
		return nil
	}
	m := after.matter(was.ID)
	if !m.Placed() {
		return fmt.Errorf("P5: %s lost its place", was.ID)
	}
	p, q := was.Place, m.Place
	if !p.Owes || !q.Owes || !p.OwedAt.Equal(q.OwedAt) || !q.Due.After(p.Due) {
		return nil
	}
	for _, e := range events {
		switch e := e.(type) {
		case PromiseMoved:
			if e.Matter == m.ID && e.Broken {
				return nil
			}
		case WaitBegan: // said by a person, and told with its date
			if e.Matter == m.ID && e.Others != "" && slices.ContainsFunc(events, func(t Event) bool {
				told, ok := t.(Told)
				return ok && told.Matter == m.ID && told.Due.Equal(e.Due)
			}) {
				return nil
			}
		case ModeChosen: // the customer's own choice, and they are told the time
			if e.Matter == m.ID && e.Mode == Written {
				return nil
			}
		case Answered:
			if e.Matter == m.ID && e.By == Expert {
				return nil
			}
		}
	}
	return fmt.Errorf("P4: the promise about %s was quietly postponed", m.ID)
}

// standing looks at a state that has been reached.
func standing(in Input, s *State, r Rules, now time.Time) error {
	owed := s.Turn.Owed()
	var placed, asked, sensitive bool
	for i := range s.Matters {
		m := &s.Matters[i]
		p := m.Place
		if err := owned(s, m, now); err != nil {
			return err
		}
		if p == nil {
			continue
		}
		placed, asked, sensitive = true, asked || m.Asked, sensitive || m.Sensitive
		owed = owed || p.Owes
		switch {
		case p.Due.IsZero() || !p.Due.After(now):
			return fmt.Errorf("P4: %s has no due time ahead: %v at %v", m.ID, p.Due, now)
		case p.By == Expert && p.Expert == "", p.By != Expert && p.By != Line && p.By != Team:
			return fmt.Errorf("P5: %s is held by nobody", m.ID)
		case p.By == Team && (p.Expert != "" || p.Connected || p.Owes != p.Dated):
			return fmt.Errorf("P8: a team has %s, and somebody counts as there", m.ID)
		case p.Others != "" && !(p.Owes && p.Dated):
			return fmt.Errorf("P4: %s waits for others, and nobody owes a word about it", m.ID)
		case p.By == Line && !p.Owes:
			return fmt.Errorf("P5: %s is in line and nobody owes a word", m.ID)
		case m.Closed:
			return fmt.Errorf("P5: a closed matter has a place")
		case p.Owes && p.OwedAt.IsZero():
			return fmt.Errorf("P4: a debt without a beginning")
		case p.WarnAt.After(p.Due):
			return fmt.Errorf("P4: warned after it was missed")
		case p.By == Expert && p.Owes && !p.Dated && !p.Connected && p.PushDue.IsZero():
			return fmt.Errorf("P5: the customer waits for an unreachable expert, and nobody calls them")
		}
	}
	switch {
	case s.Unanswered && !owed:
		return fmt.Errorf("P5: the customer waits and nobody owes a word")
	case s.Turn.Owed() && !s.Turn.Due.After(now):
		return fmt.Errorf("P5: an overdue turn was not dealt with")
	case s.Stalls >= 2:
		return fmt.Errorf("P2: two turns without progress and no person")
	}
	switch in := in.(type) {
	case CustomerWrote:
		if in.WantsHuman && !(placed && asked) {
			return fmt.Errorf("P1: asked for a person, and nobody is called")
		}
		if len(in.Sensitivities) > 0 && !(placed && sensitive) {
			return fmt.Errorf("P3: sensitive, and nobody is called")
		}
	case CustomerAsked:
		if !(placed && asked) {
			return fmt.Errorf("P1: pressed the button, and nobody is called")
		}
	}
	return nil
}

// owned: every open matter has an owner with a name where it is a person, a next
// step, and exactly one time ahead at which something must have happened.
func owned(s *State, m *Matter, now time.Time) error {
	st := s.Stand(*m)
	switch {
	case m.Closed:
		if !m.Due.IsZero() || st != (Stand{}) {
			return fmt.Errorf("P4: %s is closed and has a due time", m.ID)
		}
	case st.Owner == "" || st.Owner == Nobody || st.Owner == Expert && st.Name == "":
		return fmt.Errorf("P5: open matter %s has no owner", m.ID)
	case st.Next == "":
		return fmt.Errorf("P5: open matter %s has no next step", m.ID)
	case st.Due.IsZero() || !st.Due.After(now):
		return fmt.Errorf("P4: open matter %s has no due time ahead: %v", m.ID, st.Due)
	case (m.Placed() || turnOn(s, m.ID)) && !m.Due.IsZero():
		return fmt.Errorf("P4: %s has a second due time, and would be closed by it", m.ID)
	}
	return nil
}

func turnOn(s *State, id MatterID) bool { return s.Turn.Owed() && s.Turn.Matter == id }

// judge remembers a whole history: what was shown, what was agreed to, which
// words of the customer nobody has answered. It trusts no field of the state.
type judge struct {
	asked   map[string]Confirm // digest -> what was shown
	yes     map[string]Confirm // digest -> what was agreed to
	checked map[string]bool    // digest -> its code was right
	last    string             // digest of the question that is the last word to the customer; "" none
	waits   bool               // a word of the customer has no answer
	pending map[MatterID]int   // outcomes that the customer has not heard
	nudged  map[MatterID]int   // reminders since the last word about it, either way
}

func newJudge() *judge {
	return &judge{asked: map[string]Confirm{}, yes: map[string]Confirm{}, checked: map[string]bool{}, pending: map[MatterID]int{}, nudged: map[MatterID]int{}}
}

// acted are the buttons that the law carries out: pressing one asks nothing.
var acted = []string{"lang", "keep", "live", "written", "leave", "notthat", "help", "handback"}

func (j *judge) step(before State, in Input, d Decision, after State, r Rules, now time.Time) error {
	if c, ok := in.(CodeChecked); ok && c.OK && before.Confirm != nil && before.Confirm.Code && c.Digest == before.Confirm.Digest {
		j.checked[c.Digest] = true
	}
	if w, ok := in.(CustomerWrote); ok && (!slices.Contains(acted, w.Choice.Kind) && !j.again(w.Choice) || w.WantsHuman || len(w.Sensitivities) > 0) {
		j.waits = true
	}
	s := before.Clone()
	for _, e := range d.Events {
		if err := j.event(s, e, in); err != nil {
			return err
		}
		s.apply(e, now)
	}
	var a, b [4096]byte
	if string(exact(a[:0], &s)) != string(exact(b[:0], &after)) {
		return fmt.Errorf("folding is not what the decision folded")
	}
	for _, f := range d.Effects {
		if t, ok := f.(TellCustomer); ok && t.What == "nudge" {
			j.nudged[t.Matter]++
		}
	}
	owed := after.Turn.Owed()
	for _, m := range after.Matters {
		owed = owed || m.Placed() && m.Place.Owes
	}
	if j.waits && !owed {
		return fmt.Errorf("P5: a word of the customer was forgotten")
	}
	for id, n := range j.pending {
		running := slices.ContainsFunc(after.Acts, func(a Act) bool { return a.Matter == id && !a.Parked })
		if n > 0 && !running && !after.Turn.Owed() {
			return fmt.Errorf("P10: the customer never hears how an act about %s ended", id)
		}
	}
	return lawful(before, in, d, after, r, now)
}

// again: a second tap on a yes that counted asks nothing; what the act brings
// is the answer, and pending watches that it comes.
func (j *judge) again(c Choice) bool {
	_, agreed := j.yes[c.ID]
	return c.Kind == "confirm" && c.Answer == "yes" && agreed
}

func (j *judge) event(s State, e Event, in Input) error {
	switch e := e.(type) {
	case Heard:
		j.nudged[e.Matter] = 0
	case Answered:
		j.waits, j.last, j.nudged[e.Matter] = false, "", 0
		if e.By == Assistant {
			delete(j.pending, e.Matter)
		}
	case Settled:
		j.waits = j.waits && e.By != Expert
		if e.By == Team && j.nudged[e.Matter] < 2 {
			return fmt.Errorf("P5: closed as unanswered after %d reminders", j.nudged[e.Matter])
		}
	case Withdrew, HandedBack:
		j.waits = false
	case Told:
		switch {
		case e.Key == "confirm_again" && s.Confirm != nil:
			j.last = s.Confirm.Digest
		case e.Key == "code_sent" || e.Key == "code_wrong" || e.Key == "code_expired":
			j.waits = false
		case e.Key == actDone || e.Key == actFailed:
			j.pending[e.Matter]--
		}
	case ConfirmAsked:
		j.asked[e.Digest], j.last = e.Confirm, e.Digest
	case ActRan, ActRejected:
		id := ""
		if a, ok := e.(ActRan); ok {
			id = a.ID
		} else {
			id = e.(ActRejected).ID
		}
		j.pending[s.act(id).Matter]++
	case Consented:
		if _, twice := j.yes[e.Digest]; twice {
			return fmt.Errorf("P10: one yes counted twice")
		}
		if w, ok := in.(CustomerWrote); ok {
			button := w.Choice.Kind == "confirm" && w.Choice.ID == e.Digest && w.Choice.Answer == "yes"
			typed := w.Choice.Kind == "" && w.Seen && j.last == e.Digest && w.Move == yes
			if !button && !typed {
				return fmt.Errorf("P10: a yes to something else counted")
			}
		} else if _, ok := in.(CodeChecked); !ok {
			return fmt.Errorf("P10: agreed by %T", in)
		}
		j.yes[e.Digest] = j.asked[e.Digest]
	case ActIntended:
		return j.intended(s, e)
	}
	return nil
}

func (j *judge) intended(s State, e ActIntended) error {
	for digest, c := range j.yes {
		for _, a := range c.Acts {
			if a.ID != e.ID {
				continue
			}
			m := s.Matter(c.Matter)
			switch {
			case a.Tool != e.Tool || a.Args != e.Args || a.Digest != e.Digest || a.Key != e.Key || e.Matter != c.Matter || e.By != c.By:
				return fmt.Errorf("P10: another act than the one shown")
			case (a.Class == identity.Move || a.Needs == identity.Code) && !j.checked[digest]:
				return fmt.Errorf("P10: money moved without a code")
			case a.Class == identity.Look || a.Class != identity.Protect && s.Level < identity.SignedIn:
				return fmt.Errorf("P10: an act without the right")
			case c.By == Assistant && a.Class != identity.Protect && (m.Sensitive || m.Placed()):
				return fmt.Errorf("P3: the assistant acted on a matter for people")
			case c.By == Expert && (!m.Placed() || m.Place.Expert != c.Expert):
				return fmt.Errorf("P10: an act for an expert who does not hold the matter")
			}
			return nil
		}
	}
	return fmt.Errorf("P10: an act without consent")
}
