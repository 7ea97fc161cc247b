package moneybox

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"samtal/core/money"
	"samtal/core/money/budget"
	"samtal/core/money/category"
	"samtal/core/money/ledger"
	"samtal/core/money/outlook"
	"samtal/core/money/recurring"
)

// View is everything of an owner that answers are worked out from: the rows
// that count, each with its shop and label, and what the owner decided.
type View struct {
	*Box
	Accounts  []ledger.Account
	Savings   map[string]bool // accounts that are not for every day
	Rows      []Row           // by day; a reservation that became a booking is not among them
	Transfers []ledger.Transfer
	Apart     []ledger.Transfer // pairs that the owner took apart
	Budgets   []budget.Budget
	Goals     []budget.Goal
	Owes      []outlook.Item // to the company
	NotOwed   bool           // its systems could not be asked
	Today     string

	series []recurring.Series
	found  bool
}

// Row is a transaction as its owner sees it.
type Row struct {
	ledger.Transaction
	Shop     string         `json:"shop"`
	Label    category.Label `json:"label"`
	Transfer bool           `json:"transfer,omitempty"`
}

// Spent says whether a row is spending: out, and not between own accounts.
func (r Row) Spent(b *category.Book) bool {
	return r.Amount.Minor < 0 && b.Kind(r.Label.Category) != "transfer"
}

// Received says whether a row is income.
func (r Row) Received(b *category.Book) bool {
	return r.Amount.Minor > 0 && b.Kind(r.Label.Category) != "transfer"
}

// View loads an owner's money as of today.
func (p *Purse) View(ctx context.Context, today string) (*View, error) {
	v := &View{Box: p.Box, Today: today, Savings: map[string]bool{}}
	var err error
	if v.Accounts, err = p.Store.MoneyAccounts(ctx, p.owner); err != nil {
		return nil, err
	}
	var all []ledger.Transaction
	if err := p.Store.EachRow(ctx, p.owner, Rows{}, func(t ledger.Transaction) error { all = append(all, t); return nil }); err != nil {
		return nil, err
	}
	d, err := p.decided(ctx)
	if err != nil {
		return nil, err
	}
	for _, a := range v.Accounts {
		said, known := d.savings[a.ID]
		v.Savings[a.ID] = known && said || !known && ledger.IsSavings(a.Name)
	}
	v.Budgets, v.Goals = d.budgets, d.goals
	owes, known := p.owed(ctx)
	v.Owes, v.NotOwed = owes, !known
	v.label(all, d)
	return v, nil
}

// decided is what an owner decided, by kind.
type decided struct {
	pairs       map[string]bool
	rows, shops map[string]string
	savings     map[string]bool
	budgets     []budget.Budget
	goals       []budget.Goal
	moves       []moved
}

func (p *Purse) decided(ctx context.Context) (decided, error) {
	d := decided{pairs: map[string]bool{}, rows: map[string]string{}, shops: map[string]string{}, savings: map[string]bool{}}
	choices, err := p.Store.Choices(ctx, p.owner, "")
	if err != nil {
		return d, err
	}
	for _, c := range choices {
		if err := d.take(c); err != nil {
			return d, err
		}
	}
	for i := range d.budgets {
		b := &d.budgets[i]
		for _, m := range d.moves {
			switch {
			case m.Currency != b.Currency:
			case m.From == b.Category:
				b.Moves = append(b.Moves, budget.Move{Date: m.Date, Minor: -m.Minor})
			case m.To == b.Category:
				b.Moves = append(b.Moves, budget.Move{Date: m.Date, Minor: m.Minor})
			}
		}
	}
	return d, nil
}

func (d *decided) take(c Choice) error {
	read := func(into any) error { return json.Unmarshal([]byte(c.Value), into) }
	switch c.Kind {
	case KindUndone:
		d.pairs[c.Key] = false
	case KindTransfer:
		d.pairs[c.Key] = true
	case KindSavings:
		var is bool
		err := read(&is)
		d.savings[c.Key] = is
		return err
	case KindBudget:
		var b budget.Budget
		err := read(&b)
		d.budgets = append(d.budgets, b)
		return err
	case KindMove:
		var m moved
		err := read(&m)
		d.moves = append(d.moves, m)
		return err
	case KindGoal:
		var g budget.Goal
		err := read(&g)
		d.goals = append(d.goals, g)
		return err
	case KindLabel:
		var id string
		err := read(&id)
		if row, ok := strings.CutPrefix(c.Key, "row:"); ok {
			d.rows[row] = id
		} else {
			d.shops[strings.TrimPrefix(c.Key, "shop:")] = id
		}
		return err
	}
	return nil
}

// label works out which rows count, which are transfers, and each one's label.
func (v *View) label(all []ledger.Transaction, d decided) {
	own := v.Book.NewOwn(d.rows, d.shops)
	replaced := ledger.Replaced(all)
	v.Transfers = ledger.Transfers(all, d.pairs)
	byID := map[string]bool{}
	moved := map[string]bool{}
	for _, t := range v.Transfers {
		moved[t.From], moved[t.To] = true, true
	}
	labels := map[[4]string]category.Label{} // the same words in the same direction are labelled once
	for _, t := range all {
		if replaced[t.ID] != "" {
			continue
		}
		byID[t.ID] = true
		r := Row{Transaction: t, Shop: v.Book.Shop(t.Text, t.Party), Transfer: moved[t.ID]}
		way := "out"
		if t.Amount.Minor > 0 {
			way = "in"
		}
		key := [4]string{t.Text, t.Party, t.MCC, way}
		l, known := labels[key]
		if !known || d.rows[t.ID] != "" || r.Transfer {
			l = v.Book.Of(category.Row{ID: t.ID, Text: t.Text, Party: t.Party, MCC: t.MCC, Label: t.Label, Minor: t.Amount.Minor, Transfer: r.Transfer}, own)
			if d.rows[t.ID] == "" && !r.Transfer {
				labels[key] = l
			}
		}
		r.Label = l
		v.Rows = append(v.Rows, r)
	}
	for _, key := range slices.Sorted(maps.Keys(d.pairs)) {
		if from, to, _ := strings.Cut(key, "\x00"); !d.pairs[key] && byID[from] && byID[to] {
			v.Apart = append(v.Apart, ledger.Transfer{From: from, To: to})
		}
	}
}

// Series finds what comes back among rows that are not between own accounts.
func (v *View) Series() []recurring.Series {
	if v.found {
		return v.series
	}
	v.found = true
	rows := make([]recurring.Row, 0, len(v.Rows))
	for _, r := range v.Rows {
		if !r.Transfer && !r.Pending {
			rows = append(rows, recurring.Row{ID: r.ID, Date: r.Date, Shop: r.Shop, Amount: r.Amount})
		}
	}
	v.series = recurring.Find(rows, v.Today)
	return v.series
}

// Balance is an account's balance: the running balance after its last booked
// row, if the bank writes one. found is false where it does not.
func (v *View) Balance(account string) (m money.Money, date string, found bool) {
	for _, r := range v.Rows {
		if r.Account != account || r.Balance == nil || r.Pending {
			continue
		}
		if r.Date > date {
			m, date, found = money.Money{Minor: *r.Balance, Currency: r.Amount.Currency}, r.Date, true
		}
	}
	if !found {
		return m, "", false
	}
	// Several rows of the last day: the balance after all of them is the one
	// from which no other of that day was still to come.
	var last []Row
	for _, r := range v.Rows {
		if r.Account == account && r.Date == date && r.Balance != nil && !r.Pending {
			last = append(last, r)
		}
	}
	before := map[int64]bool{}
	for _, r := range last {
		before[*r.Balance-r.Amount.Minor] = true
	}
	for _, r := range last {
		if !before[*r.Balance] {
			m.Minor = *r.Balance
		}
	}
	return m, date, true
}
