package desk

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/core/understanding"
)

// byStaff decides an input of an expert or lead. Whether this person holds the
// matter is the law's to say; whether they may know of the conversation at all
// is checked here, so that guessing an id shows nothing.
func (d *Desk) byStaff(ctx context.Context, who identity.Who, id string, in conversation.Input, contents ...Content) (result, error) {
	if err := staffOnly(who); err != nil {
		return result{}, err
	}
	return d.decide(ctx, id, func(rec Record, _ time.Time) (change, error) {
		return change{in: in, contents: contents}, reaches(who, rec)
	})
}

// Offer offers a matter in line to an expert. Dispatch calls it.
func (d *Desk) Offer(ctx context.Context, id string, m conversation.MatterID, expert string, until time.Duration) error {
	offer := conversation.Offer{ID: d.IDs.New() + "~" + id, Expert: expert}
	_, err := d.decide(ctx, id, func(_ Record, now time.Time) (change, error) {
		offer.Expires = now.Add(until)
		return change{in: conversation.Offered{Matter: m, Offer: offer}}, nil
	})
	return err
}

// offered splits an offer's id: it names its conversation, so that one call finds it.
func offered(offer string) (id string, err error) {
	_, id, ok := strings.Cut(offer, "~")
	if !ok {
		return "", problem.New(problem.Conflict, "offer_gone")
	}
	return id, nil
}

// Accept takes an offer. The loser of a race gets a conflict.
func (d *Desk) Accept(ctx context.Context, who identity.Who, offer string) (string, error) {
	id, err := offered(offer)
	if err != nil {
		return "", err
	}
	if err := d.mayHave(ctx, who, id); err != nil {
		return "", err
	}
	_, err = d.byStaff(ctx, who, id, conversation.OfferAccepted{Offer: offer, Expert: who.ID, Away: !d.Presence.CustomerHere(id)})
	if err = goneOr(err); problem.Is(err, "offer_gone") && d.tookIt(ctx, who, id, offer) {
		return id, nil // a second press, or a first answer that was lost on its way
	}
	return id, err
}

// tookIt: this very offer was accepted by this expert, who still has the matter.
func (d *Desk) tookIt(ctx context.Context, who identity.Who, id, offer string) bool {
	rec, err := d.Store.Load(ctx, id)
	if err != nil {
		return false
	}
	story, err := d.story(ctx, id)
	if err != nil {
		return false
	}
	for _, t := range story {
		e, ok := t.event.(conversation.Accepted)
		if !ok || e.Offer != offer || e.Expert != who.ID {
			continue
		}
		m := rec.State.Matter(e.Matter)
		return m != nil && m.Place != nil && m.Place.By == conversation.Expert && m.Place.Expert == who.ID
	}
	return false
}

// Decline gives an offer back; the next best expert is called.
func (d *Desk) Decline(ctx context.Context, who identity.Who, offer string) error {
	id, err := offered(offer)
	if err != nil {
		return err
	}
	_, err = d.byStaff(ctx, who, id, conversation.OfferDeclined{Offer: offer, Expert: who.ID})
	return goneOr(err)
}

// goneOr: an offer that went to somebody else is gone, not unknown.
func goneOr(err error) error {
	if problem.Is(err, "conversation_not_found") {
		return problem.New(problem.Conflict, "offer_gone")
	}
	return err
}

// Reply is an expert's word to the customer.
func (d *Desk) Reply(ctx context.Context, who identity.Who, id string, in Incoming) (Receipt, error) {
	in.Text, in.Choice = clean(in.Text), ""
	if err := checkIncoming(in); err != nil {
		return Receipt{}, err
	}
	if err := staffOnly(who); err != nil {
		return Receipt{}, err
	}
	var first *Receipt
	r, err := d.decide(ctx, id, func(rec Record, now time.Time) (change, error) {
		if err := reaches(who, rec); err != nil {
			return change{}, err
		}
		seen, err := d.repeated(ctx, rec, in)
		if err != nil || seen != nil {
			first = seen
			return change{in: conversation.CustomerLeft{}}, err
		}
		return d.replied(ctx, who, rec, in)
	})
	if err != nil {
		return Receipt{}, err
	}
	if first != nil {
		return *first, nil
	}
	return Receipt{ID: in.ID, At: r.at}, nil
}

// replied is an expert's word. A suggested draft that is sent as it stands is
// marked as such, and keeps what it rests on (P7).
func (d *Desk) replied(ctx context.Context, who identity.Who, rec Record, in Incoming) (change, error) {
	masked, _ := understanding.Mask(in.Text, nil)
	msg := Message{Text: masked, Digest: digestOf(in)}
	draft, err := d.suggested(ctx, rec, in)
	if err != nil {
		return change{}, err
	}
	if draft != nil {
		msg.Cites, msg.Card = draft.Cites, draft.Card
	}
	if in.file != nil {
		msg.Card = in.file.card(rec.ID)
	}
	return change{
		in:       conversation.ExpertWrote{Expert: who.ID, Matter: in.Matter, Message: in.ID, BackBy: in.BackBy, Approved: draft != nil},
		contents: []Content{content(in.ID, "message", msg)}, said: []said{{in.ID, masked}},
	}, nil
}

// suggested finds the open draft with exactly this text.
func (d *Desk) suggested(ctx context.Context, rec Record, in Incoming) (*Message, error) {
	story, err := d.story(ctx, rec.ID)
	if err != nil {
		return nil, err
	}
	drafts, err := d.drafts(ctx, rec, story)
	if err != nil {
		return nil, err
	}
	for _, v := range drafts {
		if strings.TrimSpace(v.Text) == in.Text && (in.Matter == "" || v.Matter == in.Matter) {
			list, err := d.texts(ctx, rec.ID, []string{v.ID})
			m := list[v.ID]
			return &m, err
		}
	}
	return nil, nil
}

// outcomes are what an expert may settle a matter with (contract.md).
var outcomes = []string{"settled", "declined", "duplicate", "unreachable", "other"}

// Settle ends a matter.
func (d *Desk) Settle(ctx context.Context, who identity.Who, id string, m conversation.MatterID, outcome, note string) (View, error) {
	if !slices.Contains(outcomes, outcome) {
		return View{}, problem.New(problem.Invalid, "invalid_outcome")
	}
	if note = clean(note); note != "" {
		if err := d.Note(step(ctx, "note"), who, id, note); err != nil {
			return View{}, err
		}
	}
	return d.staffView(ctx)(d.byStaff(ctx, who, id, conversation.ExpertSettled{Expert: who.ID, Matter: m, Outcome: outcome}))
}

func (d *Desk) staffView(ctx context.Context) func(result, error) (View, error) {
	return func(r result, err error) (View, error) { return d.viewAfter(ctx)(r.after, err) }
}

// Note writes for staff only.
func (d *Desk) Note(ctx context.Context, who identity.Who, id, text string) error {
	text = clean(text)
	if text == "" {
		return problem.New(problem.Invalid, "text_empty")
	}
	if utf8.RuneCountInString(text) > TextMost {
		return problem.New(problem.Invalid, "text_too_long", "most", "8000")
	}
	masked, _ := understanding.Mask(text, nil)
	msg := d.IDs.New()
	_, err := d.byStaff(ctx, who, id, conversation.ExpertNoted{Expert: who.ID, Message: msg}, content(msg, "note", Message{Text: masked}))
	return err
}

// ProposeHandBack asks the customer whether the assistant may go on.
func (d *Desk) ProposeHandBack(ctx context.Context, who identity.Who, id string, m conversation.MatterID) (View, error) {
	return d.staffView(ctx)(d.byStaff(ctx, who, id, conversation.ExpertProposedHandBack{Expert: who.ID, Matter: m}))
}

// Transfer gives a matter back to the line, first, or to a named colleague.
func (d *Desk) Transfer(ctx context.Context, who identity.Who, id string, m conversation.MatterID, to, note string) (View, error) {
	if note = clean(note); note != "" {
		if err := d.Note(step(ctx, "note"), who, id, note); err != nil {
			return View{}, err
		}
	}
	return d.staffView(ctx)(d.byStaff(ctx, who, id, conversation.ExpertTransferred{Expert: who.ID, Matter: m, To: to}))
}

// TakeOver lets a lead take a matter from whoever has it.
func (d *Desk) TakeOver(ctx context.Context, who identity.Who, id string, m conversation.MatterID) (View, error) {
	if err := leadOnly(who); err != nil {
		return View{}, err
	}
	if err := d.mayHave(ctx, who, id); err != nil {
		return View{}, err
	}
	return d.staffView(ctx)(d.byStaff(ctx, who, id, conversation.ExpertTook{Matter: m, Expert: who.ID, Away: !d.Presence.CustomerHere(id)}))
}

// ExpertLeft and ExpertCame follow an expert's devices through all they hold.
func (d *Desk) ExpertLeft(ctx context.Context, expert string) error {
	return d.eachHeld(ctx, expert, conversation.ExpertLeft{Expert: expert})
}

// ExpertCame says that a device of the expert connected or answered a push.
func (d *Desk) ExpertCame(ctx context.Context, expert string) error {
	return d.eachHeld(ctx, expert, conversation.ExpertCame{Expert: expert})
}

func (d *Desk) eachHeld(ctx context.Context, expert string, in conversation.Input) error {
	rows, err := d.Store.HeldBy(ctx, expert)
	if err != nil {
		return err
	}
	return d.each(ctx, rows, in)
}

// each decides an input in the conversation of each row, once.
func (d *Desk) each(ctx context.Context, rows []Row, in conversation.Input) error {
	done := map[string]bool{}
	for _, r := range rows {
		if done[r.Conversation] {
			continue
		}
		done[r.Conversation] = true
		if _, err := d.decide(ctx, r.Conversation, func(Record, time.Time) (change, error) { return change{in: in}, nil }); err != nil {
			return err
		}
	}
	return nil
}
