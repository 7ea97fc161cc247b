// Package conversation is the law: what happens next in one conversation. It
// is pure and total. Two independent parts carry the promises: a Turn (the
// assistant owes a word) and, per matter, a Place (a person owes one). Nothing
// that the assistant does can touch a Place; that is how P5 holds.
package conversation

import (
	"slices"
	"time"

	"samtal/core/identity"
	"samtal/core/money"
)

// MatterID names a matter within its conversation: "m1", "m2".
type MatterID string

// Holder says who owes the customer the next word.
type Holder string

// The holders.
const (
	Nobody    Holder = "none"
	Assistant Holder = "assistant"
	Line      Holder = "line" // any suitable expert
	Expert    Holder = "expert"
	Team      Holder = "team" // nobody's slot, a team's duty: no expert is busy with it
)

// Others is who else must act before the customer can hear more.
type Others string

// Whom a matter may wait for.
const (
	Merchant   Others = "merchant"
	BackOffice Others = "back_office"
	Police     Others = "police"
	SomeOther  Others = "other"
)

// Mode is how a person will answer.
type Mode string

// The modes.
const (
	Live     Mode = "live"
	Written  Mode = "written"
	CallBack Mode = "callback"
)

// Priority orders the line; lower comes first.
type Priority int

// The priorities. Certain distress or fraud in progress comes first of all;
// a customer who lost their expert has waited once already.
const (
	First     Priority = iota // certain distress or fraud
	Returning                 // came back to the line through no choice of their own
	Sensitive                 // other sensitive matters, and merely possible ones
	Ordinary
)

// State is everything the law knows of one conversation. It holds no text.
type State struct {
	Opened     bool           `json:"opened"`
	Market     string         `json:"market"`
	Language   string         `json:"language"`
	LangAsked  bool           `json:"lang_asked,omitempty"` // switching is asked once
	Customer   string         `json:"customer,omitempty"`   // the company's id; "" for a visitor
	Level      identity.Level `json:"level"`
	LastAt     time.Time      `json:"last_at"`
	Unanswered bool           `json:"unanswered"` // the customer has the last word
	Turn       Turn           `json:"turn"`
	Asking     MatterID       `json:"asking,omitempty"` // the matter of the assistant's open question
	Stalls     int            `json:"stalls,omitempty"` // turns in a row without progress (P2)
	Misread    int            `json:"misread,omitempty"`
	Chat       int            `json:"chat,omitempty"` // small talk in a row
	Matters    []Matter       `json:"matters,omitempty"`
	Confirm    *Confirm       `json:"confirm,omitempty"`
	Acts       []Act          `json:"acts,omitempty"` // intended, outcome not yet known
	Said       []uint64       `json:"said,omitempty"` // signatures of what the assistant said lately (P2)
}

// Turn is the assistant's debt. N rises with every question put to the
// assistant and every word of the customer; drafts carry it. A zero Due owes
// nothing.
type Turn struct {
	N      int       `json:"n"`
	Matter MatterID  `json:"matter,omitempty"`
	Due    time.Time `json:"due,omitzero"`
	Reshow bool      `json:"reshow,omitempty"` // the open question is to be shown again; not a loop
	Heard  []string  `json:"heard,omitempty"`  // the customer's messages that the assistant has not answered, oldest first
}

// Owed reports whether the assistant owes a word.
func (t Turn) Owed() bool { return !t.Due.IsZero() }

// Matter is what a conversation carries. Promises hold per matter.
type Matter struct {
	ID        MatterID  `json:"id"`
	Topic     string    `json:"topic"`
	Sensitive bool      `json:"sensitive,omitempty"`
	Possible  bool      `json:"possible,omitempty"`  // sensitive by suspicion only: worded gently
	Asked     bool      `json:"asked,omitempty"`     // the customer asked for a person
	Meanwhile bool      `json:"meanwhile,omitempty"` // the assistant may help while a person is awaited
	Place     *Place    `json:"place,omitempty"`
	Flow      *Position `json:"flow,omitempty"`
	HandBack  bool      `json:"hand_back,omitempty"` // proposed, the customer has not answered
	News      []Result  `json:"news,omitempty"`      // acts that ended and that the flow has not seen
	Closed    bool      `json:"closed,omitempty"`
	ClosedBy  Holder    `json:"closed_by,omitempty"`
	Outcome   string    `json:"outcome,omitempty"`
	ClosedAt  time.Time `json:"closed_at,omitzero"`
	Expert    string    `json:"expert,omitempty"` // who held it last
	Due       time.Time `json:"due,omitzero"`     // nobody waits in it: when it is looked at again; zero while a place or the turn has a due time
}

// Position is where a matter is in its flow. Slots and results are contents;
// the law sees only their id.
type Position struct {
	Flow    string `json:"flow"`
	Version int    `json:"version"`
	Step    string `json:"step"`
	Memory  string `json:"memory"`            // contents id
	Edition string `json:"edition,omitempty"` // digest of the flows that it began with; "" is a record from before there were any
	Free    bool   `json:"free,omitempty"`    // its open question is answered in the customer's own words
}

// Place is a person's debt for one matter. It ends only by an expert's
// settling, a hand-back with the customer's yes, the customer's withdrawal, or
// when an answered customer was reminded twice and never came back.
type Place struct {
	By        Holder    `json:"by"` // Line, Expert or Team
	Expert    string    `json:"expert,omitempty"`
	Since     time.Time `json:"since"`
	Due       time.Time `json:"due"`              // never zero
	WarnAt    time.Time `json:"warn_at,omitzero"` // escalate then, before the promise is missed
	Owes      bool      `json:"owes"`             // false: the customer has the next word
	Dated     bool      `json:"dated,omitempty"`  // the word is owed at a stated time, not now: whoever owes it may be asleep
	Others    Others    `json:"others,omitempty"` // somebody else must act first; a word is owed all the same
	Team      string    `json:"team,omitempty"`   // whose duty it is, By Team
	OwedAt    time.Time `json:"owed_at,omitzero"` // since when; names the promise
	Mode      Mode      `json:"mode"`
	Priority  Priority  `json:"priority"`
	Why       Why       `json:"why"`
	Connected bool      `json:"connected,omitempty"`
	ActiveAt  time.Time `json:"active_at,omitzero"` // last word either way while an expert holds
	PushDue   time.Time `json:"push_due,omitzero"`  // an unanswered push; then the line again
	Offer     *Offer    `json:"offer,omitempty"`
	Refused   []string  `json:"refused,omitempty"` // experts who declined or let it pass
	Nudges    int       `json:"nudges,omitempty"`
	Broken    int       `json:"broken,omitempty"`
}

// Offer is the place offered to one expert.
type Offer struct {
	ID      string    `json:"id"`
	Expert  string    `json:"expert"`
	Expires time.Time `json:"expires"`
}

// Confirm is the one open question to the customer that allows acts. Its
// digest covers tools, arguments and wording, so a yes is bound to them.
type Confirm struct {
	Digest  string   `json:"digest"`
	Message string   `json:"message"`
	Matter  MatterID `json:"matter"`
	By      Holder   `json:"by"` // Assistant or Expert
	Expert  string   `json:"expert,omitempty"`
	Acts    []Act    `json:"acts"`
	Code    bool     `json:"code,omitempty"`  // yes was given; a code is awaited
	Aside   bool     `json:"aside,omitempty"` // something was said since: a typed yes may mean that
}

// Act is one call that changes something in the company's systems.
type Act struct {
	ID     string         `json:"id"`
	Matter MatterID       `json:"matter"`
	Tool   string         `json:"tool"`
	Class  identity.Class `json:"class"`
	Needs  identity.Level `json:"needs"`
	Args   string         `json:"args"`   // contents id
	Digest string         `json:"digest"` // of tool and arguments
	Key    string         `json:"key"`    // idempotency key
	Amount money.Money    `json:"amount,omitzero"`
	By     Holder         `json:"by"`
	Tries  int            `json:"tries,omitempty"`
	Parked bool           `json:"parked,omitempty"` // unknown after three tries: a person's

	Consent string `json:"consent,omitempty"` // digest of the question that the yes was for
}

// Result is how an act ended. Code is "" when it took place.
type Result struct {
	Act    Act    `json:"act"`
	Result string `json:"result,omitempty"` // contents id
	Code   string `json:"code,omitempty"`
	Told   bool   `json:"told,omitempty"` // the customer was told without the flow
}

func (s *State) matter(id MatterID) *Matter {
	for i := range s.Matters {
		if s.Matters[i].ID == id {
			return &s.Matters[i]
		}
	}
	return nil
}

// Matter returns the matter with this id, or nil.
func (s State) Matter(id MatterID) *Matter { return (&s).matter(id) }

// agreed reports whether an act under way, or one whose outcome the flow has
// not seen, was allowed by a yes to this question.
func (s *State) agreed(digest string) bool {
	allowed := func(a Act) bool { return a.Consent == digest }
	return digest != "" && (slices.ContainsFunc(s.Acts, allowed) || slices.ContainsFunc(s.Matters, func(m Matter) bool {
		return slices.ContainsFunc(m.News, func(r Result) bool { return allowed(r.Act) })
	}))
}

// loose: open, and neither a person nor the assistant owes a word about it.
func (s *State) loose(m *Matter) bool {
	return !m.Closed && m.Place == nil && !(s.Turn.Owed() && s.Turn.Matter == m.ID)
}

// Placed reports whether a person owes or holds this matter.
func (m *Matter) Placed() bool { return m != nil && m.Place != nil }

// Holder says who has the next word about this matter.
func (m Matter) Holder() Holder {
	switch {
	case m.Place != nil:
		return m.Place.By
	case m.Closed:
		return Nobody
	}
	return Assistant
}

// Holder says who holds the conversation: places first (an expert, else the
// line), then the assistant's turn, else nobody.
func (s State) Holder() Holder {
	h := Nobody
	if s.Turn.Owed() {
		h = Assistant
	}
	for i := range s.Matters {
		switch p := s.Matters[i].Place; {
		case p == nil:
		case p.By == Expert:
			return Expert
		case p.By == Line || p.Owes: // a team's duty too: any of several people
			h = Line
		}
	}
	return h
}

// Present returns the matter in which a person is present: connected, and
// having written or been written to lately. While there is one the assistant
// is silent on every matter (P8).
func (s State) Present(r Rules, now time.Time) *Matter {
	for i := range s.Matters {
		p := s.Matters[i].Place
		if p != nil && p.By == Expert && p.Connected && now.Sub(p.ActiveAt) <= r.PresentTime {
			return &s.Matters[i]
		}
	}
	return nil
}

// MostHuman returns the open matter nearest to a person: held by an expert,
// then in line, then the newest that the assistant has; nil when none is open.
func (s State) MostHuman() *Matter {
	var best *Matter
	rank := func(m *Matter) int {
		switch {
		case m.Place == nil:
			return 1
		case m.Place.By == Expert:
			return 3
		}
		return 2
	}
	for i := range s.Matters {
		m := &s.Matters[i]
		if m.Holder() != Nobody && (best == nil || rank(m) >= rank(best)) {
			best = m
		}
	}
	return best
}

// Clone copies the state so deeply that changing the copy cannot change s.
func (s State) Clone() State {
	s.Matters = slices.Clone(s.Matters)
	for i := range s.Matters {
		m := &s.Matters[i]
		m.News = slices.Clone(m.News)
		if m.Flow != nil {
			f := *m.Flow
			m.Flow = &f
		}
		if m.Place != nil {
			p := *m.Place
			p.Refused = slices.Clone(p.Refused)
			if p.Offer != nil {
				o := *p.Offer
				p.Offer = &o
			}
			m.Place = &p
		}
	}
	if s.Confirm != nil {
		c := *s.Confirm
		c.Acts = slices.Clone(c.Acts)
		s.Confirm = &c
	}
	s.Acts = slices.Clone(s.Acts)
	s.Turn.Heard = slices.Clone(s.Turn.Heard)
	s.Said = slices.Clone(s.Said)
	return s
}
