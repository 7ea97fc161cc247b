package desk

import (
	"context"
	"errors"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/money"
	"samtal/core/problem"
)

// Standing is how far somebody is trusted in a topic: their level of skill, and
// whether they lead.
type Standing struct {
	Level int
	Lead  bool
}

// Limit is how far somebody may go alone with one tool. The zero Limit allows
// nothing without a second person.
type Limit struct {
	Amount money.Money // the largest amount of one act
	Days   int         // the longest pause
	Free   bool        // a tool without a measure
}

// ApprovalState is how a request for a second person's yes stands.
type ApprovalState string

// The states.
const (
	ApprovalOpen    ApprovalState = "open"
	ApprovalGiven   ApprovalState = "given"
	ApprovalRefused ApprovalState = "refused"
	ApprovalGone    ApprovalState = "gone" // the matter left the expert's hands before anybody decided
)

// Approval is one act above an expert's limit. It holds ids only; the
// arguments are a content of the conversation, erased with it. ID is the act's
// key at the company, so one approval has one effect, however often it is sent.
type Approval struct {
	ID           string
	Conversation string
	Matter       conversation.MatterID
	Market       string
	Expert       string
	Tool         string
	Args         string // content's id
	AskedAt      time.Time
	Due          time.Time
	State        ApprovalState
	Lead         string // who decided
	DecidedAt    time.Time
}

// Approvals are the requests for a second person's yes.
type Approvals interface {
	// PutApproval adds one.
	PutApproval(ctx context.Context, a Approval) error
	// Approval returns one. ErrMissing.
	Approval(ctx context.Context, id string) (Approval, error)
	// OpenApprovals lists the undecided by due time; conversation "" is any.
	OpenApprovals(ctx context.Context, conversation string) ([]Approval, error)
	// Decide moves an open one to its end. ErrConflict when somebody was first.
	Decide(ctx context.Context, id string, to ApprovalState, lead string, at time.Time) error
}

// Asked is what became of a proposal: a question to the customer, or a request
// for a second person's yes.
type Asked struct {
	Confirm  string    // the question's digest; "" while an approval waits
	Approval string    // the approval's id
	Due      time.Time // by when it is decided
}

// ProposeAct asks the customer, in their own widget, to allow one act (P10).
// Nothing is called before their yes. What is above the expert's limit waits
// for a lead first: the customer is told by when, and is asked after the yes.
func (d *Desk) ProposeAct(ctx context.Context, who identity.Who, id string, m conversation.MatterID, tool string, args map[string]any) (Asked, error) {
	if err := staffOnly(who); err != nil {
		return Asked{}, err
	}
	row, ok := d.House.Tool(tool)
	if !ok {
		return Asked{}, problem.New(problem.Invalid, "unknown_tool", "tool", tool)
	}
	if row.Class == identity.Look {
		return Asked{}, problem.New(problem.Invalid, "tool_not_allowed", "tool", tool)
	}
	clean, err := checkArgs(row, args)
	if err != nil {
		return Asked{}, err
	}
	rec, err := d.Store.Load(ctx, id)
	if err != nil {
		return Asked{}, missing(err)
	}
	if err := reaches(who, rec); err != nil {
		return Asked{}, err
	}
	if err := d.stranger(ctx, who, rec); err != nil {
		return Asked{}, err
	}
	if row.By == identity.Expert {
		held := heldBy(rec, who.ID, m)
		if held == nil {
			return Asked{}, problem.New(problem.Missing, "conversation_not_found")
		}
		alone, err := d.alone(ctx, who, rec.State.Market, held.Topic, row, clean)
		if err != nil {
			return Asked{}, err
		}
		if !alone {
			return d.askApproval(ctx, who, rec, held.ID, row, clean)
		}
	}
	digest, err := d.propose(ctx, who, id, m, row, clean, d.IDs.New())
	return Asked{Confirm: digest}, err
}

// propose puts the question. Key is the act's at the company.
func (d *Desk) propose(ctx context.Context, who identity.Who, id string, m conversation.MatterID, row identity.Tool, clean map[string]any, key string) (string, error) {
	digest := ""
	_, err := d.decide(ctx, id, func(rec Record, _ time.Time) (change, error) {
		if err := reaches(who, rec); err != nil {
			return change{}, err
		}
		msg, c := d.question(ctx, rec, who, row, clean, key)
		c.Matter, digest = m, c.Digest
		return change{
			in:       conversation.ExpertProposedAct{Expert: who.ID, Confirm: c},
			contents: []Content{content(c.Message, "message", msg), content(c.Acts[0].Args, "args", clean)},
			said:     []said{{c.Message, msg.Text}},
		}, nil
	})
	return digest, err
}

// heldBy finds the matter that an expert holds; "" takes their first.
func heldBy(rec Record, expert string, id conversation.MatterID) *conversation.Matter {
	for i := range rec.State.Matters {
		m := &rec.State.Matters[i]
		if m.Place != nil && m.Place.By == conversation.Expert && m.Place.Expert == expert && (id == "" || m.ID == id) {
			return m
		}
	}
	return nil
}

// alone reports whether the expert may do this without a second person. What
// the market measures must be said: an amount left out is no way past a limit.
func (d *Desk) alone(ctx context.Context, who identity.Who, market, topic string, row identity.Tool, args map[string]any) (bool, error) {
	limit := d.House.Mandate(market, row.Name, d.People.Standing(ctx, who.ID, topic))
	for _, a := range row.Args {
		switch a.Name {
		case "amount":
			text, ok := args["amount"].(string)
			if !ok {
				return false, problem.New(problem.Invalid, "invalid_arguments", "field", "amount")
			}
			amount, err := money.Parse(text, "")
			return err == nil && amount.Currency == limit.Amount.Currency && amount.Minor <= limit.Amount.Minor, nil
		case "days":
			days, ok := args["days"].(int64)
			if !ok {
				return false, problem.New(problem.Invalid, "invalid_arguments", "field", "days")
			}
			return days <= int64(limit.Days), nil
		}
	}
	return limit.Free, nil
}

// askApproval keeps the proposal until a lead decides. The customer reads, in
// the expert's name, that it is being approved and by when; that time is a
// promise like any other, kept by the law and watched by the watchman.
func (d *Desk) askApproval(ctx context.Context, who identity.Who, rec Record, m conversation.MatterID, row identity.Tool, args map[string]any) (Asked, error) {
	if rec.State.Customer == "" || rec.State.Level < min(row.Needs, identity.SignedIn) {
		return Asked{}, problem.New(problem.Forbidden, "tool_not_allowed", "tool", row.Name)
	}
	waiting, err := d.Store.OpenApprovals(ctx, rec.ID)
	if err != nil {
		return Asked{}, err
	}
	for _, a := range waiting {
		if a.Matter == m {
			return Asked{}, problem.New(problem.Conflict, "approval_waits")
		}
	}
	now, s := d.Store.Now(), rec.State
	a := Approval{ID: d.IDs.New(), Conversation: rec.ID, Matter: m, Market: s.Market, Expert: who.ID, Tool: row.Name, Args: d.IDs.New(),
		AskedAt: now, Due: d.House.ApproveBy(s.Market, now), State: ApprovalOpen}
	if err := d.Store.PutApproval(ctx, a); err != nil {
		return Asked{}, err
	}
	told := d.IDs.New()
	text := d.House.Words(s.Language, "approval_asked", map[string]string{"name": d.People.ExpertName(ctx, who.ID), "tool": row.Title[s.Language]})
	if err := d.speak(ctx, who, rec.ID, m, told, text, a.Due, content(a.Args, "args", args)); err != nil {
		return Asked{}, errors.Join(err, d.Store.Decide(ctx, a.ID, ApprovalGone, "", now))
	}
	return Asked{Approval: a.ID, Due: a.Due}, nil
}

// speak is a word to the customer in an expert's name, with the next word's
// time when there is one.
func (d *Desk) speak(ctx context.Context, who identity.Who, id string, m conversation.MatterID, message, text string, due time.Time, more ...Content) error {
	_, err := d.decide(ctx, id, func(rec Record, _ time.Time) (change, error) {
		return change{
			in:       conversation.ExpertWrote{Expert: who.ID, Matter: m, Message: message, BackBy: due},
			contents: append([]Content{content(message, "message", Message{Text: text})}, more...),
			said:     []said{{message, text}},
		}, reaches(who, rec)
	})
	return err
}
