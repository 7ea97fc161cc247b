package memory

import (
	"cmp"
	"context"
	"slices"
	"time"

	"samtal/edge/store"
	"samtal/service/desk"
	"samtal/service/roster"
)

// PutReserve implements roster.Store.
func (s *Store) PutReserve(_ context.Context, shift, expert string, until time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.book.reserves[[2]string{shift, expert}] = milli(until)
	return nil
}

// Given implements roster.Store.
func (s *Store) Given(_ context.Context, from, to time.Time) (out []roster.Given, _ error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.book.claims {
		if p := s.book.shifts[c.Shift]; c.why != "" && p.Span.End.After(from) && p.Span.Start.Before(to) {
			out = append(out, roster.Given{Seat: c.Seat, Why: c.why, Left: c.left})
		}
	}
	slices.SortFunc(out, func(a, b roster.Given) int {
		return cmp.Or(b.Left.Compare(a.Left), cmp.Compare(a.Expert, b.Expert), cmp.Compare(a.Turn, b.Turn))
	})
	return out, nil
}

// stayed keeps what SetOnline says; s.mu is held.
func (s *Store) stayed(expert string, online bool, at time.Time) {
	i := slices.IndexFunc(s.book.stays, func(y roster.Stay) bool { return y.Expert == expert && y.Until.IsZero() })
	switch {
	case online && i < 0:
		s.book.stays = append(s.book.stays, roster.Stay{Expert: expert, Since: at, Seen: at})
	case !online && i >= 0:
		y := &s.book.stays[i]
		if y.Until = at; at.Sub(y.Seen) > roster.AwayAfter {
			y.Until = y.Seen
		}
	}
}

// PutStay implements roster.Store.
func (s *Store) PutStay(_ context.Context, y roster.Stay) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	y.Since, y.Seen, y.Until = milli(y.Since), milli(y.Seen), milli(y.Until)
	if !slices.ContainsFunc(s.book.stays, func(o roster.Stay) bool { return o.Expert == y.Expert && o.Since.Equal(y.Since) }) {
		s.book.stays = append(s.book.stays, y)
	}
	return nil
}

// SeeStay implements roster.Store.
func (s *Store) SeeStay(_ context.Context, expert string, at time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	at = milli(at)
	for i, y := range s.book.stays {
		if y.Expert != expert || !y.Until.IsZero() {
			continue
		}
		if at.Sub(y.Seen) > roster.AwayAfter {
			s.book.stays[i].Until = y.Seen
			s.stayed(expert, true, at)
		} else if y.Seen.Before(at) {
			s.book.stays[i].Seen = at
		}
		break
	}
	return nil
}

// Stays implements roster.Store.
func (s *Store) Stays(_ context.Context, expert string, from, to time.Time) (out []roster.Stay, _ error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, y := range s.book.stays {
		if (expert == "" || y.Expert == expert) && y.Since.Before(to) && (y.Until.IsZero() || y.Until.After(from)) {
			out = append(out, y)
		}
	}
	slices.SortFunc(out, func(a, b roster.Stay) int { return cmp.Or(cmp.Compare(a.Expert, b.Expert), a.Since.Compare(b.Since)) })
	return out, nil
}

// PutSwap implements roster.Store.
func (s *Store) PutSwap(_ context.Context, w roster.Swap) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	w.At = milli(w.At)
	if !slices.ContainsFunc(s.book.swaps, func(o roster.Swap) bool { return o.ID == w.ID }) {
		s.book.swaps = append(s.book.swaps, w)
	}
	return nil
}

// Swaps implements roster.Store.
func (s *Store) Swaps(_ context.Context, expert string) (out []roster.Swap, _ error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, w := range s.book.swaps {
		if w.From == expert || w.To == expert {
			out = append(out, w)
		}
	}
	slices.SortFunc(out, func(a, b roster.Swap) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.ID, b.ID)) })
	return out, nil
}

// EndSwap implements roster.Store.
func (s *Store) EndSwap(_ context.Context, id, state string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, w := range s.book.swaps {
		if w.ID == id && w.State == roster.Asked {
			s.book.swaps[i].State = state
			return true, nil
		}
	}
	return false, nil
}

// PutWishes implements roster.Store.
func (s *Store) PutWishes(_ context.Context, expert string, w []roster.Wish) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.book.wishes[expert] = slices.Clone(w); len(w) == 0 {
		delete(s.book.wishes, expert)
	}
	return nil
}

// Wishes implements roster.Store.
func (s *Store) Wishes(context.Context) (map[string][]roster.Wish, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[string][]roster.Wish{}
	for expert, w := range s.book.wishes {
		out[expert] = slices.Clone(w)
	}
	return out, nil
}

// PutCalendar implements roster.Store.
func (s *Store) PutCalendar(_ context.Context, expert, key string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.book.calendars[expert] = store.Digest(key); key == "" {
		delete(s.book.calendars, expert)
	}
	return nil
}

// Calendar implements roster.Store.
func (s *Store) Calendar(_ context.Context, key string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for expert, digest := range s.book.calendars {
		if digest == store.Digest(key) {
			return expert, nil
		}
	}
	return "", desk.ErrMissing
}

// PutThanks implements roster.Store.
func (s *Store) PutThanks(_ context.Context, t roster.Thanks) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	t.At = milli(t.At)
	s.book.thanks[t.Conversation] = t
	return nil
}

// Thanks implements roster.Store.
func (s *Store) Thanks(_ context.Context, expert string, limit int) (out []roster.Thanks, _ error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.book.thanks {
		if t.Expert == expert {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(a, b roster.Thanks) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Conversation, b.Conversation))
	})
	return out[:min(limit, len(out))], nil
}
