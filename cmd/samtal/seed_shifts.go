package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"samtal/cmd/samtal/house"
	"samtal/core/identity"
	"samtal/core/money"
	"samtal/core/routing"
	"samtal/core/shifts"
	"samtal/service/dispatch"
	"samtal/service/roster"
)

// The demo's plan, in the local time of the market: the blocks of a day, who
// is asked for, and what an evening or a weekend adds.
var weekPlan = []struct {
	from, to int // hours of the local day
	seats    int
	language string
	topics   []string
}{
	{8, 12, 4, "sv", nil},
	{9, 13, 2, "sv", []string{"refund", "report_return"}},
	{10, 14, 2, "en", nil},
	{12, 16, 4, "sv", nil},
	{13, 17, 2, "sv", []string{"hardship", "payment_plan"}},
	{16, 20, 3, "sv", nil},
	{17, 21, 2, "sv", []string{"fraud", "lost_card"}},
}

const (
	daysBack, daysAhead = 12, 10
	baseSE, bonusSE     = 16500, 6000 // öre an hour, and a shift in the evening or at a weekend
	baseUK              = 1450        // pence an hour
	nowFor              = 4 * time.Hour
	nowLeast            = time.Hour // less of a block is not worth signing in for
)

// roll is what the seeding needs of the record.
type roll interface {
	roster.Store
	dispatch.Experts
}

// seedShifts gives a new demo a week behind it that was worked, and one ahead
// that is partly claimed; and every start a shift that the visitor's own
// expert can take on the spot. What somebody did since is left alone.
func seedShifts(ctx context.Context, r roll, now time.Time) error {
	list, err := r.Shifts(ctx, now.AddDate(0, 0, -daysBack), now.AddDate(0, 0, daysAhead))
	if err != nil {
		return err
	}
	se, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		return err
	}
	if len(list) == 0 {
		if err := seedWeeks(ctx, r, now.In(se)); err != nil {
			return err
		}
	}
	return seedNow(ctx, r, list, now.In(se))
}

func shiftOn(market, language string, topics []string, start, end time.Time, seats int, rate, bonus int64, at time.Time) roster.Posted {
	currency := map[string]string{"SE": "SEK", "UK": "GBP"}[market]
	return roster.Posted{ID: house.IDs{}.New(), Market: market, Language: language, Topics: topics, Span: shifts.Span{Start: start, End: end}, Seats: seats,
		Rate: money.Money{Minor: rate, Currency: currency}, Bonus: money.Money{Minor: bonus, Currency: currency}, By: visitorsLead, At: at}
}

// seedNow: by night the law gives Swedish customers' experts their rest, so
// the shift on the spot is then one for British customers.
func seedNow(ctx context.Context, r roll, list []roster.Posted, now time.Time) error {
	if slices.ContainsFunc(list, func(p roster.Posted) bool {
		return p.By != "" && len(p.Topics) == 0 && !p.Span.Start.After(now) && p.Span.End.Sub(now) >= nowLeast && len(p.Held) < p.Seats
	}) {
		return nil
	}
	start := now.Truncate(15 * time.Minute)
	end := start.Add(nowFor)
	y, m, d := now.Date()
	midnight := time.Date(y, m, d+1, 0, 0, 0, 0, now.Location())
	p := shiftOn("SE", "sv", nil, start, end, 2, baseSE, bonusSE, start)
	if now.Hour() < 5 || end.After(midnight) {
		p = shiftOn("UK", "en", nil, start, end, 2, baseUK, 500, start)
	}
	return r.PutShift(ctx, p)
}

// seedWeeks publishes the plan and lets experts take about two seats of three,
// each at most every other day, so that the law is kept whoever looks.
func seedWeeks(ctx context.Context, r roll, now time.Time) error {
	people, err := r.Experts(ctx)
	if err != nil {
		return err
	}
	people = slices.DeleteFunc(people, func(e dispatch.Expert) bool {
		return e.Role != string(identity.Expert) || e.Simulated || e.ID == visitorsExpert
	})
	turns, busy := map[string]int64{}, map[string]int{} // the last day that somebody works, counted from the first
	y, m, d := now.Date()
	next := 0
	for day := -daysBack; day <= daysAhead; day++ {
		date := time.Date(y, m, d+day, 0, 0, 0, 0, now.Location())
		for i, b := range weekPlan {
			start, end := time.Date(y, m, d+day, b.from, 0, 0, 0, now.Location()), time.Date(y, m, d+day, b.to, 0, 0, 0, now.Location())
			if start.Before(now) && end.After(now) || i%2 == 1 && date.Weekday() == time.Sunday {
				continue // what is on now is put up by itself; Sundays are short
			}
			bonus := int64(0)
			if b.from >= 16 || date.Weekday() == time.Saturday || date.Weekday() == time.Sunday {
				bonus = bonusSE
			}
			p := shiftOn("SE", b.language, b.topics, start, end, b.seats, baseSE, bonus, now.AddDate(0, 0, day-14))
			if err := r.PutShift(ctx, p); err != nil {
				return err
			}
			seats := b.seats
			if day >= 0 {
				seats = (2*b.seats + day) / 3 % (b.seats + 1) // some full, some half, some empty
			}
			for n := 1; n <= seats; n++ {
				for range people {
					e := people[next%len(people)]
					next++
					if last, has := busy[e.ID]; has && day-last < 2 || !able(e, p) {
						continue
					}
					busy[e.ID] = day
					turns[e.ID]++
					if err := attend(ctx, r, p, e.ID, n, turns[e.ID], now); err != nil {
						return err
					}
					break
				}
			}
		}
	}
	return visitors(ctx, r, now)
}

// visitors is the visitor's own history: three shifts of last week, and the next.
func visitors(ctx context.Context, r roll, now time.Time) error {
	y, m, d := now.Date()
	for turn, day := range []int{-6, -4, -2, 2} {
		start := time.Date(y, m, d+day, 13, 0, 0, 0, now.Location())
		p := shiftOn("SE", "sv", nil, start, start.Add(4*time.Hour), 1, baseSE, 0, now.AddDate(0, 0, day-14))
		if err := r.PutShift(ctx, p); err != nil {
			return err
		}
		if err := attend(ctx, r, p, visitorsExpert, 1, int64(turn+1), now); err != nil {
			return err
		}
	}
	return nil
}

// able reports whether somebody has the language and the skills that a shift asks for.
func able(e dispatch.Expert, p roster.Posted) bool {
	return slices.Contains(e.Languages, p.Language) && !slices.ContainsFunc(p.Topics, func(t string) bool {
		return routing.Expert{Skills: e.Skills, Languages: e.Languages}.Level(t, p.Language) < max(1, routing.Topics[t].Level)
	})
}

// attend takes a seat in somebody's name; one that is over was worked, now and
// then by who came a little late.
func attend(ctx context.Context, r roll, p roster.Posted, expert string, n int, turn int64, now time.Time) error {
	ok, err := r.TakeSeat(ctx, roster.Seat{Shift: p.ID, N: n, Expert: expert, Turn: turn, At: p.At.Add(time.Duration(n) * time.Hour)})
	if err != nil || !ok {
		return fmt.Errorf("the seat %d of %s for %s: %v %w", n, p.ID, expert, ok, err)
	}
	if p.Span.Start.Sub(now) < 16*time.Hour {
		if _, err := r.ConfirmSeat(ctx, expert, turn); err != nil {
			return err
		}
	}
	if p.Span.End.After(now) {
		return nil
	}
	came := p.Span.Start.Add(time.Duration(turn%4) * 3 * time.Minute)
	return r.PutStay(ctx, roster.Stay{Expert: expert, Since: came, Seen: p.Span.End, Until: p.Span.End})
}
