package sql

import (
	"context"
	"time"
)

// old counts a conversation that nobody wrote in since $2 and in which nothing
// is open. The columns of conversations are c's.
const old = `c.updated_at < $2 AND c.holder = 'none' AND NOT EXISTS (SELECT 1 FROM matters m WHERE m.conversation = c.id AND NOT m.closed)`

// Old implements desk.Store.
func (b *Base) Old(ctx context.Context, market string, since time.Time, limit int) ([]string, error) {
	var out []string
	err := b.each(ctx, `SELECT c.id FROM conversations c WHERE c.created_at < $2 AND c.market = $1 AND `+old+`
		AND (c.last_text <> '' OR EXISTS (SELECT 1 FROM contents t WHERE t.conversation = c.id)) ORDER BY c.created_at, c.id LIMIT $3`, func(s scanner) error {
		var id string
		err := s.Scan(&id)
		out = append(out, id)
		return err
	}, market, since.UnixMilli(), limit)
	return out, err
}

// Forget implements desk.Store. Each statement looks again whether something
// was written since; the last words go last, so that a crash on the way leaves
// the conversation on the list.
func (b *Base) Forget(ctx context.Context, id string, since time.Time) error {
	still := ` AND EXISTS (SELECT 1 FROM conversations c WHERE c.id = $1 AND ` + old + `)`
	statements := []string{
		`DELETE FROM words WHERE conversation = $1` + still,
		`DELETE FROM contents WHERE conversation = $1` + still,
		`UPDATE conversations AS c SET last_text = '' WHERE c.id = $1 AND ` + old,
	}
	if b.Unindex != "" {
		statements = append([]string{b.Unindex + still}, statements...)
	}
	for _, s := range statements {
		if _, err := b.Write(ctx, s, id, since.UnixMilli()); err != nil {
			return err
		}
	}
	return nil
}
