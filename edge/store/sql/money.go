package sql

import (
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"

	"samtal/core/money"
	"samtal/core/money/ledger"
	"samtal/edge/store"
	"samtal/service/moneybox"
)

// Secret implements moneybox.Store.
func (b *Base) Secret(ctx context.Context, owner, fresh string) (secret string, err error) {
	if _, err = b.Write(ctx, `INSERT INTO money_owners (owner, secret) VALUES ($1, $2) ON CONFLICT (owner) DO NOTHING`, owner, fresh); err != nil {
		return "", err
	}
	err = b.one(ctx, `SELECT secret FROM money_owners WHERE owner = $1`, func(s scanner) error { return s.Scan(&secret) }, owner)
	return secret, err
}

// PutAccount implements moneybox.Store.
func (b *Base) PutAccount(ctx context.Context, owner string, a ledger.Account) error {
	_, err := b.Write(ctx, `INSERT INTO money_accounts (owner, id, name, last, currency) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (owner, id) DO UPDATE SET name = excluded.name`, owner, a.ID, a.Name, a.Last, a.Currency)
	return err
}

// MoneyAccounts implements moneybox.Store.
func (b *Base) MoneyAccounts(ctx context.Context, owner string) (out []ledger.Account, err error) {
	err = b.each(ctx, `SELECT id, name, last, currency FROM money_accounts WHERE owner = $1 ORDER BY id`, func(s scanner) error {
		var a ledger.Account
		err := s.Scan(&a.ID, &a.Name, &a.Last, &a.Currency)
		out = append(out, a)
		return err
	}, owner)
	return out, err
}

// moneyColumns are what a row of an account has, in the order of its table.
const (
	moneyColumns = `owner, id, account, date, bought, minor, currency, text, party, pending, label, mcc, bank, print, balance`
	moneyWidth   = 15
	moneyBatch   = 256 // rows a statement; the databases take 32,766 parameters
)

func moneyInsert(n int) string {
	var s strings.Builder
	s.WriteString(`INSERT INTO money_rows (` + moneyColumns + `) VALUES `)
	for i := range n {
		if i > 0 {
			s.WriteString(", ")
		}
		s.WriteString("(" + In(i*moneyWidth+1, moneyWidth) + ")")
	}
	s.WriteString(` ON CONFLICT (owner, id) DO UPDATE SET bank = excluded.bank WHERE money_rows.bank = ''`)
	return s.String()
}

// PutRows implements moneybox.Store. Batches are not one transaction: what an
// import left half done, the next import of the same file completes.
func (b *Base) PutRows(ctx context.Context, owner string, rows []ledger.Transaction) error {
	for batch := range slices.Chunk(rows, moneyBatch) {
		args := make([]any, 0, len(batch)*moneyWidth)
		for _, t := range batch {
			pending := 0
			if t.Pending {
				pending = 1
			}
			var balance any
			if t.Balance != nil {
				balance = *t.Balance
			}
			args = append(args, owner, t.ID, t.Account, t.Date, t.Bought, t.Amount.Minor, t.Amount.Currency, t.Text, t.Party, pending, t.Label, t.MCC, t.Bank, t.Print, balance)
		}
		if _, err := b.Write(ctx, moneyInsert(len(batch)), args...); err != nil {
			return err
		}
	}
	return nil
}

func scanMoney(s scanner) (t ledger.Transaction, err error) {
	var balance sql.NullInt64
	var m money.Money
	var pending int
	err = s.Scan(&t.ID, &t.Account, &t.Date, &t.Bought, &m.Minor, &m.Currency, &t.Text, &t.Party, &pending, &t.Label, &t.MCC, &t.Bank, &t.Print, &balance)
	t.Amount, t.Pending = m, pending != 0
	if balance.Valid {
		t.Balance = &balance.Int64
	}
	return t, err
}

// EachRow implements moneybox.Store.
func (b *Base) EachRow(ctx context.Context, owner string, which moneybox.Rows, each func(ledger.Transaction) error) error {
	const from = `SELECT id, account, date, bought, minor, currency, text, party, pending, label, mcc, bank, print, balance FROM money_rows WHERE owner = $1`
	row := func(s scanner) error {
		t, err := scanMoney(s)
		if err != nil {
			return err
		}
		return each(t)
	}
	if len(which.Prints)+len(which.Banks) == 0 {
		to := which.To
		if to == "" {
			to = "9999"
		}
		return b.each(ctx, from+` AND (date = '' OR date >= $2 AND date <= $3) ORDER BY date, id`, row, owner, which.From, to)
	}
	seen := map[string]bool{} // a row that both lists name comes once
	var found []ledger.Transaction
	note := func(s scanner) error {
		t, err := scanMoney(s)
		if err == nil && !seen[t.ID] {
			seen[t.ID] = true
			found = append(found, t)
		}
		return err
	}
	for column, list := range map[string][]string{"print": which.Prints, "bank": which.Banks} {
		err := Groups(list, func(group []any) error {
			return b.each(ctx, from+` AND `+column+` IN (`+In(2, len(group))+`)`, note, append([]any{owner}, group...)...)
		})
		if err != nil {
			return err
		}
	}
	slices.SortFunc(found, moneybox.ByDate)
	for _, t := range found {
		if err := each(t); err != nil {
			return err
		}
	}
	return nil
}

// Choose implements moneybox.Store.
func (b *Base) Choose(ctx context.Context, owner string, c moneybox.Choice) error {
	_, err := b.Write(ctx, `INSERT INTO money_choices (owner, kind, key, value, at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (owner, kind, key) DO UPDATE SET value = excluded.value, at = excluded.at`, owner, c.Kind, key(c.Key), c.Value, store.Ms(c.At))
	return err
}

// key writes a key without the NUL that PostgreSQL refuses, and back.
func key(s string) string { return strconv.Quote(s) }
func unkey(s string) string {
	u, err := strconv.Unquote(s)
	if err != nil {
		return s
	}
	return u
}

// Unchoose implements moneybox.Store.
func (b *Base) Unchoose(ctx context.Context, owner, kind, k string) error {
	_, err := b.Write(ctx, `DELETE FROM money_choices WHERE owner = $1 AND kind = $2 AND key = $3`, owner, kind, key(k))
	return err
}

// Choices implements moneybox.Store.
func (b *Base) Choices(ctx context.Context, owner, kind string) (out []moneybox.Choice, err error) {
	err = b.each(ctx, `SELECT kind, key, value, at FROM money_choices WHERE owner = $1 AND ($2 = '' OR kind = $2) ORDER BY kind, key`, func(s scanner) error {
		var c moneybox.Choice
		var at int64
		err := s.Scan(&c.Kind, &c.Key, &c.Value, &at)
		c.Key, c.At = unkey(c.Key), store.Time(at)
		out = append(out, c)
		return err
	}, owner, kind)
	return out, err
}

// EraseMoney implements moneybox.Store.
func (b *Base) EraseMoney(ctx context.Context, owner string) error {
	for _, table := range []string{"money_choices", "money_rows", "money_accounts", "money_owners"} {
		if _, err := b.Write(ctx, `DELETE FROM `+table+` WHERE owner = $1`, owner); err != nil {
			return err
		}
	}
	return nil
}
