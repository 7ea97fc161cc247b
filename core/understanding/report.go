package understanding

import (
	"math"
	"slices"
	"sort"
)

// Report says how well a classifier does on texts that it has not learned.
// Shares are 0 to 1.
type Report struct {
	Texts       int         `json:"texts"`
	Labels      int         `json:"labels"`
	Accuracy    float64     `json:"accuracy"`
	Top3        float64     `json:"top3"`
	Calibration float64     `json:"calibration_error"` // expected, over ten equal bins of confidence
	Temperature float64     `json:"temperature"`
	Calibrated  bool        `json:"calibrated"` // every label had ten examples or more
	Conformal   Conformal   `json:"conformal"`
	Unknown     int         `json:"unknown_labels"` // test texts whose label was never learned; counted wrong
	Confusion   []Confusion `json:"confusion"`      // most frequent first
}

// Conformal measures the sets of labels that are offered.
type Conformal struct {
	Level           float64 `json:"level"`
	Coverage        float64 `json:"coverage"`  // share of texts whose set holds the right label
	MeanSize        float64 `json:"mean_size"` // labels in a set
	Singletons      float64 `json:"singletons"`
	SingletonsRight float64 `json:"singletons_right"`
}

// Confusion is one label read as another.
type Confusion struct {
	Label  string `json:"label"`
	ReadAs string `json:"read_as"`
	N      int    `json:"n"`
}

// Measure classifies texts and compares. It keeps no text.
func (c *Classifier) Measure(rows []Labelled) Report {
	r := Report{Texts: len(rows), Labels: len(c.labels), Temperature: c.linear.scale, Calibrated: c.honest,
		Conformal: Conformal{Level: Level}, Confusion: []Confusion{}}
	if len(rows) == 0 {
		return r
	}
	var bins [10]struct{ n, right, p float64 }
	wrong := map[[2]string]int{}
	single, singleRight := 0, 0
	for _, row := range rows {
		v := c.Classify(row.Text)
		best := v.Ranked[0]
		right := best.Topic == row.Label
		place := slices.IndexFunc(v.Ranked, func(k Candidate) bool { return k.Topic == row.Label })
		b := &bins[min(9, int(best.P*10))]
		b.n, b.p = b.n+1, b.p+best.P
		if right {
			r.Accuracy++
			b.right++
		} else {
			wrong[[2]string{row.Label, best.Topic}]++
		}
		switch {
		case place < 0:
			r.Unknown++
		case place < 3:
			r.Top3++
		}
		if place >= 0 && place < v.Set {
			r.Conformal.Coverage++
		}
		r.Conformal.MeanSize += float64(v.Set)
		if v.Set == 1 {
			single++
			if right {
				singleRight++
			}
		}
	}
	n := float64(len(rows))
	for _, b := range bins {
		r.Calibration += math.Abs(b.right-b.p) / n
	}
	r.Accuracy, r.Top3 = r.Accuracy/n, r.Top3/n
	r.Conformal.Coverage, r.Conformal.MeanSize = r.Conformal.Coverage/n, r.Conformal.MeanSize/n
	r.Conformal.Singletons = float64(single) / n
	r.Conformal.SingletonsRight = float64(singleRight) / max(1, float64(single))
	for k, n := range wrong {
		r.Confusion = append(r.Confusion, Confusion{k[0], k[1], n})
	}
	sort.Slice(r.Confusion, func(i, j int) bool {
		a, b := r.Confusion[i], r.Confusion[j]
		return a.N > b.N || a.N == b.N && (a.Label < b.Label || a.Label == b.Label && a.ReadAs < b.ReadAs)
	})
	return r
}

// Rejection says how well foreign texts are told from our own. The threshold
// is the one that training chose to keep 95 of 100 of our own.
type Rejection struct {
	Texts    int     `json:"texts"`    // foreign ones
	Kept     float64 `json:"kept"`     // share of our own texts that are not rejected
	Accuracy float64 `json:"accuracy"` // of our own, a rejected one counted wrong
	Recall   float64 `json:"recall"`   // share of foreign texts rejected
	AtKept   float64 `json:"recall_at_95_kept"`
	AUROC    float64 `json:"auroc"`
}

// MeasureRejection compares our own texts with foreign ones. AtKept moves the
// threshold so that exactly 95% of these own texts are kept, as published
// comparisons do.
func (c *Classifier) MeasureRejection(own []Labelled, foreign []string) Rejection {
	r := Rejection{Texts: len(foreign)}
	if len(own) == 0 || len(foreign) == 0 {
		return r
	}
	var mine, theirs []float64
	for _, row := range own {
		v := c.Classify(row.Text)
		mine = append(mine, v.Familiarity)
		if v.InScope {
			r.Kept++
			if v.Ranked[0].Topic == row.Label {
				r.Accuracy++
			}
		}
	}
	for _, text := range foreign {
		v := c.Classify(text)
		theirs = append(theirs, v.Familiarity)
		if !v.InScope {
			r.Recall++
		}
	}
	slices.Sort(mine)
	at := mine[len(mine)*5/100]
	for _, f := range theirs {
		if f < at {
			r.AtKept++
		}
		below, _ := slices.BinarySearch(mine, f)
		above, _ := slices.BinarySearchFunc(mine, f, func(m, f float64) int {
			if m <= f {
				return -1
			}
			return 1
		})
		r.AUROC += float64(len(mine)-above) + float64(above-below)/2
	}
	r.Kept, r.Accuracy = r.Kept/float64(len(own)), r.Accuracy/float64(len(own))
	r.Recall, r.AtKept = r.Recall/float64(len(foreign)), r.AtKept/float64(len(foreign))
	r.AUROC /= float64(len(mine)) * float64(len(foreign))
	return r
}

// Draw picks n texts of every label, another choice for each seed and the same
// one each time; a label with fewer gives all that it has.
func Draw(rows []Labelled, n, seed int) []Labelled {
	left := map[string]int{}
	var out []Labelled
	for _, i := range shuffledBy(len(rows), uint64(seed)) {
		r := rows[i]
		if left[r.Label] < n {
			left[r.Label]++
			out = append(out, r)
		}
	}
	return out
}
