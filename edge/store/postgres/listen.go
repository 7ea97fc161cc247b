package postgres

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// channel carries "conversation customerSeq staffSeq" with each commit: ids
// and numbers, never what anybody wrote.
const channel = "samtal_log"

// reconnectAfter is the pause before listening again after a lost connection.
const reconnectAfter = time.Second

// Listen implements store.Listener. Commits of this very store are left out:
// whoever committed has told its own screens already.
func (s *Store) Listen(ctx context.Context, told func(conversation string, customerSeq, staffSeq int64)) error {
	for {
		err := s.hear(ctx, told)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil {
			continue
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(reconnectAfter):
		}
	}
}

// hear listens until the connection breaks. It begins by saying that something
// may have been missed, once the server has promised to tell from now on.
func (s *Store) hear(ctx context.Context, told func(string, int64, int64)) error {
	conn, err := pgx.ConnectConfig(ctx, s.pool.Config().ConnConfig)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "LISTEN "+channel); err != nil {
		return err
	}
	told("", 0, 0)
	for {
		n, err := conn.WaitForNotification(ctx)
		if err != nil {
			return err
		}
		if n.PID == s.writer.pid.Load() {
			continue
		}
		if id, customer, staff, ok := parse(n.Payload); ok {
			told(id, customer, staff)
		}
	}
}

func parse(payload string) (id string, customer, staff int64, ok bool) {
	parts := strings.Split(payload, " ")
	if len(parts) != 3 {
		return "", 0, 0, false
	}
	customer, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil {
		return "", 0, 0, false
	}
	staff, err = strconv.ParseInt(parts[2], 10, 64)
	return parts[0], customer, staff, err == nil
}
