package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"samtal/core/understanding"
)

// evaluateTopics measures how well a company's own labels are told apart, by
// what is built in: no network, no model.
type evaluateTopics struct {
	Train      string `required:"" help:"${f_train}" placeholder:"CSV"`
	Test       string `required:"" help:"${f_test}" placeholder:"CSV"`
	Shots      int    `help:"${f_shots}" placeholder:"N"`
	Seeds      int    `help:"${f_seeds}" default:"1" placeholder:"K"`
	OutOfScope string `help:"${f_out_of_scope}" placeholder:"CSV"`
}

// Help shows examples.
func (evaluateTopics) Help() string {
	return "Example:\n  samtal evaluate topics --train a.csv --test b.csv --json\n  samtal evaluate topics --train a.csv --test b.csv --shots 10 --seeds 5 --out-of-scope c.csv"
}

// topicsResult is what was measured: of one classifier, or the mean of several.
type topicsResult struct {
	Train int `json:"train"` // texts learned from
	Shots int `json:"shots,omitempty"`
	Seeds int `json:"seeds,omitempty"`
	understanding.Report
	Spread     float64                  `json:"accuracy_sd,omitempty"` // standard deviation over the draws
	Each       []float64                `json:"accuracy_each,omitempty"`
	TrainMs    float64                  `json:"train_ms"` // with calibration
	Micros     float64                  `json:"micros_per_message"`
	OutOfScope *understanding.Rejection `json:"out_of_scope,omitempty"`
}

const mostShots, mostSeeds = 10_000, 100

// Run learns from one file and measures on another.
func (e evaluateTopics) Run(a *app) error {
	if e.Shots < 0 || e.Shots > mostShots {
		return wrong("bad_count", "flag", "--shots", "n", fmt.Sprint(e.Shots), "least", "0", "most", fmt.Sprint(mostShots))
	}
	if e.Seeds < 1 || e.Seeds > mostSeeds {
		return wrong("bad_count", "flag", "--seeds", "n", fmt.Sprint(e.Seeds), "least", "1", "most", fmt.Sprint(mostSeeds))
	}
	train, err := readRows(e.Train, true)
	if err != nil {
		return err
	}
	test, err := readRows(e.Test, true)
	if err != nil {
		return err
	}
	var foreign []string
	if e.OutOfScope != "" {
		rows, err := readRows(e.OutOfScope, false)
		if err != nil {
			return err
		}
		for _, r := range rows {
			foreign = append(foreign, r.Text)
		}
	}
	seeds := e.Seeds
	if e.Shots == 0 {
		seeds = 1 // all of the examples are the same whatever the draw
	}
	var sum topicsResult
	for seed := 1; seed <= seeds; seed++ {
		chosen := train
		if e.Shots > 0 {
			chosen = understanding.Draw(train, e.Shots, seed)
		}
		fmt.Fprintf(a.Err, "\r%d/%d", seed, seeds)
		one, err := measureTopics(chosen, test, foreign)
		if err != nil {
			fmt.Fprint(a.Err, "\r")
			return &failure{wrongUse, "labels_few", []string{"file", e.Train}, nil}
		}
		sum.add(one, float64(seeds))
	}
	fmt.Fprint(a.Err, "\r")
	if e.Shots > 0 {
		sum.Shots, sum.Seeds = e.Shots, seeds
		for _, acc := range sum.Each {
			sum.Spread += (acc - sum.Accuracy) * (acc - sum.Accuracy) / max(1, float64(seeds-1))
		}
		sum.Spread = math.Sqrt(sum.Spread)
	} else {
		sum.Each = nil
	}
	return a.show(sum, sum.say(a.Lang))
}

func measureTopics(train, test []understanding.Labelled, foreign []string) (topicsResult, error) {
	begin := time.Now()
	c, err := understanding.LearnClassifier(train)
	if err != nil {
		return topicsResult{}, err
	}
	r := topicsResult{Train: len(train), TrainMs: float64(time.Since(begin).Microseconds()) / 1000, Report: c.Measure(test)}
	begin = time.Now()
	for _, row := range test {
		c.Classify(row.Text)
	}
	r.Micros = float64(time.Since(begin).Nanoseconds()) / 1000 / float64(len(test))
	if len(foreign) > 0 {
		j := c.MeasureRejection(test, foreign)
		r.OutOfScope = &j
	}
	return r, nil
}

// add takes one draw into the mean of n; confusions are those of the first.
func (s *topicsResult) add(o topicsResult, n float64) {
	if s.Labels == 0 {
		s.Train, s.Texts, s.Labels, s.Unknown, s.Calibrated, s.Confusion = o.Train, o.Texts, o.Labels, o.Unknown, o.Calibrated, o.Confusion
		s.Conformal.Level = o.Conformal.Level
		if o.OutOfScope != nil {
			s.OutOfScope = &understanding.Rejection{Texts: o.OutOfScope.Texts}
		}
	}
	s.Each = append(s.Each, o.Accuracy)
	for _, p := range [][2]*float64{{&s.Accuracy, &o.Accuracy}, {&s.Top3, &o.Top3}, {&s.Calibration, &o.Calibration}, {&s.Temperature, &o.Temperature},
		{&s.Conformal.Coverage, &o.Conformal.Coverage}, {&s.Conformal.MeanSize, &o.Conformal.MeanSize}, {&s.Conformal.Singletons, &o.Conformal.Singletons},
		{&s.Conformal.SingletonsRight, &o.Conformal.SingletonsRight}, {&s.TrainMs, &o.TrainMs}, {&s.Micros, &o.Micros}} {
		*p[0] += *p[1] / n
	}
	if j, k := s.OutOfScope, o.OutOfScope; j != nil && k != nil {
		j.Kept, j.Accuracy, j.Recall, j.AtKept, j.AUROC = j.Kept+k.Kept/n, j.Accuracy+k.Accuracy/n, j.Recall+k.Recall/n, j.AtKept+k.AtKept/n, j.AUROC+k.AUROC/n
	}
}

func percent(share float64) string { return fmt.Sprintf("%.1f%%", 100*share) }

func (s *topicsResult) say(lang string) string {
	out := say(lang, "topics_sum", "train", fmt.Sprint(s.Train), "labels", fmt.Sprint(s.Labels), "n", fmt.Sprint(s.Texts), "accuracy", percent(s.Accuracy), "top3", percent(s.Top3),
		"ece", fmt.Sprintf("%.3f", s.Calibration), "cover", percent(s.Conformal.Coverage), "size", fmt.Sprintf("%.2f", s.Conformal.MeanSize), "one", percent(s.Conformal.Singletons),
		"ms", fmt.Sprintf("%.0f", s.TrainMs), "us", fmt.Sprintf("%.0f", s.Micros))
	if s.Shots > 0 {
		out += "\n" + say(lang, "topics_shots", "shots", fmt.Sprint(s.Shots), "seeds", fmt.Sprint(s.Seeds), "sd", percent(s.Spread))
	}
	if !s.Calibrated {
		out += "\n" + say(lang, "topics_few")
	}
	if s.Unknown > 0 {
		out += "\n" + say(lang, "topics_unknown", "n", fmt.Sprint(s.Unknown))
	}
	if j := s.OutOfScope; j != nil {
		out += "\n" + say(lang, "topics_foreign", "n", fmt.Sprint(j.Texts), "recall", percent(j.Recall), "kept", percent(j.Kept), "accuracy", percent(j.Accuracy), "at", percent(j.AtKept), "auroc", fmt.Sprintf("%.3f", j.AUROC))
	}
	for i, c := range s.Confusion {
		if i == 10 {
			break
		}
		out += fmt.Sprintf("\n  %4d  %s -> %s", c.N, c.Label, c.ReadAs)
	}
	return out
}

// readRows reads texts and labels. The first line names the columns ("text",
// and "label", "category", "intent" or "topic"); without such a line they are
// the first two. Foreign texts need no label.
func readRows(name string, needLabel bool) ([]understanding.Labelled, error) {
	body, err := os.ReadFile(name)
	if err != nil {
		return nil, fail(cause(err), "file_bad", "file", name)
	}
	body = bytes.TrimPrefix(body, []byte("\uFEFF"))
	if !utf8.Valid(body) {
		return nil, wrong("csv_utf8", "file", name)
	}
	r := csv.NewReader(bytes.NewReader(body))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	if first, _, _ := bytes.Cut(body, []byte("\n")); bytes.Count(first, []byte(";")) > bytes.Count(first, []byte(",")) {
		r.Comma = ';'
	}
	var out []understanding.Labelled
	text, label := 0, 1
	for n := 0; ; n++ {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, &failure{wrongUse, "file_bad", []string{"file", name}, err}
		}
		if n == 0 {
			if t, l, named := columns(row); named {
				text, label = t, l
				if label < 0 && needLabel {
					return nil, wrong("csv_columns", "file", name)
				}
				continue
			}
		}
		line, _ := r.FieldPos(0)
		one := understanding.Labelled{}
		if text < len(row) {
			one.Text = strings.TrimSpace(row[text])
		}
		if label >= 0 && label < len(row) {
			one.Label = strings.TrimSpace(row[label])
		}
		if needLabel && one.Text != "" && one.Label == "" {
			return nil, wrong("csv_label", "file", name, "line", fmt.Sprint(line))
		}
		if one.Text != "" {
			out = append(out, one)
		}
	}
	if len(out) == 0 {
		return nil, wrong("csv_empty", "file", name)
	}
	return out, nil
}

// columns finds the named ones; named is false where the first line is data.
func columns(row []string) (text, label int, named bool) {
	text, label = -1, -1
	for i, c := range row {
		switch strings.ToLower(strings.TrimSpace(c)) {
		case "text", "utterance", "message":
			text = i
		case "label", "category", "intent", "topic":
			label = i
		}
	}
	return text, label, text >= 0
}
