package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/knowledge"
	"samtal/core/problem"
)

// Unsupported is a part of an expert's text that nothing supports (P9).
type Unsupported struct {
	Text string `json:"text"`
	Kind string `json:"kind"` // amount, date, promise, percent, time, duration
}

// Check finds amounts, dates and promises in an expert's text that no tool
// result, no fact and no article supports: asked before sending, never after.
func (d *Desk) Check(ctx context.Context, who identity.Who, id, text string) ([]Unsupported, error) {
	if err := staffOnly(who); err != nil {
		return nil, err
	}
	if text = clean(text); text == "" {
		return nil, problem.New(problem.Invalid, "text_empty")
	}
	rec, err := d.Store.Load(ctx, id)
	if err != nil {
		return nil, missing(err)
	}
	if err := reaches(who, rec); err != nil {
		return nil, err
	}
	story, err := d.story(ctx, id)
	if err != nil {
		return nil, err
	}
	return d.unsupported(ctx, rec, story, text)
}

// unsupported compares the text with everything that may support it.
func (d *Desk) unsupported(ctx context.Context, rec Record, story []told, text string) ([]Unsupported, error) {
	s := support{figures: map[string]bool{}}
	ids := make([]string, 0, len(story))
	for _, t := range story {
		switch e := t.event.(type) {
		case conversation.Informed:
			ids = append(ids, e.Facts)
		case conversation.ActRan:
			ids = append(ids, e.Result)
		case conversation.Suggested:
			ids = append(ids, e.Message)
		case conversation.Answered: // the assistant's own words rest on a tool or an article already
			if e.By == conversation.Assistant {
				ids = append(ids, e.Message)
			}
		}
	}
	list, err := d.contents(ctx, rec.ID, ids)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		s.learn(string(list[id].Body))
	}
	lang := rec.State.Language
	for _, h := range d.House.Search(rec.State.Market, lang, text, articlesAsked) {
		s.learn(h.Title + "\n" + h.Passage)
	}
	return s.missing(text), nil
}

// articlesAsked is how many passages may support a text.
const articlesAsked = 8

// support is what figures and promises are known to be true.
type support struct {
	figures map[string]bool
	words   []string
}

// learn takes the figures of a source. Tool results say "649.00 SEK" and
// "2026-11-25"; articles and answers say it in words, and both read the same.
func (s *support) learn(text string) {
	for _, f := range knowledge.FiguresIn(text) {
		for _, v := range ways(f) {
			s.figures[v] = true
		}
	}
	s.words = append(s.words, strings.ToLower(text))
}

// ways are the values that a figure counts as: a date also without its year.
func ways(f knowledge.Figure) []string {
	out := []string{f.Kind + " " + f.Value}
	if f.Kind == knowledge.FigureDate && len(f.Value) == len(time.DateOnly) && f.Value[0] != '-' {
		out = append(out, f.Kind+" -"+f.Value[4:])
	}
	return out
}

// checked are the kinds of figures that a customer will hold us to. A bare
// number says nothing by itself.
var checked = []string{knowledge.FigureAmount, knowledge.FigureDate, knowledge.FigurePercent, knowledge.FigureTime, knowledge.FigureDuration}

func (s *support) missing(text string) []Unsupported {
	out := []Unsupported{}
	for _, f := range knowledge.FiguresIn(text) {
		if slices.Contains(checked, f.Kind) && !s.figures[f.Kind+" "+f.Value] {
			out = append(out, Unsupported{Text: strings.TrimSpace(f.Text), Kind: f.Kind})
		}
	}
	for _, p := range promisesIn(text) {
		if !slices.ContainsFunc(s.words, func(w string) bool { return strings.Contains(w, strings.ToLower(p)) }) {
			out = append(out, Unsupported{Text: p, Kind: "promise"})
		}
	}
	return out
}
