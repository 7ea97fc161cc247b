package proof

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"samtal/simulate/outside"
)

// street is where an outsider stands: the program, some tokens, and nothing
// else. It reads answers as raw JSON, so that a renamed field is noticed.
type street struct {
	t         *testing.T
	ctx       context.Context
	s         *outside.Server
	p         *outside.Program
	customers []string
	experts   []string
	lead      string
	who       int
}

// The contract, walked from outside: one program, by day, with nobody online.
func TestTheContractAsAnOutsiderFindsIt(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: builds and starts the program; run without -short")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
	defer cancel()
	bin, err := outside.Build(ctx, "../..", t.TempDir())
	must(t, err)
	port, err := outside.FreePort()
	must(t, err)
	p := &outside.Program{Bin: bin, Data: filepath.Join(t.TempDir(), "data"), Port: port, Args: []string{"--experts", "0", "--no-limits", "--now", "10:00"}}
	_, err = p.Start(ctx)
	must(t, err)
	defer p.Kill()
	st := &street{t: t, ctx: ctx, s: outside.NewServer(p.Base(), 20), p: p}
	st.customers, err = p.Tokens("customer", "any", 60)
	must(t, err)
	st.experts, err = p.Tokens("expert", "any", 2)
	must(t, err)
	leads, err := p.Tokens("lead", "any", 1)
	must(t, err)
	st.lead = leads[0]
	for _, part := range []struct {
		name string
		walk func(*street)
	}{
		{"shapes", (*street).shapes}, {"refusals", (*street).refusals}, {"ids", (*street).ids}, {"long poll", (*street).longPoll},
		{"experts", (*street).staff}, // while nobody else waits
		{"consent", (*street).consent}, {"a person in every state", (*street).person}, {"sensitive", (*street).sensitive},
		{"no loops", (*street).loops}, {"killed in line", (*street).killed},
	} {
		t.Run(part.name, func(t *testing.T) {
			here := *st
			here.t = t
			part.walk(&here)
			st.who = here.who
		})
	}
}

// call makes one call and returns the status and the body as it stands.
func (s *street) call(method, path, token, body string) (int, map[string]any, http.Header) {
	s.t.Helper()
	var in io.Reader
	if body != "" {
		in = strings.NewReader(body)
	}
	req, err := http.NewRequestWithContext(s.ctx, method, s.s.Base+path, in)
	must(s.t, err)
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := s.s.HTTP.Do(req)
	must(s.t, err)
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	must(s.t, err)
	var out map[string]any
	if len(bytes.TrimSpace(b)) > 0 {
		if err := json.Unmarshal(b, &out); err != nil {
			s.t.Fatalf("%s %s: %d %s", method, path, res.StatusCode, b)
		}
	}
	return res.StatusCode, out, res.Header
}

// customer is somebody who has not talked yet.
func (s *street) customer() string {
	s.who++
	return s.customers[len(s.customers)-s.who]
}

// open starts a conversation of somebody new, or of the one given.
func (s *street) open(jwt, language string) *outside.Talk {
	s.t.Helper()
	talk, err := s.s.Open(s.ctx, jwt, "SE", language)
	must(s.t, err)
	return talk
}

var written int

// say writes and returns what came after, when the turn is answered or held.
func (s *street) say(talk *outside.Talk, text, choice string) []outside.Message {
	s.t.Helper()
	before, err := talk.All(s.ctx)
	must(s.t, err)
	return s.saySeeing(talk, text, choice, cursor("", before))
}

// saySeeing is say of a screen that shows messages up to seen.
func (s *street) saySeeing(talk *outside.Talk, text, choice, seen string) []outside.Message {
	s.t.Helper()
	written++
	id := fmt.Sprintf("w-%d", written)
	must(s.t, talk.Write(s.ctx, id, text, choice, seen))
	for {
		after, err := talk.Messages(s.ctx, id, 0)
		must(s.t, err)
		state, err := talk.State(s.ctx)
		must(s.t, err)
		if len(after) > 0 && state.Holder != "assistant" || state.Holder == "line" || state.Holder == "expert" {
			after, err = talk.Messages(s.ctx, id, 0)
			must(s.t, err)
			return after
		}
		_, err = talk.Messages(s.ctx, cursor(id, after), 1) // the next one wakes us
		must(s.t, err)
	}
}

func cursor(id string, list []outside.Message) string {
	if len(list) > 0 {
		return list[len(list)-1].ID
	}
	return id
}

func (s *street) holder(talk *outside.Talk) string {
	s.t.Helper()
	state, err := talk.State(s.ctx)
	must(s.t, err)
	return state.Holder
}

// inLine asserts a place with a dated promise, right now: not soon, now.
func (s *street) inLine(talk *outside.Talk, after string) {
	s.t.Helper()
	state, err := talk.State(s.ctx)
	must(s.t, err)
	if state.Holder != "line" || state.Promise == nil || state.Promise.Due.IsZero() || state.Line == nil || state.Line.Position < 1 {
		s.t.Errorf("after %q: %+v", after, state)
	}
}

// quiet asserts that the assistant lets a customer who waits alone.
func (s *street) quiet(talk *outside.Talk, where string) {
	s.t.Helper()
	all, err := talk.All(s.ctx)
	must(s.t, err)
	last := cursor("", all)
	for _, text := range []string{"hello?", "is anyone there", "???"} {
		for _, m := range s.say(talk, text, "") {
			if m.From == "assistant" {
				s.t.Errorf("%s: the assistant talks to somebody in line: %q", where, m.Text)
			}
		}
	}
	after, err := talk.Messages(s.ctx, last, 0)
	must(s.t, err)
	for _, m := range after {
		if m.From == "assistant" {
			s.t.Errorf("%s: the assistant talks to somebody in line: %q", where, m.Text)
		}
	}
	s.inLine(talk, where)
}

func confirmYes(list []outside.Message) string {
	for _, m := range slices.Backward(list) {
		for _, c := range m.Choices {
			if strings.HasPrefix(c.ID, "confirm:") && strings.HasSuffix(c.ID, ":yes") {
				return c.ID
			}
		}
	}
	return ""
}

func (s *street) keys(what string, got any, want ...string) {
	s.t.Helper()
	m, ok := got.(map[string]any)
	for _, k := range want {
		if _, has := m[k]; !ok || !has {
			s.t.Errorf("%s has no %q: %v", what, k, got)
		}
	}
}

var moment = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$`)

func (s *street) shapes() {
	jwt := s.customer()
	status, made, _ := s.call("POST", "/api/v1/conversations", jwt, `{"market":"SE","language":"en"}`)
	if status != 201 || len(made) != 2 {
		s.t.Fatalf("%d %v", status, made)
	}
	id, token := made["id"].(string), made["token"].(string)
	path := "/api/v1/conversations/" + id
	if status, got, _ := s.call("POST", path+"/messages", token, `{"id":"m-1","text":"what do I owe?"}`); status != 202 || got["id"] != "m-1" || !moment.MatchString(fmt.Sprint(got["at"])) {
		s.t.Fatalf("%d %v", status, got)
	}
	status, state, _ := s.call("POST", path+"/human", token, "") // no body at all
	if status != 200 {
		s.t.Fatalf("%d %v", status, state)
	}
	s.keys("a state", state, "id", "market", "language", "holder", "promise", "line", "matters", "version")
	s.keys("a promise", state["promise"], "by", "due", "matter")
	s.keys("a line", state["line"], "position", "wait_seconds", "staffed")
	s.keys("a matter", state["matters"].([]any)[0], "id", "topic", "holder", "state", "due", "outcome")
	if due := state["promise"].(map[string]any)["due"].(string); !moment.MatchString(due) {
		s.t.Errorf("due %q is not UTC", due)
	}
	if w := state["line"].(map[string]any)["wait_seconds"].(float64); w != float64(int64(w)) {
		s.t.Errorf("wait_seconds %v", w)
	}
	_, page, _ := s.call("GET", path+"/messages", jwt, "")
	s.keys("a page", page, "messages", "next")
	for _, m := range page["messages"].([]any) {
		s.keys("a message", m, "id", "from", "name", "text", "cites", "choices", "card", "matter", "at")
		if from := m.(map[string]any)["from"].(string); !slices.Contains([]string{"assistant", "expert", "approved_draft", "customer", "system"}, from) {
			s.t.Errorf("from %q", from)
		}
	}
	if status, state, _ = s.call("DELETE", path+"/human", token, ""); status != 200 || state["holder"] == "line" || state["line"] != nil {
		s.t.Errorf("withdrawn: %d %v", status, state)
	}
	_, mine, _ := s.call("GET", "/api/v1/me/conversations", jwt, "")
	s.keys("a list", mine, "items", "next")
	_, open, _ := s.call("GET", "/openapi.json", "", "")
	for _, want := range []string{"", "/messages", "/human", "/written", "/handback", "/rating", "/settle", "/transfer", "/notes"} {
		if open["paths"].(map[string]any)["/api/v1/conversations/{id}"+want] == nil {
			s.t.Errorf("OpenAPI does not list conversations/{id}%s", want)
		}
	}
}

func (s *street) refusals() {
	jwt, other := s.customer(), s.customer()
	talk, theirs := s.open(jwt, "en"), s.open(other, "en")
	visitor := s.open("", "en")
	path := "/api/v1/conversations/" + talk.ID
	for _, c := range []struct {
		method, path, token, body string
		status                    int
	}{
		{"POST", "/api/v1/conversations", jwt, `{"market":`, 400},
		{"POST", path + "/messages", talk.Token, `{"id":`, 400},
		{"POST", path + "/human", talk.Token, `{"mat`, 400},
		{"POST", "/api/v1/conversations", "nonsense", `{"market":"SE"}`, 401},
		{"GET", path, "", "", 401},
		{"GET", path, "nonsense", "", 401},
		{"POST", path + "/messages", "", `{"id":"x","text":"x"}`, 401},
		{"POST", path + "/human", "", `{}`, 401},
		{"GET", "/api/v1/me/conversations", visitor.Token, "", 403},
		{"POST", "/api/v1/experts/me/online", jwt, "", 403},
		{"GET", "/api/v1/experts/me/offers", jwt, "", 403},
		{"GET", "/api/v1/line", s.experts[0], "", 403},
		{"POST", path + "/settle", jwt, `{"matter":"m1","outcome":"settled"}`, 403},
		{"GET", path, other, "", 404},
		{"GET", path, theirs.Token, "", 404},
		{"GET", path + "/messages", visitor.Token, "", 404},
		{"POST", path + "/messages", other, `{"id":"x","text":"x"}`, 404},
		{"POST", path + "/human", other, `{}`, 404},
		{"GET", path, s.experts[0], "", 404},
		{"POST", path + "/messages", s.experts[0], `{"id":"x","text":"x"}`, 404},
		{"GET", "/api/v1/conversations/nobodys", jwt, "", 404},
		{"GET", path, s.lead, "", 200},
		{"POST", path + "/messages", talk.Token, `{"id":"big","text":"` + strings.Repeat("x", 300_000) + `"}`, 413},
		{"POST", path + "/messages", talk.Token, `{"text":"no id"}`, 422},
		{"POST", path + "/messages", talk.Token, `{"id":"empty","text":"  "}`, 422},
		{"POST", path + "/messages", talk.Token, `{"id":"number","text":5}`, 422},
		{"POST", path + "/messages", talk.Token, `{"id":"forged","choice":"confirm:00:yes"}`, 422},
		{"POST", "/api/v1/conversations", jwt, `{"market":"XX"}`, 422},
		{"POST", path + "/rating", talk.Token, `{"assistant":6}`, 422},
		{"POST", path + "/rating", talk.Token, `{"assistant":5,"words":"bra"}`, 200},
		{"GET", path + "/messages?wait=31", talk.Token, "", 422},
		{"POST", path + "/handback", talk.Token, `{"accept":true}`, 409},
		{"POST", "/api/v1/offers/none~none/accept", s.experts[0], "", 409},
	} {
		status, got, header := s.call(c.method, c.path, c.token, c.body)
		if status != c.status {
			s.t.Errorf("%s %s %.60s: %d, not %d: %v", c.method, c.path, c.body, status, c.status, got)
			continue
		}
		if status < 400 {
			continue
		}
		if got["code"] == nil || got["code"] == "" || got["detail"] == "" || !strings.HasPrefix(header.Get("Content-Type"), "application/problem+json") {
			s.t.Errorf("%s %s: no problem document: %s %v", c.method, c.path, header.Get("Content-Type"), got)
		}
	}
}

func (s *street) ids() {
	talk := s.open(s.customer(), "sv")
	path := "/api/v1/conversations/" + talk.ID + "/messages"
	_, first, _ := s.call("POST", path, talk.Token, `{"id":"one","text":"hej på dig"}`)
	status, again, _ := s.call("POST", path, talk.Token, `{"id":"one","text":"hej på dig"}`)
	if status != 202 || fmt.Sprint(first) != fmt.Sprint(again) {
		s.t.Errorf("the first answer again: %v, then %d %v", first, status, again)
	}
	status, other, _ := s.call("POST", path, talk.Token, `{"id":"one","text":"något annat"}`)
	if status != 409 || other["code"] != "same_id_other_text" {
		s.t.Errorf("other words under the same id: %d %v", status, other)
	}
	all, err := talk.All(s.ctx)
	must(s.t, err)
	if n := len(slices.DeleteFunc(all, func(m outside.Message) bool { return m.ID != "one" })); n != 1 {
		s.t.Errorf("the message is there %d times", n)
	}
}

func (s *street) longPoll() {
	talk := s.open(s.customer(), "en")
	all, err := talk.All(s.ctx)
	must(s.t, err)
	came := make(chan []outside.Message, 1)
	go func() {
		list, _ := talk.Messages(s.ctx, cursor("", all), 30) // an error shows as an empty list
		came <- list
	}()
	began := time.Now()
	must(s.t, talk.Write(s.ctx, "poll", "hello", "", ""))
	if list := <-came; len(list) == 0 || time.Since(began) > 15*time.Second {
		s.t.Errorf("the poll came back with %d messages after %v", len(list), time.Since(began))
	}
	for _, m := range all {
		if list, err := talk.Messages(s.ctx, m.ID, 0); err != nil || slices.ContainsFunc(list, func(o outside.Message) bool { return o.ID == m.ID }) {
			s.t.Errorf("after is not exclusive: %v %v", list, err)
		}
	}
}

// P1 and P8: by any words and by the button, in whatever state, in that same
// turn; and then nobody but a person talks.
func (s *street) person() {
	for language, phrases := range map[string][]string{
		"sv": {"Får jag snacka med nån riktig person", "MÄNNISKA", "jag orkar inte med den här boten, vill ha personal", "hur når jag en levande människa hos er", "fixa fram en kollega av kött och blod"},
		"en": {"no more bots. live agent now", "agent", "i wanna talk 2 some1 real", "put me through to customer service", "is there a real person I can chat to?"},
	} {
		for _, text := range phrases {
			talk := s.open(s.customer(), language)
			must(s.t, talk.Write(s.ctx, "p", text, "", ""))
			s.inLine(talk, text)
		}
	}
	for _, c := range []struct{ where, jwt, text string }{
		{"before a word", s.customer(), ""},
		{"a visitor", "", "hello"},
		{"in a flow", s.customer(), "I want to extend my due date"},
		{"at a confirm", s.customers[0], "I want to extend my due date to 10 December"},
		{"in fraud", s.customer(), "someone used my card for a payment I never made"},
	} {
		talk := s.open(c.jwt, "en")
		if c.text != "" {
			s.say(talk, c.text, "")
		}
		_, err := talk.Person(s.ctx)
		must(s.t, err)
		s.inLine(talk, c.where)
		s.quiet(talk, c.where)
	}
}

// P3: a person in the first turn.
func (s *street) sensitive() {
	for topic, texts := range map[string][2]string{
		"fraud":       {"Någon har tagit ut pengar från mitt konto utan att jag vet om det", "Someone is using my account right now!"},
		"dispute":     {"varan var trasig och butiken vägrar betala tillbaka", "I dispute this charge, the item never arrived and the shop refuses"},
		"hardship":    {"Jag har förlorat jobbet och kan inte betala", "I'm drowning in debt and can't keep up"},
		"bereavement": {"pappa har gått bort, vad händer med hans fakturor", "I'm writing on behalf of my late wife's estate"},
		"complaint":   {"jag anmäler er till konsumentombudsmannen", "my lawyer will contact you"},
		"distress":    {"jag orkar inte leva längre", "I can't go on anymore, I've thought about ending it"},
	} {
		for i, text := range texts {
			talk := s.open(s.customer(), []string{"sv", "en"}[i])
			must(s.t, talk.Write(s.ctx, "s", text, "", ""))
			s.inLine(talk, text)
			state, err := talk.State(s.ctx)
			must(s.t, err)
			if state.Matters[0].Topic != topic {
				s.t.Errorf("%q is %s, not %s", text, state.Matters[0].Topic, topic)
			}
			all, err := talk.All(s.ctx)
			must(s.t, err)
			if topic == "distress" && !slices.ContainsFunc(all, func(m outside.Message) bool { return strings.Contains(m.Text, "112") }) {
				s.t.Errorf("%q: no helpline: %+v", text, all)
			}
		}
	}
}

// P2: nothing is said twice, and going nowhere brings a person.
func (s *street) loops() {
	for _, c := range []struct {
		jwt, language string
		texts         []string
	}{
		{s.customers[3], "sv", []string{"Var är min återbetalning?", "Var är min återbetalning?", "Var är min återbetalning?"}},
		{s.customer(), "en", []string{"what are your opening hours?", "what are your opening hours?", "what are your opening hours?"}},
		{s.customer(), "en", []string{"asdkjh qwe zzx", "blorp fnord gibble"}},
		{s.customer(), "sv", []string{"hfkjsdhf kjshdf", "qwplm zzxx vvbb"}},
		{s.customers[1], "en", []string{"I want to extend my due date", "pick", "pick", "pick"}},
	} {
		talk := s.open(c.jwt, c.language)
		button := ""
		for _, text := range c.texts {
			var got []outside.Message
			if text == "pick" { // an old button, over and over
				got = s.say(talk, "", button)
			} else {
				got = s.say(talk, text, "")
			}
			for _, m := range got {
				if button == "" && len(m.Choices) > 0 {
					button = m.Choices[0].ID
				}
			}
		}
		s.inLine(talk, c.texts[0])
		all, err := talk.All(s.ctx)
		must(s.t, err)
		said := map[string]bool{}
		for _, m := range all {
			if m.From == "assistant" && said[m.Text] {
				s.t.Errorf("said twice: %q", m.Text)
			}
			said[m.Text] = true
		}
	}
}

var letterCode = regexp.MustCompile(`(?:The code is|Koden är) (\d{6})`)

// P9 and P10: nothing happens without a yes to the question that was on the
// screen, money needs the code, and it happens once.
func (s *street) consent() {
	owed := func() string {
		out := ""
		for _, m := range s.say(s.open(s.customers[7], "en"), "what do I owe?", "") {
			out += m.Text
		}
		return out
	}
	before := owed()
	talk := s.open(s.customers[7], "en") // Oskar, who owes for one pair of glasses
	greeting, err := talk.All(s.ctx)
	must(s.t, err)
	yes := confirmYes(s.say(talk, "I want to pay my invoice", ""))
	if yes == "" || !strings.Contains(before, "1,499") {
		s.t.Fatalf("no question to answer: %q", before)
	}
	again := s.saySeeing(talk, "", yes, greeting[0].ID) // a screen that shows something older
	for _, m := range again {
		if m.From == "system" {
			s.t.Errorf("a yes that had not seen the question counted: %q", m.Text)
		}
	}
	s.say(talk, "", cmp.Or(confirmYes(again), yes))
	code := s.code(talk)
	wrong := "000000"
	if code == wrong {
		wrong = "000001"
	}
	s.say(talk, wrong, "")
	if now := owed(); now != before {
		s.t.Errorf("a wrong code changed something: %q, then %q", before, now)
	}
	for _, m := range s.say(talk, code, "") {
		if m.From == "assistant" && (!strings.Contains(m.Text, "1,499")) {
			s.t.Errorf("paid: %q", m.Text)
		}
	}
	if now := owed(); strings.Contains(now, "1,499") {
		s.t.Errorf("not paid: %q", now)
	}
}

// code waits for the letter with the code.
func (s *street) code(talk *outside.Talk) string {
	s.t.Helper()
	all, err := talk.All(s.ctx)
	must(s.t, err)
	for s.ctx.Err() == nil {
		req, err := http.NewRequestWithContext(s.ctx, "GET", s.s.Base+"/demo/mail", nil)
		must(s.t, err)
		res, err := s.s.HTTP.Do(req)
		must(s.t, err)
		b, err := io.ReadAll(res.Body)
		res.Body.Close()
		must(s.t, err)
		if m := letterCode.FindSubmatch(b); m != nil {
			return string(m[1])
		}
		_, err = talk.Messages(s.ctx, cursor("", all), 1) // a breath between looks
		must(s.t, err)
	}
	s.t.Fatal("the code never came")
	return ""
}

// offer waits for a conversation's offer.
func (s *street) offer(expert, conversation string) string {
	s.t.Helper()
	for s.ctx.Err() == nil {
		_, list, _ := s.call("GET", "/api/v1/experts/me/offers?wait=2", expert, "")
		for _, o := range list["items"].([]any) {
			s.keys("an offer", o, "id", "conversation", "matter", "topic", "why", "wait_seconds", "language", "expires_at")
			if o := o.(map[string]any); o["conversation"] == conversation {
				return o["id"].(string)
			}
		}
	}
	s.t.Fatal("the offer never came")
	return ""
}

// P4 to P8 with an expert: offered, taken once, one voice, settled, and back
// to people when it was not settled after all.
func (s *street) staff() {
	if status, _, _ := s.call("POST", "/api/v1/experts/me/online", s.experts[0], ""); status != 200 {
		s.t.Fatalf("online: %d", status)
	}
	defer s.call("POST", "/api/v1/experts/me/offline", s.experts[0], "")
	talk := s.open(s.customers[2], "en")
	all := s.say(talk, "I want to extend my due date", "")
	if last := all[len(all)-1]; len(last.Choices) > 0 {
		s.say(talk, "", last.Choices[0].ID)
	}
	s.say(talk, "I want to talk to a human", "")
	path := "/api/v1/conversations/" + talk.ID
	_, summary, _ := s.call("GET", path+"/summary", talk.Token, "")
	if facts := fmt.Sprint(summary); !strings.Contains(facts, "Barnvagnshuset") {
		s.t.Errorf("what was chosen is not in the summary (P6): %s", facts)
	}
	offer := s.offer(s.experts[0], talk.ID)
	if status, _, _ := s.call("POST", "/api/v1/offers/"+offer+"/accept", s.experts[1], ""); status != 409 {
		s.t.Errorf("the loser: %d", status)
	}
	if status, got, _ := s.call("POST", "/api/v1/offers/"+offer+"/accept", s.experts[0], ""); status != 200 {
		s.t.Fatalf("accept: %d %v", status, got)
	}
	if h := s.holder(talk); h != "expert" {
		s.t.Errorf("holder %s", h)
	}
	for i, text := range []string{"are you there?", "what do I owe?", "I want to extend my due date"} {
		must(s.t, talk.Write(s.ctx, fmt.Sprintf("e-%d", i), text, "", ""))
	}
	if status, _, _ := s.call("POST", path+"/messages", s.experts[0], `{"id":"from-expert","text":"I am here."}`); status != 202 {
		s.t.Errorf("the expert's word: %d", status)
	}
	after, err := talk.Messages(s.ctx, "e-0", 0)
	must(s.t, err)
	for _, m := range after {
		if m.From == "assistant" {
			s.t.Errorf("two voices (P8): %q", m.Text)
		}
		if m.From == "expert" && m.Name == "" {
			s.t.Error("an expert without a name (P7)")
		}
	}
	s.call("POST", path+"/notes", s.experts[0], `{"text":"for staff only"}`)
	if _, page, _ := s.call("GET", path+"/messages", talk.Token, ""); strings.Contains(fmt.Sprint(page), "for staff only") {
		s.t.Error("the customer reads a note")
	}
	state, err := talk.State(s.ctx)
	must(s.t, err)
	for _, m := range state.Matters {
		if m.Holder == "expert" {
			if status, got, _ := s.call("POST", path+"/settle", s.experts[0], fmt.Sprintf(`{"matter":%q,"outcome":"settled"}`, m.ID)); status != 200 {
				s.t.Errorf("settle: %d %v", status, got)
			}
		}
	}
	if got := s.say(talk, "thanks!", ""); s.holder(talk) != "none" || len(got) == 0 {
		s.t.Errorf("thanks after settling: %s %+v", s.holder(talk), got)
	}
	s.say(talk, "it still does not work", "")
	s.inLine(talk, "it still does not work")
}

// P5: the program dies; the place and its promise do not.
func (s *street) killed() {
	talk := s.open(s.customer(), "sv")
	before, err := talk.Person(s.ctx)
	must(s.t, err)
	s.p.Kill()
	_, err = s.p.Start(s.ctx)
	must(s.t, err)
	after, err := talk.State(s.ctx)
	must(s.t, err)
	if after.Holder != "line" || after.Promise == nil || !after.Promise.Due.Equal(before.Promise.Due) {
		s.t.Errorf("before %+v, after %+v", before.Promise, after)
	}
}
