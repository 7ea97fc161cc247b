package dispatch

import (
	"context"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/service/desk"
)

// Expert is a person who answers, as the record keeps them.
type Expert struct {
	ID          string
	Name        string   // the working name that customers see
	Role        string   // "expert" or "lead"
	Markets     []string // empty: every market of the company
	Languages   []string
	Skills      map[string]int // topic -> level; "*" is any topic
	Capacity    int            // conversations at once
	Online      bool
	OnlineSince time.Time // zero while offline
	Simulated   bool      // played by the simulation, never a real person
}

// Held is one matter in an expert's hands.
type Held struct {
	Expert       string
	Conversation string
	Matter       conversation.MatterID
	Market       string
	Topic        string
	Priority     conversation.Priority
}

// Experts keeps the people who answer, and counts what they have.
type Experts interface {
	// PutExpert adds or replaces one, with everything that it says.
	PutExpert(ctx context.Context, e Expert) error
	// Expert returns one. desk.ErrMissing.
	Expert(ctx context.Context, id string) (Expert, error)
	// Experts lists all by id.
	Experts(ctx context.Context) ([]Expert, error)
	// SetOnline notes that somebody came or went; coming twice keeps the
	// first time, and each stay is kept (roster.Stay). desk.ErrMissing.
	SetOnline(ctx context.Context, id string, online bool) error

	// Held lists every matter that an expert has, by expert, conversation and matter.
	Held(ctx context.Context) ([]Held, error)
	// OffersTo lists the matters in line that are offered to an expert, by expiry.
	OffersTo(ctx context.Context, expert string) ([]desk.Row, error)
	// Alone calls do while no other node is in Alone. It waits for nobody:
	// false means that another node is, and do was not called. Two nodes that
	// counted free slots at once would together offer more than there are.
	Alone(ctx context.Context, do func() error) (bool, error)
}

// Desk is what dispatch needs of the desk. *desk.Desk implements it.
type Desk interface {
	Offer(ctx context.Context, conversation string, m conversation.MatterID, expert string, until time.Duration) error
	Decline(ctx context.Context, who identity.Who, offer string) error
	ExpertLeft(ctx context.Context, expert string) error
	ExpertCame(ctx context.Context, expert string) error
	ShiftEnded(ctx context.Context, expert string, back time.Time) error
	ShiftBegan(ctx context.Context, expert string) error
}
