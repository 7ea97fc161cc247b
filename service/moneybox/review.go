package moneybox

import (
	"cmp"
	"slices"
	"time"

	"samtal/core/money"
	"samtal/core/money/outlook"
	"samtal/core/money/question"
	"samtal/core/problem"
)

// Review is a month in figures, against the owner's own months before.
type Review struct {
	Month      string            `json:"month"`
	Over       bool              `json:"over"` // false: it goes on, and is compared with the same days
	Currencies []ReviewLine      `json:"currencies"`
	Categories []ReviewCategory  `json:"categories"`
	Biggest    []TransactionLine `json:"biggest"`
	Findings   []FindingLine     `json:"findings"`
	Unsure     int               `json:"unsure"`
}

// ReviewLine is one currency. Before is the month before, Usual the owner's own
// average of up to six months; null where there is nothing to compare with.
type ReviewLine struct {
	Currency string  `json:"currency"`
	In       string  `json:"in"`
	Out      string  `json:"out"`
	Net      string  `json:"net"`
	Before   *string `json:"before"`
	Usual    *string `json:"usual"`
}

// ReviewCategory is what one category took.
type ReviewCategory struct {
	Category     string  `json:"category"`
	Parent       string  `json:"parent,omitempty"`
	Name         string  `json:"name"`
	Currency     string  `json:"currency"`
	Out          string  `json:"out"`
	Transactions int     `json:"transactions"`
	Before       *string `json:"before"`
}

// biggestShown is how many purchases a review shows.
const biggestShown = 5

// Review works out a month. Its sums are the ones that questions answer with.
func (v *View) Review(month, language string) (Review, error) {
	first, err := time.Parse("2006-01", month)
	if err != nil || month > v.Today[:7] {
		return Review{}, problem.New(problem.Invalid, "money_month")
	}
	p := question.Period{From: month + "-01", To: first.AddDate(0, 1, -1).Format(time.DateOnly)}
	r := Review{Month: month, Over: p.To < v.Today, Currencies: []ReviewLine{}, Categories: []ReviewCategory{}, Biggest: []TransactionLine{}, Findings: []FindingLine{}}
	index := v.Questions().Index
	since := ""
	if len(v.Rows) > 0 {
		i := slices.IndexFunc(v.Rows, func(t Row) bool { return t.Date != "" })
		since = v.Rows[max(i, 0)].Date
	}
	text := func(n int64, c string) string { return money.Money{Minor: n, Currency: c}.Decimal() }
	compared := since != "" && outlook.MonthBefore(month, 1) > since[:7]
	sums := map[string]*ReviewLine{}
	at := func(c string) *ReviewLine {
		if sums[c] == nil {
			sums[c] = &ReviewLine{Currency: c, In: text(0, c), Out: text(0, c), Net: text(0, c)}
		}
		return sums[c]
	}
	net := map[string]int64{}
	for _, f := range index.Figures(question.Query{Measure: question.Spent, Period: p, Compare: question.WithPrevious}, v.Today) {
		c := f.Money.Currency
		at(c).Out = f.Money.Decimal()
		net[c] -= f.Money.Minor
		if compared {
			at(c).Before = decimal(f.Other)
		}
	}
	if compared {
		for _, f := range index.Figures(question.Query{Measure: question.Spent, Period: p, Compare: question.WithAverage}, v.Today) {
			at(f.Money.Currency).Usual = decimal(f.Other)
		}
	}
	for _, f := range index.Figures(question.Query{Measure: question.Received, Period: p}, v.Today) {
		at(f.Money.Currency).In = f.Money.Decimal()
		net[f.Money.Currency] += f.Money.Minor
	}
	for c, line := range sums {
		line.Net = text(net[c], c)
		r.Currencies = append(r.Currencies, *line)
	}
	slices.SortFunc(r.Currencies, func(a, b ReviewLine) int { return cmp.Compare(a.Currency, b.Currency) })
	v.reviewCategories(&r, index, p, compared, language)
	var rows []Row
	for _, t := range v.Rows {
		if p.Has(t.Date) && t.Spent(v.Book) {
			rows = append(rows, t)
		}
		if p.Has(t.Date) && t.Label.Category == "" {
			r.Unsure++
		}
	}
	slices.SortStableFunc(rows, func(a, b Row) int { return cmp.Compare(a.Amount.Minor, b.Amount.Minor) })
	for _, t := range rows[:min(biggestShown, len(rows))] {
		r.Biggest = append(r.Biggest, v.line(t, language))
	}
	for _, f := range v.findings(language) {
		if p.Has(f.Date) {
			r.Findings = append(r.Findings, f)
		}
	}
	return r, nil
}

// reviewCategories lists the categories in which something left, what has none
// last, the dearest first.
func (v *View) reviewCategories(r *Review, index *question.Index, p question.Period, compared bool, language string) {
	seen := map[string]bool{}
	minor := map[[2]string]int64{}
	for _, t := range v.Rows {
		c := t.Label.Category
		if !p.Has(t.Date) || !t.Spent(v.Book) {
			continue
		}
		if c == "" {
			minor[[2]string{"", t.Amount.Currency}] -= t.Amount.Minor
			continue
		}
		if seen[c] {
			continue
		}
		seen[c] = true
		for _, f := range index.Figures(question.Query{Measure: question.Spent, Category: c, Period: p, Compare: question.WithPrevious}, v.Today) {
			line := ReviewCategory{Category: c, Parent: v.Book.Parent(c), Name: v.Book.Name(c, language), Currency: f.Money.Currency, Out: f.Money.Decimal(), Transactions: f.Count}
			if compared {
				line.Before = decimal(f.Other)
			}
			minor[[2]string{c, f.Money.Currency}] = f.Money.Minor
			r.Categories = append(r.Categories, line)
		}
	}
	for k, n := range minor {
		if k[0] == "" {
			r.Categories = append(r.Categories, ReviewCategory{Currency: k[1], Out: money.Money{Minor: n, Currency: k[1]}.Decimal()})
		}
	}
	slices.SortFunc(r.Categories, func(a, b ReviewCategory) int {
		return cmp.Or(cmp.Compare(a.Currency, b.Currency), cmp.Compare(minor[[2]string{b.Category, b.Currency}], minor[[2]string{a.Category, a.Currency}]), cmp.Compare(a.Category, b.Category))
	})
}

func decimal(m *money.Money) *string {
	if m == nil {
		return nil
	}
	s := m.Decimal()
	return &s
}
