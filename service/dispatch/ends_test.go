package dispatch_test

import (
	"context"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/service/desk"
)

// dated brings a customer to e1, who promises a word tomorrow.
func dated(t *testing.T, w *world) (string, time.Time) {
	t.Helper()
	w.online("e1")
	id := w.ask(1, "en", "help")
	w.pass(time.Second)
	w.wants([]string{w.accept("e1")}, id)
	due := w.now.Add(20 * time.Hour)
	_, err := w.desk.Reply(ctx, who("e1"), id, desk.Incoming{ID: "w1", Text: "tomorrow", BackBy: due})
	w.must(err)
	return id, due
}

func (w *world) holder(id string) conversation.Holder { return w.place(id).By }

// Whoever says that they are done keeps what they are back for in time; the
// roster knows when that is. When their work begins again, what the team kept
// for them is offered to them first.
func TestDoneForTodayLeavesAnOwner(t *testing.T) {
	for _, c := range []struct {
		back time.Duration // after the due time
		keep bool
	}{{-2 * time.Hour, true}, {2 * time.Hour, false}, {0, false}} {
		w := newWorld(t, anExpert("e1", 3), anExpert("e2", 3))
		id, due := dated(t, w)
		back := due.Add(c.back)
		if c.back == 0 {
			back = time.Time{} // ill: nobody knows
		}
		w.dispatch.Back = func(context.Context, string) (time.Time, error) { return back, nil }
		w.must(w.dispatch.Done(ctx, who("e1")))
		if got := w.holder(id); (got == conversation.Expert) != c.keep || !c.keep && got != conversation.Team {
			t.Fatalf("%v: held by %s", c.back, got)
		}
		if c.keep {
			continue
		}
		w.pass(time.Hour)
		w.online("e2")
		w.pass(time.Hour)
		w.wants(w.offered("e2")) // a team's matter is pressed on nobody before its time
		w.online("e1")
		w.pass(time.Second)
		w.wants(w.offered("e1"), id) // whoever knows the customer is asked first
	}
}

// Nobody says "I am ill": whoever holds something and has not been seen for a
// quarter of an hour is gone, and only then.
func TestWhoIsNotSeenIsGone(t *testing.T) {
	w := newWorld(t, anExpert("e1", 3))
	id, _ := dated(t, w)
	w.pass(14 * time.Minute)
	w.dispatch.Seen("e1")
	w.pass(14 * time.Minute)
	if got := w.holder(id); got != conversation.Expert {
		t.Fatalf("seen a moment ago, and given to %s", got)
	}
	w.pass(time.Minute)
	if got := w.holder(id); got != conversation.Team {
		t.Fatalf("not seen, and held by %s", got)
	}
	gone := w.dispatch.ExpertCame(ctx, "e1") // a fever passes
	defer gone()
	if got := w.holder(id); got != conversation.Line {
		t.Fatalf("back, and still with %s", got)
	}
}

// A restart forgets who was seen: nobody loses anything for it at once.
func TestARestartGivesEverybodyTheirTime(t *testing.T) {
	w := newWorld(t, anExpert("e1", 3))
	id, _ := dated(t, w)
	w.restart()
	w.pass(time.Second)
	w.pass(14 * time.Minute)
	if got := w.holder(id); got != conversation.Expert {
		t.Fatalf("held by %s", got)
	}
	w.pass(2 * time.Minute)
	if got := w.holder(id); got != conversation.Team {
		t.Fatalf("held by %s", got)
	}
}

// A team's list is for whom it suits: topic, level, market and language.
func TestATeamIsWhoeverMayAnswer(t *testing.T) {
	swede := anExpert("e1", 3)
	swede.Markets, swede.Languages, swede.Skills = []string{"SE"}, []string{"sv"}, map[string]int{"refund": 2}
	w := newWorld(t, swede)
	for _, c := range []struct {
		id, market, language, topic string
		suits                       bool
	}{{"e1", "SE", "sv", "refund", true}, {"e1", "UK", "sv", "refund", false}, {"e1", "SE", "en", "refund", false}, {"e1", "SE", "sv", "fraud", false}, {"e1", "SE", "", "refund", true}, {"nobody", "SE", "sv", "refund", false}} {
		if got := w.dispatch.Suits(ctx, c.id, c.market, c.language, c.topic); got != c.suits {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
