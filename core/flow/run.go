package flow

import (
	"encoding/json"
	"maps"
	"slices"

	"samtal/core/understanding"
)

// Run is one customer's way through a flow. It is a plain value that encodes
// as JSON, so any node can take the next step after any crash.
type Run struct {
	Flow      string          `json:"flow"`
	Version   int             `json:"version"`
	Language  string          `json:"language"`
	Frames    []Frame         `json:"frames"` // the flow, then the sub-flows that it runs
	Turns     int             `json:"turns"`  // customer's messages
	ToolCalls int             `json:"tool_calls"`
	Waits     *Wait           `json:"waits,omitempty"`
	Last      []Message       `json:"last,omitempty"`  // said last: what "repeat" repeats
	Heard     map[string]bool `json:"heard,omitempty"` // digests of texts already said
	Human     bool            `json:"human,omitempty"` // a place for a person was asked for
	Acted     bool            `json:"acted,omitempty"` // something may have been changed
	Ended     string          `json:"ended,omitempty"`
}

// Frame is the state of one flow in a run.
type Frame struct {
	Flow    string               `json:"flow"`
	Version int                  `json:"version"`
	At      string               `json:"at"`             // path of the step to take next
	Back    string               `json:"back,omitempty"` // where an interrupt returns to
	Slots   map[string]SlotValue `json:"slots"`
	Results map[string]Result    `json:"results"`
	Pending map[string]Pending   `json:"pending"` // said before it was asked
	Shown   map[string][]string  `json:"shown"`   // ids offered for a reference, in order
	Tries   map[string]int       `json:"tries"`   // answers that did not fit
	Asked   map[string]int       `json:"asked"`   // times that a slot was asked for
	Visits  map[string]int       `json:"visits"`  // rounds of each go_to, wordings of each text
	Trail   []Mark               `json:"trail"`
	Consent *Consent             `json:"consent,omitempty"`
	Params  map[string]string    `json:"params,omitempty"`
}

// SlotValue is what a slot holds, and where it came from.
type SlotValue struct {
	Value string `json:"value"`          // normal form of the slot's type
	From  string `json:"from"`           // customer, choice, single or flow
	At    string `json:"at"`             // the step that asked
	Turn  int    `json:"turn"`           // which of the customer's messages
	Call  string `json:"call,omitempty"` // reference: the look-up that returned the id
}

// Result is what a tool returned, byte for byte.
type Result struct {
	Tool string          `json:"tool"`
	Call string          `json:"call"`
	Path []string        `json:"path,omitempty"` // a row of that result, for a chosen reference
	Data json.RawMessage `json:"data"`
}

// Pending is something the customer said that has no checked place yet. Words
// are the message's own words without figures; they may name a merchant.
type Pending struct {
	Value    string                 `json:"value,omitempty"`
	From     string                 `json:"from"`
	Entities []understanding.Entity `json:"entities,omitempty"`
	Words    []string               `json:"words,omitempty"`
	Not      string                 `json:"not,omitempty"`  // a correction: the value that was wrong
	Else     string                 `json:"else,omitempty"` // what was known before: it holds where the words name no row
}

// Mark remembers in which order names were learned, for corrections.
type Mark struct {
	Name string `json:"name"`
	At   string `json:"at"`
	Slot bool   `json:"slot,omitempty"`
}

// Wait is what a run waits for: an answer, tool results or a yes.
type Wait struct {
	For     string   `json:"for"` // ask, tool or confirm
	Slot    string   `json:"slot,omitempty"`
	Calls   []Call   `json:"calls,omitempty"`
	Confirm *Confirm `json:"confirm,omitempty"`
}

// Consent is a yes that was given, and what the agreed acts returned.
type Consent struct {
	Digest  string       `json:"digest"`
	Acts    []Act        `json:"acts"`
	Results []ToolResult `json:"results"`
}

// Call is one look-up to make now. ID is CallID(Tool, Args).
type Call struct {
	ID   string         `json:"id"`
	Tool string         `json:"tool"`
	Args map[string]any `json:"args"`
}

// Act is one change that the customer is asked to agree to. The same key and
// arguments are one effect, however often they are sent.
type Act struct {
	ID   string         `json:"id"` // CallID(Tool, Args)
	Tool string         `json:"tool"`
	Args map[string]any `json:"args"`
	Key  string         `json:"key"`
	Step string         `json:"step"`
}

// ToolResult is what a call or act came to. ID may be left out when Tool and
// Args are given. Error is a short code, "" when it went well.
type ToolResult struct {
	ID    string          `json:"id"`
	Tool  string          `json:"tool"`
	Args  map[string]any  `json:"args,omitempty"`
	Data  json.RawMessage `json:"data,omitempty"`
	Error string          `json:"error,omitempty"`
}

func (r ToolResult) id() string {
	if r.ID != "" {
		return r.ID
	}
	return CallID(r.Tool, r.Args)
}

// Answer is the customer's word on a confirm: it counts for that digest only.
type Answer struct {
	Yes    bool
	Digest string
}

// Input is everything that one step may know.
type Input struct {
	Language string // of the customer's last message; "" keeps the run's
	Today    string // YYYY-MM-DD in the market's zone
	SignedIn bool
	Commands []Command
	Results  []ToolResult // of the calls, or of the acts just agreed to
	Confirm  *Answer
	Reask    bool // say the current question again in other words; not a failed answer
}

// Outcome is what one step came to. Messages, then Confirm, are shown in that
// order; the caller makes Calls and comes back with Results.
type Outcome struct {
	Run      Run
	Messages []Message
	Calls    []Call
	Confirm  *Confirm
	Human    []HumanStep
	Answer   *AnswerStep
	End      string   // an outcome of `end`, or "" while the run goes on
	Progress []string // slot_filled, result_shown, choice_narrowed
	Failed   string   // why the engine gave up by itself: a person takes over
	Position string   // flow@version:step
}

// Message is one thing to say, with the origin of every value in it.
type Message struct {
	Text    string   `json:"text"`
	Sources []Source `json:"sources,omitempty"`
	Choices []Choice `json:"choices,omitempty"`
	Card    *Card    `json:"card,omitempty"`
}

// Choice is a button. ID is pick:SLOT:VALUE or confirm:DIGEST:yes|no.
type Choice struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// Card is a picture of a row or a list, ready to show (docs/wire.md).
type Card struct {
	Kind  string     `json:"kind"`
	Title string     `json:"title,omitempty"`
	Rows  []CardRow  `json:"rows,omitempty"`
	Steps []CardStep `json:"steps,omitempty"`
	Items []Card     `json:"items,omitempty"`
}

// CardRow is one labelled value of a card.
type CardRow struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// CardStep is one step on the way, such as "refund sent".
type CardStep struct {
	Label string `json:"label"`
	State string `json:"state"` // done, now or todo
	At    string `json:"at,omitempty"`
}

// Confirm asks for a yes to exactly these acts. Digest covers tools,
// arguments, keys and wording; a yes to any other digest counts for nothing.
type Confirm struct {
	Text    string   `json:"text"`
	Sources []Source `json:"sources,omitempty"`
	Acts    []Act    `json:"acts"`
	Choices []Choice `json:"choices"`
	Digest  string   `json:"digest"`
}

// HumanStep asks for a place in line for a topic, with what is known.
type HumanStep struct {
	Topic string
	With  []Fact
}

// Fact is one known thing for the expert's summary, ready to read.
type Fact struct {
	Label  string
	Value  string
	Source Source
}

// AnswerStep asks the caller to answer from the articles. After says behind
// how many of the outcome's messages the answer belongs.
type AnswerStep struct {
	Article string
	Query   string
	After   int
}

// Position names where the run stands: flow@version:step.
func (r Run) Position() string {
	if len(r.Frames) == 0 {
		return r.Flow
	}
	f := r.Frames[len(r.Frames)-1]
	return versioned(f.Flow, f.Version) + ":" + f.At
}

// clone copies everything that a step may change, so that Advance stays pure:
// the caller may keep and replay the run it passed in.
func (r Run) clone() Run {
	r.Frames = slices.Clone(r.Frames)
	for i := range r.Frames {
		f := &r.Frames[i]
		f.Slots, f.Results, f.Pending = cloneMap(f.Slots), cloneMap(f.Results), cloneMap(f.Pending)
		f.Shown, f.Tries, f.Asked, f.Visits = cloneMap(f.Shown), cloneMap(f.Tries), cloneMap(f.Asked), cloneMap(f.Visits)
		f.Trail = slices.Clone(f.Trail)
	}
	r.Heard = cloneMap(r.Heard)
	return r
}

// cloneMap never returns nil: a run that came back from JSON may lack maps.
func cloneMap[K comparable, V any](m map[K]V) map[K]V {
	if m == nil {
		return map[K]V{}
	}
	return maps.Clone(m)
}
