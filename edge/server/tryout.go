package server

import (
	"context"
	"net/http"

	"samtal/core/identity"
	"samtal/service/tryout"
)

type tryoutView struct {
	Markets  []string         `json:"markets"`
	Personas []tryout.Persona `json:"personas"`
	Most     int              `json:"most"` // turns
}

// tryouts are for leads: write as a customer, see what happens and why.
func (s *server) tryouts() {
	on(s, route{http.MethodGet, "/tryout", "Whom a lead may try to be", leads, reading, 0, 0},
		func(_ context.Context, _ identity.Who, _ *none) (tryoutView, error) {
			v := tryoutView{Markets: s.Pack.Markets(), Personas: []tryout.Persona{}, Most: tryout.TurnsMost}
			if s.TryOut != nil {
				v.Personas = append(v.Personas, s.TryOut.Personas...)
			}
			return v, nil
		})
	type turn struct {
		_      loose  `json:"-" additionalProperties:"true"`
		Text   string `json:"text,omitempty"`
		Choice string `json:"choice,omitempty" maxLength:"200"`
	}
	type ask struct {
		Body struct {
			_        loose  `json:"-" additionalProperties:"true"`
			Market   string `json:"market" maxLength:"20"`
			Language string `json:"language,omitempty" maxLength:"20"`
			Customer string `json:"customer,omitempty" maxLength:"100" doc:"A persona's id; left out: a visitor."`
			Turns    []turn `json:"turns" doc:"All of the customer's turns so far: it is played anew, and nothing is stored."`
		}
	}
	on(s, route{http.MethodPost, "/tryout", "Write as a customer: what is read, decided and answered, and why. Nothing is stored, nothing acts", leads, writing, 0, messageMost},
		func(ctx context.Context, who identity.Who, in *ask) (list[tryout.Step], error) {
			if s.TryOut == nil {
				return listOf([]tryout.Step{}, ""), nil
			}
			a := tryout.Ask{Market: in.Body.Market, Language: in.Body.Language, Customer: in.Body.Customer}
			for _, t := range in.Body.Turns {
				a.Turns = append(a.Turns, tryout.Turn{Text: t.Text, Choice: t.Choice})
			}
			steps, err := s.TryOut.Run(ctx, who, a)
			return listOf(steps, ""), err
		})
}
