// Package pack turns a content folder into a desk.House: rules per market,
// readings, words in two languages, flows and articles.
package pack

import (
	"context"
	"io/fs"
	"log/slog"
	"time"

	"samtal/core/conversation"
	"samtal/core/flow"
	"samtal/core/hours"
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
	Staffed  func(market, topic string) bool // is a suitable expert online? nil: nobody is
	Now      func() time.Time                // nil: the time of day
	Log      *slog.Logger                    // nil: none
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
type ToolArg struct {
	Name string `yaml:"name" json:"name"`
	Type string `yaml:"type" json:"type"`
}

// ToolInfo is a row of the tool table with its arguments.
type ToolInfo struct {
	identity.Tool
	Args []ToolArg
}

// Pack is a loaded pack. It may be used by many at once.
type Pack struct{}

// Load reads a pack. A fault in any file is an error.
func Load(ctx context.Context, o Options) (*Pack, error) { return nil, nil }

// Rules implements desk.House.
func (p *Pack) Rules(market string, now time.Time) conversation.Rules { return conversation.Rules{} }

// Read implements desk.House.
func (p *Pack) Read(text string, c understanding.Context) understanding.Reading {
	return understanding.Reading{}
}

// Today implements desk.House.
func (p *Pack) Today(market string, now time.Time) string { return "" }

// Words implements desk.House.
func (p *Pack) Words(language, key string, params map[string]string) string { return "" }

// Moment implements desk.House.
func (p *Pack) Moment(market, language string, at, now time.Time) string { return "" }

// Has implements desk.House.
func (p *Pack) Has(market string) bool { return false }

// Tool implements desk.House.
func (p *Pack) Tool(name string) (identity.Tool, bool) { return identity.Tool{}, false }

// TopicTitle implements desk.House.
func (p *Pack) TopicTitle(language, topic string) string { return "" }

// Problem is the words of an error.
func (p *Pack) Problem(language, code string, params map[string]string) string { return "" }

// Catalogue is the flows.
func (p *Pack) Catalogue() *flow.Catalogue { return nil }

// Search finds articles.
func (p *Pack) Search(market, language, query string, k int) []knowledge.Hit { return nil }

// SearchFor is Search with an idea of the topic.
func (p *Pack) SearchFor(market, language, query string, topics map[string]float64, k int) []knowledge.Hit {
	return nil
}

// Article returns an article that is valid today.
func (p *Pack) Article(language, id string) (knowledge.Article, bool) {
	return knowledge.Article{}, false
}

// Markets lists the markets' names.
func (p *Pack) Markets() []string { return nil }

// Market says how a market is now.
func (p *Pack) Market(name string) (MarketInfo, bool) { return MarketInfo{}, false }

// Hours are a market's opening hours as they were written.
func (p *Pack) Hours(market string) hours.Written { return hours.Written{} }

// SetHours changes a market's opening hours for good.
func (p *Pack) SetHours(ctx context.Context, market string, w hours.Written) error { return nil }

// OfferTime is how long an expert may take to accept an offer.
func (p *Pack) OfferTime(market string) time.Duration { return 0 }

// Tools lists the tool table.
func (p *Pack) Tools() []ToolInfo { return nil }
