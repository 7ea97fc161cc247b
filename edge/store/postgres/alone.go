package postgres

import (
	"context"
	"errors"
)

// offering is the advisory lock of the node that counts free slots and makes
// offers. It ends with its connection, so a node that dies holds nobody up.
const offering = 0x6f66666572 // "offer"

// Alone implements dispatch.Experts among all nodes.
func (s *Store) Alone(ctx context.Context, do func() error) (bool, error) {
	conn, err := s.DB.Conn(ctx)
	if err != nil {
		return false, err
	}
	defer conn.Close()
	mine := false
	if err := conn.QueryRowContext(ctx, `SELECT pg_try_advisory_lock($1)`, offering).Scan(&mine); err != nil || !mine {
		return false, err
	}
	err = do()
	_, unlock := conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, offering)
	return true, errors.Join(err, unlock)
}
