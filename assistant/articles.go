package assistant

import (
	"slices"
	"strings"

	"samtal/core/conversation"
	"samtal/core/flow"
	"samtal/core/knowledge"
	"samtal/core/understanding"
	"samtal/service/desk"
)

// search looks in the articles, with what the reading holds for the topic.
func (t *turn) search(text string, r understanding.Reading) []knowledge.Hit {
	topics := map[string]float64{}
	for _, c := range r.Topics {
		topics[c.Topic] = c.P
	}
	if t.b.Topic != "" {
		topics[t.b.Topic] = 1
	}
	hits := t.Articles.SearchFor(t.b.Market, t.lang, text, topics, 5)
	hits = slices.DeleteFunc(hits, func(h knowledge.Hit) bool {
		a, ok := t.Articles.Article(t.lang, h.Article)
		return !ok || tender(a.Topic) && !fires(r, a.Topic)
	})
	return hits[:min(len(hits), 3)]
}

// tender topics are not answered from an article on a likeness of words: who
// wants to close an account must not be told about the dead.
func tender(topic string) bool {
	switch understanding.Sensitivity(topic) {
	case understanding.Bereavement, understanding.Distress, understanding.Hardship:
		return true
	}
	return false
}

func fires(r understanding.Reading, topic string) bool {
	return slices.ContainsFunc(r.Sensitivities, func(s understanding.Signal) bool { return string(s.Kind) == topic })
}

// passage answers with a passage, word for word, and says where it stands.
func (t *turn) passage(h knowledge.Hit) bool {
	a, ok := t.Articles.Article(t.lang, h.Article)
	if !ok || h.Passage == "" || !verbatim(a, h.Passage) {
		return false
	}
	t.because("article " + h.Article)
	text := h.Passage
	if h.Heading != "" && h.Heading != a.Title { // the passage may answer its heading: "Not for what you sent back."
		text = h.Heading + "\n" + text
	}
	t.add(part{
		Message: desk.Message{Text: text, Cites: []desk.Cite{{Kind: "article", ID: h.Article, Title: h.Title}}},
		quotes:  []string{h.Passage, h.Heading},
	})
	return true
}

// verbatim holds a passage against the article it claims to come from.
func verbatim(a knowledge.Article, passage string) bool {
	for _, line := range strings.Split(passage, "\n") {
		line = strings.TrimPrefix(line, "- ")
		if !slices.ContainsFunc(a.Passages, func(p knowledge.Passage) bool {
			return strings.Contains(strings.Join(p.Sentences, " "), line)
		}) {
			return false
		}
	}
	return true
}

// article shows an article that the customer chose: its first passage, and the
// rest behind the citation.
func (t *turn) article(id string) {
	a, ok := t.Articles.Article(t.lang, id)
	if !ok || len(a.Passages) == 0 {
		t.offer("not_understood", t.nearest(), conversation.Lost)
		return
	}
	p := a.Passages[0]
	if t.passage(knowledge.Hit{Article: id, Title: a.Title, Heading: p.Heading, Passage: p.Text(0, len(p.Sentences))}) {
		t.at(conversation.Forward)
	}
}

// offerArticles says that nothing answers for sure, and what comes nearest.
func (t *turn) offerArticles(hits []knowledge.Hit) {
	var choices []desk.Choice
	for _, h := range hits {
		choices = append(choices, desk.Choice{ID: "article:" + h.Article, Label: h.Title})
	}
	t.at(conversation.Lost)
	t.say("nearest_articles", nil, append(choices, t.person())...)
	t.asks = true
}

// answerStep answers inside a flow, from a named article or by a question.
func (t *turn) answerStep(a *flow.AnswerStep) {
	if a.Article != "" {
		t.article(strings.TrimPrefix(a.Article, "articles/"))
		return
	}
	if h := t.search(a.Query, understanding.Reading{}); len(h) > 0 && h[0].Confident && t.passage(h[0]) {
		t.at(conversation.Forward)
		return
	}
	t.say("nothing_found", nil)
}

// visitor: nobody is signed in, so no account can be seen. That is said, with
// what the articles hold and the person's button; the law counts a second try
// without getting anywhere, and then a person comes.
func (t *turn) visitor() {
	t.because("a visitor has no account data")
	t.run, t.progress, t.end = flow.Run{}, conversation.Stuck, flow.Answered
	t.say("sign_in_needed", nil, t.person())
	for _, m := range slices.Backward(t.b.Messages) {
		text := m.Text
		if m.Choice != "" {
			text = t.House.TopicTitle(t.lang, t.b.Topic)
		}
		h := t.search(text, m.Reading)
		if len(h) == 0 || t.heard(h[0].Passage) {
			continue
		}
		if a, ok := t.Articles.Article(t.lang, h[0].Article); ok && (h[0].Confident || a.Topic == t.b.Topic) && t.passage(h[0]) {
			t.at(conversation.Forward)
			t.asks = false
		}
		return
	}
}

// isQuestion tells a question from an answer.
func isQuestion(text string) bool {
	if strings.Contains(text, "?") {
		return true
	}
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(text)), " ")
	switch first {
	case "what", "how", "when", "why", "who", "where", "which", "can", "does", "is", "are", "do",
		"vad", "hur", "när", "varför", "vem", "var", "vilken", "vilket", "kan", "får", "är", "måste":
		return true
	}
	return false
}
