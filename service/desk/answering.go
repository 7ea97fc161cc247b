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

// What answers the question that was just put is about that question, whatever
// its words look like alone: "no, I haven't asked them" is no fraud, and a yes
// to "which of these do you mean?" means the first of them.

// longestReply is how many words a reply has that starts with yes or no.
const longestReply = 8

// recent is how many entries back the question just put is looked for.
const recent = 20

// heard takes from a reading what is no news beside the open question, and
// finds the topic that a reply to the assistant's buttons chooses.
func (d *Desk) heard(ctx context.Context, rec Record, text string, r understanding.Reading, now time.Time) (understanding.Reading, string, error) {
	s := rec.State
	topic := d.topicOf(s, text, r, now)
	reply := yesOrNo(text)
	if r.WantsHuman || s.Confirm != nil || !reply && r.Move != understanding.MoveYes || len(strings.Fields(text)) > longestReply {
		return r, topic, nil
	}
	asked, err := d.lastAsked(ctx, rec)
	if err != nil {
		return r, topic, err
	}
	if m := s.Matter(s.Asking); m != nil && !m.Closed && m.Flow != nil {
		if reply && repeats(asked.Text, text) && !slices.ContainsFunc(r.Sensitivities, grave) {
			r.Sensitivities, topic = nil, ""
		}
		return r, topic, nil
	}
	if topic == "" && r.Move == understanding.MoveYes {
		for _, c := range asked.Choices {
			if first, ok := strings.CutPrefix(c.ID, "topic:"); ok {
				return r, first, nil
			}
		}
	}
	return r, topic, nil
}

// grave signals count in any answer: what is certain, and any distress (P3).
func grave(s understanding.Signal) bool {
	return s.Tier == understanding.Certain || s.Kind == understanding.Distress
}

// lastAsked is the assistant's newest message, when the customer's last word
// was before it.
func (d *Desk) lastAsked(ctx context.Context, rec Record) (MessageView, error) {
	views, err := d.messages(ctx, rec, ForCustomer, max(0, rec.CustomerSeq-recent), recent)
	if n := len(views); err == nil && n > 0 && views[n-1].From == "assistant" {
		return views[n-1], nil
	}
	return MessageView{}, err
}

// beginning finds the words that a matter begins with, when the customer then
// only pressed its button, or said yes to it: nobody writes them twice (P6).
func (d *Desk) beginning(ctx context.Context, rec Record, b *Brief) error {
	if b.Matter.ID == "" || b.Matter.Flow != nil || b.Matter.Placed() || len(b.Messages) != 1 {
		return nil
	}
	first := b.Messages[0]
	if !strings.HasPrefix(first.Choice, "topic:") && (first.Choice != "" || first.Reading.Move != understanding.MoveYes) {
		return nil
	}
	views, err := d.messages(ctx, rec, ForCustomer, max(0, rec.CustomerSeq-recent), recent)
	if err != nil {
		return err
	}
	offered := false
	for _, v := range slices.Backward(views) {
		switch {
		case v.ID == first.ID:
		case v.From == "assistant":
			offered = offered || slices.ContainsFunc(v.Choices, func(c Choice) bool { return c.ID == "topic:"+b.Topic })
		case v.From == "customer" && offered:
			r := d.House.Read(v.Text, understanding.Context{Language: b.Language, Market: b.Market, Today: b.Today})
			b.Messages = append([]Written{{ID: v.ID, Text: v.Text, Reading: r}}, b.Messages...)
			return nil
		default:
			return nil
		}
	}
	return nil
}

var replyWords = []string{"yes", "yeah", "yep", "no", "nope", "nah", "ja", "japp", "jo", "nej", "nä"}

// yesOrNo: the first word answers.
func yesOrNo(text string) bool {
	said := spoken(text)
	return len(said) > 0 && slices.Contains(replyWords, said[0])
}

// repeats: a reply holds a telling word of the question.
func repeats(question, reply string) bool {
	asked := spoken(question)
	return slices.ContainsFunc(spoken(reply), func(w string) bool { return len([]rune(w)) >= 4 && slices.Contains(asked, w) })
}

func spoken(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' })
}

// followWords begin or end a question that goes on from the answer just given.
var followWords = []string{"och", "and", "men", "but", "so", "så", "then", "då"}

// goesOn: a few words that ask on about what was answered just now.
func goesOn(text string, r understanding.Reading, m *conversation.Matter) bool {
	said := spoken(text)
	n := len(said)
	return m.Outcome == "answered" && n > 1 && n <= fewWords && r.Move == understanding.MoveNone && strings.Contains(text, "?") &&
		(slices.Contains(followWords, said[0]) || slices.Contains(followWords, said[n-1]))
}
