package pack

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"samtal/core/practice"
)

// hiringFile is one file of content/markets/people. SE.yaml explains every key.
type hiringFile struct {
	Market string `yaml:"market"`
	Rubric struct {
		Points struct {
			Act     int `yaml:"act"`
			Promise int `yaml:"promise"`
			Tone    int `yaml:"tone"`
			Again   int `yaml:"again"`
			Time    int `yaml:"time"`
		} `yaml:"points"`
		Pass  int    `yaml:"pass"`
		First string `yaml:"first"`
		Word  string `yaml:"word"`
		Whole string `yaml:"whole"`
		Slow  int    `yaml:"slow"`
	} `yaml:"rubric"`
}

// Hiring is what a market asks of who wants to answer its customers.
type Hiring struct {
	Rubric practice.Rubric
}

func readHiring(content fs.FS, faults *[]Fault) map[string]Hiring {
	out := map[string]Hiring{}
	for _, name := range list(content, "markets/people", ".yaml") {
		var f hiringFile
		s := readYAML(content, name, &f, faults)
		if s == nil {
			continue
		}
		if want := strings.TrimSuffix(path.Base(name), ".yaml"); f.Market != want {
			s.at("wrong_name", fmt.Sprintf("the market is called %q, but the file %q", f.Market, want), "market")
		}
		out[f.Market] = Hiring{Rubric: f.rubric(script{sheet: s})}
	}
	return out
}

func (f hiringFile) rubric(c script) practice.Rubric {
	r := f.Rubric
	out := practice.Rubric{Act: r.Points.Act, Promise: r.Points.Promise, Tone: r.Points.Tone, Again: r.Points.Again, Time: r.Points.Time, Pass: r.Pass,
		First: c.length(r.First, "rubric", "first"), Word: c.length(r.Word, "rubric", "word"), Whole: c.length(r.Whole, "rubric", "whole"), Slow: r.Slow}
	least := min(out.Act, out.Promise, out.Tone, out.Again, out.Time)
	if out.Act+out.Promise+out.Tone+out.Again+out.Time != 100 || least <= 0 {
		c.at("unknown_value", "the points of the five marks must be more than 0 and come to 100", "rubric", "points")
	}
	if out.Pass < 1 || out.Pass > 100 || out.Slow < 0 {
		c.at("unknown_value", "pass is 1 to 100, slow is 0 or more", "rubric")
	}
	if out.First <= 0 || out.Word <= 0 || out.Whole <= 0 {
		c.at("missing_key", "first, word and whole say how long a customer waits", "rubric")
	}
	return out
}

// Hiring is what a market asks of newcomers; the zero Hiring of a market that
// takes no applications.
func (p *Pack) Hiring(market string) Hiring { return p.in().parts.hiring[market] }
