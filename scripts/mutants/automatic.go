package main

import (
	"bufio"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"
)

// aim is the share of mutants that the tests of a package must notice.
const aim = 0.9

// automatic mutates a package and reports whether enough was noticed. A sample
// of 0 tries everything.
func (t *tester) automatic(pkg string, sample int, seed uint64) bool {
	list, texts, err := t.mutations(pkg)
	if err != nil {
		fmt.Println(err)
		return false
	}
	total := len(list)
	if sample > 0 && sample < total {
		r := rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(total, func(i, j int) { list[i], list[j] = list[j], list[i] })
		list = list[:sample]
	}
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i], list[j]
		return a.file < b.file || a.file == b.file && a.start < b.start
	})
	tried := len(list)
	start := time.Now()
	if list, err = t.valid(pkg, list, texts); err != nil {
		fmt.Println(err)
		return false
	}
	s, err := t.compile(pkg, list, texts)
	if err != nil {
		fmt.Println(err)
		return false
	}
	fmt.Fprintf(os.Stderr, "%s: %d mutants in one program after %s; %d quick tests, %d slow ones\n",
		pkg, len(list), time.Since(start).Round(time.Second), len(s.quick), len(s.slow))
	var mu sync.Mutex
	by := map[string]int{}
	var survived []string
	done := 0
	t.together(len(list), func(i int) {
		killer := s.killer(i + 1)
		if t.ctx.Err() != nil {
			return // interrupted: it says nothing about the mutant
		}
		mu.Lock()
		defer mu.Unlock()
		if done++; killer == "" {
			survived = append(survived, fmt.Sprintf("%s: %s", list[i].where(), list[i].what))
		} else {
			by[killer]++
		}
		if done%100 == 0 {
			fmt.Fprintf(os.Stderr, "%s: %d of %d, %d survived\n", pkg, done, len(list), len(survived))
		}
	})
	slices.Sort(survived)
	for _, m := range survived {
		fmt.Println("SURVIVED", m)
	}
	names := slices.SortedFunc(maps.Keys(by), func(a, b string) int { return by[b] - by[a] })
	for _, name := range names[:min(len(names), 12)] {
		fmt.Printf("%5d killed by %s\n", by[name], name)
	}
	if len(names) > 12 {
		fmt.Printf("      and %d more tests killed some\n", len(names)-12)
	}
	killed := done - len(survived)
	share := float64(killed) / float64(max(done, 1))
	fmt.Printf("%s: %d of %d mutations tried (seed %d), %d do not compile, %d of %d killed: %.1f%%, aim %.0f%%\n\n",
		pkg, tried, total, seed, tried-len(list), killed, done, 100*share, 100*aim)
	return t.ctx.Err() == nil && done > 0 && share >= aim
}

// mutations finds all mutations of a package, and the texts of its files.
func (t *tester) mutations(pkg string) (list []mutant, texts map[string]string, err error) {
	files, err := filepath.Glob(filepath.Join(t.root, pkg, "*.go"))
	if err != nil || len(files) == 0 {
		return nil, nil, fmt.Errorf("no such package: %s", pkg)
	}
	texts = map[string]string{}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			return nil, nil, err
		}
		name, err := filepath.Rel(t.root, f)
		if err != nil {
			return nil, nil, err
		}
		found, err := find(name, text)
		if err != nil {
			return nil, nil, err
		}
		texts[name] = string(text)
		list = append(list, found...)
	}
	return list, texts, nil
}

// valid keeps the mutants that compile.
func (t *tester) valid(pkg string, list []mutant, texts map[string]string) ([]mutant, error) {
	c, err := t.newChecker(pkg, texts)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(list, func(m mutant) bool { return !c.compiles(m.file, m.alone(texts[m.file])) }), nil
}

func (m mutant) where() string { return fmt.Sprintf("%s:%04d:%02d", m.file, m.line, m.col) }

// program is a package's tests with all mutants in them; mutant 0 is the
// package as it stands.
type program struct {
	t           *tester
	pkg, binary string
	quick, slow []string // tests, by how long they take when nothing is wrong
	patience    time.Duration
}

// hangs is how long the quick tests of a mutant may run.
const hangs = 10 * time.Second

// quickly is how long a test of the first round takes at most.
const quickly = 200 * time.Millisecond

// compile builds the program, checks that its tests pass while no mutant is
// alive, and sees how long each takes.
func (t *tester) compile(pkg string, list []mutant, texts map[string]string) (*program, error) {
	replace := map[string]string{}
	for name, text := range texts {
		var own []mutant
		var numbers []int
		for i, m := range list {
			if m.file == name {
				own, numbers = append(own, m), append(numbers, i+1)
			}
		}
		replace[name] = schema(text, own, numbers)
		if _, ok := replace[filepath.Join(pkg, "mutants.go")]; !ok {
			line, _, _ := strings.Cut(text[strings.Index("\n"+text, "\npackage "):], "\n")
			replace[filepath.Join(pkg, "mutants.go")] = chooser(strings.Fields(line)[1])
		}
	}
	overlay, err := t.overlay("program-"+filepath.Base(pkg), replace)
	if err != nil {
		return nil, err
	}
	p := &program{t: t, pkg: pkg, binary: filepath.Join(filepath.Dir(overlay), "tests")}
	if out, err := t.build(overlay, p.binary, pkg); err != nil {
		return nil, fmt.Errorf("the mutants together do not compile: %w\n%s", err, out)
	}
	start := time.Now()
	out, err := t.run(p.binary, pkg, 10*patience, nil, "-test.short", "-test.v")
	if err != nil {
		return nil, fmt.Errorf("the tests of %s fail without a mutant: %w\n%s", pkg, err, out)
	}
	p.patience = max(hangs, 5*time.Since(start))
	for scan := bufio.NewScanner(strings.NewReader(out)); scan.Scan(); {
		m := passed.FindStringSubmatch(scan.Text())
		if m == nil {
			continue
		}
		if took, err := time.ParseDuration(m[2]); err == nil && took > quickly {
			p.slow = append(p.slow, m[1])
		} else {
			p.quick = append(p.quick, m[1])
		}
	}
	return p, nil
}

// killer is the first test that notices a mutant; "" when none does. The quick
// tests go first: most mutants live for less than a tenth of a second.
func (p *program) killer(n int) string {
	for i, tests := range [][]string{p.quick, p.slow} {
		if len(tests) == 0 {
			continue
		}
		limit := hangs // the quick ones end in a hundredth of it
		if i > 0 {
			limit = p.patience
		}
		out, err := p.t.run(p.binary, p.pkg, limit, []string{fmt.Sprintf("%s=%d", aliveVariable, n)},
			"-test.short", "-test.failfast", "-test.run", "^("+strings.Join(tests, "|")+")$")
		if err != nil {
			return blame(out)
		}
	}
	return ""
}
