package statement

import (
	"html"
	"strings"

	"samtal/core/money"
)

// tag is one element of an OFX file: SGML (version 1) leaves the ends out,
// XML (version 2) does not; both are read as a run of names and values.
type tag struct {
	name, value string
	line        int
}

// tags cuts an OFX body into its elements; "/X" is an end.
func tags(text string) []tag {
	var all []tag
	line := 1
	for {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			return all
		}
		line += strings.Count(text[:i], "\n")
		text = text[i+1:]
		j := strings.IndexByte(text, '>')
		if j < 0 {
			return all
		}
		name := strings.ToUpper(strings.TrimSpace(text[:j]))
		rest := text[j+1:]
		k := strings.IndexByte(rest, '<')
		if k < 0 {
			k = len(rest)
		}
		if name != "" && name[0] != '?' && name[0] != '!' {
			all = append(all, tag{name, entities(strings.TrimSpace(rest[:k])), line})
		}
		line += strings.Count(text[:j], "\n")
		text = rest
	}
}

// entities undoes what banks escape once or twice ("&amp;lt;").
func entities(s string) string {
	for range 2 {
		if !strings.Contains(s, "&") {
			break
		}
		s = html.UnescapeString(s)
	}
	return s
}

func readOFX(text string) (Statement, error) {
	s := Statement{Format: OFX}
	var part *Part
	var row *Row
	var from, name, memo string
	bank, pending := "", false
	total := tags(text)
	ends := 0
	for _, t := range total {
		if t.name == "/OFX" {
			ends++
		}
		switch t.name {
		case "ORG":
			bank = t.value
		case "STMTRS", "CCSTMTRS", "INVSTMTRS":
			s.Parts = append(s.Parts, Part{Account: Account{Bank: bank}})
			part = &s.Parts[len(s.Parts)-1]
		case "BANKACCTFROM", "CCACCTFROM":
			from = t.name
		case "/BANKACCTFROM", "/CCACCTFROM":
			from = ""
		case "BANKTRANLISTP", "PENDINGTRANLIST":
			pending = true
		case "/BANKTRANLISTP", "/PENDINGTRANLIST":
			pending = false
		}
		if part == nil {
			continue
		}
		switch t.name {
		case "CURDEF":
			part.Currency = strings.ToUpper(t.value)
		case "ACCTID":
			if from != "" {
				part.Account.Number = t.value
			}
		case "STMTTRN", "STMTTRNP":
			row, name, memo = &Row{Line: t.line, Pending: pending || t.name == "STMTTRNP"}, "", ""
		case "/STMTTRN", "/STMTTRNP":
			if row != nil {
				if err := part.close(row, name, memo); err != nil {
					return s, err
				}
				row = nil
			}
		case "BALAMT":
			if part.Closing == nil {
				if n, _, ok := plain(t.value, ofxMark(t.value), part.Currency); ok {
					part.Closing = &n
				}
			}
		}
		if row == nil {
			continue
		}
		switch t.name {
		case "DTPOSTED", "DTTRAN":
			d, ok := ofxDate(t.value)
			if !ok {
				return s, refuse("date_bad", t.line, 0, t.value)
			}
			if row.Date == "" {
				row.Date = d
			}
		case "DTUSER":
			if d, ok := ofxDate(t.value); ok && d != row.Date {
				row.Bought = d
			}
		case "TRNAMT":
			n, decimals, ok := plain(t.value, ofxMark(t.value), part.Currency)
			if !ok {
				return s, refuse("amount_bad", t.line, 0, t.value)
			}
			row.Amount.Minor, row.Amount.Currency = n, part.Currency
			s.Decimals = max(s.Decimals, decimals)
		case "FITID":
			row.ID = t.value
		case "NAME":
			name = fold(t.value)
		case "PAYEE":
			row.Party = fold(t.value)
		case "MEMO":
			memo = fold(t.value)
		case "SIC":
			row.MCC = t.value
		}
	}
	switch {
	case len(s.Parts) == 0:
		return s, refuse("ofx_no_statement", 1, 0)
	case row != nil, ends == 0:
		last := 1
		if len(total) > 0 {
			last = total[len(total)-1].line
		}
		return s, refuse("file_cut", last, 0)
	}
	return s, nil
}

// close ends a transaction: it needs a date and an amount.
func (p *Part) close(row *Row, name, memo string) error {
	if row.Date == "" {
		return refuse("date_missing", row.Line, 0)
	}
	if row.Amount == (money.Money{}) {
		return refuse("amount_missing", row.Line, 0)
	}
	if name != "" && row.Party == "" {
		row.Party = name
	}
	row.Text = strings.TrimSpace(name + " " + memo)
	if name == memo {
		row.Text = name
	}
	p.Rows = append(p.Rows, *row)
	return nil
}

// ofxDate reads 20230509120000.000[-5:EST]: the day as the bank writes it.
func ofxDate(s string) (string, bool) {
	if len(s) < 8 {
		return "", false
	}
	return readDate(s[:8], ymd)
}

// ofxMark allows the comma that some European banks write.
func ofxMark(s string) rune {
	if strings.Contains(s, ",") && !strings.Contains(s, ".") {
		return ','
	}
	return '.'
}
