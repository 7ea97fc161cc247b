package server_test

import (
	"encoding/json"
	"testing"
	"time"

	"samtal/service/desk"
)

// An expert looks into the account of a customer whom they hold: with the
// engine's customer, never their own choice, and never without a trace.
func TestALookIsTheHoldersAndLeavesATrace(t *testing.T) {
	s := newScene(t)
	var asked map[string]any
	s.tool = func(tool string, args map[string]any) (json.RawMessage, error) {
		asked = args
		if tool == "invoice" {
			return nil, &desk.ToolError{Code: "not_found", Message: "no such invoice"}
		}
		return json.RawMessage(`{"cards":[{"id":"card-1"}]}`), nil
	}
	elin, look := s.staff("e-01"), "conversations/"+s.a+"/look"
	a := s.want(s.call("POST", look, elin, map[string]any{"tool": "list_cards"}), 200, "")
	if a.str("data.cards.0.id") != "card-1" || asked["customer"] != "c-0001" {
		t.Fatalf("%s with %v", a.text, asked)
	}
	s.want(s.call("POST", look, elin, map[string]any{"tool": "list_cards", "args": map[string]any{"customer": "c-0002"}}), 422, "invalid_arguments")
	s.want(s.call("POST", look, elin, map[string]any{"tool": "freeze_card", "args": map[string]any{"card": "card-1"}}), 422, "tool_not_allowed")
	s.want(s.call("POST", look, elin, map[string]any{"tool": "list_invoices", "args": map[string]any{"state": "everything"}}), 422, "invalid_arguments")
	if a = s.want(s.call("POST", look, elin, map[string]any{"tool": "invoice", "args": map[string]any{"invoice": "in-1"}}), 200, ""); a.str("refused.code") != "not_found" || a.at("data") != nil {
		t.Errorf("a refusal: %s", a.text)
	}
	timeline := s.want(s.call("GET", "conversations/"+s.a+"/timeline", s.staff("l-01"), nil), 200, "")
	looks := 0
	for _, e := range timeline.at("items").([]any) {
		if e := e.(map[string]any); e["type"] == "looked" && e["by"] == "Elin" {
			looks++
		}
	}
	if looks != 2 {
		t.Errorf("%d looks in the timeline, want the two that reached the company", looks)
	}
}

// Pressing twice, or again after a lost answer, is no lost race.
func TestAcceptingOnesOwnOfferTwiceIsTheSame(t *testing.T) {
	s := newScene(t)
	omar := s.staff("e-02")
	for range 2 {
		if a := s.want(s.call("POST", "offers/"+s.offer+"/accept", omar, nil), 200, ""); a.str("conversation") != s.b {
			t.Fatal(a.text)
		}
	}
	s.want(s.call("POST", "offers/"+s.offer+"/accept", s.staff("e-01"), nil), 409, "offer_gone")
	s.want(s.call("POST", "conversations/"+s.b+"/settle", omar, map[string]any{"outcome": "settled"}), 200, "")
	s.want(s.call("POST", "offers/"+s.offer+"/accept", omar, nil), 409, "offer_gone")
}

// A lead offers a waiting customer to an expert of their choice, who is there.
func TestALeadOffersToOneExpert(t *testing.T) {
	s := newScene(t)
	lea, offer := s.staff("l-01"), "conversations/"+s.b+"/offer"
	s.want(s.call("POST", offer, lea, map[string]any{"expert": "e-01"}), 409, "expert_not_free") // offline
	s.want(s.call("POST", "experts/me/online", s.staff("e-01"), nil), 200, "")
	s.want(s.call("POST", offer, lea, map[string]any{"expert": "e-01"}), 409, "offered_already")
	line := s.want(s.call("GET", "line", lea, nil), 200, "")
	if line.str("items.0.offered_to") != "Omar" {
		t.Errorf("the line does not say to whom: %s", line.text)
	}
	s.want(s.call("POST", "offers/"+s.offer+"/accept", s.staff("e-02"), nil), 200, "")
	s.want(s.call("POST", offer, lea, map[string]any{"expert": "e-01"}), 409, "nobody_in_line")
}

// Staff see names; a matter without an outcome says so.
func TestNamesAndOutcomesAreSaid(t *testing.T) {
	s := newScene(t)
	held := s.want(s.call("GET", "experts/me/conversations", s.staff("e-01"), nil), 200, "")
	if held.str("items.0.name") == "" {
		t.Errorf("no name: %s", held.text)
	}
	v := s.want(s.call("GET", "conversations/"+s.a, s.staff("e-01"), nil), 200, "")
	if v.at("matters.0.outcome") != nil {
		t.Errorf("an open matter has an outcome: %s", v.text)
	}
	late := s.want(s.call("GET", "line", s.staff("l-01"), nil), 200, "")
	if late.len("late") != 0 {
		t.Errorf("late too early: %s", late.text)
	}
	s.write(s.tokens[2], s.a, "a-2", "are you there?")
	s.work()
	s.advance(24 * time.Hour)
	if late = s.want(s.call("GET", "line", s.staff("l-01"), nil), 200, ""); late.str("late.0.conversation") != s.a {
		t.Errorf("an expert who keeps a customer waiting is not shown: %s", late.text)
	}
}
