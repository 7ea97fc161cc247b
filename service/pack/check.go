package pack

import "io/fs"

// Fault is one thing wrong in a file of a pack.
type Fault struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Report is what Check found.
type Report struct {
	Files  int     `json:"files"`
	Flows  int     `json:"flows"`
	Tests  int     `json:"tests"` // flow tests that ran
	Faults []Fault `json:"faults"`
}

// Check reads a whole pack, names every fault in every file, and runs the
// tests in the flow files when asked to.
func Check(content fs.FS, runTests bool) Report { return Report{} }
