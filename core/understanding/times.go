package understanding

import (
	"fmt"
	"strings"
)

// clock is a time of day as it was said; certain when morning or evening was
// said too, or it can be only one of them.
type clock struct {
	hour, minute int
	certain      bool
}

var (
	// words after which a bare number is a time of day
	timeCues = words("at around by about from until till til before after between to past kl klockan klo vid runt efter fore innan mellan fran omkring senast")
	// a time cue that alone makes a bare hour one: "kl 9"
	sureCues  = words("kl klockan klo")
	mornings  = words("am morning morningen formiddag formiddagen morgon morgonen")
	evenings  = words("pm afternoon evening night tonight eftermiddag eftermiddagen kvall kvallen natten ikvall")
	oclock    = words("oclock o'clock sharp prick exakt")
	minuteish = words("minute minutes mins min minut minuter hour hours hrs h hr timme timmar timmarna tim")
)

// times finds times of day: "25 past 23", "kvart i fem", "9:05", "5pm", "kl 9",
// "noon", and spans that end in one: "in two hours", "15 minutes ago".
func (f *finder) times() {
	for i := 0; i < len(f.lex); i++ {
		if f.lex[i].taken {
			continue
		}
		for _, read := range [...]func(int) (clock, int, bool){f.wordHour, f.pastTo, f.digitsTime, f.bareHour} {
			c, j, ok := read(i)
			if !ok {
				continue
			}
			c, j = f.partOfDay(c, j)
			f.emit(Time, i, j, fmt.Sprintf("%02d:%02d", c.hour%24, c.minute))
			i = j - 1
			break
		}
	}
}

// wordHour reads "noon" and "midnight".
func (f *finder) wordHour(i int) (clock, int, bool) {
	switch {
	case f.is(i, 'w', "noon", "midday"):
		return clock{12, 0, true}, i + 1, true
	case f.is(i, 'w', "midnight", "midnatt"):
		return clock{0, 0, true}, i + 1, true
	}
	return clock{}, i, false
}

// hour reads an hour in digits or words.
func (f *finder) hour(i int) (int, int) {
	if n, ok := f.number(i); ok && n <= 24 && len(f.lex[i].text) <= 2 {
		return n, i + 1
	}
	if f.is(i, 'w') {
		if n, ok := units[f.lex[i].text]; ok && n >= 1 && n <= 12 {
			return n, i + 1
		}
	}
	return -1, i
}

// minutes reads what stands before past and to: "25", "twenty five", "quarter",
// "kvart", "half" (only past in English).
func (f *finder) minutes(i int) (int, int) {
	if f.is(i, 'w', "a") && f.is(i+1, 'w', "quarter") {
		i++
	}
	switch {
	case f.is(i, 'w', "quarter", "kvart"):
		return 15, i + 1
	case f.is(i, 'w', "half"):
		return 30, i + 1
	}
	n, j := -1, i
	if v, ok := f.number(i); ok && len(f.lex[i].text) <= 2 {
		n, j = v, i+1
	} else if v, k := f.spoken(i); k > i {
		n, j = v, k
	}
	if n < 1 || n > 59 {
		return -1, i
	}
	if f.is(j, 'w', "minutes", "minuter", "min", "mins", "minute") {
		j++
	}
	return n, j
}

// pastTo reads "25 past 23", "20 to 2", "kvart i fem", "tjugo över tre", and the
// Swedish "halv tre", which is half past two.
func (f *finder) pastTo(i int) (clock, int, bool) {
	if f.is(i, 'w', "halv") {
		if h, j := f.hour(i + 1); h >= 1 && h <= 12 {
			return clock{hour: (h + 23) % 24, minute: 30}, j, true
		}
		return clock{}, i, false
	}
	m, j := f.minutes(i)
	if m < 0 || !f.is(j, 'w') {
		return clock{}, i, false
	}
	before := false
	switch f.lex[j].text {
	case "past", "over":
	case "to", "till", "til":
		before = true
		if f.lang == "sv" {
			return clock{}, i, false // "20 till 2" is a span
		}
	case "i":
		if before = true; f.lang == "en" {
			return clock{}, i, false
		}
	default:
		return clock{}, i, false
	}
	h, k := f.hour(j + 1)
	if h < 0 || m%5 != 0 && !f.timely(i) && m > 30 {
		return clock{}, i, false
	}
	if f.is(k, 'w') && (minuteish[f.lex[k].text] || currencyOf[f.lex[k].text].code != "") || f.near(k, 'n') {
		return clock{}, i, false
	}
	c := clock{hour: h, minute: m, certain: h > 12}
	if before {
		c.hour, c.minute = (h+23)%24, (60-m)%60
	}
	return c, k, true
}

// digitsTime reads "9:05", "17.30", "9 05" where something says that it is one,
// and "5pm".
func (f *finder) digitsTime(i int) (clock, int, bool) {
	h, ok := f.number(i)
	if !ok || h > 24 || len(f.lex[i].text) > 2 || f.near(i, 'n') && i > 0 && f.lex[i-1].kind == 's' && !f.lex[i-1].gap && f.lex[i-1].text != "(" {
		return clock{}, i, false
	}
	minute := func(k int) (int, bool) {
		n, ok := f.number(k)
		return n, ok && len(f.lex[k].text) == 2 && n < 60
	}
	after := func(j int) bool { // nothing that makes it an amount or a date follows
		return !f.near(j, 's', ":", ".", "-", "/", "%", "£", "$", "€") && !(f.is(j, 'w') && currencyOf[f.lex[j].text].code != "" && !f.saysPart(j)) || f.near(j, 's', ".") && !f.near(j+1, 'n')
	}
	switch {
	case f.near(i+1, 's', ":") && f.near(i+2, 'n'):
		if m, ok := minute(i + 2); ok && after(i+3) {
			return clock{h, m, h > 12}, i + 3, true
		}
	case f.near(i+1, 's', ".") && f.near(i+2, 'n'):
		if m, ok := minute(i + 2); ok && after(i+3) && (f.timely(i) || f.saysPart(i+3)) {
			return clock{h, m, h > 12}, i + 3, true
		}
	case f.is(i+1, 'n') && f.lex[i+1].gap:
		if m, ok := minute(i + 1); ok && after(i+2) && !f.is(i+2, 'n') && (f.timely(i) || f.saysPart(i+2)) {
			return clock{h, m, h > 12}, i + 2, true
		}
	}
	return clock{}, i, false
}

// bareHour reads "5pm", "7 o'clock", "kl 9", "at 7 in the evening".
func (f *finder) bareHour(i int) (clock, int, bool) {
	h, j := f.hour(i)
	if h < 0 || h > 24 || h == 0 && f.lex[i].kind == 'w' {
		return clock{}, i, false
	}
	sure := i > 0 && f.lex[i-1].kind == 'w' && sureCues[f.lex[i-1].text]
	switch {
	case f.is(j, 'w') && oclock[f.lex[j].text]:
		return clock{h, 0, h > 12}, j + 1, true
	case f.is(j, 'w', "o") && f.is(j+1, 's', "'", "’") && f.is(j+2, 'w', "clock"):
		return clock{h, 0, h > 12}, j + 3, true
	case h > 0 && f.saysPart(j) && (f.lex[i].kind == 'n' || f.timely(i) || f.is(j, 'w', "pa", "in")):
		return clock{h, 0, h > 12}, j, true
	case sure && !(f.is(j, 'w') && (minuteish[f.lex[j].text] || currencyOf[f.lex[j].text].code != "")) && !f.near(j, 's', ":", ".", "/", "-"):
		return clock{h, 0, h > 12}, j, true
	case sure && f.near(j, 's', ".") && !f.near(j+1, 'n'):
		return clock{h, 0, h > 12}, j, true
	case f.lex[i].kind == 'n' && h > 0 && f.hourly(i) && f.endsAt(j):
		return clock{h, 0, h > 12}, j, true
	}
	return clock{}, i, false
}

// hourly reports what stands before a bare number that can only be an hour:
// "at 5", "later than 6", "between 8 and 10", "the slot at 12".
func (f *finder) hourly(i int) bool {
	if i == 0 || f.lex[i-1].kind != 'w' {
		return false
	}
	switch f.lex[i-1].text {
	case "at", "vid":
		return true
	case "after", "before", "around", "efter", "fore", "runt", "innan":
		return true
	case "than", "an":
		return i > 1 && (f.lex[i-2].text == "later" || f.lex[i-2].text == "earlier" || f.lex[i-2].text == "senare" || f.lex[i-2].text == "tidigare")
	case "between", "mellan":
		return i+2 < len(f.lex) && (f.lex[i+1].text == "and" || f.lex[i+1].text == "och") && f.lex[i+2].kind == 'n' && len(f.lex[i+2].text) <= 2
	case "and", "och":
		return i > 2 && f.lex[i-2].kind == 'n' && (f.lex[i-3].text == "between" || f.lex[i-3].text == "mellan")
	}
	return false
}

// endsAt reports that nothing is counted at j: the clause ends, or goes on with
// another thought.
func (f *finder) endsAt(j int) bool {
	if j >= len(f.lex) || f.is(j, 's', ",", ".", "!", "?", ";", ")") && !f.near(j+1, 'n') {
		return true
	}
	switch f.lex[j].text {
	case "if", "and", "or", "please", "on", "is", "would", "ok", "thanks", "then", "ish", "tack", "och", "om", "eller", "gar", "passar", "funkar", "pa":
		return true
	}
	return false
}

// timely reports a word before i after which a time of day is likely.
func (f *finder) timely(i int) bool {
	return i > 0 && f.lex[i-1].kind == 'w' && timeCues[f.lex[i-1].text]
}

// saysPart reports "am", "p.m.", "in the evening", "på morgonen" at j.
func (f *finder) saysPart(j int) bool {
	_, k := f.partOfDay(clock{hour: 1}, j)
	return k > j
}

// partOfDay takes in what is said of morning or evening.
func (f *finder) partOfDay(c clock, j int) (clock, int) {
	part := func(w string) (evening, ok bool) { return evenings[w], evenings[w] || mornings[w] }
	set := func(evening bool) clock {
		if evening && c.hour < 12 {
			c.hour += 12
		}
		if !evening && c.hour == 12 && c.minute >= 0 {
			c.hour = 0
		}
		c.certain = true
		return c
	}
	if f.is(j, 'w', "a", "p") && f.near(j+1, 's', ".") && f.near(j+2, 'w', "m") { // "p.m."
		k := j + 3
		if f.near(k, 's', ".") {
			k++
		}
		return set(f.lex[j].text == "p"), k
	}
	if f.is(j, 'w') {
		w := f.lex[j].text
		if strings.HasPrefix(w, "oclock") {
			return f.partOfDay(c, j+1)
		}
		if w == "tonight" || w == "ikvall" { // they say the day too
			return set(true), j
		}
		if e, ok := part(w); ok {
			return set(e), j + 1
		}
		if w == "in" && f.is(j+1, 'w', "the") && f.is(j+2, 'w') {
			if e, ok := part(f.lex[j+2].text); ok {
				return set(e), j + 3
			}
		}
		if (w == "pa" || w == "at" || w == "om") && f.is(j+1, 'w') {
			if e, ok := part(f.lex[j+1].text); ok {
				return set(e), j + 2
			}
		}
	}
	return c, j
}
