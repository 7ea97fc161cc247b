package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// removal is one protection taken away: data, in curated.json.
type removal struct {
	Promise  string `json:"promise"`
	Mutation string `json:"mutation"`
	File     string `json:"file"`
	Old      string `json:"old"`
	New      string `json:"new"`
	Tests    string `json:"tests,omitempty"` // the package whose test must fail; else the file's own
	Killer   string `json:"killer"`          // the test that must fail
}

//go:embed curated.json
var curatedList []byte

// curated tries the list and reports whether every removal was noticed by the
// test that is meant to.
func (t *tester) curated() bool {
	var list []removal
	if err := json.Unmarshal(curatedList, &list); err != nil {
		fmt.Println("curated.json:", err)
		return false
	}
	lines, oks := make([]string, len(list)), make([]bool, len(list))
	t.together(len(list), func(i int) { lines[i], oks[i] = t.remove(i, list[i]) })
	good := 0
	for i := range list {
		fmt.Println(lines[i])
		if oks[i] {
			good++
		}
	}
	fmt.Printf("curated: %d of %d removals noticed by the test that is meant to\n\n", good, len(list))
	return good == len(list)
}

func (t *tester) remove(i int, r removal) (string, bool) {
	say := func(what string) string { return fmt.Sprintf("%-4s %-64s %s", r.Promise, r.Mutation, what) }
	text, err := os.ReadFile(filepath.Join(t.root, r.File))
	if err != nil {
		return say("ERROR: " + err.Error()), false
	}
	if n := strings.Count(string(text), r.Old); n != 1 {
		return say(fmt.Sprintf("ERROR: the list is stale: the old text stands %d times in %s", n, r.File)), false
	}
	tests := r.Tests
	if tests == "" {
		tests = filepath.Dir(r.File)
	}
	short := !strings.HasPrefix(r.Killer, "TestEveryStateIsHeld")
	v := t.try(fmt.Sprintf("c%d", i), r.File, strings.Replace(string(text), r.Old, r.New, 1), tests, r.Killer, short)
	switch {
	case v.broken != "":
		return say("ERROR: " + v.broken), false
	case !v.killed:
		return say("SURVIVED " + r.Killer), false
	}
	return say("killed by " + r.Killer), true
}
