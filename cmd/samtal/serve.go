package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"strings"
)

// serve runs Samtal for a company of one's own: no demo people, no mailbox.
type serve struct {
	Listen   string   `help:"${f_listen}" default:"127.0.0.1:8080" placeholder:"ADDRESS"`
	Data     string   `help:"${f_data}" default:"./samtal-data" placeholder:"DIR"`
	Database string   `help:"${f_database}" env:"SAMTAL_DATABASE" placeholder:"URL"`
	Content  string   `help:"${f_content}" placeholder:"DIR"`
	Tools    string   `help:"${f_tools}" placeholder:"COMMAND"`
	Company  string   `help:"${f_company}" default:"Samtal" placeholder:"NAME"`
	Origin   []string `help:"${f_origin}" placeholder:"URL"`
	NoLimits bool     `help:"${f_limits}"`
}

// Help shows an example.
func (serve) Help() string {
	return "Example:\n  samtal serve --listen :8080 --database postgres://samtal@db/samtal --tools 'our-mcp-server --stdio'"
}

// Run serves until Ctrl-C.
func (v serve) Run(ctx context.Context, a *app) error {
	if _, _, err := net.SplitHostPort(v.Listen); err != nil {
		return wrong("bad_listen", "listen", v.Listen)
	}
	s, err := open(ctx, a, plan{dir: v.Data, database: v.Database, content: v.Content, company: strings.Fields(v.Tools), name: v.Company,
		origins: v.Origin, noLimits: v.NoLimits, level: slog.LevelInfo, listen: func() (net.Listener, error) {
			l, err := net.Listen("tcp", v.Listen)
			if err != nil {
				return nil, fail(cause(err), "listen_taken", "listen", v.Listen)
			}
			return l, nil
		}})
	if err != nil && ctx.Err() != nil {
		return nil // Ctrl-C while it started
	}
	if err != nil {
		return err
	}
	address := fmt.Sprint(s.listener.Addr())
	if err := a.show(map[string]string{"listen": address}, say(a.Lang, "serving", "listen", address)); err != nil {
		return err
	}
	return s.serve(ctx)
}
