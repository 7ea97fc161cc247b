package understanding

import (
	"fmt"
	"strconv"
	"strings"
)

// The cue grammar. A rule is a line of elements; an element is a choice of
// words (talk|speak), a named set (@talk), a beginning (bedrag*) or a fixed
// expression (customer_service; only its first word counts against the gap).
//
//	~3   up to three other words may stand between
//	=3   the same, but only articles, adjectives and fillers
//	^ $  beginning and end of the clause, leaving out greetings and fillers
//	x?   may be missing
//	-before X   none of X in the four words before
//	-after X    none of X in the four words after
//	-within X   none of X inside the match
//	!far        a gap may cross "my", "about" and the like
//	!short      only in a message of at most five words
//	!keep       counts even where a wish would be denied ("I don't want a bot")
type rule struct {
	label  string // section of the rule file, such as "certain"
	first  uint16
	elems  []elem
	start  bool // ^
	end    bool // $
	before int  // class index, -1 none
	after  int
	within int
	keep   bool
	far    bool
	short  bool
	stop   bool // no gap crosses "about", "my" and the like
}

type elem struct {
	class    uint16
	gap      int  // words that may stand before it
	np       bool // only noun-phrase words in the gap
	optional bool
}

// hit is one rule that matched tokens[from..to].
type hit struct {
	rule     *rule
	from, to int
}

// grammar is the compiled rules of all detectors over one shared lexicon.
type grammar struct {
	exact   map[string][]uint16
	prefix  map[string][]uint16
	phrases map[uint16][]phraseEntry // by the class of the last word
	spell   *speller
	sets    map[string]string
	classes map[string]uint16
	rules   map[string][]rule // per detector
	byFirst map[string]map[uint16][]*rule
	np      uint16
	filler  uint16
	stop    uint16
	kin     uint16 // family words: bereavement asks whether somebody died, or a phone
	minP    int
	maxP    int
}

// phraseEntry is a fixed expression; its words are classes of their own, so
// that a slip in one of them is mended too.
type phraseEntry struct {
	words []uint16 // all but the last
	class uint16
}

// newGrammar compiles named sets and the rules of each detector.
func newGrammar(sets string, rules map[string]string) (*grammar, error) {
	g := &grammar{exact: map[string][]uint16{}, prefix: map[string][]uint16{}, phrases: map[uint16][]phraseEntry{},
		sets: map[string]string{}, classes: map[string]uint16{}, rules: map[string][]rule{},
		byFirst: map[string]map[uint16][]*rule{}, minP: 99}
	for _, line := range strings.Split(sets, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, words, ok := strings.Cut(line, ":")
		if !ok || name == "" || name[0] != '@' {
			return nil, fmt.Errorf("understanding: set %q has no name", line)
		}
		g.sets[name] += " " + words
	}
	var err error
	for _, need := range []struct {
		at   *uint16
		name string
	}{{&g.np, "@np"}, {&g.filler, "@filler"}, {&g.stop, "@stop"}, {&g.kin, "@family"}} {
		if *need.at, err = g.class(need.name); err != nil {
			return nil, err
		}
	}
	for _, name := range sortedKeys(rules) {
		if err := g.addRules(name, rules[name]); err != nil {
			return nil, err
		}
	}
	words := make([]string, 0, len(g.exact))
	for _, w := range sortedKeys(g.exact) {
		words = append(words, w)
	}
	g.spell = newSpeller(words)
	return g, nil
}

// class gives the number of an element's choice of words, adding its words to
// the lexicon the first time.
func (g *grammar) class(element string) (uint16, error) {
	if c, ok := g.classes[element]; ok {
		return c, nil
	}
	c := uint16(len(g.classes) + 1)
	g.classes[element] = c
	return c, g.fill(c, element, 0)
}

func (g *grammar) fill(c uint16, element string, depth int) error {
	if depth > 6 {
		return fmt.Errorf("understanding: set %q contains itself", element)
	}
	for _, w := range strings.Split(element, "|") {
		switch {
		case strings.HasPrefix(w, "@"):
			words, ok := g.sets[w]
			if !ok {
				return fmt.Errorf("understanding: unknown set %q", w)
			}
			for _, v := range strings.Fields(words) {
				if err := g.fill(c, v, depth+1); err != nil {
					return err
				}
			}
		case strings.HasSuffix(w, "*"):
			k := foldWord(strings.TrimSuffix(w, "*"))
			g.prefix[k] = appendOnce(g.prefix[k], c)
			g.minP, g.maxP = min(g.minP, len(k)), max(g.maxP, len(k))
		case strings.Contains(w, "_"):
			parts := strings.Split(foldWord(w), "_")
			classes := make([]uint16, len(parts))
			for i, w := range parts {
				classes[i] = g.part(w)
			}
			last := classes[len(classes)-1]
			g.phrases[last] = append(g.phrases[last], phraseEntry{classes[:len(classes)-1], c})
		case w == "":
			return fmt.Errorf("understanding: empty word in %q", element)
		default:
			k := foldWord(w)
			g.exact[k] = appendOnce(g.exact[k], c)
		}
	}
	return nil
}

// part gives a word of a fixed expression its own class.
func (g *grammar) part(w string) uint16 {
	key := "=" + w
	c, ok := g.classes[key]
	if !ok {
		c = uint16(len(g.classes) + 1)
		g.classes[key] = c
		g.exact[w] = appendOnce(g.exact[w], c)
	}
	return c
}

func appendOnce(s []uint16, c uint16) []uint16 {
	for _, x := range s {
		if x == c {
			return s
		}
	}
	return append(s, c)
}

// addRules compiles the rule file of one detector.
func (g *grammar) addRules(name, text string) error {
	label := string(Certain)
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '[' {
			label = strings.Trim(line, "[]")
			continue
		}
		r, err := g.parseRule(line)
		if err != nil {
			return fmt.Errorf("%s rule line %d: %w", name, n+1, err)
		}
		r.label, r.stop = label, !r.far && (name == detectHuman || name == detectAreYou)
		g.rules[name] = append(g.rules[name], r)
	}
	g.byFirst[name] = map[uint16][]*rule{}
	for i := range g.rules[name] {
		r := &g.rules[name][i]
		g.byFirst[name][r.first] = append(g.byFirst[name][r.first], r)
	}
	return nil
}

func (g *grammar) parseRule(line string) (rule, error) {
	r := rule{before: -1, after: -1, within: -1}
	gap, np := 0, false
	words := strings.Fields(line)
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch {
		case w == "^":
			r.start = true
		case w == "$":
			r.end = true
		case w == "!keep":
			r.keep = true
		case w == "!short":
			r.short = true
		case w == "!far":
			r.far = true
		case w == "-before" || w == "-after" || w == "-within":
			if i+1 == len(words) {
				return r, fmt.Errorf("%q names nothing", w)
			}
			c, err := g.class(words[i+1])
			if err != nil {
				return r, err
			}
			switch w {
			case "-before":
				r.before = int(c)
			case "-after":
				r.after = int(c)
			default:
				r.within = int(c)
			}
			i++
		case w[0] == '~' || w[0] == '=':
			n, err := strconv.Atoi(w[1:])
			if err != nil {
				return r, fmt.Errorf("gap %q", w)
			}
			gap, np = n, w[0] == '='
		default:
			optional := strings.HasSuffix(w, "?")
			c, err := g.class(strings.TrimSuffix(w, "?"))
			if err != nil {
				return r, err
			}
			r.elems = append(r.elems, elem{c, gap, np, optional})
			gap, np = 0, false
		}
	}
	if len(r.elems) == 0 || r.elems[0].optional {
		return r, fmt.Errorf("%q has no first word", line)
	}
	r.first = r.elems[0].class
	return r, nil
}
