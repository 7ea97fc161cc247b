// Package outlook looks ahead: what will leave and come before the next income,
// what is safe to spend until then, and the balance day by day with its lowest
// point. It says "cannot say" when it cannot, and never more than it knows.
package outlook

import (
	"cmp"
	"math"
	"slices"
	"time"

	"samtal/core/money"
	"samtal/core/money/recurring"
)

// Item is money that is expected on a day, with its source.
type Item struct {
	Date   string      `json:"date"`
	What   string      `json:"what"`
	Amount money.Money `json:"amount"`
	Source string      `json:"source"` // recurring, instalment, invoice, goal
}

// Facts are what is known today, all in one currency.
type Facts struct {
	Today    string
	Currency string
	Balance  *int64 // of the everyday accounts; nil is unknown
	AsOf     string // the day of the balance
	Series   []recurring.Series
	Owed     []Item  // instalments and invoices from the company's own system
	NotOwed  bool    // the company's system did not say what is owed
	Saved    []Item  // what goals set aside until the next income, negative
	Daily    []int64 // spending of past days that is no series, the latest last; positive
}

// Reason says why something cannot be said.
type Reason string

// The reasons.
const (
	NoBalance  Reason = "no_balance"
	OldBalance Reason = "old_balance" // older than ten days
	NoIncome   Reason = "no_income"
	NoHistory  Reason = "no_history"
	NotOwed    Reason = "not_owed" // the company's system does not answer
)

// staleAfter is how old a balance may be, in days.
const staleAfter = 10

// Safe is what is safe to spend until the next income, itemised:
// balance − bills and instalments before it − what goals set aside (A6).
type Safe struct {
	Amount *money.Money `json:"amount"` // nil: cannot be said
	Why    Reason       `json:"why,omitempty"`
	Until  string       `json:"until,omitempty"`
	Income *Item        `json:"income,omitempty"`
	Items  []Item       `json:"items"`
}

// SafeToSpend works out what is left. A balance or an income that is not known
// makes no figure: a wrong one costs its reader a reminder fee.
func SafeToSpend(f Facts) Safe {
	s := Safe{Items: []Item{}}
	if f.Balance == nil {
		s.Why = NoBalance
		return s
	}
	if f.AsOf != "" && daysBetween(f.AsOf, f.Today) > staleAfter {
		s.Why = OldBalance
		return s
	}
	if f.NotOwed {
		s.Why = NotOwed
		return s
	}
	for _, i := range Expected(f, 45) {
		if i.Amount.Minor > 0 && i.Date > f.Today {
			s.Income, s.Until = &i, i.Date
			break
		}
	}
	if s.Income == nil {
		s.Why = NoIncome
		return s
	}
	left := *f.Balance
	for _, i := range Expected(f, 45) {
		if i.Amount.Minor < 0 && i.Date < s.Until {
			s.Items = append(s.Items, i)
			left += i.Amount.Minor
		}
	}
	for _, i := range f.Saved {
		s.Items = append(s.Items, i)
		left += i.Amount.Minor
	}
	s.Amount = &money.Money{Minor: left, Currency: f.Currency}
	return s
}

// Expected lists what is known to come within so many days: every date of each
// series, and what is owed, by day.
func Expected(f Facts, within int) []Item {
	end := Day(f.Today, within)
	items := []Item{}
	for _, s := range f.Series {
		if s.Next == "" || s.Amount.Currency != f.Currency {
			continue
		}
		for date, n := s.Next, 0; date <= end && n < 60; n++ {
			if !f.owed(date, s.Amount) {
				items = append(items, Item{date, s.Shop, s.Amount, "recurring"})
			}
			date = step(s.Next, s.Every, n+1)
		}
	}
	for _, o := range f.Owed {
		if o.Amount.Currency == f.Currency && o.Date <= end {
			if o.Date < f.Today {
				o.Date = f.Today // overdue: it is owed now
			}
			items = append(items, o)
		}
	}
	slices.SortStableFunc(items, func(a, b Item) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Amount.Minor, b.Amount.Minor), cmp.Compare(a.What, b.What))
	})
	return items
}

// owed says whether a recurring payment is one that the company's own system
// names as well: an instalment seen from the bank's side is not paid twice.
func (f Facts) owed(date string, amount money.Money) bool {
	return slices.ContainsFunc(f.Owed, func(o Item) bool {
		n := daysBetween(date, o.Date)
		return o.Amount == amount && max(n, -n) <= sameDays
	})
}

// sameDays is how far apart the two sides of one payment may be dated.
const sameDays = 4

// step is n rhythms after a day; months keep their day, the last of a short month.
func step(from string, e recurring.Every, n int) string {
	t, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return "9999"
	}
	months := map[recurring.Every]int{recurring.Monthly: 1, recurring.Quarterly: 3, recurring.Yearly: 12}[e]
	if months == 0 {
		return t.AddDate(0, 0, n*map[recurring.Every]int{recurring.Weekly: 7, recurring.Fortnightly: 14}[e]).Format(time.DateOnly)
	}
	first := time.Date(t.Year(), t.Month()+time.Month(months*n), 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, min(t.Day(), first.AddDate(0, 1, -1).Day())-1).Format(time.DateOnly)
}

// Point is the balance at the end of a day, with the band in which it lies four
// times out of five.
type Point struct {
	Date string `json:"date"`
	Mid  int64  `json:"mid"`
	Low  int64  `json:"low"`
	High int64  `json:"high"`
}

// Forecast is the balance to come.
type Forecast struct {
	Why    Reason  `json:"why,omitempty"`
	Points []Point `json:"points"`
	Lowest *Point  `json:"lowest,omitempty"` // before the next income
}

// z80 bounds the middle 80% of a normal distribution.
const z80 = 1.2816

// leastDays is how many days of spending a forecast needs.
const leastDays = 28

// Ahead forecasts the balance: what is known to come, and daily spending as it
// was, whose variance adds up day by day.
func Ahead(f Facts, within int) Forecast {
	switch {
	case f.Balance == nil:
		return Forecast{Why: NoBalance, Points: []Point{}}
	case f.NotOwed:
		return Forecast{Why: NotOwed, Points: []Point{}}
	case len(f.Daily) < leastDays:
		return Forecast{Why: NoHistory, Points: []Point{}}
	}
	var mean, square float64
	for _, d := range f.Daily {
		mean += float64(d) / float64(len(f.Daily))
	}
	for _, d := range f.Daily {
		square += (float64(d) - mean) * (float64(d) - mean) / float64(len(f.Daily)-1)
	}
	known := map[string]int64{}
	income := ""
	for _, i := range Expected(f, within) {
		known[i.Date] += i.Amount.Minor
		if i.Amount.Minor > 0 && income == "" && i.Date > f.Today {
			income = i.Date
		}
	}
	out := Forecast{}
	sure := *f.Balance + known[f.Today]
	for n := 1; n <= within; n++ {
		date := Day(f.Today, n)
		sure += known[date]
		mid := float64(sure) - mean*float64(n)
		band := z80 * math.Sqrt(square*float64(n))
		p := Point{date, int64(math.Round(mid)), int64(math.Round(mid - band)), int64(math.Round(mid + band))}
		out.Points = append(out.Points, p)
		if (income == "" || date < income) && (out.Lowest == nil || p.Mid < out.Lowest.Mid) {
			out.Lowest = &p
		}
	}
	return out
}

// Day is n days after a date.
func Day(date string, n int) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

// MonthBefore is the month so many before another, 2026-01.
func MonthBefore(month string, n int) string {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	return t.AddDate(0, -n, 0).Format("2006-01")
}

func daysBetween(a, b string) int {
	x, err1 := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	if err1 != nil || err2 != nil {
		return 1 << 20
	}
	return int(y.Sub(x).Hours() / 24)
}
