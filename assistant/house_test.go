package assistant_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"samtal/assistant"
	"samtal/content"
	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/edge/bank"
	"samtal/edge/store/memory"
	"samtal/service/desk"
	"samtal/service/moneybox"
	"samtal/service/pack"
)

// house is the whole way of a message but for server and database: the shipped
// pack, the law, the desk in virtual time and the real bank in this process.
type house struct {
	t      testing.TB
	now    time.Time
	pack   *pack.Pack
	bank   *bank.Bank
	desk   *desk.Desk
	store  *memory.Store
	money  *moneybox.Box
	who    identity.Who
	id     string
	n      int
	seen   int // messages already looked at
	calls  []string
	drafts []desk.Draft
	fail   map[string]error // tool -> what its call comes to
}

var shipped = sync.OnceValues(func() (*pack.Pack, error) {
	return pack.Load(context.Background(), pack.Options{Content: content.FS, Now: func() time.Time { return clock }, Staffed: func(string, string) bool { return true }})
})

// clock is a Monday in opening hours: 23 November 2026, 10:00 in Stockholm.
var clock = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func loaded(t testing.TB) *pack.Pack {
	t.Helper()
	p, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func newHouse(t testing.TB, customer, language string) *house {
	t.Helper()
	h := &house{t: t, now: clock, pack: loaded(t), fail: map[string]error{}}
	b, err := bank.Open(context.Background(), bank.Options{Dir: t.TempDir(), Now: func() time.Time { return h.now }, Customers: 10})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	h.bank = b
	h.store = memory.Open(func() time.Time { return h.now })
	h.money, err = moneybox.New(moneybox.BoxOptions{Store: h.store, Content: content.FS, Words: h.pack.Words, Owed: h, Now: func() time.Time { return h.now }, Fresh: h.Token})
	if err != nil {
		t.Fatal(err)
	}
	e := assistant.New(assistant.Options{Money: h.money, House: h.pack, Flows: h.pack, Articles: h.pack, Tools: h})
	h.desk = desk.New(desk.Options{Store: h.store, House: h.pack, Assistant: watched{h, e}, Tools: h, Feed: h, News: h, IDs: h, Presence: h, Dispatch: h, Estimator: h, People: h,
		Log: slog.New(slog.DiscardHandler)})
	h.who = identity.Who{Role: identity.Customer, ID: customer, Level: identity.SignedIn}
	if customer == "" {
		h.who.Level = identity.Visitor
	}
	id, _, err := h.desk.Open(context.Background(), h.who, "SE", language)
	if err != nil {
		t.Fatal(err)
	}
	if h.id = id; customer == "" {
		h.who.Visitor = id
	}
	h.news()
	return h
}

// watched keeps every draft, and sees that no draft acts.
type watched struct {
	h *house
	e *assistant.Embedded
}

func (w watched) Draft(ctx context.Context, b desk.Brief) (desk.Draft, error) {
	before := len(w.h.calls)
	d, err := w.e.Draft(ctx, b)
	for _, tool := range w.h.calls[before:] {
		if info, ok := w.h.pack.Tool(tool); !ok || info.Class != identity.Look {
			w.h.t.Errorf("a draft called %s", tool)
		}
	}
	if err == nil && !d.Grounded {
		w.h.t.Errorf("not grounded: %s: %+v", d.Why, d.Messages)
	}
	w.h.drafts = append(w.h.drafts, d)
	return d, err
}

func (h *house) Call(ctx context.Context, tool string, args map[string]any) (json.RawMessage, error) {
	h.calls = append(h.calls, tool)
	if err := h.fail[tool]; err != nil {
		return nil, err
	}
	body, err := json.Marshal(args)
	if err != nil {
		return nil, err
	}
	out, err := h.bank.Call(ctx, tool, body)
	var no *bank.Refusal
	if errors.As(err, &no) {
		return nil, &desk.ToolError{Code: no.Code, Message: no.Message}
	}
	return out, err
}

func (h *house) New() string              { h.n++; return fmt.Sprintf("id-%06d", h.n) }
func (h *house) Token() string            { h.n++; return fmt.Sprintf("secret-%d", h.n) }
func (h *house) CustomerHere(string) bool { return true }
func (h *house) Committed(desk.Notice)    {}
func (h *house) ToExpert(context.Context, string, string, string) error {
	return nil
}
func (h *house) ToLead(context.Context, string, conversation.Why) error            { return nil }
func (h *house) ToCustomer(context.Context, string, string, string, string) error  { return nil }
func (h *house) Find(context.Context, string, conversation.MatterID, string) error { return nil }
func (h *house) Suits(context.Context, string, string, string, string) bool        { return true }
func (h *house) ExpertName(_ context.Context, id string) string {
	return map[string]string{"e-01": "Maja"}[id]
}
func (h *house) Standing(context.Context, string, string) desk.Standing { return desk.Standing{} }
func (h *house) Line(context.Context, string, string, string) (desk.LineInfo, error) {
	return desk.LineInfo{Position: 1, Wait: time.Minute, Staffed: true}, nil
}

// say writes, lets everything happen that follows, and returns the answers.
func (h *house) say(text string) []desk.MessageView {
	h.t.Helper()
	return h.write(desk.Incoming{Text: text})
}

// press presses the button of the newest messages whose id begins so.
func (h *house) press(prefix string) []desk.MessageView {
	h.t.Helper()
	list := h.all()
	for i := len(list) - 1; i >= 0; i-- {
		for _, c := range list[i].Choices {
			if strings.HasPrefix(c.ID, prefix) && (!strings.HasPrefix(prefix, "confirm:") || strings.HasSuffix(c.ID, ":yes")) {
				return h.write(desk.Incoming{Choice: c.ID})
			}
		}
	}
	h.t.Fatalf("no button %s… in %s", prefix, h.talk())
	return nil
}

func (h *house) write(in desk.Incoming) []desk.MessageView {
	h.t.Helper()
	h.n++
	in.ID = fmt.Sprintf("c-%06d", h.n)
	if _, err := h.desk.Write(context.Background(), h.who, h.id, in); err != nil {
		h.t.Fatal(err)
	}
	h.run(time.Second)
	return h.news()
}

func (h *house) run(d time.Duration) {
	h.t.Helper()
	for range 4 {
		if _, err := h.desk.Step(context.Background()); err != nil {
			h.t.Fatal(err)
		}
	}
	h.now = h.now.Add(d)
}

func (h *house) all() []desk.MessageView {
	h.t.Helper()
	list, err := h.desk.Messages(context.Background(), h.who, h.id, "", 400)
	if err != nil {
		h.t.Fatal(err)
	}
	return list
}

func (h *house) news() []desk.MessageView {
	h.t.Helper()
	list := h.all()
	fresh := list[h.seen:]
	h.seen = len(list)
	var out []desk.MessageView
	for _, m := range fresh {
		if m.From != "customer" {
			out = append(out, m)
		}
	}
	return out
}

func (h *house) view() desk.View {
	h.t.Helper()
	v, err := h.desk.View(context.Background(), h.who, h.id)
	if err != nil {
		h.t.Fatal(err)
	}
	return v
}

// talk is the whole conversation, for a failing test to show.
func (h *house) talk() string {
	h.t.Helper()
	var b strings.Builder
	for _, m := range h.all() {
		fmt.Fprintf(&b, "%-9s %s", m.From, m.Text)
		for _, c := range m.Choices {
			fmt.Fprintf(&b, " [%s=%s]", c.ID, c.Label)
		}
		if len(m.Card) > 0 {
			fmt.Fprintf(&b, " %s", m.Card)
		}
		for _, c := range m.Cites {
			fmt.Fprintf(&b, " (%s %s)", c.Kind, c.ID)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (h *house) text() string {
	h.t.Helper()
	var out []string
	for _, m := range h.all() {
		out = append(out, m.Text)
	}
	return strings.Join(out, "\n")
}

// says fails unless the conversation holds the words; blank spaces of any kind count alike.
func (h *house) says(words ...string) {
	h.t.Helper()
	all := plain(h.text())
	for _, w := range words {
		if !strings.Contains(all, plain(w)) {
			h.t.Fatalf("nobody said %q:\n%s", w, h.talk())
		}
	}
}

func plain(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), " ")
}

// twice fails when the assistant said the same sentence again (P2).
func (h *house) twice() {
	h.t.Helper()
	said := map[string]bool{}
	for _, m := range h.all() {
		if m.From == "assistant" && said[m.Text] {
			h.t.Errorf("said twice: %q\n%s", m.Text, h.talk())
		}
		said[m.Text] = true
	}
}
