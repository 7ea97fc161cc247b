// Package shifts holds what an expert may work and when: the working-time law
// of each market as data, and what may be done with a claim on a shift. It is
// pure: time comes in as values, zones as locations, rules from the market pack.
package shifts

import (
	"slices"
	"time"
)

// Span is work from Start up to End, in any zone; only the moment counts.
// Break is a planned, unpaid break inside it.
type Span struct {
	Start, End time.Time
	Break      time.Duration
}

// Len is the elapsed time of the span, its break included.
func (s Span) Len() time.Duration { return s.End.Sub(s.Start) }

func (s Span) meets(from, to time.Time) bool { return s.Start.Before(to) && s.End.After(from) }

// worked is the working time of the span between two moments; a break counts
// in proportion, since nobody knows yet where in the span it lies.
func (s Span) worked(from, to time.Time) time.Duration {
	a, b := later(s.Start, from), sooner(s.End, to)
	if !a.Before(b) {
		return 0
	}
	part := b.Sub(a)
	if s.Break <= 0 || s.Break >= s.Len() {
		return part
	}
	return part - time.Duration(seconds(part)*seconds(s.Break)/seconds(s.Len()))*time.Second
}

func seconds(d time.Duration) int64 {
	return int64(d / time.Second)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func sooner(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func total(spans []Span, from, to time.Time) (sum time.Duration) {
	for _, s := range spans {
		sum += s.worked(from, to)
	}
	return sum
}

// joined sorts spans and joins those that touch, overlap or lie closer than
// gap: what is joined is one stretch of work.
func joined(spans []Span, gap time.Duration) []Span {
	sorted := slices.Clone(spans)
	slices.SortFunc(sorted, func(a, b Span) int { return a.Start.Compare(b.Start) })
	var out []Span
	for _, s := range sorted {
		s.Break = 0
		if n := len(out); n > 0 && (!s.Start.After(out[n-1].End) || s.Start.Sub(out[n-1].End) < gap) {
			out[n-1].End = later(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// monday is the beginning of the local week that holds a moment.
func monday(t time.Time, zone *time.Location) time.Time {
	t = t.In(zone)
	back := (int(t.Weekday()) + 6) % 7
	return time.Date(t.Year(), t.Month(), t.Day()-back, 0, 0, 0, 0, zone)
}

// weekAfter is the next Monday: a week of a clock change is an hour shorter or longer.
func weekAfter(m time.Time) time.Time {
	return time.Date(m.Year(), m.Month(), m.Day()+7, 0, 0, 0, 0, m.Location())
}
