package desk_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/edge/store/memory"
	"samtal/edge/store/sqlite"
	"samtal/service/desk"
)

// plain is a world without locks and scripts, for measuring the desk itself.
type plain struct {
	*world
	n        atomic.Int64
	answered sync.Map // conversation -> chan that is told of each answer
}

func (p *plain) New() string   { return fmt.Sprintf("%016x", p.n.Add(1)) }
func (p *plain) Token() string { return p.New() }
func (p *plain) Committed(n desk.Notice) {
	for _, e := range n.Entries {
		if e.Kind == "answered" {
			if c, ok := p.answered.Load(n.Conversation); ok {
				c.(chan bool) <- true
			}
		}
	}
}
func (p *plain) Draft(_ context.Context, b desk.Brief) (desk.Draft, error) {
	return desk.Draft{Grounded: true, Progress: conversation.Forward, Repeat: true,
		Messages: []desk.Message{{Text: "An answer of ordinary length, with a figure of 349.00 SEK and a date, 2026-11-28.", Cites: []desk.Cite{{Kind: "article", ID: "a", Title: "A"}}}}}, nil
}
func (p *plain) Call(context.Context, string, map[string]any) (json.RawMessage, error) {
	return nil, errors.New("no tools here")
}

// BenchmarkAnswered is a message from Write to the committed answer, with 100
// customers at once and 8 workers: what the desk and the record cost, without
// reading, assistant and network.
func BenchmarkAnswered(b *testing.B) {
	for name, open := range map[string]func(b *testing.B) desk.Store{
		"memory": func(*testing.B) desk.Store { return memory.Open(time.Now) },
		"sqlite": func(b *testing.B) desk.Store {
			s, err := sqlite.Open(context.Background(), filepath.Join(b.TempDir(), "samtal.db"), sqlite.Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { _ = s.Close() })
			return s
		},
	} {
		b.Run(name, func(b *testing.B) { answered(b, open(b)) })
	}
}

func answered(b *testing.B, store desk.Store) {
	const customers = 100
	p := &plain{world: &world{now: time.Now(), here: true, store: store}}
	d := desk.New(desk.Options{Store: store, House: p, Assistant: p, Tools: p, Feed: p, News: p, IDs: p, Presence: p, Dispatch: p, Estimator: p, People: p,
		Log: slog.New(slog.DiscardHandler)})
	ctx, stop := context.WithCancel(context.Background())
	var workers sync.WaitGroup
	defer workers.Wait()
	defer stop()
	for range 8 {
		workers.Go(func() {
			for {
				select {
				case q := <-d.Ready():
					if err := d.Run(context.Background(), q); err != nil {
						b.Error(err)
					}
				case <-ctx.Done():
					return
				}
			}
		})
	}
	ids := make([]string, customers)
	for i := range ids {
		who := identity.Who{Role: identity.Customer, ID: fmt.Sprintf("c-%d", i), Level: identity.SignedIn}
		id, _, err := d.Open(ctx, who, "SE", "en")
		if err != nil {
			b.Fatal(err)
		}
		ids[i] = id
		p.answered.Store(id, make(chan bool, 1))
	}
	b.ReportAllocs()
	b.ResetTimer()
	var next atomic.Int64
	var writers sync.WaitGroup
	for i, id := range ids {
		writers.Go(func() {
			who := identity.Who{Role: identity.Customer, ID: fmt.Sprintf("c-%d", i), Level: identity.SignedIn}
			c, _ := p.answered.Load(id)
			for {
				n := next.Add(1)
				if n > int64(b.N) {
					return
				}
				if _, err := d.Write(ctx, who, id, desk.Incoming{ID: fmt.Sprintf("m-%d", n), Text: fmt.Sprintf("Hello, what does it cost to move the due date of my invoice %d?", n)}); err != nil {
					b.Error(err)
					return
				}
				<-c.(chan bool)
			}
		})
	}
	writers.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "messages/s")
}
