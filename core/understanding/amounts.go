package understanding

import (
	"math"
	"strconv"
	"strings"

	"samtal/core/money"
)

// currency is what a word or sign says about an amount.
type currency struct {
	code  string
	times int64 // minor units per one of it
}

var currencyOf = map[string]currency{
	"kr": {"SEK", 100}, "kronor": {"SEK", 100}, "krona": {"SEK", 100}, "kronorna": {"SEK", 100}, "sek": {"SEK", 100}, "spann": {"SEK", 100}, "bagis": {"SEK", 100}, "riksdaler": {"SEK", 100}, "pix": {"SEK", 100}, "crowns": {"SEK", 100}, "kronur": {"SEK", 100},
	"lax": {"SEK", 100000}, "laxar": {"SEK", 100000}, "papp": {"SEK", 100000}, "tusenlappar": {"SEK", 100000}, "tusenlapp": {"SEK", 100000}, "hundralappar": {"SEK", 10000}, "ore": {"SEK", 1}, "tkr": {"SEK", 100000},
	"£": {"GBP", 100}, "pound": {"GBP", 100}, "pounds": {"GBP", 100}, "quid": {"GBP", 100}, "gbp": {"GBP", 100}, "pence": {"GBP", 1}, "p": {"GBP", 1}, "fiver": {"GBP", 500}, "tenner": {"GBP", 1000}, "pund": {"GBP", 100},
	"$": {"USD", 100}, "dollar": {"USD", 100}, "dollars": {"USD", 100}, "bucks": {"USD", 100}, "buck": {"USD", 100}, "usd": {"USD", 100}, "cents": {"USD", 1},
	"€": {"EUR", 100}, "euro": {"EUR", 100}, "euros": {"EUR", 100}, "eur": {"EUR", 100}, "nok": {"NOK", 100}, "dkk": {"DKK", 100},
}

// amounts finds money: with a currency before or after it, in words, and bare
// numbers of three digits or with two decimals ("the 129.99 one").
func (f *finder) amounts() {
	for i := 0; i < len(f.lex); i++ {
		if f.lex[i].taken {
			continue
		}
		if j := f.prefixed(i); j > i {
			i = j - 1
			continue
		}
		if f.lex[i].kind == 'n' {
			if j := f.digitAmount(i); j > i {
				i = j - 1
			}
			continue
		}
		n, j := f.spoken(i)
		if j > i && n > 0 && f.is(j, 'w') && currencyOf[f.lex[j].text].code != "" {
			f.money(i, j+1, int64(n)*currencyOf[f.lex[j].text].times, currencyOf[f.lex[j].text].code)
			i = j
		} else if j > i+1 {
			i = j - 1
		}
	}
}

// prefixed reads "£5", "SEK 99", "kr 1 234".
func (f *finder) prefixed(i int) int {
	c := currencyOf[f.lex[i].text]
	if c.code == "" || c.times != 100 || !f.is(i+1, 'n') {
		return i
	}
	minor, _, j := f.decimal(i + 1)
	if j == i+1 {
		return i
	}
	if f.near(j, 'w', "k") {
		minor, j = clampTimes(minor, 1000), j+1
	}
	f.money(i, j, minor, c.code)
	return j
}

// digitAmount reads a number and what stands after it.
func (f *finder) digitAmount(i int) int {
	minor, decimals, j := f.decimal(i)
	if j == i {
		return i
	}
	if f.near(j, 's', ":") && f.near(j+1, 'n') && len(f.lex[j+1].text) == 2 && (currencyOf[f.word(j+2)].code == "SEK") {
		d, _ := strconv.ParseInt(f.lex[j+1].text, 10, 64)
		f.money(i, j+3, minor+d, "SEK")
		return j + 3
	}
	if f.near(j, 's', ":") && (f.near(j+1, 's', "-")) {
		f.money(i, j+2, minor, "SEK")
		return j + 2
	}
	k := j
	if f.near(k, 'w', "k") || f.is(k, 'w', "tusen", "thousand", "grand", "hundra", "hundred") {
		n := int64(1000)
		if f.lex[k].text == "hundra" || f.lex[k].text == "hundred" {
			n = 100
		}
		minor, k = clampTimes(minor, n), k+1
	}
	if k < len(f.lex) && !f.lex[k].taken && (f.lex[k].kind == 'w' || f.lex[k].kind == 's') {
		if c := currencyOf[f.lex[k].text]; c.code != "" && !(f.lex[k].text == "p" && f.lex[k].gap) {
			f.money(i, k+1, clampTimes(minor, c.times)/100, c.code)
			return k + 1
		}
	}
	if k > j {
		f.money(i, k, minor, "")
		return k
	}
	if !f.bare(i, j, decimals) {
		return i
	}
	f.money(i, j, minor, "")
	return j
}

// bare reports that a number without currency is likely money: three to seven
// digits or two decimals, standing free, no year, time, percentage or size.
func (f *finder) bare(i, j, decimals int) bool {
	whole := 0
	for k := i; k < j; k++ {
		if f.lex[k].kind == 'n' {
			whole += len(f.lex[k].text)
		}
	}
	if decimals == 0 && (whole < 3 || whole > 7) || decimals == 1 {
		return false
	}
	if i > 0 && !f.lex[i].gap && (f.lex[i-1].kind != 's' || strings.Contains("#/-.:@_*•+", f.lex[i-1].text)) {
		return false
	}
	if j < len(f.lex) && !f.lex[j].gap && (f.lex[j].kind != 's' || strings.Contains("%/:@_", f.lex[j].text)) {
		return false
	}
	if f.is(j, 's', "%") || f.is(j, 'w', "percent", "procent", "days", "dagar", "times", "ganger", "years", "ar", "hours", "timmar", "minutes", "minuter", "gb", "mb", "st", "cm", "kg", "people", "personer", "procentenheter") {
		return false
	}
	if n, ok := f.number(i); ok && j == i+1 && len(f.lex[i].text) == 4 && n >= 1950 && n <= 2035 && f.lex[i].gap && f.is(i-1, 'w', "in", "since", "ar", "aret", "sedan", "from", "fran", "year", "i") {
		return false
	}
	return true
}

func (f *finder) money(i, j int, minor int64, code string) {
	m := money.Money{Minor: minor, Currency: code}
	e := f.emit(Amount, i, j, m.Decimal())
	e.Money = &m
}

// clampTimes multiplies without running over: nobody pays that much.
func clampTimes(a, b int64) int64 {
	if b != 0 && a > math.MaxInt64/1000/b {
		return a
	}
	return a * b
}

// decimal reads "1 234,50", "1,234.50", "1.234", "349" as hundredths. next is
// i when it is no plain number.
func (f *finder) decimal(i int) (minor int64, decimals, next int) {
	if !f.is(i, 'n') || len(f.lex[i].text) > 9 {
		return 0, 0, i
	}
	digits := f.lex[i].text
	j := i + 1
	for len(f.lex[i].text) <= 3 && len(digits) <= 9 && f.lex[i].text[0] != '0' {
		if f.is(j, 'n') && f.lex[j].gap && f.lex[j].from == f.lex[j-1].to+1 && len(f.lex[j].text) == 3 {
			digits, j = digits+f.lex[j].text, j+1
			continue
		}
		if f.near(j, 's', ",", ".", "'") && f.near(j+1, 'n') && len(f.lex[j+1].text) == 3 {
			digits, j = digits+f.lex[j+1].text, j+2
			continue
		}
		break
	}
	frac := "00"
	if f.near(j, 's', ",", ".") && f.near(j+1, 'n') && len(f.lex[j+1].text) <= 2 && !(f.near(j+2, 's', ",", ".") && f.near(j+3, 'n')) {
		frac, decimals, j = f.lex[j+1].text, len(f.lex[j+1].text), j+2
		if len(frac) == 1 {
			frac += "0"
		}
	}
	n, err := strconv.ParseInt(digits+frac, 10, 64)
	if err != nil {
		return 0, 0, i
	}
	return n, decimals, j
}

// ordinals finds "the first one", "den andra", "sista", "number 2".
func (f *finder) ordinals() {
	last := map[string]bool{"last": true, "sista": true, "latest": true, "senaste": true, "final": true, "nedersta": true, "bottom": true}
	first := map[string]bool{"top": true, "oversta": true, "nummer": true, "number": true, "no": true, "nr": true, "option": true, "alternativ": true}
	for i := 0; i < len(f.lex); i++ {
		w := f.word(i)
		lead := i > 0 && f.is(i-1, 'w', "the", "den", "det", "my", "min", "mitt", "that", "not", "inte")
		alone := len(f.lex) <= 3
		from := i
		if lead && f.is(i-1, 'w', "the", "den", "det") {
			from = i - 1
		}
		end := i + 1
		if f.is(end, 'w', "one", "invoice", "option") || f.in(end, listed) {
			end++
		}
		n, isOrdinal := dayOrdinals[w]
		switch {
		case isOrdinal && n <= 12 && (lead || alone || end > i+1) && !f.in(end, unitWords):
			f.emit(Ordinal, from, end, strconv.Itoa(n))
		case last[w] && (lead || alone || end > i+1) && !f.in(end, unitWords) && !f.is(end, 'w', "time", "gang", "gangen", "name", "namn", "four", "fyra", "digits", "siffrorna"):
			f.emit(Ordinal, from, end, "-1")
		case (w == "top" || w == "oversta") && lead:
			f.emit(Ordinal, from, end, "1")
		case first[w] && w != "top" && w != "oversta" && f.is(i+1, 'n') && len(f.lex[i+1].text) == 1 && f.lex[i+1].text != "0":
			f.emit(Ordinal, i, i+2, f.lex[i+1].text)
		case f.is(i, 'n') && len(f.lex[i].text) <= 2 && f.suffix(i+1) > i+1:
			k := f.suffix(i + 1)
			if v, _ := f.number(i); v >= 1 && v <= 12 {
				if f.in(k, listed) {
					k++
				}
				f.emit(Ordinal, from, k, strconv.Itoa(v))
			}
		}
	}
}

var unitWords = words("week weeks month months day days year years veckan vecka månaden månad dagen dagarna året year's gången")

// spans finds lengths of time, as a number of days: "a week later", "en vecka
// senare", "14 dagar till". No date follows from one until somebody says from
// which day it counts.
func (f *finder) spans() {
	for i := 0; i < len(f.lex); i++ {
		n, j := f.count(i)
		if j == i || n <= 0 || n > 400 {
			continue
		}
		if f.is(j, 'w', "more", "extra", "till", "full", "hela", "whole") {
			j++
		}
		u, ok := unitDays[f.word(j)]
		if !ok {
			continue
		}
		if u == 0 {
			u = 30
		}
		j++
		if f.is(j, 'w', "later", "senare", "more", "extra", "till", "longer", "langre", "framat") {
			j++
		}
		f.emit(Number, i, j, strconv.Itoa(n*u))
		i = j - 1
	}
}

// numbers takes the plain numbers that are nothing else.
func (f *finder) numbers() {
	for i := range f.lex {
		if !f.is(i, 'n') || len(f.lex[i].text) > 7 {
			continue
		}
		if i > 0 && !f.lex[i].gap && (f.lex[i-1].kind != 's' || !strings.Contains("(\"'", f.lex[i-1].text)) {
			continue
		}
		if i+1 < len(f.lex) && !f.lex[i+1].gap && f.lex[i+1].kind != 's' {
			continue
		}
		v := strings.TrimLeft(f.lex[i].text, "0")
		if v == "" {
			v = "0"
		}
		f.emit(Number, i, i+1, v)
	}
}
