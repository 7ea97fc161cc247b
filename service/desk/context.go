package desk

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"

	"samtal/core/conversation"
	"samtal/core/understanding"
)

// What a message is about hangs on what was said before it. The reading of the
// words alone comes first; where they stand decides when the words don't.

// Correctable is how long after its end a matter of the assistant is what "no,
// I meant the 9th" is about.
const Correctable = 15 * time.Minute

// sureAway is the probability from which a message leaves an open question
// that it may be answering: whoever is asked for a date and gives one hardly
// came with something new.
const sureAway = 0.85

// How many words a yes or a no to an open question may have, with what it
// repeats of the question. A longer no may go on to something else.
const (
	longestYes = 6
	longestNo  = 4
)

// topicOf is the topic that the law routes a message by.
func (d *Desk) topicOf(s conversation.State, text string, r understanding.Reading, now time.Time) string {
	if n := len(strings.Fields(text)); s.Confirm != nil && (r.Move == understanding.MoveYes && n <= longestYes || r.Move == understanding.MoveNo && n <= longestNo) {
		return "" // "yes freeze it" says yes to freezing; it asks for nothing new
	}
	topic, sure := r.Topic(), 0.0
	if topic != "" {
		sure = r.Topics[0].P
	}
	if m := lately(s, now); m != nil && sure < sureAway && len(r.Sensitivities) == 0 && (corrects(text, r, topic, m) || topic == "" && goesOn(text, r, m)) && s.Confirm == nil && !paused(s) {
		return m.Topic
	}
	if asking := s.Matter(s.Asking); topic != "" && sure < sureAway && asking != nil && !asking.Closed && asking.Flow != nil &&
		asking.Topic != topic && len(r.Sensitivities) == 0 && answers(r) {
		return ""
	}
	if topic != "" {
		return topic
	}
	for _, part := range Parts(text) {
		read := d.House.Read(part, understanding.Context{Language: s.Language, Market: s.Market, Today: d.House.Today(s.Market, now)})
		if topic = read.Topic(); topic != "" {
			return topic
		}
	}
	return ""
}

// answers reports a value that may answer an open question.
func answers(r understanding.Reading) bool {
	return slices.ContainsFunc(r.Entities, func(e understanding.Entity) bool {
		switch e.Kind {
		case understanding.Date, understanding.Amount, understanding.Number, understanding.CardLast4, understanding.Reference, understanding.Ordinal:
			return true
		}
		return false
	})
}

// corrects: "I meant ..." or "no, ..." with a value that may replace another;
// and, when something was done, a few words with nothing but such a value
// ("should have been the 14th").
func corrects(text string, r understanding.Reading, topic string, m *conversation.Matter) bool {
	if r.Move == understanding.MoveCorrect {
		return true
	}
	return answers(r) && (r.Move == understanding.MoveNo || topic == "" && m.Outcome == "settled" && len(strings.Fields(text)) <= fewWords)
}

const fewWords = 8

// paused reports a matter of the assistant that is still open: what the
// customer says without naming another is about that one.
func paused(s conversation.State) bool {
	return slices.ContainsFunc(s.Matters, func(m conversation.Matter) bool { return m.Holder() == conversation.Assistant && m.Flow != nil })
}

// lately is the matter that the assistant ended last, while a correction may
// still be about it. What a person settled goes to people again.
func lately(s conversation.State, now time.Time) *conversation.Matter {
	var last *conversation.Matter
	for i := range s.Matters {
		if m := &s.Matters[i]; m.Closed && m.ClosedBy == conversation.Assistant && (last == nil || !m.ClosedAt.Before(last.ClosedAt)) {
			last = m
		}
	}
	if last == nil || now.Sub(last.ClosedAt) > Correctable {
		return nil
	}
	return last
}

// lastMemory finds where a matter's flow stood last, which the state forgets
// when it ends. It looks back as far as a short while goes; what lies further
// is not carried over, and the customer is asked.
func (d *Desk) lastMemory(ctx context.Context, rec Record, id conversation.MatterID) (string, error) {
	const back = 200
	entries, err := d.Store.Entries(ctx, rec.ID, ForStaff, max(0, rec.StaffSeq-back), back)
	if err != nil {
		return "", err
	}
	for _, e := range slices.Backward(entries) {
		if e.Kind != conversation.Kind(conversation.FlowMoved{}) {
			continue
		}
		ev, err := conversation.DecodeEvent(e.Kind, e.Schema, e.Body)
		if err != nil {
			return "", internal("event", err)
		}
		if f, ok := ev.(conversation.FlowMoved); ok && f.Matter == id {
			return f.Position.Memory, nil
		}
	}
	return "", nil
}

// leastPart is how many words a part of a message needs to be about something.
const leastPart = 3

// Parts splits a message where people change the subject: at the end of a
// sentence, and at a comma or an "and". A message of one part has none.
func Parts(text string) []string {
	var out []string
	var part []string
	end := func() {
		if len(part) >= leastPart {
			out = append(out, strings.Join(part, " "))
		}
		part = nil
	}
	for _, w := range strings.Fields(text) {
		switch strings.ToLower(w) {
		case "and", "also", "plus", "och", "samt":
			end()
			continue
		}
		part = append(part, w)
		if last := w[len(w)-1]; strings.IndexByte(".?!;,", last) >= 0 && !figure(w) {
			end()
		}
	}
	end()
	if len(out) < 2 {
		return nil
	}
	return out
}

// figure: "349." may end a sentence, "4." in "4. december" does not.
func figure(w string) bool {
	return strings.HasSuffix(w, ".") && strings.ContainsFunc(w, unicode.IsDigit)
}
