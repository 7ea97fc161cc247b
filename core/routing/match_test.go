package routing_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"samtal/core/routing"
)

var now = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

var (
	markets   = []string{"SE", "UK"}
	languages = []string{"sv", "en"}
	topics    = []string{"refund", "fraud", "distress"}
)

// anExpert and someoneWaiting draw from few values, so that they often meet.
func anExpert(t *rapid.T, n int) routing.Expert {
	e := routing.Expert{ID: fmt.Sprintf("e-%02d", n), Languages: subset(t, languages), Skills: map[string]int{}, Capacity: rapid.IntRange(0, 3).Draw(t, "capacity"),
		Held: rapid.IntRange(0, 3).Draw(t, "held"), Whole: rapid.IntRange(0, 9).Draw(t, "whole") == 0, Reserve: rapid.Bool().Draw(t, "reserve"),
		IdleSince: now.Add(-time.Duration(rapid.IntRange(0, 3).Draw(t, "idle")) * time.Minute)}
	if rapid.Bool().Draw(t, "bound to markets") {
		e.Markets = subset(t, markets)
	}
	for _, s := range append(subset(t, topics), subset(t, []string{routing.Any})...) {
		e.Skills[s] = rapid.IntRange(1, 3).Draw(t, "level")
	}
	return e
}

func subset(t *rapid.T, from []string) []string {
	var out []string
	for _, s := range from {
		if rapid.Bool().Draw(t, s) {
			out = append(out, s)
		}
	}
	return out
}

func someoneWaiting(t *rapid.T, n int, experts []routing.Expert) routing.Waiting {
	minutes := func(name string) time.Duration {
		return time.Duration(rapid.IntRange(0, 5).Draw(t, name)) * time.Minute
	}
	w := routing.Waiting{Conversation: fmt.Sprintf("c-%02d", n), Matter: "m1", Market: rapid.SampledFrom(markets).Draw(t, "market"),
		Language: rapid.SampledFrom(languages).Draw(t, "language"), Topic: rapid.SampledFrom(topics).Draw(t, "topic"), Priority: rapid.IntRange(0, 3).Draw(t, "priority"),
		Due: now.Add(minutes("due")), Since: now.Add(-minutes("since")), Broken: rapid.IntRange(0, 1).Draw(t, "broken")}
	rule := routing.Topics[w.Topic]
	w.Level, w.Whole = rule.Level, rule.Whole && w.Priority == 0
	for _, e := range experts {
		switch rapid.IntRange(0, 5).Draw(t, "with "+e.ID) {
		case 0:
			w.Refused = append(w.Refused, e.ID)
		case 1:
			w.Prefer = e.ID
		case 2:
			if n%3 == 0 {
				w.OfferTo, w.OfferUntil = e.ID, now.Add(time.Duration(rapid.IntRange(-1, 1).Draw(t, "until"))*time.Second)
			}
		}
	}
	return w
}

func scene(t *rapid.T) ([]routing.Waiting, []routing.Expert) {
	var experts []routing.Expert
	for n := range rapid.IntRange(0, 6).Draw(t, "experts") {
		experts = append(experts, anExpert(t, n))
	}
	var waiting []routing.Waiting
	for n := range rapid.IntRange(0, 12).Draw(t, "waiting") {
		waiting = append(waiting, someoneWaiting(t, n, experts))
	}
	return waiting, experts
}

func suits(e routing.Expert, w routing.Waiting) bool {
	level := max(e.Skills[w.Topic], e.Skills["*"])
	return level >= 1 && level >= w.Level && slices.Contains(e.Languages, w.Language) && (len(e.Markets) == 0 || slices.Contains(e.Markets, w.Market))
}

func allRefused(w routing.Waiting, experts []routing.Expert) bool {
	n := 0
	for _, e := range experts {
		if suits(e, w) {
			if !slices.Contains(w.Refused, e.ID) {
				return false
			}
			n++
		}
	}
	return n > 0
}

func TestOffersKeepEveryHardConstraintAndPassNobodyOver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		waiting, experts := scene(t)
		offers := routing.Match(waiting, experts, now)
		byID := map[string]routing.Expert{}
		slots := map[string]int{}
		for _, e := range experts {
			byID[e.ID], slots[e.ID] = e, max(0, e.Capacity-e.Held)
			if e.Whole {
				slots[e.ID] = 0
			}
		}
		take := func(w routing.Waiting, expert string) {
			slots[expert]--
			if w.Whole {
				slots[expert] = min(slots[expert], 0)
			}
		}
		for _, w := range waiting {
			if w.OfferTo != "" && w.OfferUntil.After(now) {
				take(w, w.OfferTo)
			}
		}
		to := map[string]string{}
		for _, o := range offers {
			if to[o.Conversation] != "" {
				t.Fatalf("%s was offered twice", o.Conversation)
			}
			to[o.Conversation] = o.Expert
		}
		// replay in the line's order: at each customer's turn, whoever goes
		// without had nobody, and whoever is offered was offered rightly
		line := slices.Clone(waiting)
		slices.SortFunc(line, routing.Before)
		for _, w := range line {
			if w.OfferTo != "" {
				if to[w.Conversation] != "" {
					t.Fatalf("%s has a live offer and got another", w.Conversation)
				}
				continue
			}
			forgotten := allRefused(w, experts)
			free := func(e routing.Expert) bool {
				return suits(e, w) && slots[e.ID] > 0 && (forgotten || !slices.Contains(w.Refused, e.ID))
			}
			got := to[w.Conversation]
			if got == "" {
				if i := slices.IndexFunc(experts, free); i >= 0 {
					t.Fatalf("%s was passed over though %s was free", w.Conversation, experts[i].ID)
				}
				continue
			}
			if !free(byID[got]) {
				t.Fatalf("%+v must not go to %+v with %d slots", w, byID[got], slots[got])
			}
			if p, ok := byID[w.Prefer]; ok && !forgotten && free(p) && got != p.ID {
				t.Fatalf("%s knows %s and was free, but %s was asked", p.ID, w.Conversation, got)
			}
			if got != w.Prefer && !forgotten && !w.Whole {
				for _, e := range experts {
					if free(e) && e.Reserve == byID[got].Reserve && e.Level(w.Topic, w.Language) > byID[got].Level(w.Topic, w.Language) {
						t.Fatalf("%s is better than %s for %s", e.ID, got, w.Conversation)
					}
				}
			}
			take(w, got)
		}
	})
}

func TestTheOrderOfTheListsChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		waiting, experts := scene(t)
		want := routing.Match(waiting, experts, now)
		places := routing.Places(waiting, experts, pace, now)
		r := rand.New(rand.NewPCG(uint64(rapid.Int().Draw(t, "seed")), 1))
		r.Shuffle(len(waiting), func(i, j int) { waiting[i], waiting[j] = waiting[j], waiting[i] })
		r.Shuffle(len(experts), func(i, j int) { experts[i], experts[j] = experts[j], experts[i] })
		if d := cmp.Diff(want, routing.Match(waiting, experts, now)); d != "" {
			t.Fatal(d)
		}
		if d := cmp.Diff(places, routing.Places(waiting, experts, pace, now)); d != "" {
			t.Fatal(d)
		}
	})
}

func expert(id string, level, held int, idle time.Duration) routing.Expert {
	return routing.Expert{ID: id, Languages: []string{"sv"}, Skills: map[string]int{"*": level}, Capacity: 3, Held: held, IdleSince: now.Add(-idle)}
}

func customer(id, topic string, priority int, due time.Duration) routing.Waiting {
	rule := routing.Topics[topic]
	return routing.Waiting{Conversation: id, Matter: "m1", Market: "SE", Language: "sv", Topic: topic, Priority: priority, Due: now.Add(due), Since: now.Add(-time.Minute),
		Level: rule.Level, Whole: rule.Whole && priority == 0}
}

func pairs(offers []routing.Offer) (out []string) {
	for _, o := range offers {
		out = append(out, o.Conversation+" "+o.Expert)
	}
	return out
}

func TestWhoIsOfferedWhom(t *testing.T) {
	refused := func(w routing.Waiting, by ...string) routing.Waiting { w.Refused = by; return w }
	offered := func(w routing.Waiting, to string, left time.Duration) routing.Waiting {
		w.OfferTo, w.OfferUntil = to, now.Add(left)
		return w
	}
	prefers := func(w routing.Waiting, e string) routing.Waiting { w.Prefer = e; return w }
	broken := func(w routing.Waiting) routing.Waiting { w.Broken = 1; return w }
	named := func(e routing.Expert, topic string, level int) routing.Expert { e.Skills[topic] = level; return e }
	only := func(e routing.Expert, slots int) routing.Expert { e.Capacity = e.Held + slots; return e }
	reserve := func(e routing.Expert) routing.Expert { e.Reserve = true; return e }
	w := func(list ...routing.Waiting) []routing.Waiting { return list }
	e := func(list ...routing.Expert) []routing.Expert { return list }
	for _, c := range []struct {
		name    string
		waiting []routing.Waiting
		experts []routing.Expert
		want    []string
	}{
		{"the longest idle of equals", w(customer("c", "refund", 3, 0)), e(expert("a", 1, 0, 1), expert("b", 1, 0, 2)), []string{"c b"}},
		{"fewer conversations before longer idle", w(customer("c", "refund", 3, 0)), e(expert("a", 1, 0, 1), expert("b", 1, 1, 2)), []string{"c a"}},
		{"the better before the idle", w(customer("c", "refund", 3, 0)), e(expert("a", 2, 1, 1), expert("b", 1, 0, 2)), []string{"c a"}},
		{"named before anything", w(customer("c", "refund", 3, 0)), e(named(expert("a", 1, 1, 1), "refund", 2), expert("b", 2, 0, 2)), []string{"c a"}},
		{"a real person before a played one", w(customer("c", "refund", 3, 0)), e(reserve(expert("a", 3, 0, 9)), expert("b", 1, 2, 1)), []string{"c b"}},
		{"who knows the customer", w(prefers(customer("c", "refund", 3, 0), "b")), e(expert("a", 3, 0, 9), expert("b", 1, 2, 1)), []string{"c b"}},
		{"who knows the customer has no slot", w(prefers(customer("c", "refund", 3, 0), "b")), e(expert("a", 3, 0, 9), expert("b", 1, 3, 1)), []string{"c a"}},
		{"fraud waits for level 3", w(customer("c", "fraud", 0, 0)), e(expert("a", 2, 0, 1)), nil},
		{"the sensitive come first", w(customer("c", "refund", 3, 0), customer("d", "fraud", 0, 5)), e(only(expert("a", 3, 0, 1), 1)), []string{"d a"}},
		{"then the nearest promise", w(customer("c", "refund", 3, 9), customer("d", "refund", 3, 5)), e(only(expert("a", 3, 0, 1), 1)), []string{"d a"}},
		{"a missed promise before a nearer one", w(broken(customer("c", "refund", 3, 9)), customer("d", "refund", 3, 5)), e(only(expert("a", 3, 0, 1), 1)), []string{"c a"}},
		{"distress takes all that is left", w(customer("c", "distress", 0, 0), customer("d", "refund", 3, 0)), e(expert("a", 3, 1, 1)), []string{"c a"}},
		{"distress takes an empty expert", w(customer("c", "distress", 0, 0)), e(named(expert("a", 3, 1, 1), "distress", 3), expert("b", 3, 0, 1)), []string{"c b"}},
		{"merely possible distress takes one slot", w(customer("c", "distress", 2, 0), customer("d", "refund", 3, 0)), e(expert("a", 3, 1, 1)), []string{"c a", "d a"}},
		{"who refused is passed", w(refused(customer("c", "refund", 3, 0), "a")), e(expert("a", 3, 0, 1), expert("b", 1, 0, 1)), []string{"c b"}},
		{"who has not refused is waited for", w(refused(customer("c", "refund", 3, 0), "a")), e(expert("a", 3, 0, 1), expert("b", 1, 3, 1)), nil},
		{"all refused: longest ago first", w(refused(customer("c", "refund", 3, 0), "b", "a")), e(expert("a", 3, 0, 1), expert("b", 1, 0, 1)), []string{"c b"}},
		{"work is spread in one round", w(customer("c", "refund", 3, 0), customer("d", "refund", 3, 1), customer("e", "refund", 3, 2)), e(expert("a", 1, 0, 2), expert("b", 1, 0, 1)), []string{"c a", "d b", "e a"}},
		{"an offer takes a slot", w(offered(customer("c", "refund", 0, 0), "a", 1), customer("d", "refund", 3, 0)), e(only(expert("a", 3, 0, 1), 1)), nil},
		{"an offer whose time is over takes none", w(offered(customer("c", "refund", 0, 0), "a", 0), customer("d", "refund", 3, 0)), e(only(expert("a", 3, 0, 1), 1)), []string{"d a"}},
		{"a passed expert stays for the next", w(refused(customer("c", "refund", 0, 0), "a"), customer("d", "refund", 3, 0)), e(expert("a", 3, 0, 1), expert("b", 1, 0, 1)), []string{"c b", "d a"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, pairs(routing.Match(c.waiting, c.experts, now))); d != "" {
				t.Fatal(d)
			}
		})
	}
}

// crowd is a large line with the variety of a real one.
func crowd(waiting, experts int) ([]routing.Waiting, []routing.Expert) {
	r := rand.New(rand.NewPCG(1, 2))
	topics := []string{"refund", "payment_extension", "invoice_copy", "payment_plan", "return", "purchase", "fee", "balance", "order", "dispute", "hardship", "complaint", "fraud", "distress", "general"}
	var es []routing.Expert
	for i := range experts {
		e := routing.Expert{ID: fmt.Sprintf("e-%04d", i), Languages: languages[i%2:], Skills: map[string]int{"*": 1}, Capacity: 3, Held: r.IntN(3),
			IdleSince: now.Add(-time.Duration(r.IntN(3600)) * time.Second)}
		for range 3 {
			e.Skills[topics[r.IntN(len(topics))]] = 1 + r.IntN(3)
		}
		es = append(es, e)
	}
	var ws []routing.Waiting
	for i := range waiting {
		w := customer(fmt.Sprintf("c-%05d", i), topics[r.IntN(len(topics))], 1+r.IntN(3), time.Duration(r.IntN(600))*time.Second)
		w.Market, w.Language = markets[r.IntN(2)], languages[r.IntN(2)]
		for range r.IntN(3) {
			w.Refused = append(w.Refused, es[r.IntN(len(es))].ID)
		}
		ws = append(ws, w)
	}
	return ws, es
}

func BenchmarkMatch(b *testing.B) {
	waiting, experts := crowd(10_000, 2_000)
	n := 0
	for b.Loop() {
		n = len(routing.Match(waiting, experts, now))
	}
	b.ReportMetric(float64(n), "offers")
}

func BenchmarkPlaces(b *testing.B) {
	waiting, experts := crowd(10_000, 2_000)
	for b.Loop() {
		routing.Places(waiting, experts, pace, now)
	}
}
