package flow

import (
	"encoding/json"
	"strings"

	"cel.dev/cel-go/cel"
)

// stepKeys lists, for each of the ten steps, the keys that go with it.
var stepKeys = map[StepKind][]string{
	StepAsk:     {"id", "ask"},
	StepTool:    {"id", "tool", "with", "save_as", "once_per", "check", "if_error"},
	StepChoose:  {"id", "choose"},
	StepSay:     {"id", "say", "card"},
	StepConfirm: {"id", "confirm", "allows", "if_no"},
	StepRun:     {"id", "run", "with", "save_as", "if_error"},
	StepAnswer:  {"id", "answer"},
	StepHuman:   {"id", "human"},
	StepGoTo:    {"id", "go_to", "max_times"},
	StepEnd:     {"id", "end"},
}

var stepOrder = []StepKind{StepAsk, StepTool, StepChoose, StepSay, StepConfirm, StepRun, StepAnswer, StepHuman, StepGoTo, StepEnd}

func (p *fileParser) steps(v *item, what string) []*Step {
	out := []*Step{} // never nil: an empty if_error is still an if_error
	for _, it := range p.items(v, what) {
		if s := p.step(it); s != nil {
			out = append(out, s)
		}
	}
	return out
}

func (p *fileParser) step(it *item) *Step {
	if !it.isMap {
		p.add(it.at, "not_a_step", "")
		return nil
	}
	s := &Step{At: it.at}
	n := 0
	for _, k := range stepOrder {
		if it.get(string(k)) != nil {
			s.Kind, n = k, n+1
			s.KeyAt = it.keyAt(string(k))
		}
	}
	if n != 1 {
		p.add(it.at, "not_a_step", p.stepHint(it))
		return nil
	}
	p.fields(it, "a step", stepKeys[s.Kind], func(key string, v *item) {
		if key == string(s.Kind) {
			p.main(s, v)
			return
		}
		p.extra(s, key, v)
	})
	return s
}

// stepHint finds the nearest step for a misspelled one.
func (p *fileParser) stepHint(it *item) string {
	var names []string
	for _, k := range stepOrder {
		names = append(names, string(k))
	}
	for _, e := range it.keys {
		if hint := didYouMean(e.key, names); hint != "" && !contains(names, e.key) {
			return hint
		}
	}
	return ""
}

// main reads the value of the step's own key.
func (p *fileParser) main(s *Step, v *item) {
	switch s.Kind {
	case StepChoose:
		for _, b := range p.items(v, "choose") {
			p.branch(s, b)
		}
	case StepSay, StepConfirm:
		s.Text = p.words(v, string(s.Kind))
	case StepAnswer:
		p.fields(v, "answer", []string{"article", "query"}, func(key string, v *item) {
			if key == "article" {
				s.Name = p.str(v, key)
			} else {
				s.Query = p.words(v, key)
			}
		})
	case StepHuman:
		p.fields(v, "human", []string{"topic", "with"}, func(key string, v *item) {
			if key == "topic" {
				s.Name = p.name(v)
			} else {
				s.Facts, s.FactsAt = p.strs(v, key)
			}
		})
	case StepEnd:
		s.Name = p.oneOf(v, Outcomes)
	default:
		s.Name = p.name(v)
	}
}

func (p *fileParser) branch(s *Step, it *item) {
	b := Branch{At: it.at}
	var when, otherwise bool
	p.fields(it, "a case of choose", []string{"when", "otherwise", "do"}, func(key string, v *item) {
		switch key {
		case "when":
			b.When, when = p.expr(v, key, cel.BoolType), true
		case "otherwise":
			otherwise = p.truth(v, key)
		case "do":
			b.Do = p.steps(v, key)
		}
	})
	if it.isMap && when == otherwise {
		p.add(it.at, "missing_key", "when")
	}
	if it.isMap && it.get("do") == nil {
		p.add(it.at, "missing_key", "do")
	}
	s.Branches = append(s.Branches, b)
}

// extra reads the keys beside the step's own.
func (p *fileParser) extra(s *Step, key string, v *item) {
	switch key {
	case "id":
		s.ID = p.name(v)
	case "with":
		p.each(v, key, func(name string, val *item) { p.arg(s, name, v.keyAt(name), val) })
	case "save_as":
		s.SaveAs = p.save(v)
	case "once_per":
		s.OncePer = p.expr(v, key, nil)
	case "check":
		s.Check = p.expr(v, key, cel.BoolType)
	case "if_error":
		s.IfError = p.steps(v, key)
	case "if_no":
		s.IfNo = p.steps(v, key)
	case "allows":
		s.Allows, s.AllowsAt = p.strs(v, key)
	case "max_times":
		s.MaxTimes = p.whole(v, key)
	case "card":
		s.Card = p.card(v)
	}
}

func (p *fileParser) card(v *item) *CardSpec {
	c := &CardSpec{At: v.at, From: []string{""}}
	p.fields(v, "card", []string{"kind", "from"}, func(key string, v *item) {
		if key == "kind" {
			c.Kind = p.str(v, key)
		} else if path := p.path(v); path != nil {
			c.From = path
		}
	})
	if v.isMap && v.get("from") == nil {
		p.add(v.at, "missing_key", "from")
	}
	return c
}

// pendingArg is an argument whose meaning depends on the flow's names, which
// are all known only when the file has been read.
type pendingArg struct {
	step *Step
	i    int
	v    *item
}

func (p *fileParser) arg(s *Step, name string, at Pos, v *item) {
	s.With = append(s.With, Arg{At: at, Name: name})
	p.args = append(p.args, &pendingArg{s, len(s.With) - 1, v})
}

// decide settles whether an argument is a constant or an expression. Quoted
// words, numbers and a step's own result name (`with: {state: open}`,
// `save_as: open`) are constants.
func (a *pendingArg) decide(known []string, fs *faults) *Expr {
	arg := &a.step.With[a.i]
	text := a.v.text
	constant := !a.v.scalar || !a.v.plain || numberForm.MatchString(text) || text == "true" || text == "false" || text == a.step.SaveAs
	word := nameForm.MatchString(text) || !strings.ContainsAny(text, ".()[]+-*/<>=!&|?\"'")
	switch {
	case constant || (word && !contains(known, text)):
		if !constant && nearName(text, known) != "" {
			fs.add(a.v.at, "unknown_name", text, didYouMean(text, known))
		}
		arg.Literal = a.v.json()
		return nil
	}
	arg.Expr = &Expr{At: a.v.at, Src: text, want: nil}
	return arg.Expr
}

// nearName finds a name at most two slips away from a word of five letters or
// more; shorter words are too often near by chance.
func nearName(word string, known []string) string {
	for _, k := range known {
		if len(word) >= 5 && distance([]rune(word), []rune(k)) <= 2 {
			return k
		}
	}
	return ""
}

var testKeys = []string{"name", "given", "turns", "expect"}

func (p *fileParser) tests(v *item) {
	for _, it := range p.items(v, "tests") {
		t := Test{At: it.at, Turns: map[string][]TestTurn{}, Given: Given{Tools: map[string]json.RawMessage{}}}
		p.fields(it, "a test", testKeys, func(key string, v *item) {
			switch key {
			case "name":
				t.Name = p.str(v, key)
			case "given":
				p.given(&t.Given, v)
			case "turns":
				p.each(v, key, func(lang string, l *item) {
					for _, turn := range p.items(l, key) {
						t.Turns[lang] = append(t.Turns[lang], p.turn(turn))
					}
				})
			case "expect":
				p.expect(&t.Expect, v)
			}
		})
		if t.Name == "" {
			p.add(it.at, "missing_key", "name")
		}
		p.f.Tests = append(p.f.Tests, t)
	}
}

func (p *fileParser) given(g *Given, v *item) {
	p.each(v, "given", func(key string, v *item) {
		switch key {
		case "today":
			g.Today = p.str(v, key)
			if typedText(g.Today).kind != kindDate {
				p.add(v.at, "wrong_shape", "today", "a date like 2026-11-20")
			}
		case "signed_out":
			g.SignedOut = p.truth(v, key)
		default:
			g.Tools[key] = v.json()
		}
	})
}

func (p *fileParser) turn(it *item) TestTurn {
	if it.scalar {
		return TestTurn{Text: it.text}
	}
	var t TestTurn
	p.fields(it, "a turn", []string{"text", "choice", "seen", "expert"}, func(key string, v *item) {
		switch key {
		case "text":
			t.Text = p.str(v, key)
		case "choice":
			t.Choice = p.str(v, key)
		case "seen":
			t.Seen = p.oneOf(v, []string{"first_confirm"})
		case "expert":
			t.Expert = p.oneOf(v, []string{"accepts"})
		}
	})
	return t
}

func (p *fileParser) expect(e *Expect, v *item) {
	p.fields(v, "expect", []string{"outcome", "tools", "never", "holder", "topic", "silent", "says", "effects"}, func(key string, v *item) {
		switch key {
		case "outcome":
			e.Outcome = p.oneOf(v, Outcomes)
		case "tools":
			e.Tools, _ = p.strs(v, key)
		case "never":
			e.Never, _ = p.strs(v, key)
		case "holder":
			e.Holder = p.oneOf(v, []string{"line", "expert", "assistant"})
		case "topic":
			e.Topic = p.str(v, key)
		case "silent":
			e.Silent = p.oneOf(v, []string{"assistant"})
		case "says":
			e.Says, _ = p.strs(v, key)
		case "effects":
			e.Effects = map[string]int{}
			p.each(v, key, func(tool string, n *item) { e.Effects[tool] = p.whole(n, tool) })
		}
	})
}
