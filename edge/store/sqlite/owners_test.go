package sqlite_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/pressly/goose/v3"
)

// A record from before open matters had due times: what lies open in it is
// looked at, and nothing of it is lost on the way.
func TestWhatWasLeftOpenBeforeIsLookedAt(t *testing.T) {
	path, dir := filepath.Join(t.TempDir(), "samtal.db"), os.DirFS("migrations")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(t.Context(), 6); err != nil {
		t.Fatal(err)
	}
	exec := func(query string, args ...any) {
		t.Helper()
		if _, err := db.ExecContext(t.Context(), query, args...); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		id, holder string
		turn, wake any
	}{{"left", "none", nil, nil}, {"owed", "assistant", 5000, 5000}, {"done", "none", nil, nil}} {
		exec(`INSERT INTO conversations (id, version, customer_seq, staff_seq, market, language, customer, level, state, holder, unanswered, turn_due, due, wake_at, last_text, last_at, created_at, updated_at)
			VALUES ($1, 1, 1, 1, 'SE', 'sv', '', 0, '{}', $2, FALSE, $3, $3, $4, '', 1000, 1000, 1000)`, c.id, c.holder, c.turn, c.wake)
		closed := c.id == "done"
		holder, at := "assistant", any(nil)
		if closed {
			holder, at = "none", 900
		}
		exec(`INSERT INTO matters (conversation, id, topic, holder, expert, why, mode, owes, priority, broken, asked, sensitive, closed, outcome, closed_at, offer, offer_to, refused, edition)
			VALUES ($1, 'm1', 'refund', $2, '', '', '', FALSE, 3, 0, FALSE, FALSE, $3, '', $4, '', '', '', 'e')`, c.id, holder, closed, at)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s := reopen(t, path, time.Now)
	defer s.Close()
	due, err := s.Overdue(context.Background(), time.UnixMilli(1000).Add(72*time.Hour), 9)
	if err != nil || len(due) != 2 || due[0] != "owed" || due[1] != "left" {
		t.Fatalf("looked at: %v %v", due, err)
	}
	var n int
	if err := s.DB.QueryRow(`SELECT COUNT(*) FROM matters WHERE edition = 'e' AND (due = 5000 OR due = 259201000 OR closed)`).Scan(&n); err != nil || n != 3 {
		t.Fatalf("%d matters came over: %v", n, err)
	}
}
