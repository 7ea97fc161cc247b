package flow

import "samtal/core/understanding"

// CommandKind is one of the closed list of things that a message may be taken
// to mean. A model may propose commands; it can propose nothing else.
type CommandKind string

// The commands.
const (
	StartFlow   CommandKind = "start_flow" // Topic; the caller starts the run
	SetSlot     CommandKind = "set_slot"
	CorrectSlot CommandKind = "correct_slot" // without a value: ask again
	Cancel      CommandKind = "cancel"
	Repeat      CommandKind = "repeat"
	Yes         CommandKind = "yes" // Value holds a confirm's digest when its button was pressed
	No          CommandKind = "no"
	Clarify     CommandKind = "clarify" // Topics; the caller asks which
	Say         CommandKind = "say"     // Pattern: small talk
	HandOver    CommandKind = "hand_over"
	AnswerFrom  CommandKind = "answer" // Query: the caller answers from the articles
)

// Command is one proposed step. Whatever it says, the engine checks it: slots
// are typed, references are ids that a tool returned, and no command acts.
type Command struct {
	Kind     CommandKind            `json:"kind"`
	Topic    string                 `json:"topic,omitempty"`
	Topics   []string               `json:"topics,omitempty"`
	Slot     string                 `json:"slot,omitempty"`
	Value    string                 `json:"value,omitempty"`
	From     string                 `json:"from,omitempty"` // customer or choice
	Entities []understanding.Entity `json:"entities,omitempty"`
	Words    []string               `json:"words,omitempty"`
	Pattern  string                 `json:"pattern,omitempty"`
	Query    string                 `json:"query,omitempty"`
}

// smallTalk lists the patterns that a Say command may use: it can't be made to
// say that something was done.
var smallTalk = []string{"greeting", "thanks", "goodbye", "how_are_you", "are_you_human"}

// obey carries out one command; it reports whether it answered the question.
func (e *engine) obey(cmd Command, wait *Wait) bool {
	switch cmd.Kind {
	case SetSlot:
		return e.set(cmd, false)
	case CorrectSlot:
		return e.set(cmd, true)
	case Yes, No:
		return e.yesOrNo(cmd.Kind == Yes, wait)
	case Cancel:
		return e.cancel(wait)
	case Repeat:
		e.repeat(wait)
	case Say:
		e.aside = true
		if contains(smallTalk, cmd.Pattern) {
			e.pattern(cmd.Pattern)
		}
	case HandOver:
		e.handOver(cmd.Topic)
	case AnswerFrom:
		e.aside = true
		e.out.Answer = &AnswerStep{Query: cmd.Query, After: len(e.out.Messages)}
	case Clarify, StartFlow:
		e.aside = true
	}
	return false
}

// set notes a value for a slot. A slot that is already filled is corrected:
// the run goes back to it, and what was built on it is fetched anew.
func (e *engine) set(cmd Command, correct bool) bool {
	i := e.frameOf(cmd.Slot)
	if i < 0 {
		return false
	}
	p := Pending{Value: cmd.Value, From: cmd.From, Entities: cmd.Entities, Words: cmd.Words}
	if p.From == "" {
		p.From = "customer"
	}
	said := p.Value != "" || len(p.Entities) > 0 || len(p.Words) > 0
	old, filled := e.run.Frames[i].Slots[cmd.Slot]
	if !filled {
		if said {
			if p.Value == "" {
				p.Else = e.run.Frames[i].Pending[cmd.Slot].Value
			}
			e.run.Frames[i].Pending[cmd.Slot] = p
		}
		return said
	}
	if !correct && cmd.Value == old.Value {
		return true
	}
	e.run.Frames = e.run.Frames[:i+1]
	e.load()
	at, ok := e.sc.f.byID[old.At]
	if !ok {
		return false
	}
	p.Not = old.Value
	e.rewind(e.sc.f.nodes[at], cmd.Slot)
	if said {
		e.frame().Pending[cmd.Slot] = p
	}
	return true
}

// frameOf finds the innermost flow that knows a slot.
func (e *engine) frameOf(slot string) int {
	for i := len(e.run.Frames) - 1; i >= 0; i-- {
		f := e.c.Flow(e.run.Frames[i].Flow, e.run.Frames[i].Version)
		if f != nil && f.slots[slot] != nil {
			return i
		}
	}
	return -1
}

// yesOrNo answers a yes-or-no question. At a confirm a no stops at once; a yes
// means nothing here: consent comes only as Input.Confirm, bound to a digest.
func (e *engine) yesOrNo(yes bool, wait *Wait) bool {
	if wait == nil {
		return false
	}
	slot := e.sc.f.slots[wait.Slot]
	switch {
	case wait.For == "ask" && slot != nil && slot.Type == TypeYesNo:
		v := "false"
		if yes {
			v = "true"
		}
		e.frame().Pending[slot.Name] = Pending{Value: v, From: "customer"}
		return true
	case wait.For == "confirm" && !yes:
		return e.refuseOpen()
	}
	return false
}

func (e *engine) refuseOpen() bool {
	n := e.node()
	if n == nil || n.step == nil || n.step.Kind != StepConfirm {
		return false
	}
	e.refused(n)
	return true
}

func (e *engine) cancel(wait *Wait) bool {
	if wait != nil && wait.For == "confirm" && e.refuseOpen() {
		return true
	}
	if e.run.Acted { // "nothing has been changed" would not be true any more
		e.pattern("session_end")
	} else {
		e.pattern("cancel")
	}
	e.finish(CustomerStopped)
	return true
}

// repeat says the same again because the customer asked for it.
func (e *engine) repeat(wait *Wait) {
	e.out.Messages = append(e.out.Messages, e.run.Last...)
	if wait != nil && wait.For == "confirm" {
		e.out.Confirm = wait.Confirm
	}
	if wait != nil && wait.For != "tool" {
		e.stop = true
	}
}

// handOver runs the flow's own interrupt for a topic, or just takes a place.
// The run stays where it is: it may go on if the customer wants.
func (e *engine) handOver(topic string) {
	if topic == "" {
		topic = e.sc.f.topic()
	}
	e.quiet = true
	fr := e.frame()
	if entry, ok := e.sc.f.entries[topic]; ok && entry != nowhere && fr.Back == "" {
		fr.Back, fr.At = fr.At, e.sc.f.nodes[entry].path
		e.inter = true
		return
	}
	e.human(topic, nil)
}
