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

// answers are what an expert does in a conversation, besides writing.
func (s *server) answers() {
	type settle struct {
		At
		Body struct {
			_       loose  `json:"-" additionalProperties:"true"`
			Matter  string `json:"matter,omitempty" maxLength:"20"`
			Outcome string `json:"outcome" maxLength:"20" doc:"settled, declined, duplicate, unreachable, other"`
			Note    string `json:"note,omitempty"`
		}
	}
	on(s, route{http.MethodPost, "/conversations/{id}/settle", "End a matter", staff, writing, 0, messageMost},
		func(ctx context.Context, who identity.Who, in *settle) (desk.View, error) {
			return s.Desk.Settle(ctx, who, in.ID, conversation.MatterID(in.Body.Matter), in.Body.Outcome, in.Body.Note)
		})
	type wait struct {
		At
		Body struct {
			_      loose  `json:"-" additionalProperties:"true"`
			Matter string `json:"matter,omitempty" maxLength:"20"`
			For    string `json:"for" maxLength:"20" doc:"customer, merchant, back_office, police, other"`
			Until  string `json:"until,omitempty" maxLength:"40" doc:"When the customer hears again, whatever others say. Not for the customer."`
		}
	}
	on(s, route{http.MethodPost, "/conversations/{id}/wait", "Say what a matter waits for; the customer is told", staff, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *wait) (desk.View, error) {
			var until time.Time
			if in.Body.Until != "" {
				var err error
				if until, err = time.Parse(time.RFC3339, in.Body.Until); err != nil {
					return desk.View{}, problem.New(problem.Invalid, "invalid_time")
				}
			}
			return s.Desk.Wait(ctx, who, in.ID, conversation.MatterID(in.Body.Matter), in.Body.For, until)
		})
	on(s, route{http.MethodPost, "/conversations/{id}/wait/over", "Whoever the matter waited for has answered", staff, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *atMatter) (desk.View, error) {
			return s.Desk.OthersAnswered(ctx, who, in.ID, in.matter())
		})
	type transfer struct {
		At
		Body struct {
			_      loose  `json:"-" additionalProperties:"true"`
			Matter string `json:"matter,omitempty" maxLength:"20"`
			Note   string `json:"note,omitempty"`
			Expert string `json:"expert,omitempty" maxLength:"100" doc:"Left out: back to the line, first."`
		}
	}
	on(s, route{http.MethodPost, "/conversations/{id}/transfer", "Give a matter to a colleague or back to the line", staff, writing, 0, messageMost},
		func(ctx context.Context, who identity.Who, in *transfer) (desk.View, error) {
			return s.Desk.Transfer(ctx, who, in.ID, conversation.MatterID(in.Body.Matter), in.Body.Expert, in.Body.Note)
		})
	type words struct {
		At
		Body struct {
			_    loose  `json:"-" additionalProperties:"true"`
			Text string `json:"text"`
		}
	}
	on(s, route{http.MethodPost, "/conversations/{id}/notes", "Write for staff only", staff, writing, 0, messageMost},
		func(ctx context.Context, who identity.Who, in *words) (none, error) {
			return none{}, s.Desk.Note(ctx, who, in.ID, in.Body.Text)
		})
	type unsupported struct {
		Unsupported []desk.Unsupported `json:"unsupported"`
	}
	on(s, route{http.MethodPost, "/conversations/{id}/check", "Amounts, dates and promises in a text that nothing supports", staff, writing, 0, messageMost},
		func(ctx context.Context, who identity.Who, in *words) (unsupported, error) {
			found, err := s.Desk.Check(ctx, who, in.ID, in.Body.Text)
			if found == nil {
				found = []desk.Unsupported{}
			}
			return unsupported{found}, err
		})
	type act struct {
		At
		Body struct {
			_      loose          `json:"-" additionalProperties:"true"`
			Matter string         `json:"matter,omitempty" maxLength:"20"`
			Tool   string         `json:"tool" maxLength:"100"`
			Args   map[string]any `json:"args,omitempty"`
		}
	}
	type look struct {
		At
		Accept string `header:"Accept-Language"`
		Body   struct {
			_      loose          `json:"-" additionalProperties:"true"`
			Matter string         `json:"matter,omitempty" maxLength:"20"`
			Tool   string         `json:"tool" maxLength:"100"`
			Args   map[string]any `json:"args,omitempty"`
		}
	}
	on(s, route{http.MethodPost, "/conversations/{id}/look", "Look into the customer's account; it is noted in the timeline", staff, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *look) (desk.LookView, error) {
			return s.Desk.Look(ctx, who, in.ID, conversation.MatterID(in.Body.Matter), in.Body.Tool, s.reader("", in.Accept), in.Body.Args)
		})
	type confirm struct {
		Confirm  string     `json:"confirm" doc:"The question's digest; empty while a second person's yes is waited for."`
		Approval string     `json:"approval" doc:"The request for a second person's yes; empty when none is needed."`
		Due      *time.Time `json:"due" doc:"By when the second person decides."`
	}
	on(s, route{http.MethodPost, "/conversations/{id}/acts", "Ask the customer, in their own widget, to allow an act", staff, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *act) (confirm, error) {
			asked, err := s.Desk.ProposeAct(ctx, who, in.ID, conversation.MatterID(in.Body.Matter), in.Body.Tool, in.Body.Args)
			v := confirm{Confirm: asked.Confirm, Approval: asked.Approval}
			if !asked.Due.IsZero() {
				v.Due = &asked.Due
			}
			return v, err
		})
	on(s, route{http.MethodPost, "/conversations/{id}/known", "I know this person: what I hold of theirs goes to a colleague, and never comes back to me", staff, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *At) (none, error) {
			return none{}, s.Desk.KnowPerson(ctx, who, in.ID)
		})
	type again struct {
		At
		Act string `path:"act" maxLength:"100"`
	}
	on(s, route{http.MethodPost, "/conversations/{id}/acts/{act}/retry", "Try a parked act again, with the same key", staff, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *again) (none, error) {
			return none{}, s.Desk.RetryAct(ctx, who, in.ID, in.Act)
		})
}
