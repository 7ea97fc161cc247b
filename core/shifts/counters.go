package shifts

import "time"

const week = 7 * 24 * time.Hour

// average: no period of so many weeks that holds any of the claim has more
// than most in it. The fullest period begins where work begins or ends where
// work ends, so only those are looked at.
func (m measure) average(weeks int, most time.Duration) bool {
	length := time.Duration(weeks) * week
	over := func(from time.Time) bool {
		to := from.Add(length)
		return m.claim.meets(from, to) && total(m.spans, from, to) > most
	}
	for _, s := range m.spans {
		if over(s.Start) || over(s.End.Add(-length)) {
			return true
		}
	}
	return false
}

// night: whoever works so much of a shift at night may work Most a day on
// average; the weekly rest day is no day to average over (ATL 13a §; WTR
// regulation 6(5)).
func (m measure) night(p Part) bool {
	var dark time.Duration
	for _, c := range p.Clocks {
		for _, w := range c.spans(m.claim, m.zone) {
			dark += sooner(w.End, m.claim.End).Sub(later(w.Start, m.claim.Start))
		}
	}
	return dark >= p.NightHours && m.average(p.Weeks, time.Duration(6*p.Weeks)*p.Most)
}

// overtime counts, week by week from Monday, what is above base and up to top,
// in any four weeks with the claim in them, in its month and in its year. A
// week belongs to the month and year of its Thursday, as in ISO 8601. Only a
// claim that makes overtime can break it.
func (m measure) overtime(p Part, base, top time.Duration) bool {
	over := func(monday time.Time) time.Duration {
		return max(0, min(total(m.spans, monday, weekAfter(monday)), top)-base)
	}
	first := m.spans[0].Start
	last := m.spans[0].End
	for _, s := range m.spans {
		first, last = sooner(first, s.Start), later(last, s.End)
	}
	for at := monday(m.claim.Start, m.zone); at.Before(m.claim.End); at = weekAfter(at) {
		if over(at) == 0 {
			continue
		}
		var month, year time.Duration
		four := []time.Duration{}
		thursday := at.AddDate(0, 0, 3)
		for w := monday(first, m.zone); w.Before(last); w = weekAfter(w) {
			h, day := over(w), w.AddDate(0, 0, 3)
			if day.Year() == thursday.Year() {
				year += h
				if day.Month() == thursday.Month() {
					month += h
				}
			}
			if away := w.Sub(at).Round(week) / week; away > -4 && away < 4 {
				four = append(four, h)
			}
		}
		if month > p.Month || year > p.Year || fullest(four, 4) > p.FourWeeks {
			return true
		}
	}
	return false
}

// fullest is the largest sum of n neighbours.
func fullest(list []time.Duration, n int) (most time.Duration) {
	for i := range list {
		var sum time.Duration
		for _, h := range list[i:min(len(list), i+n)] {
			sum += h
		}
		most = max(most, sum)
	}
	return most
}
