package moneybox

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"

	"samtal/core/identity"
	"samtal/core/money/question"
	"samtal/core/problem"
)

// Said is what the money assistant says in a conversation.
type Said struct {
	On     bool // switched on; else Text is empty, and nothing was read
	Sure   bool // a category of spending was named: no matter of customer service
	Text   string
	Opens  string          // the address of the rows that its figures stand on
	Source json.RawMessage // the answer as code worked it out
}

// Before finds the query in the address of an answer: a question may follow it.
func Before(opens string) *question.Query {
	u, err := url.Parse(opens)
	if err != nil || u.Path != page {
		return nil
	}
	var q question.Query
	if json.Unmarshal([]byte(u.Query().Get("q")), &q) != nil || !q.Whole() {
		return nil
	}
	return &q
}

// page is where the rows of a figure are shown.
const page = "/money/"

// Meant says whether a text is a question about its writer's own money, by the
// names that everybody has for categories; shops are known to their owner only.
func (b *Box) Meant(text, today string, before *question.Query) bool {
	_, meant := question.Meant(text, b.nobody(today), before)
	return meant
}

func (b *Box) nobody(today string) question.Facts {
	b.bare.Do(func() { b.index = question.NewIndex(nil, b.Book, b.Names.Words) })
	return question.Facts{Today: today, Index: b.index}
}

// Chat answers a question in a conversation with a signed-in customer. meant is
// false when it is none, or none that their shops make one. Nothing is read of
// whoever has not switched it on.
func (b *Box) Chat(ctx context.Context, customer, text, language, today string, before *question.Query) (said Said, meant bool, err error) {
	p, err := b.For(ctx, identity.Who{Role: identity.Customer, ID: customer, Level: identity.SignedIn})
	if problem.Is(err, "money_off") {
		q, meant := question.Meant(text, b.nobody(today), before)
		return Said{Sure: q.Category != ""}, meant, nil
	}
	if err != nil {
		return Said{}, false, err
	}
	v, err := p.View(ctx, today)
	if err != nil {
		return Said{}, false, err
	}
	facts := v.Questions()
	q, meant := question.Meant(text, facts, before)
	if !meant {
		return Said{}, false, nil
	}
	answer := question.Ask(text, language, facts, before)
	if answer.Query == nil {
		return Said{}, false, errors.New("moneybox: a question was meant and is none")
	}
	said = Said{On: true, Text: answer.Text}
	if said.Source, err = json.Marshal(answer); err != nil {
		return said, true, err
	}
	asked, err := json.Marshal(q)
	said.Opens = page + "?" + url.Values{"q": {string(asked)}}.Encode()
	return said, true, err
}
