package budget

import (
	"errors"
	"time"
)

// Goal is an amount that an owner wants to have by a day.
type Goal struct {
	Name     string `json:"name"`
	Currency string `json:"currency"`
	Minor    int64  `json:"minor"`
	Saved    int64  `json:"saved"`
	By       string `json:"by"`
}

// ErrBy is the mistake of a goal without a day.
var ErrBy = errors.New("budget: a goal needs a day to be reached by")

// Check says what is wrong with a goal.
func (g Goal) Check() error {
	if g.Minor <= 0 || g.Minor > Most || g.Saved < 0 || g.Saved > Most {
		return ErrAmount
	}
	if _, err := time.Parse(time.DateOnly, g.By); err != nil {
		return ErrBy
	}
	return nil
}

// Plan is what a goal needs from now on.
type Plan struct {
	Left    int64 `json:"left"`
	Months  int   `json:"months"`  // payments that are left, this month's among them
	Monthly int64 `json:"monthly"` // rounded up to the minor unit, so that it is enough
	Reached bool  `json:"reached,omitempty"`
	Late    bool  `json:"late,omitempty"` // its day has passed
}

// Plan works out the monthly need.
func (g Goal) Plan(today string) Plan {
	p := Plan{Left: max(0, g.Minor-g.Saved)}
	switch {
	case p.Left == 0:
		p.Reached = true
	case g.By < today:
		p.Late, p.Monthly = true, p.Left
	default:
		p.Months = monthsBetween(today[:7], g.By[:7]) + 1
		p.Monthly = (p.Left + int64(p.Months) - 1) / int64(p.Months)
	}
	return p
}

func next(month string) string {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return "9999-12"
	}
	return t.AddDate(0, 1, 0).Format("2006-01")
}

func monthsBetween(a, b string) int {
	x, err1 := time.Parse("2006-01", a)
	y, err2 := time.Parse("2006-01", b)
	if err1 != nil || err2 != nil {
		return 0
	}
	return (y.Year()-x.Year())*12 + int(y.Month()-x.Month())
}

func dayOf(date string) int {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return 0
	}
	return t.Day()
}

func lengthOf(month string) int {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return 0
	}
	return t.AddDate(0, 1, -1).Day()
}

func dated(month string, day int) string {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	return t.AddDate(0, 0, day-1).Format(time.DateOnly)
}

func addYear(date string) string { return years(date, 1) }

func subYear(date string) string { return years(date, -1) }

// years moves a date; the last of February stays in February.
func years(date string, n int) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return "9999-12-31"
	}
	first := time.Date(t.Year()+n, t.Month(), 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, min(t.Day(), first.AddDate(0, 1, -1).Day())-1).Format(time.DateOnly)
}
