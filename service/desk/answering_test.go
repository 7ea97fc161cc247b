package desk

import (
	"testing"

	"samtal/core/conversation"
	"samtal/core/understanding"
)

// A reply is about the question put when it says yes or no and takes up one
// of its words; certain trouble and any distress count all the same.
func TestAReplyIsAboutTheQuestionPut(t *testing.T) {
	for _, c := range []struct {
		question, reply string
		want            bool
	}{
		{"Have you asked the shop about it?", "no I haven't asked them", true},
		{"Har du frågat butiken om den?", "nej, inte frågat än", true},
		{"Have you asked the shop about it?", "no I never bought this", false},
		{"Have you asked the shop about it?", "they asked for my code", false},
		{"", "no", false},
	} {
		if got := yesOrNo(c.reply) && repeats(c.question, c.reply); got != c.want {
			t.Errorf("%q to %q: %v, not %v", c.reply, c.question, got, c.want)
		}
	}
	for _, s := range []understanding.Signal{{Kind: understanding.Fraud, Tier: understanding.Certain}, {Kind: understanding.Distress, Tier: understanding.Possible}} {
		if !grave(s) {
			t.Errorf("%s %s would be passed over in an answer", s.Tier, s.Kind)
		}
	}
}

func TestAShortQuestionGoesOnFromTheAnswer(t *testing.T) {
	answered, settled := &conversation.Matter{Outcome: "answered"}, &conversation.Matter{Outcome: "settled"}
	for _, c := range []struct {
		text string
		m    *conversation.Matter
		want bool
	}{
		{"och när kommer de då?", answered, true},
		{"and when is that?", answered, true},
		{"och när kommer de då?", settled, false},
		{"och", answered, false},
		{"how do I close my account?", answered, false},
	} {
		if got := goesOn(c.text, understanding.Reading{}, c.m); got != c.want {
			t.Errorf("%q: %v, not %v", c.text, got, c.want)
		}
	}
}
