// Package conformance holds every record to the same behaviour: in memory,
// SQLite and PostgreSQL run this one suite.
package conformance

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"samtal/core/conversation"
	"samtal/edge/store"
	"samtal/service/desk"
)

// Opener opens an empty record with this clock; it closes itself with the test.
type Opener func(t *testing.T, now func() time.Time) store.Record

// Run holds one kind of record to the whole suite.
func Run(t *testing.T, open Opener) {
	for _, part := range []struct {
		name string
		test func(*testing.T, *bench)
	}{
		{"create, load, commit", roundTrip},
		{"whoever is late decides anew", conflict},
		{"200 writers on one conversation lose nothing", writers},
		{"a message is stored once", duplicates},
		{"the same content, row or conversation is not stored twice", twice},
		{"a commit that fails hurts nobody beside it", neighbours},
		{"a caller who gave up", cancelled},
		{"what the record refuses", refusals},
		{"numbers without gaps", gaps},
		{"projections", projections},
		{"only finishing", onlyDone},
		{"contents", contents},
		{"effects are taken by one", claims},
		{"a lease ends", leases},
		{"many claimers share without doubling", claimers},
		{"postpone", postpone},
		{"overdue, longest first", overdue},
		{"the line", line},
		{"what an expert holds", held},
		{"what teams hold, and what is due", teams},
		{"a matter's row follows its matter", follows},
		{"a customer's conversations in pages", byCustomer},
		{"search", search},
		{"search in pages", searchPages},
		{"what is old is forgotten, and nothing else", forgotten},
		{"promises", promises},
		{"promises in pages", promisePages},
		{"settings", settings},
		{"flows of before are kept as long as somebody needs them", editions},
		{"experts", experts},
		{"what experts have and are offered", desks},
		{"one node at a time", alone},
		{"letters", letters},
		{"money", moneys},
		{"shifts and their seats", rosters},
		{"seats given up, confirmed and kept", leaving},
		{"when somebody was there", stays},
		{"swaps, wishes, calendars and thanks", small},
		{"applications and practices", peoples},
		{"two people never get one seat", oneSeat},
		{"a thousand experts and the last seat", lastSeat},
		{"a second person's yes", approvals},
		{"who may not have whom", ties},
	} {
		t.Run(part.name, func(t *testing.T) {
			b := &bench{t: t, now: start}
			b.Record = open(t, b.clock)
			part.test(t, b)
		})
	}
}

// start is a moment that is not on a whole second, to find lost milliseconds.
var start = time.Date(2026, 3, 2, 9, 30, 0, 123e6, time.UTC)

var ctx = context.Background()

// bench is a record under test with its clock.
type bench struct {
	store.Record
	t   *testing.T
	mu  sync.Mutex
	now time.Time
}

func (b *bench) clock() time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.now
}

func (b *bench) pass(d time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now = b.now.Add(d)
}

// talk is a conversation that somebody opened and nobody waits in.
func talk() conversation.State {
	return conversation.State{Opened: true, Market: "SE", Language: "sv", Customer: "C-1001", Level: 1, LastAt: start}
}

// inLine puts a matter in line for a person.
func inLine(id conversation.MatterID, topic string, since, due time.Time) conversation.Matter {
	return conversation.Matter{ID: id, Topic: topic, Asked: true, Place: &conversation.Place{By: conversation.Line, Since: since, Due: due, WarnAt: due.Add(-time.Minute),
		Owes: true, OwedAt: since, Mode: conversation.Live, Priority: conversation.Ordinary, Why: conversation.WhyAsked}}
}

// withExpert gives a matter to an expert.
func withExpert(m conversation.Matter, expert string) conversation.Matter {
	p := *m.Place
	p.By, p.Expert, p.Connected, p.ActiveAt = conversation.Expert, expert, true, p.Since
	m.Place, m.Expert = &p, expert
	return m
}

// open is the commit that begins a conversation.
func open(id string, s conversation.State) desk.Commit {
	return next(desk.Record{ID: id, Secret: []byte("secret of " + id), CreatedAt: start}, s, "opened")
}

// next is a commit with one event, seen by both audiences.
func next(r desk.Record, s conversation.State, message string) desk.Commit {
	c := desk.Commit{Expect: r.Version, Record: r, At: start.Add(time.Duration(r.Version) * time.Second)}
	c.Record.State = s
	return with(c, "heard", true, true, message)
}

// with adds an event to a commit, numbered as the desk does.
func with(c desk.Commit, kind string, customer, staff bool, message string) desk.Commit {
	r := &c.Record
	r.Version++
	e := desk.Entry{Conversation: r.ID, Seq: r.Version, At: c.At, Kind: kind, Schema: 1, Message: message,
		Body: fmt.Appendf(nil, `{"n": %d, "z":"å", "a":1}`, r.Version)}
	if customer {
		r.CustomerSeq++
		e.CustomerSeq = r.CustomerSeq
	}
	if staff {
		r.StaffSeq++
		e.StaffSeq = r.StaffSeq
	}
	c.Entries = append(c.Entries, e)
	return c
}

func said(id, text string) desk.Content {
	body, _ := json.Marshal(desk.Message{Text: text})
	return desk.Content{ID: id, Kind: "message", Body: body, At: start}
}

func effect(id string, notBefore, leased time.Time) desk.Queued {
	return desk.Queued{ID: id, Kind: "call_expert", Schema: 1, Body: []byte(`{"matter":"m1"}`), NotBefore: notBefore, LeasedUntil: leased}
}

func queue(c desk.Commit, rows ...desk.Queued) desk.Commit {
	for _, q := range rows {
		q.Conversation = c.Record.ID
		c.Queue = append(c.Queue, q)
	}
	return c
}

// commit stores a commit that must be stored, and returns the record after it.
func (b *bench) commit(c desk.Commit) desk.Record {
	b.t.Helper()
	for i := range c.Contents {
		c.Contents[i].Conversation = c.Record.ID
	}
	if err := b.Commit(ctx, c); err != nil {
		b.t.Fatalf("commit of %s: %v", c.Record.ID, err)
	}
	return c.Record
}

func (b *bench) load(id string) desk.Record {
	b.t.Helper()
	r, err := b.Load(ctx, id)
	if err != nil {
		b.t.Fatalf("load %s: %v", id, err)
	}
	return r
}

// refuses expects an error, and that nothing of the commit is there.
func (b *bench) refuses(c desk.Commit, want error) {
	b.t.Helper()
	before, missing := b.Load(ctx, c.Record.ID)
	if err := b.Commit(ctx, c); !errors.Is(err, want) {
		b.t.Fatalf("commit of %s: %v, want %v", c.Record.ID, err, want)
	}
	after, err := b.Load(ctx, c.Record.ID)
	if !errors.Is(err, missing) {
		b.t.Fatalf("after a refused commit: %v, before it: %v", err, missing)
	}
	same(b.t, "the record after a refused commit", after, before)
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Fatalf("%s (-want +got):\n%s", what, d)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
