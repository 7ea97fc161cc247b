package assistant

import (
	"encoding/json"
	"slices"
	"strings"

	"samtal/core/conversation"
	"samtal/core/flow"
	"samtal/core/understanding"
	"samtal/service/desk"
)

// mostRounds bounds how often one draft may go back to the tools, whatever a
// flow's own limits say.
const mostRounds = 16

// inFlow takes up the matter's flow where it was left, or begins the one for
// its topic. A flow that has ended begins anew: the customer came back to it.
func (t *turn) inFlow() bool {
	if t.b.Matter.ID == "" {
		return false
	}
	if len(t.b.Memory) > 0 {
		if err := json.Unmarshal(t.b.Memory, &t.run); err != nil {
			t.Log.Error("a flow's memory can't be read", "conversation", t.b.Conversation, "error", err.Error())
			t.run = flow.Run{}
		}
	}
	if t.run.Flow != "" && t.run.Ended == "" {
		return true
	}
	t.run = flow.Run{}
	flows := t.Flows.ByTopic(t.b.Topic)
	if len(flows) == 0 || len(t.b.Results) > 0 {
		return false
	}
	if t.general(flows[0]) {
		return false
	}
	t.run, t.began = t.Flows.Start(flows[0].Name, t.lang), true
	if t.correctsLately() {
		t.run = t.Flows.Again(t.lately(), flows[0].Name, t.lang)
		t.because("corrects what was done")
	}
	return true
}

// keepsEdition stays with the flows that this one began with: whoever was
// asked one thing must not be answered by another. Flows that are gone, or that
// this program can't read any more, bring a person.
func (t *turn) keepsEdition() bool {
	at := t.b.Matter.Flow
	if t.began || at == nil || at.Edition == "" || at.Edition == t.edition {
		return true
	}
	flows, found, err := t.Embedded.Flows.Edition(t.ctx, at.Edition)
	if err != nil {
		t.Log.Error("a conversation's flow can't be gone on with: a person takes over", "conversation", t.b.Conversation, "error", err.Error())
		t.say("hand_over", nil)
		t.human, t.end, t.run.Ended = t.b.Topic, flow.WithPerson, flow.WithPerson
		t.because("the flows " + at.Edition + " are gone")
		return false
	}
	t.Flows, t.edition = flows, found
	return true
}

// flow advances the matter's run until it needs the customer, or ends.
func (t *turn) flow() {
	t.because("flow " + t.run.Position())
	if !t.keepsEdition() {
		return
	}
	if t.began {
		t.others()
		t.aside()
		t.at(conversation.Forward)
	}
	in := t.input()
	waited := t.run.Waits
	switch {
	case len(t.b.Results) > 0:
		t.outcomes(&in)
	case t.b.Reshow:
		in.Reask = true
	default:
		in.Commands = t.commands()
		in.Reask = len(in.Commands) == 0 && t.onlyButtons()
	}
	if in.Reask {
		t.at(conversation.Chatted)
	}
	for round := 0; ; round++ {
		out := t.Flows.Advance(t.run, in)
		if out.Failed == "not_available" && !t.signedIn() {
			t.visitor()
			return
		}
		if t.needs = t.needs || t.quick && len(out.Calls) > 0; t.needs {
			return
		}
		t.take(out)
		if len(out.Calls) == 0 || t.ctx.Err() != nil {
			break
		}
		if round == mostRounds {
			t.say("hand_over", nil)
			t.human, t.end = t.b.Topic, flow.WithPerson
			t.because("too many rounds")
			break
		}
		in = t.input()
		for _, c := range out.Calls {
			in.Results = append(in.Results, t.look(c))
		}
	}
	t.keptForLater()
	t.nothingNew()
	t.passOn(waited)
	t.resume()
}

// nothingNew: the same came out of a fresh look as the last time. Once that is
// an honest answer; the customer who asks again needs somebody else (P2).
func (t *turn) nothingNew() {
	if t.told > 0 && t.old == t.told && !t.stepped && t.confirm == nil && t.human == "" && len(t.b.Results) == 0 {
		t.progress = conversation.Stuck
		t.because("nothing new")
	}
}

func (t *turn) input() flow.Input {
	return flow.Input{Language: t.lang, Today: t.b.Today, SignedIn: t.signedIn()}
}

// outcomes gives the run what became of the acts that the customer agreed to.
// They count for the question that the run still waits with, and for no other.
func (t *turn) outcomes(in *flow.Input) {
	for _, r := range t.b.Results {
		in.Results = append(in.Results, flow.ToolResult{ID: r.Digest, Tool: r.Tool, Data: r.Result, Error: r.Code})
		if len(r.Result) > 0 {
			t.results = append(t.results, r.Result)
		}
		t.because("act " + r.Tool + " " + r.Code)
	}
	w := t.run.Waits
	if w != nil && w.Confirm != nil && slices.ContainsFunc(w.Confirm.Acts, func(a flow.Act) bool { return a.ID == t.b.Results[0].Digest }) {
		in.Confirm = &flow.Answer{Yes: true, Digest: w.Confirm.Digest}
		return
	}
	// The run went on in the meantime. What happened is told all the same.
	for _, r := range t.b.Results {
		key := "act_done+" + r.Tool
		if r.Code != "" {
			key = "act_failed"
		}
		title := r.Tool
		if tool, ok := t.House.Tool(r.Tool); ok {
			title = tool.Title[t.lang]
		}
		t.add(part{Message: desk.Message{Text: t.House.Words(t.lang, key, map[string]string{"tool": title, "market": t.b.Market})}})
	}
	in.Results, in.Reask = nil, true
}

// commands reads all messages that are not answered yet as one: what each says
// about the flow's slots is put together, and the last move counts.
func (t *turn) commands() []flow.Command {
	def := t.top()
	var out []flow.Command
	for _, m := range t.b.Messages {
		m.Choice = picked(def, m.Choice)
		if m.Choice != "" && !strings.HasPrefix(m.Choice, "pick:") && !strings.HasPrefix(m.Choice, "confirm:") {
			continue // the law's buttons and our own choices of topics: acted on already
		}
		if topic := m.Reading.Topic(); topic != "" && topic != t.b.Topic && t.elsewhere(topic) {
			continue
		}
		for _, c := range flow.Commands(def, t.run, m.Reading, m.Text, m.Choice) {
			out = t.merge(out, c)
		}
		if len(out) == 0 && !t.began && m.Choice == "" && isQuestion(m.Text) {
			if h := t.search(m.Text, m.Reading); len(h) > 0 && h[0].Confident {
				out = append(out, flow.Command{Kind: flow.AnswerFrom, Query: m.Text})
			}
		}
	}
	return out
}

// picked turns a row of the first screen, "start:TOPIC:REFERENCE", into the
// choice of that reference in the flow that it begins.
func picked(def *flow.Flow, choice string) string {
	start, ok := strings.CutPrefix(choice, "start:")
	topic, ref, _ := strings.Cut(start, ":")
	if !ok || def == nil || topic != def.Topic {
		return choice
	}
	for _, s := range def.Slots {
		if s.Type == flow.TypeReference {
			return "pick:" + s.Name + ":" + ref
		}
	}
	return choice
}

// elsewhere: another matter of this conversation is about that topic.
func (t *turn) elsewhere(topic string) bool {
	for _, o := range t.b.Others {
		if o.Topic == topic {
			return true
		}
	}
	for _, o := range t.b.Open {
		if o.Topic == topic {
			return true
		}
	}
	return false
}

// merge adds a command. People are the law's to call, and it did so before it
// asked us; a flow that begins takes only what fills its slots.
func (t *turn) merge(list []flow.Command, c flow.Command) []flow.Command {
	switch c.Kind {
	case flow.HandOver, flow.StartFlow, flow.Clarify:
		return list
	case flow.SetSlot, flow.CorrectSlot:
		for i := range list {
			if list[i].Kind == c.Kind && list[i].Slot == c.Slot && c.Value == "" && list[i].Value == "" {
				list[i].Entities = append(slices.Clip(list[i].Entities), c.Entities...)
				list[i].Words = append(slices.Clip(list[i].Words), c.Words...)
				return list
			}
		}
	default:
		if t.began {
			return list
		}
		list = slices.DeleteFunc(list, func(o flow.Command) bool { return isMove(o.Kind) })
	}
	return append(list, c)
}

func isMove(k flow.CommandKind) bool {
	switch k {
	case flow.Yes, flow.No, flow.Cancel, flow.Repeat, flow.Say:
		return true
	}
	return false
}

// onlyButtons: the customer pressed to come back to this matter, or said a
// bare yes to that; nothing was said about the open question itself.
func (t *turn) onlyButtons() bool {
	for _, m := range t.b.Messages {
		if m.Choice == "" || strings.HasPrefix(m.Choice, "pick:") || strings.HasPrefix(m.Choice, "confirm:") {
			return false
		}
	}
	return true
}

// top is the flow that runs now, or is about to begin.
func (t *turn) top() *flow.Flow {
	if n := len(t.run.Frames); n > 0 {
		return t.Flows.Flow(t.run.Frames[n-1].Flow, t.run.Frames[n-1].Version)
	}
	return t.Flows.Flow(t.run.Flow, t.run.Version)
}

// take notes what one step of the engine came to.
func (t *turn) take(out flow.Outcome) {
	repeats := t.asksRepeat()
	t.run = out.Run
	if repeats && len(out.Messages)+confirms(out) > 0 {
		t.repeat = true
		t.at(conversation.Chatted)
		t.say("repeat", nil)
	}
	for i, m := range out.Messages {
		if out.Answer != nil && out.Answer.After == i {
			t.answerStep(out.Answer)
		}
		t.tell(m)
	}
	if out.Answer != nil && out.Answer.After >= len(out.Messages) {
		t.answerStep(out.Answer)
	}
	if out.Confirm != nil {
		t.ask(out.Confirm)
	}
	if n := len(out.Human); n > 0 {
		t.human, t.facts = out.Human[n-1].Topic, out.Human[n-1].With
	}
	if len(out.Progress) > 0 || out.End != "" {
		t.at(conversation.Forward)
	}
	if slices.Contains(out.Progress, "slot_filled") || slices.Contains(out.Progress, "choice_narrowed") {
		t.stepped = true
	}
	if out.Failed != "" {
		t.because("gave up: " + out.Failed)
	}
	t.end = out.End
	w := t.run.Waits
	t.asks = w != nil && w.For != "tool" && len(t.out) > 0
}

func confirms(out flow.Outcome) int {
	if out.Confirm != nil {
		return 1
	}
	return 0
}

func (t *turn) asksRepeat() bool {
	n := len(t.b.Messages)
	return n > 0 && !t.began && !t.repeat && len(t.b.Results) == 0 && t.b.Messages[n-1].Reading.Move == understanding.MoveRepeat
}

// passOn keeps the expert informed while a person is awaited: what the
// customer gives meanwhile is in the summary when the expert comes (P6).
func (t *turn) passOn(waited *flow.Wait) {
	if t.human == "" && t.b.Matter.Placed() && (t.began || t.end != "" || t.progress == conversation.Forward) {
		t.human = t.b.Matter.Topic
	}
	if (t.human != "" || t.progress == conversation.Forward && t.end == "") && len(t.facts) == 0 { // who presses for a person next has said it once
		t.facts = t.Flows.Facts(t.run, t.lang, t.b.Today)
	}
	w := t.run.Waits
	if t.confirm != nil && waited != nil && waited.Confirm != nil && w != nil && w.Confirm != nil && waited.Confirm.Digest == w.Confirm.Digest {
		t.because("the same question once more")
	}
}
