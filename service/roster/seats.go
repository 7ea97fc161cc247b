package roster

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/core/shifts"
	"samtal/service/desk"
)

// The bounds of how long a seat is kept for somebody.
const (
	keptLeast = 15 * time.Minute
	keptMost  = 30 * time.Minute
)

// Reserve keeps a seat for a named expert for a while, a lead's offer to them
// first. They must be able to take it.
func (r *Roster) Reserve(ctx context.Context, who identity.Who, id, expert string, length time.Duration) (View, error) {
	if who.Role != identity.Lead {
		return View{}, problem.New(problem.Forbidden, "not_allowed")
	}
	if length < keptLeast || length > keptMost {
		return View{}, problem.New(problem.Invalid, "invalid", "field", "minutes")
	}
	now := r.Now()
	s, err := r.shift(ctx, id)
	if err != nil {
		return View{}, err
	}
	p, err := r.person(ctx, identity.Who{ID: expert}, now)
	if err != nil {
		return View{}, err
	}
	if err := r.may(p, s, now); err != nil {
		return View{}, err
	}
	if err := r.Store.PutReserve(ctx, id, expert, now.Add(length)); err != nil {
		return View{}, err
	}
	return r.one(ctx, who, id)
}

// may says as a problem what keeps somebody from taking a seat now.
func (r *Roster) may(p person, s Posted, now time.Time) error {
	if _, why := s.rules().Take(r.Laws[s.Market].Terms, p.ID, p.others(s.ID), now); why != shifts.Done {
		return refused(why)
	}
	if why := r.against(p, s, now); len(why) > 0 {
		return r.forbidden(why)
	}
	return nil
}

// keepForThoseWhoLikeIt keeps the seats of a new shift for experts whose
// standing preferences it fits and who may take it, those with the least
// booked that week first.
func (r *Roster) keepForThoseWhoLikeIt(ctx context.Context, s Posted, length time.Duration, now time.Time) error {
	wishes, err := r.Store.Wishes(ctx)
	if err != nil {
		return err
	}
	law := r.Laws[s.Market]
	people, err := r.People.Experts(ctx)
	if err != nil {
		return err
	}
	type one struct {
		id   string
		week time.Duration
	}
	var fit []one
	for _, e := range people {
		if !fits(wishes[e.ID], s.Span, law.Zone) {
			continue
		}
		p, err := r.known(ctx, e, now)
		if err != nil {
			return err
		}
		if r.may(p, s, now) == nil {
			fit = append(fit, one{e.ID, p.week(s, law.Zone)})
		}
	}
	slices.SortStableFunc(fit, func(a, b one) int { return int(a.week - b.week) })
	for _, e := range fit[:min(s.Seats, len(fit))] {
		if err := r.Store.PutReserve(ctx, s.ID, e.id, now.Add(length)); err != nil {
			return err
		}
	}
	return nil
}

// Colleague is somebody who could take over a seat.
type Colleague struct{ ID, Name string }

// Colleagues are those who may take the asker's seat over, by name: what the
// law or their own shifts forbid is not even asked of them.
func (r *Roster) Colleagues(ctx context.Context, who identity.Who, id string) ([]Colleague, error) {
	if err := staffOnly(who); err != nil {
		return nil, err
	}
	now := r.Now()
	s, err := r.shift(ctx, id)
	if err != nil {
		return nil, err
	}
	if _, has := s.of(who.ID); !has {
		return nil, refused(shifts.NotYours)
	}
	people, err := r.People.Experts(ctx)
	if err != nil {
		return nil, err
	}
	out := []Colleague{}
	for _, e := range people {
		if e.ID == who.ID || e.Simulated {
			continue
		}
		p, err := r.known(ctx, e, now)
		if err != nil {
			return nil, err
		}
		if r.swappable(p, s, who.ID, now) == nil {
			out = append(out, Colleague{e.ID, e.Name})
		}
	}
	slices.SortFunc(out, func(a, b Colleague) int {
		if a.Name != b.Name {
			return cmp.Compare(a.Name, b.Name)
		}
		return cmp.Compare(a.ID, b.ID)
	})
	return out, nil
}

func (r *Roster) swappable(to person, s Posted, from string, now time.Time) error {
	if _, why := s.rules().Swap(r.Laws[s.Market].Terms, from, to.ID, to.others(s.ID), now); why != shifts.Done {
		return refused(why)
	}
	if why := r.against(to, s, now); len(why) > 0 {
		return r.forbidden(why)
	}
	return nil
}

// SwapView is a swap with the shift that it is about, for one of the two.
type SwapView struct {
	Swap
	FromName, ToName string
	View             View
}

// AskSwap offers the asker's seat to a named colleague. Until they agree it
// stays the asker's.
func (r *Roster) AskSwap(ctx context.Context, who identity.Who, id, to string) (SwapView, error) {
	if err := staffOnly(who); err != nil {
		return SwapView{}, err
	}
	now := r.Now()
	s, err := r.shift(ctx, id)
	if err != nil {
		return SwapView{}, err
	}
	p, err := r.person(ctx, identity.Who{ID: to}, now)
	if err != nil {
		return SwapView{}, err
	}
	if err := r.swappable(p, s, who.ID, now); err != nil {
		return SwapView{}, err
	}
	mine, err := r.Store.Swaps(ctx, who.ID)
	if err != nil {
		return SwapView{}, err
	}
	for _, w := range mine { // one question at a time about one seat
		if w.Shift == id && w.From == who.ID && w.State == Asked {
			if _, err := r.Store.EndSwap(ctx, w.ID, Withdrawn); err != nil {
				return SwapView{}, err
			}
		}
	}
	w := Swap{ID: r.NewID(), Shift: id, From: who.ID, To: to, At: now, State: Asked}
	if err := r.Store.PutSwap(ctx, w); err != nil {
		return SwapView{}, err
	}
	return r.swap(ctx, who, w)
}

func (r *Roster) swap(ctx context.Context, who identity.Who, w Swap) (SwapView, error) {
	v := SwapView{Swap: w}
	for id, name := range map[string]*string{w.From: &v.FromName, w.To: &v.ToName} {
		e, err := r.People.Expert(ctx, id)
		if err != nil && !errors.Is(err, desk.ErrMissing) {
			return v, err
		}
		*name = e.Name
	}
	var err error
	v.View, err = r.one(ctx, who, w.Shift)
	return v, err
}

// Swaps lists what waits for an answer, the asker's and their colleagues',
// while the shift has not begun.
func (r *Roster) Swaps(ctx context.Context, who identity.Who) ([]SwapView, error) {
	if err := staffOnly(who); err != nil {
		return nil, err
	}
	list, err := r.Store.Swaps(ctx, who.ID)
	if err != nil {
		return nil, err
	}
	out := []SwapView{}
	for _, w := range list {
		if w.State != Asked {
			continue
		}
		v, err := r.swap(ctx, who, w)
		if err != nil {
			return nil, err
		}
		if v.View.Span.Start.After(r.Now()) {
			out = append(out, v)
		}
	}
	return out, nil
}

// AnswerSwap is the colleague's yes or no; whoever asked may take the question
// back. On a yes everything is judged anew, and the seat goes over in two steps
// of which each is lawful by itself: given up late, then taken.
func (r *Roster) AnswerSwap(ctx context.Context, who identity.Who, id string, yes bool) error {
	if err := staffOnly(who); err != nil {
		return err
	}
	list, err := r.Store.Swaps(ctx, who.ID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(w Swap) bool { return w.ID == id })
	if i < 0 {
		return problem.New(problem.Missing, "swap_not_found")
	}
	w := list[i]
	switch {
	case w.State != Asked:
		return problem.New(problem.Conflict, "swap_answered")
	case !yes && w.From == who.ID:
		_, err := r.Store.EndSwap(ctx, id, Withdrawn)
		return err
	case !yes:
		_, err := r.Store.EndSwap(ctx, id, Declined)
		return err
	case w.To != who.ID:
		return problem.New(problem.Forbidden, "not_allowed")
	}
	return r.handOver(ctx, who, w)
}

func (r *Roster) handOver(ctx context.Context, who identity.Who, w Swap) error {
	now := r.Now()
	s, err := r.shift(ctx, w.Shift)
	if err != nil {
		return err
	}
	p, err := r.person(ctx, who, now)
	if err != nil {
		return err
	}
	if err := r.swappable(p, s, w.From, now); err != nil {
		return err
	}
	seat, _ := s.of(w.From)
	if ok, err := r.Store.EndSwap(ctx, w.ID, Agreed); err != nil || !ok {
		return problem.New(problem.Conflict, "swap_answered").Because(err)
	}
	if seat.Released.IsZero() {
		if ok, err := r.Store.LeaveSeat(ctx, w.From, seat.Turn, now, shifts.Late); err != nil || !ok {
			return problem.New(problem.Conflict, "swap_answered").Because(err)
		}
	}
	ok, err := r.Store.TakeSeat(ctx, Seat{Shift: s.ID, N: seat.N, Expert: p.ID, Turn: p.turn + 1, At: now})
	if err != nil {
		return err // the seat is the asker's until somebody takes it
	}
	if !ok { // the colleague took something else in the same moment, or somebody this seat
		_, err := r.Store.KeepSeat(ctx, w.From, seat.Turn)
		return problem.New(problem.Conflict, "stale").Because(err)
	}
	_, err = r.Store.LeaveSeat(ctx, w.From, seat.Turn, now, shifts.Swapped)
	return err
}
