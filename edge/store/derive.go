package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"samtal/core/conversation"
	"samtal/service/desk"
)

// Derived is what a commit writes beside the log, computed from the state
// alone: lists, due times and words to search by can never say something else
// than the law does. Times are Unix milliseconds, 0 is none.
type Derived struct {
	State   string // the state as JSON
	Holder  string
	TurnDue int64
	Due     int64 // the soonest time by which somebody owes the customer a word
	Wake    int64 // when the watchman must look
	Matters []Matter
	Docs    []Doc

	// The sequence numbers that the record must stand at before the commit.
	CustomerBase, StaffBase int64
}

// Matter is the row of one matter.
type Matter struct {
	ID, Topic, Holder, Expert, Why, Mode string
	Since, Due                           int64
	Owes                                 bool
	Priority, Broken                     int
	Asked, Sensitive, Closed             bool
	Outcome                              string
	ClosedAt                             int64
	Offer, OfferTo                       string
	OfferExpires                         int64
	Refused                              string // JSON list; "" is none
	Edition                              string // of the flow that an open matter is in; "" is none
	Others, Team                         string
}

// Doc is something to be found by its words. Text is kept only for what is not
// a message's content.
type Doc struct {
	Content string // contents id, or ""
	Text    string
	Words   []string
}

// Ms is a time as the databases keep it: Unix milliseconds, 0 for none.
func Ms(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// Time is the inverse of Ms, in UTC.
func Time(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// Derive computes the rows of a commit and checks that its log has no gaps:
// desk.ErrRefused when it has.
func Derive(c desk.Commit) (Derived, error) {
	var d Derived
	if err := d.gapless(c); err != nil {
		return d, err
	}
	s := c.Record.State
	raw, err := json.Marshal(s)
	if err != nil {
		return d, fmt.Errorf("store: state of %s: %w", c.Record.ID, err)
	}
	d.State, d.Holder = string(raw), string(s.Holder())
	d.TurnDue, d.Wake = Ms(s.Turn.Due), Ms(s.Wake())
	d.Due = d.TurnDue
	for _, m := range s.Matters {
		if p := m.Place; p != nil && p.Owes && !p.Due.IsZero() && (d.Due == 0 || Ms(p.Due) < d.Due) {
			d.Due = Ms(p.Due)
		}
		d.Matters = append(d.Matters, matter(s, m))
	}
	d.docs(c)
	return d, nil
}

func matter(s conversation.State, m conversation.Matter) Matter {
	out := Matter{ID: string(m.ID), Topic: m.Topic, Holder: string(m.Holder()), Expert: m.Expert, Priority: int(conversation.Ordinary),
		Asked: m.Asked, Sensitive: m.Sensitive, Closed: m.Closed, Outcome: m.Outcome, ClosedAt: Ms(m.ClosedAt),
		Due: Ms(s.Stand(m).Due)}
	if m.Flow != nil && !m.Closed {
		out.Edition = m.Flow.Edition
	}
	p := m.Place
	if p == nil {
		return out
	}
	out.Expert, out.Why, out.Mode = p.Expert, string(p.Why), string(p.Mode)
	out.Others, out.Team = string(p.Others), p.Team
	if p.By == conversation.Team { // nobody's now; whoever knows the customer comes first
		out.Expert = m.Expert
	}
	out.Since, out.Owes = Ms(p.Since), p.Owes
	out.Priority, out.Broken = int(p.Priority), p.Broken
	if o := p.Offer; o != nil {
		out.Offer, out.OfferTo, out.OfferExpires = o.ID, o.Expert, Ms(o.Expires)
	}
	if len(p.Refused) > 0 {
		raw, _ := json.Marshal(p.Refused) // strings always marshal
		out.Refused = string(raw)
	}
	return out
}

// gapless holds the desk to its own numbering: a screen that asks "what came
// after 7" must never miss an 8 that was not there yet.
func (d *Derived) gapless(c desk.Commit) error {
	refuse := func(format string, args ...any) error {
		return fmt.Errorf("%w: %s: %s", desk.ErrRefused, c.Record.ID, fmt.Sprintf(format, args...))
	}
	if c.Record.ID == "" {
		return refuse("a conversation without an id")
	}
	if c.Expect == 0 && len(c.Entries) == 0 {
		return refuse("a conversation that begins without an event")
	}
	if c.Record.Version != c.Expect+int64(len(c.Entries)) {
		return refuse("version %d after %d and %d events", c.Record.Version, c.Expect, len(c.Entries))
	}
	d.CustomerBase, d.StaffBase = c.Record.CustomerSeq, c.Record.StaffSeq
	for _, e := range c.Entries {
		if e.CustomerSeq != 0 {
			d.CustomerBase--
		}
		if e.StaffSeq != 0 {
			d.StaffBase--
		}
	}
	customer, staff := d.CustomerBase, d.StaffBase
	for i, e := range c.Entries {
		if e.Seq != c.Expect+int64(i)+1 || e.Conversation != c.Record.ID || e.Kind == "" {
			return refuse("event %d (%s) of %s follows %d", e.Seq, e.Kind, e.Conversation, c.Expect+int64(i))
		}
		if e.CustomerSeq != 0 {
			if customer++; e.CustomerSeq != customer {
				return refuse("the customer's event %d follows %d", e.CustomerSeq, customer-1)
			}
		}
		if e.StaffSeq != 0 {
			if staff++; e.StaffSeq != staff {
				return refuse("the staff's event %d follows %d", e.StaffSeq, staff-1)
			}
		}
	}
	return nil
}

// docs collects what can be searched for: messages, the last words, and at the
// start whose conversation it is.
func (d *Derived) docs(c desk.Commit) {
	add := func(content, text, kept string) {
		if w := Words(text); len(w) > 0 {
			d.Docs = append(d.Docs, Doc{Content: content, Text: kept, Words: w})
		}
	}
	if who := c.Record.State.Customer; c.Expect == 0 && who != "" {
		add("", who, Clean(who))
	}
	last := c.Last
	for _, t := range c.Contents {
		if text := TextOf(t); text != "" {
			add(t.ID, text, "")
			if text == last {
				last = ""
			}
		}
	}
	if last != "" {
		add("", last, Clean(last))
	}
}

// TextOf is the text of a message's content; "" for everything else.
func TextOf(t desk.Content) string {
	if t.Kind != "message" {
		return ""
	}
	var m struct {
		Text string `json:"text"`
	}
	if json.Unmarshal(t.Body, &m) != nil {
		return ""
	}
	return m.Text
}

// Clean drops what a database cannot keep as text: zero bytes and broken UTF-8.
func Clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\x00", "")
}

// RowOf is the one row that stands for a whole conversation: its most human
// open matter, else the one that ended last, else the talk itself.
func RowOf(rec desk.Record, lastText string, lastAt time.Time) desk.Row {
	s := rec.State
	m := s.MostHuman()
	if m == nil {
		for i := range s.Matters {
			if m == nil || !s.Matters[i].ClosedAt.Before(m.ClosedAt) {
				m = &s.Matters[i]
			}
		}
	}
	row := desk.Row{Conversation: rec.ID, Holder: s.Holder(), Due: s.Turn.Due, Priority: conversation.Ordinary}
	if m != nil {
		row = MatterRow(rec.ID, matter(s, *m))
		if row.Holder == conversation.Assistant {
			row.Due = s.Turn.Due
		}
	}
	row.Customer, row.Market, row.Language = s.Customer, s.Market, s.Language
	row.LastText, row.LastAt = lastText, lastAt
	return row
}

// MatterRow is the row of one matter, still without its conversation's part.
func MatterRow(id string, m Matter) desk.Row {
	row := desk.Row{Conversation: id, Matter: conversation.MatterID(m.ID), Topic: m.Topic, Holder: conversation.Holder(m.Holder),
		Expert: m.Expert, Why: conversation.Why(m.Why), Mode: conversation.Mode(m.Mode), Since: Time(m.Since), Due: Time(m.Due),
		Owes: m.Owes, Priority: conversation.Priority(m.Priority), Broken: m.Broken,
		Others: conversation.Others(m.Others), Team: m.Team,
		Offer: m.Offer, OfferTo: m.OfferTo, OfferExpires: Time(m.OfferExpires)}
	if m.Refused != "" {
		_ = json.Unmarshal([]byte(m.Refused), &row.Refused) // written by matter above
	}
	return row
}

// Changed returns the matters that differ from those of the version before, in
// their order. With nothing known, that is all of them.
func Changed(before, after []Matter) []Matter {
	if before == nil {
		return after
	}
	var out []Matter
	for _, m := range after {
		if !slices.Contains(before, m) {
			out = append(out, m)
		}
	}
	return out
}
