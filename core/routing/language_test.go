package routing_test

import (
	"testing"
	"time"

	"samtal/core/routing"
)

// Scar: somebody pressed the button before writing a word. Their language was
// not known yet, no expert spoke "", and nobody was ever offered them.
func TestALanguageThatIsNotKnownYetRulesNobodyOut(t *testing.T) {
	at := time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)
	e := routing.Expert{ID: "e-01", Languages: []string{"sv"}, Skills: map[string]int{"*": 1}, Capacity: 1, IdleSince: at}
	w := routing.Waiting{Conversation: "a", Matter: "m1", Market: "SE", Topic: "general", Due: at.Add(time.Hour), Since: at}
	if got := routing.Match([]routing.Waiting{w}, []routing.Expert{e}, at); len(got) != 1 {
		t.Fatalf("offers: %v", got)
	}
	w.Language = "en"
	if e.Suits(w) {
		t.Fatal("Swedish only, and the customer writes English")
	}
}
