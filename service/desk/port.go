// Package desk is where conversations are received, decided and told: load,
// decide, commit, then tell. It starts no goroutine and reads no clock; the
// same code runs under a server and in simulated time.
package desk

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/knowledge"
	"samtal/core/money"
	"samtal/core/understanding"
)

// Assistant proposes what to say next. It may look, never act. One conformance
// suite holds every implementation.
type Assistant interface {
	Draft(ctx context.Context, b Brief) (Draft, error)
}

// Brief is everything an assistant may know for one draft.
type Brief struct {
	Conversation string
	Market       string
	Language     string
	Customer     string // the verified customer; "" for a visitor
	Name         string
	Level        identity.Level
	Now          time.Time
	Today        string // YYYY-MM-DD in the market's zone
	N            int
	Matter       conversation.Matter // zero ID: talk without a matter
	Topic        string
	Reshow       bool            // show the open question once more
	First        bool            // nothing was said by the assistant yet
	Messages     []Written       // all that the customer wrote and the assistant has not answered, oldest first
	Memory       json.RawMessage // of the matter's flow at its last committed position; nil starts anew
	Results      []ActResult     // acts that ended and the flow has not seen
	Others       []Other         // open matters that people hold
	Open         []Paused        // open matters that the assistant has, beside this one
	Said         []uint64        // signatures of what the assistant said lately, as the law keeps them (P2)
	LastSaid     []Message       // the assistant's last messages, newest last, for a repeat
	Lately       Lately          // what the assistant ended a moment ago
	Misread      int             // misunderstandings in a row
}

// Written is one message of the customer with what was read from it.
type Written struct {
	ID      string
	Text    string // masked
	Choice  string // the pressed button's id
	File    bool   // a file without a word beside it
	Reading understanding.Reading
}

// Other is a matter that somebody else holds (P8: the assistant says who).
type Other struct {
	Topic  string
	Holder conversation.Holder
	Expert string // working name
	Due    time.Time
}

// Paused is a matter that the assistant left to look at another.
type Paused struct {
	Matter conversation.MatterID
	Topic  string
	Began  bool // its flow has begun, so there is a place to come back to
}

// Lately is the matter that the assistant ended last, while it is fresh enough
// to be corrected. The zero Lately is none.
type Lately struct {
	Topic   string
	Outcome string
	Memory  json.RawMessage // of its flow
}

// ActResult is how an act ended. Code is "" when it took place.
type ActResult struct {
	Tool   string
	Digest string
	Key    string
	Result json.RawMessage
	Code   string
}

// Draft is what an assistant proposes.
type Draft struct {
	Messages []Message
	Grounded bool // every figure and commitment has a source (P9)
	Progress conversation.Progress
	Repeat   bool
	Looked   bool
	Asks     bool
	Flow     *conversation.Position // Memory is filled in by the desk
	Memory   json.RawMessage
	Human    string // topic of a place to take
	Facts    []Fact
	Confirm  *Proposal
	End      string
	Why      string // for staff: what led to this draft
}

// Proposal asks the customer to allow acts.
type Proposal struct {
	Digest string // of tools, arguments and wording
	Acts   []ProposedAct
}

// ProposedAct is one exact call.
type ProposedAct struct {
	Tool   string
	Args   map[string]any
	Digest string // of tool and arguments
	Key    string
	Amount money.Money
}

// Fact is something the customer gave or a tool returned, for the expert (P6).
type Fact struct {
	Label string `json:"label"`
	Value string `json:"value"`
	From  string `json:"from"` // customer, tool name, assistant
}

// Message is the content of one message: what a screen shows.
type Message struct {
	Text     string                 `json:"text"`
	Cites    []Cite                 `json:"cites,omitempty"`
	Choices  []Choice               `json:"choices,omitempty"`
	Card     json.RawMessage        `json:"card,omitempty"`
	Why      string                 `json:"why,omitempty"`      // staff only
	Reading  *understanding.Reading `json:"reading,omitempty"`  // staff only, of the customer's text
	Choice   string                 `json:"choice,omitempty"`   // the button that the customer pressed
	Wordless bool                   `json:"wordless,omitempty"` // a file without a word of the sender's own
	Digest   string                 `json:"digest,omitempty"`   // of the customer's original, to tell a repeat from another text
}

// Cite names what a message rests on.
type Cite struct {
	Kind  string `json:"kind"` // article, tool
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Choice is a button.
type Choice struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// Tools is the only way into the company's systems.
type Tools interface {
	// Call runs one tool. A *ToolError is the system's own answer; ErrUnknown
	// (errors.Is) means that the call may have happened.
	Call(ctx context.Context, tool string, args map[string]any) (json.RawMessage, error)
}

// ErrUnknown: nobody knows whether the call took place.
var ErrUnknown = errors.New("the call may have happened")

// ToolError is a refusal by the company's system.
type ToolError struct{ Code, Message string }

func (e *ToolError) Error() string { return e.Code + ": " + e.Message }

// Feed tells screens that the log grew. It carries sequence numbers; Entries
// are the same events at hand, so that this node need not read them again.
type Feed interface {
	Committed(n Notice)
}

// Notice is one commit as the feed sees it.
type Notice struct {
	Conversation string
	CustomerSeq  int64
	StaffSeq     int64
	Entries      []Entry
	Experts      []string // whose desk or offers changed
	Line         bool     // the line or a promise changed
}

// News reaches people whose screens are closed: a link, no content.
type News interface {
	// ToCustomer sends news about a conversation. What: answer, moved, nudge, wait.
	ToCustomer(ctx context.Context, conversation, customer, language, what string) error
	// ToExpert reaches an expert's devices. What: offer, wrote, overdue, gone, quiet, act,
	// others (have answered), freed (the customer is silent), shift (the team has it).
	ToExpert(ctx context.Context, expert, conversation, what string) error
	// ToLead says that a promise is at risk or broken.
	ToLead(ctx context.Context, conversation string, why conversation.Why) error
}

// IDs makes ids: UUIDv7 in the server, counted in simulation.
type IDs interface {
	New() string
	Token() string // unguessable
}

// Presence knows whose screens are open.
type Presence interface {
	CustomerHere(conversation string) bool
}

// Dispatch finds an expert for a matter in line.
type Dispatch interface {
	Find(ctx context.Context, conversation string, matter conversation.MatterID, prefer string) error
}

// LineInfo is what a customer in line is told (P4).
type LineInfo struct {
	Position int // 1 is next
	Wait     time.Duration
	Staffed  bool // a suitable expert is online
}

// Estimator knows the line.
type Estimator interface {
	Line(ctx context.Context, market, topic, conversation string) (LineInfo, error)
}

// House gives the house rules, texts and readings of a market. service/pack
// implements it from the content folder.
type House interface {
	// Rules for one decision now; the lines' due times are computed in opening hours.
	Rules(market string, now time.Time) conversation.Rules
	// Read understands a text.
	Read(text string, c understanding.Context) understanding.Reading
	// Today is the market's date.
	Today(market string, now time.Time) string
	// Words renders a line of the system; params by name.
	Words(language, key string, params map[string]string) string
	// Moment writes a time as people in the language say it, in the market's zone.
	Moment(market, language string, at, now time.Time) string
	// Kept says, for each market, before when a last word is so old that what
	// was written is erased.
	Kept(now time.Time) map[string]time.Time
	// Has reports whether the market exists.
	Has(market string) bool
	// Mandate is how far somebody may go alone with a tool that is only a person's.
	Mandate(market, tool string, s Standing) Limit
	// ApproveBy is when a second person decides, if asked now, in opening hours.
	ApproveBy(market string, now time.Time) time.Time
	// Tool returns a row of the tool table.
	Tool(name string) (identity.Tool, bool)
	// TopicTitle names a topic for people.
	TopicTitle(language, topic string) string
	// Search finds passages of approved articles.
	Search(market, language, query string, k int) []knowledge.Hit
}

// People names staff.
type People interface {
	// ExpertName is the working name that customers see.
	ExpertName(ctx context.Context, id string) string
	// Suits reports whether somebody may answer a topic in a market and language.
	Suits(ctx context.Context, id, market, language, topic string) bool
	// Standing is how far somebody is trusted in a topic; the zero one for nobody.
	Standing(ctx context.Context, id, topic string) Standing
}
