package understanding

import (
	"slices"
	"strings"
	"unicode"
)

// What Mask puts in the place of a national id. A card keeps its last four.
const (
	hiddenID   = "••••••-••••"
	hiddenCard = "•••• "
)

// digitRun is digits that touch each other.
type digitRun struct {
	from, to int // runes
	digits   string
}

// Mask hides card numbers and national ids before a text is stored: a card
// (12 to 19 digits, Luhn, issuer prefix, however grouped) becomes "•••• 1234",
// a Swedish personnummer, UK National Insurance number or US Social Security
// number becomes "••••••-••••". own are the customer's own references: Swedish
// OCR numbers pass Luhn and must stay readable. found names the kind of each
// hidden number ("card", "personnummer", "ni_number", "ssn"), never its digits.
// Masking a masked text changes nothing.
func Mask(text string, own []string) (masked string, found []string) {
	runes := []rune(text)
	runs := digitRuns(runes)
	if len(runs) == 0 {
		return text, nil
	}
	mine := map[string]bool{}
	for _, o := range own {
		if d := onlyDigits(o); len(d) >= 6 {
			mine[d] = true
		}
	}
	var b strings.Builder
	at := 0
	for s := 0; s < len(runs); s++ {
		if runs[s].from < at || afterDots(runes, runs[s].from) {
			continue
		}
		from, to, kind, put := secret(runes, runs, s, mine)
		if kind == "" || from < at {
			continue
		}
		b.WriteString(string(runes[at:from]))
		b.WriteString(put)
		found = append(found, kind)
		at = to
	}
	if len(found) == 0 {
		return text, nil
	}
	b.WriteString(string(runes[at:]))
	return b.String(), found
}

func digit(r rune) (byte, bool) {
	r = plain(r)
	if r >= 0x06F0 && r <= 0x06F9 {
		r = r - 0x06F0 + '0'
	}
	return byte(r), r >= '0' && r <= '9'
}

func digitRuns(runes []rune) []digitRun {
	var out []digitRun
	for i := 0; i < len(runes); i++ {
		if _, ok := digit(runes[i]); !ok {
			continue
		}
		var ds []byte
		j := i
		for ; j < len(runes); j++ {
			d, ok := digit(runes[j])
			if !ok {
				break
			}
			if len(ds) < 64 {
				ds = append(ds, d)
			}
		}
		out = append(out, digitRun{i, j, string(ds)})
		i = j
	}
	return out
}

// joins reports that only a separator stands between two runs: up to three
// spaces, dashes, dots or the like, and marks that show nothing.
func joins(runes []rune, from, to int) bool {
	if to-from > 6 {
		return false
	}
	n := 0
	for _, r := range runes[from:to] {
		switch p := plain(r); {
		case unseen(r):
		case p == ' ' || p == '-' || p == '.' || p == '\t' || p == '\n' || p == '\r' || p == '_' || p == '/' || p == '·':
			n++
		default:
			return false
		}
	}
	return n <= 3
}

// afterDots keeps the four digits of a masked card from being read again.
func afterDots(runes []rune, i int) bool {
	return i >= 2 && runes[i-1] == ' ' && runes[i-2] == '•' || i >= 1 && runes[i-1] == '•'
}

// secret looks for a number to hide that begins at run s.
func secret(runes []rune, runs []digitRun, s int, own map[string]bool) (from, to int, kind, put string) {
	if i := runs[s].from; i > 0 && plain(runes[i-1]) == '+' {
		return 0, 0, "", "" // a phone number with its country
	}
	if e, ok := cardEnd(runes, runs, s, own); ok {
		ds := joined(runs[s : e+1])
		return runs[s].from, runs[e].to, "card", hiddenCard + ds[len(ds)-4:]
	}
	if from, to, ok := niNumber(runes, runs, s); ok {
		return from, to, "ni_number", hiddenID
	}
	if e, ok := ssnEnd(runes, runs, s); ok {
		return runs[s].from, runs[e].to, "ssn", hiddenID
	}
	if e, ok := personnummerEnd(runes, runs, s, own); ok {
		return runs[s].from, runs[e].to, "personnummer", hiddenID
	}
	return 0, 0, "", ""
}

func joined(runs []digitRun) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.digits)
	}
	return b.String()
}

// cardEnd finds the last run of a card number that begins at s; the longest.
func cardEnd(runes []rune, runs []digitRun, s int, own map[string]bool) (int, bool) {
	best, ds := -1, ""
	var groups []int
	for e := s; e < len(runs) && len(ds) <= 19; e++ {
		if e > s && !joins(runes, runs[e-1].to, runs[e].from) {
			break
		}
		ds += runs[e].digits
		groups = append(groups, len(runs[e].digits))
		if isCard(ds) && cardGroups(groups, len(ds)) && !own[ds] {
			best = e
		}
	}
	return best, best >= 0
}

// cardGroups lets any grouping of the usual lengths pass, and the odd lengths
// only whole or in fours: a row of amounts is no card.
func cardGroups(groups []int, n int) bool {
	if len(groups) == 1 || n == 16 || n == 15 {
		return true
	}
	single := true
	for i, g := range groups {
		single = single && g == 1
		if g != 4 && i < len(groups)-1 && !(n == 14 && i == 1 && g == 6) {
			return single && i > 0 && slices.Max(groups) == 1
		}
	}
	return true
}

// isCard: 12 to 19 digits, an issuer's prefix with a length that it issues
// (ISO/IEC 7812; the networks' published ranges), and the Luhn check.
func isCard(d string) bool {
	n := len(d)
	if n < 12 || n > 19 || !luhn(d) {
		return false
	}
	p2, p3, p4 := prefix(d, 2), prefix(d, 3), prefix(d, 4)
	switch {
	case d[0] == '4':
		return n == 13 || n == 16 || n == 19
	case p2 >= 51 && p2 <= 55 || p4 >= 2221 && p4 <= 2720:
		return n == 16
	case p2 == 34 || p2 == 37:
		return n == 15
	case p2 == 36 || p2 == 38 || p2 == 39 || p3 >= 300 && p3 <= 305:
		return n == 14 || n >= 16
	case p2 == 35:
		return n >= 16
	case p4 == 6011 || p2 == 65 || p3 >= 644 && p3 <= 649 || p2 == 62 || p4 >= 2200 && p4 <= 2204:
		return n >= 16
	case p2 == 50 || p2 >= 56 && p2 <= 69: // Maestro
		return true
	}
	return false
}

func prefix(d string, n int) int {
	v := 0
	for _, c := range d[:n] {
		v = v*10 + int(c-'0')
	}
	return v
}

// luhn is the check of ISO/IEC 7812-1 annex B; Swedish OCR numbers and
// personnummer use it too.
func luhn(d string) bool {
	sum, any := 0, false
	for i := 0; i < len(d); i++ {
		v := int(d[len(d)-1-i] - '0')
		any = any || v != 0
		if i%2 == 1 {
			v *= 2
			if v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return any && sum%10 == 0
}

// personnummerEnd finds a Swedish personnummer or coordination number: six or
// eight digits, a separator, four digits; or twelve digits; or ten, unless
// they start like a mobile phone (07).
func personnummerEnd(runes []rune, runs []digitRun, s int, own map[string]bool) (int, bool) {
	d := runs[s].digits
	switch len(d) {
	case 12:
		return s, isPersonnummer(d) && !own[d]
	case 10:
		return s, d[:2] != "07" && isPersonnummer(d) && !own[d]
	case 6, 8:
		if s+1 == len(runs) || len(runs[s+1].digits) != 4 {
			return 0, false
		}
		gap := runs[s+1].from - runs[s].to
		plus := gap == 1 && plain(runes[runs[s].to]) == '+'
		if !plus && !joins(runes, runs[s].to, runs[s+1].from) {
			return 0, false
		}
		all := d + runs[s+1].digits
		if len(d) == 6 && d[:2] == "07" && !hasDash(runes[runs[s].to:runs[s+1].from]) {
			return 0, false
		}
		return s + 1, isPersonnummer(all) && !own[all]
	}
	return 0, false
}

func hasDash(rs []rune) bool {
	for _, r := range rs {
		if p := plain(r); p == '-' || p == '+' {
			return true
		}
	}
	return false
}

// isPersonnummer checks the date and the Luhn digit over the last ten digits
// (Skatteverket SKV 704; a coordination number adds 60 to the day).
func isPersonnummer(d string) bool {
	if len(d) != 10 && len(d) != 12 {
		return false
	}
	if len(d) == 12 {
		if c := d[:2]; c != "18" && c != "19" && c != "20" {
			return false
		}
		d = d[2:]
	}
	y, m, n := prefix(d, 2), prefix(d[2:], 2), prefix(d[4:], 2)
	if n > 60 {
		n -= 60
	}
	if m < 1 || m > 12 || n < 1 {
		return false
	}
	last := [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m-1]
	if m == 2 && y%4 == 0 {
		last = 29
	}
	return n <= last && luhn(d)
}

// ssnEnd finds a US Social Security number: 3-2-4 digits with separators and
// an area that is issued (SSA POMS RM 10201.035).
func ssnEnd(runes []rune, runs []digitRun, s int) (int, bool) {
	if s+2 >= len(runs) || len(runs[s].digits) != 3 || len(runs[s+1].digits) != 2 || len(runs[s+2].digits) != 4 {
		return 0, false
	}
	for k := s; k < s+2; k++ {
		if runs[k+1].from-runs[k].to != 1 || !joins(runes, runs[k].to, runs[k+1].from) || plain(runes[runs[k].to]) == '.' || plain(runes[runs[k].to]) == '/' || runes[runs[k].to] == '\n' {
			return 0, false
		}
	}
	if s+3 < len(runs) && runs[s+3].from-runs[s+2].to == 1 && joins(runes, runs[s+2].to, runs[s+3].from) {
		return 0, false // a longer row of numbers
	}
	a := runs[s].digits
	return s + 2, a != "000" && a != "666" && a[0] != '9' && runs[s+1].digits != "00" && runs[s+2].digits != "0000"
}

// niNumber finds a UK National Insurance number around the run s: two prefix
// letters, six digits in one to three groups, a letter A to D (HMRC NIM39110).
func niNumber(runes []rune, runs []digitRun, s int) (from, to int, ok bool) {
	e, n := s, len(runs[s].digits)
	for n < 6 && e+1 < len(runs) && len(runs[e+1].digits) == 2 && len(runs[e].digits) == 2 && joins(runes, runs[e].to, runs[e+1].from) {
		e++
		n += 2
	}
	if n != 6 {
		return 0, 0, false
	}
	i, j := runs[s].from-1, runs[e].to
	if i >= 0 && joins(runes, i, i+1) {
		i--
	}
	if j < len(runes) && joins(runes, j, j+1) {
		j++
	}
	if i < 1 || j >= len(runes) {
		return 0, 0, false
	}
	a, b, c := letter(runes[i-1]), letter(runes[i]), letter(runes[j])
	if strings.ContainsRune("DFIQUV\x00", a) || strings.ContainsRune("DFIQUVO\x00", b) || c < 'A' || c > 'D' ||
		slices.Contains([]string{"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}, string([]rune{a, b})) {
		return 0, 0, false
	}
	if i >= 2 && unicode.IsLetter(runes[i-2]) || j+1 < len(runes) && (unicode.IsLetter(runes[j+1]) || unicode.IsDigit(runes[j+1])) {
		return 0, 0, false
	}
	return i - 1, j + 1, true
}

func letter(r rune) rune {
	r = unicode.ToUpper(plain(r))
	if r < 'A' || r > 'Z' {
		return 0
	}
	return r
}

func onlyDigits(s string) string {
	var b strings.Builder
	for _, r := range s {
		if d, ok := digit(r); ok {
			b.WriteByte(d)
		}
	}
	return b.String()
}
