// Package ledger keeps what statements said: accounts and their transactions,
// each once however often and in whatever order the files come, nothing ever
// deleted. What was said is stored; what follows from it (which reservation
// became which booking, which two rows are one transfer) is worked out anew
// from all of it, so that the order of imports cannot matter.
package ledger

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"samtal/core/money"
	"samtal/core/money/statement"
)

// Account is one of the customer's own accounts. Its number is known only by
// its last four characters and a digest.
type Account struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Last     string `json:"last"`
	Currency string `json:"currency"`
}

// Transaction is one row of an account.
type Transaction struct {
	ID      string      `json:"id"`
	Account string      `json:"account"`
	Date    string      `json:"date"`             // booked on; empty while reserved without a day
	Bought  string      `json:"bought,omitempty"` // the day of the purchase, if another
	Amount  money.Money `json:"amount"`           // negative leaves the account
	Text    string      `json:"text"`             // masked
	Party   string      `json:"party,omitempty"`
	Pending bool        `json:"pending,omitempty"`
	Label   string      `json:"label,omitempty"` // a category that came with the file
	MCC     string      `json:"mcc,omitempty"`
	Bank    string      `json:"-"` // digest of the bank's own id
	Print   string      `json:"-"` // what makes two rows the same row
	Balance *int64      `json:"-"` // the running balance after it
}

// Secret is mixed into every digest: without it a digest of a ten-digit
// account number could be found by trying them all.
type Secret []byte

func (s Secret) digest(parts ...string) string {
	h := hmac.New(sha256.New, s)
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))[:20]
}

// Of turns a part of a statement into an account and rows that may be stored:
// masked, with digests instead of numbers. name is what the customer calls the
// account; empty lets the file speak.
func (s Secret) Of(p statement.Part, name string) (Account, []Transaction) {
	number := strings.ToUpper(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, p.Account.Number))
	a := Account{Name: name, Currency: p.Currency}
	key := "number:" + number
	switch {
	case name != "" && number == "":
		key = "name:" + strings.ToLower(name)
	case number == "":
		key = "bank:" + strings.ToLower(p.Account.Bank+"/"+p.Account.Name)
	default:
		a.Last = number[max(0, len(number)-4):]
	}
	if a.Name == "" {
		a.Name = Mask(strings.TrimSpace(p.Account.Bank + " " + p.Account.Name))
	}
	a.ID = s.digest("account", key, p.Currency)
	rows := make([]Transaction, len(p.Rows))
	for i, r := range p.Rows {
		t := Transaction{Account: a.ID, Date: r.Date, Bought: r.Bought, Amount: r.Amount, Text: Mask(r.Text), Party: Mask(r.Party),
			Pending: r.Pending, Label: Mask(r.Label), MCC: r.MCC, Balance: r.Balance}
		if len(t.MCC) != 4 || strings.Trim(t.MCC, "0123456789") != "" {
			t.MCC = ""
		}
		if r.ID != "" {
			t.Bank = s.digest("bank", a.ID, r.ID)
		}
		status := "booked"
		if t.Pending {
			status = "pending"
		}
		t.Print = s.digest("row", a.ID, status, t.Date, strconv.FormatInt(t.Amount.Minor, 10), letters(t.Text))
		rows[i] = t
	}
	return a, rows
}

// letters is a text without what banks change between formats: case, spaces, marks.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// Change is what an import does to the ledger.
type Change struct {
	Add   []Transaction
	Known []Transaction // rows that were there and now have the bank's id
}

// Merge says which rows of a file are new. Two equal coffees in one file are
// two; the same coffee in a second file is the same. have are the rows of the
// account whose prints or bank ids the file names (more does no harm).
func (s Secret) Merge(have, file []Transaction) Change {
	byBank := map[string]int{}    // bank id -> row
	byPrint := map[string][]int{} // print -> rows, in their order
	rows := slices.Clone(have)
	for i, t := range rows {
		if t.Bank != "" {
			byBank[t.Bank] = i
		}
		byPrint[t.Print] = append(byPrint[t.Print], i)
	}
	taken := map[int]bool{} // rows that a row of this file has already met
	var c Change
	added, adopted := map[int]bool{}, map[int]bool{}
	meet := func(t Transaction, fits func(Transaction) bool) bool {
		for _, i := range byPrint[t.Print] {
			if !taken[i] && fits(rows[i]) {
				taken[i] = true
				if t.Bank != "" && rows[i].Bank == "" {
					rows[i].Bank = t.Bank
					byBank[t.Bank] = i
					if !added[i] {
						adopted[i] = true
					}
				}
				return true
			}
		}
		return false
	}
	add := func(t Transaction) {
		t.ID = s.digest("id", t.Print, strconv.Itoa(len(byPrint[t.Print])))
		i := len(rows)
		rows = append(rows, t)
		byPrint[t.Print] = append(byPrint[t.Print], i)
		if t.Bank != "" {
			byBank[t.Bank] = i
		}
		taken[i], added[i] = true, true
	}
	// Rows with the bank's id first: they know who they are.
	for _, t := range file {
		if t.Bank == "" {
			continue
		}
		if i, known := byBank[t.Bank]; known && rows[i].Print == t.Print {
			taken[i] = true
			continue
		}
		if i, known := byBank[t.Bank]; known && rows[i].Amount == t.Amount && rows[i].Pending == t.Pending {
			taken[i] = true // the bank has reworded it
			continue
		}
		if !meet(t, func(o Transaction) bool { return o.Bank == "" }) {
			add(t)
		}
	}
	for _, t := range file {
		if t.Bank == "" && !meet(t, func(Transaction) bool { return true }) {
			add(t)
		}
	}
	for i, t := range rows {
		switch {
		case added[i]:
			c.Add = append(c.Add, t)
		case adopted[i]:
			c.Known = append(c.Known, t)
		}
	}
	return c
}

// savings are the words in the names of accounts that are not for every day.
var savings = []string{"spar", "saving", "buffert", "fond", "pension", "isk", "livret", "deposit", "rainy day"}

// IsSavings guesses from an account's name whether it is for savings: what lies
// there is not what is left for the month. Its owner may say otherwise.
func IsSavings(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(savings, func(w string) bool {
		if len(w) == 3 { // "isk" is also in "Fiskekort"
			return slices.Contains(strings.Fields(name), w)
		}
		return strings.Contains(name, w)
	})
}
