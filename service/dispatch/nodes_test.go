package dispatch_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"samtal/service/dispatch"
)

func TestTwoNodesOfferNothingTwice(t *testing.T) {
	one := anExpert("e1", 3)
	one.Capacity = 1
	w := newWorld(t, one)
	_, other := w.node(w.store)
	w.online("e1")
	w.ask(1, "sv", "a person")
	w.ask(2, "sv", "a person")
	for range 3 {
		if _, err := other.Step(ctx); err != nil {
			t.Fatal(err)
		}
		if list := w.offered("e1"); len(list) != 1 {
			t.Fatalf("one slot, and %v", list)
		}
		w.pass(time.Second)
	}
}

// between does something between a node's look at the line and its offers.
type between struct {
	port
	do func()
}

type port interface{ dispatch.Experts }

func (b *between) Held(ctx context.Context) ([]dispatch.Held, error) {
	list, err := b.port.Held(ctx)
	do := b.do
	b.do = func() {}
	do()
	return list, err
}

func TestANodeDoesNotOfferWhileAnotherCounts(t *testing.T) {
	one := anExpert("e1", 3)
	one.Capacity = 1
	w := newWorld(t, one)
	w.ask(1, "sv", "a person")
	w.must(w.store.SetOnline(ctx, "e1", true))
	_, other := w.node(&between{w.store, func() { // somebody more urgent comes, and this node would offer them
		w.ask(2, "sv", "fraud")
	}})
	if _, err := other.Step(ctx); err != nil {
		t.Fatal(err)
	}
	if list := w.offered("e1"); len(list) != 1 {
		t.Fatalf("one slot, and %v", list)
	}
}

func TestASecondMatterMeetsTheExpertWhoIsThere(t *testing.T) {
	w := newWorld(t, anExpert("e1", 3), anExpert("e2", 3))
	w.online("e2")
	c := w.ask(1, "sv", "a person")
	w.accept("e2")
	w.online("e1")
	_, err := w.desk.Reply(ctx, who("e2"), c, incoming("r", "what else?"))
	w.must(err)
	w.pass(11 * time.Minute) // not present any more, but still the one who knows
	w.say(1, c, "fraud")
	w.wants(w.offered("e2"), c)
	w.accept("e2")
	if me, err := w.dispatch.Me(ctx, who("e2")); err != nil || me.Conversations != 1 {
		t.Fatalf("two matters of one conversation are one: %+v %v", me, err)
	}
}

func TestNodesThatStepAtOnceShareTheSlots(t *testing.T) {
	one := anExpert("e1", 3)
	one.Capacity = 1
	w := newWorld(t, one)
	desk, other := w.node(w.store)
	for n := range 8 {
		w.ask(n, "sv", "a person")
	}
	for round := range 40 {
		w.must(w.store.SetOnline(ctx, "e1", true))
		var all sync.WaitGroup
		for _, d := range []*dispatch.Dispatch{w.dispatch, other} {
			all.Go(func() {
				if _, err := d.Step(ctx); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for _, c := range w.offered("e1") { // as the record's listener tells every node
			w.desk.Moved(c)
			desk.Moved(c)
		}
		if list := w.offered("e1"); len(list) != 1 {
			t.Fatalf("round %d: one slot, and %v", round, list)
		}
		w.must(w.store.SetOnline(ctx, "e1", false)) // not offered again before both look
		w.must(w.desk.Decline(ctx, who("e1"), w.offer("e1").ID))
		w.pass(time.Second)
	}
}
