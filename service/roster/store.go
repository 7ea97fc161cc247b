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
	By                   string      // the lead; "" is extra work that its expert began when many customers waited
	At                   time.Time
	Held                 []Seat // those that stand, by seat; of one seat the late release first
	Reserved             []shifts.Reserve
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

// Given is a seat that was given up.
type Given struct {
	Seat
	Why  shifts.Leave
	Left time.Time
}

// Stay is a time when an expert was online. Seen is the last sign of life; an
// open stay has no Until.
type Stay struct {
	Expert             string
	Since, Seen, Until time.Time
}

// AwayAfter is how long nobody may be seen before a stay is over at the last
// sign: a closed laptop is not paid through the night.
const AwayAfter = 15 * time.Minute

// The ways in which a swap ends; "asked" while the colleague has not answered.
const (
	Asked     = "asked"
	Agreed    = "agreed"
	Declined  = "declined"
	Withdrawn = "withdrawn"
)

// Swap is a seat offered to a named colleague.
type Swap struct {
	ID, Shift, From, To string
	At                  time.Time
	State               string
}

// Wish is a time of the week when somebody likes to work, local; To may be 24:00.
type Wish struct {
	Day  time.Weekday     `json:"day"`
	From shifts.TimeOfDay `json:"from"`
	To   shifts.TimeOfDay `json:"to"`
}

// Thanks is what a customer wrote when they rated an expert well. The words
// are a content of the conversation, and are erased with it.
type Thanks struct {
	Conversation, Message, Expert string
	Stars                         int
	At                            time.Time
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
	// LeaveSeat gives a seat up at a moment: Late means that it stays the
	// expert's until somebody takes it. False when there is nothing to give up.
	LeaveSeat(ctx context.Context, expert string, turn int64, at time.Time, why shifts.Leave) (bool, error)
	// ConfirmSeat notes that the expert will come; false when the seat is not theirs.
	ConfirmSeat(ctx context.Context, expert string, turn int64) (bool, error)
	// Given lists seats of shifts that are on between two moments and were
	// given up, the latest first.
	Given(ctx context.Context, from, to time.Time) ([]Given, error)

	// PutReserve keeps a seat for an expert until a moment; again moves it.
	PutReserve(ctx context.Context, shift, expert string, until time.Time) error
	// PutStay adds a stay that is over; the same again changes nothing.
	// Open ones begin and end with dispatch.Experts.SetOnline.
	PutStay(ctx context.Context, s Stay) error
	// SeeStay notes a sign of life in the expert's open stay. After AwayAfter
	// without one the stay ended then, and another begins now.
	SeeStay(ctx context.Context, expert string, at time.Time) error
	// Stays lists those that touch a time, by expert ("" is everybody) and since.
	Stays(ctx context.Context, expert string, from, to time.Time) ([]Stay, error)

	// PutSwap asks a colleague; the same id again changes nothing.
	PutSwap(ctx context.Context, s Swap) error
	// Swaps lists those that an expert asked or is asked, the newest first.
	Swaps(ctx context.Context, expert string) ([]Swap, error)
	// EndSwap answers one; false when it was answered already.
	EndSwap(ctx context.Context, id, state string) (bool, error)

	// PutWishes replaces an expert's standing preferences.
	PutWishes(ctx context.Context, expert string, w []Wish) error
	// Wishes are everybody's, by expert.
	Wishes(ctx context.Context) (map[string][]Wish, error)

	// PutCalendar makes key the only one that opens an expert's calendar; ""
	// closes it. Keys are kept as digests.
	PutCalendar(ctx context.Context, expert, key string) error
	// Calendar is whose calendar a key opens, or desk.ErrMissing.
	Calendar(ctx context.Context, key string) (expert string, err error)

	// PutThanks keeps a customer's thanks, the last of a conversation.
	PutThanks(ctx context.Context, t Thanks) error
	// Thanks lists an expert's, the newest first.
	Thanks(ctx context.Context, expert string, limit int) ([]Thanks, error)
}

// ByStart orders shifts by start, then by id.
func ByStart(a, b Posted) int {
	return cmp.Or(a.Span.Start.Compare(b.Span.Start), cmp.Compare(a.ID, b.ID))
}

// rules is the shift as core/shifts judges it.
func (p Posted) rules() shifts.Shift {
	s := shifts.Shift{ID: p.ID, Market: p.Market, Language: p.Language, Topics: p.Topics, Span: p.Span, Seats: p.Seats, Reserved: p.Reserved}
	for _, h := range p.Held {
		s.Claims = append(s.Claims, shifts.Claim{Expert: h.Expert, At: h.At, Confirmed: h.Confirmed, Released: h.Released})
	}
	return s
}

// own is the part of the shift that a seat is for: who took it after it had
// begun works from then on.
func (p Posted) own(s Seat) shifts.Span { return p.rules().From(s.At) }

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
