package moneybox

import (
	"context"
	"errors"

	"samtal/core/money/ledger"
	"samtal/core/money/statement"
)

// Most is the most that a statement may weigh, in bytes: two years of a busy
// account are under 2 MB.
const Most = 256 << 20

// Options are what the owner says about a file.
type Options struct {
	Account  string             // a name, where the file has no number
	Currency string             // where the file names none
	Dates    string             // ymd, dmy or mdy, where the file leaves it open
	Preview  bool               // read and show, keep nothing
	Mapping  *statement.Mapping // as its owner confirmed it; nil: what was remembered, or found
}

// Taken is what an import did, for people and for scripts.
type Taken struct {
	Statement  statement.Statement
	Added      int  // a preview's: that would be
	Remembered bool // the mapping was confirmed before
	Accounts   []ledger.Account
}

// ErrLarge is the answer to a file that no bank made.
var ErrLarge = errors.New("moneybox: the file is too large")

// Take imports one file for an owner. Nothing of a file that cannot be read
// whole is kept; a *statement.Refusal says where it is broken.
func (p *Purse) Take(ctx context.Context, file []byte, o Options) (Taken, error) {
	if len(file) > Most {
		return Taken{}, ErrLarge
	}
	text := Decode(file)
	read := statement.Options{Currency: o.Currency, Dates: o.Dates, Mapping: o.Mapping}
	s, err := statement.Read(text, read)
	t := Taken{Statement: s}
	if err == nil && s.Mapping != nil && o.Dates == "" && o.Mapping == nil {
		var known statement.Mapping
		if t.Remembered, err = p.choice(ctx, KindMapping, s.Mapping.Header, &known); err != nil {
			return t, err
		} else if t.Remembered {
			read.Mapping = &known
			t.Statement, err = statement.Read(text, read)
		}
	}
	if err != nil {
		return t, err
	}
	if o.Mapping != nil && (t.Statement.Mapping == nil || t.Statement.Mapping.Header != o.Mapping.Header) {
		return t, &statement.Refusal{Code: "columns_unknown"} // it was confirmed for another table
	}
	if err := p.keep(ctx, &t, o); err != nil || o.Preview {
		return t, err
	}
	if m := t.Statement.Mapping; m != nil && (o.Mapping != nil || !m.Unsure) { // a guess is asked about the next time too
		return t, p.choose(ctx, KindMapping, m.Header, m)
	}
	return t, nil
}

// keep puts a statement's accounts and rows into the store; a preview only
// counts what is new.
func (p *Purse) keep(ctx context.Context, t *Taken, o Options) error {
	fresh, err := p.Store.Secret(ctx, p.owner, p.Fresh())
	if err != nil {
		return err
	}
	secret := ledger.Secret(fresh)
	for _, part := range t.Statement.Parts {
		account, rows := secret.Of(part, o.Account)
		t.Accounts = append(t.Accounts, account)
		if !o.Preview {
			if err := p.Store.PutAccount(ctx, p.owner, account); err != nil {
				return err
			}
		}
		c, err := p.merge(ctx, secret, rows)
		if err != nil {
			return err
		}
		t.Added += len(c.Add)
		if o.Preview {
			continue
		}
		if err := p.Store.PutRows(ctx, p.owner, append(c.Add, c.Known...)); err != nil {
			return err
		}
	}
	return nil
}

// merge finds what is new of an account's rows.
func (p *Purse) merge(ctx context.Context, secret ledger.Secret, rows []ledger.Transaction) (ledger.Change, error) {
	var have []ledger.Transaction
	which := Rows{}
	seen := map[string]bool{}
	for _, t := range rows {
		if !seen[t.Print] {
			seen[t.Print] = true
			which.Prints = append(which.Prints, t.Print)
		}
		if t.Bank != "" {
			which.Banks = append(which.Banks, t.Bank)
		}
	}
	if len(rows) == 0 {
		return ledger.Change{}, nil
	}
	if err := p.Store.EachRow(ctx, p.owner, which, func(t ledger.Transaction) error { have = append(have, t); return nil }); err != nil {
		return ledger.Change{}, err
	}
	return secret.Merge(have, rows), nil
}
