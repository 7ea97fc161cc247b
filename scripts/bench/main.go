// Command bench measures the program from outside, as `make bench` runs it,
// and writes docs/bench.md. The load runs on the same machine and is part of
// what is measured; the report says how much of the processor it took.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"

	"samtal/simulate/outside"
)

func main() {
	log.SetFlags(0)
	bin := flag.String("bin", "bin/samtal", "the program to measure, with its screens inside")
	out := flag.String("out", "docs/bench.md", "where the report goes")
	each := flag.Duration("each", 12*time.Second, "how long each load lasts")
	database := flag.String("database", "", "PostgreSQL URL; SQLite when empty")
	profile := flag.String("profile", "", "write a CPU profile of the server under mix A here")
	count := flag.Int("cost", 0, "only measure what a message costs in processor time, over so many of each mix, and write no report")
	rate := flag.Int("rate", 0, "only measure mix A at so many messages a second, and write no report")
	flag.Parse()
	r, err := measure(context.Background(), *bin, *database, *profile, *each, *count, *rate)
	if err != nil {
		log.Fatalf("bench: %v", err)
	}
	if *count > 0 || *rate > 0 {
		fmt.Print(r)
		return
	}
	if err := os.WriteFile(*out, []byte(r), 0o644); err != nil {
		log.Fatalf("bench: %v", err)
	}
	fmt.Print(r)
}

// connected is how many customers are connected in the large runs.
const connected = 2000

func measure(ctx context.Context, bin, database, profile string, each time.Duration, count, rate int) (string, error) {
	abs, err := filepath.Abs(bin)
	if err != nil {
		return "", err
	}
	data, err := os.MkdirTemp("", "samtal-bench-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(data)
	port, err := outside.FreePort()
	if err != nil {
		return "", err
	}
	args := []string{"--experts", "0", "--no-limits"}
	if database != "" {
		args = append(args, "--database", database)
	}
	p := &outside.Program{Bin: abs, Data: data, Port: port, Args: args}
	first, err := p.Start(ctx)
	if err != nil {
		return "", err
	}
	defer p.Kill()
	if err := p.Stop(20 * time.Second); err != nil {
		return "", err
	}
	if profile != "" {
		p.Env = append(p.Env, "SAMTAL_PROFILE="+profile)
	}
	second, err := p.Start(ctx)
	if err != nil {
		return "", err
	}
	log.Printf("ready: first start %v, second %v", first.Round(time.Millisecond), second.Round(time.Millisecond))

	var b report
	if count > 0 {
		if err := cost(ctx, &b, p, count); err != nil {
			return "", err
		}
		return b.String(), p.Stop(20 * time.Second)
	}
	if rate > 0 {
		if err := loads(ctx, &b, p, each, nil, []int{rate}); err != nil {
			return "", err
		}
		return b.String(), p.Stop(20 * time.Second)
	}
	b.head(abs, database, each)
	b.start(first, second)
	if err := flows(ctx, &b, p); err != nil {
		return "", fmt.Errorf("flows: %w", err)
	}
	if err := loads(ctx, &b, p, each, []string{"A", "B"}, []int{100, 300, 600}); err != nil {
		return "", err
	}
	return b.String(), p.Stop(20 * time.Second) // an orderly end also writes the profile
}

// loads measures mixes flat out with 1, 100 and 2,000 connected customers, and
// mix A at fixed rates.
func loads(ctx context.Context, b *report, p *outside.Program, each time.Duration, flat []string, rates []int) error {
	jwts, err := p.Tokens("customer", "any", connected)
	if err != nil {
		return err
	}
	s := outside.NewServer(p.Base(), 1024)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	idle := resident(p.Pid())
	screens, err := connectAll(ctx, s, jwts)
	if err != nil {
		return err
	}
	quietly(p.Pid())
	b.memory(idle, resident(p.Pid()), len(screens))

	b.line("## Flat out: each customer sends when the last message was answered\n")
	b.line("| mix | talking | connected | messages/s | tool calls/s | p50 | p99 | failed | server a message | server CPU | load CPU |")
	b.line("|---|---|---|---|---|---|---|---|---|---|---|")
	for _, mix := range flat {
		for _, talking := range []int{1, 100, connected} {
			f := b.measured(p, s, func() figures { return flatOut(ctx, screens[:talking], mixes[mix], each) }, mix, talking)
			if f.FirstError != nil {
				b.note("mix %s, %d talking: %d failed, first: %v", mix, talking, f.Failed, f.FirstError)
			}
		}
	}
	b.line("\n## At a fixed rate, 2,000 connected (latency counts from when the message was due)\n")
	b.line("| mix | talking | connected | messages/s | tool calls/s | p50 | p99 | failed | server a message | server CPU | load CPU |")
	b.line("|---|---|---|---|---|---|---|---|---|---|---|")
	for _, rate := range rates {
		f := b.measured(p, s, func() figures { return paced(ctx, screens, mixes["A"], rate, each) }, fmt.Sprintf("A at %d/s", rate), connected)
		if f.FirstError != nil {
			b.note("at %d/s: %d failed, first: %v", rate, f.Failed, f.FirstError)
		}
	}
	return nil
}

// flows measures how long the program lets a customer wait until a matter is
// settled, with a customer who answers at once.
func flows(ctx context.Context, b *report, p *outside.Program) error {
	jwts, err := p.Tokens("customer", "any", 300)
	if err != nil {
		return err
	}
	s := outside.NewServer(p.Base(), 16)
	b.line("## Time to settled, customer answers at once, one at a time\n")
	b.line("| flow | settled | p50 | slowest |")
	b.line("|---|---|---|---|")
	day := time.Now().AddDate(0, 0, 9).Format("2006-01-02")
	for _, m := range []struct {
		name  string
		lines []string
		ends  func(outside.State) bool
	}{
		{"extend the due date", []string{"jag behöver mer tid att betala min faktura", day}, outcome("settled")},
		{"where is my refund", []string{"var är min återbetalning?"}, outcome("settled", "answered")},
		{"unrecognised card payment, to the frozen card with a place kept", []string{"det finns ett kortköp jag inte känner igen", "det första", "nej", "nej"}, func(st outside.State) bool { return st.Holder == "line" }},
	} {
		var took []time.Duration
		for i := 0; i < len(jwts) && len(took) < 30; i++ {
			t := &outside.Talker{Name: fmt.Sprintf("f%d", i), JWT: jwts[i], Lines: m.lines}
			start := time.Now()
			if err := t.Run(ctx, s); err != nil {
				return err
			}
			end := time.Now()
			st, err := t.Talk.State(ctx)
			if err != nil {
				return err
			}
			if m.ends(st) {
				took = append(took, end.Sub(start))
			}
		}
		if len(took) == 0 {
			return errors.New(m.name + ": nobody's was settled")
		}
		b.flow(m.name, took)
	}
	return nil
}

func outcome(want ...string) func(outside.State) bool {
	return func(s outside.State) bool {
		for _, m := range s.Matters {
			for _, w := range want {
				if strings.EqualFold(m.Outcome, w) {
					return true
				}
			}
		}
		return false
	}
}
