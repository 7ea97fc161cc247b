package realtime

import (
	"context"
	"hash/maphash"
	"slices"
	"sync"

	"github.com/centrifugal/centrifuge"

	"samtal/service/desk"
)

// laneCount workers publish; a conversation always takes the same lane, so its
// screens hear things in the order in which they were stored.
const laneCount = 4

// mergeMost entries of one conversation wait at once; beyond, they are read
// from the log again. Screens that are behind cost memory for nobody else.
const mergeMost = 64

// lane holds what is to be published, one job for each conversation. The
// writer only ever adds to it: it never waits for a screen.
type lane struct {
	mu      sync.Mutex
	pending map[string]*job
	order   []string
	signal  chan struct{}
	last    map[string]int64 // channel -> offset published; the worker's own
}

// job is what a conversation's screens have not heard yet.
type job struct {
	id      string
	entries []desk.Entry
	reread  bool     // the entries are not all at hand
	base    [2]int64 // the number before the first entry, of customer and staff; -1 is not known
	upTo    [2]int64
}

// jobOf is what this node's own commit tells.
func jobOf(n desk.Notice) job {
	j := job{id: n.Conversation, entries: slices.Clip(n.Entries), upTo: [2]int64{n.CustomerSeq, n.StaffSeq}, base: [2]int64{n.CustomerSeq, n.StaffSeq}}
	for i := len(n.Entries) - 1; i >= 0; i-- {
		if e := n.Entries[i]; e.CustomerSeq > 0 {
			j.base[0] = e.CustomerSeq - 1
		}
		if e := n.Entries[i]; e.StaffSeq > 0 {
			j.base[1] = e.StaffSeq - 1
		}
	}
	return j
}

// missed is what another node's commit tells: only how far the log goes.
func missed(id string, customer, staff int64) job {
	return job{id: id, reread: true, base: [2]int64{-1, -1}, upTo: [2]int64{customer, staff}}
}

// empty: it only makes the lane look whether anybody still listens.
func (j *job) empty() bool { return !j.reread && len(j.entries) == 0 }

func (l *lane) init() {
	l.pending, l.last, l.signal = map[string]*job{}, map[string]int64{}, make(chan struct{}, 1)
}

func (l *lane) put(j job) {
	l.mu.Lock()
	if was := l.pending[j.id]; was != nil && was.empty() {
		*was = j
	} else if was != nil {
		was.reread = was.reread || j.reread || len(was.entries)+len(j.entries) > mergeMost
		was.entries = append(was.entries, j.entries...)
		if was.reread {
			was.entries = nil
		}
		was.upTo = [2]int64{max(was.upTo[0], j.upTo[0]), max(was.upTo[1], j.upTo[1])}
	} else {
		l.pending[j.id] = &j
		l.order = append(l.order, j.id)
	}
	l.mu.Unlock()
	select {
	case l.signal <- struct{}{}:
	default:
	}
}

func (l *lane) take() *job {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.order) == 0 {
		l.order = nil
		return nil
	}
	id := l.order[0]
	l.order = l.order[1:]
	j := l.pending[id]
	delete(l.pending, id)
	return j
}

func (l *lane) run(ctx context.Context, r *Realtime) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.signal:
		}
		for j := l.take(); j != nil && ctx.Err() == nil; j = l.take() {
			l.publish(ctx, r, j)
		}
	}
}

// publish tells the screens of one conversation. Who may not listen any more
// is sent away first.
func (l *lane) publish(ctx context.Context, r *Realtime, j *job) {
	if j.reread || changesHands(j.entries) {
		r.recheck(ctx, j.id)
	}
	for i, kind := range []string{"c", "s"} {
		channel := kind + ":" + j.id
		if r.node.Hub().NumSubscribers(channel) == 0 {
			delete(l.last, channel)
			continue
		}
		a, _ := audienceOf(kind)
		if err := l.advance(ctx, r, channel, a, j, j.base[i], j.upTo[i]); err != nil {
			// the record did not answer: screens ask it themselves when they are told to
			r.Log.Error("a commit could not be shown", "conversation", j.id, "error", err.Error())
			delete(l.last, channel)
			r.lost(channel)
		}
	}
}

// advance publishes from where the channel stands. One rule heals every gap,
// whether a notice came late, twice, from another node, or not at all: what
// follows the last published number is taken from the notice if it is there,
// else from the log.
func (l *lane) advance(ctx context.Context, r *Realtime, channel string, a desk.Audience, j *job, base, upTo int64) error {
	var entries []desk.Entry
	for _, e := range j.entries {
		if seqOf(e, a) > 0 {
			entries = append(entries, e)
		}
	}
	if len(entries) == 0 && !j.reread {
		return nil
	}
	last, known := l.last[channel]
	if !known {
		switch {
		case base >= 0:
			last = base
		case upTo == unknown: // screens that missed something find out by their own offset
			rec, err := r.Store.Load(ctx, j.id)
			if err != nil {
				return err
			}
			last = max(0, top(rec, a)-mergeMost)
		default:
			last = max(0, upTo-mergeMost)
		}
	}
	for len(entries) > 0 && seqOf(entries[0], a) <= last {
		entries = entries[1:]
	}
	if j.reread || len(entries) > 0 && seqOf(entries[0], a) != last+1 {
		var err error
		if entries, err = r.Store.Entries(ctx, j.id, a, last, recoverMost); err != nil {
			return err
		}
		if len(entries) == recoverMost {
			j.reread = true
			defer l.put(*j)
		}
	}
	pubs, err := r.publications(ctx, j.id, a, entries)
	if err != nil {
		return err
	}
	for _, p := range pubs {
		if err := r.node.Hub().BroadcastPublication(channel, p, centrifuge.StreamPosition{Offset: p.Offset, Epoch: epoch}); err != nil {
			return err
		}
		last = int64(p.Offset)
	}
	l.last[channel] = last
	return nil
}

func top(rec desk.Record, a desk.Audience) int64 {
	if a == desk.ForStaff {
		return rec.StaffSeq
	}
	return rec.CustomerSeq
}

var laneSeed = maphash.MakeSeed()

func (r *Realtime) enqueue(j job) {
	r.lanes[maphash.String(laneSeed, j.id)%laneCount].put(j)
}

// lost tells the screens of a channel to ask the log.
func (r *Realtime) lost(channel string) {
	for _, s := range r.hub.all(channel) {
		s.client.Unsubscribe(channel, centrifuge.Unsubscribe{Code: centrifuge.UnsubscribeCodeInsufficient, Reason: "insufficient state"})
	}
}

// changesHands: events after which somebody else may be the one to see it.
func changesHands(entries []desk.Entry) bool {
	for _, e := range entries {
		switch e.Kind {
		case "accepted", "returned_to_line", "offer_made", "offer_ended", "settled", "handed_back", "withdrew", "place_taken":
			return true
		}
	}
	return false
}

// notYours is the code by which a screen loses a conversation for good.
const notYours = 2100

// recheck sends away the experts to whom the conversation is no longer
// theirs. One whose subscription is only just being made is disconnected
// instead, and asks anew.
func (r *Realtime) recheck(ctx context.Context, id string) {
	for _, channel := range []string{"s:" + id, "c:" + id} {
		experts := r.hub.experts(channel)
		if len(experts) == 0 {
			continue
		}
		rec, err := r.desk.Known(ctx, id)
		for _, s := range experts {
			switch {
			case err == nil && desk.Reaches(s.who, rec):
			case s.client.IsSubscribed(channel):
				s.client.Unsubscribe(channel, centrifuge.Unsubscribe{Code: notYours, Reason: "not yours any more"})
			default:
				s.client.Disconnect(centrifuge.DisconnectForceReconnect)
			}
		}
	}
}
