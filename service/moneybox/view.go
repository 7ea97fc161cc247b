package moneybox

import (
	"context"
	"encoding/json"
	"strings"

	"samtal/core/money"
	"samtal/core/money/category"
	"samtal/core/money/ledger"
	"samtal/core/money/recurring"
)

// View is everything of an owner that answers are worked out from: the rows
// that count, each with its shop and label.
type View struct {
	Accounts  []ledger.Account
	Rows      []Row // by day; a reservation that became a booking is not among them
	Transfers []ledger.Transfer
	Book      *category.Book
	Today     string
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
func (b *Box) View(ctx context.Context, owner, today string) (*View, error) {
	v := &View{Book: b.Book, Today: today}
	var err error
	if v.Accounts, err = b.Store.MoneyAccounts(ctx, owner); err != nil {
		return nil, err
	}
	var all []ledger.Transaction
	if err := b.Store.EachRow(ctx, owner, Rows{}, func(t ledger.Transaction) error { all = append(all, t); return nil }); err != nil {
		return nil, err
	}
	choices, err := b.Store.Choices(ctx, owner, "")
	if err != nil {
		return nil, err
	}
	undone, rows, shops := map[string]bool{}, map[string]string{}, map[string]string{}
	for _, c := range choices {
		switch c.Kind {
		case KindUndone:
			undone[c.Key] = true
		case KindLabel:
			var id string
			if err := json.Unmarshal([]byte(c.Value), &id); err != nil {
				return nil, err
			}
			if row, ok := strings.CutPrefix(c.Key, "row:"); ok {
				rows[row] = id
			} else {
				shops[strings.TrimPrefix(c.Key, "shop:")] = id
			}
		}
	}
	own := b.Book.NewOwn(rows, shops)
	replaced := ledger.Replaced(all)
	v.Transfers = ledger.Transfers(all, undone)
	moved := map[string]bool{}
	for _, t := range v.Transfers {
		moved[t.From], moved[t.To] = true, true
	}
	labels := map[[4]string]category.Label{} // the same words in the same direction are labelled once
	for _, t := range all {
		if replaced[t.ID] != "" {
			continue
		}
		r := Row{Transaction: t, Shop: b.Book.Shop(t.Text, t.Party), Transfer: moved[t.ID]}
		way := "out"
		if t.Amount.Minor > 0 {
			way = "in"
		}
		key := [4]string{t.Text, t.Party, t.MCC, way}
		l, known := labels[key]
		if !known || rows[t.ID] != "" || r.Transfer {
			l = b.Book.Of(category.Row{ID: t.ID, Text: t.Text, Party: t.Party, MCC: t.MCC, Label: t.Label, Minor: t.Amount.Minor, Transfer: r.Transfer}, own)
			if rows[t.ID] == "" && !r.Transfer {
				labels[key] = l
			}
		}
		r.Label = l
		v.Rows = append(v.Rows, r)
	}
	return v, nil
}

// Series finds what comes back among rows that are not between own accounts.
func (v *View) Series() []recurring.Series {
	rows := make([]recurring.Row, 0, len(v.Rows))
	for _, r := range v.Rows {
		if !r.Transfer && !r.Pending {
			rows = append(rows, recurring.Row{ID: r.ID, Date: r.Date, Shop: r.Shop, Amount: r.Amount})
		}
	}
	return recurring.Find(rows, v.Today)
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
