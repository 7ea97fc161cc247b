// Command samtal is customer service in one binary: an assistant settles
// routine matters, remote experts the rest, and there is always a human.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// commands is the table of contents; each has its own file.
type commands struct {
	Demo     demo         `cmd:"" help:"${demo}"`
	Serve    serve        `cmd:"" help:"${serve}"`
	Token    tokens       `cmd:"" help:"${token}"`
	Read     read         `cmd:"" help:"${read}"`
	Check    check        `cmd:"" help:"${check}"`
	New      newContent   `cmd:"" help:"${new}"`
	Evaluate evaluate     `cmd:"" help:"${evaluate}"`
	Shifts   shiftsOf     `cmd:"" help:"${shifts}"`
	Pay      payOf        `cmd:"" help:"${pay}"`
	Money    moneyCommand `cmd:"" help:"${money}"`
	Migrate  migrate      `cmd:"" help:"${migrate}"`
	Bank     company      `cmd:"" help:"${bank}"`
	Version  version      `cmd:"" help:"${version}"`
	JSON     bool         `name:"json" help:"${json}"`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go func() { // a second Ctrl-C ends at once
		<-ctx.Done()
		stop()
	}()
	os.Exit(run(ctx, os.Args[1:], app{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Lang: language(os.Getenv), Env: os.Getenv}))
}
