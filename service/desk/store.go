package desk

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"samtal/core/conversation"
)

// Errors that every Store returns as they are (errors.Is).
var (
	// ErrConflict: somebody committed first; load and decide anew.
	ErrConflict = errors.New("desk: the conversation has moved on")
	// ErrMissing: no such conversation, message or content.
	ErrMissing = errors.New("desk: not found")
	// ErrRefused: the record's own constraints refuse the commit (a waiting
	// matter without holder and due time). It is a bug, and nothing is stored.
	ErrRefused = errors.New("desk: the record refuses this commit")
)

// Audience is one of the two projections of the log.
type Audience string

// The audiences.
const (
	ForCustomer Audience = "customer"
	ForStaff    Audience = "staff"
)

// Record is a conversation as the store keeps it. Version is the sequence
// number of its last event; CustomerSeq and StaffSeq those of its projections.
type Record struct {
	ID          string
	Version     int64
	CustomerSeq int64
	StaffSeq    int64
	Secret      []byte // SHA-256 of the visitor's token
	CreatedAt   time.Time
	State       conversation.State
}

// Entry is one event in the log. Seq is gapless per conversation; CustomerSeq
// and StaffSeq are gapless within their projection and 0 outside it.
type Entry struct {
	Conversation string
	Seq          int64
	CustomerSeq  int64
	StaffSeq     int64
	At           time.Time
	Kind         string
	Schema       int
	Body         []byte // the event as JSON: ids, enums and digests, never text
	Message      string // the message's id when the event carries one; unique in the conversation
}

// Content is text, slots, results and summaries, kept apart from events so
// that erasing a person does not break replay.
type Content struct {
	ID           string
	Conversation string
	Kind         string // message, args, result, memory, facts, note, person, code
	Body         json.RawMessage
	At           time.Time
}

// Queued is one effect in the outbox. Until LeasedUntil it belongs to whoever
// took it; afterwards anybody may take it again.
type Queued struct {
	ID           string
	Conversation string
	Kind         string
	Schema       int
	Body         []byte
	NotBefore    time.Time
	LeasedUntil  time.Time
	Tries        int
}

// PromiseState is how a promise stands.
type PromiseState string

// The states. At risk is open and past its warning; it is not stored.
const (
	PromiseOpen      PromiseState = "open"
	PromiseKept      PromiseState = "kept"      // the customer was answered in time
	PromiseBroken    PromiseState = "broken"    // the time passed unanswered
	PromiseMoved     PromiseState = "moved"     // another time was given before it was missed
	PromiseWithdrawn PromiseState = "withdrawn" // the customer's choice
)

// Promise is one row of the promises page. ID is conversation/matter/number;
// a commit upserts it.
type Promise struct {
	ID           string
	Conversation string
	Matter       conversation.MatterID // "" for the assistant's turn
	Topic        string
	By           conversation.Holder
	MadeAt       time.Time
	Due          time.Time
	WarnAt       time.Time
	State        PromiseState
	EndedAt      time.Time
}

// Commit is all that one decision changes, stored in one transaction or not at
// all. Expect is the version that was decided on (0 creates the conversation).
type Commit struct {
	Expect   int64
	Record   Record // as it will be
	At       time.Time
	Entries  []Entry
	Contents []Content
	Drop     []string // ids of contents that are erased; none of Contents, and missing ones are no error
	Queue    []Queued
	Done     []string // outbox rows that this commit finishes
	Promises []Promise
	Last     string // the words to show in lists and to search, masked; "" keeps the last
}

// Row is one conversation in a list.
type Row struct {
	Conversation string
	Matter       conversation.MatterID
	Customer     string
	Market       string
	Language     string
	Topic        string
	Holder       conversation.Holder
	Expert       string
	Why          conversation.Why
	Mode         conversation.Mode
	Since        time.Time
	Due          time.Time
	Owes         bool
	Priority     conversation.Priority
	Broken       int
	Others       conversation.Others // who else must act first; "" for nobody
	Team         string              // whose duty it is, when a team holds it; Expert is then who knows the customer
	Offer        string              // live offer's id
	OfferTo      string
	OfferExpires time.Time
	Refused      []string
	LastText     string
	LastAt       time.Time
	Snippet      string // search only
}

// Page asks for part of a list. After is the opaque cursor of the page before.
type Page struct {
	After string
	Limit int
}

// Store is the record: durable, version-checked, and refusing what the law
// forbids. One conformance suite holds every implementation.
type Store interface {
	Approvals
	Ties
	// Now is the store's own clock: leases and due times use it.
	Now() time.Time
	// Load returns a conversation. ErrMissing.
	Load(ctx context.Context, id string) (Record, error)
	// Commit stores c durably before it returns. ErrConflict, ErrRefused.
	// A second entry with a Message that the conversation has is ErrConflict.
	Commit(ctx context.Context, c Commit) error
	// Entries reads one projection after a sequence number, oldest first;
	// audience "" reads the whole log by Seq.
	Entries(ctx context.Context, id string, audience Audience, after int64, limit int) ([]Entry, error)
	// Message finds the entry that carries a message id. ErrMissing.
	Message(ctx context.Context, id, message string) (Entry, error)
	// Contents returns those that exist, by id.
	Contents(ctx context.Context, id string, ids []string) (map[string]Content, error)
	// Claim leases outbox rows whose time has come and whose lease is over.
	Claim(ctx context.Context, now time.Time, lease time.Duration, limit int) ([]Queued, error)
	// Finish removes outbox rows. Postpone gives one another time.
	Finish(ctx context.Context, ids ...string) error
	Postpone(ctx context.Context, id string, notBefore time.Time) error
	// Old lists conversations of a market in which nothing was written since,
	// no matter is open and something is left to erase, oldest first.
	Old(ctx context.Context, market string, since time.Time, limit int) ([]string, error)
	// Forget erases what people wrote in a conversation, unless something was
	// written in it since: texts, slots, results, and the words to find them by.
	// The log stays.
	Forget(ctx context.Context, id string, since time.Time) error
	// Overdue lists conversations whose wake time has come, longest first.
	Overdue(ctx context.Context, now time.Time, limit int) ([]string, error)

	// ByCustomer lists a customer's conversations, newest first.
	ByCustomer(ctx context.Context, customer string, p Page) ([]Row, string, error)
	// Waiting lists matters in line, unordered; market "" is any.
	Waiting(ctx context.Context, market string) ([]Row, error)
	// HeldBy lists matters that an expert holds.
	HeldBy(ctx context.Context, expert string) ([]Row, error)
	// WithTeams lists matters that teams hold, by due time; market "" is any.
	WithTeams(ctx context.Context, market string) ([]Row, error)
	// DueBefore lists matters that people owe or hold and that are due before a
	// moment, soonest first; market "" is any.
	DueBefore(ctx context.Context, market string, until time.Time, limit int) ([]Row, error)
	// Search finds conversations by id, customer id or words, newest first.
	Search(ctx context.Context, query string, p Page) ([]Row, string, error)
	// Promises lists promises made since, open ones first by due time, and
	// counts kept, open past warning (at risk), and broken.
	Promises(ctx context.Context, since, now time.Time, p Page) (items []Promise, next string, kept, atRisk, broken int, err error)
}
