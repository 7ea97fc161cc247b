package assistant

import (
	"encoding/json"

	"samtal/core/conversation"
	"samtal/core/flow"
	"samtal/core/understanding"
	"samtal/service/desk"
)

// Changes of mind come after the deed, too. "No, I meant the 9th" begins the
// same flow again with all that was given before; the new values are quoted
// and agreed to like any others. "Undo that" is told that it has been done.

// correctsLately: the matter that begins corrects the one that ended just now.
func (t *turn) correctsLately() bool {
	if t.b.Topic == "" || t.b.Lately.Topic != t.b.Topic || len(t.b.Lately.Memory) == 0 {
		return false
	}
	for _, m := range t.b.Messages {
		if mv := m.Reading.Move; m.Choice == "" && (mv == understanding.MoveCorrect || mv == understanding.MoveNo || m.Reading.Topic() == "") {
			return true // without a topic of its own, the desk read it as a correction
		}
	}
	return false
}

// lately is the run that ended. What can't be read is as if it had not been.
func (t *turn) lately() flow.Run {
	var run flow.Run
	if err := json.Unmarshal(t.b.Lately.Memory, &run); err != nil {
		t.Log.Error("a flow's memory can't be read", "conversation", t.b.Conversation, "error", err.Error())
		return flow.Run{}
	}
	return run
}

// regrets: the customer calls off what has been done already.
func (t *turn) regrets(m understanding.Move) bool {
	return m == understanding.MoveCancel && t.b.Matter.ID == "" && t.b.Lately.Outcome == flow.Settled
}

// done says that it was done before the customer called it off, and how to
// change it: never "nothing has been changed".
func (t *turn) done() {
	t.because("called off too late")
	t.at(conversation.Chatted)
	title := t.House.TopicTitle(t.lang, t.b.Lately.Topic)
	t.say("done_already", map[string]string{"matter": title}, desk.Choice{ID: "topic:" + t.b.Lately.Topic, Label: title}, t.person())
	t.asks = true
}
