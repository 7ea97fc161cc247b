package statement

import (
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// record is a line of a CSV file with the place of each cell in it.
type record struct {
	cells   []string
	line    int
	columns []int
}

func (r record) cell(i int) string {
	if i < 0 || i >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[i])
}

func (r record) column(i int) int {
	if i < 0 || i >= len(r.columns) {
		return 0
	}
	return r.columns[i]
}

func (r record) empty() bool { return strings.TrimSpace(strings.Join(r.cells, "")) == "" }

// split cuts a text into records; a broken quote is refused where it stands.
func split(text string, delimiter rune) ([]record, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = delimiter, -1, false, false
	var all []record
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			return all, refuse("csv_quote", broken.Line, broken.Column)
		}
		if err != nil {
			return all, refuse("csv_broken", 0, 0, err.Error())
		}
		rec := record{cells: cells}
		for i := range cells {
			line, column := r.FieldPos(i)
			if i == 0 {
				rec.line = line
			}
			rec.columns = append(rec.columns, column)
		}
		all = append(all, rec)
	}
}

// delimiterOf finds what separates the cells: the mark that cuts most lines
// into the same number of them.
func delimiterOf(text string) rune {
	head := text[:min(len(text), 64<<10)]
	if i := strings.LastIndexByte(head, '\n'); i > 0 && len(head) < len(text) {
		head = head[:i]
	}
	best, most := ',', 0
	for _, d := range []rune{';', '\t', ',', '|'} {
		records, _ := split(head, d)
		widths := map[int]int{}
		for _, r := range records {
			widths[len(r.cells)]++
		}
		for w, n := range widths {
			if score := n * min(w-1, 4); w > 1 && score > most {
				best, most = d, score
			}
		}
	}
	return best
}

// readCSV reads a bank's CSV export.
func readCSV(text string, o Options) (Statement, error) {
	s := Statement{Format: CSV}
	if !utf8.ValidString(text) {
		return s, refuse("encoding_unknown", 0, 0)
	}
	delimiter := delimiterOf(text)
	records, err := split(text, delimiter)
	if err != nil {
		return s, err
	}
	m, body, err := mapColumns(records, o)
	if err != nil {
		return s, err
	}
	m.Delimiter = string(delimiter)
	s.Mapping = &m
	parts := map[string]int{}
	for _, rec := range body {
		if rec.empty() {
			continue
		}
		row, account, err := m.row(rec, &s)
		if err != nil {
			return s, err
		}
		if row == nil {
			s.Warnings = append(s.Warnings, Warning{Code: "line_skipped", Line: rec.line})
			continue
		}
		key := account.Number + "\x00" + row.Amount.Currency
		at, known := parts[key]
		if !known {
			at = len(s.Parts)
			parts[key] = at
			s.Parts = append(s.Parts, Part{Account: account, Currency: row.Amount.Currency})
		}
		s.Parts[at].Rows = append(s.Parts[at].Rows, *row)
	}
	if len(s.Parts) == 0 {
		return s, refuse("no_transactions", 0, 0)
	}
	if m.Unsure {
		s.Warnings = append(s.Warnings, Warning{Code: "dates_unsure", Args: []string{string(m.Dates)}})
	}
	undated := 0
	for _, p := range s.Parts {
		if !p.runs() {
			s.Warnings = append(s.Warnings, Warning{Code: "running_balance_differs"})
		}
		for _, r := range p.Rows {
			if r.Date == "" {
				undated++
			}
		}
	}
	if undated > 0 {
		s.Warnings = append(s.Warnings, Warning{Code: "pending_without_date", Args: []string{strconv.Itoa(undated)}})
	}
	return s, nil
}

// runs says whether the running balance fits the amounts, from the top down
// or from the bottom up; without two balances there is nothing to check.
func (p Part) runs() bool {
	var with []Row
	for _, r := range p.Rows {
		if r.Balance != nil {
			with = append(with, r)
		} else if !r.Pending {
			return true // gaps: nothing follows from the rest
		}
	}
	down, up := true, true
	for i := 1; i < len(with); i++ {
		up = up && *with[i-1].Balance == *with[i].Balance+with[i-1].Amount.Minor
		down = down && *with[i].Balance == *with[i-1].Balance+with[i].Amount.Minor
	}
	return up || down
}
