package dispatch

import (
	"context"
	"time"

	"samtal/core/identity"
)

// goneAfter is how long nobody may be seen before their work counts as over: a
// closed laptop and a fever look the same from here, and what has a date must
// not wait for either.
const goneAfter = 15 * time.Minute

// lookEvery is how often all who hold something are looked at, and asked anew
// whether what they hold can still wait for them.
const (
	lookEvery  = 30 * time.Second
	againAfter = 5 * time.Minute
)

// over is what is known of experts who hold something and are not here.
type over struct {
	looked time.Time
	since  map[string]time.Time // not seen since
	told   map[string]time.Time // when the desk was last told that their work is over
}

// Done ends an expert's work for now, by their own word. They are offered
// nothing more, and what they hold stays theirs only if they are back in time.
func (d *Dispatch) Done(ctx context.Context, who identity.Who) error {
	if err := d.Offline(ctx, who); err != nil {
		return err
	}
	return d.end(ctx, who.ID)
}

// end tells the desk that an expert's work is over, and when they work again.
func (d *Dispatch) end(ctx context.Context, expert string) error {
	to := d.bound()
	if to == nil {
		return nil
	}
	back := time.Time{}
	if d.Back != nil {
		var err error
		if back, err = d.Back(ctx, expert); err != nil {
			return err
		}
	}
	if err := to.ShiftEnded(ctx, expert, back); err != nil {
		return err
	}
	now := d.Store.Now()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.over.told[expert] = now
	return nil
}

// begin tells the desk that an expert is at work again.
func (d *Dispatch) begin(ctx context.Context, expert string) error {
	d.mu.Lock()
	to := d.desk
	delete(d.over.since, expert)
	delete(d.over.told, expert)
	d.mu.Unlock()
	if to == nil {
		return nil
	}
	rows, err := d.Store.WithTeams(ctx, "")
	if err != nil {
		return err
	}
	if err := to.ShiftBegan(ctx, expert); err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, r := range rows {
		if r.Expert == expert { // if it is in line now, they are asked first
			d.wait(place{r.Conversation, r.Matter}).prefer = expert
		}
	}
	return nil
}

// ends finds experts whose work is over without a word: nobody has seen them
// for a while, and they hold something.
func (d *Dispatch) ends(ctx context.Context) (int, error) {
	now := d.Store.Now()
	d.mu.Lock()
	early := now.Sub(d.over.looked) < lookEvery
	if !early {
		d.over.looked = now
	}
	d.mu.Unlock()
	if early {
		return 0, nil
	}
	held, err := d.Experts.Held(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	for i, h := range held {
		if i > 0 && held[i-1].Expert == h.Expert || !d.gone(h.Expert, now) {
			continue
		}
		if err := d.end(ctx, h.Expert); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// gone: not seen for long enough, and not asked about a moment ago.
func (d *Dispatch) gone(expert string, now time.Time) bool {
	here := d.Here(expert)
	d.mu.Lock()
	defer d.mu.Unlock()
	if here {
		delete(d.over.since, expert)
		delete(d.over.told, expert)
		return false
	}
	since, known := d.over.since[expert]
	if !known {
		since = now
		d.over.since[expert] = now
	}
	if at := d.signs[expert]; at.After(since) {
		since = at
	}
	told, was := d.over.told[expert]
	return now.Sub(since) >= goneAfter && (!was || now.Sub(told) >= againAfter)
}

// Seen notes a sign of life of somebody on the staff: whatever they ask for.
func (d *Dispatch) Seen(expert string) { d.sign(expert) }
