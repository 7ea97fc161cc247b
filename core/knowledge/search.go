package knowledge

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// The weights of other ways to say a word, and the thresholds. They were set
// on testdata/questions.*, most of which were written before; heldout.* tells how
// they do on others.
const (
	synonymWeight = 0.8
	kindWeight    = 0.35
	littleSaid    = 0.15 // of an unknown word's weight, that each question lacks
	partOfQuery   = 0.5  // a part of a compound that the customer wrote
	looseWeight   = 0.6  // a phrase whose words are there, but apart
	phraseBonus   = 0.5  // for each further telling word in a phrase
	passageShare  = 0.4  // of the best passage's score, beside the article's
	strangeWeight = 0.6  // of a word that no article knows
	alienWeight   = 8.0  // of a word that says the question isn't ours
	plainWeight   = 0.15 // of a word of everyday talk
	namedWeight   = 0.40 // of one that some article's title holds all the same
	topicShare    = 1.0  // of a topic that is known for sure; scores are mostly 1 to 6
	askedShare    = 0.5  // of the most similar known question's score
	floorCover    = 0.15 // below this share of the question's weight: not a hit at all
	floorFocus    = 0.15 // and no one line or passage that has this share
	sureLine      = 0.40 // and this share by one line alone
	sureCover     = 0.50 // from this share on an answer may be given
	sureSigns     = 0.50 // and this share by its title, headings and known questions
	sureLead      = 1.25 // and only when it is this much better than the next
	passageRunes  = 420  // longer passages are cut to their best sentences
	mostWords     = 60   // of a question
)

// Hit is an article that may answer, with the passage that fits best.
type Hit struct {
	Article   string // id
	Title     string
	Heading   string
	Passage   string  // sentences word for word from the article
	Score     float64 // comparable within one search only
	Cover     float64 // 0 to 1: how much of the question's weight the article knows
	Confident bool    // good enough to answer with; otherwise only to offer
}

// alternative is one way to mean a concept: terms of which all should be there.
type alternative struct {
	terms  []string
	weight float64
}

// concept is a word or phrase of the question with all that may be meant by it.
type concept struct {
	alts  []alternative
	own   int  // the first alternatives, which are what the customer wrote
	exact int  // and the next ones, which mean the same
	words int  // how many telling words of the question it covers
	dim   bool // counts half: the article's title says it already
	plain bool // a word of everyday talk
	named bool // that some title is about all the same: "a person"
	alien bool // says that the question isn't ours
}

// Search finds up to k articles, best first. None is an honest answer: nothing
// that we have approved is about this.
func (x *Index) Search(language, query string, k int) []Hit {
	return x.SearchFor(language, query, nil, k)
}

// SearchFor is Search for a caller who has an idea of the topic: probabilities
// by topic, as in a Reading. They move articles of the topic up; they make
// nothing a hit that the words do not.
func (x *Index) SearchFor(language, query string, topics map[string]float64, k int) []Hit {
	s := x.shelves[language]
	if s == nil || k <= 0 {
		return nil
	}
	concepts := s.concepts(query)
	if len(concepts) == 0 {
		return nil
	}
	whole, cover := s.whole.score(concepts)
	_, signs := s.signs.score(concepts)
	parts, within := s.part.score(concepts)
	line := s.bestLine(concepts)
	asked := s.bestAsked(concepts)
	var hits []Hit
	for i, a := range s.articles {
		best := s.bestPassage(i, parts)
		if focus := max(line[i], within[best]); cover[i] < floorCover || focus < floorFocus {
			continue
		}
		h := Hit{Article: a.ID, Title: a.Title, Score: (whole[i] + passageShare*parts[best] + askedShare*asked[i]) * (0.5 + 0.5*cover[i]), Cover: cover[i]}
		h.Score += topicShare * topics[a.Topic]
		h.Confident = cover[i] >= sureCover && signs[i] >= sureSigns && line[i] >= sureLine
		hits = append(hits, h)
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.Article, b.Article))
	})
	for i := range hits { // only one answer can be sure, and not when a rival is as good
		rival := 0.0
		if len(hits) > 1 {
			rival = hits[1].Score
		}
		hits[i].Confident = i == 0 && hits[i].Confident && hits[i].Score >= sureLead*rival
	}
	hits = hits[:min(k, len(hits))]
	for i := range hits {
		s.quote(&hits[i], concepts)
	}
	return hits
}

// quote chooses the words of a hit. What the title says already tells the
// passages of one article little apart, so it counts half.
func (s *shelf) quote(h *Hit, concepts []concept) {
	i := slices.IndexFunc(s.articles, func(a Article) bool { return a.ID == h.Article })
	concepts = slices.Clone(concepts)
	for j := range concepts {
		concepts[j].dim = slices.ContainsFunc(concepts[j].alts, func(a alternative) bool {
			return !slices.ContainsFunc(a.terms, func(t string) bool { return s.titles[i][t] == 0 })
		})
	}
	scores, _ := s.part.score(concepts)
	p := s.articles[i].Passages[s.refs[s.bestPassage(i, scores)].passage]
	h.Heading, h.Passage = p.Heading, s.extract(p, concepts)
}

// concepts reads a question: synonym phrases first, then single words.
func (s *shelf) concepts(query string) []concept {
	raw := words(query)
	raw = raw[:min(len(raw), mostWords)]
	stems := make([]string, len(raw))
	for i, w := range raw {
		if stems[i] = s.sp.stem(w); !s.sp.stop[w] {
			stems[i] = s.repair(w, stems[i])
		}
	}
	var out []concept
	seen := map[string]bool{}
	for i := 0; i < len(raw); {
		m, n := s.phraseAt(raw[i:], stems[i:])
		c := concept{words: max(len(m.said.telling), 1)}
		c.mean(m.said, 1)
		c.own = len(c.alts)
		for _, o := range m.others {
			c.mean(o, synonymWeight)
		}
		c.exact = len(c.alts)
		for _, o := range m.kinds {
			c.mean(o, kindWeight)
		}
		if n == 1 && s.sp.compounds && len(m.said.telling) > 0 {
			parts := s.cut.parts(raw[i])
			for _, p := range parts {
				c.alts = append(c.alts, alternative{[]string{p}, partOfQuery})
			}
			if parts == nil && !s.known[stems[i]] {
				if head := s.cut.head(raw[i]); head != "" {
					c.alts = append(c.alts, alternative{[]string{head}, partOfQuery})
				}
			}
		}
		c.alien = s.alien(raw[i:])
		c.plain = n == 1 && s.sp.common[stems[i]]
		c.named = c.plain && s.named[stems[i]]
		// An unknown number (an amount, a date) says nothing about the topic.
		strange := n == 1 && raw[i][0] >= '0' && raw[i][0] <= '9' && len(s.whole.lists[stems[i]]) == 0
		if key := m.said.joined(); !seen[key] && len(c.alts) > 0 && !strange {
			seen[key] = true
			out = append(out, c)
		}
		i += n
	}
	return out
}

// mean adds a way to mean the concept. A phrase counts fully where an article
// has it word by word, and less where its telling words are merely there.
func (c *concept) mean(p phrase, weight float64) {
	switch {
	case len(p.stems) > 1:
		c.alts = append(c.alts, alternative{[]string{p.joined()}, weight})
		if len(p.telling) == len(p.stems) || len(p.telling) > 1 {
			c.alts = append(c.alts, alternative{p.telling, weight * looseWeight})
		}
	case len(p.telling) == 1:
		c.alts = append(c.alts, alternative{p.telling, weight})
	}
}

// alien reports whether a foreign phrase begins here.
func (s *shelf) alien(raw []string) bool {
	return slices.ContainsFunc(s.foreign[s.sp.stem(raw[0])], func(p phrase) bool {
		return len(p.words) <= len(raw) && slices.EqualFunc(p.words, raw[:len(p.words)], s.sp.same)
	})
}

// phraseAt finds the longest synonym phrase at the beginning of the question
// and everything that may be meant by it; without one, the first word alone.
func (s *shelf) phraseAt(raw, stems []string) (meaning, int) {
	best := meaning{said: phrase{stems: stems[:1]}}
	if s.sp.term(raw[0]) != "" {
		best.said.telling = stems[:1]
	}
	for _, m := range s.synonyms[stems[0]] {
		n, longest := len(m.said.stems), len(best.said.stems)
		if n > len(stems) || n < longest || !slices.Equal(m.said.stems, stems[:n]) || n == 1 && best.said.telling == nil {
			continue
		}
		if n > longest {
			best = meaning{said: m.said}
		}
		best.others = append(best.others, m.others...)
		best.kinds = append(best.kinds, m.kinds...)
	}
	return best, len(best.said.stems)
}

// score ranks all documents. The ways to mean one concept are not several
// matches: the best of them counts, and none weighs more than what the
// customer wrote, where some document has that.
func (b bag) score(concepts []concept) (scores, cover []float64) {
	scores, cover = make([]float64, b.n), make([]float64, b.n)
	got, sure, one := make([]float64, b.n), make([]float64, b.n), make([]float64, b.n)
	held := make([]int, b.n)
	total := 0.0
	for _, c := range concepts {
		clear(got)
		clear(sure)
		limit, most := math.Inf(1), 0.0
		for i, a := range c.alts {
			if i == c.own && most > 0 {
				limit = most
			}
			clear(one)
			clear(held)
			for _, t := range a.terms {
				for _, p := range b.lists[t] {
					one[p.doc] += p.tf / (saturation + p.tf)
					held[p.doc]++
				}
			}
			n := 0.0
			for _, k := range held {
				if k == len(a.terms) {
					n++
				}
			}
			if n == 0 {
				continue
			}
			idf := min(b.idf(n), limit)
			if i < c.exact {
				most = math.Max(most, idf)
			}
			for d, k := range held {
				if k == len(a.terms) {
					got[d] = math.Max(got[d], a.weight*idf*one[d]/float64(k))
					sure[d] = math.Max(sure[d], a.weight*idf)
				}
			}
		}
		if c.alien {
			most = alienWeight * b.idf(0)
		}
		if most == 0 {
			most = strangeWeight * b.idf(0) // a word that nobody knows may be what it is all about
		}
		bonus := 1 + phraseBonus*float64(c.words-1)
		if c.dim {
			bonus /= 2
		}
		switch {
		case c.named:
			bonus *= namedWeight
		case c.plain:
			bonus *= plainWeight
		}
		total += most * bonus
		for d := range scores {
			scores[d] += bonus * got[d]
			cover[d] += bonus * sure[d]
		}
	}
	total += littleSaid * b.idf(0)
	for d := range cover {
		cover[d] /= total
	}
	return scores, cover
}

// bestAsked is per article the score of the customers' question most like this one.
func (s *shelf) bestAsked(concepts []concept) []float64 {
	out := make([]float64, len(s.articles))
	scores, cover := s.asked.score(concepts)
	for i, a := range s.askedOf {
		out[a] = math.Max(out[a], scores[i]*cover[i])
	}
	return out
}

// bestLine is per article the share of the question's weight that one of its
// lines has. Words that are strewn over an article answer nothing.
func (s *shelf) bestLine(concepts []concept) []float64 {
	out := make([]float64, len(s.articles))
	_, cover := s.lines.score(concepts)
	for i, a := range s.linesOf {
		out[a] = math.Max(out[a], cover[i])
	}
	return out
}

// bestPassage returns the ref of the passage that fits best; the first one,
// which tells what the article is about, when none does.
func (s *shelf) bestPassage(article int, scores []float64) int {
	best := s.first[article]
	for r := best; r < len(s.refs) && s.refs[r].article == article; r++ {
		if scores[r] > scores[best] {
			best = r
		}
	}
	return best
}

// extract returns the passage, or the run of its sentences that fits best.
func (s *shelf) extract(p Passage, concepts []concept) string {
	all := p.Text(0, len(p.Sentences))
	if len([]rune(all)) <= passageRunes {
		return all
	}
	worth := make([]float64, len(p.Sentences))
	for i, text := range p.Sentences {
		have := s.weigh(text)
		for _, c := range concepts {
			best := 0.0
			for _, a := range c.alts {
				for _, t := range a.terms {
					if have[t] > 0 {
						best = math.Max(best, a.weight)
					}
				}
			}
			worth[i] += best
		}
	}
	from, to, most := 0, 1, -1.0
	for i := range p.Sentences {
		sum, runes := 0.0, 0
		for j := i; j < len(p.Sentences); j++ {
			if runes += len([]rune(p.Sentences[j])) + 1; runes > passageRunes && j > i {
				break
			}
			// A sentence that adds nothing still makes the answer easier to follow.
			if sum += worth[j] + 0.01; sum > most {
				from, to, most = i, j+1, sum
			}
		}
	}
	return p.Text(from, to)
}
