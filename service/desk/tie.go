package desk

import (
	"context"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
)

// Tie says that somebody on the staff may not have a customer: it is their own
// account, their household's, or a person they know.
type Tie struct {
	Expert   string
	Customer string
	Kind     string // own, household, acquaintance
	At       time.Time
}

// The kinds of a tie.
const (
	TieOwn          = "own"
	TieHousehold    = "household"
	TieAcquaintance = "acquaintance"
)

// Ties keep who may not have whom.
type Ties interface {
	// PutTie adds one; the same pair again keeps the first.
	PutTie(ctx context.Context, t Tie) error
	// Tied returns the kind of the tie between two, "" for none.
	Tied(ctx context.Context, expert, customer string) (string, error)
	// Ties lists all, by customer and expert.
	Ties(ctx context.Context) ([]Tie, error)
}

// stranger refuses staff who have a tie to the customer: nobody helps, looks
// at or decides about themselves, their household or an acquaintance.
func (d *Desk) stranger(ctx context.Context, who identity.Who, rec Record) error {
	if rec.State.Customer == "" || who.Role == identity.Customer {
		return nil
	}
	kind, err := d.Store.Tied(ctx, who.ID, rec.State.Customer)
	if err == nil && kind != "" {
		return problem.New(problem.Forbidden, "tied")
	}
	return err
}

// mayHave is stranger for a conversation that was not loaded yet. One that is
// not there is for the law to refuse.
func (d *Desk) mayHave(ctx context.Context, who identity.Who, id string) error {
	rec, err := d.load(ctx, id)
	if isMissing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return d.stranger(ctx, who, rec)
}

// KnowPerson is the button "I know this person": no question is asked, what
// they hold of this customer goes to a colleague at once, first in line, and
// the customer is never offered to them again.
func (d *Desk) KnowPerson(ctx context.Context, who identity.Who, id string) error {
	if err := staffOnly(who); err != nil {
		return err
	}
	rec, err := d.Store.Load(ctx, id)
	if err != nil {
		return missing(err)
	}
	if err := reaches(who, rec); err != nil {
		return err
	}
	if rec.State.Customer != "" {
		if err := d.Store.PutTie(ctx, Tie{Expert: who.ID, Customer: rec.State.Customer, Kind: TieAcquaintance, At: d.Store.Now()}); err != nil {
			return err
		}
	}
	for _, m := range rec.State.Matters {
		p := m.Place
		if p == nil {
			continue
		}
		var in conversation.Input
		switch {
		case p.By == conversation.Expert && p.Expert == who.ID:
			in = conversation.ExpertTransferred{Expert: who.ID, Matter: m.ID}
		case p.Offer != nil && p.Offer.Expert == who.ID:
			in = conversation.OfferDeclined{Offer: p.Offer.ID, Expert: who.ID}
		default:
			continue
		}
		if _, err := d.decide(ctx, id, func(Record, time.Time) (change, error) { return change{in: in}, nil }); err != nil && !problem.Is(err, "conversation_not_found") {
			return err
		}
	}
	return nil
}
