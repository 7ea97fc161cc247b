package category

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
)

// Model is a multinomial naive Bayes classifier over the words of shops' names
// and the letters in them. It is small enough to be built from an owner's
// labels whenever they are looked at.
type Model struct {
	features map[string]map[string]float64 // feature -> category -> weight
	totals   map[string]float64            // category -> weight
}

// NewModel knows nothing yet.
func NewModel() *Model {
	return &Model{features: map[string]map[string]float64{}, totals: map[string]float64{}}
}

// Clone copies a model, so that an owner's labels stay the owner's.
func (m *Model) Clone() *Model {
	c := &Model{features: make(map[string]map[string]float64, len(m.features)), totals: maps.Clone(m.totals)}
	for f, w := range m.features {
		c.features[f] = maps.Clone(w)
	}
	return c
}

// features of a text: its words, and the beginnings and ends of long ones, by
// which "Bokhandeln" is like "Bokhandel" and "Centrumtandläkarna" ends like
// "tandläkarna".
func features(text string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strip(fold(text)), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) < 2 || places[w] || forms[w] {
			continue
		}
		out = append(out, w)
		for n := 4; n <= min(8, len(w)-1); n++ {
			out = append(out, w[:n]+"_", "_"+w[len(w)-n:])
		}
	}
	return out
}

// Learn adds an example with a weight.
func (m *Model) Learn(text, category string, weight float64) {
	for _, f := range features(text) {
		w := weight
		if strings.HasPrefix(f, "_") || strings.HasSuffix(f, "_") {
			w /= 3
		}
		if m.features[f] == nil {
			m.features[f] = map[string]float64{}
		}
		m.features[f][category] += w
		m.totals[category] += w
	}
}

// prior is how much is believed before any word: small, so that one telling
// word is enough and none is not.
const prior = 0.3

// Classify finds the best category among those allowed, its probability, and
// the word that said most for it. A text of which nothing was ever seen has
// no best: probability 0.
func (m *Model) Classify(text string, allowed func(string) bool) (best string, p float64, why string) {
	var categories []string
	for c := range m.totals {
		if allowed(c) {
			categories = append(categories, c)
		}
	}
	slices.Sort(categories)
	if len(categories) == 0 {
		return "", 0, ""
	}
	scores := make([]float64, len(categories))
	seen := false
	says := make([]string, len(categories))
	most := make([]float64, len(categories))
	for _, f := range features(text) {
		weights := m.features[f]
		var sum float64
		for _, c := range categories {
			sum += weights[c]
		}
		if sum == 0 {
			continue
		}
		seen = true
		share := 1.0
		if strings.HasPrefix(f, "_") || strings.HasSuffix(f, "_") {
			share = 0.35 // beginnings and ends of one word are not independent
		}
		for i, c := range categories {
			s := share * math.Log((weights[c]+prior/float64(len(categories)))/(sum+prior))
			scores[i] += s
			if w := weights[c] * share; w > most[i] {
				most[i], says[i] = w, strings.Trim(f, "_")
			}
		}
	}
	if !seen {
		return "", 0, ""
	}
	top := slices.Max(scores)
	var sum float64
	for _, s := range scores {
		sum += math.Exp(s - top)
	}
	i := slices.IndexFunc(scores, func(s float64) bool { return cmp.Compare(s, top) == 0 })
	return categories[i], 1 / sum, says[i]
}
