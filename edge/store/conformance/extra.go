package conformance

import (
	"errors"
	"testing"
	"time"

	"samtal/edge/store"
	"samtal/service/desk"
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

func experts(t *testing.T, b *bench) {
	if _, err := b.Expert(ctx, "e1"); !errors.Is(err, desk.ErrMissing) {
		t.Fatalf("an unknown expert: %v", err)
	}
	astrid := store.Expert{ID: "e2", Name: "Astrid", Role: "expert", Languages: []string{"sv", "en"}, Skills: map[string]int{"refund": 3, "*": 1}, Capacity: 3}
	must(t, b.PutExpert(ctx, astrid))
	must(t, b.PutExpert(ctx, store.Expert{ID: "e1", Name: "Lars", Role: "lead", Capacity: 1, Simulated: true, Online: true, OnlineSince: start}))
	if err := b.PutExpert(ctx, store.Expert{ID: "e3", Role: "agent"}); err == nil {
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
