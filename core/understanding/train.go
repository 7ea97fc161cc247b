package understanding

import (
	"fmt"
	"math"
	"slices"
	"sync"
)

const (
	detectHuman  = "human"
	detectAreYou = "are_you"
	detectTaken  = "taken" // the card itself is in other hands
	otherTopic   = ""      // the class of everything that is no topic of ours
)

// detectors are the binary classifiers, in the order of the model's classes.
var detectors = append([]string{detectHuman}, func() []string {
	var out []string
	for _, k := range Kinds {
		out = append(out, string(k))
	}
	return out
}()...)

// blurred pairs of detectors often hold together: an example of one says
// nothing about the other, so it doesn't count as its negative.
var blurred = map[[2]string]bool{
	{"fraud", "dispute"}: true, {"bereavement", "distress"}: true,
	{"dispute", "complaint"}: true, {"complaint", "human"}: true, {"human", "complaint"}: true, {"human", "distress"}: true,
	{"complaint", "dispute"}: true, {"dispute", "fraud"}: true, {"distress", "hardship"}: true, {"distress", "bereavement"}: true,
}

// thresholds of one detector's probability.
type thresholds struct{ possible, certain float64 }

// model is everything learned from phrases.
type model struct {
	detect *linear
	limits []thresholds
	topics map[string]*topicModel // per language
	lang   *linear
	langs  []string
	known  map[string]uint16
}

// topicModel tells the topics of one language apart.
type topicModel struct {
	linear *linear
	names  []string // class -> topic; otherTopic is the last
	floor  float64  // best score below this is out of scope
}

// sample is one phrase with its place in the files.
type sample struct {
	Phrase
	lang, label string
	tokens      []token
	folded      []feature
}

func samples(p Phrases) []sample {
	var out []sample
	for _, lang := range sortedKeys(p.Languages) {
		p.Languages[lang].each(func(label string, list []Phrase) {
			for _, ph := range list {
				tokens := newPage(ph.Text).tokens
				out = append(out, sample{ph, lang, label, tokens, topicFeatures(tokens)})
			}
		})
	}
	return out
}

// train learns all models.
func train(p Phrases) (*model, error) {
	all := samples(p)
	if len(all) == 0 {
		return nil, fmt.Errorf("understanding: no phrases to learn from")
	}
	m := &model{topics: map[string]*topicModel{}, known: map[string]uint16{}}
	for _, s := range all {
		for _, t := range s.tokens {
			if m.known[t.text] < math.MaxUint16 {
				m.known[t.text]++
			}
		}
	}
	// The models know nothing of each other, so they are learned side by side;
	// each is the same whatever the order.
	var wait sync.WaitGroup
	wait.Go(func() { m.trainDetectors(all) })
	wait.Go(func() { m.trainLanguage(all) })
	langs := sortedKeys(p.Languages)
	learned := make([]*topicModel, len(langs))
	for i, lang := range langs {
		wait.Go(func() { learned[i] = trainTopics(lang, all) })
	}
	wait.Wait()
	for i, tm := range learned {
		if tm != nil {
			m.topics[langs[i]] = tm
		}
	}
	return m, nil
}

// detectorLabels says for each detector whether a phrase is one of its own.
func detectorLabels(s *sample) []int8 {
	out := make([]int8, len(detectors))
	for c, d := range detectors {
		switch {
		case s.label == d || s.label == "topic:"+d || slices.Contains(s.Also, d):
			out[c] = 1
		case s.label == "negatives" || !blurred[[2]string{s.label, d}]:
			out[c] = -1
		}
	}
	return out
}

func (m *model) trainDetectors(all []sample) {
	var ex []example
	for i := range all {
		s := &all[i]
		if s.label == "plain" {
			continue
		}
		ex = append(ex, example{s.folded, detectorLabels(s), s.lang + s.label + s.Family, partsOf(s.tokens)})
	}
	positive := make([]float64, len(detectors))
	for i := range positive {
		positive[i] = 2
	}
	m.detect = fitLinear(ex, len(detectors), bySense, 1, positive)
	oof := outOfFold(ex, len(detectors), 3, 3, bySense, 1, positive)
	for c, d := range detectors {
		var scores []float64
		var is []bool
		for i, s := range oof {
			if s != nil && ex[i].labels[c] != 0 {
				scores, is = append(scores, s[c]), append(is, ex[i].labels[c] > 0)
			}
		}
		ab := fitPlatt(scores, is)
		m.detect.platt = append(m.detect.platt, ab)
		m.limits = append(m.limits, pickLimits(d, ab, scores, is))
	}
}

// falseShare is how many of the near misses among the examples a detector's
// classifier may fire on (measured outside its training folds), and least how
// improbable a case it may name. The examples are far harder than ordinary
// talk, and most of them are near misses of one another, which a person takes
// anyway. A wish for a person, distress and hardship prefer a needless person
// to a missed one.
func falseShare(detector string) (possible, certain, least float64) {
	switch detector {
	case detectHuman:
		return 0.011, 0.011, 0.48
	case string(Distress):
		return 0.016, 0.001, 0.3
	case string(Dispute):
		return 0.015, 0.0015, 0.4
	case string(Fraud):
		return 0.012, 0.0015, 0.45
	case string(Hardship):
		return 0.014, 0.0015, 0.4
	}
	return 0.012, 0.0015, 0.42
}

func pickLimits(detector string, ab [2]float64, scores []float64, is []bool) thresholds {
	var neg []float64
	for i, s := range scores {
		if !is[i] {
			neg = append(neg, sigmoid(ab, s))
		}
	}
	slices.Sort(neg)
	share, sure, least := falseShare(detector)
	at := func(q float64) float64 {
		if len(neg) == 0 {
			return 1
		}
		return neg[max(0, min(len(neg)-1, int(math.Ceil(float64(len(neg))*(1-q)))-1))]
	}
	certain := 0.95
	if detector == string(Fraud) || detector == string(Distress) {
		certain = 0.99 // first of all in line: a guess does not suffice
	}
	return thresholds{max(at(share), least) + 1e-9, max(at(sure), certain) + 1e-9}
}

func trainTopics(lang string, all []sample) *topicModel {
	classOf := map[string]int{}
	var names []string
	for i := range all {
		if t, ok := topicOf(&all[i]); ok && all[i].lang == lang && t != otherTopic {
			if _, have := classOf[t]; !have {
				classOf[t] = len(names)
				names = append(names, t)
			}
		}
	}
	if len(names) < 2 {
		return nil
	}
	classOf[otherTopic] = len(names)
	names = append(names, otherTopic)
	var ex []example
	var label []int
	for i := range all {
		s := &all[i]
		t, ok := topicOf(s)
		if s.lang == lang && s.label == "negatives" && len(s.Also) == 0 {
			// a near miss teaches no topic, but it is none of the sensitive ones
			ls := make([]int8, len(names))
			for c, n := range names {
				if isKind(Sensitivity(n)) {
					ls[c] = -1
				}
			}
			ex, label = append(ex, example{s.folded, ls, s.label + s.Family, nil}), append(label, -1)
			continue
		}
		if !ok || s.lang != lang {
			continue
		}
		ls := make([]int8, len(names))
		for c := range ls {
			ls[c] = -1
		}
		ls[classOf[t]] = 1
		ex = append(ex, example{s.folded, ls, s.label + s.Family, nil})
		label = append(label, classOf[t])
	}
	positive := make([]float64, len(names))
	for i := range positive {
		positive[i] = 3
	}
	positive[len(names)-1] = 1
	tm := &topicModel{names: names, linear: fitLinear(ex, len(names), byWords, 1, positive)}
	oof := outOfFold(ex, len(names), 4, 2, byWords, 1, positive)
	tm.linear.scale = fitScale(oof, label)
	tm.floor = pickFloor(oof, label, len(names)-1)
	return tm
}

// topicOf says which topic a phrase teaches: its own, the sensitivity's, or
// none for what is out of scope. Near misses of the detectors and requests
// for a person teach no topic.
func topicOf(s *sample) (string, bool) {
	switch s.label {
	case "human", "plain", "negatives":
		return "", false
	case "other", "talk":
		return otherTopic, true
	}
	if len(s.label) > 6 && s.label[:6] == "topic:" {
		return s.label[6:], true
	}
	return s.label, true
}

// pickFloor keeps 96% of in-scope examples by their best score.
func pickFloor(oof [][]float64, label []int, other int) float64 {
	var best []float64
	for i, s := range oof {
		if s != nil && label[i] >= 0 && label[i] != other {
			best = append(best, slices.Max(s[:other]))
		}
	}
	if len(best) == 0 {
		return math.Inf(-1)
	}
	slices.Sort(best)
	return best[len(best)*4/100]
}
