package main

import (
	"encoding/json"
	"os"
	"path/filepath"
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

func TestEvaluateTopics(t *testing.T) {
	dir := t.TempDir()
	file := func(name, body string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	train := file("train.csv", "text,label\n\"where is my card, please\",card\nhas the card been sent,card\nmy card never came,card\nwhy is there a fee,fee\nwhat do you charge,fee\nthe fee is wrong,fee\n")
	test := file("test.csv", "\uFEFFtext,category\nis my card on its way,card\nwhy this charge,fee\nsomething new,other\n")
	foreign := file("foreign.csv", "text\nwho won the match\nrecipe for pancakes\n")
	var got topicsResult
	code, out, errs := call("en", "", "evaluate", "topics", "--train", train, "--test", test, "--out-of-scope", foreign, "--json")
	if err := json.Unmarshal([]byte(out), &got); code != 0 || err != nil {
		t.Fatalf("%d %v %q %q", code, err, out, errs)
	}
	if got.Train != 6 || got.Texts != 3 || got.Labels != 2 || got.Unknown != 1 || got.Accuracy < 0.6 || got.Calibrated || got.OutOfScope == nil || got.OutOfScope.Texts != 2 {
		t.Errorf("%+v", got)
	}
	code, out, _ = call("sv", "", "evaluate", "topics", "--train", train, "--test", test, "--shots", "2", "--seeds", "3")
	if code != 0 || !strings.Contains(out, "medel av 3 dragningar") || !strings.Contains(out, "inte kalibrerade") {
		t.Errorf("%d %q", code, out)
	}
	for name, args := range map[string][]string{
		"no file":      {"--train", filepath.Join(dir, "none.csv"), "--test", test},
		"one label":    {"--train", file("one.csv", "text,label\na,x\nb,x\n"), "--test", test},
		"no label":     {"--train", file("half.csv", "text,label\na,x\nb,\n"), "--test", test},
		"no column":    {"--train", file("col.csv", "text,other\na,x\n"), "--test", test},
		"empty":        {"--train", file("empty.csv", ""), "--test", test},
		"not UTF-8":    {"--train", file("bad.csv", "text,label\n\xff,x\n"), "--test", test},
		"seeds":        {"--train", train, "--test", test, "--seeds", "0"},
		"shots":        {"--train", train, "--test", test, "--shots", "-1"},
		"missing flag": {"--train", train},
	} {
		code, out, errs := call("en", "", append([]string{"evaluate", "topics"}, args...)...)
		if code == 0 || out != "" || strings.Count(strings.TrimSpace(errs), "\n") > 1 || errs == "" {
			t.Errorf("%s: %d %q %q", name, code, out, errs)
		}
	}
}
