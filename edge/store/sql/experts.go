package sql

import (
	"context"

	"samtal/service/desk"
	"samtal/service/dispatch"
)

// Held implements dispatch.Experts.
func (b *Base) Held(ctx context.Context) ([]dispatch.Held, error) {
	var out []dispatch.Held
	err := b.each(ctx, `SELECT m.expert, m.conversation, m.id, c.market, m.topic, m.priority FROM matters m JOIN conversations c ON c.id = m.conversation
		WHERE m.holder = 'expert' ORDER BY m.expert, m.conversation, m.id`, func(s scanner) error {
		var h dispatch.Held
		err := s.Scan(&h.Expert, &h.Conversation, &h.Matter, &h.Market, &h.Topic, &h.Priority)
		out = append(out, h)
		return err
	})
	return out, err
}

// OffersTo implements dispatch.Experts.
func (b *Base) OffersTo(ctx context.Context, expert string) ([]desk.Row, error) {
	return b.matters(ctx, `WHERE m.holder = 'line' AND m.offer_to <> '' AND m.offer_to = $1 ORDER BY m.offer_expires, m.conversation, m.id`, expert)
}

// Alone implements dispatch.Experts for a record that one process has; the
// record that nodes share asks its database.
func (b *Base) Alone(_ context.Context, do func() error) (bool, error) {
	if !b.alone.TryLock() {
		return false, nil
	}
	defer b.alone.Unlock()
	return true, do()
}
