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
	"path/filepath"
	"strings"
	"testing"
	"time"
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
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	r := &running{stop: stop, code: make(chan int, 1), errs: &bytes.Buffer{}}
	go func() {
		r.code <- run(ctx, append([]string{"demo", "--json", "--port", "0"}, args...), app{In: strings.NewReader(""), Out: in, Err: r.errs, Lang: "sv", Env: func(string) string { return "" }})
		_ = in.Close()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the demo did not open: exit %d\n%s", <-r.code, r.errs)
	}
	if err := json.Unmarshal([]byte(line), &r.doors); err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(r.Customer)
	if err != nil {
		t.Fatal(err)
	}
	r.base = "http://" + u.Host
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
	body, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
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
	first := start(t, "--data", dir, "--experts", "0", "--now", "12:00")
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
	if code, _, errs := call("en", "", "demo", "--port", port, "--no-browser", "--data", t.TempDir()); code != failed || !strings.Contains(errs, "port "+port+" is taken") {
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

	second := start(t, "--data", dir, "--experts", "0", "--now", "12:05")
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
