package server_test

import (
	"strings"
	"testing"
	"time"
)

func TestAConversationAsTheContractWritesIt(t *testing.T) {
	h := newHouse(t, nil)
	anna := h.customer("c-0001")
	id, own := h.open(anna)

	a := h.write(anna, id, "m-1", "Where is my refund?")
	if a.str("id") != "m-1" || !rfc3339(a.str("at")) {
		t.Errorf("202 %s", a.text)
	}
	again := h.write(anna, id, "m-1", "Where is my refund?")
	if again.text != a.text {
		t.Errorf("repeating an id: %s, first %s", again.text, a.text)
	}
	h.want(h.call("POST", "conversations/"+id+"/messages", anna, map[string]any{"id": "m-1", "text": "Something else"}), 409, "same_id_other_text")

	// both tokens read it
	for _, token := range []string{anna, own} {
		a = h.want(h.call("GET", "conversations/"+id+"/messages", token, nil), 200, "")
		var mine, answered bool
		for i := range a.len("messages") {
			m := "messages." + string(rune('0'+i)) + "."
			for _, field := range []string{"id", "from", "text", "at"} {
				if a.str(m+field) == "" {
					t.Errorf("no %s: %s", field, a.text)
				}
			}
			for _, field := range []string{"cites", "choices"} {
				if _, ok := a.at(m + field).([]any); !ok {
					t.Errorf("%s is no list: %s", field, a.text)
				}
			}
			mine = mine || a.str(m+"id") == "m-1" && a.str(m+"from") == "customer"
			if a.str(m+"from") == "assistant" && strings.Contains(a.str(m+"text"), "answer") {
				answered = true
				if a.str(m+"cites.0.id") != "refunds" || a.str(m+"choices.0.label") != "Yes please" {
					t.Errorf("the answer: %s", a.text)
				}
			}
		}
		if !mine || !answered {
			t.Fatalf("messages: %s", a.text)
		}
		if strings.Contains(a.text, "secret-why") {
			t.Errorf("the customer reads the reason: %s", a.text)
		}
	}
	last := a.str("messages." + string(rune('0'+a.len("messages")-1)) + ".id")
	if a = h.want(h.call("GET", "conversations/"+id+"/messages?after="+last, anna, nil), 200, ""); a.len("messages") != 0 || a.at("next") != nil {
		t.Errorf("after the last: %s", a.text)
	}
	h.want(h.call("POST", "conversations/"+id+"/messages", anna, map[string]any{"id": "m-2", "choice": "yes", "seen": last}), 202, "")
	h.want(h.call("POST", "conversations/"+id+"/messages", anna, map[string]any{"id": "m-3", "choice": "never offered"}), 422, "invalid_choice")
	h.work()

	mine := h.want(h.call("GET", "me/conversations", anna, nil), 200, "")
	if mine.len("items") != 1 || mine.str("items.0.id") != id || mine.str("items.0.why") != "" {
		t.Errorf("my conversations: %s", mine.text)
	}
	h.want(h.call("GET", "me/conversations", own, nil), 200, "")
}

func TestTheButtonAndTheWayToAPerson(t *testing.T) {
	h := newHouse(t, nil)
	anna := h.customer("c-0001")
	id, _ := h.open(anna)
	h.write(anna, id, "m-1", "Where is my refund?")
	s := h.want(h.call("POST", "conversations/"+id+"/human", anna, nil), 200, "")
	if s.str("holder") != "line" || s.at("line") == nil || s.str("promise.by") != "line" || !rfc3339(s.str("promise.due")) ||
		s.str("market") != "SE" || s.str("language") == "" || s.at("version") == nil || s.str("matters.0.id") == "" {
		t.Fatalf("in line in the same turn: %s", s.text)
	}
	if _, ok := s.at("line.wait_seconds").(float64); !ok || s.at("line.staffed") != false || s.at("line.position") != float64(1) {
		t.Errorf("line: %s", s.text)
	}
	if again := h.want(h.call("GET", "conversations/"+id, anna, nil), 200, ""); again.str("holder") != "line" {
		t.Errorf("after it: %s", again.text)
	}
	h.work()
	if got := h.accept("e-01"); got != id {
		t.Fatalf("accepted %s, want %s", got, id)
	}
	elin := h.staff("e-01")
	h.want(h.call("POST", "conversations/"+id+"/messages", elin, map[string]any{"id": "x-1", "text": "Hello, I am Elin."}), 202, "")
	h.want(h.call("POST", "conversations/"+id+"/messages", elin, map[string]any{"id": "x-2", "text": "Back soon.", "back_by": "soon"}), 422, "invalid_time")
	a := h.call("GET", "conversations/"+id+"/messages", anna, nil)
	if !strings.Contains(a.text, `"from":"expert","name":"Elin","text":"Hello, I am Elin."`) {
		t.Errorf("by name: %s", a.text)
	}
	s = h.want(h.call("GET", "conversations/"+id, anna, nil), 200, "")
	if s.str("holder") != "expert" || s.at("line") != nil {
		t.Errorf("held: %s", s.text)
	}
	matter := s.str("matters.0.id")
	h.want(h.call("POST", "conversations/"+id+"/settle", elin, map[string]any{"matter": matter, "outcome": "whatever"}), 422, "invalid_outcome")
	s = h.want(h.call("POST", "conversations/"+id+"/settle", elin, map[string]any{"matter": matter, "outcome": "settled", "note": "done"}), 200, "")
	if s.str("holder") != "none" || s.str("matters.0.outcome") != "settled" {
		t.Errorf("settled: %s", s.text)
	}
	h.want(h.call("POST", "conversations/"+id+"/rating", anna, map[string]any{"expert": 5, "assistant": 3, "words": "thanks"}), 200, "")
	h.want(h.call("POST", "conversations/"+id+"/rating", anna, map[string]any{"expert": 9}), 422, "invalid_rating")
}

func TestWithdrawingIsTheCustomersChoice(t *testing.T) {
	h := newHouse(t, nil)
	anna := h.customer("c-0001")
	id, _ := h.open(anna)
	h.want(h.call("POST", "conversations/"+id+"/human", anna, map[string]any{}), 200, "")
	s := h.want(h.call("DELETE", "conversations/"+id+"/human", anna, nil), 200, "")
	if s.str("holder") != "none" || s.at("line") != nil {
		t.Errorf("withdrawn: %s", s.text)
	}
}

func TestADatedAnswerAtNight(t *testing.T) {
	h := newHouse(t, nil)
	h.advance(14 * time.Hour) // 23:00
	anna := h.customer("c-0001")
	id, _ := h.open(anna)
	s := h.want(h.call("POST", "conversations/"+id+"/human", anna, nil), 200, "")
	due, err := time.Parse(time.RFC3339, s.str("promise.due"))
	must(t, err)
	if s.str("holder") != "line" || due.Sub(h.now()) < 8*time.Hour {
		t.Errorf("at night: %s", s.text)
	}
	s = h.want(h.call("POST", "conversations/"+id+"/written", anna, nil), 200, "")
	if s.str("holder") != "line" {
		t.Errorf("written: %s", s.text)
	}
	m := h.want(h.call("GET", "markets/SE", "", nil), 200, "")
	if m.at("open") != false || !rfc3339(m.str("opens_at")) || m.at("closes_at") != nil || m.at("staffed") != false || m.str("company") == "" {
		t.Errorf("market: %s", m.text)
	}
}

func TestWhatIsRefused(t *testing.T) {
	h := newHouse(t, nil)
	anna := h.customer("c-0001")
	id, _ := h.open(anna)
	messages := "conversations/" + id + "/messages"
	h.want(h.call("POST", messages, anna, `{"id":`), 400, "broken_json")
	h.want(h.call("POST", messages, anna, `[]`), 422, "invalid")
	h.want(h.call("POST", messages, anna, nil), 400, "broken_json")
	a := h.want(h.call("POST", messages, anna, `{"text":"x"}`), 422, "invalid")
	if !strings.Contains(a.str("detail"), "id") {
		t.Errorf("which field? %s", a.text)
	}
	h.want(h.call("POST", messages, anna, `{"id":5,"text":"x"}`), 422, "invalid")
	h.want(h.call("POST", messages, anna, `{"id":"","text":"x"}`), 422, "message_id_needed")
	h.want(h.call("POST", messages, anna, `{"id":"a","text":"  "}`), 422, "text_empty")
	h.want(h.call("POST", messages, anna, map[string]any{"id": "long", "text": strings.Repeat("å", 8001)}), 422, "text_too_long")
	h.want(h.call("POST", messages, anna, map[string]any{"id": "fits", "text": strings.Repeat("😀", 8000)}), 202, "")
	h.want(h.call("POST", messages, anna, map[string]any{"id": "huge", "text": strings.Repeat("x", 200<<10)}), 413, "too_large")
	h.want(h.call("POST", messages, anna, `{"id":"null","text":"x","choice":null,"seen":null,"tomorrow":1}`), 202, "")
	h.want(h.call("POST", "conversations", anna, map[string]any{"market": "XX"}), 422, "unknown_market")
	h.want(h.call("GET", messages+"?wait=31", anna, nil), 422, "invalid")
	h.want(h.call("GET", messages+"?after=nothing", anna, nil), 422, "message_not_found")
	h.want(h.call("GET", "conversations/unknown", anna, nil), 404, "conversation_not_found")
	h.want(h.call("GET", "nothing/here", anna, nil), 404, "not_found")
	a = h.want(h.call("PUT", messages, anna, nil), 405, "method_not_allowed")
	if !strings.Contains(strings.Join(a.header.Values("Allow"), ","), "POST") {
		t.Errorf("Allow: %v", a.header)
	}
	h.want(h.call("GET", messages, "", nil), 401, "no_token")
	h.want(h.call("GET", messages, "bad", nil), 401, "bad_token")
	h.want(h.call("POST", "conversations", "bad.token.here", map[string]any{"market": "SE"}), 401, "bad_token")
	h.want(h.call("POST", "conversations", "", map[string]any{"market": "SE"}, "Authorization: Basic eDp5"), 401, "bad_token")
	h.want(h.call("GET", "line", anna, nil), 403, "not_allowed")
	h.want(h.call("POST", "offers/nothing/accept", h.staff("e-01"), nil), 409, "offer_gone")
}

func TestProblemsSpeakTheCallersLanguage(t *testing.T) {
	h := newHouse(t, nil)
	anna := h.customer("c-0001")
	id, _ := h.open(anna) // in English
	path := "conversations/" + id + "/messages"
	sv := h.want(h.call("POST", path, anna, `{"id":"a"}`, "Accept-Language: sv-SE,sv;q=0.9"), 422, "text_empty")
	en := h.want(h.call("POST", path, anna, `{"id":"a"}`, "Accept-Language: de, en;q=0.5"), 422, "text_empty")
	if sv.str("detail") != h.pack.Problem("sv", "text_empty", nil) || en.str("detail") != h.pack.Problem("en", "text_empty", nil) || sv.str("detail") == en.str("detail") {
		t.Errorf("sv %q, en %q", sv.str("detail"), en.str("detail"))
	}
	if a := h.call("POST", path, anna, `{"id":"a"}`); a.str("detail") != en.str("detail") {
		t.Errorf("else the conversation's: %s", a.text)
	}
	if a := h.call("GET", "conversations/"+id, h.customer("c-0002"), nil); a.str("detail") != h.pack.Problem("sv", "conversation_not_found", nil) {
		t.Errorf("somebody else's conversation gives away its language: %s", a.text)
	}
}

func rfc3339(s string) bool {
	at, err := time.Parse(time.RFC3339, s)
	return err == nil && at.Location() == time.UTC
}
