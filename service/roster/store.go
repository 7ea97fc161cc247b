// Package roster is where work is put up and taken: leads publish open shifts,
// the board tells an expert which of them are theirs to take and why another
// is not, and what was worked is added up. The rules are core/shifts and
// core/pay; nobody gets a seat that somebody else has.
package roster

import (
	"cmp"
	"context"
	"slices"
	"time"

	"samtal/core/money"
	"samtal/core/shifts"
)

// Posted is a shift as it was published, with the seats that are held.
type Posted struct {
	ID, Market, Language string
	Topics               []string
	Span                 shifts.Span
	Seats                int
	Rate                 money.Money // an hour
	Bonus                money.Money // a shift; fixed from the beginning, so at each claim
	By                   string      // the lead
	At                   time.Time
	Held                 []Seat // those that stand, by seat; of one seat the late release first
}

// Seat is one seat of a shift in somebody's hands. Turn counts the expert's
// claims, given up ones too: two claims of one person at the same moment have
// one turn, and only one of them is stored. What the law was asked about is
// then all that there is.
type Seat struct {
	Shift     string
	N         int // from 1
	Expert    string
	Turn      int64 // from 1
	At        time.Time
	Confirmed bool
	Released  time.Time // given up too late: theirs until somebody takes it
}

// Store keeps shifts and claims. Its conformance suite is the record's.
type Store interface {
	// PutShift publishes a shift; the same id again changes nothing.
	PutShift(ctx context.Context, p Posted) error
	// Shift returns one with its seats, or desk.ErrMissing.
	Shift(ctx context.Context, id string) (Posted, error)
	// Shifts lists those that are on between two moments, by start and id.
	Shifts(ctx context.Context, from, to time.Time) ([]Posted, error)
	// Booked lists the shifts that end after a moment where the expert has a
	// seat, with that seat only, by start and id; and the expert's last turn.
	Booked(ctx context.Context, expert string, after time.Time) ([]Posted, int64, error)
	// TakeSeat stores a claim, if the seat has nobody, or only somebody who
	// gave it up late, and if the turn is new: one statement, and false when
	// it came too late.
	TakeSeat(ctx context.Context, s Seat) (bool, error)
	// KeepSeat takes a late release back; false when somebody has the seat.
	KeepSeat(ctx context.Context, expert string, turn int64) (bool, error)
	// LeaveSeat gives a seat up at a moment: late means that it stays the
	// expert's until somebody takes it. False when there is nothing to give up.
	LeaveSeat(ctx context.Context, expert string, turn int64, at time.Time, late bool) (bool, error)
}

// ByStart orders shifts by start, then by id.
func ByStart(a, b Posted) int {
	return cmp.Or(a.Span.Start.Compare(b.Span.Start), cmp.Compare(a.ID, b.ID))
}

// rules is the shift as core/shifts judges it.
func (p Posted) rules() shifts.Shift {
	s := shifts.Shift{ID: p.ID, Market: p.Market, Language: p.Language, Topics: p.Topics, Span: p.Span, Seats: p.Seats}
	for _, h := range p.Held {
		s.Claims = append(s.Claims, shifts.Claim{Expert: h.Expert, At: h.At, Confirmed: h.Confirmed, Released: h.Released})
	}
	return s
}

// of is the seat that an expert has.
func (p Posted) of(expert string) (Seat, bool) {
	i := slices.IndexFunc(p.Held, func(h Seat) bool { return h.Expert == expert })
	if i < 0 {
		return Seat{}, false
	}
	return p.Held[i], true
}

// free lists the seats that may be taken: those that nobody has first, then
// late releases, the oldest first.
func (p Posted) free() []int {
	var late []Seat
	taken := map[int]bool{}
	for _, h := range p.Held {
		taken[h.N] = true
		if !h.Released.IsZero() {
			late = append(late, h)
		}
	}
	var out []int
	for n := 1; n <= p.Seats; n++ {
		if !taken[n] {
			out = append(out, n)
		}
	}
	if len(out) > 0 {
		return out
	}
	slices.SortFunc(late, func(a, b Seat) int { return a.Released.Compare(b.Released) })
	for _, h := range late {
		out = append(out, h.N)
	}
	return out
}
