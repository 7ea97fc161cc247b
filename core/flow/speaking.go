package flow

import (
	"strings"
)

// say speaks and goes on.
func (e *engine) say(n *node) {
	m, ok := e.speak(n.step.Text, false)
	if ok && n.step.Card != nil {
		m.Card, ok = e.card(n.step.Card)
	}
	if !ok {
		e.giveUp("missing_value")
		return
	}
	e.tell(m)
	e.goTo(n.next)
}

// tell adds a message and notes what it showed.
func (e *engine) tell(m Message) {
	e.out.Messages = append(e.out.Messages, m)
	e.run.Heard[fingerprint(m.Text)] = true
	shown := m.Card != nil && len(m.Card.Rows)+len(m.Card.Steps) > 0
	for _, s := range m.Sources {
		shown = shown || s.From == "tool"
	}
	if shown {
		e.progress("result_shown")
	}
}

func fingerprint(text string) string { return digest([]byte(text))[:12] }

// speak picks the first wording that this customer has not heard yet. When all
// have been heard it says that it repeats itself, so that no two messages are
// equal.
func (e *engine) speak(t *Text, question bool) (Message, bool) {
	var m Message
	for _, w := range t.in(e.in.Language) {
		text, sources, ok := w.render(e.sc)
		if !ok {
			return Message{}, false
		}
		m = Message{Text: text, Sources: sources}
		if !e.run.Heard[fingerprint(text)] {
			return m, true
		}
	}
	return e.unheard(m, question), m.Text != ""
}

// unheard puts a lead-in before a text that was said before: for a question
// "let me ask it again", else "as before"; two of them when each was used up.
func (e *engine) unheard(m Message, question bool) Message {
	leads := append(e.leads("as_before"), e.leads("ask_again")...)
	if question {
		leads = append(e.leads("ask_again"), e.leads("as_before")...)
	}
	body := m.Text
	for _, first := range append([]string{""}, leads...) {
		for _, second := range leads {
			m.Text = strings.TrimSpace(first+" "+second) + " " + body
			if first != second && !e.run.Heard[fingerprint(m.Text)] {
				return m
			}
		}
	}
	return m
}

// leads are all wordings of a lead-in.
func (e *engine) leads(pattern string) []string {
	p := e.c.patterns[pattern]
	if p == nil || len(p.Steps) == 0 || p.Steps[0].Text == nil {
		return nil
	}
	var out []string
	for i := range p.Steps[0].Text.in(e.in.Language) {
		for _, m := range e.c.Say(pattern, e.in.Language, i, nil) {
			out = append(out, m.Text)
		}
	}
	return out
}

// pattern says the words of a pattern, a new wording each time.
func (e *engine) pattern(name string) {
	nth := 0
	if len(e.run.Frames) > 0 {
		fr := e.frame()
		nth = fr.Visits["pattern:"+name]
		fr.Visits["pattern:"+name]++
	}
	for _, m := range e.c.Say(name, e.in.Language, nth, nil) {
		e.tell(m)
	}
}

// askFor puts the question about a slot: its words, its buttons, its list.
func (e *engine) askFor(slot *Slot, text *Text) {
	fr := e.frame()
	again := fr.Asked[slot.Name] > 0
	fr.Asked[slot.Name]++
	switch {
	case text != nil:
	case again && slot.Again != nil:
		text = slot.Again
	default:
		text = slot.Ask
	}
	m, ok := e.speak(text, true)
	if !ok {
		e.giveUp("missing_value")
		return
	}
	m.Choices = e.choices(slot)
	if slot.Type == TypeReference && slot.Card != "" {
		m.Card = e.listCard(slot, m.Choices)
	}
	e.tell(m)
	e.run.Waits = &Wait{For: "ask", Slot: slot.Name}
	e.stop = true
}

// choices are the buttons of a question.
func (e *engine) choices(slot *Slot) []Choice {
	var out []Choice
	pick := "pick:" + slot.Name + ":"
	switch slot.Type {
	case TypeYesNo:
		yes, no := yesNoLabels(e.in.Language)
		out = []Choice{{pick + "yes", yes}, {pick + "no", no}}
	case TypeChoice:
		for _, o := range slot.Options {
			out = append(out, Choice{pick + o.ID, o.label(e.in.Language)})
		}
	case TypeReference:
		rows, r := e.rows(slot)
		for _, row := range rows {
			out = append(out, Choice{pick + row.id, e.rowLabel(slot, row, r)})
		}
	}
	return out
}

// rowLabel writes one row of a list on its button.
func (e *engine) rowLabel(slot *Slot, row row, r Result) string {
	sc := *e.sc
	sc.item, sc.itemOf = row.data, r
	if slot.Show != nil {
		for _, w := range slot.Show.in(e.in.Language) {
			if text, _, ok := w.render(&sc); ok {
				return text
			}
		}
	}
	var parts []string
	for _, k := range []string{"merchant", "clear_name", "name", "number", "amount", "date", "due_date"} {
		if src, ok := sc.source([]string{"item", k}); ok {
			parts = append(parts, src.Shown)
		}
	}
	if len(parts) == 0 {
		return row.id
	}
	return strings.Join(parts, ", ")
}

// cardKind says which single card a list's card is made of.
func cardKind(slot *Slot) string {
	switch strings.TrimSuffix(slot.Card, "_list") {
	case "payment", "purchase", "transaction":
		return "purchase"
	case "":
		return "list"
	}
	return strings.TrimSuffix(slot.Card, "_list")
}

// listCard shows the rows that a reference chooses from, each titled like its
// button.
func (e *engine) listCard(slot *Slot, buttons []Choice) *Card {
	rows, r := e.rows(slot)
	c := &Card{Kind: "list"}
	for i, row := range rows {
		c.Items = append(c.Items, Card{Kind: cardKind(slot), Title: buttons[i].Label, Rows: e.cardRows(row.data, r)})
	}
	return c
}

// cardRows are the labelled fields of a row; a field without a label in the
// flow is not the customer's business.
func (e *engine) cardRows(data any, r Result) []CardRow {
	var out []CardRow
	sc := *e.sc
	sc.item, sc.itemOf = data, r
	for _, field := range e.sc.f.labelled {
		if src, ok := sc.source([]string{"item", field}); ok && src.Raw != "" {
			out = append(out, CardRow{Label: inLanguage(e.sc.f.Labels[field], e.in.Language), Value: src.Shown})
		}
	}
	return out
}

func inLanguage(m map[string]string, language string) string {
	for _, l := range []string{language, "en", "sv"} {
		if m[l] != "" {
			return m[l]
		}
	}
	return ""
}

// card shows one row that a tool returned, with its steps when it has any.
func (e *engine) card(spec *CardSpec) (*Card, bool) {
	v, src, ok := e.sc.lookup(spec.From)
	if !ok {
		return nil, false
	}
	if _, isObject := v.(map[string]any); !isObject {
		return nil, false
	}
	r := Result{Tool: src.Name, Call: src.Call}
	c := &Card{Kind: spec.Kind, Title: inLanguage(e.sc.f.Title, e.in.Language), Rows: e.cardRows(v, r)}
	steps, _ := dig(v, []string{"steps"})
	list, _ := steps.([]any)
	for _, s := range list {
		c.Steps = append(c.Steps, e.cardStep(s))
	}
	return c, true
}

// cardStep reads {label_sv, label_en} or {code}, with state and date.
func (e *engine) cardStep(v any) CardStep {
	text := func(key string) string {
		x, _ := dig(v, []string{key})
		s, _ := x.(string)
		return s
	}
	st := CardStep{Label: oneLine(text("label_" + e.in.Language)), State: text("state")}
	if code := text("code"); st.Label == "" && code != "" {
		st.Label = e.sc.wordFor("code", value{kind: kindText, raw: code})
	}
	if st.Label == "" {
		st.Label = oneLine(text("label"))
	}
	if t := typedText(text("at")); t.kind == kindDate {
		st.At = t.show(e.in.Language, e.in.Today)
	}
	return st
}
