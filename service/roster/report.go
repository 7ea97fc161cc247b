package roster

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"samtal/core/identity"
	"samtal/core/money"
	"samtal/core/problem"
	"samtal/core/shifts"
	"samtal/service/dispatch"
)

// GivenView is a seat that opened again, for the lead who looks after the plan.
type GivenView struct {
	Given
	Name string
	Span shifts.Span
	Open int // seats that are free now
}

// GivenUp lists seats of shifts between two moments that were given up late,
// not confirmed, or left empty by who did not come; the latest first.
func (r *Roster) GivenUp(ctx context.Context, who identity.Who, from, to time.Time) ([]GivenView, error) {
	if who.Role != identity.Lead {
		return nil, problem.New(problem.Forbidden, "not_allowed")
	}
	given, err := r.Store.Given(ctx, from, to)
	if err != nil {
		return nil, err
	}
	list, err := r.Store.Shifts(ctx, from, to)
	if err != nil {
		return nil, err
	}
	people, err := r.People.Experts(ctx)
	if err != nil {
		return nil, err
	}
	names, posted := map[string]string{}, map[string]Posted{}
	for _, e := range people {
		names[e.ID] = e.Name
	}
	for _, s := range list {
		posted[s.ID] = s
	}
	now := r.Now()
	out := []GivenView{}
	for _, g := range given {
		if s := posted[g.Shift]; g.Why == shifts.Late || g.Why == shifts.Unconfirmed || g.Why == shifts.NoShow {
			out = append(out, GivenView{g, names[g.Expert], s.Span, s.rules().Free("", now)})
		}
	}
	return out, nil
}

// Group is how work fell on one group of experts.
type Group struct {
	Kind, Key         string // level or language, and which: 1 to 3; sv, en, en+sv
	People            int
	Shifts            int           // seats that they took and kept
	Planned           time.Duration // of those
	Held              time.Duration // what they were there of what is over
	Due               time.Duration // what is over of the planned
	Prime             int           // evenings, nights and weekends
	Bonus             int           // shifts with a bonus
	Bonuses           []money.Money
	Late, Missed      int // released late; not confirmed or not come
	PerHead           time.Duration
	SharePeople, Part float64 // of everybody, 0 to 1: heads, and planned hours
}

// Fairness says who got the work between two moments: by the level of the
// experts and by the languages they answer in. Nothing else about people is
// kept here.
func (r *Roster) Fairness(ctx context.Context, who identity.Who, from, to time.Time) ([]Group, error) {
	if who.Role != identity.Lead {
		return nil, problem.New(problem.Forbidden, "not_allowed")
	}
	now := r.Now()
	people, err := r.People.Experts(ctx)
	if err != nil {
		return nil, err
	}
	list, err := r.Store.Shifts(ctx, from, to)
	if err != nil {
		return nil, err
	}
	given, err := r.Store.Given(ctx, from, to)
	if err != nil {
		return nil, err
	}
	stays, err := r.Store.Stays(ctx, "", from.Add(-early), now)
	if err != nil {
		return nil, err
	}
	groups := map[[2]string]*Group{}
	of := map[string][]*Group{}
	heads := 0
	for _, e := range people {
		if e.Role != string(identity.Expert) || e.Simulated {
			continue
		}
		heads++
		for _, key := range [][2]string{{"level", fmt.Sprint(level(e))}, {"language", tongues(e)}} {
			g := groups[key]
			if g == nil {
				g = &Group{Kind: key[0], Key: key[1]}
				groups[key] = g
			}
			g.People++
			of[e.ID] = append(of[e.ID], g)
		}
	}
	var hours time.Duration
	for _, s := range list {
		for _, h := range s.Held {
			for i, g := range of[h.Expert] {
				own := s.own(h)
				g.Shifts++
				g.Planned += own.Len()
				if i == 0 {
					hours += own.Len()
				}
				if over := min(own.Len(), max(0, now.Sub(own.Start))); over > 0 {
					g.Due += over
					g.Held += length(present(stays, h.Expert, own, now))
				}
				if prime(own.Start.In(r.Laws[s.Market].Zone)) {
					g.Prime++
				}
				if s.Bonus.Minor > 0 {
					g.Bonus++
					g.Bonuses = plus(g.Bonuses, s.Bonus)
				}
			}
		}
	}
	for _, v := range given {
		for _, g := range of[v.Expert] {
			switch v.Why {
			case shifts.Late:
				g.Late++
			case shifts.Unconfirmed, shifts.NoShow:
				g.Missed++
			}
		}
	}
	out := []Group{}
	for _, g := range groups {
		g.PerHead = g.Planned / time.Duration(g.People)
		g.SharePeople = float64(g.People) / float64(heads)
		if hours > 0 {
			g.Part = float64(g.Planned) / float64(hours)
		}
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b Group) int {
		if a.Kind != b.Kind {
			return -cmp.Compare(a.Kind, b.Kind) // levels first
		}
		return cmp.Compare(a.Key, b.Key)
	})
	return out, nil
}

// level is the highest that somebody has in anything.
func level(e dispatch.Expert) (most int) {
	for _, l := range e.Skills {
		most = max(most, l)
	}
	return most
}

func tongues(e dispatch.Expert) string {
	l := slices.Clone(e.Languages)
	slices.Sort(l)
	return strings.Join(l, "+")
}

// prime is an evening from 18, a night before 7, or a weekend.
func prime(start time.Time) bool {
	return start.Weekday() == time.Saturday || start.Weekday() == time.Sunday || start.Hour() >= 18 || start.Hour() < 7
}

func plus(sums []money.Money, m money.Money) []money.Money {
	for i := range sums {
		if sums[i].Currency == m.Currency {
			sums[i].Minor += m.Minor
			return sums
		}
	}
	return append(sums, m)
}

// PayrollLine is one line of somebody's pay for a month.
type PayrollLine struct {
	Expert, Name string
	Code         string // in the company's payroll
	Line
}

// Payroll is what a month's worked shifts came to, by expert: a lead's for
// everybody, an expert's own.
func (r *Roster) Payroll(ctx context.Context, who identity.Who, year int, month time.Month) ([]PayrollLine, error) {
	if err := staffOnly(who); err != nil {
		return nil, err
	}
	now := r.Now()
	var out []PayrollLine
	people, err := r.People.Experts(ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range people {
		if who.Role != identity.Lead && e.ID != who.ID {
			continue
		}
		p, err := r.known(ctx, e, now)
		if err != nil {
			return nil, err
		}
		for _, market := range sorted(r.Pay) {
			terms := r.Pay[market]
			from := time.Date(year, month, 1, 0, 0, 0, 0, terms.Zone)
			to := from.AddDate(0, 1, 0)
			if !slices.ContainsFunc(p.booked, func(s Posted) bool { return s.Market == market }) {
				continue
			}
			stays, err := r.Store.Stays(ctx, e.ID, from.Add(-early), to.Add(24*time.Hour))
			if err != nil {
				return nil, err
			}
			earned := Earned{}
			r.add(&earned, terms, p, stays, from, to, now)
			for _, l := range earned.Lines {
				code := terms.Codes[l.Rule]
				if code == "" {
					code = l.Rule
				}
				out = append(out, PayrollLine{e.ID, e.Name, code, l})
			}
		}
	}
	return out, nil
}
