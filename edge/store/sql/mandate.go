package sql

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"samtal/edge/store"
	"samtal/service/desk"
)

const approval = `SELECT id, conversation, matter, market, expert, tool, args, asked_at, due, state, lead, decided_at FROM approvals`

func scanApproval(s scanner) (desk.Approval, error) {
	var a desk.Approval
	var asked, due int64
	var decided sql.NullInt64
	err := s.Scan(&a.ID, &a.Conversation, &a.Matter, &a.Market, &a.Expert, &a.Tool, &a.Args, &asked, &due, &a.State, &a.Lead, &decided)
	a.AskedAt, a.Due, a.DecidedAt = store.Time(asked), store.Time(due), store.Time(decided.Int64)
	return a, err
}

// PutApproval implements desk.Approvals.
func (b *Base) PutApproval(ctx context.Context, a desk.Approval) error {
	_, err := b.Write(ctx, `INSERT INTO approvals (id, conversation, matter, market, expert, tool, args, asked_at, due, state, lead, decided_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		a.ID, a.Conversation, string(a.Matter), a.Market, a.Expert, a.Tool, a.Args, a.AskedAt.UnixMilli(), a.Due.UnixMilli(), string(a.State), a.Lead, Null(store.Ms(a.DecidedAt)))
	return err
}

// Approval implements desk.Approvals.
func (b *Base) Approval(ctx context.Context, id string) (desk.Approval, error) {
	var a desk.Approval
	err := b.one(ctx, approval+` WHERE id = $1`, func(s scanner) (err error) { a, err = scanApproval(s); return }, id)
	return a, err
}

// OpenApprovals implements desk.Approvals.
func (b *Base) OpenApprovals(ctx context.Context, conversation string) ([]desk.Approval, error) {
	var out []desk.Approval
	err := b.each(ctx, approval+` WHERE state = 'open' AND ($1 = '' OR conversation = $1) ORDER BY due, id`, func(s scanner) error {
		a, err := scanApproval(s)
		out = append(out, a)
		return err
	}, conversation)
	return out, err
}

// Decide implements desk.Approvals.
func (b *Base) Decide(ctx context.Context, id string, to desk.ApprovalState, lead string, at time.Time) error {
	n, err := b.Write(ctx, `UPDATE approvals SET state = $2, lead = $3, decided_at = $4 WHERE id = $1 AND state = 'open'`, id, string(to), lead, at.UnixMilli())
	if err == nil && n == 0 {
		return desk.ErrConflict
	}
	return err
}

// PutTie implements desk.Ties.
func (b *Base) PutTie(ctx context.Context, t desk.Tie) error {
	_, err := b.Write(ctx, `INSERT INTO ties (customer, expert, kind, at) VALUES ($1, $2, $3, $4) ON CONFLICT (customer, expert) DO NOTHING`,
		t.Customer, t.Expert, t.Kind, t.At.UnixMilli())
	return err
}

// Tied implements desk.Ties.
func (b *Base) Tied(ctx context.Context, expert, customer string) (kind string, err error) {
	err = b.one(ctx, `SELECT kind FROM ties WHERE customer = $1 AND expert = $2`, func(s scanner) error { return s.Scan(&kind) }, customer, expert)
	if errors.Is(err, desk.ErrMissing) {
		return "", nil
	}
	return kind, err
}

// Ties implements desk.Ties.
func (b *Base) Ties(ctx context.Context) ([]desk.Tie, error) {
	var out []desk.Tie
	err := b.each(ctx, `SELECT customer, expert, kind, at FROM ties ORDER BY customer, expert`, func(s scanner) error {
		var t desk.Tie
		var at int64
		err := s.Scan(&t.Customer, &t.Expert, &t.Kind, &at)
		t.At = store.Time(at)
		out = append(out, t)
		return err
	})
	return out, err
}
