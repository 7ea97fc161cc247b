package understanding

import (
	"unicode"
	"unicode/utf8"
)

// Only the beginning and the end of a very long text are read: what a person
// asks for stands there, and a pasted megabyte must not hold up the others.
const (
	headRunes = 4000
	tailRunes = 1000
	maxTokens = headRunes + tailRunes + 1 // the end of a long text is always read
)

// token is one word, number or telling symbol.
type token struct {
	text     string // folded: lower case, no accents, no apostrophes, no drawn-out letters
	lower    string // lower case with accents: the language model needs å, æ and ø
	from, to int    // code points of the original text, half open
	clause   int    // sentence-like part
	comma    bool   // a comma, dash or the like stands before it
	quoted   bool   // inside a longer quotation
	shout    bool   // two or more letters, all capitals
	classes  []uint16
	spans    []uint8 // for the last of classes: how many words before this one the fixed expression takes
}

// page is a text made ready for reading.
type page struct {
	runes   []rune // the part that is read
	cut     int    // index in runes where the tail begins, or len(runes)
	skipped int    // code points left out before the tail
	tokens  []token
	ends    []rune // per clause, the mark that ended it: '.', '?', '!', '\n' or 0
	bangs   int
	upper   int
	letters int
}

// at gives the code point of the original text for an index of runes.
func (p *page) at(i int) int {
	if i >= p.cut {
		return i + p.skipped
	}
	return i
}

// window picks the code points that are read: all of a usual text, else the
// first headRunes and the last tailRunes.
func window(text string) (runes []rune, cut, skipped int) {
	if len(text) <= headRunes+tailRunes {
		r := []rune(text)
		return r, len(r), 0
	}
	n := utf8.RuneCountInString(text)
	if n <= headRunes+tailRunes {
		r := []rune(text)
		return r, len(r), 0
	}
	runes = make([]rune, 0, headRunes+tailRunes+1)
	for _, r := range text {
		if len(runes) == headRunes {
			break
		}
		runes = append(runes, r)
	}
	tail := make([]rune, 0, tailRunes)
	for i := len(text); i > 0 && len(tail) < tailRunes; {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		tail = append(tail, r)
		i -= size
	}
	for i, j := 0, len(tail)-1; i < j; i, j = i+1, j-1 {
		tail[i], tail[j] = tail[j], tail[i]
	}
	runes = append(runes, '\n')
	return append(runes, tail...), headRunes + 1, n - headRunes - tailRunes - 1
}

// plain maps full-width forms to ASCII and typographic marks to typed ones, so
// that nobody slips past a detector, or the mask, by choosing another keyboard.
func plain(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r == '’' || r == '‘' || r == '´' || r == '`' || r == 'ʼ':
		return '\''
	case r == '\u00a0' || r == '\u202f' || r == '\u2009' || r == '\u2007' || r == '\u3000':
		return ' '
	case r == '‐' || r == '‑' || r == '‒' || r == '–' || r == '—' || r == '−':
		return '-'
	case r >= 0x0660 && r <= 0x0669:
		return r - 0x0660 + '0'
	case r >= 0x1D7CE && r <= 0x1D7FF:
		return (r-0x1D7CE)%10 + '0'
	}
	return r
}

// unseen reports code points that show nothing: they may hide inside a word.
func unseen(r rune) bool {
	return r == 0xAD || r >= 0x200B && r <= 0x200F || r >= 0x2060 && r <= 0x2064 || r == 0xFEFF ||
		r >= 0xE0000 && r <= 0xE007F || r >= 0xFE00 && r <= 0xFE0F || unicode.Is(unicode.Mn, r)
}

// fold strips the accents that people leave out on a foreign keyboard.
func fold(r rune) rune {
	if r < 0x80 {
		return r
	}
	switch r {
	case 'å', 'ä', 'à', 'á', 'â', 'ã', 'æ':
		return 'a'
	case 'ö', 'ø', 'ò', 'ó', 'ô', 'õ', 'œ':
		return 'o'
	case 'é', 'è', 'ê', 'ë':
		return 'e'
	case 'ü', 'ú', 'ù', 'û':
		return 'u'
	case 'í', 'ì', 'î', 'ï':
		return 'i'
	case 'ñ':
		return 'n'
	case 'ç':
		return 'c'
	case 'ß':
		return 's'
	case 'ý', 'ÿ':
		return 'y'
	}
	return r
}

// foldWord folds a word of the lexicon the same way as a text.
func foldWord(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		if r != '\'' {
			out = append(out, fold(unicode.ToLower(r)))
		}
	}
	return string(out)
}

// telling are the symbols that mean something on their own.
func telling(r rune) bool {
	switch r {
	case '👍', '👎', '🙏', '😡', '🤬', '😠', '😭', '😢', '💀', '🙂', '😊', '❤', '👋':
		return true
	}
	return false
}

// newPage splits a text into tokens and clauses.
func newPage(text string) *page {
	p := &page{}
	p.runes, p.cut, p.skipped = window(text)
	for i, r := range p.runes {
		p.runes[i] = plain(r)
	}
	p.tokens = make([]token, 0, len(p.runes)/5+4)
	clause, comma := 0, false
	started := false // the clause has a word
	for i := 0; i < len(p.runes) && len(p.tokens) < maxTokens; {
		r := p.runes[i]
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			j := p.wordEnd(i)
			t := p.word(i, j)
			t.clause, t.comma = clause, comma
			p.tokens, comma, started = append(p.tokens, t), false, true
			i = j
			continue
		case telling(r):
			p.tokens = append(p.tokens, token{text: string(r), lower: string(r), from: p.at(i), to: p.at(i) + 1, clause: clause, comma: comma})
			comma, started = false, true
		case r == '!' || r == '?' || r == '\n' || r == ';' || r == '.' || r == '…':
			if r == '!' {
				p.bangs++
			}
			if r == '.' && i > 0 && i+1 < len(p.runes) && unicode.IsDigit(p.runes[i-1]) && unicode.IsDigit(p.runes[i+1]) {
				break
			}
			if started {
				p.ends = append(p.ends, r)
				clause, started = clause+1, false
			} else if r == '?' && len(p.ends) > 0 {
				p.ends[len(p.ends)-1] = r
			}
			comma = false
		case r == ',' || r == ':' || r == '(' || r == ')' || r == '-' && (i == 0 || p.runes[i-1] == ' '):
			comma = true
		}
		i++
	}
	p.ends = append(p.ends, 0)
	p.joinSpelled()
	p.markQuotes()
	return p
}

// wordEnd finds the end of the word that starts at i. Apostrophes inside a
// word belong to it; digits and letters part company only in the scanners.
func (p *page) wordEnd(i int) int {
	for i < len(p.runes) {
		r := p.runes[i]
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unseen(r) ||
			r == '\'' && i+1 < len(p.runes) && unicode.IsLetter(p.runes[i+1]) {
			i++
			continue
		}
		break
	}
	return i
}

// word makes the token of runes[i:j].
func (p *page) word(i, j int) token {
	if j-i > 40 {
		j2 := i + 40 // a long run of letters is no word; its start is enough
		t := p.word(i, j2)
		t.to = p.at(j-1) + 1
		return t
	}
	var text, lower [48]rune
	n, m, caps, run := 0, 0, 0, 0
	for _, r := range p.runes[i:j] {
		if unseen(r) || r == '\'' {
			continue
		}
		l := unicode.ToLower(r)
		if unicode.IsLetter(r) {
			p.letters++
			if l != r {
				caps, p.upper = caps+1, p.upper+1
			}
		}
		lower[m] = l
		m++
		f := fold(l)
		if n > 0 && text[n-1] == f && !unicode.IsDigit(f) {
			run++
		} else {
			run = 1
		}
		if run >= 3 { // "pleaaase", "neeej": one letter is left
			if run == 3 {
				n--
			}
			continue
		}
		text[n] = f
		n++
	}
	return token{text: string(text[:n]), lower: string(lower[:m]), from: p.at(i), to: p.at(j-1) + 1, shout: caps >= 2 && caps == m}
}

// joinSpelled makes one word of letters typed apart: "h u m a n".
func (p *page) joinSpelled() {
	out := p.tokens[:0]
	for i := 0; i < len(p.tokens); {
		j := i
		for j < len(p.tokens) && utf8.RuneCountInString(p.tokens[j].text) == 1 && p.tokens[j].clause == p.tokens[i].clause &&
			!p.tokens[j].comma && p.tokens[j].text[0] > '9' {
			j++
		}
		if j-i >= 4 {
			t := p.tokens[i]
			t.to = p.tokens[j-1].to
			t.text, t.lower = "", ""
			for _, u := range p.tokens[i:j] {
				t.text += u.text
				t.lower += u.lower
			}
			out, i = append(out, t), j
			continue
		}
		out = append(out, p.tokens[i])
		i++
	}
	p.tokens = out
}

// markQuotes marks tokens inside a quotation of three words or more, when
// something stands outside it: what a text message said is not what the
// customer says. A message that is all quotation is the customer's own.
func (p *page) markQuotes() {
	var open rune
	from, spans := 0, [][2]int(nil)
	for i, r := range p.runes {
		switch r {
		case '"', '“', '”', '„', '«', '»':
			if open != 0 {
				spans = append(spans, [2]int{p.at(from), p.at(i)})
				open = 0
			} else {
				open, from = r, i
			}
		}
	}
	for _, s := range spans {
		n := 0
		for _, t := range p.tokens {
			if t.from >= s[0] && t.to <= s[1] {
				n++
			}
		}
		if n < 3 || len(p.tokens)-n < 2 {
			continue
		}
		for i := range p.tokens {
			if p.tokens[i].from >= s[0] && p.tokens[i].to <= s[1] {
				p.tokens[i].quoted = true
			}
		}
	}
}

// slice gives the original text between two code points of the page.
func (p *page) slice(from, to int) string {
	a, b := from, to
	if p.skipped > 0 {
		if from >= p.cut+p.skipped {
			a -= p.skipped
		}
		if to > p.cut+p.skipped {
			b -= p.skipped
		}
	}
	a, b = max(0, min(a, len(p.runes))), max(0, min(b, len(p.runes)))
	if a >= b {
		return ""
	}
	return string(p.runes[a:b])
}

// question reports whether the clause ends with a question mark.
func (p *page) question(clause int) bool { return clause < len(p.ends) && p.ends[clause] == '?' }
