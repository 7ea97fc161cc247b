package desk_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/knowledge"
	"samtal/core/problem"
	"samtal/core/understanding"
	"samtal/edge/store/memory"
	"samtal/service/desk"
)

// world is a desk in one thread of virtual time, with everything around it
// scripted. Its random ids are counted.
type world struct {
	t     *testing.T
	now   time.Time
	store *memory.Store
	desk  *desk.Desk
	ids   int
	draft func(desk.Brief) (desk.Draft, error)
	tool  func(tool string, args map[string]any) (json.RawMessage, error)
	calls []string // of tools
	news  []string
	sent  []desk.Notice
	here  bool
	hits  []knowledge.Hit
}

func newWorld(t *testing.T) *world {
	w := &world{t: t, now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), here: true}
	w.store = memory.Open(func() time.Time { return w.now })
	w.restart()
	w.draft = func(b desk.Brief) (desk.Draft, error) {
		return desk.Draft{Grounded: true, Progress: conversation.Forward,
			Messages: []desk.Message{{Text: fmt.Sprintf("answer %d about %s", b.N, b.Messages[len(b.Messages)-1].Text)}}}, nil
	}
	return w
}

// restart forgets everything but the record, as a crash does.
func (w *world) restart() {
	w.desk = desk.New(desk.Options{Store: w.store, House: w, Assistant: w, Tools: w, Feed: w, News: w, IDs: w, Presence: w, Dispatch: w, Estimator: w, People: w,
		Log: slog.New(slog.DiscardHandler)})
}

func (w *world) New() string   { w.ids++; return fmt.Sprintf("id-%05d", w.ids) }
func (w *world) Token() string { w.ids++; return fmt.Sprintf("secret-%d", w.ids) }
func (w *world) Rules(_ string, now time.Time) conversation.Rules {
	do := conversation.Permit{Level: conversation.Do}
	return conversation.Rules{Languages: []string{"sv", "en"}, DraftTime: 20 * time.Second, ActTime: 30 * time.Second, ExpertTime: 5 * time.Minute,
		PushTime: time.Minute, PresentTime: 10 * time.Minute, ReopenTime: 72 * time.Hour,
		Autonomy: map[string]conversation.Permit{"": do, "payment_extension": do},
		Lines:    map[string]conversation.LineRule{"": {Live: true, Due: now.Add(10 * time.Minute)}}}
}
func (w *world) Read(text string, _ understanding.Context) understanding.Reading {
	r := understanding.Reading{WantsHuman: strings.Contains(text, "person")}
	if strings.Contains(text, "extension") {
		r.InScope, r.Topics = true, []understanding.Candidate{{Topic: "payment_extension", P: 0.9}}
	}
	if text == "yes" {
		r.Move = understanding.MoveYes
	}
	return r
}
func (w *world) Today(string, time.Time) string                  { return w.now.Format("2006-01-02") }
func (w *world) Words(_, key string, _ map[string]string) string { return key }
func (w *world) Moment(_, _ string, at, _ time.Time) string      { return at.Format(time.RFC3339) }
func (w *world) Has(market string) bool                          { return market == "SE" }
func (w *world) Search(_, _, _ string, _ int) []knowledge.Hit { return w.hits }
func (w *world) TopicTitle(_, topic string) string               { return topic }
func (w *world) ExpertName(_ context.Context, id string) string  { return strings.ToUpper(id) }
func (w *world) CustomerHere(string) bool                        { return w.here }
func (w *world) Committed(n desk.Notice)                         { w.sent = append(w.sent, n) }
func (w *world) ToExpert(_ context.Context, e, _, what string) error {
	w.news = append(w.news, e+" "+what)
	return nil
}
func (w *world) ToLead(context.Context, string, conversation.Why) error {
	w.news = append(w.news, "lead")
	return nil
}
func (w *world) ToCustomer(_ context.Context, _, c, _, what string) error {
	w.news = append(w.news, c+" "+what)
	return nil
}
func (w *world) Tool(name string) (identity.Tool, bool) {
	return identity.Tool{Name: name, Class: identity.Act, Needs: identity.SignedIn}, name == "extend_due_date"
}
func (w *world) Line(context.Context, string, string, string) (desk.LineInfo, error) {
	return desk.LineInfo{Position: 1, Wait: time.Minute, Staffed: true}, nil
}
func (w *world) Call(_ context.Context, tool string, args map[string]any) (json.RawMessage, error) {
	w.calls = append(w.calls, fmt.Sprintf("%s %v", tool, args["key"]))
	return w.tool(tool, args)
}
func (w *world) Find(context.Context, string, conversation.MatterID, string) error { return nil }
func (w *world) Draft(_ context.Context, b desk.Brief) (desk.Draft, error)         { return w.draft(b) }

var customer = identity.Who{Role: identity.Customer, ID: "c-0001", Level: identity.SignedIn}
var expert = identity.Who{Role: identity.Expert, ID: "e1"}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) open() string {
	w.t.Helper()
	id, _, err := w.desk.Open(context.Background(), customer, "SE", "en")
	w.must(err)
	return id
}

func (w *world) say(id, msg, text string) {
	w.t.Helper()
	_, err := w.desk.Write(context.Background(), customer, id, desk.Incoming{ID: msg, Text: text})
	w.must(err)
}

// step advances virtual time and does what is due.
func (w *world) step(d time.Duration) {
	w.t.Helper()
	w.now = w.now.Add(d)
	_, err := w.desk.Step(context.Background())
	w.must(err)
}

func (w *world) texts(id string) []string {
	w.t.Helper()
	list, err := w.desk.Messages(context.Background(), customer, id, "", 100)
	w.must(err)
	var out []string
	for _, m := range list {
		out = append(out, m.From+": "+m.Text)
	}
	return out
}

func (w *world) view(id string) desk.View {
	w.t.Helper()
	v, err := w.desk.View(context.Background(), customer, id)
	w.must(err)
	return v
}

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
	w.now = w.now.Add(21 * time.Second)
	w.step(0)
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
