// Package insight finds what is worth knowing in an owner's rows: a charge that
// came twice, one that is unlike the shop's others, fees, prices that rose,
// subscriptions to think about, and months that cost more than came in. It
// compares with the owner's own past and with nobody else's, and each finding
// ends in something to do. It never says what somebody ought to have done.
package insight

import (
	"cmp"
	"slices"
	"time"

	"samtal/core/money"
	"samtal/core/money/recurring"
)

// Code names a finding.
type Code string

// The findings.
const (
	Duplicate Code = "duplicate"  // the same shop, amount and account within two days
	Unusual   Code = "unusual"    // more than three times what the shop usually takes
	Fees      Code = "fees"       // what fees and interest took in a year
	PriceRise Code = "price_rise" // a recurring payment costs more than before
	StillUse  Code = "still_use"  // a subscription for half a year and more
	Shortfall Code = "shortfall"  // three whole months in a row cost more than came in
)

// Do is what a finding ends in.
type Do string

// The things to do.
const (
	AskShop     Do = "ask_shop"
	CheckIt     Do = "check_it"
	AskBank     Do = "ask_bank"
	KeepOrEnd   Do = "keep_or_end"
	AskWhy      Do = "ask_why"       // what can't simply be ended: rent, insurance, power
	TalkToHuman Do = "talk_to_human" // a person here, and free debt advice outside
)

// Finding is one thing worth knowing, with the rows it stands on.
type Finding struct {
	Code  Code        `json:"code"`
	Do    Do          `json:"do"`
	Shop  string      `json:"shop,omitempty"`
	Money money.Money `json:"money"`
	Usual int64       `json:"usual,omitempty"` // minor units: what it was before, or usually is
	Date  string      `json:"date,omitempty"`
	IDs   []string    `json:"ids"`
}

// Row is one transaction that is not between the owner's own accounts.
type Row struct {
	ID, Date, Shop, Account string
	Amount                  money.Money
	Fee                     bool
}

// Facts are what findings are made from.
type Facts struct {
	Today        string
	Rows         []Row
	Series       []recurring.Series
	Subscription func(recurring.Series) bool
}

// How far findings look back, in days, and what makes a charge unusual.
const (
	recent      = 62
	usualFactor = 3
	usualLeast  = 5 // charges of the shop before
	sameWithin  = 2 // days between two that may be one
	usedDays    = 180
	shortMonths = 3
)

// Find lists the findings of today, in an order that does not depend on chance.
func Find(f Facts) []Finding {
	rows := slices.DeleteFunc(slices.Clone(f.Rows), func(r Row) bool { return r.Date == "" || r.Date > f.Today })
	slices.SortFunc(rows, func(a, b Row) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID)) })
	inSeries := map[string]bool{}
	for _, s := range f.Series {
		for _, id := range s.Rows {
			inSeries[id] = true
		}
	}
	out := shortfalls(rows, f.Today)
	out = append(out, byShop(rows, inSeries, ago(f.Today, recent))...)
	out = append(out, fees(rows, ago(f.Today, 365))...)
	for _, s := range f.Series {
		if s.Amount.Minor >= 0 || s.Next == "" {
			continue
		}
		paid := money.Money{Minor: -s.Amount.Minor, Currency: s.Amount.Currency}
		switch {
		case s.Rose > 0:
			do := AskWhy
			if f.Subscription(s) {
				do = KeepOrEnd
			}
			out = append(out, Finding{PriceRise, do, s.Shop, paid, paid.Minor - s.Rose, s.Last, s.Rows})
		case f.Subscription(s) && s.First <= ago(f.Today, usedDays):
			out = append(out, Finding{StillUse, KeepOrEnd, s.Shop, paid, 0, s.First, s.Rows})
		}
	}
	return out
}

// byShop finds charges that came twice and charges unlike the shop's others.
// Two equal coffees are no finding: a shop where that has happened before the
// last two months, or whose charge is a small part of what it usually takes
// on a day, is left alone.
func byShop(rows []Row, inSeries map[string]bool, since string) (out []Finding) {
	type key struct{ shop, account, currency string }
	groups := map[key][]Row{}
	var order []key
	for _, r := range rows {
		if r.Amount.Minor < 0 {
			k := key{r.Shop, r.Account, r.Amount.Currency}
			if groups[k] == nil {
				order = append(order, k)
			}
			groups[k] = append(groups[k], r)
		}
	}
	for _, k := range order {
		g := groups[k]
		var before []int64
		habit := false
		for i, r := range g {
			paid := -r.Amount.Minor
			twice := i > 0 && g[i-1].Amount == r.Amount && days(g[i-1].Date, r.Date) <= sameWithin
			switch {
			case r.Date < since:
				habit = habit || twice
			case twice && !habit:
				out = append(out, Finding{Duplicate, AskShop, r.Shop, money.Money{Minor: paid, Currency: k.currency}, 0, r.Date, []string{g[i-1].ID, r.ID}})
			case !inSeries[r.ID] && len(before) >= usualLeast && paid > usualFactor*median(before):
				out = append(out, Finding{Unusual, CheckIt, r.Shop, money.Money{Minor: paid, Currency: k.currency}, median(before), r.Date, []string{r.ID}})
			}
			before = append(before, paid)
		}
	}
	return out
}

// fees sums a year's fees and interest, a currency each.
func fees(rows []Row, since string) (out []Finding) {
	by := map[string]*Finding{}
	for _, r := range rows {
		if !r.Fee || r.Amount.Minor >= 0 || r.Date < since {
			continue
		}
		c := r.Amount.Currency
		if by[c] == nil {
			by[c] = &Finding{Code: Fees, Do: AskBank, Money: money.Money{Currency: c}}
		}
		by[c].Money.Minor -= r.Amount.Minor
		by[c].Date = r.Date
		by[c].IDs = append(by[c].IDs, r.ID)
	}
	for _, x := range by {
		out = append(out, *x)
	}
	slices.SortFunc(out, func(a, b Finding) int { return cmp.Compare(a.Money.Currency, b.Money.Currency) })
	return out
}

// shortfalls finds a currency whose last three whole months each cost more than
// came in. Where nothing came in at all the income is on some other account,
// and nothing is said. A month before the first row's is not whole.
func shortfalls(rows []Row, today string) (out []Finding) {
	if len(rows) == 0 || len(today) < 10 {
		return nil
	}
	sums, in := map[[2]string]int64{}, map[[2]string]int64{}
	ids := map[[2]string][]string{}
	currencies, first := map[string]bool{}, map[string]string{}
	for _, r := range rows {
		k := [2]string{r.Amount.Currency, r.Date[:7]}
		if first[k[0]] == "" {
			first[k[0]] = r.Date[:7]
		}
		sums[k] += r.Amount.Minor
		in[k] += max(0, r.Amount.Minor)
		ids[k] = append(ids[k], r.ID)
		currencies[k[0]] = true
	}
	for c := range currencies {
		f := Finding{Code: Shortfall, Do: TalkToHuman, Money: money.Money{Currency: c}, Date: monthBefore(today[:7], 1)}
		whole := true
		for n := 1; n <= shortMonths; n++ {
			k := [2]string{c, monthBefore(today[:7], n)}
			whole = whole && k[1] > first[c] && sums[k] < 0 && in[k] > 0
			f.Money.Minor -= sums[k]
			f.IDs = append(f.IDs, ids[k]...)
		}
		if whole {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b Finding) int { return cmp.Compare(a.Money.Currency, b.Money.Currency) })
	return out
}

func median(of []int64) int64 {
	s := slices.Sorted(slices.Values(of))
	return s[len(s)/2]
}

func ago(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, -n).Format(time.DateOnly)
}

func monthBefore(month string, n int) string {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	return t.AddDate(0, -n, 0).Format("2006-01")
}

func days(a, b string) int {
	x, err1 := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	if err1 != nil || err2 != nil {
		return 1 << 20
	}
	return int(y.Sub(x).Hours() / 24)
}
