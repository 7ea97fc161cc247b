package moneybox

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"samtal/core/money/category"
	"samtal/core/money/ledger"
	"samtal/core/money/statement"
)

// Most is the most that a statement may weigh, in bytes: two years of a busy
// account are under 2 MB.
const Most = 256 << 20

// Box is the money assistant of all owners.
type Box struct {
	Store Store
	Book  *category.Book
	Now   func() time.Time
	Fresh func() string // a new secret
}

// Options are what the owner says about a file.
type Options struct {
	Account  string // a name, where the file has no number
	Currency string // where the file names none
	Dates    string // ymd, dmy or mdy, where the file leaves it open
	Preview  bool   // read and show, keep nothing
}

// Taken is what an import did, for people and for scripts.
type Taken struct {
	Statement statement.Statement
	Added     int
	Accounts  []ledger.Account
}

// ErrLarge is the answer to a file that no bank made.
var ErrLarge = errors.New("moneybox: the file is too large")

// Take imports one file for an owner. Nothing of a file that cannot be read
// whole is kept; a *statement.Refusal says where it is broken.
func (b *Box) Take(ctx context.Context, owner string, file []byte, o Options) (Taken, error) {
	if len(file) > Most {
		return Taken{}, ErrLarge
	}
	text := Decode(file)
	read := statement.Options{Currency: o.Currency, Dates: o.Dates}
	s, err := statement.Read(text, read)
	if err == nil && s.Mapping != nil && o.Dates == "" {
		if known, found, merr := b.mapping(ctx, owner, s.Mapping.Header); merr != nil {
			return Taken{}, merr
		} else if found {
			read.Mapping = &known
			s, err = statement.Read(text, read)
		}
	}
	t := Taken{Statement: s}
	if err != nil {
		return t, err
	}
	if o.Preview {
		return t, nil
	}
	fresh, err := b.Store.Secret(ctx, owner, b.Fresh())
	if err != nil {
		return t, err
	}
	secret := ledger.Secret(fresh)
	for _, p := range s.Parts {
		account, rows := secret.Of(p, o.Account)
		if err := b.Store.PutAccount(ctx, owner, account); err != nil {
			return t, err
		}
		t.Accounts = append(t.Accounts, account)
		added, err := b.merge(ctx, owner, secret, rows)
		t.Added += added
		if err != nil {
			return t, err
		}
	}
	if s.Mapping != nil && !s.Mapping.Unsure { // a guess is asked about the next time too
		value, err := json.Marshal(s.Mapping)
		if err != nil {
			return t, err
		}
		if err := b.Store.Choose(ctx, owner, Choice{KindMapping, s.Mapping.Header, string(value), b.Now()}); err != nil {
			return t, err
		}
	}
	return t, nil
}

// merge adds what is new of an account's rows.
func (b *Box) merge(ctx context.Context, owner string, secret ledger.Secret, rows []ledger.Transaction) (int, error) {
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
		return 0, nil
	}
	if err := b.Store.EachRow(ctx, owner, which, func(t ledger.Transaction) error { have = append(have, t); return nil }); err != nil {
		return 0, err
	}
	c := secret.Merge(have, rows)
	if err := b.Store.PutRows(ctx, owner, append(c.Add, c.Known...)); err != nil {
		return 0, err
	}
	return len(c.Add), nil
}

func (b *Box) mapping(ctx context.Context, owner, header string) (m statement.Mapping, found bool, err error) {
	all, err := b.Store.Choices(ctx, owner, KindMapping)
	for _, c := range all {
		if c.Key == header {
			return m, true, json.Unmarshal([]byte(c.Value), &m)
		}
	}
	return m, false, err
}
