package dispatch

import (
	"context"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
)

// OfferTo is a lead's choice: a matter in line is offered to this expert
// instead of whom routing would ask. The expert still says yes or no, and must
// be there with room for one more: a lead's wish is no way past a full desk.
func (d *Dispatch) OfferTo(ctx context.Context, who identity.Who, id string, m conversation.MatterID, expert string) error {
	if who.Role != identity.Lead {
		return problem.New(problem.Forbidden, "not_allowed")
	}
	to := d.bound()
	if to == nil {
		return problem.New(problem.Down, "shutting_down")
	}
	team, err := d.Team(ctx)
	if err != nil {
		return err
	}
	rows, err := d.Store.Waiting(ctx, "")
	if err != nil {
		return err
	}
	free := false
	for _, e := range team {
		free = free || e.ID == expert && e.Online && !d.isAway(e.ID) && e.Conversations < e.Capacity
	}
	if !free {
		return problem.New(problem.Conflict, "expert_not_free")
	}
	for _, r := range rows {
		if r.Conversation != id || m != "" && r.Matter != m {
			continue
		}
		if kind, err := d.Store.Tied(ctx, expert, r.Customer); err != nil {
			return err
		} else if r.Customer != "" && kind != "" {
			return problem.New(problem.Conflict, "expert_tied")
		}
		err := to.Offer(ctx, id, r.Matter, expert, d.offerTime(r.Market))
		if problem.Is(err, "offer_gone") {
			return problem.New(problem.Conflict, "offered_already", "name", d.ExpertName(ctx, r.OfferTo))
		}
		return err
	}
	return problem.New(problem.Conflict, "nobody_in_line")
}
