package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"samtal/simulate/outside"
)

// patience is how long a message may stay unanswered before it counts as lost.
const patience = 30 * time.Second

// perTalk is how many messages a conversation holds before the customer opens
// another: the assistant never says the same twice (P2), and real ones are short.
const perTalk = 5

// screen is one connected customer.
type screen struct {
	server *outside.Server
	wire   *wire
	jwt    string
	live   *outside.Live
	rand   *rand.Rand
	speaks string
	talk   *outside.Talk
	left   int
	n      int
	waits  atomic.Pointer[question]
	placed atomic.Bool // a person is awaited: the assistant falls silent, as it should
}

// question is one message that waits for its answer. What comes before the
// customer's own word has been published answers something older.
type question struct {
	id       string
	heard    bool
	answered chan time.Time
}

func connect(ctx context.Context, s *outside.Server, w *wire, jwt string, seed uint64) (*screen, error) {
	c := &screen{server: s, wire: w, jwt: jwt, rand: rand.New(rand.NewPCG(seed, 7))}
	var err error
	c.live, err = s.Live(ctx, jwt, c.told)
	if err != nil {
		return nil, err
	}
	go func() { _ = c.live.Listen(ctx) }() // ends with the run
	return c, nil
}

// told hears the server, in order.
func (c *screen) told(p outside.Publication) {
	if p.Kind == "changed" && p.What == "place" {
		c.placed.Store(true)
	}
	q := c.waits.Load()
	if q == nil || p.Message == nil {
		return
	}
	if p.Message.From == "customer" {
		q.heard = q.heard || p.Message.ID == q.id
		return
	}
	if q.heard {
		c.waits.Store(nil)
		q.answered <- time.Now()
	}
}

// fresh opens a new conversation and follows it.
func (c *screen) fresh(ctx context.Context) error {
	if c.placed.Load() { // gives the place back, so that the line does not grow without end
		if err := c.server.Do(ctx, "DELETE", "/api/v1/conversations/"+c.talk.ID+"/human", c.talk.Token, nil, nil); err != nil {
			return err
		}
	}
	if c.talk != nil {
		if err := c.live.Unsubscribe(ctx, c.talk.ID); err != nil {
			return err
		}
	}
	c.speaks = pick(c.rand, []string{"sv", "en"})
	talk, err := c.server.Open(ctx, c.jwt, "SE", c.speaks)
	if err != nil {
		return err
	}
	c.talk, c.left = talk, perTalk
	c.placed.Store(false)
	return c.live.Subscribe(ctx, talk.ID)
}

// say sends one message and waits for the answer on the screen. began is when
// it was due: a load that falls behind counts the delay too.
func (c *screen) say(ctx context.Context, mix map[kind]int, began func() time.Time) (kind, time.Duration, error) {
	if c.left == 0 || c.placed.Load() {
		if err := c.fresh(ctx); err != nil {
			return 0, 0, err
		}
	}
	k := draw(c.rand, mix)
	c.left--
	c.n++
	q := &question{id: fmt.Sprintf("b%d", c.n), answered: make(chan time.Time, 1)}
	c.waits.Store(q)
	start, text := began(), message(c.rand, k, c.speaks)
	body, err := json.Marshal(struct {
		ID   string `json:"id"`
		Text string `json:"text"`
	}{q.id, text})
	if err != nil {
		return k, 0, err
	}
	if err := c.wire.post("/api/v1/conversations/"+c.talk.ID+"/messages", c.talk.Token, body); err != nil {
		return k, 0, err
	}
	return c.wait(ctx, k, q, start, text)
}

// errInLine says that a person was already awaited when the message was sent:
// the assistant is silent then (P8), so nothing was lost and nothing measured.
var errInLine = errors.New("in line")

func (c *screen) wait(ctx context.Context, k kind, q *question, start time.Time, text string) (kind, time.Duration, error) {
	for waited := time.Duration(0); ; waited += glance {
		timer := time.NewTimer(glance)
		select {
		case at := <-q.answered:
			timer.Stop()
			if k == person {
				c.placed.Store(true)
			}
			return k, at.Sub(start), nil
		case <-ctx.Done():
			timer.Stop()
			return k, 0, ctx.Err()
		case <-timer.C:
		}
		state, err := c.talk.State(ctx)
		if err == nil && state.Holder == "line" {
			c.placed.Store(true)
			return k, 0, errInLine
		}
		if waited >= patience {
			c.left = 0
			return k, 0, fmt.Errorf("no answer within 30 s to %q in %s, held by %s %v", text, c.talk.ID, state.Holder, err)
		}
	}
}

// glance is how often a customer who waits looks at the state.
const glance = 2 * time.Second

// figures is what a run measured.
type figures struct {
	Sent, Failed int
	Took         time.Duration
	Latency      []time.Duration
	FirstError   error
}

func (f figures) rate() float64 { return float64(f.Sent) / f.Took.Seconds() }

func (f figures) at(q float64) time.Duration {
	if len(f.Latency) == 0 {
		return 0
	}
	return f.Latency[min(len(f.Latency)-1, int(q*float64(len(f.Latency))))]
}

// flatOut lets so many customers talk, each sending when the last was answered.
func flatOut(ctx context.Context, screens []*screen, mix map[kind]int, d time.Duration) figures {
	return run(ctx, screens, d, func(c *screen, until time.Time, note func(time.Duration, error)) {
		for time.Now().Before(until) {
			_, took, err := c.say(ctx, mix, time.Now)
			note(took, err)
		}
	})
}

// paced sends at a fixed rate over all customers; latency counts from when a
// message was due, so a server that stalls can't hide it.
func paced(ctx context.Context, screens []*screen, mix map[kind]int, perSecond int, d time.Duration) figures {
	gap := time.Second * time.Duration(len(screens)) / time.Duration(perSecond)
	start := time.Now()
	var n atomic.Int64
	return run(ctx, screens, d, func(c *screen, until time.Time, note func(time.Duration, error)) {
		i := n.Add(1) - 1
		due := start.Add(gap * time.Duration(i) / time.Duration(len(screens)))
		for ; due.Before(until); due = due.Add(gap) {
			if wait := time.Until(due); wait > 0 {
				time.Sleep(wait)
			}
			_, took, err := c.say(ctx, mix, func() time.Time { return due })
			note(took, err)
		}
	})
}

func run(ctx context.Context, screens []*screen, d time.Duration, each func(*screen, time.Time, func(time.Duration, error))) figures {
	var mu sync.Mutex
	var f figures
	note := func(took time.Duration, err error) {
		mu.Lock()
		defer mu.Unlock()
		if errors.Is(err, errInLine) {
			return
		}
		f.Sent++
		if err != nil {
			f.Sent--
			f.Failed++
			if f.FirstError == nil {
				f.FirstError = err
			}
			return
		}
		f.Latency = append(f.Latency, took)
	}
	start := time.Now()
	var all sync.WaitGroup
	for _, c := range screens {
		all.Go(func() { each(c, start.Add(d), note) })
	}
	all.Wait()
	f.Took = time.Since(start)
	slices.Sort(f.Latency)
	return f
}
