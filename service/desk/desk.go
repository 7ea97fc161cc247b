package desk

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"log/slog"
	"slices"
	"sync"
	"time"

	"samtal/core/conversation"
	"samtal/core/problem"
)

// Options are what a desk is made of. All but VisitorSeats, Point and Files are needed.
type Options struct {
	Store     Store
	House     House
	Assistant Assistant
	Tools     Tools
	Feed      Feed
	News      News
	IDs       IDs
	Presence  Presence
	Dispatch  Dispatch
	Estimator Estimator
	People    People
	Ratings   Ratings // nil: nobody else hears of them
	Files     Files   // nil: nothing can be attached
	Log       *slog.Logger
	// VisitorSeats is how many unsigned visitors may wait live in a market at
	// once; 0 is the desk's own share.
	VisitorSeats int
	// Point is called at the named points of a decision (before_commit,
	// after_commit, before_publish, before_act, after_act, after_draft). Tests
	// place crashes there; nil does nothing.
	Point func(name string)
}

// Desk receives, decides and tells.
type Desk struct {
	Options
	locks  [512]sync.Mutex
	seed   maphash.Seed
	cache  cache
	starts starts
	ready  chan Queued
}

// leaseTime is how long an effect belongs to who took it: longer than a draft
// or an act may take, short enough that a crash is made good before its promise.
const leaseTime = 15 * time.Second

// New makes a desk.
func New(o Options) *Desk {
	if o.Point == nil {
		o.Point = func(string) {}
	}
	d := &Desk{Options: o, seed: maphash.MakeSeed(), ready: make(chan Queued, 1<<14)}
	d.cache.init()
	return d
}

// Ready hands out effects that this node committed and leased. Workers take
// from it and call Run; what does not fit is found by Step when its lease ends.
func (d *Desk) Ready() <-chan Queued { return d.ready }

func (d *Desk) lock(id string) func() {
	m := &d.locks[maphash.String(d.seed, id)%uint64(len(d.locks))]
	m.Lock()
	return m.Unlock
}

// tries is how often a decision is made anew after somebody else committed
// first. Under the per-conversation lock only other nodes can do that.
const tries = 50

// change is one input in the making, with what must be stored beside it.
type change struct {
	in       conversation.Input
	contents []Content
	done     []string // outbox rows finished by it
	drop     []string // contents to be erased with it
	said     []said   // texts among contents, for lists and search
	create   *Record
	soon     bool // the assistant may answer in the same commit
}

// said is the text of one message in the making.
type said struct{ id, text string }

// result is a decision that was committed.
type result struct {
	before, after Record
	decision      conversation.Decision
	at            time.Time
}

// decide loads, decides, commits, then tells. build is called again when
// somebody else committed first.
func (d *Desk) decide(ctx context.Context, id string, build func(rec Record, now time.Time) (change, error)) (result, error) {
	return d.decideOn(ctx, id, d.load, build)
}

// unborn is the record of a conversation whose id was just made.
func unborn(context.Context, string) (Record, error) { return Record{}, ErrMissing }

func (d *Desk) decideOn(ctx context.Context, id string, load func(context.Context, string) (Record, error), build func(Record, time.Time) (change, error)) (result, error) {
	defer d.lock(id)()
	for try := 0; ; try++ {
		r, err := d.try(ctx, id, load, build)
		if !errors.Is(err, ErrConflict) && (err == nil || !d.stale(ctx, r.before)) {
			return r, err
		}
		d.cache.drop(id)
		if try >= tries {
			return r, problem.New(problem.Conflict, "stale").Because(err)
		}
	}
}

// stale reports whether a refusal was decided on a record that another node
// has moved on from: an expert must not hear "gone" of an offer that is theirs.
func (d *Desk) stale(ctx context.Context, decided Record) bool {
	if decided.Version == 0 {
		return false
	}
	now, err := d.Store.Load(ctx, decided.ID)
	return err == nil && now.Version != decided.Version
}

func (d *Desk) try(ctx context.Context, id string, load func(context.Context, string) (Record, error), build func(Record, time.Time) (change, error)) (result, error) {
	rec, err := load(ctx, id)
	if err != nil && !errors.Is(err, ErrMissing) {
		return result{}, err
	}
	missing := err != nil
	now := d.Store.Now()
	if now.Before(rec.State.LastAt) {
		now = rec.State.LastAt
	}
	c, err := d.once(ctx, rec, now, build)
	if err != nil {
		return result{before: rec, after: rec}, err
	}
	if missing {
		if c.create == nil {
			return result{}, problem.New(problem.Missing, "conversation_not_found")
		}
		rec = *c.create
	}
	market := rec.State.Market
	if o, ok := c.in.(conversation.Open); ok {
		market = o.Market
	}
	rules := d.House.Rules(market, now)
	dec, err := d.seated(ctx, rec, c.in, rules, now)
	if err != nil {
		return result{before: rec, after: rec}, err
	}
	c, dec = d.soon(ctx, rec, c, dec, rules, now)
	r := result{before: rec, after: rec, decision: dec, at: now}
	if len(dec.Events) > 0 || len(c.done) > 0 || len(c.drop) > 0 {
		commit, err := d.record(rec, c, dec, now)
		if err != nil {
			return r, err
		}
		d.Point("before_commit")
		if err := d.Store.Commit(ctx, commit); err != nil {
			return r, err
		}
		d.Point("after_commit")
		r.after = commit.Record
		d.cache.put(commit.Record, commit.Expect == 0)
		d.tell(rec, commit)
	}
	if dec.Refusal != "" {
		return r, refusal(dec.Refusal)
	}
	return r, nil
}

func refusal(code string) error {
	switch code {
	case "not_yours":
		return problem.New(problem.Missing, "conversation_not_found")
	case "not_found":
		return problem.New(problem.Missing, code)
	case "invalid_back_by", "invalid_wait":
		return problem.New(problem.Invalid, code)
	case "tool_not_allowed":
		return problem.New(problem.Forbidden, code)
	}
	return problem.New(problem.Conflict, code)
}

func (d *Desk) load(ctx context.Context, id string) (Record, error) {
	if rec, ok := d.cache.get(id); ok {
		return rec, nil
	}
	rec, err := d.Store.Load(ctx, id)
	if err == nil {
		d.cache.put(rec, false)
	}
	return rec, err
}

// Moved tells the desk that another node wrote to a conversation.
func (d *Desk) Moved(id string) { d.cache.drop(id) }

// record turns a decision into the one transaction that stores it.
func (d *Desk) record(rec Record, c change, dec conversation.Decision, now time.Time) (Commit, error) {
	out := Commit{Expect: rec.Version, Record: rec, At: now, Contents: referred(c, dec), Drop: c.drop, Done: c.done, Last: lastSaid(c, dec)}
	n := &out.Record
	n.State = conversation.Fold(rec.State, dec.Events, now)
	for _, e := range dec.Events {
		kind, body, err := conversation.Encode(e)
		if err != nil {
			return out, err
		}
		n.Version++
		entry := Entry{Conversation: n.ID, Seq: n.Version, At: now, Kind: kind, Schema: conversation.Schema, Body: body, Message: messageOf(e)}
		if entry.Message == "" && ownMessage(e) {
			entry.Message = d.IDs.New()
		}
		if Shows(e, ForCustomer) {
			n.CustomerSeq++
			entry.CustomerSeq = n.CustomerSeq
		}
		if Shows(e, ForStaff) {
			n.StaffSeq++
			entry.StaffSeq = n.StaffSeq
		}
		out.Entries = append(out.Entries, entry)
	}
	for _, e := range dec.Effects {
		kind, body, err := conversation.Encode(e)
		if err != nil {
			return out, err
		}
		q := Queued{ID: d.IDs.New(), Conversation: n.ID, Kind: kind, Schema: conversation.Schema, Body: body, NotBefore: now, LeasedUntil: now.Add(leaseTime)}
		if run, ok := e.(conversation.RunAct); ok && run.NotBefore.After(now) {
			q.NotBefore, q.LeasedUntil = run.NotBefore, time.Time{}
		}
		out.Queue = append(out.Queue, q)
	}
	for i := range out.Contents {
		out.Contents[i].Conversation, out.Contents[i].At = n.ID, now
	}
	out.Promises = ledger(n.ID, rec.State, n.State, dec.Events, now)
	return out, nil
}

// referred leaves out what nobody will ever read: the words, facts and
// arguments of a draft that was dropped.
func referred(c change, dec conversation.Decision) []Content {
	if _, draft := c.in.(conversation.DraftReady); !draft {
		return c.contents
	}
	var ids []string
	for _, e := range dec.Events {
		ids = append(ids, refers(e)...)
	}
	var out []Content
	for _, t := range c.contents {
		if slices.Contains(ids, t.ID) {
			out = append(out, t)
		}
	}
	return out
}

// refers lists the contents that an event points at.
func refers(e conversation.Event) []string {
	switch e := e.(type) {
	case conversation.FlowMoved:
		return []string{e.Memory}
	case conversation.Informed:
		return []string{e.Facts}
	case conversation.ActRan:
		return []string{e.Result}
	case conversation.ActIntended:
		return []string{e.Args}
	case conversation.Looked:
		return []string{e.Args}
	case conversation.ConfirmAsked:
		ids := []string{e.Message}
		for _, a := range e.Acts {
			ids = append(ids, a.Args)
		}
		return ids
	}
	if m := messageOf(e); m != "" {
		return []string{m}
	}
	return nil
}

// lastSaid is the newest text that the customer sees: what is only for staff,
// or was never sent, is no last word.
func lastSaid(c change, dec conversation.Decision) string {
	for i := len(dec.Events) - 1; i >= 0 && len(c.said) > 0; i-- {
		if e := dec.Events[i]; !Shows(e, ForCustomer) {
			continue
		} else if m := messageOf(e); m != "" {
			for _, s := range c.said {
				if s.id == m {
					return s.text
				}
			}
		}
	}
	return ""
}

// tell hands out what was committed: effects to this node's workers, sequence
// numbers to the screens. A crash before it loses nothing: leases end, and
// screens ask from their last offset.
func (d *Desk) tell(before Record, c Commit) {
	d.Point("before_publish")
	n := Notice{Conversation: c.Record.ID, CustomerSeq: c.Record.CustomerSeq, StaffSeq: c.Record.StaffSeq, Entries: c.Entries,
		Line: len(c.Promises) > 0 || teamed(before.State) != teamed(c.Record.State), Experts: experts(before.State, c.Record.State)}
	d.cache.contents(c.Contents)
	d.cache.forget(c.Record.ID, c.Drop)
	d.Feed.Committed(n)
	for _, q := range c.Queue {
		if q.LeasedUntil.IsZero() {
			continue
		}
		select {
		case d.ready <- q:
		default: // Step finds it when the lease ends
			d.Log.Warn("the effect queue is full", "effect", q.Kind)
		}
	}
}

// teamed counts what teams hold: their list changed when it did.
func teamed(s conversation.State) (n int) {
	for _, m := range s.Matters {
		if m.Place != nil && m.Place.By == conversation.Team {
			n++
		}
	}
	return n
}

// experts lists whose desk or offers a commit may have changed.
func experts(before, after conversation.State) []string {
	seen := map[string]bool{}
	var out []string
	add := func(id string) {
		if id != "" && !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	for _, s := range []conversation.State{before, after} {
		for _, m := range s.Matters {
			if m.Place == nil {
				continue
			}
			add(m.Place.Expert)
			if m.Place.Offer != nil {
				add(m.Place.Offer.Expert)
			}
		}
	}
	return out
}

func internal(what string, err error) error { return fmt.Errorf("desk: %s: %w", what, err) }
