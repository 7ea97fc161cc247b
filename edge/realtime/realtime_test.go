package realtime_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"samtal/service/desk"
)

// gather reads publications until the log's end, and checks that each number
// comes once and in order.
func gather(t *testing.T, s *screen, channel string, after, top int64) (messages []string) {
	t.Helper()
	for at := after; at < top; at++ {
		p := s.publication(channel)
		if p.Offset != at+1 || p.Data.Seq != p.Offset {
			t.Fatalf("offset %d (seq %d) after %d", p.Offset, p.Data.Seq, at)
		}
		if p.Data.Kind == "message" {
			messages = append(messages, p.Data.Message.ID)
		} else if p.Data.Kind != "changed" || p.Data.What == "" {
			t.Fatalf("%+v", p)
		}
	}
	return messages
}

func (n *node) top(id string) (customer, staff int64) {
	rec, err := n.store.Load(context.Background(), id)
	n.must(err)
	return rec.CustomerSeq, rec.StaffSeq
}

func TestScreensHearWhatIsCommitted(t *testing.T) {
	n := newWorld(t).add(false)
	id := n.begin("c-1")
	phone, laptop := n.connect(signed("c-1")), n.connect(signed("c-1"))
	start, _ := n.top(id)
	for _, s := range []*screen{phone, laptop} {
		if f := s.subscribe("c:"+id, ""); f.Subscribe == nil || f.Subscribe.Offset != start || f.Subscribe.Epoch == "" {
			t.Fatalf("%+v", f)
		}
	}
	n.write("c-1", id, "m1")
	n.work()
	n.write("c-1", id, "m2")
	n.work()
	end, _ := n.top(id)
	for _, s := range []*screen{phone, laptop} {
		got := gather(t, s, "c:"+id, start, end)
		if len(got) < 4 || got[0] != "m1" {
			t.Errorf("messages: %v", got)
		}
	}
}

// The network goes and comes back: nothing is missing, nothing comes twice.
func TestAScreenThatWasAwayCatchesUp(t *testing.T) {
	n := newWorld(t).add(false)
	id := n.begin("c-1")
	s := n.connect(signed("c-1"))
	f := s.subscribe("c:"+id, "")
	epoch, start := f.Subscribe.Epoch, f.Subscribe.Offset
	n.write("c-1", id, "m1")
	mid, _ := n.top(id)
	seen := gather(t, s, "c:"+id, start, mid)
	s.ws.CloseNow()

	for i := range 5 {
		n.write("c-1", id, fmt.Sprint("away-", i))
		n.work()
	}
	end, _ := n.top(id)
	s = n.connect(signed("c-1"))
	f = s.subscribe("c:"+id, fmt.Sprintf(`,"recover":true,"offset":%d,"epoch":%q`, mid, epoch))
	if f.Subscribe == nil || !f.Subscribe.Recovered || int64(len(f.Subscribe.Publications)) != end-mid {
		t.Fatalf("recovered: %+v", f.Subscribe)
	}
	at := mid
	for _, p := range f.Subscribe.Publications {
		if p.Offset != at+1 {
			t.Fatalf("recovered %d after %d", p.Offset, at)
		}
		at = p.Offset
		if p.Data.Kind == "message" {
			seen = append(seen, p.Data.Message.ID)
		}
	}
	n.write("c-1", id, "after")
	last, _ := n.top(id)
	seen = append(seen, gather(t, s, "c:"+id, at, last)...)
	views, err := n.desk.Messages(context.Background(), who("c-1"), id, "", 500)
	n.must(err)
	var all []string
	for _, v := range views {
		all = append(all, v.ID)
	}
	if got, want := strings.Join(seen, " "), strings.Join(all, " "); !strings.HasSuffix(want, got) || len(all)-len(seen) > 1 { // the greeting came before
		t.Errorf("seen %s\n of %s", got, want)
	}
	if len(all) < 8 {
		t.Fatalf("only %d messages", len(all))
	}
}

func TestTooFarBackIsSaidAndNotGuessed(t *testing.T) {
	n := newWorld(t).add(false)
	id := n.begin("c-1")
	s := n.connect(signed("c-1"))
	for i := range 300 {
		n.write("c-1", id, fmt.Sprint("m", i))
	}
	end, _ := n.top(id)
	if end < 520 {
		t.Fatalf("only %d numbers", end)
	}
	f := s.subscribe("c:"+id, `,"recover":true,"offset":1,"epoch":"log"`)
	if f.Subscribe == nil || f.Subscribe.Recovered || len(f.Subscribe.Publications) > 0 || f.Subscribe.Offset != end {
		t.Errorf("%+v %+v", f.Subscribe, f.Error)
	}
	other := n.connect(signed("c-1"))
	if f = other.subscribe("c:"+id, `,"recover":true,"offset":99999,"epoch":"log"`); f.Subscribe == nil || f.Subscribe.Recovered {
		t.Errorf("a position that the log never had: %+v", f)
	}
}

func TestWhoMayListen(t *testing.T) {
	n := newWorld(t).add(false)
	mine, other := n.begin("c-1"), n.begin("c-2")
	_, visitor, err := n.desk.Open(context.Background(), who(""), "SE", "en")
	n.must(err)
	visited, _, _ := strings.Cut(visitor, ".")
	for token, may := range map[string]map[string]bool{
		signed("c-1"): {"c:" + mine: true, "c:" + other: false, "c:" + visited: false, "s:" + mine: false, "e:e-1": false, "e:c-1": false, "line": false, "c:": false, "x:y": false},
		signed("c-2"): {"c:" + mine: false, "c:" + other: true},
		visitor:       {"c:" + visited: true, "c:" + mine: false, "s:" + visited: false, "line": false},
		signed("e-1"): {"c:" + mine: false, "s:" + mine: false, "e:e-1": true, "e:e-2": false, "line": false},
		signed("l-1"): {"c:" + mine: true, "s:" + mine: true, "s:nothing": false, "e:l-1": true, "e:e-1": false, "line": true},
	} {
		s := n.connect(token)
		for channel, ok := range may {
			f := s.subscribe(channel, "")
			if (f.Error == nil) != ok {
				t.Errorf("%s on %s: %+v", token, channel, f)
			}
			if f.Error != nil && f.Error.Code != 103 {
				t.Errorf("%s on %s: code %d", token, channel, f.Error.Code)
			}
		}
	}
	s := n.dial()
	s.send(`{"id":1,"connect":{"token":"nobody.x.y"}}`)
	_, err = s.until(func(frame) bool { return false })
	if code := websocket.CloseStatus(err); code != 3500 {
		t.Errorf("a bad token: %v", err)
	}
}

// expert brings a conversation into somebody's hands.
func (n *node) expert(id, expert string) {
	n.t.Helper()
	ctx := context.Background()
	_, err := n.desk.AskForPerson(ctx, who("c-1"), id, "")
	n.must(err)
	n.offerTo(id, expert)
}

func (n *node) offerTo(id, expert string) {
	n.t.Helper()
	ctx := context.Background()
	n.must(n.desk.Offer(ctx, id, "m1", expert, time.Minute))
	rec, err := n.store.Load(ctx, id)
	n.must(err)
	_, err = n.desk.Accept(ctx, who(expert), rec.State.Matters[0].Place.Offer.ID)
	n.must(err)
}

func TestAnExpertWhoLostTheConversationHearsNoMore(t *testing.T) {
	n := newWorld(t).add(false)
	id := n.begin("c-1")
	n.write("c-1", id, "m1")
	n.work()
	n.expert(id, "e-1")
	e1, l1 := n.connect(signed("e-1")), n.connect(signed("l-1"))
	for _, s := range []*screen{e1, l1} {
		if f := s.subscribe("s:"+id, ""); f.Subscribe == nil {
			t.Fatalf("%+v", f)
		}
	}
	if f := e1.subscribe("c:"+id, ""); f.Subscribe == nil {
		t.Fatalf("%+v", f)
	}
	_, err := n.desk.Transfer(context.Background(), who("e-1"), id, "m1", "", "")
	n.must(err)
	for range 2 {
		f, err := e1.until(func(f frame) bool { return f.Push != nil && f.Push.Unsubscribe != nil })
		n.must(err)
		if f.Push.Unsubscribe.Code != 2100 {
			t.Errorf("%+v", f.Push)
		}
	}
	n.write("c-1", id, "after-transfer")
	_, top := n.top(id)
	for {
		if p := l1.publication("s:" + id); p.Offset == top {
			break
		}
	}
	if f := e1.subscribe("s:"+id, ""); f.Error == nil {
		t.Errorf("subscribed again: %+v", f)
	}
	if strings.Contains(strings.Join(e1.raw, ""), "after-transfer") {
		t.Errorf("the expert who left still hears: %v", e1.raw)
	}
}

func TestNothingForStaffOnACustomersChannel(t *testing.T) {
	n := newWorld(t).add(false)
	id := n.begin("c-1")
	c, l := n.connect(signed("c-1")), n.connect(signed("l-1"))
	f := c.subscribe("c:"+id, "")
	from := f.Subscribe.Offset
	l.subscribe("s:"+id, "")
	n.write("c-1", id, "m1")
	n.work()
	n.expert(id, "e-1")
	n.must(n.desk.Note(context.Background(), who("e-1"), id, "STAFF-note"))
	_, err := n.desk.Transfer(context.Background(), who("e-1"), id, "m1", "", "STAFF-transfer")
	n.must(err)
	customer, staff := n.top(id)
	gather(t, c, "c:"+id, from, customer)
	for {
		if p := l.publication("s:" + id); p.Offset == staff {
			break
		}
	}
	again := n.connect(signed("c-1"))
	again.subscribe("c:"+id, `,"recover":true,"offset":0,"epoch":"log"`)
	for _, bytes := range []string{strings.Join(c.raw, ""), strings.Join(again.raw, "")} {
		for _, word := range []string{"STAFF", "noted", "offer", "why", "reading", "priority", "e-1\""} {
			if strings.Contains(bytes, word) {
				t.Errorf("a customer receives %q: %s", word, bytes)
			}
		}
	}
	if len(l.raw) < 5 {
		t.Errorf("staff hears little: %v", l.raw)
	}
}

func TestOffersAndTheLineAreTold(t *testing.T) {
	n := newWorld(t).add(false)
	id := n.begin("c-1")
	e, l := n.connect(signed("e-1")), n.connect(signed("l-1"))
	e.subscribe("e:e-1", "")
	l.subscribe("line", "")
	_, err := n.desk.AskForPerson(context.Background(), who("c-1"), id, "")
	n.must(err)
	if p := l.publication("line"); p.Data.Kind != "changed" || p.Data.What != "line" || p.Offset != 0 {
		t.Errorf("%+v", p)
	}
	if p := l.publication("line"); p.Data.What != "promises" {
		t.Errorf("%+v", p)
	}
	n.must(n.desk.Offer(context.Background(), id, "m1", "e-1", time.Minute))
	for {
		if p := e.publication("e:e-1"); p.Data.What == "offers" {
			break
		}
	}
}

func TestOpenScreensAreNoted(t *testing.T) {
	n := newWorld(t).add(false)
	id := n.begin("c-1")
	c, e := n.connect(signed("c-1")), n.connect(signed("e-1"))
	c.subscribe("c:"+id, "")
	e.subscribe("e:e-1", "")
	l := n.connect(signed("l-1"))
	l.subscribe("c:"+id, "") // a lead who looks is not the customer
	if n.screens("c:"+id) != 1 || n.screens("e:e-1") != 1 {
		t.Fatalf("open: %v", n.open)
	}
	c.next++
	c.send(`{"id":%d,"unsubscribe":{"channel":"c:%s"}}`, c.next, id)
	_, err := c.until(func(f frame) bool { return f.ID == c.next })
	n.must(err)
	if n.screens("c:"+id) != 0 {
		t.Errorf("after unsubscribing: %v", n.open)
	}
	e.ws.CloseNow()
	n.until("e:e-1", 0)
	other := n.begin("c-2")
	c.subscribe("c:"+other, "") // refused
	if n.screens("c:"+other) != 0 {
		t.Errorf("a refused screen counts: %v", n.open)
	}
}

// Two nodes share one record: screens hear what the other node commits, in
// order and once, whichever way the notices come.
func TestOtherNodesAreHeard(t *testing.T) {
	w := newWorld(t)
	here, there := w.add(true), w.add(true)
	id := here.begin("c-1")
	s := here.connect(signed("c-1"))
	from := s.subscribe("c:"+id, "").Subscribe.Offset
	for i := range 6 {
		[]*node{here, there}[i%2].write("c-1", id, fmt.Sprint("m", i))
	}
	top, _ := here.top(id)
	got := gather(t, s, "c:"+id, from, top)
	if !strings.Contains(strings.Join(got, " "), "m5") || len(got) < 6 {
		t.Errorf("heard %v", got)
	}
	here.told("", 0, 0) // a lost connection to the database
	there.write("c-1", id, "m6")
	end, _ := here.top(id)
	gather(t, s, "c:"+id, top, end)
}

func TestALongPollIsWokenByTheFeed(t *testing.T) {
	n := newWorld(t).add(false)
	id := n.begin("c-1")
	woken, stop := n.live.Watch("c:" + id)
	staff, stopStaff := n.live.Watch("s:" + id)
	other, stopOther := n.live.Watch("c:another")
	defer stop()
	defer stopStaff()
	defer stopOther()
	n.write("c-1", id, "m1")
	<-woken
	<-staff
	select {
	case <-other:
		t.Error("woken by somebody else's commit")
	default:
	}
	stop()
	n.write("c-1", id, "m2")
	select {
	case <-woken:
		t.Error("woken after it stopped")
	default:
	}
}

// A commit never waits for a screen, even one that reads nothing.
func TestTheWriterNeverWaits(t *testing.T) {
	n := newWorld(t).add(false)
	id := n.begin("c-1")
	slow := n.connect(signed("c-1"))
	from := slow.subscribe("c:"+id, "").Subscribe.Offset
	for i := range 2000 {
		n.write("c-1", id, fmt.Sprint("m", i))
	}
	top, _ := n.top(id)
	at := from
	for at < top {
		f, err := slow.until(func(f frame) bool { return f.Push != nil })
		if err != nil || f.Push.Unsubscribe != nil { // let go for reading nothing: it comes back and asks the log
			if err != nil {
				slow = n.connect(signed("c-1"))
			}
			f := slow.subscribe("c:"+id, fmt.Sprintf(`,"recover":true,"offset":%d,"epoch":"log"`, at))
			if !f.Subscribe.Recovered {
				return // pages instead
			}
			for _, p := range f.Subscribe.Publications {
				if p.Offset != at+1 {
					t.Fatalf("%d after %d", p.Offset, at)
				}
				at = p.Offset
			}
			continue
		}
		if f.Push.Pub.Offset != at+1 {
			t.Fatalf("%d after %d", f.Push.Pub.Offset, at)
		}
		at++
	}
}

var _ desk.Feed = (*node)(nil)
