package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// worked writes periods as a case does; each may be followed by more fields.
func worked(list ...string) string {
	var out []string
	for i := 0; i+2 < len(list); i += 3 {
		more := list[i+2]
		if more != "" {
			more = ", " + more
		}
		out = append(out, fmt.Sprintf(`{"start": %q, "end": %q%s}`, list[i], list[i+1], more))
	}
	return strings.Join(out, ", ")
}

// weekOf is n days of the same hours from Monday 2026-11-30, at an offset.
func weekOf(n int, from, to, offset, more string) string {
	var list []string
	for d := range n {
		day := addDays("2026-11-30T00:00:00Z", d)[:10]
		list = append(list, day+"T"+from+offset, day+"T"+to+offset, more)
	}
	return worked(list...)
}

const half = `"break_minutes": 30`

// payCases are worked by hand: each comment is the whole sum. The rules and
// their sources are in content/markets/pay and ../shared/data/working_time_rules.json.
var payCases = []struct{ name, head, worked, lines, total string }{
	// Sweden, 160 kr. The agreement's month is 175 hours: 28,000 kr.
	{"an ordinary day, the break unpaid: 7.5 h x 160", `"market": "SE", "rate": "160.00"`, worked("2026-12-01T09:00:00+01:00", "2026-12-01T17:00:00+01:00", half),
		"450 x1 hourly_rate 1200.00", "1200.00"},
	{"an evening: 4 x 160, and 28,000/600 = 46.667 for each of 3 hours after 18", `"market": "SE", "rate": "160.00"`, worked("2026-12-01T17:00:00+01:00", "2026-12-01T21:00:00+01:00", ""),
		"240 x1 hourly_rate 640.00; 180 x0.2917 SE.overtime_pay 140.00", "780.00"},
	{"over midnight: 4 x 160, 2 x 28,000/600, 2 x 28,000/400 = 70", `"market": "SE", "rate": "160.00"`, worked("2026-12-01T22:00:00+01:00", "2026-12-02T02:00:00+01:00", ""),
		"240 x1 hourly_rate 640.00; 120 x0.2917 SE.overtime_pay 93.33; 120 x0.4375 SE.overtime_pay 140.00", "873.33"},
	{"a Saturday: 4 x 160 and 4 x 28,000/300 = 93.333", `"market": "SE", "rate": "160.00"`, worked("2026-12-05T10:00:00+01:00", "2026-12-05T14:00:00+01:00", ""),
		"240 x1 hourly_rate 640.00; 240 x0.5833 SE.overtime_pay 373.33", "1013.33"},
	{"Christmas Eve: 2 x 160 and 2 x 28,000/150 = 186.667", `"market": "SE", "rate": "160.00"`, worked("2026-12-24T10:00:00+01:00", "2026-12-24T12:00:00+01:00", ""),
		"120 x1 hourly_rate 320.00; 120 x1.1667 SE.overtime_pay 373.33", "693.33"},
	{"45 hours: 40 x 160, and 5 Friday hours at 28,000/94 = 297.872", `"market": "SE", "rate": "160.00"`, weekOf(5, "08:00:00", "17:00:00", "+01:00", ""),
		"2400 x1 hourly_rate 6400.00; 300 x1.8617 SE.overtime_pay 1489.36", "7889.36"},
	{"the Sunday night when the clock goes back has 6 hours from 00 to 05: 6 x 160 and 6 x 93.333", `"market": "SE", "rate": "160.00"`, worked("2026-10-25T00:00:00+02:00", "2026-10-25T05:00:00+01:00", ""),
		"360 x1 hourly_rate 960.00; 360 x0.5833 SE.overtime_pay 560.00", "1520.00"},
	{"a bonus for each of two shifts: 2 x 2 x 160 and 2 x 50", `"market": "SE", "rate": 160, "bonus": "50.00"`, worked("2026-12-01T09:00:00+01:00", "2026-12-01T11:00:00+01:00", "", "2026-12-02T09:00:00+01:00", "2026-12-02T11:00:00+01:00", ""),
		"240 x1 hourly_rate 640.00; 0 x1 bonus 100.00", "740.00"},
	// The United Kingdom.
	{"10 hours at 12.00 are raised to 12.71: 10 x 0.71", `"market": "UK", "rate": "12.00"`, worked("2026-12-01T09:00:00Z", "2026-12-01T19:30:00Z", half),
		"600 x1 hourly_rate 120.00; 600 x1 UK.overtime_pay 7.10", "127.10"},
	{"before April 2026 to 12.21", `"market": "UK", "rate": "12.00"`, worked("2026-03-31T09:00:00+01:00", "2026-03-31T19:00:00+01:00", ""),
		"600 x1 hourly_rate 120.00; 600 x1 UK.overtime_pay 2.10", "122.10"},
	{"at 20 years 10.85 is the least", `"market": "UK", "rate": "12.00", "age": 20`, worked("2026-12-01T09:00:00Z", "2026-12-01T19:00:00Z", ""),
		"600 x1 hourly_rate 120.00", "120.00"},
	{"a bonus counts towards the minimum: 120 + 5, raised by 2.10", `"market": "UK", "rate": "12.00", "bonus": "5.00"`, worked("2026-12-01T09:00:00Z", "2026-12-01T19:00:00Z", ""),
		"600 x1 hourly_rate 120.00; 0 x1 bonus 5.00; 600 x1 UK.overtime_pay 2.10", "127.10"},
	// The United States, federal.
	{"45 hours at 20: 40 x 20 and 5 x 30", `"market": "US", "rate": "20.00"`, weekOf(5, "08:00:00", "17:00:00", "-05:00", ""),
		"2400 x1 hourly_rate 800.00; 300 x1.5 US.flsa_week 150.00", "950.00"},
	{"with 5 x 50 of bonus: 800 + 250, and 5 x (30 + 0.5 x 250/45) = 163.89", `"market": "US", "rate": "20.00", "bonus": "50"`, weekOf(5, "08:00:00", "17:00:00", "-05:00", ""),
		"2400 x1 hourly_rate 800.00; 300 x1.5 US.flsa_week 163.89; 0 x1 bonus 250.00", "1213.89"},
	{"two weeks of 38 and 42 are no 80 to average: 2 hours of overtime", `"market": "US", "rate": "10.00"`, weekOf(4, "08:00:00", "17:30:00", "-05:00", "") + ", " + worked("2026-12-07T06:00:00-05:00", "2026-12-07T20:00:00-05:00", "", "2026-12-08T06:00:00-05:00", "2026-12-08T20:00:00-05:00", "", "2026-12-09T06:00:00-05:00", "2026-12-09T20:00:00-05:00", ""),
		"4680 x1 hourly_rate 780.00; 120 x1.5 US.flsa_week 30.00", "810.00"},
	{"a break of 20 minutes is paid, one of 30 is not: 4 + 3.5 hours", `"market": "US", "rate": "20.00"`, worked("2026-12-01T08:00:00-05:00", "2026-12-01T12:00:00-05:00", `"break_minutes": 20`, "2026-12-02T08:00:00-05:00", "2026-12-02T12:00:00-05:00", half),
		"450 x1 hourly_rate 150.00", "150.00"},
	// California.
	{"10 hours: 8 x 20 and 2 x 30", `"market": "US-CA", "rate": "20.00"`, worked("2026-12-01T09:00:00-08:00", "2026-12-01T19:30:00-08:00", half),
		"480 x1 hourly_rate 160.00; 120 x1.5 US.CA.day_ot 60.00", "220.00"},
	{"13 hours and one meal of two: 160 + 4 x 30 + 40, and an hour for the meal", `"market": "US-CA", "rate": "20.00"`, worked("2026-12-01T09:00:00-08:00", "2026-12-01T22:30:00-08:00", half),
		"480 x1 hourly_rate 160.00; 240 x1.5 US.CA.day_ot 120.00; 60 x2 US.CA.day_ot 40.00; 60 x1 US.CA.meal 20.00", "340.00"},
	{"6 hours without a meal: 120 and an hour", `"market": "US-CA", "rate": "20.00"`, worked("2026-12-01T09:00:00-08:00", "2026-12-01T15:00:00-08:00", ""),
		"360 x1 hourly_rate 120.00; 60 x1 US.CA.meal 20.00", "140.00"},
	{"6 hours and the meal waived", `"market": "US-CA", "rate": "20.00"`, worked("2026-12-01T09:00:00-08:00", "2026-12-01T15:00:00-08:00", `"meal_waived": true`),
		"360 x1 hourly_rate 120.00", "120.00"},
	{"five days of 10: no hour is overtime twice: 40 x 20 and 10 x 30", `"market": "US-CA", "rate": "20.00"`, weekOf(5, "09:00:00", "19:30:00", "-08:00", half),
		"2400 x1 hourly_rate 800.00; 600 x1.5 US.CA.day_ot 300.00", "1100.00"},
	{"seven days of 9: 40 x 20; a ninth hour Monday to Friday, 9 on Saturday and 8 on Sunday at 30; Sunday's ninth at 40", `"market": "US-CA", "rate": "20.00"`, weekOf(7, "09:00:00", "18:30:00", "-08:00", half),
		"2400 x1 hourly_rate 800.00; 1320 x1.5 US.CA.day_ot 660.00; 60 x2 US.CA.day_ot 40.00", "1500.00"},
	{"a flat bonus of 40 over 8 straight hours is 5: 160 + 2 x 1.5 x (20 + 5) + 40", `"market": "US-CA", "rate": "20.00", "bonus": "40.00"`, worked("2026-12-01T09:00:00-08:00", "2026-12-01T19:30:00-08:00", half),
		"480 x1 hourly_rate 160.00; 120 x1.5 US.CA.day_ot 75.00; 0 x1 bonus 40.00", "275.00"},
	{"sent home after 1 of 8 hours: 20, and 3 hours up to half", `"market": "US-CA", "rate": "20.00"`, worked("2026-12-01T09:00:00-08:00", "2026-12-01T10:00:00-08:00", `"scheduled_minutes": 480`),
		"60 x1 hourly_rate 20.00; 180 x1 US.CA.reporting 60.00", "80.00"},
	{"of 3 hours at least 2: 20 and 20", `"market": "US-CA", "rate": "20.00"`, worked("2026-12-01T09:00:00-08:00", "2026-12-01T10:00:00-08:00", `"scheduled_minutes": 180`),
		"60 x1 hourly_rate 20.00; 60 x1 US.CA.reporting 20.00", "40.00"},
	{"of 12 hours at most 4: 20 and 60", `"market": "US-CA", "rate": "20.00"`, worked("2026-12-01T09:00:00-08:00", "2026-12-01T10:00:00-08:00", `"scheduled_minutes": 720`),
		"60 x1 hourly_rate 20.00; 180 x1 US.CA.reporting 60.00", "80.00"},
	{"given exactly half of the shift nothing is added", `"market": "US-CA", "rate": "20.00"`, worked("2026-12-01T09:00:00-08:00", "2026-12-01T13:00:00-08:00", `"scheduled_minutes": 480`),
		"240 x1 hourly_rate 80.00", "80.00"},
	{"a split day of 8 hours at 17: 136, raised to 9 x 16.90 = 152.10", `"market": "US-CA", "rate": "17.00"`, worked("2026-12-01T08:00:00-08:00", "2026-12-01T12:00:00-08:00", "", "2026-12-01T14:00:00-08:00", "2026-12-01T18:00:00-08:00", ""),
		"480 x1 hourly_rate 136.00; 60 x1 US.CA.split_shift 16.10", "152.10"},
	{"who asked for the gap has no premium, nor has a gap of one hour", `"market": "US-CA", "rate": "17.00"`, worked("2026-12-01T08:00:00-08:00", "2026-12-01T12:00:00-08:00", "", "2026-12-01T14:00:00-08:00", "2026-12-01T18:00:00-08:00", `"asked_for": true`, "2026-12-02T08:00:00-08:00", "2026-12-02T12:00:00-08:00", "", "2026-12-02T13:00:00-08:00", "2026-12-02T17:00:00-08:00", ""),
		"960 x1 hourly_rate 272.00", "272.00"},
	{"a rest that was not given: 80, and an hour at 20 + 8/4", `"market": "US-CA", "rate": "20.00", "bonus": "8.00"`, worked("2026-12-01T09:00:00-08:00", "2026-12-01T13:00:00-08:00", `"rest_missed": true`),
		"240 x1 hourly_rate 80.00; 0 x1 bonus 8.00; 60 x1 US.CA.rest 22.00", "110.00"},
	{"three hours from 00 to 04 when the clock goes forward", `"market": "US-CA", "rate": "20.00"`, worked("2026-03-08T00:00:00-08:00", "2026-03-08T04:00:00-07:00", ""),
		"180 x1 hourly_rate 60.00", "60.00"},
	{"7 minutes at 19.99 are 2.33217, rounded once", `"market": "US", "rate": "19.99"`, worked("2026-12-01T09:00:00-05:00", "2026-12-01T09:07:00-05:00", ""),
		"7 x1 hourly_rate 2.33", "2.33"},
	{"nothing worked", `"market": "US", "rate": "19.99"`, "", "", "0.00"},
}

func TestPayIsWorkedOutLineByLine(t *testing.T) {
	var list []string
	for _, c := range payCases {
		list = append(list, fmt.Sprintf(`{%s, "worked": [%s]}`, c.head, c.worked))
	}
	code, out, errs := call("en", "["+strings.Join(list, ",")+"]", "pay", "calculate", "-", "--json")
	if code != done || errs != "" {
		t.Fatalf("%d %s", code, errs)
	}
	answers := strings.Split(strings.TrimSpace(out), "\n")
	if len(answers) != len(payCases) {
		t.Fatalf("%d answers to %d cases", len(answers), len(payCases))
	}
	for i, c := range payCases {
		var got payAnswer
		if err := json.Unmarshal([]byte(answers[i]), &got); err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, l := range got.Lines {
			lines = append(lines, fmt.Sprintf("%s x%s %s %s", l.Minutes, l.Multiplier, l.Rule, l.Amount))
		}
		if s := strings.Join(lines, "; "); s != c.lines || got.Total != c.total {
			t.Errorf("%s\n got %s = %s\nwant %s = %s", c.name, s, got.Total, c.lines, c.total)
		}
	}
}

func TestALineSaysFromWhichMinutesItIs(t *testing.T) {
	_, out, _ := call("en", `{"market": "US-CA", "rate": "20.00", "worked": [`+worked("2026-12-01T09:00:00-08:00", "2026-12-01T19:30:00-08:00", half)+`]}`, "pay", "calculate", "-")
	want := `{"minutes":480,"multiplier":"1","amount":"160.00","rule":"hourly_rate","from":[{"start":"2026-12-01T17:00:00Z","end":"2026-12-01T22:00:00Z"},{"start":"2026-12-01T22:30:00Z","end":"2026-12-02T01:30:00Z"}]}`
	if !strings.Contains(out, want) {
		t.Error(out)
	}
}

func TestPayFaultsAreOneClearLine(t *testing.T) {
	work := `"worked": [` + worked("2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z", "") + `]`
	for text, want := range map[string]string{
		`{"rate": "1", ` + work + `}`:                                                                              "case 1: market: is missing",
		`{"market": "SE", ` + work + `}`:                                                                           "case 1: rate: is missing",
		`{"market": "SE", "rate": null, ` + work + `}`:                                                             "case 1: rate: is missing",
		`{"market": "SE", "rate": "much", ` + work + `}`:                                                           "case 1: rate: much is no amount; write for example 160.00",
		`{"market": "SE", "rate": "-1", ` + work + `}`:                                                             "case 1: rate: -1 is no amount",
		`{"market": "SE", "rate": "1e3", ` + work + `}`:                                                            "case 1: rate: 1e3 is no amount",
		`{"market": "SE", "rate": "1", "bonus": "x", ` + work + `}`:                                                "case 1: bonus: x is no amount",
		`{"market": "SE", "rate": "1", "age": -3, ` + work + `}`:                                                   "case 1: age: the age must be between 0 and 120",
		`{"market": "SE", "rate": "1"}`:                                                                            "case 1: worked: is missing",
		`{"market": "SE", "rate": "1", "wages": []}`:                                                               "case 1: wages: there is no such field",
		`[{"market": "SE", "rate": "1", ` + work + `}, {"market": "SE", "rate": "1", "worked": [{"start": "x"}]}]`: "case 2: worked[0].start: x is no time",
		`{"market": "SE", "rate": "1", "worked": [` + worked("2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z", "", "2026-12-01T08:00:00Z", "2026-12-01T09:30:00Z", "") + `]}`: "case 1: worked[0]: overlaps",
		`{"market": "SE", "rate": "1", "worked": [` + worked("2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z", `"scheduled_minutes": -1`) + `]}`:                              "case 1: worked[0].scheduled_minutes:",
	} {
		code, out, errs := call("en", text, "pay", "calculate", "-", "--json")
		if code != failed || out != "" || !strings.Contains(errs, want) || strings.Count(errs, "\n") != 1 {
			t.Errorf("%s: %d %q %q, want %q", text, code, out, errs, want)
		}
	}
}
