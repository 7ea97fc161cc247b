package server_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// ask is an expert's act through the API.
func (s *scene) ask(token, tool string, args map[string]any) answer {
	s.t.Helper()
	return s.call("POST", "conversations/"+s.a+"/acts", token, map[string]any{"matter": "m1", "tool": tool, "args": args})
}

// last is the newest message that the customer sees.
func (s *scene) last() answer {
	s.t.Helper()
	a := s.want(s.call("GET", "conversations/"+s.a+"/messages", s.tokens[2], nil), 200, "")
	return answer{body: a.at(fmt.Sprintf("messages.%d", a.len("messages")-1)).(map[string]any), text: a.text}
}

// Within their limit an expert asks the customer at once; above it nothing is
// asked, and nothing runs, before another person has said yes.
func TestAboveTheLimitNothingRunsWithoutASecondPerson(t *testing.T) {
	s := newScene(t)
	var calls []string
	s.tool = func(tool string, args map[string]any) (json.RawMessage, error) {
		calls = append(calls, fmt.Sprint(tool, " ", args["amount"], " ", args["key"]))
		return json.RawMessage(`{}`), nil
	}
	elin, lea, anna := s.staff("e-01"), s.staff("l-01"), s.tokens[2]
	yes := func(m answer) {
		s.want(s.call("POST", "conversations/"+s.a+"/messages", anna, map[string]any{"id": "yes-" + m.str("id"), "choice": m.str("choices.0.id"), "seen": m.str("id")}), 202, "")
		s.work()
	}
	// within: level 3 may credit 300 SEK
	if a := s.want(s.ask(elin, "goodwill_credit", map[string]any{"invoice": "in-0103", "amount": "300.00 SEK"}), 200, ""); a.str("confirm") == "" || a.str("approval") != "" {
		t.Fatal(a.text)
	}
	yes(s.last())
	if len(calls) != 1 || !strings.HasPrefix(calls[0], "goodwill_credit 300.00 SEK") {
		t.Fatal(calls)
	}
	// what is measured must be said
	s.want(s.ask(elin, "goodwill_credit", map[string]any{"invoice": "in-0103"}), 422, "invalid_arguments")
	s.want(s.ask(elin, "pause_invoice", map[string]any{"invoice": "in-0103"}), 422, "invalid_arguments")

	// above
	a := s.want(s.ask(elin, "goodwill_credit", map[string]any{"invoice": "in-0103", "amount": "300.01 SEK"}), 200, "")
	id := a.str("approval")
	if a.str("confirm") != "" || id == "" || a.str("due") != s.now().Add(30*time.Minute).Format(time.RFC3339) {
		t.Fatalf("no approval was asked for: %s", a.text)
	}
	s.work()
	if m := s.last(); m.at("choices.0") != nil || !strings.Contains(m.text, "asked a senior colleague") || m.str("from") != "system" || !strings.Contains(m.str("text"), "10:30") {
		t.Fatalf("the customer must read that it is being approved, and by when: %s", m.text)
	}
	v := s.want(s.call("GET", "conversations/"+s.a, anna, nil), 200, "")
	if v.str("promise.due") != a.str("due") || v.str("promise.by") != "expert" {
		t.Errorf("the time is no promise: %s", v.text)
	}
	s.want(s.ask(elin, "waive_fee", map[string]any{"invoice": "in-0103", "amount": "900.00 SEK"}), 409, "approval_waits")
	for _, text := range []string{"ja", "yes"} { // a yes to nothing is nothing
		s.want(s.call("POST", "conversations/"+s.a+"/messages", anna, map[string]any{"id": "early-" + text, "text": text}), 202, "")
	}
	s.work()
	s.want(s.call("POST", "approvals/"+id+"/approve", elin, nil), 403, "not_allowed")
	if len(calls) != 1 {
		t.Fatalf("it ran without the approval: %v", calls)
	}
	list := s.want(s.call("GET", "approvals", lea, nil, "Accept-Language: en"), 200, "")
	if list.len("items") != 1 || list.str("items.0.id") != id || list.str("items.0.expert.name") != "Elin" || list.str("items.0.rows.1.value") != "300.01 SEK" || list.str("items.0.title") != "Lower an invoice as goodwill" {
		t.Fatal(list.text)
	}
	s.want(s.call("POST", "approvals/"+id+"/approve", lea, nil), 200, "")
	s.work()
	if len(calls) != 1 {
		t.Fatalf("it ran without the customer's yes: %v", calls)
	}
	s.want(s.call("POST", "approvals/"+id+"/approve", lea, nil), 409, "approval_decided")
	yes(s.last())
	if len(calls) != 2 || calls[1] != "goodwill_credit 300.01 SEK "+id {
		t.Fatalf("the approved act, under the approval's own key: %v", calls)
	}
	if list = s.want(s.call("GET", "approvals", lea, nil), 200, ""); list.len("items") != 0 {
		t.Error(list.text)
	}
}

// A lead who has the matter needs another lead; and a no is told to the expert,
// with its reason, never to the customer by the system.
func TestNobodyApprovesTheirOwn(t *testing.T) {
	s := newScene(t)
	lea, mira := s.staff("l-01"), s.staff("l-02")
	s.want(s.call("POST", "conversations/"+s.a+"/take", lea, nil), 200, "")
	a := s.want(s.ask(lea, "goodwill_credit", map[string]any{"invoice": "in-0103", "amount": "1000.01 SEK"}), 200, "")
	id := a.str("approval")
	if id == "" {
		t.Fatal(a.text)
	}
	s.want(s.call("POST", "approvals/"+id+"/approve", lea, nil), 403, "approval_own")
	s.want(s.call("POST", "approvals/"+id+"/refuse", lea, map[string]any{"why": "no"}), 403, "approval_own")
	s.want(s.call("POST", "approvals/"+id+"/refuse", mira, map[string]any{"why": "  "}), 422, "text_empty")
	s.want(s.call("POST", "approvals/"+id+"/refuse", mira, map[string]any{"why": "SECRET reason"}), 200, "")
	s.want(s.call("POST", "approvals/"+id+"/approve", mira, nil), 409, "approval_decided")
	if seen := s.last(); strings.Contains(seen.text, "SECRET") {
		t.Error("the customer reads the reason from the system")
	}
	if staff := s.call("GET", "conversations/"+s.a+"/timeline", lea, nil); !strings.Contains(staff.text, "SECRET reason") {
		t.Error("the expert does not read the reason")
	}
}

// A matter that changed hands takes its request with it: another's act is
// another's to ask for.
func TestAnApprovalEndsWithTheMatterInOtherHands(t *testing.T) {
	s := newScene(t)
	id := s.approval()
	s.want(s.call("POST", "conversations/"+s.a+"/take", s.staff("l-02"), nil), 200, "")
	s.want(s.call("POST", "approvals/"+id+"/approve", s.staff("l-01"), nil), 409, "approval_gone")
	if list := s.want(s.call("GET", "approvals", s.staff("l-01"), nil), 200, ""); list.len("items") != 0 {
		t.Error(list.text)
	}
}

// Whoever knows the customer gives them up with one press, and is never
// offered them again, nor let in by a lead.
func TestWhoKnowsTheCustomerIsNeverOfferedThemAgain(t *testing.T) {
	s := newScene(t)
	elin, omar, lea := s.staff("e-01"), s.staff("e-02"), s.staff("l-01")
	s.want(s.call("POST", "experts/me/online", elin, nil), 200, "")
	s.want(s.call("POST", "experts/me/offline", omar, nil), 200, "")
	s.want(s.call("POST", "conversations/"+s.a+"/known", elin, nil), 200, "")
	for range 5 {
		s.work()
		s.advance(time.Minute)
	}
	for _, o := range s.want(s.call("GET", "experts/me/offers", elin, nil), 200, "").at("items").([]any) {
		if o.(map[string]any)["conversation"] == s.a {
			t.Fatal("offered to somebody who knows the customer")
		}
	}
	s.want(s.call("GET", "conversations/"+s.a+"/staff", elin, nil), 404, "conversation_not_found")
	s.want(s.call("POST", "conversations/"+s.a+"/offer", lea, map[string]any{"expert": "e-01"}), 409, "expert_tied")
	s.want(s.call("POST", "experts/me/online", omar, nil), 200, "")
	s.work()
	offers := s.want(s.call("GET", "experts/me/offers", omar, nil), 200, "")
	if !strings.Contains(offers.text, s.a) {
		t.Fatalf("a colleague is not offered it: %s", offers.text)
	}
}

// A lead does not reach into an account of their own.
func TestALeadIsNotLetIntoTheirOwnAccount(t *testing.T) {
	s := newScene(t)
	lea := s.staff("l-01")
	s.want(s.call("POST", "conversations/"+s.a+"/take", lea, nil), 200, "")
	s.want(s.call("POST", "conversations/"+s.a+"/known", lea, nil), 200, "")
	s.want(s.call("POST", "conversations/"+s.a+"/take", lea, nil), 403, "tied")
	s.want(s.call("GET", "conversations/"+s.a+"/staff", lea, nil), 403, "tied")
}
