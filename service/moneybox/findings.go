package moneybox

import (
	"io/fs"
	"slices"
	"strings"

	"samtal/core/money"
	"samtal/core/money/insight"
	"samtal/core/money/recurring"
)

// subscription says whether a series is one that its owner could end: of a
// category that holds subscriptions, or fixed and not labelled.
func (v *View) subscription() func(recurring.Series) bool {
	of := make(map[string]string, len(v.Rows))
	for _, r := range v.Rows {
		of[r.ID] = r.Label.Category
	}
	return func(s recurring.Series) bool {
		c := of[s.Rows[len(s.Rows)-1]]
		return slices.Contains(v.Names.Subscriptions, c) || c == "" && !s.Varies
	}
}

// findings are what is worth knowing today, in words, each with something to do.
func (v *View) findings(language string) []FindingLine {
	f := insight.Facts{Today: v.Today, Series: v.Series(), Subscription: v.subscription()}
	for _, r := range v.Rows {
		if !r.Pending && v.Book.Kind(r.Label.Category) != "transfer" {
			f.Rows = append(f.Rows, insight.Row{ID: r.ID, Date: r.Date, Shop: r.Shop, Account: r.Account, Amount: r.Amount, Fee: r.Label.Category == "fees"})
		}
	}
	out := []FindingLine{}
	for _, x := range insight.Find(f) {
		usual := money.Money{Minor: x.Usual, Currency: x.Money.Currency}
		line := FindingLine{Finding: x, Amount: x.Money.Decimal(), Advice: []AdviceLine{}}
		line.Text = v.Words(language, "finding_"+string(x.Code), map[string]string{"shop": x.Shop, "amount": x.Money.Format(language), "usual": usual.Format(language), "date": x.Date})
		line.ToDo = v.Words(language, "finding_do_"+string(x.Do), nil)
		if x.Code == insight.Shortfall {
			for _, a := range v.Advice[x.Money.Currency] {
				line.Advice = append(line.Advice, AdviceLine{a.in(language), a.Web})
			}
		}
		out = append(out, line)
	}
	return out
}

// Advice is somebody outside who helps with money for nothing.
type Advice struct {
	Name map[string]string `yaml:"name"`
	Web  string            `yaml:"web"`
}

func (a Advice) in(language string) string {
	if n := a.Name[language]; n != "" {
		return n
	}
	return a.Name["en"]
}

// readAdvice lists whom the markets name for advice about money, by currency.
func readAdvice(pack fs.FS) (map[string][]Advice, error) {
	files, err := fs.Glob(pack, "markets/*.yaml")
	if err != nil {
		return nil, err
	}
	out := map[string][]Advice{}
	for _, name := range files {
		var m struct {
			Currency string   `yaml:"currency"`
			Advice   []Advice `yaml:"advice"`
		}
		if err := readYAML(pack, name, &m); err != nil {
			return nil, err
		}
		out[strings.ToUpper(m.Currency)] = append(out[strings.ToUpper(m.Currency)], m.Advice...)
	}
	return out, nil
}
