package dispatch

import (
	"cmp"
	"context"
	"slices"
	"time"

	"samtal/core/conversation"
	"samtal/core/problem"
	"samtal/core/routing"
	"samtal/service/desk"
)

// match offers everything that waits. Callers who come while one runs share
// the next: a rush of customers costs few looks at the line.
func (d *Dispatch) match(ctx context.Context) (n int, err error) {
	asked := d.round.asked.Add(1)
	d.round.Lock()
	defer d.round.Unlock()
	to := d.bound()
	if to == nil || d.round.done >= asked {
		return 0, nil
	}
	covers := d.round.asked.Load()
	_, err = d.Experts.Alone(ctx, func() error { // another node is at it: the next Step looks again
		n, err = d.offer(ctx, to)
		return err
	})
	if err == nil {
		d.round.done = covers
	}
	return n, err
}

// offer reads the line, the experts and all that they have from the record, so
// that what other nodes offered counts, and makes the offers.
func (d *Dispatch) offer(ctx context.Context, to Desk) (int, error) {
	s, err := d.look(ctx)
	if err != nil {
		return 0, err
	}
	made := 0
	var failed error
	for _, o := range routing.Match(s.waiting, s.experts, s.now) {
		err := to.Offer(ctx, o.Conversation, conversation.MatterID(o.Matter), o.Expert, d.offerTime(o.Market))
		switch kind := problem.Of(err).Kind; {
		case err == nil:
			made++
			d.mu.Lock()
			d.idle[o.Expert] = s.now
			d.wait(place{o.Conversation, conversation.MatterID(o.Matter)}).asked[o.Expert] = s.now
			d.mu.Unlock()
			d.tell(o.Expert)
		case kind == problem.Conflict || kind == problem.Missing:
			// it was answered, offered or withdrawn meanwhile: nobody waits
		case ctx.Err() != nil:
			return made, ctx.Err()
		default: // one broken conversation must not hold up the line
			failed = err
			d.Log.Error("an offer could not be made", "conversation", o.Conversation, "error", err.Error())
		}
	}
	if made > 0 {
		d.line.Store(nil) // free slots are taken; waits are worked out anew
	}
	return made, failed
}

// seen is the line and the experts as the record has them at one moment.
type seen struct {
	now     time.Time
	waiting []routing.Waiting
	experts []routing.Expert
	pace    routing.Pace
}

func (d *Dispatch) look(ctx context.Context) (seen, error) {
	s := seen{now: d.Store.Now()}
	rows, err := d.Store.Waiting(ctx, "")
	if err != nil {
		return s, err
	}
	t, err := d.refresh(ctx)
	if err != nil {
		return s, err
	}
	held, err := d.Experts.Held(ctx)
	if err != nil {
		return s, err
	}
	ties, err := d.Store.Ties(ctx)
	if err != nil {
		return s, err
	}
	d.remember(&s, t, rows, held)
	keepApart(s.waiting, rows, ties)
	d.line.Store(newLine(s))
	return s, nil
}

// remember puts what only this node knows to what the record says.
func (d *Dispatch) remember(s *seen, t *team, rows []desk.Row, held []Held) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.measure(held, s.now)
	with := map[string]string{}
	for _, h := range held {
		with[h.Conversation] = h.Expert
	}
	s.waiting, s.experts = d.waiting(rows, with), d.free(t, held)
	s.pace = routing.Pace{Handling: d.handling(), Answer: usualAnswer}
}

// keepApart names, for each who waits, the experts who may not have them.
func keepApart(waiting []routing.Waiting, rows []desk.Row, ties []desk.Tie) {
	if len(ties) == 0 {
		return
	}
	of := map[string][]string{}
	for _, t := range ties {
		of[t.Customer] = append(of[t.Customer], t.Expert)
	}
	for i, r := range rows { // waiting has a place for each row, in the same order
		if r.Customer != "" {
			waiting[i].Never = of[r.Customer]
		}
	}
}

// waiting turns rows into what routing knows; d.mu is held.
func (d *Dispatch) waiting(rows []desk.Row, with map[string]string) []routing.Waiting {
	here := make(map[place]bool, len(rows))
	out := make([]routing.Waiting, 0, len(rows))
	for _, r := range rows {
		t, p := d.topic(r.Market, r.Topic), place{r.Conversation, r.Matter}
		w := routing.Waiting{Conversation: r.Conversation, Matter: string(r.Matter), Market: r.Market, Language: r.Language, Topic: r.Topic,
			Priority: int(r.Priority), Due: r.Due, Since: r.Since, Broken: r.Broken, Level: t.Level, Whole: t.Whole && r.Priority == conversation.First,
			Prefer:  with[r.Conversation], // two experts in one conversation confuse everybody
			Refused: r.Refused, OfferTo: r.OfferTo, OfferUntil: r.OfferExpires}
		if m := d.waits[p]; m != nil {
			here[p] = true
			w.Prefer = cmp.Or(m.prefer, w.Prefer)
			slices.SortStableFunc(w.Refused, func(a, b string) int { return m.asked[a].Compare(m.asked[b]) })
		}
		out = append(out, w)
	}
	for p := range d.waits {
		if !here[p] {
			delete(d.waits, p) // no longer in line
		}
	}
	return out
}

// free lists who may be offered something; d.mu is held.
func (d *Dispatch) free(t *team, held []Held) []routing.Expert {
	type has struct {
		n     int
		whole bool
	}
	all := map[string]has{}
	for i, h := range held {
		x := all[h.Expert]
		if i == 0 || held[i-1].Expert != h.Expert || held[i-1].Conversation != h.Conversation {
			x.n++
		}
		x.whole = x.whole || h.Priority == conversation.First && d.topic(h.Market, h.Topic).Whole
		all[h.Expert] = x
	}
	out := slices.Clone(t.there)
	for i := range out {
		e := &out[i]
		e.Held, e.Whole = all[e.ID].n, all[e.ID].whole
		if at := d.idle[e.ID]; at.After(e.IdleSince) {
			e.IdleSince = at
		}
	}
	return out
}
