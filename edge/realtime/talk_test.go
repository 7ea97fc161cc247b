package realtime_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/knowledge"
	"samtal/core/understanding"
	"samtal/edge/realtime"
	"samtal/edge/store/memory"
	"samtal/service/desk"
)

// world is a desk with real time on top and everything else scripted. Several
// nodes may share one record.
type world struct {
	t       testing.TB
	store   desk.Store
	clock   atomic.Int64
	ids     atomic.Int64
	mu      sync.Mutex
	open    map[string]int // presence
	changed *sync.Cond
	nodes   []*node
}

// node is one process.
type node struct {
	*world
	desk *desk.Desk
	live *realtime.Realtime
	web  *httptest.Server
	told func(string, int64, int64) // what this node hears of the others
}

func newWorld(t testing.TB) *world {
	w := &world{t: t, open: map[string]int{}}
	w.changed = sync.NewCond(&w.mu)
	w.clock.Store(time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC).UnixMilli())
	w.store = memory.Open(w.now)
	return w
}

// add starts a node; with others, it hears of what they commit.
func (w *world) add(others bool) *node {
	n := &node{world: w}
	o := realtime.Options{Store: w.store, Keys: keys{}, Presence: w, Log: slog.New(slog.NewTextHandler(w, nil))}
	listening := make(chan struct{})
	if others {
		o.Listen = func(ctx context.Context, told func(string, int64, int64)) error {
			n.told = told
			close(listening)
			<-ctx.Done()
			return ctx.Err()
		}
	} else {
		close(listening)
	}
	var err error
	n.live, err = realtime.New(o)
	w.must(err)
	n.desk = desk.New(desk.Options{Store: w.store, House: w, Assistant: w, Tools: w, Feed: n, News: w, IDs: w, Presence: w, Dispatch: w,
		Estimator: w, People: w, Log: slog.New(slog.DiscardHandler)})
	n.live.Serve(n.desk)
	n.web = httptest.NewServer(n.live.Handler())
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = n.live.Run(ctx) // ends with the test
	}()
	<-listening
	w.t.Cleanup(func() {
		stop()
		<-ended
		n.web.Close()
	})
	w.nodes = append(w.nodes, n)
	return n
}

// Committed passes a notice to this node's screens, and numbers to the others.
func (n *node) Committed(notice desk.Notice) {
	n.live.Committed(notice)
	for _, other := range n.nodes {
		if other != n && other.told != nil {
			other.told(notice.Conversation, notice.CustomerSeq, notice.StaffSeq)
		}
	}
}

// Write fails the test on an error in the log.
func (w *world) Write(p []byte) (int, error) {
	if strings.Contains(string(p), "level=ERROR") {
		w.t.Errorf("%s", p)
	}
	return io.Discard.Write(p)
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// keys reads "who.x.y": a customer, expert or lead by the first letter.
type keys struct{}

func (keys) Verify(token string) (identity.Who, error) {
	id, _, _ := strings.Cut(token, ".")
	switch {
	case strings.HasPrefix(id, "c-"):
		return identity.Who{Role: identity.Customer, ID: id, Level: identity.SignedIn}, nil
	case strings.HasPrefix(id, "e-"):
		return identity.Who{Role: identity.Expert, ID: id}, nil
	case strings.HasPrefix(id, "l-"):
		return identity.Who{Role: identity.Lead, ID: id}, nil
	}
	return identity.Who{}, errors.New("bad")
}

func signed(id string) string { return id + ".x.y" }
func who(id string) identity.Who {
	who, _ := keys{}.Verify(signed(id))
	return who
}

func (w *world) now() time.Time { return time.UnixMilli(w.clock.Load()).UTC() }
func (w *world) New() string    { return fmt.Sprintf("id-%06d", w.ids.Add(1)) }
func (w *world) Token() string  { return fmt.Sprintf("secret-%d", w.ids.Add(1)) }
func (w *world) Rules(_ string, now time.Time) conversation.Rules {
	return conversation.Rules{Languages: []string{"sv", "en"}, DraftTime: 20 * time.Second, ActTime: 30 * time.Second, ExpertTime: 5 * time.Minute,
		PushTime: time.Minute, PresentTime: 10 * time.Minute, ReopenTime: 72 * time.Hour,
		Autonomy: map[string]conversation.Permit{"": {Level: conversation.Do}},
		Lines:    map[string]conversation.LineRule{"": {Live: true, Due: now.Add(10 * time.Minute)}}}
}
func (w *world) Read(string, understanding.Context) understanding.Reading {
	return understanding.Reading{}
}
func (w *world) Search(string, string, string, int) []knowledge.Hit { return nil }
func (w *world) Today(string, time.Time) string                     { return "2026-11-24" }
func (w *world) Words(_, key string, _ map[string]string) string    { return key }
func (w *world) Kept(now time.Time) map[string]time.Time {
	return map[string]time.Time{"SE": now.AddDate(0, -24, 0)}
}
func (w *world) Moment(_, _ string, at, _ time.Time) string                 { return at.Format(time.RFC3339) }
func (w *world) Has(string) bool                                            { return true }
func (w *world) TopicTitle(_, topic string) string                          { return topic }
func (w *world) Suits(context.Context, string, string, string, string) bool { return true }
func (w *world) ExpertName(_ context.Context, id string) string             { return strings.ToUpper(id) }
func (w *world) Mandate(string, string, desk.Standing) desk.Limit           { return desk.Limit{} }
func (w *world) ApproveBy(_ string, now time.Time) time.Time                { return now }
func (w *world) Standing(context.Context, string, string) desk.Standing     { return desk.Standing{} }
func (w *world) Tool(string) (identity.Tool, bool)                          { return identity.Tool{}, false }
func (w *world) ToExpert(context.Context, string, string, string) error     { return nil }
func (w *world) ToLead(context.Context, string, conversation.Why) error     { return nil }
func (w *world) ToCustomer(context.Context, string, string, string, string) error {
	return nil
}
func (w *world) Find(context.Context, string, conversation.MatterID, string) error { return nil }
func (w *world) Call(context.Context, string, map[string]any) (json.RawMessage, error) {
	return nil, errors.New("no company")
}
func (w *world) Line(context.Context, string, string, string) (desk.LineInfo, error) {
	return desk.LineInfo{Position: 1, Wait: time.Minute, Staffed: true}, nil
}
func (w *world) Draft(_ context.Context, b desk.Brief) (desk.Draft, error) {
	return desk.Draft{Grounded: true, Progress: conversation.Forward, Messages: []desk.Message{{Text: fmt.Sprint("answer ", b.N), Why: "STAFF-why"}}}, nil
}
func (w *world) here(key string, by int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.open[key] += by
	w.changed.Broadcast()
}

// until waits for a number of open screens.
func (w *world) until(key string, open int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for w.open[key] != open {
		w.changed.Wait()
	}
}
func (w *world) screens(key string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.open[key]
}
func (w *world) CustomerHere(id string) bool { return w.screens("c:"+id) > 0 }
func (w *world) CustomerCame(id string) func() {
	w.here("c:"+id, 1)
	return func() { w.here("c:"+id, -1) }
}
func (w *world) ExpertCame(_ context.Context, id string) func() {
	w.here("e:"+id, 1)
	return func() { w.here("e:"+id, -1) }
}

// begin starts a conversation of a customer.
func (n *node) begin(customer string) string {
	id, _, err := n.desk.Open(context.Background(), who(customer), "SE", "en")
	n.must(err)
	return id
}

func (n *node) write(customer, id, message string) {
	n.t.Helper()
	_, err := n.desk.Write(context.Background(), who(customer), id, desk.Incoming{ID: message, Text: "text of " + message})
	n.must(err)
}

func (n *node) work() {
	for range 20 {
		k, err := n.desk.Step(context.Background())
		n.must(err)
		if k == 0 {
			return
		}
	}
}

// frame is what the server sends.
type frame struct {
	ID        int `json:"id"`
	Error     *struct{ Code int }
	Connect   *struct{ Ping int }
	Subscribe *struct {
		Recovered    bool
		Offset       int64
		Epoch        string
		Publications []pub
	}
	Push *struct {
		Channel     string
		Pub         *pub
		Unsubscribe *struct{ Code int }
	}
}

type pub struct {
	Offset int64
	Data   struct {
		Seq     int64
		Kind    string
		What    string
		Message *struct{ ID, From, Text string }
	}
}

// screen is a client of the wire, as web/shared/link.ts speaks it.
type screen struct {
	t      testing.TB
	ws     *websocket.Conn
	next   int
	frames []frame // read and not yet looked at
	raw    []string
}

func (n *node) connect(token string) *screen {
	n.t.Helper()
	s := n.dial()
	s.send(`{"id":1,"connect":{"token":%q,"name":"samtal"}}`, token)
	f, err := s.until(func(f frame) bool { return f.ID == 1 })
	n.must(err)
	if f.Connect == nil || f.Connect.Ping <= 0 {
		n.t.Fatalf("connected: %+v", f)
	}
	return s
}

func (n *node) dial() *screen {
	n.t.Helper()
	ws, _, err := websocket.Dial(context.Background(), n.web.URL, nil)
	n.must(err)
	ws.SetReadLimit(8 << 20)
	n.t.Cleanup(func() { ws.CloseNow() })
	return &screen{t: n.t, ws: ws, next: 1}
}

func (s *screen) send(format string, args ...any) {
	s.t.Helper()
	if err := s.ws.Write(context.Background(), websocket.MessageText, fmt.Appendf(nil, format, args...)); err != nil {
		s.t.Fatal(err)
	}
}

// until reads frames until one fits; the others wait in s.frames.
func (s *screen) until(fits func(frame) bool) (frame, error) {
	for i, f := range s.frames {
		if fits(f) {
			s.frames = append(s.frames[:i:i], s.frames[i+1:]...)
			return f, nil
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second) // a hung test ends; nothing passes by it
	defer cancel()
	for {
		_, raw, err := s.ws.Read(ctx)
		if err != nil {
			return frame{}, err
		}
		var found *frame
		for _, line := range strings.Split(string(raw), "\n") {
			if strings.TrimSpace(line) == "" || strings.TrimSpace(line) == "{}" {
				continue
			}
			s.raw = append(s.raw, line)
			var f frame
			if err := json.Unmarshal([]byte(line), &f); err != nil {
				return frame{}, fmt.Errorf("%w in %s", err, line)
			}
			if found == nil && fits(f) {
				found = &f
			} else {
				s.frames = append(s.frames, f)
			}
		}
		if found != nil {
			return *found, nil
		}
	}
}

// subscribe returns the reply; extra is more of the command's JSON.
func (s *screen) subscribe(channel, extra string) frame {
	s.t.Helper()
	s.next++
	id := s.next
	s.send(`{"id":%d,"subscribe":{"channel":%q%s}}`, id, channel, extra)
	f, err := s.until(func(f frame) bool { return f.ID == id })
	if err != nil {
		s.t.Fatal(err)
	}
	return f
}

// publication waits for the next one on a channel.
func (s *screen) publication(channel string) pub {
	s.t.Helper()
	f, err := s.until(func(f frame) bool { return f.Push != nil && f.Push.Channel == channel && f.Push.Pub != nil })
	if err != nil {
		s.t.Fatal(err)
	}
	return *f.Push.Pub
}
