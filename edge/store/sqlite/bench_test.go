package sqlite_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"samtal/edge/store/conformance"
)

// The record's speed: go test -run '^$' -bench Commit ./edge/store/sqlite
func BenchmarkCommit(b *testing.B) {
	for _, writers := range []int{1, 64, 512} {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) {
			conformance.Load(b, reopen(b, filepath.Join(b.TempDir(), "samtal.db"), nil), writers)
		})
	}
}
