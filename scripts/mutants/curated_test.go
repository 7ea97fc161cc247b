package main

import "testing"

// A removal that no longer fits the code protects nothing, and nobody would
// see it before the next long run.
func TestTheCuratedListFitsTheCode(t *testing.T) {
	list, err := removals()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 30 {
		t.Fatalf("only %d removals", len(list))
	}
	for _, r := range list {
		if _, err := r.apply("../.."); err != nil {
			t.Errorf("%s %s: %v", r.Promise, r.Mutation, err)
		}
	}
	stale := list[0]
	stale.Killer = "TestNobodyWrote"
	if _, err := stale.apply("../.."); err == nil {
		t.Error("a removal without a test passes")
	}
}
