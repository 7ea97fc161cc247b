package flow

import "strconv"

// node is one step in the flattened flow. Its path is the position that a run
// stores; positions are stable within a version.
type node struct {
	i       int
	path    string
	step    *Step
	fall    fall // set for the node behind the last step of a list
	at      Pos
	next    int
	onError int
	onNo    int
	branch  []int
	inError bool // stands in an if_error list
}

// fall says what list ran out of steps.
type fall string

const (
	fallMain      fall = "main"
	fallError     fall = "if_error"
	fallNo        fall = "if_no"
	fallInterrupt fall = "interrupt"
)

const nowhere = -1

type builder struct {
	f       *Flow
	fs      *faults
	ids     map[string]int
	inError int
}

// graph flattens the nested steps into nodes with explicit ways onward, so
// that a position is one string and every path can be walked by the linter.
func (f *Flow) graph(fs *faults) {
	b := &builder{f: f, fs: fs, ids: map[string]int{}}
	start := nowhere
	out := b.list(f.Steps, "", []*int{&start})
	b.fallOff(out, fallMain, "end", f.Steps)
	for _, topic := range sortedKeys(f.Interrupts) {
		entry := nowhere
		out := b.list(f.Interrupts[topic], "interrupt."+topic+".", []*int{&entry})
		b.fallOff(out, fallInterrupt, "interrupt."+topic+".back", f.Interrupts[topic])
		f.entries[topic] = entry
	}
	for _, n := range f.nodes {
		f.byID[n.path] = n.i
	}
	for _, n := range f.nodes {
		if n.step == nil || n.step.Kind != StepGoTo {
			continue
		}
		to, ok := b.ids[n.step.Name]
		if !ok {
			fs.add(n.step.At, "go_to_nowhere", n.step.Name, didYouMean(n.step.Name, sortedKeys(b.ids)))
			continue
		}
		n.next = to
	}
}

func (b *builder) add(n *node) *node {
	n.i, n.next, n.onError, n.onNo, n.inError = len(b.f.nodes), nowhere, nowhere, nowhere, b.inError > 0
	b.f.nodes = append(b.f.nodes, n)
	return n
}

// list adds steps; in are the ways that lead to its first step, and the ways
// out of its last are returned.
func (b *builder) list(steps []*Step, prefix string, in []*int) []*int {
	for i, s := range steps {
		path := prefix + strconv.Itoa(i+1)
		if s.ID != "" {
			path = s.ID
		}
		n := b.add(&node{path: path, step: s, at: s.At})
		if s.ID != "" {
			if _, twice := b.ids[s.ID]; twice {
				n.path = prefix + strconv.Itoa(i+1)
				b.fs.add(s.At, "duplicate", "the id", s.ID)
			}
			b.ids[s.ID] = n.i
		}
		for _, p := range in {
			*p = n.i
		}
		in = b.ways(n, prefix+strconv.Itoa(i+1))
	}
	return in
}

// ways links what hangs below a step and returns the ways onward from it.
func (b *builder) ways(n *node, path string) []*int {
	s := n.step
	switch s.Kind {
	case StepGoTo, StepEnd:
		return nil
	case StepChoose:
		var out []*int
		n.branch = make([]int, len(s.Branches))
		for k := range s.Branches {
			n.branch[k] = nowhere
			out = append(out, b.list(s.Branches[k].Do, path+"."+strconv.Itoa(k+1)+".", []*int{&n.branch[k]})...)
		}
		return out
	}
	if s.IfError != nil {
		b.inError++
		out := b.list(s.IfError, path+".if_error.", []*int{&n.onError})
		b.fallOff(out, fallError, path+".if_error.end", s.IfError)
		b.inError--
	}
	if s.IfNo != nil {
		out := b.list(s.IfNo, path+".if_no.", []*int{&n.onNo})
		b.fallOff(out, fallNo, path+".if_no.end", s.IfNo)
	}
	return []*int{&n.next}
}

// fallOff closes the ways that ran out of steps.
func (b *builder) fallOff(out []*int, why fall, path string, steps []*Step) {
	if len(out) == 0 {
		return
	}
	at := b.f.At
	if len(steps) > 0 {
		at = steps[len(steps)-1].At
	}
	n := b.add(&node{path: path, fall: why, at: at})
	for _, p := range out {
		*p = n.i
	}
}

// onward lists every node that may follow.
func (n *node) onward() []int {
	var out []int
	for _, i := range append([]int{n.next, n.onError, n.onNo}, n.branch...) {
		if i != nowhere {
			out = append(out, i)
		}
	}
	return out
}

// acts walks from a confirm over the steps that follow a yes without any
// choice, and returns the steps that call an allowed tool. What lies behind a
// choose or a question can't be part of this consent: nobody could show it.
func (f *Flow) acts(confirm *node) []*node {
	var out []*node
	// Only go_to leads backwards, and the walk stops there: it always ends.
	for i := confirm.next; i != nowhere && f.nodes[i].step != nil; {
		n := f.nodes[i]
		switch n.step.Kind {
		case StepTool:
			if contains(confirm.step.Allows, n.step.Name) {
				out = append(out, n)
			}
		case StepSay, StepHuman, StepAnswer:
		default:
			return out
		}
		i = n.next
	}
	return out
}
