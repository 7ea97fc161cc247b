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

func removals() (list []removal, err error) {
	if err = json.Unmarshal(curatedList, &list); err != nil {
		err = fmt.Errorf("curated.json: %w", err)
	}
	return list, err
}

// tests is the package whose test must fail.
func (r removal) tests() string {
	if r.Tests != "" {
		return r.Tests
	}
	return filepath.Dir(r.File)
}

// apply returns the text of the file without the protection. The list is stale
// when the protection does not stand there exactly once, or its test is gone.
func (r removal) apply(root string) (string, error) {
	text, err := os.ReadFile(filepath.Join(root, r.File))
	if err != nil {
		return "", err
	}
	if n := strings.Count(string(text), r.Old); n != 1 {
		return "", fmt.Errorf("the list is stale: the old text stands %d times in %s", n, r.File)
	}
	files, err := filepath.Glob(filepath.Join(root, r.tests(), "*_test.go"))
	if err != nil {
		return "", err
	}
	name, _, _ := strings.Cut(r.Killer, "/")
	for _, f := range files {
		test, err := os.ReadFile(f)
		if err != nil {
			return "", err
		}
		if strings.Contains(string(test), "func "+name+"(t *testing.T)") {
			return strings.Replace(string(text), r.Old, r.New, 1), nil
		}
	}
	return "", fmt.Errorf("the list is stale: there is no %s in %s", name, r.tests())
}

// list says what would be tried, builds it and runs no test.
func (t *tester) list() bool {
	list, err := removals()
	if err != nil {
		fmt.Println(err)
		return false
	}
	lines, good := make([]string, len(list)), true
	bad := make([]bool, len(list))
	t.together(len(list), func(i int) {
		r, what := list[i], "ready"
		text, err := r.apply(t.root)
		if err == nil {
			err = t.builds(fmt.Sprintf("l%d", i), r.File, text)
		}
		if err != nil {
			bad[i], what = true, "ERROR: "+err.Error()
		}
		lines[i] = fmt.Sprintf("%-4s %-64s %s: %s", r.Promise, r.Mutation, r.Killer, what)
	})
	for i := range lines {
		fmt.Println(lines[i])
		good = good && !bad[i]
	}
	return good && t.ctx.Err() == nil
}

// curated tries the list and reports whether every removal was noticed by the
// test that is meant to.
func (t *tester) curated() bool {
	list, err := removals()
	if err != nil {
		fmt.Println(err)
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
	text, err := r.apply(t.root)
	if err != nil {
		return say("ERROR: " + err.Error()), false
	}
	short := !strings.HasPrefix(r.Killer, "TestEveryStateIsHeld")
	v := t.try(fmt.Sprintf("c%d", i), r.File, text, r.tests(), r.Killer, short)
	switch {
	case v.broken != "":
		return say("ERROR: " + v.broken), false
	case v.by == "a time limit": // a busy machine is no proof
		return say("UNDECIDED: its test did not end within " + patience.String()), false
	case !v.killed:
		return say("SURVIVED " + r.Killer), false
	}
	return say("killed by " + r.Killer), true
}
