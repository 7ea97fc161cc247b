// Package sqlite is the record in one SQLite file: write-ahead log,
// synchronous=FULL, one writer that commits in groups, and readers beside it.
package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"samtal/edge/store"
	shared "samtal/edge/store/sql"
	"samtal/service/desk"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Options tell how to open a record.
type Options struct {
	Now func() time.Time // the record's clock; nil is the machine's
}

// Store is the record in a file. Only one process may have it open.
type Store struct {
	shared.Base
	writer *writer
}

var _ store.Record = (*Store)(nil)

// wait is how long a connection waits for a lock, in milliseconds. Only the
// writer writes, so waiting long means a second process.
const wait = "10000"

// the writer leaves checkpoints to the checkpointer, and keeps the pages that
// savepoints might need back in memory. What is erased is
// overwritten (secure_delete): a code or a message must not be read from the
// file. The log beside it holds it until a checkpoint, at the latest at Close.
var (
	writing = []string{"journal_mode(WAL)", "synchronous(FULL)", "wal_autocheckpoint(0)", "cache_size(-65536)", "temp_store(MEMORY)", "recursive_triggers(1)", "secure_delete(1)"}
	// the checkpointer writes pages that are in the log already
	checkpointing = []string{"synchronous(FULL)", "cache_size(-1024)"}
	reading       = []string{"query_only(1)", "cache_size(-8192)", "temp_store(MEMORY)"}
)

func source(path string, pragmas []string) string {
	q := url.Values{"_pragma": {"busy_timeout(" + wait + ")"}}
	for _, p := range pragmas {
		q.Add("_pragma", p)
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String()
}

// Open opens the record in a file, makes it if there is none (mode 0600; the
// folder must be there), and brings its tables up to date.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := private(path); err != nil {
		return nil, fmt.Errorf("sqlite: %w", err)
	}
	if err := migrate(ctx, path); err != nil {
		return nil, fmt.Errorf("sqlite: %s: %w", path, err)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	db, err := sql.Open("sqlite", source(path, reading))
	if err != nil {
		return nil, err
	}
	readers := max(4, runtime.NumCPU())
	db.SetMaxOpenConns(readers)
	db.SetMaxIdleConns(readers)
	conn, err := (&sqlite.Driver{}).Open(source(path, writing))
	if err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("sqlite: %s: %w", path, err)
	}
	behind, err := startCheckpointer(path)
	if err != nil {
		return nil, fmt.Errorf("sqlite: %s: %w", path, errors.Join(err, conn.Close(), db.Close()))
	}
	s := &Store{writer: startWriter(conn, behind)}
	s.Base.DB, s.Base.Clock, s.Base.Write = db, o.Now, s.write
	s.Base.Match = `SELECT conversation FROM words WHERE n IN (SELECT rowid FROM words_index WHERE words_index MATCH $1)`
	s.Base.Unindex = `DELETE FROM words_index WHERE rowid IN (SELECT n FROM words WHERE conversation = $1)`
	s.Base.Term = func(word string) string { return `"` + word + `"*` } // a word has letters, digits and marks only
	return s, nil
}

// private makes the file readable by its owner only, before anything is in it.
func private(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(f.Chmod(0o600), f.Close())
}

func migrate(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", source(path, writing))
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, dir)
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

// Close waits for the commits that have begun, then lets go of the file.
func (s *Store) Close() error {
	err := s.writer.stop()
	return errors.Join(err, s.Base.Close())
}

// Commit implements desk.Store: it returns when the group that the commit is
// in is on disk. If ctx ends first and the writer has not begun, nothing is stored.
func (s *Store) Commit(ctx context.Context, c desk.Commit) error {
	w, err := shared.Prepare(c)
	if err != nil {
		return err
	}
	return s.writer.do(ctx, &job{write: w})
}

func (s *Store) write(ctx context.Context, query string, args ...any) (int64, error) {
	j := &job{query: query, args: args}
	err := s.writer.do(ctx, j)
	return j.changed, err
}

const claim = `UPDATE outbox SET leased_until = $2, ready_at = $2, tries = tries + 1
	WHERE id IN (SELECT id FROM outbox WHERE ready_at <= $1 ORDER BY ready_at, id LIMIT $3) RETURNING ` + shared.Queued

// Claim implements desk.Store. One writer means that no row is taken twice.
func (s *Store) Claim(ctx context.Context, now time.Time, lease time.Duration, limit int) ([]desk.Queued, error) {
	var ready int
	switch err := s.DB.QueryRowContext(ctx, `SELECT 1 FROM outbox WHERE ready_at <= $1 LIMIT 1`, now.UnixMilli()).Scan(&ready); {
	case errors.Is(err, sql.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, err
	}
	j := &job{query: claim, args: []any{now.UnixMilli(), now.Add(lease).UnixMilli(), int64(limit)}, rows: true}
	if err := s.writer.do(ctx, j); err != nil {
		return nil, err
	}
	return j.claimed, nil
}

// refusal translates what the database said no to.
func refusal(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() {
	case sqlite3.SQLITE_CONSTRAINT_CHECK, sqlite3.SQLITE_CONSTRAINT_NOTNULL, sqlite3.SQLITE_CONSTRAINT_TRIGGER:
		return fmt.Errorf("%w: %w", desk.ErrRefused, err)
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return fmt.Errorf("%w: %w", desk.ErrConflict, err)
	}
	return err
}

func values(args []any) []driver.NamedValue {
	out := make([]driver.NamedValue, len(args))
	for i, a := range args {
		switch x := a.(type) {
		case int:
			a = int64(x)
		case []byte:
			if x == nil {
				a = nil
			}
		}
		out[i] = driver.NamedValue{Ordinal: i + 1, Value: a}
	}
	return out
}
