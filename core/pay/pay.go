package pay

import (
	"math/big"
	"slices"
	"time"
)

// piece is paid time within one local day and one window of the table.
type piece struct {
	start, end time.Time
	work       int
}

func (p piece) len() time.Duration { return p.end.Sub(p.start) }

// sheet is one calculation.
type sheet struct {
	t       Terms
	rate    *big.Rat // per hour, major units
	bonus   *big.Rat // per shift
	age     int
	work    []Work
	pieces  []piece
	lines   []Line
	exact   []*big.Rat // of each line, before it is rounded
	weekOf  map[string]*weekSum
	dayWork map[string]time.Duration
}

// weekSum is what a workweek came to.
type weekSum struct {
	all, straight time.Duration
	shifts        int
	days          map[string]bool
}

// Calculate works out the lines. Rate is per hour and bonus per shift, in major
// units of the market's currency; age matters for the minimum wage only, 0 is
// an adult. work must not overlap.
func Calculate(t Terms, rate, bonus *big.Rat, age int, work []Work) []Line {
	s := &sheet{t: t, rate: rate, bonus: bonus, age: age, work: slices.Clone(work), weekOf: map[string]*weekSum{}, dayWork: map[string]time.Duration{}}
	slices.SortFunc(s.work, func(a, b Work) int { return a.Start.Compare(b.Start) })
	for i := range s.work {
		s.cut(i)
	}
	s.count()
	s.classify()
	s.table()
	if total := new(big.Rat).Mul(bonus, big.NewRat(int64(len(work)), 1)); total.Sign() > 0 {
		s.add(nil, 0, big.NewRat(1, 1), BonusRule, total)
	}
	s.premiums()
	s.topUp()
	for i := range s.lines {
		s.lines[i].Amount = minor(s.exact[i], t.Currency)
	}
	return s.lines
}

// Total is the sum of the lines as they are shown, in minor units.
func Total(lines []Line) (sum int64) {
	for _, l := range lines {
		sum += l.Amount
	}
	return sum
}

// unpaid is the part of a break that is not paid.
func (s *sheet) unpaid(w Work) time.Duration {
	if w.Break < s.t.PaidBelow {
		return 0
	}
	return w.Break
}

// cut splits a shift into paid pieces: the break in the middle, to the minute,
// since only its length is known; then at local midnights and at the edges of
// the table's windows.
func (s *sheet) cut(i int) {
	w := s.work[i]
	off := s.unpaid(w)
	half := w.Start.Add(((w.End.Sub(w.Start) - off) / 2).Truncate(time.Minute))
	for _, p := range []Span{{w.Start, half}, {half.Add(off), w.End}} {
		at := p.Start
		for at.Before(p.End) {
			to := s.edge(at)
			if to.After(p.End) {
				to = p.End
			}
			s.pieces = append(s.pieces, piece{at, to, i})
			at = to
		}
	}
}

// edge is the next local midnight or edge of a window after a moment.
func (s *sheet) edge(t time.Time) time.Time {
	l := t.In(s.t.Zone)
	next := time.Date(l.Year(), l.Month(), l.Day()+1, 0, 0, 0, 0, s.t.Zone)
	for _, w := range slices.Concat(s.t.Unsocial.Windows, s.t.Unsocial.Overtime) {
		for _, m := range []int{w.From, w.To} {
			if e := time.Date(l.Year(), l.Month(), l.Day(), m/60, m%60, 0, 0, s.t.Zone); e.After(t) && e.Before(next) {
				next = e
			}
		}
	}
	return next
}

func (s *sheet) day(t time.Time) string { return t.In(s.t.Zone).Format(time.DateOnly) }

// weekName names the workweek, from Monday.
func (s *sheet) weekName(t time.Time) string {
	l := t.In(s.t.Zone)
	return l.AddDate(0, 0, -(int(l.Weekday())+6)%7).Format(time.DateOnly)
}

func (s *sheet) week(t time.Time) *weekSum {
	name := s.weekName(t)
	if s.weekOf[name] == nil {
		s.weekOf[name] = &weekSum{days: map[string]bool{}}
	}
	return s.weekOf[name]
}

func (s *sheet) count() {
	for _, p := range s.pieces {
		w := s.week(p.start)
		w.all += p.len()
		w.days[s.day(p.start)] = true
		s.dayWork[s.day(p.start)] += p.len()
	}
	for _, w := range s.work {
		s.week(w.Start).shifts++
	}
}

// classify walks the pieces in time and gives each second one multiplier: an
// hour that is paid as overtime of the day is no overtime of the week again.
func (s *sheet) classify() {
	type part struct {
		p     piece
		times *big.Rat
		rule  string
	}
	var parts []part
	one := big.NewRat(1, 1)
	day, straight := map[string]time.Duration{}, map[string]time.Duration{}
	for _, p := range s.pieces {
		for p.start.Before(p.end) {
			d, w := s.day(p.start), s.weekName(p.start)
			tiers := s.t.Day
			if len(s.t.Seventh) > 0 && s.seventh(p.start) {
				tiers = s.t.Seventh
			}
			times, rule, left := tier(tiers, day[d])
			if times == nil {
				times, rule = one, HourlyRate
				if room := s.t.Week.Over - straight[w]; s.t.Week.Times != nil && room <= 0 {
					times, rule = s.t.Week.Times, s.t.Week.Rule
				} else if s.t.Week.Times != nil {
					left = min(left, room)
				}
				if room := s.t.Unsocial.WeekOver - straight[w]; s.t.Unsocial.WeekOver > 0 && room <= 0 {
					times, rule = s.overtime(p.start), s.t.Unsocial.Rule
				} else if s.t.Unsocial.WeekOver > 0 {
					left = min(left, room)
				}
			}
			take := p
			if left < p.len() {
				take.end = p.start.Add(left)
			}
			day[d] += take.len()
			if rule == HourlyRate {
				straight[w] += take.len()
				s.week(take.start).straight += take.len()
			}
			parts = append(parts, part{take, times, rule})
			p.start = take.end
		}
	}
	for _, x := range parts { // the week's straight hours are known only now
		s.pay(x.p, x.times, x.rule)
	}
}

// tier finds the multiplier after so much work on a day, and how long it lasts.
func tier(tiers []Tier, done time.Duration) (times *big.Rat, rule string, left time.Duration) {
	left = 1 << 62
	for _, t := range tiers {
		if done >= t.Over {
			times, rule = t.Times, t.Rule
		} else {
			return times, rule, t.Over - done
		}
	}
	return times, rule, left
}

// seventh reports whether a moment is on the last of seven days worked in its week.
func (s *sheet) seventh(t time.Time) bool {
	return len(s.week(t).days) == 7 && t.In(s.t.Zone).Weekday() == time.Sunday
}

// pay adds a piece at a multiple of the rate. Above the plain rate the bonus
// counts too: spread over all hours of the week it was paid once already, so
// only the extra half or whole is owed (29 CFR 778.209); spread over straight
// hours the whole multiple is (Alvarado v. Dart).
func (s *sheet) pay(p piece, times *big.Rat, rule string) {
	amount := new(big.Rat).Mul(s.rate, times)
	if rule != HourlyRate && rule != s.t.Unsocial.Rule {
		more := new(big.Rat).Sub(times, big.NewRat(1, 1))
		if s.t.FlatBonus {
			more = times
		}
		amount.Add(amount, new(big.Rat).Mul(more, s.bonusRate(p.start)))
	}
	s.add(&Span{p.start, p.end}, p.len(), times, rule, amount.Mul(amount, hours(p.len())))
}

// bonusRate is what the week's bonuses add to an hour of the regular rate.
func (s *sheet) bonusRate(t time.Time) *big.Rat {
	w := s.week(t)
	over := w.all
	if s.t.FlatBonus && w.straight > 0 {
		over = w.straight
	}
	if over == 0 {
		return new(big.Rat)
	}
	sum := new(big.Rat).Mul(s.bonus, big.NewRat(int64(w.shifts), 1))
	return sum.Quo(sum, hours(over))
}

// add adds to the line of the same rule and multiplier, or begins one.
func (s *sheet) add(span *Span, length time.Duration, times *big.Rat, rule string, amount *big.Rat) {
	i := slices.IndexFunc(s.lines, func(l Line) bool { return l.Rule == rule && l.Times.Cmp(times) == 0 })
	if i < 0 {
		i = len(s.lines)
		s.lines, s.exact = append(s.lines, Line{Times: times, Rule: rule}), append(s.exact, new(big.Rat))
	}
	l := &s.lines[i]
	l.Time += length
	s.exact[i].Add(s.exact[i], amount)
	if span == nil {
		return
	}
	if n := len(l.Spans); n > 0 && l.Spans[n-1].End.Equal(span.Start) {
		l.Spans[n-1].End = span.End
		return
	}
	l.Spans = append(l.Spans, *span)
}

// hours is a duration in hours, exactly; time is counted in whole seconds.
func hours(d time.Duration) *big.Rat { return big.NewRat(int64(d/time.Second), 3600) }
