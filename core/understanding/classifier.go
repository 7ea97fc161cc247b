package understanding

import (
	"errors"
	"math"
	"slices"
	"sort"
	"strings"
)

// Labelled is one text of a company's own data and what it is about.
type Labelled struct{ Text, Label string }

// ErrTooFew says that there are not two labels to tell apart.
var ErrTooFew = errors.New("understanding: there must be texts of at least two labels")

// Classifier tells a company's own labels apart, by n-grams and concepts
// alone. It never changes after LearnClassifier, so any number of callers may
// share one. Its probabilities are calibrated on texts that the classifier
// they were measured with had not seen.
type Classifier struct {
	labels   []string
	linear   *linear
	least    float64 // a label with at least this probability is in the conformal set
	familiar float64 // a text below this is nothing that the labels are about
	honest   bool    // every label had the examples that calibration needs
}

// Verdict is what a classifier says of one text.
type Verdict struct {
	Ranked      []Candidate // best first, all labels
	Set         int         // the first Set of Ranked are the conformal set: at 95% one of them is right
	Familiarity float64     // how much the text is like those that were learned; comparable within one classifier
	InScope     bool        // familiar enough: 95 of 100 texts like the learned ones are
}

// Level is the share of texts whose right label a conformal set holds, as long
// as texts come like those that it was calibrated on.
const Level = 0.95

// fewest examples a label needs before its probabilities mean anything.
const fewest = 10

const (
	classifierCost     = 0.5
	classifierPositive = 8 // one label against all others: its few examples weigh more
	foldsOfMany        = 5 // a fifth at a time
	manyTexts          = 4000
)

// LearnClassifier learns from labelled texts; ten thousand take about two
// seconds of work on one core. The names of the labels count as an example
// each where they are words, which is worth four points at five examples.
func LearnClassifier(rows []Labelled) (*Classifier, error) {
	c := &Classifier{}
	index, n := map[string]int{}, map[string]int{}
	for _, r := range rows {
		if _, ok := index[r.Label]; !ok {
			index[r.Label] = 0
			c.labels = append(c.labels, r.Label)
		}
		n[r.Label]++
	}
	if len(c.labels) < 2 {
		return nil, ErrTooFew
	}
	sort.Strings(c.labels)
	c.honest = true
	for i, l := range c.labels {
		index[l] = i
		c.honest = c.honest && n[l] >= fewest
	}
	examples, label := make([]example, 0, len(rows)+len(c.labels)), make([]int, 0, len(rows)+len(c.labels))
	add := func(text, family string, class int) {
		labels := make([]int8, len(c.labels))
		for k := range labels {
			labels[k] = -1
		}
		labels[class] = 1
		examples = append(examples, example{topicFeatures(newPage(text).tokens), labels, family, nil})
		label = append(label, class)
	}
	for _, r := range rows {
		add(r.Text, r.Text, index[r.Label])
	}
	for i, l := range c.labels {
		add(nameOf(l), "\x00"+l, i)
	}
	positive := slices.Repeat([]float64{classifierPositive}, len(c.labels))
	c.linear = fitLinear(examples, len(c.labels), byMeaning, classifierCost, positive)
	c.calibrate(examples, label, len(rows), positive)
	return c, nil
}

// nameOf reads a label as a customer might: "card_arrival" is "card arrival".
func nameOf(label string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r == '/' || r == ':' {
			return ' '
		}
		return r
	}, label)
}

// calibrate finds the temperature, the conformal threshold and the floor of
// familiarity on texts that a classifier of the other folds scores. The names
// of the labels are learned by all and measure nothing.
func (c *Classifier) calibrate(examples []example, label []int, texts int, positive []float64) {
	rounds := foldsOfMany
	if texts > manyTexts {
		rounds = 2
	}
	oof := outOfFold(examples, len(c.labels), foldsOfMany, rounds, byMeaning, classifierCost, positive)
	for i := texts; i < len(oof); i++ {
		oof[i] = nil
	}
	c.linear.scale = fitScale(oof, label)
	var right, familiar []float64
	for i, s := range oof {
		if s == nil {
			continue
		}
		right = append(right, softmaxAt(s, c.linear.scale)[label[i]])
		familiar = append(familiar, familiarity(s, c.linear.vectorise(examples[i].features).known))
	}
	c.least, c.familiar = lowest(right, 1-Level), lowest(familiar, 1-Level)
}

// lowest gives the value that all but a share of a sample reach, by the
// finite-sample rule of conformal prediction: the floor((n+1)·share)-th least.
func lowest(sample []float64, share float64) float64 {
	k := int(math.Floor(float64(len(sample)+1)*share)) - 1
	if k < 0 || k >= len(sample) {
		return math.Inf(-1) // too few to promise anything: everything is in the set
	}
	slices.Sort(sample)
	return sample[k]
}

// familiarity is the best score, lowered by what is strange about the words.
func familiarity(scores []float64, known float64) float64 {
	return slices.Max(scores) + strangeness*known
}

const strangeness = 0.5

// Labels lists what the classifier tells apart, sorted.
func (c *Classifier) Labels() []string { return slices.Clone(c.labels) }

// Calibrated reports that every label had at least ten examples. Without, no
// probability should decide anything by itself.
func (c *Classifier) Calibrated() bool { return c.honest }

// Temperature is what scores are multiplied by before they become
// probabilities.
func (c *Classifier) Temperature() float64 { return c.linear.scale }

// Classify says what a text is about. It is total and deterministic.
func (c *Classifier) Classify(text string) Verdict {
	x := c.linear.vectorise(topicFeatures(newPage(text).tokens))
	scores := c.linear.scores(x)
	probs := c.linear.softmax(scores)
	v := Verdict{Ranked: make([]Candidate, len(probs)), Familiarity: familiarity(scores, x.known)}
	for k, p := range probs {
		v.Ranked[k] = Candidate{c.labels[k], p}
	}
	slices.SortStableFunc(v.Ranked, byProbability)
	for v.Set < len(v.Ranked) && (v.Set == 0 || v.Ranked[v.Set].P >= c.least) {
		v.Set++
	}
	v.InScope = v.Familiarity >= c.familiar
	return v
}

func byProbability(a, b Candidate) int {
	switch {
	case a.P > b.P:
		return -1
	case a.P < b.P:
		return 1
	}
	return strings.Compare(a.Topic, b.Topic)
}
