// Package house builds all of Samtal from its rooms, and runs it. The program,
// its tests and the simulation use the same one. Goroutines live here and in
// the edges only; without Run, Step does everything in the caller's thread.
package house

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"samtal/assistant"
	"samtal/core/understanding"
	"samtal/edge/mail"
	"samtal/edge/realtime"
	"samtal/edge/server"
	"samtal/edge/store"
	"samtal/service/desk"
	"samtal/service/dispatch"
	"samtal/service/moneybox"
	"samtal/service/pack"
	"samtal/service/people"
	"samtal/service/roster"
	"samtal/service/tryout"
)

// Options are what a house is built from. Record, Content, Company, IDs and
// Log are needed.
type Options struct {
	Record  store.Record // its clock is the house's
	Content fs.FS
	Folder  bool       // Content is a folder that may change while it is served
	Company desk.Tools // the company's own systems
	IDs     desk.IDs
	Log     *slog.Logger

	// Keys sign people in. Without keys there is no way in from outside: no
	// real time and no server, as in simulation.
	Keys     realtime.Keys
	Sign     func(id, name string) (string, error) // makes an expert's token; nil with Keys nil
	Web      fs.FS
	Files    desk.Files       // nil: nothing can be attached
	Demo     bool             // the company's letters come to a mailbox that is open to read
	Name     string           // of the company, in its letters
	TryAs    []tryout.Persona // whose accounts leads may look into while they try the content
	Origins  []string
	NoLimits bool
	Workers  int               // at once; 0 is enough for one machine
	Point    func(name string) // tests place crashes here
	Learn    func(understanding.Phrases) (*understanding.Reader, error)
}

// House is Samtal, built.
type House struct {
	Record   store.Record
	Pack     *pack.Pack
	Dispatch *dispatch.Dispatch
	Desk     *desk.Desk
	Roster   *roster.Roster
	People   *people.People
	Mail     *mail.Mail
	Money    *moneybox.Box
	Realtime *realtime.Realtime // nil without keys
	Handler  http.Handler       // nil without keys

	log     *slog.Logger
	workers int
	letters bool // the company writes letters of its own
	alone   bool // no other node works on this record
}

// Build puts the rooms together: store, dispatch, content, assistant, post,
// real time, desk, server. It starts nothing.
func Build(ctx context.Context, o Options) (*House, error) {
	metrics := prometheus.NewRegistry()
	o.Company = count(o.Company, metrics)
	h := &House{Record: o.Record, log: o.Log, workers: o.Workers, letters: o.Demo}
	_, others := o.Record.(store.Listener)
	h.alone = !others
	h.Dispatch = dispatch.New(dispatch.Options{Experts: o.Record, Store: o.Record, Log: o.Log,
		OfferTime: func(market string) time.Duration { return h.Pack.OfferTime(market) }, Back: back(o.Record)})
	var err error
	h.Pack, err = pack.Load(ctx, pack.Options{Content: o.Content, Folder: o.Folder, Settings: o.Record, Editions: o.Record, Staffed: h.Dispatch.Staffed, Now: o.Record.Now, Log: o.Log, Learn: o.Learn})
	if err != nil {
		return nil, fmt.Errorf("content: %w", err)
	}
	if h.Money, err = moneybox.New(moneybox.BoxOptions{Store: o.Record, Content: o.Content, Words: h.Pack.Words, Owed: owed{o.Company}, Now: o.Record.Now, Fresh: rand.Text}); err != nil {
		return nil, fmt.Errorf("content: %w", err)
	}
	helper := assistant.New(assistant.Options{Money: h.Money, House: h.Pack, Flows: h.Pack, Articles: h.Pack, Tools: o.Company, Log: o.Log})
	h.Mail = mail.New(mail.Options{Box: mailbox{o.Record}, Company: o.Company, Name: o.Name, Now: o.Record.Now, IDs: o.IDs, Log: o.Log})
	feed := feeds{h.Dispatch}
	if o.Keys != nil {
		live := realtime.Options{Store: o.Record, Keys: o.Keys, Presence: h.Dispatch, Log: o.Log, Origins: o.Origins, Metrics: metrics}
		if l, ok := o.Record.(store.Listener); ok {
			live.Listen = l.Listen
		}
		if h.Realtime, err = realtime.New(live); err != nil {
			return nil, err
		}
		feed = append(feed, h.Realtime)
	}
	h.People = people.New(people.Options{Store: o.Record, Experts: o.Record, House: h.Pack, IDs: o.IDs, Now: o.Record.Now, Sign: o.Sign})
	if h.Roster, err = h.roster(o); err != nil {
		return nil, err
	}
	h.Desk = desk.New(desk.Options{Store: o.Record, House: h.Pack, Assistant: helper, Tools: o.Company, Feed: feed, News: h.Mail, IDs: o.IDs,
		Presence: h.Dispatch, Dispatch: h.Dispatch, Estimator: h.Dispatch, People: h.Dispatch, Ratings: h.Roster, Files: o.Files, Log: o.Log, Point: o.Point})
	h.Dispatch.Serve(h.Desk)
	if o.Keys != nil {
		h.Realtime.Serve(h.Desk)
		outside := server.Options{Desk: h.Desk, Dispatch: h.Dispatch, Pack: h.Pack, Realtime: h.Realtime, Keys: o.Keys, Roster: h.Roster, People: h.People, Log: o.Log,
			Web: o.Web, Origins: o.Origins, NoLimits: o.NoLimits, Metrics: metrics, TryOut: h.tryOut(o), Money: h.Money}
		if o.Demo {
			outside.Mail = h.Mail
		}
		if h.Handler, err = server.New(outside); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// Step does one round of what time, crashes and other nodes leave behind, and
// returns how much it found.
func (h *House) Step(ctx context.Context) (int, error) {
	n, err := h.Desk.Step(ctx)
	m, other := h.Dispatch.Step(ctx)
	err = errors.Join(err, other)
	changed, other := h.Pack.Step(ctx)
	n, err = n+changed, errors.Join(err, other)
	reopened, other := h.Roster.Step(ctx)
	n, err = n+reopened, errors.Join(err, other)
	if h.letters {
		letters, other := h.Mail.Fetch(ctx)
		n, err = n+letters, errors.Join(err, other)
	}
	return n + m, err
}

// feeds tell everybody who listens to commits.
type feeds []desk.Feed

// Committed implements desk.Feed.
func (f feeds) Committed(n desk.Notice) {
	for _, to := range f {
		to.Committed(n)
	}
}

// mailbox is the record as the post sees it.
type mailbox struct{ store.Record }

// PutLetter implements mail.Box.
func (b mailbox) PutLetter(ctx context.Context, l mail.Letter) error {
	return b.Record.PutLetter(ctx, store.Letter(l))
}

// Letters implements mail.Box.
func (b mailbox) Letters(ctx context.Context, to string, limit int) ([]mail.Letter, error) {
	list, err := b.Record.Letters(ctx, to, limit)
	out := make([]mail.Letter, len(list))
	for i, l := range list {
		out[i] = mail.Letter(l)
	}
	return out, err
}
