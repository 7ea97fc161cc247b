package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestEvaluateDialoguesComparesTheBackOffice(t *testing.T) {
	code, out, errs := call("en", "", "evaluate", "dialogues", "../../simulate/dialogues/testdata", "--trials", "2", "--only", "anna says it all at once", "--json")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if code != 0 || len(lines) != 2 {
		t.Fatalf("%d %q %q", code, out, errs)
	}
	var sum struct {
		Routine struct{ N, All int } `json:"routine_pass_k"`
	}
	if err := json.Unmarshal([]byte(lines[1]), &sum); err != nil || sum.Routine.N != 1 || sum.Routine.All != 1 {
		t.Errorf("%v %s", err, out)
	}
	for _, bad := range [][]string{{"nowhere"}, {"house"}, {"../../simulate/dialogues/testdata", "--trials", "0"}} {
		if code, _, errs := call("en", "", append([]string{"evaluate", "dialogues"}, bad...)...); code != wrongUse || errs == "" {
			t.Errorf("%v: %d %q", bad, code, errs)
		}
	}
}
