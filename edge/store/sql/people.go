package sql

import (
	"context"
	"encoding/json"
	"fmt"

	"samtal/core/admission"
	"samtal/edge/store"
	"samtal/service/desk"
	"samtal/service/people"
)

// kept runs an insert or a replacement of a version; nothing changed means that
// somebody was faster.
func (b *Base) kept(ctx context.Context, query string, args ...any) error {
	n, err := b.Write(ctx, query, args...)
	if err == nil && n == 0 {
		return desk.ErrConflict
	}
	return err
}

// PutApplication implements people.Store.
func (b *Base) PutApplication(ctx context.Context, k people.Kept) error {
	body, err := json.Marshal(k.Application)
	if err != nil {
		return err
	}
	args := []any{k.ID, string(k.State), k.Expert, k.Secret, store.Clean(string(body)), store.Ms(k.ChangedAt)}
	if k.Version == 0 {
		return b.kept(ctx, `INSERT INTO applications (id, state, expert, secret, body, changed_at, version) VALUES ($1, $2, $3, $4, $5, $6, 1) ON CONFLICT DO NOTHING`, args...)
	}
	return b.kept(ctx, `UPDATE applications SET state = $2, expert = $3, secret = $4, body = $5, changed_at = $6, version = version + 1 WHERE id = $1 AND version = $7`,
		append(args, k.Version)...)
}

const application = `SELECT body, secret, version FROM applications`

func scanApplication(s scanner) (k people.Kept, err error) {
	var body string
	if err := s.Scan(&body, &k.Secret, &k.Version); err != nil {
		return k, err
	}
	if err := json.Unmarshal([]byte(body), &k.Application); err != nil {
		return k, fmt.Errorf("store: an application cannot be read: %w", err)
	}
	return k, nil
}

// Application implements people.Store.
func (b *Base) Application(ctx context.Context, id string) (k people.Kept, err error) {
	err = b.one(ctx, application+` WHERE id = $1`, func(s scanner) (err error) { k, err = scanApplication(s); return }, id)
	return k, err
}

// ApplicationOf implements people.Store.
func (b *Base) ApplicationOf(ctx context.Context, expert string) (k people.Kept, err error) {
	err = b.one(ctx, application+` WHERE expert = $1 AND expert <> ''`, func(s scanner) (err error) { k, err = scanApplication(s); return }, expert)
	return k, err
}

// Applications implements people.Store.
func (b *Base) Applications(ctx context.Context, state admission.State, limit int) (out []people.Kept, err error) {
	err = b.each(ctx, application+` WHERE $1 = '' OR state = $1 ORDER BY changed_at, id LIMIT $2`, func(s scanner) error {
		k, err := scanApplication(s)
		out = append(out, k)
		return err
	}, string(state), limit)
	return out, err
}

// EraseApplication implements people.Store.
func (b *Base) EraseApplication(ctx context.Context, id string) error {
	if _, err := b.Write(ctx, `DELETE FROM practices WHERE owner = $1`, people.Owner(id)); err != nil {
		return err
	}
	_, err := b.Write(ctx, `DELETE FROM applications WHERE id = $1`, id)
	return err
}

// PutRun implements people.Store.
func (b *Base) PutRun(ctx context.Context, r people.KeptRun) error {
	body, err := json.Marshal(r.Run)
	if err != nil {
		return err
	}
	passed := 0
	if r.Passed {
		passed = 1
	}
	args := []any{r.ID, r.Owner, store.Clean(string(body)), passed, r.Points, store.Ms(r.At)}
	if r.Version == 0 {
		return b.kept(ctx, `INSERT INTO practices (id, owner, body, passed, points, at, version) VALUES ($1, $2, $3, $4, $5, $6, 1) ON CONFLICT DO NOTHING`, args...)
	}
	return b.kept(ctx, `UPDATE practices SET body = $3, passed = $4, points = $5, at = $6, version = version + 1 WHERE id = $1 AND owner = $2 AND version = $7`,
		append(args, r.Version)...)
}

const practised = `SELECT id, owner, body, passed, points, at, version FROM practices WHERE owner = $1`

func scanRun(s scanner) (r people.KeptRun, err error) {
	var body string
	var passed, at int64
	if err := s.Scan(&r.ID, &r.Owner, &body, &passed, &r.Points, &at, &r.Version); err != nil {
		return r, err
	}
	r.Passed, r.At = passed != 0, store.Time(at)
	if err := json.Unmarshal([]byte(body), &r.Run); err != nil {
		return r, fmt.Errorf("store: a practice cannot be read: %w", err)
	}
	return r, nil
}

// Run implements people.Store.
func (b *Base) Run(ctx context.Context, owner, id string) (r people.KeptRun, err error) {
	err = b.one(ctx, practised+` AND id = $2`, func(s scanner) (err error) { r, err = scanRun(s); return }, owner, id)
	return r, err
}

// Runs implements people.Store.
func (b *Base) Runs(ctx context.Context, owner string, limit int) (out []people.KeptRun, err error) {
	err = b.each(ctx, practised+` ORDER BY at DESC, id DESC LIMIT $2`, func(s scanner) error {
		r, err := scanRun(s)
		out = append(out, r)
		return err
	}, owner, limit)
	return out, err
}
