package dispatch

import (
	"context"
	"slices"
	"sync"
	"time"
)

// grace is how long a closed screen still counts as open: a reload, a lift, a
// change from wireless to mobile must not make somebody absent.
const grace = 10 * time.Second

// screens are one person's open tabs and devices.
type screens struct {
	open   int
	leftAt time.Time // when the last one closed
	away   bool      // the desk was told that this expert left
}

func (s *screens) here(now time.Time) bool {
	return s != nil && (s.open > 0 || now.Sub(s.leftAt) < grace)
}

// CustomerCame follows an open screen of a conversation's customer; call gone
// when it closes.
func (d *Dispatch) CustomerCame(conversation string) (gone func()) {
	d.opened(d.customers, conversation)
	return sync.OnceFunc(func() { d.closed(d.customers, conversation) })
}

// CustomerHere implements desk.Presence.
func (d *Dispatch) CustomerHere(conversation string) bool {
	now := d.Store.Now()
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.customers[conversation].here(now)
}

// ExpertCame follows an open device of an expert; call gone when it closes.
func (d *Dispatch) ExpertCame(ctx context.Context, expert string) (gone func()) {
	if d.opened(d.experts, expert) == 1 {
		if err := d.back(ctx, expert); err != nil {
			d.Log.Error("an expert's coming could not be noted", "error", err.Error())
		}
	}
	return sync.OnceFunc(func() { d.closed(d.experts, expert) })
}

func (d *Dispatch) opened(all map[string]*screens, id string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := all[id]
	if s == nil {
		s = &screens{}
		all[id] = s
	}
	s.open++
	return s.open
}

func (d *Dispatch) closed(all map[string]*screens, id string) {
	now := d.Store.Now()
	d.mu.Lock()
	defer d.mu.Unlock()
	if s := all[id]; s != nil {
		s.open--
		s.leftAt = now
	}
}

// back notes that an expert gave a sign of life: they get offers again, and a
// push that waited for them is answered.
func (d *Dispatch) back(ctx context.Context, expert string) error {
	now := d.Store.Now()
	d.mu.Lock()
	d.signs[expert] = now
	to, was := d.desk, false
	_, ended := d.over.told[expert]
	if s := d.experts[expert]; s != nil {
		was, s.away = s.away, false
		if s.open == 0 {
			delete(d.experts, expert) // came back without a screen: a program
		}
	}
	d.mu.Unlock()
	if was {
		if _, err := d.refresh(ctx); err != nil {
			return err
		}
	}
	if to == nil {
		return nil
	}
	if ended && d.known(ctx).byID[expert].Online { // they are back before they were expected
		if err := d.begin(ctx, expert); err != nil {
			return err
		}
	}
	return to.ExpertCame(ctx, expert)
}

// signFor is how long somebody without an open screen (a program) counts as
// there after a sign of life.
const signFor = 10 * time.Minute

// Here reports whether an expert has a screen open on this node, or gave a
// sign of life lately. The record keeps them online through a restart; whether
// anybody still sits there it can't know.
func (d *Dispatch) Here(expert string) bool {
	now := d.Store.Now()
	d.mu.Lock()
	defer d.mu.Unlock()
	if s := d.experts[expert]; s != nil && s.open > 0 {
		return true
	}
	at, ok := d.signs[expert]
	return ok && now.Sub(at) < signFor
}

// sweep tells the desk of experts whose last device has been closed for longer
// than the grace, and forgets customers who are gone.
func (d *Dispatch) sweep(ctx context.Context) (int, error) {
	now := d.Store.Now()
	var gone []string
	d.mu.Lock()
	to := d.desk
	for id, s := range d.customers {
		if !s.here(now) {
			delete(d.customers, id)
		}
	}
	for id, s := range d.experts {
		if to != nil && !s.away && !s.here(now) {
			s.away = true
			gone = append(gone, id)
		}
	}
	d.mu.Unlock()
	slices.Sort(gone)
	for i, id := range gone {
		if err := d.left(ctx, to, id); err != nil {
			d.mu.Lock()
			for _, again := range gone[i:] { // found again at the next Step
				if s := d.experts[again]; s != nil {
					s.away = false
				}
			}
			d.mu.Unlock()
			return i, err
		}
	}
	return len(gone), nil
}

func (d *Dispatch) left(ctx context.Context, to Desk, expert string) error {
	if err := to.ExpertLeft(ctx, expert); err != nil {
		return err
	}
	now := d.Store.Now()
	d.mu.Lock()
	here := d.experts[expert].here(now) // came back while the desk was told
	d.mu.Unlock()
	if here {
		return to.ExpertCame(ctx, expert)
	}
	return nil
}
