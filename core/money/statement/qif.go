package statement

import (
	"strconv"
	"strings"

	"samtal/core/money"
)

// readQIF reads Quicken's old text: no currency, no account number unless an
// !Account block stands before, dates as in the country of who wrote it.
func readQIF(text string, o Options) (Statement, error) {
	s := Statement{Format: QIF}
	type entry struct {
		Row
		date, amount string
		dateLine     int
	}
	var all []entry
	var now *entry
	var account Account
	inAccount, known := false, false
	end := func() {
		if now != nil {
			all = append(all, *now)
			now = nil
		}
	}
	for i, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		line, n := strings.TrimRight(line, " \t\r"), i+1
		switch {
		case line == "":
			continue
		case strings.HasPrefix(line, "!"):
			end()
			kind := strings.ToLower(strings.TrimSpace(line))
			inAccount = kind == "!account"
			switch kind {
			case "!type:bank", "!type:ccard", "!type:cash", "!type:oth a", "!type:oth l":
				known = true
			case "!account":
			default:
				if strings.HasPrefix(kind, "!type:") {
					known = false
					s.Warnings = append(s.Warnings, Warning{Code: "section_skipped", Line: n, Args: []string{line}})
				}
			}
			continue
		case inAccount:
			if line[0] == 'N' {
				account.Name = fold(line[1:])
			}
			continue
		case !known:
			continue
		case line[0] == '^':
			end()
			continue
		}
		if now == nil {
			now = &entry{Row: Row{Line: n}}
		}
		value := fold(line[1:])
		switch line[0] {
		case 'D':
			now.date, now.dateLine = strings.ReplaceAll(strings.ReplaceAll(value, "'", "/"), " ", ""), n
		case 'T', 'U':
			now.amount = value
		case 'P':
			now.Party = value
		case 'M':
			now.Text = value
		case 'L':
			now.Label = value
		case 'N':
			now.ID = "" // a cheque's number is no id
		}
	}
	cut := now != nil
	end()
	if len(all) == 0 {
		return s, refuse("no_transactions", 1, 0)
	}
	if cut && (all[len(all)-1].date == "" || all[len(all)-1].amount == "") {
		return s, refuse("file_cut", all[len(all)-1].Line, 0)
	}
	var dates []string
	var figures []figure
	for _, e := range all {
		if e.date == "" {
			return s, refuse("date_missing", e.Line, 0)
		}
		if len(fits(e.date)) == 0 {
			return s, refuse("date_bad", e.dateLine, 2, e.date)
		}
		f, ok := parseFigure(e.amount)
		if !ok {
			return s, refuse("amount_bad", e.Line, 0, e.amount)
		}
		dates, figures = append(dates, e.date), append(figures, f)
	}
	way, sure, ok := orderOf(dates)
	if !ok {
		return s, refuse("dates_mixed", 0, 0)
	}
	switch {
	case o.Dates != "":
		way, sure = order(o.Dates), true
	case way == dmy && !sure && o.Currency == "USD":
		way, sure = mdy, true
	}
	if !sure {
		s.Warnings = append(s.Warnings, Warning{Code: "dates_unsure", Args: []string{string(way)}})
	}
	decimal := mark(figures)
	part := Part{Account: account, Currency: o.Currency}
	for i, e := range all {
		n, d, ok := figures[i].minor(decimal, o.Currency)
		if !ok {
			return s, refuse("amount_bad", e.Line, 0, e.amount)
		}
		s.Decimals = max(s.Decimals, d)
		if e.Row.Date, ok = readDate(e.date, way); !ok {
			return s, refuse("date_bad", e.dateLine, 2, e.date)
		}
		e.Row.Amount = money.Money{Minor: n, Currency: o.Currency}
		if e.Row.Text == "" {
			e.Row.Text = e.Row.Party
		} else if e.Party != "" {
			e.Row.Text = e.Party + " " + e.Row.Text
		}
		part.Rows = append(part.Rows, e.Row)
	}
	if o.Currency == "" {
		s.Warnings = append(s.Warnings, Warning{Code: "currency_missing", Args: []string{strconv.Itoa(len(all))}})
	}
	s.Parts = []Part{part}
	return s, nil
}
