package dispatch_test

import (
	"testing"
	"time"
)

// The record keeps an expert online through a restart; nobody may wait for
// somebody who went home before it.
func TestWhoSitsThereIsKnownByTheirSigns(t *testing.T) {
	w := newWorld(t, anExpert("e1", 3))
	w.online("e1")
	if !w.dispatch.Here("e1") {
		t.Fatal("has just come online")
	}
	w.pass(11 * time.Minute)
	if w.dispatch.Here("e1") {
		t.Fatal("no sign for eleven minutes")
	}
	w.offered("e1") // a program asks
	if _, err := w.dispatch.Offers(ctx, who("e1")); err != nil || !w.dispatch.Here("e1") {
		t.Fatal("asking is a sign", err)
	}
	w.restart()
	if w.dispatch.Here("e1") {
		t.Fatal("nobody was seen since the start")
	}
	gone := w.dispatch.ExpertCame(ctx, "e1")
	w.pass(time.Hour)
	if !w.dispatch.Here("e1") {
		t.Fatal("the screen is open")
	}
	gone()
	if w.dispatch.Here("e1") {
		t.Fatal("the screen closed, and the sign is an hour old")
	}
}
