package desk

import (
	"context"
	"maps"
	"time"

	"samtal/core/conversation"
)

// visitorSeats is how many unsigned visitors may wait live in a market at once
// when Options.VisitorSeats does not say: whoever opens a thousand
// conversations must not push the company's own customers out of the line.
const visitorSeats = 20

// fullDelay is how much later a place is due that could not be a live one.
const fullDelay = 4 * time.Hour

// seated decides, and decides again when the decision took a live place that
// flood control does not allow. It limits live places, never the right: the
// place is there, in writing and by a stated time (P1). Certain distress and
// fraud are never put off.
func (d *Desk) seated(ctx context.Context, rec Record, in conversation.Input, rules conversation.Rules, now time.Time) (conversation.Decision, error) {
	dec := conversation.Decide(rec.State, in, rules, now)
	if !takesLivePlace(dec) {
		return dec, nil
	}
	words, err := d.full(ctx, rec)
	if err != nil || words == "" {
		return dec, err
	}
	return conversation.Decide(rec.State, in, d.putOff(rec.State.Market, rules, words, now), now), nil
}

func takesLivePlace(dec conversation.Decision) bool {
	for _, e := range dec.Events {
		if e, ok := e.(conversation.PlaceTaken); ok && e.Mode == conversation.Live && e.Priority != conversation.First {
			return true
		}
	}
	return false
}

// full says which words tell that no live place is left, or "".
func (d *Desk) full(ctx context.Context, rec Record) (string, error) {
	if id := rec.State.Customer; id != "" {
		rows, _, err := d.Store.ByCustomer(ctx, id, Page{})
		for _, r := range rows {
			waits := r.Holder == conversation.Line || r.Holder == conversation.Expert
			if waits && r.Mode == conversation.Live && r.Conversation != rec.ID {
				return "place_second", err
			}
		}
		return "", err
	}
	seats := d.VisitorSeats
	if seats == 0 {
		seats = visitorSeats
	}
	rows, err := d.Store.Waiting(ctx, rec.State.Market)
	for _, r := range rows {
		if r.Customer == "" && r.Mode == conversation.Live && r.Conversation != rec.ID {
			seats--
		}
	}
	if seats <= 0 {
		return "place_overflow", err
	}
	return "", err
}

// putOff gives every line the due time of somebody who comes later, which is
// within opening hours as every other.
func (d *Desk) putOff(market string, rules conversation.Rules, words string, now time.Time) conversation.Rules {
	later := d.House.Rules(market, now.Add(fullDelay)).Lines
	lines := maps.Clone(rules.Lines)
	if lines == nil {
		lines = map[string]conversation.LineRule{}
	}
	if _, ok := lines[""]; !ok {
		lines[""] = conversation.LineRule{}
	}
	for topic, l := range lines {
		if x, ok := later[topic]; ok && x.Due.After(l.Due) {
			l.Due = x.Due
		}
		l.Full = words
		lines[topic] = l
	}
	rules.Lines = lines
	return rules
}
