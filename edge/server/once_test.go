package server_test

import (
	"strings"
	"testing"
	"time"
)

// A phone that lost the answer asks again. Without a key, the same note would
// stand there twice, and a second conversation would wait in line.
func TestAWriteWithAKeyHappensOnce(t *testing.T) {
	h := newHouse(t, nil)
	anna, elin := h.customer("c-0001"), h.staff("e-01")
	start := map[string]any{"market": "SE", "language": "en"}
	key := "Idempotency-Key: 0d5a1d0e-6a3f-4c53-9d0b-7f6f3ad2f001"

	first := h.want(h.call("POST", "conversations", anna, start, key), 201, "")
	if again := h.want(h.call("POST", "conversations", anna, start, key), 201, ""); again.text != first.text {
		t.Errorf("a second conversation: %s, first %s", again.text, first.text)
	}
	if other := h.want(h.call("POST", "conversations", h.customer("c-0002"), start, key), 201, ""); other.str("id") == first.str("id") {
		t.Error("another customer's key opened Anna's conversation")
	}
	h.want(h.call("POST", "conversations", anna, map[string]any{"market": "SE", "language": "sv"}, key), 409, "same_key_other_request")
	if mine := h.want(h.call("GET", "me/conversations", first.str("token"), nil), 200, ""); mine.len("items") != 1 {
		t.Errorf("the token of the repeat is not good, or more was opened: %s", mine.text)
	}
	id := first.str("id")

	h.write(anna, id, "m-1", "Where is my refund?")
	for range 2 {
		s := h.want(h.call("POST", "conversations/"+id+"/human", anna, nil, "Idempotency-Key: person"), 200, "")
		if s.str("holder") != "line" {
			t.Fatalf("not in line: %s", s.text)
		}
	}
	h.accept("e-01")
	for range 2 {
		h.want(h.call("POST", "conversations/"+id+"/notes", elin, map[string]any{"text": "Called the shop."}, "Idempotency-Key: note"), 200, "")
	}
	h.want(h.call("POST", "conversations/"+id+"/notes", elin, map[string]any{"text": "Another."}, "Idempotency-Key: note"), 409, "same_key_other_request")
	h.write(elin, id, "m-2", "It is on its way.")
	settle := map[string]any{"outcome": "settled", "note": "Refund found."}
	other := "Idempotency-Key: settle-1"
	h.want(h.call("POST", "conversations/"+id+"/settle", elin, settle, other), 200, "")
	h.want(h.call("POST", "conversations/"+id+"/settle", elin, settle, other), 200, "")
	h.want(h.call("POST", "conversations/"+id+"/settle", elin, settle, "Idempotency-Key: settle-2"), 404, "conversation_not_found") // no longer theirs to know of
	rate := map[string]any{"expert": 5, "words": "Thank you"}
	for range 2 {
		h.want(h.call("POST", "conversations/"+id+"/rating", anna, rate, "Idempotency-Key: rate"), 200, "")
	}
	lines := h.want(h.call("GET", "conversations/"+id+"/timeline", h.staff("l-01"), nil), 200, "").text
	for _, once := range []string{"Called the shop.", "Refund found.", "Thank you"} {
		if n := strings.Count(lines, once); n != 1 {
			t.Errorf("%q is there %d times", once, n)
		}
	}

	h.advance(25 * time.Hour)
	h.want(h.call("POST", "conversations", anna, start, key), 409, "key_used_before")
}

// Two strangers who both took the key "1" must not meet in one conversation.
func TestAStrangersKeyMustNotBeGuessed(t *testing.T) {
	h := newHouse(t, nil)
	start := map[string]any{"market": "SE"}
	h.want(h.call("POST", "conversations", "", start, "Idempotency-Key: 1"), 422, "key_too_short")
	h.want(h.call("POST", "conversations", "", start, "Idempotency-Key: "+strings.Repeat("x", 201)), 422, "invalid_key")
	key := "Idempotency-Key: 3f0b7f7e-17c3-4d49-8fd1-0a2a9a4d7c11"
	a := h.want(h.call("POST", "conversations", "", start, key), 201, "")
	if b := h.want(h.call("POST", "conversations", "", start, key), 201, ""); b.text != a.text {
		t.Errorf("%s, first %s", b.text, a.text)
	}
	h.want(h.call("GET", "conversations/"+a.str("id"), a.str("token"), nil), 200, "")
}
