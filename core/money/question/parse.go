package question

import (
	"slices"
	"strconv"
	"strings"

	"samtal/core/money"
)

// Refusal says why a question got no query.
type Refusal struct {
	Code string // nothing_asked, unknown_word, which, no_amount
	Word string
}

// Parse reads a question. before is the query that it follows, if any: "and
// restaurants?" changes only what it names.
func Parse(text string, f Facts, before *Query) (Query, *Refusal) {
	if len(text) > 500 {
		return Query{}, &Refusal{"too_long", ""}
	}
	p := parser{facts: f, words: strings.Fields(fold(text))}
	p.used = make([]bool, len(p.words))
	p.read()
	return p.query(before)
}

type parser struct {
	facts     Facts
	words     []string
	used      []bool
	measure   Measure
	period    *Period
	other     *Period // behind a word of comparison
	yearAgo   bool
	average   bool
	compares  bool
	category  string
	shop      string
	account   string
	minor     int64
	currency  string
	day       string
	unknown   []string
	ambiguous string
}

// find calls each for the places of the longest phrases that are in a
// dictionary and not used yet.
func (p *parser) find(has func(string) bool, each func(i, n int, phrase string) bool) {
	for n := min(7, len(p.words)); n > 0; n-- {
		for i := 0; i+n <= len(p.words); i++ {
			if slices.Contains(p.used[i:i+n], true) {
				continue
			}
			phrase := strings.Join(p.words[i:i+n], " ")
			if has(phrase) && each(i, n, phrase) {
				for k := i; k < i+n; k++ {
					p.used[k] = true
				}
			}
		}
	}
}

func (p *parser) read() {
	today := at(p.facts.Today)
	behind := len(p.words)
	compareVerb := len(p.words) > 0 && (slices.Contains(p.words, "compare") || slices.Contains(p.words, "jamfor"))
	p.find(func(s string) bool { return comparisons[s] }, func(i, n int, s string) bool {
		if (s == "mot" || s == "an") && i == 0 {
			return false
		}
		behind, p.compares = min(behind, i), true
		return true
	})
	if compareVerb && !p.compares {
		for i, w := range p.words {
			if i > 0 && slices.Contains([]string{"with", "to", "med", "and", "och"}, w) {
				behind, p.compares, p.used[i] = i, true, true
				break
			}
		}
	}
	if p.compares {
		rest := func(i int) bool { return i > behind }
		p.find(func(s string) bool { return averages[s] }, func(i, _ int, _ string) bool {
			if !rest(i) {
				return false
			}
			p.average = true
			return true
		})
		p.find(func(s string) bool { return yearsAgo[s] }, func(i, _ int, _ string) bool {
			if !rest(i) {
				return false
			}
			p.yearAgo = true
			return true
		})
	}
	p.measured()
	if p.measure == Afford {
		p.amount()
		for i := range p.words {
			if p.used[i] {
				continue
			}
			if t, n := futureDay(p.words[i:], today); n > 0 {
				p.day = t.Format("2006-01-02")
				p.use(i, n)
			}
		}
	}
	for i := 0; i < len(p.words); i++ {
		if p.used[i] {
			continue
		}
		end := i
		for end < len(p.words) && !p.used[end] {
			end++
		}
		if q, n := periodAt(p.words[i:end], today); n > 0 {
			if p.compares && i > behind {
				p.other = q
			} else {
				p.period = q
			}
			p.use(i, n)
			i += n - 1
		}
	}
	if (p.average || p.yearAgo) && p.period == nil {
		p.period = p.other // "than usual in October": October is what is asked about
	}
	p.filters()
	for i, w := range p.words {
		if !p.used[i] && !fillers[w] && w != "-" {
			p.unknown = append(p.unknown, w)
		}
	}
}

// measured finds the weightiest measure that is named.
func (p *parser) measured() {
	p.find(func(s string) bool { _, ok := lexicon[s]; return ok }, func(_, _ int, s string) bool {
		if m := lexicon[s]; p.measure == "" || weight[m] > weight[p.measure] {
			p.measure = m
		}
		return true
	})
}

func (p *parser) use(i, n int) {
	for k := i; k < i+n; k++ {
		p.used[k] = true
	}
}

// filters finds a category by its names, an account and a shop; what is
// written exactly goes before what is nearly so.
func (p *parser) filters() {
	x := p.facts.Index
	p.find(func(s string) bool { _, ok := p.accountOf(s); return ok }, func(_, _ int, s string) bool {
		p.account, _ = p.accountOf(s)
		return true
	})
	p.find(func(s string) bool { return x.fuzzy[s] != "" && !fillers[s] }, func(_, _ int, s string) bool {
		if c := x.categoryOf(s); c != "" && !strings.Contains(s, " ") {
			return false // "hotel" is holidays before it is a shop called Hotel
		}
		if p.shop == "" {
			p.shop = x.fuzzy[s]
		}
		return true
	})
	p.find(func(s string) bool { return x.categoryOf(s) != "" }, func(_, _ int, s string) bool {
		if p.category == "" {
			p.category = x.categoryOf(s)
		}
		return true
	})
	if p.shop != "" || p.category != "" {
		return
	}
	p.find(func(s string) bool { return len(s) >= 4 && !fillers[s] && x.near(s) != "" }, func(_, _ int, s string) bool {
		if p.shop != "" || p.category != "" {
			return false
		}
		near := x.near(s)
		if c, ok := strings.CutPrefix(near, "\x00"); ok {
			p.category = c
		} else {
			p.shop = near
		}
		return true
	})
}

func (p *parser) accountOf(s string) (string, bool) {
	for _, a := range p.facts.Accounts {
		if s != "" && (s == fold(a.Name) || len(s) == 4 && s == strings.ToLower(a.Last) && s[0] >= '0' && s[0] <= '9') {
			return a.ID, true
		}
	}
	return "", false
}

// categoryOf finds a category by a name or synonym, in any of its endings.
func (x *Index) categoryOf(s string) string {
	if len(s) < 2 {
		return ""
	}
	if id := x.names[s]; id != "" {
		return id
	}
	for _, end := range []string{"arna", "erna", "orna", "en", "et", "an", "na", "n", "s", "r"} {
		if stem, ok := strings.CutSuffix(s, end); ok && len(stem) >= 4 && x.names[stem] != "" {
			return x.names[stem]
		}
	}
	return ""
}

// near finds what is misspelt: one letter in words of five to seven, two in
// longer ones. The nearest wins; a tie between two is no answer. A category is
// returned behind a NUL.
func (x *Index) near(s string) string {
	most := 0
	switch n := len([]rune(s)); {
	case n >= 8:
		most = 2
	case n >= 5:
		most = 1
	}
	best, at, tie := "", most+1, false
	take := func(name, value string) {
		if abs(len(name)-len(s)) > most {
			return
		}
		if d := distance(s, name, most); d < at {
			best, at, tie = value, d, false
		} else if d == at && d <= most && value != best {
			tie = true
		}
	}
	for n, id := range x.names {
		take(n, "\x00"+id)
	}
	if best == "" { // a shop by the beginning of its name: "espresso" is Espresso House
		found := map[string]bool{}
		for f, shop := range x.fuzzy {
			if strings.HasPrefix(f, s+" ") {
				found[shop] = true
			}
		}
		if len(found) == 1 {
			for shop := range found {
				return shop
			}
		}
	}
	for f, shop := range x.fuzzy {
		take(f, shop)
	}
	if tie {
		return ""
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// distance is the optimal string alignment distance, or more than most.
func distance(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	two, one, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range one {
		one[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(one[j]+1, row[j-1]+1, one[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		two, one, row = one, row, two
	}
	return one[len(y)]
}

// amount reads "1 200", "1,200.50", "1200 kr", "£50".
func (p *parser) amount() {
	for i := range p.words {
		if p.used[i] {
			continue
		}
		w := p.words[i]
		currency := ""
		for sign, c := range map[string]string{"£": "GBP", "$": "USD", "€": "EUR"} {
			if strings.Contains(w, sign) {
				w, currency = strings.ReplaceAll(w, sign, ""), c
			}
		}
		if _, err := strconv.Atoi(w[:min(1, len(w))]); err != nil {
			continue
		}
		n := 1
		for ; len(w) <= 12 && i+n < len(p.words) && len(p.words[i+n]) >= 3 && strings.Trim(p.words[i+n][:3], "0123456789") == "" && (len(p.words[i+n]) == 3 || p.words[i+n][3] == ','); n++ {
			w += p.words[i+n]
		}
		if i+n < len(p.words) {
			next := p.words[i+n]
			if c := map[string]string{"kr": "SEK", "kronor": "SEK", "spann": "SEK", "pounds": "GBP", "quid": "GBP", "dollars": "USD", "euro": "EUR", "euros": "EUR", "sek": "SEK", "gbp": "GBP", "usd": "USD", "eur": "EUR"}[next]; c != "" {
				currency, n = c, n+1
			}
		}
		if strings.HasSuffix(w, "kr") {
			w, currency = strings.TrimSuffix(w, "kr"), "SEK"
		}
		plain := strings.ReplaceAll(w, ",", ".")
		if k := strings.LastIndex(plain, "."); k >= 0 {
			head, tail := strings.ReplaceAll(plain[:k], ".", ""), plain[k+1:]
			if plain = head + "." + tail; len(tail) == 3 {
				plain = head + tail
			}
		}
		if currency == "" && len(p.facts.Index.currencies) == 1 {
			currency = p.facts.Index.currencies[0]
		}
		if m, err := money.Parse(plain, cmpOr(currency, "SEK")); err == nil && m.Minor > 0 {
			p.minor, p.currency = m.Minor, currency
			p.use(i, n)
			return
		}
	}
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// query puts together what was read.
func (p *parser) query(before *Query) (Query, *Refusal) {
	if len(p.unknown) > 0 {
		return Query{}, &Refusal{"unknown_word", p.unknown[0]}
	}
	names := p.category != "" || p.shop != "" || p.account != "" || p.period != nil || p.compares
	q := Query{Measure: p.measure}
	month, _ := periodAt([]string{"this", "month"}, at(p.facts.Today))
	follows := before != nil && (q.Measure == "" || !names && q.Measure != before.Measure && summed(q.Measure) && summed(before.Measure))
	switch {
	case follows && !names && q.Measure == "":
		return Query{}, &Refusal{"nothing_asked", ""}
	case follows:
		measure := q.Measure
		q = *before
		q.Compare = ""
		if measure != "" {
			q.Measure = measure
		} else if !summed(q.Measure) && q.Measure != Top {
			q = Query{Measure: Spent, Period: *month}
		}
		if q.Measure == Top && (p.category != "" || p.shop != "") {
			q.Measure = Spent
		}
	case q.Measure == "" && !names:
		return Query{}, &Refusal{"nothing_asked", ""}
	case q.Measure == "":
		q.Measure = Spent
	}
	if !follows {
		q.Period = *month
	}
	if p.category != "" || p.shop != "" {
		q.Category, q.Shop = p.category, p.shop
	}
	if p.account != "" {
		q.Account = p.account
	}
	if q.Category != "" && p.facts.Index.tree.Kind(q.Category) == "income" && q.Measure == Spent {
		q.Measure = Received
	}
	if p.period != nil {
		q.Period = *p.period
	}
	if q.Measure == Afford {
		if p.minor == 0 {
			return Query{}, &Refusal{"no_amount", ""}
		}
		if p.currency == "" {
			return Query{}, &Refusal{"which_currency", ""}
		}
		return Query{Measure: Afford, Minor: p.minor, Currency: p.currency, Day: cmpOr(p.day, p.facts.Today)}, nil
	}
	if !summed(q.Measure) && q.Measure != Top {
		return Query{Measure: q.Measure, Account: q.Account}, nil
	}
	if p.compares {
		if q.Measure == Biggest || q.Measure == Smallest || q.Measure == Top {
			q.Measure = Spent
		}
		switch {
		case p.average:
			q.Compare = WithAverage
		case p.yearAgo:
			q.Compare = WithYearAgo
		case p.other == nil || *p.other == q.Period:
			return Query{}, &Refusal{"compare_with", ""}
		case sameDays(*p.other, shift(q.Period, 1, "9999")):
			q.Compare = WithPrevious
		case sameDays(*p.other, yearAgo(q.Period, "9999")):
			q.Compare = WithYearAgo
		default:
			return Query{}, &Refusal{"compare_with", ""}
		}
	}
	return q, nil
}

func sameDays(a, b Period) bool { return a == b }

// summed says whether a measure is worked out over the rows of a period.
func summed(m Measure) bool {
	return slices.Contains([]Measure{Spent, Received, Count, Average, Biggest, Smallest}, m)
}
