package postgres_test

import (
	"testing"
	"time"

	"samtal/edge/store"
	"samtal/edge/store/conformance"
	"samtal/edge/store/pgtest"
	"samtal/edge/store/postgres"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, func(t *testing.T, now func() time.Time) store.Record {
		return reopen(t, pgtest.Start(t), postgres.Options{Now: now})
	})
}

func reopen(t testing.TB, url string, o postgres.Options) *postgres.Store {
	t.Helper()
	s, err := postgres.Open(t.Context(), url, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}
