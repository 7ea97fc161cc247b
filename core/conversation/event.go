package conversation

import (
	"time"

	"samtal/core/identity"
	"samtal/core/understanding"
)

// Event is something that happened: stored, append-only, without text.
type Event interface{ event() }

// Opened begins the log.
type Opened struct {
	Market   string         `json:"market"`
	Language string         `json:"language"`
	Customer string         `json:"customer,omitempty"`
	Level    identity.Level `json:"level"`
}

// LanguageSet changes the conversation's language.
type LanguageSet struct {
	Language string `json:"language"`
}

// LanguageAsked asks once whether to switch.
type LanguageAsked struct {
	Language string `json:"language"`
}

// Heard is a word of the customer, with what was read from it.
type Heard struct {
	N             int                    `json:"n"`
	Message       string                 `json:"message"`
	Matter        MatterID               `json:"matter,omitempty"`
	WantsHuman    bool                   `json:"wants_human,omitempty"`
	Sensitivities []understanding.Signal `json:"sensitivities,omitempty"`
	Topic         string                 `json:"topic,omitempty"`
	Move          understanding.Move     `json:"move,omitempty"`
	Choice        string                 `json:"choice,omitempty"`
}

// MatterOpened begins a matter.
type MatterOpened struct {
	Matter    MatterID `json:"matter"`
	Topic     string   `json:"topic"`
	Sensitive bool     `json:"sensitive,omitempty"`
	Possible  bool     `json:"possible,omitempty"`
	Why       Why      `json:"why"`
}

// DueSet: nobody waits in this open matter; it is looked at again at Due.
type DueSet struct {
	Matter MatterID  `json:"matter"`
	Due    time.Time `json:"due"`
}

// MatterReopened takes a closed matter up again.
type MatterReopened struct {
	Matter MatterID `json:"matter"`
	Why    Why      `json:"why"`
}

// Settled ends a matter: by the assistant, or by a person (then the place ends).
type Settled struct {
	Matter  MatterID `json:"matter"`
	By      Holder   `json:"by"`
	Expert  string   `json:"expert,omitempty"`
	Outcome string   `json:"outcome"`
}

// TurnPromised: the assistant owes a word by Due.
type TurnPromised struct {
	N      int       `json:"n"`
	Matter MatterID  `json:"matter,omitempty"`
	Due    time.Time `json:"due"`
	Reshow bool      `json:"reshow,omitempty"`
	Why    Why       `json:"why"`
}

// TurnEnded: the assistant owes nothing any more. Idle is when its matter is
// looked at again, when this was the last word about it.
type TurnEnded struct {
	N        int       `json:"n"`
	Progress Progress  `json:"progress"`
	Answered bool      `json:"answered"`
	Why      Why       `json:"why,omitempty"`
	Idle     time.Time `json:"idle,omitzero"`
}

// Answered is a word to the customer.
type Answered struct {
	By        Holder   `json:"by"` // Assistant or Expert
	Expert    string   `json:"expert,omitempty"`
	Approved  bool     `json:"approved,omitempty"`
	Message   string   `json:"message"`
	Matter    MatterID `json:"matter,omitempty"`
	Signature uint64   `json:"signature,omitempty"`
	Asks      bool     `json:"asks,omitempty"`
}

// Suggested is a draft for the expert's eyes: the assistant may not send it.
type Suggested struct {
	Message string   `json:"message"`
	Matter  MatterID `json:"matter,omitempty"`
}

// DraftDropped is a draft that came too late, or may not be said.
type DraftDropped struct {
	N   int `json:"n"`
	Why Why `json:"why"`
}

// FlowMoved commits how far a matter's flow is.
type FlowMoved struct {
	Matter MatterID `json:"matter"`
	Position
}

// Informed keeps facts for the expert (P6); they are contents.
type Informed struct {
	Matter MatterID `json:"matter"`
	Facts  string   `json:"facts"`
}

// PlaceTaken: a person owes the customer a word by Due.
type PlaceTaken struct {
	Matter    MatterID  `json:"matter"`
	Why       Why       `json:"why"`
	Mode      Mode      `json:"mode"`
	Priority  Priority  `json:"priority"`
	Due       time.Time `json:"due"`
	WarnAt    time.Time `json:"warn_at"`
	Meanwhile bool      `json:"meanwhile,omitempty"`
}

// PersonWished records that the customer asked for a person about a matter.
type PersonWished struct {
	Matter MatterID `json:"matter"`
}

// SensitiveFound marks an open matter as one for people, or as plainer than thought.
type SensitiveFound struct {
	Matter   MatterID `json:"matter"`
	Possible bool     `json:"possible,omitempty"`
	Priority Priority `json:"priority"`
}

// PromiseMoved gives a place another due time. Broken: the old one was missed.
type PromiseMoved struct {
	Matter MatterID  `json:"matter"`
	Due    time.Time `json:"due"`
	WarnAt time.Time `json:"warn_at,omitzero"`
	Owes   bool      `json:"owes"`
	Why    Why       `json:"why"`
	Broken bool      `json:"broken,omitempty"`
	Dated  bool      `json:"dated,omitempty"` // owed at a stated time, not now
	Anew   bool      `json:"anew,omitempty"`  // silence is counted from here
}

// WaitBegan: an expert says what the matter waits for. Others "" is the customer.
type WaitBegan struct {
	Matter MatterID  `json:"matter"`
	Expert string    `json:"expert"`
	Others Others    `json:"others,omitempty"`
	Due    time.Time `json:"due"`
	WarnAt time.Time `json:"warn_at,omitzero"`
}

// WaitEnded: whoever the matter waited for has answered; a person's word is owed.
type WaitEnded struct {
	Matter MatterID  `json:"matter"`
	From   Others    `json:"from"`
	Due    time.Time `json:"due"`
	WarnAt time.Time `json:"warn_at"`
}

// GivenToTeam: the expert's shift is over, and they are not back before
// something is due. The promise keeps its time.
type GivenToTeam struct {
	Matter MatterID  `json:"matter"`
	Expert string    `json:"expert"`
	Team   string    `json:"team,omitempty"`
	Due    time.Time `json:"due"`
}

// SlotFreed: the customer was silent for so long that the expert is free for
// somebody else. The place stays, with the team.
type SlotFreed struct {
	Matter MatterID  `json:"matter"`
	Expert string    `json:"expert"`
	Team   string    `json:"team,omitempty"`
	Due    time.Time `json:"due"`
}

// Escalated: the promise is about to be missed; a lead is told.
type Escalated struct {
	Matter MatterID  `json:"matter"`
	Due    time.Time `json:"due"`
}

// ModeChosen: the customer chose how to be answered, and by when that is.
type ModeChosen struct {
	Matter MatterID  `json:"matter"`
	Mode   Mode      `json:"mode"`
	Due    time.Time `json:"due,omitzero"` // zero: as before
	WarnAt time.Time `json:"warn_at,omitzero"`
}

// MeanwhileSet says whether the assistant may help while a person is awaited.
type MeanwhileSet struct {
	Matter MatterID `json:"matter"`
	On     bool     `json:"on"`
}

// OfferMade: the place is offered to an expert.
type OfferMade struct {
	Matter MatterID `json:"matter"`
	Offer
}

// OfferEnded: declined, expired or withdrawn.
type OfferEnded struct {
	Matter MatterID `json:"matter"`
	Offer  string   `json:"offer"`
	Expert string   `json:"expert"`
	Why    Why      `json:"why"`
}

// Accepted: an expert holds the matter.
type Accepted struct {
	Matter MatterID  `json:"matter"`
	Expert string    `json:"expert"`
	Offer  string    `json:"offer,omitempty"`
	Mode   Mode      `json:"mode"`
	Due    time.Time `json:"due"`
	WarnAt time.Time `json:"warn_at"`
	Why    Why       `json:"why"`
	Dated  bool      `json:"dated,omitempty"` // owed at a stated time, not now
}

// ExpertGone: no device of the expert who holds the matter is connected.
type ExpertGone struct {
	Matter MatterID `json:"matter"`
	Expert string   `json:"expert"`
}

// ExpertBack: a device of the expert is connected again.
type ExpertBack struct {
	Matter MatterID `json:"matter"`
	Expert string   `json:"expert"`
}

// Pushed: the expert was called to their device; unanswered until Due, the
// matter goes back to the line.
type Pushed struct {
	Matter MatterID  `json:"matter"`
	Expert string    `json:"expert"`
	Due    time.Time `json:"due"`
}

// ReturnedToLine: an expert or a team gave up the matter; the place stays.
// Expert is who had it, and is not asked again; "" for a team's.
type ReturnedToLine struct {
	Matter MatterID  `json:"matter"`
	Expert string    `json:"expert"`
	Mode   Mode      `json:"mode,omitempty"` // "": as before
	Why    Why       `json:"why"`
	Due    time.Time `json:"due"`
	WarnAt time.Time `json:"warn_at"`
}

// HandBackProposed asks the customer whether the assistant may take over.
type HandBackProposed struct {
	Matter MatterID `json:"matter"`
	Expert string   `json:"expert"`
}

// HandBackRefused keeps the expert.
type HandBackRefused struct {
	Matter MatterID `json:"matter"`
}

// HandedBack ends the place with the customer's yes.
type HandedBack struct {
	Matter MatterID `json:"matter"`
}

// Withdrew ends the place by the customer's own choice.
type Withdrew struct {
	Matter MatterID `json:"matter"`
	Why    Why      `json:"why"`
}

// ConfirmAsked puts the one open question.
type ConfirmAsked struct{ Confirm }

// Consented is a yes that counts.
type Consented struct {
	Digest string `json:"digest"`
}

// ConfirmRefused is a no.
type ConfirmRefused struct {
	Digest string `json:"digest"`
}

// ConfirmVoided takes the question back.
type ConfirmVoided struct {
	Digest string `json:"digest"`
	Why    Why    `json:"why"`
}

// CodeAsked: the yes is given, a one-time code must follow.
type CodeAsked struct {
	Digest string `json:"digest"`
}

// CodeFailed is a wrong code.
type CodeFailed struct {
	Digest string `json:"digest"`
	Left   int    `json:"left"`
}

// ActIntended commits an act before the call.
type ActIntended struct{ Act }

// ActRan is an act that took place.
type ActRan struct {
	ID     string `json:"id"`
	Result string `json:"result"`
}

// ActRejected is an act that certainly did not take place.
type ActRejected struct {
	ID   string `json:"id"`
	Code string `json:"code"`
}

// ActUncertain: nobody knows; the same key is tried again.
type ActUncertain struct {
	ID    string `json:"id"`
	Tries int    `json:"tries"`
}

// ActParked: still unknown after three tries; a person looks.
type ActParked struct {
	ID string `json:"id"`
}

// Told is a line of the system to the customer, rendered from its key.
type Told struct {
	Key     string    `json:"key"`
	Matter  MatterID  `json:"matter,omitempty"`
	Due     time.Time `json:"due,omitzero"`
	Expert  string    `json:"expert,omitempty"`
	Tool    string    `json:"tool,omitempty"`
	Topic   string    `json:"topic,omitempty"`
	Team    string    `json:"team,omitempty"`
	Choices []string  `json:"choices,omitempty"` // ids; labels are rendered
}

// Nudged reminds a silent customer.
type Nudged struct {
	Matter MatterID  `json:"matter"`
	Due    time.Time `json:"due"`
}

// Noted is for staff only.
type Noted struct {
	Expert  string `json:"expert"`
	Message string `json:"message"`
}

// Looked is an expert's look into the customer's account: noted before it is
// made, so that no look leaves no trace. Args is a content's id.
type Looked struct {
	Matter MatterID `json:"matter"`
	Expert string   `json:"expert"`
	Tool   string   `json:"tool"`
	Args   string   `json:"args"`
}

// Corrected is the customer's correction of the summary.
type Corrected struct {
	Matter  MatterID `json:"matter"`
	Message string   `json:"message"`
}

// Rated is how it was; 0 is not rated.
type Rated struct {
	Expert    int    `json:"expert,omitempty"`
	Assistant int    `json:"assistant,omitempty"`
	Message   string `json:"message,omitempty"`
}

func (Opened) event()           {}
func (LanguageSet) event()      {}
func (LanguageAsked) event()    {}
func (Heard) event()            {}
func (MatterOpened) event()     {}
func (MatterReopened) event()   {}
func (DueSet) event()           {}
func (Settled) event()          {}
func (TurnPromised) event()     {}
func (TurnEnded) event()        {}
func (Answered) event()         {}
func (Suggested) event()        {}
func (DraftDropped) event()     {}
func (FlowMoved) event()        {}
func (Informed) event()         {}
func (PlaceTaken) event()       {}
func (PersonWished) event()     {}
func (SensitiveFound) event()   {}
func (PromiseMoved) event()     {}
func (WaitBegan) event()        {}
func (WaitEnded) event()        {}
func (SlotFreed) event()        {}
func (GivenToTeam) event()      {}
func (Escalated) event()        {}
func (ModeChosen) event()       {}
func (MeanwhileSet) event()     {}
func (OfferMade) event()        {}
func (OfferEnded) event()       {}
func (Accepted) event()         {}
func (ExpertGone) event()       {}
func (ExpertBack) event()       {}
func (Pushed) event()           {}
func (ReturnedToLine) event()   {}
func (HandBackProposed) event() {}
func (HandBackRefused) event()  {}
func (HandedBack) event()       {}
func (Withdrew) event()         {}
func (ConfirmAsked) event()     {}
func (Consented) event()        {}
func (ConfirmRefused) event()   {}
func (ConfirmVoided) event()    {}
func (CodeAsked) event()        {}
func (CodeFailed) event()       {}
func (ActIntended) event()      {}
func (ActRan) event()           {}
func (ActRejected) event()      {}
func (ActUncertain) event()     {}
func (ActParked) event()        {}
func (Told) event()             {}
func (Nudged) event()           {}
func (Noted) event()            {}
func (Looked) event()           {}
func (Corrected) event()        {}
func (Rated) event()            {}
