package bank

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the database driver
)

// store is the bank's file: one writer and a few readers over the same WAL.
type store struct {
	write *sql.DB // one connection; every transaction takes the write lock at once
	read  *sql.DB // query only
	stmts sync.Map
	seed  uint64
	start day    // the day of the first start; personas and history hang on it
	mac   []byte // signs quotes and hides codes
}

// querier is what both a reader and a write transaction can do.
type querier interface {
	QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, q string, args ...any) *sql.Row
}

func connect(path string, connections int, pragmas ...string) (*sql.DB, error) {
	q := url.Values{"_txlock": {"immediate"}}
	for _, p := range append([]string{"busy_timeout(10000)"}, pragmas...) {
		q.Add("_pragma", p)
	}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// openStore opens DIR/bank.db. Where there is none yet, it is built beside and
// renamed, so a crash during the first start leaves no half-built company.
func openStore(ctx context.Context, dir string, seed uint64, customers int, now time.Time) (*store, error) {
	path, err := filepath.Abs(filepath.Join(dir, "bank.db"))
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		if err := build(ctx, path, seed, customers, now); err != nil {
			return nil, fmt.Errorf("bank: first start in %s: %w", dir, err)
		}
	} else if err != nil {
		return nil, err
	}
	s := &store{}
	if s.write, err = connect(path, 1, "journal_mode(WAL)", "synchronous(FULL)"); err != nil {
		return nil, err
	}
	if _, err := s.write.ExecContext(ctx, later); err != nil {
		s.close()
		return nil, fmt.Errorf("bank: %s: %w", path, err)
	}
	if s.read, err = connect(path, 4, "query_only(1)"); err != nil {
		s.close()
		return nil, err
	}
	if err := s.loadMeta(ctx); err != nil {
		s.close()
		return nil, fmt.Errorf("bank: %s: %w", path, err)
	}
	return s, nil
}

func (s *store) close() {
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			_ = db.Close()
		}
	}
}

func (s *store) loadMeta(ctx context.Context) error {
	var seed, start, mac string
	for name, into := range map[string]*string{"seed": &seed, "start": &start, "mac": &mac} {
		if err := s.write.QueryRowContext(ctx, "SELECT value FROM meta WHERE name=$1", name).Scan(into); err != nil {
			return fmt.Errorf("reading %s: %w", name, err)
		}
	}
	var err error
	if s.seed, err = strconv.ParseUint(seed, 10, 64); err != nil {
		return err
	}
	if s.start, err = parseDay(start); err != nil {
		return err
	}
	s.mac, err = hex.DecodeString(mac)
	return err
}

// build writes the whole company into a file beside and renames it. It may
// skip syncing on the way: until the rename there is nothing to lose.
func build(ctx context.Context, path string, seed uint64, customers int, now time.Time) error {
	fresh := fmt.Sprintf("%s.%d.new", path, os.Getpid())
	_ = os.Remove(fresh)
	defer os.Remove(fresh)
	db, err := connect(fresh, 1, "journal_mode(OFF)", "synchronous(OFF)", "cache_size(-65536)")
	if err != nil {
		return err
	}
	if err := fill(ctx, db, seed, customers, dayOf(now)); err != nil {
		_ = db.Close()
		return err
	}
	if err := db.Close(); err != nil {
		return err
	}
	if err := syncPath(fresh); err != nil {
		return err
	}
	// A link refuses to replace: of two first starts at once, one company wins.
	if err := os.Link(fresh, path); err != nil && !errors.Is(err, os.ErrExist) {
		if err := os.Rename(fresh, path); err != nil { // a file system without links
			return err
		}
	}
	return syncPath(filepath.Dir(path))
}

func syncPath(p string) error {
	f, err := os.Open(p)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

func fill(ctx context.Context, db *sql.DB, seed uint64, customers int, start day) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to undo
	if _, err := tx.ExecContext(ctx, schema); err != nil {
		return err
	}
	mac := make([]byte, 32)
	if _, err := rand.Read(mac); err != nil {
		return err
	}
	w := &writer{ctx: ctx, tx: tx}
	w.row("meta", "seed", strconv.FormatUint(seed, 10))
	w.row("meta", "start", start.String())
	w.row("meta", "customers", strconv.Itoa(customers))
	w.row("meta", "mac", hex.EncodeToString(mac))
	w.row("meta", "grown", start.String())
	seedCompany(w, seed, customers, start)
	if err := w.done(); err != nil {
		return err
	}
	return tx.Commit()
}

// readers returns a querier whose statements are compiled once: compiling is
// most of the cost of a small look-up.
func (s *store) readers() querier { return prepared{s} }

type prepared struct{ s *store }

func (p prepared) stmt(ctx context.Context, q string) (*sql.Stmt, error) {
	if st, ok := p.s.stmts.Load(q); ok {
		return st.(*sql.Stmt), nil
	}
	st, err := p.s.read.PrepareContext(context.WithoutCancel(ctx), q)
	if err != nil {
		return nil, err
	}
	if old, loaded := p.s.stmts.LoadOrStore(q, st); loaded {
		_ = st.Close()
		return old.(*sql.Stmt), nil
	}
	return st, nil
}

func (p prepared) QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error) {
	st, err := p.stmt(ctx, q)
	if err != nil {
		return nil, err
	}
	return st.QueryContext(ctx, args...)
}

func (p prepared) QueryRowContext(ctx context.Context, q string, args ...any) *sql.Row {
	st, err := p.stmt(ctx, q)
	if err != nil {
		return p.s.read.QueryRowContext(ctx, q, args...)
	}
	return st.QueryRowContext(ctx, args...)
}
