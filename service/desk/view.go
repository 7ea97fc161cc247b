package desk

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
)

// View is the state of a conversation as contract.md shows it.
type View struct {
	ID       string              `json:"id"`
	Market   string              `json:"market"`
	Language string              `json:"language"`
	Holder   conversation.Holder `json:"holder"`
	Promise  *PromiseView        `json:"promise"`
	Line     *LineView           `json:"line"`
	Matters  []MatterView        `json:"matters"`
	Version  int64               `json:"version"`
}

// PromiseView is the soonest promise: who must act by when.
type PromiseView struct {
	By     conversation.Holder   `json:"by"`
	Due    time.Time             `json:"due"`
	Matter conversation.MatterID `json:"matter"`
}

// LineView is the customer's place in line.
type LineView struct {
	Position    int  `json:"position"`
	WaitSeconds int  `json:"wait_seconds"`
	Staffed     bool `json:"staffed"`
}

// MatterView is one matter.
type MatterView struct {
	ID      conversation.MatterID `json:"id"`
	Topic   string                `json:"topic"`
	Holder  conversation.Holder   `json:"holder"`
	State   string                `json:"state"`
	Owner   string                `json:"owner"`   // the expert's working name or the team's, in words; "" for the line and the assistant
	Next    conversation.Next     `json:"next"`    // what comes next; "" once it has ended
	Others  conversation.Others   `json:"others"`  // who else must act first; "" for nobody
	Due     *time.Time            `json:"due"`     // by when; every open matter has one
	Outcome *string               `json:"outcome"` // null until it has one
}

// MessageView is one message as contract.md shows it.
type MessageView struct {
	ID      string                `json:"id"`
	Seq     int64                 `json:"seq"`
	From    string                `json:"from"` // assistant, expert, approved_draft, customer, system
	Name    string                `json:"name"`
	Text    string                `json:"text"`
	Cites   []Cite                `json:"cites"`
	Choices []Choice              `json:"choices"`
	Card    json.RawMessage       `json:"card"`
	Matter  conversation.MatterID `json:"matter"`
	At      time.Time             `json:"at"`
}

// View shows the conversation to its owner or to staff who may see it. It
// reads the record, never a cache: after a 202 a GET shows the decided state.
func (d *Desk) View(ctx context.Context, who identity.Who, id string) (View, error) {
	rec, err := d.Store.Load(ctx, id)
	if err != nil {
		return View{}, missing(err)
	}
	if err := reaches(who, rec); err != nil {
		return View{}, err
	}
	return d.view(ctx, rec)
}

func (d *Desk) viewAfter(ctx context.Context) func(Record, error) (View, error) {
	return func(rec Record, err error) (View, error) {
		if err != nil {
			return View{}, err
		}
		return d.view(ctx, rec)
	}
}

func (d *Desk) view(ctx context.Context, rec Record) (View, error) {
	s := rec.State
	v := View{ID: rec.ID, Market: s.Market, Language: s.Language, Holder: s.Holder(), Matters: []MatterView{}, Version: rec.Version}
	soonest := func(by conversation.Holder, due time.Time, m conversation.MatterID) {
		if v.Promise == nil || due.Before(v.Promise.Due) {
			v.Promise = &PromiseView{By: by, Due: due, Matter: m}
		}
	}
	if s.Turn.Owed() {
		soonest(conversation.Assistant, s.Turn.Due, s.Turn.Matter)
	}
	for _, m := range s.Matters {
		mv := MatterView{ID: m.ID, Topic: m.Topic, Holder: m.Holder(), State: stateOf(m)}
		if m.Closed && m.Outcome != "" {
			outcome := m.Outcome
			mv.Outcome = &outcome
		}
		if stand := s.Stand(m); !m.Closed {
			mv.Next, mv.Due = stand.Next, &stand.Due
			if mv.Owner = d.teamName(s.Language, stand.Owner, stand.Name); stand.Owner == conversation.Expert {
				mv.Owner = d.People.ExpertName(ctx, stand.Name)
			}
		}
		if p := m.Place; p != nil {
			mv.Others = p.Others
			if by := p.By; p.Owes { // else the customer has the next word, and nothing is promised
				if by == conversation.Team { // any of several people, as in line
					by = conversation.Line
				}
				soonest(by, p.Due, m.ID)
			}
			if p.By == conversation.Line && v.Line == nil {
				info, err := d.Estimator.Line(ctx, s.Market, m.Topic, rec.ID)
				if err != nil {
					return v, err
				}
				v.Line = &LineView{Position: info.Position, WaitSeconds: int(info.Wait.Seconds()), Staffed: info.Staffed}
				if p.Mode == conversation.Written { // a date was promised: seconds beside it would be another promise (P4)
					v.Line.WaitSeconds, v.Line.Staffed = 0, false
				}
			}
		}
		v.Matters = append(v.Matters, mv)
	}
	return v, nil
}

// stateOf names a matter's state in DESIGN.md's words.
func stateOf(m conversation.Matter) string {
	switch {
	case m.Closed:
		return "settled"
	case m.Place == nil:
		return "with_assistant"
	case m.Place.By == conversation.Line:
		return "in_line"
	case !m.Place.Owes:
		return "waiting_for_customer"
	case m.Place.Others != "":
		return "waiting_for_others"
	case m.Place.By == conversation.Team:
		return "with_team"
	}
	return "with_expert"
}

// reaches decides who may see a conversation: its owner, the expert who holds
// it or has a live offer of it, and leads. To anybody else it does not exist.
func reaches(who identity.Who, rec Record) error {
	if who.Role == identity.Lead || ownerOnly(who, rec) == nil {
		return nil
	}
	if who.Role == identity.Expert {
		for _, m := range rec.State.Matters {
			if p := m.Place; p != nil && (p.Expert == who.ID || p.Offer != nil && p.Offer.Expert == who.ID) {
				return nil
			}
		}
	}
	return problem.New(problem.Missing, "conversation_not_found")
}

// Messages lists what the customer sees after a message id ("" from the
// start), oldest first.
func (d *Desk) Messages(ctx context.Context, who identity.Who, id, after string, limit int) ([]MessageView, error) {
	rec, err := d.Store.Load(ctx, id)
	if err != nil {
		return nil, missing(err)
	}
	if err := reaches(who, rec); err != nil {
		return nil, err
	}
	from := int64(0)
	if after != "" {
		e, err := d.Store.Message(ctx, id, after)
		if isMissing(err) { // the conversation is there: it is the place to go on from that is not
			return nil, problem.New(problem.Invalid, "message_not_found")
		}
		if err != nil {
			return nil, err
		}
		from = e.CustomerSeq
	}
	return d.messages(ctx, rec, ForCustomer, from, limit)
}

// messages reads a projection until it has the wanted number of messages.
func (d *Desk) messages(ctx context.Context, rec Record, a Audience, after int64, limit int) ([]MessageView, error) {
	out := []MessageView{}
	for len(out) < limit {
		entries, err := d.Store.Entries(ctx, rec.ID, a, after, 500)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			after = e.CustomerSeq
			if len(out) < limit {
				views, err := d.Render(ctx, rec.State, []Entry{e})
				if err != nil {
					return nil, err
				}
				out = append(out, views...)
			}
		}
		if len(entries) < 500 {
			break
		}
	}
	return out, nil
}

// Render turns entries into the messages that a customer's screen shows.
// Entries that are no message are left out.
func (d *Desk) Render(ctx context.Context, s conversation.State, entries []Entry) ([]MessageView, error) {
	var ids []string
	for _, e := range entries {
		if e.Message != "" && IsMessage(e.Kind) && e.Kind != "told" { // a line of the system has its words from the pack
			ids = append(ids, e.Message)
		}
	}
	var texts map[string]Message
	if len(ids) > 0 {
		var err error
		if texts, err = d.texts(ctx, entries[0].Conversation, ids); err != nil {
			return nil, err
		}
	}
	var out []MessageView
	for _, e := range entries {
		if e.CustomerSeq == 0 || !IsMessage(e.Kind) {
			continue
		}
		ev, err := conversation.DecodeEvent(e.Kind, e.Schema, e.Body)
		if err != nil {
			return nil, err
		}
		v := MessageView{ID: e.Message, Seq: e.CustomerSeq, At: e.At, Cites: []Cite{}, Choices: []Choice{}}
		d.fill(ctx, &v, s, ev, texts[e.Message])
		out = append(out, v)
	}
	return out, nil
}

func (d *Desk) fill(ctx context.Context, v *MessageView, s conversation.State, ev conversation.Event, m Message) {
	v.Text, v.Card = m.Text, m.Card
	v.Cites, v.Choices = append(v.Cites, m.Cites...), append(v.Choices, m.Choices...)
	switch e := ev.(type) {
	case conversation.Heard:
		v.From, v.Matter = "customer", e.Matter
	case conversation.Answered:
		v.Matter = e.Matter
		switch {
		case e.By == conversation.Assistant:
			v.From = "assistant"
		case e.Approved:
			v.From, v.Name = "approved_draft", d.People.ExpertName(ctx, e.Expert)
		default:
			v.From, v.Name = "expert", d.People.ExpertName(ctx, e.Expert)
		}
	case conversation.ConfirmAsked:
		v.From, v.Name, v.Matter = "expert", d.People.ExpertName(ctx, e.Expert), e.Matter
	case conversation.Told:
		v.From, v.Matter = "system", e.Matter
		if e.Key == "assistant_intro" {
			v.From = "assistant"
		}
		if to := parseChoice(strings.Join(e.Choices[:min(1, len(e.Choices))], "")); e.Key == "language_switch_ask" {
			s.Language = to.ID // asked in the language that is offered
		}
		if s.Language == "" { // nothing was written yet: the market's own
			if langs := d.House.Rules(s.Market, v.At).Languages; len(langs) > 0 {
				s.Language = langs[0]
			}
		}
		v.Text = d.line(ctx, s, e, v.At)
		for _, id := range e.Choices {
			v.Choices = append(v.Choices, Choice{ID: id, Label: d.House.Words(s.Language, choiceKey(id), nil)})
		}
	}
}

// choiceKey finds the words of a button that the law offers: "help:m1:yes" is choice_help_yes.
func choiceKey(id string) string {
	c := parseChoice(id)
	key := "choice_" + c.Kind
	if c.Kind == "lang" {
		return key + "_" + c.ID
	}
	if c.Answer != "" {
		key += "_" + c.Answer
	}
	return key
}

// line renders a line of the system. Times are in the market's zone, names are
// working names; a place in line is shown as it was promised, since position
// and wait are kept up to date beside it (P4).
func (d *Desk) line(ctx context.Context, s conversation.State, e conversation.Told, at time.Time) string {
	params := map[string]string{"market": s.Market} // whose helplines
	if !e.Due.IsZero() {
		params["due"] = d.House.Moment(s.Market, s.Language, e.Due, at)
	}
	if e.Expert != "" {
		params["name"] = d.People.ExpertName(ctx, e.Expert)
	}
	key := e.Key
	if e.Key == "team_holds" {
		params["team"] = d.teamName(s.Language, conversation.Team, e.Team)
	}
	if e.Tool != "" {
		if t, ok := d.House.Tool(e.Tool); ok {
			params["tool"] = t.Title[s.Language]
		}
		key += "+" + e.Tool
	}
	switch {
	case strings.Contains(strings.Join(e.Choices, " "), "notthat:"): // merely possible: no topic is named
		key += "+gentle"
	case e.Topic != "":
		key += "+" + e.Topic
	}
	if s.Customer == "" { // we know no address of theirs: nothing may promise an e-mail
		key += "+visitor"
	}
	return d.House.Words(s.Language, key, params)
}

// texts returns messages by id, from this node's memory or the record.
func (d *Desk) texts(ctx context.Context, id string, ids []string) (map[string]Message, error) {
	known, err := d.contents(ctx, id, ids)
	if err != nil {
		return nil, err
	}
	out := make(map[string]Message, len(known))
	for k, c := range known {
		var m Message
		if err := json.Unmarshal(c.Body, &m); err != nil {
			return nil, internal("content "+k, err)
		}
		out[k] = m
	}
	return out, nil
}

func (d *Desk) contents(ctx context.Context, id string, ids []string) (map[string]Content, error) {
	known, rest := d.cache.known(id, ids)
	if len(rest) == 0 {
		return known, nil
	}
	read, err := d.Store.Contents(ctx, id, rest)
	if err != nil {
		return nil, err
	}
	keep := make([]Content, 0, len(read))
	for k, c := range read {
		known[k] = c
		keep = append(keep, c)
	}
	d.cache.contents(keep)
	return known, nil
}

func missing(err error) error {
	if isMissing(err) {
		return problem.New(problem.Missing, "conversation_not_found")
	}
	return err
}
