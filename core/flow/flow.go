// Package flow is the flow language: how the assistant does one routine
// matter. Parse reads a strict YAML file, Lint refuses what could hurt a
// customer before it is published, and Advance takes one step: pure, bounded
// and the same each time. Nothing interprets prose at run time.
package flow

import (
	"encoding/json"
	"regexp"

	"samtal/core/money"
)

// SlotType is the type of a slot; values are kept in one normal form as text.
type SlotType string

// The slot types and their normal forms.
const (
	TypeText      SlotType = "text"
	TypeMoney     SlotType = "money"     // "649.00 SEK"
	TypeDate      SlotType = "date"      // "2026-11-20"
	TypeYesNo     SlotType = "yes_no"    // "true" or "false"
	TypeChoice    SlotType = "choice"    // the option's id
	TypeNumber    SlotType = "number"    // the literal, "12.50"
	TypeReference SlotType = "reference" // an id that a tool returned for this customer
)

// The outcomes of `end`.
const (
	Settled         = "settled"
	Answered        = "answered"
	CustomerStopped = "customer_stopped"
	WithPerson      = "with_person"
	Failed          = "failed"
)

// Outcomes lists every way in which a flow may end.
var Outcomes = []string{Settled, Answered, CustomerStopped, WithPerson, Failed}

// Ladder is the ladder of autonomy, lowest rung first.
var Ladder = []string{"off", "shadow", "draft", "act"}

// Flow is one parsed flow or pattern. It is immutable after Parse.
type Flow struct {
	File        string
	At          Pos
	Name        string
	Version     int
	Topic       string
	Sensitive   bool
	Title       map[string]string
	Description string
	Owner       string
	Policy      string
	Autonomy    Autonomy
	Available   *Expr
	Start, Not  map[string][]string // examples per language: messages that start it, and that must not
	Params      []string            // patterns only: names that the caller fills, such as expert
	Slots       []*Slot             // in the order written
	Limits      Limits
	Interrupts  map[string][]*Step // by topic or sensitivity
	Steps       []*Step
	Labels      map[string]map[string]string            // field name -> language -> how people call it
	Words       map[string]map[string]map[string]string // field name -> value -> language -> how people say it
	Tests       []Test

	slots   map[string]*Slot
	nodes   []*node
	byID    map[string]int // node's place in nodes, by its position
	entries map[string]int // first node of each interrupt
	pos     map[string]Pos // where header keys stand, for faults

	labelled []string // the fields that have a label, in order
}

// Autonomy says how far the assistant may go on its own in this matter.
type Autonomy struct {
	StartAt, Ceiling string
	MaxAmount        *money.Money // above it a person decides; nil means no amount is settled alone by rule of amount
}

// Limits bound a run. Seconds exclude the customer's own time; the caller
// measures them, since this package has no clock.
type Limits struct{ Turns, ToolCalls, Seconds int }

// Slot is one typed thing that the flow needs to know.
type Slot struct {
	Name      string
	At        Pos
	Type      SlotType
	From      []string // reference: the path to the list in a tool's result
	Ask       *Text
	Again     *Text // other words for a second asking, so that no sentence comes twice
	Invalid   *Text
	Show      *Text // reference: how one row is written on its button; holes start with item
	Valid     *Expr
	Options   []Option // choice
	Card      string
	SaveAs    string // reference: the chosen row is kept under this name
	Currency  string // money: what "500" means
	Label     map[string]string
	PickOne   bool
	Sensitive bool
	Optional  bool             // text: "no" and "nothing" are answers too, kept as written
	Find      []*regexp.Regexp // text: what in a longer message is meant for it
	MaxTries  int
}

// Option is one value of a choice slot; each language has words that mean it,
// the first of which is shown.
type Option struct {
	ID    string
	Words map[string][]string
}

// StepKind is one of the ten steps.
type StepKind string

// The ten steps.
const (
	StepAsk     StepKind = "ask"
	StepTool    StepKind = "tool"
	StepChoose  StepKind = "choose"
	StepSay     StepKind = "say"
	StepConfirm StepKind = "confirm"
	StepRun     StepKind = "run"
	StepAnswer  StepKind = "answer"
	StepHuman   StepKind = "human"
	StepGoTo    StepKind = "go_to"
	StepEnd     StepKind = "end"
)

// Step is one step as written. Which fields are used depends on Kind.
type Step struct {
	At       Pos
	KeyAt    Pos
	Kind     StepKind
	ID       string
	Name     string // the slot, tool, sub-flow, target, topic, article or outcome
	Text     *Text  // say, confirm
	Query    *Text  // answer
	Card     *CardSpec
	With     []Arg    // tool, run
	Facts    []string // human
	FactsAt  []Pos
	SaveAs   string
	OncePer  *Expr
	Check    *Expr
	IfError  []*Step // nil when absent
	IfNo     []*Step
	Allows   []string
	AllowsAt []Pos
	Branches []Branch
	MaxTimes int
}

// Branch is one case of a choose; When is nil for otherwise.
type Branch struct {
	At   Pos
	When *Expr
	Do   []*Step
}

// Arg is one named argument: an expression, or a plain word when Literal.
type Arg struct {
	At      Pos
	Name    string
	Expr    *Expr
	Literal json.RawMessage // set when the value is a constant and not an expression
}

// CardSpec asks for a card made of a row that a tool returned.
type CardSpec struct {
	At   Pos
	Kind string
	From []string
}

// Test is one conversation written in the flow's own file.
type Test struct {
	At     Pos
	Name   string
	Given  Given
	Turns  map[string][]TestTurn
	Expect Expect
}

// Given is what the world is like in a test: tools answer with these values.
type Given struct {
	Today     string // YYYY-MM-DD; "" is the runner's own day
	SignedOut bool
	Tools     map[string]json.RawMessage // see Fakes for the control words
}

// TestTurn is what happens next in a test: the customer writes or presses, or
// an expert accepts.
type TestTurn struct {
	Text   string
	Choice string
	Seen   string // "first_confirm": the customer answers that confirm, however late
	Expert string // "accepts"
}

// Expect is what must hold at the end of a test. Empty fields are not checked.
type Expect struct {
	Outcome string
	Tools   []string // called in this order, each name once per distinct call in a row
	Never   []string
	Holder  string // line, expert, assistant
	Topic   string
	Silent  string // "assistant": it wrote nothing after the expert accepted
	Says    []string
	Effects map[string]int // tool -> effects in the back office
}
