package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"samtal/cmd/samtal/house"
	"samtal/core/identity"
	"samtal/simulate"
)

// demo is the demo company with everything around it, on this computer.
type demo struct {
	Port      int    `help:"${f_port}" default:"-1" placeholder:"N"`
	Data      string `help:"${f_data}" default:"./samtal-data" placeholder:"DIR"`
	NoBrowser bool   `help:"${f_browser}"`
	Experts   int    `help:"${f_experts}" default:"3" placeholder:"N"`
	NoLimits  bool   `help:"${f_limits}"`
	Now       string `help:"${f_now}" placeholder:"TIME"`
	Database  string `help:"${f_database}" placeholder:"URL"`
	Content   string `help:"${f_content}" placeholder:"DIR"`
}

// Help shows examples.
func (demo) Help() string {
	return "Example:\n  samtal demo\n  samtal demo --port 8080 --now 23:00 --experts 0"
}

// The people whom the three links sign in.
const (
	visitorsCustomer = "c-0001"
	visitorsExpert   = "e-01"
	visitorsLead     = "l-01"
	mostExperts      = 500
)

// Run starts the demo and serves until Ctrl-C.
func (d demo) Run(ctx context.Context, a *app) error {
	began := time.Now()
	if d.Port < -1 || d.Port > 65535 {
		return wrong("bad_port", "port", fmt.Sprint(d.Port))
	}
	if d.Experts < 0 || d.Experts > mostExperts {
		return wrong("bad_count", "flag", "--experts", "n", fmt.Sprint(d.Experts), "least", "0", "most", fmt.Sprint(mostExperts))
	}
	shift, err := shiftTo(d.Now, began)
	if err != nil {
		return err
	}
	_, err = os.Stat(filepath.Join(d.Data, learnedFile))
	listen := demoPort(a, d.Port)
	if err != nil {
		listen = saying(a, "preparing", listen) // the first start learns and founds a company
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	s, err := open(ctx, a, plan{dir: d.Data, database: d.Database, content: d.Content, shift: shift, name: "Nordkredit", demo: true, tryAs: personas, noLimits: d.NoLimits,
		company: []string{self, "bank", "--data", d.Data, "--shift=" + shift.String()}, level: slog.LevelWarn, listen: listen,
		people: func(kept []person) []person { return merge(kept, demoPeople(d.Experts)) }})
	if err != nil && ctx.Err() != nil {
		return nil // Ctrl-C while it started
	}
	if err != nil {
		return err
	}
	if err := seedShifts(ctx, s.record, s.record.Now()); err != nil {
		_ = s.close() // the first error tells more
		return err
	}
	links, err := d.links(ctx, s, a.Lang)
	if err != nil {
		_ = s.close() // the first error tells more
		return err
	}
	defer profile(a)()
	err = links.show(a, time.Since(began))
	if !d.NoBrowser && !a.JSON {
		browse(a.Out, links.Customer)
	}
	if err != nil {
		_ = s.close()
		return err
	}
	team := simulate.NewExperts(simulate.ExpertsOptions{Desk: s.house.Desk, Dispatch: s.house.Dispatch, IDs: played(d.Experts), Visitor: visitorsExpert, Here: s.house.Dispatch.Here,
		Now: s.record.Now, NewID: house.IDs{}.New, Log: s.log})
	return s.serve(ctx, func(ctx context.Context) { s.house.Every(ctx, time.Second, 0, "the simulated experts", team.Step) },
		func(ctx context.Context) {
			if err := furnish(ctx, s.house.Money, s.folder.path(furnishedFile), s.record.Now()); err != nil && ctx.Err() == nil {
				s.log.Error("the demo's households are missing", "error", err.Error())
			}
		})
}

// doors are the demo's three links.
type doors struct {
	Customer string `json:"customer"`
	Expert   string `json:"expert"`
	Console  string `json:"console"`
	Mail     string `json:"mail"`
	ReadyMs  int64  `json:"ready_ms"`
}

// links sign the visitor in as a customer, an expert and a lead.
func (d demo) links(ctx context.Context, s *site, lang string) (doors, error) {
	customer := person{ID: visitorsCustomer, Role: identity.Customer, Languages: []string{lang}}
	found, err := customers(ctx, d.Data, visitorsCustomer, 1, s.record.Now)
	if err != nil {
		return doors{}, err
	}
	customer.Name = found[0].Name
	expert, err := staff(d.Data, visitorsExpert, identity.Expert, 1)
	if err != nil {
		return doors{}, err
	}
	lead, err := staff(d.Data, visitorsLead, identity.Lead, 1)
	if err != nil {
		return doors{}, err
	}
	base := fmt.Sprintf("http://%s", s.listener.Addr())
	var out doors
	for _, l := range []struct {
		into *string
		page string
		who  person
	}{{&out.Customer, "demo", customer}, {&out.Expert, "expert", expert[0]}, {&out.Console, "console", lead[0]}} {
		signed, err := sign(s.keys, l.who)
		if err != nil {
			return out, err
		}
		*l.into = base + "/" + l.page + "/#t=" + signed
	}
	out.Mail = base + "/demo/mail"
	return out, nil
}

// show prints the links, when the door is open.
func (l doors) show(a *app, took time.Duration) error {
	l.ReadyMs = took.Milliseconds()
	words := say(a.Lang, "links", "customer", l.Customer, "expert", l.Expert, "console", l.Console, "mail", l.Mail, "ms", fmt.Sprint(l.ReadyMs))
	return a.show(l, words)
}
