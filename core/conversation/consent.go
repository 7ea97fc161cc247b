package conversation

import (
	"slices"
	"time"

	"samtal/core/identity"
	"samtal/core/understanding"
)

// consent handles an answer to the one open question and reports whether the
// message was one. A yes counts once, for the newest question that the
// customer had seen (P10).
func (w *work) consent(in CustomerWrote) bool {
	c := w.s.Confirm
	button := in.Choice.Kind == "confirm"
	yes, no := in.Move == understanding.MoveYes, in.Move == understanding.MoveNo
	if button {
		yes, no = in.Choice.Answer == "yes", in.Choice.Answer == "no"
	}
	if c == nil || !yes && !no || !button && !w.answersConfirm(in) {
		return false
	}
	switch {
	case button && in.Choice.ID != c.Digest, !button && (!in.Seen || c.Aside),
		needsCode(*c) && w.before.Owed(): // first the word that is owed; a code would overtake it
		w.reshow(c)
	case no:
		w.happen(ConfirmRefused{Digest: c.Digest})
		w.answerAsker(c, WhyWrote)
	case !w.mayAsk(*c):
		w.happen(ConfirmVoided{Digest: c.Digest, Why: WhyActRefused})
		w.toPerson(c.Matter, WhyActRefused)
	case needsCode(*c):
		if !c.Code {
			w.happen(CodeAsked{Digest: c.Digest})
		}
		w.must(SendCode{Digest: c.Digest})
		w.happen(Told{Key: "code_sent", Matter: c.Matter})
		w.heardOut()
	default:
		w.intend(*c)
	}
	return true
}

// answersConfirm reports whether a typed yes or no can be meant for the open
// question. When the assistant asked something else since, about another
// matter, the answer is that question's (P10).
func (w *work) answersConfirm(in CustomerWrote) bool {
	c := w.s.Confirm
	if c == nil || in.Topic != "" || in.Move != understanding.MoveYes && in.Move != understanding.MoveNo {
		return false
	}
	return !c.Aside || w.s.Asking == "" || w.s.Asking == c.Matter
}

// reshow answers a yes to an older question: the current one is shown again.
func (w *work) reshow(c *Confirm) {
	if c.By == Expert {
		w.happen(Told{Key: "confirm_again", Matter: c.Matter,
			Choices: []string{"confirm:" + c.Digest + ":yes", "confirm:" + c.Digest + ":no"}})
		w.toExpert(c.Matter)
		return
	}
	w.ask(c.Matter, WhyStale, true)
}

// answerAsker lets whoever asked go on: the expert, or the assistant's flow.
func (w *work) answerAsker(c *Confirm, why Why) {
	if c.By == Expert {
		w.toExpert(c.Matter)
		return
	}
	w.ask(c.Matter, why, false)
}

// toPerson gives a matter to a person, whoever had it, also when it was closed
// or forgotten meanwhile.
func (w *work) toPerson(id MatterID, why Why) {
	switch m := w.s.matter(id); {
	case m == nil:
		id = w.newMatter(general, false, false, why)
	case m.Closed:
		w.happen(MatterReopened{Matter: id, Why: why})
	case m.Placed() && m.Place.By == Expert:
		w.toExpert(id)
		return
	case m.Placed() && m.Place.By == Team:
		w.fromTeam(id, why)
		return
	}
	w.place(id, why, Ordinary, false)
}

// intend commits the acts before any call is made. They are exactly those that
// the question showed.
func (w *work) intend(c Confirm) {
	w.happen(Consented{Digest: c.Digest})
	for _, a := range c.Acts {
		a.By, a.Matter, a.Consent = c.By, c.Matter, c.Digest
		w.happen(ActIntended{Act: a})
		w.must(RunAct{ID: a.ID})
	}
	if c.By == Expert {
		w.toExpert(c.Matter)
		return
	}
	w.happen(TurnPromised{N: w.s.Turn.N + 1, Matter: c.Matter, Due: w.now.Add(orDefault(w.r.ActTime, 30*time.Second)), Why: WhyChosen})
}

func needsCode(c Confirm) bool {
	for _, a := range c.Acts {
		if a.Class == identity.Move || a.Needs == identity.Code {
			return true
		}
	}
	return false
}

// mayAsk checks identity, ownership's precondition, sensitivity and limits of
// every act. It runs when the question is put and again when it is answered.
func (w *work) mayAsk(c Confirm) bool {
	m := w.s.matter(c.Matter)
	switch {
	case m == nil || m.Closed || len(c.Acts) == 0:
		return false
	case c.By == Expert && (!m.Placed() || m.Place.By != Expert || m.Place.Expert != c.Expert):
		return false
	case c.By == Assistant && w.present() != nil:
		return false
	}
	permit := w.r.permit(m.Topic)
	for _, a := range c.Acts {
		need := min(a.Needs, identity.SignedIn)
		switch a.Class {
		case identity.Protect:
		case identity.Act, identity.Move:
			need = identity.SignedIn
			if c.By == Assistant && (m.Sensitive || m.Placed() || permit.Level != Do || !within(a, permit)) {
				return false
			}
		default:
			return false
		}
		if w.s.Level < need {
			return false
		}
	}
	return true
}

func within(a Act, p Permit) bool {
	return p.Max.Currency == "" || a.Amount.Currency == "" ||
		a.Amount.Currency == p.Max.Currency && a.Amount.Minor <= p.Max.Minor
}

// code sends a typed one-time code to be checked.
func (w *work) code(in CustomerWrote) bool {
	c := w.s.Confirm
	if c == nil || !c.Code || !in.HasCode {
		return false
	}
	w.must(CheckCode{Digest: c.Digest, Message: in.Message})
	if c.By == Expert {
		w.toExpert(c.Matter)
	} else {
		w.happen(TurnPromised{N: w.s.Turn.N + 1, Matter: c.Matter, Due: w.now.Add(orDefault(w.r.DraftTime, 20*time.Second)), Why: WhyWrote})
	}
	return true
}

func (w *work) codeChecked(in CodeChecked) {
	c := w.s.Confirm
	if c == nil || c.Digest != in.Digest || !c.Code {
		return
	}
	switch {
	case in.OK && w.mayAsk(*c):
		w.intend(*c)
		return
	case in.Expired && !in.OK:
		w.must(SendCode{Digest: c.Digest})
		w.happen(Told{Key: "code_expired", Matter: c.Matter})
		if t := w.s.Turn; t.Owed() && t.Matter == c.Matter {
			w.happen(TurnEnded{N: t.N, Progress: Chatted, Answered: true})
		}
	case in.OK || in.Left <= 0:
		w.happen(CodeFailed{Digest: c.Digest})
		w.happen(ConfirmVoided{Digest: c.Digest, Why: WhyCodeFailed})
		w.endTurnOf(c.Matter, WhyCodeFailed)
		w.toPerson(c.Matter, WhyCodeFailed)
	default:
		w.happen(CodeFailed{Digest: c.Digest, Left: in.Left})
		w.happen(Told{Key: "code_wrong", Matter: c.Matter})
		if t := w.s.Turn; t.Owed() && t.Matter == c.Matter {
			w.happen(TurnEnded{N: t.N, Progress: Chatted, Answered: true})
		}
	}
}

func (w *work) endTurnOf(id MatterID, why Why) {
	if t := w.s.Turn; t.Owed() && t.Matter == id {
		w.happen(TurnEnded{N: t.N, Progress: Forward, Why: why})
	}
}

// voidConfirm takes the open question about a matter back when its asker may
// no longer act; about any matter when none is named.
func (w *work) voidConfirm(by Holder, id MatterID, why Why) {
	if c := w.s.Confirm; c != nil && c.By == by && (id == "" || c.Matter == id) {
		w.happen(ConfirmVoided{Digest: c.Digest, Why: why})
	}
}

// actEnded records an outcome. It is never dropped, whoever holds the
// conversation, and both sides see it.
func (w *work) actEnded(id string, e Event, key string) {
	a := w.s.act(id)
	if a == nil {
		return // a second report of the same outcome
	}
	act := *a
	w.happen(e)
	m, t := w.s.matter(act.Matter), w.s.Turn
	switch {
	case act.By == Assistant && m != nil: // see outcomes
		if t.Owed() && t.Matter == act.Matter && m.assistantMay() && w.present() == nil && !w.running(act.Matter) {
			w.ask(act.Matter, WhyActRan, false) // now it can say how it went
		}
	default:
		w.happen(Told{Key: key, Matter: act.Matter, Tool: act.Tool})
	}
	if m.Placed() && m.Place.By == Expert {
		w.must(TellExpert{Expert: m.Place.Expert, Matter: m.ID, What: "act"})
	}
}

// The keys of the system's lines about an outcome.
const actDone, actFailed = "act_done", "act_failed"

func (m *Matter) untold() bool {
	return slices.ContainsFunc(m.News, func(r Result) bool { return !r.Told })
}

// tellNews says how acts ended where the assistant may not.
func (w *work) tellNews(m *Matter) {
	for i := range m.News {
		n := m.News[i]
		if n.Told {
			continue
		}
		key := actDone
		if n.Code != "" {
			key = actFailed
		}
		w.happen(Told{Key: key, Matter: m.ID, Tool: n.Act.Tool})
	}
}

// tries is how often an act of unknown outcome is tried under the same key
// before a person looks.
const tries = 3

func (w *work) actUnknown(id string) {
	a := w.s.act(id)
	if a == nil || a.Parked {
		return
	}
	n := a.Tries + 1
	w.happen(ActUncertain{ID: id, Tries: n})
	if n < tries {
		w.must(RunAct{ID: id, NotBefore: w.now.Add(time.Duration(1<<n) * time.Second)})
		return
	}
	act := *w.s.act(id)
	w.happen(ActParked{ID: id})
	w.happen(Told{Key: "act_unknown", Matter: act.Matter, Tool: act.Tool})
	w.endTurnOf(act.Matter, WhyActUnknown)
	w.toPerson(act.Matter, WhyActUnknown)
}
