package desk_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"samtal/core/conversation"
	"samtal/core/identity"
)

// placeOf opens a conversation, asks for a person and returns its place.
func (w *world) placeOf(who identity.Who) (string, conversation.Place) {
	w.t.Helper()
	ctx := context.Background()
	id, _, err := w.desk.Open(ctx, who, "SE", "en")
	w.must(err)
	if who.ID == "" {
		who.Visitor = id
	}
	v, err := w.desk.AskForPerson(ctx, who, id, "")
	w.must(err)
	if v.Holder != conversation.Line || v.Promise == nil {
		w.t.Fatalf("the right itself was limited: %+v", v)
	}
	rec, err := w.store.Load(ctx, id)
	w.must(err)
	return id, *rec.State.Matters[0].Place
}

// Whoever opens many conversations must not push others out of the line; the
// right to a person stays (P1).
func TestVisitorsHaveAShareOfLivePlacesAndTheRestGetADate(t *testing.T) {
	w := newWorld(t)
	visitor := identity.Who{Role: identity.Customer}
	for i := range 23 {
		_, p := w.placeOf(visitor)
		want := conversation.Live
		if i >= 20 {
			want = conversation.Written
		}
		if p.Mode != want || i >= 20 && p.Due.Sub(w.now).Hours() < 4 {
			t.Fatalf("visitor %d: %+v", i, p)
		}
	}
	if _, p := w.placeOf(customer); p.Mode != conversation.Live {
		t.Fatalf("visitors pushed out a customer: %+v", p)
	}
}

func TestACustomerHasOneLivePlace(t *testing.T) {
	w := newWorld(t)
	if _, p := w.placeOf(customer); p.Mode != conversation.Live {
		t.Fatalf("%+v", p)
	}
	id, p := w.placeOf(customer)
	if p.Mode != conversation.Written {
		t.Fatalf("%+v", p)
	}
	if got := strings.Join(w.texts(id), "|"); !strings.Contains(got, "place_second") {
		t.Fatal(got)
	}
	for i := range 2 {
		if _, p := w.placeOf(identity.Who{Role: identity.Customer, ID: fmt.Sprintf("c-%d", i), Level: identity.SignedIn}); p.Mode != conversation.Live {
			t.Fatalf("another customer's place: %+v", p)
		}
	}
}

// A date was promised in writing, so the line shows no seconds beside it,
// though somebody happens to be online; and who left no address is promised
// no e-mail.
func TestAWrittenPlaceShowsItsDateAndNoSeconds(t *testing.T) {
	w := newWorld(t)
	live, _ := w.placeOf(customer)
	if v := w.view(live); v.Line == nil || !v.Line.Staffed {
		t.Fatalf("the test needs somebody online: %+v", v.Line)
	}
	second, p := w.placeOf(customer)
	if v := w.view(second); p.Mode != conversation.Written || v.Line.Staffed || v.Line.WaitSeconds != 0 {
		t.Fatalf("%+v", v.Line)
	}
	for _, text := range w.texts(second) {
		if strings.Contains(text, "visitor") {
			t.Error("a customer has an address:", text)
		}
	}
	id, _, err := w.desk.Open(context.Background(), identity.Who{Role: identity.Customer}, "SE", "en")
	w.must(err)
	who := identity.Who{Role: identity.Customer, Visitor: id}
	_, err = w.desk.AskForPerson(context.Background(), who, id, "")
	w.must(err)
	views, err := w.desk.Messages(context.Background(), who, id, "", 50)
	w.must(err)
	if last := views[len(views)-1].Text; !strings.HasSuffix(last, "+visitor") {
		t.Error("a visitor is promised what only an address gives:", last)
	}
}
