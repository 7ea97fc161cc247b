package assistant

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"samtal/core/flow"
	"samtal/core/knowledge"
)

// Unsupported is something in a text that no source supports.
type Unsupported struct {
	Text string `json:"text"`
	Kind string `json:"kind"` // amount, percent, date, time, duration, number, url, email or promise
}

var (
	urls  = regexp.MustCompile(`(?i)\b(?:https?://|www\.)[^\s)"”]+`)
	mails = regexp.MustCompile(`[\w.+-]+@[\w-]+\.[\w.]+`)
	// Words by which a company binds itself. They may stand in a text only as a
	// quotation of an approved one.
	promises = regexp.MustCompile(`(?i)\b(?:guarantee[ds]?|we promise|i promise|we will (?:refund|pay|waive|credit)|you will (?:get|receive) (?:a|your|the) (?:full )?refund|no later than|` +
		`garantera[rst]?|vi lovar|jag lovar|vi (?:återbetalar|betalar tillbaka|efterskänker)|du får pengarna tillbaka)`)
)

// Check finds what a text states without support: figures, addresses and
// promises outside the quotations. It fails closed: what it can't place is
// unsupported. A sum or a difference of two sources is no source (measured in
// ../shared/reference/assistant.md: accepting those catches one wrong amount in eight).
func Check(text string, quotes []string) []Unsupported {
	rest := without(text, quotes)
	out := figures(rest)
	for _, m := range promises.FindAllString(rest, -1) {
		out = append(out, Unsupported{m, "promise"})
	}
	return out
}

func figures(rest string) []Unsupported {
	var out []Unsupported
	for _, m := range urls.FindAllString(rest, -1) {
		out = append(out, Unsupported{m, "url"})
	}
	for _, m := range mails.FindAllString(rest, -1) {
		out = append(out, Unsupported{m, "email"})
	}
	if strings.ContainsAny(rest, "0123456789") {
		for _, f := range knowledge.FiguresIn(rest) {
			out = append(out, Unsupported{f.Text, f.Kind})
		}
	}
	return out
}

// without takes each quotation out of the text, once.
func without(text string, quotes []string) string {
	for _, q := range quotes {
		if q != "" {
			text = strings.Replace(text, q, "\x00", 1)
		}
	}
	return text
}

// unsupported checks one message. In a flow's text only the holes may hold
// figures, each in its own place, so a fee can't stand where an amount
// belongs; what a hole shows must be its tool's value. Promises in a flow's own
// words were approved with the flow.
func (t *turn) unsupported(p part) []Unsupported {
	var out []Unsupported
	quotes := slices.Clip(p.quotes)
	for _, s := range p.typed {
		if !sameValue(s) {
			out = append(out, Unsupported{s.Shown, s.Type})
		}
		quotes = append(quotes, s.Shown)
	}
	if p.typed != nil {
		out = append(out, figures(without(p.Text, quotes))...)
	} else {
		out = append(out, Check(p.Text, quotes)...)
	}
	return append(out, t.shown(p)...)
}

// sameValue holds what is shown against what the tool said: the same type,
// unit and value.
func sameValue(s flow.Source) bool {
	switch s.Type {
	case "money":
		for _, f := range knowledge.FiguresIn(s.Shown) {
			return f.Kind == knowledge.FigureAmount && f.Value == s.Raw
		}
		return false
	case "date":
		for _, f := range knowledge.FiguresIn(s.Shown) {
			return f.Kind == knowledge.FigureDate && len(s.Raw) >= 10 && (f.Value == s.Raw[:10] || f.Value == "-"+s.Raw[4:10])
		}
		return false
	}
	return true
}

// shown checks the figures on buttons and cards against the values that tools
// returned for this customer.
func (t *turn) shown(p part) []Unsupported {
	var texts []string
	for _, c := range p.Choices {
		if slot, ok := strings.CutPrefix(c.ID, "pick:"); ok && !t.written(slot) {
			texts = append(texts, c.Label)
		}
	}
	if len(p.Card) > 0 {
		texts = append(texts, cardTexts(p.Card)...)
	}
	var out []Unsupported
	var known map[string]bool
	for _, text := range texts {
		if !strings.ContainsAny(text, "0123456789") {
			continue
		}
		if known == nil {
			known = t.known()
		}
		for _, f := range knowledge.FiguresIn(text) {
			if !known[f.Kind+" "+f.Value] {
				out = append(out, Unsupported{f.Text, f.Kind})
			}
		}
	}
	return out
}

// written: the button is one of the flow's own options ("6 months"), which
// people wrote and approved; a row's button holds what a tool returned.
func (t *turn) written(choice string) bool {
	name, _, _ := strings.Cut(choice, ":")
	def := t.top()
	if def == nil {
		return false
	}
	return slices.ContainsFunc(def.Slots, func(s *flow.Slot) bool { return s.Name == name && s.Type == flow.TypeChoice })
}

func cardTexts(body json.RawMessage) []string {
	var card flow.Card
	if json.Unmarshal(body, &card) != nil {
		return nil
	}
	var out []string
	var walk func(c flow.Card)
	walk = func(c flow.Card) {
		out = append(out, c.Title)
		for _, r := range c.Rows {
			out = append(out, r.Value)
		}
		for _, s := range c.Steps {
			out = append(out, s.Label, s.At)
		}
		for _, it := range c.Items {
			walk(it)
		}
	}
	walk(card)
	return out
}

// known are the values in everything that tools returned to this run.
func (t *turn) known() map[string]bool {
	out := map[string]bool{}
	add := func(data json.RawMessage) {
		var v any
		dec := json.NewDecoder(strings.NewReader(string(data)))
		dec.UseNumber()
		if dec.Decode(&v) == nil {
			values(v, out)
		}
	}
	for _, fr := range t.run.Frames {
		for _, r := range fr.Results {
			add(r.Data)
		}
	}
	for _, r := range t.results {
		add(r)
	}
	return out
}

func values(v any, out map[string]bool) {
	switch v := v.(type) {
	case string:
		if strings.ContainsAny(v, "0123456789") {
			for _, f := range knowledge.FiguresIn(v) {
				out[f.Kind+" "+f.Value] = true
				if f.Kind == knowledge.FigureDate && len(f.Value) == 10 {
					out[f.Kind+" -"+f.Value[4:]] = true // shown without the year
				}
			}
		}
	case json.Number:
		out[knowledge.FigureNumber+" "+v.String()] = true
	case []any:
		for _, x := range v {
			values(x, out)
		}
	case map[string]any:
		for _, x := range v {
			values(x, out)
		}
	}
}
