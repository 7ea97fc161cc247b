package conversation

import "time"

// Effect says what must be done next. It is stored in the outbox with the
// events, so a crash can delay it but not lose it.
type Effect interface{ effect() }

// AskAssistant asks for a draft for turn N.
type AskAssistant struct {
	N      int      `json:"n"`
	Matter MatterID `json:"matter,omitempty"`
	Reshow bool     `json:"reshow,omitempty"`
}

// CallExpert asks dispatch to find somebody for a matter in line.
type CallExpert struct {
	Matter MatterID `json:"matter"`
	Prefer string   `json:"prefer,omitempty"` // the expert who knows the customer
}

// TellExpert reaches an expert's device: an offer, a word of the customer.
type TellExpert struct {
	Expert string   `json:"expert"`
	Matter MatterID `json:"matter"`
	What   string   `json:"what"` // offer, wrote, overdue, gone, quiet, act, others, freed, shift
}

// TellLead says that a promise is about to be missed, or was.
type TellLead struct {
	Matter MatterID `json:"matter"`
	Why    Why      `json:"why"`
}

// TellCustomer sends news to a customer whose screens are closed: a link, no content.
type TellCustomer struct {
	Matter MatterID `json:"matter"`
	What   string   `json:"what"` // answer, moved, nudge, wait
}

// RunAct calls the company's system. NotBefore spaces out repeated tries.
type RunAct struct {
	ID        string    `json:"id"`
	NotBefore time.Time `json:"not_before,omitzero"`
}

// SendCode sends the customer a one-time code bound to the confirm.
type SendCode struct {
	Digest string `json:"digest"`
}

// CheckCode checks the code in a message of the customer.
type CheckCode struct {
	Digest  string `json:"digest"`
	Message string `json:"message"`
}

func (AskAssistant) effect() {}
func (CallExpert) effect()   {}
func (TellExpert) effect()   {}
func (TellLead) effect()     {}
func (TellCustomer) effect() {}
func (RunAct) effect()       {}
func (SendCode) effect()     {}
func (CheckCode) effect()    {}
