package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"samtal/edge/store/pgtest"
)

// running is a demo in this process; its bank is a process of its own.
type running struct {
	doors
	base string
	stop context.CancelFunc
	code chan int
	errs *bytes.Buffer
}

// start runs the demo until it says that it is open.
func start(t *testing.T, args ...string) *running {
	t.Helper()
	r := launch(t, append([]string{"demo", "--json", "--port", "0"}, args...), func(r *running) any { return &r.doors })
	u, err := url.Parse(r.Customer)
	if err != nil {
		t.Fatal(err)
	}
	r.base = "http://" + u.Host
	return r
}

// launch runs a command that serves until its first line is out.
func launch(t *testing.T, args []string, into func(*running) any) *running {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	r := &running{stop: stop, code: make(chan int, 1), errs: &bytes.Buffer{}}
	go func() {
		r.code <- run(ctx, args, app{In: strings.NewReader(""), Out: in, Err: r.errs, Lang: "sv", Env: func(string) string { return "" }})
		_ = in.Close()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the demo did not open: exit %d\n%s", <-r.code, r.errs)
	}
	if err := json.Unmarshal([]byte(line), into(r)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return r
}

// end presses Ctrl-C and waits.
func (r *running) end(t *testing.T) {
	t.Helper()
	r.stop()
	if code := <-r.code; code != done {
		t.Errorf("Ctrl-C ended with %d\n%s", code, r.errs)
	}
}

// call makes one call and decodes its answer.
func (r *running) call(t *testing.T, method, path, token string, in, out any) int {
	t.Helper()
	var body []byte
	if in != nil {
		var err error
		if body, err = json.Marshal(in); err != nil {
			t.Fatal(err)
		}
	}
	req, err := http.NewRequestWithContext(t.Context(), method, r.base+path, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if out != nil {
		if err := json.Unmarshal(raw, out); err != nil {
			t.Fatalf("%s %s: %d %s", method, path, res.StatusCode, raw)
		}
	}
	return res.StatusCode
}

func fragment(t *testing.T, link string) string {
	t.Helper()
	_, token, ok := strings.Cut(link, "/#t=")
	if !ok {
		t.Fatalf("%q signs nobody in", link)
	}
	return token
}

// The demo as its visitor meets it: three links, a matter begun before a
// restart and settled after it, one data folder for one demo.
func TestADemoContinuesWhereItStopped(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	continues(t, dir)
	learned, err := os.ReadFile(filepath.Join(dir, learnedFile))
	if err != nil {
		t.Fatal(err)
	}
	t.Run("PostgreSQL", func(t *testing.T) {
		url, dir := pgtest.Start(t), t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, learnedFile), learned, 0o600); err != nil { // once is enough to learn
			t.Fatal(err)
		}
		continues(t, dir, "--database", url)
	})
}

func continues(t *testing.T, dir string, database ...string) {
	t.Helper()
	first := start(t, append(database, "--data", dir, "--experts", "0", "--now", "12:00")...)
	if code := first.call(t, "GET", "/readyz", "", nil, nil); code != http.StatusOK {
		t.Errorf("readyz: %d", code)
	}
	for link, role := range map[string]string{first.Customer: "customer", first.doors.Expert: "expert", first.Console: "lead"} {
		var me struct{ Role string }
		if code := first.call(t, "GET", "/api/v1/me", fragment(t, link), nil, &me); code != http.StatusOK || me.Role != role {
			t.Errorf("%s: %d %+v", role, code, me)
		}
	}
	customer := fragment(t, first.Customer)
	var opened struct{ ID string }
	if code := first.call(t, "POST", "/api/v1/conversations", customer, map[string]string{"market": "SE"}, &opened); code != http.StatusCreated {
		t.Fatalf("open: %d", code)
	}
	talk := "/api/v1/conversations/" + opened.ID
	if code := first.call(t, "POST", talk+"/messages", customer, map[string]string{"id": "one", "text": "jag vill prata med en människa"}, nil); code != http.StatusAccepted {
		t.Fatalf("write: %d", code)
	}

	if code, _, errs := call("sv", "", "demo", "--port", "0", "--no-browser", "--data", dir); code != failed || !strings.Contains(errs, "används av ett annat samtal") {
		t.Errorf("a second demo in the folder: %d %s", code, errs)
	}
	port := first.base[strings.LastIndex(first.base, ":")+1:]
	if code, _, errs := call("en", "", "demo", "--port", port, "--no-browser", "--data", t.TempDir()); code != failed || !strings.Contains(errs, "port "+port+" is taken") || strings.Contains(errs, "First start") {
		t.Errorf("a taken port: %d %s", code, errs)
	}
	code, out, errs := call("en", "", "token", "--data", dir, "--expert", "any", "--count", "3")
	tokens := strings.Fields(out)
	if code != done || len(tokens) != 3 || tokens[0] == tokens[1] {
		t.Errorf("three experts: %d %s%s", code, out, errs)
	}
	if code, _, errs := call("en", "", "token", "--data", dir, "--customer", "c-9999"); code != failed || !strings.Contains(errs, "no customer c-9999") {
		t.Errorf("an unknown customer: %d %s", code, errs)
	}
	first.end(t)

	second := start(t, append(database, "--data", dir, "--experts", "0", "--now", "12:05")...)
	t.Logf("ready in %d ms, then in %d ms", first.ReadyMs, second.ReadyMs)
	var state struct {
		Holder  string
		Promise struct{ Due time.Time }
	}
	if code := second.call(t, "GET", talk, customer, nil, &state); code != http.StatusOK || state.Holder != "line" || state.Promise.Due.IsZero() {
		t.Errorf("the place in line after a restart: %d %+v", code, state)
	}
	expert := fragment(t, second.doors.Expert)
	if code := second.call(t, "POST", "/api/v1/experts/me/online", expert, nil, nil); code != http.StatusOK {
		t.Fatalf("online: %d", code)
	}
	var offers struct {
		Items []struct{ ID, Conversation, Matter string }
	}
	if code := second.call(t, "GET", "/api/v1/experts/me/offers?wait=10", expert, nil, &offers); code != http.StatusOK || len(offers.Items) != 1 || offers.Items[0].Conversation != opened.ID {
		t.Fatalf("offers: %d %+v", code, offers)
	}
	if code := second.call(t, "POST", "/api/v1/offers/"+offers.Items[0].ID+"/accept", expert, nil, nil); code != http.StatusOK {
		t.Fatalf("accept: %d", code)
	}
	matter := offers.Items[0].Matter
	if code := second.call(t, "POST", talk+"/messages", expert, map[string]string{"id": "two", "text": "Hej, vad gäller det?", "matter": matter}, nil); code != http.StatusAccepted {
		t.Fatalf("the expert's word: %d", code)
	}
	if code := second.call(t, "POST", talk+"/settle", expert, map[string]string{"matter": matter, "outcome": "settled"}, nil); code != http.StatusOK {
		t.Fatalf("settle: %d", code)
	}
	second.end(t)
	if strings.Contains(first.errs.String()+second.errs.String(), "level=ERROR") {
		t.Errorf("errors on the way:\n%s%s", first.errs, second.errs)
	}
}

func TestWithoutAPortTheNextFreeOneIsTakenAndSaid(t *testing.T) {
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", firstPort))
	if err == nil {
		defer l.Close()
	} // else somebody else has it, which is as good
	var errs bytes.Buffer
	next, err := demoPort(&app{Err: &errs, Lang: "en"}, -1)()
	if err != nil {
		t.Fatal(err)
	}
	defer next.Close()
	if port := next.Addr().(*net.TCPAddr).Port; port <= firstPort || port > lastPort || !strings.Contains(errs.String(), fmt.Sprintf("port 8080 is taken, using %d", port)) {
		t.Errorf("port %d, said %q", port, errs.String())
	}
}

// A company of its own: people from people.json, no mailbox, no system, and
// still a person in line.
func TestServeHasNoDemoInIt(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, peopleFile), []byte(`[{"id":"anna","name":"Anna","languages":["sv"],"skills":{"*":1}}]`), 0o600); err != nil {
		t.Fatal(err)
	}
	r := launch(t, []string{"serve", "--json", "--listen", "127.0.0.1:0", "--data", dir}, func(r *running) any {
		return &struct {
			Listen *string `json:"listen"`
		}{&r.base}
	})
	r.base = "http://" + r.base
	if code := r.call(t, "GET", "/readyz", "", nil, nil); code != http.StatusOK {
		t.Errorf("readyz: %d", code)
	}
	if code := r.call(t, "GET", "/demo/mail", "", nil, nil); code != http.StatusNotFound {
		t.Errorf("anybody may read the mail: %d", code)
	}
	token := func(kind, id string) string {
		code, out, errs := call("en", "", "token", "--data", dir, "--"+kind, id)
		if code != done {
			t.Fatalf("%d %s", code, errs)
		}
		return strings.TrimSpace(out)
	}
	if code := r.call(t, "POST", "/api/v1/experts/me/online", token("expert", "anna"), nil, nil); code != http.StatusOK {
		t.Errorf("online: %d", code)
	}
	customer := token("customer", "our-4711")
	var opened struct{ ID string }
	if code := r.call(t, "POST", "/api/v1/conversations", customer, map[string]string{"market": "SE"}, &opened); code != http.StatusCreated {
		t.Fatalf("open: %d", code)
	}
	var state struct {
		Holder string
		Line   struct{ Staffed bool }
	}
	// Whoever is online outside opening hours is no promise: it depends on when this runs.
	var now struct{ Open bool }
	if code := r.call(t, "GET", "/api/v1/markets/SE", customer, nil, &now); code != http.StatusOK {
		t.Fatalf("the market: %d", code)
	}
	if code := r.call(t, "POST", "/api/v1/conversations/"+opened.ID+"/human", customer, nil, &state); code != http.StatusOK || state.Holder != "line" || state.Line.Staffed != now.Open {
		t.Errorf("the button: %d %+v, open %v", code, state, now.Open)
	}
	r.end(t)
}

// A lead tries the content as a customer: the real reading, law, flows and
// company, and nothing of it is kept or done.
func TestALeadTriesTheContent(t *testing.T) {
	r := start(t, "--data", t.TempDir(), "--experts", "0")
	lead := fragment(t, r.doors.Console)
	type step struct {
		Reading struct {
			Language string
			Wants    bool `json:"wants_human"`
		}
		Holder   string
		Matters  []struct{ Topic, Flow, Step string }
		Looks    []struct{ Tool string }
		Asks     []struct{ Tool, Class string }
		Articles []struct {
			ID    string
			Score float64
		}
		Why     []string
		Answers []struct {
			From, Text string
			Choices    []struct{ ID, Label string }
		}
		Events []struct{ Type string }
	}
	try := func(customer string, turns ...map[string]string) []step {
		t.Helper()
		var got struct{ Items []step }
		if code := r.call(t, "POST", "/api/v1/tryout", lead, map[string]any{"market": "SE", "language": "sv", "customer": customer, "turns": turns}, &got); code != http.StatusOK || len(got.Items) != len(turns) {
			t.Fatalf("the try-out: %d %+v", code, got)
		}
		return got.Items
	}
	say := func(s string) map[string]string { return map[string]string{"text": s} }
	got := try("c-0001", say("Kan jag få mer tid att betala? Jag vill betala om två veckor"))
	last := got[0]
	if last.Matters[0].Topic != "payment_extension" || last.Matters[0].Flow == "" || len(last.Looks) == 0 || len(last.Answers) == 0 || len(last.Why) == 0 || len(last.Events) == 0 {
		t.Fatalf("nothing is explained: %+v", last)
	}
	if len(last.Asks) != 1 || last.Asks[0].Tool != "extend_due_date" {
		t.Errorf("what it would ask consent for: %+v", last.Asks)
	}
	agreed := try("c-0001", say("Kan jag få mer tid att betala? Jag vill betala om två veckor"), say("ja"))
	if a := agreed[1].Asks; len(a) != 1 || a[0].Tool != "extend_due_date" {
		t.Errorf("a yes reaches the company as %+v", a)
	}
	if again := try("c-0001", say("Kan jag få mer tid att betala? Jag vill betala om två veckor")); len(again[0].Asks) != 1 {
		t.Error("the try-out has changed the company's record")
	}
	if person := try("", say("Jag vill prata med en människa")); person[0].Holder != "line" || !person[0].Reading.Wants {
		t.Errorf("a visitor who wants a person: %+v", person[0])
	}
	var line struct{ Items []any }
	if r.call(t, "GET", "/api/v1/line", lead, nil, &line); len(line.Items) != 0 {
		t.Error("whoever was tried stands in the real line")
	}
	if code := r.call(t, "POST", "/api/v1/tryout", lead, map[string]any{"market": "SE", "customer": "c-1234", "turns": []any{}}, nil); code != http.StatusUnprocessableEntity {
		t.Errorf("a customer who is no persona: %d", code)
	}
}
