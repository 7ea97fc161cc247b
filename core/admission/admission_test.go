package admission

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"samtal/core/routing"
	"samtal/core/shifts"
)

var now = time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)

var needs = Needs{Age: 18, Week: 48 * time.Hour, Language: 80, Quiz: 80, Practices: 2,
	Students: map[shifts.Student]Student{shifts.NoStudent: {}, shifts.EU: {}, shifts.ThirdCountry: {Most: 15 * time.Hour}, shifts.F1: {Authorised: true}}}

var grown = Facts{Born: "2000-05-01", MayWork: true, Student: shifts.NoStudent}

func known(topic string) (int, bool) {
	if topic == "refund" || topic == "fee" {
		return 0, true
	}
	return routing.Topics[topic].Level, routing.Topics[topic].Level > 0
}

// ready is an application that a lead may decide.
func ready(t testing.TB) Application {
	a := Application{ID: "a1", Market: "SE", State: Open, BeganAt: now}
	var r Refusal
	for _, do := range []func() (Application, Refusal){
		func() (Application, Refusal) { return a.Tell(grown, needs, now, now) },
		func() (Application, Refusal) { return a.Checked("sv", 4, 4, needs, now) },
		func() (Application, Refusal) { return a.Quizzed(8, 10, needs, now) },
		func() (Application, Refusal) { return a.Passed(Practised{Customer: "c1"}, needs, now) },
		func() (Application, Refusal) { return a.Passed(Practised{Customer: "c2"}, needs, now) },
	} {
		if a, r = do(); r != Done {
			t.Fatal(r)
		}
	}
	if a.State != Ready || a.Next(needs) != StepLead {
		t.Fatalf("%s %s", a.State, a.Next(needs))
	}
	return a
}

func TestWhatStandsAgainstTheFacts(t *testing.T) {
	week := func(hours int) []Weekly {
		var out []Weekly
		for d := range hours / 8 {
			out = append(out, Weekly{Day: time.Weekday(d % 7), From: 8 * 60, To: 16 * 60})
		}
		return out
	}
	for name, c := range map[string]struct {
		change func(*Facts)
		want   []Why
	}{
		"eighteen today":            {func(f *Facts) { f.Born = "2008-11-25" }, nil},
		"eighteen tomorrow":         {func(f *Facts) { f.Born = "2008-11-26" }, []Why{UnderAge}},
		"no date":                   {func(f *Facts) { f.Born = "yesterday" }, []Why{UnderAge}},
		"born in a leap year":       {func(f *Facts) { f.Born = "2008-02-29" }, nil},
		"may not work":              {func(f *Facts) { f.MayWork = false }, []Why{NoRight}},
		"a student of the EU":       {func(f *Facts) { f.Student = shifts.EU }, nil},
		"a visa that is not here":   {func(f *Facts) { f.Student = shifts.UKVisa }, []Why{StudentNotHere}},
		"F-1 without authorisation": {func(f *Facts) { f.Student = shifts.F1 }, []Why{NotAuthorised}},
		"F-1 with it":               {func(f *Facts) { f.Student, f.WorkAuthorisation = shifts.F1, true }, nil},
		"15 hours, 8 elsewhere":     {func(f *Facts) { f.Student, f.Other = shifts.ThirdCountry, week(8) }, nil},
		"15 hours, 16 elsewhere":    {func(f *Facts) { f.Student, f.Other = shifts.ThirdCountry, week(16) }, []Why{NoHoursLeft}},
		"forty hours elsewhere":     {func(f *Facts) { f.Other = week(40) }, nil},
		"forty-eight elsewhere":     {func(f *Facts) { f.Other = week(48) }, []Why{NoHoursLeft}},
		"everything at once":        {func(f *Facts) { *f = Facts{Student: shifts.UKVisa} }, []Why{UnderAge, NoRight, StudentNotHere}},
	} {
		f := grown
		c.change(&f)
		if diff := cmp.Diff(c.want, needs.Against(f, now)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// The facts are those that core/shifts asks for: a job elsewhere that ends late
// leaves no shift early the next morning, on summer and on winter time.
func TestOtherWorkIsLaidOutForTheLaw(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	f := grown
	f.Other = []Weekly{{Day: time.Saturday, From: 22 * 60, To: 6 * 60}}
	e := f.Works(zone, time.Date(2026, 10, 24, 12, 0, 0, 0, zone))
	i := slices.IndexFunc(e.Other, func(s shifts.Span) bool { return s.Start.In(zone).Format(time.DateOnly) == "2026-10-24" })
	if i < 0 || e.Other[i].End.Sub(e.Other[i].Start) != 9*time.Hour { // the clocks go back in that night
		t.Fatalf("%v", e.Other)
	}
	law := shifts.Law{Market: "SE", Zone: zone, Rules: []shifts.Rule{{ID: "rest", Kind: "block", Counts: "all", Parts: []shifts.Part{{Check: shifts.Rest, Least: 11 * time.Hour, Within: 24 * time.Hour}}}}}
	claim := shifts.Span{Start: time.Date(2026, 10, 25, 9, 0, 0, 0, zone), End: time.Date(2026, 10, 25, 13, 0, 0, 0, zone)}
	if len(law.Check(e, nil, claim)) == 0 || len(law.Check(grown.Works(zone, claim.Start), nil, claim)) != 0 {
		t.Error("hours elsewhere do not count")
	}
}

func TestStepsComeInTheirOrder(t *testing.T) {
	a := Application{State: Open}
	if _, r := a.Checked("sv", 1, 1, needs, now); r != NotYet {
		t.Error(r)
	}
	if _, r := a.Quizzed(1, 1, needs, now); r != NotYet {
		t.Error(r)
	}
	if _, r := a.Passed(Practised{}, needs, now); r != NotYet {
		t.Error(r)
	}
	if _, r := a.Admit("l1", "e1", []Skill{{"refund", "sv", 1}}, needs, known, now, now); r != NotYet {
		t.Error(r)
	}
	b := ready(t)
	b, _ = b.Quizzed(1, 10, needs, now) // a worse try later takes nothing away
	if b.State != Ready || b.Quiz.Right != 8 || b.Quiz.Tries != 2 {
		t.Errorf("%+v", b.Quiz)
	}
}

func TestOnlyWhatWasShownMayBeGivenAsASkill(t *testing.T) {
	for want, skills := range map[Refusal][]Skill{
		Done:        {{"refund", "sv", 2}, {"fraud", "sv", 3}, {routing.Any, "sv", 2}},
		NoSkills:    {},
		BadLevel:    {{"refund", "sv", 4}},
		Sensitive:   {{"distress", "sv", 2}},
		BadTopic:    {{"weather", "sv", 1}},
		BadLanguage: {{"refund", "en", 1}},
	} {
		if _, r := ready(t).Admit("l1", "e1", skills, needs, known, now, now); r != want {
			t.Errorf("%v: %s, want %s", skills, r, want)
		}
	}
	if r := Check([]Skill{{routing.Any, "sv", 3}}, []string{"sv"}, known); r != Sensitive {
		t.Errorf("every topic at once opens the sensitive ones: %s", r)
	}
	langs, levels := Routed([]Skill{{"refund", "sv", 2}, {"refund", "en", 1}, {"fee", "sv", 1}, {"fee", "en", 1}, {"fraud", "sv", 3}})
	if diff := cmp.Diff(map[string]int{"refund@sv": 2, "refund@en": 1, "fee": 1, "fraud@sv": 3}, levels); diff != "" || !slices.Equal(langs, []string{"en", "sv"}) {
		t.Error(diff, langs)
	}
	e := routing.Expert{Languages: langs, Skills: levels}
	if e.Level("refund", "sv") != 2 || e.Level("refund", "en") != 1 || e.Level("fraud", "en") != 0 || e.Level("fraud", "") != 3 {
		t.Error("routing reads another level than was given")
	}
}

func TestARefusalHasAReasonAndAnAppealToAnotherPerson(t *testing.T) {
	a := ready(t)
	if _, r := a.Refuse("l1", "because", "", needs, now); r != BadReason {
		t.Error(r)
	}
	if _, r := a.Refuse("l1", "other", "", needs, now); r != NoteMissing {
		t.Error(r)
	}
	a, r := a.Refuse("l1", "skills", "", needs, now)
	if r != Done || a.State != Refused {
		t.Fatal(r)
	}
	if a, r = a.Ask("Look again, please.", now); r != Done {
		t.Fatal(r)
	}
	if _, again := a.Ask("And again.", now); again != AppealOpen {
		t.Error(again)
	}
	if _, r := a.Answer("l1", true, "No.", needs, now, now); r != AnotherLead {
		t.Errorf("who refused answers the appeal: %s", r)
	}
	if a, r = a.Answer("l2", true, "You are right.", needs, now, now); r != Done || a.State != Ready || a.Decision != nil {
		t.Fatalf("%s %+v", r, a)
	}
	child := Application{State: Open}
	child, _ = child.Tell(Facts{Born: "2012-01-01", MayWork: true, Student: shifts.NoStudent}, needs, now, now)
	if child.State != Refused || child.Decision.By != Rules {
		t.Fatalf("%+v", child)
	}
	child, _ = child.Ask("I am very good.", now)
	if _, r := child.Answer("l2", true, "Well.", needs, now, now); r != UnderAgeHere {
		t.Errorf("a child is let in: %s", r)
	}
	if child, r = child.Tell(grown, needs, now, now); r != Done || child.State != Open {
		t.Errorf("a slip of the pen can't be mended: %s", r)
	}
}

// Whatever is done in whatever order: nobody is admitted who has not passed
// everything, nobody is refused without a reason.
func TestNobodyIsAdmittedPastAStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := Application{State: Open}
		n := rapid.IntRange(0, 30).Draw(t, "steps")
		for range n {
			switch rapid.IntRange(0, 7).Draw(t, "do") {
			case 0:
				f := grown
				f.Born = rapid.SampledFrom([]string{"2000-01-01", "2012-01-01"}).Draw(t, "born")
				a, _ = a.Tell(f, needs, now, now)
			case 1:
				a, _ = a.Checked("sv", rapid.IntRange(0, 4).Draw(t, "right"), 4, needs, now)
			case 2:
				a, _ = a.Quizzed(rapid.IntRange(0, 4).Draw(t, "right"), 4, needs, now)
			case 3:
				a, _ = a.Passed(Practised{Customer: rapid.SampledFrom([]string{"x", "y"}).Draw(t, "who")}, needs, now)
			case 4:
				a, _ = a.Admit("l1", "e1", []Skill{{"refund", "sv", 1}}, needs, known, now, now)
			case 5:
				a, _ = a.Refuse("l1", "skills", "", needs, now)
			case 6:
				a, _ = a.Ask("please", now)
			case 7:
				a, _ = a.Answer(rapid.SampledFrom([]string{"l1", "l2"}).Draw(t, "by"), rapid.Bool().Draw(t, "up"), "so", needs, now, now)
			}
			switch {
			case a.State == Admitted && (a.Facts == nil || Age(a.Facts.Born, now) < 18 || !a.speaks() || !a.Quiz.Passed || a.passed() < 2):
				t.Fatalf("admitted too soon: %+v", a)
			case a.State == Refused && (a.Decision == nil || a.Decision.Reason == ""):
				t.Fatalf("refused without a reason: %+v", a)
			case a.State == Ready && a.Next(needs) != StepLead:
				t.Fatalf("a lead is called too soon: %+v", a)
			}
		}
	})
}
