// Package pack turns a content folder into a desk.House: rules per market,
// readings, words in every language, flows and articles. Every figure that is
// law or a promise stands in that folder, never in code.
package pack

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"sync/atomic"
	"time"

	"samtal/core/flow"
	"samtal/core/identity"
	"samtal/core/knowledge"
	"samtal/core/understanding"
)

// Settings keeps what a lead changes, across restarts.
type Settings interface {
	Setting(ctx context.Context, key string) (value string, ok bool, err error)
	SetSetting(ctx context.Context, key, value string) error
}

// Options are what a pack is made of.
type Options struct {
	Content  fs.FS
	Settings Settings                        // nil: nothing is kept
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

// Pack is a loaded pack. Any number of callers may share it.
type Pack struct {
	o        Options
	words    map[string]map[string]string // by language and key
	offices  map[string]*office
	markets  []string
	flows    *flow.Catalogue
	articles atomic.Pointer[knowledge.Articles]
	files    map[string]string // articles as they are written
	shelves  map[string]*shelf
	reader   *understanding.Reader
	tools    []ToolInfo
	byName   map[string]identity.Tool
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
	raw, faults := readAll(o.Content, o.Now())
	if len(faults) > 0 {
		return nil, tooFaulty(faults)
	}
	p := &Pack{o: o, words: raw.words, offices: map[string]*office{}, markets: sortedKeys(raw.markets), flows: raw.flows,
		files: raw.files, shelves: map[string]*shelf{}, tools: raw.tools, byName: map[string]identity.Tool{}}
	for _, t := range raw.tools {
		p.byName[t.Name] = t.Tool
	}
	read := make(chan error, 1)
	go func() { // learning from the phrases takes a while; the articles are indexed meanwhile
		var err error
		learn := o.Learn
		if learn == nil {
			learn = understanding.NewReader
		}
		p.reader, err = learn(raw.phrases)
		read <- err
	}()
	version := versionOf(o.Content)
	for _, name := range p.markets {
		m := raw.markets[name]
		w := &office{market: m, version: version, protect: map[string]bool{}, choice: map[string]bool{}}
		for topic, s := range m.Sensitive {
			// Only a flow can protect: without one nobody would help meanwhile.
			w.protect[topic] = s.Protect && len(p.flows.ByTopic(topic)) > 0
			w.choice[topic] = s.Choice
		}
		p.offices[name], p.shelves[name] = w, &shelf{}
		if err := p.setUp(ctx, w); err != nil {
			<-read
			return nil, err
		}
	}
	p.fillArticles()
	p.index(p.markets[0]) // the other markets' when they are first asked
	if err := <-read; err != nil {
		return nil, fmt.Errorf("phrases: %w", err)
	}
	return p, nil
}

func tooFaulty(faults []Fault) error {
	more := ""
	if len(faults) > 1 {
		more = fmt.Sprintf(" (and %d more; samtal check lists them)", len(faults)-1)
	}
	return fmt.Errorf("content: %s%s", faults[0], more)
}

func (p *Pack) office(market string) *office { return p.offices[market] }

// Has reports whether we are in a market.
func (p *Pack) Has(market string) bool { return p.offices[market] != nil }

// Markets lists the markets by name.
func (p *Pack) Markets() []string { return p.markets }

// OfferTime is how long an expert may take to accept an offer.
func (p *Pack) OfferTime(market string) time.Duration {
	if o := p.office(market); o != nil {
		return seconds(o.Promises.Offer)
	}
	return 30 * time.Second
}

// Read understands a text.
func (p *Pack) Read(text string, c understanding.Context) understanding.Reading {
	return p.reader.Read(text, c)
}

// Catalogue is the flows and patterns.
func (p *Pack) Catalogue() *flow.Catalogue { return p.flows }
