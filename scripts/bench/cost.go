package main

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"samtal/simulate/outside"
)

// How the cost of a message is measured: so many customers talk, after so many
// messages that fill what is kept at hand.
const (
	costTalking = 50
	costWarm    = 1000
)

// cost measures what one message costs in processor time. A busy machine makes
// everything slower, but hardly dearer: this is the figure to compare by.
func cost(ctx context.Context, b *report, p *outside.Program, count int) error {
	jwts, err := p.Tokens("customer", "any", costTalking)
	if err != nil {
		return err
	}
	s := outside.NewServer(p.Base(), costTalking)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	screens, err := connectAll(ctx, s, jwts)
	if err != nil {
		return err
	}
	b.line("| mix | messages | tool calls | server a message | back office a message | load a message | p50 | p99 | failed |")
	b.line("|---|---|---|---|---|---|---|---|---|")
	for _, mix := range []string{"A", "B"} {
		counted(ctx, screens, mixes[mix], costWarm)
		calls, before := toolCalls(s), spent(p.Pid())
		f := counted(ctx, screens, mixes[mix], count)
		calls, used := toolCalls(s)-calls, spent(p.Pid()).since(before)
		each := func(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d)/1e6/float64(f.Sent)) }
		b.line("| %s | %d | %.0f | %s | %s | %s | %s | %s | %d |", mix, f.Sent, calls, each(used.server), each(used.office), each(used.load), ms(f.at(.5)), ms(f.at(.99)), f.Failed)
		if f.FirstError != nil {
			b.note("mix %s: first: %v", mix, f.FirstError)
		}
	}
	return nil
}

// counted sends a number of messages, each customer the next when the last was answered.
func counted(ctx context.Context, screens []*screen, mix map[kind]int, count int) figures {
	var left atomic.Int64
	left.Store(int64(count))
	return run(ctx, screens, 0, func(c *screen, _ time.Time, note func(time.Duration, error)) {
		for left.Add(-1) >= 0 {
			_, took, err := c.say(ctx, mix, time.Now)
			note(took, err)
		}
	})
}

// connectAll opens a screen for each, with a conversation on it.
func connectAll(ctx context.Context, s *outside.Server, jwts []string) ([]*screen, error) {
	var screens []*screen
	w := newWire(s.Base)
	for i, jwt := range jwts {
		c, err := connect(ctx, s, w, jwt, uint64(i))
		if err == nil {
			err = c.fresh(ctx)
		}
		if err != nil {
			return nil, fmt.Errorf("customer %d: %w", i, err)
		}
		screens = append(screens, c)
	}
	return screens, nil
}

// times are the processor times of everybody on this machine who takes part.
type times struct{ server, office, load time.Duration }

func spent(pid int) times {
	t := times{load: own()}
	for i, p := range family(pid) {
		if used := usedBy(p); i == 0 {
			t.server = used
		} else {
			t.office += used
		}
	}
	return t
}

func (t times) since(before times) times {
	return times{t.server - before.server, t.office - before.office, t.load - before.load}
}
