// Package moneybox is the money assistant's shell: it takes in statements,
// keeps what they said and what their owner decided, and answers from both.
// It only ever reads: nothing here can move money (A10).
package moneybox

import (
	"cmp"
	"context"
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
	KindUndone   = "undone"   // key: ledger.Transfer.Key of a pair taken apart
	KindTransfer = "transfer" // key: ledger.Transfer.Key of a pair that is one
	KindLabel    = "label"    // key: a shop or a row; value: the category
	KindBudget   = "budget"   // key: category and currency; value: budget.Budget
	KindMove     = "move"     // key: of its own; value: money moved between envelopes
	KindGoal     = "goal"     // key: a name; value: budget.Goal
	KindConsent  = "consent"  // key: "notice"; value: Consent
	KindSavings  = "savings"  // key: an account; value: whether it is for savings
)

// Rows narrows what is loaded; empty fields narrow nothing.
type Rows struct {
	From, To string   // dates, both included; rows without a date always come
	Prints   []string // or these prints
	Banks    []string // or these digests of the bank's ids
}

// Match makes what says whether a row is among them.
func (w Rows) Match() func(ledger.Transaction) bool {
	if len(w.Prints)+len(w.Banks) == 0 {
		return func(t ledger.Transaction) bool {
			return t.Date == "" || t.Date >= w.From && (w.To == "" || t.Date <= w.To)
		}
	}
	prints, banks := make(map[string]bool, len(w.Prints)), make(map[string]bool, len(w.Banks))
	for _, p := range w.Prints {
		prints[p] = true
	}
	for _, b := range w.Banks {
		banks[b] = b != ""
	}
	return func(t ledger.Transaction) bool { return prints[t.Print] || banks[t.Bank] }
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
