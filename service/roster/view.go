package roster

import (
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
	Free    int      // seats to take, late releases included
	Mine    *Mine    // nil: no seat of the asker's
	MayTake bool     // a seat is free, and nothing stands against it
	Why     []Reason // what stands against it
}

// Mine is the asker's own seat.
type Mine struct {
	At        time.Time
	UndoUntil time.Time // until then it can be undone
	FreeUntil time.Time // until then giving it up is free
	Released  time.Time // given up late: still theirs until somebody takes it
}

// Board lists shifts. Open ones have a free seat and have not begun: those that
// the asker may take come first, then the others with what stands against them.
// Otherwise an expert sees their own, and a lead everything.
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
	out := []View{}
	for _, s := range list {
		v := r.view(p, s, now)
		switch {
		case open && (v.Free == 0 || !now.Before(s.Span.Start) || v.Mine != nil && v.Mine.Released.IsZero()):
		case !open && who.Role != identity.Lead && v.Mine == nil:
		default:
			out = append(out, v)
		}
	}
	if open {
		slices.SortStableFunc(out, func(a, b View) int { return rank(a) - rank(b) })
	}
	return out, nil
}

func rank(v View) int {
	if v.MayTake {
		return 0
	}
	return 1
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
	return r.view(p, s, now), nil
}

func (r *Roster) view(p person, s Posted, now time.Time) View {
	v := View{Posted: s, Free: s.rules().Free(p.ID, now)}
	terms := r.Laws[s.Market].Terms
	mine, has := s.of(p.ID)
	if has {
		v.Mine = &Mine{At: mine.At, UndoUntil: mine.At.Add(terms.Undo), FreeUntil: s.Span.Start.Add(-terms.FreeRelease), Released: mine.Released}
	}
	if !has || !mine.Released.IsZero() {
		v.Why = r.against(p, s)
		for _, o := range p.booked {
			if o.ID != s.ID && o.Span.Start.Before(s.Span.End) && o.Span.End.After(s.Span.Start) {
				v.Why = append([]Reason{r.reason("overlap", "shift_overlaps", nil)}, v.Why...)
				break
			}
		}
		v.MayTake = len(v.Why) == 0 && v.Free > 0 && now.Before(s.Span.Start)
	}
	return v
}

// none is no money in a currency.
func none(currency string) money.Money { return money.Money{Currency: currency} }
