package flow

import (
	"encoding/json"
	"strings"
	"testing"
)

// A typical step: the customer names a date, the run asks for the quote.
func BenchmarkAdvance(b *testing.B) {
	c := realCatalogue(b)
	f := c.Flow("extend_due_date", 0)
	test := f.Tests[2]
	list := "{\"invoices\": [" + strings.Repeat(`{"id": "X", "number": "R-1", "merchant": "Skoteket", "amount": "649.00 SEK", "due_date": "2026-11-25"},`, 20)
	test.Given.Tools = map[string]json.RawMessage{"list_invoices": json.RawMessage(strings.TrimSuffix(list, ",") + "]}"), "quote_extension": f.Tests[0].Given.Tools["quote_extension"]}
	test.Turns = map[string][]TestTurn{"en": {{Text: "I need more time"}, {Choice: "pick:invoice:X"}}}
	s := play(b, c, f, test, "en")
	in := s.input()
	in.Commands = []Command{{Kind: SetSlot, Slot: "new_date", Value: "2026-12-02"}}
	out := c.Advance(s.run, in)
	if len(out.Calls) != 1 {
		b.Fatalf("%+v", out)
	}
	quoted := s.input()
	quoted.Results = []ToolResult{s.fakes.Call(out.Calls[0].Tool, out.Calls[0].Args, "")}
	if c.Advance(out.Run, quoted).Confirm == nil {
		b.Fatal("no confirm")
	}
	b.Run("slot to call", func(b *testing.B) {
		for b.Loop() {
			c.Advance(s.run, in)
		}
	})
	b.Run("quote to confirm", func(b *testing.B) {
		for b.Loop() {
			c.Advance(out.Run, quoted)
		}
	})
	b.Run("list of 20 to question", func(b *testing.B) {
		start := c.Start("extend_due_date", "en")
		first := c.Advance(start, s.input())
		got := s.input()
		got.Results = []ToolResult{s.fakes.Call("list_invoices", first.Calls[0].Args, "")}
		for b.Loop() {
			c.Advance(first.Run, got)
		}
	})
	b.Run("commands", func(b *testing.B) {
		r := readForTest("2 December", "en", "2026-11-20")
		for b.Loop() {
			Commands(f, s.run, r, "2 December", "")
		}
	})
}
