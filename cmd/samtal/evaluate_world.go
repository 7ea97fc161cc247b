package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"sync"
	"time"

	"samtal/cmd/samtal/house"
	"samtal/core/identity"
	"samtal/core/understanding"
	"samtal/edge/bank"
	"samtal/edge/store/memory"
	"samtal/service/desk"
	"samtal/service/dispatch"
	"samtal/simulate"
	"samtal/simulate/dialogues"
)

// worlds builds a whole house for each trial: memory for a record, a company
// in a folder of its own, one expert at work, and a clock that only moves when
// it is told to.
type worlds struct {
	files fs.FS
	learn func(understanding.Phrases) (*understanding.Reader, error)
	place *time.Location
	dir   string
}

func newWorlds(_ context.Context, files fs.FS) (*worlds, error) {
	place, err := time.LoadLocation(zone)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "samtal-dialogues-")
	if err != nil {
		return nil, err
	}
	learn, once := learnOnce(cacheFile()), sync.Once{}
	var reader *understanding.Reader
	return &worlds{files: files, place: place, dir: dir, learn: func(p understanding.Phrases) (*understanding.Reader, error) {
		var err error
		once.Do(func() { reader, err = learn(p) }) // every house reads alike
		if reader == nil && err == nil {
			err = errors.New("the phrases could not be learned")
		}
		return reader, err
	}}, nil
}

func (w *worlds) close() { _ = os.RemoveAll(w.dir) }

// world is one of them.
type world struct {
	now     time.Time
	dir     string
	house   *house.House
	company *bank.Bank
	calls   *recorded
	expert  identity.Who
	ids     *simulate.IDs
}

const playedExpert = "e-01"

func (w *worlds) build(ctx context.Context, at string, seed uint64) (dialogues.World, error) {
	now, err := time.ParseInLocation("2006-01-02T15:04", at, w.place)
	if err != nil {
		return nil, err
	}
	o := &world{now: now, ids: &simulate.IDs{}, expert: identity.Who{Role: identity.Expert, ID: playedExpert}}
	for range seed * 13 {
		o.ids.New() // other ids each time: nothing may hang on them
	}
	clock := func() time.Time { return o.now }
	if o.dir, err = os.MkdirTemp(w.dir, "bank-"); err != nil {
		return nil, err
	}
	if o.company, err = bank.Open(ctx, bank.Options{Dir: o.dir, Now: clock, Seed: seed, Customers: 10}); err != nil {
		return nil, err
	}
	o.calls = &recorded{to: house.Inside{Bank: o.company}}
	record := memory.Open(clock)
	if err := record.PutExpert(ctx, dispatch.Expert{ID: playedExpert, Name: "Ida", Role: "expert", Languages: []string{"sv", "en"}, Skills: map[string]int{"*": 3}, Capacity: 3, Simulated: true}); err != nil {
		return nil, err
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	if o.house, err = house.Build(ctx, house.Options{Record: record, Content: w.files, Company: o.calls, IDs: o.ids, Log: log, Name: "Nordkredit", Learn: w.learn}); err != nil {
		o.Close()
		return nil, err
	}
	o.house.Dispatch.ExpertCame(ctx, playedExpert)
	if err := o.house.Dispatch.Online(ctx, o.expert); err != nil {
		o.Close()
		return nil, err
	}
	o.calls.classes = map[string]identity.Class{}
	for _, t := range o.house.Pack.Tools() {
		o.calls.classes[t.Name] = t.Class
	}
	return o, nil
}

// Desk implements dialogues.World.
func (o *world) Desk() dialogues.Desk { return o.house.Desk }

// Came implements dialogues.World.
func (o *world) Came(conversation string) func() { return o.house.Dispatch.CustomerCame(conversation) }

// tick is how often the house looks round in virtual time.
const tick = 2 * time.Second

// Pass implements dialogues.World.
func (o *world) Pass(ctx context.Context, d time.Duration) error {
	end := o.now.Add(d)
	step := max(tick, d/200) // a night need not be watched by the second
	for {
		if _, err := o.house.Step(ctx); err != nil {
			return err
		}
		if !o.now.Before(end) {
			return o.company.Grow(ctx)
		}
		o.now = o.now.Add(min(step, end.Sub(o.now)))
	}
}

// Expert implements dialogues.World.
func (o *world) Expert(ctx context.Context, conversation, text string) error {
	held := func() (bool, error) {
		rows, err := o.house.Desk.Held(ctx, o.expert)
		for _, r := range rows {
			if r.Conversation == conversation {
				return true, err
			}
		}
		return false, err
	}
	for range 30 {
		if is, err := held(); err != nil || is {
			if err == nil && text != "" {
				_, err = o.house.Desk.Reply(ctx, o.expert, conversation, desk.Incoming{ID: o.ids.New(), Text: text})
			}
			return err
		}
		offers, err := o.house.Dispatch.Offers(ctx, o.expert)
		if err != nil {
			return err
		}
		for _, of := range offers {
			if _, err := o.house.Desk.Accept(ctx, o.expert, of.ID); err != nil {
				return err
			}
		}
		if err := o.Pass(ctx, tick); err != nil {
			return err
		}
	}
	return errors.New("nothing was offered to the expert")
}

// Look implements dialogues.World.
func (o *world) Look(ctx context.Context, tool string, args map[string]any) (json.RawMessage, error) {
	return o.calls.to.Call(ctx, tool, args)
}

// Done implements dialogues.World.
func (o *world) Done() []dialogues.Call { return o.calls.done() }

// Asked implements dialogues.World.
func (o *world) Asked() []string { return o.calls.names() }

// Close implements dialogues.World.
func (o *world) Close() {
	if o.company != nil {
		o.company.Close()
	}
	_ = os.RemoveAll(o.dir)
}

// recorded is the company with a note of every call.
type recorded struct {
	to      desk.Tools
	classes map[string]identity.Class
	mu      sync.Mutex
	calls   []dialogues.Call
	worked  []bool
}

// Call implements desk.Tools.
func (r *recorded) Call(ctx context.Context, tool string, args map[string]any) (json.RawMessage, error) {
	out, err := r.to.Call(ctx, tool, args)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.calls = append(r.calls, dialogues.Call{Tool: tool, Args: args})
	r.worked = append(r.worked, err == nil)
	return out, err
}

func (r *recorded) names() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []string
	for _, c := range r.calls {
		out = append(out, c.Tool)
	}
	return out
}

// done are the calls that changed something, each key once. A code is part of
// an act, not one.
func (r *recorded) done() []dialogues.Call {
	r.mu.Lock()
	defer r.mu.Unlock()
	seen := map[string]bool{}
	var out []dialogues.Call
	for i, c := range r.calls {
		key := c.Tool + fmt.Sprint(c.Args["key"])
		if r.worked[i] && r.classes[c.Tool] != identity.Look && c.Tool != "send_code" && !seen[key] {
			seen[key] = true
			out = append(out, c)
		}
	}
	return out
}
