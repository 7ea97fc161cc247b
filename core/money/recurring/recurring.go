// Package recurring finds what comes back: subscriptions, bills and pay, by the
// days between rows and their amounts. It proposes; the owner confirms or ends.
package recurring

import (
	"cmp"
	"math"
	"slices"
	"time"

	"samtal/core/money"
)

// Every is how often a series comes.
type Every string

// The rhythms that are known.
const (
	Weekly      Every = "weekly"
	Fortnightly Every = "fortnightly"
	Monthly     Every = "monthly"
	Quarterly   Every = "quarterly"
	Yearly      Every = "yearly"
)

// Row is one payment to or from a shop.
type Row struct {
	ID, Date, Shop string
	Amount         money.Money
}

// Series is a payment that comes back.
type Series struct {
	Shop   string      `json:"shop"`
	Every  Every       `json:"every"`
	Amount money.Money `json:"amount"` // the latest; negative is spent
	Varies bool        `json:"varies,omitempty"`
	Rose   int64       `json:"rose,omitempty"` // minor units more than before, at the last change of price
	First  string      `json:"first"`
	Last   string      `json:"last"`
	Next   string      `json:"next,omitempty"` // expected; empty when it has ended
	Rows   []string    `json:"rows"`           // the rows that it stands on
	Fit    float64     `json:"fit"`            // share of gaps that fit the rhythm
}

// A rhythm: its length in days, how far a payment may stray (±3 days: weekends
// and holidays move bills, trust.md A5), and how many make a series.
var rhythms = []struct {
	every   Every
	days    float64
	stray   float64
	least   int
	months  int
	perYear float64
}{
	{Weekly, 7, 2, 4, 0, 52}, {Fortnightly, 14, 3, 4, 0, 26}, {Monthly, 30.44, 4, 3, 1, 12}, {Quarterly, 91.3, 6, 3, 3, 4}, {Yearly, 365.25, 8, 2, 12, 1},
}

// PerYear is how often a series comes in a year.
func (e Every) PerYear() float64 {
	for _, r := range rhythms {
		if r.every == e {
			return r.perYear
		}
	}
	return 0
}

// fits is the share of gaps that a series needs in its rhythm.
const fits = 0.75

// Find lists the series among rows, as of a day: each shop's payments, first
// those of like amounts, then the rest of the shop together.
func Find(rows []Row, today string) []Series {
	type key struct {
		shop, currency string
		in             bool
	}
	groups := map[key][]Row{}
	for _, r := range rows {
		if r.Date != "" && r.Amount.Minor != 0 {
			k := key{r.Shop, r.Amount.Currency, r.Amount.Minor > 0}
			groups[k] = append(groups[k], r)
		}
	}
	var found []Series
	for _, g := range groups {
		slices.SortFunc(g, func(a, b Row) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID)) })
		if s, ok := rhythm(g, today); ok {
			found = append(found, s)
			continue
		}
		for _, part := range alike(g) {
			if s, ok := rhythm(part, today); ok {
				found = append(found, s)
			}
		}
	}
	slices.SortFunc(found, func(a, b Series) int {
		return cmp.Or(cmp.Compare(a.Amount.Minor, b.Amount.Minor), cmp.Compare(a.Shop, b.Shop), cmp.Compare(a.First, b.First))
	})
	return found
}

// alike cuts a shop's payments into those of like amounts: neighbours in size
// that differ by less than a tenth.
func alike(g []Row) (parts [][]Row) {
	bySize := slices.Clone(g)
	slices.SortStableFunc(bySize, func(a, b Row) int { return cmp.Compare(abs(a.Amount.Minor), abs(b.Amount.Minor)) })
	start := 0
	for i := 1; i <= len(bySize); i++ {
		if i < len(bySize) && float64(abs(bySize[i].Amount.Minor)) <= 1.1*float64(abs(bySize[i-1].Amount.Minor)) {
			continue
		}
		if part := slices.Clone(bySize[start:i]); len(part) < len(g) && len(part) > 1 {
			slices.SortFunc(part, func(a, b Row) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID)) })
			parts = append(parts, part)
		}
		start = i
	}
	return parts
}

func abs(n int64) int64 { return max(n, -n) }

// rhythm says whether payments in time's order come in one rhythm.
func rhythm(g []Row, today string) (Series, bool) {
	if len(g) < 2 {
		return Series{}, false
	}
	gaps := make([]float64, len(g)-1)
	for i := range gaps {
		gaps[i] = days(g[i].Date, g[i+1].Date)
	}
	sorted := slices.Sorted(slices.Values(gaps))
	median := sorted[len(sorted)/2]
	for _, r := range rhythms {
		if len(g) < r.least || math.Abs(median-r.days) > r.stray {
			continue
		}
		ok, skipped := 0, 0
		for _, gap := range gaps {
			if math.Abs(gap-r.days) <= r.stray {
				ok++
			} else if n := math.Round(gap / r.days); n == 2 && math.Abs(gap-2*r.days) <= r.stray {
				skipped++ // one was missed, the rhythm stands
			}
		}
		fit := (float64(ok) + 0.5*float64(skipped)) / float64(len(gaps))
		varies := spread(g)
		// a shop that is visited weekly is no subscription: what varies must keep its days strictly
		if fit < fits || varies > 0.6 || varies > 0.12 && (r.days < 20 || fit < 0.9) {
			continue
		}
		return series(g, r.every, r.months, r.days, r.stray, fit, varies > 0.02, today), true
	}
	return Series{}, false
}

func series(g []Row, every Every, months int, length, stray, fit float64, varies bool, today string) Series {
	last := g[len(g)-1]
	s := Series{Shop: last.Shop, Every: every, Amount: last.Amount, First: g[0].Date, Last: last.Date, Fit: fit}
	for _, r := range g {
		s.Rows = append(s.Rows, r.ID)
	}
	s.Varies, s.Rose = varies, rose(g)
	if s.Rose > 0 {
		s.Varies = false
	}
	next := after(last.Date, months, length, g)
	if days(next, today) <= 2*stray+3 { // late, but not given up yet
		s.Next = max(next, today)
	}
	return s
}

// rose is by how much the price went up at its last change, when it was the
// same before and is the same since: a bill that varies has no price.
func rose(g []Row) int64 {
	last := abs(g[len(g)-1].Amount.Minor)
	i := len(g) - 1
	for i > 0 && abs(g[i-1].Amount.Minor) == last {
		i--
	}
	if i < 2 {
		return 0
	}
	before := abs(g[i-1].Amount.Minor)
	for j := range i {
		if abs(g[j].Amount.Minor) > before {
			return 0
		}
	}
	if abs(g[i-2].Amount.Minor) != before || last <= before {
		return 0
	}
	return last - before
}

// after is the next day of a series: the same day of the month, which is the
// median of the last days so that a weekend does not move it, or so many days on.
func after(last string, months int, length float64, g []Row) string {
	t, err := time.Parse(time.DateOnly, last)
	if err != nil {
		return last
	}
	if months == 0 {
		return t.AddDate(0, 0, int(math.Round(length))).Format(time.DateOnly)
	}
	var dom []int
	for _, r := range g[max(0, len(g)-5):] {
		if d, err := time.Parse(time.DateOnly, r.Date); err == nil {
			day := d.Day()
			if day <= 4 && t.Day() > 24 {
				day += 31
			}
			dom = append(dom, day)
		}
	}
	slices.Sort(dom)
	day := dom[len(dom)/2]
	first := time.Date(t.Year(), t.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	if t.Day() <= 4 && day > 24 { // moved over the end of the month
		first = first.AddDate(0, -1, 0)
	}
	end := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(day, end)-1).Format(time.DateOnly)
}

// spread is how much amounts differ: the median distance from the median, as a
// share of it.
func spread(g []Row) float64 {
	var sizes []float64
	for _, r := range g {
		sizes = append(sizes, float64(abs(r.Amount.Minor)))
	}
	slices.Sort(sizes)
	m := sizes[len(sizes)/2]
	for i := range sizes {
		sizes[i] = math.Abs(sizes[i] - m)
	}
	slices.Sort(sizes)
	return sizes[len(sizes)/2] / m
}

func days(a, b string) float64 {
	x, err1 := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	if err1 != nil || err2 != nil {
		return math.Inf(1)
	}
	return y.Sub(x).Hours() / 24
}
