package understanding

import (
	"slices"
	"strings"
	"unicode"
)

// lexeme is a run of digits, a run of letters, or one mark: the grain at which
// amounts, dates and numbers are read ("28:e" is three of them).
type lexeme struct {
	kind     byte   // 'n' digits, 'w' letters, 's' a mark
	text     string // folded
	from, to int    // indexes of page.runes
	gap      bool   // a space or line stands before it
	taken    bool   // an entity holds it
}

// finder collects the entities of one page.
type finder struct {
	p     *page
	c     Context
	lang  string
	lex   []lexeme
	found []Entity
	today day
	past  bool // the text tells of something that has been
}

const maxLexemes = 2500

func lexemes(runes []rune) []lexeme {
	out := make([]lexeme, 0, len(runes)/4+4)
	gap := true
	for i := 0; i < len(runes) && len(out) < maxLexemes; {
		r := runes[i]
		switch {
		case unicode.IsSpace(r):
			gap = true
			i++
		case unseen(r):
			i++
		case r >= '0' && r <= '9':
			j := i
			for j < len(runes) && runes[j] >= '0' && runes[j] <= '9' {
				j++
			}
			out = append(out, lexeme{'n', string(runes[i:j]), i, j, gap, false})
			gap, i = false, j
		case unicode.IsLetter(r):
			j := i
			var w [40]rune
			n := 0
			for j < len(runes) && (unicode.IsLetter(runes[j]) || unicode.Is(unicode.Mn, runes[j])) {
				if n < len(w) && unicode.IsLetter(runes[j]) {
					w[n] = fold(unicode.ToLower(runes[j]))
					n++
				}
				j++
			}
			out = append(out, lexeme{'w', string(w[:n]), i, j, gap, false})
			gap, i = false, j
		default:
			out = append(out, lexeme{'s', string(r), i, i + 1, gap, false})
			gap = false
			i++
		}
	}
	return out
}

// entities finds everything that the text names, in the order of the text.
func entities(p *page, c Context, lang string) []Entity {
	f := &finder{p: p, c: c, lang: lang, lex: lexemes(p.runes)}
	f.today, _ = parseDay(c.Today)
	digits := false
	for _, l := range f.lex {
		f.past = f.past || l.kind == 'w' && pastWords[l.text]
		digits = digits || l.kind == 'n'
	}
	if digits {
		f.emails()
		f.longNumbers()
		f.codes()
	} else {
		f.emails()
	}
	f.times()
	f.dates()
	f.amounts()
	f.ordinals()
	f.spans()
	f.numbers()
	f.merchants()
	slices.SortStableFunc(f.found, func(a, b Entity) int {
		if a.From != b.From {
			return a.From - b.From
		}
		return b.To - a.To
	})
	return f.found
}

// is reports a lexeme of a kind; any of the texts, when given.
func (f *finder) is(i int, kind byte, texts ...string) bool {
	if i < 0 || i >= len(f.lex) || f.lex[i].kind != kind || f.lex[i].taken {
		return false
	}
	return len(texts) == 0 || slices.Contains(texts, f.lex[i].text)
}

// near is is, with nothing between i and the lexeme before it.
func (f *finder) near(i int, kind byte, texts ...string) bool {
	return f.is(i, kind, texts...) && !f.lex[i].gap
}

// in reports a word from a set.
func (f *finder) in(i int, set map[string]bool) bool {
	return f.is(i, 'w') && set[f.lex[i].text]
}

// emit takes the lexemes [i, j) as one entity.
func (f *finder) emit(kind EntityKind, i, j int, value string) *Entity {
	for k := i; k < j; k++ {
		f.lex[k].taken = true
	}
	from, to := f.lex[i].from, f.lex[j-1].to
	f.found = append(f.found, Entity{Kind: kind, Text: string(f.p.runes[from:to]), From: f.p.at(from), To: f.p.at(to-1) + 1, Value: value})
	return &f.found[len(f.found)-1]
}

// number reads digits as an int; ok is false when there are more than four.
func (f *finder) number(i int) (int, bool) {
	if !f.is(i, 'n') || len(f.lex[i].text) > 4 {
		return 0, false
	}
	n := 0
	for _, c := range f.lex[i].text {
		n = n*10 + int(c-'0')
	}
	return n, true
}

var units = map[string]int{"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	"noll": 0, "en": 1, "ett": 1, "tva": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "atta": 8, "nio": 9, "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17, "arton": 18, "nitton": 19, "tjugo": 20, "tjuo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "attio": 80, "nittio": 90}

var scales = map[string]int{"hundred": 100, "thousand": 1000, "grand": 1000, "hundra": 100, "tusen": 1000}

// spoken reads a number in words from i on: "two hundred and fifty",
// "tvåhundrafemtio", "a hundred". next is i when there is none.
func (f *finder) spoken(i int) (n, next int) {
	total, part, j := 0, 0, i
	scaled, any := false, false
	for f.is(j, 'w') && j < i+8 {
		w := f.lex[j].text
		if v, ok := units[w]; ok {
			if part%100 != 0 && !(part%100 >= 20 && part%10 == 0 && v < 10) {
				break
			}
			part += v
		} else if s, ok := scales[w]; ok && (any || w != "grand") {
			part = max(part, 1) * s
			if s == 1000 {
				total, part = total+part, 0
			}
			scaled = true
		} else if v, ok := compound(w); ok {
			part += v
			scaled = true
		} else if (w == "and" || w == "och") && any && scaled && j+1 < len(f.lex) && f.isNumberWord(j+1) {
			j++
			continue
		} else if (w == "a" || w == "an") && !any && j+1 < len(f.lex) && scales[f.lex[j+1].text] > 0 {
			j++
			continue
		} else if w == "par" && j > i && f.is(j+1, 'w') && scales[f.lex[j+1].text] > 0 {
			part = 2
		} else {
			break
		}
		any = true
		j++
		if f.is(j, 's', "-") && f.near(j, 's') && f.isNumberWord(j+1) {
			j++
		}
	}
	if !any {
		return 0, i
	}
	return total + part, j
}

func (f *finder) isNumberWord(i int) bool {
	if !f.is(i, 'w') {
		return false
	}
	_, ok := units[f.lex[i].text]
	if !ok {
		_, ok = compound(f.lex[i].text)
	}
	return ok
}

// compound reads a Swedish number written in one word: "tvåhundrafemtio".
func compound(w string) (int, bool) {
	if !madeOfNumbers(w) {
		return 0, false
	}
	total, part, parts := 0, 0, 0
	for w != "" {
		if len(w) >= 6 && w[:6] == "hundra" {
			part, w = max(part, 1)*100, w[6:]
			parts++
			continue
		}
		if len(w) >= 5 && w[:5] == "tusen" {
			total, part, w = total+max(part, 1)*1000, 0, w[5:]
			parts++
			continue
		}
		best, value := 0, 0
		for u, v := range units {
			if len(u) > best && len(u) <= len(w) && w[:len(u)] == u {
				best, value = len(u), v
			}
		}
		if best == 0 || parts > 8 {
			return 0, false
		}
		part, w = part+value, w[best:]
		parts++
	}
	return total + part, parts >= 2
}

// madeOfNumbers spares ordinary words the search.
func madeOfNumbers(w string) bool {
	if len(w) < 6 || len(w) > 36 {
		return false
	}
	if strings.Contains(w, "hundra") || strings.Contains(w, "tusen") {
		return true
	}
	for _, t := range [...]string{"tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "attio", "nittio"} {
		if strings.HasPrefix(w, t) {
			return true
		}
	}
	return false
}
