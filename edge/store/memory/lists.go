package memory

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"samtal/core/conversation"
	"samtal/edge/store"
	"samtal/service/desk"
)

// matters lists the matters that people owe or hold, in the order that compare gives.
func (s *Store) matters(keep func(desk.Row) bool, compare func(a, b desk.Row) int) []desk.Row {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []desk.Row
	for _, k := range s.awake {
		st := k.rec.State
		for _, m := range k.derived.Matters {
			row := store.MatterRow(k.rec.ID, m)
			row.Customer, row.Market, row.Language, row.LastText, row.LastAt = st.Customer, st.Market, st.Language, k.last, k.lastAt
			if keep(row) {
				out = append(out, row)
			}
		}
	}
	slices.SortFunc(out, func(a, b desk.Row) int {
		return cmp.Or(compare(a, b), a.Since.Compare(b.Since), cmp.Compare(a.Conversation, b.Conversation), cmp.Compare(a.Matter, b.Matter))
	})
	return out
}

// Waiting implements desk.Store.
func (s *Store) Waiting(_ context.Context, market string) ([]desk.Row, error) {
	return s.matters(func(r desk.Row) bool {
		return r.Holder == conversation.Line && (market == "" || r.Market == market)
	}, func(a, b desk.Row) int { return cmp.Compare(a.Priority, b.Priority) }), nil
}

// HeldBy implements desk.Store.
func (s *Store) HeldBy(_ context.Context, expert string) ([]desk.Row, error) {
	return s.matters(func(r desk.Row) bool { return r.Holder == conversation.Expert && r.Expert == expert },
		func(a, b desk.Row) int { return 0 }), nil
}

// WithTeams implements desk.Store.
func (s *Store) WithTeams(_ context.Context, market string) ([]desk.Row, error) {
	return s.matters(func(r desk.Row) bool {
		return r.Holder == conversation.Team && (market == "" || r.Market == market)
	}, func(a, b desk.Row) int { return a.Due.Compare(b.Due) }), nil
}

// DueBefore implements desk.Store.
func (s *Store) DueBefore(_ context.Context, market string, until time.Time, limit int) ([]desk.Row, error) {
	rows := s.matters(func(r desk.Row) bool {
		return !r.Since.IsZero() && r.Due.Before(milli(until)) && (market == "" || r.Market == market)
	}, func(a, b desk.Row) int { return a.Due.Compare(b.Due) })
	return rows[:min(limit, len(rows))], nil
}

// page cuts one page out of conversations that are newest first.
func page(list []*kept, p desk.Page, row func(*kept) desk.Row) ([]desk.Row, string) {
	if _, at, id, ok := store.ParseCursor(p.After); ok {
		list = slices.DeleteFunc(list, func(k *kept) bool {
			return cmp.Or(cmp.Compare(k.rec.CreatedAt.UnixMilli(), at), cmp.Compare(k.rec.ID, id)) >= 0
		})
	}
	limit, next := store.PageLimit(p), ""
	if len(list) > limit {
		list = list[:limit]
		last := list[limit-1].rec
		next = store.Cursor(0, last.CreatedAt.UnixMilli(), last.ID)
	}
	var out []desk.Row
	for _, k := range list {
		out = append(out, row(k))
	}
	return out, next
}

func (k *kept) row() desk.Row { return store.RowOf(k.rec, k.last, k.lastAt) }

// ByCustomer implements desk.Store.
func (s *Store) ByCustomer(_ context.Context, customer string, p desk.Page) ([]desk.Row, string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	rows, next := page(s.all(func(k *kept) bool { return customer != "" && k.rec.State.Customer == customer }), p, (*kept).row)
	return rows, next, nil
}

// Search implements desk.Store.
func (s *Store) Search(_ context.Context, query string, p desk.Page) ([]desk.Row, string, error) {
	query = strings.TrimSpace(store.Clean(query))
	words := store.QueryWords(query)
	s.mu.Lock()
	defer s.mu.Unlock()
	rows, next := page(s.all(func(k *kept) bool {
		return query == "" || k.rec.ID == query || k.rec.State.Customer == query || len(words) > 0 && k.has(words)
	}), p, func(k *kept) desk.Row {
		row := k.row()
		row.Snippet = k.snippet(words)
		return row
	})
	return rows, next, nil
}

// has reports whether every word is somewhere in the conversation.
func (k *kept) has(words []string) bool {
	for _, w := range words {
		if !slices.ContainsFunc(k.docs, func(d doc) bool { return store.Begins(d.words, w) }) {
			return false
		}
	}
	return true
}

func (k *kept) snippet(words []string) string {
	if len(words) == 0 || store.Hit(k.last, words) {
		return store.Snippet(k.last, words)
	}
	for i := len(k.docs) - 1; i >= 0; i-- {
		if store.Hit(k.docs[i].text, words) {
			return store.Snippet(k.docs[i].text, words)
		}
	}
	return ""
}

// Promises implements desk.Store.
func (s *Store) Promises(_ context.Context, since, now time.Time, p desk.Page) (items []desk.Promise, next string, kept, atRisk, broken int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, x := range s.promises {
		if x.MadeAt.Before(since) {
			continue
		}
		items = append(items, x)
		switch {
		case x.State == desk.PromiseKept:
			kept++
		case x.State == desk.PromiseBroken:
			broken++
		case x.State == desk.PromiseOpen && !warned(x).After(now):
			atRisk++
		}
	}
	slices.SortFunc(items, func(a, b desk.Promise) int {
		return cmp.Or(cmp.Compare(ended(a), ended(b)), a.Due.Compare(b.Due), cmp.Compare(a.ID, b.ID))
	})
	if rank, due, id, ok := store.ParseCursor(p.After); ok {
		items = slices.DeleteFunc(items, func(x desk.Promise) bool {
			return cmp.Or(cmp.Compare(ended(x), rank), cmp.Compare(x.Due.UnixMilli(), due), cmp.Compare(x.ID, id)) <= 0
		})
	}
	if limit := store.PageLimit(p); len(items) > limit {
		items = items[:limit]
		last := items[limit-1]
		next = store.Cursor(ended(last), last.Due.UnixMilli(), last.ID)
	}
	return items, next, kept, atRisk, broken, nil
}

func warned(p desk.Promise) time.Time {
	if p.WarnAt.IsZero() {
		return p.Due
	}
	return p.WarnAt
}

func ended(p desk.Promise) int {
	if p.State == desk.PromiseOpen {
		return 0
	}
	return 1
}
