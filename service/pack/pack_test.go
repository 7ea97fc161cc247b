package pack_test

import (
	"testing"
	"testing/fstest"

	"samtal/content"
	"samtal/service/desk"
	"samtal/service/pack"
)

var _ desk.House = (*pack.Pack)(nil)

// What we ship has no fault, and the tests in its flows hold in every language
// with messages that are really read.
func TestTheShippedPackHasNoFaults(t *testing.T) {
	r := pack.Check(content.FS, true)
	for _, f := range r.Faults {
		t.Error(f)
	}
	if r.Flows < 3 || r.Tests < 40 || r.Files < 60 {
		t.Errorf("looked at %+v", r)
	}
}

var _ = fstest.MapFS{}
