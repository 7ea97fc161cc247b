package sql

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"samtal/core/shifts"
	"samtal/edge/store"
	"samtal/service/desk"
	"samtal/service/roster"
)

// PutShift implements roster.Store.
func (b *Base) PutShift(ctx context.Context, p roster.Posted) error {
	topics, err := json.Marshal(append([]string{}, p.Topics...))
	if err != nil {
		return err
	}
	_, err = b.Write(ctx, `INSERT INTO shifts (id, market, language, topics, starts, ends, pause, seats, rate, bonus, currency, lead, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING`,
		p.ID, p.Market, p.Language, string(topics), store.Ms(p.Span.Start), store.Ms(p.Span.End), p.Span.Break.Milliseconds(), int64(p.Seats),
		p.Rate.Minor, p.Bonus.Minor, p.Rate.Currency, p.By, store.Ms(p.At))
	return err
}

// standing are the claims that count: not given up, and not a late release
// that somebody else has taken since.
const (
	shiftColumns = `s.id, s.market, s.language, s.topics, s.starts, s.ends, s.pause, s.seats, s.rate, s.bonus, s.currency, s.lead, s.at,
		c.seat, c.expert, c.turn, c.at, c.confirmed, c.released`
	standing = `c.gone IS NULL AND (c.released IS NULL OR NOT EXISTS (SELECT 1 FROM shift_claims o
		WHERE o.shift = c.shift AND o.seat = c.seat AND o.at >= c.released AND NOT (o.expert = c.expert AND o.turn = c.turn)))`
	shiftsFrom  = `SELECT ` + shiftColumns + ` FROM shifts s LEFT JOIN shift_claims c ON c.shift = s.id AND ` + standing
	shiftsOrder = ` ORDER BY s.starts, s.id, c.seat, c.at, c.expert`
)

// posted reads shifts with a row for each of their seats.
func (b *Base) posted(ctx context.Context, query string, args ...any) (out []roster.Posted, err error) {
	err = b.each(ctx, query, func(s scanner) error {
		var p roster.Posted
		var topics string
		var starts, ends, pause, at int64
		var seat, turn, claimed, confirmed, released sql.NullInt64
		var expert sql.NullString
		err := s.Scan(&p.ID, &p.Market, &p.Language, &topics, &starts, &ends, &pause, &p.Seats, &p.Rate.Minor, &p.Bonus.Minor, &p.Rate.Currency, &p.By, &at,
			&seat, &expert, &turn, &claimed, &confirmed, &released)
		if err != nil {
			return err
		}
		if n := len(out); n == 0 || out[n-1].ID != p.ID {
			if err := json.Unmarshal([]byte(topics), &p.Topics); err != nil {
				return err
			}
			p.Span = shifts.Span{Start: store.Time(starts), End: store.Time(ends), Break: time.Duration(pause) * time.Millisecond}
			p.Bonus.Currency, p.At = p.Rate.Currency, store.Time(at)
			out = append(out, p)
		}
		if expert.Valid {
			last := &out[len(out)-1]
			last.Held = append(last.Held, roster.Seat{Shift: p.ID, N: int(seat.Int64), Expert: expert.String, Turn: turn.Int64, At: store.Time(claimed.Int64),
				Confirmed: confirmed.Int64 != 0, Released: store.Time(released.Int64)})
		}
		return nil
	}, args...)
	return out, err
}

// Shift implements roster.Store.
func (b *Base) Shift(ctx context.Context, id string) (roster.Posted, error) {
	list, err := b.reserved(ctx)(b.posted(ctx, shiftsFrom+` WHERE s.id = $1`+shiftsOrder, id))
	if err != nil {
		return roster.Posted{}, err
	}
	if len(list) == 0 {
		return roster.Posted{}, desk.ErrMissing
	}
	return list[0], nil
}

// Shifts implements roster.Store.
func (b *Base) Shifts(ctx context.Context, from, to time.Time) ([]roster.Posted, error) {
	return b.reserved(ctx)(b.posted(ctx, shiftsFrom+` WHERE s.ends > $1 AND s.starts < $2`+shiftsOrder, store.Ms(from), store.Ms(to)))
}

// Booked implements roster.Store. The turn is read first: whatever is claimed
// after that has a later one, and the claim that follows is refused.
func (b *Base) Booked(ctx context.Context, expert string, after time.Time) (out []roster.Posted, turn int64, err error) {
	err = b.one(ctx, `SELECT COALESCE(MAX(turn), 0) FROM shift_claims WHERE expert = $1`, func(s scanner) error { return s.Scan(&turn) }, expert)
	if err == nil {
		out, err = b.posted(ctx, `SELECT `+shiftColumns+` FROM shifts s JOIN shift_claims c ON c.shift = s.id AND `+standing+
			` WHERE c.expert = $1 AND s.ends > $2`+shiftsOrder, expert, store.Ms(after))
	}
	return out, turn, err
}

// TakeSeat implements roster.Store: the index and the key decide.
func (b *Base) TakeSeat(ctx context.Context, s roster.Seat) (bool, error) {
	n, err := b.Write(ctx, `INSERT INTO shift_claims (expert, turn, shift, seat, at, confirmed) VALUES ($1, $2, $3, $4, $5, 0) ON CONFLICT DO NOTHING`,
		s.Expert, s.Turn, s.Shift, int64(s.N), store.Ms(s.At))
	return n == 1, err
}

// KeepSeat implements roster.Store.
func (b *Base) KeepSeat(ctx context.Context, expert string, turn int64) (bool, error) {
	n, err := b.Write(ctx, `UPDATE shift_claims SET released = NULL, why = '' WHERE expert = $1 AND turn = $2 AND gone IS NULL AND released IS NOT NULL
		AND NOT EXISTS (SELECT 1 FROM shift_claims o WHERE o.shift = shift_claims.shift AND o.seat = shift_claims.seat AND o.at >= shift_claims.released
			AND NOT (o.expert = shift_claims.expert AND o.turn = shift_claims.turn))`, expert, turn)
	if errors.Is(err, desk.ErrConflict) { // somebody took it in the same moment
		return false, nil
	}
	return n == 1, err
}

// LeaveSeat implements roster.Store.
func (b *Base) LeaveSeat(ctx context.Context, expert string, turn int64, at time.Time, why shifts.Leave) (bool, error) {
	set := `gone = $3`
	still := ``
	if why == shifts.Late {
		set, still = `released = $3`, ` AND released IS NULL`
	}
	n, err := b.Write(ctx, `UPDATE shift_claims SET `+set+`, why = $4 WHERE expert = $1 AND turn = $2 AND gone IS NULL`+still, expert, turn, store.Ms(at), string(why))
	return n == 1, err
}

// ConfirmSeat implements roster.Store.
func (b *Base) ConfirmSeat(ctx context.Context, expert string, turn int64) (bool, error) {
	n, err := b.Write(ctx, `UPDATE shift_claims SET confirmed = 1 WHERE expert = $1 AND turn = $2 AND gone IS NULL`, expert, turn)
	return n == 1, err
}
