// Package memory is the record in memory: deterministic, with an injected
// clock, for tests and simulation. It passes the same conformance suite as the
// databases and refuses what they refuse.
package memory

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"samtal/core/conversation"
	"samtal/service/desk"
)

// Store keeps everything in maps under one lock.
type Store struct {
	now func() time.Time

	mu       sync.Mutex
	records  map[string]*kept
	order    []string // conversation ids as created
	outbox   map[string]desk.Queued
	queued   []string // outbox ids as queued
	promises map[string]desk.Promise
}

type kept struct {
	rec      desk.Record
	entries  []desk.Entry
	messages map[string]int // message id -> index in entries
	contents map[string]desk.Content
	last     string
	lastAt   time.Time
}

// Open makes an empty store with this clock.
func Open(now func() time.Time) *Store {
	return &Store{now: now, records: map[string]*kept{}, outbox: map[string]desk.Queued{}, promises: map[string]desk.Promise{}}
}

// Now is the injected clock.
func (s *Store) Now() time.Time { return s.now() }

// Load implements desk.Store.
func (s *Store) Load(_ context.Context, id string) (desk.Record, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, ok := s.records[id]
	if !ok {
		return desk.Record{}, desk.ErrMissing
	}
	rec := k.rec
	rec.State = rec.State.Clone()
	return rec, nil
}

// Commit implements desk.Store.
func (s *Store) Commit(_ context.Context, c desk.Commit) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, ok := s.records[c.Record.ID]
	if !ok {
		k = &kept{messages: map[string]int{}, contents: map[string]desk.Content{}}
	}
	if k.rec.Version != c.Expect {
		return desk.ErrConflict
	}
	if err := lawful(c); err != nil {
		return err
	}
	for i, e := range c.Entries {
		if e.Seq != c.Expect+int64(i)+1 {
			return fmt.Errorf("%w: event %d follows %d", desk.ErrRefused, e.Seq, c.Expect)
		}
		if _, twice := k.messages[e.Message]; twice && e.Message != "" {
			return desk.ErrConflict
		}
	}
	if !ok {
		s.records[c.Record.ID] = k
		s.order = append(s.order, c.Record.ID)
	}
	s.store(k, c)
	return nil
}

func (s *Store) store(k *kept, c desk.Commit) {
	k.rec = c.Record
	k.rec.State = c.Record.State.Clone()
	for _, e := range c.Entries {
		if e.Message != "" {
			k.messages[e.Message] = len(k.entries)
		}
		k.entries = append(k.entries, e)
	}
	for _, t := range c.Contents {
		k.contents[t.ID] = t
	}
	if c.Last != "" {
		k.last, k.lastAt = c.Last, c.At
	}
	for _, q := range c.Queue {
		s.outbox[q.ID] = q
		s.queued = append(s.queued, q.ID)
	}
	s.finish(c.Done)
	for _, p := range c.Promises {
		s.promises[p.ID] = p
	}
}

// lawful is the constraint that the databases have as CHECKs: whoever waits
// has a holder and a due time.
func lawful(c desk.Commit) error {
	st := c.Record.State
	owed := st.Turn.Owed()
	for _, m := range st.Matters {
		p := m.Place
		if p == nil {
			continue
		}
		owed = owed || p.Owes
		switch {
		case p.By != conversation.Line && p.By != conversation.Expert:
			return fmt.Errorf("%w: matter %s waits and nobody holds it", desk.ErrRefused, m.ID)
		case p.Due.IsZero() || p.Since.IsZero():
			return fmt.Errorf("%w: matter %s waits without a due time", desk.ErrRefused, m.ID)
		case p.By == conversation.Expert && p.Expert == "":
			return fmt.Errorf("%w: matter %s is held by an expert without a name", desk.ErrRefused, m.ID)
		}
	}
	if st.Unanswered && !owed {
		return fmt.Errorf("%w: the customer waits and nobody owes a word", desk.ErrRefused)
	}
	return nil
}

// Entries implements desk.Store.
func (s *Store) Entries(_ context.Context, id string, a desk.Audience, after int64, limit int) ([]desk.Entry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, ok := s.records[id]
	if !ok {
		return nil, desk.ErrMissing
	}
	var out []desk.Entry
	for _, e := range k.entries {
		seq := e.Seq
		switch a {
		case desk.ForCustomer:
			seq = e.CustomerSeq
		case desk.ForStaff:
			seq = e.StaffSeq
		}
		if seq > after && len(out) < limit {
			out = append(out, e)
		}
	}
	return out, nil
}

// Message implements desk.Store.
func (s *Store) Message(_ context.Context, id, message string) (desk.Entry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if k, ok := s.records[id]; ok {
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
	if k, ok := s.records[id]; ok {
		for _, i := range ids {
			if c, ok := k.contents[i]; ok {
				out[i] = c
			}
		}
	}
	return out, nil
}

// Claim implements desk.Store.
func (s *Store) Claim(_ context.Context, now time.Time, lease time.Duration, limit int) ([]desk.Queued, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []desk.Queued
	for _, id := range s.queued {
		q := s.outbox[id]
		if len(out) < limit && !q.NotBefore.After(now) && !q.LeasedUntil.After(now) {
			q.LeasedUntil, q.Tries = now.Add(lease), q.Tries+1
			s.outbox[id] = q
			out = append(out, q)
		}
	}
	return out, nil
}

// Finish implements desk.Store.
func (s *Store) Finish(_ context.Context, ids ...string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.finish(ids)
	return nil
}

func (s *Store) finish(ids []string) {
	for _, id := range ids {
		delete(s.outbox, id)
	}
	if len(ids) > 0 {
		s.queued = slices.DeleteFunc(s.queued, func(id string) bool { _, ok := s.outbox[id]; return !ok })
	}
}

// Postpone implements desk.Store.
func (s *Store) Postpone(_ context.Context, id string, notBefore time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if q, ok := s.outbox[id]; ok {
		q.NotBefore, q.LeasedUntil = notBefore, time.Time{}
		s.outbox[id] = q
	}
	return nil
}

// Overdue implements desk.Store.
func (s *Store) Overdue(_ context.Context, now time.Time, limit int) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	type due struct {
		id string
		at time.Time
	}
	var list []due
	for _, id := range s.order {
		if at := s.records[id].rec.State.Wake(); !at.IsZero() && !at.After(now) {
			list = append(list, due{id, at})
		}
	}
	slices.SortStableFunc(list, func(a, b due) int { return a.at.Compare(b.at) })
	var out []string
	for _, d := range list[:min(limit, len(list))] {
		out = append(out, d.id)
	}
	return out, nil
}

// rows makes one row per matter, and one for a conversation without any.
func (k *kept) rows() []desk.Row {
	s := k.rec.State
	base := desk.Row{Conversation: k.rec.ID, Customer: s.Customer, Market: s.Market, Language: s.Language,
		Holder: s.Holder(), LastText: k.last, LastAt: k.lastAt}
	if len(s.Matters) == 0 {
		return []desk.Row{base}
	}
	var out []desk.Row
	for _, m := range s.Matters {
		r := base
		r.Matter, r.Topic, r.Holder = m.ID, m.Topic, m.Holder()
		if p := m.Place; p != nil {
			r.Expert, r.Why, r.Mode, r.Since, r.Due = p.Expert, p.Why, p.Mode, p.Since, p.Due
			r.Owes, r.Priority, r.Broken, r.Refused = p.Owes, p.Priority, p.Broken, slices.Clone(p.Refused)
			if o := p.Offer; o != nil {
				r.Offer, r.OfferTo, r.OfferExpires = o.ID, o.Expert, o.Expires
			}
		}
		out = append(out, r)
	}
	return out
}

func (s *Store) list(keep func(desk.Row) bool) []desk.Row {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []desk.Row
	for _, id := range s.order {
		for _, r := range s.records[id].rows() {
			if keep(r) {
				out = append(out, r)
			}
		}
	}
	return out
}

// Waiting implements desk.Store.
func (s *Store) Waiting(_ context.Context, market string) ([]desk.Row, error) {
	return s.list(func(r desk.Row) bool {
		return r.Holder == conversation.Line && !r.Due.IsZero() && (market == "" || r.Market == market)
	}), nil
}

// HeldBy implements desk.Store.
func (s *Store) HeldBy(_ context.Context, expert string) ([]desk.Row, error) {
	return s.list(func(r desk.Row) bool { return r.Holder == conversation.Expert && r.Expert == expert }), nil
}

// ByCustomer implements desk.Store.
func (s *Store) ByCustomer(_ context.Context, customer string, p desk.Page) ([]desk.Row, string, error) {
	return s.newest(p, func(k *kept) bool { return customer != "" && k.rec.State.Customer == customer })
}

// Search implements desk.Store.
func (s *Store) Search(_ context.Context, query string, p desk.Page) ([]desk.Row, string, error) {
	q := strings.ToLower(strings.TrimSpace(query))
	return s.newest(p, func(k *kept) bool {
		if q == k.rec.ID || q == k.rec.State.Customer || strings.Contains(strings.ToLower(k.last), q) {
			return true
		}
		for _, c := range k.contents {
			if c.Kind == "message" && strings.Contains(strings.ToLower(string(c.Body)), q) {
				return true
			}
		}
		return false
	})
}

// newest pages conversations, latest created first; the cursor is a position.
func (s *Store) newest(p desk.Page, keep func(*kept) bool) ([]desk.Row, string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	from := len(s.order)
	if n, err := strconv.Atoi(p.After); err == nil {
		from = min(n, from)
	}
	var out []desk.Row
	for i := from - 1; i >= 0; i-- {
		k := s.records[s.order[i]]
		if !keep(k) {
			continue
		}
		if len(out) == p.Limit {
			return out, strconv.Itoa(i + 1), nil
		}
		out = append(out, front(k.rows()))
	}
	return out, "", nil
}

// front is the row that stands for a conversation: the most human open matter.
func front(rows []desk.Row) desk.Row {
	rank := map[conversation.Holder]int{conversation.Expert: 3, conversation.Line: 2, conversation.Assistant: 1}
	return slices.MaxFunc(rows, func(a, b desk.Row) int { return cmp.Compare(rank[a.Holder], rank[b.Holder]) })
}

// Promises implements desk.Store.
func (s *Store) Promises(_ context.Context, since, now time.Time, p desk.Page) (items []desk.Promise, next string, kept, atRisk, broken int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []desk.Promise
	for _, x := range s.promises {
		if x.MadeAt.Before(since) {
			continue
		}
		all = append(all, x)
		switch {
		case x.State == desk.PromiseKept:
			kept++
		case x.State == desk.PromiseBroken:
			broken++
		case x.State == desk.PromiseOpen && !x.WarnAt.After(now):
			atRisk++
		}
	}
	closed := func(x desk.Promise) int {
		if x.State == desk.PromiseOpen {
			return 0
		}
		return 1
	}
	slices.SortFunc(all, func(a, b desk.Promise) int {
		return cmp.Or(cmp.Compare(closed(a), closed(b)), a.Due.Compare(b.Due), cmp.Compare(a.ID, b.ID))
	})
	from, _ := strconv.Atoi(p.After)
	from = min(max(from, 0), len(all))
	to := min(from+p.Limit, len(all))
	if to < len(all) {
		next = strconv.Itoa(to)
	}
	return all[from:to], next, kept, atRisk, broken, nil
}

var _ desk.Store = (*Store)(nil)
