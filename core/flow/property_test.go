package flow

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"samtal/core/identity"
	"samtal/core/understanding"
)

// writer writes random flows. They hold loops, jumps into acts, missing names
// and lists that run out: much that lint refuses, since the engine must stand
// it all the same.
type writer struct {
	r  *rand.Rand
	b  strings.Builder
	id int
}

func (w *writer) pick(list ...string) string { return list[w.r.IntN(len(list))] }

func (w *writer) steps(indent string, depth int) {
	for range 1 + w.r.IntN(4) {
		w.step(indent, depth)
	}
}

func (w *writer) line(indent, format string, args ...any) {
	fmt.Fprintf(&w.b, indent+format+"\n", args...)
}

func (w *writer) step(indent string, depth int) {
	w.id++
	in := indent + "    "
	switch n := w.r.IntN(12); {
	case n == 0:
		w.line(indent, "- {id: s%d, ask: %s}", w.id, w.pick("ref", "day", "sure", "kind", "note", "sum"))
	case n <= 2:
		w.line(indent, "- id: s%d", w.id)
		w.line(indent, "  tool: %s", w.pick("find", "price", "buy", "gone"))
		w.line(indent, "  with: {a: %s}", w.pick("ref", "day", "list", "\"x\"", "sum"))
		w.line(indent, "  save_as: %s", w.pick("list", "offer"))
		if w.r.IntN(3) > 0 {
			w.line(indent, "  once_per: %s", w.pick("ref", "today", "offer.id"))
		}
		if w.r.IntN(2) == 0 && depth > 0 {
			w.line(indent, "  if_error:")
			w.steps(in, depth-1)
		}
	case n == 3 && depth > 0:
		w.line(indent, "- choose:")
		w.line(in, "- when: %s", w.pick("sure == true", "size(list.rows) > 1", "day > today", "offer.ok == 1"))
		w.line(in, "  do:")
		w.steps(in+"    ", depth-1)
		if w.r.IntN(4) > 0 {
			w.line(in, "- otherwise: true")
			w.line(in, "  do: []")
		}
	case n == 4 && depth > 0:
		w.line(indent, "- id: s%d", w.id)
		w.line(indent, "  confirm: {en: \"Do {{%s}}?\"}", w.pick("ref", "offer.price", "day"))
		w.line(indent, "  allows: [%s]", w.pick("buy", "buy, find", "find"))
		w.line(indent, "- {tool: buy, with: {a: %s}, once_per: %s, save_as: offer, if_error: []}", w.pick("ref", "\"x\""), w.pick("ref", "today"))
	case n == 5:
		w.line(indent, "- go_to: s%d", 1+w.r.IntN(12))
		w.line(indent, "  max_times: %d", w.r.IntN(4))
	case n == 6:
		w.line(indent, "- human: {topic: help, with: [ref, list]}")
	case n == 7:
		w.line(indent, "- run: %s", w.pick("random", "other"))
	case n == 8 && w.r.IntN(3) == 0:
		w.line(indent, "- end: %s", w.pick(Outcomes...))
	default:
		w.line(indent, "- say: {en: [\"One {{%s}}\", \"Two\"]}", w.pick("today2", "ref", "offer.price", "list"))
	}
}

func (w *writer) flow(name string) string {
	w.b.Reset()
	w.id = 0
	w.line("", "flow: %s\nversion: 1\ntopic: %s\ntitle: {en: Random}", name, name)
	w.line("", "slots:")
	w.line("  ", "ref: {type: reference, from: list.rows, ask: {en: \"Which?\"}, max_tries: %d}", w.r.IntN(4))
	w.line("  ", "day: {type: date, ask: {en: \"When?\"}, valid: day > today}")
	w.line("  ", "sure: {type: yes_no, ask: {en: \"Sure?\"}}")
	w.line("  ", "kind: {type: choice, ask: {en: \"Kind?\"}, options: {red: {en: red}, blue: {en: blue}}}")
	w.line("  ", "note: {type: text, ask: {en: \"Note?\"}}")
	w.line("  ", "sum: {type: money, currency: SEK, ask: {en: \"Sum {{offer.price}}?\"}}")
	w.line("", "interrupts: {hardship: [{human: {topic: hardship}}, {say: {en: \"A place.\"}}]}")
	w.line("", "steps:")
	if w.r.IntN(2) == 0 { // half of them come as far as an act
		w.line("  ", "- {tool: find, with: {a: \"x\"}, save_as: list, if_error: []}\n  - ask: ref")
		w.line("  ", "- {confirm: {en: \"Do {{ref}}?\"}, allows: [buy]}\n  - {tool: buy, with: {a: ref}, once_per: ref, save_as: offer, if_error: []}")
	}
	w.steps("  ", 3)
	return w.b.String()
}

var randomTools = []identity.Tool{{Name: "find", Class: identity.Look}, {Name: "price", Class: identity.Look, Needs: identity.SignedIn}, {Name: "buy", Class: identity.Act}}

func (w *writer) input(run Run) Input {
	in := Input{Language: w.pick("en", "sv", "fi", ""), Today: w.pick("2026-11-20", "2026-11-20", "x"), SignedIn: w.r.IntN(9) > 0, Reask: w.r.IntN(8) == 0}
	for range w.r.IntN(3) {
		in.Commands = append(in.Commands, Command{
			Kind:  []CommandKind{SetSlot, SetSlot, SetSlot, CorrectSlot, Yes, No, Say, Repeat, HandOver, Clarify, "nonsense", AnswerFrom}[w.r.IntN(12)],
			Slot:  w.pick("ref", "day", "sure", "kind", "note", "sum", "none"),
			Value: w.pick("", "A", "A", "A", "2026-12-02", "true", "red", "12.50", "Z"),
			Topic: w.pick("", "hardship"), Pattern: w.pick("thanks", "act_failed"),
			Entities: []understanding.Entity{{Kind: understanding.Ordinal, Value: w.pick("1", "-1", "9", "x")}},
		})
	}
	rows := `{"rows": [{"id": "A", "n": 1}, {"id": "B", "name": "Bee"}]}`
	if run.Waits != nil && run.Waits.For == "ask" && w.r.IntN(2) == 0 {
		in.Commands = []Command{{Kind: SetSlot, Slot: run.Waits.Slot, Value: w.pick("A", "2026-12-02", "true", "red", "12.50")}}
	}
	answers := []string{rows, rows, rows, `{"rows": []}`, `{"id": "O", "price": "9.00 SEK", "ok": 1}`, `7`, `{`, ``}
	if run.Waits != nil {
		for _, c := range run.Waits.Calls {
			if w.r.IntN(4) > 0 {
				in.Results = append(in.Results, ToolResult{ID: c.ID, Data: json.RawMessage(w.pick(answers...)), Error: w.pick("", "", "", "down")})
			}
		}
		if c := run.Waits.Confirm; c != nil && w.r.IntN(2) == 0 {
			in.Commands = in.Commands[:len(in.Commands)*w.r.IntN(2)]
			in.Confirm = &Answer{Yes: w.r.IntN(3) > 0, Digest: w.pick(c.Digest, c.Digest, "old")}
			for _, a := range c.Acts {
				in.Results = append(in.Results, ToolResult{ID: a.ID, Tool: a.Tool, Data: json.RawMessage(`{"acted": true, "id": "O", "price": "9.00 SEK", "ok": 1}`)})
			}
		}
	}
	return in
}

// Whatever a file says and whatever comes in: a step returns, changes nothing
// that it was given, gives the same again, calls only looks, keeps an act's
// result only after its own yes, and the run ends in bounded time.
func TestRandomFlowsAlwaysReturnAndEnd(t *testing.T) {
	patterns := loadDir(t, "patterns")
	ended, acted := 0, 0
	for seed := range uint64(1500) {
		w := &writer{r: rand.New(rand.NewPCG(seed, 7))}
		flows, faults := Parse("random.yaml", []byte(w.flow("random")))
		if len(flows) == 0 {
			t.Fatalf("seed %d: %v\n%s", seed, faults, w.b.String())
		}
		src := w.b.String()
		other, _ := Parse("other.yaml", []byte(w.flow("other")))
		c := NewCatalogue(append(flows, other...), patterns, randomTools)
		run := c.Start("random", "en")
		for n := 0; run.Ended == ""; n++ {
			if n > 200 {
				t.Fatalf("seed %d: the run does not end\n%s", seed, src)
			}
			in := w.input(run)
			before, _ := json.Marshal(run)
			out := c.Advance(run, in)
			checkStep(t, c, seed, run, in, out, before)
			if t.Failed() {
				t.Fatal(src)
			}
			run = out.Run
		}
		ended++
		if run.Acted {
			acted++
		}
	}
	if acted < 20 {
		t.Errorf("only %d of %d random runs acted: the test does not reach what it is for", acted, ended)
	}
}

func checkStep(t *testing.T, c *Catalogue, seed uint64, run Run, in Input, out Outcome, before []byte) {
	after, _ := json.Marshal(run)
	if string(after) != string(before) {
		t.Errorf("seed %d: the run that was passed in changed", seed)
	}
	var back Run
	if err := json.Unmarshal(before, &back); err != nil {
		t.Fatal(err)
	}
	a, _ := json.Marshal(out)
	b, _ := json.Marshal(c.Advance(back, in))
	if string(a) != string(b) {
		t.Errorf("seed %d: not the same twice\n%s\n%s", seed, a, b)
	}
	for _, call := range out.Calls {
		if tool, _ := c.Tool(call.Tool); tool.Class != identity.Look {
			t.Errorf("seed %d: %s was called without a yes", seed, call.Tool)
		}
	}
	if out.End == "" && out.Run.Waits == nil && len(out.Human) == 0 && len(out.Messages) == 0 && out.Answer == nil {
		t.Errorf("seed %d: silence: %+v", seed, out)
	}
	if out.Failed != "" && out.Failed != "not_available" && (out.End != WithPerson || len(out.Human) == 0) {
		t.Errorf("seed %d: gave up without a person: %+v", seed, out)
	}
	yes := in.Confirm != nil && in.Confirm.Yes && run.Waits != nil && run.Waits.Confirm != nil && in.Confirm.Digest == run.Waits.Confirm.Digest
	if out.Run.Acted && !run.Acted && !yes {
		t.Errorf("seed %d: an act's result was taken without its yes", seed)
	}
}
