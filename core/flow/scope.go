package flow

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
)

// scope gives names their values, for expressions and for texts. Results are
// decoded once, and only those that are read.
type scope struct {
	c       *Catalogue
	f       *Flow
	frame   *Frame
	in      *Input
	decoded map[string]any
	try     map[string]string // a slot's value on trial, for its valid expression
	item    any               // the row being written, for show
	itemOf  Result
}

// ResolveName is how an expression asks for a value.
func (sc *scope) ResolveName(name string) (any, bool) {
	switch name {
	case "today":
		d, err := time.Parse(time.DateOnly, sc.in.Today)
		return types.Timestamp{Time: d}, err == nil
	case "customer.signed_in":
		return sc.in.SignedIn, true
	}
	if slot := sc.f.slots[name]; slot != nil {
		v, ok := sc.try[name]
		if !ok {
			var sv SlotValue
			sv, ok = sc.frame.Slots[name]
			v = sv.Value
		}
		if !ok {
			return nil, false
		}
		return slot.cel(v), true
	}
	if v, ok := sc.frame.Params[name]; ok {
		return v, true
	}
	return sc.result(name)
}

// Parent is part of CEL's Activation; a scope has none.
func (sc *scope) Parent() cel.Activation { return nil }

func (s *Slot) cel(v string) any {
	switch s.Type {
	case TypeYesNo:
		return v == "true"
	case TypeNumber:
		return json.Number(v)
	case TypeDate, TypeMoney:
		return v // the adapter reads dates and amounts from their form
	}
	return types.String(v)
}

func (sc *scope) result(name string) (any, bool) {
	if v, ok := sc.decoded[name]; ok {
		return v, true
	}
	r, ok := sc.frame.Results[name]
	if !ok {
		return nil, false
	}
	v, err := decode(r.Data)
	if err != nil {
		return nil, false
	}
	if sc.decoded == nil {
		sc.decoded = map[string]any{}
	}
	sc.decoded[name] = v
	return v, true
}

// forget drops what was decoded under a name that gets a new value.
func (sc *scope) forget(name string) { delete(sc.decoded, name) }

// lookup finds the literal value at a path.
func (sc *scope) lookup(path []string) (any, Source, bool) {
	name := path[0]
	if name == "item" && sc.item != nil {
		v, ok := dig(sc.item, path[1:])
		return v, Source{From: "tool", Name: sc.itemOf.Tool, Call: sc.itemOf.Call, Field: strings.Join(path[1:], ".")}, ok
	}
	if slot := sc.f.slots[name]; slot != nil && len(path) == 1 {
		sv, ok := sc.frame.Slots[name]
		return slot.literal(sv.Value), Source{From: "slot", Name: name, Call: sv.Call}, ok
	}
	if v, ok := sc.frame.Params[name]; ok && len(path) == 1 {
		return v, Source{From: "given", Name: name}, true
	}
	root, ok := sc.result(name)
	if !ok {
		return nil, Source{}, false
	}
	r := sc.frame.Results[name]
	v, ok := dig(root, path[1:])
	return v, Source{From: "tool", Name: r.Tool, Call: r.Call, Field: strings.Join(append(append([]string{}, r.Path...), path[1:]...), ".")}, ok
}

// literal gives a slot's value the JSON form that tools take.
func (s *Slot) literal(v string) any {
	switch s.Type {
	case TypeYesNo:
		return v == "true"
	case TypeNumber:
		return json.Number(v)
	}
	return v
}

// source formats the value at a path for the customer.
func (sc *scope) source(path []string) (Source, bool) {
	v, src, ok := sc.lookup(path)
	if !ok {
		return src, false
	}
	t := typed(v)
	if t.kind == kindNone || t.kind == kindList || t.kind == kindObject {
		return src, false
	}
	if slot := sc.f.slots[path[0]]; slot != nil {
		t = slot.typed(t)
		if w, ok := slot.optionWord(t.raw, sc.in.Language); ok {
			src.Type, src.Raw, src.Shown = string(t.kind), t.raw, w
			return src, true
		}
	}
	src.Type, src.Raw, src.Shown = string(t.kind), t.raw, sc.wordFor(path[len(path)-1], t)
	return src, true
}

// typed keeps free text free: a customer who writes "100 SEK" into a text slot
// has not made it an amount.
func (s *Slot) typed(t value) value {
	if s.Type == TypeText || s.Type == TypeReference {
		t.kind = kindText
	}
	return t
}

func (s *Slot) optionWord(id, language string) (string, bool) {
	for _, o := range s.Options {
		if o.ID == id {
			return o.label(language), true
		}
	}
	return "", false
}

func (o Option) label(language string) string {
	for _, l := range []string{language, "en", "sv"} {
		if w := o.Words[l]; len(w) > 0 {
			return w[0]
		}
	}
	return o.ID
}

// wordFor writes a value, in the flow's own words for a code such as "online".
func (sc *scope) wordFor(field string, t value) string {
	if w := sc.f.Words[field][t.raw]; w != nil {
		if s := w[sc.in.Language]; s != "" {
			return s
		}
		if s := w["en"]; s != "" {
			return s
		}
	}
	return t.show(sc.in.Language, sc.in.Today)
}

// args works out a step's arguments. A plain path passes the literal value on
// untouched, so an amount never goes through arithmetic.
func (sc *scope) args(with []Arg) (map[string]any, bool) {
	out := make(map[string]any, len(with))
	for _, a := range with {
		v, ok := sc.arg(a)
		if !ok {
			return nil, false
		}
		out[a.Name] = v
	}
	return out, true
}

func (sc *scope) arg(a Arg) (any, bool) {
	if a.Expr == nil {
		v, err := decode(a.Literal)
		return v, err == nil
	}
	return sc.literalOf(a.Expr)
}

func (sc *scope) literalOf(e *Expr) (any, bool) {
	if path, ok := e.plainPath(); ok && path[0] != "today" && path[0] != "customer" {
		v, _, ok := sc.lookup(path)
		return v, ok && v != nil
	}
	v, ok := e.eval(sc)
	if !ok {
		return nil, false
	}
	return native(v)
}

// key is the once-only key of an act: flow, version, tool and the value that
// it may happen once for.
func (sc *scope) key(s *Step) (string, bool) {
	if s.OncePer == nil {
		return "", false
	}
	v, ok := sc.literalOf(s.OncePer)
	if !ok {
		return "", false
	}
	text, isText := v.(string)
	if !isText {
		text = string(canonical(v))
	}
	return versioned(sc.f.Name, sc.f.Version) + "/" + s.Name + "/" + text, text != ""
}

func versioned(flow string, version int) string { return flow + "@" + strconv.Itoa(version) }
