package bank

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// writer gathers rows and inserts many with one statement: the first start
// writes a hundred thousand rows and must not keep anybody waiting.
type writer struct {
	ctx     context.Context
	tx      *sql.Tx
	pending map[string]*batch
	order   []string
	err     error
}

type batch struct {
	width int
	rows  int
	args  []any
	full  *sql.Stmt
}

const batchRows = 100

// columns names the columns of the tables that history writes. Others have
// defaults; a row may be shorter than its list.
var columns = map[string][]string{
	"meta":         {"name", "value"},
	"customers":    {"id", "n", "name", "locale", "email", "phone", "street", "postcode", "city", "account", "since"},
	"contacts":     {"customer", "id", "field", "old", "new", "at"},
	"purchases":    {"customer", "id", "at", "merchant", "city", "item", "how", "amount", "invoice"},
	"invoices":     {"customer", "id", "number", "ocr", "purchase", "amount", "fees", "sent_at", "due", "first_due", "extended", "paid_at"},
	"plans":        {"customer", "id", "invoice", "amount", "fee", "months", "day", "first"},
	"cards":        {"customer", "id", "last4", "name", "expires", "state", "reason", "frozen_by", "changed_at"},
	"transactions": {"customer", "id", "card", "at", "descriptor", "clear_name", "city", "how", "amount", "held", "released_at"},
	"refunds":      {"customer", "id", "purchase", "amount", "to_what", "reported_at", "received_at", "approved_at", "sent_at", "arrives_at"},
	"payouts":      {"customer", "id", "refund", "amount", "account", "at"},
}

// row adds one full row of a table.
func (w *writer) row(table string, values ...any) {
	if w.err != nil {
		return
	}
	if w.pending == nil {
		w.pending = map[string]*batch{}
	}
	b := w.pending[table]
	if b == nil {
		b = &batch{width: len(columns[table])}
		w.pending[table] = b
		w.order = append(w.order, table)
	}
	if len(values) != b.width {
		w.err = fmt.Errorf("%s: %d values for %d columns", table, len(values), b.width)
		return
	}
	b.args = append(b.args, values...)
	if b.rows++; b.rows == batchRows {
		w.flush(table, b)
	}
}

func (w *writer) flush(table string, b *batch) {
	if b.rows == 0 || w.err != nil {
		return
	}
	if b.rows == batchRows {
		if b.full == nil {
			b.full, w.err = w.tx.PrepareContext(w.ctx, insert(table, batchRows))
			if w.err != nil {
				return
			}
		}
		_, w.err = b.full.ExecContext(w.ctx, b.args...)
	} else {
		_, w.err = w.tx.ExecContext(w.ctx, insert(table, b.rows), b.args...)
	}
	b.rows, b.args = 0, b.args[:0]
}

func insert(table string, rows int) string {
	cols := columns[table]
	one := "(" + strings.TrimSuffix(strings.Repeat("?,", len(cols)), ",") + ")"
	// OR IGNORE: growing a day twice (two processes for a moment) writes it once.
	return "INSERT OR IGNORE INTO " + table + "(" + strings.Join(cols, ",") + ") VALUES" + strings.TrimSuffix(strings.Repeat(one+",", rows), ",")
}

// done writes what is left and reports the first error.
func (w *writer) done() error {
	for _, table := range w.order {
		b := w.pending[table]
		w.flush(table, b)
		if b.full != nil {
			_ = b.full.Close()
		}
	}
	return w.err
}
