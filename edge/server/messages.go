package server

import (
	"context"
	"net/http"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/service/desk"
)

// messagesMost is the size of one page of messages.
const messagesMost = 200

type messagePage struct {
	Messages []desk.MessageView `json:"messages"`
	Next     *string            `json:"next"`
}

type posted struct {
	At
	Body struct {
		_      loose  `json:"-" additionalProperties:"true"`
		ID     string `json:"id" doc:"The client's own. Repeating it returns the first answer."`
		Text   string `json:"text,omitempty"`
		Choice string `json:"choice,omitempty" maxLength:"200" doc:"The id of a pressed choice."`
		Seen   string `json:"seen,omitempty" maxLength:"100" doc:"The id of the last message shown."`
		Matter string `json:"matter,omitempty" maxLength:"20"`
		BackBy string `json:"back_by,omitempty" maxLength:"40" doc:"Experts: a promised time of the next word."`
	}
}

// Waits asks for a long poll.
type Waits struct {
	Wait int `query:"wait" minimum:"0" maximum:"30" default:"0" doc:"Seconds to wait for something new."`
}

func (w Waits) time() time.Duration { return time.Duration(w.Wait) * time.Second }

func (s *server) messages() {
	on(s, route{http.MethodPost, "/conversations/{id}/messages", "Write. The answer comes after the message is stored", signedIn, writing, http.StatusAccepted, messageMost},
		func(ctx context.Context, who identity.Who, in *posted) (desk.Receipt, error) {
			m := desk.Incoming{ID: in.Body.ID, Text: in.Body.Text, Choice: in.Body.Choice, Seen: in.Body.Seen, Matter: conversation.MatterID(in.Body.Matter)}
			if who.Role == identity.Customer {
				return s.Desk.Write(ctx, who, in.ID, m)
			}
			if in.Body.BackBy != "" {
				t, err := time.Parse(time.RFC3339, in.Body.BackBy)
				if err != nil {
					return desk.Receipt{}, problem.New(problem.Invalid, "invalid_time")
				}
				m.BackBy = t
			}
			return s.Desk.Reply(ctx, who, in.ID, m)
		})
	type asked struct {
		At
		Waits
		After string `query:"after" maxLength:"100" doc:"The last message that is known; left out: from the start."`
		Limit int    `query:"limit" minimum:"1" maximum:"200" default:"200"`
	}
	on(s, route{http.MethodGet, "/conversations/{id}/messages", "Messages after one, oldest first; waits for the next if there is none", signedIn, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *asked) (messagePage, error) {
			if in.Wait > 0 && who.Role == identity.Customer {
				if _, err := s.Desk.Reach(ctx, who, in.ID); err != nil {
					return messagePage{}, err
				}
				defer s.Dispatch.CustomerCame(in.ID)()
			}
			got, err := poll(ctx, s, "c:"+in.ID, in.time(), func() ([]desk.MessageView, bool, error) {
				m, err := s.Desk.Messages(ctx, who, in.ID, in.After, min(in.Limit, messagesMost))
				return m, len(m) > 0, err
			})
			p := messagePage{Messages: got}
			if len(got) == in.Limit {
				p.Next = &got[len(got)-1].ID
			}
			return p, err
		})
}

// poll reads, and when there is nothing waits for the feed to say that there
// may be, until the time is over. It watches before it reads, so that nothing
// falls between; the database is asked only after a commit.
func poll[T any](ctx context.Context, s *server, channel string, wait time.Duration, read func() (T, bool, error)) (T, error) {
	if wait <= 0 {
		got, _, err := read()
		return got, err
	}
	woken, stop := s.Realtime.Watch(channel)
	defer stop()
	over := time.NewTimer(wait)
	defer over.Stop()
	for {
		got, some, err := read()
		if some || err != nil {
			return got, err
		}
		select {
		case <-woken:
		case <-over.C:
			return got, nil
		case <-s.Realtime.Closing():
			return got, nil
		case <-ctx.Done():
			return got, ctx.Err()
		}
	}
}
