package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func caseFile(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "cases.json")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// shiftCases are claims as an integrator writes them, with the rules that they
// break. Times are local with their offset.
var shiftCases = []struct{ market, expert, booked, claim, want string }{
	{"SE", `"age": 30`, ``, `2026-12-01T09:00:00+01:00 2026-12-01T13:00:00+01:00`, ""},
	{"SE", `"age": 30`, `2026-12-01T17:00:00+01:00 2026-12-01T21:00:00+01:00`, `2026-12-02T08:00:00+01:00 2026-12-02T12:00:00+01:00`, ""},
	{"SE", `"age": 30`, `2026-12-01T17:00:00+01:00 2026-12-01T21:00:00+01:00`, `2026-12-02T07:59:00+01:00 2026-12-02T12:00:00+01:00`, "SE.daily_rest 2026-12-02T07:00:00Z"},
	{"SE", `"age": 30`, `2026-12-02T12:00:00+01:00 2026-12-02T16:00:00+01:00`, `2026-12-01T20:00:00+01:00 2026-12-02T00:00:00+01:00`, ""},
	{"SE", `"age": 30`, `2026-12-02T10:30:00+01:00 2026-12-02T15:00:00+01:00`, `2026-12-01T20:00:00+01:00 2026-12-02T00:00:00+01:00`, "SE.daily_rest"},
	{"SE", `"other_hours": [{"start": "2026-12-01T17:00:00+01:00", "end": "2026-12-01T23:00:00+01:00"}]`, ``, `2026-12-02T08:00:00+01:00 2026-12-02T12:00:00+01:00`, "SE.daily_rest 2026-12-02T09:00:00Z"},
	{"SE", `"age": 30`, ``, `2026-12-01T22:00:00+01:00 2026-12-02T00:00:00+01:00`, ""},
	{"SE", `"age": 30`, ``, `2026-12-01T22:00:00+01:00 2026-12-02T00:30:00+01:00`, "SE.night_ban 2026-12-02T04:00:00Z"},
	{"SE", `"age": 30`, ``, `2026-12-01T22:00:00Z 2026-12-01T23:30:00Z`, "SE.night_ban 2026-12-02T04:00:00Z"}, // the same, said in UTC
	{"SE", `"night_agreement": true`, ``, `2026-12-01T22:00:00+01:00 2026-12-02T00:30:00+01:00`, ""},
	{"SE", `"age": 30`, ``, `2026-10-25T05:00:00+01:00 2026-10-25T08:00:00+01:00`, ""}, // 05:00 is six hours after midnight when the clock goes back
	{"SE", `"age": 30`, ``, `2026-10-25T05:00:00+02:00 2026-10-25T08:00:00+02:00`, "SE.night_ban 2026-10-25T04:00:00Z"},
	{"SE", `"age": 30`, ``, `2026-12-01T09:00:00+01:00 2026-12-01T14:01:00+01:00`, "SE.break"},
	{"SE", `"age": 17`, ``, `2026-12-01T18:00:00+01:00 2026-12-01T22:30:00+01:00`, ""},
	{"SE", `"age": 17`, ``, `2026-12-01T20:00:00+01:00 2026-12-01T23:30:00+01:00`, "SE.minor 2026-12-02T05:00:00Z"},
	{"SE", `"age": 15`, ``, `2026-12-01T16:00:00+01:00 2026-12-01T18:00:00+01:00`, "SE.minor"},
	{"SE", `"student": "third_country", "other_hours": [{"start": "2026-12-01T08:00:00+01:00", "end": "2026-12-01T20:00:00+01:00"}]`, ``, `2026-12-03T09:00:00+01:00 2026-12-03T12:30:00+01:00`, "SE.student_3rd_country 2026-12-06T23:00:00Z"},
	{"UK", `"age": 30`, `2026-12-01T14:00:00Z 2026-12-01T20:00:00Z`, `2026-12-02T06:30:00Z 2026-12-02T12:00:00Z`, "UK.daily_rest 2026-12-02T07:00:00Z"},
	{"UK", `"age": 30`, ``, `2026-12-01T09:00:00Z 2026-12-01T15:00:00Z`, ""},
	{"UK", `"age": 30`, ``, `2026-12-01T09:00:00Z 2026-12-01T15:01:00Z`, "UK.break"},
	{"UK", `"student": "uk_visa"`, `2026-11-30T09:00:00Z 2026-11-30T15:00:00Z 2026-12-01T09:00:00Z 2026-12-01T15:00:00Z 2026-12-02T09:00:00Z 2026-12-02T15:00:00Z`, `2026-12-04T09:00:00Z 2026-12-04T11:00:00Z`, ""},
	{"UK", `"student": "uk_visa"`, `2026-11-30T09:00:00Z 2026-11-30T15:00:00Z 2026-12-01T09:00:00Z 2026-12-01T15:00:00Z 2026-12-02T09:00:00Z 2026-12-02T15:00:00Z`, `2026-12-04T09:00:00Z 2026-12-04T11:30:00Z`, "UK.student_visa 2026-12-07T00:00:00Z"},
	{"UK", `"student": "uk_visa", "vacation": true`, `2026-11-30T09:00:00Z 2026-11-30T15:00:00Z 2026-12-01T09:00:00Z 2026-12-01T15:00:00Z 2026-12-02T09:00:00Z 2026-12-02T15:00:00Z`, `2026-12-04T09:00:00Z 2026-12-04T14:00:00Z`, ""},
	{"UK", `"student": "uk_visa", "self_employed": true`, ``, `2026-12-04T09:00:00Z 2026-12-04T11:00:00Z`, "UK.student_visa"},
	{"US", `"student": "f1"`, ``, `2026-12-04T09:00:00-05:00 2026-12-04T11:00:00-05:00`, "US.F1"},
	{"US", `"student": "f1", "work_authorisation": true`, ``, `2026-12-04T09:00:00-05:00 2026-12-04T11:00:00-05:00`, ""},
	{"US", `"age": 40`, ``, `2026-12-04T00:00:00-05:00 2026-12-04T12:00:00-05:00`, ""},
	{"US-CA", `"student": "f1"`, ``, `2026-12-04T09:00:00-08:00 2026-12-04T15:00:00-08:00`, "US.CA.meal, US.F1"},
	{"US-CA", `"age": 40`, ``, `2026-12-04T09:00:00-08:00 2026-12-04T14:00:00-08:00`, ""},
}

func periods(list string) string {
	var out []string
	w := strings.Fields(list)
	for i := 0; i+1 < len(w); i += 2 {
		out = append(out, fmt.Sprintf(`{"start": %q, "end": %q}`, w[i], w[i+1]))
	}
	return strings.Join(out, ", ")
}

func TestShiftsCheckNamesEveryRuleAClaimWouldBreak(t *testing.T) {
	var list []string
	for _, c := range shiftCases {
		list = append(list, fmt.Sprintf(`{"market": %q, "expert": {%s}, "booked": [%s], "claim": %s}`, c.market, c.expert, periods(c.booked), periods(c.claim)))
	}
	for name, text := range map[string]string{"a list": "[" + strings.Join(list, ",\n") + "]", "one a line": strings.Join(list, "\n")} {
		code, out, errs := call("en", "", "shifts", "check", caseFile(t, text), "--json")
		if code != done || errs != "" {
			t.Fatalf("%s: %d %s", name, code, errs)
		}
		lines := strings.Split(strings.TrimSpace(out), "\n")
		if len(lines) != len(shiftCases) {
			t.Fatalf("%s: %d answers to %d cases", name, len(lines), len(shiftCases))
		}
		for i, line := range lines {
			var got shiftAnswer
			if err := json.Unmarshal([]byte(line), &got); err != nil {
				t.Fatal(err)
			}
			var broken []string
			for _, r := range got.Rules {
				if s := r.ID; r.Until != nil {
					broken = append(broken, s+" "+*r.Until)
				} else {
					broken = append(broken, s)
				}
				if r.Reason == "" || strings.Contains(r.Reason, "{") {
					t.Errorf("half a reason: %q", r.Reason)
				}
			}
			if s := strings.Join(broken, ", "); s != shiftCases[i].want || got.Allowed != (s == "") {
				t.Errorf("case %d: %s\n got %q\nwant %q", i+1, list[i], s, shiftCases[i].want)
			}
		}
	}
}

// Seventeen weeks of 48 hours are the most on average; an opt-out lifts it.
func TestTheAverageOfSeventeenWeeks(t *testing.T) {
	var booked []string
	for w := range 17 {
		for d := range 6 { // six days of eight hours, with a break
			day := fmt.Sprintf(`{"start": "%s", "end": "%s", "break_minutes": 30}`, addDays("2026-01-05T09:00:00Z", 7*w+d), addDays("2026-01-05T17:30:00Z", 7*w+d))
			if w == 16 && d == 5 {
				continue // the claim
			}
			booked = append(booked, day)
		}
	}
	for _, x := range []struct{ expert, end, want string }{
		{``, "2026-05-02T17:30:00Z", `"allowed":true`}, {``, "2026-05-02T17:31:00Z", `"id":"UK.weekly_avg"`}, {`"opt_out": true`, "2026-05-02T17:31:00Z", `"allowed":true`},
	} {
		text := fmt.Sprintf(`{"market": "UK", "expert": {%s}, "booked": [%s], "claim": {"start": "2026-05-02T09:00:00Z", "end": %q, "break_minutes": 30}}`, x.expert, strings.Join(booked, ","), x.end)
		if code, out, errs := call("en", text, "shifts", "check", "-"); code != done || !strings.Contains(out, x.want) {
			t.Errorf("%v: %d %s%s", x, code, out, errs)
		}
	}
}

func TestShiftsCheckSpeaksSwedishAndSaysWhatIsWrong(t *testing.T) {
	night := `{"market": "SE", "expert": {"age": 30}, "booked": [], "claim": {"start": "2026-12-01T22:00:00+01:00", "end": "2026-12-02T00:30:00+01:00"}}`
	_, out, _ := call("en", night, "shifts", "check", "-", "--lang", "sv")
	if !strings.Contains(out, "är till för vila") || !strings.Contains(out, "möjligt från 05.00 den 2/12 (ATL 13§2") {
		t.Error(out)
	}
	claim := `"claim": {"start": "2026-12-01T22:00:00+01:00", "end": "2026-12-02T00:30:00+01:00"}`
	for text, want := range map[string]string{
		`{"market": "SE", "expert": {}, ` + claim + `} {"market": "XX", ` + claim + `}`: "case 2: market: XX is no market; choose SE, UK, US, US-CA",
		`{` + claim + `}`:                 "case 1: market: is missing",
		`{"market": "SE", "expert": {}}`:  "case 1: claim: is missing",
		`{"market": "SE", "clam": {}}`:    "case 1: clam: there is no such field",
		`{"market": 7}`:                   "case 1: market: it can't be written like this (number)",
		`[{"market": "SE", "claim": {}}]`: "case 1: claim.start: is missing",
		`[{"market": "SE", "claim": {"start": "today", "end": "x"}}]`:                                                        "case 1: claim.start: today is no time",
		`[{"market": "SE", "claim": {"start": "2026-12-01T22:00:00Z", "end": "2026-12-01T22:00:00Z"}}]`:                      "case 1: claim.end: the end must come after the start",
		`[{"market": "SE", "claim": {"start": "2026-12-01T22:00:00Z", "end": "2026-12-11T22:00:00Z"}}]`:                      "case 1: claim.end: one period is seven days at most",
		`[{"market": "SE", "claim": {"start": "2026-12-01T22:00:00Z", "end": "2026-12-01T23:00:00Z", "break_minutes": 60}}]`: "case 1: claim.break_minutes: the break must be shorter",
		`[{"market": "SE", "booked": [{"start": "2026-12-01T22:00:00Z"}], ` + claim + `}]`:                                   "case 1: booked[0].end: is missing",
		`[{"market": "SE", "booked": [{"start": "2026-12-01T20:00:00Z", "end": "2026-12-01T22:00:00Z"}], ` + claim + `}]`:    "case 1: claim: overlaps something",
		`[{"market": "SE", "expert": {"student": "phd"}, ` + claim + `}]`:                                                    "case 1: expert.student: phd is not one of none, eu",
		`[{"market": "US", "expert": {"age": 17}, ` + claim + `}]`:                                                           "case 1: expert.age: the age must be between 18 and 120",
		`[{"market": "SE", "expert": {"age": -1}, ` + claim + `}]`:                                                           "case 1: expert.age: the age must be between 0 and 120",
		`nonsense`: "- is not JSON", `[1, 2`: "- is not JSON",
	} {
		code, out, errs := call("en", text, "shifts", "check", "-", "--json")
		if code != failed || out != "" || !strings.Contains(errs, want) || strings.Count(errs, "\n") != 1 {
			t.Errorf("%s: %d %q %q, want %q", text, code, out, errs, want)
		}
	}
	if code, _, errs := call("sv", `{"market": "SE"}`, "shifts", "check", "-"); code != failed || errs != "samtal: fall 1: claim: saknas\n" {
		t.Errorf("%d %q", code, errs)
	}
	if code, _, errs := call("en", "", "shifts", "check", "nowhere.json"); code != failed || !strings.Contains(errs, "nowhere.json can't be read") {
		t.Errorf("%d %q", code, errs)
	}
	if code, _, _ := call("en", "", "shifts", "check"); code != wrongUse {
		t.Errorf("without a file: %d", code)
	}
	if code, _, _ := call("en", night, "shifts", "check", "-", "--lang", "fi"); code != wrongUse {
		t.Errorf("in Finnish: %d", code)
	}
}

// The pack's rules are those that were researched: the same ids, kinds and
// sources, for all markets together.
func TestThePacksRulesAreThoseThatWereResearched(t *testing.T) {
	src, err := os.ReadFile("../../../shared/data/working_time_rules.json")
	if err != nil {
		t.Skip("../shared is not here: ", err)
	}
	var want struct {
		Rules []struct{ ID, Kind, Ref, Country string }
	}
	if err := json.Unmarshal(src, &want); err != nil {
		t.Fatal(err)
	}
	files, err := packFS("")
	if err != nil {
		t.Fatal(err)
	}
	laws, err := workLaws(files)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]string{}
	for market, law := range laws {
		for _, r := range law.Rules {
			if market == "US-CA" && !strings.HasPrefix(r.ID, "US.CA.") {
				continue // federal, from US
			}
			have[r.ID] = market + " " + r.Kind + " " + r.Ref
		}
	}
	for _, r := range want.Rules {
		if have[r.ID] != r.Country+" "+r.Kind+" "+r.Ref {
			t.Errorf("%s is %q in the pack, %q in the list", r.ID, have[r.ID], r.Country+" "+r.Kind+" "+r.Ref)
		}
		delete(have, r.ID)
	}
	if len(have) > 0 {
		t.Errorf("the pack has rules that nobody researched: %v", have)
	}
}

func addDays(at string, n int) string {
	t, _ := readTime(0, "", &at)
	return t.AddDate(0, 0, n).Format("2006-01-02T15:04:05Z07:00")
}
