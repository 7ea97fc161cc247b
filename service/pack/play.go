package pack

import (
	"fmt"
	"slices"
	"strings"

	"samtal/core/flow"
	"samtal/core/understanding"
)

// testDay is the date of flow tests that name none.
const testDay = "2026-11-20"

type readFunc func(text string, c understanding.Context) understanding.Reading

// player plays one test of a flow file: the engine, faked tools, and a law
// reduced to "run exactly what was agreed".
type player struct {
	c        *flow.Catalogue
	f        *flow.Flow
	test     flow.Test
	lang     string
	read     readFunc
	run      flow.Run
	fakes    *flow.Fakes
	confirms []*flow.Confirm
	topics   []string
	said     []string
}

// play runs a test and says what was not as expected.
func play(c *flow.Catalogue, f *flow.Flow, test flow.Test, lang string, read readFunc) []string {
	p := &player{c: c, f: f, test: test, lang: lang, read: read, run: c.Start(f.Name, lang), fakes: flow.NewFakes(test.Given)}
	for _, turn := range test.Turns[lang] {
		if turn.Expert != "" || p.run.Ended != "" {
			break // the assistant is silent from here on
		}
		p.turn(turn)
	}
	return p.check()
}

func (p *player) input() flow.Input {
	today := p.test.Given.Today
	if today == "" {
		today = testDay
	}
	return flow.Input{Language: p.lang, Today: today, SignedIn: !p.test.Given.SignedOut}
}

func (p *player) turn(turn flow.TestTurn) {
	in := p.input()
	reading := p.read(turn.Text, understanding.Context{Language: p.lang, Market: "SE", Today: in.Today})
	in.Commands = flow.Commands(p.f, p.run, reading, turn.Text, turn.Choice)
	yes := slices.ContainsFunc(in.Commands, func(c flow.Command) bool { return c.Kind == flow.Yes })
	if w := p.run.Waits; w != nil && w.For == "confirm" && yes {
		in.Commands, in.Confirm = nil, &flow.Answer{Yes: true, Digest: w.Confirm.Digest}
		if turn.Seen == "first_confirm" {
			in.Confirm.Digest = p.confirms[0].Digest
		}
		if in.Confirm.Digest == w.Confirm.Digest {
			in.Results = p.act(w.Confirm.Acts)
		}
	}
	p.step(in)
}

// act runs what was agreed; an unknown end is tried again with the same key.
func (p *player) act(acts []flow.Act) []flow.ToolResult {
	var out []flow.ToolResult
	for _, a := range acts {
		r := p.fakes.Call(a.Tool, a.Args, a.Key)
		if r.Error == "timeout" {
			r = p.fakes.Call(a.Tool, a.Args, a.Key)
		}
		out = append(out, r)
	}
	return out
}

func (p *player) step(in flow.Input) {
	for {
		out := p.c.Advance(p.run, in)
		p.run = out.Run
		for _, m := range out.Messages {
			p.said = append(p.said, m.Text)
		}
		for _, h := range out.Human {
			p.topics = append(p.topics, h.Topic)
		}
		if out.Confirm != nil {
			p.confirms = append(p.confirms, out.Confirm)
			p.said = append(p.said, out.Confirm.Text)
		}
		if len(out.Calls) == 0 {
			return
		}
		in = p.input()
		for _, c := range out.Calls {
			in.Results = append(in.Results, p.fakes.Call(c.Tool, c.Args, ""))
		}
	}
}

// check compares what happened with what the test expects.
func (p *player) check() []string {
	var why []string
	miss := func(format string, args ...any) { why = append(why, fmt.Sprintf(format, args...)) }
	want := p.test.Expect
	if want.Outcome != "" && p.run.Ended != want.Outcome {
		miss("it ended as %q, not as %q", p.run.Ended, want.Outcome)
	}
	if want.Tools != nil && !slices.Equal(p.fakes.Calls, want.Tools) {
		miss("it called %v, not %v", p.fakes.Calls, want.Tools)
	}
	for _, tool := range want.Never {
		if slices.Contains(p.fakes.Calls, tool) {
			miss("it called %s", tool)
		}
	}
	if want.Holder == "line" && !p.run.Human {
		miss("nobody was asked to take over")
	}
	if want.Topic != "" && !slices.Contains(p.topics, want.Topic) {
		miss("it took places for %v, not for %s", p.topics, want.Topic)
	}
	for _, tool := range sortedKeys(want.Effects) {
		if p.fakes.Effects[tool] != want.Effects[tool] {
			miss("%s had %d effects, not %d", tool, p.fakes.Effects[tool], want.Effects[tool])
		}
	}
	for _, w := range want.Says {
		if !strings.Contains(strings.Join(p.said, "\n"), w) {
			miss("it never said %q", w)
		}
	}
	return why
}
