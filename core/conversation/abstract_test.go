package conversation

import (
	"fmt"
	"reflect"
	"time"

	"samtal/core/identity"
)

// The abstraction of the model check. What is dropped is not assumed away: it
// is chosen anew, both ways, before every input (see choices_test.go), so the
// graph holds at least what can really happen.
const abstraction = `kept:    opened; per matter (two): helped meanwhile, closed, untold outcome, place (line, expert, team), which expert, whether a word is owed, now or at a date;
         whose turn the assistant owes (none, talk, m1, m2); the open question: by whom, about which matter
chosen:  present or away, due and warned and pushed and offer ended or not, others waited for or not, how often reminded, shift over or not, closed by an expert lately or not, asked for a person,
         topic, sensitive, possible or certain, hand-back proposed, question aside, code awaited, what it allows, running and parked acts,
         stalls, misunderstandings and small talk, the assistant's last question, where a flow stands, the house rules
dropped: ids, names, language, texts, amounts, priorities, modes, counters, dates`

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// abstract is the one state that stands for all states like s.
func abstract(s *State) State {
	a := State{Opened: s.Opened, Market: "SE", Language: "en", LangAsked: true, Customer: "c", Level: identity.SignedIn}
	ids, experts := map[MatterID]MatterID{"": ""}, map[string]string{"": ""}
	for i := range s.Matters {
		m := &s.Matters[i]
		n := Matter{ID: MatterID(label("m", i+1)), Topic: "refund", Meanwhile: m.Meanwhile && m.Place != nil,
			Closed: m.Closed}
		ids[m.ID] = n.ID
		if s.loose(m) {
			n.Due = noon.Add(time.Hour)
		}
		if m.Closed {
			n.ClosedBy = Expert
		}
		if m.untold() {
			n.News = []Result{{Act: Act{ID: "news", Matter: n.ID, Tool: "t", By: Assistant}}}
		}
		if p := m.Place; p != nil {
			if _, ok := experts[p.Expert]; !ok {
				experts[p.Expert] = label("e", len(experts))
			}
			n.Place = &Place{By: p.By, Expert: experts[p.Expert], Since: noon.Add(-time.Hour), Due: noon.Add(time.Hour), Owes: p.Owes, Dated: p.Dated, Mode: Live,
				Priority: Ordinary, Why: WhyAsked, Connected: p.By == Expert, ActiveAt: noon}
			if p.Owes {
				n.Place.OwedAt = noon.Add(-time.Hour)
			}
		}
		a.Matters = append(a.Matters, n)
	}
	if t := s.Turn; t.Owed() {
		a.Turn = Turn{N: 1, Matter: ids[t.Matter], Due: noon.Add(time.Hour)}
	} else {
		a.Turn = Turn{N: 1}
	}
	if c := s.Confirm; c != nil {
		a.Confirm = &Confirm{Digest: "q", Matter: ids[c.Matter], By: c.By, Expert: experts[c.Expert], Acts: []Act{{ID: "asked", Tool: "t", Class: identity.Protect}}}
	}
	a.Unanswered = waiting(&a) // the worst case: whoever may wait does wait
	return a
}

// waiting: somebody owes this customer a word.
func waiting(s *State) bool {
	if s.Turn.Owed() {
		return true
	}
	for i := range s.Matters {
		if p := s.Matters[i].Place; p != nil && p.Owes {
			return true
		}
	}
	return false
}

// describe names an abstract state in a few words.
func describe(s *State) string {
	out := ""
	for i := range s.Matters {
		m := &s.Matters[i]
		out += fmt.Sprintf("%s(", m.ID)
		switch {
		case m.Closed:
			out += "closed"
		case m.Place == nil:
			out += "with the assistant"
		default:
			out += string(m.Place.By) + m.Place.Expert
			if m.Place.Owes {
				out += " owes"
			}
			if m.Place.Dated {
				out += " at a date"
			}
			if m.Place.Due.IsZero() {
				out += " WITHOUT DUE"
			}
		}
		if m.Meanwhile {
			out += " helped"
		}
		if m.untold() {
			out += " untold"
		}
		out += ") "
	}
	if s.Turn.Owed() {
		out += fmt.Sprintf("turn(%s) ", s.Turn.Matter)
	}
	if s.Confirm != nil {
		out += fmt.Sprintf("question(%s by %s) ", s.Confirm.Matter, s.Confirm.By)
	}
	if !s.Opened {
		return "nothing yet"
	}
	if out == "" {
		return "open"
	}
	return out
}

// inputKind names an input for an edge.
func inputKind(in Input) string {
	if w, ok := in.(CustomerWrote); ok && w.Choice.Kind != "" {
		return "button " + w.Choice.Kind
	}
	if in == nil {
		return "unknown"
	}
	return reflect.TypeOf(in).Name()
}

func customers(in Input) bool {
	switch in.(type) {
	case Open, CustomerWrote, CustomerAsked, CustomerWithdrew, CustomerChoseWritten, CustomerHandedBack, CustomerCorrected, CustomerRated:
		return true
	}
	return false
}

// word reports whether a decision gives the customer a word of the assistant
// or of a person.
func word(d Decision) bool {
	for _, e := range d.Events {
		switch e := e.(type) {
		case Answered:
			return true
		case Settled:
			if e.By == Expert {
				return true
			}
		}
	}
	return false
}
