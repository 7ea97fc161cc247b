package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"samtal/edge/store"
	"samtal/edge/store/postgres"
	"samtal/edge/store/sqlite"
)

// record is the store with the lock that keeps a second process out of a file.
type record struct {
	store.Record
	lock *os.File
}

// Close lets go of both.
func (r record) Close() error {
	err := r.Record.Close()
	if r.lock != nil {
		err = errors.Join(err, r.lock.Close())
	}
	return err
}

// openRecord opens the database: a URL of PostgreSQL, a file, or samtal.db in
// the data folder, which is locked already.
func openRecord(ctx context.Context, database, dir string, shift time.Duration) (record, error) {
	if isPostgres(database) {
		o := postgres.Options{}
		if shift != 0 {
			o.Now = shifted(shift)
		}
		s, err := postgres.Open(ctx, database, o)
		if err != nil {
			return record{}, fail(withoutPassword(err, database), "database_bad")
		}
		return record{Record: s}, nil
	}
	r := record{}
	file := filepath.Join(dir, "samtal.db")
	if database != "" {
		file = strings.TrimPrefix(database, "sqlite:")
		var err error
		if r.lock, err = lockFile(file + ".lock"); errors.Is(err, errLocked) {
			return r, fail(nil, "file_locked", "file", file)
		} else if err != nil {
			return r, fail(cause(err), "database_bad")
		}
	}
	s, err := sqlite.Open(ctx, file, sqlite.Options{Now: shifted(shift)})
	if err != nil {
		if r.lock != nil {
			_ = r.lock.Close()
		}
		return record{}, fail(err, "database_bad")
	}
	r.Record = s
	return r, nil
}

func isPostgres(database string) bool {
	return strings.HasPrefix(database, "postgres://") || strings.HasPrefix(database, "postgresql://")
}

// shown is a database's name without its password, for terminal and log.
func shown(database string) string {
	scheme, rest, ok := strings.Cut(database, "://")
	if !ok {
		return database
	}
	if _, host, ok := strings.Cut(rest, "@"); ok {
		rest = host
	}
	return scheme + "://" + rest
}

func withoutPassword(err error, database string) error {
	return errors.New(strings.ReplaceAll(err.Error(), database, shown(database)))
}
