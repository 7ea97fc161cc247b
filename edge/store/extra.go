// Package store holds what every record shares: the rows that a commit
// derives, the laws that they must keep, words to search by, and the small
// ports beside desk.Store. The records are in memory, sqlite and postgres.
package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"samtal/service/desk"
	"samtal/service/dispatch"
	"samtal/service/moneybox"
	"samtal/service/people"
	"samtal/service/roster"
)

// Settings are the company's own choices, by key.
type Settings interface {
	// Setting returns a value and whether it was ever set.
	Setting(ctx context.Context, key string) (value string, set bool, err error)
	SetSetting(ctx context.Context, key, value string) error
}

// Letter is a mail of the demo: codes, and news of answers.
type Letter struct {
	ID      string
	To      string
	Subject string
	Body    string
	Link    string
	Kind    string // code, answer, moved, nudge
	At      time.Time
}

// Letters is the demo's mailbox.
type Letters interface {
	// PutLetter keeps a letter; the same id again changes nothing, so a
	// repeated effect sends nobody two.
	PutLetter(ctx context.Context, l Letter) error
	// Letters lists those to somebody ("" is everybody), newest first.
	Letters(ctx context.Context, to string, limit int) ([]Letter, error)
}

// Listener hears what other nodes commit. Only PostgreSQL has other nodes.
type Listener interface {
	// Listen calls told for each commit of another node until ctx ends, and
	// reconnects by itself. An empty conversation means that something may
	// have been missed: whoever keeps anything in memory must ask again.
	Listen(ctx context.Context, told func(conversation string, customerSeq, staffSeq int64)) error
}

// Editions are the flows that conversations under way began with, by digest.
type Editions interface {
	// PutEdition keeps an edition, or marks the one that is there as seen now.
	PutEdition(ctx context.Context, digest string, body []byte) error
	// Edition returns one, or desk.ErrMissing.
	Edition(ctx context.Context, digest string) ([]byte, error)
	// RetireEditions forgets those that were last seen before unseen and that no
	// open matter is in the middle of. It returns how many.
	RetireEditions(ctx context.Context, unseen time.Time) (int, error)
}

// Digest is what is kept of a key that opens something: whoever reads the
// record can't use it.
func Digest(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])
}

// Record is all that a record offers; each implementation passes the whole
// suite of edge/store/conformance.
type Record interface {
	desk.Store
	Settings
	Editions
	dispatch.Experts
	Letters
	moneybox.Store
	roster.Store
	people.Store
	// Close lets go of files and connections; waiting commits end first.
	Close() error
}
