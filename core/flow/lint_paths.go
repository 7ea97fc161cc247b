package flow

import (
	"maps"
	"slices"
	"strings"

	"samtal/core/identity"
)

// humanMark stands in the set of known names for "a person has a place on every
// path to here". No slot can be called that.
const humanMark = "@human"

// paths checks what holds along every path: values are known before they are
// used, consent comes before acts, and every path ends where it should.
func (l *linter) paths() {
	l.flowThrough()
	for _, n := range l.f.nodes {
		known, reached := l.known[n.i]
		switch {
		case !reached:
			if n.step != nil {
				l.add(n.at, "unreachable")
			}
		case n.step == nil:
			l.ranOut(n, known)
		default:
			l.uses(n, known)
			l.ends(n, known)
		}
	}
	l.consent()
}

// flowThrough computes, for every node, the names known on every path to it:
// a fixpoint over the intersection at joins (Kildall 1973).
func (l *linter) flowThrough() {
	l.known = map[int]map[string]bool{}
	first := map[string]bool{"today": true}
	for _, p := range l.f.Params {
		first[p] = true
	}
	var work []int
	enter := func(i int, names map[string]bool) {
		have, ok := l.known[i]
		if !ok {
			l.known[i] = maps.Clone(names)
			work = append(work, i)
			return
		}
		before := len(have)
		maps.DeleteFunc(have, func(k string, _ bool) bool { return !names[k] })
		if len(have) != before {
			work = append(work, i)
		}
	}
	if len(l.f.nodes) > 0 && len(l.f.Steps) > 0 {
		enter(0, first)
	}
	for _, e := range l.f.entries {
		if e != nowhere {
			enter(e, first)
		}
	}
	for len(work) > 0 {
		n := l.f.nodes[work[len(work)-1]]
		work = work[:len(work)-1]
		before := l.known[n.i]
		after := maps.Clone(before)
		l.learn(n, after)
		for _, i := range n.onward() {
			if i == n.onError || i == n.onNo {
				enter(i, before)
			} else {
				enter(i, after)
			}
		}
	}
}

// learn adds what is known after a node.
func (l *linter) learn(n *node, names map[string]bool) {
	if n.step == nil {
		return
	}
	if n.step.SaveAs != "" {
		names[n.step.SaveAs] = true
	}
	switch n.step.Kind {
	case StepAsk:
		names[n.step.Name] = true
		if s := l.f.slots[n.step.Name]; s != nil && s.SaveAs != "" {
			names[s.SaveAs] = true
		}
	case StepHuman:
		names[humanMark] = true
	}
}

// uses checks that every name a step reads is surely known there.
func (l *linter) uses(n *node, known map[string]bool) {
	s := n.step
	need := func(at Pos, names ...string) {
		for _, name := range names {
			if !known[name] && !strings.Contains(name, ".") {
				l.add(at, "not_known_yet", name)
			}
		}
	}
	for _, t := range []*Text{s.Text, s.Query} {
		if t != nil {
			need(t.At, t.roots()...)
		}
	}
	if s.Card != nil && s.Card.From[0] != "" {
		need(s.Card.At, s.Card.From[0])
	}
	for _, a := range s.With {
		if a.Expr != nil {
			need(a.At, a.Expr.Names...)
		}
	}
	for _, b := range s.Branches {
		if b.When != nil {
			need(b.When.At, b.When.Names...)
		}
	}
	if s.OncePer != nil {
		need(s.OncePer.At, s.OncePer.Names...)
	}
	if s.Check != nil {
		after := maps.Clone(known)
		l.learn(n, after)
		known = after
		need(s.Check.At, s.Check.Names...)
	}
	if slot := l.f.slots[s.Name]; s.Kind == StepAsk && slot != nil {
		l.slotUses(slot, known, need)
	}
}

func (l *linter) slotUses(slot *Slot, known map[string]bool, need func(Pos, ...string)) {
	need(slot.Ask.atOr(slot.At), slot.Ask.roots()...)
	need(slot.Again.atOr(slot.At), slot.Again.roots()...)
	need(slot.Invalid.atOr(slot.At), slot.Invalid.roots()...)
	if slot.Show != nil {
		for _, r := range slot.Show.roots() {
			if r != "item" {
				need(slot.Show.At, r)
			}
		}
	}
	if len(slot.From) > 0 {
		need(slot.At, slot.From[0])
	}
	if slot.Valid != nil {
		for _, name := range slot.Valid.Names {
			if name != slot.Name {
				need(slot.Valid.At, name)
			}
		}
	}
}

func (t *Text) atOr(at Pos) Pos {
	if t == nil {
		return at
	}
	return t.At
}

// ranOut judges a list that ends without an end, and blames the steps that
// come last in it.
func (l *linter) ranOut(n *node, known map[string]bool) {
	code := map[fall]string{fallMain: "no_end", fallNo: "if_no_no_end"}[n.fall]
	if n.fall == fallError && !known[humanMark] {
		code = "if_error_no_person"
	}
	if code == "" {
		return
	}
	for _, p := range l.f.nodes {
		if _, reached := l.known[p.i]; reached && slices.Contains(p.onward(), n.i) {
			l.add(p.at, code)
		}
	}
}

// ends judges an end: after an error only a person or an honest failure, and
// a sensitive matter only with a person on every path.
func (l *linter) ends(n *node, known map[string]bool) {
	if n.step.Kind != StepEnd || n.step.Name == WithPerson || known[humanMark] {
		return
	}
	if n.inError && n.step.Name != Failed {
		l.add(n.at, "if_error_no_person")
	}
	if l.sensitive {
		l.add(n.at, "sensitive_no_human")
	}
}

// consent checks that every changing step stands straight behind a confirm
// that allows it and whose question could already show its arguments.
func (l *linter) consent() {
	covered := map[int]bool{}
	ways := l.waysIn()
	for _, c := range l.f.nodes {
		if c.step == nil || c.step.Kind != StepConfirm {
			continue
		}
		found := map[string]bool{}
		acts := l.f.acts(c)
		for _, n := range acts {
			found[n.step.Name], covered[n.i] = true, true
			l.argsKnown(c, n)
		}
		for i, name := range c.step.Allows {
			if t, ok := l.c.tools[name]; ok && t.Class != identity.Look && !found[name] {
				l.add(c.step.AllowsAt[i], "allows_unreached", name, "")
			}
		}
		if len(acts) > 0 {
			l.noSideDoor(c, acts[len(acts)-1], ways)
		}
	}
	for _, n := range l.f.nodes {
		if n.step == nil || n.step.Kind != StepTool || covered[n.i] {
			continue
		}
		if t, ok := l.c.tools[n.step.Name]; ok && t.Class != identity.Look {
			l.add(n.step.KeyAt, "no_consent", n.step.Name)
		}
	}
}

func (l *linter) argsKnown(c, act *node) {
	var exprs []*Expr
	for _, a := range act.step.With {
		if a.Expr != nil {
			exprs = append(exprs, a.Expr)
		}
	}
	if act.step.OncePer != nil {
		exprs = append(exprs, act.step.OncePer)
	}
	for _, e := range exprs {
		for _, name := range e.Names {
			if !l.known[c.i][name] && !strings.Contains(name, ".") {
				l.add(e.At, "allows_late", act.step.Name, name)
			}
		}
	}
}

// waysIn counts the ways that lead to each node.
func (l *linter) waysIn() map[int]int {
	in := map[int]int{}
	for _, n := range l.f.nodes {
		for _, i := range n.onward() {
			in[i]++
		}
	}
	return in
}

// noSideDoor refuses a go_to that enters between a confirm and its act.
func (l *linter) noSideDoor(c, last *node, ways map[int]int) {
	for i := c.next; ; i = l.f.nodes[i].next {
		if ways[i] > 1 {
			l.add(l.f.nodes[i].at, "bad_confirm_entry")
		}
		if i == last.i {
			return
		}
	}
}
