package conversation

import (
	"slices"
	"time"

	"samtal/core/understanding"
)

// wrote decides about a word or a button of the customer. The order is the
// law: people first (P1, P3), then whoever is present (P8), then the rest.
func (w *work) wrote(in CustomerWrote) {
	target := w.whose(in)
	w.before = w.s.Turn
	w.happen(Heard{N: w.s.Turn.N + 1, Message: in.Message, Matter: target, WantsHuman: in.WantsHuman,
		Sensitivities: in.Sensitivities, Topic: in.Topic, Move: in.Move, Choice: in.Choice.String()})
	w.language(in)
	defer w.alive(target)
	if w.button(in, target) && !in.WantsHuman && len(in.Sensitivities) == 0 {
		return
	}
	protect := w.sensitive(in)
	if in.WantsHuman {
		w.wish(w.named(in, target, protect))
		return
	}
	c := w.s.Confirm
	if m := w.present(); m != nil {
		if c != nil && c.By == Expert && (w.code(in) || w.consent(in)) {
			return
		}
		if t := w.s.matter(target); t.Placed() && t.Place.By == Expert {
			m = t
		}
		w.toExpert(m.ID)
		return
	}
	switch {
	case protect != "" && (c == nil || c.Matter != protect): // a yes beside new trouble is no consent
		w.route(in, protect)
	case w.code(in), w.consent(in):
	case protect != "":
		w.route(in, protect)
	default:
		w.route(in, target)
	}
}

// String writes a choice as the customer's button sent it.
func (c Choice) String() string {
	s := c.Kind
	if c.ID != "" {
		s += ":" + c.ID
	}
	if c.Answer != "" {
		s += ":" + c.Answer
	}
	return s
}

// whose finds the matter that a message belongs to: the one whose card or
// button it came from; else the confident topic's; else the one that the
// assistant's open question is about; else the most human open one.
func (w *work) whose(in CustomerWrote) MatterID {
	if m := w.s.matter(MatterID(in.Choice.ID)); m != nil {
		return m.ID
	}
	c := w.s.Confirm
	if c != nil && (in.Choice.Kind == "confirm" || w.answersConfirm(in)) {
		return c.Matter
	}
	if m := w.s.matter(w.s.Asking); m.Placed() && m.Meanwhile && m.Flow != nil && m.Flow.Free {
		return m.ID // "what went wrong?" is answered in any words; they are no new matter
	}
	if in.Topic != "" {
		if id := w.byTopic(in.Topic); id != "" {
			return id
		}
		return w.wished()
	}
	if m := w.s.matter(w.s.Asking); m != nil && !m.Closed {
		return m.ID
	}
	if m := w.s.MostHuman(); m != nil {
		return m.ID
	}
	return w.settledLately("")
}

// wished finds a place that the customer took before saying what it is about:
// what they say next is what they want a person for, not a new matter for the
// assistant to jump at (P1).
func (w *work) wished() MatterID {
	for i := range w.s.Matters {
		if m := &w.s.Matters[i]; m.Placed() && m.Asked && m.Topic == general {
			return m.ID
		}
	}
	return ""
}

func (w *work) byTopic(topic string) MatterID {
	for i := len(w.s.Matters) - 1; i >= 0; i-- {
		if m := &w.s.Matters[i]; m.Topic == topic && !m.Closed {
			return m.ID
		}
	}
	return w.settledLately(topic)
}

// settledLately finds the newest matter that people had and that ended within the
// reopening time: writing then goes to people again. Topic "" takes any.
func (w *work) settledLately(topic string) MatterID {
	for i := len(w.s.Matters) - 1; i >= 0; i-- {
		m := &w.s.Matters[i]
		if m.Closed && (m.ClosedBy == Expert || m.ClosedBy == Team) && (topic == "" || m.Topic == topic) && w.now.Sub(m.ClosedAt) <= w.r.ReopenTime {
			return m.ID
		}
	}
	return ""
}

// language follows the customer. The first message sets it when nobody chose;
// later a switch is asked once.
func (w *work) language(in CustomerWrote) {
	if in.Choice.Kind == "lang" && slices.Contains(w.r.Languages, in.Choice.ID) {
		w.happen(LanguageSet{Language: in.Choice.ID})
		return
	}
	known := slices.Contains(w.r.Languages, in.Language)
	switch {
	case w.s.Language == "" && known:
		w.happen(LanguageSet{Language: in.Language})
	case w.s.Language == "" && len(w.r.Languages) > 0:
		w.happen(LanguageSet{Language: w.r.Languages[0]})
	case known && in.Language != w.s.Language && !w.s.LangAsked:
		w.happen(LanguageAsked{Language: in.Language})
		w.happen(Told{Key: "language_switch_ask", Choices: []string{"lang:" + in.Language, "lang:" + w.s.Language}})
	}
}

// named is the matter that a wish for a person is about.
func (w *work) named(in CustomerWrote, target, protect MatterID) MatterID {
	switch {
	case protect != "":
		return protect
	case target == "" && in.Topic != "":
		return w.newMatter(in.Topic, false, false, WhyTopic)
	}
	return target
}

// askedForPerson is the button (P1).
func (w *work) askedForPerson(id MatterID) {
	if w.s.matter(id) == nil {
		id = w.settledLately("")
		if m := w.s.MostHuman(); m != nil {
			id = m.ID
		}
	}
	w.wish(id)
}

// wish puts the customer in line for a person in this same turn: no question,
// no retry. Nothing in the rules can turn it off (P1).
func (w *work) wish(id MatterID) {
	switch m := w.s.matter(id); {
	case m == nil:
		id = w.newMatter(general, false, false, WhyAsked)
	case m.Closed:
		w.happen(MatterReopened{Matter: id, Why: WhyAsked})
	}
	w.happen(PersonWished{Matter: id})
	m := w.s.matter(id)
	if t := w.s.Turn.Matter; t == id || t == "" { // no "let me try first": its draft comes too late (P8)
		w.endTurnOf(t, WhyAsked)
	}
	switch {
	case m.Placed() && m.Place.By == Expert:
		w.toExpert(id)
		return
	case m.Placed() && m.Place.By == Team:
		w.toTeam(id)
	case m.Placed():
		if m.Meanwhile {
			w.happen(MeanwhileSet{Matter: id})
		}
		if m.Place.Mode == Written && w.r.line(m.Topic, w.now).Live { // they want somebody now, after all
			w.mode(m, Live)
			w.inLine(id)
		}
	default:
		w.place(id, WhyAsked, Ordinary, false)
	}
	placed := happened(w, func(e PlaceTaken) bool { return e.Matter == id })
	if m = w.s.matter(id); placed && (m.Flow != nil || w.r.Protect[m.Topic]) {
		w.happen(Told{Key: "help_meanwhile", Matter: id, Topic: m.Topic,
			Choices: []string{"help:" + string(id) + ":yes", "help:" + string(id) + ":no"}})
	}
}

// inLine says to somebody who has a place that it is kept, and until when.
func (w *work) inLine(id MatterID) {
	m := w.s.matter(id)
	told := Told{Key: "in_line", Matter: id, Due: m.Place.Due, Topic: m.Topic}
	if m.Place.Mode != Live {
		told.Key = "in_line_closed"
	}
	w.happen(told)
}

// route sends an ordinary message to whoever has its matter.
func (w *work) route(in CustomerWrote, target MatterID) {
	m := w.s.matter(target)
	polite := in.Topic == "" && (in.Move == understanding.MoveThanks || in.Move == understanding.MoveGoodbye)
	switch {
	case m != nil && m.Closed && polite: // a thank-you after settling needs no person
		w.assistant("", in.Topic)
	case m != nil && m.Closed:
		w.happen(MatterReopened{Matter: target, Why: WhyReopened})
		w.place(target, WhyReopened, Returning, false)
	case !m.Placed():
		w.assistant(target, in.Topic)
	case m.Place.By == Expert:
		w.toExpert(target)
	case m.Place.By == Team:
		w.toTeam(target)
	case m.Meanwhile:
		w.ask(target, WhyWrote, false)
	}
	// else in line: the place owes the word, and nothing unasked is written (P8)
}

// assistant asks the assistant when it may answer on this topic; else a person.
func (w *work) assistant(id MatterID, topic string) {
	if id == "" && topic != "" {
		id = w.newMatter(topic, false, false, WhyTopic)
	}
	if m := w.s.matter(id); m != nil {
		topic = m.Topic
	}
	level := w.r.permit(topic).Level
	if level == Do {
		w.ask(id, WhyWrote, false)
		return
	}
	if id == "" {
		id = w.newMatter(general, false, false, WhyNotPermitted)
	}
	if level == Shadow && w.r.Protect[topic] { // a lost card: a person decides, and meanwhile it is frozen
		w.place(id, WhyNotPermitted, Sensitive, true)
		w.ask(id, WhyWrote, false)
		return
	}
	w.place(id, WhyNotPermitted, Ordinary, false)
	if level == Draft {
		w.must(AskAssistant{N: w.s.Turn.N, Matter: id})
	}
}

// toExpert gives the customer's word to the expert who holds the matter. A
// word that is owed already keeps its time: writing more never postpones it.
// From here the expert is present, so the assistant falls silent (P8).
func (w *work) toExpert(id MatterID) {
	w.silence(WhyExpertHere)
	p := w.s.matter(id).Place
	due, warn, dated := p.Due, p.WarnAt, p.Dated
	if soon := w.now.Add(orDefault(w.r.ExpertTime, DefaultFallback)); !p.Owes || p.Others != "" && soon.Before(due) {
		due, warn, dated = soon, warnAt(w.now, soon), false // a question is answered now, whatever else is waited for
	}
	w.happen(PromiseMoved{Matter: id, Due: due, WarnAt: warn, Owes: true, Why: WhyWrote, Dated: dated})
	if p = w.s.matter(id).Place; !p.Connected && !dated && p.PushDue.IsZero() {
		w.push(id)
	}
	w.must(TellExpert{Expert: p.Expert, Matter: id, What: "wrote"})
}

// silence takes back what the assistant owes and asks.
func (w *work) silence(why Why) {
	w.voidConfirm(Assistant, "", why)
	if t := w.s.Turn; t.Owed() {
		w.happen(TurnEnded{N: t.N, Progress: Forward, Why: why})
	}
}

func (w *work) push(id MatterID) {
	w.happen(Pushed{Matter: id, Expert: w.s.matter(id).Place.Expert, Due: w.now.Add(orDefault(w.r.PushTime, time.Minute))})
}
