package understanding

import "math"

// Languages are told by a multinomial naive Bayes over words and runs of
// letters: it needs no balance between two thousand Swedish examples and two
// hundred Danish ones. Measured against the linear classifier of the topics on
// the same examples: 96.5% against 93.9% of 1,200 sentences.
const (
	mostPhrases  = 800 // of one language
	smoothing    = 0.1
	tempering    = 0.5 // a count counts as its square root: a repeated word says little more
	languageFold = 4
)

func (m *model) trainLanguage(all []sample) {
	classOf := map[string]int{}
	for i := range all {
		if _, ok := classOf[all[i].lang]; !ok {
			classOf[all[i].lang] = len(m.langs)
			m.langs = append(m.langs, all[i].lang)
		}
	}
	var ex []example
	var label []int
	taken := map[string]int{}
	for _, i := range shuffled(len(all)) {
		s := &all[i]
		if taken[s.lang] >= mostPhrases {
			continue
		}
		taken[s.lang]++
		ex, label = append(ex, example{features: languageFeatures(s.tokens), family: s.Text}), append(label, classOf[s.lang])
	}
	m.lang = fitBayes(ex, label, len(m.langs), -1)
	// One fold is left out to find the temperature: naive Bayes is far too sure.
	part := fitBayes(ex, label, len(m.langs), 0)
	var scores [][]float64
	var is []int
	for i := range ex {
		if foldOf(&ex[i]) == 0 && len(ex[i].features) > 0 {
			scores, is = append(scores, part.tally(ex[i].features)), append(is, label[i])
		}
	}
	if len(scores) > 0 {
		m.lang.scale = fitScale(scores, is)
	}
}

func foldOf(e *example) int { return int(hashBytes(7, []byte(e.family))) % languageFold }

// fitBayes counts features by class, leaving one fold out; -1 leaves none. The
// weights are logarithms of smoothed shares.
func fitBayes(ex []example, label []int, classes, without int) *linear {
	m := &linear{classes: classes, rows: make([]int32, 1<<hashBits), idf: []float32{0}, bias: make([]float32, classes), scale: 1}
	counts := make([]float64, classes)
	totals := make([]float64, classes)
	for i := range ex {
		if foldOf(&ex[i]) == without {
			continue
		}
		for _, f := range ex[i].features {
			if m.rows[f.hash] == 0 {
				m.rows[f.hash] = int32(len(m.idf))
				m.idf = append(m.idf, 1)
				counts = append(counts, make([]float64, classes)...)
			}
			counts[int(m.rows[f.hash])*classes+label[i]] += float64(f.count)
			totals[label[i]] += float64(f.count)
		}
	}
	m.weights = make([]float32, len(counts))
	kinds := float64(len(m.idf))
	for i := classes; i < len(counts); i++ {
		m.weights[i] = float32(math.Log((counts[i] + smoothing) / (totals[i%classes] + smoothing*kinds)))
	}
	return m
}

// tally adds up what the features say of each class, unnormalised.
func (m *linear) tally(fs []feature) []float64 {
	out := make([]float64, m.classes)
	for _, f := range fs {
		r := int(m.rows[f.hash])
		if r == 0 {
			continue
		}
		x := math.Pow(float64(f.count), tempering)
		for c, w := range m.weights[r*m.classes : (r+1)*m.classes] {
			out[c] += x * float64(w)
		}
	}
	return out
}

// language weighs the text against the conversation's language. A short text
// says little, so the prior decides "ok" and "2 december".
func (r *Reader) language(p *page, prior string) (string, float64) {
	m := r.model.lang
	fs := languageFeatures(p.tokens)
	words, seen := 0, 0
	for _, f := range fs {
		if f.kind == kindWord {
			words++
			if m.rows[f.hash] != 0 {
				seen++
			}
		}
	}
	if words == 0 {
		if prior != "" {
			return prior, 0.5
		}
		return "", 0
	}
	known := float64(seen) / float64(words)
	if prior != "" && words == 1 && seen == 0 {
		return prior, 0.5 // a name, or a word of no language
	}
	probs := m.tally(fs)
	trust := min(1, math.Sqrt(float64(words)/5)) * (0.5 + 0.5*known)
	for c := range probs {
		probs[c] = probs[c]*m.scale*trust + math.Log(priorOf(r.model.langs[c], prior))
	}
	probs = softmaxAt(probs, 1)
	best := 0
	for c := range probs {
		if probs[c] > probs[best] {
			best = c
		}
	}
	return r.model.langs[best], probs[best]
}

func priorOf(language, prior string) float64 {
	switch {
	case language == prior:
		return 0.75
	case prior != "":
		return 0.05
	case language == "sv" || language == "en":
		return 0.2
	}
	return 0.15
}
