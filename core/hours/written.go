package hours

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"samtal/core/problem"
)

// Written is how hours are written in content/markets/*.yaml and on the wire
// (GET and PUT /markets/{market}/hours). A day has pairs of times: opening,
// closing, opening, closing. A closing that is not later than its opening is
// on the next day; "24:00" is midnight at the end of the day. A day left out
// is closed.
type Written struct {
	Zone     string              `json:"zone" yaml:"zone"`
	Week     map[string][]string `json:"week" yaml:"week"`
	Holidays []WrittenHoliday    `json:"holidays" yaml:"holidays"`
}

// WrittenHoliday is one date. Closed wins; without Closed the date has Hours,
// or its weekday's when Hours is empty.
type WrittenHoliday struct {
	Date   string   `json:"date" yaml:"date"` // YYYY-MM-DD
	Name   string   `json:"name" yaml:"name"`
	Closed bool     `json:"closed" yaml:"closed"`
	Hours  []string `json:"hours,omitempty" yaml:"hours"`
}

// Days are the names of the weekdays in Written, by time.Weekday.
var Days = [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// Parse reads written hours. Every fault is a problem of kind Invalid with a
// code hours_* that content/words explains; with any fault the Hours are not
// to be used.
func Parse(w Written) (Hours, []*problem.Problem) {
	h := Hours{Zone: w.Zone, Holidays: map[string]Holiday{}}
	var faults []*problem.Problem
	bad := func(code string, params ...string) {
		faults = append(faults, problem.New(problem.Invalid, code, params...))
	}
	if w.Zone == "" {
		bad("hours_zone")
	}
	for _, name := range sorted(w.Week) {
		i := slices.Index(Days[:], name)
		if i < 0 {
			bad("hours_day", "day", name)
			continue
		}
		spans, p := parseSpans(name, w.Week[name])
		if p != nil {
			faults = append(faults, p)
		}
		h.Week[i] = spans
	}
	for _, x := range w.Holidays {
		d, err := time.Parse(time.DateOnly, x.Date)
		if err != nil {
			bad("hours_date", "date", x.Date)
			continue
		}
		if _, twice := h.Holidays[x.Date]; twice {
			bad("hours_date_twice", "date", x.Date)
		}
		out := Holiday{Name: x.Name}
		if !x.Closed {
			spans, p := parseSpans(x.Date, x.Hours)
			if p != nil {
				faults = append(faults, p)
			}
			if out.Spans = spans; len(x.Hours) == 0 {
				out.Spans = h.Week[d.Weekday()]
			}
		}
		h.Holidays[x.Date] = out
	}
	return h, faults
}

// Written writes the hours as Parse reads them.
func (h Hours) Written() Written {
	w := Written{Zone: h.Zone, Week: map[string][]string{}, Holidays: []WrittenHoliday{}}
	for i, spans := range h.Week {
		w.Week[Days[i]] = writeSpans(spans)
	}
	for _, date := range sorted(h.Holidays) {
		x := h.Holidays[date]
		out := WrittenHoliday{Date: date, Name: x.Name, Closed: len(x.Spans) == 0}
		if !out.Closed {
			out.Hours = writeSpans(x.Spans)
		}
		w.Holidays = append(w.Holidays, out)
	}
	return w
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// parseSpans reads pairs of times. where names the day or date in a fault.
func parseSpans(where string, times []string) ([]Span, *problem.Problem) {
	if len(times)%2 != 0 {
		return nil, problem.New(problem.Invalid, "hours_pairs", "day", where)
	}
	var spans []Span
	for i := 0; i < len(times); i += 2 {
		from, ok := minutes(times[i])
		if !ok || from == day {
			return nil, problem.New(problem.Invalid, "hours_time", "day", where, "time", times[i])
		}
		to, ok := minutes(times[i+1])
		if !ok {
			return nil, problem.New(problem.Invalid, "hours_time", "day", where, "time", times[i+1])
		}
		if to <= from {
			to += day
		}
		if n := len(spans); n > 0 && from < spans[n-1].To {
			return nil, problem.New(problem.Invalid, "hours_overlap", "day", where)
		}
		spans = append(spans, Span{from, to})
	}
	return spans, nil
}

func writeSpans(spans []Span) []string {
	out := []string{}
	for _, s := range spans {
		to := s.To
		if to > day {
			to -= day
		}
		out = append(out, clock(s.From), clock(to))
	}
	return out
}

func clock(m int) string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }

// minutes reads HH:MM, 00:00 to 24:00.
func minutes(s string) (int, bool) {
	hh, mm, ok := strings.Cut(s, ":")
	if !ok || len(hh) != 2 || len(mm) != 2 {
		return 0, false
	}
	a, err1 := strconv.ParseUint(hh, 10, 8)
	b, err2 := strconv.ParseUint(mm, 10, 8)
	m := int(a)*60 + int(b)
	return m, err1 == nil && err2 == nil && b < 60 && m <= day
}
