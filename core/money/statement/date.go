package statement

import (
	"strings"
	"time"
)

// order is which way round a date of three numbers is written.
type order string

const (
	ymd order = "ymd"
	dmy order = "dmy"
	mdy order = "mdy"
)

var months = map[string]time.Month{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "maj": 5, "may": 5, "mai": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
	"okt": 10, "oct": 10, "nov": 11, "dec": 12, "dez": 12, "des": 12,
	"january": 1, "february": 2, "march": 3, "april": 4, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"januari": 1, "februari": 2, "mars": 3, "juni": 6, "juli": 7, "augusti": 8, "oktober": 10,
}

// numbers takes a date apart: its numbers, its digits' widths, and a month by name.
func numbers(s string) (n [3]int, width [3]int, named int, ok bool) {
	named = -1
	i := 0
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune("-/. ,'", r) }) {
		if i == 3 {
			break // a time of day
		}
		if m, found := months[strings.ToLower(part)]; found && named < 0 {
			n[i], named = int(m), i
			i++
			continue
		}
		if strings.ContainsRune(part, 'T') {
			part, _, _ = strings.Cut(part, "T")
		}
		if part == "" || len(part) > 8 || strings.Trim(part, "0123456789") != "" {
			return n, width, named, false
		}
		if i == 0 && len(part) == 8 { // 20171231
			return [3]int{atoi(part[:4]), atoi(part[4:6]), atoi(part[6:])}, [3]int{4, 2, 2}, -1, true
		}
		n[i], width[i] = atoi(part), len(part)
		i++
	}
	return n, width, named, i == 3
}

func atoi(s string) (n int) {
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}

// fits lists the orders that a date can be read in.
func fits(s string) (all []order) {
	for _, o := range []order{ymd, dmy, mdy} {
		if _, ok := readDate(s, o); ok {
			all = append(all, o)
		}
	}
	return all
}

// readDate reads a date in one order and writes it as 2006-01-02.
func readDate(s string, o order) (string, bool) {
	n, width, named, ok := numbers(strings.TrimSpace(s))
	if !ok {
		return "", false
	}
	var y, m, d, yw int
	switch {
	case width[0] == 4:
		if o != ymd {
			return "", false
		}
		y, m, d, yw = n[0], n[1], n[2], 4
	case o == ymd:
		return "", false
	case named == 0:
		if o != mdy {
			return "", false
		}
		m, d, y, yw = n[0], n[1], n[2], width[2]
	case named == 1, o == dmy:
		if o != dmy {
			return "", false
		}
		d, m, y, yw = n[0], n[1], n[2], width[2]
	default:
		m, d, y, yw = n[0], n[1], n[2], width[2]
	}
	if yw == 2 {
		y += 2000
	} else if yw != 4 {
		return "", false
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if y < 1970 || y > 2200 || int(t.Month()) != m || t.Day() != d {
		return "", false
	}
	return t.Format(time.DateOnly), true
}

// orderOf finds the one order that all dates of a column fit; sure is false
// when more than one does.
func orderOf(dates []string) (o order, sure, ok bool) {
	left := []order{ymd, dmy, mdy}
	for _, d := range dates {
		f := fits(d)
		var both []order
		for _, o := range left {
			for _, p := range f {
				if o == p {
					both = append(both, o)
				}
			}
		}
		if left = both; len(left) == 0 {
			return "", false, false
		}
	}
	if len(left) == 2 { // d/m or m/d: the one in which the rows stand in time's order
		if a, b := sorted(dates, left[0]), sorted(dates, left[1]); a != b {
			if b {
				return left[1], true, true
			}
			return left[0], true, true
		}
	}
	return left[0], len(left) == 1, true
}

// sorted says whether the dates, read so, only go up or only go down.
func sorted(dates []string, o order) bool {
	up, down := true, true
	last := ""
	for _, s := range dates {
		d, _ := readDate(s, o)
		if last != "" {
			up = up && d >= last
			down = down && d <= last
		}
		last = d
	}
	return up || down
}
