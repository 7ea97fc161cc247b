package moneybox

import (
	"io/fs"
	"slices"
	"strings"

	"samtal/core/money/insight"
	"samtal/core/money/recurring"
)

// subscription says whether a series is one that its owner could end: of a
// category that holds subscriptions, or fixed and not labelled.
func (v *View) subscription(names Names) func(recurring.Series) bool {
	of := make(map[string]string, len(v.Rows))
	for _, r := range v.Rows {
		of[r.ID] = r.Label.Category
	}
	return func(s recurring.Series) bool {
		c := of[s.Rows[len(s.Rows)-1]]
		return slices.Contains(names.Subscriptions, c) || c == "" && !s.Varies
	}
}

// Findings are what is worth knowing today, each with something to do.
func (v *View) Findings(names Names, series []recurring.Series) []insight.Finding {
	f := insight.Facts{Today: v.Today, Series: series, Subscription: v.subscription(names)}
	for _, r := range v.Rows {
		if !r.Pending && v.Book.Kind(r.Label.Category) != "transfer" {
			f.Rows = append(f.Rows, insight.Row{ID: r.ID, Date: r.Date, Shop: r.Shop, Account: r.Account, Amount: r.Amount, Fee: r.Label.Category == "fees"})
		}
	}
	if found := insight.Find(f); found != nil {
		return found
	}
	return []insight.Finding{}
}

// Advice is somebody outside who helps with money for nothing.
type Advice struct {
	Name map[string]string `yaml:"name" json:"name"`
	Web  string            `yaml:"web" json:"web"`
}

// ReadAdvice lists whom the markets of a currency name for advice about money.
func ReadAdvice(pack fs.FS, currency string) ([]Advice, error) {
	files, err := fs.Glob(pack, "markets/*.yaml")
	if err != nil {
		return nil, err
	}
	var out []Advice
	for _, name := range files {
		var m struct {
			Currency string   `yaml:"currency"`
			Advice   []Advice `yaml:"advice"`
		}
		if err := readYAML(pack, name, &m); err != nil {
			return nil, err
		}
		if strings.EqualFold(m.Currency, currency) {
			out = append(out, m.Advice...)
		}
	}
	return out, nil
}
