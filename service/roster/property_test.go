package roster_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samtal/content"
	"samtal/core/identity"
	"samtal/core/money"
	"samtal/core/shifts"
	"samtal/edge/store/memory"
	"samtal/service/dispatch"
	"samtal/service/pack"
	"samtal/service/roster"
)

type silent struct{}

func (silent) Words(string, string, map[string]string) string { return "" }
func (silent) TopicTitle(string, string) string               { return "" }
func (silent) Here(string) bool                               { return true }
func (silent) Short(context.Context, string) (int, error)     { return 1, nil }
func expert(n int) identity.Who                               { return identity.Who{Role: identity.Expert, ID: fmt.Sprint("e-", n)} }

// Whatever experts, leads and the clock do, in any order: no seat has two
// people, nobody has two shifts at once, the law is kept for everybody, and
// nobody is paid for more than the time that they were there.
func TestTheRosterKeepsItsPromisesWhateverHappens(t *testing.T) {
	laws, _ := pack.Work(content.FS)
	terms, _ := pack.Pay(content.FS)
	rapid.Check(t, func(t *rapid.T) {
		ctx := context.Background()
		now := time.Date(2026, 10, 21, 6, 0, 0, 0, time.UTC) // the clock goes back on the 25th
		n := 0
		store := memory.Open(func() time.Time { return now })
		r := roster.New(roster.Options{Store: store, People: store, Presence: silent{}, House: silent{}, Laws: laws, Pay: terms, Languages: []string{"sv", "en"}, Home: "SE",
			NewID: func() string { n++; return fmt.Sprintf("id-%03d", n) }, NewKey: func() string { return "k" }, Now: func() time.Time { return now }})
		const people = 4
		for i := range people {
			if err := store.PutExpert(ctx, dispatch.Expert{ID: expert(i).ID, Role: "expert", Languages: []string{"sv"}, Skills: map[string]int{"*": 1}}); err != nil {
				t.Fatal(err)
			}
		}
		lead := identity.Who{Role: identity.Lead, ID: "e-0"}
		began, online := now, map[string]time.Duration{}
		on := map[string]bool{}
		pass := func(d time.Duration) {
			for ; d > 0; d -= 10 * time.Minute {
				now = now.Add(10 * time.Minute)
				for id := range on {
					online[id] += 10 * time.Minute
				}
				if _, err := r.Step(ctx); err != nil {
					t.Fatal(err)
				}
			}
		}
		var ids []string
		pick := func() string {
			if len(ids) == 0 {
				return "none"
			}
			return rapid.SampledFrom(ids).Draw(t, "shift")
		}
		who := func() identity.Who { return expert(rapid.IntRange(0, people-1).Draw(t, "who")) }
		any := func(_ any, _ error) {} // a refusal is an answer as well
		for range rapid.IntRange(5, 60).Draw(t, "steps") {
			switch rapid.IntRange(0, 10).Draw(t, "what") {
			case 0, 1:
				start := now.Add(time.Duration(rapid.IntRange(1, 60).Draw(t, "in")) * time.Hour)
				v, err := r.Publish(ctx, lead, roster.Posted{Market: "SE", Language: "sv", Seats: rapid.IntRange(1, 2).Draw(t, "seats"), Rate: money.Money{Minor: 16500, Currency: "SEK"},
					Span: shifts.Span{Start: start, End: start.Add(time.Duration(rapid.IntRange(1, 5).Draw(t, "hours")) * time.Hour)}}, 0)
				if err != nil {
					t.Fatal(err)
				}
				ids = append(ids, v.ID)
			case 2, 3, 4:
				any(r.Claim(ctx, who(), pick()))
			case 5:
				any(r.Release(ctx, who(), pick()))
			case 6:
				any(r.Confirm(ctx, who(), pick()))
			case 7:
				w := who()
				set := rapid.Bool().Draw(t, "online")
				if err := store.SetOnline(ctx, w.ID, set); err != nil {
					t.Fatal(err)
				}
				if delete(on, w.ID); set {
					on[w.ID] = true
				}
			case 8:
				v, err := r.AskSwap(ctx, who(), pick(), who().ID)
				if err == nil {
					any(nil, r.AnswerSwap(ctx, identity.Who{Role: identity.Expert, ID: v.To}, v.ID, rapid.Bool().Draw(t, "yes")))
				}
			case 9:
				any(r.Extra(ctx, who()))
			case 10:
				pass(time.Duration(rapid.IntRange(1, 60).Draw(t, "tens")) * 10 * time.Minute)
			}
			promises(t, r, store, laws["SE"], now)
		}
		for i := range people {
			e, err := r.Earnings(ctx, expert(i))
			if err != nil {
				t.Fatal(err)
			}
			if worked, most := e[0].Month.Worked, online[expert(i).ID]; worked > most || worked > now.Sub(began) {
				t.Fatalf("%s is paid for %s and was there %s", expert(i).ID, worked, most)
			}
		}
	})
}

func promises(t *rapid.T, r *roster.Roster, store *memory.Store, law shifts.Law, now time.Time) {
	list, err := store.Shifts(context.Background(), now.AddDate(0, 0, -30), now.AddDate(0, 0, 30))
	if err != nil {
		t.Fatal(err)
	}
	spans := map[string][]shifts.Span{}
	for _, p := range list {
		firm := map[int]string{}
		for _, h := range p.Held {
			if h.N < 1 || h.N > p.Seats {
				t.Fatalf("%s has a seat %d of %d", h.Expert, h.N, p.Seats)
			}
			if other, taken := firm[h.N]; taken {
				t.Fatalf("the seat %d of %s has %s and %s", h.N, p.ID, other, h.Expert)
			}
			firm[h.N] = h.Expert
			span := p.Span
			if h.At.After(span.Start) {
				span.Start = h.At
			}
			spans[h.Expert] = append(spans[h.Expert], span)
		}
	}
	for who, own := range spans {
		for i, s := range own {
			others := slices.Delete(slices.Clone(own), i, i+1)
			for _, o := range others {
				if o.Start.Before(s.End) && s.Start.Before(o.End) {
					t.Fatalf("%s has two shifts at once: %v %v", who, s, o)
				}
			}
			if broken := law.Check(shifts.Expert{}, others, s); len(broken) > 0 {
				t.Fatalf("%s: %s", who, broken[0].Rule.ID)
			}
		}
	}
}
