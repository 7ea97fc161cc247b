package moneybox

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"samtal/core/money/ledger"
	"samtal/core/problem"
)

// Narrow says which transactions are asked for; empty fields narrow nothing.
type Narrow struct {
	From, To, Category, Shop, Account, Text string
	Way                                     string // out, in
	Unsure                                  bool   // only those whose category the owner is asked for
	IDs                                     []string
}

// TransactionLine is one row for people.
type TransactionLine struct {
	Row
	Sum  string `json:"sum"` // decimal
	Name string `json:"name"`
	Best string `json:"best_name,omitempty"` // what it would be called, when it asks
}

// List is a page of the owner's transactions, the newest first. after is the
// next of the page before.
func (v *View) List(n Narrow, language, after string, limit int) (lines []TransactionLine, next string) {
	fits := v.fits(n)
	lines = []TransactionLine{}
	for i := len(v.Rows) - 1; i >= 0; i-- {
		r := v.Rows[i]
		if !fits(r) || after != "" && r.Date+" "+r.ID >= after {
			continue
		}
		if len(lines) == limit {
			last := lines[limit-1]
			return lines, last.Date + " " + last.ID
		}
		lines = append(lines, v.line(r, language))
	}
	return lines, ""
}

func (v *View) line(r Row, language string) TransactionLine {
	return TransactionLine{r, r.Amount.Decimal(), v.Book.Name(r.Label.Category, language), v.Book.Name(r.Label.Best, language)}
}

func (v *View) fits(n Narrow) func(Row) bool {
	ids := map[string]bool{}
	for _, id := range n.IDs {
		ids[id] = true
	}
	text := strings.ToLower(n.Text)
	return func(r Row) bool {
		switch {
		case len(ids) > 0 && !ids[r.ID],
			n.From != "" && r.Date < n.From, n.To != "" && r.Date > n.To,
			n.Account != "" && r.Account != n.Account, n.Shop != "" && r.Shop != n.Shop,
			n.Category != "" && !v.Book.Within(r.Label.Category, n.Category),
			n.Way == "out" && !r.Spent(v.Book), n.Way == "in" && !r.Received(v.Book),
			n.Unsure && r.Label.Category != "",
			text != "" && !strings.Contains(strings.ToLower(r.Text+" "+r.Shop+" "+r.Party), text):
			return false
		}
		return true
	}
}

func (v *View) row(id string) (Row, bool) {
	i := slices.IndexFunc(v.Rows, func(r Row) bool { return r.ID == id })
	if i < 0 {
		return Row{}, false
	}
	return v.Rows[i], true
}

// Label says what a transaction was for, and with shop what everything of that
// shop is for, which the statistics learn from. The line is as it is now.
func (p *Purse) Label(ctx context.Context, id, category string, shop bool, language, today string) (TransactionLine, error) {
	if !p.Book.Has(category) {
		return TransactionLine{}, problem.New(problem.Missing, "category_not_found")
	}
	r, err := p.find(ctx, id, today)
	if err != nil {
		return TransactionLine{}, err
	}
	key := "row:" + id
	if shop {
		key = "shop:" + r.Shop
		if err := p.Store.Unchoose(ctx, p.owner, KindLabel, "row:"+id); err != nil {
			return TransactionLine{}, err
		}
	}
	if err := p.choose(ctx, KindLabel, key, category); err != nil {
		return TransactionLine{}, err
	}
	return p.shown(ctx, id, language, today)
}

// Unlabel takes back what its owner said of a transaction, and of its shop.
func (p *Purse) Unlabel(ctx context.Context, id, language, today string) (TransactionLine, error) {
	r, err := p.find(ctx, id, today)
	if err != nil {
		return TransactionLine{}, err
	}
	for _, key := range []string{"row:" + id, "shop:" + r.Shop} {
		if err := p.Store.Unchoose(ctx, p.owner, KindLabel, key); err != nil {
			return TransactionLine{}, err
		}
	}
	return p.shown(ctx, id, language, today)
}

func (p *Purse) find(ctx context.Context, id, today string) (Row, error) {
	v, err := p.View(ctx, today)
	if err != nil {
		return Row{}, err
	}
	r, found := v.row(id)
	if !found {
		return r, problem.New(problem.Missing, "transaction_not_found")
	}
	return r, nil
}

func (p *Purse) shown(ctx context.Context, id, language, today string) (TransactionLine, error) {
	v, err := p.View(ctx, today)
	if err != nil {
		return TransactionLine{}, err
	}
	r, _ := v.row(id)
	return v.line(r, language), nil
}

// TransferLine is a pair of rows that is one movement, or that its owner took
// apart.
type TransferLine struct {
	State string          `json:"state"` // proposed, kept, apart
	Days  int             `json:"days"`
	From  TransactionLine `json:"from"`
	To    TransactionLine `json:"to"`
}

// Pairs lists the transfers, the newest first.
func (v *View) Pairs(language string) []TransferLine {
	out := []TransferLine{}
	add := func(list []ledger.Transfer, state string) {
		for _, t := range list {
			from, _ := v.row(t.From)
			to, _ := v.row(t.To)
			line := TransferLine{state, t.Days, v.line(from, language), v.line(to, language)}
			if t.Kept {
				line.State = "kept"
			}
			out = append(out, line)
		}
	}
	add(v.Transfers, "proposed")
	add(v.Apart, "apart")
	slices.SortStableFunc(out, func(a, b TransferLine) int { return cmp.Compare(b.From.Date, a.From.Date) })
	return out
}

// Pair says that a proposed pair is one transfer, or that it is not. Only what
// was proposed, or was once, can be spoken of.
func (p *Purse) Pair(ctx context.Context, from, to string, is bool, today string) error {
	v, err := p.View(ctx, today)
	if err != nil {
		return err
	}
	t := ledger.Transfer{From: from, To: to}
	same := func(o ledger.Transfer) bool { return o.Key() == t.Key() }
	if !slices.ContainsFunc(v.Transfers, same) && !slices.ContainsFunc(v.Apart, same) {
		return problem.New(problem.Missing, "transfer_not_found")
	}
	now, before := KindTransfer, KindUndone
	if !is {
		now, before = before, now
	}
	if err := p.choose(ctx, now, t.Key(), true); err != nil {
		return err
	}
	return p.Store.Unchoose(ctx, p.owner, before, t.Key())
}

// Account gives an account another name, and says whether it is for savings.
func (p *Purse) Account(ctx context.Context, id, name string, is *bool) error {
	all, err := p.Store.MoneyAccounts(ctx, p.owner)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(a ledger.Account) bool { return a.ID == id })
	if i < 0 {
		return problem.New(problem.Missing, "account_not_found")
	}
	if name = ledger.Mask(strings.TrimSpace(name)); name != "" && name != all[i].Name {
		a := all[i]
		a.Name = name
		if err := p.Store.PutAccount(ctx, p.owner, a); err != nil {
			return err
		}
	}
	if is != nil {
		return p.choose(ctx, KindSavings, id, *is)
	}
	return nil
}
