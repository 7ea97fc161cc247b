package understanding

import (
	"strings"
	"unicode"
)

// longNumbers finds phone numbers, card numbers and invoice or OCR numbers
// among digits in groups.
func (f *finder) longNumbers() {
	for i := 0; i < len(f.lex); i++ {
		if f.lex[i].kind != 'n' || f.lex[i].taken {
			continue
		}
		if f.lastFour(i) {
			continue
		}
		j, digits, joined := f.group(i)
		plus := i > 0 && f.lex[i-1].text == "+" && !f.lex[i].gap
		switch {
		case f.taxNumber(i):
			f.lex[i].taken, f.lex[min(i+2, len(f.lex)-1)].taken = true, true
			i += 2
		case isPersonnummer(digits) && len(digits) == 12:
			for k := i; k < j; k++ {
				f.lex[k].taken = true
			}
		case plus && len(digits) >= 8 && len(digits) <= 15:
			f.emit(Phone, i-1, j, "+"+digits)
			i = j - 1
		case digits[0] == '0' && len(digits) >= 8 && len(digits) <= 13 && (!f.cued(i) || f.mobile(i, digits)):
			f.emit(Phone, i, j, digits)
			i = j - 1
		case f.usPhone(i):
			f.emit(Phone, i, i+5, f.lex[i].text+f.lex[i+2].text+f.lex[i+4].text)
			i += 4
		case isCard(digits) && !f.cued(i):
			f.emit(CardLast4, i, j, digits[len(digits)-4:])
			i = j - 1
		case !joined && len(digits) >= 8 && len(digits) <= 25 && (luhn(digits) || f.cued(i)):
			f.emit(Reference, i, i+1, digits)
		}
	}
}

// group joins digits that stand in groups of two to six, as people write
// phone and card numbers.
func (f *finder) group(i int) (next int, digits string, joined bool) {
	digits, next = f.lex[i].text, i+1
	for next < len(f.lex) && len(digits) < 20 {
		k := next
		if f.near(k, 's', "-", ".") {
			k++
		}
		if !f.is(k, 'n') || len(f.lex[k].text) < 2 || len(f.lex[k].text) > 6 || k == next && f.lex[k].from != f.lex[k-1].to+1 || k > next && f.lex[k].gap {
			break
		}
		digits, next, joined = digits+f.lex[k].text, k+1, true
	}
	if digits[0] != '0' && !(i > 0 && f.lex[i-1].text == "+") && !isCard(digits) {
		return i + 1, f.lex[i].text, false
	}
	return next, digits, joined
}

func (f *finder) usPhone(i int) bool {
	return len(f.lex[i].text) == 3 && f.near(i+1, 's', "-", ".") && f.near(i+2, 'n') && len(f.lex[i+2].text) == 3 &&
		f.near(i+3, 's', "-", ".") && f.near(i+4, 'n') && len(f.lex[i+4].text) == 4
}

// taxNumber: a personnummer with its separator is nobody's reference.
func (f *finder) taxNumber(i int) bool {
	return (len(f.lex[i].text) == 6 || len(f.lex[i].text) == 8) && f.near(i+1, 's', "-", "+") && f.near(i+2, 'n') && len(f.lex[i+2].text) == 4 &&
		isPersonnummer(f.lex[i].text+f.lex[i+2].text)
}

var cueWords = words("invoice order ordernummer fakturanummer ordernr fakturanr faktura fakturan reference ref referens referensnummer ocr ocrnummer number nummer nr kvitto receipt beställning beställningsnummer ordern case ärende ärendenummer id booking bokning inv bill räkning räkningen kundnummer kundnr kundnumret")

// cued: a word shortly before says that this is a reference.
func (f *finder) cued(i int) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		if f.lex[k].kind == 'w' && cueWords[f.lex[k].text] {
			return true
		}
	}
	return false
}

// mobile: a Swedish mobile number after "my number is", where no word says that
// it is an order's or an invoice's.
func (f *finder) mobile(i int, digits string) bool {
	if len(digits) != 10 || digits[1] != '7' {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		if f.lex[k].kind == 'w' && cueWords[f.lex[k].text] {
			return f.lex[k].text == "number" || f.lex[k].text == "nummer" || f.lex[k].text == "nr"
		}
	}
	return false
}

// lastFour reads "ending in 1234", "slutar på 1234", "card 1234", "•••• 1234".
func (f *finder) lastFour(i int) bool {
	if len(f.lex[i].text) != 4 || i == 0 {
		return false
	}
	k := i - 1
	for k > 0 && f.is(k, 'w', "in", "with", "pa", "med", "the", "is", "ar", "number", "nummer", "digits", "siffrorna", "are", "four", "fyra") {
		k--
	}
	cue := f.is(k, 'w', "ending", "ends", "ended", "slutar", "slutande", "card", "kort", "kortet", "slutsiffror", "slutsiffra", "slutsiffrorna", "last", "sista", "visa", "mastercard") ||
		f.lex[i-1].kind == 's' && strings.Contains("•*·", f.lex[i-1].text) || f.is(i-1, 'w', "x", "xx", "xxx", "xxxx")
	if !cue || f.is(i+1, 'w', "kr", "kronor", "sek", "pounds", "dollars") {
		return false
	}
	if f.near(i+1, 'n') || f.is(i+1, 'n') && len(f.lex[i+1].text) == 4 {
		return false
	}
	f.emit(CardLast4, i, i+1, f.lex[i].text)
	return true
}

// codes finds "R-77", "INV-2931", "#1234", "AB12345", "order 88213".
func (f *finder) codes() {
	for i := 0; i < len(f.lex); i++ {
		switch {
		case f.is(i, 's', "#") && f.near(i+1, 'n') && len(f.lex[i+1].text) <= 25:
			f.emit(Reference, i+1, i+2, f.lex[i+1].text)
		case f.is(i, 'w') && len(f.lex[i].text) <= 5 && f.near(i+1, 's', "-") && f.near(i+2, 'n') && !f.joinedBefore(i):
			j := i + 3
			for f.near(j, 's', "-") && f.near(j+1, 'n') {
				j += 2
			}
			f.emit(Reference, i, j, f.upper(i, j))
			i = j - 1
		case f.is(i, 'w') && len(f.lex[i].text) <= 4 && f.near(i+1, 'n') && len(f.lex[i+1].text) >= 4 && !f.joinedBefore(i) && currencyOf[f.lex[i].text].code == "":
			j := i + 2
			f.emit(Reference, i, j, f.upper(i, j))
			i = j - 1
		case f.is(i, 'n') && len(f.lex[i].text) >= 4 && len(f.lex[i].text) <= 25 && f.cuedClose(i):
			f.emit(Reference, i, i+1, f.lex[i].text)
		}
	}
}

func (f *finder) joinedBefore(i int) bool {
	return i > 0 && !f.lex[i].gap && f.lex[i-1].kind != 's'
}

// cuedClose: the cue stands right before, and no currency follows.
func (f *finder) cuedClose(i int) bool {
	k := i - 1
	for k >= 0 && (f.lex[k].kind == 's' && strings.Contains(":.-#", f.lex[k].text) || f.is(k, 'w', "nr", "no", "number", "nummer", "is", "ar")) && k > i-4 {
		if f.is(k, 'w', "nr", "no", "nummer", "number") && (k == 0 || !f.in(k-1, cueWords)) {
			break
		}
		k--
	}
	if k < 0 || !f.in(k, cueWords) {
		return false
	}
	if i+1 < len(f.lex) && (currencyOf[f.lex[i+1].text].code != "" || !f.lex[i+1].gap && strings.Contains(",.:/-", f.lex[i+1].text) && f.near(i+2, 'n')) {
		return false
	}
	return !(len(f.lex[i].text) == 4 && f.lex[i].text[:2] == "20" && f.is(i-1, 'w', "faktura", "bill"))
}

func (f *finder) upper(i, j int) string {
	return strings.ToUpper(string(f.p.runes[f.lex[i].from:f.lex[j-1].to]))
}

// emails finds name@host.
func (f *finder) emails() {
	r := f.p.runes
	part := func(c rune) bool {
		return unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune("._%+-", c)
	}
	for i, c := range r {
		if c != '@' {
			continue
		}
		a, b := i, i+1
		for a > 0 && i-a < 64 && part(r[a-1]) {
			a--
		}
		for b < len(r) && b-i < 80 && part(r[b]) {
			b++
		}
		for b > i+1 && !unicode.IsLetter(r[b-1]) && !unicode.IsDigit(r[b-1]) {
			b--
		}
		host := string(r[i+1 : b])
		if a == i || !strings.Contains(strings.Trim(host, "."), ".") {
			continue
		}
		from, to := -1, -1
		for k := range f.lex {
			if f.lex[k].from >= a && f.lex[k].to <= b {
				if from < 0 {
					from = k
				}
				to = k + 1
			}
		}
		if from >= 0 {
			f.emit(Email, from, to, strings.ToLower(string(r[a:b])))
		}
	}
}

var commonNames = words("ab the and of store shop online inc ltd gmbh sverige sweden group com se company nordic butik och co as oy www")

// maxNames bounds the merchants that are looked for.
const maxNames = 500

// merchants finds the customer's own merchants, forgiving a typo or two.
func (f *finder) merchants() {
	for _, name := range f.c.Names[:min(len(f.c.Names), maxNames)] {
		want := lexemes([]rune(name))
		key := -1
		for k, w := range want {
			if w.kind == 'w' && len(w.text) >= 2 && !commonNames[w.text] {
				key = k
				break
			}
		}
		if f.glued(name, want) || key < 0 {
			continue
		}
		for i := range f.lex {
			if !f.is(i, 'w') || !alike(f.lex[i].text, want[key].text) {
				continue
			}
			j, k := i+1, key+1
			for j < len(f.lex) && k < len(want) && f.is(j, want[k].kind) && alike(f.lex[j].text, want[k].text) {
				j, k = j+1, k+1
			}
			f.emit(Merchant, i, j, name)
			break
		}
	}
}

// glued finds a name written with other spaces and marks ("net on net"), and
// names of single letters with theirs ("H&M", but not the sigh "hm").
func (f *finder) glued(name string, want []lexeme) bool {
	whole := bare(want)
	if len(whole) < 2 || len(want) == 1 && len(whole) < 6 {
		return false
	}
	for i := range f.lex {
		if !f.is(i, 'w') && !f.is(i, 'n') || !strings.HasPrefix(whole, f.lex[i].text) {
			continue
		}
		for j := i + 2; j <= len(f.lex) && j <= i+6 && !f.lex[j-1].taken; j++ {
			got := bare(f.lex[i:j])
			if len(got) > len(whole) {
				break
			}
			if got == whole && (len(whole) >= 5 || j-i == len(want)) {
				f.emit(Merchant, i, j, name)
				return true
			}
		}
	}
	return false
}

// bare is the letters and digits of some lexemes without what parts them.
func bare(lex []lexeme) string {
	out := ""
	for _, l := range lex {
		if l.kind != 's' {
			out += l.text
		}
	}
	return out
}

// alike allows one slip in a word of five letters, two in one of nine, and the
// genitive ("Elgigantens").
func alike(got, want string) bool {
	if got == want {
		return true
	}
	n := 0
	switch {
	case len(want) >= 9:
		n = 2
	case len(want) >= 5:
		n = 1
	}
	if n == 0 || got[0] != want[0] || abs(len(got)-len(want)) > n {
		return len(want) >= 3 && got == want+"s"
	}
	return distance(got, want, n) <= n || got == want+"s"
}
