package realtime

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/centrifugal/centrifuge"

	"samtal/service/desk"
)

var _ desk.Feed = (*Realtime)(nil)

// Committed hears of a commit of this node, in order for each conversation. It
// notes what to tell and returns: most commits have one screen, or none.
func (r *Realtime) Committed(n desk.Notice) {
	for _, also := range r.also {
		also(n)
	}
	customer, staff := "c:"+n.Conversation, "s:"+n.Conversation
	if slices.ContainsFunc(n.Entries, func(e desk.Entry) bool { return e.CustomerSeq > 0 && desk.IsMessage(e.Kind) }) {
		r.waiters.wake(customer)
	}
	r.waiters.wake(staff)
	hub := r.node.Hub()
	if hub.NumSubscribers(customer)+hub.NumSubscribers(staff) > 0 {
		r.enqueue(jobOf(n))
	}
	for _, e := range n.Experts {
		r.waiters.wake("e:" + e)
		if hub.NumSubscribers("e:"+e) > 0 {
			r.pulse.expert(e, slices.ContainsFunc(n.Entries, func(e desk.Entry) bool {
				return e.Kind == "offer_made" || e.Kind == "offer_ended" || e.Kind == "accepted"
			}))
		}
	}
	if n.Line {
		r.pulse.theLine()
	}
}

// told hears of another node's commit. Without a conversation something may
// have been missed, and everything that is open here asks the log.
func (r *Realtime) told(id string, customerSeq, staffSeq int64) {
	if id != "" {
		r.desk.Moved(id)
		r.waiters.wake("c:" + id)
		r.waiters.wake("s:" + id)
		hub := r.node.Hub()
		if hub.NumSubscribers("c:"+id)+hub.NumSubscribers("s:"+id) > 0 {
			r.enqueue(missed(id, customerSeq, staffSeq))
		}
	} else {
		for _, channel := range r.hub.channels("c", "s") {
			_, id := split(channel)
			r.desk.Moved(id)
			r.enqueue(missed(id, unknown, unknown))
		}
		r.waiters.wakeAll("c:", "s:")
	}
	// whose desk it changed only the other node knows
	r.waiters.wakeAll("e:")
	r.pulse.theLine()
	for _, channel := range r.hub.channels("e") {
		_, id := split(channel)
		r.pulse.expert(id, true)
	}
}

// pulse gathers what has no history: changes of the line and of experts'
// desks. Under load one word stands for many commits.
type pulse struct {
	mu      sync.Mutex
	line    bool
	experts map[string]bool // true: offers changed, not only the desk
	signal  chan struct{}
}

// pulseTime is the least time between two such words.
const pulseTime = 100 * time.Millisecond

func (p *pulse) init() { p.experts, p.signal = map[string]bool{}, make(chan struct{}, 1) }

func (p *pulse) theLine() {
	p.mu.Lock()
	p.line = true
	p.mu.Unlock()
	p.wake()
}

func (p *pulse) expert(id string, offers bool) {
	p.mu.Lock()
	p.experts[id] = p.experts[id] || offers
	p.mu.Unlock()
	p.wake()
}

func (p *pulse) wake() {
	select {
	case p.signal <- struct{}{}:
	default:
	}
}

func (p *pulse) take() (line bool, experts map[string]bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	line, experts = p.line, p.experts
	p.line, p.experts = false, map[string]bool{}
	return line, experts
}

func (p *pulse) run(ctx context.Context, r *Realtime) {
	rest := time.NewTimer(0)
	defer rest.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-rest.C:
		}
		select {
		case <-ctx.Done():
			return
		case <-p.signal:
		}
		line, experts := p.take()
		if line {
			r.say("line", "line", "promises")
		}
		for id, offers := range experts {
			r.say("e:"+id, "desk")
			if offers {
				r.say("e:"+id, "offers")
			}
		}
		rest.Reset(pulseTime)
	}
}

// say publishes on a channel without history.
func (r *Realtime) say(channel string, what ...string) {
	for _, w := range what {
		if err := r.node.Hub().BroadcastPublication(channel, &centrifuge.Publication{Data: encode(data{Kind: "changed", What: w})}, centrifuge.StreamPosition{}); err != nil {
			r.Log.Error("a change could not be told", "channel", w, "error", err.Error())
		}
	}
}

// Heard calls also with every commit of this node, before screens are told. It
// must be quick and is set before Run.
func (r *Realtime) Heard(also func(desk.Notice)) { r.also = append(r.also, also) }
