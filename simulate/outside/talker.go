package outside

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Talker is a customer with something to say: they press the buttons that are
// offered, answer questions from their script, and send a message again under
// the same id until the server says that it has it.
type Talker struct {
	Name   string
	JWT    string
	Lines  []string // what they say, one after the other, whenever it is their turn
	Person bool     // ends by asking for a person

	Talk  *Talk
	Acked []string // ids that the server acknowledged, in order
	said  int
	ids   int
	seen  []Message
}

// turns bounds a talk: a customer who presses buttons for ever is a bug.
const turns = 24

// Run talks until there is nothing more to say and everything said is
// answered or held by a person. A server that is gone is waited for.
func (t *Talker) Run(ctx context.Context, s *Server) error {
	for t.Talk == nil {
		talk, err := s.Open(ctx, t.JWT, "SE", "sv")
		if err == nil {
			t.Talk = talk
		} else if err := again(ctx, err); err != nil {
			return err
		}
	}
	for range turns {
		text, choice := t.next()
		if text == "" && choice == "" {
			return nil
		}
		if err := t.send(ctx, text, choice); err != nil {
			return err
		}
		if err := t.listen(ctx); err != nil {
			return err
		}
	}
	return nil
}

// next is what the customer does now: a button, the next line, the wish for a
// person, or nothing.
func (t *Talker) next() (text, choice string) {
	for i := len(t.seen) - 1; i >= 0 && t.seen[i].From != "customer"; i-- {
		for _, c := range t.seen[i].Choices {
			if strings.HasPrefix(c.ID, "confirm:") || strings.HasPrefix(c.ID, "pick:") {
				return "", c.ID
			}
		}
	}
	if t.said < len(t.Lines) {
		t.said++
		return t.Lines[t.said-1], ""
	}
	if t.Person {
		t.Person = false
		return "jag vill prata med en människa", ""
	}
	return "", ""
}

func (t *Talker) send(ctx context.Context, text, choice string) error {
	t.ids++
	id := fmt.Sprintf("%s-%03d", t.Name, t.ids)
	for {
		err := t.Talk.Write(ctx, id, text, choice, "")
		if err == nil {
			t.Acked = append(t.Acked, id)
			return nil
		}
		if err := again(ctx, err); err != nil {
			return fmt.Errorf("%s says %q%s: %w", t.Name, text, choice, err)
		}
	}
}

// listen reads until somebody else has the last word, or a person holds the
// conversation.
func (t *Talker) listen(ctx context.Context) error {
	for {
		after := ""
		if n := len(t.seen); n > 0 {
			after = t.seen[n-1].ID
		}
		page, err := t.Talk.Messages(ctx, after, 2)
		if err != nil {
			if err := again(ctx, err); err != nil {
				return fmt.Errorf("%s reads: %w", t.Name, err)
			}
			continue
		}
		t.seen = append(t.seen, page...)
		if len(page) > 0 && page[len(page)-1].From != "customer" {
			return nil
		}
		state, err := t.Talk.State(ctx)
		if err == nil && (state.Holder == "line" || state.Holder == "expert") {
			return nil
		}
	}
}

// again decides whether to try once more: a refusal is final, a server that is
// gone or busy is not.
func again(ctx context.Context, err error) error {
	var p *Problem
	if errors.As(err, &p) && p.Status < 500 && p.Status != 429 {
		return err
	}
	if ctx.Err() != nil {
		return errors.Join(ctx.Err(), err)
	}
	select {
	case <-ctx.Done():
		return errors.Join(ctx.Err(), err)
	case <-time.After(20 * time.Millisecond): // not a test's sleep: the customer's patience with a dead line
		return nil
	}
}

// Person at work: goes online, takes what is offered, answers and settles.
type Worker struct {
	Name  string
	Token string
	Took  int
}

// Run works until the context ends.
func (w *Worker) Run(ctx context.Context, s *Server) {
	n := 0
	for ctx.Err() == nil {
		if err := s.Do(ctx, "POST", "/api/v1/experts/me/online", w.Token, struct{}{}, nil); err != nil {
			_ = again(ctx, err)
			continue
		}
		var page struct {
			Items []struct{ ID, Conversation, Matter string }
		}
		if err := s.Do(ctx, "GET", "/api/v1/experts/me/offers?wait=2", w.Token, nil, &page); err != nil {
			_ = again(ctx, err)
			continue
		}
		for _, o := range page.Items {
			if err := s.Do(ctx, "POST", "/api/v1/offers/"+o.ID+"/accept", w.Token, struct{}{}, nil); err == nil {
				w.Took++
			}
		}
		var held struct {
			Items []struct{ Conversation, Holder string }
		}
		if err := s.Do(ctx, "GET", "/api/v1/experts/me/conversations", w.Token, nil, &held); err != nil {
			_ = again(ctx, err)
			continue
		}
		for _, h := range held.Items {
			t := Talk{Server: s, ID: h.Conversation, Token: w.Token}
			state, err := t.State(ctx)
			if err != nil {
				continue
			}
			for _, m := range state.Matters {
				if m.Holder != "expert" {
					continue
				}
				n++
				in := map[string]string{"id": fmt.Sprintf("%s-%d-%s", w.Name, n, m.ID), "text": "Hej, jag har läst allt du skrev och hjälper dig.", "matter": m.ID}
				if s.Do(ctx, "POST", t.path("/messages"), w.Token, in, nil) == nil {
					_ = s.Do(ctx, "POST", t.path("/settle"), w.Token, map[string]string{"matter": m.ID, "outcome": "settled"}, nil) // tried again in the next round
				}
			}
		}
	}
}
