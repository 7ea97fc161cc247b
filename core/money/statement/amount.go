package statement

import (
	"strconv"
	"strings"
	"unicode"

	"samtal/core/money"
)

// figure is an amount as it was written: digits, its sign and its marks.
type figure struct {
	digits   string // digits and the marks , . '
	negative bool
	plus     bool   // an explicit plus, or CR
	currency string // from a sign or a code beside it
}

var signs = map[string]string{"£": "GBP", "€": "EUR", "$": "USD", "kr": "SEK", "KR": "SEK", "Kr": "SEK", "Ft": "HUF", "zł": "PLN"}

// parseFigure takes an amount apart: "- 8 212,52 kr", "+ £1,100.00", "(12.00)", "12.00-", "5.00 CR".
func parseFigure(s string) (figure, bool) {
	var f figure
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		f.negative, s = true, s[1:len(s)-1]
	}
	var word strings.Builder
	flush := func() bool {
		w := word.String()
		word.Reset()
		switch {
		case w == "":
		case strings.EqualFold(w, "CR"):
			f.plus = true
		case strings.EqualFold(w, "DR"):
			f.negative = true
		case signs[w] != "" && f.currency == "":
			f.currency = signs[w]
		case len(w) == 3 && strings.ToUpper(w) == w && f.currency == "":
			f.currency = w
		default:
			return false
		}
		return true
	}
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9':
			if !flush() {
				return f, false
			}
			f.digits += string(c)
		case c == '.' || c == ',' || c == '\'' || c == '’':
			if f.digits != "" || word.Len() == 0 {
				if c == '’' {
					c = '\''
				}
				if word.Len() > 0 { // "kr." and the like
					continue
				}
				f.digits += string(c)
			}
		case c == '-' || c == '−' || c == '–':
			f.negative = true
		case c == '+':
			f.plus = true
		case unicode.IsSpace(c) || c == '\u202f':
			if !flush() {
				return f, false
			}
		case unicode.IsLetter(c) || unicode.Is(unicode.Sc, c):
			word.WriteRune(c)
			if unicode.Is(unicode.Sc, c) && !flush() {
				return f, false
			}
		default:
			return f, false
		}
	}
	f.digits = strings.TrimRight(f.digits, ".,'")
	return f, flush() && strings.ContainsAny(f.digits, "0123456789")
}

// mark guesses the decimal mark of a column from all of its values: what
// stands last of two marks, or before anything but three digits, is decimal.
func mark(figures []figure) rune {
	votes := map[rune]int{}
	for _, f := range figures {
		comma, point := strings.LastIndex(f.digits, ","), strings.LastIndex(f.digits, ".")
		switch {
		case comma >= 0 && point >= 0 && comma > point:
			votes[','] += 4
		case comma >= 0 && point >= 0:
			votes['.'] += 4
		case comma >= 0 && strings.Count(f.digits, ",") == 1 && len(f.digits)-comma != 4:
			votes[',']++
		case point >= 0 && strings.Count(f.digits, ".") == 1 && len(f.digits)-point != 4:
			votes['.']++
		case comma >= 0 && strings.Count(f.digits, ",") > 1:
			votes['.']++
		case point >= 0 && strings.Count(f.digits, ".") > 1:
			votes[',']++
		}
	}
	if votes[','] > votes['.'] {
		return ','
	}
	return '.'
}

// minor turns a figure into minor units, exactly; decimals is how many it wrote.
func (f figure) minor(decimal rune, currency string) (n int64, decimals int, ok bool) {
	whole, frac := f.digits, ""
	if i := strings.LastIndex(whole, string(decimal)); i >= 0 {
		whole, frac = whole[:i], whole[i+1:]
	}
	clean := func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}
	if strings.ContainsRune(whole, decimal) || strings.ContainsAny(frac, ".,'") || !grouped(whole) {
		return 0, 0, false
	}
	whole = strings.Map(clean, whole)
	decimals = len(frac)
	e := money.Exponent(currency)
	for len(frac) > e && strings.HasSuffix(frac, "0") {
		frac = frac[:len(frac)-1]
	}
	if len(frac) > e || len(whole)+e > 17 {
		return 0, decimals, false
	}
	n, err := strconv.ParseInt("0"+whole+frac+strings.Repeat("0", e-len(frac)), 10, 64)
	if f.negative {
		n = -n
	}
	return n, decimals, err == nil
}

// grouped says whether the marks left in the whole part stand where thousands do.
func grouped(whole string) bool {
	parts := strings.FieldsFunc(whole, func(r rune) bool { return r == ',' || r == '.' || r == '\'' })
	for i, p := range parts {
		if len(parts) > 1 && (i > 0 && len(p) != 3 || i == 0 && len(p) > 3) {
			return false
		}
	}
	return true
}

// plain reads an amount of a format that fixes how amounts are written:
// OFX and CAMT a point, MT940 a comma.
func plain(s string, decimal rune, currency string) (n int64, decimals int, ok bool) {
	f, ok := parseFigure(s)
	if !ok || f.currency != "" {
		return 0, 0, false
	}
	return f.minor(decimal, currency)
}
