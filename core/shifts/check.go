package shifts

import (
	"time"
)

// Broken is one rule that a claim would break. Until is the first moment from
// which this rule no longer stands against beginning work; zero when waiting
// does not help. Part is what was measured.
type Broken struct {
	Rule  Rule
	Part  Part
	Until time.Time
}

// Check measures a claim against every rule, with what is booked before and
// after it, and lists all that it would break. It is also how a swap and an
// extension are judged: the new span is the claim.
func (l Law) Check(e Expert, booked []Span, claim Span) []Broken {
	var out []Broken
	m := measure{zone: l.Zone, e: e, claim: claim}
	for _, r := range l.Rules {
		if r.Kind != "block" && r.Kind != "cap" || !r.applies(e) {
			continue
		}
		m.spans = append(append([]Span{}, booked...), claim)
		if r.Counts == "all" {
			m.spans = append(m.spans, e.Other...)
		}
		for _, p := range r.Parts {
			if !p.applies(e) {
				continue
			}
			if broken, until := m.breaks(p); broken {
				out = append(out, Broken{Rule: r, Part: p, Until: until})
				break // one reason for each rule
			}
		}
	}
	return out
}

// measure is one claim among the spans that count for a rule, the claim included.
type measure struct {
	zone  *time.Location
	e     Expert
	claim Span
	spans []Span
}

func (m measure) breaks(p Part) (bool, time.Time) {
	switch p.Check {
	case Rest:
		return m.rest(p)
	case Window:
		return m.window(p)
	case Stretch:
		return m.stretch(p), time.Time{}
	case Meals:
		return m.meals(p), time.Time{}
	case Day:
		return m.day(p)
	case Week:
		return m.week(p)
	case Average:
		return m.average(p.Weeks, time.Duration(p.Weeks)*p.Most), time.Time{}
	case NightAverage:
		return m.night(p), time.Time{}
	case Overtime:
		return m.overtime(p, p.Most, 1<<62), time.Time{}
	case PartTime:
		return m.e.Contract > 0 && m.e.Contract < p.Most && m.overtime(p, m.e.Contract, p.Most), time.Time{}
	case Never:
		return true, time.Time{}
	}
	return false, time.Time{}
}

// rest: the period is counted from each beginning of work, as the working time
// directive's "each 24-hour period" is (Directive 2003/88/EC articles 3 and 5;
// ATL 13 §, 14 §; WTR regulations 10, 11), and both neighbours of each gap are
// work. A period that began with no work would make every shift illegal.
//
// Where the law knows another way (24 hours twice in a fortnight), one of the
// two must hold throughout: mixing them would let every single week slip.
func (m measure) rest(p Part) (bool, time.Time) {
	work := joined(m.spans, 0)
	if m.restedThroughout(work, p.Least, p.Within, 1) || p.OrTimes > 0 && m.restedThroughout(work, p.OrLeast, p.OrWithin, p.OrTimes) {
		return false, time.Time{}
	}
	return true, m.rested(work, p.Least)
}

func (m measure) restedThroughout(work []Span, least, within time.Duration, times int) bool {
	for i, s := range work {
		if !m.restedFrom(work[i:], s.Start, least, within, times) {
			return false
		}
	}
	return true
}

// restedFrom reports whether the period that begins with the first of work
// holds the rests, or has nothing to do with the claim.
func (m measure) restedFrom(work []Span, from time.Time, least, within time.Duration, times int) bool {
	to := from.Add(within)
	if !m.claim.meets(from, to) {
		return true
	}
	found := 0
	for i, s := range work {
		if !s.End.Before(to) {
			break
		}
		end := to
		if i+1 < len(work) {
			end = sooner(to, work[i+1].Start)
		}
		found += int(end.Sub(s.End) / least)
	}
	return found >= times
}

// rested is when enough rest has passed since the work before the claim.
func (m measure) rested(work []Span, least time.Duration) time.Time {
	var until time.Time
	for _, s := range work {
		if t := s.End.Add(least); s.End.Before(m.claim.Start) && t.After(m.claim.Start) {
			until = t
		}
	}
	return until
}

// window: a claim must leave at least one of the clocks alone.
func (m measure) window(p Part) (bool, time.Time) {
	var until time.Time
	for _, c := range p.Clocks {
		met := c.spans(m.claim, m.zone)
		if len(met) == 0 {
			return false, time.Time{}
		}
		if end := met[0].End; until.IsZero() || end.Before(until) {
			until = end
		}
	}
	return len(p.Clocks) > 0, until
}

// stretch: work in a row, where a shorter pause than a break is no pause. A
// break planned inside a span parts it where it is best.
func (m measure) stretch(p Part) bool {
	most := p.Most
	if m.e.Facts[MealWaiver] {
		most = max(most, p.Waived)
	}
	for _, row := range joined(m.spans, p.Break) {
		if !row.meets(m.claim.Start, m.claim.End) {
			continue
		}
		breaks := time.Duration(1)
		for _, s := range m.spans {
			if s.Break >= p.Break && s.meets(row.Start, row.End) {
				breaks++
			}
		}
		if total(m.spans, row.Start, row.End) > most*breaks {
			return true
		}
	}
	return false
}

// meals: on the claim's local day, one meal above Most and two above Second
// (Cal. Labor Code 512); a waiver lifts one of them a little.
func (m measure) meals(p Part) bool {
	from, to := m.localDay(m.claim.Start)
	var today []Span
	for _, s := range m.spans {
		if s.meets(from, to) {
			today = append(today, s)
		}
	}
	taken := len(joined(today, p.Break)) - 1
	for _, s := range today {
		if s.Break >= p.Break {
			taken++
		}
	}
	worked := total(today, from, to)
	first, second := p.Most, p.Second
	if m.e.Facts[MealWaiver] {
		first = p.Waived
		if taken > 0 {
			second = p.SecondWaived
		}
	}
	return worked > first && taken < 1 || worked > second && taken < 2
}

func (m measure) localDay(t time.Time) (from, to time.Time) {
	t = t.In(m.zone)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, m.zone), time.Date(t.Year(), t.Month(), t.Day()+1, 0, 0, 0, 0, m.zone)
}

func (m measure) day(p Part) (bool, time.Time) {
	for from, to := m.localDay(m.claim.Start); from.Before(m.claim.End); from, to = m.localDay(to) {
		if total(m.spans, from, to) > p.Most {
			return true, to
		}
	}
	return false, time.Time{}
}

func (m measure) week(p Part) (bool, time.Time) {
	for from := monday(m.claim.Start, m.zone); from.Before(m.claim.End); from = weekAfter(from) {
		if total(m.spans, from, weekAfter(from)) > p.Most {
			return true, weekAfter(from)
		}
	}
	return false, time.Time{}
}
