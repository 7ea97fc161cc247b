package roster

import (
	"context"
	"time"

	"samtal/core/shifts"
)

// until is when a stay ends as far as anybody knows now: an open one goes on
// while there were signs of life lately.
func (y Stay) until(now time.Time) time.Time {
	switch {
	case !y.Until.IsZero():
		return y.Until
	case now.Sub(y.Seen) > AwayAfter:
		return y.Seen
	}
	return now
}

// present is when somebody was there within a span, joined, oldest first.
func present(stays []Stay, expert string, within shifts.Span, now time.Time) (out []shifts.Span) {
	for _, y := range stays {
		if y.Expert != expert {
			continue
		}
		from, to := y.Since, y.until(now)
		if from.Before(within.Start) {
			from = within.Start
		}
		if to.After(within.End) {
			to = within.End
		}
		if !from.Before(to) {
			continue
		}
		if n := len(out); n > 0 && !from.After(out[n-1].End) {
			if to.After(out[n-1].End) {
				out[n-1].End = to
			}
			continue
		}
		out = append(out, shifts.Span{Start: from, End: to})
	}
	return out
}

func length(spans []shifts.Span) (sum time.Duration) {
	for _, s := range spans {
		sum += s.Len()
	}
	return sum
}

// early is how long before the start of a shift one may come and be there.
const early = 15 * time.Minute

// watched is how far around now Step looks for shifts: those that may have
// begun, and those whose hours for confirming may have passed.
const watched = 48 * time.Hour

// Step does what time brings: signs of life are noted, and the seats of who
// did not confirm or did not come are open again. It returns how many reopened.
func (r *Roster) Step(ctx context.Context) (int, error) {
	now := r.Now()
	stays, err := r.Store.Stays(ctx, "", now.Add(-watched), now.Add(time.Second))
	if err != nil {
		return 0, err
	}
	for _, y := range stays {
		if y.Until.IsZero() && now.Sub(y.Seen) >= time.Minute && r.Presence.Here(y.Expert) {
			if err := r.Store.SeeStay(ctx, y.Expert, now); err != nil {
				return 0, err
			}
		}
	}
	list, err := r.Store.Shifts(ctx, now, now.Add(watched))
	if err != nil {
		return 0, err
	}
	n := 0
	for _, s := range list {
		came := func(expert string) bool {
			span := s.Span
			span.Start = span.Start.Add(-early)
			return len(present(stays, expert, span, now)) > 0
		}
		_, gone := s.rules().Reopen(r.Laws[s.Market].Terms, now, came)
		for _, g := range gone {
			seat, _ := s.of(g.Expert)
			ok, err := r.Store.LeaveSeat(ctx, g.Expert, seat.Turn, now, g.Why)
			if err != nil {
				return n, err
			}
			if ok {
				n++
			}
		}
	}
	return n, nil
}
