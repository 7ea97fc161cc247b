package pay

import (
	"math/big"
	"slices"
	"time"

	"samtal/core/money"
)

// table adds what the agreement pays for each hour at unsocial times. Overtime
// has its own divisors and gets no supplement besides.
func (s *sheet) table() {
	u := s.t.Unsocial
	if u.MonthHours == nil {
		return
	}
	for _, l := range slices.Clone(s.lines) {
		if l.Rule != HourlyRate {
			continue
		}
		for _, span := range l.Spans {
			for at := span.Start; at.Before(span.End); {
				to := s.edge(at)
				if to.After(span.End) {
					to = span.End
				}
				if per := s.per(at, u.Windows); per != nil {
					times := new(big.Rat).Quo(u.MonthHours, per)
					amount := new(big.Rat).Mul(s.rate, times)
					s.add(&Span{at, to}, to.Sub(at), times, u.Rule, amount.Mul(amount, hours(to.Sub(at))))
				}
				at = to
			}
		}
	}
}

// per is the divisor at a moment, or nil when none is agreed for it.
func (s *sheet) per(t time.Time, windows []Window) *big.Rat {
	if s.t.Unsocial.BigDays[s.day(t)] {
		return s.t.Unsocial.BigPer
	}
	return fits(windows, t.In(s.t.Zone))
}

func fits(windows []Window, l time.Time) *big.Rat {
	for _, w := range windows {
		if m := l.Hour()*60 + l.Minute(); (len(w.Days) == 0 || slices.Contains(w.Days, l.Weekday())) && w.From <= m && m < w.To {
			return w.Per
		}
	}
	return nil
}

// overtime is the multiple of the rate for an hour above the week.
func (s *sheet) overtime(t time.Time) *big.Rat {
	per := fits(s.t.Unsocial.Overtime, t.In(s.t.Zone))
	if per == nil {
		return big.NewRat(1, 1)
	}
	return new(big.Rat).Quo(s.t.Unsocial.MonthHours, per)
}

// premiums adds what is owed for meals, rests, days cut short and split days.
func (s *sheet) premiums() {
	days := map[string][]Work{}
	var order []string
	for _, w := range s.work {
		d := s.day(w.Start)
		if days[d] == nil {
			order = append(order, d)
		}
		days[d] = append(days[d], w)
	}
	one := big.NewRat(1, 1)
	for _, d := range order {
		list := days[d]
		regular := new(big.Rat).Add(s.rate, s.bonusRate(list[0].Start)) // Ferra v. Loews (2021): bonuses included
		if s.t.Meal.Rule != "" && s.mealMissed(list) {
			s.add(nil, time.Hour, one, s.t.Meal.Rule, regular)
		}
		if s.t.Rest != "" && slices.ContainsFunc(list, func(w Work) bool { return w.RestMissed }) {
			s.add(nil, time.Hour, one, s.t.Rest, regular)
		}
		if s.t.Reporting.Rule != "" {
			for _, w := range list {
				if owed := s.reporting(w); owed > 0 {
					s.add(nil, owed, one, s.t.Reporting.Rule, new(big.Rat).Mul(s.rate, hours(owed)))
				}
			}
		}
		if owed := s.split(d, list); owed.Sign() > 0 {
			s.add(nil, time.Hour, one, s.t.Split.Rule, owed)
		}
	}
}

func (s *sheet) paid(w Work) time.Duration { return w.End.Sub(w.Start) - s.unpaid(w) }

// mealMissed: one premium a day at most, however many meals were missed
// (Cal. Labor Code 226.7, 512). A long enough gap between shifts is a meal.
func (s *sheet) mealMissed(list []Work) bool {
	m, taken, waived := s.t.Meal, 0, false
	var worked time.Duration
	for i, w := range list {
		worked += s.paid(w)
		waived = waived || w.MealWaived
		if w.Break >= m.Break {
			taken++
		}
		if i > 0 && w.Start.Sub(list[i-1].End) >= m.Break {
			taken++
		}
	}
	first, second := m.First, m.Second
	if waived {
		first = m.Waived
		if taken > 0 {
			second = m.SecondWaived
		}
	}
	return worked > first && taken < 1 || worked > second && taken < 2
}

// reporting: given less than half of the shift, one is paid half of it, at
// least two hours and at most four (wage order section 5).
func (s *sheet) reporting(w Work) time.Duration {
	half := w.Scheduled / 2
	if s.paid(w) >= half {
		return 0
	}
	return max(0, min(max(half, s.t.Reporting.Least), s.t.Reporting.Most)-s.paid(w))
}

// split: an hour at the minimum wage, less what the day paid above the minimum
// (wage order section 4(C); Aleman v. AirTouch 2012).
func (s *sheet) split(day string, list []Work) *big.Rat {
	if s.t.Split.Rule == "" {
		return new(big.Rat)
	}
	imposed := false
	var worked time.Duration
	for i, w := range list {
		worked += s.paid(w)
		imposed = imposed || i > 0 && !w.AskedFor && w.Start.Sub(list[i-1].End) > s.t.Split.Gap
	}
	if !imposed {
		return new(big.Rat)
	}
	least := s.minimum(day)
	owed := new(big.Rat).Mul(least, hours(worked+time.Hour))
	return owed.Sub(owed, new(big.Rat).Mul(s.rate, hours(worked)))
}

// minimum is the minimum wage on a day: the newest that has begun, for the
// highest age that is reached.
func (s *sheet) minimum(day string) *big.Rat {
	age := s.age
	if age == 0 {
		age = 120
	}
	best := Minimum{Amount: new(big.Rat)}
	for _, m := range s.t.Minimum {
		if m.From <= day && age >= m.AgeMin && (m.From > best.From || m.From == best.From && m.AgeMin > best.AgeMin) {
			best = m
		}
	}
	return best.Amount
}

// topUp raises pay to the minimum wage on average over all that was worked;
// bonuses count (National Minimum Wage Regulations 2015).
func (s *sheet) topUp() {
	if s.t.TopUp == "" {
		return
	}
	owed, all := new(big.Rat), time.Duration(0)
	for _, p := range s.pieces {
		all += p.len()
		owed.Add(owed, new(big.Rat).Mul(s.minimum(s.day(p.start)), hours(p.len())))
	}
	for _, e := range s.exact {
		owed.Sub(owed, e)
	}
	if owed.Sign() > 0 {
		s.add(nil, all, big.NewRat(1, 1), s.t.TopUp, owed)
	}
}

// minor rounds an amount to minor units, half away from zero.
func minor(r *big.Rat, currency string) int64 {
	unit := big.NewInt(1)
	for range money.Exponent(currency) {
		unit.Mul(unit, big.NewInt(10))
	}
	x := new(big.Rat).Mul(r, new(big.Rat).SetInt(unit))
	twice := new(big.Int).Mul(x.Num(), big.NewInt(2))
	twice.Abs(twice).Add(twice, x.Denom())
	n := twice.Quo(twice, new(big.Int).Mul(x.Denom(), big.NewInt(2))).Int64()
	if x.Sign() < 0 {
		return -n
	}
	return n
}
