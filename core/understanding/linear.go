package understanding

import (
	"math"
	"sync"
)

// linear is a set of one-vs-rest linear classifiers over hashed TF-IDF.
type linear struct {
	classes int
	rows    []int32   // hash -> row, 0 is unknown
	idf     []float32 // per row
	weights []float32 // row-major: all classes of a row together
	bias    []float32
	unknown float64 // what a word that training never saw weighs in the length of a text
	scale   float64 // temperature: scores are multiplied by it before softmax
	platt   [][2]float64
}

// vector is a text as rows and values of unit length.
type vector struct {
	rows  []int32
	vals  []float32
	known float64 // share of the text's words that training has seen
}

// vectorise weighs known features by (1+log count)·idf and normalises. Words
// that training never saw count in the length where the model says so: "Gun
// Berg" and "write me a poem" must not be judged by one letter run or two.
func (m *linear) vectorise(fs []feature) vector {
	v := vector{rows: make([]int32, 0, len(fs)), vals: make([]float32, 0, len(fs))}
	sum, words, seen := 0.0, 0, 0
	for _, f := range fs {
		r := m.rows[f.hash]
		if f.kind == kindWord {
			words++
			if r != 0 {
				seen++
			} else {
				sum += m.unknown
			}
		}
		if r == 0 {
			continue
		}
		x := m.idf[r]
		if f.count > 1 {
			x *= float32(1 + math.Log(float64(f.count)))
		}
		v.rows, v.vals = append(v.rows, r), append(v.vals, x)
		sum += float64(x) * float64(x)
	}
	if sum > 0 {
		k := float32(1 / math.Sqrt(sum))
		for i := range v.vals {
			v.vals[i] *= k
		}
	}
	if words > 0 {
		v.known = float64(seen) / float64(words)
	}
	return v
}

// scores gives the decision value of every class.
func (m *linear) scores(v vector) []float64 {
	acc := make([]float32, m.classes)
	copy(acc, m.bias)
	for i, r := range v.rows {
		x, w := v.vals[i], m.weights[int(r)*m.classes:(int(r)+1)*m.classes]
		for c := range acc {
			acc[c] += x * w[c]
		}
	}
	out := make([]float64, m.classes)
	for c := range out {
		out[c] = float64(acc[c])
	}
	return out
}

// example is one training text.
type example struct {
	features []feature
	labels   []int8 // per class: +1, -1, 0 for "don't count it"
	family   string
	parts    [][]feature // of its sentences, where there are several
}

// scoresOf gives for every class the highest value of the whole and its parts.
func (m *linear) scoresOf(whole []feature, parts [][]feature) []float64 {
	out := m.scores(m.vectorise(whole))
	for _, p := range parts {
		for c, s := range m.scores(m.vectorise(p)) {
			out[c] = max(out[c], s)
		}
	}
	return out
}

// fitLinear trains one classifier a class by dual coordinate descent on the
// squared hinge loss (Hsieh et al. 2008, as in LIBLINEAR). Deterministic: the
// order of the examples is shuffled by a fixed generator, and the classes know
// nothing of each other, so they are learned side by side.
func fitLinear(examples []example, classes int, how weighing, cost float64, positive []float64) *linear {
	m := newRows(examples, how)
	m.classes = classes
	vs := make([]vector, len(examples))
	for i := range examples {
		vs[i] = m.vectorise(examples[i].features)
	}
	rows := len(m.idf)
	m.weights = make([]float32, rows*classes)
	m.bias = make([]float32, classes)
	order := shuffled(len(examples))
	var wait sync.WaitGroup
	for k := range min(sideBySide, classes) {
		wait.Go(func() {
			w, alpha := make([]float32, rows), make([]float32, len(examples))
			for c := k; c < classes; c += sideBySide {
				clear(w)
				clear(alpha)
				m.bias[c] = descend(vs, examples, c, order, w, alpha, cost, positive[c])
				for r := range rows {
					m.weights[r*classes+c] = w[r]
				}
			}
		})
	}
	wait.Wait()
	return m
}

// sideBySide is how many classes are learned at a time.
const sideBySide = 4

// biasSquare is the square of the bias's feature. At 1 every step shakes the
// bias and a few rounds never settle it.
const biasSquare = 0.05

// descend trains one class into w and returns its bias.
func descend(vs []vector, ex []example, c int, order []int, w, alpha []float32, cost, positive float64) float32 {
	const epochs = 14
	var bias float32
	active := make([]int, 0, len(order))
	for _, i := range order {
		if ex[i].labels[c] != 0 && len(vs[i].rows) > 0 {
			active = append(active, i)
		}
	}
	// After two rounds over everything only the examples that still push are
	// visited (shrinking); the last round looks at all of them again.
	all := active
	for epoch := range epochs {
		if epoch == epochs-1 {
			active = all
		}
		moved := float32(0)
		var next []int
		if epoch >= 1 && epoch < epochs-2 {
			next = make([]int, 0, len(active))
		}
		for _, i := range active {
			v, y := &vs[i], float32(ex[i].labels[c])
			k := float32(1 / (2 * cost))
			if y > 0 {
				k = float32(1 / (2 * cost * positive))
			}
			s := bias
			for j, r := range v.rows {
				s += v.vals[j] * w[r]
			}
			g := y*s - 1 + k*alpha[i]
			if alpha[i] == 0 && g > 0 {
				if next != nil && g < 0.3 {
					next = append(next, i)
				}
				continue
			}
			if next != nil {
				next = append(next, i)
			}
			old := alpha[i]
			a := max(0, old-g/(1+biasSquare+k)) // |x|² is 1, and biasSquare for the bias
			d := (a - old) * y
			if d == 0 {
				continue
			}
			alpha[i] = a
			bias += biasSquare * d
			for j, r := range v.rows {
				w[r] += d * v.vals[j]
			}
			moved = max(moved, max(d, -d))
		}
		if moved < 0.01 {
			if len(active) == len(all) || epoch >= epochs-2 {
				break
			}
			active = all
			continue
		}
		if next != nil {
			active = next
		}
	}
	return bias
}

// newRows numbers the features that at least two examples share, and all
// words, and weighs them by kind and inverse document frequency.
func newRows(examples []example, how weighing) *linear {
	df := make([]uint16, 1<<hashBits)
	word := make([]bool, 1<<hashBits)
	gain := make([]float32, 1<<hashBits)
	for _, e := range examples {
		for _, f := range e.features {
			if df[f.hash] < math.MaxUint16 {
				df[f.hash]++
			}
			word[f.hash] = word[f.hash] || f.kind == kindWord
			gain[f.hash] = max(gain[f.hash], how.gain[f.kind])
		}
	}
	m := &linear{rows: make([]int32, 1<<hashBits), idf: []float32{0}}
	m.unknown = float64(how.unknown) * math.Pow(math.Log(float64(1+len(examples)))+1, 2*how.rarity)
	for h, n := range df {
		if gain[h] > 0 && (n >= 2 || n == 1 && word[h]) {
			m.rows[h] = int32(len(m.idf))
			rare := math.Log(float64(1+len(examples))/float64(1+n)) + 1
			m.idf = append(m.idf, gain[h]*float32(math.Pow(rare, how.rarity)))
		}
	}
	return m
}

// shuffled is a fixed permutation (splitmix64): the same examples always give
// the same model.
func shuffled(n int) []int { return shuffledBy(n, 0) }

func shuffledBy(n int, seed uint64) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	s := uint64(0x9E3779B97F4A7C15) + seed*0xD1B54A32D192ED03
	for i := n - 1; i > 0; i-- {
		s += 0x9E3779B97F4A7C15
		z := s
		z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
		z = (z ^ z>>27) * 0x94D049BB133111EB
		z ^= z >> 31
		j := int(z % uint64(i+1))
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// softmax turns scores into probabilities at the model's temperature.
func (m *linear) softmax(scores []float64) []float64 { return softmaxAt(scores, m.scale) }

func softmaxAt(scores []float64, scale float64) []float64 {
	out := make([]float64, len(scores))
	top := math.Inf(-1)
	for _, s := range scores {
		top = max(top, s*scale)
	}
	sum := 0.0
	for i, s := range scores {
		out[i] = math.Exp(s*scale - top)
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

// outOfFold scores examples by a model that has not seen their family: all of
// them, or those of the first rounds folds, the others being nil.
func outOfFold(examples []example, classes, folds, rounds int, how weighing, cost float64, positive []float64) [][]float64 {
	out := make([][]float64, len(examples))
	for k := range rounds {
		var train []example
		var test []int
		for i, e := range examples {
			if int(hashBytes(7, []byte(e.family)))%folds == k {
				test = append(test, i)
			} else {
				train = append(train, e)
			}
		}
		if len(test) == 0 || len(train) == 0 {
			continue
		}
		m := fitLinear(train, classes, how, cost, positive)
		for _, i := range test {
			out[i] = m.scoresOf(examples[i].features, examples[i].parts)
		}
	}
	return out
}

// fitScale finds the temperature that makes the probabilities honest: the one
// with the least log loss on scores from outside the training folds.
func fitScale(scores [][]float64, label []int) float64 {
	loss := func(scale float64) float64 {
		sum := 0.0
		for i, s := range scores {
			if s != nil && label[i] >= 0 {
				sum -= math.Log(softmaxAt(s, scale)[label[i]] + 1e-12)
			}
		}
		return sum
	}
	lo, hi := 0.02, 12.0
	const golden = 0.6180339887498949
	for range 22 {
		a, b := hi-golden*(hi-lo), lo+golden*(hi-lo)
		if loss(a) < loss(b) {
			hi = b
		} else {
			lo = a
		}
	}
	return (lo + hi) / 2
}

// fitPlatt maps one class's scores to probabilities (Platt 1999; Newton's
// method after Lin, Lin and Weng 2007, with their smoothed targets).
func fitPlatt(scores []float64, positive []bool) [2]float64 {
	np, nn := 0.0, 0.0
	for _, p := range positive {
		if p {
			np++
		} else {
			nn++
		}
	}
	if np == 0 || nn == 0 {
		return [2]float64{1, -4}
	}
	a, b := 1.0, math.Log((np+1)/(nn+1))
	for range 60 {
		var ga, gb, haa, hab, hbb float64
		for i, s := range scores {
			t := 1 / (nn + 2)
			if positive[i] {
				t = (np + 1) / (np + 2)
			}
			p := 1 / (1 + math.Exp(-(a*s + b)))
			d, h := p-t, max(p*(1-p), 1e-9)
			ga, gb = ga+d*s, gb+d
			haa, hab, hbb = haa+h*s*s, hab+h*s, hbb+h
		}
		haa, hbb = haa+1e-6, hbb+1e-6
		det := haa*hbb - hab*hab
		if det <= 0 {
			break
		}
		da, db := (hbb*ga-hab*gb)/det, (haa*gb-hab*ga)/det
		step := min(1, 2/(math.Abs(da)+math.Abs(db)+1e-9))
		a, b = a-step*da, b-step*db
		if math.Abs(da)+math.Abs(db) < 1e-7 {
			break
		}
	}
	return [2]float64{a, b}
}

func sigmoid(ab [2]float64, s float64) float64 { return 1 / (1 + math.Exp(-(ab[0]*s + ab[1]))) }
