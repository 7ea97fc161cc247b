package server_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"samtal/core/admission"
	"samtal/core/practice"
)

// applicant is somebody who applies over HTTP.
type applicant struct {
	*house
	token, id string
}

func (h *house) applies(name string) *applicant {
	h.t.Helper()
	a := h.want(h.call("POST", "applications", "", map[string]any{"market": "SE", "language": "sv", "name": name + " Ek", "working_name": name, "email": strings.ToLower(name) + "@example.com"}), 201, "")
	if a.str("application.step") != "facts" {
		h.t.Fatal(a.text)
	}
	return &applicant{h, a.str("token"), a.str("application.id")}
}

var grown = map[string]any{"born": "2000-05-01", "may_work": true, "student": "third_country", "other": []map[string]any{{"day": 1, "from": "22:00", "to": "06:00"}}}

// schooled takes an applicant to the lead's decision.
func (a *applicant) schooled() {
	a.t.Helper()
	a.want(a.call("PUT", "applications/me/facts", a.token, grown), 200, "")
	school := a.pack.School()
	var right []int
	for _, q := range school.Languages["sv"].Questions {
		right = append(right, q.Right)
	}
	got := a.want(a.call("POST", "applications/me/language", a.token, map[string]any{"language": "sv", "answers": right,
		"text": "Hej! Jag förstår att du har skickat tillbaka jackan. Jag pausar fakturan nu och hör av mig när butiken har svarat oss."}), 200, "")
	if got.at("passed") != true {
		a.t.Fatal(got.text)
	}
	right = nil
	for _, q := range school.Quiz {
		right = append(right, q.Right)
	}
	a.want(a.call("POST", "learn/quiz", a.token, map[string]any{"language": "sv", "answers": right}), 200, "")
	for _, customer := range []string{"later_due_date", "invoice_copy", "send_it_back"} {
		a.practises(customer, school.Customers[customer].Good)
	}
}

func (a *applicant) practises(customer string, steps []practice.Step) answer {
	a.t.Helper()
	run := a.want(a.call("POST", "learn/practices", a.token, map[string]any{"customer": customer, "language": "sv"}), 201, "")
	for _, s := range steps {
		a.advance(20e9)
		run = a.want(a.call("POST", "learn/practices/"+run.str("id")+"/turns", a.token,
			map[string]any{"text": s.Say["sv"], "act": s.Act, "end": string(s.End), "minutes": int(s.BackBy.Minutes())}), 200, "")
	}
	if run.at("result.passed") != true {
		a.t.Fatal(run.text)
	}
	return run
}

// From an application to an expert who is offered customers, every step over HTTP.
func TestFromApplicationToAnExpertWhoIsOfferedCustomers(t *testing.T) {
	h := newHouse(t, nil)
	lead := h.staff("l-01")
	a := h.applies("Nova")
	h.want(a.call("POST", "learn/practices", a.token, map[string]any{"customer": "lost_card", "language": "sv"}), 409, "application_not_yet")
	h.want(a.call("POST", "applications/"+a.id+"/admit", lead, bodyFor("POST /applications/{id}/admit", 0)), 409, "application_not_yet")
	h.want(a.call("POST", "applications/me/sign-in", a.token, nil), 409, "application_not_yet")
	a.schooled()
	mine := h.want(a.call("GET", "applications/me", a.token, nil), 200, "")
	if mine.str("state") != "ready" || mine.str("step") != "lead" || mine.len("practices") != 3 {
		t.Fatal(mine.text)
	}
	list := h.want(h.call("GET", "applications", lead, nil), 200, "")
	if list.str("items.0.id") != a.id || list.at("items.0.waits") != true {
		t.Fatal(list.text)
	}
	for code, skill := range map[string]map[string]any{"skill_sensitive": {"topic": "fraud", "language": "sv", "level": 2}, "skill_language": {"topic": "refund", "language": "en", "level": 1}, "skill_topic": {"topic": "weather", "language": "sv", "level": 1}} {
		h.want(h.call("POST", "applications/"+a.id+"/admit", lead, map[string]any{"skills": []any{skill}}), 422, code)
	}
	done := h.want(h.call("POST", "applications/"+a.id+"/admit", lead, map[string]any{"skills": []map[string]any{{"topic": "*", "language": "sv", "level": 2}, {"topic": "fraud", "language": "sv", "level": 3}}}), 200, "")
	expert := done.str("expert")
	if e, err := h.store.Expert(t.Context(), expert); err != nil || e.Name != "Nova" || e.Skills["fraud"] != 3 || !slices.Equal(e.Languages, []string{"sv"}) {
		t.Fatalf("%+v %v", e, err)
	}
	h.want(h.call("POST", "applications/"+a.id+"/refuse", lead, map[string]any{"reason": "skills"}), 409, "application_over")
	in := h.want(a.call("POST", "applications/me/sign-in", a.token, nil), 200, "")
	if me := h.want(h.call("GET", "experts/me", in.str("token"), nil), 200, ""); me.str("id") != expert {
		t.Fatal(me.text)
	}
	customer := h.customer("c-0001")
	id := h.want(h.call("POST", "conversations", customer, map[string]any{"market": "SE", "language": "sv"}), 201, "").str("id")
	h.write(customer, id, "m1", "hej, var är min återbetalning?")
	h.want(h.call("POST", "conversations/"+id+"/human", customer, nil), 200, "")
	if got := h.accept(expert); got != id {
		t.Errorf("Nova was offered %s", got)
	}
	// what was told about other work counts when a shift is claimed
	morning := map[string]any{"market": "SE", "language": "sv", "topics": []string{}, "seats": 1, "start": "2026-12-01T09:00:00Z", "end": "2026-12-01T11:00:00Z", "base_pay": map[string]any{"minor": 15000, "currency": "SEK"}}
	shift := h.want(h.call("POST", "shifts", lead, morning), 201, "")
	if got := h.call("POST", "shifts/"+shift.str("id")+"/claims", h.staff(expert), nil); got.status == 201 || got.status == 200 {
		t.Errorf("a shift after a night at another employer: %s", got.text)
	}
}

func TestARefusalIsToldAndAppealedToAnotherLead(t *testing.T) {
	h := newHouse(t, nil)
	a := h.applies("Noa")
	a.schooled()
	lead, other := h.staff("l-01"), h.staff("l-02")
	h.want(h.call("POST", "applications/"+a.id+"/refuse", lead, map[string]any{"reason": "moody"}), 422, "unknown_reason")
	h.want(h.call("POST", "applications/"+a.id+"/refuse", lead, map[string]any{"reason": "skills", "note": "Öva mer på tonen."}), 200, "")
	mine := h.want(a.call("GET", "applications/me", a.token, nil), 200, "")
	if mine.str("state") != "refused" || mine.str("decision.note") != "Öva mer på tonen." || !strings.Contains(mine.str("decision.says.0"), "Övningarna") || strings.Contains(mine.text, "l-01") {
		t.Fatal(mine.text)
	}
	h.want(a.call("POST", "applications/me/appeal", a.token, map[string]any{"text": "Jag har övat."}), 200, "")
	h.want(h.call("POST", "applications/"+a.id+"/appeal", lead, map[string]any{"upheld": false, "note": "Nej."}), 403, "another_lead")
	back := h.want(h.call("POST", "applications/"+a.id+"/appeal", other, map[string]any{"upheld": true, "note": "Vi tittar igen."}), 200, "")
	if back.str("state") != "ready" {
		t.Fatal(back.text)
	}
	child := h.applies("Kim")
	got := h.want(child.call("PUT", "applications/me/facts", child.token, map[string]any{"born": "2012-01-01", "may_work": true, "student": "uk_visa"}), 200, "")
	if got.str("state") != "refused" || got.str("decision.by") != "rules" || got.len("decision.says") != 2 {
		t.Fatal(got.text)
	}
	got = h.want(child.call("PUT", "applications/me/facts", child.token, map[string]any{"born": "2002-01-01", "may_work": true, "student": "none"}), 200, "")
	if got.str("step") != "language" {
		t.Fatal(got.text)
	}
	h.want(child.call("DELETE", "applications/me", child.token, nil), 200, "")
	h.want(child.call("GET", "applications/me", child.token, nil), 401, "bad_token")
}

// An applicant is let into nothing but their own application and their lessons.
func TestAnApplicantReachesNothingElse(t *testing.T) {
	s := newScene(t)
	a := s.applies("Nova")
	var spec struct {
		Paths map[string]map[string]json.RawMessage `json:"paths"`
	}
	must(t, json.Unmarshal([]byte(s.call("GET", "/openapi.json", "", nil).text), &spec))
	for path, methods := range spec.Paths {
		for method := range methods {
			op := strings.ToUpper(method) + " " + strings.TrimPrefix(path, "/api/v1")
			row, public := walk[op], false
			if row != "" {
				public = strings.HasPrefix(row, "in")
			}
			if public || strings.Contains(op, "/applications/me") || strings.Contains(op, "/learn/") {
				continue
			}
			got := s.call(strings.ToUpper(method), strings.TrimPrefix(strings.NewReplacer("{id}", s.a, "{market}", "SE", "{act}", "x").Replace(path), "/api/v1/"), a.token, bodyFor(op, 1))
			if got.status != 403 && got.status != 404 {
				t.Errorf("%s by an applicant: %d %s", op, got.status, got.text)
			}
		}
	}
	for _, token := range []string{a.token + "x", "apply~" + a.id + "~", "apply~", "apply~~", strings.Repeat("apply~", 100)} {
		s.want(s.call("GET", "applications/me", token, nil), 401, "bad_token")
	}
	s.want(s.call("POST", "applications", a.token, bodyFor("POST /applications", 0)), 403, "not_allowed")
}

func TestWhatARuleOrAMarkSaysHasWords(t *testing.T) {
	p := thePack(t)
	var keys []string
	for _, w := range []admission.Why{admission.UnderAge, admission.NoRight, admission.StudentNotHere, admission.NotAuthorised, admission.NoHoursLeft} {
		keys = append(keys, "people_"+string(w))
	}
	for _, r := range admission.Reasons {
		keys = append(keys, "people_refused_"+r)
	}
	for _, r := range []admission.Refusal{admission.Over, admission.NotYet, admission.NoDecision, admission.AppealOpen, admission.NoAppeal, admission.AnotherLead, admission.BadReason, admission.NoteMissing,
		admission.NoSkills, admission.BadLevel, admission.Sensitive, admission.BadTopic, admission.BadLanguage, admission.UnderAgeHere} {
		keys = append(keys, string(r))
	}
	for _, c := range []practice.Code{practice.ActMissing, practice.ActHarmful, practice.ActClaimed, practice.WrongEnd, practice.CustomerLeft, practice.NotEnded, practice.PromiseMissing, practice.PromiseTooFar,
		practice.PromiseLate, practice.PromiseLeft, practice.Harsh, practice.Cold, practice.AskedAgain, practice.SlowFirst, practice.SlowWord, practice.SlowWhole} {
		keys = append(keys, "practice_"+string(c))
	}
	for _, m := range []practice.MarkName{practice.MarkAct, practice.MarkPromise, practice.MarkTone, practice.MarkAgain, practice.MarkTime} {
		keys = append(keys, "practice_mark_"+string(m))
	}
	for _, lang := range []string{"sv", "en"} {
		for _, key := range keys {
			if text := p.Words(lang, key, nil); text == "" || text == key {
				t.Errorf("%s has no words in %s", key, lang)
			}
		}
	}
}
