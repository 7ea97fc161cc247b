package main

import (
	"fmt"
	"go/token"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
)

// mutant is one small change of the code, as text to replace.
type mutant struct {
	file       string
	at         token.Position
	start, end int // bytes
	text       string
	what       string
}

// aim is the share of mutants that the tests of a package must notice.
const aim = 0.9

// automatic mutates a package and reports whether enough was noticed. A sample
// of 0 tries everything.
func (t *tester) automatic(pkg string, sample int, seed uint64) bool {
	files, err := filepath.Glob(filepath.Join(t.root, pkg, "*.go"))
	if err != nil || len(files) == 0 {
		fmt.Println("no such package:", pkg)
		return false
	}
	var list []mutant
	texts := map[string]string{}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			fmt.Println(err)
			return false
		}
		name, _ := filepath.Rel(t.root, f)
		texts[name] = string(text)
		found, err := find(name, text)
		if err != nil {
			fmt.Println(err)
			return false
		}
		list = append(list, found...)
	}
	total := len(list)
	if sample > 0 && sample < total {
		r := rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(total, func(i, j int) { list[i], list[j] = list[j], list[i] })
		list = list[:sample]
		sort.Slice(list, func(i, j int) bool {
			a, b := list[i], list[j]
			return a.file < b.file || a.file == b.file && a.start < b.start
		})
	}
	var mu sync.Mutex
	killed, broken := 0, 0
	var survived []mutant
	t.together(len(list), func(i int) {
		m := list[i]
		text := texts[m.file]
		v := t.try(fmt.Sprintf("a%d", i), m.file, text[:m.start]+m.text+text[m.end:], pkg, "", true)
		if t.ctx.Err() != nil {
			return // interrupted: it says nothing about the mutant
		}
		mu.Lock()
		defer mu.Unlock()
		switch {
		case v.broken != "":
			broken++ // the compiler notices: no mutant
		case v.killed:
			killed++
		default:
			survived = append(survived, m)
		}
		if n := killed + broken + len(survived); n%50 == 0 {
			fmt.Fprintf(os.Stderr, "%s: %d of %d, %d survived\n", pkg, n, len(list), len(survived))
		}
	})
	slices.SortFunc(survived, func(a, b mutant) int { return strings.Compare(where(a), where(b)) })
	for _, m := range survived {
		fmt.Printf("SURVIVED %s: %s\n", where(m), m.what)
	}
	alive := killed + len(survived)
	share := float64(killed) / float64(max(alive, 1))
	fmt.Printf("%s: %d of %d mutations tried (seed %d), %d do not compile, %d of %d killed: %.1f%%, aim %.0f%%\n\n",
		pkg, len(list), total, seed, broken, killed, alive, 100*share, 100*aim)
	return t.ctx.Err() == nil && alive > 0 && share >= aim
}

func where(m mutant) string { return fmt.Sprintf("%s:%04d:%02d", m.file, m.at.Line, m.at.Column) }
