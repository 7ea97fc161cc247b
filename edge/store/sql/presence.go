package sql

import (
	"context"
	"encoding/json"
	"time"

	"samtal/core/shifts"
	"samtal/edge/store"
	"samtal/service/roster"
)

// reserved adds to shifts the seats that are still kept for somebody.
func (b *Base) reserved(ctx context.Context) func([]roster.Posted, error) ([]roster.Posted, error) {
	return func(list []roster.Posted, err error) ([]roster.Posted, error) {
		if err != nil || len(list) == 0 {
			return list, err
		}
		at := make(map[string]int, len(list))
		for i, p := range list {
			at[p.ID] = i
		}
		err = b.each(ctx, `SELECT shift, expert, until FROM shift_reserves WHERE until > $1 ORDER BY shift, expert`, func(s scanner) error {
			var id, expert string
			var until int64
			err := s.Scan(&id, &expert, &until)
			if i, ok := at[id]; ok && err == nil {
				list[i].Reserved = append(list[i].Reserved, shifts.Reserve{Expert: expert, Until: store.Time(until)})
			}
			return err
		}, b.Now().UnixMilli())
		return list, err
	}
}

// PutReserve implements roster.Store.
func (b *Base) PutReserve(ctx context.Context, shift, expert string, until time.Time) error {
	_, err := b.Write(ctx, `INSERT INTO shift_reserves (shift, expert, until) VALUES ($1, $2, $3) ON CONFLICT (shift, expert) DO UPDATE SET until = excluded.until`,
		shift, expert, store.Ms(until))
	return err
}

// Given implements roster.Store.
func (b *Base) Given(ctx context.Context, from, to time.Time) (out []roster.Given, err error) {
	err = b.each(ctx, `SELECT c.shift, c.seat, c.expert, c.turn, c.at, c.confirmed, c.released, c.why, COALESCE(c.gone, c.released) FROM shift_claims c
		JOIN shifts s ON s.id = c.shift WHERE c.why <> '' AND s.ends > $1 AND s.starts < $2 ORDER BY COALESCE(c.gone, c.released) DESC, c.expert, c.turn`, func(s scanner) error {
		var g roster.Given
		var at, left int64
		var confirmed int64
		var released *int64
		err := s.Scan(&g.Shift, &g.N, &g.Expert, &g.Turn, &at, &confirmed, &released, &g.Why, &left)
		g.At, g.Left, g.Confirmed = store.Time(at), store.Time(left), confirmed != 0
		if released != nil {
			g.Released = store.Time(*released)
		}
		out = append(out, g)
		return err
	}, store.Ms(from), store.Ms(to))
	return out, err
}

// stayed keeps what SetOnline says. Whoever was not seen for long left then,
// not when they said so.
func (b *Base) stayed(ctx context.Context, expert string, online bool, at time.Time) error {
	if online {
		_, err := b.Write(ctx, `INSERT INTO stays (expert, since, seen) VALUES ($1, $2, $2) ON CONFLICT DO NOTHING`, expert, store.Ms(at))
		return err
	}
	_, err := b.Write(ctx, `UPDATE stays SET ended = CASE WHEN seen < $3 THEN seen ELSE $2 END WHERE expert = $1 AND ended IS NULL`,
		expert, store.Ms(at), store.Ms(at.Add(-roster.AwayAfter)))
	return err
}

// PutStay implements roster.Store.
func (b *Base) PutStay(ctx context.Context, s roster.Stay) error {
	_, err := b.Write(ctx, `INSERT INTO stays (expert, since, seen, ended) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
		s.Expert, store.Ms(s.Since), store.Ms(s.Seen), store.Ms(s.Until))
	return err
}

// SeeStay implements roster.Store.
func (b *Base) SeeStay(ctx context.Context, expert string, at time.Time) error {
	n, err := b.Write(ctx, `UPDATE stays SET ended = seen WHERE expert = $1 AND ended IS NULL AND seen < $2`, expert, store.Ms(at.Add(-roster.AwayAfter)))
	if err != nil {
		return err
	}
	if n > 0 {
		return b.stayed(ctx, expert, true, at)
	}
	_, err = b.Write(ctx, `UPDATE stays SET seen = $2 WHERE expert = $1 AND ended IS NULL AND seen < $2`, expert, store.Ms(at))
	return err
}

// Stays implements roster.Store.
func (b *Base) Stays(ctx context.Context, expert string, from, to time.Time) (out []roster.Stay, err error) {
	err = b.each(ctx, `SELECT expert, since, seen, COALESCE(ended, 0) FROM stays WHERE ($1 = '' OR expert = $1) AND since < $3 AND (ended IS NULL OR ended > $2)
		ORDER BY expert, since`, func(s scanner) error {
		var y roster.Stay
		var since, seen, until int64
		err := s.Scan(&y.Expert, &since, &seen, &until)
		y.Since, y.Seen, y.Until = store.Time(since), store.Time(seen), store.Time(until)
		out = append(out, y)
		return err
	}, expert, store.Ms(from), store.Ms(to))
	return out, err
}

// PutSwap implements roster.Store.
func (b *Base) PutSwap(ctx context.Context, s roster.Swap) error {
	_, err := b.Write(ctx, `INSERT INTO shift_swaps (id, shift, giver, receiver, at, state) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING`,
		s.ID, s.Shift, s.From, s.To, store.Ms(s.At), s.State)
	return err
}

// Swaps implements roster.Store.
func (b *Base) Swaps(ctx context.Context, expert string) (out []roster.Swap, err error) {
	err = b.each(ctx, `SELECT id, shift, giver, receiver, at, state FROM shift_swaps WHERE giver = $1 OR receiver = $1 ORDER BY at DESC, id`, func(s scanner) error {
		var w roster.Swap
		var at int64
		err := s.Scan(&w.ID, &w.Shift, &w.From, &w.To, &at, &w.State)
		w.At = store.Time(at)
		out = append(out, w)
		return err
	}, expert)
	return out, err
}

// EndSwap implements roster.Store.
func (b *Base) EndSwap(ctx context.Context, id, state string) (bool, error) {
	n, err := b.Write(ctx, `UPDATE shift_swaps SET state = $2 WHERE id = $1 AND state = 'asked'`, id, state)
	return n == 1, err
}

// PutWishes implements roster.Store.
func (b *Base) PutWishes(ctx context.Context, expert string, w []roster.Wish) error {
	raw, err := json.Marshal(append([]roster.Wish{}, w...))
	if err != nil {
		return err
	}
	_, err = b.Write(ctx, `INSERT INTO shift_wishes (expert, wishes) VALUES ($1, $2) ON CONFLICT (expert) DO UPDATE SET wishes = excluded.wishes`, expert, string(raw))
	return err
}

// Wishes implements roster.Store.
func (b *Base) Wishes(ctx context.Context) (map[string][]roster.Wish, error) {
	out := map[string][]roster.Wish{}
	err := b.each(ctx, `SELECT expert, wishes FROM shift_wishes`, func(s scanner) error {
		var expert, raw string
		if err := s.Scan(&expert, &raw); err != nil {
			return err
		}
		var w []roster.Wish
		if err := json.Unmarshal([]byte(raw), &w); err != nil {
			return err
		}
		if len(w) > 0 {
			out[expert] = w
		}
		return nil
	})
	return out, err
}

// PutCalendar implements roster.Store.
func (b *Base) PutCalendar(ctx context.Context, expert, key string) error {
	if key == "" {
		_, err := b.Write(ctx, `DELETE FROM shift_calendars WHERE expert = $1`, expert)
		return err
	}
	_, err := b.Write(ctx, `INSERT INTO shift_calendars (expert, key) VALUES ($1, $2) ON CONFLICT (expert) DO UPDATE SET key = excluded.key`, expert, store.Digest(key))
	return err
}

// Calendar implements roster.Store.
func (b *Base) Calendar(ctx context.Context, key string) (expert string, err error) {
	err = b.one(ctx, `SELECT expert FROM shift_calendars WHERE key = $1`, func(s scanner) error { return s.Scan(&expert) }, store.Digest(key))
	return expert, err
}

// PutThanks implements roster.Store.
func (b *Base) PutThanks(ctx context.Context, t roster.Thanks) error {
	_, err := b.Write(ctx, `INSERT INTO thanks (conversation, message, expert, stars, at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (conversation) DO UPDATE SET message = excluded.message, expert = excluded.expert, stars = excluded.stars, at = excluded.at`,
		t.Conversation, t.Message, t.Expert, t.Stars, store.Ms(t.At))
	return err
}

// Thanks implements roster.Store.
func (b *Base) Thanks(ctx context.Context, expert string, limit int) (out []roster.Thanks, err error) {
	err = b.each(ctx, `SELECT conversation, message, stars, at FROM thanks WHERE expert = $1 ORDER BY at DESC, conversation LIMIT $2`, func(s scanner) error {
		t := roster.Thanks{Expert: expert}
		var at int64
		err := s.Scan(&t.Conversation, &t.Message, &t.Stars, &at)
		t.At = store.Time(at)
		out = append(out, t)
		return err
	}, expert, limit)
	return out, err
}
