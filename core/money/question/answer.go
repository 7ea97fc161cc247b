package question

import (
	"cmp"
	"maps"
	"slices"

	"samtal/core/money"
	"samtal/core/money/outlook"
	"samtal/core/money/recurring"
)

// Answer is a question answered, or why not.
type Answer struct {
	Query    *Query   `json:"query,omitempty"` // nil: not understood
	Figures  []Figure `json:"figures"`
	Lines    []Line   `json:"lines"` // what a list has: subscriptions, categories, what is expected
	Why      string   `json:"why,omitempty"`
	Word     string   `json:"word,omitempty"` // the word that was not understood
	Text     string   `json:"text"`
	Examples []string `json:"examples,omitempty"` // what can be asked, when this could not
	From     string   `json:"from,omitempty"`     // the first day there is anything of
}

// Line is one thing of a list.
type Line struct {
	What  string      `json:"what"`
	Money money.Money `json:"money"`
	Date  string      `json:"date,omitempty"`
	IDs   []string    `json:"ids,omitempty"`
}

// listed is how many lines a list has.
const listed = 5

// Ask answers a question in a language. before is the query that it follows.
func Ask(text, language string, f Facts, before *Query) Answer {
	q, refused := Parse(text, f, before)
	if refused != nil {
		a := Answer{Why: refused.Code, Word: refused.Word, Figures: []Figure{}, Lines: []Line{}}
		a.Text, a.Examples = refusal(*refused, language), examples(language)
		return a
	}
	a := Work(q, f)
	a.Text = say(a, language, f)
	return a
}

// Work answers a query, without words.
func Work(q Query, f Facts) Answer {
	a := Answer{Query: &q, Figures: []Figure{}, Lines: []Line{}, From: f.Index.first}
	switch q.Measure {
	case Top:
		a.top(q, f)
	case Balance:
		a.balance(q, f)
	case Subscriptions:
		a.subscriptions(f)
	case Safe, Afford:
		a.left(q, f)
	case NextBill, NextInstalment, NextIncome:
		a.next(q, f)
	default:
		a.Figures = append(a.Figures, f.Index.Figures(q, f.Today)...)
	}
	return a
}

func (a *Answer) top(q Query, f Facts) {
	x := f.Index
	sums := map[[2]string]*Line{}
	for c, t := range x.run(q, q.Period, -1) {
		fig := Figure{Money: money.Money{Minor: t.sum, Currency: c}, Count: t.n, IDs: []string{}}
		for _, i := range t.ids {
			r := x.rows[i]
			fig.IDs = append(fig.IDs, r.ID)
			k := [2]string{c, r.Category}
			if sums[k] == nil {
				sums[k] = &Line{What: r.Category, Money: money.Money{Currency: c}}
			}
			sums[k].Money.Minor -= r.Amount.Minor
			sums[k].IDs = append(sums[k].IDs, r.ID)
		}
		a.Figures = append(a.Figures, fig)
	}
	slices.SortFunc(a.Figures, func(a, b Figure) int { return cmp.Compare(a.Money.Currency, b.Money.Currency) })
	for _, l := range sums {
		a.Lines = append(a.Lines, *l)
	}
	slices.SortFunc(a.Lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(a.Money.Currency, b.Money.Currency), cmp.Compare(b.Money.Minor, a.Money.Minor), cmp.Compare(a.What, b.What))
	})
	a.Lines = slices.Clip(a.Lines[:min(listed, len(a.Lines))])
}

func (a *Answer) balance(q Query, f Facts) {
	sums := map[string]int64{}
	for _, acc := range f.Accounts {
		if acc.Balance == nil || q.Account != "" && q.Account != acc.ID {
			continue
		}
		a.Lines = append(a.Lines, Line{What: acc.Name, Money: *acc.Balance, Date: acc.AsOf})
		sums[acc.Balance.Currency] += acc.Balance.Minor
	}
	a.add(sums)
	if len(a.Lines) == 0 {
		a.Why = string(outlook.NoBalance)
	}
}

// add makes figures of sums, by currency.
func (a *Answer) add(sums map[string]int64) {
	for c, n := range sums {
		a.Figures = append(a.Figures, Figure{Money: money.Money{Minor: n, Currency: c}, IDs: []string{}})
	}
	slices.SortFunc(a.Figures, func(a, b Figure) int { return cmp.Compare(a.Money.Currency, b.Money.Currency) })
}

// subscriptions cost what they cost a month: a yearly one a twelfth.
func (a *Answer) subscriptions(f Facts) {
	sums := map[string]int64{}
	for _, s := range f.Series {
		if s.Next == "" || s.Amount.Minor >= 0 || !f.Subscription(s) {
			continue
		}
		month := Monthly(s)
		a.Lines = append(a.Lines, Line{What: s.Shop, Money: money.Money{Minor: month, Currency: s.Amount.Currency}, Date: s.Next, IDs: s.Rows})
		sums[s.Amount.Currency] += month
	}
	slices.SortStableFunc(a.Lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(a.Money.Currency, b.Money.Currency), cmp.Compare(b.Money.Minor, a.Money.Minor), cmp.Compare(a.What, b.What))
	})
	a.add(sums)
}

// Monthly is what a series costs a month, in minor units, rounded to the nearest.
func Monthly(s recurring.Series) int64 {
	return divide(max(s.Amount.Minor, -s.Amount.Minor)*int64(s.Every.PerYear()), 12)
}

// left answers what is safe to spend, and whether a price fits in it. A price
// on a day after the next income cannot be told from what is safe before it.
func (a *Answer) left(q Query, f Facts) {
	for _, c := range f.Index.currencies {
		if q.Measure == Afford && c != q.Currency {
			continue
		}
		s := outlook.SafeToSpend(f.Outlook[c])
		if s.Amount == nil {
			a.Why = string(s.Why)
			continue
		}
		if q.Measure == Afford && q.Day >= s.Until {
			a.Why = "after_income"
			continue
		}
		a.Figures = append(a.Figures, Figure{Money: *s.Amount, IDs: []string{}})
		a.Lines = append(a.Lines, Line{What: "until", Money: *s.Amount, Date: s.Until})
	}
	if len(a.Figures) > 0 {
		a.Why = ""
	} else if a.Why == "" {
		a.Why = string(outlook.NoBalance)
	}
}

// next finds what is expected next, within a year.
func (a *Answer) next(q Query, f Facts) {
	for _, c := range slices.Sorted(maps.Keys(f.Outlook)) {
		if f.Outlook[c].NotOwed && q.Measure != NextIncome {
			a.Why = string(outlook.NotOwed)
			return
		}
		for _, i := range outlook.Expected(f.Outlook[c], 366) {
			fits := i.Amount.Minor < 0
			switch q.Measure {
			case NextIncome:
				fits = i.Amount.Minor > 0
			case NextInstalment:
				fits = i.Source == "instalment"
			}
			if fits {
				a.Lines = append(a.Lines, Line{What: i.What, Money: money.Money{Minor: max(i.Amount.Minor, -i.Amount.Minor), Currency: c}, Date: i.Date})
			}
		}
	}
	slices.SortStableFunc(a.Lines, func(a, b Line) int { return cmp.Compare(a.Date, b.Date) })
	a.Lines = slices.Clip(a.Lines[:min(1, len(a.Lines))])
	if len(a.Lines) == 0 {
		a.Why = "none_expected"
	}
}
