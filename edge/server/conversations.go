package server

import (
	"context"
	"net/http"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/service/desk"
)

// loose lets a body hold more than is known: clients of tomorrow may say more.
type loose struct{}

// At names a conversation.
type At struct {
	ID string `path:"id" maxLength:"100"`
}

// matterBody names a matter, or leaves it to the law: the most human open one.
type matterBody struct {
	_      loose  `json:"-" additionalProperties:"true"`
	Matter string `json:"matter,omitempty" maxLength:"20"`
}

type atMatter struct {
	At
	Body *matterBody
}

func (a *atMatter) matter() conversation.MatterID {
	if a.Body == nil {
		return ""
	}
	return conversation.MatterID(a.Body.Matter)
}

// list is a page of anything.
type list[T any] struct {
	Items []T     `json:"items"`
	Next  *string `json:"next"`
}

func listOf[T any](items []T, next string) list[T] {
	l := list[T]{Items: items}
	if items == nil {
		l.Items = []T{}
	}
	if next != "" {
		l.Next = &next
	}
	return l
}

// Page asks for part of a list.
type Page struct {
	After string `query:"after" maxLength:"400" doc:"The next of the page before."`
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

func (p Page) page() desk.Page { return desk.Page{After: p.After, Limit: p.Limit} }

type created struct {
	ID    string `json:"id"`
	Token string `json:"token"`
}

// owned is one of a customer's own conversations.
type owned struct {
	ID string `json:"id"`
	desk.RowView
}

func (s *server) conversations() {
	type open struct {
		Body struct {
			_        loose  `json:"-" additionalProperties:"true"`
			Market   string `json:"market" maxLength:"20"`
			Language string `json:"language,omitempty" maxLength:"20"`
		}
	}
	on(s, route{http.MethodPost, "/conversations", "Start a conversation", anybody, opening, http.StatusCreated, 0},
		func(ctx context.Context, who identity.Who, in *open) (created, error) {
			if who.Role == identity.Expert || who.Role == identity.Lead {
				return created{}, problem.New(problem.Forbidden, "not_allowed")
			}
			who.Visitor = "" // a visitor's token opens the conversation that it came from, no other
			id, token, err := s.Desk.Open(ctx, who, in.Body.Market, in.Body.Language)
			return created{id, token}, err
		})
	on(s, route{http.MethodGet, "/me/conversations", "A customer's own conversations, newest first", customers, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *Page) (list[owned], error) {
			rows, next, err := s.Desk.Mine(ctx, who, in.page())
			items := make([]owned, 0, len(rows))
			for _, r := range rows {
				items = append(items, owned{r.Conversation, r})
			}
			return listOf(items, next), err
		})
	on(s, route{http.MethodGet, "/conversations/{id}", "The state of a conversation", signedIn, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *At) (desk.View, error) {
			return s.Desk.View(ctx, who, in.ID)
		})
	on(s, route{http.MethodPost, "/conversations/{id}/human", "Ask for a person", customers, free, 0, 0},
		func(ctx context.Context, who identity.Who, in *atMatter) (desk.View, error) {
			return s.Desk.AskForPerson(ctx, who, in.ID, in.matter())
		})
	type atMatterQuery struct {
		At
		Matter string `query:"matter" maxLength:"20"`
		Body   *matterBody
	}
	on(s, route{http.MethodDelete, "/conversations/{id}/human", "Leave the line, by the customer's own choice", customers, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *atMatterQuery) (desk.View, error) {
			m := conversation.MatterID(in.Matter)
			if in.Body != nil && in.Body.Matter != "" {
				m = conversation.MatterID(in.Body.Matter)
			}
			return s.Desk.Withdraw(ctx, who, in.ID, m)
		})
	on(s, route{http.MethodPost, "/conversations/{id}/written", "A dated written answer instead of waiting", customers, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *atMatter) (desk.View, error) {
			return s.Desk.ChooseWritten(ctx, who, in.ID, in.matter())
		})
	s.handback()
	s.opinions()
}

// handback has two sides: the expert proposes, the customer answers.
func (s *server) handback() {
	type answer struct {
		At
		Body struct {
			_      loose  `json:"-" additionalProperties:"true"`
			Matter string `json:"matter,omitempty" maxLength:"20"`
			Accept *bool  `json:"accept,omitempty" doc:"The customer's yes or no. An expert leaves it out."`
		}
	}
	on(s, route{http.MethodPost, "/conversations/{id}/handback", "Propose that the assistant goes on (expert), or answer that (customer)", signedIn, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *answer) (desk.View, error) {
			m := conversation.MatterID(in.Body.Matter)
			if who.Role != identity.Customer {
				return s.Desk.ProposeHandBack(ctx, who, in.ID, m)
			}
			if in.Body.Accept == nil {
				return desk.View{}, problem.New(problem.Invalid, "invalid", "field", "accept")
			}
			return s.Desk.AnswerHandBack(ctx, who, in.ID, m, *in.Body.Accept)
		})
}

func (s *server) opinions() {
	type rating struct {
		At
		Body struct {
			_         loose  `json:"-" additionalProperties:"true"`
			Expert    int    `json:"expert,omitempty" doc:"1 to 5"`
			Assistant int    `json:"assistant,omitempty" doc:"1 to 5"`
			Words     string `json:"words,omitempty"`
		}
	}
	on(s, route{http.MethodPost, "/conversations/{id}/rating", "How it was", customers, writing, 0, messageMost},
		func(ctx context.Context, who identity.Who, in *rating) (none, error) {
			return none{}, s.Desk.Rate(ctx, who, in.ID, in.Body.Expert, in.Body.Assistant, in.Body.Words)
		})
	on(s, route{http.MethodGet, "/conversations/{id}/summary", "What the next person is told", signedIn, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *At) (desk.SummaryView, error) {
			return s.Desk.Summary(ctx, who, in.ID)
		})
	type correction struct {
		At
		Body struct {
			_      loose  `json:"-" additionalProperties:"true"`
			Matter string `json:"matter,omitempty" maxLength:"20"`
			Text   string `json:"text"`
		}
	}
	on(s, route{http.MethodPost, "/conversations/{id}/corrections", "Correct the summary; the expert sees it", customers, writing, 0, messageMost},
		func(ctx context.Context, who identity.Who, in *correction) (none, error) {
			return none{}, s.Desk.Correct(ctx, who, in.ID, conversation.MatterID(in.Body.Matter), in.Body.Text)
		})
}
