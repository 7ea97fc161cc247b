package conversation

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// matters is the bound of the model.
const matters = 2

// model is the graph of all abstract states that can be reached. Two workers
// explore it, one level of depth after the other, so that every path is short.
type model struct {
	nodes   []modelNode
	index   map[string]int32
	kinds   map[string]uint64
	edges   map[uint64]struct{}
	steps   int // decisions made
	left    int // decisions that open a third matter: judged, not followed
	err     error
	missing map[string]bool // steps of histories that are not in the graph
	sync.Mutex
}

type modelNode struct {
	s      State
	parent int32
	via    string
	word   bool    // a word comes from here without the customer
	next   []int32 // without the customer
}

func (m *model) kind(in Input) uint64 {
	k := inputKind(in)
	n, ok := m.kinds[k]
	if !ok {
		n = uint64(len(m.kinds))
		m.kinds[k] = n
	}
	return n
}

func edge(from int32, kind uint64, to int32) uint64 { return uint64(from)<<40 | kind<<32 | uint64(to) }

func (m *model) add(s State, parent int32, via func() string) int32 {
	var buf [2048]byte
	key := exact(buf[:0], &s)
	if i, ok := m.index[string(key)]; ok {
		return i
	}
	i := int32(len(m.nodes))
	m.index[string(key)] = i
	m.nodes = append(m.nodes, modelNode{s: s, parent: parent, via: via()})
	return i
}

func (m *model) explore() {
	m.add(abstract(&State{}), -1, func() string { return "" })
	for first := 0; first < len(m.nodes) && m.err == nil; {
		end := len(m.nodes)
		var next atomic.Int64
		next.Store(int64(first))
		together(func(int) {
			for i := next.Add(1) - 1; i < int64(end); i = next.Add(1) - 1 {
				m.expand(int32(i))
			}
		})
		first = end
	}
}

// together runs as many workers as there are cores.
func together(work func(worker int)) {
	var wg sync.WaitGroup
	for i := range workers {
		wg.Go(func() { work(i) })
	}
	wg.Wait()
}

const workers = 2

// expand makes every decision that can be made in one state.
func (m *model) expand(i int32) {
	m.Lock()
	c := chooser{base: m.nodes[i].s}
	m.Unlock()
	next, seen := map[int32]bool{}, map[uint64]struct{}{}
	c.yield = func(s *State, in Input, r *Rules) {
		d, after := decide(*s, in, *r, noon)
		a, to := State{}, int32(-1)
		if len(after.Matters) <= matters {
			a = abstract(&after)
		}
		m.Lock()
		defer m.Unlock()
		if m.err != nil {
			return
		}
		m.steps++
		if len(after.Matters) <= matters {
			to = m.add(a, i, func() string { return fmt.Sprintf("%s %+v", inputKind(in), in) })
		}
		kind := m.kind(in)
		if !news(seen, kind, to, d) {
			return
		}
		m.Unlock() // the other worker may go on while this one judges
		err := lawful(*s, in, d, after, *r, noon)
		m.Lock()
		if err != nil {
			m.err = fmt.Errorf("%w\n%s\nthen   %s%+v\nevents %s\nfrom   %s\nto     %s", err, m.path(i), inputKind(in), in, kindsOf(d), whole(s), whole(&after))
			return
		}
		if !customers(in) && word(d) {
			m.nodes[i].word = true
		}
		if to < 0 {
			m.left++
			return
		}
		m.edges[edge(i, kind, to)] = struct{}{}
		if !customers(in) && to != i {
			next[to] = true
		}
	}
	c.all()
	m.Lock()
	defer m.Unlock()
	for to := range next {
		m.nodes[i].next = append(m.nodes[i].next, to)
	}
}

// news reports whether from one state such an input has not yet led there by
// the same events: only then is there something new to judge.
func news(seen map[uint64]struct{}, kind uint64, to int32, d Decision) bool {
	h := uint64(to)<<16 ^ kind
	for _, e := range d.Events {
		h = mix(h) ^ eventNumber[reflect.TypeOf(e)]
		if t, ok := e.(Told); ok {
			h = mix(h) ^ uint64(len(t.Key))
		}
	}
	_, old := seen[h]
	seen[h] = struct{}{}
	return !old
}

var eventNumber = func() map[reflect.Type]uint64 {
	m := map[reflect.Type]uint64{}
	for t := range kindOf {
		m[t] = uint64(len(m) + 1)
	}
	return m
}()

func kindsOf(d Decision) string {
	var out []string
	for _, e := range d.Events {
		out = append(out, Kind(e))
	}
	return strings.Join(out, " ")
}

// path tells how a state is reached, input by input.
func (m *model) path(i int32) string {
	var out []string
	for ; i >= 0; i = m.nodes[i].parent {
		n := &m.nodes[i]
		out = append(out, fmt.Sprintf("  %-60s -> %s", cut(n.via, 160), describe(&n.s)))
	}
	for a, b := 0, len(out)-1; a < b; a, b = a+1, b-1 {
		out[a], out[b] = out[b], out[a]
	}
	return strings.Join(out, "\n")
}

// whole shows all of a state, places and flows too.
func whole(s *State) string {
	b, err := json.Marshal(s)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func cut(s string, n int) string {
	if len(s) > n {
		return s[:n] + "…"
	}
	return s
}

// trapped finds a customer who waits and to whom no word can come unless they
// do something themselves.
func (m *model) trapped() (int32, bool) {
	before := make([][]int32, len(m.nodes))
	good := make([]bool, len(m.nodes))
	var queue []int32
	for i := range m.nodes {
		for _, to := range m.nodes[i].next {
			before[to] = append(before[to], int32(i))
		}
		if m.nodes[i].word {
			good[i] = true
			queue = append(queue, int32(i))
		}
	}
	for len(queue) > 0 {
		i := queue[0]
		queue = queue[1:]
		for _, b := range before[i] {
			if !good[b] {
				good[b] = true
				queue = append(queue, b)
			}
		}
	}
	for i := range m.nodes {
		if !good[i] && waiting(&m.nodes[i].s) {
			return int32(i), true
		}
	}
	return 0, false
}

// TestEveryStateIsHeld looks at every state that can be reached with two
// matters: in each the promises hold, and whoever waits has somebody who can
// and must give them a word. Then every step of random histories is an edge of
// this graph, so the abstraction hides nothing that happens.
func TestEveryStateIsHeld(t *testing.T) {
	if testing.Short() {
		t.Skip("the model check takes a minute; -short is for the mutation tool")
	}
	m := &model{index: map[string]int32{}, kinds: map[string]uint64{}, edges: map[uint64]struct{}{}, missing: map[string]bool{}}
	defer debug.SetGCPercent(debug.SetGCPercent(800)) // as in the histories: the heap is tiny
	m.explore()
	if m.err != nil {
		t.Fatal(m.err)
	}
	t.Logf("\n%s\n%d states, %d edges, %d decisions judged, %d of them leave the model by a third matter", abstraction, len(m.nodes), len(m.edges), m.steps, m.left)
	if i, is := m.trapped(); is {
		t.Fatalf("a trapped customer: %s\n%s", describe(&m.nodes[i].s), m.path(i))
	}
	if len(m.nodes) < 400 {
		t.Fatalf("only %d states: the alphabet has become too small to mean anything", len(m.nodes))
	}
	var mapped atomic.Int64
	together(func(worker int) {
		for seed := uint64(worker); seed < histories; seed += workers {
			n, err := m.history(seed)
			if err != nil {
				m.Lock()
				many := len(m.missing) > 12
				m.Unlock()
				if t.Errorf("seed %d: %v", seed, err); many {
					return
				}
			}
			mapped.Add(int64(n))
		}
	})
	if t.Failed() {
		return
	}
	t.Logf("%d histories of %d inputs: all %d steps are edges of the graph", histories, steps, mapped.Load())
}

// history plays one random history of at most two matters along the graph.
func (m *model) history(seed uint64) (int, error) {
	r := rand.New(rand.NewPCG(seed, 11))
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	s, at, n := State{}, int32(0), 0
	for i := range steps {
		now = later(r, s, now)
		rules := fullRules(r, now)
		if w := s.Wake(); !w.IsZero() && !w.After(now) { // the watchman looks first, in a step of its own
			_, after := decide(s, TimePassed{}, rules, now)
			if len(after.Matters) > matters {
				return n, nil // a third matter: the history leaves the model here
			}
			to, err := m.follow(at, &s, TimePassed{}, &after)
			if err != nil {
				return n, err
			}
			s, at, n = after, to, n+1
		}
		for range 50 {
			in := bounded(anInput(r, s, now, i))
			_, after := decide(s, in, rules, now)
			if len(after.Matters) > matters {
				continue
			}
			to, err := m.follow(at, &s, in, &after)
			if err != nil {
				return n, err
			}
			s, at, n = after, to, n+1
			break
		}
	}
	return n, nil
}

func (m *model) follow(at int32, s *State, in Input, after *State) (int32, error) {
	a := abstract(after)
	var buf [2048]byte
	to, ok := m.index[string(exact(buf[:0], &a))]
	if !ok {
		return 0, fmt.Errorf("a state that the model does not know: %s\nfrom %s\nby %s %+v\nstate %s", describe(&a), describe(&m.nodes[at].s), inputKind(in), in, whole(s))
	}
	k, known := m.kinds[inputKind(in)]
	if _, ok := m.edges[edge(at, k, to)]; !ok || !known {
		step := inputKind(in) + describe(&m.nodes[at].s) + describe(&a)
		m.Lock()
		defer m.Unlock()
		if m.missing[step] {
			return to, nil
		}
		m.missing[step] = true
		return to, fmt.Errorf("a step that the model does not know: by %s %+v\nfrom %s\nto   %s\nstate %s\nafter %s", inputKind(in), in, describe(&m.nodes[at].s), describe(&a), whole(s), whole(after))
	}
	return to, nil
}

// bounded keeps an input within the model's alphabet of topics.
func bounded(in Input) Input {
	switch x := in.(type) {
	case CustomerWrote:
		if x.Topic == "unheard_of" {
			x.Topic = ""
		}
		for i := range x.Sensitivities {
			switch k := &x.Sensitivities[i].Kind; *k {
			case "distress":
				*k = "fraud"
			case "hardship":
				*k = "dispute"
			}
		}
		return x
	case DraftReady:
		if x.Human == "hardship" {
			x.Human = "dispute"
		}
		return x
	}
	return in
}
