package main

import (
	"context"
	"io"
	"log/slog"
	"time"

	"samtal/edge/bank"
)

// company is the demo company's own system, in a process of its own.
type company struct {
	Data  string        `help:"${f_data}" default:"./samtal-data" placeholder:"DIR"`
	Shift time.Duration `help:"${f_shift}" placeholder:"3h"`
}

// Help shows an example.
func (company) Help() string { return "Example:\n  samtal bank --data ./samtal-data" }

// Run answers until stdin ends: whoever started it has gone. Ctrl-C in a
// terminal reaches the whole group, so it is left to the one who started us.
func (c company) Run(a *app) error {
	in, ok := a.In.(io.ReadCloser)
	if !ok {
		in = io.NopCloser(a.In)
	}
	out, ok := a.Out.(io.WriteCloser)
	if !ok {
		out = noClose{a.Out}
	}
	return bank.Serve(context.Background(), bank.Options{Dir: c.Data, In: in, Out: out, Now: shifted(c.Shift),
		Log: slog.New(slog.NewTextHandler(a.Err, &slog.HandlerOptions{Level: slog.LevelWarn}))})
}

type noClose struct{ io.Writer }

func (noClose) Close() error { return nil }
