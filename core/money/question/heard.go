package question

import (
	"slices"
	"strings"
)

// Heard says what measure a text names, before anything is known of its
// writer: cheap enough to ask of every message in a conversation. "" is none.
func Heard(text string) Measure {
	if len(text) > 500 {
		return ""
	}
	p := parser{words: strings.Fields(fold(text))}
	p.used = make([]bool, len(p.words))
	p.measured()
	return p.measure
}

// Strong says whether a measure is asked of nobody but the money assistant.
// What is left, where it went, balances, bills and instalments are also matters of customer
// service, which goes first.
func (m Measure) Strong() bool {
	return m != "" && m != Safe && m != Top && m != Balance && m != NextBill && m != NextInstalment
}

// Words that a question begins with, and one that follows another.
var (
	asks    = []string{"how", "what", "whats", "which", "when", "where", "can", "could", "compare", "show", "my", "biggest", "largest", "smallest", "hur", "vad", "vilken", "vilket", "vilka", "nar", "vart", "har", "kan", "jamfor", "visa", "min", "mina", "mitt", "storsta", "minsta", "dyraste", "did", "have", "do", "will"}
	follows = []string{"and", "och", "compare", "compared", "jamfor", "jamfort", "then", "da"}
)

// Follows says whether a text may go on from a question before it.
func Follows(text string) bool {
	words := strings.Fields(fold(text))
	return len(words) > 1 && len(words) <= 8 && slices.Contains(follows, words[0])
}

// Meant says whether a text among others is a question about its writer's own
// money, every word of it understood: "how much did I spend on food in October?"
// and not "I paid yesterday". What names only a measure is not enough for those
// that customer service hears too ("what does it cost?").
func Meant(text string, f Facts, before *Query) (Query, bool) {
	p := parser{facts: f, words: strings.Fields(fold(text))}
	if len(text) > 500 || len(p.words) < 2 {
		return Query{}, false
	}
	p.used = make([]bool, len(p.words))
	p.read()
	names := p.category != "" || p.shop != "" || p.account != "" || p.period != nil || p.compares
	if before != nil && Follows(text) && (names || p.measure != "") {
		q, refused := p.query(before)
		return q, refused == nil
	}
	if p.measure == "" || !slices.Contains(asks, p.words[0]) || summed(p.measure) && !names {
		return Query{}, false
	}
	q, refused := p.query(nil)
	switch {
	case refused != nil, q.Measure == Received && q.Category != "" && f.Index.tree.Kind(q.Category) != "income":
		return q, false
	case p.period == nil && (q.Category == "loans" || q.Category == "fees"):
		return q, false // "what does an instalment cost in interest?" asks about ours
	case (q.Measure == Safe || q.Measure == Balance) && (p.category != "" || p.shop != ""):
		return q, false
	}
	return q, true
}
