package question

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

var monthNames = map[string]time.Month{"january": 1, "jan": 1, "januari": 1, "february": 2, "feb": 2, "februari": 2, "march": 3, "mars": 3, "april": 4, "apr": 4, "may": 5, "maj": 5,
	"june": 6, "jun": 6, "juni": 6, "july": 7, "jul": 7, "juli": 7, "august": 8, "aug": 8, "augusti": 8, "september": 9, "sep": 9, "sept": 9, "october": 10, "oct": 10, "oktober": 10, "okt": 10,
	"november": 11, "nov": 11, "december": 12, "dec": 12}

var weekdays = map[string]time.Weekday{"monday": 1, "mandag": 1, "mandagen": 1, "tuesday": 2, "tisdag": 2, "tisdagen": 2, "wednesday": 3, "onsdag": 3, "onsdagen": 3, "thursday": 4, "torsdag": 4, "torsdagen": 4,
	"friday": 5, "fredag": 5, "fredagen": 5, "saturday": 6, "lordag": 6, "lordagen": 6, "sunday": 0, "sondag": 0, "sondagen": 0}

// named are the periods that have a name of their own, as of a day.
var named = map[string]func(t time.Time) (time.Time, time.Time){}

func init() {
	day := func(n int) func(time.Time) (time.Time, time.Time) {
		return func(t time.Time) (time.Time, time.Time) { return t.AddDate(0, 0, n), t.AddDate(0, 0, n) }
	}
	week := func(n int) func(time.Time) (time.Time, time.Time) {
		return func(t time.Time) (time.Time, time.Time) {
			monday := t.AddDate(0, 0, -(int(t.Weekday())+6)%7+7*n)
			return monday, monday.AddDate(0, 0, 6)
		}
	}
	month := func(n int) func(time.Time) (time.Time, time.Time) {
		return func(t time.Time) (time.Time, time.Time) {
			first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
			return first, first.AddDate(0, 1, -1)
		}
	}
	year := func(n int) func(time.Time) (time.Time, time.Time) {
		return func(t time.Time) (time.Time, time.Time) { return day0(t.Year()+n, 1, 1), day0(t.Year()+n, 12, 31) }
	}
	for _, n := range []struct {
		words string
		f     func(time.Time) (time.Time, time.Time)
	}{
		{"today|idag|i dag", day(0)}, {"yesterday|igar|i gar", day(-1)}, {"tomorrow|imorgon|i morgon", day(1)}, {"in forrgar|i forrgar|iforrgar|the day before yesterday|day before yesterday", day(-2)},
		{"this week|denna vecka|den har veckan|i veckan|veckan|nu i veckan", week(0)}, {"last week|previous week|forra veckan|forrige vecka|foregaende vecka", week(-1)},
		{"this month|denna manad|den har manaden|i manaden nu|nu i manaden|manaden", month(0)}, {"last month|previous month|forra manaden|foregaende manad", month(-1)},
		{"this year|i ar|iar|detta ar|det har aret", year(0)}, {"last year|previous year|forra aret|i fjol|ifjol", year(-1)},
		{"ever|all time|of all time|since the beginning|nagonsin|genom tiderna|sedan start|sedan borjan", func(t time.Time) (time.Time, time.Time) { return day0(1900, 1, 1), t }},
	} {
		for p := range phrases(n.words) {
			named[p] = n.f
		}
	}
}

func day0(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func period(a, b time.Time) *Period { return &Period{a.Format(time.DateOnly), b.Format(time.DateOnly)} }

// periodAt reads a period at the beginning of words; n is how many it took.
func periodAt(w []string, today time.Time) (p *Period, n int) {
	for n := min(4, len(w)); n > 0; n-- {
		if f := named[strings.Join(w[:n], " ")]; f != nil {
			a, b := f(today)
			return period(a, b), n
		}
	}
	if d, n := dayAt(w, today); n > 0 {
		if n < len(w) && slices.Contains([]string{"-", "to", "till", "until", "och", "and", "tom"}, w[n]) {
			if e, k := dayAt(w[n+1:], today); k > 0 && !e.Before(d) {
				return period(d, e), n + 1 + k
			}
		}
		return period(d, d), n
	}
	switch w[0] {
	case "since", "sedan", "sen", "from", "fran", "efter":
		i := 1
		if i < len(w) && (w[i] == "the" || w[i] == "den") {
			i++
		}
		if i < len(w) {
			if q, k := periodAt(w[i:], today); k > 0 {
				if w[0] == "since" || w[0] == "sedan" || w[0] == "sen" {
					return &Period{q.From, today.Format(time.DateOnly)}, i + k
				}
				if i+k+1 < len(w) && (w[i+k] == "to" || w[i+k] == "till" || w[i+k] == "until") {
					if e, m := periodAt(w[i+k+1:], today); m > 0 && e.To >= q.From {
						return &Period{q.From, e.To}, i + k + 1 + m
					}
				}
			}
		}
	case "last", "past", "senaste", "de":
		i := 1
		if w[0] == "de" {
			if len(w) < 2 || w[1] != "senaste" {
				return nil, 0
			}
			i = 2
		}
		if i+1 < len(w) {
			if k, ok := count(w[i]); ok && k > 0 && k <= 3660 {
				switch unit(w[i+1]) {
				case "day":
					return period(today.AddDate(0, 0, 1-k), today), i + 2
				case "week":
					return period(today.AddDate(0, 0, 1-7*k), today), i + 2
				case "month":
					return period(monthsBack(today, k).AddDate(0, 0, 1), today), i + 2
				case "year":
					return period(monthsBack(today, 12*k).AddDate(0, 0, 1), today), i + 2
				}
			}
		}
	case "q1", "q2", "q3", "q4", "kvartal", "quarter", "forsta", "andra", "tredje", "fjarde", "first", "second", "third", "fourth":
		quarter, k := 0, 1
		if w[0][0] == 'q' && len(w[0]) == 2 {
			quarter = int(w[0][1] - '0')
		} else if len(w) > 1 {
			k = 2
			if w[0] == "kvartal" || w[0] == "quarter" {
				quarter, _ = strconv.Atoi(w[1])
			} else if strings.HasPrefix(w[1], "kvartal") || w[1] == "quarter" {
				quarter = map[string]int{"forsta": 1, "first": 1, "andra": 2, "second": 2, "tredje": 3, "third": 3, "fjarde": 4, "fourth": 4}[w[0]]
			}
		}
		if quarter < 1 || quarter > 4 {
			return nil, 0
		}
		y, extra, said := yearAt(w[k:], today)
		first := day0(y, time.Month(3*quarter-2), 1)
		if !said && first.After(today) {
			first = first.AddDate(-1, 0, 0)
		}
		return period(first, first.AddDate(0, 3, -1)), k + extra
	}
	if m, ok := monthNames[w[0]]; ok {
		y, extra, said := yearAt(w[1:], today)
		first := day0(y, m, 1)
		if !said && first.After(today) {
			first = first.AddDate(-1, 0, 0)
		}
		return period(first, first.AddDate(0, 1, -1)), 1 + extra
	}
	if y, ok := year4(w[0]); ok {
		return period(day0(y, 1, 1), day0(y, 12, 31)), 1
	}
	return nil, 0
}

// dayAt reads one day: 2026-11-03, 3 november 2026, 3/11, november 3rd.
func dayAt(w []string, today time.Time) (time.Time, int) {
	if t, err := time.Parse(time.DateOnly, w0(w)); err == nil {
		return t, 1
	}
	if len(w) < 2 {
		return time.Time{}, 0
	}
	d, m := ordinal(w[0]), monthNames[w[1]]
	n := 2
	if d == 0 && len(w) > 1 {
		d, m = ordinal(w[1]), monthNames[w[0]]
	} else if m == 0 && w[1] == "of" && len(w) > 2 {
		m, n = monthNames[w[2]], 3
	}
	if d == 0 || m == 0 {
		return time.Time{}, 0
	}
	y, extra, said := yearAt(w[n:], today)
	t := day0(y, m, d)
	if t.Day() != d {
		return time.Time{}, 0
	}
	if !said && t.After(today) {
		t = day0(y-1, m, d)
	}
	return t, n + extra
}

func w0(w []string) string {
	if len(w) == 0 {
		return ""
	}
	return w[0]
}

// ordinal reads 3, 3rd, 3:e as a day of a month.
func ordinal(s string) int {
	s = strings.TrimRight(s, "stndrhea")
	if n, err := strconv.Atoi(s); err == nil && n >= 1 && n <= 31 && len(s) <= 2 {
		return n
	}
	return 0
}

func year4(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && len(s) == 4 && n >= 1990 && n < 2100
}

// yearAt reads the year behind a month, if one is said.
func yearAt(w []string, today time.Time) (year, n int, said bool) {
	if y, ok := year4(w0(w)); ok {
		return y, 1, true
	}
	for _, p := range []struct {
		words string
		back  int
	}{{"this year", 0}, {"i ar", 0}, {"iar", 0}, {"last year", 1}, {"forra aret", 1}, {"i fjol", 1}} {
		k := len(strings.Fields(p.words))
		if len(w) >= k && strings.Join(w[:k], " ") == p.words {
			return today.Year() - p.back, k, true
		}
	}
	return today.Year(), 0, false
}

var numbers = map[string]int{"a": 1, "one": 1, "en": 1, "ett": 1, "two": 2, "tva": 2, "three": 3, "tre": 3, "four": 4, "fyra": 4, "five": 5, "fem": 5, "six": 6, "sex": 6, "seven": 7, "sju": 7, "eight": 8, "atta": 8,
	"nine": 9, "nio": 9, "ten": 10, "tio": 10, "eleven": 11, "elva": 11, "twelve": 12, "tolv": 12}

func count(s string) (int, bool) {
	if n, ok := numbers[s]; ok {
		return n, true
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

func unit(s string) string {
	switch s {
	case "day", "days", "dag", "dagar", "dagarna", "dagen", "dygnen":
		return "day"
	case "week", "weeks", "vecka", "veckor", "veckorna":
		return "week"
	case "month", "months", "manad", "manader", "manaderna":
		return "month"
	case "year", "years", "ar", "aren":
		return "year"
	}
	return ""
}

// futureDay reads the day of an "on Friday": the next one, today if it is today.
func futureDay(w []string, today time.Time) (time.Time, int) {
	if d, ok := weekdays[w0(w)]; ok {
		return today.AddDate(0, 0, (int(d)-int(today.Weekday())+7)%7), 1
	}
	for _, n := range []int{2, 1} {
		if n <= len(w) {
			switch strings.Join(w[:n], " ") {
			case "tomorrow", "i morgon", "imorgon":
				return today.AddDate(0, 0, 1), n
			case "today", "now", "i dag", "idag", "nu":
				return today, n
			}
		}
	}
	if t, n := dayAt(w, today); n > 0 {
		if _, err := time.Parse(time.DateOnly, w[0]); err != nil && t.Before(today) {
			t = t.AddDate(1, 0, 0)
		}
		return t, n
	}
	if len(w) > 1 && (w[0] == "den" || w[0] == "the") && ordinal(w[1]) > 0 {
		t := day0(today.Year(), today.Month(), ordinal(w[1]))
		if t.Before(today) {
			t = day0(today.Year(), today.Month()+1, ordinal(w[1]))
		}
		return t, 2
	}
	return time.Time{}, 0
}
