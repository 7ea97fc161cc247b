// Package sql is what the two databases share: one set of $N statements, the
// rows that they read and write, and everything of the record that is not DDL,
// search, claims or the commit itself.
package sql

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	"samtal/service/desk"
)

// Base implements the reading half of a record, and its small tables.
type Base struct {
	DB    *sql.DB // reads
	Clock func() time.Time
	// Write runs one statement durably and returns the rows that it changed.
	Write func(ctx context.Context, query string, args ...any) (int64, error)
	// Match is the dialect's condition that a conversation has a word; it
	// takes one argument, made by Term.
	Match string
	Term  func(word string) string
	// Unindex takes a conversation's words out of an index that is a table of
	// its own; "" where there is none.
	Unindex string

	statements sync.Map // query -> *sql.Stmt
	alone      sync.Mutex
}

// Now is the record's own clock, in whole milliseconds as it keeps them.
func (b *Base) Now() time.Time { return b.Clock().UTC().Truncate(time.Millisecond) }

// Close lets go of prepared statements and of the readers.
func (b *Base) Close() error {
	b.statements.Range(func(_, s any) bool {
		_ = s.(*sql.Stmt).Close() // the pool below goes away with them
		return true
	})
	return b.DB.Close()
}

// prepared returns the statement for a query, compiled once.
func (b *Base) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if s, ok := b.statements.Load(query); ok {
		return s.(*sql.Stmt), nil
	}
	s, err := b.DB.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if first, raced := b.statements.LoadOrStore(query, s); raced {
		_ = s.Close() // somebody prepared the same one meanwhile
		return first.(*sql.Stmt), nil
	}
	return s, nil
}

// each runs a query and calls scan for every row.
func (b *Base) each(ctx context.Context, query string, scan func(scanner) error, args ...any) error {
	s, err := b.prepared(ctx, query)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// one runs a query that returns at most one row. desk.ErrMissing.
func (b *Base) one(ctx context.Context, query string, scan func(scanner) error, args ...any) error {
	s, err := b.prepared(ctx, query)
	if err != nil {
		return err
	}
	if err := scan(s.QueryRowContext(ctx, args...)); !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	return desk.ErrMissing
}

type scanner interface{ Scan(dest ...any) error }

// Null is a time as a parameter: NULL for none.
func Null(ms int64) any {
	if ms == 0 {
		return nil
	}
	return ms
}

// In writes "$from, … $from+n-1".
func In(from, n int) string {
	var s strings.Builder
	for i := range n {
		if i > 0 {
			s.WriteString(", ")
		}
		s.WriteString("$" + strconv.Itoa(from+i))
	}
	return s.String()
}

// Groups cuts ids into groups of 1, 8 or 64, repeating the last id to fill
// one, so that lists of any length share three prepared statements.
func Groups(ids []string, each func(group []any) error) error {
	for len(ids) > 0 {
		n := 1
		for _, size := range []int{8, 64} {
			if n < len(ids) {
				n = size
			}
		}
		group := make([]any, n)
		for i := range group {
			group[i] = ids[min(i, len(ids)-1)]
		}
		if err := each(group); err != nil {
			return err
		}
		ids = ids[min(n, len(ids)):]
	}
	return nil
}
