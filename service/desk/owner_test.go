package desk_test

import (
	"context"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
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

// A merchant has two weeks, and the expert's shift ends: the customer knows what
// is waited for and until when, the matter has an owner all along, and the
// merchant's answer brings a person.
func TestAMatterThatWaitsForOthersOutlivesTheShift(t *testing.T) {
	w, id := held(t)
	ctx := context.Background()
	until := w.now.Add(9 * 24 * time.Hour)
	if _, err := w.desk.Wait(ctx, expert, id, "m1", "neighbour", until); !problem.Is(err, "invalid_wait") {
		t.Fatalf("waits for anybody: %v", err)
	}
	if _, err := w.desk.Wait(ctx, expert, id, "m1", "customer", time.Time{}); !problem.Is(err, "answer_first") {
		t.Fatalf("an unanswered customer is waited for: %v", err)
	}
	if _, err := w.desk.Wait(ctx, identity.Who{Role: identity.Expert, ID: "e9"}, id, "m1", "merchant", until); !problem.Is(err, "conversation_not_found") {
		t.Fatalf("anybody's matter: %v", err)
	}
	v, err := w.desk.Wait(ctx, expert, id, "m1", "merchant", until)
	w.must(err)
	if m := v.Matters[0]; m.State != "waiting_for_others" || m.Others != conversation.Merchant || m.Next != conversation.NextOthers || !m.Due.Equal(until) || m.Owner != "E1" {
		t.Fatalf("%+v", m)
	}
	if texts := w.texts(id); texts[len(texts)-1] != "system: wait_merchant" {
		t.Fatalf("the customer is not told: %v", texts)
	}
	w.must(w.desk.ShiftEnded(ctx, "e1", w.now.Add(24*time.Hour)))
	if m := w.view(id).Matters[0]; m.Holder != conversation.Expert {
		t.Fatalf("back long before it is due: %+v", m)
	}
	w.must(w.desk.ShiftEnded(ctx, "e1", time.Time{}))
	v = w.view(id)
	if m := v.Matters[0]; m.Holder != conversation.Team || m.Owner != "team_service" || !m.Due.Equal(until) || v.Holder != conversation.Line || v.Promise == nil || v.Promise.By != conversation.Line {
		t.Fatalf("%+v %+v", m, v.Promise)
	}
	if texts := w.texts(id); texts[len(texts)-1] != "system: team_holds" {
		t.Fatalf("the customer does not hear by whom: %v", texts)
	}
	if _, err := w.desk.Staff(ctx, expert, id); !problem.Is(err, "conversation_not_found") {
		t.Fatalf("what a team has is read without being taken: %v", err)
	}
	w.must(w.desk.ShiftBegan(ctx, "e1"))
	if m := w.view(id).Matters[0]; m.Holder != conversation.Team {
		t.Fatalf("what waits for others waits on: %+v", m)
	}
	_, err = w.desk.OthersAnswered(ctx, lead, id, "")
	w.must(err)
	if m := w.view(id).Matters[0]; m.State != "in_line" || m.Others != "" || !m.Due.Before(until) {
		t.Fatalf("the merchant answered and nobody comes: %+v", m)
	}
	if _, err := w.desk.OthersAnswered(ctx, lead, id, ""); !problem.Is(err, "not_waiting") {
		t.Fatalf("twice: %v", err)
	}
}

// What a team holds is seen by its experts without a name or a word of the
// customer's, and read by whoever takes it; by nobody else, and never by
// somebody who knows the customer.
func TestATeamsMatterIsTakenAndThenRead(t *testing.T) {
	w, id := held(t)
	ctx := context.Background()
	e2, e9 := identity.Who{Role: identity.Expert, ID: "e2"}, identity.Who{Role: identity.Expert, ID: "e9"}
	back := w.now.Add(20 * time.Hour)
	_, err := w.desk.Reply(ctx, expert, id, desk.Incoming{ID: "w1", Text: "I will look", Matter: "m1", BackBy: back})
	w.must(err)
	list := func(who identity.Who, view string) []desk.RowView {
		t.Helper()
		rows, err := w.desk.Matters(ctx, who, view, "")
		w.must(err)
		return rows
	}
	if rows := list(expert, desk.ViewMine); len(rows) != 1 || rows[0].Name != "Anna" || rows[0].Next != conversation.NextExpert {
		t.Fatalf("mine: %+v", rows)
	}
	if _, err := w.desk.Take(ctx, e2, id, "m1"); !problem.Is(err, "conversation_not_found") {
		t.Fatalf("taken from a colleague's hands: %v", err)
	}
	w.must(w.desk.ShiftEnded(ctx, "e1", back))
	if len(list(expert, desk.ViewMine)) != 0 || len(list(e9, desk.ViewTeam)) != 0 {
		t.Fatal("still theirs, or anybody's")
	}
	rows := list(e2, desk.ViewTeam)
	if len(rows) != 1 || rows[0].Name != "" || rows[0].Customer != "" || rows[0].LastText != "" || rows[0].Team != "team_service" || !rows[0].Due.Equal(back) || rows[0].Next != conversation.NextTeam {
		t.Fatalf("the team's: %+v", rows)
	}
	if rows := list(lead, desk.ViewTeam); len(rows) != 1 || rows[0].Name != "Anna" {
		t.Fatalf("a lead's: %+v", rows)
	}
	if n := len(list(e2, desk.ViewToday)); n != 0 {
		t.Fatalf("%d due today, and it is due tomorrow", n)
	}
	w.now = back.Add(-2 * time.Hour)
	if n := len(list(e2, desk.ViewToday)); n != 1 {
		t.Fatalf("%d due today", n)
	}
	if _, err := w.desk.Matters(ctx, e2, "everything", ""); !problem.Is(err, "bad_view") {
		t.Fatalf("%v", err)
	}
	if _, err := w.desk.Take(ctx, e9, id, ""); !problem.Is(err, "conversation_not_found") {
		t.Fatalf("taken by somebody who may not: %v", err)
	}
	w.must(w.store.PutTie(ctx, desk.Tie{Expert: "e2", Customer: "c-0001", Kind: desk.TieHousehold}))
	if n := len(list(e2, desk.ViewTeam)); n != 0 {
		t.Fatal("the household's matter is shown")
	}
	if _, err := w.desk.Take(ctx, e2, id, ""); !problem.Is(err, "conversation_not_found") {
		t.Fatalf("the household's matter is taken: %v", err)
	}
	if _, err := w.desk.Take(ctx, expert, id, ""); err != nil {
		t.Fatalf("whoever knows the customer takes it: %v", err)
	}
	if m := w.view(id).Matters[0]; m.Owner != "E1" || !m.Due.Equal(back) {
		t.Fatalf("taken, and the date stands: %+v", m)
	}
	if _, err := w.desk.Take(ctx, expert, id, ""); !problem.Is(err, "already_yours") {
		t.Fatalf("a second press: %v", err)
	}
}
