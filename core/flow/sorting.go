package flow

import (
	"strings"

	"samtal/core/understanding"
)

// sort deals the message's entities out to the slots that they can fill: each
// to the question just put, else to a slot still empty, else to a filled one,
// which makes it a correction. What no typed slot wants tells rows apart.
func (h *hearer) sort() map[string]Pending {
	given := map[string]Pending{}
	var hints []understanding.Entity
	dates := 0
	for _, en := range h.r.Entities {
		if en.Kind == understanding.Date {
			dates++
		}
	}
	used := map[string]bool{}
	for _, en := range h.r.Entities {
		var s *Slot
		switch en.Kind {
		case understanding.Date:
			if dates--; h.namesRow(en) || (dates > 0 && h.hasRows()) {
				break // "the one due on the 25th, to the 28th": the last date is the new one
			}
			s = h.target(TypeDate, used)
		case understanding.Amount:
			s = h.target(TypeMoney, used)
		case understanding.Number:
			if s = h.target(TypeNumber, used); s == nil && h.asked(TypeMoney) {
				s = h.waiting("ask")
			}
		}
		if s == nil {
			hints = append(hints, en)
			continue
		}
		used[s.Name] = true
		given[s.Name] = Pending{Entities: []understanding.Entity{en}}
	}
	h.found(given)
	h.rowHints(given, hints)
	h.options(given)
	return given
}

func (h *hearer) asked(t SlotType) bool {
	s := h.waiting("ask")
	return s != nil && s.Type == t
}

// target finds the slot that a value of a type is for.
func (h *hearer) target(t SlotType, used map[string]bool) *Slot {
	if h.asked(t) && !used[h.wait.Slot] {
		return h.waiting("ask")
	}
	var filled *Slot
	for _, s := range h.def.Slots {
		if s.Type != t || used[s.Name] {
			continue
		}
		if _, ok := h.frame.Slots[s.Name]; !ok {
			return s
		}
		filled = s
	}
	return filled
}

func (h *hearer) hasRows() bool {
	for _, s := range h.def.Slots {
		if s.Type == TypeReference {
			return true
		}
	}
	return false
}

// found fills text slots that know what to look for in a longer message: "we've
// moved to 4 High Street, ..." gives the address. An answer to the slot's own
// question is taken as it was written.
func (h *hearer) found(given map[string]Pending) {
	for _, s := range h.def.Slots {
		for _, re := range s.Find {
			if v := strings.TrimSpace(re.FindString(h.text)); v != "" && (h.waiting("ask") != s || h.r.Move == understanding.MoveCorrect) {
				given[s.Name] = Pending{Value: v}
				break
			}
		}
	}
}

// rowCues are beginnings of words after which a date says which invoice or
// payment is meant, not which date is wished for.
var rowCues = []string{"due", "dated", "from", "förf", "från", "dater"}

// namesRow reports whether a date describes a row: "the bill due on the 25th".
func (h *hearer) namesRow(en understanding.Entity) bool {
	runes := []rune(h.text)
	if !h.hasRows() || en.From <= 0 || en.From > len(runes) {
		return false
	}
	before := strings.Fields(strings.ToLower(string(runes[:en.From])))
	for i := max(0, len(before)-2); i < len(before); i++ {
		for _, cue := range rowCues {
			if strings.HasPrefix(before[i], cue) {
				return true
			}
		}
	}
	return false
}

// rowHints gives a reference slot what may tell its rows apart. Ordinals count
// only when the customer has seen the rows in order.
func (h *hearer) rowHints(given map[string]Pending, hints []understanding.Entity) {
	s := h.target(TypeReference, map[string]bool{})
	if s == nil {
		return
	}
	seen := h.frame.Asked[s.Name] > 0
	var p Pending
	for _, en := range hints {
		if en.Kind == understanding.Ordinal && !seen {
			continue
		}
		switch en.Kind {
		case understanding.Email, understanding.Phone:
		default:
			p.Entities = append(p.Entities, en)
		}
	}
	_, filled := h.frame.Slots[s.Name]
	if waits := h.waiting("ask"); !filled && (waits == nil || waits == s) {
		p.Words = words(h.text)
	}
	if len(p.Entities)+len(p.Words) > 0 && h.mayMean(s, p) {
		given[s.Name] = p
	}
}

// mayMean reports whether what was said fits any row, where the rows are
// known; before that anything may.
func (h *hearer) mayMean(s *Slot, p Pending) bool {
	e := &engine{sc: &scope{f: h.def, frame: h.frame, in: &Input{}}}
	rows, _ := e.allRows(s)
	if len(rows) == 0 {
		return true
	}
	_, ok := choose(rows, p)
	return ok
}

// options fills choice slots whose words were said.
func (h *hearer) options(given map[string]Pending) {
	for _, s := range h.def.Slots {
		if s.Type != TypeChoice {
			continue
		}
		p := Pending{Words: words(h.text), Entities: h.r.Entities}
		if v, ok := s.option(p); ok {
			given[s.Name] = Pending{Value: v}
		}
	}
}
