// Package pack turns a content folder into a desk.House: rules per market,
// readings, words in every language, flows and articles. Every figure that is
// law or a promise stands in that folder, never in code.
package pack

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"samtal/core/identity"
	"samtal/core/understanding"
)

// Settings keeps what a lead changes, across restarts.
type Settings interface {
	Setting(ctx context.Context, key string) (value string, ok bool, err error)
	SetSetting(ctx context.Context, key, value string) error
}

// Editions keeps the flows that conversations under way began with, across
// restarts and for every node of the record.
type Editions interface {
	// PutEdition keeps an edition under its digest; one that is there already is
	// marked as seen now.
	PutEdition(ctx context.Context, digest string, body []byte) error
	// Edition returns one; an error when there is none.
	Edition(ctx context.Context, digest string) ([]byte, error)
	// RetireEditions forgets those that were not seen since then and that no
	// open matter is in the middle of, and returns how many.
	RetireEditions(ctx context.Context, unseen time.Time) (int, error)
}

// Options are what a pack is made of.
type Options struct {
	Content  fs.FS
	Folder   bool                            // Content may change while it is served: a folder that somebody edits
	Settings Settings                        // nil: nothing is kept
	Editions Editions                        // nil: flows of before are forgotten with the process
	Staffed  func(market, topic string) bool // is a suitable expert online? topic "" is any other; nil: nobody is
	Now      func() time.Time                // nil: the time of day
	Log      *slog.Logger                    // nil: none
	// Learn makes the reader: whoever keeps what was learned starts from it.
	// nil learns anew.
	Learn func(understanding.Phrases) (*understanding.Reader, error)
}

// MarketInfo is what a screen may know of a market, now.
type MarketInfo struct {
	Market    string
	Company   string
	Languages []string // the first is the market's own
	Currency  string
	Zone      string
	Open      bool
	OpensAt   *time.Time // while closed
	ClosesAt  *time.Time // while open
}

// ToolArg is one argument that an expert fills in.
type ToolArg = identity.Arg

// ToolInfo is a row of the tool table with its arguments.
type ToolInfo struct {
	identity.Tool
	Args []ToolArg
}

// Pack is the content in force. Any number of callers may share it, also while
// another one is put in its place.
type Pack struct {
	o   Options
	now atomic.Pointer[loaded]

	mu       sync.Mutex // putting content or hours into force, one at a time
	standing atomic.Pointer[Standing]
	rounds   rounds
	old      catalogues
}

// Load reads a pack. A fault in any file is an error: half a pack would leave
// customers without words, or promises without a time.
func Load(ctx context.Context, o Options) (*Pack, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	p := &Pack{o: o}
	content := o.Content
	if o.Folder { // what is judged is what is served, whoever writes meanwhile
		p.rounds.judged = fingerprint(content)
		p.rounds.seen = p.rounds.judged
		var err error
		if content, err = snapshot(content); err != nil {
			return nil, fmt.Errorf("content: %w", err)
		}
	}
	raw, faults := readAll(content, o.Now())
	if len(faults) > 0 {
		return nil, tooFaulty(faults)
	}
	next, err := p.build(ctx, content, raw, nil)
	if err != nil {
		return nil, err
	}
	return p, p.publish(ctx, next)
}

func tooFaulty(faults []Fault) error {
	more := ""
	if len(faults) > 1 {
		more = fmt.Sprintf(" (and %d more; samtal check lists them)", len(faults)-1)
	}
	return fmt.Errorf("content: %s%s", faults[0], more)
}

// in is the content in force: whoever needs two things of it takes it once.
func (p *Pack) in() *loaded { return p.now.Load() }

func (p *Pack) office(market string) *office { return p.in().offices[market] }

// Has reports whether we are in a market.
func (p *Pack) Has(market string) bool { return p.office(market) != nil }

// Markets lists the markets by name.
func (p *Pack) Markets() []string { return p.in().markets }

// Kept says, for each market, before when a last word is so old that what was
// written is erased.
func (p *Pack) Kept(now time.Time) map[string]time.Time {
	out := map[string]time.Time{}
	for _, name := range p.Markets() {
		if o := p.office(name); o != nil && o.Kept.Conversation > 0 {
			out[name] = now.AddDate(0, -o.Kept.Conversation, 0)
		}
	}
	return out
}

// OfferTime is how long an expert may take to accept an offer.
func (p *Pack) OfferTime(market string) time.Duration {
	if o := p.office(market); o != nil {
		return seconds(o.Promises.Offer)
	}
	return 30 * time.Second
}

// Read understands a text.
func (p *Pack) Read(text string, c understanding.Context) understanding.Reading {
	return p.in().reader.Read(text, c)
}
