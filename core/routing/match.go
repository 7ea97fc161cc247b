package routing

import (
	"cmp"
	"container/heap"
	"slices"
	"time"
)

// Before is the order of the line: priority, then a promise that was missed
// already, then the nearest promise, then the longest wait. A missed promise
// was moved to a later time; without its own rule whoever waited longest would
// fall behind everybody who came after.
func Before(a, b Waiting) int {
	return cmp.Or(cmp.Compare(a.Priority, b.Priority), cmp.Compare(b.Broken, a.Broken), a.Due.Compare(b.Due), a.Since.Compare(b.Since),
		cmp.Compare(a.Conversation, b.Conversation), cmp.Compare(a.Matter, b.Matter))
}

// Match makes the offers of one round: every customer, in the line's order, is
// offered to the best expert who suits, has a free slot and has not refused.
//
// The best is whoever knows the customer; else nobody's reserve, the highest
// level, a skill in the topic itself before one in everything, the fewest
// conversations, the longest idle. Whoever needs a whole expert gets one with
// no other conversation when there is one, and never waits for one to empty.
//
// When everybody who suits has refused, refusals are forgotten, longest ago
// first: nobody waits for ever because each said no once.
func Match(waiting []Waiting, experts []Expert, now time.Time) []Offer {
	m := newMatch(waiting, experts, now)
	if m.free == 0 {
		return nil
	}
	line := make([]*Waiting, 0, len(waiting))
	for i := range waiting {
		if waiting[i].OfferTo == "" {
			line = append(line, &waiting[i])
		}
	}
	slices.SortFunc(line, func(a, b *Waiting) int { return Before(*a, *b) })
	var out []Offer
	for _, w := range line {
		if m.free == 0 {
			break
		}
		if d := m.best(w); d != nil {
			m.take(d, w.Whole)
			out = append(out, Offer{Conversation: w.Conversation, Matter: w.Matter, Market: w.Market, Expert: d.e.ID})
		}
	}
	return out
}

// desk is an expert during one round.
type desk struct {
	e    *Expert
	n    int // in the order of ids
	busy int // conversations, and offers that are still open
	free int
}

type match struct {
	desks  []*desk
	byID   map[string]*desk
	queues map[need]*queue
	free   int
}

func newMatch(waiting []Waiting, experts []Expert, now time.Time) *match {
	m := &match{byID: make(map[string]*desk, len(experts)), queues: map[need]*queue{}}
	for i := range experts {
		m.desks = append(m.desks, &desk{e: &experts[i], busy: experts[i].Held, free: max(0, experts[i].Capacity-experts[i].Held)})
	}
	slices.SortFunc(m.desks, func(a, b *desk) int { return cmp.Compare(a.e.ID, b.e.ID) })
	for i, d := range m.desks {
		d.n = i
		m.byID[d.e.ID] = d
		if d.e.Whole {
			d.free = 0
		}
		m.free += d.free
	}
	for i := range waiting {
		// an offer whose time is over can't be accepted any more, so it takes no slot
		if d := m.byID[waiting[i].OfferTo]; d != nil && waiting[i].OfferUntil.After(now) {
			m.take(d, waiting[i].Whole)
		}
	}
	return m
}

func (m *match) take(d *desk, whole bool) {
	n := min(1, d.free)
	if whole {
		n = d.free
	}
	d.busy++
	d.free -= n
	m.free -= n
}

func (m *match) best(w *Waiting) *desk {
	q := m.queue(w)
	passed := w.Refused
	if len(w.Never) > 0 {
		passed = slices.Concat(w.Refused, w.Never)
	}
	if len(w.Refused) > 0 && q.allRefused(passed) {
		return q.longestAgo(w.Refused, w.Never)
	}
	if d := m.byID[w.Prefer]; d != nil && d.free > 0 && q.suits[d.n] && !slices.Contains(passed, d.e.ID) {
		return d
	}
	return q.next(passed)
}

// need is what a matter asks of an expert. Ten thousand customers have few
// different needs, so experts are sorted once for each.
type need struct {
	market, language, topic string
	level                   int
	whole                   bool
}

// queue is everybody who suits a need, best first. Desks only fill during a
// round, so an entry that has become worse is put back where it now belongs.
type queue struct {
	need    need
	suits   []bool
	members []*desk
	entries []entry
}

type entry struct {
	d     *desk
	busy  int // when it was put in
	level int
	named bool
}

func (m *match) queue(w *Waiting) *queue {
	k := need{w.Market, w.Language, w.Topic, w.Level, w.Whole}
	if q := m.queues[k]; q != nil {
		return q
	}
	q := &queue{need: k, suits: make([]bool, len(m.desks))}
	for _, d := range m.desks {
		if d.e.Suits(*w) {
			q.suits[d.n] = true
			q.members = append(q.members, d)
			if d.free > 0 {
				q.entries = append(q.entries, entry{d, d.busy, d.e.Level(w.Topic, w.Language), d.e.named(w.Topic, w.Language)})
			}
		}
	}
	heap.Init(q)
	m.queues[k] = q
	return q
}

// next finds the best with a free slot among those who have not refused.
func (q *queue) next(refused []string) *desk {
	var passed []entry
	defer func() {
		for _, e := range passed {
			heap.Push(q, e)
		}
	}()
	for len(q.entries) > 0 {
		switch top := q.entries[0]; {
		case top.d.free == 0:
			heap.Pop(q)
		case top.d.busy != top.busy:
			q.entries[0].busy = top.d.busy
			heap.Fix(q, 0)
		case slices.Contains(refused, top.d.e.ID):
			passed = append(passed, heap.Pop(q).(entry))
		default:
			return top.d
		}
	}
	return nil
}

// allRefused: at least one suits, and there is nobody left to ask or to wait for.
func (q *queue) allRefused(refused []string) bool {
	for _, d := range q.members {
		if !slices.Contains(refused, d.e.ID) {
			return false
		}
	}
	return len(q.members) > 0
}

func (q *queue) longestAgo(refused, never []string) *desk {
	var best *desk
	at := 0
	for _, d := range q.members {
		if slices.Contains(never, d.e.ID) {
			continue
		}
		if i := slices.Index(refused, d.e.ID); d.free > 0 && (best == nil || i < at) {
			best, at = d, i
		}
	}
	return best
}

// Len, Less, Swap, Push and Pop make a queue a heap.
func (q *queue) Len() int { return len(q.entries) }

// Less puts the better expert first.
func (q *queue) Less(i, j int) bool {
	a, b := q.entries[i], q.entries[j]
	whole := 0
	if q.need.whole {
		whole = cmp.Compare(min(a.busy, 1), min(b.busy, 1))
	}
	x, y := a.d.e, b.d.e
	for _, c := range [...]int{whole, first(!x.Reserve, !y.Reserve), cmp.Compare(b.level, a.level), first(a.named, b.named), cmp.Compare(a.busy, b.busy)} {
		if c != 0 {
			return c < 0
		}
	}
	return cmp.Or(x.IdleSince.Compare(y.IdleSince), cmp.Compare(a.d.n, b.d.n)) < 0
}

func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// Swap is part of heap.Interface.
func (q *queue) Swap(i, j int) { q.entries[i], q.entries[j] = q.entries[j], q.entries[i] }

// Push is part of heap.Interface.
func (q *queue) Push(x any) { q.entries = append(q.entries, x.(entry)) }

// Pop is part of heap.Interface.
func (q *queue) Pop() any {
	n := len(q.entries) - 1
	e := q.entries[n]
	q.entries = q.entries[:n]
	return e
}
