package statement

import (
	"regexp"
	"strings"

	"samtal/core/money"
)

// A statement line of SWIFT MT940, field 61: value date, entry date, (reversal
// of) debit or credit, third letter of the currency, amount, type, references.
var line61 = regexp.MustCompile(`^(\d{6})(\d{4})?(R?[DC])([A-Z])?(\d+,\d*)([NFS][A-Z0-9]{3})?([^/\n]*)(?://([^\n]*))?`)

// A balance, fields 60 and 62: sign, date, currency, amount.
var balance = regexp.MustCompile(`^([DC])(\d{6})([A-Z]{3})(\d+,\d*)`)

func readMT940(text string) (Statement, error) {
	s := Statement{Format: MT940}
	var part *Part
	var number, tagName string
	var open, ended bool
	flush := func(code, value string, line int) error {
		switch {
		case code == "25":
			number = strings.TrimSpace(value)
		case code == "60F" || code == "60M":
			b := balance.FindStringSubmatch(value)
			if b == nil {
				return refuse("balance_bad", line, 0, value)
			}
			n, decimals, ok := plain(b[4], ',', b[3])
			if !ok {
				return refuse("amount_bad", line, 0, b[4])
			}
			if b[1] == "D" {
				n = -n
			}
			s.Decimals = max(s.Decimals, decimals)
			s.Parts = append(s.Parts, Part{Account: Account{Number: number}, Currency: b[3], Opening: &n})
			part, open = &s.Parts[len(s.Parts)-1], true
		case code == "61":
			if part == nil {
				return refuse("balance_missing", line, 0)
			}
			row, decimals, err := entry61(value, line, part.Currency)
			if err != nil {
				return err
			}
			s.Decimals = max(s.Decimals, decimals)
			part.Rows = append(part.Rows, row)
		case code == "86":
			if part != nil && open && len(part.Rows) > 0 && tagName == "61" {
				describe86(&part.Rows[len(part.Rows)-1], value)
			}
		case code == "62F" || code == "62M":
			if b := balance.FindStringSubmatch(value); b != nil && part != nil {
				if n, _, ok := plain(b[4], ',', b[3]); ok {
					if b[1] == "D" {
						n = -n
					}
					part.Closing = &n
				}
			}
			ended = true
			if part != nil {
				part.reconcile(&s)
			}
			open = false
		}
		tagName = code
		return nil
	}
	var code, value string
	at := 0
	for i, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if c, v, ok := field(line); ok {
			if code != "" {
				if err := flush(code, value, at); err != nil {
					return s, err
				}
			}
			code, value, at = c, v, i+1
		} else if code != "" && !strings.HasPrefix(line, "-}") && line != "-" && !strings.HasPrefix(line, "{") {
			value += "\n" + line
		}
	}
	if code != "" {
		if err := flush(code, value, at); err != nil {
			return s, err
		}
	}
	switch {
	case len(s.Parts) == 0:
		return s, refuse("mt940_no_statement", 1, 0)
	case !ended:
		return s, refuse("file_cut", at, 0)
	}
	return s, nil
}

// field reads ":61:..." at the start of a line.
func field(line string) (code, value string, ok bool) {
	if !strings.HasPrefix(line, ":") {
		return "", "", false
	}
	code, value, ok = strings.Cut(line[1:], ":")
	return code, value, ok && len(code) >= 2 && len(code) <= 3 && code[0] >= '0' && code[0] <= '9'
}

func entry61(value string, line int, currency string) (Row, int, error) {
	m := line61.FindStringSubmatch(value)
	if m == nil {
		first, _, _ := strings.Cut(value, "\n")
		return Row{}, 0, refuse("line_bad", line, 5, first)
	}
	valued, ok := readDate("20"+m[1], ymd)
	if !ok {
		return Row{}, 0, refuse("date_bad", line, 5, m[1])
	}
	date := valued
	if m[2] != "" { // the entry date has no year: the nearest to the value date
		year := atoi(valued[:4])
		switch {
		case valued[5:7] == "12" && m[2][:2] == "01":
			year++
		case valued[5:7] == "01" && m[2][:2] == "12":
			year--
		}
		if d, ok := readDate(pad(year)+m[2], ymd); ok {
			date = d
		}
	}
	n, decimals, ok := plain(m[5], ',', currency)
	if !ok {
		return Row{}, 0, refuse("amount_bad", line, 0, m[5])
	}
	if m[3] == "D" || m[3] == "RC" { // a reversed credit leaves the account
		n = -n
	}
	row := Row{Line: line, Date: date, ID: strings.TrimSpace(m[8]), Amount: money.Money{Minor: n, Currency: currency}}
	if valued != date {
		row.Bought = valued
	}
	if _, more, ok := strings.Cut(value, "\n"); ok {
		row.Text = fold(more)
	}
	return row, decimals, nil
}

func pad(year int) string {
	return string([]byte{byte('0' + year/1000%10), byte('0' + year/100%10), byte('0' + year/10%10), byte('0' + year%10)})
}

var (
	slashed   = regexp.MustCompile(`/(NAME|REMI|TRTP|IBAN|BIC|EREF|MARF|CSID|ORDP|BENM|CNTP|ISDT)/`)
	germanTag = regexp.MustCompile(`\?(\d{2})`)
)

// describe86 reads the three ways in which banks fill field 86: /NAME/ words,
// the German ?20 fields, and plain text.
func describe86(r *Row, value string) {
	joined := strings.ReplaceAll(value, "\n", "")
	switch {
	case slashed.MatchString(joined):
		cuts := slashed.FindAllStringSubmatchIndex(joined, -1)
		for i, c := range cuts {
			end := len(joined)
			if i+1 < len(cuts) {
				end = cuts[i+1][0]
			}
			part := fold(joined[c[1]:end])
			switch joined[c[2]:c[3]] {
			case "NAME":
				r.Party = part
			case "REMI":
				r.Text = part
			}
		}
	case germanTag.MatchString(joined):
		var text, party []string
		cuts := germanTag.FindAllStringSubmatchIndex(joined, -1)
		for i, c := range cuts {
			end := len(joined)
			if i+1 < len(cuts) {
				end = cuts[i+1][0]
			}
			part := fold(joined[c[1]:end])
			switch k := joined[c[2]:c[3]]; {
			case k >= "20" && k <= "29" || k >= "60" && k <= "63":
				text = append(text, part)
			case k == "32" || k == "33":
				party = append(party, part)
			}
		}
		r.Text, r.Party = strings.Join(text, " "), strings.Join(party, " ")
	default:
		text := fold(strings.ReplaceAll(value, "\n", " "))
		if i := strings.Index(text, "?"); i > 0 && i <= 4 { // "A44?Librairie"
			text = text[i+1:]
		}
		r.Text = text
	}
	if r.Text == "" {
		r.Text = r.Party
	}
}
