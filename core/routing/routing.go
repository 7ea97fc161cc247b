// Package routing says who is offered which customer. It is pure: the same
// line and the same experts give the same offers, in whatever order they come.
package routing

import (
	"slices"
	"time"
)

// Any is the skill that covers every topic.
const Any = "*"

// Waiting is one matter in line.
type Waiting struct {
	Conversation string
	Matter       string
	Market       string
	Language     string // "": the customer pressed the button before writing a word
	Topic        string
	Priority     int       // lower comes first (conversation.Priority)
	Due          time.Time // a person answers by then
	Since        time.Time
	Broken       int    // how often the promise was missed
	Level        int    // the least level that the topic needs
	Whole        bool   // wants an expert's whole attention: takes all slots that are left
	Prefer       string // the expert who knows the customer
	// Refused are the experts who declined it or let it pass, longest ago first.
	Refused []string
	// Never are those who may not have it at all: the customer's own household,
	// or somebody who knows them.
	Never []string
	// A live offer: nobody else is offered the matter, and it takes a slot.
	OfferTo    string
	OfferUntil time.Time
}

// Expert is somebody who may be offered a customer.
type Expert struct {
	ID        string
	Markets   []string // empty: every market of the company
	Languages []string
	Skills    map[string]int // topic, or Any, or either In a language -> level
	Capacity  int            // conversations at once
	Held      int            // conversations that the expert has
	Whole     bool           // one of them takes the whole expert
	Reserve   bool           // comes after everybody else who is free (the demo's played experts)
	IdleSince time.Time
}

// Offer says that a waiting matter shall be offered to an expert.
type Offer struct {
	Conversation string
	Matter       string
	Market       string
	Expert       string
}

// In is the key of a skill that holds in one language only.
func In(topic, language string) string { return topic + "@" + language }

// Level is the expert's skill in a topic in a language; 0 is none. In a
// language that nobody knows yet it is the best that the expert has.
func (e Expert) Level(topic, language string) int {
	return max(e.in(topic, language), e.in(Any, language))
}

func (e Expert) in(topic, language string) int {
	level := e.Skills[topic]
	for _, l := range e.Languages {
		if language == "" || l == language {
			level = max(level, e.Skills[In(topic, l)])
		}
	}
	return level
}

// named reports whether the skill in the topic itself is what counts.
func (e Expert) named(topic, language string) bool {
	return e.in(topic, language) >= e.in(Any, language)
}

// Suits reports whether the expert may take the matter at all: everything but
// free slots and refusals. Who is below the level that a topic needs would
// hurt somebody in distress; who lacks the language can't even be understood.
// A language that nobody knows yet rules nobody out: else that customer would
// wait for ever.
func (e Expert) Suits(w Waiting) bool {
	return e.covers(w.Market, w.Topic, w.Language, w.Level) && (w.Language == "" || slices.Contains(e.Languages, w.Language))
}

func (e Expert) covers(market, topic, language string, level int) bool {
	have := e.Level(topic, language)
	return have > 0 && have >= level && (len(e.Markets) == 0 || slices.Contains(e.Markets, market))
}

// Staffed reports whether one of the experts may answer a topic in a market.
func Staffed(market, topic string, level int, experts []Expert) bool {
	return slices.ContainsFunc(experts, func(e Expert) bool { return e.Capacity > 0 && e.covers(market, topic, "", level) })
}
