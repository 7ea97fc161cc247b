package flow

import (
	"strings"
	"time"

	"samtal/core/money"
	"samtal/core/understanding"
)

// verdict is what came of trying an answer on a slot.
type verdict int

const (
	fits verdict = iota
	unclear
	refusedValue // understood, but not allowed here
	narrowed     // several rows are still possible
)

// ask fills a slot: from what was said before it was asked, from the only row
// there is, or by asking.
func (e *engine) ask(n *node) {
	slot, fr := e.sc.f.slots[n.step.Name], e.frame()
	if slot == nil {
		e.giveUp("unknown_slot")
		return
	}
	if _, filled := fr.Slots[slot.Name]; filled {
		e.goTo(n.next)
		return
	}
	if slot.Type == TypeReference {
		if rows, _ := e.allRows(slot); len(rows) == 0 {
			e.giveUp("empty_list")
			return
		}
	}
	pending, said := fr.Pending[slot.Name]
	delete(fr.Pending, slot.Name)
	var words *Text
	if said {
		v, how := e.try(slot, pending)
		switch how {
		case fits:
			e.fill(n, slot, v, pending)
			return
		case narrowed:
			e.progress("choice_narrowed")
		case refusedValue:
			words = slot.Invalid
			fr.Tries[slot.Name]++
		case unclear:
			if fr.Asked[slot.Name] > 0 {
				fr.Tries[slot.Name]++
			}
		}
	}
	if rows, _ := e.allRows(slot); slot.PickOne && len(rows) == 1 {
		e.fill(n, slot, rows[0].id, Pending{From: "single"})
		return
	}
	if fr.Tries[slot.Name] >= max(slot.MaxTries, 1) {
		e.giveUp("too_many_tries")
		return
	}
	e.askFor(slot, words)
}

// fill keeps a checked value. The value that was there already is no step
// forward: an old button pressed over and over would circle for ever (P2).
func (e *engine) fill(n *node, slot *Slot, v string, p Pending) {
	fr := e.frame()
	sv := SlotValue{Value: v, From: p.From, At: n.path, Turn: e.run.Turns}
	fr.Trail = append(fr.Trail, Mark{Name: slot.Name, At: n.path, Slot: true})
	if slot.Type == TypeReference {
		rows, r := e.allRows(slot)
		sv.Call = r.Call
		for _, row := range rows {
			if row.id == v && slot.SaveAs != "" {
				e.save(n, slot.SaveAs, Result{Tool: r.Tool, Call: r.Call, Path: append(append([]string{}, slot.From[1:]...), row.at), Data: canonical(row.data)})
			}
		}
	}
	fr.Slots[slot.Name] = sv
	delete(fr.Tries, slot.Name)
	if p.From != "single" && v != p.Not {
		e.progress("slot_filled")
	}
	e.goTo(n.next)
}

// try reads what was said as the slot's type and checks it.
func (e *engine) try(slot *Slot, p Pending) (string, verdict) {
	if slot.Type == TypeReference {
		return e.pick(slot, p)
	}
	v, ok := slot.normal(p, e.sc.f)
	if !ok {
		return "", unclear
	}
	if slot.Valid != nil {
		sc := *e.sc
		sc.try = map[string]string{slot.Name: v}
		if is, ok := slot.Valid.truth(&sc); !ok || !is {
			return "", refusedValue
		}
	}
	return v, fits
}

// longestText bounds a text slot; a longer story is for a person to read.
const longestText = 500

// normal gives the normal form of what was said, by the slot's type.
func (s *Slot) normal(p Pending, f *Flow) (string, bool) {
	switch s.Type {
	case TypeText:
		v := strings.TrimSpace(p.Value)
		if v != "" && len([]rune(v)) <= longestText {
			return v, true
		}
	case TypeDate:
		for _, v := range values(p, understanding.Date) {
			if _, err := time.Parse(time.DateOnly, v); err == nil {
				return v, true
			}
		}
	case TypeMoney:
		return s.amount(p, f)
	case TypeNumber:
		for _, v := range values(p, understanding.Number) {
			if numberForm.MatchString(v) {
				return v, true
			}
		}
	case TypeYesNo:
		switch strings.ToLower(p.Value) {
		case "true", "yes":
			return "true", true
		case "false", "no":
			return "false", true
		}
	case TypeChoice:
		return s.option(p)
	}
	return "", false
}

// values are the candidates for a slot: a value given outright, else entities.
func values(p Pending, kinds ...understanding.EntityKind) []string {
	if p.Value != "" {
		return []string{p.Value}
	}
	var out []string
	for _, k := range kinds {
		for _, en := range p.Entities {
			if en.Kind == k {
				out = append(out, en.Value)
			}
		}
	}
	return out
}

// amount reads money. A bare number means the slot's own currency, or that of
// the flow's limit; without either it is not an amount.
func (s *Slot) amount(p Pending, f *Flow) (string, bool) {
	currency := s.Currency
	if currency == "" && f.Autonomy.MaxAmount != nil {
		currency = f.Autonomy.MaxAmount.Currency
	}
	for _, en := range p.Entities {
		if en.Kind == understanding.Amount && en.Money != nil && en.Money.Currency != "" {
			return en.Money.String(), true
		}
	}
	for _, v := range values(p, understanding.Amount, understanding.Number) {
		if m, err := money.Parse(v, currency); err == nil {
			return m.String(), true
		}
	}
	return "", false
}

// option finds the option that an id or the customer's words mean. The one
// meant by more words wins ("e-mail address" is no "address"); words that fit
// two options alike fit neither.
func (s *Slot) option(p Pending) (string, bool) {
	found, most := "", 0
	for _, o := range s.Options {
		if p.Value == o.ID {
			return o.ID, true
		}
		n := 0
		for _, list := range o.Words {
			for _, w := range list {
				n = max(n, p.means(w))
			}
		}
		switch {
		case n > most:
			found, most = o.ID, n
		case n == most && n > 0:
			found = ""
		}
	}
	return found, found != ""
}

// means counts the words of an option's text that were said, all or none. A
// word with a figure ("6 months") is meant only by that very figure: "months"
// alone, or another number of them, would choose for the customer. "@email" is
// meant by an e-mail address.
func (p Pending) means(w string) int {
	for _, en := range p.Entities {
		if strings.EqualFold(strings.TrimSpace(en.Text), w) || en.Value == w || w == "@"+string(en.Kind) {
			return max(1, len(words(w)))
		}
	}
	if wanted := words(w); !strings.ContainsAny(w, "0123456789@") && saysAll(append(words(p.Value), p.Words...), wanted) {
		return len(wanted)
	}
	return 0
}

// saysAll reports whether every wanted word was said, slips allowed.
func saysAll(said, wanted []string) bool {
	for _, w := range wanted {
		ok := false
		for _, s := range said {
			ok = ok || alike(s, w)
		}
		if !ok {
			return false
		}
	}
	return len(wanted) > 0
}

// rewind goes back to a step so that it is asked or looked up anew. Results
// learned from there on are dropped, and so is every yes. Answers stay as
// things already said, except the slot itself and those whose question was
// built on what is dropped: "do you recognise it?" was about another payment.
func (e *engine) rewind(to *node, slot string) {
	fr := e.frame()
	if to.step != nil && to.step.Kind == StepAsk {
		slot = to.step.Name
	}
	cut := len(fr.Trail)
	for i, m := range fr.Trail {
		if at, ok := e.sc.f.byID[m.At]; (ok && at >= to.i) || m.Name == slot {
			cut = i
			break
		}
	}
	dropped := map[string]bool{slot: true}
	for _, m := range fr.Trail[cut:] {
		if !m.Slot {
			dropped[m.Name] = true
			delete(fr.Results, m.Name)
			e.sc.forget(m.Name)
		}
	}
	for _, m := range fr.Trail[cut:] {
		if m.Slot {
			e.unfill(m.Name, slot, dropped)
		}
	}
	fr.Trail = fr.Trail[:cut]
	fr.Consent, e.run.Waits = nil, nil
	fr.At = to.path
}

func (e *engine) unfill(name, corrected string, dropped map[string]bool) {
	fr, s := e.frame(), e.sc.f.slots[name]
	v, ok := fr.Slots[name]
	delete(fr.Slots, name)
	delete(fr.Shown, name)
	delete(fr.Tries, name)
	if !ok || s == nil || name == corrected || v.From == "single" {
		return
	}
	for _, root := range s.Ask.roots() {
		if dropped[root] {
			delete(fr.Asked, name) // it will be a new question, with its first words
			return
		}
	}
	if _, newer := fr.Pending[name]; !newer {
		fr.Pending[name] = Pending{Value: v.Value, From: v.From}
	}
}
