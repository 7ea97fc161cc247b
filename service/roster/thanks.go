package roster

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"samtal/core/identity"
	"samtal/service/desk"
)

// Contents holds what people wrote. The record implements it.
type Contents interface {
	Contents(ctx context.Context, conversation string, ids []string) (map[string]desk.Content, error)
}

// good is from how many of five stars words count as thanks.
const good = 4

// Rated implements desk.Ratings: kind words are kept for whom they are about.
func (r *Roster) Rated(ctx context.Context, in desk.Rating) error {
	if in.Stars < good || in.Message == "" || in.Expert == "" {
		return nil
	}
	return r.Store.PutThanks(ctx, Thanks{Conversation: in.Conversation, Message: in.Message, Expert: in.Expert, Stars: in.Stars, At: r.Now()})
}

// ThanksView is a customer's thanks as the expert reads them: the words and
// when, never who.
type ThanksView struct {
	Words string
	Stars int
	At    time.Time
}

// thanksShown is how many of the last thanks somebody reads.
const thanksShown = 5

// Thanks lists what customers wrote to the asker, the newest first. Words that
// were erased are gone from here as well.
func (r *Roster) Thanks(ctx context.Context, who identity.Who) ([]ThanksView, error) {
	if err := staffOnly(who); err != nil {
		return nil, err
	}
	list, err := r.Store.Thanks(ctx, who.ID, thanksShown)
	if err != nil {
		return nil, err
	}
	out := []ThanksView{}
	for _, t := range list {
		found, err := r.Contents.Contents(ctx, t.Conversation, []string{t.Message})
		if err != nil {
			return nil, err
		}
		c, there := found[t.Message]
		if !there || len(c.Body) == 0 {
			continue
		}
		var m desk.Message
		if err := json.Unmarshal(c.Body, &m); err != nil {
			return nil, fmt.Errorf("thanks of %s: %w", t.Conversation, err)
		}
		if m.Text != "" {
			out = append(out, ThanksView{m.Text, t.Stars, t.At})
		}
	}
	return out, nil
}

// calendarBack is how much of the past a calendar shows.
const calendarBack = 30 * 24 * time.Hour

// OpenCalendar makes a new secret key for the asker's calendar; the one before
// opens nothing any more. CloseCalendar leaves none.
func (r *Roster) OpenCalendar(ctx context.Context, who identity.Who) (key string, err error) {
	if err := staffOnly(who); err != nil {
		return "", err
	}
	key = r.NewKey()
	return key, r.Store.PutCalendar(ctx, who.ID, key)
}

// CloseCalendar ends the asker's calendar link.
func (r *Roster) CloseCalendar(ctx context.Context, who identity.Who) error {
	if err := staffOnly(who); err != nil {
		return err
	}
	return r.Store.PutCalendar(ctx, who.ID, "")
}

// Calendar are the shifts of whom a key belongs to, or desk.ErrMissing.
func (r *Roster) Calendar(ctx context.Context, key string) ([]Posted, error) {
	expert, err := r.Store.Calendar(ctx, key)
	if err != nil {
		return nil, err
	}
	list, _, err := r.Store.Booked(ctx, expert, r.Now().Add(-calendarBack))
	return list, err
}
