package assistant

import (
	"slices"
	"strings"

	"samtal/core/flow"
	"samtal/core/understanding"
)

// generalWords begin a question about how things are done here, not a wish to
// have one done: it gets the article, and the flow as a button.
var generalWords = map[string][]string{
	"en": {"how does", "how do refunds", "how do returns", "how do instalments", "how long does", "how long do", "what happens if", "what happens when", "what does it cost to", "what is a", "what is an", "what are", "does it cost", "do you charge", "what do you charge"},
	"sv": {"hur fungerar", "hur funkar", "hur lång tid", "vad händer om", "vad händer när", "vad kostar det att", "vad kostar en", "vad tar ni", "kostar det något att", "kostar det nåt att", "vad är en", "vad är ett", "vad innebär"},
}

// asksWhat and termWords together ask for the terms that hold for everybody:
// "what is the interest on instalments", "hur räknas räntan ut".
var asksWhat = map[string][]string{
	"en": {"what is", "what's", "whats", "what would", "how high", "how much is", "how is", "is there", "which"},
	"sv": {"vad är", "vad blir", "vilken", "hur hög", "hur stor", "hur mycket är", "hur räknas", "hur räknar", "hur beräknas", "finns det"},
}

var termWords = map[string][]string{
	"en": {"interest", "apr", "annual rate", "late fee", "reminder fee", "cost of", "limit"},
	"sv": {"ränta", "räntan", "förseningsavgift", "påminnelseavgift", "kostnaden för", "gräns"},
}

// ownWords say that the customer's own thing is meant.
var ownWords = map[string][]string{
	"en": {"my", "mine", "i've", "this"},
	"sv": {"min", "mitt", "mina", "denna", "den", "här"},
}

// asksInGeneral reports such a question. Whoever names their own thing, or a
// figure of it, wants that looked up.
func (t *turn) asksInGeneral(text string, r understanding.Reading) bool {
	low := strings.ToLower(text)
	for _, w := range strings.FieldsFunc(low, func(c rune) bool { return strings.ContainsRune(" ,.?!", c) }) {
		if slices.Contains(ownWords[t.lang], w) {
			return false
		}
	}
	if slices.ContainsFunc(r.Entities, func(e understanding.Entity) bool { return e.Kind != understanding.Ordinal }) {
		return false
	}
	begins := func(w string) bool { return strings.Contains(low, w) }
	return slices.ContainsFunc(generalWords[t.lang], begins) ||
		slices.ContainsFunc(asksWhat[t.lang], begins) && slices.ContainsFunc(termWords[t.lang], begins)
}

// general: the messages only ask how this matter works, and an article says it
// for sure. A sensitive matter always begins: it protects.
func (t *turn) general(f *flow.Flow) bool {
	if f.Sensitive || t.b.Matter.Placed() || len(t.b.Messages) == 0 {
		return false
	}
	for _, m := range t.b.Messages {
		if m.Choice != "" || !t.asksInGeneral(m.Text, m.Reading) {
			return false
		}
		if h := t.search(m.Text, m.Reading); len(h) == 0 || !h[0].Confident || t.heard(h[0].Passage) {
			return false
		}
	}
	return true
}

// leansFrom is the probability from which a topic that is not sure is still
// far likelier than that the customer wants something to read.
const leansFrom = 0.3

// leaning is the topic that an unsure message probably is about, when it tells
// of the customer's own matter: "where is my reufnd" wants that refund, and
// not an article about refunds. It is asked about, never begun unasked.
func (t *turn) leaning(text string, r understanding.Reading) string {
	if t.b.Matter.ID != "" || !r.InScope || len(r.Topics) == 0 || r.Topics[0].P < leansFrom || isSensitive(r.Topics[0].Topic) {
		return ""
	}
	if t.asksInGeneral(text, r) || isQuestion(text) && !t.names(text) {
		return ""
	}
	if len(t.Flows.ByTopic(r.Topics[0].Topic)) == 0 {
		return ""
	}
	return r.Topics[0].Topic
}

// names reports a word for what is the customer's own.
func (t *turn) names(text string) bool {
	for _, w := range strings.Fields(strings.ToLower(text)) {
		switch strings.Trim(w, ".,?!") {
		case "my", "i", "mine", "min", "mitt", "mina", "jag", "mig":
			return true
		}
	}
	return false
}
