package understanding

import (
	"strconv"
	"time"
)

var monthOf = map[string]int{"january": 1, "jan": 1, "januari": 1, "february": 2, "feb": 2, "februari": 2, "march": 3, "mar": 3, "mars": 3, "april": 4, "apr": 4, "may": 5, "maj": 5, "june": 6, "jun": 6, "juni": 6, "july": 7, "jul": 7, "juli": 7, "august": 8, "aug": 8, "augusti": 8, "september": 9, "sep": 9, "sept": 9, "october": 10, "oct": 10, "oktober": 10, "okt": 10, "november": 11, "nov": 11, "december": 12, "dec": 12, "decembr": 12, "decmber": 12}

// monthNamed reads a month, with a slip of the finger in it too ("decebmer").
func monthNamed(w string) (int, bool) {
	if m, ok := monthOf[w]; ok {
		return m, true
	}
	if len(w) < slipFrom || ordinary[w] {
		return 0, false
	}
	for name, m := range monthOf {
		if slip(w, name) {
			return m, true
		}
	}
	return 0, false
}

var pastWords = words("was were charged paid bought ordered happened received went ago last yesterday taken drogs dragits drog köpte betalade betalat fick hände hant beställde beställt skickade sedan sen förra var köpt kom i_fredags igår")

var dayOrdinals = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
	"forsta": 1, "andra": 2, "tredje": 3, "fjarde": 4, "femte": 5, "sjatte": 6, "sjunde": 7, "attonde": 8, "nionde": 9, "tionde": 10, "elfte": 11, "tolfte": 12, "trettonde": 13, "fjortonde": 14, "femtonde": 15, "sextonde": 16, "sjuttonde": 17, "artonde": 18, "nittonde": 19, "tjugonde": 20, "tjugoforsta": 21, "tjugoandra": 22, "tjugotredje": 23, "tjugofjarde": 24, "tjugofemte": 25, "tjugosjatte": 26, "tjugosjunde": 27, "tjugoattonde": 28, "tjugonionde": 29, "trettionde": 30, "trettioforsta": 31}

// dates finds absolute dates and those relative to Context.Today.
func (f *finder) dates() {
	for i := 0; i < len(f.lex); i++ {
		if f.lex[i].taken {
			continue
		}
		for _, try := range []func(int) (day, int){f.isoDate, f.slashDate, f.dayMonth, f.monthDay, f.monthEnd, f.theDay, f.spokenDay, f.weekdayDate, f.inDays, f.agoDays} {
			if d, j := try(i); j > i {
				if e, k := f.dayMonth(j); k > j && f.namesWeekday(i, j) { // "tisdag den 24 november" is one day
					d, j = e, k
				}
				f.emit(Date, i, j, d.String())
				i = j - 1
				break
			}
		}
	}
}

func (f *finder) namesWeekday(i, j int) bool {
	for ; i < j; i++ {
		if _, ok := weekdayOf[f.lex[i].text]; ok {
			return true
		}
	}
	return false
}

// isoDate reads 2026-12-02 and 2026/12/02.
func (f *finder) isoDate(i int) (day, int) {
	y, ok := f.number(i)
	if !ok || len(f.lex[i].text) != 4 || !f.near(i+1, 's', "-", "/", ".") || !f.near(i+2, 'n') || !f.near(i+3, 's', f.lex[i+1].text) || !f.near(i+4, 'n') {
		return day{}, i
	}
	m, _ := f.number(i + 2)
	n, _ := f.number(i + 4)
	if d, ok := makeDay(y, m, n); ok {
		return d, i + 5
	}
	return day{}, i
}

// slashDate reads 28/11, 28/11-26, 28.11.2026 and, in the US, 11/28.
func (f *finder) slashDate(i int) (day, int) {
	a, ok := f.number(i)
	if !ok || len(f.lex[i].text) > 2 || !f.near(i+1, 's', "/", ".", "-") || !f.near(i+2, 'n') {
		return day{}, i
	}
	b, ok := f.number(i + 2)
	if !ok || len(f.lex[i+2].text) > 2 || a == 24 && b == 7 {
		return day{}, i
	}
	if f.c.Market == "US" && a <= 12 {
		a, b = b, a
	} else if b > 12 && a <= 12 {
		a, b = b, a
	}
	if f.near(i+3, 's', "/", ".", "-") && f.near(i+4, 'n') {
		y, ok := f.number(i + 4)
		if len(f.lex[i+4].text) == 2 {
			y += 2000
		}
		if d, good := makeDay(y, b, a); ok && good {
			return d, i + 5
		}
		return day{}, i
	}
	if f.lex[i+1].text != "/" || !f.today.ok() {
		return day{}, i
	}
	if d, ok := f.closest(b, a); ok {
		return d, i + 3
	}
	return day{}, i
}

// dayMonth reads "2 December", "den 2:a december 2026", "2nd of Dec", "den
// femte december".
func (f *finder) dayMonth(i int) (day, int) {
	j := i
	if f.is(j, 'w', "den", "the") {
		j++
	}
	n, next := f.dayNumber(j)
	if next == j {
		if v, ok := dayOrdinals[f.word(j)]; ok {
			n, next = v, j+1
		} else {
			return day{}, i
		}
	}
	if f.is(next, 'w', "of") {
		next++
	}
	m, ok := monthNamed(f.word(next))
	if !ok {
		return day{}, i
	}
	return f.withYear(i, next+1, m, n)
}

// monthDay reads "December 2nd, 2026".
func (f *finder) monthDay(i int) (day, int) {
	m, ok := monthNamed(f.word(i))
	if !ok {
		return day{}, i
	}
	j := i + 1
	if f.is(j, 'w', "the") {
		j++
	}
	n, next := f.dayNumber(j)
	if next == j {
		return day{}, i
	}
	return f.withYear(i, next, m, n)
}

func (f *finder) withYear(i, j, m, n int) (day, int) {
	k := j
	if f.is(k, 's', ",", ".") {
		k++
	}
	if y, ok := f.number(k); ok && len(f.lex[k].text) == 4 && y >= 1990 && y < 2100 {
		if d, ok := makeDay(y, m, n); ok {
			return d, k + 1
		}
		return day{}, i
	}
	if !f.today.ok() {
		return day{}, i
	}
	if d, ok := f.closest(m, n); ok {
		return d, j
	}
	return day{}, i
}

// dayNumber reads "28", "28:e", "28e", "2nd"; next is i when there is none.
func (f *finder) dayNumber(i int) (n, next int) {
	n, ok := f.number(i)
	if !ok || len(f.lex[i].text) > 2 || n < 1 || n > 31 {
		return 0, i
	}
	return n, f.suffix(i + 1)
}

// suffix skips an ordinal's ending from i on.
func (f *finder) suffix(i int) int {
	if f.near(i, 'w', "e", "a", "st", "nd", "rd", "th", "de", "ste") {
		return i + 1
	}
	if f.near(i, 's', ":", "'", ".") && f.near(i+1, 'w', "e", "a", "de", "ste", "th") {
		return i + 2
	}
	return i
}

func (f *finder) word(i int) string {
	if !f.is(i, 'w') {
		return ""
	}
	return f.lex[i].text
}

// closest is the day and month in the year that lies nearest to today.
func (f *finder) closest(m, n int) (day, bool) {
	var best day
	for y := f.today.t.Year() - 1; y <= f.today.t.Year()+1; y++ {
		d, ok := makeDay(y, m, n)
		if ok && (!best.ok() || gapDays(d, f.today) < gapDays(best, f.today)) {
			best = d
		}
	}
	return best, best.ok()
}

func gapDays(a, b day) int { return abs(int(a.t.Sub(b.t).Hours() / 24)) }

var listed = words("one invoice payment card purchase item option charge transaction order instalment installment fakturan faktura köpet köp betalningen kortet kort alternativet ordern raden dragningen avbetalningen")

// theDay reads "den 28:e", "den 28", "the 5th", "the 1st of next month".
func (f *finder) theDay(i int) (day, int) {
	if !f.today.ok() {
		return day{}, i
	}
	j := i
	lead := ""
	if f.is(j, 'w', "den", "the") {
		lead = f.lex[j].text
		j++
	}
	n, next := f.dayNumber(j)
	if next == j || next == j+1 && lead != "den" || f.in(next, listed) || lead == "den" && next == j+1 && f.amountFollows(next) {
		return day{}, i
	}
	if next == j+1 && f.near(next, 's', ":", ".", ",", "/", "-") && f.near(next+1, 'n') {
		return day{}, i
	}
	if f.is(next, 'w', "of", "i", "in") && f.is(next+1, 'w', "next", "nasta", "the", "every", "varje", "this", "denna") {
		k := next + 2
		step := 0
		if f.lex[next+1].text == "next" || f.lex[next+1].text == "nasta" {
			step = 1
		}
		if f.is(k, 'w', "next", "nasta") {
			step, k = 1, k+1
		}
		if f.is(k, 'w', "month", "manad") {
			base := day{time.Date(f.today.t.Year(), f.today.t.Month(), 1, 0, 0, 0, 0, time.UTC)}.months(step)
			if d, ok := makeDay(base.t.Year(), int(base.t.Month()), n); ok {
				return d, k + 1
			}
		}
	}
	d, ok := f.dayOfMonth(n)
	if !ok {
		return day{}, i
	}
	if n <= 3 && next > j+1 && !f.in(next, listed) {
		f.also(Ordinal, i, next, strconv.Itoa(n))
	}
	return d, next
}

// also adds an entity without taking the lexemes: "the 2nd" may be a date or
// the second of a list, and only the question that was asked can tell.
func (f *finder) also(kind EntityKind, i, j int, value string) {
	f.emit(kind, i, j, value)
	for k := i; k < j; k++ {
		f.lex[k].taken = false
	}
}

func (f *finder) amountFollows(i int) bool {
	return f.is(i, 'w') && currencyOf[f.lex[i].text].code != ""
}

// dayOfMonth is the next such day, or the last one when the text looks back.
func (f *finder) dayOfMonth(n int) (day, bool) {
	for k := 0; k <= 3; k++ {
		step := k
		if f.past {
			step = -k
		}
		base := day{time.Date(f.today.t.Year(), f.today.t.Month(), 1, 0, 0, 0, 0, time.UTC)}.months(step)
		d, ok := makeDay(base.t.Year(), int(base.t.Month()), n)
		if !ok || !f.past && d.less(f.today) || f.past && f.today.less(d) {
			continue
		}
		return d, true
	}
	return day{}, false
}

// spokenDay reads "den femte", "the fifth", "den tjugofemte".
func (f *finder) spokenDay(i int) (day, int) {
	if !f.today.ok() || !f.is(i, 'w', "den", "the") {
		return day{}, i
	}
	n, ok := dayOrdinals[f.word(i+1)]
	if !ok || n < 4 || f.in(i+2, listed) {
		return day{}, i
	}
	d, ok := f.dayOfMonth(n)
	if !ok {
		return day{}, i
	}
	if n < 10 {
		f.also(Ordinal, i, i+2, strconv.Itoa(n))
	}
	return d, i + 2
}
