package desk_test

import (
	"context"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/service/desk"
)

// A matter that the customer left with the assistant is looked at by the
// watchman, also after a restart, and ends; until then the page says what comes
// next and by when.
func TestAMatterThatNobodyWaitsInEndsByItself(t *testing.T) {
	w := newWorld(t)
	w.draft = func(desk.Brief) (desk.Draft, error) {
		return desk.Draft{Grounded: true, Progress: conversation.Forward, Asks: true, Messages: []desk.Message{{Text: "Which invoice?"}}}, nil
	}
	id := w.open()
	w.say(id, "a", "an extension please")
	w.step(0)
	m := w.view(id).Matters[0]
	if m.State != "with_assistant" || m.Next != conversation.NextCustomer || m.Due == nil || !m.Due.Equal(w.now.Add(72*time.Hour)) {
		t.Fatalf("open without a next step or a due time: %+v", m)
	}
	w.restart()
	w.step(72*time.Hour - time.Second)
	if m = w.view(id).Matters[0]; m.State != "with_assistant" {
		t.Fatalf("closed before its time: %+v", m)
	}
	w.step(time.Second)
	m = w.view(id).Matters[0]
	if m.State != "settled" || m.Outcome == nil || *m.Outcome != conversation.OutcomeLeft || m.Due != nil || m.Next != "" {
		t.Fatalf("still open: %+v", m)
	}
	if texts := w.texts(id); texts[len(texts)-1] != "system: idle_closed" {
		t.Fatalf("the customer is not told: %v", texts)
	}
	if due, err := w.store.Overdue(context.Background(), w.now.Add(1000*time.Hour), 9); err != nil || len(due) > 0 {
		t.Fatalf("the watchman goes on looking: %v %v", due, err)
	}
}
