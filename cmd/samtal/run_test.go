package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestMain lets the test binary be the program itself: the demo starts its
// company's system from whatever it runs in.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "bank" {
		os.Exit(run(context.Background(), os.Args[1:], app{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Lang: "en", Env: os.Getenv}))
	}
	os.Exit(m.Run())
}

// call runs a command line and returns what a person would see.
func call(lang, in string, args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = run(context.Background(), args, app{In: strings.NewReader(in), Out: &o, Err: &e, Lang: lang, Env: func(string) string { return "" }})
	return code, o.String(), e.String()
}

func TestEveryCommandHasHelpWithAnExampleInBothLanguages(t *testing.T) {
	for _, lang := range []string{"sv", "en"} {
		example := map[string]string{"sv": "Exempel:", "en": "Example:"}[lang]
		for _, command := range []string{"demo", "serve", "token", "read", "check", "new flow", "new market", "shifts check", "pay calculate", "migrate", "bank", "version"} {
			code, out, errs := call(lang, "", append(strings.Fields(command), "--help")...)
			if code != done || errs != "" || !strings.Contains(out, example) || !strings.Contains(out, "samtal "+command) || !strings.Contains(out, "--json") {
				t.Errorf("%s %s --help: %d\n%s%s", lang, command, code, out, errs)
			}
			if lang == "sv" && regexp.MustCompile(`Usage|Flags:|Example|Show context`).MatchString(out) {
				t.Errorf("English in Swedish help:\n%s", out)
			}
		}
		code, out, _ := call(lang, "")
		if code != done || !strings.Contains(out, "migrate") {
			t.Errorf("without a command: %d %s", code, out)
		}
	}
}

var hole = regexp.MustCompile(`\{[a-z]+\}`)

func TestBothLanguagesSayTheSame(t *testing.T) {
	for key, w := range words {
		if len(w) != 2 || w["sv"] == "" || w["en"] == "" {
			t.Errorf("%s is not in both languages", key)
		}
		sv, en := hole.FindAllString(w["sv"], -1), hole.FindAllString(w["en"], -1)
		slices.Sort(sv)
		slices.Sort(en)
		if !slices.Equal(sv, en) {
			t.Errorf("%s: %v and %v", key, sv, en)
		}
	}
}

func TestBadInputIsOneClearLineAndItsExitCode(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		code   int
		sv, en string
		args   []string
	}{
		{code: wrongUse, sv: "oväntat argument", en: "unexpected argument", args: []string{"dmo"}},
		{code: wrongUse, sv: "okänd flagga --prot", en: "unknown flag --prot", args: []string{"demo", "--prot", "1"}},
		{code: wrongUse, sv: "går inte att tolka", en: "expected", args: []string{"demo", "--port", "x"}},
		{code: wrongUse, sv: "är ingen port", en: "is no port", args: []string{"demo", "--port", "70000"}},
		{code: wrongUse, sv: "är ingen tid", en: "is no time", args: []string{"demo", "--now", "kl 8"}},
		{code: wrongUse, sv: "från 0 till 500", en: "from 0 to 500", args: []string{"demo", "--experts", "501"}},
		{code: wrongUse, sv: "säg vem", en: "say who", args: []string{"token"}},
		{code: wrongUse, sv: "går inte ihop", en: "together", args: []string{"token", "--expert", "any", "--lead", "any"}},
		{code: wrongUse, sv: "från 1 till 1", en: "from 1 to 1", args: []string{"token", "--expert", "e-01", "--count", "2"}},
		{code: wrongUse, sv: "är inget språk", en: "is no language", args: []string{"read", "--lang", "svenska"}},
		{code: wrongUse, sv: "finns inte", en: "there is no content folder", args: []string{"check", "--content", file}},
		{code: wrongUse, sv: "är ingen adress", en: "is no address", args: []string{"serve", "--listen", "8080"}},
		{code: failed, sv: "har inget Samtal startat", en: "no Samtal has started", args: []string{"token", "--customer", "any", "--data", t.TempDir()}},
		{code: failed, sv: "går det inte att skriva", en: "can't be written", args: []string{"migrate", "--data", file}},
		{code: failed, sv: "går inte att öppna", en: "can't be opened", args: []string{"migrate", "--database", "postgres://u:secret@127.0.0.1:1/x?connect_timeout=1"}},
		{code: failed, sv: "går inte att läsa", en: "can't be read", args: []string{"read", file + "x"}},
	} {
		for _, lang := range []string{"sv", "en"} {
			code, out, errs := call(lang, "", c.args...)
			want := map[string]string{"sv": c.sv, "en": c.en}[lang]
			if code != c.code || out != "" || strings.Count(errs, "\n") != 1 || !strings.HasPrefix(errs, "samtal: ") || !strings.Contains(errs, want) || strings.Contains(errs, "secret") {
				t.Errorf("%s %v: %d, wanted %d and %q\n%s%s", lang, c.args, code, c.code, want, out, errs)
			}
		}
	}
}

func TestReadAnswersOneObjectALine(t *testing.T) {
	good := filepath.Join(t.TempDir(), "messages.txt")
	if err := os.WriteFile(good, []byte("jag vill prata med en människa\r\n\n349 kr <b>& tack\n\xff\xfe sista raden utan slut"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := call("en", "", "read", good)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if code != done || errs != "" || len(lines) != 3 {
		t.Fatalf("%d: %d lines\n%s%s", code, len(lines), out, errs)
	}
	for i, line := range lines {
		var v map[string]json.RawMessage
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"text", "language", "wants_human", "sensitivities", "topics", "in_scope", "mood", "entities", "evidence"} {
			if len(v[key]) == 0 || string(v[key]) == "null" {
				t.Errorf("line %d: %s is %q", i+1, key, v[key])
			}
		}
		if human := string(v["wants_human"]) == "true"; human != (i == 0) {
			t.Errorf("line %d: wants_human %v", i+1, human)
		}
	}
	if !strings.Contains(lines[1], "<b>& tack") {
		t.Error("the text comes back changed: " + lines[1])
	}
	code, out, errs = call("en", "hello\n", "read", "--lang", "en", good, good+"x", "-")
	if code != someFiles || strings.Count(out, "\n") != 4 || strings.Count(errs, "\n") != 2 {
		t.Errorf("one of three files is missing: %d\n%s%s", code, out, errs)
	}
	if code, _, _ := call("en", "", "read", good+"x", good+"y"); code != failed {
		t.Errorf("no file could be read: %d", code)
	}
}

func TestTheClockCanBeSet(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC) // 10:30 in Stockholm
	for text, want := range map[string]time.Duration{"": 0, "23:00": 12*time.Hour + 30*time.Minute, "08:00": -150 * time.Minute,
		"2026-11-25T09:30:00Z": 24 * time.Hour, "2026-11-24T10:31": time.Minute, "2026-11-25": 13*time.Hour + 30*time.Minute} {
		if got, err := shiftTo(text, now); err != nil || got != want {
			t.Errorf("%q: %v, %v; wanted %v", text, got, err, want)
		}
	}
}

func TestAFolderIsForOneOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // the point of the test
		t.Fatal(err)
	}
	first, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("others may look into it: %v %v", info.Mode(), err)
	}
	code, _, errs := call("en", "", "migrate", "--data", dir)
	if code != failed || !strings.Contains(errs, "another samtal (pid ") {
		t.Errorf("%d %s", code, errs)
	}
	if err := first.close(); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the lock's file stays, the lock does not
		if code, _, errs := call("en", "", "migrate", "--data", dir); code != done {
			t.Errorf("%d %s", code, errs)
		}
	}
}

func TestPeopleKeepWhatWasWrittenAboutThem(t *testing.T) {
	first := merge(nil, demoPeople(3))
	own := slices.Clone(first)
	own[0].Name = "Majken"
	own = append(own, person{ID: "e-77", Name: "Ny", Role: "expert"})
	second := merge(own, demoPeople(1))
	byID := map[string]person{}
	for _, p := range second {
		byID[p.ID] = p
	}
	if len(second) != len(first)-2+1 || byID["e-01"].Name != "Majken" || byID["e-77"].Name != "Ny" || len(seeds) != 40 || !byID["e-41"].Simulated || byID["e-42"].ID != "" {
		t.Errorf("%+v", second)
	}
}

func TestMachinesGetVersionAndDatabaseAsJSON(t *testing.T) {
	for _, args := range [][]string{{"version", "--json"}, {"migrate", "--json", "--data", t.TempDir()}, {"check", "--json"}} {
		code, out, errs := call("sv", "", args...)
		var v map[string]any
		if err := json.Unmarshal([]byte(out), &v); err != nil || code != done || errs != "" || strings.Count(out, "\n") != 1 {
			t.Errorf("%v: %d %v\n%s%s", args, code, err, out, errs)
		}
	}
}
