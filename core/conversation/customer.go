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
	w.happen(Heard{N: w.s.Turn.N + 1, Message: in.Message, Matter: target, WantsHuman: in.WantsHuman,
		Sensitivities: in.Sensitivities, Topic: in.Topic, Move: in.Move, Choice: in.Choice.String()})
	w.language(in)
	if w.button(in, target) {
		return
	}
	protect := w.sensitive(in)
	if in.WantsHuman {
		w.wish(w.named(in, target, protect))
		return
	}
	if m := w.present(); m != nil {
		if !w.code(in) && !w.consent(in) {
			w.toExpert(m.ID)
		}
		return
	}
	c := w.s.Confirm
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
	if c != nil && (in.Choice.Kind == "confirm" || in.Topic == "" && (in.Move == understanding.MoveYes || in.Move == understanding.MoveNo)) {
		return c.Matter
	}
	if in.Topic != "" {
		return w.byTopic(in.Topic)
	}
	if m := w.s.matter(w.s.Asking); m != nil && !m.Closed {
		return m.ID
	}
	if m := w.s.MostHuman(); m != nil {
		return m.ID
	}
	return w.settledLately("")
}

func (w *work) byTopic(topic string) MatterID {
	for i := len(w.s.Matters) - 1; i >= 0; i-- {
		if m := &w.s.Matters[i]; m.Topic == topic && !m.Closed {
			return m.ID
		}
	}
	return w.settledLately(topic)
}

// settledLately finds the newest matter that an expert settled within the
// reopening time: writing then goes to people again. Topic "" takes any.
func (w *work) settledLately(topic string) MatterID {
	for i := len(w.s.Matters) - 1; i >= 0; i-- {
		m := &w.s.Matters[i]
		if m.Closed && m.ClosedBy == Expert && (topic == "" || m.Topic == topic) && w.now.Sub(m.ClosedAt) <= w.r.ReopenTime {
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

// button carries out the choices that the law itself offered, and reports
// whether nothing is left to decide.
func (w *work) button(in CustomerWrote, target MatterID) bool {
	id := MatterID(in.Choice.ID)
	m := w.s.matter(id)
	switch in.Choice.Kind {
	case "lang", "keep":
		w.heardOut()
	case "live", "written":
		w.choseMode(id, Mode(in.Choice.Kind))
		w.heardOut()
	case "leave":
		w.withdraw(id, WhyWithdrawn)
		w.heardOut()
	case "notthat":
		if !m.Placed() || !m.Possible {
			w.heardOut()
			break
		}
		w.withdraw(id, WhyNotThat)
		w.ask("", WhyNotThat, false)
	case "help":
		if in.Choice.Answer != "yes" || !m.Placed() || m.Place.By != Line || w.present() != nil {
			w.heardOut()
			break
		}
		w.happen(MeanwhileSet{Matter: id, On: true})
		w.ask(id, WhyChosen, false)
	case "handback":
		if m.Placed() && m.HandBack {
			w.handedBack(CustomerHandedBack{Matter: target, Yes: in.Choice.Answer == "yes"})
		}
		w.heardOut()
	default:
		return false
	}
	return true
}

// heardOut: a pressed button was the whole word, and it has been acted on.
func (w *work) heardOut() {
	if !w.s.Turn.Owed() {
		w.happen(TurnEnded{N: w.s.Turn.N, Progress: Forward, Answered: true, Why: WhyChosen})
	}
}

// urgent sensitivities get a place of their own, whatever else is open.
func urgent(k understanding.Sensitivity) bool {
	return k == understanding.Distress || k == understanding.Fraud
}

// sensitive brings a person in the first turn (P3). It returns the matter it
// took or raised, or "".
func (w *work) sensitive(in CustomerWrote) MatterID {
	sig, ok := gravest(in.Sensitivities)
	if !ok {
		return ""
	}
	possible, priority := sig.Tier != understanding.Certain, Sensitive
	if !possible && urgent(sig.Kind) {
		priority = First
	}
	if m := w.present(); m != nil { // the person is here already
		w.happen(SensitiveFound{Matter: m.ID, Possible: possible, Priority: priority})
		return m.ID
	}
	topic := string(sig.Kind)
	for i := range w.s.Matters {
		m := &w.s.Matters[i]
		if m.Placed() && m.Sensitive && (m.Topic == topic || !urgent(sig.Kind)) {
			if m.Place.Priority > priority || m.Possible && !possible {
				w.happen(SensitiveFound{Matter: m.ID, Possible: possible && m.Possible, Priority: priority})
			}
			return m.ID
		}
	}
	id, why := w.byTopic(topic), WhySensitive
	if possible {
		why = WhyPossible
	}
	switch m := w.s.matter(id); {
	case m == nil:
		id = w.newMatter(topic, true, possible, why)
	case m.Closed:
		w.happen(MatterReopened{Matter: id, Why: why})
		fallthrough
	default:
		w.happen(SensitiveFound{Matter: id, Possible: possible, Priority: priority})
	}
	w.place(id, why, priority, w.r.Protect[topic] && !in.WantsHuman)
	return id
}

// gravest picks the signal that decides: certain before possible, then by how
// much somebody may get hurt.
func gravest(signals []understanding.Signal) (understanding.Signal, bool) {
	order := []understanding.Sensitivity{understanding.Distress, understanding.Fraud, understanding.Bereavement,
		understanding.Hardship, understanding.Dispute, understanding.Complaint}
	for _, tier := range []understanding.Tier{understanding.Certain, understanding.Possible} {
		for _, k := range order {
			for _, s := range signals {
				if s.Kind == k && s.Tier == tier {
					return s, true
				}
			}
		}
	}
	return understanding.Signal{}, false
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
	w.endTurnOf("", WhyAsked) // talk without a matter is the person's now: its draft comes too late (P8)
	switch m := w.s.matter(id); {
	case m == nil:
		id = w.newMatter(general, false, false, WhyAsked)
	case m.Closed:
		w.happen(MatterReopened{Matter: id, Why: WhyAsked})
	}
	w.happen(PersonWished{Matter: id})
	m := w.s.matter(id)
	switch {
	case m.Placed() && m.Place.By == Expert:
		w.toExpert(id)
	case m.Placed():
		if m.Meanwhile {
			w.happen(MeanwhileSet{Matter: id})
		}
	default:
		w.place(id, WhyAsked, Ordinary, false)
		if m = w.s.matter(id); m.Flow != nil || w.r.Protect[m.Topic] {
			w.happen(Told{Key: "help_meanwhile", Matter: id, Topic: m.Topic,
				Choices: []string{"help:" + string(id) + ":yes", "help:" + string(id) + ":no"}})
		}
	}
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
	due, warn := p.Due, p.WarnAt
	if !p.Owes {
		due = w.now.Add(orDefault(w.r.ExpertTime, DefaultFallback))
		warn = warnAt(w.now, due)
	}
	w.happen(PromiseMoved{Matter: id, Due: due, WarnAt: warn, Owes: true, Why: WhyWrote})
	if !p.Connected && p.PushDue.IsZero() {
		w.push(id)
	}
	w.must(TellExpert{Expert: p.Expert, Matter: id, What: "wrote"})
}

// silence takes back what the assistant owes and asks.
func (w *work) silence(why Why) {
	w.voidConfirm(Assistant, why)
	if t := w.s.Turn; t.Owed() {
		w.happen(TurnEnded{N: t.N, Progress: Forward, Why: why})
	}
}

func (w *work) push(id MatterID) {
	w.happen(Pushed{Matter: id, Expert: w.s.matter(id).Place.Expert, Due: w.now.Add(orDefault(w.r.PushTime, time.Minute))})
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
	if p := m.Place; p.By == Expert {
		w.voidConfirm(Expert, why)
		w.must(TellExpert{Expert: p.Expert, Matter: m.ID, What: "gone"})
	} else if p.Offer != nil {
		w.endOffer(m.ID, WhyWithdrawn)
	}
	w.happen(Withdrew{Matter: m.ID, Why: why})
	w.happen(Told{Key: "withdrawn", Matter: m.ID})
}

func (w *work) choseMode(id MatterID, mode Mode) {
	m := w.placed(id)
	if m == nil || m.Place.Mode == mode {
		return
	}
	w.happen(ModeChosen{Matter: m.ID, Mode: mode})
	if mode == Written {
		w.happen(Told{Key: "written_chosen", Matter: m.ID, Due: m.Place.Due})
	}
}

func (w *work) handedBack(in CustomerHandedBack) {
	m := w.placed(in.Matter)
	if m == nil || !m.HandBack {
		w.refuse("no_proposal")
		return
	}
	if !in.Yes {
		w.happen(HandBackRefused{Matter: m.ID})
		w.toExpert(m.ID)
		return
	}
	w.voidConfirm(Expert, WhyChosen)
	w.must(TellExpert{Expert: m.Place.Expert, Matter: m.ID, What: "gone"})
	w.happen(HandedBack{Matter: m.ID})
	w.happen(Told{Key: "handback_done", Matter: m.ID})
}
