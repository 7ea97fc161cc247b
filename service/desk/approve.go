package desk

import (
	"context"
	"errors"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
)

// ApprovalView is one request on a lead's screen.
type ApprovalView struct {
	ID           string                `json:"id"`
	Conversation string                `json:"conversation"`
	Matter       conversation.MatterID `json:"matter"`
	Topic        string                `json:"topic"`
	Customer     CustomerView          `json:"customer"`
	Expert       PersonView            `json:"expert"`
	Tool         string                `json:"tool"`
	Title        string                `json:"title"`
	Rows         []cardRow             `json:"rows"`
	AskedAt      time.Time             `json:"asked_at"`
	Due          time.Time             `json:"due"`
	Own          bool                  `json:"own"` // the reader asked for it, so somebody else decides
}

// Approvals lists what waits for a second person, soonest first. What can no
// longer be done, because the matter left the expert's hands, ends here.
func (d *Desk) Approvals(ctx context.Context, who identity.Who, language string) ([]ApprovalView, error) {
	if err := leadOnly(who); err != nil {
		return nil, err
	}
	open, err := d.Store.OpenApprovals(ctx, "")
	if err != nil {
		return nil, err
	}
	out := []ApprovalView{}
	for _, a := range open {
		rec, err := d.Store.Load(ctx, a.Conversation)
		if err != nil {
			return nil, err
		}
		m := heldBy(rec, a.Expert, a.Matter)
		if m == nil {
			if err := d.Store.Decide(ctx, a.ID, ApprovalGone, "", d.Store.Now()); err != nil && !errors.Is(err, ErrConflict) {
				return nil, err
			}
			continue
		}
		v, err := d.approvalView(ctx, a, rec, m.Topic, language)
		if err != nil {
			return nil, err
		}
		v.Own = a.Expert == who.ID
		out = append(out, v)
	}
	return out, nil
}

func (d *Desk) approvalView(ctx context.Context, a Approval, rec Record, topic, language string) (ApprovalView, error) {
	v := ApprovalView{ID: a.ID, Conversation: a.Conversation, Matter: a.Matter, Topic: topic, Tool: a.Tool, AskedAt: a.AskedAt, Due: a.Due, Rows: []cardRow{},
		Expert:   PersonView{ID: a.Expert, Name: d.People.ExpertName(ctx, a.Expert)},
		Customer: CustomerView{ID: rec.State.Customer, Level: rec.State.Level.String()}}
	row, ok := d.House.Tool(a.Tool)
	if ok {
		v.Title = row.Title[language]
	}
	args, err := d.args(ctx, a.Conversation, a.Args)
	if err != nil {
		return v, err
	}
	for _, arg := range row.Args {
		if x, there := args[arg.Name]; there {
			v.Rows = append(v.Rows, cardRow{Label: d.House.Words(language, "arg_"+arg.Name, nil), Value: shown(normalNumber(x))})
		}
	}
	v.Customer.Name, err = d.customerName(ctx, a.Conversation)
	return v, err
}

// normalNumber: JSON reads every number as a float; ours are whole.
func normalNumber(v any) any {
	if f, ok := v.(float64); ok {
		return int64(f)
	}
	return v
}

// approvalFor loads an approval that this lead may decide.
func (d *Desk) approvalFor(ctx context.Context, who identity.Who, id string) (Approval, Record, error) {
	if err := leadOnly(who); err != nil {
		return Approval{}, Record{}, err
	}
	a, err := d.Store.Approval(ctx, id)
	if isMissing(err) {
		return a, Record{}, problem.New(problem.Missing, "not_found")
	}
	if err != nil {
		return a, Record{}, err
	}
	if a.Expert == who.ID { // the second person is another person
		return a, Record{}, problem.New(problem.Forbidden, "approval_own")
	}
	rec, err := d.Store.Load(ctx, a.Conversation)
	if err != nil {
		return a, rec, missing(err)
	}
	return a, rec, d.stranger(ctx, who, rec)
}

// ended writes down the lead's answer. Of two leads at once one is first.
func (d *Desk) ended(ctx context.Context, a Approval, to ApprovalState, lead string) error {
	err := d.Store.Decide(ctx, a.ID, to, lead, d.Store.Now())
	if errors.Is(err, ErrConflict) {
		return problem.New(problem.Conflict, "approval_decided")
	}
	return err
}

// Approve is the second person's yes: now the customer is asked. Nothing runs
// before the customer's own yes.
func (d *Desk) Approve(ctx context.Context, who identity.Who, id string) error {
	a, rec, err := d.approvalFor(ctx, who, id)
	if err != nil {
		return err
	}
	row, ok := d.House.Tool(a.Tool)
	args, err := d.args(ctx, a.Conversation, a.Args)
	if err != nil {
		return err
	}
	if !ok || len(args) == 0 || heldBy(rec, a.Expert, a.Matter) == nil { // erased, or in other hands: it would be another's act
		return errors.Join(d.ended(ctx, a, ApprovalGone, who.ID), problem.New(problem.Conflict, "approval_gone"))
	}
	for name, v := range args {
		args[name] = normalNumber(v)
	}
	if err := d.ended(ctx, a, ApprovalGiven, who.ID); err != nil {
		return err
	}
	expert := identity.Who{Role: identity.Expert, ID: a.Expert}
	text := d.House.Words(rec.State.Language, "approval_given", nil)
	if err := d.speak(ctx, expert, a.Conversation, a.Matter, d.IDs.New(), text, time.Time{}); err != nil {
		return err
	}
	if _, err := d.propose(ctx, expert, a.Conversation, a.Matter, row, args, a.ID); err != nil {
		return err
	}
	return d.Note(ctx, who, a.Conversation, d.House.Words(rec.State.Language, "approval_given_note", map[string]string{"tool": row.Title[rec.State.Language]}))
}

// RefuseApproval is the second person's no, with the reason as a note to the
// expert, who tells the customer: a refusal is said by the person they talk to.
func (d *Desk) RefuseApproval(ctx context.Context, who identity.Who, id, why string) error {
	if why = clean(why); why == "" {
		return problem.New(problem.Invalid, "text_empty")
	}
	a, rec, err := d.approvalFor(ctx, who, id)
	if err != nil {
		return err
	}
	if err := d.ended(ctx, a, ApprovalRefused, who.ID); err != nil {
		return err
	}
	row, _ := d.House.Tool(a.Tool)
	text := d.House.Words(rec.State.Language, "approval_refused_note", map[string]string{"tool": row.Title[rec.State.Language], "what": why})
	return d.Note(ctx, who, a.Conversation, text)
}
