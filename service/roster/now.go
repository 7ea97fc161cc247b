package roster

import (
	"context"
	"slices"
	"time"

	"samtal/core/identity"
	"samtal/core/money"
	"samtal/core/problem"
	"samtal/core/shifts"
)

// extraFor is how long extra work is at most: long enough to be worth it, short
// enough for the next look at the line.
const extraFor = 2 * time.Hour

// Now is whether one more expert is wanted this minute, beyond the plan.
type Now struct {
	On      *View       // the shift that the asker has now
	Waiting int         // customers beyond the free places of those who are there
	Wanted  bool        // customers wait, and nothing stands against it
	Rate    money.Money // an hour
	Until   time.Time
	Why     []Reason // what stands against it
}

// Wanted tells the asker whether to go online now pays: because they have a
// shift, or because more customers wait than the plan has people for.
func (r *Roster) Wanted(ctx context.Context, who identity.Who) (Now, error) {
	n, _, err := r.wanted(ctx, who)
	return n, err
}

func (r *Roster) wanted(ctx context.Context, who identity.Who) (Now, Posted, error) {
	if err := staffOnly(who); err != nil {
		return Now{}, Posted{}, err
	}
	now := r.Now()
	p, err := r.person(ctx, who, now)
	if err != nil {
		return Now{}, Posted{}, err
	}
	for _, s := range p.booked {
		if !s.Span.Start.After(now.Add(early)) && s.Span.End.After(now) {
			v, err := r.one(ctx, who, s.ID)
			return Now{On: &v}, Posted{}, err
		}
	}
	short, err := r.Presence.Short(ctx, p.ID)
	if err != nil {
		return Now{}, Posted{}, err
	}
	home := r.Home
	if len(p.Markets) > 0 {
		home = p.Markets[0]
	}
	s := Posted{Market: home, Span: shifts.Span{Start: now, End: now.Add(extraFor)}, Seats: 1, At: now}
	if len(p.Languages) > 0 {
		s.Language = p.Languages[0]
	}
	for _, b := range p.booked { // it ends where the next shift begins
		if b.Span.Start.After(now) && b.Span.Start.Before(s.Span.End) {
			s.Span.End = b.Span.Start
		}
	}
	s.Rate, err = r.usual(ctx, home, now)
	if err != nil {
		return Now{}, Posted{}, err
	}
	s.Bonus = none(s.Rate.Currency)
	n := Now{Waiting: max(short, 0), Rate: s.Rate, Until: s.Span.End}
	if short > 0 && s.Rate.Minor > 0 && s.Span.Len() >= r.Laws[home].Terms.Least {
		n.Why = r.against(p, s, now)
		n.Wanted = len(n.Why) == 0
	}
	return n, s, nil
}

// usual is what the market's shifts pay these weeks: the one that began last,
// or begins next. Extra work is paid no worse than planned work.
func (r *Roster) usual(ctx context.Context, market string, now time.Time) (money.Money, error) {
	list, err := r.Store.Shifts(ctx, now.AddDate(0, 0, -14), now.AddDate(0, 0, 14))
	if err != nil {
		return money.Money{}, err
	}
	list = slices.DeleteFunc(list, func(s Posted) bool { return s.Market != market || s.By == "" })
	if len(list) == 0 {
		return none(r.Pay[market].Currency), nil
	}
	i, found := slices.BinarySearchFunc(list, now, func(s Posted, at time.Time) int { return s.Span.Start.Compare(at) })
	if !found && i > 0 {
		i--
	}
	return list[i].Rate, nil
}

// Extra begins work beyond the plan: a shift of its own, for the asker, from
// now on. The law is asked as for a claim.
func (r *Roster) Extra(ctx context.Context, who identity.Who) (View, error) {
	n, s, err := r.wanted(ctx, who)
	switch {
	case err != nil:
		return View{}, err
	case n.On != nil:
		return *n.On, nil
	case len(n.Why) > 0:
		return View{}, r.forbidden(n.Why)
	case !n.Wanted:
		return View{}, problem.New(problem.Conflict, "enough_people")
	}
	s.ID = r.NewID()
	if err := r.Store.PutShift(ctx, s); err != nil {
		return View{}, err
	}
	return r.Claim(ctx, who, s.ID)
}
