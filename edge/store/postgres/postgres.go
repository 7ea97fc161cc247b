// Package postgres is the record in PostgreSQL, shared by many nodes: the same
// statements as in SQLite, one writer per node that commits in groups, and
// NOTIFY for the other nodes.
package postgres

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"samtal/edge/store"
	shared "samtal/edge/store/sql"
	"samtal/service/desk"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Options tell how to open a record.
type Options struct {
	Now         func() time.Time // nil is the database's clock, which all nodes share
	Connections int              // most connections to the database; 0 is 16
}

// Store is the record in PostgreSQL.
type Store struct {
	shared.Base
	pool   *pgxpool.Pool
	writer *writer
	offset atomic.Int64 // the database's clock minus this machine's, in nanoseconds
	stop   context.CancelFunc
	ended  chan struct{}
}

var (
	_ store.Record   = (*Store)(nil)
	_ store.Listener = (*Store)(nil)
)

// measureEvery is how often the database's clock is measured anew.
const measureEvery = time.Minute

// Open connects to the database of a URL (postgres://user:password@host/name)
// and brings its tables up to date; several nodes may do so at once.
func Open(ctx context.Context, url string, o Options) (*Store, error) {
	conf, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("postgres: %w", err)
	}
	conf.MaxConns = 16
	if o.Connections > 0 {
		conf.MaxConns = int32(max(4, min(o.Connections, 1000))) // writer, listener, and somebody to read
	}
	pool, err := pgxpool.NewWithConfig(ctx, conf)
	if err != nil {
		return nil, fmt.Errorf("postgres: %w", err)
	}
	s := &Store{pool: pool, ended: make(chan struct{})}
	s.Base.DB, s.Base.Write = stdlib.OpenDBFromPool(pool), s.write
	s.Base.Match = `SELECT conversation FROM words WHERE vector @@ CAST($1 AS text)::tsquery`
	s.Base.Term = func(word string) string { return "'" + word + "':*" } // a word has letters, digits and marks only
	if err := errors.Join(s.migrate(ctx), s.measure(ctx)); err != nil {
		_ = s.Base.Close()
		pool.Close()
		return nil, fmt.Errorf("postgres: %w", err)
	}
	clock, stop := context.WithCancel(context.Background())
	s.stop, s.Base.Clock = stop, o.Now
	if o.Now == nil {
		s.Base.Clock = func() time.Time { return time.Now().Add(time.Duration(s.offset.Load())) }
	}
	go s.keepTime(clock)
	s.writer = startWriter(pool)
	return s, nil
}

// Close waits for the commits that have begun, then disconnects.
func (s *Store) Close() error {
	s.stop()
	<-s.ended
	s.writer.stop()
	err := s.Base.Close()
	s.pool.Close()
	return err
}

// migrating is the advisory lock that one node holds while it migrates.
const migrating = 0x73616d74616c // "samtal"

func (s *Store) migrate(ctx context.Context) error {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	conn, err := s.DB.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, migrating); err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectPostgres, s.DB, dir)
	if err == nil {
		_, err = p.Up(ctx)
	}
	_, unlock := conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, migrating)
	return errors.Join(err, unlock)
}

// measure asks the database for the time and halves the way.
func (s *Store) measure(ctx context.Context) error {
	before := time.Now()
	var micros int64
	if err := s.DB.QueryRowContext(ctx, `SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint`).Scan(&micros); err != nil {
		return err
	}
	s.offset.Store(int64(time.UnixMicro(micros).Sub(before.Add(time.Since(before) / 2))))
	return nil
}

// keepTime measures until the store closes. A failed measurement keeps the
// last one: clocks drift by far less than a lease in any outage.
func (s *Store) keepTime(ctx context.Context) {
	defer close(s.ended)
	tick := time.NewTicker(measureEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			_ = s.measure(ctx)
		}
	}
}

// Commit implements desk.Store: it returns when the group that the commit is
// in is durable. If ctx ends first and the writer has not begun, nothing is stored.
func (s *Store) Commit(ctx context.Context, c desk.Commit) error {
	w, err := shared.Prepare(c)
	if err != nil {
		return err
	}
	return s.writer.do(ctx, &job{write: w})
}

func (s *Store) write(ctx context.Context, query string, args ...any) (int64, error) {
	r, err := s.DB.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, refusal(err)
	}
	return r.RowsAffected()
}

const claim = `UPDATE outbox SET leased_until = $2, ready_at = $2, tries = tries + 1
	WHERE id IN (SELECT id FROM outbox WHERE ready_at <= $1 ORDER BY ready_at, id LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING ` + shared.Queued

// Claim implements desk.Store. A row that another node is taking is passed over.
func (s *Store) Claim(ctx context.Context, now time.Time, lease time.Duration, limit int) ([]desk.Queued, error) {
	rows, err := s.DB.QueryContext(ctx, claim, now.UnixMilli(), now.Add(lease).UnixMilli(), limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []desk.Queued
	for rows.Next() {
		q, err := shared.ScanQueued(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, q)
	}
	shared.Oldest(out)
	return out, rows.Err()
}

// refusal translates what the database said no to (PostgreSQL, appendix A).
func refusal(err error) error {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case "23514", "23502": // check_violation, not_null_violation
		return fmt.Errorf("%w: %w", desk.ErrRefused, err)
	case "23505": // unique_violation
		return fmt.Errorf("%w: %w", desk.ErrConflict, err)
	}
	return err
}

// again reports whether the same transaction may simply be tried once more.
func again(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40P01" || e.Code == "40001") // deadlock_detected, serialization_failure
}

// rejected reports whether one commit of a group broke a constraint.
func rejected(err error) bool {
	return errors.Is(err, desk.ErrRefused) || errors.Is(err, desk.ErrConflict)
}
