package desk_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/service/desk"
)

func TestARoutineMessageIsAnsweredOnce(t *testing.T) {
	w := newWorld(t)
	id := w.open()
	w.say(id, "a", "hello")
	if v := w.view(id); v.Holder != conversation.Assistant || v.Promise == nil {
		t.Fatalf("after the receipt somebody must owe the word: %+v", v)
	}
	w.step(0)
	w.say(id, "a", "hello") // the network sent it twice
	w.step(time.Second)
	got := strings.Join(w.texts(id), "|")
	if got != "assistant: assistant_intro|customer: hello|assistant: answer 2 about hello" {
		t.Fatal(got)
	}
	_, err := w.desk.Write(context.Background(), customer, id, desk.Incoming{ID: "a", Text: "other"})
	if !problem.Is(err, "same_id_other_text") {
		t.Fatalf("one of two texts would be lost: %v", err)
	}
}

// Alone on its record, a restarted desk answers at once and not when a dead
// process's lease ends.
func TestWhatADeadProcessHeldIsTakenUpAtOnce(t *testing.T) {
	w := newWorld(t)
	id := w.open()
	w.say(id, "a", "hello")
	w.restart()
	if n, err := w.desk.TakeUp(context.Background()); n != 1 || err != nil {
		t.Fatalf("took up %d: %v", n, err)
	}
	w.step(0)
	if got := w.texts(id); len(got) != 3 {
		t.Fatalf("no answer before the lease ended: %v", got)
	}
}

// Killed between commit and receipt: the customer's screen sends the message
// again, and must get the receipt that was lost.
func TestASecondSendAfterACrashGetsTheFirstReceipt(t *testing.T) {
	w := newWorld(t)
	id := w.open()
	w.say(id, "a", "hello")
	w.restart()
	if _, err := w.desk.View(context.Background(), customer, id); err != nil {
		t.Fatal(err)
	}
	w.say(id, "a", "hello")
	w.step(16 * time.Second)
	if n := strings.Count(strings.Join(w.texts(id), "|"), "customer: hello"); n != 1 {
		t.Fatalf("the message is there %d times", n)
	}
	if _, err := w.desk.Write(context.Background(), customer, id, desk.Incoming{ID: "a", Text: "another"}); !problem.Is(err, "same_id_other_text") {
		t.Fatalf("one of two texts would be lost: %v", err)
	}
}

// Two nodes: what the other one wrote counts, also for a refusal.
func TestARefusalIsNotDecidedOnWhatAnotherNodeChanged(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	id := w.open()
	w.say(id, "a", "a person please")
	other := w.desk
	w.restart()
	w.must(w.desk.Offer(ctx, id, "m1", "e1", 30*time.Second))
	rec, err := w.store.Load(ctx, id)
	w.must(err)
	if _, err := other.Accept(ctx, expert, rec.State.Matters[0].Place.Offer.ID); err != nil {
		t.Fatalf("an expert was told that their own offer is gone: %v", err)
	}
}

func TestACrashAfterTheReceiptLosesNothing(t *testing.T) {
	w := newWorld(t)
	id := w.open()
	w.say(id, "a", "hello")
	w.restart() // the effect was in memory only
	w.step(16 * time.Second)
	if got := w.texts(id); len(got) != 3 {
		t.Fatalf("the lease ended, so the draft must be made: %v", got)
	}
}

func TestWatchmanBringsAPersonWhenTheAssistantIsLate(t *testing.T) {
	w := newWorld(t)
	id := w.open()
	w.say(id, "a", "hello")
	w.restart()
	w.now = w.now.Add(16 * time.Second)
	if taken, err := w.store.Claim(context.Background(), w.now, time.Hour, 10); err != nil || len(taken) != 1 { // by a worker that hangs for ever
		t.Fatal(taken, err)
	}
	w.step(5 * time.Second)
	if v := w.view(id); v.Holder != conversation.Line {
		t.Fatalf("late and not in line: %+v", v)
	}
}

func TestALateDraftIsDropped(t *testing.T) {
	w := newWorld(t)
	id := w.open()
	w.draft = func(b desk.Brief) (desk.Draft, error) { // the customer asks for a person while it thinks
		_, err := w.desk.AskForPerson(context.Background(), customer, id, "")
		return desk.Draft{Grounded: true, Progress: conversation.Forward, Messages: []desk.Message{{Text: "too late"}}}, err
	}
	w.say(id, "a", "hello")
	w.step(0)
	if got := strings.Join(w.texts(id), "|"); strings.Contains(got, "too late") {
		t.Fatal(got)
	}
	id = w.open()
	w.draft = func(b desk.Brief) (desk.Draft, error) { // the customer goes on writing while it thinks
		if len(b.Messages) == 1 {
			w.say(id, "b", "no, wait")
			return desk.Draft{Grounded: true, Progress: conversation.Forward, Messages: []desk.Message{{Text: "too late"}}}, nil
		}
		return desk.Draft{Grounded: true, Progress: conversation.Forward, Messages: []desk.Message{{Text: "to both"}}}, nil
	}
	w.say(id, "a", "hello")
	w.step(0)
	if got := strings.Join(w.texts(id), "|"); strings.Contains(got, "too late") || !strings.Contains(got, "to both") {
		t.Fatal(got)
	}
}

func TestAFailedDraftBringsAPerson(t *testing.T) {
	w := newWorld(t)
	id := w.open()
	w.draft = func(desk.Brief) (desk.Draft, error) { return desk.Draft{}, errors.New("no") }
	w.say(id, "a", "hello")
	w.step(0)
	if v := w.view(id); v.Holder != conversation.Line || v.Line == nil {
		t.Fatalf("%+v", v)
	}
}

// proposal is a draft that asks to move a due date.
func (w *world) proposal(b desk.Brief) (desk.Draft, error) {
	if len(b.Results) > 0 {
		text := "done"
		if b.Results[0].Code != "" {
			text = "refused " + b.Results[0].Code
		}
		return desk.Draft{Grounded: true, Progress: conversation.Forward, Messages: []desk.Message{{Text: text}}, End: "settled"}, nil
	}
	return desk.Draft{Grounded: true, Progress: conversation.Forward, Asks: true, Messages: []desk.Message{{Text: "shall I?", Choices: []desk.Choice{{ID: "confirm:D:yes", Label: "Yes"}}}},
		Flow: &conversation.Position{Flow: "extend", Version: 1, Step: "confirm"}, Memory: json.RawMessage(`{}`),
		Confirm: &desk.Proposal{Digest: "D", Acts: []desk.ProposedAct{{Tool: "extend_due_date", Args: map[string]any{"quote": "Q1"}, Digest: "d", Key: "K1"}}}}, nil
}

func TestAnActIsIntendedBeforeItIsCalled(t *testing.T) {
	w := newWorld(t)
	id := w.open()
	w.draft = w.proposal
	w.tool = func(tool string, args map[string]any) (json.RawMessage, error) {
		rec, err := w.store.Load(context.Background(), id)
		if err != nil || len(rec.State.Acts) != 1 || args["customer"] != "c-0001" || args["quote"] != "Q1" {
			t.Errorf("called before it was on record: %v %v %v", rec.State.Acts, args, err)
		}
		return json.RawMessage(`{}`), nil
	}
	w.say(id, "a", "an extension please")
	w.step(0)
	w.say(id, "b", "yes")
	w.step(0)
	if got := w.texts(id); got[len(got)-1] != "assistant: done" {
		t.Fatal(got)
	}
	if strings.Join(w.calls, ",") != "extend_due_date K1" {
		t.Fatal(w.calls)
	}
}

func TestAnUnknownActIsTriedUnderTheSameKeyThenAPersonLooks(t *testing.T) {
	w := newWorld(t)
	id := w.open()
	w.draft = w.proposal
	w.tool = func(string, map[string]any) (json.RawMessage, error) {
		return nil, fmt.Errorf("gone: %w", desk.ErrUnknown)
	}
	w.say(id, "a", "an extension please")
	w.step(0)
	_, err := w.desk.Write(context.Background(), customer, id, desk.Incoming{ID: "b", Choice: "confirm:D:yes"})
	w.must(err)
	for range 8 {
		w.step(3 * time.Second)
	}
	if strings.Join(w.calls, ",") != "extend_due_date K1,extend_due_date K1,extend_due_date K1" {
		t.Fatal(w.calls)
	}
	if v := w.view(id); v.Holder != conversation.Line {
		t.Fatalf("%+v", v)
	}
}

func TestAnOfferIsReturnedAndNobodyElseSeesTheConversation(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	id := w.open()
	w.say(id, "a", "a person please")
	w.step(0)
	w.must(w.desk.Offer(ctx, id, "m1", "e1", 30*time.Second))
	other := identity.Who{Role: identity.Expert, ID: "e2"}
	if _, err := w.desk.View(ctx, other, id); !problem.Is(err, "conversation_not_found") {
		t.Fatalf("an expert without an offer saw it: %v", err)
	}
	rec, _ := w.store.Load(ctx, id)
	offer := rec.State.Matters[0].Place.Offer.ID
	w.step(31 * time.Second)
	if _, err := w.desk.Accept(ctx, expert, offer); !problem.Is(err, "offer_gone") {
		t.Fatalf("an expired offer was accepted: %v", err)
	}
	if rec, _ = w.store.Load(ctx, id); rec.State.Matters[0].Place.Offer != nil {
		t.Fatal("the offer was not returned")
	}
	w.must(w.desk.Offer(ctx, id, "m1", "e2", 30*time.Second))
	rec, _ = w.store.Load(ctx, id)
	_, err := w.desk.Accept(ctx, other, rec.State.Matters[0].Place.Offer.ID)
	w.must(err)
	_, err = w.desk.Reply(ctx, other, id, desk.Incoming{ID: "r", Text: "hello, I am here"})
	w.must(err)
	_, err = w.desk.Settle(ctx, other, id, "m1", "settled", "")
	w.must(err)
	items, _, kept, _, broken, err := w.store.Promises(ctx, time.Time{}, w.now, desk.Page{Limit: 10})
	if err != nil || kept != 1 || broken != 0 || len(items) != 1 {
		t.Fatalf("the promise must be on record as kept: %v %d %d %v", items, kept, broken, err)
	}
}

func TestNothingForStaffReachesACustomer(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	id := w.open()
	w.say(id, "a", "a person please")
	lead := identity.Who{Role: identity.Lead, ID: "l1"}
	_, err := w.desk.TakeOver(ctx, lead, id, "")
	w.must(err)
	w.must(w.desk.Note(ctx, lead, id, "XSECRETX"))
	list, err := w.store.Entries(ctx, id, desk.ForCustomer, 0, 1000)
	w.must(err)
	for i, e := range list {
		if e.CustomerSeq != int64(i+1) {
			t.Fatalf("a gap in the customer's projection at %d", e.CustomerSeq)
		}
		if e.Kind == "noted" || e.Kind == "suggested" || e.Kind == "escalated" || e.Kind == "offer_made" {
			t.Fatalf("%s is for staff", e.Kind)
		}
	}
	if strings.Contains(strings.Join(w.texts(id), " "), "XSECRETX") {
		t.Fatal("a note reached the customer")
	}
	if _, _, err := w.desk.Timeline(ctx, customer, id, 0, 10); !problem.Is(err, "not_allowed") {
		t.Fatalf("a customer read the timeline: %v", err)
	}
}

// The receipt is given after the commit: whatever dies in between, a message
// that was acknowledged is in the record, and one that is not was refused.
func TestAcknowledgedMeansStored(t *testing.T) {
	w := newWorld(t)
	id := w.open()
	w.store = refusing{w.store}
	w.restart()
	if _, err := w.desk.Write(context.Background(), customer, id, desk.Incoming{ID: "a", Text: "hello"}); err == nil {
		t.Fatal("acknowledged, and never stored")
	}
	if len(w.sent) != 1 { // the opening
		t.Fatalf("screens were told of what never happened: %v", w.sent[1:])
	}
	w.store = w.store.(refusing).Store
	w.restart()
	w.say(id, "a", "hello")
	w.restart()
	if got := w.texts(id); len(got) != 2 {
		t.Fatalf("acknowledged and lost: %v", got)
	}
}

// refusing is a record whose disk is full.
type refusing struct{ desk.Store }

func (refusing) Commit(context.Context, desk.Commit) error { return errors.New("the disk is full") }

func TestAPromiseIsWrittenWithTheCommitAndEndsWithIt(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	id := w.open()
	w.say(id, "a", "a person please")
	page := func() (desk.PromisesView, desk.PromiseItem) {
		p, err := w.desk.Promises(ctx, lead, time.Time{}, desk.Page{})
		w.must(err)
		if len(p.Items) != 1 {
			t.Fatalf("a promise was given and is not on the page: %+v", p)
		}
		return p, p.Items[0]
	}
	if _, x := page(); x.State != "open" || x.By != conversation.Line || !x.Due.After(w.now) {
		t.Fatalf("%+v", x)
	}
	w.step(11 * time.Minute) // nobody came
	p, err := w.desk.Promises(ctx, lead, time.Time{}, desk.Page{})
	if err != nil || p.Broken != 1 || len(p.Items) != 2 {
		t.Fatalf("a broken promise must be on the page, and a new one: %+v %v", p, err)
	}
	_, err = w.desk.TakeOver(ctx, lead, id, "")
	w.must(err)
	_, err = w.desk.Reply(ctx, lead, id, desk.Incoming{ID: "r", Text: "here I am"})
	w.must(err)
	if p, err = w.desk.Promises(ctx, lead, time.Time{}, desk.Page{}); err != nil || p.Kept != 1 || p.Broken != 1 {
		t.Fatalf("%+v %v", p, err)
	}
}

// However slow an assistant is, the watchman's round does not wait for it.
func TestWatchmanWaitsForNoDraft(t *testing.T) {
	w := newWorld(t)
	id := w.open()
	w.draft = func(desk.Brief) (desk.Draft, error) {
		t.Error("the watchman asked the assistant")
		return desk.Draft{}, nil
	}
	w.say(id, "a", "hello")
	w.now = w.now.Add(21 * time.Second)
	if n, err := w.desk.Watch(context.Background()); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	if v := w.view(id); v.Holder != conversation.Line {
		t.Fatalf("%+v", v)
	}
}

// The screen says that it shows something older than the question: that yes
// may have been meant for another (P10).
func TestAYesFromAScreenThatDoesNotShowTheQuestionIsNoConsent(t *testing.T) {
	for _, shown := range []bool{false, true} {
		w := newWorld(t)
		id := w.open()
		w.draft = w.proposal
		w.tool = func(string, map[string]any) (json.RawMessage, error) { return json.RawMessage(`{}`), nil }
		w.say(id, "a", "an extension please")
		w.step(0)
		in := desk.Incoming{ID: "b", Choice: "confirm:D:yes", Seen: "a"}
		if shown {
			rec, err := w.store.Load(context.Background(), id)
			w.must(err)
			in.Seen = rec.State.Confirm.Message
		}
		_, err := w.desk.Write(context.Background(), customer, id, in)
		w.must(err)
		w.step(0)
		if acted := len(w.calls) > 0; acted != shown {
			t.Errorf("the question shown: %v, acted: %v", shown, w.calls)
		}
	}
}
