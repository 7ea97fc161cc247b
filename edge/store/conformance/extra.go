package conformance

import (
	"errors"
	"slices"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/edge/store"
	"samtal/service/desk"
	"samtal/service/dispatch"
)

func settings(t *testing.T, b *bench) {
	look := func(key, want string, wantSet bool) {
		t.Helper()
		v, set, err := b.Setting(ctx, key)
		must(t, err)
		if v != want || set != wantSet {
			t.Fatalf("%s is %q (%v)", key, v, set)
		}
	}
	look("hours/SE", "", false)
	must(t, b.SetSetting(ctx, "hours/SE", `{"mon":["08:00","20:00"]}`))
	look("hours/SE", `{"mon":["08:00","20:00"]}`, true)
	must(t, b.SetSetting(ctx, "hours/SE", ""))
	look("hours/SE", "", true)
	look("hours", "", false)
}

// editions: a conversation in the middle of a flow must find that flow again,
// however often the content was replaced; nothing is kept for ever.
func editions(t *testing.T, b *bench) {
	has := func(want ...string) {
		t.Helper()
		for _, digest := range []string{"old", "used", "new"} {
			body, err := b.Edition(ctx, digest)
			switch {
			case slices.Contains(want, digest) && (err != nil || string(body) != digest+"\x00\xff"):
				t.Fatalf("the edition %s: %q, %v", digest, body, err)
			case !slices.Contains(want, digest) && !errors.Is(err, desk.ErrMissing):
				t.Fatalf("the edition %s is still there: %v", digest, err)
			}
		}
	}
	has()
	for _, digest := range []string{"old", "used", "new"} {
		must(t, b.PutEdition(ctx, digest, []byte(digest+"\x00\xff")))
	}
	s := talk()
	m := inLine("m1", "refund", start, start.Add(time.Hour))
	m.Flow = &conversation.Position{Flow: "where_is_my_refund", Version: 1, Edition: "used"}
	s.Matters = []conversation.Matter{m}
	rec := b.commit(open("c1", s))
	b.pass(time.Minute)
	must(t, b.PutEdition(ctx, "new", []byte("other"))) // its bytes are what its digest says; only the time is new
	retire := func(want int) {
		t.Helper()
		n, err := b.RetireEditions(ctx, b.clock())
		must(t, err)
		if n != want {
			t.Fatalf("%d editions were forgotten, not %d", n, want)
		}
	}
	has("old", "used", "new")
	retire(1)
	has("used", "new")
	b.pass(time.Minute)
	must(t, b.PutEdition(ctx, "new", []byte("other")))
	s = rec.State
	s.Matters = slices.Clone(s.Matters)
	s.Matters[0].Place, s.Matters[0].Asked, s.Matters[0].Closed, s.Matters[0].ClosedAt = nil, false, true, start.Add(time.Minute)
	b.commit(next(rec, s, "settled"))
	b.pass(time.Minute)
	must(t, b.PutEdition(ctx, "new", []byte("other")))
	retire(1) // the matter is settled: nobody is in the middle of that flow any more
	has("new")
}

func experts(t *testing.T, b *bench) {
	if _, err := b.Expert(ctx, "e1"); !errors.Is(err, desk.ErrMissing) {
		t.Fatalf("an unknown expert: %v", err)
	}
	astrid := dispatch.Expert{ID: "e2", Name: "Astrid", Role: "expert", Markets: []string{"SE"}, Languages: []string{"sv", "en"}, Skills: map[string]int{"refund": 3, "*": 1}, Capacity: 3}
	must(t, b.PutExpert(ctx, astrid))
	must(t, b.PutExpert(ctx, dispatch.Expert{ID: "e1", Name: "Lars", Role: "lead", Capacity: 1, Simulated: true, Online: true, OnlineSince: start}))
	if err := b.PutExpert(ctx, dispatch.Expert{ID: "e3", Role: "agent"}); err == nil {
		t.Fatal("an expert with an unknown role was kept")
	}
	got, err := b.Expert(ctx, "e2")
	must(t, err)
	same(t, "an expert", got, astrid)
	list, err := b.Experts(ctx)
	must(t, err)
	if len(list) != 2 || list[0].ID != "e1" || !list[0].OnlineSince.Equal(start) || !list[0].Simulated {
		t.Fatalf("experts: %+v", list)
	}
	must(t, b.SetOnline(ctx, "e2", true))
	b.pass(time.Minute)
	must(t, b.SetOnline(ctx, "e2", true))
	astrid.Online, astrid.OnlineSince = true, start
	got, err = b.Expert(ctx, "e2")
	must(t, err)
	same(t, "online since the first time", got, astrid)
	must(t, b.SetOnline(ctx, "e2", false))
	astrid.Online, astrid.OnlineSince, astrid.Capacity = false, time.Time{}, 5
	must(t, b.PutExpert(ctx, astrid))
	got, err = b.Expert(ctx, "e2")
	must(t, err)
	same(t, "offline and changed", got, astrid)
	if err := b.SetOnline(ctx, "nobody", true); !errors.Is(err, desk.ErrMissing) {
		t.Fatalf("nobody came online: %v", err)
	}
}

func letters(t *testing.T, b *bench) {
	first := store.Letter{ID: "l1", To: "anna@example.com", Subject: "Din kod", Body: "123 456", Link: "/c/1", Kind: "code", At: start}
	must(t, b.PutLetter(ctx, first))
	again := first
	again.Body, again.At = "654 321", start.Add(time.Hour)
	must(t, b.PutLetter(ctx, again))
	second := store.Letter{ID: "l2", To: "anna@example.com", Kind: "answer", At: start.Add(time.Minute)}
	must(t, b.PutLetter(ctx, second))
	third := store.Letter{ID: "l3", To: "bo@example.com", Kind: "answer", At: start}
	must(t, b.PutLetter(ctx, third))
	look := func(to string, limit int, want ...store.Letter) {
		t.Helper()
		got, err := b.Letters(ctx, to, limit)
		must(t, err)
		same(t, "letters to "+to, got, want)
	}
	look("anna@example.com", 10, second, first)
	look("anna@example.com", 1, second)
	look("", 10, second, third, first)
	look("nobody", 10)
}

// desks counts what experts have and are offered, from whole conversations.
func desks(t *testing.T, b *bench) {
	due := start.Add(time.Hour)
	offered := func(id conversation.MatterID, to string, expires time.Duration) conversation.Matter {
		m := inLine(id, "refund", start, due)
		m.Place.Offer = &conversation.Offer{ID: "o-" + string(id), Expert: to, Expires: start.Add(expires)}
		return m
	}
	s := talk()
	distressed := withExpert(inLine("m2", "distress", start, due), "e1")
	distressed.Place.Priority = conversation.First
	s.Matters = []conversation.Matter{withExpert(inLine("m1", "refund", start, due), "e2"), distressed, offered("m3", "e1", time.Minute),
		{ID: "m4", Topic: "app", Closed: true, ClosedAt: start, Expert: "e1"}}
	first := b.commit(open("c1", s))
	s.Matters = []conversation.Matter{offered("m1", "e1", time.Second), offered("m2", "e2", time.Second), inLine("m3", "refund", start, due)}
	b.commit(open("c2", s))
	held, err := b.Held(ctx)
	must(t, err)
	same(t, "held", held, []dispatch.Held{{Expert: "e1", Conversation: "c1", Matter: "m2", Market: "SE", Topic: "distress", Priority: conversation.First},
		{Expert: "e2", Conversation: "c1", Matter: "m1", Market: "SE", Topic: "refund", Priority: conversation.Ordinary}})
	look := func(to string, want ...string) {
		t.Helper()
		rows, err := b.OffersTo(ctx, to)
		must(t, err)
		same(t, "offers to "+to, names(rows), append([]string{}, want...))
	}
	look("e1", "c2/m1", "c1/m3")
	look("e2", "c2/m2")
	look("")
	look("e3")
	s = first.State
	s.Matters[0], s.Matters[2] = inLine("m1", "refund", start, due), withExpert(inLine("m3", "refund", start, due), "e1")
	b.commit(next(first, s, "later"))
	look("e1", "c2/m1")
	held, err = b.Held(ctx)
	must(t, err)
	if len(held) != 2 || held[0].Matter != "m2" || held[1].Matter != "m3" || held[1].Expert != "e1" {
		t.Fatalf("held later: %+v", held)
	}
}

// alone: while one node makes offers, no other does.
func alone(t *testing.T, b *bench) {
	broken := errors.New("broken")
	did, err := b.Alone(ctx, func() error {
		inner, err := b.Alone(ctx, func() error { t.Error("two nodes made offers at once"); return nil })
		if inner || err != nil {
			t.Errorf("the second: %v %v", inner, err)
		}
		return broken
	})
	if !did || !errors.Is(err, broken) {
		t.Fatalf("the first: %v %v", did, err)
	}
	if did, err = b.Alone(ctx, func() error { return nil }); !did || err != nil {
		t.Fatalf("afterwards: %v %v", did, err)
	}
}
