package question

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"samtal/core/money"
)

// spoken is a part of a question in words, with what it means worked out day by
// day and row by row: the slow twin knows no index, no periods and no shifts.
type spoken struct {
	words string
	has   func(day string) bool
}

func inMonth(ym string) func(string) bool {
	return func(d string) bool { return strings.HasPrefix(d, ym) }
}

func within(from, to string) func(string) bool {
	return func(d string) bool { return d >= from && d <= to }
}

var spokenPeriods = map[string][]spoken{
	"en": {{"in October", inMonth("2026-10")}, {"this month", inMonth("2026-11")}, {"last month", inMonth("2026-10")}, {"this year", inMonth("2026-")}, {"last year", inMonth("2025-")}, {"in March 2025", inMonth("2025-03")},
		{"yesterday", within("2026-11-23", "2026-11-23")}, {"last week", within("2026-11-16", "2026-11-22")}, {"in the last 30 days", within("2026-10-26", "2026-11-24")}, {"since 5 October", within("2026-10-05", today)},
		{"in Q2", within("2026-04-01", "2026-06-30")}, {"in December", inMonth("2025-12")}, {"", inMonth("2026-11")}, {"on 2026-10-05", within("2026-10-05", "2026-10-05")}, {"in 2025", inMonth("2025-")}, {"over the last 2 weeks", within("2026-11-11", today)}},
	"sv": {{"i oktober", inMonth("2026-10")}, {"den här månaden", inMonth("2026-11")}, {"förra månaden", inMonth("2026-10")}, {"i år", inMonth("2026-")}, {"förra året", inMonth("2025-")}, {"i mars 2025", inMonth("2025-03")},
		{"igår", within("2026-11-23", "2026-11-23")}, {"förra veckan", within("2026-11-16", "2026-11-22")}, {"de senaste 30 dagarna", within("2026-10-26", "2026-11-24")}, {"sedan 5 oktober", within("2026-10-05", today)},
		{"första kvartalet", within("2026-01-01", "2026-03-31")}, {"i december", inMonth("2025-12")}, {"", inMonth("2026-11")}, {"den 2026-10-05", within("2026-10-05", "2026-10-05")}, {"i fjol", inMonth("2025-")}, {"de senaste 2 veckorna", within("2026-11-11", today)}},
}

var spokenFilters = map[string]map[string]func(Row) bool{
	"en": {"": func(Row) bool { return true }, "on groceries": func(r Row) bool { return r.Category == "groceries" }, "on eating out": func(r Row) bool { return r.Category == "restaurants" },
		"on food": func(r Row) bool {
			return r.Category == "groceries" || r.Category == "restaurants" || r.Category == "food"
		}, "at ICA": func(r Row) bool { return r.Shop == "ICA" },
		"at Espresso House": func(r Row) bool { return r.Shop == "Espresso House" }, "on hotels": func(r Row) bool { return r.Category == "holiday" }},
	"sv": {"": func(Row) bool { return true }, "på matvaror": func(r Row) bool { return r.Category == "groceries" }, "på krogen": func(r Row) bool { return r.Category == "restaurants" },
		"på mat": func(r Row) bool {
			return r.Category == "groceries" || r.Category == "restaurants" || r.Category == "food"
		}, "på ICA": func(r Row) bool { return r.Shop == "ICA" },
		"hos Espresso House": func(r Row) bool { return r.Shop == "Espresso House" }, "på hotell": func(r Row) bool { return r.Category == "holiday" }},
}

var spokenMeasures = map[string]map[Measure][]string{
	"en": {Spent: {"how much did I spend %f %p?", "What have I spent %f %p", "spending %f %p"}, Received: {"how much did I earn %p?", "my income %p"}, Count: {"how many times did I pay %f %p?", "how many purchases %f %p"},
		Average: {"average purchase %f %p"}, Biggest: {"biggest purchase %f %p?"}, Smallest: {"cheapest purchase %f %p"}},
	"sv": {Spent: {"hur mycket har jag lagt %f %p?", "vad har jag spenderat %f %p", "utgifter %f %p"}, Received: {"hur mycket har jag tjänat %p?", "mina inkomster %p"}, Count: {"hur många gånger handlade jag %f %p?", "antal köp %f %p"},
		Average: {"snittköp %f %p"}, Biggest: {"största köpet %f %p?"}, Smallest: {"billigaste köpet %f %p"}},
}

// amounts are the money in a sentence.
var amounts = regexp.MustCompile(`£\d[\d\x{00a0},.]*\d|£\d|\d[\d\x{00a0},.]*\x{00a0}kr`)

// Ten thousand questions in both languages: each figure in each sentence is the
// one that a slow second evaluation finds, one for each currency and no other.
func TestFiguresInSentencesAreTheQuerysResult(t *testing.T) {
	r := rand.New(rand.NewPCG(20261124, 1))
	shops := []struct{ shop, category string }{{"ICA", "groceries"}, {"Willys", "groceries"}, {"Espresso House", "restaurants"}, {"Pizzeria Napoli", "restaurants"}, {"Scandic", "holiday"}, {"Netflix", "streaming"}, {"Okänd", ""}, {"Sparkonto", "transfer"}}
	start := at("2024-12-01")
	var rows []Row
	for i := range 4000 {
		s := shops[r.IntN(len(shops))]
		m := money.Money{Minor: -1 - r.Int64N(200000), Currency: []string{"SEK", "SEK", "SEK", "GBP"}[r.IntN(4)]}
		if r.IntN(15) == 0 {
			s.shop, s.category, m.Minor = "Arbetet AB", "salary", 1+r.Int64N(3000000)
		}
		rows = append(rows, Row{fmt.Sprint(i), start.AddDate(0, 0, r.IntN(724)).Format(time.DateOnly), s.shop, s.category, "a", m})
	}
	f := facts(rows)
	n := 0
	for _, l := range []string{"en", "sv"} {
		filters := slices.Sorted(func(yield func(string) bool) {
			for k := range spokenFilters[l] {
				if !yield(k) {
					return
				}
			}
		})
		measures := []Measure{Spent, Received, Count, Average, Biggest, Smallest}
		for range 5000 {
			n++
			m := measures[r.IntN(len(measures))]
			form := spokenMeasures[l][m][r.IntN(len(spokenMeasures[l][m]))]
			filter, p := filters[r.IntN(len(filters))], spokenPeriods[l][r.IntN(len(spokenPeriods[l]))]
			if m == Received {
				filter = ""
			}
			text := strings.NewReplacer("%f", filter, "%p", p.words).Replace(form)
			a := Ask(text, l, f, nil)
			want, ids := slow(rows, m, spokenFilters[l][filter], p.has, l)
			if a.Query == nil || a.Query.Measure != m {
				t.Fatalf("%q: %+v", text, a)
			}
			got := amounts.FindAllString(a.Text, -1)
			if m == Count {
				got = []string{regexp.MustCompile(`\d+`).FindString(a.Text)}
				if len(a.Figures) == 0 {
					got, want = nil, nil
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%q\nsays %q\nwith %q, want %q", text, a.Text, got, want)
			}
			var stands []string
			for _, x := range a.Figures {
				stands = append(stands, x.IDs...)
			}
			slices.Sort(stands)
			slices.Sort(ids)
			if m != Biggest && m != Smallest && !slices.Equal(stands, ids) {
				t.Fatalf("%q stands on %d rows, want %d", text, len(stands), len(ids))
			}
		}
	}
	if n != 10000 {
		t.Fatal(n)
	}
}

// slow reads every row and remembers nothing: one currency after another.
func slow(rows []Row, m Measure, fits func(Row) bool, when func(string) bool, l string) (figures, ids []string) {
	all := 0
	for _, c := range []string{"GBP", "SEK"} {
		var of []int64
		for _, r := range rows {
			out := r.Amount.Minor < 0
			if r.Amount.Currency != c || r.Category == "transfer" || out == (m == Received) || !fits(r) || !when(r.Date) {
				continue
			}
			of = append(of, max(r.Amount.Minor, -r.Amount.Minor))
			ids = append(ids, r.ID)
		}
		if len(of) == 0 {
			continue
		}
		all += len(of)
		var x int64
		switch m {
		case Biggest:
			x = slices.Max(of)
		case Smallest:
			x = slices.Min(of)
		default:
			for _, n := range of {
				x += n
			}
			if m == Average {
				whole, rest := x/int64(len(of)), x%int64(len(of))
				if x = whole; 2*rest >= int64(len(of)) {
					x++
				}
			}
		}
		figures = append(figures, money.Money{Minor: x, Currency: c}.Format(l))
	}
	if m == Count {
		return []string{fmt.Sprint(all)}, ids
	}
	return figures, ids
}

// Comparisons, against the same slow sums over days worked out by hand.
func TestComparisonsAgainstSlowSums(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 200 {
		var rows []Row
		for i := range 300 {
			rows = append(rows, sek(fmt.Sprint(i), at("2025-01-01").AddDate(0, 0, r.IntN(693)).Format(time.DateOnly), "ICA", "groceries", -1-r.Int64N(90000)))
		}
		f := facts(rows)
		sum := func(from, to string) (n int64) {
			for _, x := range rows {
				if x.Date >= from && x.Date <= to {
					n -= x.Amount.Minor
				}
			}
			return n
		}
		half := sum("2026-05-01", "2026-05-24") + sum("2026-06-01", "2026-06-24") + sum("2026-07-01", "2026-07-24") + sum("2026-08-01", "2026-08-24") + sum("2026-09-01", "2026-09-24") + sum("2026-10-01", "2026-10-24")
		for text, want := range map[string]int64{
			"compare with last month":                                        sum("2026-10-01", "2026-10-24"),
			"groceries in October compared with September":                   sum("2026-09-01", "2026-09-30"),
			"groceries in February 2026 compared to last year":               sum("2025-02-01", "2025-02-28"),
			"this week compared with last week":                              sum("2026-11-16", "2026-11-17"),
			"groceries compared to my average":                               (2*half + 6) / 12,
			"i år jämfört med förra året":                                    sum("2025-01-01", "2025-11-24"),
			"matvaror i oktober jämfört med samma månad förra året":          sum("2025-10-01", "2025-10-31"),
			"how much did I spend in Q3 compared to the same time last year": sum("2025-07-01", "2025-09-30"),
		} {
			a := Ask(text, "en", f, nil)
			if len(a.Figures) == 0 && a.Query != nil && want == 0 {
				continue // nothing in either
			}
			if len(a.Figures) != 1 || a.Figures[0].Other == nil || a.Figures[0].Other.Minor != want {
				t.Fatalf("%q: %+v, want %d", text, a, want)
			}
		}
	}
}
