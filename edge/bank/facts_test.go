package bank

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"samtal/content"
	"samtal/service/pack"
)

// own are the rules of this bank as content/facts.yaml names them, in
// core/knowledge's writing of figures.
func own() map[string]string {
	days := func(n day) string { return fmt.Sprintf("%d day", n) }
	minutes := func(d time.Duration) string { return fmt.Sprintf("%d minute", int(d.Minutes())) }
	out := map[string]string{
		"maxDelay": days(maxDelay), "extensionFee": sek(extensionFee), "maxExtendAmount": sek(maxExtendAmount), "maxLate": days(maxLate),
		"planNotice": days(planNotice), "minPlanAmount": sek(minPlanAmount), "maxPlanAmount": sek(maxPlanAmount), "maxPlanLate": days(maxPlanLate),
		"planFirstDay": fmt.Sprint(planFirstDay), "planLastDay": fmt.Sprint(planLastDay), "payLimit": sek(payLimit),
		"payDays.0": fmt.Sprint(int(payDays[0])), "payDays.1": days(payDays[1]),
		"returnDays": days(returnDays), "pauseDays": days(pauseDays), "usual.1": days(usual[1]), "usual.2": days(usual[2]), "usual.4": days(usual[4]),
		"codeLife": minutes(codeLife), "signInLife": minutes(signInLife), "answerDays": fmt.Sprintf("%d business_day", answerDays),
	}
	for k, months := range planMonths {
		out[fmt.Sprintf("planMonths.%d", k)] = fmt.Sprintf("%d month", months)
		if fee := planFee(months); fee > 0 {
			out[fmt.Sprintf("planFee.%d", months)] = sek(fee)
		}
	}
	for _, x := range [][2]int{{6000, 3}, {6000, 6}, {6000, 12}, {3000, 6}} {
		p, total := plan{amount: int64(x[0]) * 100, months: x[1], fee: planFee(x[1])}, int64(0)
		for k := range p.months {
			total += p.instalment(k)
		}
		id := fmt.Sprintf(".%d.%d", x[0], x[1])
		out["monthly"+id], out["total"+id], out["effective"+id] = sek(p.instalment(0)), sek(total), effective(p)
	}
	return out
}

// effective is the annual percentage rate of charge by directive 2008/48/EC
// annex I, a payment a month: what the payments are worth today is the amount.
func effective(p plan) string {
	low, high := 0.0, 10.0
	for range 100 {
		rate := (low + high) / 2
		worth := 0.0
		for k := range p.months {
			worth += float64(p.instalment(k)) / math.Pow(1+rate, float64(k+1)/12)
		}
		if worth > float64(p.amount) {
			low = rate
		} else {
			high = rate
		}
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", low*100), ".0")
}

// What an article promises and what the company's system does is one and the
// same: a customer who read 39 kr pays 39 kr.
func TestFactsAreWhatTheBankDoes(t *testing.T) {
	facts, faults := pack.Facts(content.FS)
	if len(facts) < 50 || len(faults) > 0 {
		t.Fatalf("%d facts, %v", len(facts), faults)
	}
	is := own()
	named := map[string]bool{}
	for _, f := range facts {
		figure, ok := f.Figure()
		if !ok {
			t.Errorf("%s: %q is not one figure", f.Name, f.Is)
		}
		for _, from := range f.From {
			name, ok := strings.CutPrefix(from, "bank ")
			if !ok {
				continue
			}
			named[name] = true
			want := is[name]
			if figure.Kind == "number" { // one of a list: "12 or 24 months"
				want, _, _ = strings.Cut(want, " ")
			}
			if want != figure.Value {
				t.Errorf("%s: the articles say %q, the bank's %s is %q", f.Name, figure.Value, name, is[name])
			}
		}
	}
	for name, value := range is {
		example := strings.HasPrefix(name, "monthly.") || strings.HasPrefix(name, "total.") || strings.HasPrefix(name, "effective.")
		if !named[name] && !example {
			t.Errorf("no fact names the bank's %s, %s", name, value)
		}
	}
}
