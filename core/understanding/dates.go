package understanding

import (
	"strconv"
	"time"
)

// day is a calendar day; the zero day is none.
type day struct{ t time.Time }

func parseDay(s string) (day, bool) {
	t, err := time.Parse("2006-01-02", s)
	return day{t}, err == nil
}

func (d day) ok() bool        { return !d.t.IsZero() }
func (d day) add(n int) day   { return day{d.t.AddDate(0, 0, n)} }
func (d day) String() string  { return d.t.Format("2006-01-02") }
func (d day) weekday() int    { return (int(d.t.Weekday()) + 6) % 7 } // Monday is 0
func (d day) less(e day) bool { return d.t.Before(e.t) }

// months adds calendar months; a day that the month lacks becomes its last.
func (d day) months(n int) day {
	first := time.Date(d.t.Year(), d.t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return day{first.AddDate(0, 0, min(d.t.Day(), last)-1)}
}

// makeDay refuses days that don't exist.
func makeDay(y, m, d int) (day, bool) {
	if y < 1900 || y > 2199 || m < 1 || m > 12 || d < 1 || d > 31 {
		return day{}, false
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return day{t}, t.Day() == d
}

var monthOf = map[string]int{"january": 1, "jan": 1, "januari": 1, "february": 2, "feb": 2, "februari": 2, "march": 3, "mar": 3, "mars": 3, "april": 4, "apr": 4, "may": 5, "maj": 5, "june": 6, "jun": 6, "juni": 6, "july": 7, "jul": 7, "juli": 7, "august": 8, "aug": 8, "augusti": 8, "september": 9, "sep": 9, "sept": 9, "october": 10, "oct": 10, "oktober": 10, "okt": 10, "november": 11, "nov": 11, "december": 12, "dec": 12, "decembr": 12, "decmber": 12}

var weekdayOf = map[string]int{"monday": 0, "mandag": 0, "mandagen": 0, "tuesday": 1, "tisdag": 1, "tisdagen": 1, "wednesday": 2, "wensday": 2, "onsdag": 2, "onsdagen": 2, "thursday": 3, "torsdag": 3, "torsdagen": 3, "friday": 4, "fredag": 4, "fredagen": 4, "saturday": 5, "lordag": 5, "lordagen": 5, "sunday": 6, "sondag": 6, "sondagen": 6}

// shortWeekdays need a word before them: "sat" and "ons" mean other things.
var shortWeekdays = map[string]int{"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "tis": 1, "ons": 2, "tors": 3, "tor": 3, "fre": 4}

var lastWeekdays = map[string]int{"mandags": 0, "tisdags": 1, "onsdags": 2, "torsdags": 3, "fredags": 4, "lordags": 5, "sondags": 6}

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
				f.emit(Date, i, j, d.String())
				i = j - 1
				break
			}
		}
	}
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
	m, ok := monthOf[f.word(next)]
	if !ok {
		return day{}, i
	}
	return f.withYear(i, next+1, m, n)
}

// monthDay reads "December 2nd, 2026".
func (f *finder) monthDay(i int) (day, int) {
	m, ok := monthOf[f.word(i)]
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

// weekdayDate reads weekdays: "på fredag" is the coming one, "next Thursday"
// and "nästa torsdag" the one in next week (Monday to Sunday), "i fredags" and
// "last Friday" the one before.
func (f *finder) weekdayDate(i int) (day, int) {
	if !f.today.ok() {
		return day{}, i
	}
	if f.is(i, 'w', "i") {
		if w, ok := lastWeekdays[f.word(i+1)]; ok {
			return f.before(w), i + 2
		}
	}
	j := i
	lead := ""
	if f.is(i, 'w', "next", "nasta", "last", "forra", "this", "on", "pa", "kommande", "coming", "nu", "till", "until", "by", "senast", "denna") && f.is(i+1, 'w') {
		lead = f.lex[i].text
		j++
		if f.is(j, 'w', "on", "pa", "nasta", "next") && f.is(j+1, 'w') {
			if f.lex[j].text == "nasta" || f.lex[j].text == "next" {
				lead = f.lex[j].text
			}
			j++
		}
	}
	w, ok := weekdayOf[f.word(j)]
	if !ok && lead != "" {
		w, ok = shortWeekdays[f.word(j)]
	}
	if !ok {
		return day{}, i
	}
	switch lead {
	case "next", "nasta":
		return f.today.add(7 - f.today.weekday() + w), j + 1
	case "last", "forra":
		return f.before(w), j + 1
	}
	if f.past && lead != "pa" && lead != "this" && lead != "till" && lead != "until" && lead != "by" && lead != "senast" {
		return f.before(w), j + 1
	}
	return f.today.add((w-f.today.weekday()+6)%7 + 1), j + 1
}

func (f *finder) before(w int) day { return f.today.add(-((f.today.weekday()-w+6)%7 + 1)) }

var nearDays = map[string]int{"today": 0, "tonight": 0, "idag": 0, "ikvall": 0, "tomorrow": 1, "tomorow": 1, "tommorow": 1, "tommorrow": 1, "tmrw": 1, "tmr": 1, "imorgon": 1, "imorn": 1, "imorron": 1, "yesterday": -1, "igar": -1, "overmorgon": 2, "iovermorgon": 2, "forrgar": -2}

var unitDays = map[string]int{"day": 1, "days": 1, "dag": 1, "dagar": 1, "dar": 1, "week": 7, "weeks": 7, "vecka": 7, "veckor": 7, "fortnight": 14, "month": 0, "months": 0, "manad": 0, "manader": 0, "man": 0}

// count reads how many: "two", "2", "a", "en", "ett par", "a couple of".
func (f *finder) count(i int) (n, next int) {
	if n, ok := f.number(i); ok && len(f.lex[i].text) <= 3 {
		return n, i + 1
	}
	if f.is(i, 'w', "a", "an", "en", "ett") && f.is(i+1, 'w', "couple", "par", "few") {
		next = i + 2
		if f.is(next, 'w', "of") {
			next++
		}
		return 2, next
	}
	if f.is(i, 'w', "a", "an", "another", "nagon") {
		return 1, i + 1
	}
	return f.spoken(i)
}

// inDays reads "in two weeks", "om tre dagar", "tomorrow", "a week from now",
// "i morgon", "the day after tomorrow".
func (f *finder) inDays(i int) (day, int) {
	if !f.today.ok() {
		return day{}, i
	}
	if f.is(i, 'w', "day") && f.is(i+1, 'w', "after", "before") && f.is(i+2, 'w', "tomorrow", "yesterday") {
		if f.lex[i+1].text == "after" {
			return f.today.add(2), i + 3
		}
		return f.today.add(-2), i + 3
	}
	if n, ok := nearDays[f.word(i)]; ok {
		return f.today.add(n), i + 1
	}
	if f.is(i, 'w', "i") && f.is(i+1, 'w', "dag", "morgon", "gar", "overmorgon", "forrgar", "kvall", "morron", "morrn") {
		n := map[string]int{"dag": 0, "kvall": 0, "morgon": 1, "morron": 1, "morrn": 1, "gar": -1, "overmorgon": 2, "forrgar": -2}[f.lex[i+1].text]
		return f.today.add(n), i + 2
	}
	j := i
	led := f.is(i, 'w', "in", "om")
	if led {
		j++
	}
	n, next := f.count(j)
	if next == j || n <= 0 || n > 400 {
		return day{}, i
	}
	u, ok := unitDays[f.word(next)]
	if !ok {
		return day{}, i
	}
	next++
	if f.is(next, 'w', "from") && f.is(next+1, 'w', "now", "today", "tomorrow") {
		d := f.ahead(n, u)
		if f.lex[next+1].text == "tomorrow" {
			d = d.add(1)
		}
		return d, next + 2
	}
	if f.is(next, 'w', "fran") && f.is(next+1, 'w', "nu", "idag") {
		return f.ahead(n, u), next + 2
	}
	if !led || f.is(next, 'w', "late", "sen") {
		return day{}, i
	}
	return f.ahead(n, u), next
}

func (f *finder) ahead(n, u int) day {
	if u == 0 {
		return f.today.months(n)
	}
	return f.today.add(n * u)
}

// agoDays reads "two weeks ago" and "för två veckor sedan".
func (f *finder) agoDays(i int) (day, int) {
	if !f.today.ok() {
		return day{}, i
	}
	j := i
	if f.is(i, 'w', "for") {
		j++
	}
	n, next := f.count(j)
	if next == j || n <= 0 || n > 400 {
		return day{}, i
	}
	u, ok := unitDays[f.word(next)]
	if !ok || !f.is(next+1, 'w', "ago", "sedan", "sen", "back") || f.lex[next+1].text != "ago" && j == i && f.lex[next+1].text == "back" {
		return day{}, i
	}
	if u == 0 {
		return f.today.months(-n), next + 2
	}
	return f.today.add(-n * u), next + 2
}

// monthEnd reads "the end of the month", "slutet av nästa månad",
// "månadsskiftet", "sista november".
func (f *finder) monthEnd(i int) (day, int) {
	if !f.today.ok() {
		return day{}, i
	}
	if f.is(i, 'w', "manadsskiftet", "manadsslutet") {
		return f.lastDay(0), i + 1
	}
	if f.is(i, 'w', "sista", "siste") {
		if m, ok := monthOf[f.word(i+1)]; ok {
			d, ok := f.closest(m, 1)
			if ok {
				return d.months(1).add(-1), i + 2
			}
		}
	}
	if !f.is(i, 'w', "end", "slutet", "last", "sista") {
		return day{}, i
	}
	j := i + 1
	step := 0
	for j < i+5 && f.is(j, 'w', "of", "av", "pa", "i", "the", "this", "denna", "next", "nasta", "day", "dagen") {
		if f.lex[j].text == "next" || f.lex[j].text == "nasta" {
			step = 1
		}
		j++
	}
	if j > i+1 && f.is(j, 'w', "month", "manaden", "manad") {
		return f.lastDay(step), j + 1
	}
	if m, ok := monthOf[f.word(j)]; ok && j > i+1 && !f.is(i, 'w', "last", "sista") {
		if d, ok := f.closest(m, 1); ok {
			return d.months(1).add(-1), j + 1
		}
	}
	return day{}, i
}

func (f *finder) lastDay(step int) day {
	first := day{time.Date(f.today.t.Year(), f.today.t.Month(), 1, 0, 0, 0, 0, time.UTC)}
	return first.months(step + 1).add(-1)
}
