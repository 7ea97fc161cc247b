// Package assistant is the assistant that needs no network: flows, articles
// and patterns. It proposes; the law decides. It may look, never act.
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
	SearchFor(market, language, query string, topics map[string]float64, k int) []knowledge.Hit
	Article(language, id string) (knowledge.Article, bool)
}

// Options are what an assistant is made of.
type Options struct {
	House    desk.House
	Flows    *flow.Catalogue
	Articles Articles
	Tools    desk.Tools
	Log      *slog.Logger
}

// Embedded is the assistant inside the program.
type Embedded struct{ Options }

// New makes an assistant.
func New(o Options) *Embedded { return &Embedded{o} }

// Draft proposes what to say next.
func (e *Embedded) Draft(ctx context.Context, b desk.Brief) (desk.Draft, error) {
	return desk.Draft{}, nil
}
