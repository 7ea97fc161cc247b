package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"samtal/cmd/samtal/house"
	"samtal/core/identity"
	"samtal/edge/files"
	"samtal/edge/mcp"
	"samtal/edge/token"
	"samtal/service/desk"
	"samtal/service/tryout"
	"samtal/web"
)

// site is one running Samtal: a data folder, a record, the company's system,
// the house, and the door to it.
type site struct {
	folder   *folder
	keys     *token.Keys
	record   record
	company  *mcp.Client // nil without a system
	house    *house.House
	listener net.Listener
	log      *slog.Logger
}

// plan says which site to open.
type plan struct {
	dir, database, content string
	shift                  time.Duration
	company                []string // the command of its MCP server; none: people do everything
	name                   string
	origins                []string
	demo, noLimits         bool
	tryAs                  []tryout.Persona             // whom leads may try to be; nobody of a real company
	people                 func(kept []person) []person // who answers, from who is written down
	listen                 func() (net.Listener, error)
	level                  slog.Level
}

// open builds a site. What was opened is closed again when a later part fails.
func open(ctx context.Context, a *app, p plan) (s *site, err error) {
	s = &site{log: slog.New(slog.NewTextHandler(a.Err, &slog.HandlerOptions{Level: p.level}))}
	defer func() {
		if err != nil {
			_ = s.close() // the first error tells more
		}
	}()
	packed, err := packFS(p.content)
	if err != nil {
		return s, err
	}
	if s.folder, err = openFolder(p.dir); err != nil {
		return s, err
	}
	if s.listener, err = p.listen(); err != nil {
		return s, err
	}
	if err = writeShift(p.dir, p.shift); err != nil {
		return s, fail(cause(err), "data_unfit", "dir", p.dir)
	}
	if s.keys, err = token.Open(p.dir, shifted(p.shift)); err != nil {
		return s, err
	}
	client := s.startCompany(ctx, p) // meanwhile the rest is opened
	defer func() {
		var other error
		if s.company, other = client(); err == nil {
			err = other
		}
	}()
	if s.record, err = openRecord(ctx, p.database, p.dir, p.shift); err != nil {
		return s, err
	}
	if err = s.people(ctx, p); err != nil {
		return s, err
	}
	s.house, err = house.Build(ctx, house.Options{Record: s.record.Record, Content: packed, Folder: p.content != "", Company: later(client), IDs: house.IDs{}, Log: s.log,
		Keys: s.keys, Sign: func(id, name string) (string, error) { return s.keys.Staff(id, name, identity.Expert) }, Web: web.FS(), Files: files.NewFolder(filepath.Join(p.dir, "files")), Demo: p.demo, TryAs: p.tryAs, Name: p.name, Origins: p.origins, NoLimits: p.noLimits, Point: deadly(a.Env), Learn: learnOnce(s.folder.path(learnedFile))})
	return s, err
}

// people brings who answers into the record.
func (s *site) people(ctx context.Context, p plan) error {
	list, err := readPeople(p.dir)
	if err != nil {
		return fail(err, "file_bad", "file", s.folder.path(peopleFile))
	}
	if p.people != nil {
		list = p.people(list)
		if err := writePeople(p.dir, list); err != nil {
			return fail(cause(err), "data_unfit", "dir", p.dir)
		}
	}
	return enlist(ctx, s.record, list)
}

// startCompany starts the company's system and returns how to wait for it.
func (s *site) startCompany(ctx context.Context, p plan) func() (*mcp.Client, error) {
	var client *mcp.Client
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		if len(p.company) == 0 {
			return
		}
		if client, err = mcp.Open(ctx, mcp.Options{Command: p.company, Log: s.log}); err != nil {
			err = fail(err, "tools_bad")
		}
	}()
	return func() (*mcp.Client, error) { <-done; return client, err }
}

// later is the company's system from when it answers.
func later(client func() (*mcp.Client, error)) desk.Tools { return lateCompany{client} }

type lateCompany struct {
	client func() (*mcp.Client, error)
}

// serve answers until ctx ends, then comes to rest: no new calls, what was
// begun is finished, the record is closed, the company's system ends.
func (s *site) serve(ctx context.Context, beside ...func(context.Context)) error {
	life, stop := context.WithCancel(ctx)
	defer stop()
	web := &http.Server{Handler: s.house.Handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelDebug)}
	ended := make(chan error, 2)
	go func() { ended <- web.Serve(s.listener) }()
	go func() { ended <- s.house.Run(life) }()
	resting := make(chan struct{}, len(beside))
	for _, do := range beside {
		go func() { do(life); resting <- struct{}{} }()
	}
	var err error
	left := 2
	select {
	case <-ctx.Done():
	case err = <-ended:
		left--
	}
	stop()
	limit, cancel := context.WithTimeout(context.Background(), closeTime)
	defer cancel()
	if web.Shutdown(limit) != nil {
		_ = web.Close() // somebody holds a connection open; they come back to the next start
	}
	for range left {
		if e := <-ended; err == nil {
			err = e
		}
	}
	for range beside {
		<-resting
	}
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return errors.Join(err, s.close())
}

// closeTime is how long open calls may take to end after Ctrl-C.
const closeTime = 5 * time.Second

// close lets go of everything that was opened, in the order of use.
func (s *site) close() error {
	var errs []error
	if s.listener != nil {
		_ = s.listener.Close() // Shutdown may have done it
	}
	if s.record.Record != nil {
		errs = append(errs, s.record.Close())
	}
	if s.company != nil {
		errs = append(errs, s.company.Close())
	}
	if s.folder != nil {
		errs = append(errs, s.folder.close())
	}
	return errors.Join(errs...)
}
