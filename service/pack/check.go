package pack

import (
	"fmt"
	"io/fs"
	"time"

	"samtal/core/understanding"
)

// Fault is one thing wrong in a file of a pack, in the words of the person who
// wrote the file.
type Fault struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// String writes the fault as compilers do.
func (f Fault) String() string {
	return fmt.Sprintf("%s:%d:%d: %s (%s)", f.File, f.Line, f.Column, f.Message, f.Code)
}

// Report is what Check found.
type Report struct {
	Files  int     `json:"files"`
	Flows  int     `json:"flows"`
	Tests  int     `json:"tests"` // flow tests that ran, each in one language
	Faults []Fault `json:"faults"`
}

// Check reads a whole pack, names every fault in every file, and, when asked
// to, plays the tests in the flow files in every language, with messages that
// are really read. It needs no network.
func Check(content fs.FS, runTests bool) Report {
	r := Report{Faults: []Fault{}}
	_ = fs.WalkDir(content, ".", func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			r.Files++
		}
		return nil
	})
	p, faults := readAll(content, time.Now())
	r.Faults = append(r.Faults, faults...)
	r.Flows = len(p.flows.Flows())
	if !runTests || len(faults) > 0 {
		return r
	}
	reader, err := understanding.NewReader(p.phrases)
	if err != nil {
		r.Faults = append(r.Faults, Fault{File: "phrases", Line: 1, Column: 1, Code: "phrases", Message: err.Error()})
		return r
	}
	r.Tests, r.Faults = p.playAll(reader.Read, r.Faults)
	return r
}

// playAll plays every test of every flow and the good way with every scripted
// customer, and returns how many there were.
func (p parts) playAll(read readFunc, faults []Fault) (int, []Fault) {
	n := 0
	for _, f := range p.flows.Flows() {
		for _, test := range f.Tests {
			for _, lang := range sortedKeys(test.Turns) {
				n++
				for _, why := range play(p.flows, f, test, lang, read) {
					faults = append(faults, Fault{File: f.File, Line: test.At.Line, Column: max(test.At.Column, 1), Code: "test",
						Message: fmt.Sprintf("%s, test %q in %s: %s", f.Name, test.Name, lang, why)})
				}
			}
		}
	}
	scripted, faults := p.playSchool(read, faults)
	return n + scripted, faults
}
