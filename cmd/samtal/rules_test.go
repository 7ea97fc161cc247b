package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// weeksOf is n weeks of the same days and hours; the last of them is the claim.
func weeksOf(n, days int, from, to, more string) (booked, claim string) {
	var list []string
	for w := range n {
		for d := range days {
			start, end := addDays("2026-01-05T00:00:00Z", 7*w+d)[:10]+"T"+from, addDays("2026-01-05T00:00:00Z", 7*w+d)[:10]+"T"+to
			if to < from { // past midnight
				end = addDays("2026-01-05T00:00:00Z", 7*w+d+1)[:10] + "T" + to
			}
			list = append(list, worked(start, end, more))
		}
	}
	return strings.Join(list[:len(list)-1], ","), list[len(list)-1]
}

// Every rule that refuses has refused somebody: a rule that nothing can break
// protects nobody.
func TestEachRuleThatRefusesCanRefuse(t *testing.T) {
	const hour = `"break_minutes": 60`
	refused := map[string]bool{}
	for _, x := range []struct {
		market, expert string
		weeks, days    int
		from, to, more string
		want           []string // at least these
		not            []string
	}{
		{"SE", `"age": 30`, 1, 7, "08:00:00Z", "17:00:00Z", hour, []string{"SE.weekly_rest"}, []string{"SE.daily_rest", "SE.overtime"}},
		{"SE", `"age": 30`, 1, 5, "08:00:00Z", "17:00:00Z", hour, nil, []string{"SE.weekly_rest", "SE.ordinary_week", "SE.overtime", "SE.total_avg"}},
		{"SE", `"age": 30`, 4, 5, "07:00:00Z", "17:24:00Z", hour, nil, []string{"SE.overtime"}},                           // 7 h a week, 28 in four
		{"SE", `"age": 30`, 4, 6, "07:00:00Z", "17:00:00Z", hour, []string{"SE.ordinary_week", "SE.overtime"}, nil},       // 14 h a week, 56 in four
		{"SE", `"age": 30`, 17, 6, "07:00:00Z", "16:30:00Z", hour, []string{"SE.total_avg"}, []string{"SE.night_worker"}}, // 51 h a week
		{"SE", `"contract_hours": 20`, 4, 5, "08:00:00Z", "16:00:00Z", hour, []string{"SE.mertid"}, []string{"SE.overtime"}},
		{"SE", `"night_agreement": true`, 17, 6, "20:00:00Z", "05:30:00Z", hour, []string{"SE.night_worker"}, []string{"SE.night_ban"}},
		{"SE", `"age": 30`, 1, 2, "20:00:00Z", "12:00:00Z", "", []string{"SE.daily_rest", "SE.night_ban", "SE.break"}, nil},
		{"SE", `"age": 17`, 1, 2, "08:00:00Z", "17:30:00Z", hour, []string{"SE.minor"}, []string{"SE.daily_rest"}},
		{"SE", `"student": "third_country"`, 1, 3, "08:00:00Z", "14:00:00Z", hour, nil, []string{"SE.student_3rd_country"}},
		{"SE", `"student": "third_country"`, 1, 4, "08:00:00Z", "14:00:00Z", hour, []string{"SE.student_3rd_country"}, nil},
		{"UK", `"age": 30`, 2, 7, "08:00:00Z", "16:00:00Z", hour, []string{"UK.weekly_rest"}, nil},
		{"UK", `"age": 30`, 2, 6, "08:00:00Z", "16:00:00Z", hour, nil, []string{"UK.weekly_rest"}},
		{"UK", `"opt_out": true`, 17, 6, "20:00:00Z", "06:00:00Z", hour, []string{"UK.night_worker"}, []string{"UK.weekly_avg", "UK.daily_rest"}},
		{"UK", `"age": 30`, 17, 6, "20:00:00Z", "06:00:00Z", hour, []string{"UK.night_worker", "UK.weekly_avg"}, nil},
		{"UK", `"age": 30`, 1, 2, "20:00:00Z", "12:00:00Z", "", []string{"UK.daily_rest", "UK.break"}, nil},
		{"UK", `"age": 16`, 1, 6, "08:00:00Z", "15:00:00Z", hour, []string{"UK.minor"}, []string{"UK.daily_rest", "UK.weekly_avg"}},
		{"UK", `"age": 16`, 1, 5, "08:00:00Z", "15:00:00Z", hour, nil, []string{"UK.minor"}},
		{"UK", `"student": "uk_visa", "below_degree": true`, 1, 2, "08:00:00Z", "14:00:00Z", "", []string{"UK.student_visa"}, nil},
		{"US-CA", `"student": "f1"`, 1, 1, "16:00:00Z", "23:00:00Z", "", []string{"US.F1", "US.CA.meal"}, nil},
	} {
		booked, claim := weeksOf(x.weeks, x.days, x.from, x.to, x.more)
		text := fmt.Sprintf(`{"market": %q, "expert": {%s}, "booked": [%s], "claim": %s}`, x.market, x.expert, booked, claim)
		code, out, errs := call("en", text, "shifts", "check", "-")
		var got shiftAnswer
		if err := json.Unmarshal([]byte(out), &got); code != done || err != nil {
			t.Fatalf("%+v: %d %s %v", x, code, errs, err)
		}
		ids := map[string]bool{}
		for _, r := range got.Rules {
			ids[r.ID], refused[r.ID] = true, true
		}
		for _, id := range x.want {
			if !ids[id] {
				t.Errorf("%s {%s}, %d weeks of %d days %s to %s: %s did not refuse, only %v", x.market, x.expert, x.weeks, x.days, x.from, x.to, id, ids)
			}
		}
		for _, id := range x.not {
			if ids[id] {
				t.Errorf("%s {%s}, %d weeks of %d days %s to %s: %s refused", x.market, x.expert, x.weeks, x.days, x.from, x.to, id)
			}
		}
	}
	files, err := packFS("")
	if err != nil {
		t.Fatal(err)
	}
	laws, err := workLaws(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, law := range laws {
		for _, r := range law.Rules {
			if len(r.Parts) > 0 && !refused[r.ID] {
				t.Errorf("nothing shows that %s refuses", r.ID)
			}
		}
	}
}
