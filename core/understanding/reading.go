// Package understanding turns what a customer wrote into a Reading: language,
// the wish for a person, sensitivities, topic, answer and entities. It is
// local, instant and deterministic; no model is asked. Promises P1 and P3 are
// decided from a Reading alone.
package understanding

import "samtal/core/money"

// Sensitivity names a kind of matter that belongs to people (P3).
type Sensitivity string

// The sensitivities of P3.
const (
	Fraud       Sensitivity = "fraud"
	Dispute     Sensitivity = "dispute"
	Hardship    Sensitivity = "hardship"
	Bereavement Sensitivity = "bereavement"
	Complaint   Sensitivity = "complaint" // includes the threat of law
	Distress    Sensitivity = "distress"  // includes self-harm
)

// Tier says how sure a signal is. Certain distress or fraud comes first of
// all; merely possible comes next, worded gently.
type Tier string

// The two tiers; the zero Tier did not fire.
const (
	Possible Tier = "possible"
	Certain  Tier = "certain"
)

// Signal is one sensitivity that fired.
type Signal struct {
	Kind Sensitivity `json:"kind"`
	P    float64     `json:"p"` // calibrated probability, 0 to 1
	Tier Tier        `json:"tier"`
}

// Candidate is one topic and how likely it is.
type Candidate struct {
	Topic string  `json:"topic"`
	P     float64 `json:"p"`
}

// Move is what the text does in the talk, beside its topic.
type Move string

// The moves. MoveNone is an ordinary message.
const (
	MoveNone        Move = ""
	MoveYes         Move = "yes"
	MoveNo          Move = "no"
	MoveCorrect     Move = "correct" // "no, the other one", "nej, den 5:e"
	MoveCancel      Move = "cancel"  // "forget it", "strunt i det"
	MoveRepeat      Move = "repeat"  // "what did you say?"
	MoveThanks      Move = "thanks"
	MoveGreeting    Move = "greeting"
	MoveGoodbye     Move = "goodbye"
	MoveAreYouHuman Move = "are_you_human" // asks who speaks; is not a request for a person
)

// Mood is a soft signal for tone; it never gates anything.
type Mood string

// The moods.
const (
	Calm    Mood = "calm"
	Worried Mood = "worried"
	Upset   Mood = "upset"
	Angry   Mood = "angry"
)

// EntityKind names what an entity is.
type EntityKind string

// The entity kinds.
const (
	Amount    EntityKind = "amount"
	Date      EntityKind = "date"
	Number    EntityKind = "number"
	Reference EntityKind = "reference" // invoice, order or OCR number
	CardLast4 EntityKind = "card_last4"
	Ordinal   EntityKind = "ordinal" // "the first one", "den andra": Value is 1-based, -1 is the last
	Merchant  EntityKind = "merchant"
	Time      EntityKind = "time" // of day: Value is "HH:MM", as said when nobody said morning or evening
	Email     EntityKind = "email"
	Phone     EntityKind = "phone"
)

// Entity is one thing that the text names.
type Entity struct {
	Kind  EntityKind   `json:"kind"`
	Text  string       `json:"text"` // as written
	From  int          `json:"from"` // code points, half open
	To    int          `json:"to"`
	Value string       `json:"value"`           // normal form: a date is YYYY-MM-DD, an amount "349.00", an ordinal "1"
	Money *money.Money `json:"money,omitempty"` // for amounts; Currency "" when the text names none
}

// Evidence says which words made the reading say so.
type Evidence struct {
	For  string `json:"for"` // "wants_human", a sensitivity, or a topic
	Text string `json:"text"`
}

// Reading is everything understood from one text. The zero Reading understood
// nothing, which is an honest answer: it counts as out of scope.
type Reading struct {
	Language      string      `json:"language"` // ISO 639-1: sv, en, no, da, fi, de; "" is unknown
	LanguageP     float64     `json:"language_p"`
	WantsHuman    bool        `json:"wants_human"`
	Sensitivities []Signal    `json:"sensitivities"` // only those that fire, strongest first
	Topics        []Candidate `json:"topics"`        // best first; one confident topic has P >= Confident and no rival
	InScope       bool        `json:"in_scope"`
	Move          Move        `json:"move"`
	Mood          Mood        `json:"mood"`
	Entities      []Entity    `json:"entities"`
	Evidence      []Evidence  `json:"evidence"`
}

// Confident is the probability from which one topic alone decides.
const Confident = 0.6

// Topic returns the one confident topic, or "" when there is none.
func (r Reading) Topic() string {
	if !r.InScope || len(r.Topics) == 0 || r.Topics[0].P < Confident {
		return ""
	}
	return r.Topics[0].Topic
}

// Context is what the reader may know beside the text. It holds no identity.
type Context struct {
	Language string   // the conversation's language: a prior, not a verdict
	Market   string   // SE, UK, US
	Today    string   // YYYY-MM-DD in the market's zone; relative dates start here
	Names    []string // merchants of the customer's own purchases, for fuzzy match
}
