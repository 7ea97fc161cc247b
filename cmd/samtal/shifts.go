package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"
	"time"

	"samtal/core/shifts"
	"samtal/service/pack"
)

// shiftsOf is about shifts.
type shiftsOf struct {
	Check shiftsCheck `cmd:"" help:"${shifts_check}"`
}

// shiftsCheck asks the working-time rules about claims.
type shiftsCheck struct {
	File    string `arg:"" help:"${f_cases}"`
	Lang    string `help:"${f_reasons}" default:"en" placeholder:"en"`
	Content string `help:"${f_content}" placeholder:"DIR"`
}

// Help shows an example.
func (shiftsCheck) Help() string {
	return "Example:\n  samtal shifts check cases.json\n  samtal shifts check --lang sv cases.json"
}

// shiftCase is one claim, by issue 6. The fields behind other_hours are
// optional: what a rule asks for and the shape leaves open.
type shiftCase struct {
	Market string `json:"market"`
	Expert struct {
		Age            *int       `json:"age"`
		Student        string     `json:"student"`
		OptOut         bool       `json:"opt_out"`
		NightAgreement bool       `json:"night_agreement"`
		OtherHours     []spanCase `json:"other_hours"`

		Vacation          bool `json:"vacation"`
		BelowDegree       bool `json:"below_degree"`
		SelfEmployed      bool `json:"self_employed"`
		WorkAuthorisation bool `json:"work_authorisation"`
		MealWaiver        bool `json:"meal_waiver"`
		ContractHours     int  `json:"contract_hours"`
	} `json:"expert"`
	Booked []spanCase `json:"booked"`
	Claim  *spanCase  `json:"claim"`
}

// shiftAnswer is what is printed for a case.
type shiftAnswer struct {
	Allowed bool         `json:"allowed"`
	Rules   []brokenRule `json:"rules"`
}

type brokenRule struct {
	ID     string  `json:"id"`
	Reason string  `json:"reason"`
	Until  *string `json:"until"` // RFC 3339 UTC; null when waiting does not help
}

// Run reads every case before it answers any: half an answer helps nobody.
func (c shiftsCheck) Run(a *app) error {
	if c.Lang != "en" && c.Lang != "sv" {
		return wrong("bad_lang", "lang", c.Lang)
	}
	files, err := packFS(c.Content)
	if err != nil {
		return err
	}
	laws, err := workLaws(files)
	if err != nil {
		return err
	}
	cases, err := casesOf(c.File, a.In)
	if err != nil {
		return err
	}
	var answers []shiftAnswer
	for i, raw := range cases {
		answer, err := c.answer(laws, i+1, raw)
		if err != nil {
			return err
		}
		answers = append(answers, answer)
	}
	out := app{Out: a.Out, JSON: true}
	for _, answer := range answers {
		if err := out.show(answer, ""); err != nil {
			return err
		}
	}
	return nil
}

// workLaws reads the pack's working-time law; a faulty pack judges nobody.
func workLaws(files fs.FS) (map[string]shifts.Law, error) {
	laws, faults := pack.Work(files)
	if len(faults) > 0 {
		f := faults[0]
		return nil, fail(fmt.Errorf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Message), "content_bad")
	}
	return laws, nil
}

func (c shiftsCheck) answer(laws map[string]shifts.Law, n int, raw json.RawMessage) (shiftAnswer, error) {
	var x shiftCase
	if err := readCase(n, raw, &x); err != nil {
		return shiftAnswer{}, err
	}
	law, ok := laws[x.Market]
	if !ok {
		return shiftAnswer{}, unknownMarket(n, x.Market, laws)
	}
	e, err := x.person(n, law)
	if err != nil {
		return shiftAnswer{}, err
	}
	booked, err := spans(n, "booked", x.Booked)
	if err != nil {
		return shiftAnswer{}, err
	}
	start, end, err := x.Claim.read(n, "claim")
	if err != nil {
		return shiftAnswer{}, err
	}
	claim := shifts.Span{Start: start, End: end, Break: time.Duration(x.Claim.BreakMinutes) * time.Minute}
	if slices.ContainsFunc(booked, func(b shifts.Span) bool { return b.Start.Before(end) && b.End.After(start) }) {
		return shiftAnswer{}, caseBad(n, "claim", "case_overlap")
	}
	broken := law.Check(e, booked, claim)
	out := shiftAnswer{Allowed: len(broken) == 0, Rules: []brokenRule{}}
	for _, b := range broken {
		r := brokenRule{ID: b.Rule.ID, Reason: b.Reason(c.Lang, law.Zone)}
		if !b.Until.IsZero() {
			until := b.Until.UTC().Format(time.RFC3339)
			r.Until = &until
		}
		out.Rules = append(out.Rules, r)
	}
	return out, nil
}

func unknownMarket[L any](n int, market string, laws map[string]L) error {
	var known []string
	for name := range laws {
		known = append(known, name)
	}
	sort.Strings(known)
	if market == "" {
		return caseBad(n, "market", "case_missing")
	}
	return caseBad(n, "market", "case_market", "text", market, "known", strings.Join(known, ", "))
}

func (x shiftCase) person(n int, law shifts.Law) (shifts.Expert, error) {
	p := x.Expert
	e := shifts.Expert{Student: shifts.Student(p.Student), Contract: time.Duration(p.ContractHours) * time.Hour, Facts: map[shifts.Fact]bool{
		shifts.OptOut: p.OptOut, shifts.NightAgreement: p.NightAgreement, shifts.Vacation: p.Vacation, shifts.BelowDegree: p.BelowDegree,
		shifts.SelfEmployed: p.SelfEmployed, shifts.WorkAuthorisation: p.WorkAuthorisation, shifts.MealWaiver: p.MealWaiver}}
	if p.Age != nil {
		least := 0
		if law.AdultsOnly {
			least = 18
		}
		if e.Age = *p.Age; e.Age < least || e.Age > 120 {
			return e, caseBad(n, "expert.age", "case_age", "least", fmt.Sprint(least))
		}
	}
	if p.Student != "" && !slices.Contains(shifts.Students, e.Student) {
		known := make([]string, len(shifts.Students))
		for i, s := range shifts.Students {
			known[i] = string(s)
		}
		return e, caseBad(n, "expert.student", "case_student", "text", p.Student, "known", strings.Join(known, ", "))
	}
	var err error
	e.Other, err = spans(n, "expert.other_hours", p.OtherHours)
	return e, err
}

func spans(n int, field string, list []spanCase) ([]shifts.Span, error) {
	var out []shifts.Span
	for i := range list {
		start, end, err := list[i].read(n, fmt.Sprintf("%s[%d]", field, i))
		if err != nil {
			return nil, err
		}
		out = append(out, shifts.Span{Start: start, End: end, Break: time.Duration(list[i].BreakMinutes) * time.Minute})
	}
	return out, nil
}
