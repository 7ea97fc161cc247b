package conformance

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/edge/store"
	"samtal/service/desk"
)

// Load measures commits as a busy desk makes them, with so many writers at
// once, each in its own conversations: a customer's message (content, effect,
// promise) and the answer that finishes the effect. Two commits, five events.
func Load(b *testing.B, s store.Record, writers int) {
	b.ReportAllocs()
	var left, made atomic.Int64
	left.Store(int64(b.N))
	took := make([][]time.Duration, writers)
	var all sync.WaitGroup
	b.ResetTimer()
	for w := range writers {
		all.Go(func() {
			r := desk.Record{}
			for i := 0; left.Add(-1) >= 0; i++ {
				if i%20 == 0 {
					r = desk.Record{ID: fmt.Sprintf("%08x-%04x-7000-8000-0000%08x", made.Add(1), w, b.N), CreatedAt: start, Secret: []byte("0123456789abcdef0123456789abcdef")}
				}
				c := busy(r, i)
				began := time.Now()
				if err := s.Commit(ctx, c); err != nil {
					b.Error(err)
					return
				}
				took[w] = append(took[w], time.Since(began))
				r = c.Record
			}
		})
	}
	all.Wait()
	b.StopTimer()
	every := slices.Concat(took...)
	slices.Sort(every)
	b.ReportMetric(float64(len(every))/b.Elapsed().Seconds(), "commits/s")
	b.ReportMetric(float64(every[len(every)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(every[len(every)*99/100].Microseconds())/1000, "p99-ms")
}

// busy is the next commit of a conversation: questions at even turns, answers at odd ones.
func busy(r desk.Record, i int) desk.Commit {
	now := start.Add(time.Duration(r.Version) * time.Second)
	c := desk.Commit{Expect: r.Version, Record: r, At: now}
	id := fmt.Sprintf("%s-%d", r.ID, i)
	s := talk()
	s.Customer = "C-" + r.ID[:8]
	s.Said = []uint64{1 << 60, 1 << 61, 1 << 62, 1<<62 + 1}
	m := inLine("m1", "payment_extension", now, now.Add(time.Hour))
	s.Matters = []conversation.Matter{m, {ID: "m2", Topic: "refund", Closed: true, ClosedAt: start}}
	text := fmt.Sprintf("Hej! Jag undrar över faktura %d, den förfaller på fredag och jag vill gärna skjuta upp den till den %d nästa månad.", 1000+i, i%28+1)
	c.Contents = []desk.Content{said(id, text)}
	c.Last = text
	c = with(c, "heard", true, true, id)
	c = with(c, "turn_promised", true, true, "")
	if i%2 == 0 {
		s.Unanswered, s.Turn = true, conversation.Turn{N: i, Due: now.Add(20 * time.Second), Heard: []string{id}}
		c = with(c, "place_taken", true, true, "")
		c = queue(c, effect(id, now, now.Add(15*time.Second)))
		c.Promises = []desk.Promise{{ID: r.ID + "/m1/1", Conversation: r.ID, Matter: "m1", Topic: "payment_extension", By: conversation.Line, MadeAt: now, Due: now.Add(time.Hour), State: desk.PromiseOpen}}
	} else {
		c.Done = []string{fmt.Sprintf("%s-%d", r.ID, i-1)}
	}
	c.Record.State = s
	return c
}
