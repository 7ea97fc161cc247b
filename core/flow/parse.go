package flow

import (
	"regexp"
	"sort"
	"strings"

	"cel.dev/cel-go/cel"

	"samtal/core/money"
)

var headerKeys = []string{"flow", "version", "topic", "sensitive", "title", "description", "owner", "policy", "autonomy", "available", "examples",
	"params", "slots", "limits", "interrupts", "labels", "words", "steps", "tests"}

var slotKeys = []string{"type", "from", "ask", "again", "invalid", "show", "valid", "options", "card", "save_as", "currency", "label", "pick_single", "sensitive", "optional", "find", "max_tries"}

var slotTypeNames = []string{"text", "money", "date", "yes_no", "choice", "number", "reference"}

var nameForm = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// Default limits for a flow that names none.
const (
	defaultTurns     = 20
	defaultToolCalls = 12
)

// fileParser reads one flow. Expressions are collected first and compiled when
// every name of the flow is known.
type fileParser struct {
	*faults
	f     *Flow
	exprs []*Expr
	args  []*pendingArg
	saved []string
}

// Parse reads the flows of one file; several are separated by ---. A file with
// faults must not be used: its flows are returned only so that Lint can say more.
func Parse(file string, src []byte) ([]*Flow, []Fault) {
	fs := &faults{file: file}
	var flows []*Flow
	docs := read(src, fs)
	if len(docs) == 0 && len(fs.list) == 0 {
		fs.add(Pos{1, 1}, "missing_key", "flow")
	}
	for _, doc := range docs {
		p := &fileParser{faults: fs, f: &Flow{
			File: file, At: doc.at, Title: map[string]string{}, Start: map[string][]string{}, Not: map[string][]string{},
			Limits: Limits{Turns: defaultTurns, ToolCalls: defaultToolCalls}, Interrupts: map[string][]*Step{},
			slots: map[string]*Slot{}, byID: map[string]int{}, entries: map[string]int{}, pos: map[string]Pos{},
		}}
		if p.header(doc) {
			p.compile()
			p.f.graph(fs)
			flows = append(flows, p.f)
		}
	}
	return flows, sortFaults(fs.list)
}

func (p *fileParser) header(doc *item) bool {
	f := p.f
	ok := p.fields(doc, "a flow", headerKeys, func(key string, v *item) {
		f.pos[key] = doc.keyAt(key)
		switch key {
		case "flow":
			f.Name = p.name(v)
		case "version":
			f.Version = p.whole(v, "version")
		case "topic":
			f.Topic = p.name(v)
		case "sensitive":
			f.Sensitive = p.truth(v, "sensitive")
		case "title":
			f.Title = p.perLanguage(v, "title")
		case "description":
			f.Description = p.str(v, "description")
		case "owner":
			f.Owner = p.str(v, "owner")
		case "policy":
			f.Policy = p.str(v, "policy")
		case "autonomy":
			p.autonomy(v)
		case "available":
			f.Available = p.expr(v, "available", cel.BoolType)
		case "examples":
			p.examples(v)
		case "params":
			f.Params, _ = p.strs(v, "params")
		case "slots":
			p.slots(v)
		case "limits":
			p.limits(v)
		case "labels":
			f.Labels = map[string]map[string]string{}
			p.each(v, "labels", func(k string, l *item) { f.Labels[k] = p.perLanguage(l, "labels"); f.labelled = append(f.labelled, k) })
		case "words":
			p.valueWords(v)
		case "interrupts":
			p.each(v, "interrupts", func(k string, l *item) { f.Interrupts[k] = p.steps(l, "interrupts") })
		case "steps":
			f.Steps = p.steps(v, "steps")
		case "tests":
			p.tests(v)
		}
	})
	for _, key := range []string{"flow", "version", "title", "steps"} {
		if ok && doc.get(key) == nil {
			p.add(doc.at, "missing_key", key)
		}
	}
	return ok && f.Name != ""
}

func (p *fileParser) name(v *item) string {
	s := p.str(v, "a name")
	if v.scalar && !nameForm.MatchString(s) {
		p.add(v.at, "wrong_shape", "\""+s+"\"", "lower-case letters, digits and _")
	}
	return s
}

func (p *fileParser) each(v *item, what string, f func(k string, v *item)) {
	if !v.isMap {
		p.add(v.at, "wrong_shape", what, "keys with values")
		return
	}
	for _, e := range v.keys {
		f(e.key, e.value)
	}
}

func (p *fileParser) perLanguage(v *item, what string) map[string]string {
	out := map[string]string{}
	p.each(v, what, func(k string, t *item) { out[k] = p.str(t, what) })
	return out
}

func (p *fileParser) autonomy(v *item) {
	p.fields(v, "autonomy", []string{"start_at", "ceiling", "max_amount"}, func(key string, v *item) {
		switch key {
		case "start_at":
			p.f.Autonomy.StartAt = p.oneOf(v, Ladder)
		case "ceiling":
			p.f.Autonomy.Ceiling = p.oneOf(v, Ladder)
		case "max_amount":
			m, err := money.Parse(v.text, "")
			if err != nil {
				p.add(v.at, "wrong_shape", "max_amount", "an amount like 5000.00 SEK")
				return
			}
			p.f.Autonomy.MaxAmount = &m
		}
	})
}

func (p *fileParser) examples(v *item) {
	p.fields(v, "examples", []string{"start", "not_this"}, func(key string, v *item) {
		into := p.f.Start
		if key == "not_this" {
			into = p.f.Not
		}
		p.each(v, key, func(k string, l *item) { into[k], _ = p.strs(l, key) })
	})
}

func (p *fileParser) limits(v *item) {
	p.fields(v, "limits", []string{"turns", "tool_calls", "seconds"}, func(key string, v *item) {
		n := p.whole(v, key)
		switch key {
		case "turns":
			p.f.Limits.Turns = n
		case "tool_calls":
			p.f.Limits.ToolCalls = n
		case "seconds":
			p.f.Limits.Seconds = n
		}
	})
}

func (p *fileParser) valueWords(v *item) {
	p.f.Words = map[string]map[string]map[string]string{}
	p.each(v, "words", func(field string, values *item) {
		p.f.Words[field] = map[string]map[string]string{}
		p.each(values, "words", func(val string, t *item) { p.f.Words[field][val] = p.perLanguage(t, "words") })
	})
}

func (p *fileParser) slots(v *item) {
	p.each(v, "slots", func(name string, it *item) {
		s := &Slot{Name: name, At: v.keyAt(name)}
		if !nameForm.MatchString(name) {
			p.add(s.At, "wrong_shape", "\""+name+"\"", "lower-case letters, digits and _")
		}
		p.fields(it, "a slot", slotKeys, func(key string, v *item) { p.slotField(s, key, v) })
		if it.isMap && it.get("type") == nil {
			p.add(s.At, "missing_key", "type")
		}
		if it.isMap && it.get("ask") == nil {
			p.add(s.At, "missing_key", "ask")
		}
		if s.Type == TypeReference && len(s.From) < 2 {
			p.add(s.At, "not_a_list", name)
		}
		if s.Type == TypeChoice && len(s.Options) == 0 {
			p.add(s.At, "missing_key", "options")
		}
		p.f.Slots = append(p.f.Slots, s)
		p.f.slots[name] = s
	})
}

func (p *fileParser) slotField(s *Slot, key string, v *item) {
	switch key {
	case "type":
		s.Type = SlotType(p.oneOf(v, slotTypeNames))
	case "from":
		s.From = p.path(v)
	case "ask":
		s.Ask = p.words(v, key)
	case "again":
		s.Again = p.words(v, key)
	case "invalid":
		s.Invalid = p.words(v, key)
	case "show":
		s.Show = p.words(v, key)
	case "valid":
		s.Valid = p.expr(v, key, cel.BoolType)
	case "options":
		p.each(v, key, func(id string, t *item) {
			o := Option{ID: id, Words: map[string][]string{}}
			p.each(t, key, func(lang string, w *item) {
				if w.isList {
					o.Words[lang], _ = p.strs(w, key)
				} else {
					o.Words[lang] = []string{p.str(w, key)}
				}
			})
			s.Options = append(s.Options, o)
		})
	case "card":
		s.Card = p.str(v, key)
	case "save_as":
		s.SaveAs = p.save(v)
	case "currency":
		s.Currency = p.str(v, key)
	case "label":
		s.Label = p.perLanguage(v, key)
	case "pick_single":
		s.PickOne = p.truth(v, key)
	case "sensitive":
		s.Sensitive = p.truth(v, key)
	case "optional":
		s.Optional = p.truth(v, key)
	case "find":
		list, _ := p.strs(v, key)
		for _, src := range list {
			re, err := regexp.Compile("(?i)" + src) // RE2: bounded work on any message
			if err != nil {
				p.add(v.at, "bad_expression", src)
				continue
			}
			s.Find = append(s.Find, re)
		}
	case "max_tries":
		s.MaxTries = p.whole(v, key)
	}
}

func (p *fileParser) path(v *item) []string {
	s := p.str(v, "from")
	if v.scalar && !pathForm.MatchString(s) {
		p.add(v.at, "bad_expression", s)
		return nil
	}
	return strings.Split(s, ".")
}

// save notes a name under which a result is kept.
func (p *fileParser) save(v *item) string {
	n := p.name(v)
	if p.f.slots[n] != nil || n == "today" || n == "customer" || n == "item" {
		p.add(v.at, "duplicate", "the name", n)
		return n // declared once, so that only this step is blamed
	}
	if !contains(p.saved, n) {
		p.saved = append(p.saved, n)
	}
	return n
}

func (p *fileParser) expr(v *item, what string, want *cel.Type) *Expr {
	e := &Expr{At: v.at, Src: p.str(v, what), want: want}
	if v.scalar && !v.plain {
		e.At.Column++ // past the quote
	}
	p.exprs = append(p.exprs, e)
	return e
}

// known lists every name that an expression may read.
func (p *fileParser) known() []string {
	out := append([]string{"today", "customer"}, p.f.Params...)
	for _, s := range p.f.Slots {
		out = append(out, s.Name)
	}
	return append(out, p.saved...)
}

// compile compiles what was collected. An argument that is one bare word and
// no name is a constant; a word one slip away from a name is refused, since
// a typo must not be sent to the company's system as if it were meant.
func (p *fileParser) compile() {
	known := p.known()
	for _, a := range p.args {
		if e := a.decide(known, p.faults); e != nil {
			p.exprs = append(p.exprs, e)
		}
	}
	env, err := p.f.env(p.saved)
	if err != nil {
		p.add(p.f.At, "bad_expression", err.Error())
		return
	}
	for _, e := range p.exprs {
		e.compile(env, known, p.faults)
	}
	p.checkTexts(known)
}

// checkTexts sees that every hole of every text starts with a known name.
func (p *fileParser) checkTexts(known []string) {
	check := func(t *Text, extra ...string) {
		t.each(func(_ string, w wording) {
			for _, s := range w.segs {
				if len(s.path) > 0 && !contains(known, s.path[0]) && !contains(extra, s.path[0]) {
					p.add(w.at, "unknown_name", s.path[0], didYouMean(s.path[0], append(extra, known...)))
				}
			}
		})
	}
	for _, s := range p.f.Slots {
		check(s.Ask)
		check(s.Again)
		check(s.Invalid)
		check(s.Show, "item")
		if len(s.From) > 0 && !contains(p.saved, s.From[0]) {
			p.add(s.At, "unknown_name", s.From[0], didYouMean(s.From[0], p.saved))
		}
	}
	p.f.walk(func(st *Step) {
		check(st.Text)
		check(st.Query)
		if st.Card != nil && st.Card.From[0] != "" && !contains(known, st.Card.From[0]) {
			p.add(st.Card.At, "unknown_name", st.Card.From[0], didYouMean(st.Card.From[0], known))
		}
		for i, n := range st.Facts {
			if root, _, _ := strings.Cut(n, "."); !contains(known, root) {
				p.add(st.FactsAt[i], "unknown_name", root, didYouMean(root, known))
			}
		}
	})
}

// walk visits every step of the flow, inner ones too, in the order written.
func (f *Flow) walk(visit func(*Step)) {
	var list func([]*Step)
	list = func(steps []*Step) {
		for _, s := range steps {
			visit(s)
			for _, b := range s.Branches {
				list(b.Do)
			}
			list(s.IfError)
			list(s.IfNo)
		}
	}
	list(f.Steps)
	for _, k := range sortedKeys(f.Interrupts) {
		list(f.Interrupts[k])
	}
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// Slot returns a slot by name, or nil.
func (f *Flow) Slot(name string) *Slot { return f.slots[name] }
