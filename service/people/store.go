// Package people is how somebody becomes an expert: they apply, learn, are
// admitted with skills or refused with a reason, and sign in. The rules are
// core/admission and core/practice; a person decides, and another hears appeals.
package people

import (
	"context"
	"time"

	"samtal/core/admission"
	"samtal/core/identity"
	"samtal/core/practice"
	"samtal/core/understanding"
	"samtal/service/dispatch"
	"samtal/service/pack"
)

// Kept is an application as the record keeps it. Secret is the digest of what
// the applicant's device shows to go on; Version is 0 before it is kept.
type Kept struct {
	admission.Application
	Secret  string
	Version int64
}

// KeptRun is a practice of an applicant or an expert.
type KeptRun struct {
	ID, Owner string
	Run       practice.Run
	Passed    bool
	Points    int
	At        time.Time // of its last turn
	Version   int64
}

// Store keeps applications and practices. Its conformance suite is the record's.
type Store interface {
	// PutApplication adds one (Version 0) or replaces the version that was
	// read. desk.ErrConflict when somebody was faster.
	PutApplication(ctx context.Context, k Kept) error
	// Application returns one. desk.ErrMissing.
	Application(ctx context.Context, id string) (Kept, error)
	// ApplicationOf returns that of an expert who was admitted. desk.ErrMissing.
	ApplicationOf(ctx context.Context, expert string) (Kept, error)
	// Applications lists those in a state, or all, longest unchanged first.
	Applications(ctx context.Context, state admission.State, limit int) ([]Kept, error)
	// EraseApplication forgets one with its practices, for good.
	EraseApplication(ctx context.Context, id string) error
	// PutRun adds (Version 0) or replaces a practice. desk.ErrConflict.
	PutRun(ctx context.Context, r KeptRun) error
	// Run returns one of somebody's. desk.ErrMissing.
	Run(ctx context.Context, owner, id string) (KeptRun, error)
	// Runs lists somebody's, newest first.
	Runs(ctx context.Context, owner string, limit int) ([]KeptRun, error)
}

// Experts is where the admitted go. dispatch.Experts has it.
type Experts interface {
	PutExpert(ctx context.Context, e dispatch.Expert) error
	Expert(ctx context.Context, id string) (dispatch.Expert, error)
}

// House is what the content says. *pack.Pack has it.
type House interface {
	School() pack.School
	Hiring(market string) pack.Hiring
	Hires(market string) bool
	Market(market string) (pack.MarketInfo, bool)
	Topics(market string) []string
	Tool(name string) (identity.Tool, bool)
	TopicTitle(language, topic string) string
	Words(language, key string, params map[string]string) string
	Home() string
	Today(market string, now time.Time) string
	Read(text string, c understanding.Context) understanding.Reading
}

// IDs makes ids and secrets.
type IDs interface {
	New() string
	Token() string
}
