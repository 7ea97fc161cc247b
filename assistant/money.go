package assistant

import (
	"context"
	"encoding/json"

	"samtal/core/conversation"
	"samtal/core/flow"
	"samtal/core/money/question"
	"samtal/core/understanding"
	"samtal/service/desk"
	"samtal/service/moneybox"
)

// Money answers questions about a customer's own money; *moneybox.Box does.
type Money interface {
	// Meant says, without reading anything of the customer's, whether a text
	// is such a question.
	Meant(text, today string, before *question.Query) bool
	// Chat answers it. meant is false when it is no such question.
	Chat(ctx context.Context, customer, text, language, today string, before *question.Query) (said moneybox.Said, meant bool, err error)
}

// money answers a question about the customer's own money, when nothing else is
// going on: no flow waits for an answer, nothing sensitive was read, and what
// customer service hears too ("when is my next instalment?") only where no
// topic was read. It looks; whatever is worked out, code worked out.
func (t *turn) money() bool {
	text, before, may := t.moneyQuestion()
	if !may {
		return false
	}
	if t.quick { // the answer needs the customer's rows
		t.needs = true
		return true
	}
	said, meant, err := t.Money.Chat(t.ctx, t.b.Customer, text, t.lang, t.b.Today, before)
	if err != nil {
		t.Log.Warn("the money assistant did not answer", "conversation", t.b.Conversation, "error", err.Error())
		return false
	}
	if !meant || !said.On && !said.Sure {
		return false
	}
	t.because("money")
	t.looked = true
	card := moneyCard{Kind: "list"}
	text = said.Text
	if said.On {
		card.Title, card.Href = t.House.Words(t.lang, "money_card", nil), said.Opens
		t.results = append(t.results, said.Source)
	} else {
		text = t.House.Words(t.lang, "money_chat_off", nil)
		card.Title, card.Href = t.House.Words(t.lang, "money_card_off", nil), "/money/"
	}
	raw, err := json.Marshal(card)
	if err != nil {
		return false
	}
	text = t.anew(text, false)
	t.add(part{Message: desk.Message{Text: text, Card: raw}, quotes: []string{text}})
	t.at(conversation.Forward)
	if t.b.Matter.ID != "" && !t.b.Matter.Placed() {
		t.end = flow.Answered
	}
	return true
}

// moneyCard opens what a figure stands on.
type moneyCard struct {
	Kind  string `json:"kind"`
	Title string `json:"title"`
	Href  string `json:"href"`
}

// moneyQuestion is the one message that may be a question about money, with
// the query that it follows.
func (t *turn) moneyQuestion() (text string, before *question.Query, may bool) {
	b := t.b
	if t.Money == nil || !t.signedIn() || b.Reshow || len(b.Messages) != 1 || len(b.Results) > 0 || b.Matter.Placed() || b.Matter.Flow != nil {
		return "", nil, false
	}
	m := b.Messages[0]
	if m.Choice != "" || m.Reading.WantsHuman || len(m.Reading.Sensitivities) > 0 || m.Reading.Move != understanding.MoveNone {
		return "", nil, false
	}
	for _, said := range b.LastSaid { // the newest decides
		var card moneyCard
		before = nil
		if json.Unmarshal(said.Card, &card) == nil {
			before = moneybox.Before(card.Href)
		}
	}
	measure := question.Heard(m.Text)
	follows := before != nil && question.Follows(m.Text)
	if !follows && (measure == "" || !measure.Strong() && (b.Topic != "" || m.Reading.Topic() != "")) {
		return "", nil, false
	}
	return m.Text, before, true
}
