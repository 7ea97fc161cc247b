package desk

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"samtal/core/conversation"
)

// Quick is an assistant that can draft in memory what needs nobody else: no
// look-up, no network. Its words are then stored with the customer's own, in
// one transaction (docs/decisions/0011-one-commit.md).
type Quick interface {
	// Quick drafts as Draft does, from the same brief; false says that the
	// draft needs the company's systems, or cannot be made: Draft is asked then.
	Quick(ctx context.Context, b Brief) (Draft, bool)
}

// soon decides on the assistant's answer right after the customer's word, when
// it can be had in memory, and adds it to what is about to be committed. The
// law is asked the same two questions as ever; what it was not asked in time,
// the effect asks later. Nothing is stored yet, so a crash here forgets both,
// and the customer, whose word was not acknowledged, sends it again.
func (d *Desk) soon(ctx context.Context, rec Record, c change, dec conversation.Decision, rules conversation.Rules, now time.Time) (change, conversation.Decision) {
	quick, ok := d.Assistant.(Quick)
	if !ok || !c.soon || dec.Refusal != "" {
		return c, dec
	}
	at := slices.IndexFunc(dec.Effects, func(e conversation.Effect) bool { _, ask := e.(conversation.AskAssistant); return ask })
	if at < 0 {
		return c, dec
	}
	e := dec.Effects[at].(conversation.AskAssistant)
	then := rec
	then.State = conversation.Fold(rec.State, dec.Events, now)
	if !wanted(then.State, e) {
		return c, dec
	}
	brief, err := d.brief(ctx, then, e, c.contents)
	if err != nil {
		return c, dec // the effect says what is wrong
	}
	made, ok := d.quickly(ctx, quick, brief)
	d.Point("after_draft")
	if !ok {
		return c, dec
	}
	answer := d.drafted(rec, e, made)
	told, err := d.seated(ctx, then, answer.in, rules, now)
	if err != nil || told.Refusal != "" {
		return c, dec
	}
	c.contents = append(slices.Clip(c.contents), referred(answer, told)...)
	c.said = append(slices.Clip(c.said), answer.said...)
	return c, conversation.Decision{
		Events:  append(slices.Clip(dec.Events), told.Events...),
		Effects: append(slices.Delete(slices.Clone(dec.Effects), at, at+1), told.Effects...),
	}
}

// wanted reports whether somebody still waits for a draft.
func wanted(s conversation.State, e conversation.AskAssistant) bool {
	return s.Turn.N == e.N && (s.Turn.Owed() || s.Matter(e.Matter).Placed())
}

// quickly keeps a fault of the assistant's from keeping a customer's word out.
func (d *Desk) quickly(ctx context.Context, q Quick, b Brief) (made Draft, ok bool) {
	defer func() {
		if p := recover(); p != nil {
			d.Log.Error("a quick draft panicked", "conversation", b.Conversation, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			ok = false
		}
	}()
	return q.Quick(ctx, b)
}
