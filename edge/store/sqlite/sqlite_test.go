package sqlite_test

import (
	"path/filepath"
	"testing"
	"time"

	"samtal/edge/store"
	"samtal/edge/store/conformance"
	"samtal/edge/store/sqlite"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, func(t *testing.T, now func() time.Time) store.Record {
		return reopen(t, filepath.Join(t.TempDir(), "samtal.db"), now)
	})
}

func reopen(t testing.TB, path string, now func() time.Time) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, sqlite.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}
