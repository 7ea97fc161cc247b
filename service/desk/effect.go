package desk

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
)

func isMissing(err error) bool { return errors.Is(err, ErrMissing) }

// Run carries out one effect. It is safe to run twice: drafts carry their
// turn, acts their key. An error puts it off; the lease and the watchman keep
// it from being forgotten.
func (d *Desk) Run(ctx context.Context, q Queued) error {
	err := d.run(ctx, q)
	if err == nil {
		return nil
	}
	d.Log.Error("an effect failed and is put off", "effect", q.Kind, "conversation", q.Conversation, "error", err.Error())
	wait := min(time.Second<<min(q.Tries, 6), time.Minute)
	return d.Store.Postpone(ctx, q.ID, d.Store.Now().Add(wait))
}

func (d *Desk) run(ctx context.Context, q Queued) error {
	e, err := conversation.DecodeEffect(q.Kind, q.Schema, q.Body)
	if err != nil {
		return err
	}
	switch e := e.(type) {
	case conversation.AskAssistant:
		return d.draft(ctx, q, e)
	case conversation.RunAct:
		return d.act(ctx, q, e)
	case conversation.SendCode:
		return d.sendCode(ctx, q, e)
	case conversation.CheckCode:
		return d.checkCode(ctx, q, e)
	case conversation.CallExpert:
		err = d.Dispatch.Find(ctx, q.Conversation, e.Matter, e.Prefer)
	case conversation.TellExpert:
		err = d.News.ToExpert(ctx, e.Expert, q.Conversation, e.What)
	case conversation.TellLead:
		err = d.News.ToLead(ctx, q.Conversation, e.Why)
	case conversation.TellCustomer:
		err = d.tellCustomer(ctx, q, e)
	}
	if err != nil {
		return err
	}
	return d.Store.Finish(ctx, q.ID)
}

// tellCustomer sends news only to somebody whose screens are closed.
func (d *Desk) tellCustomer(ctx context.Context, q Queued, e conversation.TellCustomer) error {
	if d.Presence.CustomerHere(q.Conversation) {
		return nil
	}
	rec, err := d.load(ctx, q.Conversation)
	if err != nil || rec.State.Customer == "" {
		return err
	}
	return d.News.ToCustomer(ctx, q.Conversation, rec.State.Customer, rec.State.Language, e.What)
}

// Step does one round of everything in one thread: for simulated time. It
// returns how much it found.
func (d *Desk) Step(ctx context.Context) (int, error) {
	n := d.drain(ctx)
	due, err := d.Watch(ctx)
	if err != nil {
		return n, err
	}
	found, err := d.Gather(ctx)
	return n + due + found + d.drain(ctx), err
}

// Watch is the watchman: promises that are due become inputs again. It waits
// for no assistant and no company, so nothing slow can keep it from its round.
func (d *Desk) Watch(ctx context.Context) (int, error) {
	due, err := d.Store.Overdue(ctx, d.Store.Now(), 256)
	if err != nil {
		return 0, err
	}
	for _, id := range due {
		if _, err := d.decide(ctx, id, func(Record, time.Time) (change, error) {
			return change{in: conversation.TimePassed{}}, nil
		}); err != nil {
			d.Log.Error("a due promise could not be looked at", "conversation", id, "error", err.Error())
		}
	}
	return len(due), nil
}

// Gather takes effects whose lease ended, as a crash or a full queue leaves
// them, and hands them to the workers.
func (d *Desk) Gather(ctx context.Context) (int, error) {
	room := min(cap(d.ready)-len(d.ready), gatherMost)
	if room <= 0 {
		return 0, nil
	}
	claimed, err := d.Store.Claim(ctx, d.Store.Now(), leaseTime, room)
	for _, q := range claimed {
		select {
		case d.ready <- q:
		default: // filled up meanwhile: the new lease ends too
		}
	}
	return len(claimed), err
}

// TakeUp takes at once what a process that died had leased, so that a crash
// costs a customer a second and not a lease. Only for a record that no other
// node works on; what runs twice all the same is harmless, as everywhere.
func (d *Desk) TakeUp(ctx context.Context) (n int, err error) {
	for {
		claimed, err := d.Store.Claim(ctx, d.Store.Now().Add(leaseTime), 2*leaseTime, gatherMost)
		for _, q := range claimed {
			select {
			case d.ready <- q:
			default: // found by Gather when this lease ends
			}
		}
		n += len(claimed)
		if err != nil || len(claimed) < gatherMost {
			return n, err
		}
	}
}

// gatherMost bounds one round: what is taken must be done before its lease ends.
const gatherMost = 64

// drain runs what this node has at hand. In a server workers do that; in
// simulated time Step does.
func (d *Desk) drain(ctx context.Context) (n int) {
	for {
		select {
		case q := <-d.ready:
			if err := d.Run(ctx, q); err != nil {
				d.Log.Error("an effect could not be put off", "effect", q.Kind, "error", err.Error())
			}
			n++
		default:
			return n
		}
	}
}

// act calls the company's system under the act's key. The intent is in the
// record already, so whatever happens now is found again.
func (d *Desk) act(ctx context.Context, q Queued, e conversation.RunAct) error {
	rec, err := d.load(ctx, q.Conversation)
	if err != nil {
		return err
	}
	var act *conversation.Act
	for i := range rec.State.Acts {
		if rec.State.Acts[i].ID == e.ID {
			act = &rec.State.Acts[i]
		}
	}
	if act == nil {
		return d.Store.Finish(ctx, q.ID)
	}
	args, err := d.actArgs(ctx, rec, act)
	if err != nil {
		return err
	}
	d.Point("before_act")
	out, err := d.Tools.Call(ctx, act.Tool, args)
	d.Point("after_act")
	var refused *ToolError
	var in conversation.Input
	var contents []Content
	switch {
	case err == nil:
		id := d.IDs.New()
		contents = append(contents, Content{ID: id, Kind: "result", Body: out})
		in = conversation.ActDone{ID: e.ID, Result: id}
	case errors.As(err, &refused):
		in = conversation.ActFailed{ID: e.ID, Code: refused.Code}
	case errors.Is(err, ErrUnknown):
		in = conversation.ActUnknown{ID: e.ID}
	default:
		return err // it certainly did not happen: the same effect again, later
	}
	c := change{in: in, contents: contents, done: []string{q.ID}}
	if _, unknown := in.(conversation.ActUnknown); !unknown {
		c.drop = []string{codeFor(e.ID)} // the same key again must come with the same code, so it goes when the outcome is known
	}
	_, err = d.decide(ctx, q.Conversation, func(Record, time.Time) (change, error) { return c, nil })
	return err
}

// actArgs are what the act was agreed to with, and what only the desk may say:
// whose it is, its key, the language, and the checked code.
func (d *Desk) actArgs(ctx context.Context, rec Record, act *conversation.Act) (map[string]any, error) {
	args, err := d.args(ctx, rec.ID, act.Args)
	if err != nil {
		return nil, err
	}
	if act.Class == identity.Move || act.Needs == identity.Code {
		list, err := d.contents(ctx, rec.ID, []string{codeFor(act.ID)})
		if err != nil {
			return nil, err
		}
		if c, ok := list[codeFor(act.ID)]; ok {
			var code string
			if err := json.Unmarshal(c.Body, &code); err != nil {
				return nil, internal("code", err)
			}
			args["code"] = code
		}
	}
	if rec.State.Customer != "" {
		args["customer"] = rec.State.Customer
	}
	args["key"], args["language"] = act.Key, rec.State.Language
	return args, nil
}

func (d *Desk) args(ctx context.Context, id, content string) (map[string]any, error) {
	list, err := d.contents(ctx, id, []string{content})
	if err != nil {
		return nil, err
	}
	args := map[string]any{}
	if c, ok := list[content]; ok {
		if err := json.Unmarshal(c.Body, &args); err != nil {
			return nil, internal("arguments", err)
		}
	}
	return args, nil
}
