package knowledge

import (
	"math"
	"slices"
	"strings"
)

// BM25F: Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple
// weighted fields" (CIKM 2004). Weights and lengths per field, one saturation.
const (
	saturation = 4.0 // k1; higher than for plain text, since boosts make frequencies large
	titleBoost = 4.0
	headBoost  = 2.0
	askBoost   = 1.5
	bodyBoost  = 1.0
	titleNorm  = 0.2 // b: a title's or heading's length says little
	headNorm   = 0.3
	askNorm    = 0.3
	bodyNorm   = 0.6
	partWeight = 0.5 // a part of a compound against the whole word
)

// posting is how much a document is about a term, already divided by lengths.
type posting struct {
	doc int
	tf  float64
}

// bag is one ranked collection: the articles, or their passages.
type bag struct {
	n     int
	lists map[string][]posting
}

// passageRef is a passage and the article that it is of.
type passageRef struct{ article, passage int }

// shelf is all of one language.
type shelf struct {
	sp        speech
	articles  []Article
	refs      []passageRef
	first     []int                // the first ref of each article
	titles    []map[string]float64 // the terms of each title
	whole     bag                  // articles
	elsewhere *strings.Replacer    // takes out the quoted titles of other articles
	signs     bag                  // articles by title and headings alone: what they say they are about
	part      bag                  // passages
	asked     bag                  // customers' own ways to ask, one by one
	askedOf   []int                // the article of each
	lines     bag                  // titles, headings and those questions, one by one
	linesOf   []int                // the article of each
	cut       compounds
	synonyms  map[string][]meaning // by the first stem of the phrase
	foreign   map[string][]phrase  // by the first stem of the phrase
	named     map[string]bool      // terms of some title
	known     map[string]bool      // stems of all those words
	near      map[rune][]spelling  // by first letter, for slips of the finger
}

// meaning is a phrase and the phrases that may be meant by it.
type meaning struct {
	said   phrase
	others []phrase
	kinds  []phrase // that it is a kind of
}

// Index is what can be searched on one day in one market. It never changes.
type Index struct {
	shelves map[string]*shelf
	figures map[string][]Figure
}

// NewIndex indexes the articles of a market (or of all) that are valid on a
// day, YYYY-MM-DD. Build a new one when the day or the content changes.
func NewIndex(a Articles, market, day string) *Index {
	x := &Index{shelves: map[string]*shelf{}, figures: map[string][]Figure{}}
	for _, art := range a.All {
		if !art.ValidOn(day) || art.Market != market && art.Market != "all" {
			continue
		}
		s := x.shelves[art.Language]
		if s == nil {
			s = &shelf{sp: speeches[art.Language]}
			x.shelves[art.Language] = s
		}
		s.articles = append(s.articles, art)
		x.figures[art.ID] = mergeFigures(x.figures[art.ID], articleFigures(art))
	}
	for lang, s := range x.shelves {
		s.build(a.synonyms[lang], a.foreign[lang])
	}
	return x
}

// Article returns an article that is in the index.
func (x *Index) Article(language, id string) (Article, bool) {
	if s := x.shelves[language]; s != nil {
		for _, a := range s.articles {
			if a.ID == id {
				return a, true
			}
		}
	}
	return Article{}, false
}

// Articles lists the articles of a language, by id.
func (x *Index) Articles(language string) []Article {
	if s := x.shelves[language]; s != nil {
		return slices.Clone(s.articles)
	}
	return nil
}

func (s *shelf) build(list []synonym, foreign []phrase) {
	var titles []string
	for _, a := range s.articles { // "see that" is not about that
		titles = append(titles, "”"+a.Title+"”", "", `"`+a.Title+`"`, "", "“"+a.Title+"”", "")
	}
	s.elsewhere = strings.NewReplacer(titles...)
	s.cut = compounds{sp: s.sp, known: map[string]bool{}}
	for _, a := range s.articles {
		for _, text := range a.allTexts() {
			for _, t := range s.sp.terms(text) {
				s.cut.known[t] = true
			}
		}
	}
	cache := map[string][]string{}
	if s.sp.compounds {
		for _, a := range s.articles {
			for _, text := range a.allTexts() {
				for _, w := range words(text) {
					if _, done := cache[w]; !done {
						cache[w] = s.cut.parts(w)
					}
				}
			}
		}
	}
	s.cut.cache = cache // written here only: searching reads it
	s.synonyms = map[string][]meaning{}
	for _, y := range list {
		for _, p := range y.from {
			m := meaning{said: p, others: y.to}
			if y.kind {
				m.others, m.kinds = nil, y.to
			}
			s.synonyms[p.stems[0]] = append(s.synonyms[p.stems[0]], m)
		}
		for _, p := range y.to { // to be found in articles, whoever may ask for it
			s.synonyms[p.stems[0]] = append(s.synonyms[p.stems[0]], meaning{said: p})
		}
	}
	s.foreign = map[string][]phrase{}
	said := s.said()
	for _, p := range foreign {
		ours := func(w string) bool { return s.sp.same(w, p.words[0]) }
		if len(p.stems) > 1 || !slices.ContainsFunc(said[p.stems[0]], ours) { // what an article says is ours after all
			s.foreign[p.stems[0]] = append(s.foreign[p.stems[0]], p)
		}
	}
	s.shelve()
	s.learn()
}

// said is every word of the articles, by its stem.
func (s *shelf) said() map[string][]string {
	seen, out := map[string]bool{}, map[string][]string{}
	for _, a := range s.articles {
		for _, text := range a.allTexts() {
			for _, w := range words(text) {
				if !seen[w] {
					seen[w] = true
					out[s.sp.stem(w)] = append(out[s.sp.stem(w)], w)
				}
			}
		}
	}
	return out
}

// shelve makes the ranked collections.
func (s *shelf) shelve() {
	var docs, signs, parts, asked, lines []document
	s.named = map[string]bool{}
	for i, a := range s.articles {
		s.first = append(s.first, len(s.refs))
		whole := document{title: s.weigh(a.Title), head: map[string]float64{}, body: map[string]float64{}}
		heading := ""
		for j, p := range a.Passages {
			d := document{title: s.weigh(a.Title), head: s.weigh(p.Heading), body: s.weigh(p.Text(0, len(p.Sentences)))}
			if p.Heading != heading {
				add(whole.head, d.head)
				heading = p.Heading
			}
			add(whole.body, d.body)
			d.title = nil // the article's score has it; here it would make all passages alike
			parts = append(parts, d)
			s.refs = append(s.refs, passageRef{i, j})
		}
		for _, line := range a.lines() {
			lines = append(lines, document{body: s.weigh(line)})
			s.linesOf = append(s.linesOf, i)
		}
		whole.asked = map[string]float64{}
		for _, q := range a.Asked {
			w := s.weigh(q)
			add(whole.asked, w)
			asked = append(asked, document{body: w})
			s.askedOf = append(s.askedOf, i)
		}
		docs = append(docs, whole)
		s.titles = append(s.titles, whole.title)
		for t := range whole.title {
			s.named[t] = true
		}
		signs = append(signs, document{title: whole.title, head: whole.head, asked: whole.asked})
	}
	s.whole, s.signs, s.part, s.asked, s.lines = newBag(docs), newBag(signs), newBag(parts), newBag(asked), newBag(lines)
}

// lines are what an article says it is about, one by one.
func (a Article) lines() []string {
	out := append([]string{a.Title}, a.Asked...)
	for i, p := range a.Passages {
		if p.Heading != "" && (i == 0 || p.Heading != a.Passages[i-1].Heading) {
			out = append(out, p.Heading)
		}
	}
	return out
}

// texts are all headings and passages.
func (a Article) texts() []string {
	var out []string
	for _, p := range a.Passages {
		out = append(out, p.Heading, p.Text(0, len(p.Sentences)))
	}
	return out
}

// allTexts is everything that is searched.
func (a Article) allTexts() []string { return append(append(a.texts(), a.Title), a.Asked...) }

// weigh counts a text's terms; the parts of compounds count less, and phrases
// that the synonyms name are terms of their own.
func (s *shelf) weigh(text string) map[string]float64 {
	m := map[string]float64{}
	list := words(s.elsewhere.Replace(text))
	stems := make([]string, len(list))
	for i, w := range list {
		stems[i] = s.sp.stem(w)
		t := s.sp.term(w)
		if t == "" {
			continue
		}
		m[t]++
		if s.sp.compounds {
			for _, p := range s.cut.parts(w) {
				m[p] += partWeight
			}
		}
	}
	for i := range stems {
		seen := ""
		for _, y := range s.synonyms[stems[i]] {
			if n := len(y.said.stems); n > 1 && n <= len(stems)-i && slices.Equal(y.said.stems, stems[i:i+n]) {
				if t := y.said.joined(); !strings.Contains(seen, "|"+t+"|") {
					m[t]++
					seen += "|" + t + "|"
				}
			}
		}
	}
	return m
}

func add(to, from map[string]float64) {
	for t, n := range from {
		to[t] += n
	}
}

// document is one unit to be ranked, by field.
type document struct{ title, head, asked, body map[string]float64 }

func newBag(docs []document) bag {
	b := bag{n: len(docs), lists: map[string][]posting{}}
	fields := []struct {
		of          func(document) map[string]float64
		boost, norm float64
	}{
		{func(d document) map[string]float64 { return d.title }, titleBoost, titleNorm},
		{func(d document) map[string]float64 { return d.head }, headBoost, headNorm},
		{func(d document) map[string]float64 { return d.asked }, askBoost, askNorm},
		{func(d document) map[string]float64 { return d.body }, bodyBoost, bodyNorm},
	}
	sums := make([]map[string]float64, len(docs))
	for i := range docs {
		sums[i] = map[string]float64{}
	}
	for _, f := range fields {
		var total float64
		lengths := make([]float64, len(docs))
		for i, d := range docs {
			for _, t := range sortedKeys(f.of(d)) {
				lengths[i] += f.of(d)[t]
			}
			total += lengths[i]
		}
		for i, d := range docs {
			for t, n := range f.of(d) { // total > 0 where there is a term
				sums[i][t] += f.boost * n / (1 - f.norm + f.norm*lengths[i]*float64(len(docs))/total)
			}
		}
	}
	for i, m := range sums {
		for _, t := range sortedKeys(m) {
			b.lists[t] = append(b.lists[t], posting{i, m[t]})
		}
	}
	return b
}

// sortedKeys makes sums of floats come out the same each time.
func sortedKeys(m map[string]float64) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// idf is how telling a term is that n documents hold (Robertson and Spärck
// Jones, kept positive).
func (b bag) idf(n float64) float64 { return math.Log(1 + (float64(b.n)-n+0.5)/(n+0.5)) }

// spelling is a word as it is written, and its stem.
type spelling struct {
	letters []rune
	stem    string
}

// learn prepares the words that a slip of the finger may have meant: all that
// articles, known questions and synonyms hold.
func (s *shelf) learn() {
	s.near, s.known = map[rune][]spelling{}, map[string]bool{}
	all := map[string]float64{}
	for _, a := range s.articles {
		for _, text := range a.allTexts() {
			for _, w := range words(text) {
				all[w] = 1
			}
		}
	}
	for _, list := range s.synonyms {
		for _, m := range list {
			for _, w := range m.said.words {
				all[w] = 1
			}
		}
	}
	for _, list := range s.foreign { // "vise" is not a slip for "visa"
		for _, p := range list {
			for _, w := range p.words {
				all[w] = 1
			}
		}
	}
	for _, w := range sortedKeys(all) {
		t := s.sp.stem(w)
		s.known[t] = true
		if r := []rune(w); len(r) >= 4 && !s.sp.stop[w] {
			s.near[r[0]] = append(s.near[r[0]], spelling{r, t})
		}
	}
}
