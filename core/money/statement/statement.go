// Package statement reads what banks export, as values: CSV of any dialect,
// OFX and QFX, QIF, CAMT.053 and MT940. It reads text that is already decoded;
// what a file says is never corrected, only understood or refused, and the
// refusal names line and column so that the person who exported it can act.
package statement

import (
	"fmt"
	"strings"

	"samtal/core/money"
)

// Format is the kind of a statement file.
type Format string

// The formats that are read.
const (
	CSV    Format = "CSV"
	OFX    Format = "OFX"
	QIF    Format = "QIF"
	CAMT   Format = "CAMT.053"
	MT940  Format = "MT940"
	Nobody Format = "" // nothing that is known
)

// Row is one line of a statement as the bank wrote it.
type Row struct {
	Date    string      // booked on, 2006-01-02; empty while pending without a date
	Bought  string      // the day of the purchase, when the bank says another one
	Amount  money.Money // negative leaves the account; Currency may be empty (QIF)
	Text    string      // what the bank calls it, spaces folded
	Party   string      // the other side, when it stands apart
	ID      string      // the bank's own id, when there is one
	Pending bool        // reserved, not booked
	Label   string      // a category that the file itself carries (QIF)
	MCC     string      // merchant category code (ISO 18245), when there is one
	Balance *int64      // the running balance after it, minor units
	Line    int         // where it stands in the file, from 1
}

// Account is whose rows they are: the number as the bank writes it, and a name
// where it has one. Both may be empty; the caller masks them before storing.
type Account struct{ Number, Name, Bank string }

// Part is one account's rows in a file.
type Part struct {
	Account  Account
	Currency string
	Rows     []Row
	Opening  *int64
	Closing  *int64
}

// Statement is a file, read.
type Statement struct {
	Format   Format
	Parts    []Part
	Decimals int       // how many the file itself writes at most; its sums are printed so
	Mapping  *Mapping  // CSV: what was taken for what
	Warnings []Warning // what a careful reader would ask about
}

// Warning is something odd that stops nothing, in words for a person.
type Warning struct {
	Code string
	Line int
	Args []string
}

// Refusal says why a file cannot be read, where, and what to do.
type Refusal struct {
	Code         string // a key of the words
	Line, Column int    // from 1; 0 is unknown
	Args         []string
}

func (r *Refusal) Error() string {
	s := r.Code
	if len(r.Args) > 0 {
		s += " (" + strings.Join(r.Args, ", ") + ")"
	}
	switch {
	case r.Line > 0 && r.Column > 0:
		return fmt.Sprintf("line %d, column %d: %s", r.Line, r.Column, s)
	case r.Line > 0:
		return fmt.Sprintf("line %d: %s", r.Line, s)
	}
	return s
}

func refuse(code string, line, column int, args ...string) *Refusal {
	return &Refusal{Code: code, Line: line, Column: column, Args: args}
}

// Options are what a person has confirmed about a file that leaves a choice.
type Options struct {
	Mapping  *Mapping // of an earlier file with the same header
	Currency string   // where the file names none
	Dates    string   // ymd, dmy or mdy, where the file leaves it open
}

// Read reads a file of any known format.
func Read(text string, o Options) (Statement, error) {
	text = strings.TrimPrefix(text, "\ufeff")
	var s Statement
	var err error
	switch f := Detect(text); f {
	case OFX:
		s, err = readOFX(text)
	case QIF:
		s, err = readQIF(text, o)
	case CAMT:
		s, err = readCAMT(text)
	case MT940:
		s, err = readMT940(text)
	case CSV:
		s, err = readCSV(text, o)
	default:
		return Statement{}, refuse("format_unknown", 0, 0)
	}
	s.Format = Detect(text)
	return s, err
}

// Detect tells the format by how a file begins, never by its name.
func Detect(text string) Format {
	head := strings.TrimLeft(strings.TrimPrefix(text, "\ufeff"), " \t\r\n")
	upper := strings.ToUpper(head[:min(len(head), 4096)])
	switch {
	case head == "":
		return Nobody
	case strings.HasPrefix(upper, "OFXHEADER"), strings.Contains(upper, "<?OFX"), strings.HasPrefix(upper, "<OFX>"):
		return OFX
	case strings.HasPrefix(head, "<"):
		if strings.Contains(upper, "CAMT.053") || strings.Contains(upper, "BKTOCSTMRSTMT") {
			return CAMT
		}
		if strings.Contains(upper, "<OFX") {
			return OFX
		}
		return Nobody
	case strings.HasPrefix(upper, "!TYPE:"), strings.HasPrefix(upper, "!ACCOUNT"), strings.HasPrefix(upper, "!OPTION"):
		return QIF
	case strings.HasPrefix(head, "{1:"), strings.HasPrefix(head, ":20:"), strings.Contains(upper, "\n:60F:"), strings.Contains(upper, "\n:60M:"):
		return MT940
	}
	if strings.ContainsRune(head, 0) {
		return Nobody
	}
	return CSV
}

// Rows are all rows of all parts.
func (s Statement) Rows() (all []Row) {
	for _, p := range s.Parts {
		all = append(all, p.Rows...)
	}
	return all
}

// Sums are the net of the dated rows and of the booked ones, in units of the
// file's own decimals, and how many rows are pending. A reservation without a
// date is listed but in no sum: nobody knows yet which day it belongs to.
// More than one currency has no sum: ok is false.
func (s Statement) Sums() (net, booked int64, pending int, ok bool) {
	currency, seen := "", false
	for _, r := range s.Rows() {
		if seen && r.Amount.Currency != currency {
			return 0, 0, pending, false
		}
		currency, seen = r.Amount.Currency, true
	}
	for _, r := range s.Rows() {
		if r.Pending {
			pending++
		} else {
			booked += r.Amount.Minor
		}
		if r.Date != "" {
			net += r.Amount.Minor
		}
	}
	return net, booked, pending, true
}

// Currency is the one currency of the file, or empty.
func (s Statement) Currency() string {
	c := ""
	for i, p := range s.Parts {
		if i > 0 && p.Currency != c {
			return ""
		}
		c = p.Currency
	}
	return c
}

// Scaled writes an amount of the file with as many decimals as the file does.
func (s Statement) Scaled(minor int64) string {
	d := money.Money{Minor: minor, Currency: s.Currency()}.Decimal()
	whole, frac, _ := strings.Cut(d, ".")
	for len(frac) > s.Decimals && strings.HasSuffix(frac, "0") {
		frac = frac[:len(frac)-1]
	}
	for len(frac) < s.Decimals {
		frac += "0"
	}
	if frac == "" {
		return whole
	}
	return whole + "." + frac
}

// fold makes one line of a text: runs of spaces become one.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// reconcile says whether opening + rows = closing where both are known.
func (p Part) reconcile(s *Statement) {
	if p.Opening == nil || p.Closing == nil {
		return
	}
	sum := *p.Opening
	for _, r := range p.Rows {
		if !r.Pending {
			sum += r.Amount.Minor
		}
	}
	if sum != *p.Closing {
		m := func(n int64) string { return money.Money{Minor: n, Currency: p.Currency}.String() }
		s.Warnings = append(s.Warnings, Warning{Code: "balance_differs", Args: []string{m(sum), m(*p.Closing)}})
	}
}
