package server_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"samtal/core/conversation"
	"samtal/service/desk"
)

// The walk: every operation of the API, by everybody who could try. One word
// says what each of them gets:
//
//	in   allowed: anything but 401, 403 and 404
//	401  no token, or a bad one
//	403  known, but not for this role
//	404  not theirs: as if it did not exist
//	409  theirs to try, but not now
//
// callers, in the order of each row. Conversation A belongs to Anna (c-0001),
// is held by e-01; B is the visitor's own, in line and offered to e-02.
var callers = []string{"none", "bad", "anna", "other customer", "visitor of B", "another visitor", "e-01 holds A", "e-02", "lead"}

var walk = map[string]string{
	//                                                      none  bad anna other visB visX e-01 e-02 lead
	"GET /conversations/{id} A":                   "401  401  in  404   404  404  in   404  in",
	"GET /conversations/{id} B":                   "401  401  404 404   in   404  404  in   in",
	"GET /conversations/{id}/messages A":          "401  401  in  404   404  404  in   404  in",
	"GET /conversations/{id}/messages B":          "401  401  404 404   in   404  404  in   in",
	"GET /conversations/{id}/summary A":           "401  401  in  404   404  404  in   404  in",
	"GET /conversations/{id}/summary B":           "401  401  404 404   in   404  404  in   in",
	"GET /conversations/{id}/staff A":             "401  401  403 403   403  403  in   404  in",
	"GET /conversations/{id}/staff B":             "401  401  403 403   403  403  404  in   in",
	"GET /conversations/{id}/timeline A":          "401  401  403 403   403  403  in   404  in",
	"GET /conversations/{id}/timeline B":          "401  401  403 403   403  403  404  in   in",
	"POST /conversations/{id}/messages A":         "401  401  in  404   404  404  in   404  404",
	"POST /conversations/{id}/messages B":         "401  401  404 404   in   404  404  404  404",
	"POST /conversations/{id}/human A":            "401  401  in  404   404  404  403  403  403",
	"POST /conversations/{id}/human B":            "401  401  404 404   in   404  403  403  403",
	"DELETE /conversations/{id}/human A":          "401  401  in  404   404  404  403  403  403",
	"DELETE /conversations/{id}/human B":          "401  401  404 404   in   404  403  403  403",
	"POST /conversations/{id}/written A":          "401  401  in  404   404  404  403  403  403",
	"POST /conversations/{id}/handback A":         "401  401  in  404   404  404  in   404  404",
	"POST /conversations/{id}/rating A":           "401  401  in  404   404  404  403  403  403",
	"POST /conversations/{id}/corrections A":      "401  401  in  404   404  404  403  403  403",
	"POST /conversations/{id}/settle A":           "401  401  403 403   403  403  in   404  404",
	"POST /conversations/{id}/transfer A":         "401  401  403 403   403  403  in   404  404",
	"POST /conversations/{id}/notes A":            "401  401  403 403   403  403  in   404  in",
	"POST /conversations/{id}/check A":            "401  401  403 403   403  403  in   404  in",
	"POST /conversations/{id}/acts A":             "401  401  403 403   403  403  in   404  404",
	"POST /conversations/{id}/acts/{act}/retry A": "401  401  403 403   403  403  in   404  in",
	"POST /conversations/{id}/take A":             "401  401  403 403   403  403  in   404  in",
	"POST /conversations/{id}/take B":             "401  401  403 403   403  403  404  404  in",
	"POST /conversations/{id}/wait A":             "401  401  403 403   403  403  in   404  404",
	"POST /conversations/{id}/wait/over A":        "401  401  403 403   403  403  in   404  in",
	"GET /matters":                                "401  401  403 403   403  403  in   in   in",
	"POST /offers/{id}/accept":                    "401  401  403 403   403  403  409  in   409",
	"POST /offers/{id}/decline":                   "401  401  403 403   403  403  409  in   409",
	"GET /experts/me":                             "401  401  403 403   403  403  in   in   in",
	"POST /experts/me/online":                     "401  401  403 403   403  403  in   in   in",
	"POST /experts/me/offline":                    "401  401  403 403   403  403  in   in   in",
	"GET /experts/me/offers":                      "401  401  403 403   403  403  in   in   in",
	"GET /experts/me/conversations":               "401  401  403 403   403  403  in   in   in",
	"GET /tools":                                  "401  401  403 403   403  403  in   in   in",
	"GET /line":                                   "401  401  403 403   403  403  403  403  in",
	"GET /promises":                               "401  401  403 403   403  403  403  403  in",
	"GET /search":                                 "401  401  403 403   403  403  403  403  in",
	"GET /markets/{market}/hours":                 "401  401  403 403   403  403  403  403  in",
	"PUT /markets/{market}/hours":                 "401  401  403 403   403  403  403  403  in",
	"GET /content":                                "401  401  403 403   403  403  403  403  in",
	"POST /content/reload":                        "401  401  403 403   403  403  403  403  in",
	"GET /me":                                     "401  401  in  in    in   in   in   in   in",
	"GET /me/conversations":                       "401  401  in  in    403  403  403  403  403",
	"GET /me/start":                               "in   401  in  in    in   in   403  403  403",
	"POST /conversations":                         "in   401  in  in    in   in   403  403  403",
	"GET /markets":                                "in   401  in  in    in   in   in   in   in",
	"GET /tryout":                                 "401  401  403 403   403  403  403  403  in",
	"POST /tryout":                                "401  401  403 403   403  403  403  403  in",
	"POST /conversations/{id}/look A":             "401  401  403 403   403  403  in   404  404",
	"GET /shifts":                                 "401  401  403 403   403  403  in   in   in",
	"POST /shifts":                                "401  401  403 403   403  403  403  403  in",
	"POST /shifts/{id}/claims":                    "401  401  403 403   403  403  409  in   in",
	"DELETE /shifts/{id}/claims":                  "401  401  403 403   403  403  in   404  404",
	"GET /experts/me/earnings":                    "401  401  403 403   403  403  in   in   in",
	"POST /shifts/{id}/confirm":                   "401  401  403 403   403  403  in   404  404",
	"POST /shifts/{id}/reserves":                  "401  401  403 403   403  403  403  403  in",
	"GET /shifts/{id}/colleagues":                 "401  401  403 403   403  403  in   404  404",
	"POST /shifts/{id}/swaps":                     "401  401  403 403   403  403  in   404  404",
	"GET /experts/me/swaps":                       "401  401  403 403   403  403  in   in   in",
	"POST /swaps/{id}/accept":                     "401  401  403 403   403  403  403  in   404",
	"POST /swaps/{id}/decline":                    "401  401  403 403   403  403  in   in   404",
	"GET /experts/me/now":                         "401  401  403 403   403  403  in   in   in",
	"POST /experts/me/now":                        "401  401  403 403   403  403  in   in   in",
	"GET /experts/me/wishes":                      "401  401  403 403   403  403  in   in   in",
	"PUT /experts/me/wishes":                      "401  401  403 403   403  403  in   in   in",
	"POST /experts/me/calendar":                   "401  401  403 403   403  403  in   in   in",
	"DELETE /experts/me/calendar":                 "401  401  403 403   403  403  in   in   in",
	"GET /experts/me/thanks":                      "401  401  403 403   403  403  in   in   in",
	"GET /payroll":                                "401  401  403 403   403  403  in   in   in",
	"GET /shifts/given":                           "401  401  403 403   403  403  403  403  in",
	"GET /fairness":                               "401  401  403 403   403  403  403  403  in",
	"POST /conversations/{id}/offer B":            "401  401  403 403   403  403  403  403  in",
	"GET /markets/{market}/hiring":                "in   401  in  in    in   in   in   in   in",
	"POST /applications":                          "in   401  in  in    in   in   403  403  403",
	"GET /applications/me":                        "401  401  403 403   403  403  403  403  403",
	"DELETE /applications/me":                     "401  401  403 403   403  403  403  403  403",
	"PUT /applications/me/facts":                  "401  401  403 403   403  403  403  403  403",
	"GET /applications/me/language":               "401  401  403 403   403  403  403  403  403",
	"POST /applications/me/language":              "401  401  403 403   403  403  403  403  403",
	"POST /applications/me/sign-in":               "401  401  403 403   403  403  403  403  403",
	"POST /applications/me/appeal":                "401  401  403 403   403  403  403  403  403",
	"GET /learn/quiz":                             "401  401  403 403   403  403  in   in   in",
	"POST /learn/quiz":                            "401  401  403 403   403  403  in   in   in",
	"GET /learn/customers":                        "401  401  403 403   403  403  in   in   in",
	"POST /learn/practices":                       "401  401  403 403   403  403  in   in   in",
	"GET /learn/practices/{id}":                   "401  401  403 403   403  403  404  404  404",
	"POST /learn/practices/{id}/turns":            "401  401  403 403   403  403  404  404  404",
	"GET /applications":                           "401  401  403 403   403  403  403  403  in",
	"GET /applications/{id}":                      "401  401  403 403   403  403  403  403  404",
	"POST /applications/{id}/admit":               "401  401  403 403   403  403  403  403  404",
	"POST /applications/{id}/refuse":              "401  401  403 403   403  403  403  403  404",
	"POST /applications/{id}/appeal":              "401  401  403 403   403  403  403  403  404",
	"GET /markets/{market}":                       "in   401  in  in    in   in   in   in   in",
	"GET /articles":                               "in   401  in  in    in   in   in   in   in",
	"GET /articles/{id}":                          "in   401  in  in    in   in   in   in   in",
	// a customer's own money: off for Anna and the other, who may be told so
	"GET /me/money":                                  "401  401  in  in    403  403  403  403  403",
	"PUT /me/money":                                  "401  401  in  in    403  403  403  403  403",
	"DELETE /me/money":                               "401  401  in  in    403  403  403  403  403",
	"GET /me/money/export":                           "401  401  in  in    403  403  403  403  403",
	"GET /me/money/export.csv":                       "401  401  in  in    403  403  403  403  403",
	"GET /me/money/report":                           "401  401  in  in    403  403  403  403  403",
	"GET /me/money/months/{month}":                   "401  401  in  in    403  403  403  403  403",
	"POST /me/money/questions":                       "401  401  in  in    403  403  403  403  403",
	"GET /me/money/transactions":                     "401  401  in  in    403  403  403  403  403",
	"PUT /me/money/transactions/{id}/label":          "401  401  in  in    403  403  403  403  403",
	"DELETE /me/money/transactions/{id}/label":       "401  401  in  in    403  403  403  403  403",
	"GET /me/money/categories":                       "401  401  in  in    403  403  403  403  403",
	"GET /me/money/transfers":                        "401  401  in  in    403  403  403  403  403",
	"PUT /me/money/transfers":                        "401  401  in  in    403  403  403  403  403",
	"GET /me/money/accounts":                         "401  401  in  in    403  403  403  403  403",
	"PUT /me/money/accounts/{id}":                    "401  401  in  in    403  403  403  403  403",
	"POST /me/money/imports":                         "401  401  in  in    403  403  403  403  403",
	"PUT /me/money/budgets/{category}/{currency}":    "401  401  in  in    403  403  403  403  403",
	"DELETE /me/money/budgets/{category}/{currency}": "401  401  in  in    403  403  403  403  403",
	"POST /me/money/moves":                           "401  401  in  in    403  403  403  403  403",
	"PUT /me/money/goals/{name}":                     "401  401  in  in    403  403  403  403  403",
	"DELETE /me/money/goals/{name}":                  "401  401  in  in    403  403  403  403  403",
}

// whole bodies, so that nothing is refused for its form.
func bodyFor(op string, n int) any {
	switch op {
	case "POST /conversations/{id}/messages":
		return map[string]any{"id": fmt.Sprint("walk-", n), "text": "hello there"}
	case "POST /conversations/{id}/handback":
		return map[string]any{"matter": "m1", "accept": false}
	case "POST /conversations/{id}/rating":
		return map[string]any{"expert": 4}
	case "POST /conversations/{id}/corrections", "POST /conversations/{id}/notes", "POST /conversations/{id}/check":
		return map[string]any{"matter": "m1", "text": "It was on Tuesday."}
	case "POST /conversations/{id}/settle":
		return map[string]any{"matter": "m1", "outcome": "settled"}
	case "POST /conversations/{id}/wait":
		return map[string]any{"matter": "m1", "for": "customer"}
	case "POST /conversations/{id}/wait/over":
		return map[string]any{"matter": "m1"}
	case "POST /conversations/{id}/transfer":
		return map[string]any{"matter": "m1"}
	case "POST /conversations/{id}/acts":
		return map[string]any{"matter": "m1", "tool": "freeze_card", "args": map[string]any{"card": "k-1"}}
	case "POST /conversations/{id}/look":
		return map[string]any{"matter": "m1", "tool": "list_cards"}
	case "POST /approvals/{id}/refuse":
		return map[string]any{"why": "Not for this."}
	case "POST /conversations/{id}/offer":
		return map[string]any{"expert": "e-01"}
	case "POST /tryout":
		return map[string]any{"market": "SE", "language": "sv", "turns": []map[string]any{{"text": "hej"}}}
	case "POST /shifts":
		return map[string]any{"market": "SE", "language": "sv", "topics": []string{"refund"}, "start": "2026-11-26T08:00:00Z", "end": "2026-11-26T12:00:00Z", "seats": 2,
			"base_pay": map[string]any{"minor": 18000, "currency": "SEK"}}
	case "PUT /me/money":
		return map[string]any{"on": false}
	case "POST /me/money/questions":
		return map[string]any{"text": "what is left?"}
	case "POST /me/money/imports":
		return map[string]any{"file": "RGF0dW07QmVsb3BwCg=="}
	case "PUT /me/money/transactions/{id}/label":
		return map[string]any{"category": "groceries"}
	case "PUT /me/money/transfers":
		return map[string]any{"from": "a", "to": "b", "is": true}
	case "PUT /me/money/accounts/{id}":
		return map[string]any{"name": "Vardag"}
	case "PUT /me/money/budgets/{category}/{currency}":
		return map[string]any{"kind": "monthly", "amount": "100"}
	case "POST /me/money/moves":
		return map[string]any{"from": "a", "to": "b", "amount": "100", "currency": "SEK"}
	case "PUT /me/money/goals/{name}":
		return map[string]any{"amount": "100", "currency": "SEK", "by": "2027-01-01"}
	case "POST /shifts/{id}/reserves":
		return map[string]any{"expert": "e-02", "minutes": 20}
	case "POST /shifts/{id}/swaps":
		return map[string]any{"expert": "e-02"}
	case "PUT /experts/me/wishes":
		return map[string]any{"items": []map[string]any{{"day": "mon", "from": "17:00", "to": "24:00"}}}
	case "POST /applications":
		return map[string]any{"market": "SE", "language": "sv", "name": "Nova Ek", "working_name": "Nova", "email": "nova@example.com"}
	case "PUT /applications/me/facts":
		return map[string]any{"born": "2000-01-01", "may_work": true, "student": "none"}
	case "POST /applications/me/language", "POST /learn/quiz":
		return map[string]any{"language": "sv", "answers": []int{1}}
	case "POST /applications/me/appeal", "POST /learn/practices/{id}/turns":
		return map[string]any{"text": "hej"}
	case "POST /learn/practices":
		return map[string]any{"customer": "lost_card", "language": "sv"}
	case "POST /applications/{id}/admit":
		return map[string]any{"skills": []map[string]any{{"topic": "refund", "language": "sv", "level": 1}}}
	case "POST /applications/{id}/refuse":
		return map[string]any{"reason": "skills"}
	case "POST /applications/{id}/appeal":
		return map[string]any{"upheld": true, "note": "ja"}
	case "POST /conversations":
		return map[string]any{"market": "SE"}
	}
	return nil
}

// scene puts two conversations where the walk wants them.
type scene struct {
	*house
	a, b, offer string
	shift       string // e-01 has a seat of three
	waits       string // an approval
	swap        string // e-01 offered it to e-02
	tokens      []string
}

func newScene(t *testing.T) *scene {
	h := newHouse(t, nil)
	s := &scene{house: h}
	anna := h.customer("c-0001")
	var visB, visX string
	s.a, _ = h.open(anna)
	h.write(anna, s.a, "a-1", "secret of Anna")
	h.want(h.call("POST", "conversations/"+s.a+"/human", anna, nil), 200, "")
	h.work()
	if got := h.accept("e-01"); got != s.a {
		t.Fatalf("e-01 holds %s", got)
	}
	h.want(h.call("POST", "experts/me/offline", h.staff("e-01"), nil), 200, "")
	s.b, visB = h.open("")
	_, visX = h.open("")
	h.write(visB, s.b, "b-1", "secret of B")
	h.want(h.call("POST", "experts/me/online", h.staff("e-02"), nil), 200, "")
	h.want(h.call("POST", "conversations/"+s.b+"/human", visB, nil), 200, "")
	h.work()
	offers := h.want(h.call("GET", "experts/me/offers", h.staff("e-02"), nil), 200, "")
	if s.offer = offers.str("items.0.id"); offers.str("items.0.conversation") != s.b {
		t.Fatalf("offers: %s", offers.text)
	}
	s.shift = h.want(h.call("POST", "shifts", h.staff("l-01"), map[string]any{"market": "SE", "language": "sv", "topics": []string{"refund"}, "start": "2026-11-25T08:00:00Z",
		"end": "2026-11-25T12:00:00Z", "seats": 3, "base_pay": map[string]any{"minor": 18000, "currency": "SEK"}}), 201, "").str("id")
	h.want(h.call("POST", "shifts/"+s.shift+"/claims", h.staff("e-01"), nil), 201, "")
	s.swap = h.want(h.call("POST", "shifts/"+s.shift+"/swaps", h.staff("e-01"), map[string]any{"expert": "e-02"}), 201, "").str("id")
	s.tokens = []string{"", "bad.token.x", anna, h.customer("c-0002"), visB, visX, h.staff("e-01"), h.staff("e-02"), h.staff("l-01")}
	return s
}

func TestNobodySeesWhatIsNotTheirs(t *testing.T) {
	var spec struct {
		OpenAPI string                                `json:"openapi"`
		Paths   map[string]map[string]json.RawMessage `json:"paths"`
	}
	first := newHouse(t, nil)
	must(t, json.Unmarshal([]byte(first.call("GET", "/openapi.json", "", nil).text), &spec))
	if !strings.HasPrefix(spec.OpenAPI, "3.1") || len(spec.Paths) < 30 {
		t.Fatalf("OpenAPI %s with %d paths", spec.OpenAPI, len(spec.Paths))
	}
	known := map[string]bool{}
	for path, methods := range spec.Paths {
		for method := range methods {
			known[strings.ToUpper(method)+" "+strings.TrimPrefix(path, "/api/v1")] = false
		}
	}
	rows := make([]string, 0, len(walk))
	for row := range walk {
		rows = append(rows, row)
	}
	slices.Sort(rows)
	n := 0
	var s *scene
	for _, row := range rows {
		op, which := row, ""
		for _, w := range []string{" A", " B"} {
			if strings.HasSuffix(row, w) {
				op, which = strings.TrimSuffix(row, w), w
			}
		}
		if _, there := known[op]; !there {
			t.Errorf("the walk has %s, the API has not", op)
			continue
		}
		known[op] = true
		expected := strings.Fields(walk[row])
		if len(expected) != len(callers) {
			t.Fatalf("%s: %d of %d", row, len(expected), len(callers))
		}
		// those who are refused go first: they must leave everything as it is
		order := []int{}
		for pass := range 2 {
			for i := range callers {
				if (expected[i] == "in") == (pass == 1) {
					order = append(order, i)
				}
			}
		}
		s = newScene(t)
		for _, i := range order {
			n++
			if expected[i] == "in" && changes(op) && n > 0 {
				s = newScene(t) // each as if they were the only one
			}
			s.try(t, op, which, i, expected[i], n)
		}
	}
	for op, walked := range known {
		if !walked {
			t.Errorf("nobody has walked %s", op)
		}
	}
}

func changes(op string) bool { return !strings.HasPrefix(op, "GET") }

func (s *scene) try(t *testing.T, op, which string, caller int, expected string, n int) {
	t.Helper()
	method, path, _ := strings.Cut(op, " ")
	id := s.a
	if which == " B" {
		id = s.b
	}
	if strings.HasPrefix(path, "/offers") {
		id = s.offer
	}
	if strings.HasPrefix(path, "/shifts") {
		id = s.shift
	}
	if strings.HasPrefix(path, "/swaps") {
		id = s.swap
	}
	if strings.HasPrefix(path, "/articles") {
		id = "refunds"
	}
	if strings.HasPrefix(path, "/approvals/") {
		id = s.approval()
	}
	if strings.HasSuffix(path, "/attachments/{file}") {
		path = strings.Replace(path, "{file}", s.file(which), 1)
	}
	if op == "POST /conversations/{id}/attachments" {
		path += fmt.Sprint("?name=kvitto.png&id=walk-", n)
	}
	path = strings.NewReplacer("{id}", id, "{market}", "SE", "{act}", "no-such-act", "{month}", "2026-11", "{category}", "groceries", "{currency}", "SEK", "{name}", "cykel").Replace(path)
	var body any = bodyFor(op, n)
	if op == "POST /conversations/{id}/attachments" {
		body = string(photo(40, 30))
	}
	if op == "PUT /markets/{market}/hours" {
		body = s.pack.Hours("SE")
	}
	before := s.versions()
	a := s.call(method, strings.TrimPrefix(path, "/"), s.tokens[caller], body)
	name := fmt.Sprintf("%s%s by %s", op, which, callers[caller])
	switch expected {
	case "in":
		ownAct := strings.Contains(op, "/retry") && a.status == 404 && a.str("code") != "conversation_not_found"
		if a.status == 401 || a.status == 403 || a.status >= 500 || a.status == 404 && !ownAct {
			t.Errorf("%s: %d %s", name, a.status, a.text)
		}
	default:
		if fmt.Sprint(a.status) != expected {
			t.Errorf("%s: %d %s, want %s", name, a.status, a.text, expected)
		}
		if strings.Contains(a.text, "secret of") {
			t.Errorf("%s: a refusal tells the secret: %s", name, a.text)
		}
		if after := s.versions(); after != before {
			t.Errorf("%s: a refused call changed something", name)
		}
	}
}

// approval is a request for a second person's yes, made once by e-01.
func (s *scene) approval() string {
	s.t.Helper()
	if s.waits == "" {
		a := s.want(s.call("POST", "conversations/"+s.a+"/acts", s.tokens[6], map[string]any{"matter": "m1", "tool": "goodwill_credit",
			"args": map[string]any{"invoice": "in-0103", "amount": "5000.00 SEK"}}), 200, "")
		s.waits = a.str("approval")
	}
	return s.waits
}

// file is the id of a photo that the owner of A or B sent.
func (s *scene) file(which string) string {
	s.t.Helper()
	id, owner := s.a, s.tokens[2]
	if which == " B" {
		id, owner = s.b, s.tokens[4]
	}
	if list := s.want(s.call("GET", "conversations/"+id+"/attachments", owner, nil), 200, ""); list.len("items") > 0 {
		return list.str("items.0.id")
	}
	s.want(s.call("POST", "conversations/"+id+"/attachments?name=kvitto.png&id=photo", owner, string(photo(40, 30)), "Content-Type: image/png"), 202, "")
	return s.want(s.call("GET", "conversations/"+id+"/attachments", owner, nil), 200, "").str("items.0.id")
}

// versions of everything: a refused call must change nothing.
func (s *scene) versions() string {
	ctx := s.t.Context()
	a, err := s.store.Load(ctx, s.a)
	must(s.t, err)
	b, err := s.store.Load(ctx, s.b)
	must(s.t, err)
	return fmt.Sprint(a.Version, b.Version)
}

// Nothing for staff is ever among the bytes that a customer receives: not over
// the API, whoever wrote it.
func TestNothingForStaffReachesACustomer(t *testing.T) {
	s := newScene(t)
	elin, lea := s.staff("e-01"), s.staff("l-01")
	s.draft = func(b desk.Brief) (desk.Draft, error) {
		return desk.Draft{Grounded: true, Progress: conversation.Forward, Why: "SECRET-draft",
			Messages: []desk.Message{{Text: "open words", Why: "SECRET-why"}}, Facts: []desk.Fact{}}, nil
	}
	s.want(s.call("POST", "conversations/"+s.a+"/notes", elin, map[string]any{"text": "SECRET-note about her"}), 200, "")
	s.want(s.call("POST", "conversations/"+s.a+"/transfer", elin, map[string]any{"matter": "m1", "note": "SECRET-transfer"}), 200, "")
	s.work()
	s.want(s.call("POST", "conversations/"+s.a+"/take", lea, nil), 200, "")
	s.want(s.call("POST", "conversations/"+s.a+"/settle", lea, map[string]any{"matter": "m1", "outcome": "settled", "note": "SECRET-settle"}), 200, "")
	s.work()
	staff := s.call("GET", "conversations/"+s.a+"/timeline", lea, nil)
	if strings.Count(staff.text, "SECRET") < 3 {
		t.Fatalf("staff does not see the notes: %s", staff.text)
	}
	for _, path := range []string{"", "/messages", "/summary"} {
		a := s.want(s.call("GET", "conversations/"+s.a+path, s.tokens[2], nil), 200, "")
		if strings.Contains(a.text, "SECRET") || strings.Contains(a.text, `"reading"`) {
			t.Errorf("GET %s tells a customer: %s", path, a.text)
		}
	}
	if a := s.call("GET", "me/conversations", s.tokens[2], nil); strings.Contains(a.text, "SECRET") {
		t.Errorf("my conversations: %s", a.text)
	}
	if strings.Contains(s.log.String(), "secret of") || strings.Contains(s.log.String(), "SECRET") || strings.Contains(s.log.String(), "c-0001") {
		t.Errorf("the log holds what people wrote, or who they are")
	}
}
