package conversation

import (
	"time"

	"samtal/core/understanding"
)

// Input says what happened. Every input in every state has an answer.
type Input interface{ input() }

// Open starts a conversation.
type Open struct {
	Market, Language string
	Customer         string
	SignedIn         bool
}

// CustomerWrote is a message or a pressed button. The text is in contents
// under Message; here is only what was read from it.
type CustomerWrote struct {
	Message       string
	Language      string // as read; "" when unsure
	WantsHuman    bool
	Sensitivities []understanding.Signal
	Topic         string // the one confident topic, or one chosen by a button
	Move          understanding.Move
	Choice        Choice
	Seen          bool // the newest confirm was on the customer's screen
	HasCode       bool // the text holds a one-time code
}

// Choice is a pressed button, parsed: "confirm:DIGEST:yes" is {confirm, DIGEST, yes}.
type Choice struct{ Kind, ID, Answer string }

// CustomerAsked presses the button "talk to a person".
type CustomerAsked struct{ Matter MatterID }

// CustomerWithdrew leaves the line by their own explicit choice.
type CustomerWithdrew struct{ Matter MatterID }

// CustomerChoseWritten wants a dated written answer instead of waiting.
type CustomerChoseWritten struct{ Matter MatterID }

// CustomerHandedBack answers an expert's proposal to hand back.
type CustomerHandedBack struct {
	Matter MatterID
	Yes    bool
}

// CustomerCorrected corrects the summary that the expert will read.
type CustomerCorrected struct {
	Matter  MatterID
	Message string
}

// CustomerRated says how it was; 0 is not rated.
type CustomerRated struct {
	Expert, Assistant int
	Message           string
}

// CustomerLeft says that no screen of the customer is open. It is not a choice
// to leave (P5): nothing follows from it.
type CustomerLeft struct{}

// DraftReady is what the assistant proposes for turn N.
type DraftReady struct {
	N        int
	Matter   MatterID // that it was asked about
	Messages []Said
	Grounded bool
	Progress Progress
	Repeat   bool      // the customer asked to hear it again
	Looked   bool      // a fresh look-up, named in the text
	Flow     *Position // the turn's matter, after this draft
	Asks     bool      // the last message is a question to the customer
	Human    string    // topic of a place to take; "" takes none
	Facts    string    // contents id of the facts for the expert
	Confirm  *Confirm
	End      string // outcome of the flow; "" goes on
}

// Said is one message of a draft: its id in contents and its signature.
type Said struct {
	Message   string
	Signature uint64
}

// Progress is what a turn achieved (P2).
type Progress int

// Stuck is a turn that got nowhere; Lost one that was not understood at all;
// Chatted is small talk or an asked-for repeat, which does not count.
const (
	Stuck Progress = iota
	Lost
	Chatted
	Forward
)

// DraftFailed says that the assistant could not propose anything for turn N.
type DraftFailed struct{ N int }

// CodeChecked says whether the customer's one-time code was right.
type CodeChecked struct {
	Digest  string
	OK      bool
	Left    int  // tries left
	Expired bool // it was not wrong, it came too late: a new one is sent
}

// ActDone says that the act took place; Result is a contents id.
type ActDone struct{ ID, Result string }

// ActFailed says that the act certainly did not take place.
type ActFailed struct{ ID, Code string }

// ActUnknown says that nobody knows whether the act took place.
type ActUnknown struct{ ID string }

// Offered says that dispatch found an expert for a matter in line.
type Offered struct {
	Matter MatterID
	Offer  Offer
}

// OfferAccepted says that the expert takes it.
type OfferAccepted struct {
	Offer, Expert string
	Away          bool // no screen of the customer is open: the place becomes a written answer
}

// OfferDeclined says that the expert does not.
type OfferDeclined struct{ Offer, Expert string }

// ExpertTook is a person taking a matter over from whoever has it.
type ExpertTook struct {
	Matter MatterID
	Expert string
	Away   bool
}

// ExpertWrote is a person's answer. BackBy, when set, promises the next word.
type ExpertWrote struct {
	Expert   string
	Matter   MatterID
	Message  string
	BackBy   time.Time
	Approved bool // the text is the assistant's draft, approved as it stands
}

// ExpertWaits says what the matter waits for: Others, who must act first, until
// a time at which the customer hears again; or "" for the customer's own answer.
type ExpertWaits struct {
	Expert string
	Matter MatterID
	Others Others
	Until  time.Time
}

// OthersAnswered says that whoever a matter waited for has answered.
type OthersAnswered struct {
	Matter MatterID
	From   Others
}

// ExpertNoted is for staff only.
type ExpertNoted struct{ Expert, Message string }

// ExpertLooked is an expert who looks into the customer's account; only whoever
// holds a matter may. Matter "" is the only one that they hold.
type ExpertLooked struct {
	Matter       MatterID
	Expert, Tool string
	Args         string // a content's id
}

// ExpertSettled ends a matter.
type ExpertSettled struct {
	Expert  string
	Matter  MatterID
	Outcome string
}

// ExpertProposedHandBack offers to give the matter back to the assistant.
type ExpertProposedHandBack struct {
	Expert string
	Matter MatterID
}

// ExpertTransferred gives a matter back to the line, first, or to a colleague.
type ExpertTransferred struct {
	Expert string
	Matter MatterID
	To     string
}

// ExpertProposedAct asks the customer, in their own widget, to allow acts.
type ExpertProposedAct struct {
	Expert  string
	Confirm Confirm
}

// ExpertRetriedAct tries a parked act again, under the same key.
type ExpertRetriedAct struct{ Expert, ID string }

// ExpertLeft says that no device of the expert is connected.
type ExpertLeft struct{ Expert string }

// ExpertCame says that a device of the expert connected, or answered a push.
type ExpertCame struct{ Expert string }

// ShiftEnded says that an expert's work is over for now, as planned or because
// they fell ill. Back is when they work again; zero when nobody knows.
type ShiftEnded struct {
	Expert string
	Back   time.Time
}

// ShiftBegan says that an expert is at work again.
type ShiftBegan struct{ Expert string }

// TimePassed is the watchman's input: look at every due time.
type TimePassed struct{}

func (Open) input()                   {}
func (CustomerWrote) input()          {}
func (CustomerAsked) input()          {}
func (CustomerWithdrew) input()       {}
func (CustomerChoseWritten) input()   {}
func (CustomerHandedBack) input()     {}
func (CustomerCorrected) input()      {}
func (CustomerRated) input()          {}
func (CustomerLeft) input()           {}
func (DraftReady) input()             {}
func (DraftFailed) input()            {}
func (CodeChecked) input()            {}
func (ActDone) input()                {}
func (ActFailed) input()              {}
func (ActUnknown) input()             {}
func (Offered) input()                {}
func (OfferAccepted) input()          {}
func (OfferDeclined) input()          {}
func (ExpertTook) input()             {}
func (ExpertWrote) input()            {}
func (ExpertWaits) input()            {}
func (OthersAnswered) input()         {}
func (ExpertNoted) input()            {}
func (ExpertLooked) input()           {}
func (ExpertSettled) input()          {}
func (ExpertProposedHandBack) input() {}
func (ExpertTransferred) input()      {}
func (ExpertProposedAct) input()      {}
func (ExpertRetriedAct) input()       {}
func (ExpertLeft) input()             {}
func (ExpertCame) input()             {}
func (ShiftEnded) input()             {}
func (ShiftBegan) input()             {}
func (TimePassed) input()             {}
