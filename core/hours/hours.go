// Package hours knows when people answer: opening hours per market, with
// holidays, daylight saving time and spans that pass midnight. A promise that
// is dated outside the hours is dated with Add (P4). Pure: now and the zone's
// rules come from the caller.
package hours

import (
	"iter"
	"slices"
	"time"
)

// day is the number of minutes in a day on the wall clock.
const day = 24 * 60

// Horizon is how far ahead the calculations look. Hours that stay closed for
// longer than a year and a month are hours that nobody may promise with.
const Horizon = 400 * 24 * time.Hour

// Span is one stretch of open time, in minutes after local midnight, half open.
// To may pass midnight (From < To <= From + 24 h): the span belongs to the day
// on which it opened.
type Span struct{ From, To int }

// Holiday is one date that differs from its weekday. No spans means closed.
type Holiday struct {
	Name  string
	Spans []Span
}

// Hours are a market's opening hours. The zero Hours are always closed.
type Hours struct {
	Zone     string             // IANA name; the shell loads it and passes the *time.Location
	Week     [7][]Span          // by time.Weekday, Sunday first
	Holidays map[string]Holiday // by date, YYYY-MM-DD in the zone
}

// Default is open from 08:00 to 20:00 every day of the week.
func Default(zone string) Hours {
	h := Hours{Zone: zone}
	for d := range h.Week {
		h.Week[d] = []Span{{8 * 60, 20 * 60}}
	}
	return h
}

// On returns the spans that open on a date, and the holiday's name if it is one.
func (h Hours) On(year int, month time.Month, dayOfMonth int) ([]Span, string) {
	t := time.Date(year, month, dayOfMonth, 0, 0, 0, 0, time.UTC)
	if x, ok := h.Holidays[t.Format(time.DateOnly)]; ok {
		return x.Spans, x.Name
	}
	return h.Week[t.Weekday()], ""
}

// Open says whether people answer at this moment.
func (h Hours) Open(now time.Time, loc *time.Location) bool {
	_, open := h.ClosesAt(now, loc)
	return open
}

// ClosesAt returns when the present opening ends. It is false while closed.
// Where no end is in sight (open day and night) the time is now + Horizon.
func (h Hours) ClosesAt(now time.Time, loc *time.Location) (time.Time, bool) {
	for from, to := range h.openings(now, loc) {
		return to, !from.After(now)
	}
	return time.Time{}, false
}

// NextOpen returns the first open moment at or after now: now itself while
// open. It is false when nothing opens within Horizon.
func (h Hours) NextOpen(now time.Time, loc *time.Location) (time.Time, bool) {
	for from := range h.openings(now, loc) {
		if from.Before(now) {
			from = now
		}
		return from, true
	}
	return time.Time{}, false
}

// Add returns the moment by which d of open time has passed since now: the due
// time of "within four opening hours". It never lands in closed time; the
// moment of closing itself still counts. It is false when the open time within
// Horizon is not enough, so that nobody promises on hours that never come.
func (h Hours) Add(now time.Time, d time.Duration, loc *time.Location) (time.Time, bool) {
	d = max(d, 0)
	for from, to := range h.openings(now, loc) {
		if from.Before(now) {
			from = now
		}
		if left := to.Sub(from); d > left {
			d -= left
			continue
		}
		return from.Add(d), true
	}
	return time.Time{}, false
}

// Between returns the open time from one moment to another (0 when they come
// in the wrong order), counted at most Horizon ahead.
func (h Hours) Between(from, to time.Time, loc *time.Location) time.Duration {
	var sum time.Duration
	for a, b := range h.openings(from, loc) {
		if !a.Before(to) {
			break
		}
		if a.Before(from) {
			a = from
		}
		if b.After(to) {
			b = to
		}
		sum += b.Sub(a)
	}
	return max(sum, 0)
}

// openings yields the stretches of open time that end after now, in order,
// touching ones joined, up to Horizon.
func (h Hours) openings(now time.Time, loc *time.Location) iter.Seq2[time.Time, time.Time] {
	return func(yield func(from, to time.Time) bool) {
		end := now.Add(Horizon)
		var from, to time.Time
		y, m, d := now.In(loc).Date()
		// Two days back: a span may last into the next day, and a clock change may
		// push its end into the one after.
		for i := -2; ; i++ {
			date := time.Date(y, m, d+i, 0, 0, 0, 0, time.UTC)
			spans, _ := h.On(date.Date())
			for _, s := range spans {
				a, b := moment(date, s.From, loc, false), moment(date, s.To, loc, true)
				switch {
				case !b.After(now) || !b.After(a):
				case to.IsZero():
					from, to = a, b
				case !a.After(to):
					if b.After(to) {
						to = b
					}
				default:
					if !yield(from, to) {
						return
					}
					from, to = a, b
				}
			}
			if date.After(end.AddDate(0, 0, 1)) || !to.IsZero() && to.After(end) {
				break
			}
			// The next day cannot touch this opening: it is complete.
			if !to.IsZero() && i >= 0 && to.Before(moment(date, day, loc, false)) {
				if !yield(from, to) {
					return
				}
				from, to = time.Time{}, time.Time{}
			}
		}
		if to.After(end) {
			to = end
		}
		if !to.IsZero() && from.Before(to) {
			yield(from, to)
		}
	}
}

// moment is the instant at which the wall clock in loc shows a time of day.
// Where the clock shows it twice, an opening takes the first and a closing the
// last (late); where it never does, both take the moment of the jump. So a
// customer who comes in the hour that is doubled or missing meets a person.
func moment(date time.Time, minutes int, loc *time.Location, late bool) time.Time {
	wall := date.Add(time.Duration(minutes) * time.Minute) // as if the zone were UTC
	_, before := wall.Add(-24 * time.Hour).In(loc).Zone()
	_, after := wall.Add(24 * time.Hour).In(loc).Zone()
	a := wall.Add(-time.Duration(before) * time.Second)
	b := wall.Add(-time.Duration(after) * time.Second)
	_, atA := a.In(loc).Zone()
	_, atB := b.In(loc).Zone()
	fitsA, fitsB := atA == before, atB == after
	switch {
	case fitsA && fitsB && late:
		return slices.MaxFunc([]time.Time{a, b}, time.Time.Compare)
	case fitsA && fitsB:
		return slices.MinFunc([]time.Time{a, b}, time.Time.Compare)
	case fitsA:
		return a
	case fitsB:
		return b
	}
	jump, _ := a.In(loc).ZoneBounds()
	return jump
}
