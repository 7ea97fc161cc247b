package assistant

import (
	"slices"

	"samtal/core/conversation"
	"samtal/core/flow"
	"samtal/core/understanding"
	"samtal/service/desk"
)

// aside takes up what else the customer asked for in the message that begins
// this matter ("what do I owe, and can you move the 189 one?"). What only needs
// looking up is answered at once; the rest is kept for later.
func (t *turn) aside() {
	if t.inside || !t.signedIn() || t.b.Matter.Placed() {
		return
	}
	rules := t.House.Rules(t.b.Market, t.b.Now)
	done := []string{t.b.Topic}
	for _, m := range t.b.Messages {
		if m.Choice != "" {
			continue
		}
		for _, part := range desk.Parts(m.Text) {
			r := t.House.Read(part, understanding.Context{Language: t.lang, Market: t.b.Market, Today: t.b.Today})
			topic := r.Topic()
			flows := t.Flows.ByTopic(topic)
			if topic == "" || slices.Contains(done, topic) || len(flows) == 0 || flows[0].Sensitive || rules.Autonomy[topic].Level != conversation.Do || t.elsewhere(topic) {
				continue
			}
			done = append(done, topic)
			if !t.lookedUp(flows[0], desk.Written{ID: m.ID, Text: part, Reading: r}) {
				t.later = append(t.later, topic)
			}
		}
	}
}

// lookedUp answers a part of the message, when that needs no word of the
// customer: a flow of look-ups only. One that asks anything is not begun.
func (t *turn) lookedUp(f *flow.Flow, part desk.Written) bool {
	b := *t.b
	b.Topic, b.Messages = f.Topic, []desk.Written{part}
	b.Memory, b.Results, b.Open, b.Others, b.Lately, b.Reshow = nil, nil, nil, nil, desk.Lately{}, false
	sub := turn{Embedded: t.Embedded, Flows: t.Flows, edition: t.edition, ctx: t.ctx, b: &b, lang: t.lang, said: slices.Clone(t.said), run: t.Flows.Start(f.Name, t.lang), began: true, inside: true, quick: t.quick}
	sub.flow()
	if t.needs = t.needs || sub.needs; t.needs {
		return false
	}
	told := sub.out
	if sub.end == "" && sub.asks && sub.run.Waits != nil && sub.run.Waits.For == "ask" && len(told) > 0 {
		told = told[:len(told)-1] // what it comes to is an answer; which row to look at closer is for later
	} else if sub.end != flow.Answered {
		return false
	}
	if sub.human != "" || sub.confirm != nil || len(told) == 0 {
		return false
	}
	t.because("also " + f.Topic)
	for _, p := range told {
		t.add(p)
	}
	t.results = append(t.results, sub.results...)
	return true
}

// keptForLater names what waits, with a button: before an open question, so
// that the question stands last, else at the end.
func (t *turn) keptForLater() {
	n := len(t.out)
	for _, topic := range t.later {
		title := t.House.TopicTitle(t.lang, topic)
		t.say("also", map[string]string{"matter": title}, desk.Choice{ID: "topic:" + topic, Label: title})
	}
	if t.end == "" {
		t.out = append(slices.Clone(t.out[n:]), t.out[:n]...)
	}
}
