package roster

import (
	"cmp"
	"context"
	"slices"
	"time"

	"samtal/core/identity"
	"samtal/core/money"
)

// View is a shift as one member of the staff sees it. It has no names: whoever
// shows it knows them.
type View struct {
	Posted
	Free        int         // seats to take, late releases included
	Pays        money.Money // who works all that is left of it, supplements and bonus included
	Mine        *Mine       // nil: no seat of the asker's
	MayTake     bool        // a seat is free, and nothing stands against it
	Why         []Reason    // what stands against it
	Fits        bool        // the asker likes to work then
	KeptFor     time.Time   // a seat is kept for the asker until then; zero: none
	Came        map[string]bool
	HeldSeconds map[string]int // how long each who has a seat was there
}

// Mine is the asker's own seat.
type Mine struct {
	At          time.Time
	UndoUntil   time.Time // until then it can be undone
	FreeUntil   time.Time // until then giving it up is free
	Released    time.Time // given up late: still theirs until somebody takes it
	Confirmed   bool
	ConfirmFrom time.Time // between these one says that one will come; zero: no need
	ConfirmBy   time.Time
	Came        time.Time // their first moment there; zero: not yet
	Worked      time.Duration
}

// Board lists shifts. Open ones have a free seat and time enough left: those that
// the asker may take come first (what is kept for them, then what they like),
// then the others with what stands against them. Otherwise an expert sees their
// own, and a lead everything.
func (r *Roster) Board(ctx context.Context, who identity.Who, open bool, from, to time.Time) ([]View, error) {
	if err := staffOnly(who); err != nil {
		return nil, err
	}
	now := r.Now()
	p, err := r.person(ctx, who, now)
	if err != nil {
		return nil, err
	}
	list, err := r.Store.Shifts(ctx, from, to)
	if err != nil {
		return nil, err
	}
	seen, err := r.about(ctx, p, list, now)
	if err != nil {
		return nil, err
	}
	out := []View{}
	for _, s := range list {
		v := r.view(p, s, seen, now)
		late := s.rules().From(now).Len() < r.Laws[s.Market].Terms.Least
		switch {
		case open && (v.Free == 0 || late || v.Mine != nil && v.Mine.Released.IsZero()):
		case !open && who.Role != identity.Lead && v.Mine == nil:
		default:
			out = append(out, v)
		}
	}
	if open {
		slices.SortStableFunc(out, func(a, b View) int { return cmp.Compare(rank(a), rank(b)) })
	}
	return out, nil
}

func rank(v View) int {
	switch {
	case !v.MayTake:
		return 3
	case !v.KeptFor.IsZero():
		return 0
	case v.Fits:
		return 1
	}
	return 2
}

// about is what is known beside the shifts: who was there, and what the asker likes.
type about struct {
	stays  []Stay
	wishes []Wish
}

func (r *Roster) about(ctx context.Context, p person, list []Posted, now time.Time) (about, error) {
	var a about
	wishes, err := r.Store.Wishes(ctx)
	if err != nil {
		return a, err
	}
	a.wishes = wishes[p.ID]
	from, held := now, false
	for _, s := range list {
		if len(s.Held) > 0 && s.Span.Start.Before(now) {
			held = true
			if s.Span.Start.Before(from) {
				from = s.Span.Start
			}
		}
	}
	if held {
		a.stays, err = r.Store.Stays(ctx, "", from, now)
	}
	return a, err
}

// one is a shift anew.
func (r *Roster) one(ctx context.Context, who identity.Who, id string) (View, error) {
	now := r.Now()
	p, err := r.person(ctx, who, now)
	if err != nil {
		return View{}, err
	}
	s, err := r.shift(ctx, id)
	if err != nil {
		return View{}, err
	}
	seen, err := r.about(ctx, p, []Posted{s}, now)
	return r.view(p, s, seen, now), err
}

func (r *Roster) view(p person, s Posted, seen about, now time.Time) View {
	law := r.Laws[s.Market]
	v := View{Posted: s, Free: s.rules().Free(p.ID, now), Pays: r.worth(s, now), Fits: fits(seen.wishes, s.Span, law.Zone), Came: map[string]bool{}, HeldSeconds: map[string]int{}}
	for _, k := range s.Reserved {
		if k.Expert == p.ID && k.Until.After(now) {
			v.KeptFor = k.Until
		}
	}
	for _, h := range s.Held {
		there := present(seen.stays, h.Expert, s.own(h), now)
		v.Came[h.Expert], v.HeldSeconds[h.Expert] = len(there) > 0, int(length(there)/time.Second)
	}
	mine, has := s.of(p.ID)
	if has {
		t := law.Terms
		m := &Mine{At: mine.At, UndoUntil: mine.At.Add(t.Undo), FreeUntil: s.Span.Start.Add(-t.FreeRelease), Released: mine.Released, Confirmed: mine.Confirmed}
		if by := s.Span.Start.Add(-t.ConfirmBy); mine.At.Before(by) { // who claims after that need not say it again
			m.ConfirmFrom, m.ConfirmBy = s.Span.Start.Add(-t.ConfirmFrom), by
		}
		if there := present(seen.stays, p.ID, s.own(mine), now); len(there) > 0 {
			m.Came, m.Worked = there[0].Start, length(there)
		}
		v.Mine = m
	}
	if !has || !mine.Released.IsZero() {
		v.Why = r.against(p, s, now)
		left := s.rules().From(now)
		for _, o := range p.booked {
			if o.ID != s.ID && o.Span.Start.Before(left.End) && o.Span.End.After(left.Start) {
				v.Why = []Reason{r.reason("overlap", "shift_overlaps", nil)} // what the law says of two at once is said by that
				break
			}
		}
		v.MayTake = len(v.Why) == 0 && v.Free > 0 && left.Len() >= law.Terms.Least
	}
	return v
}

// none is no money in a currency.
func none(currency string) money.Money { return money.Money{Currency: currency} }
