// Package tryout lets a lead write as a customer and see, step by step, what
// was understood, decided and answered, and why. The law, the assistant and
// the content are the real ones, on a record that is thrown away: nothing is
// stored, nobody is called, and nothing acts in the company's systems.
package tryout

import (
	"context"
	"slices"
	"strconv"

	"samtal/core/flow"
	"samtal/core/identity"
	"samtal/core/knowledge"
	"samtal/core/problem"
	"samtal/service/desk"
)

// Persona is a customer whose account may be looked into while trying.
type Persona struct {
	ID    string            `json:"id"`
	Name  string            `json:"name"`
	About map[string]string `json:"about"` // what is special about the account, per language
}

// Room is one desk of its own. Its record ends with it.
type Room struct {
	Desk  *desk.Desk
	Store desk.Store
}

// Options are what a try-out is made of. All are needed; without Personas only
// a visitor can be tried.
type Options struct {
	House    desk.House
	Tools    desk.Tools
	Personas []Persona
	// Search finds articles, as the assistant does.
	Search func(market, language, query string, topics map[string]float64, k int) []knowledge.Hit
	// Facts puts the slots of a flow into words.
	Facts func(run flow.Run, language, today string) []flow.Fact
	// FlowTitle is what a flow's author calls it in this language.
	FlowTitle func(flow string, version int, language string) string
	// Room makes a desk whose company is tools; drafted hears of every draft.
	Room func(tools desk.Tools, drafted func(desk.Draft)) Room
}

// TryOut runs try-outs. It keeps nothing between them.
type TryOut struct{ Options }

// New makes one.
func New(o Options) *TryOut { return &TryOut{o} }

// TurnsMost is how many turns one try-out may have.
const TurnsMost = 30

// Ask is a whole try-out so far. It is played anew each time, so that no node
// needs to remember it.
type Ask struct {
	Market   string
	Language string // "" is the market's own
	Customer string // a persona's id; "" is a visitor
	Turns    []Turn
}

// Turn is what the customer does: words, or a button's id.
type Turn struct{ Text, Choice string }

// Run plays the turns and says what became of each.
func (t *TryOut) Run(ctx context.Context, lead identity.Who, a Ask) ([]Step, error) {
	if lead.Role != identity.Lead {
		return nil, problem.New(problem.Forbidden, "not_allowed")
	}
	if len(a.Turns) > TurnsMost {
		return nil, problem.New(problem.Invalid, "try_out_long", "most", strconv.Itoa(TurnsMost))
	}
	who := identity.Who{Role: identity.Customer}
	if a.Customer != "" {
		i := slices.IndexFunc(t.Personas, func(p Persona) bool { return p.ID == a.Customer })
		if i < 0 {
			return nil, problem.New(problem.Invalid, "try_out_unknown")
		}
		who.ID, who.Name, who.Level = a.Customer, t.Personas[i].Name, identity.SignedIn
	}
	p := play{TryOut: t, lead: lead, who: who, ask: a}
	p.company = &looking{to: t.Tools, house: t.House}
	p.room = t.Room(p.company, func(d desk.Draft) { p.drafts = append(p.drafts, d) })
	return p.run(ctx)
}
