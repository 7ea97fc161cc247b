package assistant

import (
	"slices"
	"strings"

	"samtal/core/conversation"
	"samtal/core/flow"
	"samtal/core/understanding"
	"samtal/service/desk"
)

// talk answers what no flow carries: questions for the articles, small talk,
// and what we cannot tell or do.
func (t *turn) talk() {
	t.others()
	if t.b.Reshow || t.asked(understanding.MoveRepeat) {
		t.again()
		return
	}
	var chat understanding.Move
	talked, notThat, pressed := false, false, false
	for i, m := range t.b.Messages {
		last := i == len(t.b.Messages)-1
		kind, id, _ := strings.Cut(m.Choice, ":")
		switch {
		case kind == "article":
			t.article(id)
			continue
		case kind == "notthat":
			notThat = true
			continue
		case kind == "topic", kind == "start": // a topic without a flow: its articles are what we have
			id, _, _ = strings.Cut(id, ":")
			t.question(t.House.TopicTitle(t.lang, id), m.Reading, true)
			continue
		case kind == "confirm":
			pressed = true
			continue
		case m.Choice != "":
			continue
		}
		switch m.Reading.Move {
		case understanding.MoveGreeting, understanding.MoveThanks, understanding.MoveGoodbye, understanding.MoveAreYouHuman:
			chat, talked = m.Reading.Move, true
		case understanding.MoveCancel, understanding.MoveNo:
			chat, talked = "acknowledged", true
			if t.regrets(m.Reading.Move) {
				t.done()
				return
			}
		case understanding.MoveYes:
			chat, talked = "acknowledged", true
		default:
			if topic := m.Reading.Topic(); topic == "" || topic == t.b.Topic || !t.elsewhere(topic) {
				t.question(m.Text, m.Reading, last)
			}
		}
	}
	switch {
	case notThat:
		t.offer("which_matter", t.nearest(), conversation.Forward)
	case len(t.out) > 0 && chat != understanding.MoveAreYouHuman:
	case talked:
		t.because("small talk " + string(chat))
		t.at(conversation.Chatted)
		t.say(string(chat), nil)
	case len(t.b.Results) > 0:
		t.outcomes(&flow.Input{})
		t.at(conversation.Forward)
	case len(t.out) == 0 && pressed: // a button of a question that has been answered
		t.because("old button")
		t.say("answered_already", nil)
	case len(t.out) == 0:
		t.offer("not_understood", t.nearest(), conversation.Lost)
	}
	t.resume()
}

// onlyFiles: everything new is pictures and documents, without a word.
func (t *turn) onlyFiles() bool {
	for _, m := range t.b.Messages {
		if !m.File {
			return false
		}
	}
	return len(t.b.Messages) > 0
}

// seen says the truth about a file: it is kept, and a person can look at it.
func (t *turn) seen() {
	t.because("a file without words")
	t.at(conversation.Chatted)
	t.say("file_kept", nil, t.person())
}

// asked reports whether the last message makes a move.
func (t *turn) asked(move understanding.Move) bool {
	n := len(t.b.Messages)
	return n > 0 && t.b.Messages[n-1].Reading.Move == move
}

// again repeats what was said last, because the customer asked for it. What
// was said then had its sources then.
func (t *turn) again() {
	t.because("repeat")
	t.at(conversation.Chatted)
	n := len(t.b.LastSaid)
	if n == 0 {
		t.offer("not_understood", t.nearest(), conversation.Chatted)
		return
	}
	t.repeat = true
	t.say("repeat", nil)
	last := t.b.LastSaid[n-1]
	t.add(part{Message: last, quotes: []string{last.Text}})
}

// question answers from the articles, asks which of a few topics is meant, or
// says honestly that it does not know. An earlier message may belong to a
// matter that waits for a person: there only a sure answer counts.
func (t *turn) question(text string, r understanding.Reading, last bool) {
	hits := t.search(text, r)
	near := t.near(r)
	lean := t.leaning(text, r)
	switch {
	case lean != "" && last:
		t.because("leans to " + lean)
		t.offer("clarify", near, conversation.Stuck)
	case len(hits) > 0 && hits[0].Confident && len(strings.Fields(text)) > 2 && t.passage(hits[0]):
		t.at(conversation.Forward)
		if t.b.Matter.ID != "" && !t.b.Matter.Placed() {
			t.end = flow.Answered
			if len(t.Flows.ByTopic(t.b.Topic)) > 0 { // asked in general: the thing itself is one press away
				p := &t.out[len(t.out)-1]
				p.Choices = append(p.Choices, desk.Choice{ID: "topic:" + t.b.Topic, Label: t.House.TopicTitle(t.lang, t.b.Topic)})
			}
		}
	case !last:
	case len(near) > 0 && t.b.Matter.ID == "" && r.InScope:
		t.because("near " + strings.Join(near, ", "))
		t.offer("clarify", near, conversation.Stuck)
	case len(hits) > 0:
		t.because("nearest articles")
		t.offerArticles(hits)
	case len(strings.Fields(text)) <= 2:
		t.offer("not_understood", t.nearest(), conversation.Lost)
	default:
		t.offer("unknown_matter", t.nearest(), conversation.Lost)
	}
}

// likely is the probability from which a topic is worth asking about.
const likely = 0.2

// near lists up to three topics that the text may be about.
func (t *turn) near(r understanding.Reading) []string {
	var out []string
	for _, c := range r.Topics {
		if c.P >= likely && len(out) < 3 && c.Topic != t.b.Topic && !isSensitive(c.Topic) {
			out = append(out, c.Topic)
		}
	}
	return out
}

// isSensitive: such a topic is never offered as a button. Whoever has that to
// tell is read as such, and else the word alone may frighten.
func isSensitive(topic string) bool {
	return slices.Contains(understanding.Kinds, understanding.Sensitivity(topic))
}

// nearest are the topics that come nearest in what was written; where nothing
// does, what the assistant can do by itself.
func (t *turn) nearest() []string {
	var out []string
	for _, m := range t.b.Messages {
		for _, c := range m.Reading.Topics {
			if c.P >= likely/2 && len(out) < 3 && !isSensitive(c.Topic) && c.Topic != t.b.Topic && !slices.Contains(out, c.Topic) {
				out = append(out, c.Topic)
			}
		}
	}
	for _, f := range t.Flows.Flows() {
		if len(out) < 3 && !f.Sensitive && !isSensitive(f.Topic) && f.Topic != t.b.Topic && !slices.Contains(out, f.Topic) {
			out = append(out, f.Topic)
		}
	}
	return out
}

// offer asks with topics as buttons, the person's among them.
func (t *turn) offer(pattern string, topics []string, p conversation.Progress) {
	var choices []desk.Choice
	for _, topic := range topics {
		choices = append(choices, desk.Choice{ID: "topic:" + topic, Label: t.House.TopicTitle(t.lang, topic)})
	}
	t.at(p)
	t.because(pattern)
	t.say(pattern, nil, append(choices, t.person())...)
	t.asks = true
}

func (t *turn) person() desk.Choice {
	return desk.Choice{ID: "human", Label: t.House.Words(t.lang, "choice_person", nil)}
}

// others says who holds the customer's other matters, once, when talk about
// this one begins (P8).
func (t *turn) others() {
	chatting := t.b.Matter.ID == ""
	for _, o := range t.b.Others {
		if chatting || o.Topic == t.b.Topic {
			continue
		}
		matter := t.House.TopicTitle(t.lang, o.Topic)
		if o.Holder == conversation.Expert && o.Expert != "" {
			t.say("other_matter_held", map[string]string{"expert": o.Expert, "matter": matter})
		} else {
			t.say("other_matter_waits", map[string]string{"matter": matter})
		}
		return
	}
	if t.began && len(t.b.Open) > 0 && !chatting {
		t.say("interrupt", map[string]string{"matter": t.House.TopicTitle(t.lang, t.b.Open[len(t.b.Open)-1].Topic)})
	}
}

// resume points back to a matter that was left open, when this one is done.
func (t *turn) resume() {
	switch t.end {
	case flow.Settled, flow.Answered, flow.CustomerStopped:
	default:
		return
	}
	if n := len(t.b.Open); n > 0 {
		topic := t.b.Open[n-1].Topic
		title := t.House.TopicTitle(t.lang, topic)
		t.say("resume", map[string]string{"matter": title}, desk.Choice{ID: "topic:" + topic, Label: title})
	}
}
