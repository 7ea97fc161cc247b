package memory

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"samtal/core/shifts"
	"samtal/service/desk"
	"samtal/service/roster"
)

// book is all that the roster keeps: shifts, every claim ever made, and who
// was there.
type book struct {
	shifts    map[string]roster.Posted
	claims    []claimed
	reserves  map[[2]string]time.Time // shift, expert
	stays     []roster.Stay
	swaps     []roster.Swap
	wishes    map[string][]roster.Wish
	calendars map[string]string // expert -> digest
	thanks    map[string]roster.Thanks
}

func newBook() book {
	return book{shifts: map[string]roster.Posted{}, reserves: map[[2]string]time.Time{}, wishes: map[string][]roster.Wish{}, calendars: map[string]string{}, thanks: map[string]roster.Thanks{}}
}

type claimed struct {
	roster.Seat
	gone bool
	why  shifts.Leave
	left time.Time
}

// PutShift implements roster.Store.
func (s *Store) PutShift(_ context.Context, p roster.Posted) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, there := s.book.shifts[p.ID]; there {
		return nil
	}
	p.Topics, p.Held = slices.Clone(p.Topics), nil
	p.Span.Start, p.Span.End, p.At = milli(p.Span.Start), milli(p.Span.End), milli(p.At)
	s.book.shifts[p.ID] = p
	return nil
}

// stands: not given up, and no late release that somebody has taken since.
func (b *book) stands(c claimed) bool {
	return !c.gone && (c.Released.IsZero() || !slices.ContainsFunc(b.claims, func(o claimed) bool {
		return o.Shift == c.Shift && o.N == c.N && !o.At.Before(c.Released) && (o.Expert != c.Expert || o.Turn != c.Turn)
	}))
}

// with is a shift with its seats, and those that are kept for somebody.
func (b *book) with(p roster.Posted, now time.Time) roster.Posted {
	p.Topics = slices.Clone(p.Topics)
	for _, c := range b.claims {
		if c.Shift == p.ID && b.stands(c) {
			p.Held = append(p.Held, c.Seat)
		}
	}
	for k, until := range b.reserves {
		if k[0] == p.ID && until.After(now) {
			p.Reserved = append(p.Reserved, shifts.Reserve{Expert: k[1], Until: until})
		}
	}
	slices.SortFunc(p.Reserved, func(x, y shifts.Reserve) int { return cmp.Compare(x.Expert, y.Expert) })
	slices.SortFunc(p.Held, func(x, y roster.Seat) int {
		return cmp.Or(cmp.Compare(x.N, y.N), x.At.Compare(y.At), cmp.Compare(x.Expert, y.Expert))
	})
	return p
}

// Shift implements roster.Store.
func (s *Store) Shift(_ context.Context, id string) (roster.Posted, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.book.shifts[id]
	if !ok {
		return roster.Posted{}, desk.ErrMissing
	}
	return s.book.with(p, s.Now()), nil
}

// Shifts implements roster.Store.
func (s *Store) Shifts(_ context.Context, from, to time.Time) (out []roster.Posted, _ error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range slices.SortedFunc(maps.Values(s.book.shifts), roster.ByStart) {
		if p.Span.End.After(from) && p.Span.Start.Before(to) {
			out = append(out, s.book.with(p, s.Now()))
		}
	}
	return out, nil
}

// Booked implements roster.Store.
func (s *Store) Booked(_ context.Context, expert string, after time.Time) (out []roster.Posted, turn int64, _ error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.book.claims {
		if c.Expert == expert {
			turn = max(turn, c.Turn)
			if p := s.book.shifts[c.Shift]; s.book.stands(c) && p.Span.End.After(after) {
				p.Held = []roster.Seat{c.Seat}
				out = append(out, p)
			}
		}
	}
	slices.SortFunc(out, roster.ByStart)
	return out, turn, nil
}

// TakeSeat implements roster.Store.
func (s *Store) TakeSeat(_ context.Context, seat roster.Seat) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.book.claims {
		if c.Expert == seat.Expert && c.Turn == seat.Turn || c.Shift == seat.Shift && c.N == seat.N && !c.gone && c.Released.IsZero() {
			return false, nil
		}
	}
	seat.At, seat.Confirmed, seat.Released = milli(seat.At), false, time.Time{}
	s.book.claims = append(s.book.claims, claimed{Seat: seat})
	return true, nil
}

// KeepSeat implements roster.Store.
func (s *Store) KeepSeat(_ context.Context, expert string, turn int64) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, c := range s.book.claims {
		if c.Expert == expert && c.Turn == turn && !c.Released.IsZero() && s.book.stands(c) {
			s.book.claims[i].Released, s.book.claims[i].why, s.book.claims[i].left = time.Time{}, "", time.Time{}
			return true, nil
		}
	}
	return false, nil
}

// LeaveSeat implements roster.Store.
func (s *Store) LeaveSeat(_ context.Context, expert string, turn int64, at time.Time, why shifts.Leave) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, c := range s.book.claims {
		if c.Expert == expert && c.Turn == turn && !c.gone && (why != shifts.Late || c.Released.IsZero()) {
			if s.book.claims[i].gone = why != shifts.Late; why == shifts.Late {
				s.book.claims[i].Released = milli(at)
			}
			s.book.claims[i].why, s.book.claims[i].left = why, milli(at)
			return true, nil
		}
	}
	return false, nil
}

// ConfirmSeat implements roster.Store.
func (s *Store) ConfirmSeat(_ context.Context, expert string, turn int64) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, c := range s.book.claims {
		if c.Expert == expert && c.Turn == turn && !c.gone {
			s.book.claims[i].Confirmed = true
			return true, nil
		}
	}
	return false, nil
}
