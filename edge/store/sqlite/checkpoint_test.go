package sqlite_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// The log is brought into the file while the record is open: a program that
// runs for a month must not keep a log of a month, nor read all of it at its
// next start.
func TestTheLogIsBroughtIntoTheFileBesideTheWriter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "samtal.db")
	s := reopen(t, path, time.Now)
	inFile := func() bool {
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return bytes.Contains(body, []byte("the first words"))
	}
	put := func(i int, text string) {
		t.Helper()
		if _, err := s.Base.Write(t.Context(), `INSERT INTO contents (conversation, id, kind, body, at) VALUES ('c1', $1, 'message', $2, 1)`, fmt.Sprint(i), text); err != nil {
			t.Fatal(err)
		}
	}
	put(0, "the first words")
	for i := 1; !inFile(); i++ {
		if i > 40 {
			t.Fatal("20,000 writes, and all of them are still in the log")
		}
		for j := range 500 {
			put(i*500+j, "later words")
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if left, err := os.Stat(path + "-wal"); err == nil && left.Size() > 0 {
		t.Errorf("%d bytes of log stay beside a closed record", left.Size())
	}
}
