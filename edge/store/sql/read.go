package sql

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"samtal/edge/store"
	"samtal/service/desk"
)

const load = `SELECT id, version, customer_seq, staff_seq, secret, created_at, state, last_text, last_at FROM conversations`

// conversation is a whole row of the table of that name, as far as it is read back.
type conversation struct {
	desk.Record
	lastText string
	lastAt   time.Time
}

func scanConversation(s scanner) (conversation, error) {
	var c conversation
	var created, last int64
	var state string
	if err := s.Scan(&c.ID, &c.Version, &c.CustomerSeq, &c.StaffSeq, &c.Secret, &created, &state, &c.lastText, &last); err != nil {
		return c, err
	}
	c.CreatedAt, c.lastAt = store.Time(created), store.Time(last)
	if err := json.Unmarshal([]byte(state), &c.State); err != nil {
		return c, fmt.Errorf("store: the state of %s cannot be read: %w", c.ID, err)
	}
	return c, nil
}

// Load implements desk.Store.
func (b *Base) Load(ctx context.Context, id string) (desk.Record, error) {
	var c conversation
	err := b.one(ctx, load+` WHERE id = $1`, func(s scanner) (err error) { c, err = scanConversation(s); return }, id)
	return c.Record, err
}

const entry = `SELECT conversation, seq, customer_seq, staff_seq, at, kind, schema, body, message FROM events`

func scanEntry(s scanner) (desk.Entry, error) {
	var e desk.Entry
	var at int64
	err := s.Scan(&e.Conversation, &e.Seq, &e.CustomerSeq, &e.StaffSeq, &at, &e.Kind, &e.Schema, &e.Body, &e.Message)
	e.At = store.Time(at)
	return e, err
}

// the log, and each projection along it: no number of a projection is above
// the event's own
var projections = map[desk.Audience]string{
	"":               entry + ` WHERE conversation = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
	desk.ForCustomer: entry + ` WHERE conversation = $1 AND seq > $2 AND customer_seq > $2 AND customer_seq > 0 ORDER BY seq LIMIT $3`,
	desk.ForStaff:    entry + ` WHERE conversation = $1 AND seq > $2 AND staff_seq > $2 AND staff_seq > 0 ORDER BY seq LIMIT $3`,
}

// Entries implements desk.Store.
func (b *Base) Entries(ctx context.Context, id string, audience desk.Audience, after int64, limit int) ([]desk.Entry, error) {
	query, ok := projections[audience]
	if !ok {
		return nil, fmt.Errorf("store: nobody called %q reads the log", audience)
	}
	var out []desk.Entry
	err := b.each(ctx, query, func(s scanner) error {
		e, err := scanEntry(s)
		out = append(out, e)
		return err
	}, id, after, limit)
	return out, err
}

// Message implements desk.Store.
func (b *Base) Message(ctx context.Context, id, message string) (desk.Entry, error) {
	var e desk.Entry
	err := b.one(ctx, entry+` WHERE conversation = $1 AND message = $2 AND message <> ''`,
		func(s scanner) (err error) { e, err = scanEntry(s); return }, id, message)
	return e, err
}

// Contents implements desk.Store. What was erased does not exist.
func (b *Base) Contents(ctx context.Context, id string, ids []string) (map[string]desk.Content, error) {
	out := make(map[string]desk.Content, len(ids))
	err := Groups(ids, func(group []any) error {
		return b.each(ctx, `SELECT id, kind, body, at FROM contents WHERE conversation = $1 AND erased_at IS NULL AND id IN (`+In(2, len(group))+`)`,
			func(s scanner) error {
				c := desk.Content{Conversation: id}
				var at int64
				var body string
				if err := s.Scan(&c.ID, &c.Kind, &body, &at); err != nil {
					return err
				}
				c.Body, c.At = json.RawMessage(body), store.Time(at)
				out[c.ID] = c
				return nil
			}, append([]any{id}, group...)...)
	})
	return out, err
}

// Finish implements desk.Store.
func (b *Base) Finish(ctx context.Context, ids ...string) error {
	return Groups(ids, func(group []any) error {
		_, err := b.Write(ctx, Done(len(group)), group...)
		return err
	})
}

// Done removes n rows of the outbox.
func Done(n int) string { return `DELETE FROM outbox WHERE id IN (` + In(1, n) + `)` }

// Drop erases one content of a conversation.
const Drop = `DELETE FROM contents WHERE conversation = $1 AND id = $2`

// Postpone implements desk.Store.
func (b *Base) Postpone(ctx context.Context, id string, notBefore time.Time) error {
	_, err := b.Write(ctx, `UPDATE outbox SET not_before = $2, leased_until = 0, ready_at = $2 WHERE id = $1`, id, store.Ms(notBefore))
	return err
}

// Queued is the column list of a claimed row.
const Queued = `id, conversation, kind, schema, body, not_before, leased_until, tries`

// ScanQueued reads one.
func ScanQueued(s interface{ Scan(dest ...any) error }) (desk.Queued, error) {
	var q desk.Queued
	var notBefore, leased int64
	err := s.Scan(&q.ID, &q.Conversation, &q.Kind, &q.Schema, &q.Body, &notBefore, &leased, &q.Tries)
	q.NotBefore, q.LeasedUntil = store.Time(notBefore), store.Time(leased)
	return q, err
}

// Overdue implements desk.Store.
func (b *Base) Overdue(ctx context.Context, now time.Time, limit int) ([]string, error) {
	var out []string
	err := b.each(ctx, `SELECT id FROM conversations WHERE wake_at <= $1 AND wake_at IS NOT NULL ORDER BY wake_at, id LIMIT $2`, func(s scanner) error {
		var id string
		err := s.Scan(&id)
		out = append(out, id)
		return err
	}, now.UnixMilli(), limit)
	return out, err
}

// Oldest orders claimed rows by when they could first be taken: UPDATE …
// RETURNING promises no order.
func Oldest(list []desk.Queued) {
	slices.SortFunc(list, func(a, b desk.Queued) int {
		return cmp.Or(a.NotBefore.Compare(b.NotBefore), cmp.Compare(a.ID, b.ID))
	})
}
