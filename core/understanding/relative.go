package understanding

import "time"

var weekdayOf = map[string]int{"monday": 0, "mandag": 0, "mandagen": 0, "tuesday": 1, "tisdag": 1, "tisdagen": 1, "wednesday": 2, "wensday": 2, "onsdag": 2, "onsdagen": 2, "thursday": 3, "torsdag": 3, "torsdagen": 3, "friday": 4, "fredag": 4, "fredagen": 4, "saturday": 5, "lordag": 5, "lordagen": 5, "sunday": 6, "sondag": 6, "sondagen": 6}

// shortWeekdays need a word before them: "sat" and "ons" mean other things.
var shortWeekdays = map[string]int{"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "tis": 1, "ons": 2, "tors": 3, "tor": 3, "fre": 4}

var lastWeekdays = map[string]int{"mandags": 0, "tisdags": 1, "onsdags": 2, "torsdags": 3, "fredags": 4, "lordags": 5, "sondags": 6}

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
	if f.is(i, 'w', "i") && f.is(i+1, 'w', "dag", "morgon", "gar", "overmorgon", "forrgar", "kvall", "morron", "morrn", "morse", "natt", "eftermiddag") {
		n := map[string]int{"dag": 0, "kvall": 0, "morgon": 1, "morron": 1, "morrn": 1, "gar": -1, "overmorgon": 2, "forrgar": -2}[f.lex[i+1].text]
		return f.today.add(n), i + 2
	}
	if f.is(i, 'w', "this") && f.is(i+1, 'w', "morning", "afternoon", "evening") {
		return f.today, i + 2
	}
	if f.is(i, 'w', "last") && f.is(i+1, 'w', "night") {
		return f.today.add(-1), i + 2
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
