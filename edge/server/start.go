package server

import (
	"context"
	"net/http"
	"time"

	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/service/desk"
)

// earlierMost conversations are listed on the first screen.
const earlierMost = 5

// startView is the widget's first screen in one answer: today's wait for a
// person, what the customer may have come for, and what was talked about before.
type startView struct {
	Market        marketView         `json:"market"`
	AnswerBy      *time.Time         `json:"answer_by" doc:"When nobody is there now: a person answers by then, if asked at this moment."`
	Matters       []desk.StartMatter `json:"matters" doc:"Up to three, from the customer's own account; each id is a choice that a conversation may begin with."`
	Conversations []owned            `json:"conversations" doc:"The customer's own, newest first."`
}

func (s *server) start() {
	type asked struct {
		Market   string `query:"market" maxLength:"20" doc:"Left out: the first."`
		Language string `query:"language" maxLength:"20"`
		Accept   string `header:"Accept-Language"`
	}
	on(s, route{http.MethodGet, "/me/start", "What the first screen shows: today's wait, likely matters, earlier conversations", anybody, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *asked) (startView, error) {
			if who.Role == identity.Expert || who.Role == identity.Lead {
				return startView{}, problem.New(problem.Forbidden, "not_allowed")
			}
			if in.Market == "" {
				in.Market = s.Pack.Markets()[0]
			}
			m, err := s.market(ctx, in.Market)
			if err != nil {
				return startView{}, err
			}
			v := startView{Market: m, Conversations: []owned{}}
			if now := s.Desk.Store.Now(); !m.Staffed || !m.Open {
				if due := s.Pack.Rules(in.Market, now).Lines[""].Due; due.After(now) {
					v.AnswerBy = &due
				}
			}
			if who.ID != "" {
				rows, _, err := s.Desk.Mine(ctx, who, desk.Page{Limit: earlierMost})
				if err != nil {
					return startView{}, err
				}
				for _, r := range rows {
					v.Conversations = append(v.Conversations, owned{r.Conversation, r})
				}
			}
			v.Matters, err = s.Desk.Start(ctx, who, in.Market, s.reader(in.Language, in.Accept))
			return v, err
		})
}
