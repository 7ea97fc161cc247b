// Package category says what money went to: a tree of two levels, merchants by
// the words that banks write, and a classifier that learns from its owner's own
// corrections and from nobody else's. Each label says why.
package category

import (
	"slices"
	"strings"
)

// Category is one node of the tree.
type Category struct {
	ID, Parent string
	Names      map[string]string // by language
	MCC        []string          // ISO 18245 codes that belong here
	Kind       string            // "", income or transfer
}

// Book is what is known before an owner says anything: the tree, merchants and
// the words of names. The content pack carries it.
type Book struct {
	tree      map[string]Category
	order     []string
	mcc       map[string]string
	merchants map[string]Merchant // by folded pattern
	longest   int                 // words of the longest pattern
	model     *Model
}

// Merchant is a shop as its customers know it.
type Merchant struct{ Name, Category string }

// NewBook puts the pack's parts together. words are examples: what a shop's
// name says, by category.
func NewBook(tree []Category, merchants map[string]Merchant, words map[string][]string) *Book {
	b := &Book{tree: map[string]Category{}, mcc: map[string]string{}, merchants: map[string]Merchant{}, model: NewModel()}
	for _, c := range tree {
		b.tree[c.ID] = c
		b.order = append(b.order, c.ID)
		for _, code := range c.MCC {
			if _, taken := b.mcc[code]; !taken {
				b.mcc[code] = c.ID
			}
		}
	}
	for pattern, m := range merchants {
		key := fold(pattern)
		b.merchants[key] = m
		b.longest = max(b.longest, len(strings.Fields(key)))
		b.model.Learn(pattern, m.Category, 1)
	}
	for category, list := range words {
		for _, w := range list {
			b.model.Learn(w, category, 3)
		}
	}
	return b
}

// Tree lists the categories in the pack's order.
func (b *Book) Tree() []Category {
	out := make([]Category, len(b.order))
	for i, id := range b.order {
		out[i] = b.tree[id]
	}
	return out
}

// Has says whether there is such a category.
func (b *Book) Has(id string) bool { _, ok := b.tree[id]; return ok }

// Name is a category's name in a language, English where it has none.
func (b *Book) Name(id, language string) string {
	c := b.tree[id]
	if n := c.Names[language]; n != "" {
		return n
	}
	return c.Names["en"]
}

// Parent is the category that one belongs to; "" for those at the top.
func (b *Book) Parent(id string) string { return b.tree[id].Parent }

// Within says whether a category is another or one of its children.
func (b *Book) Within(id, of string) bool { return id == of || b.tree[id].Parent == of && of != "" }

// Kind is income, transfer or empty (spending) for a category.
func (b *Book) Kind(id string) string {
	c := b.tree[id]
	if c.Kind == "" && c.Parent != "" {
		return b.tree[c.Parent].Kind
	}
	return c.Kind
}

// fold writes a text as patterns are compared: lower case, å ä ö as they are
// often written without their rings, single spaces.
func fold(s string) string {
	s = strings.ToLower(s)
	s = strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "é", "e", "ü", "u", "’", "'", "\u00a0", " ").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

// Known finds the merchant of a text among those that have a name, the longest
// pattern first; the pattern's words must stand together.
func (b *Book) Known(text string) (Merchant, bool) {
	words := strings.Fields(strip(fold(text)))
	for n := min(b.longest, len(words)); n > 0; n-- {
		for i := 0; i+n <= len(words); i++ {
			if i > 2 {
				break // a shop's name comes first; "SWISH ICA" has one word before
			}
			key := strings.Join(words[i:i+n], " ")
			if m, ok := b.merchants[key]; ok && (n > 1 || i == 0 || len(key) > 3) {
				return m, true
			}
			if trimmed := strings.Trim(key, ".,*-/:"); trimmed != key {
				if m, ok := b.merchants[trimmed]; ok && (n > 1 || i == 0 || len(trimmed) > 3) {
					return m, true
				}
			}
		}
	}
	return Merchant{}, false
}

// Label is a category with how sure it is and why.
type Label struct {
	Category string  `json:"category"` // empty: ask the owner
	P        float64 `json:"p"`
	Why      Why     `json:"why"`
	Best     string  `json:"best,omitempty"` // what it would have said, when it asks
}

// Why is the reason of a label.
type Why struct {
	Code string `json:"code"` // yours, yours_shop, transfer, shop, mcc, file, words, unsure
	What string `json:"what,omitempty"`
}

// Thresholds of the statistics: from 0.7 on a label is set, from 0.85 on a rule
// is proposed (trust.md A4, after whisper-money #535).
const (
	SetAt     = 0.7
	ProposeAt = 0.85
)

// Row is what a label is decided from.
type Row struct {
	ID, Text, Party, MCC, Label string
	Minor                       int64
	Transfer                    bool
}

// Own is what the owner said: labels of rows and of shops, and the model that
// learned from them.
type Own struct {
	Rows  map[string]string // row id -> category
	Shops map[string]string // shop name -> category
	model *Model
}

// NewOwn learns from the owner's own labels.
func (b *Book) NewOwn(rows, shops map[string]string) *Own {
	o := &Own{Rows: rows, Shops: shops, model: b.model.Clone()}
	names := make([]string, 0, len(shops))
	for shop := range shops {
		names = append(names, shop)
	}
	slices.Sort(names)
	for _, shop := range names {
		o.model.Learn(shop, shops[shop], 5)
	}
	return o
}

// Of labels a row: the owner's word first, then what is known, then numbers
// that banks set, then statistics; and below the threshold it asks.
func (b *Book) Of(r Row, o *Own) Label {
	if c := o.Rows[r.ID]; c != "" {
		return Label{Category: c, P: 1, Why: Why{"yours", ""}}
	}
	shop := b.Shop(r.Text, r.Party)
	if c := o.Shops[shop]; c != "" {
		return Label{Category: c, P: 1, Why: Why{"yours_shop", shop}}
	}
	if r.Transfer {
		return Label{Category: "transfer", P: 1, Why: Why{"transfer", ""}}
	}
	for _, text := range []string{r.Party, r.Text} {
		if m, ok := b.Known(text); ok && (r.Minor < 0 || b.Kind(m.Category) == "income" || m.Category == "loans") {
			return Label{Category: m.Category, P: 0.99, Why: Why{"shop", m.Name}}
		}
	}
	if c, ok := b.mcc[r.MCC]; ok {
		return Label{Category: c, P: 0.95, Why: Why{"mcc", r.MCC}}
	}
	best, p, word := o.model.Classify(r.Party+" "+r.Text, func(c string) bool { return (b.Kind(c) == "income") == (r.Minor > 0) || b.Kind(c) == "transfer" })
	if p >= SetAt {
		return Label{Category: best, P: p, Why: Why{"words", word}}
	}
	return Label{P: p, Best: best, Why: Why{"unsure", ""}}
}
