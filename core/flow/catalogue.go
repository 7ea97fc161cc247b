package flow

import (
	"sort"
	"strconv"
	"strings"

	"samtal/core/identity"
)

// Catalogue holds every loaded flow and pattern. It is immutable and safe to
// share. Several versions of a flow may be loaded: a run keeps the one that it
// started with, so publishing never changes a talk that is going on.
type Catalogue struct {
	Languages []string // languages that this market needs; NewCatalogue sets en and sv

	flows    map[string][]*Flow // by name, oldest version first
	patterns map[string]*Flow
	tools    map[string]identity.Tool
	all      []*Flow
	twice    []*Flow // the same name and version a second time
}

// RequiredPatterns are the words that every market must have, because the
// engine and the assistant fall back to them.
var RequiredPatterns = []string{"correct", "cancel", "interrupt", "resume", "repeat", "clarify", "not_understood", "not_understood_again",
	"greeting", "thanks", "goodbye", "how_are_you", "are_you_human", "tool_failed", "act_failed", "hand_over", "session_start", "session_end",
	"other_matter_held", "unknown_matter", "sign_in_needed", "ask_again", "as_before", "confirm_again"}

// NewCatalogue puts flows, patterns and the tool table together. Faults are
// Lint's business; a catalogue with faults must not be served.
func NewCatalogue(flows, patterns []*Flow, tools []identity.Tool) *Catalogue {
	c := &Catalogue{Languages: []string{"en", "sv"}, flows: map[string][]*Flow{}, patterns: map[string]*Flow{}, tools: map[string]identity.Tool{}}
	for _, t := range tools {
		c.tools[t.Name] = t
	}
	for _, f := range flows {
		if c.Flow(f.Name, f.Version) != nil {
			c.twice = append(c.twice, f)
			continue
		}
		c.all = append(c.all, f)
		list := append(c.flows[f.Name], f)
		sort.SliceStable(list, func(i, j int) bool { return list[i].Version < list[j].Version })
		c.flows[f.Name] = list
	}
	for _, p := range patterns {
		if c.patterns[p.Name] != nil {
			c.twice = append(c.twice, p)
			continue
		}
		c.patterns[p.Name] = p
	}
	return c
}

// Flow returns one version of a flow or pattern; version 0 is the newest. It
// is nil when there is none.
func (c *Catalogue) Flow(name string, version int) *Flow {
	list := c.flows[name]
	for i := len(list) - 1; i >= 0; i-- {
		if version == 0 || list[i].Version == version {
			return list[i]
		}
	}
	if p := c.patterns[name]; p != nil && len(list) == 0 && (version == 0 || p.Version == version) {
		return p
	}
	return nil
}

// Flows returns the newest version of every flow, by name.
func (c *Catalogue) Flows() []*Flow {
	var out []*Flow
	for _, name := range sortedKeys(c.flows) {
		out = append(out, c.Flow(name, 0))
	}
	return out
}

// ByTopic returns the newest version of every flow for a topic, by name.
func (c *Catalogue) ByTopic(topic string) []*Flow {
	var out []*Flow
	for _, f := range c.Flows() {
		if f.Topic == topic {
			out = append(out, f)
		}
	}
	return out
}

// Pattern returns a pattern by name, or nil.
func (c *Catalogue) Pattern(name string) *Flow { return c.patterns[name] }

// Tool returns a tool of the table.
func (c *Catalogue) Tool(name string) (identity.Tool, bool) {
	t, ok := c.tools[name]
	return t, ok
}

// Start begins a run of the newest version, or of "name@2". Nothing happens
// until Advance; an unknown flow ends there as failed.
func (c *Catalogue) Start(name, language string) Run {
	name, v, _ := strings.Cut(name, "@")
	version, _ := strconv.Atoi(v) // no version, or none that is a number, means the newest
	run := Run{Flow: name, Version: version, Language: language}
	if f := c.Flow(name, version); f != nil {
		run.Version = f.Version
		run.Frames = []Frame{newFrame(f)}
	}
	return run
}

// Again begins a run anew after one that has ended: what the customer gave
// then is known already, so that "no, I meant the 9th" asks only about what
// the correction leaves open. Everything is looked up and agreed to afresh.
func (c *Catalogue) Again(before Run, name, language string) Run {
	run := c.Start(name, language)
	if len(before.Frames) == 0 || len(run.Frames) == 0 || before.Frames[0].Flow != run.Frames[0].Flow {
		return run
	}
	f := c.Flow(run.Flow, run.Version)
	for slot, v := range before.Frames[0].Slots {
		if f.slots[slot] != nil && v.From != "single" {
			run.Frames[0].Pending[slot] = Pending{Value: v.Value, From: v.From}
		}
	}
	return run
}

func newFrame(f *Flow) Frame {
	at := ""
	if len(f.nodes) > 0 {
		at = f.nodes[0].path
	}
	return Frame{Flow: f.Name, Version: f.Version, At: at, Slots: map[string]SlotValue{}, Results: map[string]Result{}, Pending: map[string]Pending{},
		Shown: map[string][]string{}, Tries: map[string]int{}, Asked: map[string]int{}, Visits: map[string]int{}}
}

// Say gives the words of a pattern: nth is how often this conversation has
// heard it, so that the wording changes; params fill its declared names.
func (c *Catalogue) Say(pattern, language string, nth int, params map[string]string) []Message {
	p := c.patterns[pattern]
	if p == nil {
		return nil
	}
	f := newFrame(p)
	f.Params = params
	var out []Message
	sc := &scope{c: c, f: p, frame: &f, in: &Input{Language: language}}
	for i := 0; i != nowhere && len(p.nodes) > 0 && p.nodes[i].step != nil && len(out) < len(p.nodes); i = p.nodes[i].next {
		s := p.nodes[i].step
		if s.Kind != StepSay {
			break
		}
		list := s.Text.in(language)
		if len(list) == 0 {
			continue
		}
		if text, sources, ok := list[nth%len(list)].render(sc); ok {
			out = append(out, Message{Text: text, Sources: sources})
		}
	}
	return out
}
