package routing_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"samtal/core/routing"
)

var pace = routing.Pace{Answer: 15 * time.Second, Handling: func(_, topic string) time.Duration {
	if topic == "fraud" {
		return 12 * time.Minute
	}
	return 6 * time.Minute
}}

func TestWhereEverybodyStands(t *testing.T) {
	english := customer("english", "refund", 3, time.Minute)
	english.Language = "en"
	offered := customer("offered", "refund", 1, 0)
	offered.OfferTo, offered.OfferUntil = "a", now.Add(20*time.Second)
	late := customer("late", "refund", 3, -time.Minute)
	late.Language = "fi"
	waiting := []routing.Waiting{customer("third", "refund", 3, 3), customer("second", "refund", 3, 2), customer("first", "fraud", 0, 9), english, offered, late}
	experts := []routing.Expert{expert("a", 3, 1, 0), expert("b", 1, 3, 0)}
	want := []routing.Place{
		{Conversation: "first", Position: 1, Topic: "fraud", Staffed: true, Wait: 15 * time.Second},
		{Conversation: "offered", Position: 2, Topic: "refund", Staffed: true, Wait: 20 * time.Second},
		{Conversation: "late", Position: 1, Topic: "refund"}, // nobody, and the promise is past: nothing better to say
		// a has 3 slots: one held, one offered, one free that "first" takes; six slots empty every 6 minutes
		{Conversation: "second", Position: 3, Topic: "refund", Staffed: true, Wait: 15*time.Second + time.Minute},
		{Conversation: "third", Position: 4, Topic: "refund", Staffed: true, Wait: 15*time.Second + 2*time.Minute},
		{Conversation: "english", Position: 1, Topic: "refund", Wait: time.Minute},
	}
	for i := range want {
		want[i].Matter = "m1"
	}
	if d := cmp.Diff(want, routing.Places(waiting, experts, pace, now)); d != "" {
		t.Fatal(d)
	}
}

// Nobody is online: an English customer behind a Swedish one is second, not
// first. Whoever signs in may speak both.
func TestWithNobodyThereEverybodyEarlierIsAhead(t *testing.T) {
	english, british := customer("english", "refund", 3, 2), customer("british", "refund", 3, 3)
	english.Language, british.Market = "en", "UK"
	places := routing.Places([]routing.Waiting{customer("first", "fraud", 0, 1), english, british}, nil, pace, now)
	got := map[string]int{}
	for _, p := range places {
		got[p.Conversation] = p.Position
	}
	if d := cmp.Diff(map[string]int{"first": 1, "english": 2, "british": 1}, got); d != "" {
		t.Fatal(d)
	}
}

func TestANewcomerIsToldTheMarketsWait(t *testing.T) {
	waiting := []routing.Waiting{customer("a", "refund", 3, 0), customer("b", "refund", 3, 0)}
	look := func(want routing.Place, topic string, experts ...routing.Expert) {
		t.Helper()
		want.Topic = topic
		if d := cmp.Diff(want, routing.Newcomer("SE", topic, routing.Topics[topic].Level, waiting, experts, pace)); d != "" {
			t.Fatal(d)
		}
	}
	look(routing.Place{Position: 3}, "refund")
	look(routing.Place{Position: 3}, "fraud", expert("a", 2, 0, 0))
	look(routing.Place{Position: 3, Staffed: true, Wait: 15 * time.Second}, "refund", expert("a", 1, 0, 0))
	look(routing.Place{Position: 3, Staffed: true, Wait: 15*time.Second + 4*time.Minute}, "refund", expert("a", 1, 2, 0))
}

func TestNobodyAheadHasAHigherPosition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		waiting, experts := scene(t)
		type need struct{ market, language, topic string }
		of := map[string]need{}
		for _, w := range waiting {
			of[w.Conversation] = need{w.Market, w.Language, w.Topic}
		}
		last := map[need]int{}
		places := routing.Places(waiting, experts, pace, now)
		if len(places) != len(waiting) {
			t.Fatalf("%d wait and %d are told", len(waiting), len(places))
		}
		for i, p := range places {
			n := of[p.Conversation]
			if p.Position <= last[n] || p.Position > i+1 || p.Wait < 0 {
				t.Fatalf("%+v after position %d, %d earlier in line", p, last[n], i)
			}
			last[n] = p.Position
		}
	})
}
