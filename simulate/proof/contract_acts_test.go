package proof

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"

	"samtal/simulate/outside"
)

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
