// Package memory is the record in memory: deterministic, with an injected
// clock, for tests and simulation. It passes the same conformance suite as the
// databases and refuses what they refuse.
package memory

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"samtal/core/conversation"
	"samtal/edge/store"
	"samtal/service/desk"
	"samtal/service/dispatch"
	"samtal/service/people"
)

// Store keeps everything in maps under one lock.
type Store struct {
	now   func() time.Time
	alone sync.Mutex

	mu       sync.Mutex
	kept     map[string]*kept
	awake    map[string]*kept // those that somebody holds
	outbox   map[string]desk.Queued
	promises map[string]desk.Promise
	settings map[string]string
	experts  map[string]dispatch.Expert
	letters  map[string]store.Letter
	editions map[string]edition
	purses   map[string]*purse
	book     book

	approvals map[string]desk.Approval
	ties      map[[2]string]desk.Tie // by customer and expert

	applied map[string]people.Kept
	runs    map[string]people.KeptRun
}

// kept is one conversation with its log.
type kept struct {
	rec      desk.Record
	derived  store.Derived
	entries  []desk.Entry
	messages map[string]int // message id -> index in entries
	contents map[string]desk.Content
	docs     []doc
	last     string
	lastAt   time.Time
	updated  time.Time
}

type doc struct {
	text  string
	words []string
}

var _ store.Record = (*Store)(nil)

// Open makes an empty record with this clock.
func Open(now func() time.Time) *Store {
	return &Store{now: now, applied: map[string]people.Kept{}, runs: map[string]people.KeptRun{}, kept: map[string]*kept{}, awake: map[string]*kept{}, outbox: map[string]desk.Queued{}, promises: map[string]desk.Promise{},
		settings: map[string]string{}, experts: map[string]dispatch.Expert{}, letters: map[string]store.Letter{}, editions: map[string]edition{}, purses: map[string]*purse{}, book: newBook(),
		approvals: map[string]desk.Approval{}, ties: map[[2]string]desk.Tie{}}
}

// Close implements store.Record; there is nothing to let go of.
func (s *Store) Close() error { return nil }

// Now is the injected clock, in whole milliseconds as the databases keep it.
func (s *Store) Now() time.Time { return s.now().UTC().Truncate(time.Millisecond) }

// Load implements desk.Store.
func (s *Store) Load(_ context.Context, id string) (desk.Record, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, ok := s.kept[id]
	if !ok {
		return desk.Record{}, desk.ErrMissing
	}
	rec := k.rec
	rec.State = rec.State.Clone()
	return rec, nil
}

// Commit implements desk.Store.
func (s *Store) Commit(ctx context.Context, c desk.Commit) error {
	d, err := store.Derive(c)
	if err = cmp.Or(err, ctx.Err()); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	k, old := s.kept[c.Record.ID]
	if !old {
		k = &kept{messages: map[string]int{}, contents: map[string]desk.Content{}}
	}
	if err := s.may(k, c, d); err != nil {
		return err
	}
	s.kept[c.Record.ID] = k
	s.store(k, c, d)
	return nil
}

// may says no where a database would, before anything is changed.
func (s *Store) may(k *kept, c desk.Commit, d store.Derived) error {
	if k.rec.Version != c.Expect {
		return desk.ErrConflict
	}
	if k.rec.CustomerSeq != d.CustomerBase || k.rec.StaffSeq != d.StaffBase {
		return fmt.Errorf("%w: %s: its projections have a gap", desk.ErrRefused, c.Record.ID)
	}
	messages := map[string]bool{}
	for _, e := range c.Entries {
		if _, twice := k.messages[e.Message]; e.Message != "" && (twice || messages[e.Message]) {
			return desk.ErrConflict
		}
		messages[e.Message] = true
	}
	for _, t := range c.Contents {
		if _, twice := k.contents[t.ID]; twice {
			return desk.ErrConflict
		}
	}
	for _, q := range c.Queue {
		if _, twice := s.outbox[q.ID]; twice {
			return desk.ErrConflict
		}
	}
	return store.Lawful(c, d)
}

func (s *Store) store(k *kept, c desk.Commit, d store.Derived) {
	created := k.rec.CreatedAt
	if c.Expect == 0 {
		created = milli(c.Record.CreatedAt)
	}
	k.rec, k.derived = c.Record, d
	k.rec.CreatedAt = created
	k.rec.State = c.Record.State.Clone()
	k.updated = milli(c.At)
	for _, e := range c.Entries {
		e.At = milli(e.At)
		if e.Message != "" {
			k.messages[e.Message] = len(k.entries)
		}
		k.entries = append(k.entries, e)
	}
	for _, t := range c.Contents {
		t.Conversation, t.At = c.Record.ID, milli(t.At)
		k.contents[t.ID] = t
	}
	for _, id := range c.Drop {
		delete(k.contents, id)
	}
	for _, x := range d.Docs {
		text := x.Text
		if x.Content != "" {
			text = store.TextOf(k.contents[x.Content])
		}
		k.docs = append(k.docs, doc{text, x.Words})
	}
	if c.Last != "" || c.Expect == 0 {
		k.last, k.lastAt = store.Clean(c.Last), milli(c.At)
	}
	for _, q := range c.Queue {
		q.NotBefore, q.LeasedUntil = milli(q.NotBefore), milli(q.LeasedUntil)
		s.outbox[q.ID] = q
	}
	for _, id := range c.Done {
		delete(s.outbox, id)
	}
	for _, p := range c.Promises {
		p.MadeAt, p.Due, p.WarnAt, p.EndedAt = milli(p.MadeAt), milli(p.Due), milli(p.WarnAt), milli(p.EndedAt)
		s.promises[p.ID] = p
	}
	if d.Wake == 0 {
		delete(s.awake, c.Record.ID)
	} else {
		s.awake[c.Record.ID] = k
	}
}

// milli is a time as it comes back from a database.
func milli(t time.Time) time.Time { return store.Time(store.Ms(t)) }

// Entries implements desk.Store.
func (s *Store) Entries(_ context.Context, id string, audience desk.Audience, after int64, limit int) ([]desk.Entry, error) {
	number := func(e desk.Entry) int64 { return e.Seq }
	switch audience {
	case "":
	case desk.ForCustomer:
		number = func(e desk.Entry) int64 { return e.CustomerSeq }
	case desk.ForStaff:
		number = func(e desk.Entry) int64 { return e.StaffSeq }
	default:
		return nil, fmt.Errorf("store: nobody called %q reads the log", audience)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	k, ok := s.kept[id]
	if !ok {
		return nil, nil
	}
	var out []desk.Entry
	for _, e := range k.entries {
		if n := number(e); n > after && n > 0 && len(out) < limit {
			out = append(out, e)
		}
	}
	return out, nil
}

// Message implements desk.Store.
func (s *Store) Message(_ context.Context, id, message string) (desk.Entry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if k, ok := s.kept[id]; ok {
		if i, ok := k.messages[message]; ok {
			return k.entries[i], nil
		}
	}
	return desk.Entry{}, desk.ErrMissing
}

// Contents implements desk.Store.
func (s *Store) Contents(_ context.Context, id string, ids []string) (map[string]desk.Content, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[string]desk.Content{}
	if k, ok := s.kept[id]; ok {
		for _, i := range ids {
			if c, ok := k.contents[i]; ok {
				out[i] = c
			}
		}
	}
	return out, nil
}

// ready is when anybody may take a row.
func ready(q desk.Queued) time.Time {
	if q.LeasedUntil.After(q.NotBefore) {
		return q.LeasedUntil
	}
	return q.NotBefore
}

// Claim implements desk.Store.
func (s *Store) Claim(_ context.Context, now time.Time, lease time.Duration, limit int) ([]desk.Queued, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var due []desk.Queued
	for _, q := range s.outbox {
		if !ready(q).After(now) {
			due = append(due, q)
		}
	}
	slices.SortFunc(due, func(a, b desk.Queued) int { return cmp.Or(ready(a).Compare(ready(b)), cmp.Compare(a.ID, b.ID)) })
	due = due[:min(limit, len(due))]
	for i, q := range due {
		q.LeasedUntil, q.Tries = milli(now.Add(lease)), q.Tries+1
		s.outbox[q.ID], due[i] = q, q
	}
	slices.SortFunc(due, func(a, b desk.Queued) int { return cmp.Or(a.NotBefore.Compare(b.NotBefore), cmp.Compare(a.ID, b.ID)) })
	return due, nil
}

// Finish implements desk.Store.
func (s *Store) Finish(_ context.Context, ids ...string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range ids {
		delete(s.outbox, id)
	}
	return nil
}

// Postpone implements desk.Store.
func (s *Store) Postpone(_ context.Context, id string, notBefore time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if q, ok := s.outbox[id]; ok {
		q.NotBefore, q.LeasedUntil = milli(notBefore), time.Time{}
		s.outbox[id] = q
	}
	return nil
}

// Overdue implements desk.Store.
func (s *Store) Overdue(_ context.Context, now time.Time, limit int) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var due []*kept
	for _, k := range s.awake {
		if k.derived.Wake <= now.UnixMilli() {
			due = append(due, k)
		}
	}
	slices.SortFunc(due, func(a, b *kept) int {
		return cmp.Or(cmp.Compare(a.derived.Wake, b.derived.Wake), cmp.Compare(a.rec.ID, b.rec.ID))
	})
	var out []string
	for _, k := range due[:min(limit, len(due))] {
		out = append(out, k.rec.ID)
	}
	return out, nil
}

// old counts a conversation in which nothing was written since and nothing is open.
func (k *kept) old(since time.Time) bool {
	open := slices.ContainsFunc(k.rec.State.Matters, func(m conversation.Matter) bool { return !m.Closed })
	return k.updated.Before(since) && k.rec.State.Holder() == conversation.Nobody && !open
}

// Old implements desk.Store.
func (s *Store) Old(_ context.Context, market string, since time.Time, limit int) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.all(func(k *kept) bool {
		return k.rec.State.Market == market && k.old(since) && (k.last != "" || len(k.contents) > 0)
	})
	slices.Reverse(list)
	var out []string
	for _, k := range list[:min(limit, len(list))] {
		out = append(out, k.rec.ID)
	}
	return out, nil
}

// Forget implements desk.Store.
func (s *Store) Forget(_ context.Context, id string, since time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if k := s.kept[id]; k != nil && k.old(since) {
		k.contents, k.docs, k.last = map[string]desk.Content{}, nil, ""
	}
	return nil
}

// all returns the conversations that count, newest created first.
func (s *Store) all(counts func(*kept) bool) []*kept {
	list := slices.DeleteFunc(slices.Collect(maps.Values(s.kept)), func(k *kept) bool { return !counts(k) })
	slices.SortFunc(list, func(a, b *kept) int {
		return cmp.Or(b.rec.CreatedAt.Compare(a.rec.CreatedAt), cmp.Compare(b.rec.ID, a.rec.ID))
	})
	return list
}
