package roster

import (
	"context"
	"math/big"
	"slices"
	"time"

	"samtal/core/identity"
	"samtal/core/money"
	"samtal/core/pay"
)

// Earned is what a period came to: shifts that have ended as lines, those that
// are still to come as one sum.
type Earned struct {
	From, To time.Time
	Total    money.Money
	Planned  money.Money
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

// Earnings works out what the asker's shifts are worth, one for each currency,
// the one with most shifts first. A shift belongs to the day on which it begins
// and counts when it has ended, as it was planned: who was there is not
// measured yet. Each period is worked out by itself, and shifts at different
// rates by themselves, so overtime across rates is not seen.
func (r *Roster) Earnings(ctx context.Context, who identity.Who) ([]Earnings, error) {
	if err := staffOnly(who); err != nil {
		return nil, err
	}
	now := r.Now()
	p, err := r.person(ctx, who, now)
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
				r.add(into, terms, p.booked, market, from, to, now)
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
	case 0:
		return time.Date(y, m, d, 0, 0, 0, 0, zone), time.Date(y, m, d+1, 0, 0, 0, 0, zone)
	case 1:
		d -= (int(l.Weekday()) + 6) % 7
		return time.Date(y, m, d, 0, 0, 0, 0, zone), time.Date(y, m, d+7, 0, 0, 0, 0, zone)
	}
	return time.Date(y, m, 1, 0, 0, 0, 0, zone), time.Date(y, m+1, 1, 0, 0, 0, 0, zone)
}

// add adds one market's shifts of a period, those of one rate and bonus at a time.
func (r *Roster) add(into *Earned, terms pay.Terms, booked []Posted, market string, from, to, now time.Time) {
	type price struct{ rate, bonus int64 }
	var order []price
	ended, coming := map[price][]pay.Work{}, map[price][]pay.Work{}
	for _, s := range booked {
		if s.Market != market || s.Span.Start.Before(from) || !s.Span.Start.Before(to) {
			continue
		}
		k := price{s.Rate.Minor, s.Bonus.Minor}
		if !slices.Contains(order, k) {
			order = append(order, k)
		}
		w := pay.Work{Start: s.Span.Start, End: s.Span.End, Break: s.Span.Break}
		if s.Span.End.After(now) {
			coming[k] = append(coming[k], w)
		} else {
			ended[k] = append(ended[k], w)
		}
	}
	for _, k := range order {
		rate, bonus := major(k.rate, terms.Currency), major(k.bonus, terms.Currency)
		if work := ended[k]; len(work) > 0 {
			lines := pay.Calculate(terms, rate, bonus, 0, work)
			into.Total.Minor += pay.Total(lines)
			for _, l := range lines {
				into.Lines = append(into.Lines, Line{l, market, terms.Currency})
			}
		}
		if work := coming[k]; len(work) > 0 {
			into.Planned.Minor += pay.Total(pay.Calculate(terms, rate, bonus, 0, work))
		}
	}
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
