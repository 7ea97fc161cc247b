package conversation

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"samtal/core/identity"
	"samtal/core/understanding"
)

// Decision is what follows from an input. Both parts are committed together;
// a Refusal is a problem code for the caller and changes nothing.
type Decision struct {
	Events  []Event
	Effects []Effect
	Refusal string
}

// Decide returns what happens next. It is total and pure: every input in every
// state has an answer, and the same answer each time. What is overdue is dealt
// with first, so no input can slip past a missed promise.
func Decide(s State, in Input, r Rules, now time.Time) Decision {
	d, _ := decide(s, in, r, now)
	return d
}

// decide also returns the state that the events lead to.
func decide(s State, in Input, r Rules, now time.Time) (Decision, State) {
	if now.Before(s.LastAt) {
		now = s.LastAt
	}
	w := &work{s: s.Clone(), r: r, now: now}
	if !s.Opened {
		w.open(in)
	}
	w.watch()
	w.outcomes()
	w.from = len(w.d.Events)
	switch in := in.(type) {
	case Open, TimePassed, CustomerLeft: // opened or watched above; a closed tab is no choice
	case CustomerWrote:
		w.wrote(in)
	case CustomerAsked:
		w.askedForPerson(in.Matter)
	case CustomerWithdrew:
		w.withdraw(in.Matter, WhyWithdrawn)
	case CustomerChoseWritten:
		w.choseMode(in.Matter, Written)
	case CustomerHandedBack:
		w.handedBack(in)
	case CustomerCorrected:
		w.happen(Corrected(in))
	case CustomerRated:
		w.happen(Rated(in))
	case DraftReady:
		w.draft(in)
	case DraftFailed:
		w.draftFailed(in)
	case CodeChecked:
		w.codeChecked(in)
	case ActDone:
		w.actEnded(in.ID, ActRan(in), actDone)
	case ActFailed:
		w.actEnded(in.ID, ActRejected(in), actFailed)
	case ActUnknown:
		w.actUnknown(in.ID)
	default:
		w.expertInput(in)
	}
	w.outcomes()
	w.idle()
	return w.d, w.s
}

// work is one decision in the making. Every event is folded at once, so each
// rule reads the state as the rules before it left it.
type work struct {
	s   State
	r   Rules
	now time.Time
	d   Decision
	// before is the turn as it stood before this word of the customer, which
	// takes its number: what was owed then is owed still.
	before Turn
	from   int // where the events of this input begin, after the watchman's
}

// happened reports whether this very input caused an event that fits.
func happened[E Event](w *work, fits func(E) bool) bool {
	return slices.ContainsFunc(w.d.Events[w.from:], func(e Event) bool { x, ok := e.(E); return ok && fits(x) })
}

func (w *work) happen(e Event) {
	w.d.Events = append(w.d.Events, e)
	w.s.apply(e, w.now)
}

func (w *work) must(e Effect)      { w.d.Effects = append(w.d.Effects, e) }
func (w *work) refuse(code string) { w.d.Refusal = code }

func (w *work) present() *Matter { return w.s.Present(w.r, w.now) }

func (w *work) open(in Input) {
	o, _ := in.(Open)
	e := Opened{Market: o.Market, Language: o.Language, Customer: o.Customer}
	if o.SignedIn {
		e.Level = identity.SignedIn
	}
	w.happen(e)
	w.happen(Told{Key: "assistant_intro"}) // it says what it is at the start (P7)
}

// newMatter opens a matter and returns its id.
func (w *work) newMatter(topic string, sensitive, possible bool, why Why) MatterID {
	n := 1
	if k := len(w.s.Matters); k > 0 {
		last, _ := strconv.Atoi(strings.TrimPrefix(string(w.s.Matters[k-1].ID), "m"))
		n = last + 1
	}
	id := MatterID("m" + strconv.Itoa(n))
	w.happen(MatterOpened{Matter: id, Topic: topic, Sensitive: sensitive, Possible: possible, Why: why})
	return id
}

// general is the topic of a matter whose topic nobody knows yet.
const general = "general"

// place takes a place in line for a person. It never touches one that is
// there: whoever waits keeps place, time and promise.
func (w *work) place(id MatterID, why Why, priority Priority, meanwhile bool) {
	m := w.s.matter(id)
	if m.Placed() {
		return
	}
	line := w.r.line(m.Topic, w.now)
	e := PlaceTaken{Matter: id, Why: why, Mode: Live, Priority: priority, Due: line.Due,
		WarnAt: warnAt(w.now, line.Due), Meanwhile: meanwhile}
	told := Told{Key: "in_line", Matter: id, Due: line.Due, Topic: m.Topic}
	if !line.Live {
		e.Mode, told.Key = Written, "in_line_closed"
	}
	if line.Full != "" {
		told.Key, told.Topic = line.Full, ""
	}
	w.happen(e)
	if m.Possible {
		told.Choices = append(told.Choices, "notthat:"+string(id))
	}
	if w.r.Choice[m.Topic] && line.Live {
		told.Choices = append(told.Choices, "live:"+string(id), "written:"+string(id))
	}
	w.happen(told)
	if m.Topic == string(understanding.Distress) {
		w.happen(Told{Key: "helplines", Matter: id})
	}
	w.must(CallExpert{Matter: id, Prefer: m.Expert})
}

// ask puts a question to the assistant and promises its word.
func (w *work) ask(id MatterID, why Why, reshow bool) {
	n := w.s.Turn.N + 1
	w.happen(TurnPromised{N: n, Matter: id, Due: w.now.Add(orDefault(w.r.DraftTime, 20*time.Second)), Reshow: reshow, Why: why})
	w.must(AskAssistant{N: n, Matter: id, Reshow: reshow})
}

// handOver ends the assistant's turn in favour of a person. What is already in
// line stays there, and the assistant goes quiet about it.
func (w *work) handOver(why Why) {
	id := w.s.Turn.Matter
	w.happen(TurnEnded{N: w.s.Turn.N, Progress: Forward, Why: why})
	m := w.s.matter(id)
	switch {
	case m == nil || m.Closed:
		id = w.newMatter(general, false, false, why)
	case m.Placed():
		if m.Meanwhile {
			w.happen(MeanwhileSet{Matter: id})
		}
		if m.Place.By == Line { // they asked for help meanwhile: never just silence
			w.inLine(id)
		}
		return
	}
	w.place(id, why, Ordinary, false)
}

// outcomes ends every decision: the customer agreed to an act and hears how it
// ended, whoever came in between. The assistant says it when it is free, and
// goes on with its flow; where it may not speak, a line of the system does.
func (w *work) outcomes() {
	for i := range w.s.Matters {
		switch m := &w.s.Matters[i]; {
		case !m.untold():
		case !m.assistantMay() || w.present() != nil:
			w.tellNews(m)
		case w.running(m.ID): // the flow goes on when the last outcome is known
		case !w.s.Turn.Owed():
			w.ask(m.ID, WhyActRan, false)
		}
	}
}

// assistantMay: open, and either nobody waits for a person about it, or the
// customer is helped meanwhile.
func (m *Matter) assistantMay() bool {
	return m != nil && !m.Closed && (m.Place == nil || m.Meanwhile)
}
