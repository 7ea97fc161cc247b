package server_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"

	"samtal/content"
	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/edge/files"
	"samtal/edge/realtime"
	"samtal/edge/server"
	"samtal/edge/store/memory"
	"samtal/edge/token"
	"samtal/service/desk"
	"samtal/service/dispatch"
	"samtal/service/moneybox"
	"samtal/service/pack"
	"samtal/service/people"
	"samtal/service/roster"
)

// house is the real service behind a real HTTP server, in the time that the
// test sets: memory record, the content pack, tokens, real time. The assistant
// and the company are scripted.
type house struct {
	t        testing.TB
	clock    atomic.Int64
	store    *memory.Store
	pack     *pack.Pack
	dispatch *dispatch.Dispatch
	live     *realtime.Realtime
	desk     *desk.Desk
	roster   *roster.Roster
	people   *people.People
	keys     *token.Keys
	web      *httptest.Server
	log      *logged
	draft    func(desk.Brief) (desk.Draft, error)
	tool     func(string, map[string]any) (json.RawMessage, error)
	stop     context.CancelFunc
	ended    chan struct{}
}

// logged keeps what was logged, to look for personal data in it.
type logged struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

var tuesday = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)

// newHouse opens a house; set changes what the server is made of.
func newHouse(t testing.TB, set func(*server.Options)) *house {
	t.Helper()
	h := &house{t: t, log: &logged{}, ended: make(chan struct{})}
	h.clock.Store(tuesday.UnixMilli())
	h.store = memory.Open(h.now)
	log := slog.New(slog.NewJSONHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	h.dispatch = dispatch.New(dispatch.Options{Experts: h.store, Store: h.store, Log: log})
	var err error
	current.Store(h)
	h.pack = thePack(t)
	h.keys, err = token.Open(t.TempDir(), h.now)
	must(t, err)
	h.live, err = realtime.New(realtime.Options{Store: h.store, Keys: h.keys, Presence: h.dispatch, Log: log})
	must(t, err)
	h.people = people.New(people.Options{Store: h.store, Experts: h.store, House: h.pack, IDs: ids{}, Now: h.now,
		Sign: func(id, name string) (string, error) { return h.keys.Staff(id, name, identity.Expert) }})
	h.roster = rosterOf(t, h)
	h.desk = desk.New(desk.Options{Store: h.store, House: h.pack, Assistant: h, Tools: h, Feed: feeds{h.dispatch, h.live}, News: h, IDs: ids{},
		Presence: h.dispatch, Dispatch: h.dispatch, Estimator: h.dispatch, People: h.dispatch, Ratings: h.roster, Files: files.NewMemory(), Log: log})
	h.dispatch.Serve(h.desk)
	h.live.Serve(h.desk)
	h.draft = func(b desk.Brief) (desk.Draft, error) {
		return desk.Draft{Grounded: true, Progress: conversation.Forward, Messages: []desk.Message{{
			Text: fmt.Sprintf("answer %d to %s", b.N, b.Messages[len(b.Messages)-1].Text), Why: "secret-why",
			Cites:   []desk.Cite{{Kind: "article", ID: "refunds", Title: "Refunds"}},
			Choices: []desk.Choice{{ID: "yes", Label: "Yes please"}}}}}, nil
	}
	h.tool = func(string, map[string]any) (json.RawMessage, error) { return json.RawMessage(`{}`), nil }
	for _, e := range []dispatch.Expert{
		{ID: "e-01", Name: "Elin", Role: "expert", Languages: []string{"sv", "en"}, Skills: map[string]int{"*": 3}, Capacity: 3},
		{ID: "e-02", Name: "Omar", Role: "expert", Languages: []string{"sv", "en"}, Skills: map[string]int{"*": 3}, Capacity: 3},
		{ID: "l-01", Name: "Lea", Role: "lead", Languages: []string{"sv", "en"}, Skills: map[string]int{"*": 3}, Capacity: 3},
	} {
		must(t, h.store.PutExpert(t.Context(), e))
	}
	o := server.Options{Roster: h.roster, People: h.people, Desk: h.desk, Dispatch: h.dispatch, Pack: h.pack, Realtime: h.live, Keys: h.keys, Log: log, NoLimits: true, Web: built}
	o.Money, err = moneybox.New(moneybox.BoxOptions{Store: h.store, Content: content.FS, Words: h.pack.Words, Owed: h, Now: h.now, Fresh: rand.Text})
	must(t, err)
	if set != nil {
		set(&o)
	}
	handler, err := server.New(o)
	must(t, err)
	h.web = httptest.NewServer(handler)
	ctx, stop := context.WithCancel(context.Background())
	h.stop = stop
	go func() {
		defer close(h.ended)
		_ = h.live.Run(ctx) // ends with the test
	}()
	t.Cleanup(func() {
		h.stop()
		<-h.ended
		h.web.Close()
	})
	return h
}

// current is the house that the one pack serves: reading the content takes
// seconds, and tests run one after the other.
var current atomic.Pointer[house]

var load = sync.OnceValues(func() (*pack.Pack, error) {
	return pack.Load(context.Background(), pack.Options{Content: content.FS, Log: slog.New(slog.DiscardHandler),
		Staffed: func(market, topic string) bool { return current.Load().dispatch.Staffed(market, topic) },
		Now:     func() time.Time { return current.Load().now() }})
})

func thePack(t testing.TB) *pack.Pack {
	p, err := load()
	must(t, err)
	return p
}

// built stands for the screens.
var built fs.FS = fstest.MapFS{
	"widget.js":          {Data: []byte("(()=>{" + strings.Repeat("widget();", 50) + "})()")},
	"assets/w-main-1.js": {Data: []byte(strings.Repeat("export{};", 50))},
	"demo/index.html":    {Data: []byte("<!doctype html><title>Nordkredit</title>")},
	"expert/index.html":  {Data: []byte("<!doctype html><title>Expert</title>")},
	"console/index.html": {Data: []byte("<!doctype html><title>Console</title>")},
}

type feeds []desk.Feed

func (f feeds) Committed(n desk.Notice) {
	for _, x := range f {
		x.Committed(n)
	}
}

type ids struct{}

func (ids) New() string   { return uuid.Must(uuid.NewV7()).String() }
func (ids) Token() string { return rand.Text() }

func (h *house) now() time.Time           { return time.UnixMilli(h.clock.Load()).UTC() }
func (h *house) advance(by time.Duration) { h.clock.Add(by.Milliseconds()) }

func (h *house) Draft(_ context.Context, b desk.Brief) (desk.Draft, error) { return h.draft(b) }
func (h *house) Call(_ context.Context, tool string, args map[string]any) (json.RawMessage, error) {
	return h.tool(tool, args)
}
func (h *house) ToCustomer(context.Context, string, string, string, string) error { return nil }
func (h *house) ToExpert(context.Context, string, string, string) error           { return nil }
func (h *house) ToLead(context.Context, string, conversation.Why) error           { return nil }

// work does what workers and the watchman do, until nothing is left.
func (h *house) work() {
	h.t.Helper()
	for range 50 {
		n, err := h.desk.Step(context.Background())
		must(h.t, err)
		m, err := h.dispatch.Step(context.Background())
		must(h.t, err)
		if n+m == 0 {
			return
		}
	}
	h.t.Fatal("the work never ends")
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (h *house) customer(id string) string {
	s, err := h.keys.Customer(id, "Anna "+id, "sv")
	must(h.t, err)
	return s
}

func (h *house) staff(id string) string {
	role := identity.Expert
	if strings.HasPrefix(id, "l") {
		role = identity.Lead
	}
	s, err := h.keys.Staff(id, "Name "+id, role)
	must(h.t, err)
	return s
}

// answer is a response, decoded when it is JSON.
type answer struct {
	status int
	header http.Header
	text   string
	body   map[string]any
}

func (a answer) at(path string) any {
	var v any = a.body
	for _, key := range strings.Split(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[key]
		case []any:
			var i int
			if _, err := fmt.Sscan(key, &i); err != nil || i >= len(x) {
				return nil
			}
			v = x[i]
		default:
			return nil
		}
	}
	return v
}

func (a answer) str(path string) string { s, _ := a.at(path).(string); return s }
func (a answer) len(path string) int    { l, _ := a.at(path).([]any); return len(l) }

// call sends a request; headers are "Name: value".
func (h *house) call(method, path, token string, body any, headers ...string) answer {
	h.t.Helper()
	var in io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		in = strings.NewReader(b)
	default:
		raw, err := json.Marshal(b)
		must(h.t, err)
		in = bytes.NewReader(raw)
	}
	if !strings.HasPrefix(path, "/") {
		path = "/api/v1/" + path
	}
	q, err := http.NewRequest(method, h.web.URL+path, in)
	must(h.t, err)
	if token != "" {
		q.Header.Set("Authorization", "Bearer "+token)
	}
	if body != nil {
		q.Header.Set("Content-Type", "application/json")
	}
	for _, x := range headers {
		name, value, _ := strings.Cut(x, ": ")
		q.Header.Set(name, value)
	}
	r, err := plainClient.Do(q)
	must(h.t, err)
	defer r.Body.Close()
	raw, err := io.ReadAll(r.Body)
	must(h.t, err)
	a := answer{status: r.StatusCode, header: r.Header, text: string(raw)}
	if strings.Contains(r.Header.Get("Content-Type"), "json") {
		must(h.t, json.Unmarshal(raw, &a.body))
	}
	return a
}

// plainClient shows what the server says: no redirects, no unpacking.
var plainClient = &http.Client{
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	Transport:     &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 100},
}

// want checks the status, and the code of a problem.
func (h *house) want(a answer, status int, code string) answer {
	h.t.Helper()
	if a.status != status || a.str("code") != code {
		h.t.Fatalf("%d %s, want %d %s", a.status, a.text, status, code)
	}
	if code != "" {
		if ct := a.header.Get("Content-Type"); ct != "application/problem+json" {
			h.t.Errorf("a problem as %q", ct)
		}
		if a.str("detail") == "" || a.str("title") == "" || a.str("type") == "" || a.at("status") != float64(status) {
			h.t.Errorf("not RFC 9457: %s", a.text)
		}
	}
	if cc := a.header.Get("Cache-Control"); cc != "no-store" {
		h.t.Errorf("an answer of the API may be kept: %q", cc)
	}
	return a
}

// open starts a conversation.
func (h *house) open(token string) (id, own string) {
	h.t.Helper()
	a := h.want(h.call("POST", "conversations", token, map[string]any{"market": "SE", "language": "en"}), 201, "")
	if a.str("id") == "" || a.str("token") == "" {
		h.t.Fatal(a.text)
	}
	return a.str("id"), a.str("token")
}

func (h *house) write(token, id, message, text string) answer {
	h.t.Helper()
	a := h.want(h.call("POST", "conversations/"+id+"/messages", token, map[string]any{"id": message, "text": text}), 202, "")
	h.work()
	return a
}

// accept brings a waiting conversation into an expert's hands.
func (h *house) accept(expert string) string {
	h.t.Helper()
	who := h.staff(expert)
	h.want(h.call("POST", "experts/me/online", who, nil), 200, "")
	h.work()
	offers := h.want(h.call("GET", "experts/me/offers", who, nil), 200, "")
	if offers.len("items") == 0 {
		h.t.Fatal("no offer: " + offers.text)
	}
	a := h.want(h.call("POST", "offers/"+offers.str("items.0.id")+"/accept", who, nil), 200, "")
	h.work()
	return a.str("conversation")
}

func rosterOf(t testing.TB, h *house) *roster.Roster {
	t.Helper()
	laws, faults := pack.Work(content.FS)
	terms, more := pack.Pay(content.FS)
	if len(faults)+len(more) > 0 {
		t.Fatal(faults, more)
	}
	return roster.New(roster.Options{Store: h.store, People: h.store, Presence: h.dispatch, Contents: h.store, House: h.pack, Laws: laws, Pay: terms, Languages: []string{"sv", "en"}, Home: "SE", Works: h.people.Works, NewID: ids{}.New, NewKey: rand.Text, Now: h.now})
}
