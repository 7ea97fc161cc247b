package pack

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"samtal/core/admission"
	"samtal/core/practice"
	"samtal/core/shifts"
)

// hiringFile is one file of content/markets/people. SE.yaml explains every key.
type hiringFile struct {
	Market   string `yaml:"market"`
	Age      int    `yaml:"age"`
	Week     string `yaml:"week"`
	Students map[string]struct {
		Most       string `yaml:"most"`
		Authorised bool   `yaml:"authorised"`
	} `yaml:"students"`
	Language  int `yaml:"language"`
	Quiz      int `yaml:"quiz"`
	Practices int `yaml:"practices"`
	Rubric    struct {
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
	Needs  admission.Needs
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
		out[f.Market] = Hiring{Needs: f.needs(script{sheet: s}), Rubric: f.rubric(script{sheet: s})}
	}
	return out
}

func (f hiringFile) needs(c script) admission.Needs {
	out := admission.Needs{Age: f.Age, Week: c.length(f.Week, "week"), Students: map[shifts.Student]admission.Student{}, Language: f.Language, Quiz: f.Quiz, Practices: f.Practices}
	if f.Age < 18 {
		c.at("unknown_value", "nobody under 18 may be admitted", "age")
	}
	for _, kind := range sortedKeys(f.Students) {
		if !slices.Contains(shifts.Students, shifts.Student(kind)) {
			c.at("unknown_value", fmt.Sprintf("there is no student %q", kind), "students", kind)
		}
		s := f.Students[kind]
		out.Students[shifts.Student(kind)] = admission.Student{Most: c.length(s.Most, "students", kind), Authorised: s.Authorised}
	}
	if _, ok := f.Students[string(shifts.NoStudent)]; !ok {
		c.at("missing_key", "say what holds for who is no student: none: {}", "students")
	}
	for key, n := range map[string]int{"language": f.Language, "quiz": f.Quiz} {
		if n < 1 || n > 100 {
			c.at("unknown_value", key+" is a percentage, 1 to 100", key)
		}
	}
	if f.Practices < 1 {
		c.at("unknown_value", "at least one scripted customer must be passed", "practices")
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

// Hires reports whether a market takes applications.
func (p *Pack) Hires(market string) bool {
	in := p.in()
	_, ok := in.parts.hiring[market]
	return ok && in.offices[market] != nil
}

// Home is the first market that takes applications: whose rubric holds for
// staff who belong to none.
func (p *Pack) Home() string {
	for _, m := range p.Markets() {
		if p.Hires(m) {
			return m
		}
	}
	return ""
}

// Topics lists what the people of a market answer, sorted.
func (p *Pack) Topics(market string) []string {
	if o := p.office(market); o != nil {
		return o.lineTopics
	}
	return nil
}
