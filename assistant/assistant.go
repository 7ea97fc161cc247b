// Package assistant is the assistant that needs no network: flows, articles
// and patterns, worked off step by step. It is one more actor who answers
// later: it proposes, and the law (core/conversation) decides. It may look
// things up; it has no way to change anything.
package assistant

import (
	"context"
	"log/slog"

	"samtal/core/flow"
	"samtal/core/knowledge"
	"samtal/service/desk"
)

// Articles are the approved texts. *pack.Pack implements it.
type Articles interface {
	// SearchFor finds up to k articles, best first; topics are probabilities.
	SearchFor(market, language, query string, topics map[string]float64, k int) []knowledge.Hit
	// Article returns one that is in force today.
	Article(language, id string) (knowledge.Article, bool)
}

// Flows are the flows in force, and those of before for whoever is in the
// middle of one. *pack.Pack implements it.
type Flows interface {
	// Edition returns flows by their digest; "" is those in force, which are
	// never missing.
	Edition(ctx context.Context, digest string) (flows *flow.Catalogue, found string, err error)
}

// Options are what an assistant is made of. All but Money and Log are needed.
type Options struct {
	Money    Money // nil: there is no money assistant
	House    desk.House
	Flows    Flows
	Articles Articles
	Tools    desk.Tools
	Log      *slog.Logger
}

// Embedded is the assistant inside the program. Any number of drafts may be
// made at once.
type Embedded struct{ Options }

var _ desk.Quick = (*Embedded)(nil)

// New makes an assistant.
func New(o Options) *Embedded {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Embedded{o}
}

// Draft proposes what to say next. The same brief and the same answers of the
// tools give the same draft. An error means that there is nothing to say: the
// law then brings a person.
func (e *Embedded) Draft(ctx context.Context, b desk.Brief) (desk.Draft, error) {
	if err := ctx.Err(); err != nil {
		return desk.Draft{}, err
	}
	t := e.newTurn(ctx, &b)
	t.work()
	if err := ctx.Err(); err != nil {
		return desk.Draft{}, err // whatever was looked up came too late to be told
	}
	return t.finish()
}

// Quick implements desk.Quick: the same draft as Draft's, unless it needs a
// look-up. Those may take seconds, and a customer's word is stored before them.
func (e *Embedded) Quick(ctx context.Context, b desk.Brief) (desk.Draft, bool) {
	t := e.newTurn(ctx, &b)
	t.quick = true
	t.work()
	if t.needs || ctx.Err() != nil {
		return desk.Draft{}, false
	}
	d, err := t.finish()
	return d, err == nil
}

func (t *turn) work() {
	switch {
	case len(t.b.Results) == 0 && t.onlyFiles():
		t.seen()
	case t.money():
	case t.inFlow():
		t.flow()
	default:
		t.talk()
	}
}
