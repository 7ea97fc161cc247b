package flow

import (
	"regexp"
	"strings"
)

// Text is what the customer reads, per language, in one or more wordings.
type Text struct {
	At       Pos
	variants map[string][]wording
}

// wording is one way to say it: literal text with holes for typed values.
type wording struct {
	at   Pos
	segs []seg
}

// seg is literal text, or a hole when path is set.
type seg struct {
	lit  string
	path []string
}

var holeForm = regexp.MustCompile(`\{\{\s*(.*?)\s*\}\}`)
var pathForm = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$`)
var digits = regexp.MustCompile(`\d[\d.,:%-]*`)

// words reads {en: "...", sv: [one, another]}.
func (fs *faults) words(it *item, what string) *Text {
	t := &Text{At: it.at, variants: map[string][]wording{}}
	if !it.isMap {
		fs.add(it.at, "wrong_shape", what, "keys with values")
		return t
	}
	for _, e := range it.keys {
		if !languageForm.MatchString(e.key) {
			fs.add(e.at, "unknown_key", e.key, "; did you mean \"en\"?")
			continue
		}
		list := []*item{e.value}
		if e.value.isList {
			list = e.value.list
		}
		for _, v := range list {
			t.variants[e.key] = append(t.variants[e.key], fs.wording(v, what))
		}
	}
	return t
}

var languageForm = regexp.MustCompile(`^[a-z]{2}$`)

func (fs *faults) wording(it *item, what string) wording {
	s := strings.TrimSpace(fs.str(it, what))
	if s == "" {
		fs.add(it.at, "missing_key", what)
	}
	w := wording{at: it.at}
	last := 0
	for _, m := range holeForm.FindAllStringSubmatchIndex(s, -1) {
		path := s[m[2]:m[3]]
		if !pathForm.MatchString(path) {
			fs.add(it.at, "bad_hole", path)
			continue
		}
		if m[0] > last {
			w.segs = append(w.segs, seg{lit: s[last:m[0]]})
		}
		w.segs = append(w.segs, seg{path: strings.Split(path, ".")})
		last = m[1]
	}
	if last < len(s) {
		w.segs = append(w.segs, seg{lit: s[last:]})
	}
	return w
}

// in returns the wordings of a language; a language without words falls back
// to English and then to any, since a customer must never meet silence.
func (t *Text) in(language string) []wording {
	for _, l := range []string{language, "en", "sv"} {
		if w := t.variants[l]; len(w) > 0 {
			return w
		}
	}
	return nil
}

// each calls f for every wording in every language.
func (t *Text) each(f func(language string, w wording)) {
	if t == nil {
		return
	}
	for l, ws := range t.variants {
		for _, w := range ws {
			f(l, w)
		}
	}
}

// roots lists the names that the holes of a text start with.
func (t *Text) roots() []string {
	var out []string
	t.each(func(_ string, w wording) {
		for _, s := range w.segs {
			if len(s.path) > 0 && !contains(out, s.path[0]) {
				out = append(out, s.path[0])
			}
		}
	})
	return out
}

// Source says where one value in a message came from, so that the customer's
// expert and the grounding check can follow every figure to its tool.
type Source struct {
	From  string `json:"from"`            // tool, slot or given
	Name  string `json:"name"`            // the tool, or the slot
	Field string `json:"field,omitempty"` // path in the tool's result
	Call  string `json:"call,omitempty"`  // CallID of the look-up
	Type  string `json:"type"`            // money, date, number, yes_no, text
	Raw   string `json:"raw"`             // the literal value
	Shown string `json:"shown"`           // as it stands in the text
}

// render fills the holes. It fails when a hole has no value: half a sentence
// about somebody's money is worse than a person.
func (w wording) render(sc *scope) (string, []Source, bool) {
	var b strings.Builder
	var sources []Source
	for _, s := range w.segs {
		if s.path == nil {
			b.WriteString(s.lit)
			continue
		}
		src, ok := sc.source(s.path)
		if !ok {
			return "", nil, false
		}
		b.WriteString(src.Shown)
		sources = append(sources, src)
	}
	return b.String(), sources, true
}
