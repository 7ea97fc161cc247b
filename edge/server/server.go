// Package server is the edge to the outside: HTTP as contract.md and
// docs/wire.md write it, the static screens, and the operators' pages. Handlers
// decode, sign in, call one method of the service, and encode.
package server

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/prometheus/client_golang/prometheus"

	"samtal/edge/realtime"
	"samtal/service/desk"
	"samtal/service/dispatch"
	"samtal/service/moneybox"
	"samtal/service/pack"
	"samtal/service/people"
	"samtal/service/roster"
	"samtal/service/tryout"
)

// Options are what the server is made of. Desk, Dispatch, Pack, Realtime, Keys
// and Log are needed.
type Options struct {
	Desk     *desk.Desk
	Dispatch *dispatch.Dispatch
	Pack     *pack.Pack
	Realtime *realtime.Realtime
	Keys     realtime.Keys
	Roster   *roster.Roster // nil: no shifts are kept
	People   *people.People // nil: nobody can apply
	Log      *slog.Logger

	Money    *moneybox.Box               // nil: there is no money assistant
	Web      fs.FS                       // the built screens; without widget.js a page says `make build`
	Mail     http.Handler                // /demo/mail; nil: there is none
	Ready    func(context.Context) error // nil: ready as soon as it serves
	Origins  []string                    // other sites whose pages carry the widget
	NoLimits bool                        // no rate limits for callers on this machine
	Metrics  *prometheus.Registry        // nil: one of its own
	TryOut   *tryout.TryOut              // nil: there is nothing to try
	Version  string
}

type server struct {
	Options
	api     huma.API
	mux     *http.ServeMux
	limits  *limits
	metrics *metrics
}

// New makes the handler for everything that the node serves.
func New(o Options) (http.Handler, error) {
	if o.Metrics == nil {
		o.Metrics = prometheus.NewRegistry()
	}
	s := &server{Options: o, mux: http.NewServeMux(), limits: newLimits(o.Desk.Store.Now)}
	var err error
	if s.metrics, err = newMetrics(o.Metrics, o.Desk.Store, o.Realtime); err != nil {
		return nil, err
	}
	o.Realtime.Heard(s.metrics.committed)
	s.api = newAPI(s.mux, o.Version)
	s.conversations()
	s.messages()
	s.experts()
	s.answers()
	s.files()
	s.leads()
	if o.People != nil {
		s.people()
	}
	if o.Roster != nil {
		s.shifts()
	}
	s.public()
	if o.Money != nil {
		s.money()
	}
	s.mux.HandleFunc("/api/", s.unknown)
	s.mux.Handle("/connection/websocket", o.Realtime.Handler())
	s.mux.HandleFunc("GET /healthz", s.healthz)
	s.mux.HandleFunc("GET /readyz", s.readyz)
	s.mux.Handle("GET /metrics", near(s.metrics.handler))
	if o.Mail != nil {
		s.mux.Handle("/demo/mail", o.Mail)
		s.mux.Handle("/demo/mail/", o.Mail)
	}
	screens, err := newScreens(o.Web)
	if err != nil {
		return nil, err
	}
	s.mux.Handle("/", screens)
	return s.outermost(s.mux), nil
}

// healthz: the process lives. readyz: it can do its work.
func (s *server) healthz(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok\n") }

func (s *server) readyz(w http.ResponseWriter, r *http.Request) {
	select {
	case <-s.Realtime.Closing():
		plain(w, http.StatusServiceUnavailable, "shutting down\n")
		return
	default:
	}
	if s.Ready != nil {
		if err := s.Ready(r.Context()); err != nil {
			s.Log.Error("not ready", "error", err.Error())
			plain(w, http.StatusServiceUnavailable, "not ready\n")
			return
		}
	}
	plain(w, http.StatusOK, "ready\n")
}

func plain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text)) // whoever asked is gone
}
