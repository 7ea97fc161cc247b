package sql

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	dom "samtal/core/conversation"
	"samtal/edge/store"
	"samtal/service/desk"
)

const waiting = `SELECT c.id, c.customer, c.market, c.language, c.last_text, c.last_at,
	m.id, m.topic, m.holder, m.expert, m.why, m.mode, m.since, m.due, m.owes, m.priority, m.broken, m.offer, m.offer_to, m.offer_expires, m.refused, m.others, m.team
	FROM matters m JOIN conversations c ON c.id = m.conversation `

func (b *Base) matters(ctx context.Context, where string, args ...any) ([]desk.Row, error) {
	var out []desk.Row
	err := b.each(ctx, waiting+where, func(s scanner) error {
		var id, customer, market, language, text string
		var at int64
		var m store.Matter
		var since, due, expires sql.NullInt64
		err := s.Scan(&id, &customer, &market, &language, &text, &at, &m.ID, &m.Topic, &m.Holder, &m.Expert, &m.Why, &m.Mode,
			&since, &due, &m.Owes, &m.Priority, &m.Broken, &m.Offer, &m.OfferTo, &expires, &m.Refused, &m.Others, &m.Team)
		if err != nil {
			return err
		}
		m.Since, m.Due, m.OfferExpires = since.Int64, due.Int64, expires.Int64
		row := store.MatterRow(id, m)
		row.Customer, row.Market, row.Language, row.LastText, row.LastAt = customer, market, language, text, store.Time(at)
		out = append(out, row)
		return nil
	}, args...)
	return out, err
}

// Waiting implements desk.Store.
func (b *Base) Waiting(ctx context.Context, market string) ([]desk.Row, error) {
	return b.matters(ctx, `WHERE m.holder = 'line' AND ($1 = '' OR c.market = $1) ORDER BY m.priority, m.since, m.conversation, m.id`, market)
}

// HeldBy implements desk.Store.
func (b *Base) HeldBy(ctx context.Context, expert string) ([]desk.Row, error) {
	return b.matters(ctx, `WHERE m.holder = 'expert' AND m.expert = $1 ORDER BY m.since, m.conversation, m.id`, expert)
}

// WithTeams implements desk.Store.
func (b *Base) WithTeams(ctx context.Context, market string) ([]desk.Row, error) {
	return b.matters(ctx, `WHERE m.holder = 'team' AND ($1 = '' OR c.market = $1) ORDER BY m.due, m.since, m.conversation, m.id`, market)
}

// DueBefore implements desk.Store.
func (b *Base) DueBefore(ctx context.Context, market string, until time.Time, limit int) ([]desk.Row, error) {
	return b.matters(ctx, `WHERE m.holder IN ('line', 'expert', 'team') AND m.due < $2 AND ($1 = '' OR c.market = $1)
		ORDER BY m.due, m.since, m.conversation, m.id LIMIT $3`, market, until.UnixMilli(), limit)
}

// page lists conversations that satisfy a condition, newest created first: an
// order that nothing which happens later can change, so pages are stable.
func (b *Base) page(ctx context.Context, where string, args []any, p desk.Page) ([]conversation, string, error) {
	_, at, id, ok := store.ParseCursor(p.After)
	if !ok {
		at, id = math.MaxInt64, ""
	}
	limit, n := store.PageLimit(p), len(args)
	query := fmt.Sprintf(`%s WHERE (%s) AND (created_at, id) < ($%d, $%d) ORDER BY created_at DESC, id DESC LIMIT $%d`, load, where, n+1, n+2, n+3)
	var out []conversation
	err := b.each(ctx, query, func(s scanner) error {
		c, err := scanConversation(s)
		out = append(out, c)
		return err
	}, append(args[:n:n], at, id, limit+1)...)
	if err != nil || len(out) <= limit {
		return out, "", err
	}
	out = out[:limit]
	last := out[limit-1]
	return out, store.Cursor(0, last.CreatedAt.UnixMilli(), last.ID), nil
}

// ByCustomer implements desk.Store.
func (b *Base) ByCustomer(ctx context.Context, customer string, p desk.Page) ([]desk.Row, string, error) {
	list, next, err := b.page(ctx, `customer = $1 AND customer <> ''`, []any{customer}, p)
	var out []desk.Row
	for _, c := range list {
		out = append(out, store.RowOf(c.Record, c.lastText, c.lastAt))
	}
	return out, next, err
}

// Search implements desk.Store: a conversation's or customer's id, or words
// that the conversation must all have somewhere. No query lists everything.
func (b *Base) Search(ctx context.Context, query string, p desk.Page) ([]desk.Row, string, error) {
	query = strings.TrimSpace(store.Clean(query))
	words := store.QueryWords(query)
	where, args := `id = $1 OR customer = $1`, []any{query}
	if query == "" {
		where += ` OR TRUE`
	}
	for i, w := range words {
		join := ` AND `
		if i == 0 {
			join = ` OR (`
		}
		args = append(args, b.Term(w))
		where += join + `id IN (` + strings.Replace(b.Match, "$1", "$"+strconv.Itoa(len(args)), 1) + `)`
	}
	if len(words) > 0 {
		where += `)`
	}
	list, next, err := b.page(ctx, where, args, p)
	if err != nil {
		return nil, "", err
	}
	var out []desk.Row
	for _, c := range list {
		row := store.RowOf(c.Record, c.lastText, c.lastAt)
		if row.Snippet, err = b.snippet(ctx, c, words); err != nil {
			return nil, "", err
		}
		out = append(out, row)
	}
	return out, next, nil
}

// snippetDocs bounds how far back a snippet is looked for.
const snippetDocs = 200

func (b *Base) snippet(ctx context.Context, c conversation, words []string) (string, error) {
	if len(words) == 0 || store.Hit(c.lastText, words) {
		return store.Snippet(c.lastText, words), nil
	}
	found := ""
	err := b.each(ctx, `SELECT w.text, COALESCE(t.kind, ''), COALESCE(t.body, '') FROM words w
		LEFT JOIN contents t ON t.conversation = w.conversation AND t.id = w.content AND t.erased_at IS NULL
		WHERE w.conversation = $1 ORDER BY w.n DESC LIMIT $2`, func(s scanner) error {
		var text, kind, body string
		if err := s.Scan(&text, &kind, &body); err != nil || found != "" {
			return err
		}
		if kind != "" {
			text = store.TextOf(desk.Content{Kind: kind, Body: []byte(body)})
		}
		if store.Hit(text, words) {
			found = store.Snippet(text, words)
		}
		return nil
	}, c.ID, snippetDocs)
	return found, err
}

// Promises implements desk.Store.
func (b *Base) Promises(ctx context.Context, since, now time.Time, p desk.Page) (items []desk.Promise, next string, kept, atRisk, broken int, err error) {
	err = b.one(ctx, `SELECT COALESCE(SUM(CASE WHEN state = 'kept' THEN 1 ELSE 0 END), 0),
		COALESCE(SUM(CASE WHEN state = 'open' AND COALESCE(warn_at, due) <= $2 THEN 1 ELSE 0 END), 0),
		COALESCE(SUM(CASE WHEN state = 'broken' THEN 1 ELSE 0 END), 0) FROM promises WHERE made_at >= $1`,
		func(s scanner) error { return s.Scan(&kept, &atRisk, &broken) }, since.UnixMilli(), now.UnixMilli())
	if err != nil {
		return nil, "", 0, 0, 0, err
	}
	rank, due, id, ok := store.ParseCursor(p.After)
	if !ok {
		rank, due, id = 0, math.MinInt64, ""
	}
	limit := store.PageLimit(p)
	err = b.each(ctx, `SELECT id, conversation, matter, topic, holder, made_at, due, warn_at, state, ended_at FROM promises
		WHERE made_at >= $1 AND (ended, due, id) > ($2, $3, $4) ORDER BY ended, due, id LIMIT $5`, func(s scanner) error {
		x, err := scanPromise(s)
		items = append(items, x)
		return err
	}, since.UnixMilli(), rank != 0, due, id, limit+1)
	if err == nil && len(items) > limit {
		items = items[:limit]
		last, rank := items[limit-1], 0
		if last.State != desk.PromiseOpen {
			rank = 1
		}
		next = store.Cursor(rank, last.Due.UnixMilli(), last.ID)
	}
	return items, next, kept, atRisk, broken, err
}

func scanPromise(s scanner) (desk.Promise, error) {
	var p desk.Promise
	var matter, by, state string
	var made, due int64
	var warn, ended sql.NullInt64
	err := s.Scan(&p.ID, &p.Conversation, &matter, &p.Topic, &by, &made, &due, &warn, &state, &ended)
	p.Matter, p.By, p.State = dom.MatterID(matter), dom.Holder(by), desk.PromiseState(state)
	p.MadeAt, p.Due, p.WarnAt, p.EndedAt = store.Time(made), store.Time(due), store.Time(warn.Int64), store.Time(ended.Int64)
	return p, err
}
