package desk_test

import (
	"context"
	"errors"
	"testing"

	"samtal/core/conversation"
	"samtal/service/desk"
)

// commits counts what the record is asked to store.
type commits struct {
	desk.Store
	n    int
	fail error
}

func (c *commits) Commit(ctx context.Context, x desk.Commit) error {
	if c.n++; c.fail != nil {
		err := c.fail
		c.fail = nil
		return err
	}
	return c.Store.Commit(ctx, x)
}

func quickWorld(t *testing.T) (*world, *commits, string) {
	w := newWorld(t)
	c := &commits{Store: w.store}
	w.store = c
	w.restart()
	w.quick = func(b desk.Brief) (desk.Draft, bool) {
		d, err := w.draft(b)
		return d, err == nil
	}
	id := w.open()
	c.n = 0
	return w, c, id
}

// What can be answered in memory is stored with the question: one transaction,
// the same log as with two, and nothing left to do.
func TestAQuickAnswerIsInTheCommitOfItsQuestion(t *testing.T) {
	w, c, id := quickWorld(t)
	w.say(id, "a", "hello")
	if got := w.texts(id); c.n != 1 || len(got) != 3 || got[2] != "assistant: answer 2 about hello" {
		t.Fatalf("%d commits: %v", c.n, got)
	}
	if left, err := w.store.Claim(context.Background(), w.now.Add(leaseOver), 1, 10); err != nil || len(left) > 0 {
		t.Fatalf("left to do: %v %v", left, err)
	}
	slow := newWorld(t)
	other := slow.open()
	slow.say(other, "a", "hello")
	slow.step(0)
	one, err := w.store.Load(context.Background(), id)
	w.must(err)
	two, err := slow.store.Load(context.Background(), other)
	w.must(err)
	if one.Version != two.Version || one.CustomerSeq != two.CustomerSeq || one.State.Unanswered != two.State.Unanswered || one.State.Turn.N != two.State.Turn.N || one.State.Turn.Owed() {
		t.Fatalf("the two ways differ:\n%+v\n%+v", one, two)
	}
}

const leaseOver = 1 << 40

// Before the commit nothing is there, and the customer, who got no receipt,
// sends again; after it all is.
func TestACrashAroundAQuickAnswerLeavesAllOrNothing(t *testing.T) {
	for point, want := range map[string]int{"after_draft": 1, "before_commit": 1, "after_commit": 3, "before_publish": 3} {
		w, _, id := quickWorld(t)
		w.point = func(name string) {
			if name == point {
				w.point = nil
				panic(crash{name})
			}
		}
		func() {
			defer func() { _ = recover() }()
			w.say(id, "a", "hello")
		}()
		w.restart()
		if got := w.texts(id); len(got) != want {
			t.Errorf("%s: %v", point, got)
		}
		w.say(id, "a", "hello")
		w.step(0)
		if got := w.texts(id); len(got) != 3 {
			t.Errorf("%s, sent again: %v", point, got)
		}
	}
}

// An assistant that needs somebody else, or breaks, does not keep a word out:
// it is stored and the answer is owed, as ever.
func TestAWordIsStoredWhateverTheQuickAssistantDoes(t *testing.T) {
	for name, quick := range map[string]func(desk.Brief) (desk.Draft, bool){
		"needs a look-up": func(desk.Brief) (desk.Draft, bool) { return desk.Draft{}, false },
		"panics":          func(desk.Brief) (desk.Draft, bool) { panic("a fault") },
	} {
		w, c, id := quickWorld(t)
		w.quick = quick
		w.say(id, "a", "hello")
		if v := w.view(id); c.n != 1 || v.Holder != conversation.Assistant || v.Promise == nil {
			t.Fatalf("%s: %+v", name, v)
		}
		w.step(0)
		if got := w.texts(id); c.n != 2 || len(got) != 3 {
			t.Fatalf("%s: %d commits, %v", name, c.n, got)
		}
	}
}

// Somebody committed first: both questions are asked anew, and both answers
// stored once.
func TestAQuickAnswerIsMadeAnewAfterAConflict(t *testing.T) {
	w, c, id := quickWorld(t)
	c.fail = desk.ErrConflict
	w.say(id, "a", "hello")
	if got := w.texts(id); c.n != 2 || len(got) != 3 {
		t.Fatalf("%d commits: %v", c.n, got)
	}
	c.fail = errors.New("the disk is full")
	if _, err := w.desk.Write(context.Background(), customer, id, desk.Incoming{ID: "b", Text: "more"}); err == nil {
		t.Fatal("acknowledged and not stored")
	}
	if got := w.texts(id); len(got) != 3 {
		t.Fatalf("told and not stored: %v", got)
	}
}
