// Package question reads what customers ask about their money, in Swedish and
// English, without a model: a measure, filters, a period and a comparison become
// a query; the query is worked out exactly over the rows, and worded by templates.
// What is not understood is said: a figure to another question is worse than none.
package question

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"samtal/core/money"
	"samtal/core/money/outlook"
	"samtal/core/money/recurring"
)

// Measure is what is asked for.
type Measure string

// The measures.
const (
	Spent          Measure = "spent"
	Received       Measure = "received"
	Count          Measure = "count" // purchases
	Average        Measure = "average"
	Biggest        Measure = "biggest"
	Smallest       Measure = "smallest"
	Top            Measure = "top" // the categories that cost most
	Balance        Measure = "balance"
	Safe           Measure = "safe"
	Subscriptions  Measure = "subscriptions"
	Afford         Measure = "afford"
	NextBill       Measure = "next_bill"
	NextInstalment Measure = "next_instalment"
	NextIncome     Measure = "next_income"
)

// Period is the days from From to To, both included.
type Period struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Has says whether a day lies in it.
func (p Period) Has(day string) bool { return day >= p.From && day <= p.To }

// Compare is with what a figure is compared.
type Compare string

// The comparisons.
const (
	WithPrevious Compare = "previous" // the period before, the same days of it
	WithYearAgo  Compare = "year_ago" // the same days a year before
	WithAverage  Compare = "average"  // one's own average of the six periods before
)

// Query is a question understood. Empty fields narrow nothing.
type Query struct {
	Measure  Measure `json:"measure"`
	Category string  `json:"category,omitempty"`
	Shop     string  `json:"shop,omitempty"`
	Account  string  `json:"account,omitempty"`
	Period   Period  `json:"period"`
	Compare  Compare `json:"compare,omitempty"`
	Minor    int64   `json:"minor,omitempty"` // of Afford
	Currency string  `json:"currency,omitempty"`
	Day      string  `json:"day,omitempty"`
}

// Whole says whether a query that came back from outside is one that could have
// been asked: its days are days, and not more than people live.
func (q Query) Whole() bool {
	from, err1 := time.Parse(time.DateOnly, q.Period.From)
	to, err2 := time.Parse(time.DateOnly, q.Period.To)
	if q.Period == (Period{}) {
		err1, err2 = nil, nil
	}
	return err1 == nil && err2 == nil && !to.Before(from) && known(q.Measure) && len(q.Category)+len(q.Shop)+len(q.Account) < 300
}

func known(m Measure) bool { _, ok := weight[m]; return ok }

// Row is one transaction as questions see it.
type Row struct {
	ID, Date, Shop, Category, Account string
	Amount                            money.Money
}

// Account is one of the customer's accounts.
type Account struct {
	ID, Name, Last string
	Balance        *money.Money // nil: the bank does not write it
	AsOf           string
}

// Tree names the categories; category.Book is one.
type Tree interface {
	Name(id, language string) string
	Kind(id string) string
	Within(id, of string) bool
}

// Facts are all that an answer may stand on.
type Facts struct {
	Today    string
	Index    *Index
	Accounts []Account
	Series   []recurring.Series
	// Subscription says whether what comes back from a shop is one that its
	// owner could end.
	Subscription func(recurring.Series) bool
	Outlook      map[string]outlook.Facts // by currency
}

// Index holds the rows in the order of their days, shops and categories as
// numbers, so that a question on a million rows reads little memory.
type Index struct {
	rows       []Row // by date
	tree       Tree
	category   []uint16
	shop       []int32
	categories []string
	shops      []string
	shopOf     map[string]int32
	first      string
	currencies []string
	kinds      []string          // by category
	names      map[string]string // what people call a category, folded -> its id
	fuzzy      map[string]string // folded shop name -> shop
}

// NewIndex sorts rows by day and numbers their shops. synonyms are what people
// call the categories, by id.
func NewIndex(rows []Row, tree Tree, synonyms map[string][]string) *Index {
	x := &Index{tree: tree, shopOf: map[string]int32{}, names: map[string]string{}, fuzzy: map[string]string{}}
	for _, id := range slices.Sorted(maps.Keys(synonyms)) {
		for _, n := range synonyms[id] {
			if f := fold(n); f != "" && x.names[f] == "" {
				x.names[f] = id
			}
		}
	}
	x.rows = slices.DeleteFunc(slices.Clone(rows), func(r Row) bool { return r.Date == "" })
	slices.SortStableFunc(x.rows, func(a, b Row) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID)) })
	x.category, x.shop = make([]uint16, len(x.rows)), make([]int32, len(x.rows))
	categoryOf := map[string]uint16{}
	currencies := map[string]bool{}
	for i, r := range x.rows {
		c, known := categoryOf[r.Category]
		if !known {
			c = uint16(len(x.categories))
			categoryOf[r.Category] = c
			x.categories = append(x.categories, r.Category)
			x.kinds = append(x.kinds, tree.Kind(r.Category))
		}
		s, known := x.shopOf[r.Shop]
		if !known {
			s = int32(len(x.shops))
			x.shopOf[r.Shop] = s
			x.shops = append(x.shops, r.Shop)
			if f := fold(r.Shop); f != "" && x.fuzzy[f] == "" {
				x.fuzzy[f] = r.Shop
			}
		}
		x.category[i], x.shop[i] = c, s
		currencies[r.Amount.Currency] = true
	}
	for c := range currencies {
		x.currencies = append(x.currencies, c)
	}
	slices.Sort(x.currencies)
	if len(x.rows) > 0 {
		x.first = x.rows[0].Date
	}
	return x
}

// Figure is one currency's answer. Currencies are never added.
type Figure struct {
	Money money.Money  `json:"money"`
	Count int          `json:"count"`
	Other *money.Money `json:"other,omitempty"` // what it is compared with
	Row   *Row         `json:"row,omitempty"`   // of Biggest and Smallest
	IDs   []string     `json:"ids"`             // the rows it stands on
}

// tally is a sum over the rows of one currency.
type tally struct {
	sum         int64
	n           int
	most, least int
	ids         []int
}

// run sums a query's rows over a period, by currency. way is -1 for what left
// and 1 for what came; movements between own accounts are neither.
func (x *Index) run(q Query, p Period, way int64) map[string]*tally {
	out := map[string]*tally{}
	lo, _ := slices.BinarySearchFunc(x.rows, p.From, func(r Row, d string) int { return cmp.Compare(r.Date, d) })
	hi, _ := slices.BinarySearchFunc(x.rows, p.To+"~", func(r Row, d string) int { return cmp.Compare(r.Date, d) })
	fits := make([]bool, len(x.categories))
	for i, c := range x.categories {
		fits[i] = x.kinds[i] != "transfer" && (q.Category == "" || x.tree.Within(c, q.Category))
	}
	shop, known := int32(-1), true
	if q.Shop != "" {
		shop, known = x.shopOf[q.Shop]
	}
	for i := lo; known && i < hi; i++ {
		if !fits[x.category[i]] || shop >= 0 && x.shop[i] != shop {
			continue
		}
		r := &x.rows[i]
		if r.Amount.Minor*way <= 0 || q.Account != "" && r.Account != q.Account {
			continue
		}
		t := out[r.Amount.Currency]
		if t == nil {
			t = &tally{most: i, least: i}
			out[r.Amount.Currency] = t
		}
		t.sum += r.Amount.Minor * way
		t.n++
		t.ids = append(t.ids, i)
		if r.Amount.Minor*way > x.rows[t.most].Amount.Minor*way {
			t.most = i
		}
		if r.Amount.Minor*way < x.rows[t.least].Amount.Minor*way {
			t.least = i
		}
	}
	return out
}

// Figures works out spent, received, count, average, biggest and smallest: one
// figure a currency, in the order of the currencies' codes.
func (x *Index) Figures(q Query, today string) []Figure {
	way := int64(-1)
	if q.Measure == Received {
		way = 1
	}
	now := x.run(q, q.Period, way)
	var others []Period
	switch q.Compare {
	case WithAverage:
		for n := 1; n <= averaged; n++ {
			if p := shift(q.Period, n, today); p.From >= x.first && x.first != "" {
				others = append(others, p)
			}
		}
	case WithPrevious:
		others = []Period{shift(q.Period, 1, today)}
	case WithYearAgo:
		others = []Period{yearAgo(q.Period, today)}
	}
	before := make([]map[string]*tally, len(others))
	for i, p := range others {
		before[i] = x.run(q, p, way)
	}
	var out []Figure
	for _, c := range x.currencies {
		t := now[c]
		any := t != nil
		var sum int64
		for _, b := range before {
			if b[c] != nil {
				sum += b[c].of(q.Measure)
				any = true
			}
		}
		if !any {
			continue
		}
		if t == nil {
			t = &tally{most: -1, least: -1}
		}
		f := Figure{Money: money.Money{Minor: t.of(q.Measure), Currency: c}, Count: t.n, IDs: make([]string, len(t.ids))}
		for i, id := range t.ids {
			f.IDs[i] = x.rows[id].ID
		}
		if at := map[Measure]int{Biggest: t.most, Smallest: t.least}; q.Measure == Biggest || q.Measure == Smallest {
			if at[q.Measure] < 0 {
				continue
			}
			r := x.rows[at[q.Measure]]
			f.Row, f.IDs, f.Money.Minor = &r, []string{r.ID}, r.Amount.Minor*way
		}
		if len(others) > 0 && q.Measure != Biggest && q.Measure != Smallest {
			f.Other = &money.Money{Minor: divide(sum, int64(len(others))), Currency: c}
		}
		out = append(out, f)
	}
	return out
}

// of is a tally's figure: counts are compared as counts.
func (t *tally) of(m Measure) int64 {
	switch {
	case m == Count:
		return int64(t.n)
	case m == Average && t.n > 0:
		return divide(t.sum, int64(t.n))
	}
	return t.sum
}

// divide rounds half away from zero.
func divide(sum, n int64) int64 {
	if sum < 0 {
		return -divide(-sum, n)
	}
	return (2*sum + n) / (2 * n)
}

// averaged is how many periods before make one's own average.
const averaged = 6

// shift is the period n before: whole months and years keep their kind; one
// that is not over yet is compared with the same days, or the past would
// always look dearer.
func shift(p Period, n int, today string) Period {
	from, to := at(p.From), at(p.To)
	cut := p.To > today && p.From <= today
	months := 0
	switch next := to.AddDate(0, 0, 1); {
	case from.Day() != 1 || next.Day() != 1:
	case months == 0:
		months = (next.Year()-from.Year())*12 + int(next.Month()-from.Month())
	}
	if months == 0 {
		length := int(to.Sub(from).Hours()/24) + 1
		if cut {
			to = at(today)
		}
		return Period{from.AddDate(0, 0, -n*length).Format(time.DateOnly), to.AddDate(0, 0, -n*length).Format(time.DateOnly)}
	}
	start := from.AddDate(0, -n*months, 0)
	end := start.AddDate(0, months, -1)
	if cut {
		end = monthsBack(at(today), n*months)
	}
	return Period{start.Format(time.DateOnly), end.Format(time.DateOnly)}
}

// yearAgo is the same days a year before.
func yearAgo(p Period, today string) Period {
	to := at(p.To)
	whole := to.AddDate(0, 0, 1).Day() == 1
	if p.To > today && p.From <= today {
		to, whole = at(today), false
	}
	end := monthsBack(to, 12)
	if whole { // February's end is its end
		end = time.Date(end.Year(), end.Month()+1, 0, 0, 0, 0, 0, time.UTC)
	}
	return Period{monthsBack(at(p.From), 12).Format(time.DateOnly), end.Format(time.DateOnly)}
}

// monthsBack keeps the day of the month, or takes a short month's last.
func monthsBack(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()-time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, min(t.Day(), first.AddDate(0, 1, -1).Day())-1)
}

func at(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return time.Time{}
	}
	return t
}
