package desk

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/understanding"
)

// SummaryView is what the next person is told (P6). The customer may read and
// correct it while waiting.
type SummaryView struct {
	Matters []MatterSummary `json:"matters"`
}

// MatterSummary is the summary of one matter.
type MatterSummary struct {
	Matter      conversation.MatterID `json:"matter"`
	Topic       string                `json:"topic"`
	Title       string                `json:"title"`
	Facts       []Fact                `json:"facts"`
	Tried       []string              `json:"tried"`
	Corrections []Correction          `json:"corrections"`
	// Staff only; never filled for a customer.
	Why      conversation.Why `json:"why,omitempty"`
	Evidence []EvidenceView   `json:"evidence,omitempty"`
}

// Correction is the customer's own word about the summary.
type Correction struct {
	Text string    `json:"text"`
	At   time.Time `json:"at"`
}

// EvidenceView is a message of the customer that made the reading say so.
type EvidenceView struct {
	Message string                   `json:"message"`
	At      time.Time                `json:"at"`
	Text    string                   `json:"text"`
	Says    []understanding.Evidence `json:"says"`
}

// Summary is what the person will be told, for the customer to read.
func (d *Desk) Summary(ctx context.Context, who identity.Who, id string) (SummaryView, error) {
	rec, err := d.Store.Load(ctx, id)
	if err != nil {
		return SummaryView{}, missing(err)
	}
	if err := reaches(who, rec); err != nil {
		return SummaryView{}, err
	}
	story, err := d.story(ctx, id)
	if err != nil {
		return SummaryView{}, err
	}
	return d.summary(ctx, rec, story, who.Role != identity.Customer)
}

// summary gathers facts, what was tried and the corrections, matter by matter.
func (d *Desk) summary(ctx context.Context, rec Record, story []told, staff bool) (SummaryView, error) {
	s := summing{lang: rec.State.Language, house: d.House, staff: staff}
	var err error
	if s.texts, err = d.contents(ctx, rec.ID, s.needs(story)); err != nil {
		return SummaryView{}, err
	}
	for _, m := range rec.State.Matters {
		if m.Closed && !staff {
			continue
		}
		one := MatterSummary{Matter: m.ID, Topic: m.Topic, Title: d.House.TopicTitle(s.lang, m.Topic), Facts: []Fact{}, Tried: []string{}, Corrections: []Correction{}}
		if staff && m.Place != nil {
			one.Why = m.Place.Why
		}
		s.m = &one
		for _, t := range story {
			s.add(t)
		}
		s.v.Matters = append(s.v.Matters, one)
	}
	if s.v.Matters == nil {
		s.v.Matters = []MatterSummary{}
	}
	return s.v, s.err
}

// summing is one summary in the making.
type summing struct {
	v     SummaryView
	m     *MatterSummary
	lang  string
	house House
	staff bool
	texts map[string]Content
	tools map[string]string // act id -> title
	err   error
}

// needs lists the contents that a summary reads.
func (s *summing) needs(story []told) (ids []string) {
	for _, t := range story {
		switch e := t.event.(type) {
		case conversation.Informed:
			ids = append(ids, e.Facts)
		case conversation.Corrected:
			ids = append(ids, e.Message)
		case conversation.Answered:
			if e.By == conversation.Assistant {
				ids = append(ids, e.Message)
			}
		case conversation.Heard:
			if s.staff {
				ids = append(ids, e.Message)
			}
		}
	}
	return ids
}

func (s *summing) read(id string, into any) bool {
	c, ok := s.texts[id]
	if !ok {
		return false
	}
	if err := json.Unmarshal(c.Body, into); err != nil {
		s.err = internal("content "+id, err)
		return false
	}
	return true
}

func (s *summing) add(t told) {
	switch e := t.event.(type) {
	case conversation.Informed:
		var facts []Fact
		if e.Matter == s.m.Matter && s.read(e.Facts, &facts) {
			s.m.Facts = mergeFacts(s.m.Facts, facts)
		}
	case conversation.Corrected:
		var m Message
		if (e.Matter == s.m.Matter || e.Matter == "") && s.read(e.Message, &m) {
			s.m.Corrections = append(s.m.Corrections, Correction{Text: m.Text, At: t.At})
		}
	case conversation.Answered:
		var m Message
		if e.By == conversation.Assistant && e.Matter == s.m.Matter && s.read(e.Message, &m) {
			for _, c := range m.Cites {
				s.tried(c.Title)
			}
		}
	case conversation.ActIntended:
		if s.tools == nil {
			s.tools = map[string]string{}
		}
		if tool, ok := s.house.Tool(e.Tool); ok && e.Matter == s.m.Matter {
			s.tools[e.ID] = tool.Title[s.lang]
		}
	case conversation.ActRan:
		s.ended(e.ID, "tried_done")
	case conversation.ActRejected:
		s.ended(e.ID, "tried_failed")
	case conversation.ActParked:
		s.ended(e.ID, "tried_unknown")
	case conversation.Heard:
		s.evidence(t, e)
	}
}

// ended says how an act of this matter ended.
func (s *summing) ended(id, key string) {
	if title, ok := s.tools[id]; ok {
		s.tried(s.house.Words(s.lang, key, map[string]string{"tool": title}))
	}
}

func (s *summing) tried(what string) {
	if what != "" && !slices.Contains(s.m.Tried, what) {
		s.m.Tried = append(s.m.Tried, what)
	}
}

// evidence keeps the customer's words that were read as something (P6).
func (s *summing) evidence(t told, e conversation.Heard) {
	if !s.staff || e.Matter != "" && e.Matter != s.m.Matter {
		return
	}
	var m Message
	if !s.read(e.Message, &m) || m.Reading == nil || len(m.Reading.Evidence) == 0 {
		return
	}
	s.m.Evidence = append(s.m.Evidence, EvidenceView{Message: e.Message, At: t.At, Text: m.Text, Says: m.Reading.Evidence})
}

// mergeFacts keeps the newest value of each label, in the order first seen.
func mergeFacts(old, more []Fact) []Fact {
	for _, f := range more {
		if i := slices.IndexFunc(old, func(o Fact) bool { return o.Label == f.Label }); i >= 0 {
			old[i] = f
		} else {
			old = append(old, f)
		}
	}
	return old
}
