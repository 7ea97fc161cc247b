package flow

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"samtal/core/identity"
)

// -update writes the transcripts anew: read the diff before it is committed,
// since it is what customers will meet.
var update = flag.Bool("update", false, "write the transcripts in testdata/runs anew")

// The transcripts in testdata/runs are scripts and records at once. Lines that
// start with > say what happens, the header what the company's system answers;
// everything else is what the engine did, down to what it remembers.
func TestTheTranscriptsOfTheEngine(t *testing.T) {
	c := transcriptCatalogue(t)
	files, _ := filepath.Glob("testdata/runs/*.txt")
	played := 0
	for _, file := range files {
		if filepath.Base(file) == "tools.txt" {
			continue
		}
		played++
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := transcript(t, c, string(src))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := strings.ReplaceAll(string(src), "\r\n", "\n"); got != want {
				t.Errorf("%s differs (run with -update, and read the diff):\n%s", file, firstDiff(want, got))
			}
		})
	}
	if played < 40 {
		t.Errorf("only %d transcripts", played)
	}
}

// firstDiff shows where two texts part, with the lines around.
func firstDiff(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	var out strings.Builder
	for _, line := range a[max(0, i-6):i] {
		out.WriteString("  " + line + "\n")
	}
	for _, line := range a[i:min(len(a), i+6)] {
		out.WriteString("- " + line + "\n")
	}
	for _, line := range b[i:min(len(b), i+6)] {
		out.WriteString("+ " + line + "\n")
	}
	return out.String()
}

func transcriptCatalogue(t testing.TB) *Catalogue {
	t.Helper()
	load := func(file string) []*Flow {
		src, err := os.ReadFile(filepath.Join("testdata/runs", file))
		if err != nil {
			t.Fatal(err)
		}
		flows, faults := Parse(file, src)
		for _, f := range faults {
			t.Fatal(f)
		}
		return flows
	}
	src, err := os.ReadFile("testdata/runs/tools.txt")
	if err != nil {
		t.Fatal(err)
	}
	var tools []identity.Tool
	for _, line := range strings.Split(strings.TrimSpace(string(src)), "\n") {
		w := strings.Fields(line)
		level, ok := identity.ParseLevel(w[2])
		if !ok {
			t.Fatal(line)
		}
		tools = append(tools, identity.Tool{Name: w[0], Class: identity.Class(w[1]), Needs: level})
	}
	return NewCatalogue(load("flows.yaml"), load("patterns.yaml"), tools)
}

// transcript plays a script and returns it with everything that came of it.
func transcript(t *testing.T, c *Catalogue, script string) string {
	s := &stage{t: t, c: c, lang: "en", read: readForTest, test: Test{Given: Given{Today: "2026-11-20", Tools: map[string]json.RawMessage{}}}}
	var b strings.Builder
	for line := range strings.SplitSeq(script, "\n") {
		line = strings.TrimSuffix(line, "\r")
		word, rest, _ := strings.Cut(line, " ")
		switch {
		case strings.HasPrefix(line, "#"):
		case word == "flow":
			name, lang, ok := strings.Cut(rest, " ")
			if ok {
				s.lang = lang
			}
			s.f, s.run = c.Flow(name, 0), c.Start(name, s.lang)
		case word == "given":
			tool, data, _ := strings.Cut(rest, " ")
			s.test.Given.Tools[tool] = json.RawMessage(data)
		case word == "signed_out":
			s.test.Given.SignedOut = true
		case word == ">":
			if s.fakes == nil {
				s.fakes = NewFakes(s.test.Given)
			}
			b.WriteString("\n" + line + "\n")
			heard, outs := s.scripted(rest)
			if heard != "" {
				b.WriteString("  hears    " + heard + "\n")
			}
			for _, out := range outs {
				show(&b, out)
			}
			continue
		default:
			continue // a record, written anew
		}
		b.WriteString(line + "\n")
	}
	if s.fakes != nil {
		fmt.Fprintf(&b, "\ncalled   %s\neffects  %s\n", strings.Join(s.fakes.Calls, " "), jsonOf(s.fakes.Effects))
	}
	return b.String()
}

// scripted carries out one line of a script.
func (s *stage) scripted(line string) (heard string, outs []Outcome) {
	before := len(s.outs)
	word, rest, _ := strings.Cut(line, " ")
	in := s.input()
	open := s.run.Waits
	switch {
	case word == "commands":
		if err := json.Unmarshal([]byte(rest), &in.Commands); err != nil {
			s.t.Fatalf("%s: %v", line, err)
		}
		s.step(in)
	case word == "press" && (rest == "yes" || rest == "no") && open != nil && open.Confirm != nil:
		in.Confirm = &Answer{Yes: rest == "yes", Digest: open.Confirm.Digest}
		if rest == "yes" {
			in.Results = s.act(open.Confirm.Acts)
		}
		s.step(in)
	case word == "press":
		heard = full(Commands(s.f, s.run, s.read("", s.lang, in.Today), "", rest))
		s.turn(TestTurn{Choice: rest})
	case line == "yes first":
		s.turn(TestTurn{Text: "yes", Seen: "first_confirm"})
	case word == "result":
		tool, data, _ := strings.Cut(rest, " ")
		args, result, _ := strings.Cut(data, "} ")
		r := ToolResult{Tool: tool, Data: json.RawMessage(result)}
		if err := json.Unmarshal([]byte(args+"}"), &r.Args); err != nil {
			s.t.Fatalf("%s: %v", line, err)
		}
		in.Results = []ToolResult{r}
		s.step(in)
	case word == "language":
		s.lang = rest
	case line == "reask":
		in.Reask = true
		s.step(in)
	default:
		heard = full(Commands(s.f, s.run, s.read(line, s.lang, in.Today), line, ""))
		s.turn(TestTurn{Text: line})
	}
	return heard, s.outs[before:]
}

// full writes commands with everything that they carry.
func full(cmds []Command) string {
	var out []string
	for _, c := range cmds {
		s := brief([]Command{c})
		if c.From != "" {
			s += " from " + c.From
		}
		if len(c.Words) > 0 {
			s += " words " + strings.Join(c.Words, "+")
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func jsonOf(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// cut shortens digests: eight signs tell any two of a run apart.
func cut(digest string) string { return digest[:min(8, len(digest))] }

func show(b *strings.Builder, o Outcome) {
	line := func(head, format string, args ...any) {
		fmt.Fprintf(b, "  %-8s %s\n", head, strings.ReplaceAll(fmt.Sprintf(format, args...), "\u00a0", "_"))
	}
	sources := func(list []Source) {
		for _, s := range list {
			line("", "  %s %s %s %s %s %q -> %q", s.From, s.Name, s.Field, cut(s.Call), s.Type, s.Raw, s.Shown)
		}
	}
	var card func(indent string, c *Card)
	card = func(indent string, c *Card) {
		line("", "%scard %s %q", indent, c.Kind, c.Title)
		for _, r := range c.Rows {
			line("", "%s  %s: %s", indent, r.Label, r.Value)
		}
		for _, s := range c.Steps {
			line("", "%s  step %q %s %s", indent, s.Label, s.State, s.At)
		}
		for i := range c.Items {
			card(indent+"  ", &c.Items[i])
		}
	}
	choices := func(list []Choice) {
		for _, x := range list {
			id := x.ID
			if kind, rest, _ := strings.Cut(id, ":"); kind == "confirm" {
				digest, word, _ := strings.Cut(rest, ":")
				id = kind + ":" + cut(digest) + ":" + word
			}
			line("", "  [%s] %s", x.Label, id)
		}
	}
	for _, c := range o.Calls {
		line("calls", "%s %s %s", c.Tool, jsonOf(c.Args), cut(c.ID))
	}
	for _, m := range o.Messages {
		line("says", "%s", m.Text)
		sources(m.Sources)
		choices(m.Choices)
		if m.Card != nil {
			card("  ", m.Card)
		}
	}
	if c := o.Confirm; c != nil {
		line("confirms", "%s", c.Text)
		sources(c.Sources)
		for _, a := range c.Acts {
			line("", "  act %s %s key %s at %s", a.Tool, jsonOf(a.Args), a.Key, a.Step)
		}
		choices(c.Choices)
	}
	for _, h := range o.Human {
		line("person", "%s", h.Topic)
		for _, f := range h.With {
			line("", "  %s: %s", f.Label, f.Value)
			sources([]Source{f.Source})
		}
	}
	if o.Answer != nil {
		line("articles", "%q %q after %d", o.Answer.Article, o.Answer.Query, o.Answer.After)
	}
	for _, x := range [][2]string{{"ends", o.End}, {"failed", o.Failed}, {"progress", strings.Join(o.Progress, " ")}} {
		if x[1] != "" {
			line(x[0], "%s", x[1])
		}
	}
	showRun(line, o)
}

// showRun writes what the engine remembers.
func showRun(line func(head, format string, args ...any), o Outcome) {
	r := o.Run
	waits := "nothing"
	if w := r.Waits; w != nil {
		waits = strings.TrimSpace(w.For + " " + w.Slot)
	}
	line("at", "%s waits for %s; turns %d, calls %d, human %v, acted %v, heard %d, last %d, in %s", o.Position, waits, r.Turns, r.ToolCalls, r.Human, r.Acted, len(r.Heard), len(r.Last), r.Language)
	for _, f := range r.Frames {
		for _, name := range sortedKeys(f.Slots) {
			v := f.Slots[name]
			line("", "  %s = %q from %s at %s in turn %d %s", name, v.Value, v.From, v.At, v.Turn, cut(v.Call))
		}
		for _, name := range sortedKeys(f.Results) {
			v := f.Results[name]
			line("", "  %s is of %s %s %s %s", name, v.Tool, cut(v.Call), strings.Join(v.Path, "."), cut(digest(v.Data)))
		}
		for _, name := range sortedKeys(f.Pending) {
			line("", "  %s was said: %s", name, jsonOf(f.Pending[name]))
		}
		counts := fmt.Sprintf("tries %s asked %s visits %s shown %s", jsonOf(f.Tries), jsonOf(f.Asked), jsonOf(f.Visits), jsonOf(f.Shown))
		trail := ""
		for _, m := range f.Trail {
			trail += " " + m.Name + "@" + m.At
		}
		line("", "  %s; trail%s; back %q; consent %v", counts, trail, f.Back, f.Consent != nil)
	}
}
