package desk

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
)

// StaffView is everything that an expert needs beside the messages.
type StaffView struct {
	Conversation View         `json:"conversation"`
	Customer     CustomerView `json:"customer"`
	Summary      SummaryView  `json:"summary"`
	Acts         []ActView    `json:"acts"`
	Drafts       []DraftView  `json:"drafts"`
	Experts      []PersonView `json:"experts"` // who were here, first comes first
}

// CustomerView says who it is and how surely that is known.
type CustomerView struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Level string `json:"level"` // visitor, signed_in
}

// ActView is one act in the company's systems. State: asked, refused, intended,
// unknown, parked (a person must look), done, failed, stopped.
type ActView struct {
	ID     string                `json:"id"`
	Matter conversation.MatterID `json:"matter"`
	Tool   string                `json:"tool"`
	Class  identity.Class        `json:"class"`
	Title  string                `json:"title"`
	State  string                `json:"state"`
	Code   string                `json:"code"` // why it failed
	By     conversation.Holder   `json:"by"`
	At     time.Time             `json:"at"`
	Args   json.RawMessage       `json:"args"`
	Result json.RawMessage       `json:"result"`
}

// DraftView is a draft that the expert may send.
type DraftView struct {
	ID     string                `json:"id"`
	Matter conversation.MatterID `json:"matter"`
	Text   string                `json:"text"`
	Cites  []Cite                `json:"cites"`
}

// PersonView names one expert.
type PersonView struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Staff shows a conversation to the expert who holds it or was offered it, and to leads.
func (d *Desk) Staff(ctx context.Context, who identity.Who, id string) (StaffView, error) {
	if err := staffOnly(who); err != nil {
		return StaffView{}, err
	}
	rec, err := d.Store.Load(ctx, id)
	if err != nil {
		return StaffView{}, missing(err)
	}
	if err := reaches(who, rec); err != nil {
		return StaffView{}, err
	}
	if err := d.stranger(ctx, who, rec); err != nil {
		return StaffView{}, err
	}
	story, err := d.story(ctx, id)
	if err != nil {
		return StaffView{}, err
	}
	v := StaffView{Customer: CustomerView{ID: rec.State.Customer, Level: rec.State.Level.String()}, Experts: d.wereHere(ctx, story)}
	if v.Conversation, err = d.view(ctx, rec); err != nil {
		return v, err
	}
	if v.Customer.Name, err = d.customerName(ctx, rec.ID); err != nil {
		return v, err
	}
	if v.Summary, err = d.summary(ctx, rec, story, true); err != nil {
		return v, err
	}
	if v.Acts, err = d.acts(ctx, rec, story); err != nil {
		return v, err
	}
	v.Drafts, err = d.drafts(ctx, rec, story)
	return v, err
}

func (d *Desk) wereHere(ctx context.Context, story []told) []PersonView {
	out := []PersonView{}
	for _, t := range story {
		if e, ok := t.event.(conversation.Accepted); ok && !slices.ContainsFunc(out, func(p PersonView) bool { return p.ID == e.Expert }) {
			out = append(out, PersonView{ID: e.Expert, Name: d.People.ExpertName(ctx, e.Expert)})
		}
	}
	return out
}

// acts follows every act from the question to its outcome.
func (d *Desk) acts(ctx context.Context, rec Record, story []told) ([]ActView, error) {
	out, ids := []ActView{}, []string{}
	args, results := map[string]string{}, map[string]string{}
	asked := map[string][]conversation.Act{} // by digest of the question
	set := func(id, state, code string, at time.Time) {
		for i := range out {
			if out[i].ID == id {
				out[i].State, out[i].Code, out[i].At = state, code, at
			}
		}
	}
	all := func(digest, state string, at time.Time) {
		for _, a := range asked[digest] {
			set(a.ID, state, "", at)
		}
	}
	for _, t := range story {
		switch e := t.event.(type) {
		case conversation.ConfirmAsked:
			asked[e.Digest] = e.Acts
			for _, a := range e.Acts {
				out = append(out, d.actView(rec, e, a, t.At))
				args[a.ID] = a.Args
				ids = append(ids, a.Args)
			}
		case conversation.ConfirmRefused:
			all(e.Digest, "refused", t.At)
		case conversation.ConfirmVoided:
			all(e.Digest, "stopped", t.At)
		case conversation.ActIntended:
			set(e.ID, "intended", "", t.At)
		case conversation.ActRan:
			set(e.ID, "done", "", t.At)
			results[e.ID] = e.Result
			ids = append(ids, e.Result)
		case conversation.ActRejected:
			set(e.ID, "failed", e.Code, t.At)
		case conversation.ActUncertain:
			set(e.ID, "unknown", "", t.At)
		case conversation.ActParked:
			set(e.ID, "parked", "", t.At)
		}
	}
	texts, err := d.contents(ctx, rec.ID, ids)
	for i := range out {
		out[i].Args, out[i].Result = texts[args[out[i].ID]].Body, texts[results[out[i].ID]].Body
	}
	return out, err
}

func (d *Desk) actView(rec Record, c conversation.ConfirmAsked, a conversation.Act, at time.Time) ActView {
	v := ActView{ID: a.ID, Matter: c.Matter, Tool: a.Tool, Class: a.Class, State: "asked", By: c.By, At: at}
	if tool, ok := d.House.Tool(a.Tool); ok {
		v.Title = tool.Title[rec.State.Language]
	}
	return v
}

// drafts are those that nobody has sent yet and no word of the customer has outdated.
func (d *Desk) drafts(ctx context.Context, rec Record, story []told) ([]DraftView, error) {
	out, ids := []DraftView{}, []string{}
	for _, t := range story {
		switch e := t.event.(type) {
		case conversation.Suggested:
			out, ids = append(out, DraftView{ID: e.Message, Matter: e.Matter}), append(ids, e.Message)
		case conversation.Heard:
			out, ids = out[:0], ids[:0]
		case conversation.Answered:
			if e.By == conversation.Expert {
				out, ids = out[:0], ids[:0]
			}
		}
	}
	texts, err := d.texts(ctx, rec.ID, ids)
	for i := range out {
		m := texts[out[i].ID]
		out[i].Text, out[i].Cites = m.Text, append([]Cite{}, m.Cites...)
	}
	return out, err
}

// person is the customer's name as their sign-in said it: a content, so that
// erasing somebody erases it.
type person struct {
	Name string `json:"name"`
}

const personContent = "person"

func (d *Desk) customerName(ctx context.Context, id string) (string, error) {
	list, err := d.contents(ctx, id, []string{personContent})
	if err != nil {
		return "", err
	}
	var p person
	if c, ok := list[personContent]; ok {
		err = json.Unmarshal(c.Body, &p)
	}
	return p.Name, err
}
