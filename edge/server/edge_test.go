package server_test

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/coder/websocket"

	"samtal/edge/server"
)

func TestScreensAreServedSafely(t *testing.T) {
	h := newHouse(t, nil)
	for path, want := range map[string]struct{ kind, cache string }{
		"/demo/":              {"text/html", "no-cache"},
		"/expert/":            {"text/html", "no-cache"},
		"/console/":           {"text/html", "no-cache"},
		"/widget.js":          {"text/javascript", "no-cache"},
		"/assets/w-main-1.js": {"text/javascript", "immutable"},
	} {
		a := h.call("GET", path, "", nil)
		if a.status != 200 || !strings.HasPrefix(a.header.Get("Content-Type"), want.kind) || !strings.Contains(a.header.Get("Cache-Control"), want.cache) {
			t.Errorf("%s: %d %v", path, a.status, a.header)
		}
		if a.header.Get("X-Content-Type-Options") != "nosniff" || a.header.Get("Referrer-Policy") == "" || a.header.Get("X-Frame-Options") != "DENY" {
			t.Errorf("%s is unprotected: %v", path, a.header)
		}
		if csp := a.header.Get("Content-Security-Policy"); want.kind == "text/html" && (!strings.Contains(csp, "default-src 'self'") || strings.Contains(csp, "script-src")) {
			t.Errorf("%s: %q", path, csp)
		}
		again := h.call("GET", path, "", nil, "If-None-Match: "+a.header.Get("ETag"))
		if again.status != 304 || again.text != "" {
			t.Errorf("%s again: %d", path, again.status)
		}
	}
	packed := h.call("GET", "/widget.js", "", nil, "Accept-Encoding: gzip, br")
	if packed.header.Get("Content-Encoding") != "gzip" || len(packed.text) > 200 {
		t.Errorf("not squeezed: %d bytes, %v", len(packed.text), packed.header)
	}
	if a := h.call("GET", "/", "", nil); a.status != 302 || a.header.Get("Location") != "/demo/" {
		t.Errorf("/: %d %v", a.status, a.header)
	}
	for _, path := range []string{"/nothing", "/assets/../../go.mod", "/.keep", "/assets/"} {
		if a := h.call("GET", path, "", nil); a.status != 404 && a.status != 307 && a.status != 301 {
			t.Errorf("%s: %d %s", path, a.status, a.text)
		}
	}
	if a := h.call("POST", "/demo/", "", nil); a.status != 405 {
		t.Errorf("POST: %d", a.status)
	}
}

func TestWithoutScreensThePageSaysMakeBuild(t *testing.T) {
	h := newHouse(t, func(o *server.Options) { o.Web = fstest.MapFS{".keep": {}} })
	for _, path := range []string{"/demo/", "/expert/", "/console/", "/widget.js"} {
		if a := h.call("GET", path, "", nil); !strings.Contains(a.text, "make build") || a.status != 503 {
			t.Errorf("%s: %d %s", path, a.status, a.text)
		}
	}
}

func TestReadyUntilItCloses(t *testing.T) {
	down := false
	h := newHouse(t, func(o *server.Options) {
		o.Ready = func(context.Context) error {
			if down {
				return fs.ErrClosed
			}
			return nil
		}
	})
	status := func(path string) int { return h.call("GET", path, "", nil).status }
	if status("/healthz") != 200 || status("/readyz") != 200 {
		t.Error("not ready")
	}
	down = true
	if status("/healthz") != 200 || status("/readyz") != 503 {
		t.Error("ready without its record")
	}
	down = false
	h.stop()
	<-h.ended
	if status("/healthz") != 200 || status("/readyz") != 503 {
		t.Error("ready while it shuts down")
	}
}

func TestMetricsTellNobodysName(t *testing.T) {
	h := newHouse(t, nil)
	anna := h.customer("c-0001")
	id, _ := h.open(anna)
	h.write(anna, id, "m-1", "Where is my refund?")
	h.want(h.call("POST", "conversations/"+id+"/human", anna, nil), 200, "")
	m := h.call("GET", "/metrics", "", nil).text
	for _, line := range []string{`samtal_messages_total{from="customer"} 1`, `samtal_messages_total{from="assistant"} 1`, "samtal_line_length 1",
		`samtal_promises{state="broken"} 0`, `samtal_promises{state="at_risk"} 0`, `samtal_answer_seconds_count{by="assistant"} 1`, "samtal_commits_total ",
		"samtal_connections 0", `samtal_http_seconds_count{operation="POST /api/v1/conversations/{id}/human",status="200"} 1`} {
		if !strings.Contains(m, line) {
			t.Errorf("no %s in\n%s", line, m)
		}
	}
	for _, secret := range []string{"c-0001", id, "Anna", "refund"} {
		if strings.Contains(m, secret) {
			t.Errorf("the figures name %s", secret)
		}
	}
}

func TestAFloodIsHeldAndTheRightIsNot(t *testing.T) {
	h := newHouse(t, func(o *server.Options) { o.NoLimits = false })
	anna, per := h.customer("c-0001"), h.customer("c-0002")
	id, _ := h.open(anna)
	var held answer
	for i := range 60 {
		held = h.call("POST", "conversations/"+id+"/messages", anna, map[string]any{"id": fmt.Sprint("m-", i), "text": "x"})
		if held.status == 429 {
			break
		}
	}
	h.want(held, 429, "rate_limited")
	if after := held.header.Get("Retry-After"); after == "" || after == "0" || !strings.Contains(held.str("detail"), after) {
		t.Errorf("Retry-After %q: %s", after, held.text)
	}
	// the right to a person is not counted, and nobody else is held
	for range 50 {
		h.want(h.call("POST", "conversations/"+id+"/human", anna, nil), 200, "")
	}
	other, _ := h.open(per)
	h.want(h.call("POST", "conversations/"+other+"/messages", per, map[string]any{"id": "p", "text": "x"}), 202, "")
	h.advance(time.Second)
	h.want(h.call("POST", "conversations/"+id+"/messages", anna, map[string]any{"id": "later", "text": "x"}), 202, "")
}

func TestNoLimitsIsForThisMachineAlone(t *testing.T) {
	h := newHouse(t, nil) // --no-limits, over loopback
	anna := h.customer("c-0001")
	id, _ := h.open(anna)
	for i := range 100 {
		h.want(h.call("POST", "conversations/"+id+"/messages", anna, map[string]any{"id": fmt.Sprint("m-", i), "text": "x"}), 202, "")
	}
	far := func() int {
		q, err := http.NewRequest("GET", "/api/v1/me", nil)
		must(t, err)
		q.RemoteAddr = "203.0.113.9:5"
		q.Header.Set("Authorization", "Bearer "+anna)
		w := &sink{header: http.Header{}}
		h.web.Config.Handler.ServeHTTP(w, q)
		return w.status
	}
	for i := range 300 {
		if far() == 429 {
			return
		}
		if i == 299 {
			t.Error("a caller from elsewhere has no limits")
		}
	}
}

type sink struct {
	header http.Header
	status int
}

func (s *sink) Header() http.Header         { return s.header }
func (s *sink) WriteHeader(status int)      { s.status = status }
func (s *sink) Write(b []byte) (int, error) { return len(b), nil }

func TestAPanicIsAnsweredAndOutlived(t *testing.T) {
	h := newHouse(t, func(o *server.Options) {
		o.Mail = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("SECRET words of a customer") })
	})
	h.want(h.call("GET", "/demo/mail", "", nil), 500, "internal")
	if a := h.call("GET", "/healthz", "", nil); a.status != 200 {
		t.Error("the process is gone")
	}
	if l := h.log.String(); !strings.Contains(l, "panicked") || strings.Contains(l, "SECRET") {
		t.Errorf("log: %s", l)
	}
}

func TestOnlyTheCompanysPagesMayCall(t *testing.T) {
	const shop = "https://shop.example"
	h := newHouse(t, func(o *server.Options) { o.Origins = []string{shop} })
	a := h.call("OPTIONS", "conversations", "", nil, "Origin: "+shop, "Access-Control-Request-Method: POST")
	if a.status != 204 || a.header.Get("Access-Control-Allow-Origin") != shop || !strings.Contains(a.header.Get("Access-Control-Allow-Headers"), "Authorization") {
		t.Errorf("asked beforehand: %d %v", a.status, a.header)
	}
	a = h.call("POST", "conversations", "", map[string]any{"market": "SE"}, "Origin: "+shop)
	if a.status != 201 || a.header.Get("Access-Control-Allow-Origin") != shop {
		t.Errorf("the company's page: %d %v", a.status, a.header)
	}
	a = h.call("GET", "markets/SE", "", nil, "Origin: https://evil.example")
	if a.header.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("another site: %v", a.header)
	}
	if a = h.call("GET", "/widget.js", "", nil, "Origin: "+shop); a.header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("the widget can't be loaded: %v", a.header)
	}
}

func TestALongPollEndsWithTheAnswerOrTheTime(t *testing.T) {
	h := newHouse(t, nil)
	anna := h.customer("c-0001")
	id, _ := h.open(anna)
	h.write(anna, id, "m-1", "hello")
	list := h.call("GET", "conversations/"+id+"/messages", anna, nil)
	last := list.str(fmt.Sprintf("messages.%d.id", list.len("messages")-1))
	got := make(chan answer, 2)
	for range 2 { // two tabs
		go func() { got <- h.call("GET", "conversations/"+id+"/messages?wait=30&after="+last, anna, nil) }()
	}
	h.waiting(id)
	h.want(h.call("POST", "conversations/"+id+"/messages", anna, map[string]any{"id": "m-2", "text": "again"}), 202, "")
	for range 2 {
		if a := h.want(<-got, 200, ""); a.str("messages.0.id") != "m-2" {
			t.Errorf("woken with %s", a.text)
		}
	}
	h.work()
	list = h.call("GET", "conversations/"+id+"/messages", anna, nil)
	last = list.str(fmt.Sprintf("messages.%d.id", list.len("messages")-1))
	if a := h.want(h.call("GET", "conversations/"+id+"/messages?wait=1&after="+last, anna, nil), 200, ""); a.len("messages") != 0 {
		t.Errorf("nothing new: %s", a.text)
	}
	// an expert's offer ends their wait
	elin := h.staff("e-01")
	h.want(h.call("POST", "experts/me/online", elin, nil), 200, "")
	go func() { got <- h.call("GET", "experts/me/offers?wait=30", elin, nil) }()
	h.want(h.call("POST", "conversations/"+id+"/human", anna, nil), 200, "")
	h.work()
	if a := h.want(<-got, 200, ""); a.str("items.0.conversation") != id || a.str("items.0.matter") == "" || !rfc3339(a.str("items.0.expires_at")) ||
		a.str("items.0.why") == "" || a.str("items.0.language") == "" {
		t.Errorf("offer: %s", a.text)
	}
	// a restart ends waits in good order
	go func() {
		got <- h.call("GET", "conversations/"+id+"/timeline?wait=30&after=100000", h.staff("l-01"), nil)
	}()
	h.stop()
	h.want(<-got, 200, "")
}

// waiting returns when a long poll of the customer's is open: they count as here.
func (h *house) waiting(id string) {
	for !h.dispatch.CustomerHere(id) {
		h.call("GET", "/healthz", "", nil)
	}
}

func TestRealTimeThroughTheServer(t *testing.T) {
	h := newHouse(t, nil)
	anna := h.customer("c-0001")
	id, _ := h.open(anna)
	ws, _, err := websocket.Dial(t.Context(), h.web.URL+"/connection/websocket", nil)
	must(t, err)
	defer ws.CloseNow()
	for _, f := range []string{fmt.Sprintf(`{"id":1,"connect":{"token":%q}}`, anna), fmt.Sprintf(`{"id":2,"subscribe":{"channel":"c:%s"}}`, id)} {
		must(t, ws.Write(t.Context(), websocket.MessageText, []byte(f)))
	}
	var heard strings.Builder
	read := func(word string) {
		for !strings.Contains(heard.String(), word) {
			_, raw, err := ws.Read(t.Context())
			must(t, err)
			heard.Write(raw)
		}
	}
	read(`"subscribe"`)
	h.write(anna, id, "m-1", "hello")
	read("answer")
	if !strings.Contains(heard.String(), `"kind":"message","message":{"id":"m-1"`) || strings.Contains(heard.String(), "secret-why") {
		t.Errorf("heard %s", heard.String())
	}
	if _, _, err := websocket.Dial(t.Context(), h.web.URL+"/connection/websocket", &websocket.DialOptions{HTTPHeader: http.Header{"Origin": {"https://evil.example"}}}); err == nil {
		t.Error("another site's page connects")
	}
}

// The operators' figures are for this machine: neither a caller from outside
// nor what a proxy passes on gets them.
func TestFiguresAreForThisMachineOnly(t *testing.T) {
	h := newHouse(t, nil)
	for _, c := range []struct {
		from, passed string
		want         int
	}{{"127.0.0.1:4711", "", 200}, {"[::1]:4711", "", 200}, {"192.0.2.7:4711", "", 404}, {"127.0.0.1:4711", "192.0.2.7", 404}, {"", "", 404}} {
		r := httptest.NewRequestWithContext(t.Context(), "GET", "/metrics", nil)
		r.RemoteAddr = c.from
		if c.passed != "" {
			r.Header.Set("X-Forwarded-For", c.passed)
		}
		w := httptest.NewRecorder()
		h.web.Config.Handler.ServeHTTP(w, r)
		if w.Code != c.want {
			t.Errorf("%+v: %d", c, w.Code)
		}
	}
}
