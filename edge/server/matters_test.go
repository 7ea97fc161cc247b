package server_test

import (
	"testing"
	"time"
)

// A dispute that waits for the shop, over the API: the expert says so, goes
// home, the shop answers, and somebody else takes it; the customer sees each.
func TestAWaitAndAShiftsEndOverTheAPI(t *testing.T) {
	h := newHouse(t, nil)
	anna, elin, omar, lea := h.customer("c-0001"), h.staff("e-01"), h.staff("e-02"), h.staff("l-01")
	id, _ := h.open(anna)
	h.want(h.call("POST", "conversations/"+id+"/human", anna, nil), 200, "")
	h.work()
	h.accept("e-01")
	path := "conversations/" + id
	h.want(h.call("POST", path+"/messages", elin, map[string]any{"id": "x-1", "text": "I will ask the shop."}), 202, "")
	h.want(h.call("POST", path+"/wait", elin, map[string]any{"matter": "m1", "for": "the moon"}), 422, "invalid_wait")
	h.want(h.call("POST", path+"/wait", elin, map[string]any{"matter": "m1", "for": "merchant", "until": "soon"}), 422, "invalid_time")
	h.want(h.call("POST", path+"/wait", elin, map[string]any{"matter": "m1", "for": "merchant"}), 422, "invalid_back_by")
	until := h.now().Add(90 * time.Hour).Format(time.RFC3339)
	s := h.want(h.call("POST", path+"/wait", elin, map[string]any{"matter": "m1", "for": "merchant", "until": until}), 200, "")
	if s.str("matters.0.state") != "waiting_for_others" || s.str("matters.0.others") != "merchant" || s.str("matters.0.next") != "others_answer" || s.str("matters.0.owner") != "Elin" {
		t.Fatalf("waits: %s", s.text)
	}
	h.want(h.call("POST", "experts/me/offline", elin, map[string]any{"done": true}), 200, "")
	s = h.want(h.call("GET", path, anna, nil), 200, "")
	if s.str("matters.0.holder") != "team" || s.str("matters.0.owner") == "" || s.str("holder") != "line" || s.str("promise.by") != "line" || s.at("line") != nil {
		t.Fatalf("the shift is over: %s", s.text)
	}
	team := h.want(h.call("GET", "matters?view=team", omar, nil), 200, "")
	if team.str("items.0.conversation") != id || team.str("items.0.customer") != "" || team.str("items.0.team") == "" {
		t.Fatalf("the team's list: %s", team.text)
	}
	h.want(h.call("GET", "matters?view=all", omar, nil), 422, "bad_view")
	h.want(h.call("GET", path+"/staff", omar, nil), 404, "conversation_not_found")
	h.want(h.call("POST", path+"/wait/over", omar, nil), 404, "conversation_not_found")
	h.want(h.call("POST", path+"/take", omar, map[string]any{"matter": "m1"}), 200, "")
	h.want(h.call("GET", path+"/staff", omar, nil), 200, "")
	h.want(h.call("POST", path+"/wait/over", lea, nil), 200, "")
	h.want(h.call("POST", path+"/wait/over", lea, nil), 409, "not_waiting")
	mine := h.want(h.call("GET", "matters", omar, nil), 200, "")
	if mine.str("items.0.conversation") != id || mine.str("items.0.next") != "expert_answers" {
		t.Fatalf("mine: %s", mine.text)
	}
	h.want(h.call("POST", path+"/messages", omar, map[string]any{"id": "x-2", "text": "The shop agrees with you."}), 202, "")
	s = h.want(h.call("POST", path+"/wait", omar, map[string]any{"matter": "m1", "for": "customer"}), 200, "")
	if s.str("matters.0.state") != "waiting_for_customer" || s.at("promise") != nil {
		t.Fatalf("the customer comes next: %s", s.text)
	}
}
