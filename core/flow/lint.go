package flow

import (
	"samtal/core/identity"
	"samtal/core/understanding"
)

// The least that a flow must bring before it meets a customer.
const (
	minExamples = 5 // start examples per language
	minTests    = 2
)

// sensitive topics belong to people (P3), whatever a header says.
var sensitiveTopics = map[string]bool{
	string(understanding.Fraud): true, string(understanding.Dispute): true, string(understanding.Hardship): true,
	string(understanding.Bereavement): true, string(understanding.Complaint): true, string(understanding.Distress): true,
}

// Lint finds everything that could hurt a customer or stop a run in the flows
// and patterns of a catalogue. A catalogue with faults is not published.
func Lint(c *Catalogue) []Fault {
	var out []Fault
	for _, f := range c.all {
		out = append(out, c.lintFlow(f, false)...)
	}
	for _, name := range sortedKeys(c.patterns) {
		out = append(out, c.lintFlow(c.patterns[name], true)...)
	}
	for _, f := range c.twice {
		fs := &faults{file: f.File}
		fs.add(f.pos["flow"], "duplicate", "the flow", f.Name)
		out = append(out, fs.list...)
	}
	for _, name := range RequiredPatterns {
		if len(c.patterns) > 0 && c.patterns[name] == nil {
			fs := &faults{file: "patterns"}
			fs.add(Pos{1, 1}, "missing_pattern", name)
			out = append(out, fs.list...)
		}
	}
	return sortFaults(out)
}

func (c *Catalogue) lintFlow(f *Flow, pattern bool) []Fault {
	l := &linter{faults: &faults{file: f.File}, c: c, f: f, sensitive: f.Sensitive || sensitiveTopics[f.Topic]}
	if !pattern {
		l.header()
	}
	l.languages()
	l.eachSlot()
	f.walk(l.step)
	l.paths()
	return l.list
}

type linter struct {
	*faults
	c         *Catalogue
	f         *Flow
	sensitive bool
	known     map[int]map[string]bool // names surely known when a node is reached
}

func (l *linter) header() {
	f := l.f
	for _, key := range []string{"topic", "description", "owner", "policy", "autonomy", "examples", "tests"} {
		if _, ok := f.pos[key]; !ok {
			l.add(f.At, "missing_key", key)
		}
	}
	for _, lang := range l.c.Languages {
		if n := len(f.Start[lang]); n < minExamples {
			l.add(l.at("examples"), "few_examples", n, lang, minExamples)
		}
	}
	if len(f.Tests) < minTests {
		l.add(l.at("tests"), "few_tests", len(f.Tests), minTests)
	}
	start, ceiling := rung(f.Autonomy.StartAt), rung(f.Autonomy.Ceiling)
	if start > ceiling {
		l.add(l.at("autonomy"), "above_ceiling", f.Autonomy.StartAt, f.Autonomy.Ceiling)
	}
	if l.sensitive && ceiling > rung("shadow") {
		l.add(l.at("autonomy"), "sensitive_ceiling", f.Autonomy.Ceiling)
	}
	for _, t := range f.Tests {
		for name := range t.Given.Tools {
			l.tool(t.At, name)
		}
		for _, name := range append(append([]string{}, t.Expect.Tools...), t.Expect.Never...) {
			l.tool(t.At, name)
		}
	}
}

func rung(s string) int {
	for i, r := range Ladder {
		if r == s {
			return i
		}
	}
	return 0
}

func (l *linter) at(key string) Pos {
	if p, ok := l.f.pos[key]; ok {
		return p
	}
	return l.f.At
}

func (l *linter) languages() {
	f := l.f
	l.hasLanguages(l.at("title"), f.Title)
	for _, s := range f.Slots {
		for _, t := range []*Text{s.Ask, s.Again, s.Invalid, s.Show} {
			l.textLanguages(t)
		}
		if s.Label != nil {
			l.hasLanguages(s.At, s.Label)
		}
		for _, o := range s.Options {
			for _, lang := range l.c.Languages {
				if len(o.Words[lang]) == 0 {
					l.add(s.At, "missing_language", lang)
				}
			}
		}
	}
	for _, field := range sortedKeys(f.Labels) {
		l.hasLanguages(l.at("labels"), f.Labels[field])
	}
	for _, field := range sortedKeys(f.Words) {
		for _, v := range sortedKeys(f.Words[field]) {
			l.hasLanguages(l.at("words"), f.Words[field][v])
		}
	}
}

func (l *linter) hasLanguages(at Pos, m map[string]string) {
	for _, lang := range l.c.Languages {
		if m[lang] == "" {
			l.add(at, "missing_language", lang)
		}
	}
}

func (l *linter) textLanguages(t *Text) {
	if t == nil {
		return
	}
	for _, lang := range l.c.Languages {
		if len(t.variants[lang]) == 0 {
			l.add(t.At, "missing_language", lang)
		}
	}
}

func (l *linter) eachSlot() {
	asked := map[string]bool{}
	l.f.walk(func(s *Step) {
		if s.Kind == StepAsk {
			asked[s.Name] = true
		}
	})
	for _, s := range l.f.Slots {
		for _, t := range []*Text{s.Ask, s.Again, s.Invalid} {
			l.figures(t) // the grounding check would stop them, and a person be called for a wrong date
		}
		if s.MaxTries < 1 {
			l.add(s.At, "no_max_tries", s.Name)
		}
		if !asked[s.Name] {
			l.add(s.At, "unused_slot", s.Name)
		}
	}
}

// step checks what one step shows by itself.
func (l *linter) step(s *Step) {
	l.textLanguages(s.Text)
	l.textLanguages(s.Query)
	switch s.Kind {
	case StepAsk:
		if l.f.slots[s.Name] == nil {
			l.add(s.KeyAt, "unknown_slot", s.Name, didYouMean(s.Name, sortedKeys(l.f.slots)))
		}
	case StepSay:
		l.figures(s.Text)
	case StepConfirm:
		l.figures(s.Text)
		l.confirm(s)
	case StepTool:
		l.toolStep(s)
	case StepChoose:
		l.choose(s)
	case StepGoTo:
		if s.MaxTimes < 1 {
			l.add(s.At, "go_to_unbounded")
		}
	case StepRun:
		l.run(s)
	}
}

// figures refuses digits in what the customer reads: every figure must come
// from a tool, or the assistant would promise what nobody decided (P9).
func (l *linter) figures(t *Text) {
	t.each(func(_ string, w wording) {
		for _, s := range w.segs {
			if d := digits.FindString(s.lit); d != "" {
				l.add(w.at, "literal_figure", d)
			}
		}
	})
}

func (l *linter) confirm(s *Step) {
	if len(s.Allows) == 0 {
		l.add(s.At, "allows_nothing")
	}
	if s.IfNo == nil {
		l.add(s.At, "no_if_no")
	}
	for i, name := range s.Allows {
		if !l.tool(s.AllowsAt[i], name) {
			continue
		}
		if l.c.tools[name].Class == identity.Look {
			l.add(s.AllowsAt[i], "allows_look", name)
		}
	}
}

func (l *linter) tool(at Pos, name string) bool {
	_, ok := l.c.tools[name]
	if !ok {
		l.add(at, "unknown_tool", name, didYouMean(name, sortedKeys(l.c.tools)))
	}
	return ok
}

func (l *linter) toolStep(s *Step) {
	if !l.tool(s.KeyAt, s.Name) {
		return
	}
	if s.IfError == nil {
		l.add(s.At, "no_if_error", s.Name)
	}
	if l.c.tools[s.Name].Class != identity.Look && s.OncePer == nil {
		l.add(s.At, "no_once_per", s.Name)
	}
}

func (l *linter) choose(s *Step) {
	for i, b := range s.Branches {
		if last := i == len(s.Branches)-1; (b.When == nil) != last {
			l.add(s.At, "no_otherwise")
			return
		}
	}
	if len(s.Branches) == 0 {
		l.add(s.At, "no_otherwise")
	}
}

func (l *linter) run(s *Step) {
	sub := l.c.Flow(s.Name, 0)
	if sub == nil {
		l.add(s.KeyAt, "unknown_flow", s.Name, didYouMean(s.Name, sortedKeys(l.c.flows)))
		return
	}
	for _, a := range s.With {
		if sub.slots[a.Name] == nil {
			l.add(a.At, "unknown_slot", a.Name, didYouMean(a.Name, sortedKeys(sub.slots)))
		}
	}
	if l.c.reaches(sub, l.f.Name, map[string]bool{}) {
		l.add(s.At, "run_cycle", l.f.Name)
	}
}

// reaches reports whether a flow runs another, directly or through others.
func (c *Catalogue) reaches(f *Flow, name string, seen map[string]bool) bool {
	if f.Name == name {
		return true
	}
	found := false
	f.walk(func(s *Step) {
		if s.Kind != StepRun || seen[s.Name] {
			return
		}
		seen[s.Name] = true
		if sub := c.Flow(s.Name, 0); sub != nil && c.reaches(sub, name, seen) {
			found = true
		}
	})
	return found
}
