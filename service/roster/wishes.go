package roster

import (
	"context"
	"slices"
	"time"

	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/core/shifts"
)

// wishesMost bounds how many times of the week somebody names.
const wishesMost = 50

const midnight = shifts.TimeOfDay(24 * 60)

// fits reports whether a shift lies within the times that somebody likes, by
// the local clock. Wishes that touch are one; a shift over midnight asks both days.
func fits(wishes []Wish, s shifts.Span, zone *time.Location) bool {
	if len(wishes) == 0 {
		return false
	}
	for at := s.Start.In(zone); at.Before(s.End); {
		y, m, d := at.Date()
		next := time.Date(y, m, d+1, 0, 0, 0, 0, zone)
		from, to := clock(at), midnight
		if end := s.End.In(zone); end.Before(next) {
			to = clock(end)
		}
		if !covered(wishes, at.Weekday(), from, to) {
			return false
		}
		at = next
	}
	return true
}

func clock(t time.Time) shifts.TimeOfDay { return shifts.TimeOfDay(t.Hour()*60 + t.Minute()) }

func covered(wishes []Wish, day time.Weekday, from, to shifts.TimeOfDay) bool {
	for from < to {
		best := from
		for _, w := range wishes {
			if w.Day == day && w.From <= from && w.To > best {
				best = w.To
			}
		}
		if best == from {
			return false
		}
		from = best
	}
	return true
}

// Wishes are the asker's standing preferences, in the order of the week from Monday.
func (r *Roster) Wishes(ctx context.Context, who identity.Who) ([]Wish, error) {
	if err := staffOnly(who); err != nil {
		return nil, err
	}
	all, err := r.Store.Wishes(ctx)
	return all[who.ID], err
}

// Wish replaces the asker's standing preferences. They promise nothing: shifts
// that fit come first on the board and may be kept for them.
func (r *Roster) Wish(ctx context.Context, who identity.Who, w []Wish) ([]Wish, error) {
	if err := staffOnly(who); err != nil {
		return nil, err
	}
	if len(w) > wishesMost || slices.ContainsFunc(w, func(x Wish) bool {
		return x.Day < time.Sunday || x.Day > time.Saturday || x.From < 0 || x.To > midnight || x.From >= x.To
	}) {
		return nil, problem.New(problem.Invalid, "invalid", "field", "items")
	}
	w = slices.Clone(w)
	slices.SortFunc(w, func(a, b Wish) int {
		if d := (int(a.Day)+6)%7 - (int(b.Day)+6)%7; d != 0 {
			return d
		}
		return int(a.From - b.From)
	})
	return w, r.Store.PutWishes(ctx, who.ID, w)
}
