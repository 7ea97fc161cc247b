package assistant

import (
	"encoding/json"
	"slices"

	"samtal/core/conversation"
	"samtal/core/flow"
	"samtal/core/money"
	"samtal/core/understanding"
	"samtal/service/desk"
)

// tell adds a message of the flow. What was said lately in other words of this
// conversation gets a lead-in: after a look-up that it was looked up again.
func (t *turn) tell(m flow.Message) {
	p := part{Message: desk.Message{Text: m.Text, Cites: t.cites(m.Sources)}, typed: m.Sources}
	for _, c := range m.Choices {
		p.Choices = append(p.Choices, desk.Choice(c))
	}
	if m.Card != nil {
		p.Card, _ = json.Marshal(m.Card) // plain texts always encode
		p.Cites = t.cardCite(p.Cites, m.Card)
	}
	if !t.repeat && !t.b.Reshow {
		if t.told++; t.heard(p.Text) {
			t.old++
		}
		p.Text = t.anew(p.Text, len(m.Choices) > 0 || t.run.Waits != nil)
	}
	if w := t.progressOfTalk(); w {
		t.at(conversation.Chatted)
	}
	t.add(p)
}

// progressOfTalk: the customer made small talk beside the open question.
func (t *turn) progressOfTalk() bool {
	n := len(t.b.Messages)
	if n == 0 || t.began {
		return false
	}
	switch t.b.Messages[n-1].Reading.Move {
	case understanding.MoveThanks, understanding.MoveGreeting, understanding.MoveGoodbye, understanding.MoveAreYouHuman:
		return true
	}
	return false
}

// cites names the tools that the values of a message came from.
func (t *turn) cites(sources []flow.Source) []desk.Cite {
	var out []desk.Cite
	for _, s := range sources {
		if s.From == "tool" {
			out = t.cite(out, s.Name)
		}
	}
	return out
}

func (t *turn) cite(list []desk.Cite, tool string) []desk.Cite {
	if slices.ContainsFunc(list, func(c desk.Cite) bool { return c.ID == tool }) {
		return list
	}
	c := desk.Cite{Kind: "tool", ID: tool, Title: tool}
	if info, ok := t.House.Tool(tool); ok && info.Title[t.lang] != "" {
		c.Title = info.Title[t.lang]
	}
	return append(list, c)
}

// cardCite names the tool whose rows a list shows.
func (t *turn) cardCite(list []desk.Cite, card *flow.Card) []desk.Cite {
	if len(list) > 0 || len(card.Items) == 0 || t.run.Waits == nil || len(t.run.Frames) == 0 {
		return list
	}
	fr := t.run.Frames[len(t.run.Frames)-1]
	def := t.top()
	if def == nil {
		return list
	}
	for _, s := range def.Slots {
		if s.Name == t.run.Waits.Slot && len(s.From) > 0 {
			if r, ok := fr.Results[s.From[0]]; ok {
				return t.cite(list, r.Tool)
			}
		}
	}
	return list
}

// ask puts the question that allows acts, as a card with two buttons.
func (t *turn) ask(c *flow.Confirm) {
	t.confirm = c
	card := flow.Card{Kind: "confirm"}
	if len(c.Acts) > 0 {
		if tool, ok := t.House.Tool(c.Acts[0].Tool); ok {
			card.Title = tool.Title[t.lang]
		}
	}
	body, _ := json.Marshal(card)
	p := part{Message: desk.Message{Text: c.Text, Cites: t.cites(c.Sources), Card: body}, typed: c.Sources}
	if !t.repeat && !t.b.Reshow {
		p.Text = t.anew(p.Text, true)
	}
	for i, ch := range c.Choices {
		key := [...]string{"choice_confirm_yes", "choice_confirm_no"}[min(i, 1)]
		p.Choices = append(p.Choices, desk.Choice{ID: ch.ID, Label: t.House.Words(t.lang, key, nil)})
	}
	t.add(p)
}

// proposal writes the acts as the law checks them. The amount is the largest
// in the question or the arguments: limits are for the worst case.
func (t *turn) proposal() *desk.Proposal {
	p := &desk.Proposal{Digest: t.confirm.Digest}
	var most money.Money
	larger := func(v any) {
		s, _ := v.(string)
		if m, err := money.Parse(s, ""); err == nil && (most.Currency == "" || m.Minor > most.Minor) {
			most = m
		}
	}
	for _, s := range t.confirm.Sources {
		if s.Type == "money" {
			larger(s.Raw)
		}
	}
	for _, a := range t.confirm.Acts {
		for _, v := range a.Args {
			larger(v)
		}
	}
	for _, a := range t.confirm.Acts {
		p.Acts = append(p.Acts, desk.ProposedAct{Tool: a.Tool, Args: a.Args, Digest: a.ID, Key: a.Key, Amount: most})
	}
	return p
}
