package flow

import (
	"strconv"
	"strings"
	"unicode"

	"samtal/core/money"
	"samtal/core/understanding"
)

// row is one thing that a reference may mean, from a tool's result for this
// customer.
type row struct {
	id   string
	at   string // its index in the list
	data any
}

// allRows are the rows that the tool returned. A reference never means
// anything else, whatever the customer or a model writes.
func (e *engine) allRows(slot *Slot) ([]row, Result) {
	if len(slot.From) == 0 {
		return nil, Result{}
	}
	v, _, ok := e.sc.lookup(slot.From)
	list, isList := v.([]any)
	if !ok || !isList {
		return nil, Result{}
	}
	var out []row
	for i, it := range list {
		id, _ := dig(it, []string{"id"})
		if s := typed(id).raw; s != "" {
			out = append(out, row{s, strconv.Itoa(i), it})
		}
	}
	r := e.sc.frame.Results[slot.From[0]]
	return out, r
}

// rows are the rows still possible: all, or those that a narrowing left.
func (e *engine) rows(slot *Slot) ([]row, Result) {
	all, r := e.allRows(slot)
	shown := e.sc.frame.Shown[slot.Name]
	if len(shown) == 0 {
		return all, r
	}
	var out []row
	for _, row := range all {
		if contains(shown, row.id) {
			out = append(out, row)
		}
	}
	return out, r
}

// pick finds the one row that the customer means.
func (e *engine) pick(slot *Slot, p Pending) (string, verdict) {
	rows, _ := e.rows(slot)
	all, _ := e.allRows(slot)
	if p.Value != "" {
		for _, row := range all {
			if row.id == p.Value {
				return row.id, fits
			}
		}
		return "", unclear
	}
	left, ok := choose(rows, p)
	if !ok && len(rows) < len(all) { // they may mean one that a narrowing hid
		left, ok = choose(all, p)
	}
	if !ok || len(left) == len(rows) && len(left) > 1 {
		if p.Else != "" {
			return e.pick(slot, Pending{Value: p.Else})
		}
		return "", unclear
	}
	if len(left) == 1 {
		return other(all, left[0].id, p.Not), fits
	}
	ids := make([]string, len(left))
	for i, row := range left {
		ids[i] = row.id
	}
	e.sc.frame.Shown[slot.Name] = ids
	return "", narrowed
}

// other takes "no, the second one" of two rows, said of the second, as the
// other one: in Swedish "den andra" means both.
func other(all []row, id, not string) string {
	if id == not && len(all) == 2 {
		for _, r := range all {
			if r.id != not {
				return r.id
			}
		}
	}
	return id
}

// choose keeps the rows that fit each thing that was said. A thing that fits
// no row at all was about something else and is passed over.
func choose(rows []row, p Pending) ([]row, bool) {
	left, matched := rows, false
	keep := func(fit func(int, row) bool) {
		var some []row
		for i, r := range left {
			if fit(i, r) {
				some = append(some, r)
			}
		}
		if len(some) > 0 {
			left, matched = some, true
		}
	}
	for _, en := range p.Entities {
		if en.Kind != understanding.Ordinal {
			keep(func(_ int, r row) bool { return r.fits(en) })
		}
	}
	if len(p.Words) > 0 {
		best := 0
		for _, r := range left {
			best = max(best, r.wordsIn(p.Words))
		}
		if best > 0 {
			keep(func(_ int, r row) bool { return r.wordsIn(p.Words) == best })
		}
	}
	for _, en := range p.Entities { // last: "the second one from Elgiganten"
		if en.Kind == understanding.Ordinal {
			want, _ := strconv.Atoi(en.Value)
			if want < 0 {
				want += len(left) + 1
			}
			keep(func(i int, _ row) bool { return i+1 == want })
		}
	}
	return left, matched
}

// fits reports whether one thing that was said fits a field of the row.
func (r row) fits(en understanding.Entity) bool {
	o, _ := r.data.(map[string]any)
	for k, v := range o {
		t := typed(v)
		switch en.Kind {
		case understanding.Amount:
			if t.kind == kindMoney && sameAmount(t.money, en) || k == "last4" && t.raw == en.Text {
				return true // asked for a card, people write just its four digits
			}
		case understanding.Number, understanding.Reference:
			if t.kind == kindMoney && en.Kind == understanding.Number && sameAmount(t.money, en) {
				return true
			}
			if (t.kind == kindText || t.kind == kindNumber) && tight(t.raw) == tight(en.Value) {
				return true
			}
		case understanding.Date:
			if t.kind == kindDate && strings.HasPrefix(t.raw, en.Value) {
				return true
			}
		case understanding.CardLast4:
			if k == "last4" && t.raw == en.Value {
				return true
			}
		case understanding.Merchant:
			if t.kind == kindText && saysAll(words(t.raw), words(en.Value)) {
				return true
			}
		}
	}
	return false
}

// sameAmount compares with what was said: "349" means 349.00, and "129" also
// 129.99, as people leave out the öre. A named currency must agree.
func sameAmount(m money.Money, en understanding.Entity) bool {
	if en.Money != nil && en.Money.Currency != "" && en.Money.Currency != m.Currency {
		return false
	}
	said, err := money.Parse(strings.TrimSpace(en.Value), m.Currency)
	if err != nil {
		return false
	}
	if said.Minor < 0 {
		said.Minor = -said.Minor
	}
	have := m.Minor
	if have < 0 {
		have = -have
	}
	if have == said.Minor {
		return true
	}
	whole := int64(1)
	for range money.Exponent(m.Currency) {
		whole *= 10
	}
	return !strings.Contains(en.Value, ".") && have/whole == said.Minor/whole
}

// tight drops everything but letters and digits: "R-77" is "r 77".
func tight(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// wordsIn counts the words of the row's names that were said.
func (r row) wordsIn(said []string) int {
	o, _ := r.data.(map[string]any)
	n := 0
	for _, k := range []string{"merchant", "clear_name", "name", "purchase", "description", "title", "brand", "item"} {
		s, _ := o[k].(string)
		for _, w := range words(s) {
			for _, x := range said {
				if means(x, w) {
					n++
					break
				}
			}
		}
	}
	return n
}

// endings are those of Swedish words that name a known thing: "jackan".
var endings = []string{"orna", "arna", "erna", "en", "et", "na", "an", "n", "t"}

// heads reports whether a said word is the head of a compound: "jackan" means
// the "regnjacka". One letter may differ at the seam of stem and ending.
func heads(said, name string) bool {
	for _, e := range append([]string{""}, endings...) {
		stem := strings.TrimSuffix(said, e)
		if e != "" && stem == said || len([]rune(stem)) < 4 {
			continue
		}
		if len(name) > len(stem)+1 && (strings.HasSuffix(name, stem) || e == "an" && strings.HasSuffix(name, stem+"a")) {
			return true
		}
	}
	return false
}

// words splits text into lower-case words of three letters or more, without
// figures: what is kept of a message until a list arrives holds no card
// number and no national id.
func words(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len([]rune(w)) >= 3 && !plainWords[w] {
			out = append(out, w)
		}
	}
	return out
}

// plainWords are so common that they say nothing about which row is meant.
var plainWords = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields("the and for from one can you was that this not with från och den det som att har jag med till kan inte") {
		out[w] = true
	}
	return out
}()

// alike reports whether two words are the same but for small slips, or one is
// the beginning of the other.
func alike(a, b string) bool {
	x, y := []rune(a), []rune(b)
	short, long := min(len(x), len(y)), max(len(x), len(y))
	switch {
	case a == b:
		return true
	case short >= 4 && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a)):
		return true
	case long-short > 2 || short < 5:
		return false
	case short >= 8:
		return distance(x, y) <= 2
	}
	return distance(x, y) <= 1
}
