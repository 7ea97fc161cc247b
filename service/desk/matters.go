package desk

import (
	"context"
	"slices"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
)

// waitFor are the words of the API for whom a matter waits.
var waitFor = map[string]conversation.Others{"customer": "", "merchant": conversation.Merchant, "back_office": conversation.BackOffice,
	"police": conversation.Police, "other": conversation.SomeOther}

// Wait says what a matter waits for: "customer", who then comes next, or others,
// until a time at which the customer hears again. Only who holds it may.
func (d *Desk) Wait(ctx context.Context, who identity.Who, id string, m conversation.MatterID, on string, until time.Time) (View, error) {
	others, ok := waitFor[on]
	if !ok {
		return View{}, problem.New(problem.Invalid, "invalid_wait")
	}
	return d.staffView(ctx)(d.byStaff(ctx, who, id, conversation.ExpertWaits{Expert: who.ID, Matter: m, Others: others, Until: until}))
}

// OthersAnswered says that whoever a matter waited for has answered: somebody's
// word is owed now. Matter "" is the one that waits.
func (d *Desk) OthersAnswered(ctx context.Context, who identity.Who, id string, m conversation.MatterID) (View, error) {
	if err := staffOnly(who); err != nil {
		return View{}, err
	}
	return d.staffView(ctx)(d.decide(ctx, id, func(rec Record, _ time.Time) (change, error) {
		in := conversation.OthersAnswered{Matter: m}
		for _, x := range rec.State.Matters {
			if m == "" && x.Place != nil && x.Place.Others != "" {
				in.Matter = x.ID
			}
		}
		return change{in: in}, reaches(who, rec)
	}))
}

// ShiftEnded says that an expert's work is over for now; back is when they work
// again, zero when nobody knows. What they hold gets an owner who is there.
func (d *Desk) ShiftEnded(ctx context.Context, expert string, back time.Time) error {
	return d.eachHeld(ctx, expert, conversation.ShiftEnded{Expert: expert, Back: back})
}

// ShiftBegan says that an expert is at work again: what their team kept for
// them is theirs to take first.
func (d *Desk) ShiftBegan(ctx context.Context, expert string) error {
	rows, err := d.Store.WithTeams(ctx, "")
	if err != nil {
		return err
	}
	return d.each(ctx, slices.DeleteFunc(rows, func(r Row) bool { return r.Expert != expert || !r.Owes || r.Others != "" }), conversation.ShiftBegan{Expert: expert})
}

// Take takes a matter over: a lead from whoever has it, an expert only from a
// team of theirs. To an expert, what is not their team's does not exist.
func (d *Desk) Take(ctx context.Context, who identity.Who, id string, m conversation.MatterID) (View, error) {
	if who.Role == identity.Lead {
		return d.TakeOver(ctx, who, id, m)
	}
	if err := staffOnly(who); err != nil {
		return View{}, err
	}
	if err := d.mayHave(ctx, who, id); err != nil {
		return View{}, goneToThem(err)
	}
	return d.staffView(ctx)(d.decide(ctx, id, func(rec Record, _ time.Time) (change, error) {
		for _, x := range rec.State.Matters {
			p := x.Place
			if p == nil || m != "" && x.ID != m {
				continue
			}
			mine := p.By == conversation.Expert && p.Expert == who.ID // a second press, which the law refuses kindly
			if mine || p.By == conversation.Team && d.People.Suits(ctx, who.ID, rec.State.Market, rec.State.Language, x.Topic) {
				return change{in: conversation.ExpertTook{Matter: x.ID, Expert: who.ID, Away: !d.Presence.CustomerHere(id)}}, nil
			}
		}
		return change{}, problem.New(problem.Missing, "conversation_not_found")
	}))
}

// goneToThem: nobody learns by a guess that a conversation of somebody they
// know exists.
func goneToThem(err error) error {
	if problem.Is(err, "tied") {
		return problem.New(problem.Missing, "conversation_not_found")
	}
	return err
}

// The lists of matters: what I hold, what my team holds, what is due today.
const (
	ViewMine  = "mine"
	ViewTeam  = "team"
	ViewToday = "today"
)

// duesMost bounds the list of what is due today.
const duesMost = 500

// Matters lists open matters that people owe or hold, soonest due first. An
// expert sees their own and, without names or words, what they may take from
// their team; a lead sees everybody's. Market "" is any.
func (d *Desk) Matters(ctx context.Context, who identity.Who, view, market string) ([]RowView, error) {
	if err := staffOnly(who); err != nil {
		return nil, err
	}
	var list []Row
	var err error
	switch view {
	case ViewMine:
		list, err = d.Store.HeldBy(ctx, who.ID)
	case ViewTeam:
		list, err = d.Store.WithTeams(ctx, market)
	case ViewToday:
		now := d.Store.Now()
		list, err = d.Store.DueBefore(ctx, market, now.Add(25*time.Hour), duesMost) // the longest day of a year
		list = slices.DeleteFunc(list, func(r Row) bool {
			return d.House.Today(r.Market, r.Due) > d.House.Today(r.Market, now)
		})
	default:
		return nil, problem.New(problem.Invalid, "bad_view")
	}
	if who.Role == identity.Expert {
		list = slices.DeleteFunc(list, func(r Row) bool { return !d.theirs(ctx, who, r) })
	}
	slices.SortStableFunc(list, func(a, b Row) int { return a.Due.Compare(b.Due) })
	rows, err := d.staffRows(ctx, list, err)
	if who.Role == identity.Expert {
		for i := range rows {
			if rows[i].Holder == conversation.Team { // taken first, read then (trust.md G1)
				rows[i].Name, rows[i].Customer, rows[i].LastText = "", "", ""
			}
		}
	}
	return rows, err
}

// theirs: an expert's own, or a team's that they may take.
func (d *Desk) theirs(ctx context.Context, who identity.Who, r Row) bool {
	switch r.Holder {
	case conversation.Expert:
		return r.Expert == who.ID
	case conversation.Team:
		if r.Customer != "" {
			if kind, err := d.Store.Tied(ctx, who.ID, r.Customer); err != nil || kind != "" {
				return false
			}
		}
		return d.People.Suits(ctx, who.ID, r.Market, r.Language, r.Topic)
	}
	return false
}

// nextOf says what comes next in a matter of a list.
func nextOf(r Row) conversation.Next {
	switch {
	case r.Holder == conversation.Line:
		return conversation.NextPerson
	case r.Holder == conversation.Nobody:
		return ""
	case r.Holder == conversation.Assistant, !r.Owes:
		return conversation.NextCustomer
	case r.Others != "":
		return conversation.NextOthers
	case r.Holder == conversation.Team:
		return conversation.NextTeam
	}
	return conversation.NextExpert
}
