// Package simulate plays people: experts who answer in the demo, and customers
// who talk. It drives the service as screens do, in the caller's thread and by
// the caller's clock, so that an hour passes in virtual time as in a real one.
package simulate

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/service/desk"
	"samtal/service/dispatch"
)

// How simulated experts behave.
const (
	acceptAfter = 20 * time.Second // what a person needs to look at an offer
	typing      = 8 * time.Second  // between a customer's word and the reply
	silence     = 10 * time.Minute // a customer who says no more has their answer
)

// Desk is what an expert's screen does in a conversation.
type Desk interface {
	Accept(ctx context.Context, who identity.Who, offer string) (string, error)
	Held(ctx context.Context, who identity.Who) ([]desk.RowView, error)
	Messages(ctx context.Context, who identity.Who, id, after string, limit int) ([]desk.MessageView, error)
	Staff(ctx context.Context, who identity.Who, id string) (desk.StaffView, error)
	Reply(ctx context.Context, who identity.Who, id string, in desk.Incoming) (desk.Receipt, error)
	Note(ctx context.Context, who identity.Who, id, text string) error
	Settle(ctx context.Context, who identity.Who, id string, m conversation.MatterID, outcome, note string) (desk.View, error)
}

// Dispatch is what an expert's screen does to be there.
type Dispatch interface {
	ExpertCame(ctx context.Context, expert string) (gone func())
	Online(ctx context.Context, who identity.Who) error
	Offers(ctx context.Context, who identity.Who) ([]dispatch.OfferView, error)
	Me(ctx context.Context, who identity.Who) (dispatch.Member, error)
}

// ExpertsOptions say who plays.
type ExpertsOptions struct {
	Desk     Desk
	Dispatch Dispatch
	IDs      []string // of the experts who are played
	Visitor  string   // an expert of flesh and blood, who always goes first; "" is nobody
	// Here reports whether that expert sits there at all, besides being
	// online in the record; nil: always.
	Here  func(expert string) bool
	Now   func() time.Time
	NewID func() string
	Log   *slog.Logger
}

// Experts plays them all.
type Experts struct {
	ExpertsOptions
	came    map[string]bool
	offered map[string]time.Time // offer -> when it was seen first
}

// NewExperts makes experts who are not there yet; the first Step brings them.
func NewExperts(o ExpertsOptions) *Experts {
	return &Experts{ExpertsOptions: o, came: map[string]bool{}, offered: map[string]time.Time{}}
}

// Step lets every expert do what it is time for.
func (e *Experts) Step(ctx context.Context) error {
	free, err := e.visitorFree(ctx)
	if err != nil {
		return err
	}
	seen := make(map[string]time.Time, len(e.offered))
	var errs []error
	for _, id := range e.IDs {
		who := identity.Who{Role: identity.Expert, ID: id}
		errs = append(errs, e.play(ctx, who, free, seen))
	}
	e.offered = seen
	return errors.Join(errs...)
}

// visitorFree: while the visitor's own expert could take a conversation, no
// simulated one snatches it away.
func (e *Experts) visitorFree(ctx context.Context) (bool, error) {
	if e.Visitor == "" || len(e.IDs) == 0 || e.Here != nil && !e.Here(e.Visitor) {
		return false, nil
	}
	me, err := e.Dispatch.Me(ctx, identity.Who{Role: identity.Expert, ID: e.Visitor})
	if problem.Is(err, "not_found") {
		return false, nil
	}
	return me.Online && me.Conversations < me.Capacity, err
}

func (e *Experts) play(ctx context.Context, who identity.Who, visitorFree bool, seen map[string]time.Time) error {
	if !e.came[who.ID] {
		e.Dispatch.ExpertCame(ctx, who.ID) // they stay until the program ends
		if err := e.Dispatch.Online(ctx, who); err != nil {
			return err
		}
		e.came[who.ID] = true
	}
	offers, err := e.Dispatch.Offers(ctx, who)
	if err != nil {
		return err
	}
	now := e.Now()
	for _, o := range offers {
		first, ok := e.offered[o.ID]
		if !ok {
			first = now
		}
		seen[o.ID] = first
		if visitorFree || now.Sub(first) < acceptAfter {
			continue
		}
		if _, err := e.Desk.Accept(ctx, who, o.ID); err != nil && !lost(err) {
			return err
		}
	}
	rows, err := e.Desk.Held(ctx, who)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := e.handle(ctx, who, r, now); err != nil && !lost(err) {
			return err
		}
	}
	return nil
}

// lost: somebody else was faster, or it is not ours any more.
func lost(err error) bool {
	k := problem.Of(err).Kind
	return k == problem.Conflict || k == problem.Missing
}

// handle does the next thing in one conversation: a first reply, a second one,
// or the end. Everything is derived from the record, so a restart in between
// changes nothing.
func (e *Experts) handle(ctx context.Context, who identity.Who, r desk.RowView, now time.Time) error {
	quiet := now.Sub(r.LastAt)
	if r.Unread && quiet < typing || !r.Unread && quiet < silence {
		return nil
	}
	said, last, err := e.talk(ctx, who, r, now)
	if err != nil {
		return err
	}
	w := wordsOf(r.Language, r.Market)
	switch {
	case said == 0:
		v, err := e.Desk.Staff(ctx, who, r.Conversation)
		if err != nil {
			return err
		}
		return e.reply(ctx, who, r, firstReply(w, v, r.Matter))
	case !r.Unread:
		return e.settle(ctx, who, r)
	case said > 1 || thanks(last):
		if err := e.reply(ctx, who, r, w.goodbye); err != nil {
			return err
		}
		return e.settle(ctx, who, r)
	}
	if err := e.Desk.Note(ctx, who, r.Conversation, w.note+" "+last); err != nil {
		return err
	}
	return e.reply(ctx, who, r, w.noted)
}

// talk counts what experts said since this place was taken, and returns the
// customer's last word.
func (e *Experts) talk(ctx context.Context, who identity.Who, r desk.RowView, now time.Time) (said int, last string, err error) {
	since := now
	if r.WaitSeconds != nil {
		since = now.Add(-time.Duration(*r.WaitSeconds+1) * time.Second)
	}
	list, err := e.Desk.Messages(ctx, who, r.Conversation, "", 1000)
	for _, m := range list {
		switch {
		case m.From == "customer":
			last = m.Text
		case (m.From == "expert" || m.From == "approved_draft") && m.Matter == r.Matter && !m.At.Before(since):
			said++
		}
	}
	return said, last, err
}

func (e *Experts) reply(ctx context.Context, who identity.Who, r desk.RowView, text string) error {
	_, err := e.Desk.Reply(ctx, who, r.Conversation, desk.Incoming{ID: e.NewID(), Text: text, Matter: r.Matter})
	return err
}

func (e *Experts) settle(ctx context.Context, who identity.Who, r desk.RowView) error {
	_, err := e.Desk.Settle(ctx, who, r.Conversation, r.Matter, "settled", "")
	return err
}

// firstReply greets, says what is known (never a figure that is not in the
// summary), and asks the one question that the topic calls for.
func firstReply(w words, v desk.StaffView, matter conversation.MatterID) string {
	var b strings.Builder
	b.WriteString(w.hello)
	if name, _, _ := strings.Cut(v.Customer.Name, " "); name != "" {
		b.WriteString(" " + name)
	}
	b.WriteString(w.read)
	for _, m := range v.Summary.Matters {
		if m.Matter != matter {
			continue
		}
		if m.Title != "" {
			b.WriteString(" " + strings.ReplaceAll(w.about, "{topic}", m.Title))
		}
		if facts := known(m.Facts); facts != "" {
			b.WriteString(" " + strings.ReplaceAll(w.facts, "{facts}", facts))
		}
		ask, ok := w.ask[m.Topic]
		if !ok {
			ask = w.ask[""]
		}
		b.WriteString("\n\n" + ask)
	}
	b.WriteString("\n\n" + w.played)
	return b.String()
}

// most facts that a reply names.
const factsMost = 4

func known(facts []desk.Fact) string {
	var out []string
	seen := map[string]bool{}
	for _, f := range facts {
		line := f.Label + ": " + f.Value
		if f.Label == "" || f.Value == "" || seen[line] || len(out) == factsMost {
			continue
		}
		seen[line] = true
		out = append(out, line)
	}
	return strings.Join(out, "; ")
}

// thanks: a short word that asks for nothing more.
func thanks(text string) bool {
	fields := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" ,.!?\n", r) })
	if len(fields) == 0 || len(fields) > 6 {
		return false
	}
	for _, f := range fields {
		switch f {
		case "tack", "tackar", "thanks", "thank", "thx", "nej", "nope", "no", "hejdå", "bye":
			return true
		}
	}
	return false
}
