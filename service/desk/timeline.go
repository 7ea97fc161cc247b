package desk

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
)

// Event is one line of the timeline that staff read, with its reason.
type Event struct {
	Seq    int64                 `json:"seq"`
	At     time.Time             `json:"at"`
	Type   string                `json:"type"`
	Why    string                `json:"why"`
	By     string                `json:"by"` // customer, assistant, system, or an expert's working name
	Matter conversation.MatterID `json:"matter"`
	Text   string                `json:"text"`
	Data   map[string]any        `json:"data"` // the event itself, with the reading, card, facts or result at hand
}

// Timeline lists the staff projection after a sequence number, with reasons.
func (d *Desk) Timeline(ctx context.Context, who identity.Who, id string, after int64, limit int) ([]Event, string, error) {
	if err := staffOnly(who); err != nil {
		return nil, "", err
	}
	rec, err := d.Reach(ctx, who, id)
	if err != nil {
		return nil, "", err
	}
	entries, err := d.Store.Entries(ctx, id, ForStaff, after, limit)
	if err != nil {
		return nil, "", err
	}
	list := make([]told, 0, len(entries))
	var ids []string
	for _, e := range entries {
		event, err := conversation.DecodeEvent(e.Kind, e.Schema, e.Body)
		if err != nil {
			return nil, "", err
		}
		list = append(list, told{e, event})
		ids = append(ids, behind(event)...)
	}
	texts, err := d.contents(ctx, id, ids)
	if err != nil {
		return nil, "", err
	}
	out := make([]Event, 0, len(list))
	for _, t := range list {
		line, err := d.timelineOf(ctx, rec, t, texts)
		if err != nil {
			return nil, "", err
		}
		out = append(out, line)
	}
	next := ""
	if len(entries) == limit && limit > 0 {
		next = strconv.FormatInt(entries[len(entries)-1].StaffSeq, 10)
	}
	return out, next, nil
}

// behind lists the contents that a line of the timeline shows.
func behind(e conversation.Event) []string {
	if m := messageOf(e); m != "" {
		return []string{m}
	}
	switch e := e.(type) {
	case conversation.Informed:
		return []string{e.Facts}
	case conversation.ActIntended:
		return []string{e.Args}
	case conversation.Looked:
		return []string{e.Args}
	case conversation.ActRan:
		return []string{e.Result}
	}
	return nil
}

func (d *Desk) timelineOf(ctx context.Context, rec Record, t told, texts map[string]Content) (Event, error) {
	line := Event{Seq: t.StaffSeq, At: t.At, Type: t.Kind, By: d.byOf(ctx, t.event), Data: map[string]any{}}
	if err := json.Unmarshal(t.Body, &line.Data); err != nil {
		return line, internal("event", err)
	}
	line.Why, _ = line.Data["why"].(string)
	matter, _ := line.Data["matter"].(string)
	line.Matter = conversation.MatterID(matter)
	if e, ok := t.event.(conversation.Told); ok {
		line.Text = d.line(ctx, rec.State, e, t.At)
		return line, nil
	}
	for _, id := range behind(t.event) {
		c, ok := texts[id]
		if !ok {
			continue // erased
		}
		if err := line.attach(t.event, c); err != nil {
			return line, err
		}
	}
	return line, nil
}

// attach shows what an event's content holds.
func (line *Event) attach(e conversation.Event, c Content) error {
	switch e.(type) {
	case conversation.Informed:
		line.Data["facts"] = c.Body
		return nil
	case conversation.ActIntended, conversation.Looked:
		line.Data["args"] = c.Body
		return nil
	case conversation.ActRan:
		line.Data["result"] = c.Body
		return nil
	}
	var m Message
	if err := json.Unmarshal(c.Body, &m); err != nil {
		return internal("content "+c.ID, err)
	}
	line.Text = m.Text
	if m.Reading != nil {
		line.Data["reading"] = m.Reading
	}
	if m.Why != "" {
		line.Data["draft_why"] = m.Why
	}
	if len(m.Cites) > 0 {
		line.Data["cites"] = m.Cites
	}
	if len(m.Choices) > 0 {
		line.Data["choices"] = m.Choices
	}
	if len(m.Card) > 0 {
		line.Data["card"] = m.Card
	}
	return nil
}

// byOf says who did it.
func (d *Desk) byOf(ctx context.Context, e conversation.Event) string {
	expert := ""
	switch e := e.(type) {
	case conversation.Heard, conversation.Withdrew, conversation.ModeChosen, conversation.Corrected, conversation.Rated,
		conversation.Consented, conversation.ConfirmRefused, conversation.HandedBack, conversation.HandBackRefused, conversation.PersonWished:
		return "customer"
	case conversation.Told:
		if e.Key == "assistant_intro" { // the greeting is the assistant's own word
			return "assistant"
		}
	case conversation.Suggested, conversation.FlowMoved, conversation.Informed:
		return "assistant"
	case conversation.Answered:
		if expert = e.Expert; e.By == conversation.Assistant {
			return "assistant"
		}
	case conversation.ConfirmAsked:
		if expert = e.Expert; e.By == conversation.Assistant {
			return "assistant"
		}
	case conversation.Settled:
		if expert = e.Expert; e.By == conversation.Assistant {
			return "assistant"
		}
	case conversation.Noted:
		expert = e.Expert
	case conversation.Looked:
		expert = e.Expert
	case conversation.Accepted:
		expert = e.Expert
	case conversation.HandBackProposed:
		expert = e.Expert
	case conversation.OfferMade:
		expert = e.Expert
	case conversation.OfferEnded:
		expert = e.Expert
	case conversation.ReturnedToLine:
		expert = e.Expert
	case conversation.ExpertGone:
		expert = e.Expert
	case conversation.WaitBegan:
		expert = e.Expert
	case conversation.ExpertBack:
		expert = e.Expert
	}
	if expert == "" {
		return "system"
	}
	return d.People.ExpertName(ctx, expert)
}
