package roster

import (
	"context"
	"slices"
	"strings"
	"time"

	"samtal/core/identity"
	"samtal/core/problem"
)

// The bounds of one shift: what is longer or bigger is a slip of the pen.
const (
	longest   = 24 * time.Hour
	seatsMost = 500
)

// Publish puts up an open shift. Only leads do; the id and who and when are
// filled in here. keep, if not zero, is how long its seats are kept for experts
// who like to work then.
func (r *Roster) Publish(ctx context.Context, who identity.Who, p Posted, keep time.Duration) (View, error) {
	if who.Role != identity.Lead {
		return View{}, problem.New(problem.Forbidden, "not_allowed")
	}
	now := r.Now()
	law, lawful := r.Laws[p.Market]
	terms, paid := r.Pay[p.Market]
	bad := ""
	switch length := p.Span.Len(); {
	case !lawful || !paid:
		bad = "market"
	case !slices.Contains(r.Languages, p.Language):
		bad = "language"
	case slices.ContainsFunc(p.Topics, func(t string) bool { return strings.TrimSpace(t) == "" }):
		bad = "topics"
	case !p.Span.Start.After(now):
		bad = "start"
	case length < law.Terms.Least || length > longest:
		bad = "end"
	case p.Span.Break < 0 || p.Span.Break >= length:
		bad = "break_seconds"
	case p.Seats < 1 || p.Seats > seatsMost:
		bad = "seats"
	case p.Rate.Minor <= 0 || p.Rate.Currency != terms.Currency:
		bad = "base_pay"
	case p.Bonus.Minor < 0 || p.Bonus.Minor > 0 && p.Bonus.Currency != terms.Currency:
		bad = "bonus"
	case keep != 0 && (keep < keptLeast || keep > keptMost):
		bad = "keep_minutes"
	}
	if bad != "" {
		return View{}, problem.New(problem.Invalid, "invalid", "field", bad)
	}
	p.Bonus.Currency = terms.Currency
	p.ID, p.By, p.At, p.Held, p.Reserved = r.NewID(), who.ID, now, nil, nil
	if err := r.Store.PutShift(ctx, p); err != nil {
		return View{}, err
	}
	if keep > 0 {
		if err := r.keepForThoseWhoLikeIt(ctx, p, keep, now); err != nil {
			return View{}, err
		}
	}
	return r.one(ctx, who, p.ID)
}
