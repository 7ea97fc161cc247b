package dispatch

import (
	"context"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/core/routing"
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

// Short is how many customers wait whom an expert may answer, beyond the free
// places of the others who are there.
func (d *Dispatch) Short(ctx context.Context, expert string) (int, error) {
	s, err := d.look(ctx)
	if err != nil {
		return 0, err
	}
	e, ok := d.known(ctx).byID[expert]
	if !ok {
		return 0, nil
	}
	asked := routing.Expert{ID: e.ID, Markets: e.Markets, Languages: e.Languages, Skills: e.Skills}
	waiting, free := 0, 0
	for _, w := range s.waiting {
		if asked.Suits(w) {
			waiting++
		}
	}
	for _, o := range s.experts {
		if o.ID != expert && !o.Whole {
			free += max(0, o.Capacity-o.Held)
		}
	}
	return waiting - free, nil
}
