package desk

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/money/question"
)

// draft asks the assistant and brings back what it proposes as an input. A
// draft that nobody waits for any more is not even begun.
func (d *Desk) draft(ctx context.Context, q Queued, e conversation.AskAssistant) error {
	rec, err := d.load(ctx, q.Conversation)
	if err != nil {
		return err
	}
	t := rec.State.Turn
	if !wanted(rec.State, e) {
		return d.Store.Finish(ctx, q.ID)
	}
	brief, err := d.brief(ctx, rec, e, nil)
	if err != nil {
		return err
	}
	limit := ctx
	if t.Owed() {
		var cancel context.CancelFunc
		limit, cancel = context.WithTimeout(ctx, max(t.Due.Sub(d.Store.Now()), time.Second))
		defer cancel()
	}
	made, err := d.Assistant.Draft(limit, brief)
	d.Point("after_draft")
	if err != nil {
		d.Log.Warn("no draft", "conversation", q.Conversation, "error", err.Error())
		_, err = d.decide(ctx, q.Conversation, func(Record, time.Time) (change, error) {
			return change{in: conversation.DraftFailed{N: e.N}, done: []string{q.ID}}, nil
		})
		return err
	}
	c := d.drafted(rec, e, made)
	c.done = []string{q.ID}
	_, err = d.decide(ctx, q.Conversation, func(Record, time.Time) (change, error) { return c, nil })
	return err
}

// brief gathers what the assistant may know; fresh are contents that are not
// in the record yet.
func (d *Desk) brief(ctx context.Context, rec Record, e conversation.AskAssistant, fresh []Content) (Brief, error) {
	s, now := rec.State, d.Store.Now()
	b := Brief{Conversation: rec.ID, Market: s.Market, Language: s.Language, Customer: s.Customer, Level: s.Level, Now: now,
		Today: d.House.Today(s.Market, now), N: e.N, Reshow: e.Reshow, First: len(s.Said) == 0, Misread: s.Misread, Said: s.Said}
	ids := append([]string(nil), s.Turn.Heard...)
	m := s.Matter(e.Matter)
	if m != nil {
		b.Matter, b.Topic = *m, m.Topic
		if m.Flow != nil {
			ids = append(ids, m.Flow.Memory)
		}
		for _, r := range m.News {
			if r.Result != "" {
				ids = append(ids, r.Result)
			}
		}
	}
	memory := ""
	if ended := lately(s, now); ended != nil {
		b.Lately = Lately{Topic: ended.Topic, Outcome: ended.Outcome}
		if m != nil && m.Topic == ended.Topic && m.Flow == nil { // it may begin as a correction of that one
			var err error
			if memory, err = d.lastMemory(ctx, rec, ended.ID); err != nil {
				return b, err
			}
			ids = append(ids, memory)
		}
	}
	isFresh := func(id string) bool { return slices.ContainsFunc(fresh, func(c Content) bool { return c.ID == id }) }
	list, err := d.contents(ctx, rec.ID, slices.DeleteFunc(ids, isFresh))
	if err != nil {
		return b, err
	}
	for _, c := range fresh {
		list[c.ID] = c
	}
	if memory != "" {
		b.Lately.Memory = list[memory].Body
	}
	for _, id := range s.Turn.Heard {
		var msg Message
		if err := json.Unmarshal(list[id].Body, &msg); err != nil {
			return b, internal("message", err)
		}
		w := Written{ID: id, Text: msg.Text, Choice: msg.Choice, File: msg.Wordless}
		if msg.Reading != nil {
			w.Reading = *msg.Reading
		}
		b.Messages = append(b.Messages, w)
	}
	if err := d.beginning(ctx, rec, &b); err != nil {
		return b, err
	}
	if m != nil {
		if m.Flow != nil {
			b.Memory = list[m.Flow.Memory].Body
		}
		for _, r := range m.News {
			b.Results = append(b.Results, ActResult{Tool: r.Act.Tool, Digest: r.Act.Digest, Key: r.Act.Key, Result: list[r.Result].Body, Code: r.Code})
		}
	}
	for _, o := range s.Matters {
		if o.ID != e.Matter && o.Holder() == conversation.Assistant {
			b.Open = append(b.Open, Paused{Matter: o.ID, Topic: o.Topic, Began: o.Flow != nil})
		}
		if o.Place != nil && o.ID != e.Matter {
			b.Others = append(b.Others, Other{Topic: o.Topic, Holder: o.Place.By, Expert: d.People.ExpertName(ctx, o.Place.Expert), Due: o.Place.Due})
		}
	}
	if s.Customer != "" {
		if b.Name, err = d.customerName(ctx, rec.ID); err != nil {
			return b, err
		}
	}
	return b, d.lastSaid(ctx, rec, &b)
}

// lastSaid adds the assistant's latest words when the customer asks to hear
// them again, or asks on about a figure in them.
func (d *Desk) lastSaid(ctx context.Context, rec Record, b *Brief) error {
	repeat := b.Reshow
	for _, w := range b.Messages {
		repeat = repeat || w.Reading.Move == "repeat" || question.Follows(w.Text)
	}
	if !repeat {
		return nil
	}
	views, err := d.messages(ctx, rec, ForCustomer, max(0, rec.CustomerSeq-60), 60)
	for _, v := range views {
		if v.From == "assistant" {
			b.LastSaid = append(b.LastSaid, Message{Text: v.Text, Cites: v.Cites, Choices: v.Choices, Card: v.Card})
		}
	}
	return err
}

// drafted turns a proposal into the law's input. Class and needed identity of
// an act come from the tool table, never from whoever proposes it.
func (d *Desk) drafted(rec Record, e conversation.AskAssistant, made Draft) change {
	in := conversation.DraftReady{N: e.N, Matter: e.Matter, Grounded: made.Grounded, Progress: made.Progress, Repeat: made.Repeat, Looked: made.Looked,
		Asks: made.Asks, Human: made.Human, End: made.End}
	c := change{}
	add := func(kind string, body any) string {
		id := d.IDs.New()
		c.contents = append(c.contents, content(id, kind, body))
		return id
	}
	for _, m := range made.Messages {
		id := add("message", m)
		in.Messages = append(in.Messages, conversation.Said{Message: id, Signature: conversation.Signature(m.Text)})
		c.said = append(c.said, said{id, m.Text})
	}
	if made.Flow != nil {
		f := *made.Flow
		f.Memory = d.IDs.New()
		c.contents = append(c.contents, Content{ID: f.Memory, Kind: "memory", Body: made.Memory})
		in.Flow = &f
	}
	if len(made.Facts) > 0 {
		in.Facts = add("facts", made.Facts)
	}
	if p := made.Confirm; p != nil {
		in.Confirm = &conversation.Confirm{Digest: p.Digest}
		for _, a := range p.Acts {
			tool, ok := d.House.Tool(a.Tool)
			if !ok || tool.By == identity.Expert { // unknown, or only a person's to propose: never allowed
				tool = identity.Tool{Name: a.Tool, Class: identity.Look}
			}
			in.Confirm.Acts = append(in.Confirm.Acts, conversation.Act{ID: d.IDs.New(), Tool: a.Tool, Class: tool.Class, Needs: tool.Needs,
				Args: add("args", a.Args), Digest: a.Digest, Key: a.Key, Amount: a.Amount})
		}
	}
	c.in = in
	return c
}
