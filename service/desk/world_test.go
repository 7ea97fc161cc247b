package desk_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/knowledge"
	"samtal/core/money"
	"samtal/core/understanding"
	"samtal/edge/store/memory"
	"samtal/service/desk"
)

// world is a desk in one thread of virtual time, with everything around it
// scripted. Its random ids are counted.
type world struct {
	t        *testing.T
	mu       sync.Mutex // of what several writers touch
	now      time.Time
	store    desk.Store
	desk     *desk.Desk
	ids      int
	draft    func(desk.Brief) (desk.Draft, error)
	quick    func(desk.Brief) (desk.Draft, bool) // nil: no draft can be had in memory
	tool     func(tool string, args map[string]any) (json.RawMessage, error)
	calls    []string // of tools
	news     []string
	sent     []desk.Notice
	here     bool
	point    func(name string) // where a crash may be placed
	evidence []understanding.Evidence
	read     func(text string) understanding.Reading
	log      *slog.Logger
	hits     []knowledge.Hit
}

func newWorld(t *testing.T) *world {
	t.Helper()
	return newWorldOn(t, func(now func() time.Time) desk.Store { return memory.Open(now) })
}

// newWorldOn is a world over another record.
func newWorldOn(t *testing.T, open func(now func() time.Time) desk.Store) *world {
	t.Helper()
	w := &world{t: t, now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), here: true, log: slog.New(slog.DiscardHandler)}
	w.store = open(func() time.Time { return w.now })
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
		Log: w.log, Point: func(name string) {
			if w.point != nil {
				w.point(name)
			}
		}})
}

func (w *world) New() string   { return fmt.Sprintf("id-%05d", w.count()) }
func (w *world) Token() string { return fmt.Sprintf("secret-%d", w.count()) }
func (w *world) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ids++
	return w.ids
}
func (w *world) Rules(_ string, now time.Time) conversation.Rules {
	do := conversation.Permit{Level: conversation.Do}
	return conversation.Rules{Languages: []string{"sv", "en"}, DraftTime: 20 * time.Second, ActTime: 30 * time.Second, ExpertTime: 5 * time.Minute,
		PushTime: time.Minute, PresentTime: 10 * time.Minute, ReopenTime: 72 * time.Hour,
		Autonomy: map[string]conversation.Permit{"": do, "payment_extension": do, "drafty": {Level: conversation.Draft}},
		Lines:    map[string]conversation.LineRule{"": {Live: true, Due: now.Add(10 * time.Minute)}}}
}
func (w *world) Read(text string, _ understanding.Context) understanding.Reading {
	if w.read != nil {
		return w.read(text)
	}
	r := understanding.Reading{WantsHuman: strings.Contains(text, "person")}
	if strings.Contains(text, "extension") {
		r.InScope, r.Topics = true, []understanding.Candidate{{Topic: "payment_extension", P: 0.9}}
	}
	if strings.Contains(text, "drafty") {
		r.InScope, r.Topics = true, []understanding.Candidate{{Topic: "drafty", P: 0.9}}
	}
	r.Evidence = w.evidence
	if text == "yes" {
		r.Move = understanding.MoveYes
	}
	return r
}
func (w *world) Today(_ string, at time.Time) string             { return at.Format("2006-01-02") }
func (w *world) Words(_, key string, _ map[string]string) string { return key }
func (w *world) Kept(now time.Time) map[string]time.Time {
	return map[string]time.Time{"SE": now.AddDate(0, -24, 0)}
}
func (w *world) Moment(_, _ string, at, _ time.Time) string   { return at.Format(time.RFC3339) }
func (w *world) Has(market string) bool                       { return market == "SE" }
func (w *world) Search(_, _, _ string, _ int) []knowledge.Hit { return w.hits }
func (w *world) TopicTitle(_, topic string) string            { return topic }
func (w *world) Suits(_ context.Context, expert, _, _, _ string) bool {
	return expert == "e1" || expert == "e2"
}
func (w *world) ExpertName(_ context.Context, id string) string { return strings.ToUpper(id) }
func (w *world) CustomerHere(string) bool                       { return w.here }
func (w *world) Committed(n desk.Notice) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sent = append(w.sent, n)
}
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
func (w *world) Mandate(_, tool string, s desk.Standing) desk.Limit {
	return desk.Limit{Amount: money.Money{Minor: int64(s.Level) * 10000, Currency: "SEK"}, Days: 7 * s.Level, Free: s.Level > 1}
}
func (w *world) ApproveBy(_ string, now time.Time) time.Time { return now.Add(30 * time.Minute) }
func (w *world) Standing(_ context.Context, id, _ string) desk.Standing {
	return desk.Standing{Level: 1, Lead: strings.HasPrefix(id, "l")}
}
func (w *world) Tool(name string) (identity.Tool, bool) {
	if name == "goodwill_credit" {
		return identity.Tool{Name: name, Class: identity.Act, Needs: identity.SignedIn, By: identity.Expert, Title: map[string]string{"en": "Lower an invoice"},
			Args: []identity.Arg{{Name: "invoice", Type: "reference"}, {Name: "amount", Type: "money"}}}, true
	}
	if name == "pay_invoice" {
		return identity.Tool{Name: name, Class: identity.Move, Needs: identity.Code, Title: map[string]string{"en": "Pay an invoice"},
			Args: []identity.Arg{{Name: "invoice", Type: "reference"}, {Name: "amount", Type: "money"}, {Name: "code", Type: "text"}}}, true
	}
	return identity.Tool{Name: name, Class: identity.Act, Needs: identity.SignedIn, Title: map[string]string{"en": "Extend the due date"},
		Args: []identity.Arg{{Name: "quote", Type: "reference"}}}, name == "extend_due_date"
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

func (w *world) Quick(_ context.Context, b desk.Brief) (desk.Draft, bool) {
	if w.quick == nil {
		return desk.Draft{}, false
	}
	return w.quick(b)
}

var customer = identity.Who{Role: identity.Customer, ID: "c-0001", Name: "Anna", Level: identity.SignedIn}
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
