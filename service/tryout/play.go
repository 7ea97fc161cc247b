package tryout

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math"

	"samtal/core/conversation"
	"samtal/core/flow"
	"samtal/core/identity"
	"samtal/core/understanding"
	"samtal/service/desk"
)

// Step is all that one turn brought about.
type Step struct {
	Said     string                `json:"said"`
	Reading  understanding.Reading `json:"reading"` // of Said; nothing was read from a button
	Pressed  bool                  `json:"pressed"`
	Holder   conversation.Holder   `json:"holder"` // who has the word after it
	Matters  []Matter              `json:"matters"`
	Articles []Article             `json:"articles"`
	Looks    []Call                `json:"looks"`
	Asks     []Call                `json:"asks"` // acts that the customer would be asked to allow, or that a yes would have run
	Why      []string              `json:"why"`  // what led to each draft of the assistant
	Answers  []desk.MessageView    `json:"answers"`
	Events   []desk.Event          `json:"events"` // what the law decided, with reasons
}

// Matter is one matter after the turn, with where its flow stands.
type Matter struct {
	desk.MatterView
	Title     string      `json:"title"`
	Flow      string      `json:"flow"`       // "" when no flow carries it
	FlowTitle string      `json:"flow_title"` // what its author calls it; "" as Flow
	Step      string      `json:"step"`       // how the flow ended, when it has
	Slots     []desk.Fact `json:"slots"`
}

// Article is what the words find, whether or not it was used.
type Article struct {
	ID        string  `json:"id"`
	Title     string  `json:"title"`
	Passage   string  `json:"passage"`
	Score     float64 `json:"score"` // comparable within one step
	Cover     float64 `json:"cover"` // share of the question that the article knows, 0 to 1
	Confident bool    `json:"confident"`
}

// play is one try-out under way.
type play struct {
	*TryOut
	room      Room
	lead, who identity.Who
	ask       Ask
	company   *looking
	drafts    []desk.Draft

	id, seen string
	after    int64 // of the timeline
}

func (p *play) run(ctx context.Context) ([]Step, error) {
	var err error
	if p.id, _, err = p.room.Desk.Open(ctx, p.who, p.ask.Market, p.ask.Language); err != nil {
		return nil, err
	}
	if p.who.ID == "" {
		p.who.Visitor = p.id
	}
	out := make([]Step, 0, len(p.ask.Turns))
	for i, t := range p.ask.Turns {
		s, err := p.turn(ctx, i, t)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

func (p *play) turn(ctx context.Context, n int, t Turn) (Step, error) {
	s := Step{Said: t.Text, Pressed: t.Choice != "", Looks: []Call{}, Asks: []Call{}, Why: []string{}}
	p.drafts = nil
	if _, err := p.room.Desk.Write(ctx, p.who, p.id, desk.Incoming{ID: fmt.Sprintf("turn-%d", n), Text: t.Text, Choice: t.Choice, Seen: p.seen}); err != nil {
		return s, err
	}
	for range settleMost {
		found, err := p.room.Desk.Step(ctx)
		if err != nil {
			return s, err
		}
		if found == 0 {
			break
		}
	}
	for _, d := range p.drafts {
		s.Why = append(s.Why, d.Why)
	}
	for _, c := range p.company.taken() {
		if c.Class == identity.Look && c.Error != Stopped {
			s.Looks = append(s.Looks, c)
		} else {
			s.Asks = append(s.Asks, c)
		}
	}
	return s, p.look(ctx, &s)
}

// settleMost bounds what one turn may set going.
const settleMost = 20

// look reads from the record what the turn left there.
func (p *play) look(ctx context.Context, s *Step) error {
	view, err := p.room.Desk.View(ctx, p.who, p.id)
	if err != nil {
		return err
	}
	s.Holder = view.Holder
	lang := cmp.Or(view.Language, p.ask.Language)
	if s.Answers, err = p.room.Desk.Messages(ctx, p.who, p.id, p.seen, 200); err != nil {
		return err
	}
	if n := len(s.Answers); n > 0 {
		p.seen = s.Answers[n-1].ID
	}
	if s.Events, _, err = p.room.Desk.Timeline(ctx, p.lead, p.id, p.after, 500); err != nil {
		return err
	}
	for _, e := range s.Events {
		p.after = e.Seq
		if r, ok := e.Data["reading"].(*understanding.Reading); ok && e.Type == "heard" {
			s.Reading = *r
		}
	}
	if err := p.matters(ctx, view, lang, s); err != nil {
		return err
	}
	p.asks(ctx, lang, s)
	for i := range s.Looks {
		s.Looks[i].Title = p.title(s.Looks[i].Tool, lang)
	}
	p.articles(lang, s)
	return nil
}

func (p *play) title(tool, lang string) string {
	t, _ := p.House.Tool(tool)
	return cmp.Or(t.Title[lang], tool)
}

func (p *play) matters(ctx context.Context, view desk.View, lang string, s *Step) error {
	rec, err := p.room.Store.Load(ctx, p.id)
	if err != nil {
		return err
	}
	s.Matters = []Matter{}
	for _, v := range view.Matters {
		m := Matter{MatterView: v, Title: p.House.TopicTitle(lang, v.Topic), Slots: []desk.Fact{}}
		if f := rec.State.Matter(v.ID).Flow; f != nil {
			m.Flow, m.Step, m.FlowTitle = f.Flow, f.Step, p.FlowTitle(f.Flow, f.Version, lang)
			kept, err := p.room.Store.Contents(ctx, p.id, []string{f.Memory})
			if err != nil {
				return err
			}
			var run flow.Run
			if err := json.Unmarshal(kept[f.Memory].Body, &run); err == nil { // a memory that was erased shows no slots
				for _, fact := range p.Facts(run, lang, p.House.Today(p.ask.Market, p.room.Store.Now())) {
					m.Slots = append(m.Slots, desk.Fact{Label: fact.Label, Value: fact.Value, From: cmp.Or(fact.Source.Name, fact.Source.From)})
				}
			}
		}
		s.Matters = append(s.Matters, m)
	}
	return nil
}

// asks adds the acts of a question that the customer was asked just now.
func (p *play) asks(ctx context.Context, lang string, s *Step) {
	for i := range s.Asks {
		s.Asks[i].Title = p.title(s.Asks[i].Tool, lang)
	}
	for _, d := range p.drafts {
		if d.Confirm == nil {
			continue
		}
		for _, a := range d.Confirm.Acts {
			row, _ := p.House.Tool(a.Tool)
			s.Asks = append(s.Asks, Call{Tool: a.Tool, Title: p.title(a.Tool, lang), Class: row.Class, Args: a.Args})
		}
	}
}

// articlesShown is how many articles a step shows.
const articlesShown = 5

func (p *play) articles(lang string, s *Step) {
	s.Articles = []Article{}
	if s.Pressed || s.Said == "" {
		return
	}
	topics := map[string]float64{}
	for _, c := range s.Reading.Topics {
		topics[c.Topic] = c.P
	}
	for _, h := range p.Search(p.ask.Market, lang, s.Said, topics, articlesShown) {
		s.Articles = append(s.Articles, Article{ID: h.Article, Title: h.Title, Passage: h.Passage, Score: math.Round(h.Score*100) / 100,
			Cover: math.Round(h.Cover*100) / 100, Confident: h.Confident})
	}
}
