package flow

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// seed puts one fault into a copy of a shipped flow. The table is data, since
// cmd/samtal shows that `samtal check` catches the very same faults.
type seed struct {
	Code string `json:"code"`
	File string `json:"file"`
	Old  string `json:"old"`
	New  string `json:"new"`
	Line string `json:"line"` // a piece of the line that must be blamed, in the changed file
}

func seeds(t *testing.T) (list []seed) {
	t.Helper()
	src, err := os.ReadFile("testdata/seeded.json")
	if err == nil {
		err = json.Unmarshal(src, &list)
	}
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// shipped are the flows and patterns as they are, read once.
var shipped = sync.OnceValue(func() map[string][]*Flow {
	out := map[string][]*Flow{}
	for _, dir := range []string{"flows", "patterns"} {
		files, _ := filepath.Glob(filepath.Join(contentDir, dir, "*.yaml"))
		for _, f := range files {
			src, _ := os.ReadFile(f) // a file that can't be read has no flows, and its seeds fail
			out[dir+"/"+filepath.Base(f)], _ = Parse(filepath.Base(f), src)
		}
	}
	return out
})

// seeded lints the shipped content with one change.
func seeded(t *testing.T, s seed) ([]Fault, string) {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(contentDir, filepath.FromSlash(s.File)))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(src), s.Old) {
		t.Fatalf("%s has no %q to change", s.File, s.Old)
	}
	changed := strings.Replace(string(src), s.Old, s.New, 1)
	flows, faults := Parse(filepath.Base(s.File), []byte(changed))
	var all, patterns []*Flow
	for _, file := range sortedKeys(shipped()) {
		list := shipped()[file]
		if file == s.File {
			list = flows
		}
		if strings.HasPrefix(file, "flows/") {
			all = append(all, list...)
		} else {
			patterns = append(patterns, list...)
		}
	}
	return append(faults, Lint(NewCatalogue(all, patterns, toolTable(t)))...), changed
}

func TestEachSeededFaultIsCaughtOnItsLine(t *testing.T) {
	covered := map[string]bool{}
	for _, s := range seeds(t) {
		covered[s.Code] = true
		t.Run(s.Code+"/"+s.File, func(t *testing.T) {
			faults, text := seeded(t, s)
			for _, f := range faults {
				if f.Code != s.Code {
					continue
				}
				if s.Line == "" || f.Line == lineOf(text, s.Line) {
					if f.Message == "" || f.Sv == "" || f.Column < 1 || strings.Contains(f.Message+f.Sv, "%!") {
						t.Errorf("half a fault: %+v", f)
					}
					return
				}
			}
			t.Errorf("not caught on line %d; found %v", lineOf(text, s.Line), faults)
		})
	}
	for code := range messages {
		if !covered[code] {
			t.Errorf("no seeded fault shows that %q is caught", code)
		}
	}
}

func lineOf(text, piece string) int {
	i := strings.Index(text, piece)
	if i < 0 {
		return -1
	}
	return 1 + strings.Count(text[:i], "\n")
}

func TestLintRefusesTheSameVersionTwice(t *testing.T) {
	flows := loadDir(t, "flows")
	c := NewCatalogue(append(flows, flows[0]), nil, toolTable(t))
	faults := Lint(c)
	if len(faults) != 1 || faults[0].Code != "duplicate" {
		t.Errorf("want one duplicate, got %v", faults)
	}
}

func TestLintNeedsOnlyTheMarketsLanguages(t *testing.T) {
	flows, _ := Parse("f.yaml", []byte(strings.ReplaceAll(miniFlow, `, sv: "Vilket?"`, "")))
	c := NewCatalogue(flows, nil, toolTable(t))
	c.Languages = []string{"en"}
	for _, f := range Lint(c) {
		if f.Code == "missing_language" {
			t.Error(f)
		}
	}
	c.Languages = []string{"en", "sv"}
	found := false
	for _, f := range Lint(c) {
		found = found || f.Code == "missing_language"
	}
	if !found {
		t.Error("a text without Swedish was let through")
	}
}

func TestTopicsOfPeopleAreSensitiveWhateverTheHeaderSays(t *testing.T) {
	for _, topic := range []string{"fraud", "dispute", "hardship", "bereavement", "complaint", "distress"} {
		flows, _ := Parse("mini.yaml", []byte(strings.Replace(miniFlow, "topic: mini", "topic: "+topic, 1)))
		codes := ""
		for _, f := range Lint(NewCatalogue(flows, nil, miniTools)) {
			codes += f.Code + " "
		}
		if !strings.Contains(codes, "sensitive_ceiling") || !strings.Contains(codes, "sensitive_no_human") {
			t.Errorf("%s: %s", topic, codes)
		}
	}
}

func TestAPatternTwiceIsRefused(t *testing.T) {
	patterns := loadDir(t, "patterns")
	faults := Lint(NewCatalogue(nil, append(patterns, patterns[0]), nil))
	if len(faults) != 1 || faults[0].Code != "duplicate" {
		t.Errorf("%v", faults)
	}
}

// A name known on the first way to a step may be unknown on another one, found
// later; what follows from it must be judged again.
func TestNamesMustBeKnownOnEveryWay(t *testing.T) {
	flows, faults := Parse("a.yaml", []byte(`
flow: a
version: 1
title: {en: A, sv: A}
slots: {}
steps:
  - choose:
      - when: customer.signed_in
        do: [{tool: find, save_as: x, if_error: [{end: failed}]}, {say: {en: "Yes", sv: "Ja"}}]
      - when: today > date("2020-01-01")
        do: [{tool: find, save_as: x, if_error: [{end: failed}]}, {go_to: tell, max_times: 1}]
      - otherwise: true
        do: []
  - say: {en: "Now", sv: "Nu"}
  - id: tell
    say: {en: "{{x.y}}", sv: "{{x.y}}"}
  - end: answered
`))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	var codes []string
	for _, f := range Lint(NewCatalogue(nil, flows, miniTools)) {
		if f.Code != "missing_pattern" {
			codes = append(codes, f.Code)
		}
	}
	if len(codes) != 1 || codes[0] != "not_known_yet" {
		t.Errorf("%v", codes)
	}
}
