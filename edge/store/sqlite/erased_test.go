package sqlite_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	shared "samtal/edge/store/sql"
)

// A code that was erased can't be read from the file by whoever steals the disk.
func TestWhatIsErasedIsGoneFromTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "samtal.db")
	s := reopen(t, path, time.Now)
	write := func(query string, args ...any) {
		t.Helper()
		if n, err := s.Base.Write(t.Context(), query, args...); err != nil || n != 1 {
			t.Fatalf("%d rows, %v", n, err)
		}
	}
	for i := range 50 {
		write(`INSERT INTO contents (conversation, id, kind, body, at) VALUES ('c1', $1, 'code', $2, 1)`, fmt.Sprint("m", i), fmt.Sprintf("the-typed-code-%02d", i))
	}
	for i := range 49 { // the last one stays, and shows that the test would find one
		write(shared.Drop, "c1", fmt.Sprint("m", i))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{"", "-wal", "-shm"} {
		body, err := os.ReadFile(path + end)
		if end == "" && !bytes.Contains(body, []byte("the-typed-code-49")) {
			t.Fatalf("what was kept is not there: %v", err)
		}
		for i := range 49 {
			if bytes.Contains(body, fmt.Appendf(nil, "the-typed-code-%02d", i)) {
				t.Errorf("an erased code stands in %s", filepath.Base(path+end))
				break
			}
		}
	}
}
