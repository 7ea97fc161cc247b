package moneybox

import (
	"samtal/core/money/ledger"
	"samtal/core/money/statement"
)

// Preview is what a file says, before it is kept or after.
type Preview struct {
	Kept       bool               `json:"kept"`
	Format     statement.Format   `json:"format"`
	Currency   string             `json:"currency"` // "" where there are several
	Rows       int                `json:"rows"`
	Pending    int                `json:"pending"`
	Added      int                `json:"added"`
	From       string             `json:"from"`
	To         string             `json:"to"`
	Sum        *string            `json:"sum"` // of the booked rows; null over several currencies
	Accounts   []PreviewAccount   `json:"accounts"`
	First      []PreviewRow       `json:"first"`
	Warnings   []string           `json:"warnings"`
	Mapping    *statement.Mapping `json:"mapping"`
	Remembered bool               `json:"remembered"` // the mapping was confirmed for this bank before
}

// PreviewAccount is an account of the file, by what may be kept of it.
type PreviewAccount struct {
	Name     string `json:"name"`
	Last     string `json:"last"`
	Currency string `json:"currency"`
}

// PreviewRow is a row as it was understood.
type PreviewRow struct {
	Date    string  `json:"date"`
	Text    string  `json:"text"`
	Sum     string  `json:"sum"`
	Pend    bool    `json:"pending"`
	Balance *string `json:"balance"`
}

// shownFirst rows of a file are enough to see that it was understood.
const shownFirst = 6

// Preview shows a statement in words and figures, masked.
func (t Taken) Preview(w Words, language string, kept bool) Preview {
	s := t.Statement
	p := Preview{Kept: kept, Format: s.Format, Currency: s.Currency(), Rows: len(s.Rows()), Added: t.Added, Accounts: []PreviewAccount{}, First: []PreviewRow{}, Warnings: []string{},
		Mapping: s.Mapping, Remembered: t.Remembered}
	_, booked, pending, one := s.Sums()
	p.Pending = pending
	if one {
		sum := s.Scaled(booked)
		p.Sum = &sum
	} else {
		p.Warnings = append(p.Warnings, w.Warned(language, statement.Warning{Code: "currencies"}))
	}
	for _, x := range s.Warnings {
		p.Warnings = append(p.Warnings, w.Warned(language, x))
	}
	for _, a := range t.Accounts {
		p.Accounts = append(p.Accounts, PreviewAccount{a.Name, a.Last, a.Currency})
	}
	for _, r := range s.Rows() {
		if r.Date != "" && (p.From == "" || r.Date < p.From) {
			p.From = r.Date
		}
		p.To = max(p.To, r.Date)
		if len(p.First) == shownFirst {
			continue
		}
		line := PreviewRow{Date: r.Date, Text: ledger.Mask(r.Text), Sum: r.Amount.Decimal(), Pend: r.Pending}
		if r.Balance != nil {
			m := r.Amount
			m.Minor = *r.Balance
			line.Balance = decimal(&m)
		}
		p.First = append(p.First, line)
	}
	return p
}
