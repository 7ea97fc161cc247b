package main

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

const specimen = `package specimen

func small(a, b int, on bool) (int, bool) {
	n := 0
	if a < b && !on {
		n = a + b - 1
	}
	switch {
	case a == b:
		n++
	default:
		quiet()
	}
	for n < 3 {
		n++
	}
	return n, on || a > b
}

func quiet() {}
`

// One program with all mutants in it must still be a program, and each mutant
// by itself another text: else a mutant would live and nobody would look.
func TestAllMutantsFitOneProgram(t *testing.T) {
	list, err := find("specimen.go", []byte(specimen))
	if err != nil {
		t.Fatal(err)
	}
	numbers := make([]int, len(list))
	forms := map[form]int{}
	for i, m := range list {
		numbers[i] = i + 1
		forms[m.form]++
		alone := m.alone(specimen)
		if _, err := parser.ParseFile(token.NewFileSet(), "", alone, 0); err != nil || alone == specimen {
			t.Errorf("%s %s: %v\n%s", m.where(), m.what, err, alone)
		}
	}
	if len(list) < 20 || len(forms) != 4 {
		t.Fatalf("%d mutants of %d forms", len(list), len(forms))
	}
	whole := schema(specimen, list, numbers)
	if _, err := parser.ParseFile(token.NewFileSet(), "", whole, 0); err != nil {
		t.Fatalf("%v\n%s", err, whole)
	}
	for _, want := range []string{"mutantPick(", "if mutantAlive != ", "(mutantAlive == ", "return *new(int), *new(bool)"} {
		if !strings.Contains(whole, want) {
			t.Errorf("no %q in\n%s", want, whole)
		}
	}
	if strings.Count(whole, "\n") != strings.Count(specimen, "\n") {
		t.Error("the lines of failures would be wrong")
	}
}
