package statement

import (
	"strconv"
	"strings"
)

// guess maps a file whose header says nothing that is known, or that has none,
// by what stands in the columns: the first that holds dates, the first that
// holds amounts, the one with most letters. It always asks for confirmation.
func guess(records []record, o Options) (Mapping, []record, error) {
	for skip := range min(len(records), 30) {
		body := records[skip:]
		if len(body) == 0 || len(body[0].cells) < 2 {
			continue
		}
		if c := byContent(body); complete(c) {
			m := Mapping{Columns: c, Header: "?" + strconv.Itoa(len(body[0].cells)), Currency: o.Currency}
			if known := o.Mapping; known != nil && known.Header == m.Header {
				m = *known
			}
			if err := m.settle(body, o); err != nil {
				return m, nil, err
			}
			m.Unsure = o.Dates == ""
			return m, body, nil
		}
	}
	line := 1
	if len(records) > 0 {
		line = records[0].line
	}
	return Mapping{}, nil, refuse("columns_unknown", line, 0)
}

func byContent(body []record) map[Role]int {
	columns := map[Role]int{}
	letters := 0
	for i := range body[0].cells {
		dates, amounts, n, long, real := 0, 0, 0, 0, false
		for _, r := range body {
			c := r.cell(i)
			if c == "" {
				continue
			}
			n++
			if len(fits(c)) > 0 || isPending(c) {
				dates++
				real = real || !isPending(c)
			} else if f, ok := parseFigure(c); ok && (strings.ContainsAny(f.digits, ".,") || f.negative || f.plus || f.currency != "") {
				amounts++
			} else {
				long += len(c)
			}
		}
		_, hasDate := columns[Booked]
		_, hasAmount := columns[Amount]
		switch {
		case n == 0:
		case dates == n && n == len(body) && real && !hasDate:
			columns[Booked] = i
		case amounts == n && n == len(body) && !hasAmount:
			columns[Amount] = i
		case amounts == n && hasAmount:
			columns[Balance] = i
		case long > letters:
			letters = long
			columns[Text] = i
		}
	}
	return columns
}
