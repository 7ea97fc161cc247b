// Package budget keeps monthly limits with roll-over, envelopes, sinking funds
// for yearly bills, and goals. Everything is worked out from what was spent: a
// budget has no state that could drift from the rows. Amounts are minor units of
// one currency; what is spent is positive here.
package budget

import (
	"errors"
	"slices"
	"time"
)

// Kind is how a budget behaves from month to month.
type Kind string

// The kinds.
const (
	Monthly  Kind = "monthly"  // so much a month; what is over is gone, unless Rollover
	Envelope Kind = "envelope" // filled every month, keeps what is in it, may be moved between
	Sinking  Kind = "sinking"  // set aside every month for a bill that comes once a year
)

// Budget is what an owner decided for a category.
type Budget struct {
	Category string `json:"category"`
	Currency string `json:"currency"`
	Kind     Kind   `json:"kind"`
	Minor    int64  `json:"minor"`              // a month; for a sinking fund the whole bill
	Rollover bool   `json:"rollover,omitempty"` // what is left, or overspent, goes to the next month
	From     string `json:"from"`               // the first month, 2026-01
	Due      string `json:"due,omitempty"`      // a sinking fund's bill
	Moves    []Move `json:"moves,omitempty"`    // into (positive) and out of an envelope
}

// Move is money moved into or out of an envelope by its owner.
type Move struct {
	Date  string `json:"date"`
	Minor int64  `json:"minor"`
}

// The mistakes of a budget.
var (
	ErrAmount = errors.New("budget: the amount must be more than nothing")
	ErrKind   = errors.New("budget: the kind must be monthly, envelope or sinking")
	ErrMonth  = errors.New("budget: the first month must be written 2026-01")
	ErrDue    = errors.New("budget: a sinking fund needs the day of its bill, after its first month")
)

// Most bounds an amount, in minor units, so that years of roll-over stay far from overflow.
const Most = 1 << 45

// Check says what is wrong with a budget.
func (b Budget) Check() error {
	if b.Minor <= 0 || b.Minor > Most {
		return ErrAmount
	}
	if _, err := time.Parse("2006-01", b.From); err != nil {
		return ErrMonth
	}
	switch b.Kind {
	case Monthly, Envelope:
		return nil
	case Sinking:
		if _, err := time.Parse(time.DateOnly, b.Due); err != nil || b.Due[:7] < b.From {
			return ErrDue
		}
		return nil
	}
	return ErrKind
}

// Spend is one purchase of the category.
type Spend struct {
	Date  string
	Minor int64 // positive
	Known bool  // of a recurring payment: it says nothing about the pace
}

// Code names an alert.
type Code string

// The alerts.
const (
	At80      Code = "at_80"
	At100     Code = "at_100"
	Overshoot Code = "overshoot" // on course to be over on Day
)

// Alert is something to know about a budget now; Day is when.
type Alert struct {
	Code Code   `json:"code"`
	Day  string `json:"day"`
}

// State is a budget in one month.
type State struct {
	Month   string  `json:"month"`
	Limit   int64   `json:"limit"`   // with what was carried over
	Carried int64   `json:"carried"` // from the months before; negative was overspent
	Spent   int64   `json:"spent"`
	Left    int64   `json:"left"` // negative is over
	Alerts  []Alert `json:"alerts"`
	// Need is what a sinking fund has to set aside this month so that the bill
	// is covered on its day.
	Need int64 `json:"need,omitempty"`
}

// paceDays is how many days of a month must have passed before a pace is
// spoken of: two dear days at the start say nothing.
const paceDays = 5

// At is the budget's state in the month of today. spends are all of the
// category from the budget's first month on; coming are known payments still to
// come this month.
func (b Budget) At(today string, spends, coming []Spend) State {
	if len(today) < 10 || today[:7] < b.From {
		return State{Month: today[:min(7, len(today))], Alerts: []Alert{}}
	}
	if b.Kind == Sinking {
		return b.sinking(today, spends)
	}
	carried := int64(0)
	for m := b.From; m < today[:7]; m = next(m) {
		left := b.Minor + carried + b.moved(m) - sum(spends, m)
		switch {
		case b.Kind == Envelope, b.Rollover:
			carried = left
		default:
			carried = 0
		}
	}
	s := State{Month: today[:7], Carried: carried, Limit: b.Minor + carried + b.moved(today[:7]), Spent: sum(spends, today[:7]), Alerts: []Alert{}}
	s.Left = s.Limit - s.Spent
	s.Alerts = append(s.Alerts, alerts(s, today, spends, coming)...)
	return s
}

// alerts say when 80% and 100% were reached, and the day on which the limit
// will be passed at this month's pace with what is known to come.
func alerts(s State, today string, spends, coming []Spend) (list []Alert) {
	month := slices.DeleteFunc(slices.Clone(spends), func(x Spend) bool { return len(x.Date) < 7 || x.Date[:7] != s.Month })
	slices.SortStableFunc(month, func(a, b Spend) int {
		switch {
		case a.Date < b.Date:
			return -1
		case a.Date > b.Date:
			return 1
		}
		return 0
	})
	if s.Spent == 0 {
		return nil
	}
	for _, at := range []struct {
		code  Code
		share int64
	}{{At80, 80}, {At100, 100}} {
		so := int64(0)
		for _, x := range month {
			if so += x.Minor; so*100 >= s.Limit*at.share {
				list = append(list, Alert{at.code, x.Date})
				break
			}
		}
	}
	day := dayOf(today)
	if s.Left < 0 || day < paceDays {
		return list
	}
	var paced int64
	for _, x := range month {
		if !x.Known {
			paced += x.Minor
		}
	}
	// On day d the sum is spent + paced·(d−day)/day + what is known to come; all
	// times day, so that nothing is rounded.
	for d := day + 1; d <= lengthOf(s.Month); d++ {
		date := dated(s.Month, d)
		known := int64(0)
		for _, c := range coming {
			if c.Date > today && c.Date <= date {
				known += c.Minor
			}
		}
		if (s.Spent+known)*int64(day)+paced*int64(d-day) > s.Limit*int64(day) {
			return append(list, Alert{Overshoot, date})
		}
	}
	return list
}

// sinking spreads a bill over the months up to and with the one before it; the
// rest of a division falls on the first months, so that the sum is exact.
func (b Budget) sinking(today string, spends []Spend) State {
	due := b.Due
	from := b.From
	for due < today { // the bill comes again every year
		from = due[:7]
		due = addYear(due)
	}
	all := max(1, monthsBetween(from, due[:7]))
	each, rest := b.Minor/int64(all), b.Minor%int64(all)
	aside := func(n int) int64 {
		n = min(max(n, 0), all)
		return each*int64(n) + min(rest, int64(n))
	}
	passed := monthsBetween(from, today[:7]) + 1
	s := State{Month: today[:7], Limit: aside(passed), Need: aside(passed) - aside(passed-1), Alerts: []Alert{}}
	s.Carried = s.Limit - s.Need
	for _, x := range spends {
		if len(x.Date) == 10 && x.Date[:7] >= from && x.Date <= today && (from == b.From || x.Date > subYear(due)) {
			s.Spent += x.Minor
		}
	}
	s.Left = s.Limit - s.Spent
	return s
}

func (b Budget) moved(month string) (n int64) {
	for _, m := range b.Moves {
		if len(m.Date) >= 7 && m.Date[:7] == month {
			n += m.Minor
		}
	}
	return n
}

func sum(spends []Spend, month string) (n int64) {
	for _, s := range spends {
		if len(s.Date) >= 7 && s.Date[:7] == month {
			n += s.Minor
		}
	}
	return n
}
