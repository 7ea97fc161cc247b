package flow

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"samtal/core/identity"
	"samtal/core/understanding"
)

const contentDir = "../../content"

// realCatalogue loads what is shipped.
func realCatalogue(t testing.TB) *Catalogue {
	t.Helper()
	return NewCatalogue(loadDir(t, "flows"), loadDir(t, "patterns"), toolTable(t))
}

func loadDir(t testing.TB, dir string) []*Flow {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(contentDir, dir, "*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in content/%s: %v", dir, err)
	}
	var out []*Flow
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		flows, faults := Parse(filepath.Base(f), src)
		for _, x := range faults {
			t.Error(x)
		}
		out = append(out, flows...)
	}
	return out
}

// toolTable reads content/tools.yaml with this package's own reader.
func toolTable(t testing.TB) []identity.Tool {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(contentDir, "tools.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	fs := &faults{file: "tools.yaml"}
	docs := read(src, fs)
	if len(docs) == 0 || len(fs.list) > 0 {
		t.Fatal("tools.yaml can't be read", fs.list)
	}
	var out []identity.Tool
	for _, it := range docs[0].get("tools").list {
		level, _ := identity.ParseLevel(it.get("needs").text)
		out = append(out, identity.Tool{Name: it.get("name").text, Class: identity.Class(it.get("class").text), Needs: level})
	}
	return out
}

func TestTheShippedContentHasNoFaults(t *testing.T) {
	for _, f := range Lint(realCatalogue(t)) {
		t.Error(f)
	}
}

// stage plays one test of a flow file with the engine alone: this package's
// own commands, faked tools, and a law reduced to "run exactly what was agreed".
type stage struct {
	t        testing.TB
	c        *Catalogue
	f        *Flow
	test     Test
	lang     string
	run      Run
	fakes    *Fakes
	outs     []Outcome
	confirms []*Confirm
	topics   []string
	said     []string
	read     func(text, language, today string) understanding.Reading
}

func play(t testing.TB, c *Catalogue, f *Flow, test Test, lang string) *stage {
	return playAs(t, c, f, test, lang, readForTest)
}

func playAs(t testing.TB, c *Catalogue, f *Flow, test Test, lang string, read func(text, language, today string) understanding.Reading) *stage {
	s := &stage{t: t, c: c, f: f, test: test, lang: lang, run: c.Start(f.Name, lang), fakes: NewFakes(test.Given), read: read}
	for _, turn := range test.Turns[lang] {
		if turn.Expert != "" || s.run.Ended != "" {
			break // the assistant is silent from here on
		}
		s.turn(turn)
	}
	return s
}

func (s *stage) input() Input {
	today := s.test.Given.Today
	if today == "" {
		today = "2026-11-20"
	}
	return Input{Language: s.lang, Today: today, SignedIn: !s.test.Given.SignedOut}
}

func (s *stage) turn(turn TestTurn) {
	in := s.input()
	r := s.read(turn.Text, s.lang, in.Today)
	in.Commands = Commands(s.f, s.run, r, turn.Text, turn.Choice)
	if w := s.run.Waits; w != nil && w.For == "confirm" {
		for _, cmd := range in.Commands {
			if cmd.Kind != Yes {
				continue
			}
			in.Commands, in.Confirm = nil, &Answer{Yes: true, Digest: w.Confirm.Digest}
			if turn.Seen == "first_confirm" {
				in.Confirm.Digest = s.confirms[0].Digest
			}
			if in.Confirm.Digest == w.Confirm.Digest {
				in.Results = s.act(w.Confirm.Acts)
			}
		}
	}
	s.step(in)
}

// act runs what was agreed; an unknown end is tried again with the same key.
func (s *stage) act(acts []Act) []ToolResult {
	var out []ToolResult
	for _, a := range acts {
		r := s.fakes.Call(a.Tool, a.Args, a.Key)
		if r.Error == "timeout" {
			r = s.fakes.Call(a.Tool, a.Args, a.Key)
		}
		out = append(out, r)
	}
	return out
}

func (s *stage) step(in Input) {
	for {
		out := s.c.Advance(s.run, in)
		s.run = out.Run
		s.outs = append(s.outs, out)
		for _, m := range out.Messages {
			s.said = append(s.said, m.Text)
		}
		for _, h := range out.Human {
			s.topics = append(s.topics, h.Topic)
		}
		if out.Confirm != nil {
			s.confirms = append(s.confirms, out.Confirm)
			s.said = append(s.said, out.Confirm.Text)
		}
		if len(out.Calls) == 0 {
			return
		}
		in = s.input()
		for _, c := range out.Calls {
			in.Results = append(in.Results, s.fakes.Call(c.Tool, c.Args, ""))
		}
	}
}

func (s *stage) check() {
	s.t.Helper()
	want := s.test.Expect
	if want.Outcome != "" && s.run.Ended != want.Outcome {
		s.t.Errorf("ended %q, want %q", s.run.Ended, want.Outcome)
	}
	if want.Tools != nil && !slices.Equal(s.fakes.Calls, want.Tools) {
		s.t.Errorf("called %v, want %v", s.fakes.Calls, want.Tools)
	}
	for _, tool := range want.Never {
		if slices.Contains(s.fakes.Calls, tool) {
			s.t.Errorf("%s was called", tool)
		}
	}
	if want.Holder == "line" && !s.run.Human {
		s.t.Error("nobody was asked to take over")
	}
	if want.Topic != "" && !slices.Contains(s.topics, want.Topic) {
		s.t.Errorf("places for %v, want %s", s.topics, want.Topic)
	}
	for tool, n := range want.Effects {
		if s.fakes.Effects[tool] != n {
			s.t.Errorf("%s had %d effects, want %d", tool, s.fakes.Effects[tool], n)
		}
	}
	for _, w := range want.Says {
		if !strings.Contains(strings.Join(s.said, "\n"), w) {
			s.t.Errorf("never said %q", w)
		}
	}
	if s.t.Failed() {
		s.t.Log(strings.Join(s.said, "\n"))
	}
}

func TestTheTestsInTheFlowFiles(t *testing.T) {
	c := realCatalogue(t)
	for _, f := range c.Flows() {
		for _, test := range f.Tests {
			for _, lang := range sortedKeys(test.Turns) {
				t.Run(f.Name+"/"+test.Name+"/"+lang, func(t *testing.T) { play(t, c, f, test, lang).check() })
			}
		}
	}
}
