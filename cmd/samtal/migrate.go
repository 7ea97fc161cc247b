package main

import (
	"context"
	"path/filepath"
)

// migrate brings the tables up to date without starting anything.
type migrate struct {
	Data     string `help:"${f_data}" default:"./samtal-data" placeholder:"DIR"`
	Database string `help:"${f_database}" placeholder:"URL"`
}

// Help shows an example.
func (migrate) Help() string {
	return "Example:\n  samtal migrate --database postgres://samtal@db/samtal"
}

// Run opens the database, which migrates it, and closes it again.
func (m migrate) Run(ctx context.Context, a *app) error {
	name := shown(m.Database)
	if m.Database == "" {
		f, err := openFolder(m.Data)
		if err != nil {
			return err
		}
		defer f.close() //nolint:errcheck // the lock ends with the process anyway
		name = filepath.Join(m.Data, "samtal.db")
	}
	r, err := openRecord(ctx, m.Database, m.Data, 0)
	if err != nil {
		return err
	}
	if err := r.Close(); err != nil {
		return err
	}
	return a.show(map[string]any{"database": name, "up_to_date": true}, say(a.Lang, "migrated", "database", name))
}
