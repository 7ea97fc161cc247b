package server

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/service/desk"
	"samtal/service/dispatch"
)

type skill struct {
	Topic string `json:"topic"`
	Level int    `json:"level"`
}

type expertView struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Languages []string `json:"languages"`
	Skills    []skill  `json:"skills"`
	Online    bool     `json:"online"`
	Capacity  int      `json:"capacity"`
	Held      int      `json:"held"`
}

func expertOf(m dispatch.Member) expertView {
	v := expertView{ID: m.ID, Name: m.Name, Languages: append([]string{}, m.Languages...), Skills: []skill{}, Online: m.Online,
		Capacity: m.Capacity, Held: m.Conversations}
	for topic, level := range m.Skills {
		v.Skills = append(v.Skills, skill{topic, level})
	}
	slices.SortFunc(v.Skills, func(a, b skill) int {
		if a.Topic < b.Topic {
			return -1
		}
		return 1
	})
	return v
}

func (s *server) experts() {
	on(s, route{http.MethodGet, "/experts/me", "Who I am", staff, reading, 0, 0},
		func(ctx context.Context, who identity.Who, _ *none) (expertView, error) {
			m, err := s.Dispatch.Me(ctx, who)
			return expertOf(m), err
		})
	type leaving struct {
		Body *struct {
			_    loose `json:"-" additionalProperties:"true"`
			Done bool  `json:"done,omitempty" doc:"Finished for now: what has a date goes to the team, unless I am back in time."`
		}
	}
	on(s, route{http.MethodPost, "/experts/me/online", "Go online", staff, writing, 0, 0},
		func(ctx context.Context, who identity.Who, _ *none) (expertView, error) {
			if err := s.Dispatch.Online(ctx, who); err != nil {
				return expertView{}, err
			}
			m, err := s.Dispatch.Me(ctx, who)
			return expertOf(m), err
		})
	on(s, route{http.MethodPost, "/experts/me/offline", "Go offline: for a while, or done for now", staff, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *leaving) (expertView, error) {
			leave := s.Dispatch.Offline
			if in.Body != nil && in.Body.Done {
				leave = s.Dispatch.Done
			}
			if err := leave(ctx, who); err != nil {
				return expertView{}, err
			}
			m, err := s.Dispatch.Me(ctx, who)
			return expertOf(m), err
		})
	type asked struct {
		View   string `query:"view" default:"mine" maxLength:"20" doc:"mine, team or today"`
		Market string `query:"market" maxLength:"20"`
	}
	on(s, route{http.MethodGet, "/matters", "Open matters that people owe or hold: mine, my team's, due today", staff, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *asked) (list[desk.RowView], error) {
			rows, err := s.Desk.Matters(ctx, who, in.View, in.Market)
			return listOf(rows, ""), err
		})
	on(s, route{http.MethodGet, "/experts/me/offers", "Conversations offered to me; waits for one if there is none", staff, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *Waits) (list[dispatch.OfferView], error) {
			got, err := poll(ctx, s, "e:"+who.ID, in.time(), func() ([]dispatch.OfferView, bool, error) {
				o, err := s.Dispatch.Offers(ctx, who)
				return o, len(o) > 0, err
			})
			return listOf(got, ""), err
		})
	on(s, route{http.MethodGet, "/experts/me/conversations", "What I hold; who waits comes first", staff, reading, 0, 0},
		func(ctx context.Context, who identity.Who, _ *none) (list[desk.RowView], error) {
			rows, err := s.Desk.Held(ctx, who)
			return listOf(rows, ""), err
		})
	type Offer struct {
		ID string `path:"id" maxLength:"200"`
	}
	type accepted struct {
		Conversation string `json:"conversation"`
	}
	on(s, route{http.MethodPost, "/offers/{id}/accept", "Take an offer; 409 if somebody else has", staff, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *Offer) (accepted, error) {
			id, err := s.Desk.Accept(ctx, who, in.ID)
			return accepted{id}, err
		})
	type declined struct {
		Offer
		Body *struct {
			_      loose  `json:"-" additionalProperties:"true"`
			Reason string `json:"reason,omitempty" maxLength:"200"`
		}
	}
	on(s, route{http.MethodPost, "/offers/{id}/decline", "Give an offer back; the next expert is called", staff, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *declined) (none, error) {
			return none{}, s.Desk.Decline(ctx, who, in.ID)
		})
	on(s, route{http.MethodGet, "/conversations/{id}/staff", "Everything that the expert needs", staff, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *At) (desk.StaffView, error) {
			return s.Desk.Staff(ctx, who, in.ID)
		})
	s.timeline()
}

func (s *server) timeline() {
	type asked struct {
		At
		Waits
		After string `query:"after" maxLength:"20" doc:"The seq after which to begin."`
		Limit int    `query:"limit" minimum:"1" maximum:"500" default:"200"`
	}
	type got struct {
		items []desk.Event
		next  string
	}
	on(s, route{http.MethodGet, "/conversations/{id}/timeline", "Every event with its reason", staff, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *asked) (list[desk.Event], error) {
			after := int64(0)
			if in.After != "" {
				var err error
				if after, err = strconv.ParseInt(in.After, 10, 64); err != nil || after < 0 {
					return list[desk.Event]{}, problem.New(problem.Invalid, "invalid_cursor")
				}
			}
			g, err := poll(ctx, s, "s:"+in.ID, in.time(), func() (got, bool, error) {
				items, next, err := s.Desk.Timeline(ctx, who, in.ID, after, in.Limit)
				return got{items, next}, len(items) > 0, err
			})
			return listOf(g.items, g.next), err
		})
}
