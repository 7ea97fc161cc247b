package flow

import "strings"

// Facts lists everything that a run knows, for the expert's summary: nobody
// asks the customer again for what was already given (P6).
func (c *Catalogue) Facts(run Run, language, today string) []Fact {
	var out []Fact
	in := &Input{Language: language, Today: today}
	for i := range run.Frames {
		fr := &run.Frames[i]
		f := c.Flow(fr.Flow, fr.Version)
		if f == nil {
			continue
		}
		sc := &scope{c: c, f: f, frame: fr, in: in}
		var names []string
		for _, m := range fr.Trail {
			if !contains(names, m.Name) {
				names = append(names, m.Name)
			}
		}
		out = append(out, sc.facts(names)...)
	}
	return out
}

// facts reads names into labelled values; what is not known yet is left out.
func (sc *scope) facts(names []string) []Fact {
	var out []Fact
	for _, name := range names {
		path := strings.Split(name, ".")
		if f, ok := sc.fact(path); ok {
			out = append(out, f)
			continue
		}
		v, _, ok := sc.lookup(path)
		if o, isObject := v.(map[string]any); ok && isObject {
			out = append(out, sc.fields(path, o)...)
		}
	}
	return out
}

func (sc *scope) fact(path []string) (Fact, bool) {
	src, ok := sc.source(path)
	if !ok || src.Shown == "" { // nothing to read is no fact
		return Fact{}, false
	}
	f := Fact{Label: sc.labelFor(path), Value: src.Shown, Source: src}
	if slot := sc.f.slots[path[0]]; slot != nil && slot.Type == TypeReference {
		f.Value = sc.chosenLabel(slot, src.Raw)
	}
	return f, true
}

// fields are the values of a result: those with a label, or all when the flow
// labels none of them. An id, and how long a list is, tell an expert nothing.
func (sc *scope) fields(path []string, o map[string]any) []Fact {
	keys := sortedKeys(o)
	labelled := false
	for _, k := range keys {
		labelled = labelled || sc.f.Labels[k] != nil
	}
	var out []Fact
	for _, k := range keys {
		if k == "id" || k == "count" || (labelled && sc.f.Labels[k] == nil) {
			continue
		}
		if f, ok := sc.fact(append(append([]string{}, path...), k)); ok {
			out = append(out, f)
		}
	}
	return out
}

func (sc *scope) labelFor(path []string) string {
	last := path[len(path)-1]
	if slot := sc.f.slots[path[0]]; slot != nil && slot.Label != nil {
		return inLanguage(slot.Label, sc.in.Language)
	}
	if l := sc.f.Labels[last]; l != nil {
		return inLanguage(l, sc.in.Language)
	}
	return strings.ReplaceAll(last, "_", " ")
}

// chosenLabel writes a chosen row as its button did, beside its id.
func (sc *scope) chosenLabel(slot *Slot, id string) string {
	e := &engine{c: sc.c, in: *sc.in, sc: sc}
	rows, r := e.allRows(slot)
	for _, row := range rows {
		if row.id == id {
			return e.rowLabel(slot, row, r)
		}
	}
	return id
}
