package server

import (
	"context"
	"net/http"
	"time"

	"samtal/core/conversation"
	"samtal/core/hours"
	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/service/desk"
	"samtal/service/pack"
)

type lineView struct {
	Items   []desk.RowView `json:"items"`
	Next    *string        `json:"next"`
	Experts []expertView   `json:"experts"`
	Late    []desk.RowView `json:"late"` // held by experts, and their word is due soon or overdue
}

func (s *server) leads() {
	type line struct {
		Market string `query:"market" maxLength:"20"`
	}
	on(s, route{http.MethodGet, "/line", "Who waits, most urgent first, and who answers", leads, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *line) (lineView, error) {
			rows, err := s.Desk.Line(ctx, who, in.Market)
			if err != nil {
				return lineView{}, err
			}
			team, err := s.Dispatch.Team(ctx)
			v := lineView{Items: rows, Experts: []expertView{}}
			var busy []string
			for _, m := range team {
				if m.Role == string(identity.Expert) || m.Conversations > 0 {
					v.Experts = append(v.Experts, expertOf(m))
				}
				if m.Conversations > 0 {
					busy = append(busy, m.ID)
				}
			}
			if err == nil {
				v.Late, err = s.Desk.Late(ctx, who, in.Market, busy)
			}
			return v, err
		})
	type since struct {
		Page
		Since string `query:"since" maxLength:"40" doc:"Promises made since; left out: 30 days."`
	}
	on(s, route{http.MethodGet, "/promises", "Promises kept, at risk and broken", leads, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *since) (desk.PromisesView, error) {
			var from time.Time
			if in.Since != "" {
				var err error
				if from, err = time.Parse(time.RFC3339, in.Since); err != nil {
					return desk.PromisesView{}, problem.New(problem.Invalid, "invalid_time")
				}
			}
			return s.Desk.Promises(ctx, who, from, in.page())
		})
	type query struct {
		Page
		Q string `query:"q" maxLength:"400"`
	}
	on(s, route{http.MethodGet, "/search", "Conversations by id, customer or words", leads, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *query) (list[desk.RowView], error) {
			rows, next, err := s.Desk.Search(ctx, who, in.Q, in.page())
			return listOf(rows, next), err
		})
	on(s, route{http.MethodPost, "/conversations/{id}/take", "Take a matter over: a lead from anybody, an expert from their team", staff, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *atMatter) (desk.View, error) {
			return s.Desk.Take(ctx, who, in.ID, in.matter())
		})
	type offer struct {
		At
		Body struct {
			_      loose  `json:"-" additionalProperties:"true"`
			Matter string `json:"matter,omitempty" maxLength:"20" doc:"Left out: the first of the conversation's that waits."`
			Expert string `json:"expert" maxLength:"100"`
		}
	}
	on(s, route{http.MethodPost, "/conversations/{id}/offer", "Offer a matter in line to one expert", leads, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *offer) (none, error) {
			if _, err := s.Desk.Reach(ctx, who, in.ID); err != nil {
				return none{}, err
			}
			return none{}, s.Dispatch.OfferTo(ctx, who, in.ID, conversation.MatterID(in.Body.Matter), in.Body.Expert)
		})
	s.approvals()
	s.hours()
	s.content()
	s.tryouts()
}

// approvals are the acts above an expert's limit.
func (s *server) approvals() {
	on(s, route{http.MethodGet, "/approvals", "What waits for a second person's yes, soonest first", leads, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *struct {
			Accept string `header:"Accept-Language"`
		}) (list[desk.ApprovalView], error) {
			items, err := s.Desk.Approvals(ctx, who, s.reader("", in.Accept))
			return listOf(items, ""), err
		})
	type Named struct {
		ID string `path:"id" maxLength:"100"`
	}
	on(s, route{http.MethodPost, "/approvals/{id}/approve", "Say yes to an act of somebody else; the customer is asked now", leads, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *Named) (none, error) {
			return none{}, s.Desk.Approve(ctx, who, in.ID)
		})
	type refusal struct {
		Named
		Body struct {
			_   loose  `json:"-" additionalProperties:"true"`
			Why string `json:"why"`
		}
	}
	on(s, route{http.MethodPost, "/approvals/{id}/refuse", "Say no, and why; the expert tells the customer", leads, writing, 0, messageMost},
		func(ctx context.Context, who identity.Who, in *refusal) (none, error) {
			return none{}, s.Desk.RefuseApproval(ctx, who, in.ID, in.Body.Why)
		})
}

// content shows a lead how the content stands, and takes in what changed in
// its folder without waiting for the next look at it.
func (s *server) content() {
	on(s, route{http.MethodGet, "/content", "The content in force, and what was refused of it", leads, reading, 0, 0},
		func(context.Context, identity.Who, *struct{}) (pack.Standing, error) { return s.Pack.Standing(), nil })
	on(s, route{http.MethodPost, "/content/reload", "Read the content folder anew: checked and tested first, in force only if whole", leads, writing, 0, 0},
		func(ctx context.Context, _ identity.Who, _ *struct{}) (pack.Standing, error) {
			if !s.Pack.Standing().Folder {
				return pack.Standing{}, problem.New(problem.Conflict, "content_is_built_in")
			}
			return s.Pack.Reload(ctx)
		})
}

func (s *server) hours() {
	type Named struct {
		Market string `path:"market" maxLength:"20"`
	}
	on(s, route{http.MethodGet, "/markets/{market}/hours", "Opening hours as they are written", leads, reading, 0, 0},
		func(_ context.Context, _ identity.Who, in *Named) (hours.Written, error) {
			if !s.Pack.Has(in.Market) {
				return hours.Written{}, problem.New(problem.Missing, "unknown_market")
			}
			return written(s.Pack.Hours(in.Market)), nil
		})
	type change struct {
		Named
		Body hours.Written
	}
	on(s, route{http.MethodPut, "/markets/{market}/hours", "Change the opening hours", leads, writing, 0, 0},
		func(ctx context.Context, _ identity.Who, in *change) (hours.Written, error) {
			if !s.Pack.Has(in.Market) {
				return hours.Written{}, problem.New(problem.Missing, "unknown_market")
			}
			if err := s.Pack.SetHours(ctx, in.Market, in.Body); err != nil {
				return hours.Written{}, err
			}
			return written(s.Pack.Hours(in.Market)), nil
		})
}

// written never shows null where a screen loops.
func written(w hours.Written) hours.Written {
	if w.Week == nil {
		w.Week = map[string][]string{}
	}
	if w.Holidays == nil {
		w.Holidays = []hours.WrittenHoliday{}
	}
	return w
}
