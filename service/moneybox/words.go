package moneybox

import (
	"strconv"

	"samtal/core/money/statement"
)

// Refused says why a file cannot be read, where, and what to do.
func (w Words) Refused(language string, r *statement.Refusal) string {
	return w.placed(language, r.Code, r.Line, r.Column, r.Args)
}

// Warned says what is odd in a file that was read.
func (w Words) Warned(language string, x statement.Warning) string {
	return w.placed(language, x.Code, x.Line, 0, x.Args)
}

func (w Words) placed(language, code string, line, column int, args []string) string {
	params := map[string]string{}
	for i, v := range args {
		params[strconv.Itoa(i+1)] = v
	}
	s := w(language, "statement_"+code, params)
	at := map[string]string{"line": strconv.Itoa(line), "column": strconv.Itoa(column)}
	switch {
	case line > 0 && column > 0:
		return w(language, "statement_at_column", at) + " " + s
	case line > 0:
		return w(language, "statement_at", at) + " " + s
	}
	return s
}
