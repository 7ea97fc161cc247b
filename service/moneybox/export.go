package moneybox

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
)

// Export is everything that the owner has here, for them to take along: what
// came from statements, and what they decided. Digests of numbers are no use to
// anybody and stay out, and so does their secret.
type Export struct {
	Accounts     []AccountLine     `json:"accounts"`
	Transactions []TransactionLine `json:"transactions"`
	Decisions    []Decision        `json:"decisions"`
}

// Decision is one of the owner's choices.
type Decision struct {
	Kind  string          `json:"kind"`
	Key   string          `json:"key"`
	Value json.RawMessage `json:"value"`
	At    string          `json:"at"`
}

// Export gathers it, for programs to read.
func (p *Purse) Export(ctx context.Context, language, today string) (Export, error) {
	v, err := p.View(ctx, today)
	if err != nil {
		return Export{}, err
	}
	e := Export{Accounts: v.AccountLines(), Transactions: []TransactionLine{}, Decisions: []Decision{}}
	for _, r := range v.Rows {
		e.Transactions = append(e.Transactions, v.line(r, language))
	}
	choices, err := p.Store.Choices(ctx, p.owner, "")
	for _, c := range choices {
		e.Decisions = append(e.Decisions, Decision{c.Kind, strings.ReplaceAll(c.Key, "\x00", " "), json.RawMessage(c.Value), c.At.UTC().Format("2006-01-02T15:04:05Z")})
	}
	return e, err
}

// ExportCSV writes the transactions as a table for a spreadsheet, one currency
// a row, amounts with a point.
func (p *Purse) ExportCSV(ctx context.Context, language, today string) ([]byte, error) {
	v, err := p.View(ctx, today)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, a := range v.Accounts {
		names[a.ID] = strings.TrimSpace(a.Name + " " + a.Last)
	}
	var b bytes.Buffer
	b.WriteString("\ufeff") // or a spreadsheet reads å as two signs
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"date", "bought", "account", "amount", "currency", "text", "party", "shop", "category", "why", "transfer", "pending"}) // a buffer takes everything
	for _, r := range v.Rows {
		line := []string{r.Date, r.Bought, names[r.Account], r.Amount.Decimal(), r.Amount.Currency, r.Text, r.Party, r.Shop, v.Book.Name(r.Label.Category, language), r.Label.Why.Code,
			strconv.FormatBool(r.Transfer), strconv.FormatBool(r.Pending)}
		for i, cell := range line {
			if i != 3 {
				line[i] = inert(cell)
			}
		}
		_ = w.Write(line)
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// inert keeps a spreadsheet from taking a shop's name for a formula.
func inert(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
