// Package moneybox is the money assistant's shell: it takes in statements,
// keeps what they said and what their owner decided, and answers from both.
// It only ever reads: nothing here can move money (A10).
package moneybox

import (
	"cmp"
	"context"
	"slices"
	"time"

	"samtal/core/money/ledger"
)

// Choice is something that an owner decided: a label, a budget, a transfer
// taken apart, a mapping confirmed. Value is JSON.
type Choice struct {
	Kind, Key, Value string
	At               time.Time
}

// Kinds of choices.
const (
	KindMapping  = "mapping"  // key: a CSV header; value: statement.Mapping
	KindUndone   = "undone"   // key: "from\x00to" of a transfer taken apart
	KindLabel    = "label"    // key: a merchant or a row; value: the category
	KindBudget   = "budget"   // key: a category
	KindGoal     = "goal"     // key: a name
	KindConsent  = "consent"  // key: "notice"; value: when and what was read
	KindFinished = "finished" // key: a recurring payment that has ended
)

// Rows narrows what is loaded; empty fields narrow nothing.
type Rows struct {
	From, To string   // dates, both included; rows without a date always come
	Prints   []string // or these prints
	Banks    []string // or these digests of the bank's ids
}

// Has says whether a row is among them.
func (w Rows) Has(t ledger.Transaction) bool {
	if len(w.Prints)+len(w.Banks) > 0 {
		return slices.Contains(w.Prints, t.Print) || t.Bank != "" && slices.Contains(w.Banks, t.Bank)
	}
	return t.Date == "" || t.Date >= w.From && (w.To == "" || t.Date <= w.To)
}

// ByDate orders rows by day, undated ones first, then by id.
func ByDate(a, b ledger.Transaction) int {
	return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
}

// Store keeps one owner's money apart from everybody else's. Its conformance
// suite is the record's.
type Store interface {
	// Secret returns what is mixed into the owner's digests; the first call
	// keeps fresh, every later one returns what the first kept.
	Secret(ctx context.Context, owner, fresh string) (string, error)
	// PutAccount adds an account or gives it another name.
	PutAccount(ctx context.Context, owner string, a ledger.Account) error
	// MoneyAccounts lists the owner's accounts by id.
	MoneyAccounts(ctx context.Context, owner string) ([]ledger.Account, error)
	// PutRows adds rows; a row that is there only gets the bank's id.
	PutRows(ctx context.Context, owner string, rows []ledger.Transaction) error
	// EachRow calls each for the owner's rows by date and id, undated first.
	EachRow(ctx context.Context, owner string, which Rows, each func(ledger.Transaction) error) error
	// Choose keeps a choice, in place of an earlier one of the same key.
	Choose(ctx context.Context, owner string, c Choice) error
	// Unchoose takes a choice back.
	Unchoose(ctx context.Context, owner, kind, key string) error
	// Choices lists an owner's choices of a kind by key; "" is every kind.
	Choices(ctx context.Context, owner, kind string) ([]Choice, error)
	// EraseMoney removes everything that is the owner's.
	EraseMoney(ctx context.Context, owner string) error
}
