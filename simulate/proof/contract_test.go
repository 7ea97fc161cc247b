package proof

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"samtal/simulate/outside"
)

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
