package main

import (
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"sort"
	"strings"
	"time"

	"samtal/core/money"
	"samtal/core/pay"
	"samtal/service/pack"
)

// payOf is about pay.
type payOf struct {
	Calculate payCalculate `cmd:"" help:"${pay_calculate}"`
}

// payCalculate works out pay for worked time.
type payCalculate struct {
	File    string `arg:"" help:"${f_cases}"`
	Content string `help:"${f_content}" placeholder:"DIR"`
}

// Help shows an example.
func (payCalculate) Help() string { return "Example:\n  samtal pay calculate worked.json" }

// payCase is worked time, by issue 6. What a rule asks for beside it is optional.
type payCase struct {
	Market string     `json:"market"`
	Rate   decimal    `json:"rate"`
	Bonus  decimal    `json:"bonus"`
	Age    int        `json:"age"`
	Worked []workCase `json:"worked"`
}

type workCase struct {
	spanCase
	ScheduledMinutes int  `json:"scheduled_minutes"`
	RestMissed       bool `json:"rest_missed"`
	MealWaived       bool `json:"meal_waived"`
	AskedFor         bool `json:"asked_for"`
}

// decimal is an amount as it is written: "160.00", or 160.00.
type decimal string

// UnmarshalJSON takes a string or a number and keeps its digits.
func (d *decimal) UnmarshalJSON(raw []byte) error {
	*d = decimal(strings.Trim(string(raw), `"`))
	return nil
}

// payAnswer is what is printed for a case.
type payAnswer struct {
	Market   string    `json:"market"`
	Currency string    `json:"currency"`
	Lines    []payLine `json:"lines"`
	Total    string    `json:"total"`
}

type payLine struct {
	Minutes    json.Number `json:"minutes"`
	Multiplier string      `json:"multiplier"`
	Amount     string      `json:"amount"`
	Rule       string      `json:"rule"`
	From       []period    `json:"from,omitempty"` // the minutes that the line is paid for
}

type period struct {
	Start string `json:"start"`
	End   string `json:"end"`
}

// Run reads every case before it answers any.
func (c payCalculate) Run(a *app) error {
	files, err := packFS(c.Content)
	if err != nil {
		return err
	}
	terms, faults := pack.Pay(files)
	if len(faults) > 0 {
		f := faults[0]
		return fail(fmt.Errorf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Message), "content_bad")
	}
	cases, err := casesOf(c.File, a.In)
	if err != nil {
		return err
	}
	var answers []payAnswer
	for i, raw := range cases {
		answer, err := payFor(terms, i+1, raw)
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

func payFor(terms map[string]pay.Terms, n int, raw json.RawMessage) (payAnswer, error) {
	var x payCase
	if err := readCase(n, raw, &x); err != nil {
		return payAnswer{}, err
	}
	t, ok := terms[x.Market]
	if !ok {
		return payAnswer{}, unknownMarket(n, x.Market, terms)
	}
	rate, err := x.Rate.read(n, "rate")
	if err != nil {
		return payAnswer{}, err
	}
	if x.Bonus == "" || x.Bonus == "null" {
		x.Bonus = "0"
	}
	bonus, err := x.Bonus.read(n, "bonus")
	if err != nil {
		return payAnswer{}, err
	}
	if x.Age < 0 || x.Age > 120 {
		return payAnswer{}, caseBad(n, "age", "case_age", "least", "0")
	}
	work, err := x.work(n)
	if err != nil {
		return payAnswer{}, err
	}
	out := payAnswer{Market: x.Market, Currency: t.Currency, Lines: []payLine{}}
	lines := pay.Calculate(t, rate, bonus, x.Age, work)
	for _, l := range lines {
		line := payLine{Minutes: json.Number(trimmed(big.NewRat(int64(l.Time/time.Second), 60), 2)), Multiplier: trimmed(l.Times, 4),
			Amount: money.Money{Minor: l.Amount, Currency: t.Currency}.Decimal(), Rule: l.Rule}
		for _, s := range l.Spans {
			line.From = append(line.From, period{s.Start.UTC().Format(time.RFC3339), s.End.UTC().Format(time.RFC3339)})
		}
		out.Lines = append(out.Lines, line)
	}
	out.Total = money.Money{Minor: pay.Total(lines), Currency: t.Currency}.Decimal()
	return out, nil
}

func (x payCase) work(n int) ([]pay.Work, error) {
	if x.Worked == nil {
		return nil, caseBad(n, "worked", "case_missing")
	}
	var out []pay.Work
	for i := range x.Worked {
		w, field := &x.Worked[i], fmt.Sprintf("worked[%d]", i)
		start, end, err := w.read(n, field)
		if err != nil {
			return nil, err
		}
		if w.ScheduledMinutes < 0 || w.ScheduledMinutes > 7*24*60 {
			return nil, caseBad(n, field+".scheduled_minutes", "case_long")
		}
		out = append(out, pay.Work{Start: start, End: end, Break: time.Duration(w.BreakMinutes) * time.Minute,
			Scheduled: time.Duration(w.ScheduledMinutes) * time.Minute, RestMissed: w.RestMissed, MealWaived: w.MealWaived, AskedFor: w.AskedFor})
	}
	order := make([]int, len(out))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return out[order[i]].Start.Before(out[order[j]].Start) })
	for i := 1; i < len(order); i++ {
		if out[order[i]].Start.Before(out[order[i-1]].End) {
			return nil, caseBad(n, fmt.Sprintf("worked[%d]", order[i]), "case_overlap")
		}
	}
	return out, nil
}

var plainDecimal = regexp.MustCompile(`^\d{1,9}(\.\d{1,6})?$`)

func (d decimal) read(n int, field string) (*big.Rat, error) {
	if d == "" || d == "null" {
		return nil, caseBad(n, field, "case_missing")
	}
	r, ok := new(big.Rat).SetString(string(d))
	if !plainDecimal.MatchString(string(d)) || !ok {
		return nil, caseBad(n, field, "case_amount", "text", string(d))
	}
	return r, nil
}

// trimmed writes a fraction with so many decimals at most.
func trimmed(r *big.Rat, decimals int) string {
	s := r.FloatString(decimals)
	if strings.Contains(s, ".") {
		s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	return s
}
