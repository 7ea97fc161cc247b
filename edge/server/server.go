// Package server is the edge to the outside: HTTP as contract.md and
// docs/wire.md write it, the static screens, and the operators' pages. Handlers
// decode, sign in, call one method of the service, and encode.
package server

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"

	"samtal/edge/realtime"
	"samtal/service/desk"
	"samtal/service/pack"
)

// Options are what the server is made of. Desk, Dispatch, Pack, Realtime, Keys
// and Log are needed.
type Options struct {
	Desk     *desk.Desk
	Dispatch Dispatch
	Pack     *pack.Pack
	Realtime *realtime.Realtime
	Keys     realtime.Keys
	Log      *slog.Logger

	Web      fs.FS                       // the built screens; without widget.js a page says `make build`
	Mail     http.Handler                // /demo/mail; nil: there is none
	Ready    func(context.Context) error // nil: ready as soon as it serves
	Origins  []string                    // other sites whose pages carry the widget
	NoLimits bool                        // no rate limits for callers on this machine
	Metrics  *prometheus.Registry        // nil: one of its own
}

// Dispatch is what screens need of presence and offers.
type Dispatch interface {
	realtime.Presence
}

// New makes the handler for everything that the node serves.
func New(o Options) (http.Handler, error) {
	mux := http.NewServeMux()
	mux.Handle("/connection/websocket", o.Realtime.Handler())
	return mux, nil
}
