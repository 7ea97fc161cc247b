package moneybox

import (
	"cmp"
	"maps"
	"slices"

	"samtal/core/money"
	"samtal/core/money/insight"
	"samtal/core/money/outlook"
	"samtal/core/money/recurring"
)

// Report is an owner's money in figures, each worked out from the rows.
type Report struct {
	Today      string         `json:"today"`
	Accounts   []AccountLine  `json:"accounts"`
	Counts     Counts         `json:"counts"`
	Sums       []Sum          `json:"sums"` // one a currency: they are never added
	Categories []CategoryLine `json:"categories"`
	Recurring  []SeriesLine   `json:"recurring"`
	Safe       []SafeLine     `json:"safe_to_spend"`
	Forecast   []ForecastLine `json:"forecast"`
	Findings   []FindingLine  `json:"findings"`
	Months     []MonthLine    `json:"months"`
	Upcoming   []UpcomingLine `json:"upcoming"`
	Budgets    []BudgetLine   `json:"budgets"`
	Goals      []GoalLine     `json:"goals"`
	NotOwed    bool           `json:"not_owed"` // the company's system could not be asked what is owed to it
}

// AccountLine is one account.
type AccountLine struct {
	ID           string  `json:"id"`
	Name         string  `json:"name"`
	Last         string  `json:"last"`
	Currency     string  `json:"currency"`
	Transactions int     `json:"transactions"`
	Balance      *string `json:"balance"` // null: the bank does not write it
	AsOf         string  `json:"as_of,omitempty"`
	Savings      bool    `json:"savings"` // not for every day: no part of what is safe to spend
}

// Counts say how many rows there are of each kind.
type Counts struct {
	Transactions int `json:"transactions"`
	Pending      int `json:"pending"`
	Transfers    int `json:"transfers"`
	Unsure       int `json:"unsure"` // whose category the owner is asked for
}

// Sum is what came, left and stayed in one currency, transfers left out.
type Sum struct {
	Currency string `json:"currency"`
	In       string `json:"in"`
	Out      string `json:"out"`
	Net      string `json:"net"`
	From     string `json:"from"`
	To       string `json:"to"`
}

// CategoryLine is a category's sum in one currency; "" is not known yet.
type CategoryLine struct {
	Category     string `json:"category"`
	Name         string `json:"name"`
	Currency     string `json:"currency"`
	Sum          string `json:"sum"`
	Transactions int    `json:"transactions"`
}

// SeriesLine is what comes back, with what it costs a year.
type SeriesLine struct {
	recurring.Series
	Amount  string `json:"amount"`
	Rose    string `json:"rose,omitempty"`
	PerYear string `json:"per_year"`
}

// SafeLine is what is safe to spend in one currency.
type SafeLine struct {
	Currency string         `json:"currency"`
	Amount   *string        `json:"amount"`
	Balance  *string        `json:"balance"`
	Why      outlook.Reason `json:"why,omitempty"`
	WhyText  string         `json:"why_text,omitempty"`
	Until    string         `json:"until,omitempty"`
	Items    []outlook.Item `json:"items"`
}

// ForecastLine is the balance to come in one currency.
type ForecastLine struct {
	Currency string `json:"currency"`
	outlook.Forecast
}

// FindingLine is something worth knowing in words, with where help is outside
// when a shortfall lasts.
type FindingLine struct {
	insight.Finding
	Amount string       `json:"amount"`
	Text   string       `json:"text"`
	ToDo   string       `json:"to_do"`
	Advice []AdviceLine `json:"advice"`
}

// AdviceLine is one place of free advice.
type AdviceLine struct {
	Name string `json:"name"`
	Web  string `json:"web"`
}

// MonthLine is what came and left in a month, transfers left out.
type MonthLine struct {
	Month    string `json:"month"`
	Currency string `json:"currency"`
	In       string `json:"in"`
	Out      string `json:"out"`
}

// UpcomingLine is money that is expected to leave or come.
type UpcomingLine struct {
	outlook.Item
	Sum string `json:"sum"`
}

// monthsShown is how many months a report has bars for, and upcomingDays how
// far ahead it looks.
const (
	monthsShown  = 13
	upcomingDays = 45
)

// horizon is how many days are forecast.
const horizon = 60

// Report works out an owner's report. language names the categories.
func (v *View) Report(language string) Report {
	r := Report{NotOwed: v.NotOwed, Today: v.Today, Sums: []Sum{}, Categories: []CategoryLine{}, Recurring: []SeriesLine{}, Safe: []SafeLine{}, Forecast: []ForecastLine{}, Findings: v.findings(language), Months: v.months(), Upcoming: []UpcomingLine{}, Budgets: v.budgets(language), Goals: v.goals()}
	text := func(minor int64, currency string) string {
		return money.Money{Minor: minor, Currency: currency}.Decimal()
	}
	type cell struct {
		sum int64
		n   int
	}
	categories := map[[2]string]*cell{}
	in, out := map[string]int64{}, map[string]int64{}
	from, to := map[string]string{}, map[string]string{}
	for _, t := range v.Rows {
		r.Counts.Transactions++
		c := t.Amount.Currency
		if t.Pending {
			r.Counts.Pending++
		}
		if t.Date != "" && (from[c] == "" || t.Date < from[c]) {
			from[c] = t.Date
		}
		to[c] = max(to[c], t.Date)
		if t.Label.Category == "" {
			r.Counts.Unsure++
		}
		switch {
		case t.Received(v.Book):
			in[c] += t.Amount.Minor
		case t.Spent(v.Book):
			out[c] += t.Amount.Minor
		}
		k := [2]string{t.Label.Category, c}
		if categories[k] == nil {
			categories[k] = &cell{}
		}
		categories[k].sum += t.Amount.Minor
		categories[k].n++
	}
	r.Counts.Transfers = len(v.Transfers)
	r.Accounts = v.AccountLines()
	for k, c := range categories {
		r.Categories = append(r.Categories, CategoryLine{k[0], v.Book.Name(k[0], language), k[1], text(c.sum, k[1]), c.n})
	}
	slices.SortFunc(r.Categories, func(a, b CategoryLine) int {
		return cmp.Or(cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Category, b.Category))
	})
	for _, s := range v.Series() {
		line := SeriesLine{Series: s, Amount: s.Amount.Decimal(), PerYear: text(int64(float64(s.Amount.Minor)*s.Every.PerYear()), s.Amount.Currency)}
		if s.Rose > 0 {
			line.Rose = text(s.Rose, s.Amount.Currency)
		}
		r.Recurring = append(r.Recurring, line)
	}
	currencies := map[string]bool{}
	for c := range to {
		currencies[c] = true
	}
	for _, o := range v.Owes {
		currencies[o.Amount.Currency] = true
	}
	for _, c := range slices.Sorted(maps.Keys(currencies)) {
		if to[c] != "" {
			r.Sums = append(r.Sums, Sum{c, text(in[c], c), text(out[c], c), text(in[c]+out[c], c), from[c], to[c]})
		}
		f := v.Facts(c)
		s := outlook.SafeToSpend(f)
		line := SafeLine{Currency: c, Why: s.Why, Until: s.Until, Items: s.Items}
		if s.Amount != nil {
			d := s.Amount.Decimal()
			line.Amount = &d
		} else {
			line.WhyText = v.Words(language, "money_why_"+string(s.Why), nil)
		}
		if f.Balance != nil {
			d := text(*f.Balance, c)
			line.Balance = &d
		}
		for _, i := range outlook.Expected(f, upcomingDays) {
			r.Upcoming = append(r.Upcoming, UpcomingLine{i, i.Amount.Decimal()})
		}
		r.Safe = append(r.Safe, line)
		r.Forecast = append(r.Forecast, ForecastLine{c, outlook.Ahead(f, horizon)})
	}
	return r
}

// AccountLines are the accounts, each with its balance where the bank writes one.
func (v *View) AccountLines() []AccountLine {
	rows := map[string]int{}
	for _, t := range v.Rows {
		rows[t.Account]++
	}
	out := []AccountLine{}
	for _, a := range v.Accounts {
		line := AccountLine{ID: a.ID, Name: a.Name, Last: a.Last, Currency: a.Currency, Transactions: rows[a.ID], Savings: v.Savings[a.ID]}
		if m, date, found := v.Balance(a.ID); found {
			s := m.Decimal()
			line.Balance, line.AsOf = &s, date
		}
		out = append(out, line)
	}
	return out
}

// months are what came and left in each of the last months, the oldest first.
func (v *View) months() []MonthLine {
	type cell struct{ in, out int64 }
	cells := map[[2]string]*cell{}
	first := outlook.MonthBefore(v.Today[:7], monthsShown-1)
	for _, t := range v.Rows {
		if len(t.Date) < 7 || t.Date[:7] < first || t.Date > v.Today {
			continue
		}
		k := [2]string{t.Date[:7], t.Amount.Currency}
		if cells[k] == nil {
			cells[k] = &cell{}
		}
		switch {
		case t.Received(v.Book):
			cells[k].in += t.Amount.Minor
		case t.Spent(v.Book):
			cells[k].out -= t.Amount.Minor
		}
	}
	out := []MonthLine{}
	for k, c := range cells {
		text := func(n int64) string { return money.Money{Minor: n, Currency: k[1]}.Decimal() }
		out = append(out, MonthLine{k[0], k[1], text(c.in), text(c.out)})
	}
	slices.SortFunc(out, func(a, b MonthLine) int {
		return cmp.Or(cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Month, b.Month))
	})
	return out
}

// Facts gather what the outlook needs, in one currency. What lies in savings is
// no part of the balance, and what goals set aside this month is spoken for.
func (v *View) Facts(currency string) outlook.Facts {
	series := v.Series()
	f := outlook.Facts{Today: v.Today, Currency: currency, Series: series, Owed: v.Owes, NotOwed: v.NotOwed}
	for _, g := range v.Goals {
		if plan := g.Plan(v.Today); g.Currency == currency && plan.Monthly > 0 {
			f.Saved = append(f.Saved, outlook.Item{Date: v.Today, What: g.Name, Amount: money.Money{Minor: -plan.Monthly, Currency: currency}, Source: "goal"})
		}
	}
	for _, a := range v.Accounts {
		if a.Currency != currency || v.Savings[a.ID] {
			continue
		}
		if m, date, found := v.Balance(a.ID); found {
			if f.Balance == nil {
				f.Balance = new(int64)
				f.AsOf = date
			}
			*f.Balance += m.Minor
			f.AsOf = min(f.AsOf, date)
		}
	}
	inSeries := map[string]bool{}
	for _, s := range series {
		for _, id := range s.Rows {
			inSeries[id] = true
		}
	}
	daily := map[string]int64{}
	first := ""
	for _, r := range v.Rows {
		if r.Amount.Currency != currency || r.Date == "" || r.Date >= v.Today {
			continue
		}
		if first == "" {
			first = r.Date
		}
		if r.Spent(v.Book) && !inSeries[r.ID] {
			daily[r.Date] -= r.Amount.Minor
		}
	}
	if first == "" {
		return f
	}
	start := max(first, outlook.Day(v.Today, -history))
	for d := start; d < v.Today; d = outlook.Day(d, 1) {
		f.Daily = append(f.Daily, daily[d])
	}
	return f
}

// history is how many days of spending a forecast looks back on.
const history = 180
