package dispatch

import (
	"context"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
)

// OfferView is an offer as contract.md shows it: never the customer's mood or
// worth, so that nobody picks the easy ones.
type OfferView struct {
	ID           string                `json:"id"`
	Conversation string                `json:"conversation"`
	Matter       conversation.MatterID `json:"matter"`
	Topic        string                `json:"topic"`
	Why          conversation.Why      `json:"why"`
	WaitSeconds  int                   `json:"wait_seconds"` // so far
	Language     string                `json:"language"`
	ExpiresAt    time.Time             `json:"expires_at"`
}

// Offers lists the open offers to an expert, soonest expiry first. Asking is a
// sign of life: an expert whose screens had closed is there again.
func (d *Dispatch) Offers(ctx context.Context, who identity.Who) ([]OfferView, error) {
	if err := staffOnly(who); err != nil {
		return nil, err
	}
	if d.isAway(who.ID) {
		if err := d.back(ctx, who.ID); err != nil {
			return nil, err
		}
	}
	d.sign(who.ID)
	rows, err := d.Experts.OffersTo(ctx, who.ID)
	if err != nil {
		return nil, err
	}
	now := d.Store.Now()
	out := []OfferView{}
	for _, r := range rows {
		if r.OfferExpires.After(now) {
			out = append(out, OfferView{ID: r.Offer, Conversation: r.Conversation, Matter: r.Matter, Topic: r.Topic, Why: r.Why,
				WaitSeconds: int(now.Sub(r.Since).Seconds()), Language: r.Language, ExpiresAt: r.OfferExpires})
		}
	}
	return out, nil
}

func (d *Dispatch) sign(expert string) {
	now := d.Store.Now()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.signs[expert] = now
}

func (d *Dispatch) isAway(expert string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := d.experts[expert]
	return s != nil && s.away
}
