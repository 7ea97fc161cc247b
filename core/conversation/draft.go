package conversation

import "slices"

// chatty is how many small-talk turns in a row are free; further ones count as
// turns without progress, so that talk alone cannot circle for ever (P2).
const chatty = 4

// draft decides about what the assistant proposes. It is dropped when it came
// too late or a person is here; nothing in it can touch a place.
func (w *work) draft(in DraftReady) {
	t := w.s.Turn
	m := w.s.matter(t.Matter)
	switch {
	case in.N != t.N:
		w.happen(DraftDropped{N: in.N, Why: WhySuperseded})
		return
	case w.present() != nil:
		w.happen(DraftDropped{N: in.N, Why: WhyExpertHere})
		if t.Owed() { // the expert came back in between, and owes the word instead
			w.toExpert(w.present().ID)
		}
		return
	case !t.Owed():
		w.suggest(in, w.s.matter(in.Matter))
		return
	case !in.Grounded:
		w.handOver(WhyUngrounded)
		return
	case !w.mayAnswer(m):
		w.suggest(in, m)
		w.handOver(WhyNotPermitted)
		return
	}
	messages := w.fresh(in)
	if why := w.stuck(in, len(messages)); why != "" {
		w.inform(t.Matter, in.Facts)
		w.handOver(why)
		return
	}
	w.deliver(in, messages)
}

func (w *work) mayAnswer(m *Matter) bool {
	if m.Placed() {
		return m.Meanwhile
	}
	return !w.mayNot(m)
}

// mayNot: on this topic only people answer.
func (w *work) mayNot(m *Matter) bool {
	topic := ""
	if m != nil {
		topic = m.Topic
	}
	return w.r.permit(topic).Level != Do
}

// suggest shows a draft to the expert where the assistant may only draft.
func (w *work) suggest(in DraftReady, m *Matter) {
	if m == nil || w.r.permit(m.Topic).Level != Draft || !in.Grounded || len(in.Messages) == 0 {
		w.happen(DraftDropped{N: in.N, Why: WhyNotPermitted})
		return
	}
	for _, msg := range in.Messages {
		w.happen(Suggested{Message: msg.Message, Matter: m.ID})
	}
}

// fresh keeps what was not said before (P2). Said again only when asked to,
// after a named look-up or an act's outcome, or to show the open question once
// more.
func (w *work) fresh(in DraftReady) []Said {
	m := w.s.matter(w.s.Turn.Matter)
	if in.Repeat || in.Looked || w.s.Turn.Reshow || m != nil && len(m.News) > 0 {
		return in.Messages
	}
	said := slices.Clone(w.s.Said)
	var out []Said
	for _, msg := range in.Messages {
		if !slices.ContainsFunc(said, func(s uint64) bool { return near(s, msg.Signature) }) {
			out, said = append(out, msg), append(said, msg.Signature)
		}
	}
	return out
}

// stuck says why a draft brings a person instead of being sent.
func (w *work) stuck(in DraftReady, messages int) Why {
	person := in.End == "with_person" || in.End == "failed" // then the law speaks
	forward := in.Human != "" || in.Confirm != nil || person
	switch {
	case len(in.Messages) > 0 && messages == 0 && !forward:
		return WhyLoop
	case messages == 0 && !forward:
		return WhyFailed
	case in.Progress == Lost && w.s.Misread >= 1:
		return WhyNotUnderstood
	case in.Progress <= Lost && w.s.Stalls >= 1, in.Progress == Chatted && w.s.Chat >= chatty:
		return WhyNoProgress
	}
	return ""
}

// deliver sends a draft's messages and carries out its commands.
func (w *work) deliver(in DraftReady, messages []Said) {
	t := w.s.Turn
	if in.Confirm != nil && !w.mayPut(in.Confirm, t.Matter, messages) {
		w.inform(t.Matter, in.Facts)
		w.handOver(WhyActRefused)
		return
	}
	if in.Human == "" { // whoever comes by the button later must not ask again (P6)
		w.inform(t.Matter, in.Facts)
	}
	for i, msg := range messages {
		last := i == len(messages)-1
		w.happen(Answered{By: Assistant, Message: msg.Message, Matter: t.Matter, Signature: msg.Signature, Asks: last && in.Asks})
	}
	if m := w.s.matter(t.Matter); in.Flow != nil && m != nil {
		if len(messages) == 0 { // the flow saw how an act ended and says nothing: the customer hears it all the same (P10)
			w.tellNews(m)
		}
		if in.Confirm == nil && (m.Flow == nil || m.Flow.Step != in.Flow.Step || m.Flow.Flow != in.Flow.Flow) {
			w.voidConfirm(Assistant, t.Matter, WhySuperseded) // the flow went on: that question is no longer open
		}
		w.happen(FlowMoved{Matter: t.Matter, Position: *in.Flow})
	}
	if in.Confirm != nil {
		w.voidConfirm(Assistant, "", WhySuperseded)
		c := *in.Confirm
		c.By, c.Matter, c.Code, c.Message = Assistant, t.Matter, false, messages[len(messages)-1].Message
		w.happen(ConfirmAsked{c})
	}
	ended := TurnEnded{N: t.N, Progress: in.Progress, Answered: true}
	if m := w.s.matter(t.Matter); m != nil && !m.Placed() {
		ended.Idle = w.idleDue()
	}
	w.happen(ended)
	if in.Human != "" {
		w.flowWantsPerson(in, t.Matter)
	}
	if in.End != "" && in.Confirm == nil { // a flow that still asks has not ended
		w.flowEnded(in.End, t.Matter)
	}
	if m := w.s.matter(t.Matter); len(messages) == 0 && m.Placed() && m.Place.By == Line && !happened(w, func(Told) bool { return true }) {
		w.inLine(t.Matter) // the customer wrote: never just silence
	}
}

// mayPut: the acts are allowed, a question is there to be answered, and no
// expert's question would be pushed aside.
func (w *work) mayPut(c *Confirm, id MatterID, messages []Said) bool {
	check := *c
	check.Matter, check.By = id, Assistant
	return len(messages) > 0 && w.mayAsk(check) && (w.s.Confirm == nil || w.s.Confirm.By == Assistant)
}

func (w *work) inform(id MatterID, facts string) {
	if facts != "" && w.s.matter(id) != nil {
		w.happen(Informed{Matter: id, Facts: facts})
	}
}

// flowWantsPerson takes a place where the flow says so. The flow may go on
// gathering and protecting while the customer waits.
func (w *work) flowWantsPerson(in DraftReady, id MatterID) {
	if m := w.s.matter(id); m == nil || m.Topic != in.Human && !m.Placed() && w.r.Choice[in.Human] {
		id = w.newMatter(in.Human, w.r.Choice[in.Human], false, WhyFlow)
	}
	w.inform(id, in.Facts)
	w.place(id, WhyFlow, Ordinary, in.End == "")
}

// flowEnded ends the flow, never the place.
func (w *work) flowEnded(outcome string, id MatterID) {
	m := w.s.matter(id)
	person := outcome == "with_person" || outcome == "failed"
	switch {
	case m == nil && person:
		w.place(w.newMatter(general, false, false, WhyFlow), WhyFlow, Ordinary, false)
	case m == nil:
	case m.Placed():
		if m.Meanwhile {
			w.happen(MeanwhileSet{Matter: id})
		}
		if outcome == "settled" || outcome == "answered" {
			w.happen(Told{Key: "withdraw_keep_ask", Matter: id, Choices: []string{"keep:" + string(id), "leave:" + string(id)}})
		}
	case outcome == "with_person":
		w.place(id, WhyFlow, Ordinary, false)
	case outcome == "failed":
		w.place(id, WhyFailed, Ordinary, false)
	default:
		w.voidConfirm(Assistant, id, WhyAnswered)
		w.happen(Settled{Matter: id, By: Assistant, Outcome: outcome})
	}
}

// draftFailed: a draft that cannot be made brings a person at once.
func (w *work) draftFailed(in DraftFailed) {
	if in.N == w.s.Turn.N && w.s.Turn.Owed() {
		w.handOver(WhyFailed)
	}
}
