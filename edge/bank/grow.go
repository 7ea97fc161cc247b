package bank

import (
	"context"
	"fmt"
	"strconv"
	"time"
)

// growDays is how much history one transaction adds after a long sleep, so
// that acts need not wait for a whole year to be written.
const growDays = 14

// grow continues history up to now: what ordinary customers do on each new
// day, from the seed and the day, so that it does not matter when it is
// called. The ten personas stand still: testers rely on them.
func (s *store) grow(ctx context.Context, now time.Time) error {
	today := dayOf(now)
	for {
		reached, err := s.growSome(ctx, today)
		if err != nil {
			return fmt.Errorf("bank: growing: %w", err)
		}
		if reached >= today {
			return nil
		}
	}
}

func (s *store) growSome(ctx context.Context, today day) (day, error) {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to undo
	var text, count string
	if err := tx.QueryRowContext(ctx, "SELECT a.value, b.value FROM meta a, meta b WHERE a.name='grown' AND b.name='customers'").Scan(&text, &count); err != nil {
		return 0, err
	}
	grown, err := parseDay(text)
	if err != nil || grown >= today {
		return grown, err
	}
	customers, err := strconv.Atoi(count)
	if err != nil {
		return 0, err
	}
	until := min(grown+growDays, today)
	w := &writer{ctx: ctx, tx: tx}
	for n := personas + 1; n <= customers; n++ {
		p := drawPerson(s.seed, n, s.start)
		for d := max(grown+1, p.since); d <= until; d++ {
			live(w, s.seed, p, d)
		}
	}
	if err := w.done(); err != nil {
		return 0, err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE meta SET value=$1 WHERE name='grown'", until.String()); err != nil {
		return 0, err
	}
	return until, tx.Commit()
}
