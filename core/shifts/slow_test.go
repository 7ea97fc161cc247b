package shifts

import "time"

// slow is the law again, as obvious as possible: it walks the clock in steps
// of a quarter, asks of each whether somebody works, and counts. It shares
// nothing with Check but the rules.
type slow struct {
	zone  *time.Location
	spans []Span
	claim Span
}

const step = 15 * time.Minute

func (s slow) works(t time.Time) bool {
	for _, x := range s.spans {
		if !t.Before(x.Start) && t.Before(x.End) {
			return true
		}
	}
	return false
}

func (s slow) claimed(t time.Time) bool { return !t.Before(s.claim.Start) && t.Before(s.claim.End) }

func (s slow) bounds() (from, to time.Time) {
	from, to = s.claim.Start, s.claim.End
	for _, x := range s.spans {
		if x.Start.Before(from) {
			from = x.Start
		}
		if x.End.After(to) {
			to = x.End
		}
	}
	return from, to
}

// count counts the work in a period for which pick holds.
func (s slow) count(from, to time.Time, pick func(time.Time) bool) (sum time.Duration) {
	for t := from; t.Before(to); t = t.Add(step) {
		if s.works(t) && pick(t) {
			sum += step
		}
	}
	return sum
}

// rests are how often least fits into the pauses of a period.
func (s slow) rests(from time.Time, least, within time.Duration) (n int) {
	var pause time.Duration
	for t := from; t.Before(from.Add(within)); t = t.Add(step) {
		if s.works(t) {
			pause = 0
			continue
		}
		if pause += step; pause == least {
			n, pause = n+1, 0
		}
	}
	return n
}

func (s slow) breaks(p Part, e Expert) bool {
	from, to := s.bounds()
	switch p.Check {
	case Rest:
		every, other := true, p.OrTimes > 0
		for t := from; t.Before(to); t = t.Add(step) {
			if !s.works(t) || s.works(t.Add(-step)) {
				continue // no beginning of work
			}
			touches := func(length time.Duration) bool {
				return s.claim.Start.Before(t.Add(length)) && s.claim.End.After(t)
			}
			every = every && (!touches(p.Within) || s.rests(t, p.Least, p.Within) >= 1)
			other = other && (!touches(p.OrWithin) || s.rests(t, p.OrLeast, p.OrWithin) >= p.OrTimes)
		}
		return !every && !other
	case Window:
		for _, c := range p.Clocks {
			met := false
			for t := s.claim.Start; t.Before(s.claim.End); t = t.Add(step) {
				met = met || inside(c, t.In(s.zone))
			}
			if !met {
				return false
			}
		}
		return true
	case Stretch:
		return s.longRow(p)
	case Day, Week:
		name := func(t time.Time) string { return t.In(s.zone).Format(time.DateOnly) }
		if p.Check == Week {
			name = func(t time.Time) string { return weekName(t.In(s.zone)) }
		}
		for t := s.claim.Start; t.Before(s.claim.End); t = t.Add(step) {
			if s.count(from, to, func(x time.Time) bool { return name(x) == name(t) }) > p.Most {
				return true
			}
		}
	case Average:
		return s.average(p.Weeks, time.Duration(p.Weeks)*p.Most)
	case NightAverage:
		var dark time.Duration
		for t := s.claim.Start; t.Before(s.claim.End); t = t.Add(step) {
			if inside(p.Clocks[0], t.In(s.zone)) {
				dark += step
			}
		}
		return dark >= p.NightHours && s.average(p.Weeks, time.Duration(6*p.Weeks)*p.Most)
	case Overtime:
		over := func(t time.Time) time.Duration {
			return max(0, s.count(from, to, func(x time.Time) bool { return weekName(x.In(s.zone)) == weekName(t.In(s.zone)) })-p.Most)
		}
		seen := map[string]bool{}
		for t := s.claim.Start; t.Before(s.claim.End); t = t.Add(step) {
			w := weekName(t.In(s.zone))
			if seen[w] || over(t) == 0 {
				continue
			}
			seen[w] = true
			day := t.In(s.zone)
			for first := -3; first <= 0; first++ {
				var four time.Duration
				for k := range 4 {
					four += over(day.AddDate(0, 0, 7*(first+k)))
				}
				if four > p.FourWeeks {
					return true
				}
			}
			if s.sumOf(from, to, day, over, "2006-01") > p.Month || s.sumOf(from, to, day, over, "2006") > p.Year {
				return true
			}
		}
	case Never:
		return true
	}
	return false
}

// sumOf adds the overtime of every week whose Thursday is in the same month or year.
func (s slow) sumOf(from, to, day time.Time, over func(time.Time) time.Duration, form string) (sum time.Duration) {
	seen := map[string]bool{}
	want := thursday(day).Format(form)
	for t := from.In(s.zone); t.Before(to); t = t.Add(step) {
		if w := weekName(t); !seen[w] {
			seen[w] = true
			if thursday(t).Format(form) == want {
				sum += over(t)
			}
		}
	}
	return sum
}

func thursday(t time.Time) time.Time { return t.AddDate(0, 0, 3-(int(t.Weekday())+6)%7) }

func weekName(t time.Time) string {
	y, w := t.ISOWeek()
	return time.Duration(y*100 + w).String()
}

func inside(c Clock, local time.Time) bool {
	now := TimeOfDay(local.Hour()*60 + local.Minute())
	if c.From < c.To {
		return c.From <= now && now < c.To
	}
	return now >= c.From || now < c.To
}

// longRow looks for a row of work too long anywhere before or after the claim
// that belongs to the same row.
func (s slow) longRow(p Part) bool {
	t := s.claim.Start
	for back := time.Duration(0); back < p.Break; t = t.Add(-step) {
		if s.works(t.Add(-step)) {
			back = 0
		} else {
			back += step
		}
	}
	var row, pause time.Duration
	for ; pause < p.Break || t.Before(s.claim.End); t = t.Add(step) {
		if s.works(t) {
			row, pause = row+step, 0
		} else if pause += step; pause >= p.Break && t.Before(s.claim.Start) {
			row = 0
		}
	}
	return row > p.Most
}

func (s slow) average(weeks int, most time.Duration) bool {
	length := time.Duration(weeks) * week
	// Each quarter begins a period; the sum is kept from one to the next.
	begin := s.claim.Start.Add(-length)
	sum := s.count(begin, begin.Add(length), func(time.Time) bool { return true })
	for t := begin; t.Before(s.claim.End); t = t.Add(step) {
		if t.Add(length).After(s.claim.Start) && sum > most {
			return true
		}
		if s.works(t) {
			sum -= step
		}
		if s.works(t.Add(length)) {
			sum += step
		}
	}
	return false
}
