package understanding

import "time"

// day is a calendar day; the zero day is none.
type day struct{ t time.Time }

func parseDay(s string) (day, bool) {
	t, err := time.Parse("2006-01-02", s)
	return day{t}, err == nil
}

func (d day) ok() bool        { return !d.t.IsZero() }
func (d day) add(n int) day   { return day{d.t.AddDate(0, 0, n)} }
func (d day) String() string  { return d.t.Format("2006-01-02") }
func (d day) weekday() int    { return (int(d.t.Weekday()) + 6) % 7 } // Monday is 0
func (d day) less(e day) bool { return d.t.Before(e.t) }

// months adds calendar months; a day that the month lacks becomes its last.
func (d day) months(n int) day {
	first := time.Date(d.t.Year(), d.t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return day{first.AddDate(0, 0, min(d.t.Day(), last)-1)}
}

// makeDay refuses days that don't exist.
func makeDay(y, m, d int) (day, bool) {
	if y < 1900 || y > 2199 || m < 1 || m > 12 || d < 1 || d > 31 {
		return day{}, false
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return day{t}, t.Day() == d
}
