package server_test

import (
	"encoding/json"
	"testing"
)

func TestTheFirstScreenInOneAnswer(t *testing.T) {
	h := newHouse(t, nil)
	h.tool = func(tool string, args map[string]any) (json.RawMessage, error) {
		if tool != "refund_status" || args["customer"] != "c-0001" {
			return json.RawMessage(`{}`), nil
		}
		return json.RawMessage(`{"refunds":[{"id":"re-1","merchant":"Skoteket","amount":"349.00 SEK","state":"on_its_way"},
			{"id":"re 2","merchant":"x","amount":"1.00 SEK","state":"approved"},{"id":"re-3","merchant":"x","amount":"a lot","state":"approved"},{"id":"re-4","merchant":"x","amount":"5.00 SEK","state":"arrived"}]}`), nil
	}
	anna := h.customer("c-0001")
	v := h.want(h.call("GET", "me/start?market=SE&language=en", anna, nil), 200, "")
	if v.len("matters") != 1 || v.str("matters.0.id") != "start:refund:re-1" || v.str("matters.0.title") != "Refund 349\u00a0kr, on its way" || v.str("matters.0.topic") != "refund" {
		t.Errorf("matters: %s", v.text)
	}
	if v.str("market.company") != "Nordkredit" || v.len("conversations") != 0 || v.at("market.open") != true || !rfc3339(v.str("answer_by")) {
		t.Errorf("nobody is online in opening hours, so a time is named: %s", v.text)
	}
	id, _ := h.open(anna)
	h.want(h.call("POST", "conversations/"+id+"/messages", anna, map[string]any{"id": "m-1", "choice": "start:refund:re-1"}), 202, "")
	h.want(h.call("POST", "conversations/"+id+"/messages", anna, map[string]any{"id": "m-2", "choice": "start:fraud:re-1"}), 422, "invalid_choice")
	h.want(h.call("POST", "experts/me/online", h.staff("e-01"), nil), 200, "")
	v = h.want(h.call("GET", "me/start", anna, nil), 200, "")
	if v.len("conversations") != 1 || v.str("conversations.0.id") != id || v.str("conversations.0.why") != "" || v.at("answer_by") != nil {
		t.Errorf("earlier conversations, and somebody is here: %s", v.text)
	}
	other := h.want(h.call("GET", "me/start?market=SE", h.customer("c-0002"), nil), 200, "")
	visitor := h.want(h.call("GET", "me/start?market=SE", "", nil), 200, "")
	for _, a := range []answer{other, visitor} {
		if a.len("matters") != 0 || a.len("conversations") != 0 {
			t.Errorf("something of somebody else's: %s", a.text)
		}
	}
	h.want(h.call("GET", "me/start?market=XX", anna, nil), 404, "unknown_market")
}
