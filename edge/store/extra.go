// Package store holds what every record shares: the rows that a commit
// derives, the laws that they must keep, words to search by, and the small
// ports beside desk.Store. The records are in memory, sqlite and postgres.
package store

import (
	"context"
	"time"

	"samtal/service/desk"
)

// Settings are the company's own choices, by key.
type Settings interface {
	// Setting returns a value and whether it was ever set.
	Setting(ctx context.Context, key string) (value string, set bool, err error)
	SetSetting(ctx context.Context, key, value string) error
}

// Expert is a person who answers, as the record keeps them.
type Expert struct {
	ID          string
	Name        string // the working name that customers see
	Role        string // "expert" or "lead"
	Languages   []string
	Skills      map[string]int // topic -> level; "*" is any topic
	Capacity    int            // conversations at once
	Online      bool
	OnlineSince time.Time // zero while offline
	Simulated   bool      // played by the simulation, never a real person
}

// Experts keeps the people who answer.
type Experts interface {
	// PutExpert adds or replaces one, with everything that it says.
	PutExpert(ctx context.Context, e Expert) error
	// Expert returns one. desk.ErrMissing.
	Expert(ctx context.Context, id string) (Expert, error)
	// Experts lists all by id.
	Experts(ctx context.Context) ([]Expert, error)
	// SetOnline notes that somebody came or went; coming twice keeps the
	// first time. desk.ErrMissing.
	SetOnline(ctx context.Context, id string, online bool) error
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

// Record is all that a record offers; each implementation passes the whole
// suite of edge/store/conformance.
type Record interface {
	desk.Store
	Settings
	Experts
	Letters
	// Close lets go of files and connections; waiting commits end first.
	Close() error
}
