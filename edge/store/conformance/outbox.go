package conformance

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/service/desk"
)

func ids(list []desk.Queued) []string {
	out := []string{}
	for _, q := range list {
		out = append(out, q.ID)
	}
	return out
}

// take claims at a time after start and expects these rows.
func (b *bench) take(after time.Duration, limit int, want ...string) []desk.Queued {
	b.t.Helper()
	list, err := b.Claim(ctx, start.Add(after), time.Minute, limit)
	must(b.t, err)
	same(b.t, fmt.Sprintf("claimed after %v", after), ids(list), want)
	return list
}

func claims(t *testing.T, b *bench) {
	leased := effect("q3", start, start.Add(15*time.Second))
	c := queue(open("c1", talk()), effect("q2", start.Add(time.Second), time.Time{}), effect("q1", start, time.Time{}), leased, effect("q4", start.Add(time.Hour), time.Time{}))
	b.commit(c)
	got := b.take(0, 10, "q1")
	want := c.Queue[1]
	want.LeasedUntil, want.Tries = start.Add(time.Minute), 1
	same(t, "a claimed row", got[0], want)
	b.take(0, 10)
	b.take(time.Second, 10, "q2")
	b.take(15*time.Second, 10, "q3")
	b.take(59*time.Second, 10)
}

func leases(t *testing.T, b *bench) {
	b.commit(queue(open("c1", talk()), effect("q1", start, time.Time{}), effect("q2", start, time.Time{}), effect("q3", start, time.Time{})))
	b.take(0, 2, "q1", "q2")
	b.take(time.Second, 10, "q3")
	must(t, b.Finish(ctx, "q1"))
	again := b.take(time.Minute, 10, "q2")
	if again[0].Tries != 2 {
		t.Fatalf("the second try is number %d", again[0].Tries)
	}
	must(t, b.Finish(ctx))
	must(t, b.Finish(ctx, "nothing", "q2", "q3"))
	b.take(time.Hour, 10)
}

func claimers(t *testing.T, b *bench) {
	const n = 300
	c := open("c1", talk())
	for i := range n {
		c = queue(c, effect(fmt.Sprintf("q%03d", i), start, time.Time{}))
	}
	b.commit(c)
	var all sync.WaitGroup
	var mu sync.Mutex
	seen := map[string]int{}
	for range 8 {
		all.Go(func() {
			for empty := 0; empty < 3; { // rows that another is taking right now are passed over
				list, err := b.Claim(ctx, start, time.Minute, 7)
				if err != nil {
					t.Error(err)
					return
				}
				if len(list) == 0 {
					empty++
				}
				mu.Lock()
				for _, q := range list {
					seen[q.ID]++
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	for id, times := range seen {
		if times != 1 {
			t.Fatalf("%s was taken %d times", id, times)
		}
	}
	if len(seen) != n {
		t.Fatalf("%d of %d rows were taken", len(seen), n)
	}
}

func postpone(t *testing.T, b *bench) {
	b.commit(queue(open("c1", talk()), effect("q1", start, time.Time{})))
	b.take(0, 10, "q1")
	must(t, b.Postpone(ctx, "q1", start.Add(10*time.Second)))
	must(t, b.Postpone(ctx, "nothing", start))
	b.take(9*time.Second, 10)
	got := b.take(10*time.Second, 10, "q1")
	if !got[0].NotBefore.Equal(start.Add(10*time.Second)) || got[0].Tries != 2 {
		t.Fatalf("postponed: %+v", got[0])
	}
}

func onlyDone(t *testing.T, b *bench) {
	r := b.commit(queue(open("c1", talk()), effect("q1", start, time.Time{}), effect("q2", start, time.Time{})))
	b.commit(desk.Commit{Expect: r.Version, Record: r, At: start, Done: []string{"q1"}})
	same(t, "the record", b.load("c1"), r)
	b.take(0, 10, "q2")
	c := next(r, talk(), "a")
	c.Done = []string{"q2", "q2", "long ago"}
	b.commit(queue(c, effect("q3", start, time.Time{})))
	b.take(time.Hour, 10, "q3")
	late := next(r, talk(), "late")
	late.Done = []string{"q3"}
	b.refuses(late, desk.ErrConflict)
	b.take(2*time.Hour, 10, "q3")
}

func overdue(t *testing.T, b *bench) {
	waits := func(due time.Duration) conversation.State {
		s := talk()
		s.Unanswered, s.Turn = true, conversation.Turn{N: 1, Due: start.Add(due)}
		return s
	}
	place := talk()
	place.Matters = []conversation.Matter{inLine("m1", "refund", start, start.Add(10*time.Minute))} // warns a minute before
	r := b.commit(open("c30", waits(30*time.Second)))
	b.commit(open("c10", waits(10*time.Second)))
	b.commit(open("line", place))
	b.commit(open("idle", talk()))
	look := func(after time.Duration, limit int, want ...string) {
		t.Helper()
		list, err := b.Overdue(ctx, start.Add(after), limit)
		must(t, err)
		same(t, fmt.Sprintf("overdue after %v", after), list, want)
	}
	look(9*time.Second, 10)
	look(10*time.Second, 10, "c10")
	look(9*time.Minute, 10, "c10", "c30", "line")
	look(9*time.Minute, 2, "c10", "c30")
	b.commit(next(r, talk(), "answered"))
	look(time.Hour, 10, "c10", "line")
}
