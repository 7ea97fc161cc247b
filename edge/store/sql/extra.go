package sql

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"samtal/edge/store"
	"samtal/service/desk"
	"samtal/service/dispatch"
)

// Setting implements store.Settings.
func (b *Base) Setting(ctx context.Context, key string) (value string, set bool, err error) {
	err = b.one(ctx, `SELECT value FROM settings WHERE key = $1`, func(s scanner) error { return s.Scan(&value) }, key)
	if errors.Is(err, desk.ErrMissing) {
		return "", false, nil
	}
	return value, err == nil, err
}

// SetSetting implements store.Settings.
func (b *Base) SetSetting(ctx context.Context, key, value string) error {
	_, err := b.Write(ctx, `INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value)
	return err
}

// PutEdition implements store.Editions.
func (b *Base) PutEdition(ctx context.Context, digest string, body []byte) error {
	_, err := b.Write(ctx, `INSERT INTO editions (digest, body, seen_at) VALUES ($1, $2, $3) ON CONFLICT (digest) DO UPDATE SET seen_at = excluded.seen_at`,
		digest, body, b.Now().UnixMilli())
	return err
}

// Edition implements store.Editions.
func (b *Base) Edition(ctx context.Context, digest string) (body []byte, err error) {
	err = b.one(ctx, `SELECT body FROM editions WHERE digest = $1`, func(s scanner) error { return s.Scan(&body) }, digest)
	return body, err
}

// RetireEditions implements store.Editions.
func (b *Base) RetireEditions(ctx context.Context, unseen time.Time) (int, error) {
	n, err := b.Write(ctx, `DELETE FROM editions WHERE seen_at < $1 AND digest NOT IN (SELECT edition FROM matters WHERE edition <> '')`, unseen.UnixMilli())
	return int(n), err
}

const expert = `SELECT id, name, role, markets, languages, skills, capacity, online, online_since, simulated FROM experts`

func scanExpert(s scanner) (dispatch.Expert, error) {
	var e dispatch.Expert
	var markets, languages, skills string
	var since sql.NullInt64
	if err := s.Scan(&e.ID, &e.Name, &e.Role, &markets, &languages, &skills, &e.Capacity, &e.Online, &since, &e.Simulated); err != nil {
		return e, err
	}
	e.OnlineSince = store.Time(since.Int64)
	if err := errors.Join(json.Unmarshal([]byte(markets), &e.Markets), json.Unmarshal([]byte(languages), &e.Languages), json.Unmarshal([]byte(skills), &e.Skills)); err != nil {
		return e, fmt.Errorf("store: expert %s cannot be read: %w", e.ID, err)
	}
	return e, nil
}

// PutExpert implements dispatch.Experts.
func (b *Base) PutExpert(ctx context.Context, e dispatch.Expert) error {
	markets, err := json.Marshal(e.Markets)
	if err != nil {
		return err
	}
	languages, err := json.Marshal(e.Languages)
	if err != nil {
		return err
	}
	skills, err := json.Marshal(e.Skills)
	if err != nil {
		return err
	}
	_, err = b.Write(ctx, `INSERT INTO experts (id, name, role, markets, languages, skills, capacity, online, online_since, simulated)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role,
		markets = excluded.markets, languages = excluded.languages, skills = excluded.skills, capacity = excluded.capacity, online = excluded.online,
		online_since = excluded.online_since, simulated = excluded.simulated`,
		e.ID, e.Name, e.Role, string(markets), string(languages), string(skills), e.Capacity, e.Online, Null(store.Ms(e.OnlineSince)), e.Simulated)
	return err
}

// Expert implements dispatch.Experts.
func (b *Base) Expert(ctx context.Context, id string) (dispatch.Expert, error) {
	var e dispatch.Expert
	err := b.one(ctx, expert+` WHERE id = $1`, func(s scanner) (err error) { e, err = scanExpert(s); return }, id)
	return e, err
}

// Experts implements dispatch.Experts.
func (b *Base) Experts(ctx context.Context) ([]dispatch.Expert, error) {
	var out []dispatch.Expert
	err := b.each(ctx, expert+` ORDER BY id`, func(s scanner) error {
		e, err := scanExpert(s)
		out = append(out, e)
		return err
	})
	return out, err
}

// SetOnline implements dispatch.Experts.
func (b *Base) SetOnline(ctx context.Context, id string, online bool) error {
	now := b.Now()
	query, args := `UPDATE experts SET online = FALSE, online_since = NULL WHERE id = $1`, []any{id}
	if online {
		query, args = `UPDATE experts SET online = TRUE, online_since = COALESCE(online_since, $2) WHERE id = $1`, []any{id, now.UnixMilli()}
	}
	n, err := b.Write(ctx, query, args...)
	if err == nil && n == 0 {
		return desk.ErrMissing
	}
	if err != nil {
		return err
	}
	return b.stayed(ctx, id, online, now)
}

// PutLetter implements store.Letters.
func (b *Base) PutLetter(ctx context.Context, l store.Letter) error {
	_, err := b.Write(ctx, `INSERT INTO letters (id, recipient, subject, body, link, kind, at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING`,
		l.ID, store.Clean(l.To), store.Clean(l.Subject), store.Clean(l.Body), store.Clean(l.Link), l.Kind, l.At.UnixMilli())
	return err
}

// Letters implements store.Letters.
func (b *Base) Letters(ctx context.Context, to string, limit int) ([]store.Letter, error) {
	query, args := `SELECT id, recipient, subject, body, link, kind, at FROM letters WHERE recipient = $1 ORDER BY at DESC, id DESC LIMIT $2`, []any{to, limit}
	if to == "" {
		query, args = `SELECT id, recipient, subject, body, link, kind, at FROM letters ORDER BY at DESC, id DESC LIMIT $1`, []any{limit}
	}
	var out []store.Letter
	err := b.each(ctx, query, func(s scanner) error {
		var l store.Letter
		var at int64
		err := s.Scan(&l.ID, &l.To, &l.Subject, &l.Body, &l.Link, &l.Kind, &at)
		l.At = store.Time(at)
		out = append(out, l)
		return err
	}, args...)
	return out, err
}
