package understanding

// tag gives every token its classes, mending spelling where a word is unknown.
// known says which words are ordinary and must not be mended into a cue.
func (g *grammar) tag(tokens []token, known map[string]uint16) {
	for i := range tokens {
		tokens[i].classes = g.wordClasses(tokens[i].text, known)
	}
	for i := range tokens {
		t := &tokens[i]
		n := len(t.classes)
		for _, c := range t.classes[:n] {
			for _, p := range g.phrases[c] {
				if precedes(tokens, i, p.words) {
					t.classes = append(t.classes[:len(t.classes):len(t.classes)], p.class)
					t.spans = append(t.spans, uint8(len(p.words)))
				}
			}
		}
	}
}

func (g *grammar) wordClasses(w string, known map[string]uint16) []uint16 {
	cs := g.exact[w]
	for n := g.minP; n <= g.maxP && n <= len(w); n++ {
		if more, ok := g.prefix[w[:n]]; ok {
			cs = append(cs[:len(cs):len(cs)], more...)
		}
	}
	if len(cs) == 0 && len(w) >= 4 && known[w] < 2 && !ordinary[w] {
		for _, fix := range g.spell.near(w) {
			cs = append(cs[:len(cs):len(cs)], g.exact[fix]...)
		}
	}
	return cs
}

func precedes(tokens []token, i int, words []uint16) bool {
	if i < len(words) {
		return false
	}
	for k, w := range words {
		t := &tokens[i-len(words)+k]
		if !has(t, w) || t.clause != tokens[i].clause {
			return false
		}
	}
	return true
}

// longest is the most words that a fixed expression may reach past a gap.
const longest = 3

// reaches reports a fixed expression of class c that ends at t, whose first
// word stands inside the gap: at least back words long, and at most room.
func reaches(t *token, c uint16, room, back int) bool {
	n := len(t.classes) - len(t.spans)
	for k, s := range t.spans {
		if t.classes[n+k] == c && int(s) >= back && int(s) < room {
			return true
		}
	}
	return false
}

func has(t *token, c uint16) bool {
	for _, x := range t.classes {
		if x == c {
			return true
		}
	}
	return false
}

// find gives every match of a detector's rules.
func (g *grammar) find(name string, p *page) []hit {
	var out []hit
	index := g.byFirst[name]
	for i := range p.tokens {
		for _, c := range p.tokens[i].classes {
			for _, r := range index[c] {
				if p.tokens[i].quoted {
					continue
				}
				if r.start && !g.atStart(p.tokens, i) {
					continue
				}
				if to, ok := g.match(p.tokens, r, 1, i); ok && g.allowed(p, r, i, to) {
					out = append(out, hit{r, i, to})
				}
			}
		}
	}
	return out
}

// match tries the elements from k on, the previous one being at token i.
func (g *grammar) match(tokens []token, r *rule, k, i int) (int, bool) {
	if k == len(r.elems) {
		return i, !r.end || g.atEnd(tokens, i)
	}
	e := r.elems[k]
	last := i + 1 + e.gap
	for j := i + 1; j <= last+longest && j < len(tokens); j++ {
		t := &tokens[j]
		if t.clause != tokens[i].clause {
			break
		}
		if (j <= last && has(t, e.class) || reaches(t, e.class, j-i, j-last)) && (!t.quoted || tokens[i].quoted) {
			if to, ok := g.match(tokens, r, k+1, j); ok {
				return to, true
			}
		}
		if j >= last {
			continue // only a fixed expression that began in time may end later
		}
		if e.np && !has(t, g.np) && !has(t, g.filler) || r.stop && has(t, g.stop) {
			break
		}
	}
	if e.optional {
		return g.match(tokens, r, k+1, i)
	}
	return 0, false
}

func (g *grammar) allowed(p *page, r *rule, from, to int) bool {
	tokens := p.tokens
	if r.short && len(tokens) > 5 {
		return false
	}
	if r.before >= 0 {
		for j := from - 1; j >= 0 && j >= from-4 && tokens[j].clause == tokens[from].clause && !tokens[j+1].comma; j-- {
			if has(&tokens[j], uint16(r.before)) {
				return false
			}
		}
	}
	if r.within >= 0 {
		for j := from; j <= to; j++ {
			if has(&tokens[j], uint16(r.within)) {
				return false
			}
		}
	}
	if r.after >= 0 {
		for j := to + 1; j < len(tokens) && j <= to+4 && tokens[j].clause == tokens[to].clause; j++ {
			if has(&tokens[j], uint16(r.after)) {
				return false
			}
		}
	}
	return true
}

// atStart reports whether only greetings, articles and adjectives stand before i.
func (g *grammar) atStart(tokens []token, i int) bool {
	for j := i - 1; j >= 0 && tokens[j].clause == tokens[i].clause && !tokens[j+1].comma; j-- {
		if !has(&tokens[j], g.filler) && !has(&tokens[j], g.np) {
			return false
		}
	}
	return true
}

func (g *grammar) atEnd(tokens []token, i int) bool {
	for j := i + 1; j < len(tokens) && tokens[j].clause == tokens[i].clause && !tokens[j].comma; j++ {
		if !has(&tokens[j], g.filler) {
			return false
		}
	}
	return true
}
