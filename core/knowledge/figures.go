package knowledge

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Figure is a figure that an article states. The grounding check lets an
// assistant's message carry a figure only when a source has the same Kind and
// Value: "a sum of two figures" is no source (assistant.md, measured).
type Figure struct {
	Kind  string // amount, percent, date, time, duration or number
	Text  string // as written
	Value string // amount "10000.00 SEK", percent "8", date "2026-11-20" or "--11-20", time "08:00", duration "30 day" (weekdays: "15 business_day"), number "90101"
}

// The kinds of figures.
const (
	FigureAmount   = "amount"
	FigurePercent  = "percent"
	FigureDate     = "date"
	FigureTime     = "time"
	FigureDuration = "duration"
	FigureNumber   = "number"
)

// number is digits with thousands in groups and up to two decimals.
const number = `\d{1,3}(?:[ \x{a0}\x{202f},.]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?`

const months = `januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|january|february|march|may|june|july|august|october`

// monthStems are in every month's name, in both languages.
var monthStems = strings.Fields("jan feb mar apr maj may jun jul aug sep okt oct nov dec")

// patterns are tried in this order; what one takes, the next does not see. A
// time comes after the amounts: "12.50 kr" is no time of day. A text without
// any of the stems (lower case) can't match, and is not searched: every
// message of the assistant passes here.
var patterns = []struct {
	kind  string
	stems []string
	re    *regexp.Regexp
	read  func([]string) string
}{
	{FigureDate, []string{"-"}, regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})\b`), func(m []string) string { return m[1] + "-" + m[2] + "-" + m[3] }},
	{FigureDate, monthStems, regexp.MustCompile(`(?i)\b(\d{1,2})(?::?[ae]|st|nd|rd|th)?(?: of)? (` + months + `)\b(?:,? (\d{4})\b)?`), func(m []string) string { return readDate(m[1], m[2], m[3]) }},
	{FigureDate, monthStems, regexp.MustCompile(`(?i)\b(` + months + `) (\d{1,2})(?:st|nd|rd|th)?\b(?:,? (\d{4})\b)?`), func(m []string) string { return readDate(m[2], m[1], m[3]) }},
	{FigureAmount, strings.Fields("sek gbp usd eur £ $ €"), regexp.MustCompile(`(?i)(SEK|GBP|USD|EUR|£|\$|€) ?(` + number + `)`), func(m []string) string { return readAmount(m[2], m[1]) }},
	{FigureAmount, strings.Fields("kr sek gbp usd eur pound dollar € £"), regexp.MustCompile(`(?i)(` + number + `)[ \x{a0}\x{202f}]?(kr\b|kronor\b|SEK\b|GBP\b|USD\b|EUR\b|pounds?\b|dollars?\b|euro\b|€|£)`), func(m []string) string { return readAmount(m[1], m[2]) }},
	{FigurePercent, []string{"%", "cent"}, regexp.MustCompile(`(?i)(` + number + `)[ \x{a0}]?(%|procentenheter|procent|percentage points?|per ?cent)`), func(m []string) string { return readNumber(m[1]) }},
	{FigureTime, []string{":", "."}, regexp.MustCompile(`\b([01]?\d|2[0-4])[:.]([0-5]\d)\b`), func(m []string) string { return pad(m[1]) + ":" + m[2] }},
	{FigureDuration, strings.Fields("sek sec min tim hour dag day dygn veck week månad month år year"), regexp.MustCompile(`(?i)(` + number + `)[ \x{a0}-](sekund(?:er)?|minut(?:er)?|timm(?:e|ar)|dag(?:ar(?:s)?)?|dygn|veck(?:a|or)|månad(?:er)?|år|(?:arbets|bank)dag(?:ar)?|seconds?|minutes?|hours?|(?:business |working )?days?|weeks?|months?|years?)`), func(m []string) string { return readNumber(m[1]) + " " + unit(m[2]) }},
	{FigureNumber, nil, regexp.MustCompile(`\b\d{2,3}(?: \d{2,3})+\b|\b\d+(?:[.,]\d+)?\b`), func(m []string) string { return strings.ReplaceAll(strings.ReplaceAll(m[0], " ", ""), ",", ".") }},
}

// Figures lists what figures an article states, in all its languages.
func (x *Index) Figures(article string) []Figure { return slices.Clone(x.figures[article]) }

// FiguresIn finds the figures in any text, in order of kind.
func FiguresIn(text string) []Figure {
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	if f, ok := typed(text); ok {
		return []Figure{f}
	}
	var out []Figure
	lower := strings.ToLower(text)
	for _, p := range patterns {
		if p.stems != nil && !slices.ContainsFunc(p.stems, func(stem string) bool { return strings.Contains(lower, stem) }) {
			continue
		}
		for {
			at := p.re.FindStringSubmatchIndex(text)
			if at == nil {
				break
			}
			m := make([]string, len(at)/2)
			for i := range m {
				if at[2*i] >= 0 {
					m[i] = text[at[2*i]:at[2*i+1]]
				}
			}
			out = append(out, Figure{p.kind, m[0], p.read(m)})
			text = text[:at[0]] + strings.Repeat("\x00", at[1]-at[0]) + text[at[1]:]
		}
	}
	return out
}

// typed reads a value as tools write it, "649.00 SEK" or "2026-11-25", without
// a search: most of what the grounding check looks at is such.
func typed(text string) (Figure, bool) {
	shape := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return '9'
		case r >= 'A' && r <= 'Z':
			return 'A'
		}
		return r
	}, text)
	if shape == "9999-99-99" {
		return Figure{FigureDate, text, text}, true
	}
	whole, currency := strings.CutSuffix(shape, ".99 AAA")
	known := slices.Contains([]string{"SEK", "GBP", "USD", "EUR"}, text[max(0, len(text)-3):])
	if currency && known && whole != "" && strings.Trim(whole, "9") == "" && (text[0] != '0' || len(whole) == 1) {
		return Figure{FigureAmount, text, text}, true
	}
	return Figure{}, false
}

func articleFigures(a Article) []Figure {
	var out []Figure
	for _, text := range append(a.texts(), a.Title) {
		out = append(out, FiguresIn(text)...)
	}
	return out
}

// mergeFigures keeps one of each kind and value, in a fixed order.
func mergeFigures(a, b []Figure) []Figure {
	all := append(slices.Clone(a), b...)
	slices.SortStableFunc(all, func(x, y Figure) int {
		return strings.Compare(x.Kind+" "+x.Value, y.Kind+" "+y.Value)
	})
	return slices.CompactFunc(all, func(x, y Figure) bool { return x.Kind == y.Kind && x.Value == y.Value })
}

func pad(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// readNumber writes a number in plain form: "10 000" is 10000, "8,5" is 8.5.
// A comma or point before exactly three digits parts thousands.
func readNumber(s string) string {
	s = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "").Replace(s)
	i := strings.LastIndexAny(s, ",.")
	frac := ""
	if i >= 0 && len(s)-i-1 < 3 {
		s, frac = s[:i], strings.TrimRight(s[i+1:], "0")
	}
	s = strings.NewReplacer(",", "", ".", "").Replace(s)
	if s = strings.TrimLeft(s, "0"); s == "" {
		s = "0"
	}
	if frac != "" {
		return s + "." + frac
	}
	return s
}

var currencies = map[string]string{"kr": "SEK", "kronor": "SEK", "sek": "SEK", "£": "GBP", "gbp": "GBP", "pound": "GBP", "$": "USD", "usd": "USD", "dollar": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR"}

// readAmount writes an amount as money.Money.String does.
func readAmount(n, currency string) string {
	c := strings.ToLower(currency)
	if _, ok := currencies[c]; !ok {
		c = strings.TrimSuffix(c, "s")
	}
	whole, frac, _ := strings.Cut(readNumber(n), ".")
	return whole + "." + (frac + "00")[:2] + " " + currencies[c]
}

func readDate(day, month, year string) string {
	list := strings.Split("jan feb mar apr ma jun jul aug sep o nov dec", " ")
	n := slices.IndexFunc(list, func(p string) bool { return strings.HasPrefix(strings.ToLower(month), p) }) + 1
	if year == "" {
		year = "-"
	}
	return year + "-" + pad(strconv.Itoa(n)) + "-" + pad(day)
}

// units, most telling prefix first.
var units = []struct{ prefix, unit string }{
	{"arbetsdag", "business_day"}, {"bankdag", "business_day"}, {"business", "business_day"}, {"working", "business_day"},
	{"sek", "second"}, {"sec", "second"}, {"minut", "minute"}, {"timm", "hour"}, {"hour", "hour"}, {"dag", "day"}, {"dygn", "day"}, {"day", "day"},
	{"veck", "week"}, {"week", "week"}, {"månad", "month"}, {"month", "month"}, {"år", "year"}, {"year", "year"},
}

func unit(word string) string {
	w := strings.ToLower(word)
	for _, u := range units {
		if strings.HasPrefix(w, u.prefix) {
			return u.unit
		}
	}
	return w
}
