package main

import (
	"fmt"
	"sort"
	"strings"
)

// mutant is one small change of the code. start and end are the bytes that it
// replaces by text.
type mutant struct {
	file       string
	line, col  int
	start, end int
	form       form
	text       string
	what       string
}

// form says how a mutant and the original can live in one program, so that a
// package is compiled once and not once for every mutant.
type form int

const (
	truth     form = iota // a condition: (this && (mutated) || !this && (original))
	value                 // a number: pick(this, mutated, original)
	statement             // left out: if !this { original }
	entry                 // at the beginning of a body: if this { mutated }
)

// chosen is the variable of the program under test that says which mutant is
// alive, and the file that declares it. No mutant has the number 0.
const chosen = "mutantAlive"

func chooser(pkg string) string {
	return fmt.Sprintf(`package %s

import (
	"os"
	"strconv"
)

var %[2]s, _ = strconv.Atoi(os.Getenv(%[3]q))

func mutantPick[T any](mutated bool, x, y T) T {
	if mutated {
		return x
	}
	return y
}
`, pkg, chosen, aliveVariable)
}

// aliveVariable is the environment variable with the number of the mutant.
const aliveVariable = "MUTANT"

// insertion is a piece of text to put before the byte at.
type insertion struct {
	at    int
	order int // among those of one place
	text  string
}

// schema is the text of a file with all its mutants in it; numbers are theirs.
// Original parts hold the mutants nested in them, mutated parts none: only one
// mutant is alive at a time.
func schema(text string, list []mutant, numbers []int) string {
	var all []insertion
	for i, m := range list {
		before, after := m.around(numbers[i])
		size := m.end - m.start
		// a longer span opens first and closes last
		all = append(all, insertion{m.start, 1<<40 - size<<16 + i, before})
		if after != "" {
			all = append(all, insertion{m.end, -(1 << 41) + size<<16 - i, after})
		}
	}
	sort.SliceStable(all, func(a, b int) bool {
		return all[a].at < all[b].at || all[a].at == all[b].at && all[a].order < all[b].order
	})
	var out strings.Builder
	from := 0
	for _, x := range all {
		out.WriteString(text[from:x.at])
		out.WriteString(x.text)
		from = x.at
	}
	out.WriteString(text[from:])
	return out.String()
}

func (m mutant) around(n int) (before, after string) {
	switch m.form {
	case truth:
		return fmt.Sprintf("(%s == %d && (%s) || %s != %d && (", chosen, n, m.text, chosen, n), "))"
	case value:
		return fmt.Sprintf("mutantPick(%s == %d, %s, ", chosen, n, m.text), ")"
	case statement:
		return fmt.Sprintf("if %s != %d { ", chosen, n), " }"
	}
	return fmt.Sprintf(" if %s == %d { %s }; ", chosen, n, m.text), ""
}

// alone is the text of a file with just this mutant.
func (m mutant) alone(text string) string {
	replacement := m.text
	if m.form == entry {
		replacement = " if true { " + m.text + " }; "
	}
	return text[:m.start] + replacement + text[m.end:]
}
