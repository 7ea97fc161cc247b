package postgres_test

import (
	"fmt"
	"testing"

	"samtal/edge/store/conformance"
	"samtal/edge/store/pgtest"
	"samtal/edge/store/postgres"
)

// The record's speed, with fsync: go test -run '^$' -bench Commit ./edge/store/postgres
func BenchmarkCommit(b *testing.B) {
	for _, writers := range []int{1, 64, 512} {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) {
			conformance.Load(b, reopen(b, pgtest.StartDurable(b), postgres.Options{}), writers)
		})
	}
}
