package flow

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestParseKeepsDatesAndAmountsAsText(t *testing.T) {
	flows, faults := Parse("x.yaml", []byte(`
flow: x
version: 3
title: {en: X}
steps:
  - &s {say: {en: [One, "Two {{a.b}}"]}}
  - {tool: t, with: {n: 1.50, w: word, q: "quoted", b: true, own: a, l: [1, x]}, save_as: a, if_error: [*s]}
tests:
  - name: n
    given: {today: 2026-11-20, t: {on: 2026-11-20, amount: 649.00 SEK, n: 1.50, id: "0042", sequence: [1]}}
    turns: {en: [hi, {choice: "pick:x:1"}, {text: yes, seen: first_confirm}]}
    expect: {effects: {t: 1}, says: [hello]}
`))
	if len(faults) != 0 {
		t.Fatal(faults)
	}
	f := flows[0]
	if got := string(f.Tests[0].Given.Tools["t"]); got != `{"on":"2026-11-20","amount":"649.00 SEK","n":1.50,"id":"0042","sequence":[1]}` {
		t.Error(got)
	}
	if f.Tests[0].Given.Today != "2026-11-20" || len(f.Tests[0].Turns["en"]) != 3 || f.Tests[0].Turns["en"][2].Seen != "first_confirm" || f.Tests[0].Expect.Effects["t"] != 1 {
		t.Errorf("%+v", f.Tests[0])
	}
	var args []string
	for _, a := range f.Steps[1].With {
		args = append(args, a.Name+"="+string(a.Literal))
	}
	if got := strings.Join(args, " "); got != `n=1.50 w="word" q="quoted" b=true own="a" l=[1,"x"]` {
		t.Error(got)
	}
	if f.Steps[1].IfError[0].Kind != StepSay || f.Version != 3 {
		t.Error("the alias was not followed")
	}
}

func TestFaultsSayWhereAndSuggest(t *testing.T) {
	for _, x := range []struct{ src, want string }{
		{"flow: x\nverison: 1\n", `f:2:1: "verison" is not a key here; did you mean "version"?`},
		{"flow: x\nversion: 1\ntitle: {en: X}\nsteps:\n  - tol: find\n", `f:5:5: a step needs exactly one of`},
		{"flow: x\nversion: 1\ntitle: {en: X}\nsteps:\n  - {say: {en: Hi}, ask: x}\n", `f:5:5: a step needs exactly one of`},
		{"flow: x\nversion: 1\ntitle: {en: X}\nsteps:\n  - {say: {en: Hi}, max_times: 1}\n", `f:5:21: "max_times" is not a key here`},
		{"flow: x\nversion: 1\ntitle: {en: X}\nsteps:\n  - {end: setled}\n", `did you mean "settled"?`},
		{"flow: x\nversion: 1\ntitle: {en: X}\nslots: {d: {type: dat, ask: {en: D}}}\nsteps: [{ask: d}]\n", `f:4:19: "dat" is not one of`},
		{"flow: x\nversion: 1\ntitle: {en: X}\nsteps:\n  - choose:\n      - when: 1 + 1\n        do: []\n", `f:6:15: the expression doesn't work: it gives int, not bool`},
		{"flow: x\nversion: 1\ntitle: {en: X}\nsteps:\n  - choose:\n      - when: today > 3\n        do: []\n", `f:6:21: the expression doesn't work`},
		{"flow: x\nversion: 1\ntitle: {en: X}\nsteps:\n  - choose:\n      - when: \"tody == 3\"\n        do: []\n", `f:6:16: "tody" is neither a slot nor a saved result of this flow; did you mean "today"?`},
		{"flow: x\nversion: 1\ntitle: {en: X}\nsteps: [{say: hello}]\n", `must be keys with values`},
		{"flow: x\nversion: -1\ntitle: {en: X}\nsteps: []\n", `version must be a whole number`},
		{"flow: x\nsensitive: maybe\nversion: 1\ntitle: {en: X}\nsteps: []\n", `sensitive must be true or false`},
		{"flow: X y\nversion: 1\ntitle: {en: X}\nsteps: []\n", `"X y" must be lower-case`},
		{"- a\n- b\n", `a flow must be keys with values`},
		{"a: [b\n", `the file can't be read here`},
		{"", `flow is missing`},
		{"flow: x\nversion: 1\ntitle: {en: X}\nsteps: [{say: {en: \"\"}}]\n", `say is missing`},
		{"flow: x\nversion: 1\ntitle: {en: X}\nsteps: [{say: {en: \"{{A b}}\"}}]\n", `must be a plain field`},
	} {
		_, faults := Parse("f", []byte(x.src))
		found := false
		for _, f := range faults {
			found = found || strings.Contains(f.String(), x.want)
		}
		if !found {
			t.Errorf("%q: want %q, got %v", x.src, x.want, faults)
		}
	}
	_, faults := Parse("f", []byte("flow: x\nverison: 1\n"))
	if faults[len(faults)-1].Sv != `"verison" är ingen nyckel här; menade du "version"?` {
		t.Error(faults[len(faults)-1].Sv)
	}
}

func TestAliasesCannotUnfoldForEver(t *testing.T) {
	src := "flow: x\nversion: 1\ntitle: {en: X}\nlabels:\n  a0: &a0 {en: x, sv: y}\n"
	for i := 1; i < 9; i++ {
		prev := "*a" + string(rune('0'+i-1))
		src += "  a" + string(rune('0'+i)) + ": &a" + string(rune('0'+i)) + " [" + strings.Repeat(prev+", ", 9) + prev + "]\n"
	}
	_, faults := Parse("f", []byte(src+"steps: []\n"))
	if !slices.ContainsFunc(faults, func(f Fault) bool { return strings.Contains(f.Message, "too many values") }) {
		t.Error("a hundred million values were accepted")
	}
}

// The published schema and the parser must name the same keys, or editors
// would praise what the program refuses.
func TestTheSchemaKnowsTheSameKeys(t *testing.T) {
	src, err := os.ReadFile(filepath.Join(contentDir, "schema", "flow.json"))
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Properties map[string]any `json:"properties"`
		Defs       map[string]struct {
			Properties map[string]any `json:"properties"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal(src, &schema); err != nil {
		t.Fatal(err)
	}
	all := []string{}
	for _, keys := range stepKeys {
		for _, k := range keys {
			if !slices.Contains(all, k) {
				all = append(all, k)
			}
		}
	}
	for name, keys := range map[string][]string{"": headerKeys, "slot": slotKeys, "test": testKeys, "step": all} {
		have := schema.Properties
		if name != "" {
			have = schema.Defs[name].Properties
		}
		want := slices.Clone(keys)
		slices.Sort(want)
		if got := sortedKeys(have); !slices.Equal(got, want) {
			t.Errorf("%s: the schema has %v, the parser %v", name, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(miniFlow))
	f.Add([]byte("a: &x [*x]\n"))
	f.Add([]byte("flow: x\nversion: 1\ntitle: {en: X}\nsteps: [{go_to: x}]\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		flows, _ := Parse("f", src)
		c := NewCatalogue(flows, nil, miniTools)
		Lint(c)
		for _, x := range flows {
			c.Advance(c.Start(x.Name, "en"), miniInput)
		}
	})
}
