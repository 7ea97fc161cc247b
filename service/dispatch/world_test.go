package dispatch_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/core/understanding"
	"samtal/edge/store/memory"
	"samtal/service/desk"
	"samtal/service/dispatch"
)

var ctx = context.Background()

// world is a real desk with a real dispatch in one thread of virtual time.
type world struct {
	desk.House // what these tests never ask of it

	t        testing.TB
	now      time.Time
	store    *memory.Store
	desk     *desk.Desk
	dispatch *dispatch.Dispatch
	ids      atomic.Int64
	pushes   []string
}

func newWorld(t testing.TB, experts ...dispatch.Expert) *world {
	w := &world{t: t, now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	w.store = memory.Open(func() time.Time { return w.now })
	for _, e := range experts {
		w.must(w.store.PutExpert(ctx, e))
	}
	w.restart()
	return w
}

// restart forgets everything but the record, as a crash does.
func (w *world) restart() { w.desk, w.dispatch = w.node(w.store) }

func (w *world) node(experts dispatch.Experts) (*desk.Desk, *dispatch.Dispatch) {
	log := slog.New(slog.DiscardHandler)
	d := dispatch.New(dispatch.Options{Experts: experts, Store: w.store, Log: log})
	k := desk.New(desk.Options{Store: w.store, House: w, Assistant: w, Tools: w, Feed: d, News: w, IDs: w, Presence: d, Dispatch: d, Estimator: d, People: d, Log: log})
	d.Serve(k)
	return k, d
}

func (w *world) New() string   { return fmt.Sprintf("id-%06d", w.ids.Add(1)) }
func (w *world) Token() string { return "secret" + w.New() }
func (w *world) Rules(market string, now time.Time) conversation.Rules {
	r := conversation.Rules{Languages: []string{"sv", "en"}, DraftTime: 20 * time.Second, ExpertTime: 5 * time.Minute, PushTime: time.Minute,
		PresentTime: 10 * time.Minute, ReopenTime: 72 * time.Hour, Lines: map[string]conversation.LineRule{}}
	for _, topic := range []string{"", "fraud", "distress"} {
		live := w.dispatch.Staffed(market, topic)
		due := now.Add(10 * time.Minute)
		if !live {
			due = now.Add(4 * time.Hour)
		}
		r.Lines[topic] = conversation.LineRule{Live: live, Due: due}
	}
	return r
}

// Read understands "sv:" and "en:" and the names of sensitivities.
func (w *world) Read(text string, _ understanding.Context) understanding.Reading {
	r := understanding.Reading{WantsHuman: true}
	for _, kind := range []understanding.Sensitivity{understanding.Fraud, understanding.Distress} {
		if strings.Contains(text, string(kind)) {
			r.Sensitivities = append(r.Sensitivities, understanding.Signal{Kind: kind, Tier: understanding.Certain})
		}
	}
	return r
}
func (w *world) Today(string, time.Time) string                  { return w.now.Format("2006-01-02") }
func (w *world) Words(_, key string, _ map[string]string) string { return key }
func (w *world) Kept(now time.Time) map[string]time.Time {
	return map[string]time.Time{"SE": now.AddDate(0, -24, 0)}
}
func (w *world) Moment(_, _ string, at, _ time.Time) string       { return at.Format(time.RFC3339) }
func (w *world) Has(market string) bool                           { return true }
func (w *world) TopicTitle(_, topic string) string                { return topic }
func (w *world) Mandate(string, string, desk.Standing) desk.Limit { return desk.Limit{} }
func (w *world) ApproveBy(_ string, now time.Time) time.Time      { return now }
func (w *world) Tool(string) (identity.Tool, bool)                { return identity.Tool{}, false }
func (w *world) Call(context.Context, string, map[string]any) (json.RawMessage, error) {
	return nil, errors.New("there is nothing to call")
}
func (w *world) Draft(context.Context, desk.Brief) (desk.Draft, error) {
	return desk.Draft{}, errors.New("people only")
}
func (w *world) ToExpert(_ context.Context, e, _, what string) error {
	w.pushes = append(w.pushes, e+" "+what)
	return nil
}
func (w *world) ToLead(context.Context, string, conversation.Why) error { return nil }
func (w *world) ToCustomer(_ context.Context, _, _, _, _ string) error  { return nil }

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func who(id string) identity.Who { return identity.Who{Role: identity.Expert, ID: id} }

func someone(n int) identity.Who {
	return identity.Who{Role: identity.Customer, ID: fmt.Sprintf("c-%04d", n), Level: identity.SignedIn}
}

// ask opens a conversation and asks for a person in it.
func (w *world) ask(n int, language, text string) string {
	w.t.Helper()
	id, _, err := w.desk.Open(ctx, someone(n), "SE", language)
	w.must(err)
	_, err = w.desk.Write(ctx, someone(n), id, desk.Incoming{ID: "first", Text: text})
	w.must(err)
	w.pass(0)
	return id
}

// pass advances time and does what is due, as the server's workers do.
func (w *world) pass(d time.Duration) {
	w.t.Helper()
	w.now = w.now.Add(d)
	for range 2 { // what an offer leaves to do, too
		_, err := w.desk.Step(ctx)
		w.must(err)
		_, err = w.dispatch.Step(ctx)
		w.must(err)
	}
}

func (w *world) online(ids ...string) {
	w.t.Helper()
	for _, id := range ids {
		w.must(w.dispatch.Online(ctx, who(id)))
	}
}

// offered lists the conversations that are offered to an expert.
func (w *world) offered(id string) []string {
	w.t.Helper()
	list, err := w.dispatch.Offers(ctx, who(id))
	w.must(err)
	out := []string{}
	for _, o := range list {
		out = append(out, o.Conversation)
	}
	return out
}

func (w *world) offer(id string) dispatch.OfferView {
	w.t.Helper()
	list, err := w.dispatch.Offers(ctx, who(id))
	w.must(err)
	if len(list) == 0 {
		w.t.Fatalf("%s has no offer", id)
	}
	return list[0]
}

func (w *world) accept(id string) string {
	w.t.Helper()
	c, err := w.desk.Accept(ctx, who(id), w.offer(id).ID)
	w.must(err)
	return c
}

func (w *world) settle(id, c string) {
	w.t.Helper()
	for _, m := range w.state(c).Matters {
		if m.Place != nil && m.Place.Expert == id {
			_, err := w.desk.Reply(ctx, who(id), c, desk.Incoming{ID: w.New(), Text: "here is your answer", Matter: m.ID})
			w.must(err)
			_, err = w.desk.Settle(ctx, who(id), c, m.ID, "settled", "")
			w.must(err)
		}
	}
}

func (w *world) state(c string) conversation.State {
	w.t.Helper()
	rec, err := w.store.Load(ctx, c)
	w.must(err)
	return rec.State
}

func (w *world) place(c string) conversation.Place {
	w.t.Helper()
	for _, m := range w.state(c).Matters {
		if m.Place != nil {
			return *m.Place
		}
	}
	w.t.Fatalf("nobody is to answer in %s", c)
	return conversation.Place{}
}

func (w *world) wants(got []string, want ...string) {
	w.t.Helper()
	if !slices.Equal(got, want) {
		w.t.Fatalf("got %v, want %v", got, want)
	}
}

func (w *world) line(c string) desk.LineInfo {
	w.t.Helper()
	info, err := w.dispatch.Line(ctx, "SE", "general", c)
	w.must(err)
	return info
}

func anExpert(id string, level int) dispatch.Expert {
	return dispatch.Expert{ID: id, Name: strings.ToUpper(id), Role: "expert", Languages: []string{"sv", "en"}, Skills: map[string]int{"*": level}, Capacity: 3}
}

func refused(err error, code string) bool { return problem.Is(err, code) }

type lineInfo = desk.LineInfo

func incoming(id, text string) desk.Incoming { return desk.Incoming{ID: id, Text: text} }

func (w *world) say(n int, c, text string) {
	w.t.Helper()
	_, err := w.desk.Write(ctx, someone(n), c, incoming(w.New(), text))
	w.must(err)
	w.pass(0)
}
