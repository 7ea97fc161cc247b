package conformance

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/service/desk"
)

func roundTrip(t *testing.T, b *bench) {
	if _, err := b.Load(ctx, "c1"); !errors.Is(err, desk.ErrMissing) {
		t.Fatalf("load of nothing: %v", err)
	}
	s := talk()
	s.Unanswered, s.Turn = true, conversation.Turn{N: 1, Due: start.Add(20 * time.Second), Heard: []string{"m-1"}}
	s.Said = []uint64{1, 1<<64 - 1}
	c := queue(with(open("c1", s), "answered", false, true, "m-1"), effect("q1", start, time.Time{}))
	c.Contents, c.Last = []desk.Content{said("m-1", "Hej, å ä ö 😀")}, "Hej, å ä ö 😀"
	want := b.commit(c)
	same(t, "the record", b.load("c1"), want)
	list, err := b.Entries(ctx, "c1", "", 0, 10)
	must(t, err)
	same(t, "the log", list, c.Entries)
	e, err := b.Message(ctx, "c1", "m-1")
	must(t, err)
	same(t, "the message's event", e, c.Entries[1])
	for _, m := range []string{"", "m-2"} {
		if _, err := b.Message(ctx, "c1", m); !errors.Is(err, desk.ErrMissing) {
			t.Fatalf("message %q: %v", m, err)
		}
	}
	s.Unanswered, s.Turn = false, conversation.Turn{N: 1}
	want = b.commit(next(want, s, ""))
	same(t, "the record moved on", b.load("c1"), want)
	if list, err := b.Entries(ctx, "c2", desk.ForStaff, 0, 10); err != nil || len(list) > 0 {
		t.Fatalf("the log of nothing: %v %v", list, err)
	}
	if _, err := b.Entries(ctx, "c1", "nobody", 0, 10); err == nil {
		t.Fatal("somebody unknown read the log")
	}
	if now := b.Now(); !now.Equal(start) || now.Location() != time.UTC {
		t.Fatalf("now is %v", now)
	}
}

func conflict(t *testing.T, b *bench) {
	r := b.commit(open("c1", talk()))
	b.refuses(open("c1", talk()), desk.ErrConflict)
	second := b.commit(next(r, talk(), "b"))
	b.refuses(next(r, talk(), "late"), desk.ErrConflict)
	ahead := second
	ahead.Version += 3
	b.refuses(next(ahead, talk(), "ahead"), desk.ErrConflict)
	ghost := r
	ghost.ID = "nobody"
	b.refuses(next(ghost, talk(), "ghost"), desk.ErrConflict)
}

func writers(t *testing.T, b *bench) {
	const n = 200
	b.commit(open("c1", talk()))
	var all sync.WaitGroup
	var lost atomic.Int64
	for i := range n {
		all.Go(func() {
			for {
				r, err := b.Load(ctx, "c1")
				if err != nil {
					t.Error(err)
					return
				}
				c := next(r, talk(), fmt.Sprintf("w-%d", i))
				c = queue(c, effect(fmt.Sprintf("q-%d", i), start, time.Time{}))
				switch err := b.Commit(ctx, c); {
				case err == nil:
					return
				case errors.Is(err, desk.ErrConflict):
					lost.Add(1)
				default:
					t.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	if r := b.load("c1"); r.Version != n+1 || r.CustomerSeq != n+1 || r.StaffSeq != n+1 {
		t.Fatalf("%d commits left version %d, customer %d, staff %d", n+1, r.Version, r.CustomerSeq, r.StaffSeq)
	}
	list, err := b.Entries(ctx, "c1", desk.ForCustomer, 0, 2*n)
	must(t, err)
	seen := map[string]bool{}
	for i, e := range list {
		if e.Seq != int64(i+1) || e.CustomerSeq != int64(i+1) || e.StaffSeq != int64(i+1) || seen[e.Message] {
			t.Fatalf("event %d is %+v", i+1, e)
		}
		seen[e.Message] = true
	}
	queued, err := b.Claim(ctx, start, time.Minute, 2*n)
	must(t, err)
	if len(list) != n+1 || len(queued) != n {
		t.Fatalf("%d events, %d effects", len(list), len(queued))
	}
	t.Logf("%d commits, %d decided anew", n, lost.Load())
}

func duplicates(t *testing.T, b *bench) {
	r := b.commit(open("c1", talk()))
	c := next(r, talk(), "mine")
	c.Contents = []desk.Content{said("mine", "the first")}
	r = b.commit(c)
	again := next(r, talk(), "mine")
	again.Contents = []desk.Content{said("other", "the second")}
	again = queue(again, effect("q1", start, time.Time{}))
	b.refuses(again, desk.ErrConflict)
	b.refuses(with(next(r, talk(), "twin"), "heard", true, true, "twin"), desk.ErrConflict)
	got, err := b.Contents(ctx, "c1", []string{"mine", "other"})
	must(t, err)
	if len(got) != 1 {
		t.Fatalf("contents after a duplicate: %v", got)
	}
	if q, _ := b.Claim(ctx, start, time.Minute, 10); len(q) != 0 {
		t.Fatalf("an effect of a commit that lost: %v", q)
	}
	other := b.commit(open("c2", talk()))
	b.commit(next(other, talk(), "mine")) // another customer's own id may be the same
}

func twice(t *testing.T, b *bench) {
	c := queue(open("c1", talk()), effect("q1", start, time.Time{}))
	c.Contents = []desk.Content{said("t1", "one")}
	r := b.commit(c)
	c = next(r, talk(), "a")
	c.Contents = []desk.Content{said("t1", "somebody else's words")}
	b.refuses(c, desk.ErrConflict)
	b.refuses(queue(next(r, talk(), "a"), effect("q1", start, time.Time{})), desk.ErrConflict)
	got, err := b.Contents(ctx, "c1", []string{"t1"})
	must(t, err)
	same(t, "the first text", string(got["t1"].Body), `{"text":"one"}`)
}

// neighbours: commits that share a transaction fail alone.
func neighbours(t *testing.T, b *bench) {
	const n = 120
	var all sync.WaitGroup
	errs := make([]error, n)
	for i := range n {
		all.Go(func() {
			s := talk()
			switch i % 4 {
			case 1: // waits, and nobody owes a word
				s.Unanswered = true
			case 2: // the same id as the one before it
				errs[i] = b.Commit(ctx, with(open(fmt.Sprintf("c%d", i), s), "heard", true, true, "opened"))
				return
			}
			c := open(fmt.Sprintf("c%d", i), s)
			c.Contents = []desk.Content{{ID: "t", Conversation: c.Record.ID, Kind: "message", Body: []byte(`{"text":"lingonberry"}`), At: start}}
			errs[i] = b.Commit(ctx, c)
		})
	}
	all.Wait()
	for i, err := range errs {
		want := [...]error{nil, desk.ErrRefused, desk.ErrConflict, nil}[i%4]
		if !errors.Is(err, want) {
			t.Fatalf("commit %d: %v, want %v", i, err, want)
		}
		if _, err := b.Load(ctx, fmt.Sprintf("c%d", i)); (err == nil) != (want == nil) {
			t.Fatalf("conversation %d after %v: %v", i, want, err)
		}
	}
	rows, _, err := b.Search(ctx, "lingonberry", desk.Page{Limit: n})
	must(t, err)
	if len(rows) != n/2 {
		t.Fatalf("%d conversations are found, want %d", len(rows), n/2)
	}
}

func cancelled(t *testing.T, b *bench) {
	gone, cancel := context.WithCancel(ctx)
	cancel()
	err := b.Commit(gone, open("c1", talk()))
	if _, missing := b.Load(ctx, "c1"); (err == nil) != (missing == nil) {
		t.Fatalf("the caller heard %v, the record says %v", err, missing)
	}
	b.commit(open("c2", talk()))
}

func gaps(t *testing.T, b *bench) {
	r := b.commit(open("c1", talk()))
	for name, spoil := range map[string]func(c *desk.Commit){
		"an event is missing":                 func(c *desk.Commit) { c.Entries[0].Seq++ },
		"the version says more":               func(c *desk.Commit) { c.Record.Version++ },
		"the customer's number jumps":         func(c *desk.Commit) { c.Entries[0].CustomerSeq++; c.Record.CustomerSeq++ },
		"the staff's number repeats":          func(c *desk.Commit) { c.Entries[0].StaffSeq--; c.Record.StaffSeq-- },
		"the projection says more":            func(c *desk.Commit) { c.Record.CustomerSeq++ },
		"the event is another conversation's": func(c *desk.Commit) { c.Entries[0].Conversation = "c2" },
		"an event without a kind":             func(c *desk.Commit) { c.Entries[0].Kind = "" },
	} {
		t.Run(name, func(t *testing.T) {
			c := next(r, talk(), "a")
			spoil(&c)
			(&bench{Record: b.Record, t: t}).refuses(c, desk.ErrRefused)
		})
	}
	empty := open("c9", talk())
	empty.Entries, empty.Record.Version, empty.Record.CustomerSeq, empty.Record.StaffSeq = nil, 0, 0, 0
	b.refuses(empty, desk.ErrRefused)
}

func projections(t *testing.T, b *bench) {
	r := desk.Record{ID: "c1", CreatedAt: start}
	for i := range 12 {
		c := desk.Commit{Expect: r.Version, Record: r, At: start.Add(time.Duration(i) * time.Second)}
		c.Record.State = talk()
		c = with(c, "draft_dropped", false, true, "")
		c = with(c, "heard", true, true, fmt.Sprintf("m%d", i))
		c = with(c, "nothing", false, false, "")
		if i%3 == 0 {
			c = with(c, "told", true, i%2 == 0, "")
		}
		r = b.commit(c)
	}
	for audience, number := range map[desk.Audience]func(desk.Entry) int64{
		"":               func(e desk.Entry) int64 { return e.Seq },
		desk.ForCustomer: func(e desk.Entry) int64 { return e.CustomerSeq },
		desk.ForStaff:    func(e desk.Entry) int64 { return e.StaffSeq },
	} {
		var got int64
		for {
			page, err := b.Entries(ctx, "c1", audience, got, 5)
			must(t, err)
			for _, e := range page {
				if got++; number(e) != got {
					t.Fatalf("%q reads %d as its event %d", audience, number(e), got)
				}
			}
			if len(page) < 5 {
				break
			}
		}
		if want := map[desk.Audience]int64{"": r.Version, desk.ForCustomer: r.CustomerSeq, desk.ForStaff: r.StaffSeq}[audience]; got != want {
			t.Fatalf("%q read %d events, want %d", audience, got, want)
		}
	}
}

func contents(t *testing.T, b *bench) {
	c := open("c1", talk())
	var ids []string
	for i := range 150 {
		id := fmt.Sprintf("t%03d", i)
		c.Contents = append(c.Contents, desk.Content{ID: id, Kind: "args", Body: fmt.Appendf(nil, `{"n": %d,"nul":"\u0000"}`, i), At: start})
		ids = append(ids, id)
	}
	b.commit(c)
	other := open("c2", talk())
	other.Contents = []desk.Content{said("t001", "another customer's")}
	b.commit(other)
	for _, n := range []int{0, 1, 2, 8, 9, 64, 65, 150} {
		got, err := b.Contents(ctx, "c1", append([]string{"missing"}, ids[:n]...))
		must(t, err)
		if len(got) != n {
			t.Fatalf("%d of %d contents", len(got), n)
		}
	}
	got, err := b.Contents(ctx, "c1", ids[1:2])
	must(t, err)
	want := c.Contents[1]
	want.Conversation = "c1"
	same(t, "a content", got["t001"], want)
	// What a commit drops is gone, of this conversation only; what is not there is no error.
	r := b.load("c1")
	drop := next(r, talk(), "drops")
	drop.Contents, drop.Drop = []desk.Content{said("drops", "after")}, []string{"t001", "t002", "never"}
	b.commit(drop)
	got, err = b.Contents(ctx, "c1", []string{"t001", "t002", "t003", "drops"})
	must(t, err)
	if len(got) != 2 || got["t003"].ID == "" || got["drops"].ID == "" {
		t.Fatalf("after dropping two: %v", got)
	}
	if got, err = b.Contents(ctx, "c2", []string{"t001"}); err != nil || len(got) != 1 {
		t.Fatalf("another customer's content went too: %v %v", got, err)
	}
}
