package postgres

import (
	"fmt"
	"strconv"
	"strings"

	shared "samtal/edge/store/sql"
)

// A group is written with one statement per table: its rows go in as one array
// per column, so the statement is the same for one commit and for five hundred.

var arrays = map[shared.Kind]string{shared.Text: "text[]", shared.Int: "bigint[]", shared.Time: "bigint[]", shared.Bool: "boolean[]", shared.Bytes: "bytea[]"}

func unnest(kinds []shared.Kind) string {
	var s []string
	for i, k := range kinds {
		s = append(s, "$"+strconv.Itoa(i+1)+"::"+arrays[k])
	}
	return "unnest(" + strings.Join(s, ", ") + ")"
}

func insert(t shared.Table) string {
	return fmt.Sprintf("INSERT INTO %s (%s) SELECT * FROM %s", t.Name, strings.Join(t.Columns, ", "), unnest(t.Kinds))
}

var (
	creating  = insert(shared.Conversations) + " ON CONFLICT (id) DO NOTHING RETURNING id"
	inserting = func() map[string]string {
		all := map[string]string{}
		for _, t := range []shared.Table{shared.Events, shared.Contents, shared.Outbox, shared.Matters, shared.Promises} {
			all[t.Name] = insert(t) + t.Conflict
		}
		return all
	}()

	// the parameters of shared.Update, in their order
	updateKinds = []shared.Kind{shared.Text, shared.Int, shared.Int, shared.Int, shared.Int, shared.Int, shared.Int, shared.Text, shared.Text, shared.Text,
		shared.Int, shared.Text, shared.Text, shared.Bool, shared.Time, shared.Text, shared.Time, shared.Time, shared.Int}
	updating = `UPDATE conversations c SET version = u.p5, customer_seq = u.p6, staff_seq = u.p7, market = u.p8, language = u.p9, customer = u.p10,
		level = u.p11, state = u.p12, holder = u.p13, unanswered = u.p14, turn_due = u.p15, due = u.p17, wake_at = u.p18,
		last_text = CASE WHEN u.p16 = '' THEN c.last_text ELSE u.p16 END, last_at = CASE WHEN u.p16 = '' THEN c.last_at ELSE u.p19 END, updated_at = u.p19
		FROM ` + unnest(updateKinds) + ` AS u(p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, p17, p18, p19)
		WHERE c.id = u.p1 AND c.version = u.p2`

	wordKinds = []shared.Kind{shared.Text, shared.Text, shared.Text, shared.Text}
	indexing  = `INSERT INTO words (conversation, content, text, vector)
		SELECT w.c, w.t, w.x, array_to_tsvector(string_to_array(w.v, ' ')) FROM ` + unnest(wordKinds) + ` AS w(c, t, x, v)`
)

func wordRows(c *shared.Write) [][]any {
	var out [][]any
	for _, d := range c.Derived.Docs {
		out = append(out, []any{c.ID, d.Content, d.Text, strings.Join(d.Words, " ")})
	}
	return out
}

func columns(t shared.Table, rows [][]any) []any { return transpose(t.Kinds, rows) }

// transpose turns rows into one typed array per column.
func transpose(kinds []shared.Kind, rows [][]any) []any {
	out := make([]any, len(kinds))
	for i, k := range kinds {
		switch k {
		case shared.Text:
			out[i] = column[string](rows, i)
		case shared.Int:
			out[i] = column[int64](rows, i)
		case shared.Bool:
			out[i] = column[bool](rows, i)
		case shared.Bytes:
			out[i] = column[[]byte](rows, i)
		case shared.Time:
			col := make([]*int64, len(rows))
			for n, r := range rows {
				if v, ok := r[i].(int64); ok {
					col[n] = &v
				}
			}
			out[i] = col
		}
	}
	return out
}

func column[T any](rows [][]any, i int) []T {
	col := make([]T, len(rows))
	for n, r := range rows {
		col[n] = r[i].(T)
	}
	return col
}
