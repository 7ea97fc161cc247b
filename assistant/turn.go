package assistant

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"samtal/core/conversation"
	"samtal/core/flow"
	"samtal/core/identity"
	"samtal/service/desk"
)

// turn is one draft in the making.
type turn struct {
	*Embedded
	Flows   *flow.Catalogue // those that this conversation is in, else those in force
	edition string
	ctx     context.Context
	b       *desk.Brief
	lang    string
	said    []uint64 // what was said lately, and in this draft
	out     []part

	run      flow.Run
	began    bool     // the flow begins with this draft
	inside   bool     // this draft is a part of another
	later    []string // topics of the same message that come after this one
	progress conversation.Progress
	looked   bool // a tool was asked
	quick    bool // no tool may be asked: the draft is given up when one is needed
	needs    bool // it was needed
	told     int  // messages of the flow
	old      int  // those of them that were said lately already
	stepped  bool // the customer gave something, or chose
	repeat   bool
	asks     bool
	confirm  *flow.Confirm
	human    string
	facts    []flow.Fact
	end      string
	why      []string
	results  []json.RawMessage // what tools returned, for the grounding check
}

// part is one message with everything in it that may hold a figure: values of
// tools as they stand in the text, passages of articles.
type part struct {
	desk.Message
	quotes []string
	typed  []flow.Source
}

func (e *Embedded) newTurn(ctx context.Context, b *desk.Brief) *turn {
	t := &turn{Embedded: e, ctx: ctx, b: b, lang: b.Language, said: append([]uint64(nil), b.Said...), progress: conversation.Stuck}
	t.Flows, t.edition, _ = e.Flows.Edition(ctx, "") // those in force are never missing
	if t.lang == "" {
		if l := e.House.Rules(b.Market, b.Now).Languages; len(l) > 0 {
			t.lang = l[0]
		}
	}
	return t
}

func (t *turn) signedIn() bool { return t.b.Customer != "" && t.b.Level >= identity.SignedIn }

func (t *turn) because(why string) { t.why = append(t.why, why) }

// at notes how far the customer got (P2); the best of it counts.
func (t *turn) at(p conversation.Progress) { t.progress = max(t.progress, p) }

func (t *turn) heard(text string) bool {
	sig := conversation.Signature(text)
	for _, s := range t.said {
		if conversation.Near(s, sig) {
			return true
		}
	}
	return false
}

func (t *turn) add(p part) {
	t.out = append(t.out, p)
	t.said = append(t.said, conversation.Signature(p.Text))
}

// wording picks the words of a pattern that were not said lately, so that
// talking twice about the same is not the same words twice.
func (t *turn) wording(pattern string, params map[string]string) (string, bool) {
	first := ""
	for n := range mostWordings {
		for _, m := range t.Flows.Say(pattern, t.lang, n, params) {
			if !t.heard(m.Text) {
				return m.Text, true
			}
			if first == "" {
				first = m.Text
			}
		}
	}
	return first, first != ""
}

// anew puts a lead-in before what was nearly said before, so that the customer
// hears why it comes again: it was looked up again, or it is asked again.
func (t *turn) anew(text string, question bool) string {
	if !t.heard(text) {
		return text
	}
	lead := "as_before"
	switch {
	case t.looked:
		lead = "looked_again"
	case question:
		lead = "ask_again"
	}
	led := text
	for n := range mostWordings { // another lead-in each time: not even with it is the same said twice
		for _, m := range t.Flows.Say(lead, t.lang, n, nil) {
			if strings.HasPrefix(text, m.Text) {
				continue // the flow led in with these words itself
			}
			if led = m.Text + " " + text; !slices.Contains(t.said, conversation.Signature(led)) && (lead == "looked_again" || !t.heard(led)) {
				return led
			}
		}
	}
	return led
}

// mostWordings is how many ways of saying one thing are tried.
const mostWordings = 6

// say adds the words of a pattern. Values that the caller put in are quotes.
func (t *turn) say(pattern string, params map[string]string, choices ...desk.Choice) {
	text, ok := t.wording(pattern, params)
	if !ok {
		t.Log.Error("a pattern has no words", "pattern", pattern, "language", t.lang)
		return
	}
	p := part{Message: desk.Message{Text: text, Choices: choices}}
	for _, v := range params {
		p.quotes = append(p.quotes, v)
	}
	t.add(p)
}

// finish puts the draft together. Nothing leaves without the grounding check:
// a figure that no source supports brings a person instead (P9).
func (t *turn) finish() (desk.Draft, error) {
	d := desk.Draft{Progress: t.progress, Repeat: t.repeat, Looked: t.looked, Asks: t.asks, Human: t.human, End: t.end, Grounded: true}
	for _, p := range t.out {
		if bad := t.unsupported(p); len(bad) > 0 {
			d.Grounded = false
			t.because("ungrounded " + bad[0].Kind + " " + bad[0].Text)
			t.Log.Warn("a draft holds what nothing supports", "conversation", t.b.Conversation, "kind", bad[0].Kind)
		}
		d.Messages = append(d.Messages, p.Message)
	}
	if t.run.Flow != "" {
		memory, err := json.Marshal(t.run)
		if err != nil {
			return desk.Draft{}, err
		}
		d.Flow, d.Memory = t.position(), memory
	}
	if t.confirm != nil {
		d.Confirm = t.proposal()
	}
	for _, f := range t.facts {
		d.Facts = append(d.Facts, desk.Fact{Label: f.Label, Value: f.Value, From: from(f.Source)})
	}
	d.Why = strings.Join(t.why, "; ")
	if len(d.Messages) == 0 && d.Human == "" && d.Confirm == nil {
		return desk.Draft{}, errors.New("nothing to say: " + d.Why)
	}
	return d, nil
}

// from says who gave a fact: the customer, or the tool.
func from(s flow.Source) string {
	if s.From == "tool" {
		return s.Name
	}
	return "customer"
}

func (t *turn) position() *conversation.Position {
	p := &conversation.Position{Flow: t.run.Flow, Version: t.run.Version, Step: t.run.Ended, Edition: t.edition}
	if n := len(t.run.Frames); n > 0 && t.run.Ended == "" {
		p.Step = t.run.Frames[n-1].At
	}
	if w := t.run.Waits; w != nil && w.For == "ask" && t.run.Ended == "" {
		if def := t.top(); def != nil {
			p.Free = slices.ContainsFunc(def.Slots, func(s *flow.Slot) bool { return s.Name == w.Slot && s.Type == flow.TypeText })
		}
	}
	return p
}
