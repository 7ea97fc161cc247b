package flow

import (
	"slices"
	"strings"
	"unicode"

	"samtal/core/understanding"
)

// Commands turns a reading into commands, without any model. def is the flow
// that runs (or is about to start; nil when there is none), text the message
// as written, choice the id of a pressed button. One message may fill several
// slots before they are asked; a bare answer goes to the question just put.
func Commands(def *Flow, run Run, r understanding.Reading, text, choice string) []Command {
	h := &hearer{def: def, run: run, r: r, text: text, wait: run.Waits}
	if len(run.Frames) > 0 && run.Ended == "" {
		h.frame = &run.Frames[len(run.Frames)-1]
	}
	if choice != "" {
		return h.pressed(choice)
	}
	out := h.people()
	if def == nil || h.frame == nil {
		return append(out, h.open()...)
	}
	switch r.Move {
	case understanding.MoveCancel:
		return append(out, Command{Kind: Cancel})
	case understanding.MoveRepeat:
		return append(out, Command{Kind: Repeat})
	}
	h.slots()
	out = append(out, h.out...)
	if len(h.out) == 0 {
		out = append(out, h.beside()...)
	}
	return out
}

type hearer struct {
	def   *Flow
	run   Run
	frame *Frame
	wait  *Wait
	r     understanding.Reading
	text  string
	out   []Command
}

// pressed reads a button. An older list's button corrects what it once chose.
func (h *hearer) pressed(choice string) []Command {
	kind, rest, _ := strings.Cut(choice, ":")
	name, value, ok := strings.Cut(rest, ":")
	switch {
	case kind == "confirm" && ok && value == "yes":
		return []Command{{Kind: Yes, Value: name}}
	case kind == "confirm" && ok:
		return []Command{{Kind: No, Value: name}}
	case kind == "pick" && ok && h.def != nil && h.def.slots[name] != nil:
		return []Command{{Kind: h.setOrCorrect(name), Slot: name, Value: value, From: "choice"}}
	case h.waiting("ask") != nil:
		return []Command{{Kind: SetSlot, Slot: h.wait.Slot, Value: choice, From: "choice"}}
	}
	return nil
}

func (h *hearer) setOrCorrect(slot string) CommandKind {
	if h.frame != nil {
		if _, filled := h.frame.Slots[slot]; filled {
			return CorrectSlot
		}
	}
	return SetSlot
}

// waiting returns the asked slot, when the run waits for that.
func (h *hearer) waiting(kind string) *Slot {
	if h.wait == nil || h.wait.For != kind || h.def == nil {
		return nil
	}
	return h.def.slots[h.wait.Slot]
}

// people: whoever asks for a person, or says something that belongs to one,
// is handed over first; whatever else the message gives is kept all the same.
func (h *hearer) people() []Command {
	if h.r.WantsHuman {
		return []Command{{Kind: HandOver}}
	}
	var certain string
	for _, s := range h.r.Sensitivities {
		kind := string(s.Kind)
		if h.def != nil && kind == h.def.Topic {
			continue
		}
		if h.def != nil && h.def.Interrupts[kind] != nil {
			return []Command{{Kind: HandOver, Topic: kind}}
		}
		if certain == "" && s.Tier == understanding.Certain {
			certain = kind
		}
	}
	if certain == "" {
		return nil
	}
	return []Command{{Kind: HandOver, Topic: certain}}
}

// likely is the probability from which a topic is worth a clarifying question.
const likely = 0.2

// open reads a message that no flow is waiting for.
func (h *hearer) open() []Command {
	if topic := h.r.Topic(); topic != "" {
		return []Command{{Kind: StartFlow, Topic: topic}}
	}
	if c, ok := h.talk(); ok {
		return []Command{c}
	}
	var near []string
	for _, t := range h.r.Topics {
		if t.P >= likely && len(near) < 3 {
			near = append(near, t.Topic)
		}
	}
	if h.r.InScope && len(near) > 1 {
		return []Command{{Kind: Clarify, Topics: near}}
	}
	return nil
}

// beside reads a message that did not answer: another matter, or small talk.
func (h *hearer) beside() []Command {
	if c, ok := h.talk(); ok {
		return []Command{c}
	}
	if topic := h.r.Topic(); topic != "" && topic != h.def.Topic {
		return []Command{{Kind: StartFlow, Topic: topic}}
	}
	return nil
}

func (h *hearer) talk() (Command, bool) {
	switch h.r.Move {
	case understanding.MoveGreeting, understanding.MoveThanks, understanding.MoveGoodbye, understanding.MoveAreYouHuman:
		return Command{Kind: Say, Pattern: string(h.r.Move)}, true
	}
	return Command{}, false
}

// slots finds what the message says about the flow's slots.
func (h *hearer) slots() {
	given := h.sort()
	corrects := h.r.Move == understanding.MoveCorrect
	changes := corrects || h.r.Move == understanding.MoveNo || h.shortWord()
	for _, s := range h.def.Slots {
		p, ok := given[s.Name]
		if !ok {
			continue
		}
		_, filled := h.frame.Slots[s.Name]
		switch {
		case !filled:
			h.add(SetSlot, s, p)
		case changes && h.differs(s, p):
			h.add(CorrectSlot, s, p)
		}
	}
	if len(h.out) > 0 {
		return
	}
	h.bare()
	if len(h.out) == 0 && corrects {
		if last := h.lastSaid(); last != "" {
			h.out = append(h.out, Command{Kind: CorrectSlot, Slot: last})
		}
	}
}

func (h *hearer) add(kind CommandKind, s *Slot, p Pending) {
	h.out = append(h.out, Command{Kind: kind, Slot: s.Name, Value: p.Value, From: "customer", Entities: p.Entities, Words: p.Words})
}

// shortWord: at a confirm, a short statement such as "the 5th" changes what
// was asked; a question or a longer story does not.
func (h *hearer) shortWord() bool {
	return h.wait != nil && h.wait.For == "confirm" && !strings.Contains(h.text, "?") && len(strings.Fields(h.text)) <= 6
}

// bare reads answers that carry no entity: yes and no, a word, free text.
func (h *hearer) bare() {
	s := h.waiting("ask")
	yes, no := h.r.Move == understanding.MoveYes, h.r.Move == understanding.MoveNo
	switch {
	case s != nil && s.Optional && s.Type == TypeText && (yes || no || h.r.Move == understanding.MoveCorrect):
		h.add(SetSlot, s, Pending{Value: strings.TrimSpace(h.text)}) // whoever would rather not say is not asked twice
	case yes && (h.wait != nil):
		h.out = append(h.out, Command{Kind: Yes})
	case no && (h.wait != nil):
		h.out = append(h.out, Command{Kind: No})
	case h.wait != nil && h.wait.For == "confirm" && h.r.Move == understanding.MoveCorrect && h.lastSaid() == "":
		h.out = append(h.out, Command{Kind: No})
	case s != nil && s.Type == TypeYesNo && h.r.Move == understanding.MoveNone && h.plainly() != "":
		h.out = append(h.out, Command{Kind: h.plainly()})
	case s == nil || h.r.Move != understanding.MoveNone:
	case s.Type == TypeText && strings.TrimSpace(h.text) != "":
		h.add(SetSlot, s, Pending{Value: strings.TrimSpace(h.text)})
	}
}

// yesWords and noWords answer a yes-or-no question inside a longer answer:
// "ah right, yes I know it". Such a question gathers a fact; consent is never
// read this way (P10).
var (
	yesWords = []string{"yes", "yeah", "yep", "ja", "japp", "jo"}
	noWords  = []string{"no", "nope", "nah", "not", "nej", "nä", "inte"}
)

// plainly is Yes or No when the message says one of them and not the other.
func (h *hearer) plainly() CommandKind {
	yes, no := false, false
	for _, w := range strings.FieldsFunc(strings.ToLower(h.text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		yes = yes || slices.Contains(yesWords, w)
		no = no || slices.Contains(noWords, w) || strings.HasSuffix(w, "n't")
	}
	switch {
	case yes == no || strings.Contains(h.text, "?"):
		return ""
	case yes:
		return Yes
	}
	return No
}

// lastSaid is the slot that the customer filled last.
func (h *hearer) lastSaid() string {
	for _, m := range slices.Backward(h.frame.Trail) {
		if v, ok := h.frame.Slots[m.Name]; m.Slot && ok && v.From != "single" {
			return m.Name
		}
	}
	return ""
}

// differs reports whether what was said is another value than the slot has.
func (h *hearer) differs(s *Slot, p Pending) bool {
	have := h.frame.Slots[s.Name].Value
	if s.Type == TypeReference {
		e := &engine{sc: &scope{f: h.def, frame: h.frame, in: &Input{}}}
		all, _ := e.allRows(s)
		left, ok := choose(all, p)
		return ok && (len(left) > 1 || other(all, left[0].id, h.only(p, have)) != have)
	}
	v, ok := s.normal(p, h.def)
	return ok && v != have
}

// only names the present value when nothing but an ordinal was said: then of
// two rows "den andra" is the other one.
func (h *hearer) only(p Pending, have string) string {
	for _, en := range p.Entities {
		if en.Kind != understanding.Ordinal {
			return ""
		}
	}
	return have
}
