package roster

import (
	"context"
	"math/big"
	"slices"
	"time"

	"samtal/core/identity"
	"samtal/core/money"
	"samtal/core/pay"
	"samtal/core/shifts"
)

// Earned is what a period came to: what was worked as lines, what is booked and
// still to come as one sum.
type Earned struct {
	From, To time.Time
	Total    money.Money
	Planned  money.Money
	Worked   time.Duration
	Lines    []Line
}

// Line is a line of pay with the market whose rules it comes from.
type Line struct {
	pay.Line
	Market   string
	Currency string
}

// Earnings are today, this week from Monday and this month, in one currency.
type Earnings struct {
	Today, Week, Month Earned
}

// The periods.
const (
	today = iota
	thisWeek
	thisMonth
)

// Earnings works out what the asker's shifts are worth, one for each currency,
// the one with most shifts first. A shift belongs to the day on which it begins.
// The time that one was online within it counts, to the second, and its bonus
// once a block of it was worked. Each period is worked out by itself, and shifts
// at different rates by themselves, so overtime across rates is not seen.
func (r *Roster) Earnings(ctx context.Context, who identity.Who) ([]Earnings, error) {
	if err := staffOnly(who); err != nil {
		return nil, err
	}
	now := r.Now()
	p, err := r.person(ctx, who, now)
	if err != nil {
		return nil, err
	}
	stays, err := r.Store.Stays(ctx, p.ID, now.AddDate(0, 0, -40), now)
	if err != nil {
		return nil, err
	}
	count, markets := map[string]int{}, map[string]bool{}
	for _, s := range p.booked {
		count[s.Rate.Currency]++
		markets[s.Market] = true
	}
	home := r.Home
	if len(p.Markets) > 0 {
		home = p.Markets[0]
	}
	if len(p.booked) == 0 {
		count[r.Pay[home].Currency], markets[home] = 1, true
	}
	var out []Earnings
	for _, currency := range ordered(count) {
		e := Earnings{}
		first := true
		for _, market := range sorted(markets) {
			terms := r.Pay[market]
			if terms.Currency != currency {
				continue
			}
			for i, into := range []*Earned{&e.Today, &e.Week, &e.Month} {
				from, to := period(now, terms.Zone, i)
				if first {
					*into = Earned{From: from, To: to, Total: none(currency), Planned: none(currency), Lines: []Line{}}
				}
				r.add(into, terms, p, stays, from, to, now)
			}
			first = false
		}
		if !first {
			out = append(out, e)
		}
	}
	return out, nil
}

// period is today, this week or this month, in local time.
func period(now time.Time, zone *time.Location, which int) (from, to time.Time) {
	l := now.In(zone)
	y, m, d := l.Date()
	switch which {
	case today:
		return time.Date(y, m, d, 0, 0, 0, 0, zone), time.Date(y, m, d+1, 0, 0, 0, 0, zone)
	case thisWeek:
		d -= (int(l.Weekday()) + 6) % 7
		return time.Date(y, m, d, 0, 0, 0, 0, zone), time.Date(y, m, d+7, 0, 0, 0, 0, zone)
	}
	return time.Date(y, m, 1, 0, 0, 0, 0, zone), time.Date(y, m+1, 1, 0, 0, 0, 0, zone)
}

// price is what one kind of shift pays.
type price struct{ rate, bonus int64 }

// sums are shifts by what they pay, in the order in which each price came first.
type sums struct {
	order []price
	work  map[price][]pay.Work
}

func (s *sums) add(p price, w pay.Work) {
	if s.work == nil {
		s.work = map[price][]pay.Work{}
	}
	if !slices.Contains(s.order, p) {
		s.order = append(s.order, p)
	}
	s.work[p] = append(s.work[p], w)
}

// lines works each price out by itself.
func (s *sums) lines(terms pay.Terms) (out []pay.Line) {
	for _, p := range s.order {
		out = append(out, pay.Calculate(terms, major(p.rate, terms.Currency), major(p.bonus, terms.Currency), 0, s.work[p])...)
	}
	return out
}

const second = time.Second

// worked is one shift as somebody worked it: from their first moment to their
// last, with what they were away as its break. earned says that the bonus is theirs.
func worked(s Posted, stays []Stay, expert string, terms shifts.Terms, now time.Time) (w pay.Work, time time.Duration, earned bool) {
	seat, _ := s.of(expert)
	own := s.own(seat)
	there := present(stays, expert, own, now)
	if len(there) == 0 {
		return pay.Work{}, 0, false
	}
	if time = length(there).Truncate(second); time == 0 {
		return pay.Work{}, 0, false // not a second yet: nothing to pay, and nothing to show
	}
	first := there[0].Start
	last := first.Add(max(time, there[len(there)-1].End.Sub(first).Truncate(second)))
	return pay.Work{Start: first, End: last, Break: last.Sub(first) - time}, time, time >= min(terms.Least, own.Len())
}

// add adds one market's shifts of a period.
func (r *Roster) add(into *Earned, terms pay.Terms, p person, stays []Stay, from, to, now time.Time) {
	var ended, coming sums
	for _, s := range p.booked {
		own := s.own(s.Held[0])
		if s.Market != terms.Market || own.Start.Before(from) || !own.Start.Before(to) {
			continue
		}
		w, done, earned := worked(s, stays, p.ID, r.Laws[s.Market].Terms, now)
		bonus := s.Bonus.Minor
		if done > 0 {
			if !earned {
				ended.add(price{s.Rate.Minor, 0}, w)
			} else {
				ended.add(price{s.Rate.Minor, bonus}, w)
				bonus = 0
			}
			into.Worked += done
		}
		if left := s.rules().From(now); left.Start.Before(left.End) {
			if left.Start.Before(own.Start) {
				left = own
			}
			coming.add(price{s.Rate.Minor, bonus}, pay.Work{Start: left.Start, End: left.End, Break: left.Break})
		}
	}
	lines := ended.lines(terms)
	into.Total.Minor += pay.Total(lines)
	for _, l := range lines {
		into.Lines = append(into.Lines, Line{l, terms.Market, terms.Currency})
	}
	into.Planned.Minor += pay.Total(coming.lines(terms))
}

// worth is what a shift pays who works all that is left of it, by itself.
func (r *Roster) worth(s Posted, now time.Time) money.Money {
	terms := r.Pay[s.Market]
	left := s.rules().From(now)
	if !left.Start.Before(left.End) {
		left = s.Span
	}
	lines := pay.Calculate(terms, major(s.Rate.Minor, s.Rate.Currency), major(s.Bonus.Minor, s.Rate.Currency), 0, []pay.Work{{Start: left.Start, End: left.End, Break: left.Break}})
	return money.Money{Minor: pay.Total(lines), Currency: s.Rate.Currency}
}

// major is minor units as a fraction of whole ones.
func major(minor int64, currency string) *big.Rat {
	unit := int64(1)
	for range money.Exponent(currency) {
		unit *= 10
	}
	return big.NewRat(minor, unit)
}

// ordered are currencies by how many shifts they pay, most first.
func ordered(count map[string]int) []string {
	out := sorted(count)
	slices.SortStableFunc(out, func(a, b string) int { return count[b] - count[a] })
	return out
}

func sorted[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
