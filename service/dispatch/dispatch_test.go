package dispatch_test

import (
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/service/dispatch"
)

func TestAnOfferStandsThirtySecondsThenTheNextBest(t *testing.T) {
	w := newWorld(t, anExpert("e1", 3), anExpert("e2", 2))
	w.online("e1", "e2")
	c := w.ask(1, "sv", "a person")
	o := w.offer("e1")
	if o.Conversation != c || o.Language != "sv" || o.Why == "" || !o.ExpiresAt.Equal(w.now.Add(30*time.Second)) {
		t.Fatalf("%+v", o)
	}
	w.pass(29 * time.Second)
	w.wants(w.offered("e1"), c)
	w.wants(w.offered("e2"))
	if o = w.offer("e1"); o.WaitSeconds != 29 {
		t.Fatalf("waited %d s", o.WaitSeconds)
	}
	w.pass(time.Second)
	w.wants(w.offered("e1"))
	w.wants(w.offered("e2"), c)
}

func TestADeclinedOfferGoesToTheNextAtOnceAndAllRefusedStartsOver(t *testing.T) {
	w := newWorld(t, anExpert("e1", 3), anExpert("e2", 2))
	w.online("e1", "e2")
	c := w.ask(1, "sv", "a person")
	// nobody is asked twice before everybody was asked once, however often
	for round, want := range []string{"e1", "e2", "e1", "e2", "e1"} {
		list := w.offered(want)
		if len(list) != 1 || list[0] != c {
			t.Fatalf("round %d: %s is offered %v", round, want, list)
		}
		w.now = w.now.Add(time.Second)
		w.must(w.desk.Decline(ctx, who(want), w.offer(want).ID))
		w.pass(0)
	}
	if p := w.place(c); p.By != conversation.Line || p.Offer == nil {
		t.Fatalf("the place is lost: %+v", p)
	}
}

func TestNobodyGetsMoreThanTheirCapacity(t *testing.T) {
	w := newWorld(t, anExpert("e1", 3))
	w.online("e1")
	var cs []string
	for n := range 5 {
		cs = append(cs, w.ask(n, "sv", "a person"))
	}
	w.wants(w.offered("e1"), cs[:3]...) // offers take slots as conversations do
	for range 3 {
		w.accept("e1")
		w.pass(time.Second)
	}
	w.wants(w.offered("e1"))
	if info := w.line(cs[3]); info.Position != 1 || !info.Staffed {
		t.Fatalf("%+v", info)
	}
	if info := w.line(cs[4]); info.Position != 2 || info.Wait <= w.line(cs[3]).Wait {
		t.Fatalf("%+v", info)
	}
	w.settle("e1", cs[1])
	w.pass(time.Second)
	w.wants(w.offered("e1"), cs[3])
}

func TestSomebodyInDistressHasAWholeExpert(t *testing.T) {
	w := newWorld(t, anExpert("e1", 3), anExpert("e2", 2))
	w.online("e1", "e2")
	c := w.ask(1, "sv", "distress")
	w.wants(w.offered("e1"), c)
	w.accept("e1")
	others := []string{w.ask(2, "sv", "a person"), w.ask(3, "sv", "a person")}
	w.wants(w.offered("e1"))
	w.wants(w.offered("e2"), others...)
	w.settle("e1", c)
	w.wants(w.offered("e1"))
	fraud := w.ask(4, "sv", "fraud")
	w.wants(w.offered("e1"), fraud)
	w.must(w.desk.Decline(ctx, who("e1"), w.offer("e1").ID))
	w.pass(0)
	w.wants(w.offered("e1"), fraud) // level 2 never gets it
}

func TestWhoGoesOfflineGetsNothingNewAndKeepsWhatTheyHave(t *testing.T) {
	w := newWorld(t, anExpert("e1", 3), anExpert("e2", 2))
	w.online("e1", "e2")
	held := w.ask(1, "sv", "a person")
	w.accept("e1")
	c := w.ask(2, "sv", "a person")
	w.wants(w.offered("e1"), c)
	w.must(w.dispatch.Offline(ctx, who("e1")))
	w.pass(0)
	w.wants(w.offered("e1"))
	w.wants(w.offered("e2"), c)
	w.pass(2 * time.Minute)
	if p := w.place(held); p.By != conversation.Expert || p.Expert != "e1" {
		t.Fatalf("the customer lost their expert: %+v", p)
	}
	w.must(w.dispatch.Offline(ctx, who("e2")))
	if w.dispatch.Staffed("SE", "refund") {
		t.Fatal("nobody is there")
	}
}

func TestAnUnreachableExpertLosesOnlyACustomerWhoWaits(t *testing.T) {
	w := newWorld(t, anExpert("e1", 3), anExpert("e2", 2))
	w.online("e1")
	gone := w.dispatch.ExpertCame(ctx, "e1")
	second := w.dispatch.ExpertCame(ctx, "e1") // another device
	waits, told := w.ask(1, "sv", "a person"), w.ask(2, "sv", "a person")
	w.accept("e1")
	w.accept("e1")
	_, err := w.desk.Reply(ctx, who("e1"), told, incoming("r1", "done so far"))
	w.must(err)
	gone()
	gone() // closing twice closes one
	w.pass(time.Minute)
	if p := w.place(waits); !p.Connected {
		t.Fatal("one device is still open")
	}
	w.online("e2")
	second()
	w.pass(9 * time.Second)
	if p := w.place(waits); !p.Connected {
		t.Fatal("a reload is no leaving")
	}
	w.pass(time.Second)
	if p := w.place(waits); p.Connected || !p.PushDue.Equal(w.now.Add(time.Minute)) {
		t.Fatalf("the expert left: %+v", p)
	}
	w.pass(59 * time.Second)
	if p := w.place(waits); p.By != conversation.Expert {
		t.Fatalf("too early: %+v", p)
	}
	w.pass(time.Second)
	if p := w.place(waits); p.By != conversation.Line || p.Priority != conversation.Returning {
		t.Fatalf("the customer waits for somebody who is gone: %+v", p)
	}
	w.wants(w.offered("e2"), waits)
	if p := w.place(told); p.By != conversation.Expert || p.Expert != "e1" {
		t.Fatalf("nobody waited there: %+v", p)
	}
	next := w.ask(3, "sv", "a person")
	w.wants(w.offered("e2"), waits, next) // whoever is not there is offered nothing
	back := w.dispatch.ExpertCame(ctx, "e1")
	defer back()
	if p := w.place(told); !p.Connected {
		t.Fatal("the expert came back")
	}
	w.wants(append(w.offered("e1"), w.ask(4, "sv", "a person")), w.offered("e1")...)
}

func TestAnAnsweredPushKeepsTheCustomer(t *testing.T) {
	w := newWorld(t, anExpert("e1", 3))
	w.online("e1")
	gone := w.dispatch.ExpertCame(ctx, "e1")
	c := w.ask(1, "sv", "a person")
	w.accept("e1")
	gone()
	w.pass(20 * time.Second)
	if p := w.place(c); p.PushDue.IsZero() {
		t.Fatalf("no push: %+v", p)
	}
	w.wants(w.offered("e1")) // asking for offers is a sign of life
	w.pass(2 * time.Minute)
	if p := w.place(c); p.By != conversation.Expert || !p.Connected {
		t.Fatalf("%+v", p)
	}
}

func TestACustomerWhoIsAbsentGetsTheAnswerInWriting(t *testing.T) {
	w := newWorld(t, anExpert("e1", 3))
	w.online("e1")
	here, away := w.ask(1, "sv", "a person"), w.ask(2, "sv", "a person")
	w.dispatch.CustomerCame(here)
	gone := w.dispatch.CustomerCame(away)
	gone()
	if !w.dispatch.CustomerHere(away) {
		t.Fatal("a reload is no leaving")
	}
	w.pass(10 * time.Second)
	w.accept("e1")
	w.accept("e1")
	if p := w.place(here); p.Mode != conversation.Live {
		t.Fatalf("%+v", p)
	}
	if p := w.place(away); p.Mode != conversation.Written || p.By != conversation.Expert {
		t.Fatalf("%+v", p)
	}
}

func TestWhatNobodyCanServeKeepsADatedPromise(t *testing.T) {
	swedish := anExpert("e1", 2)
	swedish.Languages = []string{"sv"}
	w := newWorld(t, swedish, anExpert("e2", 3))
	w.online("e1")
	english, fraud := w.ask(1, "en", "a person"), w.ask(2, "sv", "fraud")
	w.pass(0)
	w.wants(w.offered("e1"))
	for _, c := range []string{english, fraud} {
		info := w.line(c)
		if p := w.place(c); !p.Due.After(w.now) || info.Staffed || info.Wait != p.Due.Sub(w.now) {
			t.Fatalf("%+v %+v", p, info)
		}
	}
	w.pass(5 * time.Hour) // the promise passes, another is made, the place stays
	if p := w.place(fraud); !p.Due.After(w.now) || p.Broken != 1 {
		t.Fatalf("%+v", p)
	}
	w.online("e2")
	w.wants(w.offered("e2"), english, fraud)
}

func TestAReturningCustomerMeetsTheSameExpert(t *testing.T) {
	w := newWorld(t, anExpert("e1", 3), anExpert("e2", 1))
	w.online("e2")
	c := w.ask(1, "sv", "a person")
	w.accept("e2")
	w.settle("e2", c)
	w.online("e1")
	w.say(1, c, "it is not right yet")
	w.wants(w.offered("e2"), c)
}

func TestARestartKeepsWhoIsOnlineOfferedAndHeld(t *testing.T) {
	w := newWorld(t, anExpert("e1", 3))
	w.online("e1")
	first, second := w.ask(1, "sv", "a person"), w.ask(2, "sv", "a person")
	w.accept("e1")
	w.restart()
	if !w.dispatch.Staffed("SE", "refund") || w.dispatch.ExpertName(ctx, "e1") != "E1" {
		t.Fatal("forgot who is online")
	}
	w.wants(w.offered("e1"), second)
	third, _ := w.ask(3, "sv", "a person"), w.ask(4, "sv", "a person")
	w.wants(w.offered("e1"), second, third) // three slots: one held
	if me, err := w.dispatch.Me(ctx, who("e1")); err != nil || me.Conversations != 1 || !me.Online {
		t.Fatalf("%+v %v", me, err)
	}
	if team, err := w.dispatch.Team(ctx); err != nil || len(team) != 1 || team[0].Conversations != 1 {
		t.Fatalf("%+v %v", team, err)
	}
	w.settle("e1", first)
}

func TestOnlyStaffGoOnlineAndAStrangerIsUnknown(t *testing.T) {
	w := newWorld(t)
	if err := w.dispatch.Online(ctx, someone(1)); !refused(err, "not_allowed") {
		t.Fatal(err)
	}
	if _, err := w.dispatch.Offers(ctx, someone(1)); !refused(err, "not_allowed") {
		t.Fatal(err)
	}
	if err := w.dispatch.Online(ctx, identity.Who{Role: identity.Lead, ID: "l-09"}); !refused(err, "not_found") {
		t.Fatal(err)
	}
}

func TestWhoWaitsForOffersIsWoken(t *testing.T) {
	w := newWorld(t, anExpert("e1", 3))
	w.online("e1")
	woken := func(c <-chan struct{}) bool {
		select {
		case <-c:
			return true
		default:
			return false
		}
	}
	c := w.dispatch.Changed("e1")
	if woken(c) {
		t.Fatal("nothing changed")
	}
	w.ask(1, "sv", "a person")
	if !woken(c) {
		t.Fatal("an offer came")
	}
	c = w.dispatch.Changed("e1")
	w.pass(31 * time.Second)
	if !woken(c) {
		t.Fatal("the offer is gone")
	}
}

func TestTheWaitIsMeasured(t *testing.T) {
	one := anExpert("e1", 3)
	one.Capacity = 1
	w := newWorld(t, one)
	w.online("e1")
	for n := range 6 { // general takes two minutes here, not eight
		c := w.ask(n, "sv", "a person")
		w.accept("e1")
		w.pass(0)
		w.pass(2 * time.Minute)
		w.settle("e1", c)
		w.pass(0)
	}
	w.ask(10, "sv", "a person")
	w.accept("e1")
	c := w.ask(11, "sv", "a person")
	if info := w.line(c); info.Wait != 2*time.Minute+15*time.Second {
		t.Fatalf("%+v", info)
	}
}

func TestWhatWasHeldBeforeAStartIsNotMeasured(t *testing.T) {
	one := anExpert("e1", 3)
	one.Capacity = 5
	w := newWorld(t, one)
	w.online("e1")
	var held []string
	for n := range 5 {
		held = append(held, w.ask(n, "sv", "a person"))
		w.accept("e1")
	}
	w.pass(8 * time.Minute)
	w.restart()
	w.pass(time.Second)
	for _, c := range held { // they took eight minutes, of which this node saw a second
		w.settle("e1", c)
	}
	w.pass(time.Second)
	for n := range 5 {
		w.ask(10+n, "sv", "a person")
	}
	if info := w.line(w.ask(20, "sv", "a person")); info.Wait != 8*time.Minute/5+15*time.Second {
		t.Fatalf("%+v", info)
	}
}

func TestTheLongestIdleIsWhoFinishedFirst(t *testing.T) {
	w := newWorld(t, anExpert("e1", 3), anExpert("e2", 3))
	w.online("e1", "e2")
	first, second := w.ask(1, "sv", "a person"), w.ask(2, "sv", "a person")
	w.accept("e1")
	w.accept("e2")
	w.pass(time.Second)
	w.settle("e2", second)
	w.pass(time.Second)
	w.settle("e1", first)
	w.pass(time.Second)
	third := w.ask(3, "sv", "a person")
	w.wants(w.offered("e2"), third)
}

func TestThePlaceInLineIsKeptUpToDate(t *testing.T) {
	w := newWorld(t, anExpert("e1", 3))
	first, second := w.ask(1, "sv", "a person"), w.ask(2, "sv", "a person")
	if info := w.line(second); info.Position != 2 || info.Staffed {
		t.Fatalf("%+v", info)
	}
	_, err := w.desk.Withdraw(ctx, someone(1), first, "")
	w.must(err)
	w.now = w.now.Add(time.Second)
	if info := w.line(second); info.Position != 1 {
		t.Fatalf("a second later: %+v", info)
	}
	w.online("e1")
	w.now = w.now.Add(30 * time.Second)
	w.wants(w.offered("e1")) // its time is over, though nobody has looked yet
}

func TestMarketsAndPlayedExperts(t *testing.T) {
	uk, played := anExpert("e1", 3), anExpert("e2", 3)
	uk.Markets, played.Simulated = []string{"UK"}, true
	w := newWorld(t, uk, played, anExpert("e3", 1))
	w.online("e1")
	if w.dispatch.Staffed("SE", "") || !w.dispatch.Staffed("UK", "") {
		t.Fatal("e1 answers for UK only")
	}
	w.online("e2", "e3")
	c := w.ask(1, "sv", "a person")
	w.wants(w.offered("e3"), c) // the visitor's own expert comes before a played one
	w.pass(30 * time.Second)
	w.wants(w.offered("e2"), c)
	info, err := w.dispatch.Line(ctx, "UK", "", "")
	if err != nil || info != (lineInfo{Position: 1, Wait: 15 * time.Second, Staffed: true}) {
		t.Fatalf("%+v %v", info, err)
	}
	var _ dispatch.Desk = w.desk
}
