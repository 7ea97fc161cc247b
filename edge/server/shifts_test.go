package server_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

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

// Who is online within a shift is paid for that time, to the second, and sees
// from which minutes each line comes. Whoever goes home early is not paid for
// the rest, and a closed laptop earns nothing.
func TestEarningsAreForTheTimeThatOneWasThere(t *testing.T) {
	h := newHouse(t, nil)
	id := h.publish("2026-11-24T09:30:00Z", "2026-11-24T13:30:00Z", 1)
	elin := h.staff("e-01")
	h.want(h.call("POST", "shifts/"+id+"/claims", elin, nil), 201, "")
	earned := func(total, planned, worked int) answer {
		t.Helper()
		a := h.want(h.call("GET", "experts/me/earnings", elin, nil), 200, "")
		if a.at("today.total.minor") != float64(total) || a.at("today.planned.minor") != float64(planned) || a.at("today.worked_seconds") != float64(worked) || a.at("week.total.minor") != a.at("today.total.minor") {
			t.Fatal(a.text)
		}
		return a
	}
	pass := func(minutes int64) {
		t.Helper()
		for range minutes {
			h.clock.Add(60e3)
			h.call("GET", "experts/me/offers", elin, nil) // a sign of life
			_, err := h.roster.Step(t.Context())
			must(t, err)
		}
	}
	earned(0, 77000, 0)
	h.want(h.call("POST", "experts/me/online", elin, nil), 200, "")
	h.clock.Add(300)
	earned(0, 77000, 0)
	h.clock.Add(-300)
	pass(30)
	h.clock.Add(400) // the first half second is worth nothing yet, and breaks nothing
	earned(0, 76995, 0)
	h.clock.Add(-400)
	if on := h.want(h.call("GET", "experts/me/now", elin, nil), 200, ""); on.str("shift.id") != id || on.str("shift.mine.came") != "" {
		t.Fatal(on.text)
	}
	pass(10) // the bonus is theirs after a block
	earned(3000, 74000, 600)
	pass(20)
	a := earned(14000, 63000, 1800)
	if a.str("today.lines.0.rule") != "hourly_rate" || a.at("today.lines.0.seconds") != 1800.0 || a.str("today.lines.0.multiplier") != "1" ||
		a.str("today.lines.0.from.0.start") != "2026-11-24T09:30:00Z" || a.str("today.lines.0.from.0.end") != "2026-11-24T10:00:00Z" || a.str("today.lines.1.rule") != "bonus" {
		t.Fatal(a.text)
	}
	h.want(h.call("POST", "experts/me/offline", elin, nil), 200, "")
	h.clock.Add(30 * 60e3)
	earned(14000, 54000, 1800)
	h.want(h.call("POST", "experts/me/online", elin, nil), 200, "")
	pass(60)
	h.clock.Add(24 * 3600e3) // the laptop was closed
	_, err := h.roster.Step(t.Context())
	must(t, err)
	if a := h.want(h.call("GET", "experts/me/earnings", elin, nil), 200, ""); a.at("week.total.minor") != 32000.0 || a.at("week.worked_seconds") != 5400.0 || a.at("week.planned.minor") != 0.0 {
		t.Fatal(a.text)
	}
	csv := h.want(h.call("GET", "payroll?month=2026-11", elin, nil), 200, "")
	if !strings.HasPrefix(csv.header.Get("Content-Type"), "text/csv") || !strings.Contains(csv.text, "e-01,Elin,SE,hourly_rate,11,5400,1,270.00,SEK,2026-11-24T09:30:00Z/") || !strings.Contains(csv.text, "e-01,Elin,SE,bonus,18,0,1,50.00,SEK,\n") {
		t.Fatal(csv.text)
	}
	xml := h.want(h.call("GET", "payroll?month=2026-11&format=paxml", h.staff("l-01"), nil), 200, "")
	for _, part := range []string{`<lonetrans anstid="e-01">`, "<format>LÖNIN</format>", "<lonart>11</lonart>", "<antal>1.5000</antal>", "<apris>180.00</apris>", "<belopp>270.00</belopp>", "<datum>2026-11-30</datum>", "<lonart>18</lonart>"} {
		if !strings.Contains(xml.text, part) {
			t.Errorf("no %s in %s", part, xml.text)
		}
	}
	if other := h.call("GET", "payroll?month=2026-11", h.staff("e-02"), nil); strings.Contains(other.text, "e-01") {
		t.Error("somebody else's pay: " + other.text)
	}
	h.want(h.call("GET", "payroll?month=november", elin, nil), 422, "invalid")
}

// Nobody came, or nobody said that they would: the seat is open again, the lead
// sees whose it was, and who is there keeps theirs.
func TestSeatsReopenAndTheLeadIsTold(t *testing.T) {
	h := newHouse(t, nil)
	elin, omar, lea := h.staff("e-01"), h.staff("e-02"), h.staff("l-01")
	soon := h.publish("2026-11-24T09:30:00Z", "2026-11-24T13:30:00Z", 2)
	later := h.publish("2026-11-26T05:00:00Z", "2026-11-26T09:00:00Z", 2)
	for _, who := range []string{elin, omar} {
		for _, id := range []string{soon, later} {
			h.want(h.call("POST", "shifts/"+id+"/claims", who, nil), 201, "")
		}
	}
	h.want(h.call("POST", "shifts/"+later+"/confirm", elin, nil), 409, "shift_not_the_time")
	step := func(minutes int64) {
		t.Helper()
		h.clock.Add(minutes * 60e3)
		_, err := h.roster.Step(t.Context())
		must(t, err)
	}
	step(25)
	h.want(h.call("POST", "experts/me/online", elin, nil), 200, "")
	step(14) // nine minutes after the start
	given := func(want ...string) {
		t.Helper()
		a := h.want(h.call("GET", "shifts/given", lea, nil), 200, "")
		var got []string
		for i := range a.len("items") {
			at := fmt.Sprintf("items.%d.", i)
			got = append(got, a.str(at+"name")+" "+a.str(at+"why"))
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%v, want %v: %s", got, want, a.text)
		}
	}
	given()
	step(1)
	given("Omar no_show")
	if mine := h.want(h.call("GET", "shifts", omar, nil), 200, ""); fmt.Sprint(listed(mine)) != fmt.Sprint([]string{later}) {
		t.Fatal(mine.text)
	}
	// the empty seat can be taken, from now on
	again := h.want(h.call("POST", "shifts/"+soon+"/claims", omar, nil), 201, "")
	if again.at("mine.confirm_by") != nil || again.at("free") != 0.0 {
		t.Fatal(again.text)
	}
	h.clock.Store(tuesday.Add(24 * time.Hour).UnixMilli()) // 20 hours before the later one
	h.want(h.call("POST", "shifts/"+later+"/confirm", elin, nil), 200, "")
	if a := h.want(h.call("POST", "shifts/"+later+"/confirm", elin, nil), 200, ""); a.at("mine.confirmed") != true {
		t.Fatal(a.text)
	}
	step(5 * 60)
	a := h.want(h.call("GET", "shifts", lea, nil), 200, "")
	if a.str("items.1.id") != later || a.len("items.1.claims") != 1 || a.str("items.1.claims.0.name") != "Elin" {
		t.Fatal(a.text)
	}
	given("Omar unconfirmed") // yesterday's is yesterday's
}

// A seat goes over to a named colleague when they say yes, and never without.
func TestASwapNeedsTheColleaguesYes(t *testing.T) {
	h := newHouse(t, nil)
	must(t, h.store.PutExpert(t.Context(), dispatch.Expert{ID: "e-03", Name: "Vera", Role: "expert", Languages: []string{"en"}, Skills: map[string]int{"fee": 1}, Capacity: 3}))
	elin, omar := h.staff("e-01"), h.staff("e-02")
	id := h.publish("2026-11-24T17:00:00Z", "2026-11-24T21:00:00Z", 1)
	h.want(h.call("POST", "shifts/"+id+"/claims", elin, nil), 201, "")
	who := h.want(h.call("GET", "shifts/"+id+"/colleagues", elin, nil), 200, "")
	if who.len("items") != 2 || who.str("items.0.name") != "Lea" || who.str("items.1.name") != "Omar" {
		t.Fatal(who.text)
	}
	h.want(h.call("POST", "shifts/"+id+"/swaps", elin, map[string]any{"expert": "e-03"}), 409, "shift_not_for_you")
	first := h.want(h.call("POST", "shifts/"+id+"/swaps", elin, map[string]any{"expert": "e-02"}), 201, "").str("id")
	h.want(h.call("POST", "swaps/"+first+"/accept", elin, nil), 403, "not_allowed")
	if a := h.want(h.call("GET", "experts/me/swaps", omar, nil), 200, ""); a.str("items.0.from_name") != "Elin" || a.str("items.0.shift.id") != id || a.str("items.0.state") != "asked" {
		t.Fatal(a.text)
	}
	h.want(h.call("POST", "swaps/"+first+"/decline", omar, nil), 200, "")
	h.want(h.call("POST", "swaps/"+first+"/accept", omar, nil), 409, "swap_answered")
	second := h.want(h.call("POST", "shifts/"+id+"/swaps", elin, map[string]any{"expert": "e-02"}), 201, "").str("id")
	h.want(h.call("POST", "swaps/"+second+"/accept", omar, nil), 200, "")
	if a := h.want(h.call("GET", "shifts", omar, nil), 200, ""); fmt.Sprint(listed(a)) != fmt.Sprint([]string{id}) {
		t.Fatal(a.text)
	}
	if a := h.want(h.call("GET", "shifts", elin, nil), 200, ""); a.len("items") != 0 {
		t.Fatal(a.text)
	}
	h.want(h.call("POST", "swaps/"+second+"/accept", omar, nil), 409, "swap_answered")
}

func TestWishesKeptSeatsAndTheCalendar(t *testing.T) {
	h := newHouse(t, nil)
	elin, omar := h.staff("e-01"), h.staff("e-02")
	wishes := map[string]any{"items": []map[string]any{{"day": "wed", "from": "20:00", "to": "24:00"}, {"day": "wed", "from": "17:00", "to": "20:00"}}}
	if a := h.want(h.call("PUT", "experts/me/wishes", elin, wishes), 200, ""); a.str("items.0.from") != "17:00" || a.str("items.1.to") != "24:00" {
		t.Fatal(a.text)
	}
	h.want(h.call("PUT", "experts/me/wishes", elin, map[string]any{"items": []map[string]any{{"day": "wed", "from": "20:00", "to": "19:00"}}}), 422, "invalid")
	b := aShift("2026-11-25T17:00:00Z", "2026-11-25T21:00:00Z", 1)
	b["keep_minutes"] = 20
	evening := h.want(h.call("POST", "shifts", h.staff("l-01"), b), 201, "").str("id")
	noon := h.publish("2026-11-25T11:00:00Z", "2026-11-25T14:00:00Z", 1)
	open := h.want(h.call("GET", "shifts?open=true", elin, nil), 200, "")
	if ids := listed(open); fmt.Sprint(ids) != fmt.Sprint([]string{evening, noon}) || open.at("items.0.fits") != true || open.str("items.0.kept_until") != "2026-11-24T09:20:00Z" || open.at("items.1.fits") != false {
		t.Fatal(open.text)
	}
	h.want(h.call("POST", "shifts/"+evening+"/claims", omar, nil), 409, "shift_full")
	h.clock.Add(20 * 60e3)
	if a := h.want(h.call("GET", "shifts?open=true", omar, nil), 200, ""); a.len("items") != 2 {
		t.Fatal(a.text)
	}
	h.want(h.call("POST", "shifts/"+noon+"/reserves", h.staff("l-01"), map[string]any{"expert": "e-02", "minutes": 15}), 201, "")
	h.want(h.call("POST", "shifts/"+noon+"/claims", elin, nil), 409, "shift_full")
	h.want(h.call("POST", "shifts/"+noon+"/claims", omar, nil), 201, "")

	link := h.want(h.call("POST", "experts/me/calendar", omar, nil), 201, "").str("path")
	a := h.call("GET", link, "", nil)
	if a.status != 200 || !strings.HasPrefix(a.header.Get("Content-Type"), "text/calendar") {
		t.Fatal(a.status, a.text)
	}
	for _, line := range []string{"BEGIN:VCALENDAR\r\n", "UID:" + noon + "@samtal\r\n", "DTSTART:20261125T110000Z\r\n", "DTEND:20261125T140000Z\r\n", "SUMMARY:Samtal\r\n", "END:VCALENDAR\r\n"} {
		if !strings.Contains(a.text, line) {
			t.Errorf("no %q in %s", line, a.text)
		}
	}
	next := h.want(h.call("POST", "experts/me/calendar", omar, nil), 201, "").str("path")
	for _, gone := range []string{link, "/calendar/x.ics", "/calendar/" + strings.Repeat("A", 26) + ".ics"} {
		if a := h.call("GET", gone, "", nil); a.status != 404 {
			t.Errorf("%s: %d", gone, a.status)
		}
	}
	h.want(h.call("DELETE", "experts/me/calendar", omar, nil), 200, "")
	if a := h.call("GET", next, "", nil); a.status != 404 {
		t.Error("the link still opens")
	}
}

// More customers wait than those who are there can take: whoever offers to
// help gets a shift of their own, from now on.
func TestWorkBeyondThePlanIsPaid(t *testing.T) {
	h := newHouse(t, nil)
	elin, omar := h.staff("e-01"), h.staff("e-02")
	h.publish("2026-11-25T11:00:00Z", "2026-11-25T14:00:00Z", 1)
	if a := h.want(h.call("GET", "experts/me/now", elin, nil), 200, ""); a.at("wanted") != false || a.at("waiting") != 0.0 {
		t.Fatal(a.text)
	}
	h.want(h.call("POST", "experts/me/now", elin, nil), 409, "enough_people")
	h.want(h.call("POST", "experts/me/online", omar, nil), 200, "")
	for i := range 5 {
		anna := h.customer(fmt.Sprintf("c-%04d", i+1))
		id, _ := h.open(anna)
		h.want(h.call("POST", "conversations/"+id+"/human", anna, nil), 200, "")
		h.work()
	}
	if a := h.want(h.call("GET", "experts/me/now", elin, nil), 200, ""); a.at("wanted") != true || a.at("waiting") != 2.0 || a.at("rate.minor") != 18000.0 || a.str("until") != "2026-11-24T11:00:00Z" {
		t.Fatal(a.text)
	}
	a := h.want(h.call("POST", "experts/me/now", elin, nil), 201, "")
	if a.str("mine.at") != "2026-11-24T09:00:00Z" || a.at("pays.minor") != 36000.0 {
		t.Fatal(a.text)
	}
	if again := h.want(h.call("POST", "experts/me/now", elin, nil), 201, ""); again.str("id") != a.str("id") {
		t.Fatal(again.text)
	}
}

// Kind words reach whom they are about, without a name, and go when they are erased.
func TestThanksReachTheExpert(t *testing.T) {
	s := newScene(t)
	elin := s.staff("e-01")
	s.want(s.call("POST", "conversations/"+s.a+"/settle", elin, map[string]any{"matter": "m1", "outcome": "settled"}), 200, "")
	s.work()
	s.want(s.call("POST", "conversations/"+s.a+"/rating", s.tokens[2], map[string]any{"expert": 3, "words": "So so."}), 200, "")
	if a := s.want(s.call("GET", "experts/me/thanks", elin, nil), 200, ""); a.len("items") != 0 {
		t.Fatal(a.text)
	}
	s.want(s.call("POST", "conversations/"+s.a+"/rating", s.tokens[2], map[string]any{"expert": 5, "words": "You saved my day!"}), 200, "")
	a := s.want(s.call("GET", "experts/me/thanks", elin, nil), 200, "")
	if a.len("items") != 1 || a.str("items.0.words") != "You saved my day!" || a.at("items.0.stars") != 5.0 || strings.Contains(a.text, "c-0001") || strings.Contains(a.text, s.a) {
		t.Fatal(a.text)
	}
	if a := s.want(s.call("GET", "experts/me/thanks", s.staff("e-02"), nil), 200, ""); a.len("items") != 0 {
		t.Fatal(a.text)
	}
}

func TestTheFairnessReportAddsUp(t *testing.T) {
	h := newHouse(t, nil)
	must(t, h.store.PutExpert(t.Context(), dispatch.Expert{ID: "e-03", Name: "Vera", Role: "expert", Languages: []string{"sv"}, Skills: map[string]int{"refund": 1}, Capacity: 3}))
	id := h.publish("2026-11-24T10:00:00Z", "2026-11-24T14:00:00Z", 2)
	evening := h.publish("2026-11-25T18:00:00Z", "2026-11-25T20:00:00Z", 1)
	elin, vera := h.staff("e-01"), h.staff("e-03")
	h.want(h.call("POST", "shifts/"+id+"/claims", elin, nil), 201, "")
	h.want(h.call("POST", "shifts/"+id+"/claims", vera, nil), 201, "")
	h.want(h.call("POST", "shifts/"+evening+"/claims", vera, nil), 201, "")
	h.clock.Add(6 * 60e3)
	h.want(h.call("DELETE", "shifts/"+id+"/claims", elin, nil), 200, "")
	h.clock.Add(54 * 60e3)
	h.want(h.call("POST", "experts/me/online", vera, nil), 200, "")
	h.clock.Add(10 * 60e3)
	a := h.want(h.call("GET", "fairness", h.staff("l-01"), nil), 200, "")
	if a.len("items") != 4 || a.str("items.0.kind") != "level" || a.str("items.0.group") != "1" || a.str("items.3.group") != "sv" {
		t.Fatal(a.text)
	}
	one, three := "items.0.", "items.1."
	if a.at(one+"people") != 1.0 || a.at(one+"shifts") != 2.0 || a.at(one+"planned_seconds") != 21600.0 || a.at(one+"prime") != 1.0 || a.at(one+"bonus") != 2.0 || a.at(one+"due_seconds") != 600.0 || a.at(one+"held_seconds") != 600.0 ||
		a.at(one+"bonuses.0.minor") != 10000.0 || a.at(three+"people") != 2.0 || a.at(three+"shifts") != 1.0 || a.at(three+"late") != 1.0 || a.at(three+"missed") != 0.0 {
		t.Fatal(a.text)
	}
}
