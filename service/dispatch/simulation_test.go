package dispatch_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/core/problem"
	"samtal/core/routing"
	"samtal/service/desk"
	"samtal/service/dispatch"
)

// shift is 20 experts who accept, decline, ignore, lose their connection and
// go home for a while, and 500 customers who ask for a person.
type shift struct {
	*world
	r       *rand.Rand
	experts []*player
	asked   map[string]time.Time // by conversation
	longest time.Duration        // from asking to acceptance
}

type player struct {
	dispatch.Expert
	online bool
	gone   func() // closes the only device; nil when none is open
	hold   map[string]time.Time
}

func newShift(t *testing.T, seed uint64) *shift {
	s := &shift{world: newWorld(t), r: rand.New(rand.NewPCG(seed, 7)), asked: map[string]time.Time{}}
	for i := range 20 {
		e := anExpert(fmt.Sprintf("e-%02d", i+1), 1+i%3)
		if i%4 != 2 { // some speak one language; every level speaks both
			e.Languages = e.Languages[i%2:][:1+(i+1)%2]
		}
		s.experts = append(s.experts, &player{Expert: e, hold: map[string]time.Time{}})
		s.must(s.store.PutExpert(ctx, e))
	}
	return s
}

func (s *shift) chance(percent int) bool { return s.r.IntN(100) < percent }

// play is five seconds of one expert. With ends, everybody just works.
func (s *shift) play(p *player, ends bool) {
	switch {
	case !p.online && (ends || s.chance(20)):
		s.online(p.ID)
		p.online = true
	case p.online && !ends && s.chance(1):
		s.must(s.dispatch.Offline(ctx, who(p.ID)))
		p.online = false
	}
	switch {
	case p.gone == nil && (ends || s.chance(10)):
		p.gone = s.dispatch.ExpertCame(ctx, p.ID)
	case p.gone != nil && !ends && s.chance(1):
		p.gone()
		p.gone = nil
	}
	if p.gone == nil {
		return
	}
	offers, err := s.dispatch.Offers(ctx, who(p.ID))
	s.must(err)
	for _, o := range offers {
		switch n := s.r.IntN(100); {
		case ends || n < 60:
			c, err := s.desk.Accept(ctx, who(p.ID), o.ID)
			if problem.Is(err, "offer_gone") {
				continue
			}
			s.must(err)
			s.longest = max(s.longest, s.now.Sub(s.asked[c]))
			p.hold[c] = s.now.Add(time.Duration(30+s.r.IntN(150)) * time.Second)
		case n < 70:
			s.must(s.desk.Decline(ctx, who(p.ID), o.ID))
		}
	}
	rows, err := s.store.HeldBy(ctx, p.ID)
	s.must(err)
	for _, row := range rows {
		if !p.hold[row.Conversation].After(s.now) {
			s.settle(p.ID, row.Conversation)
		}
	}
}

// check looks at the record from outside after everything was offered.
func (s *shift) check() {
	s.t.Helper()
	line, err := s.store.Waiting(ctx, "")
	s.must(err)
	held, err := s.store.Held(ctx)
	s.must(err)
	busy := map[string]int{}
	whole := map[string]bool{}
	for _, h := range held {
		busy[h.Expert]++ // one matter a conversation here
		whole[h.Expert] = whole[h.Expert] || h.Topic == "distress"
	}
	for _, row := range line {
		if row.OfferTo != "" {
			busy[row.OfferTo]++
			whole[row.OfferTo] = whole[row.OfferTo] || row.Topic == "distress"
		}
	}
	able := func(p *player, row desk.Row) bool {
		return slices.Contains(p.Languages, row.Language) && p.Skills["*"] >= routing.Topics[row.Topic].Level
	}
	for _, p := range s.experts {
		if busy[p.ID] > p.Capacity {
			s.t.Fatalf("%s has %d", p.ID, busy[p.ID])
		}
	}
	for _, row := range line {
		if row.OfferTo != "" {
			continue
		}
		if row.Due.IsZero() || !row.Due.After(s.now) {
			s.t.Fatalf("%s waits without a promise: %+v", row.Conversation, row)
		}
		for _, p := range s.experts { // gone is told to the desk after its grace; whoever has a screen is there
			if p.online && p.gone != nil && able(p, row) && !slices.Contains(row.Refused, p.ID) && busy[p.ID] < p.Capacity && !whole[p.ID] {
				s.t.Fatalf("%s waits and %s, who suits, has a free slot", row.Conversation, p.ID)
			}
		}
		// Within a tier of equal needs nobody later was offered to somebody this
		// one could have had. Whoever was refused may have become free in this
		// same moment, after the later one was offered.
		if len(row.Refused) > 0 {
			continue
		}
		for _, later := range line {
			if later.OfferTo == "" || later.Language != row.Language || later.Topic != row.Topic || later.Priority != row.Priority ||
				!later.OfferExpires.Equal(s.now.Add(dispatch.DefaultOffer)) || whole[later.OfferTo] {
				continue
			}
			if later.Broken <= row.Broken && later.Due.After(row.Due) && later.Since.After(row.Since) && len(later.Refused) == 0 && later.OfferTo != s.prefers(later) {
				s.t.Fatalf("%s waits since %v, but %s since %v was offered to %s", row.Conversation, row.Since, later.Conversation, later.Since, later.OfferTo)
			}
		}
	}
}

func (s *shift) prefers(row desk.Row) string {
	return s.state(row.Conversation).Matter(row.Matter).Expert
}

func TestFiveHundredCustomersAndTwentyExperts(t *testing.T) {
	seeds := uint64(4)
	if testing.Short() {
		seeds = 1
	}
	for seed := range seeds {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			s := newShift(t, seed)
			var all []string
			for n := 0; len(s.asked) < 500 || n < 1000; n++ {
				for len(s.asked) < 500 && s.chance(60) {
					language, text := []string{"sv", "en"}[s.r.IntN(2)], []string{"a person", "a person", "a person", "fraud", "distress"}[s.r.IntN(5)]
					c, _, err := s.desk.Open(ctx, someone(len(s.asked)), "SE", language)
					s.must(err)
					_, err = s.desk.Write(ctx, someone(len(s.asked)), c, incoming("first", text))
					s.must(err)
					s.asked[c] = s.now
					all = append(all, c)
				}
				for _, p := range s.experts {
					s.play(p, len(s.asked) == 500)
				}
				s.pass(5 * time.Second)
				s.check()
				if n > 5000 {
					t.Fatal("it does not end")
				}
			}
			for _, c := range all {
				if st := s.state(c); st.Unanswered || st.Holder() != conversation.Nobody {
					t.Fatalf("%s was never answered: %+v", c, st.Matters)
				}
			}
			if s.longest > 2*time.Hour { // half an hour is usual: two of five need level 3, and distress needs a whole expert
				t.Fatalf("somebody starved for %v", s.longest)
			}
			t.Logf("the longest wait was %v", s.longest)
		})
	}
}
