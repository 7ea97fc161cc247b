package server_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"samtal/service/dispatch"
)

func aShift(start, end string, seats int) map[string]any {
	return map[string]any{"market": "SE", "language": "sv", "topics": []string{"refund"}, "start": start, "end": end, "seats": seats,
		"base_pay": map[string]any{"minor": 18000, "currency": "SEK"}, "bonus": map[string]any{"minor": 5000, "currency": "SEK"}}
}

// publish puts a shift up as the lead and returns its id.
func (h *house) publish(start, end string, seats int) string {
	h.t.Helper()
	return h.want(h.call("POST", "shifts", h.staff("l-01"), aShift(start, end, seats)), 201, "").str("id")
}

// ids of a list that has one expert's shifts.
func listed(a answer) (ids []string) {
	for i := range a.len("items") {
		ids = append(ids, a.str(fmt.Sprintf("items.%d.id", i)))
	}
	return ids
}

// The loser of a seat, and whom the law refuses, read why in their own
// language; beside it stands the sentence in both.
func TestARefusedClaimSaysWhyInBothLanguages(t *testing.T) {
	h := newHouse(t, nil)
	must(t, h.store.PutExpert(t.Context(), dispatch.Expert{ID: "e-03", Name: "Vera", Role: "expert", Languages: []string{"en"}, Skills: map[string]int{"fee": 1}, Capacity: 3}))
	evening := h.publish("2026-11-25T17:00:00Z", "2026-11-25T21:00:00Z", 1)
	morning := h.publish("2026-11-26T07:00:00Z", "2026-11-26T11:00:00Z", 1)
	elin, omar, vera := h.staff("e-01"), h.staff("e-02"), h.staff("e-03")
	got := h.want(h.call("POST", "shifts/"+evening+"/claims", elin, nil), 201, "")
	if got.at("free") != 0.0 || got.str("mine.undo_until") != "2026-11-24T09:05:00Z" || got.str("mine.free_until") != "2026-11-24T17:00:00Z" || got.at("base_pay.minor") != 18000.0 {
		t.Errorf("%s", got.text)
	}
	for _, c := range []struct{ who, shift, code, rule, sv, en string }{
		{omar, evening, "shift_full", "", "Någon annan hann ta den sista platsen. Tack för att du var snabb.", "Somebody else has taken the last seat. Thank you for being quick."},
		{elin, evening, "shift_twice", "", "Du har redan en plats på det passet.", "You already have a seat on that shift."},
		{elin, morning, "shift_not_for_you", "SE.daily_rest", "09.00 den 26/11", "09:00 on 26 November"},
		{vera, morning, "shift_not_for_you", "language", "svarar på; det kräver mer erfarenhet än du har av: ", "answer in; it asks for more experience than you have in: "},
	} {
		for lang, says := range map[string]string{"sv": c.sv, "en": c.en} {
			a := h.want(h.call("POST", "shifts/"+c.shift+"/claims", c.who, nil, "Accept-Language: "+lang), 409, c.code)
			if !strings.Contains(a.str("detail"), says) || !strings.Contains(a.str("params.sv"), c.sv) || !strings.Contains(a.str("params.en"), c.en) || a.str("params."+lang) != a.str("detail") || a.str("params.rule") != c.rule {
				t.Errorf("%s for %s: %s", c.code, lang, a.text)
			}
		}
	}
}

func TestTheBoardSaysWhatIsTheirsAndWhyAnotherIsNot(t *testing.T) {
	h := newHouse(t, nil)
	evening := h.publish("2026-11-25T17:00:00Z", "2026-11-25T21:00:00Z", 2)
	early := h.publish("2026-11-26T05:00:00Z", "2026-11-26T09:00:00Z", 1)
	late := h.publish("2026-11-26T12:00:00Z", "2026-11-26T16:00:00Z", 1)
	elin := h.staff("e-01")
	h.want(h.call("POST", "shifts/"+evening+"/claims", elin, nil), 201, "")
	open := h.want(h.call("GET", "shifts?open=true", elin, nil, "Accept-Language: en"), 200, "")
	if ids := listed(open); fmt.Sprint(ids) != fmt.Sprint([]string{late, early}) { // what may be taken first
		t.Fatalf("%v: %s", ids, open.text)
	}
	if open.at("items.0.may_take") != true || open.at("items.1.may_take") != false || open.str("items.1.why.0.rule") != "SE.daily_rest" ||
		!strings.Contains(open.str("items.1.why.0.reason"), "11 hours of rest") || open.at("items.0.claims") != nil {
		t.Fatal(open.text)
	}
	if mine := h.want(h.call("GET", "shifts", elin, nil), 200, ""); fmt.Sprint(listed(mine)) != fmt.Sprint([]string{evening}) || mine.at("next") != nil {
		t.Fatal(mine.text)
	}
	if all := h.want(h.call("GET", "shifts", h.staff("l-01"), nil), 200, ""); all.len("items") != 3 || all.str("items.0.claims.0.expert") != "e-01" {
		t.Fatal(all.text)
	}
	back := h.want(h.call("DELETE", "shifts/"+evening+"/claims", elin, nil), 200, "")
	if back.at("mine") != nil || back.at("free") != 2.0 {
		t.Fatal(back.text)
	}
	h.want(h.call("DELETE", "shifts/"+evening+"/claims", elin, nil), 404, "shift_not_yours")
}

// A slip of a lead's pen is named, and costs nobody a shift.
func TestAShiftThatCannotBeIsRefusedByItsField(t *testing.T) {
	h := newHouse(t, nil)
	for field, value := range map[string]any{"market": "XX", "language": "fr", "topics": []string{" "}, "start": "2026-11-24T08:00:00Z", "end": "2026-11-25T17:10:00Z",
		"break_seconds": 14400, "seats": 0, "base_pay": map[string]any{"minor": 18000, "currency": "EUR"}, "bonus": map[string]any{"minor": -1, "currency": "SEK"}} {
		b := aShift("2026-11-25T17:00:00Z", "2026-11-25T21:00:00Z", 1)
		b[field] = value
		if a := h.want(h.call("POST", "shifts", h.staff("l-01"), b), 422, "invalid"); a.str("params.field") != field {
			t.Errorf("%s: %s", field, a.text)
		}
	}
}

// Many claim the last seats at once, over HTTP: as many win as there are
// seats, and everybody else is told that somebody was quicker.
func TestAsManyWinAsThereAreSeats(t *testing.T) {
	h := newHouse(t, nil)
	const seats, callers = 3, 120
	id := h.publish("2026-11-25T17:00:00Z", "2026-11-25T21:00:00Z", seats)
	tokens := make([]string, callers)
	for i := range callers {
		e := dispatch.Expert{ID: fmt.Sprintf("e-%d", 100+i), Name: "Racer", Role: "expert", Languages: []string{"sv"}, Skills: map[string]int{"*": 3}, Capacity: 3}
		must(t, h.store.PutExpert(t.Context(), e))
		tokens[i] = h.staff(e.ID)
	}
	got := make([]answer, callers)
	var all sync.WaitGroup
	for i := range callers {
		all.Go(func() { got[i] = h.call("POST", "shifts/"+id+"/claims", tokens[i], nil) })
	}
	all.Wait()
	won := 0
	for _, a := range got {
		if a.status == 201 {
			won++
		} else {
			h.want(a, 409, "shift_full")
		}
	}
	if won != seats {
		t.Fatalf("%d of %d seats", won, seats)
	}
}

func TestEarningsAreForShiftsThatHaveEnded(t *testing.T) {
	h := newHouse(t, nil)
	id := h.publish("2026-11-25T08:00:00Z", "2026-11-25T12:00:00Z", 1)
	elin := h.staff("e-01")
	h.want(h.call("POST", "shifts/"+id+"/claims", elin, nil), 201, "")
	a := h.want(h.call("GET", "experts/me/earnings", elin, nil), 200, "")
	if a.at("week.total.minor") != 0.0 || a.at("week.planned.minor") != 77000.0 || a.str("week.total.currency") != "SEK" || a.at("today.planned.minor") != 0.0 || a.len("week.lines") != 0 {
		t.Fatal(a.text)
	}
	h.clock.Add(27 * 3600e3)
	if a = h.want(h.call("GET", "experts/me/earnings", elin, nil), 200, ""); a.at("today.total.minor") != 77000.0 || a.str("today.lines.0.rule") != "hourly_rate" || a.at("today.lines.0.seconds") != 14400.0 ||
		a.str("today.lines.0.multiplier") != "1" || a.str("today.lines.0.from.0.start") != "2026-11-25T08:00:00Z" || a.at("today.lines.1.amount.minor") != 5000.0 {
		t.Fatal(a.text)
	}
}
