package desk_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"samtal/core/conversation"
	"samtal/service/desk"
)

// judge looks at what is left of it all.
func (h *history) judge() error {
	for _, id := range h.ids {
		if err := h.judgeOne(context.Background(), id); err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
	}
	left, err := h.store.Claim(context.Background(), h.now.Add(1000*time.Hour), time.Second, 100)
	if err != nil || len(left) > 0 {
		return fmt.Errorf("effects that nobody carries out: %v %v", left, err)
	}
	for key, n := range h.effects {
		if n != 1 {
			return fmt.Errorf("%d effects under %s", n, key)
		}
	}
	return nil
}

func (h *history) judgeOne(ctx context.Context, id string) error {
	rec, err := h.store.Load(ctx, id)
	if err != nil {
		return err
	}
	list, err := h.desk.Messages(ctx, h.sign[id], id, "", 10000)
	if err != nil {
		return err
	}
	seen, answers := map[string]int{}, map[string]int{}
	for _, m := range list {
		if m.From == "customer" {
			seen[m.ID]++
		}
		if m.From == "assistant" {
			answers[m.Text]++
		}
	}
	for _, in := range h.acked[id] {
		if seen[in.ID] != 1 {
			return fmt.Errorf("message %s was acknowledged and is there %d times", in.ID, seen[in.ID])
		}
	}
	for text, n := range answers {
		if n > 1 && strings.Contains(text, "[") {
			return fmt.Errorf("answered %d times: %s", n, text)
		}
	}
	if s := rec.State; s.Unanswered && s.Holder() != conversation.Line && s.Holder() != conversation.Expert {
		return fmt.Errorf("the customer waits and nobody holds it: %+v", s)
	}
	if err := h.judgeActs(ctx, id, rec); err != nil {
		return err
	}
	return h.judgeProjections(ctx, id, rec, list)
}

// judgeActs: what the bank did is known here, and was agreed to once.
func (h *history) judgeActs(ctx context.Context, id string, rec desk.Record) error {
	log, err := h.store.Entries(ctx, id, "", 0, 100000)
	if err != nil {
		return err
	}
	acts, outcome, yes := map[string]conversation.Act{}, map[string]string{}, 0
	for _, e := range log {
		event, err := conversation.DecodeEvent(e.Kind, e.Schema, e.Body)
		if err != nil {
			return err
		}
		switch e := event.(type) {
		case conversation.Consented:
			yes++
		case conversation.ActIntended:
			acts[e.ID] = e.Act
		case conversation.ActRan:
			outcome[e.ID] = "ran"
		case conversation.ActRejected:
			outcome[e.ID] = "rejected"
		case conversation.ActParked:
			outcome[e.ID] = "parked"
		}
	}
	if len(acts) > yes {
		return fmt.Errorf("%d acts for %d times yes", len(acts), yes)
	}
	for i, a := range acts {
		n, known := h.effects[a.Key], outcome[i]
		switch {
		case known == "":
			return fmt.Errorf("nobody knows how %s ended (effects: %d)", a.Key, n)
		case known == "ran" && n != 1, known == "rejected" && n != 0:
			return fmt.Errorf("%s is known as %s, and had %d effects", a.Key, known, n)
		case known == "parked" && !rec.State.Matter(a.Matter).Placed():
			return fmt.Errorf("%s is unknown and no person looks", a.Key)
		}
	}
	return nil
}

// judgeProjections: gapless, replayable, and nothing for staff in the bytes
// that a customer's screen gets.
func (h *history) judgeProjections(ctx context.Context, id string, rec desk.Record, list []desk.MessageView) error {
	entries, err := h.store.Entries(ctx, id, desk.ForCustomer, 0, 100000)
	if err != nil {
		return err
	}
	for i, e := range entries {
		if e.CustomerSeq != int64(i+1) {
			return fmt.Errorf("a gap at %d in the customer's projection", i+1)
		}
	}
	view, err := h.desk.View(ctx, h.sign[id], id)
	if err != nil {
		return err
	}
	mine, _, err := h.desk.Mine(ctx, h.sign[id], desk.Page{})
	if err != nil {
		return err
	}
	show, err := h.desk.Show(ctx, id, entries)
	if err != nil {
		return err
	}
	bytes, err := json.Marshal([]any{list, view, mine, show})
	if err != nil {
		return err
	}
	text := strings.ReplaceAll(string(bytes), `"why":""`, "")
	for _, w := range append(h.words, `"reading"`, `"draft_why"`, `"why"`, `"evidence"`, `"offer"`) {
		if strings.Contains(text, w) {
			return fmt.Errorf("%s reached the customer", w)
		}
	}
	return nil
}
