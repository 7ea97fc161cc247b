package moneybox

import (
	"context"
	"fmt"
	"io/fs"

	"samtal/core/money/category"
	"samtal/core/money/outlook"
	"samtal/core/money/question"
)

// Names are what people call the categories when they ask, and which
// categories hold subscriptions.
type Names struct {
	Subscriptions []string            `yaml:"subscriptions"`
	Words         map[string][]string `yaml:"words"`
}

// ReadNames reads the pack's names, adds those of the tree itself, and refuses
// a word that stands for two categories: an answer must not depend on chance.
func ReadNames(pack fs.FS, book *category.Book) (Names, error) {
	var n Names
	if err := readYAML(pack, "money/names.yaml", &n); err != nil {
		return n, err
	}
	for _, id := range n.Subscriptions {
		if !book.Has(id) {
			return n, fmt.Errorf("money/names.yaml: there is no category %q", id)
		}
	}
	taken := map[string]string{}
	for id, words := range n.Words {
		if !book.Has(id) {
			return n, fmt.Errorf("money/names.yaml: there is no category %q", id)
		}
		for _, w := range words {
			if other := taken[w]; other != "" && other != id {
				return n, fmt.Errorf("money/names.yaml: %q is %s and %s", w, other, id)
			}
			taken[w] = id
		}
	}
	for _, c := range book.Tree() {
		for _, name := range c.Names {
			n.Words[c.ID] = append(n.Words[c.ID], name)
		}
	}
	return n, nil
}

// Questions makes a view ready to be asked. It costs a pass over the rows; every
// question after that reads the index.
func (v *View) Questions() question.Facts {
	rows := make([]question.Row, 0, len(v.Rows))
	for _, r := range v.Rows {
		rows = append(rows, question.Row{ID: r.ID, Date: r.Date, Shop: r.Shop, Category: r.Label.Category, Account: r.Account, Amount: r.Amount})
	}
	f := question.Facts{Today: v.Today, Index: question.NewIndex(rows, v.Book, v.Names.Words), Series: v.Series(), Outlook: map[string]outlook.Facts{}}
	f.Subscription = v.subscription()
	for _, a := range v.Accounts {
		acc := question.Account{ID: a.ID, Name: a.Name, Last: a.Last}
		if m, date, found := v.Balance(a.ID); found {
			acc.Balance, acc.AsOf = &m, date
		}
		f.Accounts = append(f.Accounts, acc)
		if _, done := f.Outlook[a.Currency]; !done {
			f.Outlook[a.Currency] = v.Facts(a.Currency)
		}
	}
	for _, o := range v.Owes { // instalments are known before anything was taken in
		if _, done := f.Outlook[o.Amount.Currency]; !done {
			f.Outlook[o.Amount.Currency] = v.Facts(o.Amount.Currency)
		}
	}
	return f
}

// Ask answers a question in the owner's words. before is the query that it
// follows.
func (p *Purse) Ask(ctx context.Context, text, language, today string, before *question.Query) (question.Answer, error) {
	v, err := p.View(ctx, today)
	if err != nil {
		return question.Answer{}, err
	}
	return question.Ask(text, language, v.Questions(), before), nil
}
