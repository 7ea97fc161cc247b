package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"samtal/edge/store"
	shared "samtal/edge/store/sql"
	"samtal/service/desk"
)

// groupMost is how many waiting jobs share one transaction, and so one fsync.
const groupMost = 512

// gatherTime is how long a group that has company waits for more: a page of
// the log that two commits share is written once. Who writes alone never waits.
const gatherTime = 3 * time.Millisecond

// company is the average size of the last groups from which gathering pays.
const company = 1.5

// errClosed is the answer to who comes after Close.
var errClosed = errors.New("sqlite: the record is closed")

// job is one thing to write: a commit, or a single statement.
type job struct {
	write *shared.Write

	query   string
	args    []any
	rows    bool // the statement returns rows of the outbox
	changed int64
	claimed []desk.Queued

	begun atomic.Bool // set by whoever comes first: the writer, or the caller giving up
	err   error
	done  chan struct{}
}

// writer owns the one connection that writes.
type writer struct {
	conn       driver.Conn
	behind     *checkpointer
	statements map[string]driver.Stmt
	memory     shared.Memory
	docs       []found // words of the group, indexed after its savepoints

	mu     sync.RWMutex // guards closed against sends on jobs
	closed bool
	jobs   chan *job
	ended  chan struct{}
}

type found struct {
	conversation string
	doc          store.Doc
}

func startWriter(conn driver.Conn, behind *checkpointer) *writer {
	w := &writer{conn: conn, behind: behind, statements: map[string]driver.Stmt{}, jobs: make(chan *job, groupMost), ended: make(chan struct{})}
	go w.run()
	return w
}

// do hands a job to the writer and waits until its group is on disk.
func (w *writer) do(ctx context.Context, j *job) error {
	j.done = make(chan struct{})
	if err := w.send(ctx, j); err != nil {
		return err
	}
	select {
	case <-j.done:
		return j.err
	case <-ctx.Done():
		if j.begun.CompareAndSwap(false, true) {
			return ctx.Err() // the writer will pass over it
		}
		<-j.done // it is being stored: only the outcome is true
		return j.err
	}
}

func (w *writer) send(ctx context.Context, j *job) error {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.closed {
		return errClosed
	}
	select {
	case w.jobs <- j:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (w *writer) stop() error {
	w.mu.Lock()
	first := !w.closed
	if first {
		w.closed = true
		close(w.jobs)
	}
	w.mu.Unlock()
	<-w.ended
	if !first {
		return nil
	}
	for _, s := range w.statements {
		_ = s.Close() // the connection goes away with them
	}
	return errors.Join(w.behind.stop(), w.conn.Close())
}

func (w *writer) run() {
	defer close(w.ended)
	group := make([]*job, 0, groupMost)
	timer := time.NewTimer(0)
	size := 1.0 // of the last groups, the newest counting most
	var began time.Time
	fresh := 0 // jobs since the last checkpoint was asked for
	for j := range w.jobs {
		group = append(group[:0], j)
		if left := gatherTime - time.Since(began); size >= company && left > 0 {
			timer.Reset(left)
			for full := false; !full && len(group) < groupMost; {
				select {
				case j, ok := <-w.jobs:
					if ok {
						group = append(group, j)
					}
					full = !ok
				case <-timer.C:
					full = true
				}
			}
		}
		began = time.Now()
		for more := true; more && len(group) < groupMost; {
			select {
			case j, ok := <-w.jobs:
				if more = ok; ok {
					group = append(group, j)
				}
			default:
				more = false
			}
		}
		size += (float64(len(group)) - size) / 8
		w.commit(group)
		if fresh += len(group); fresh >= checkpointJobs {
			fresh = 0
			w.behind.ask()
		}
	}
}

// commit stores a group in one transaction. A job that fails leaves by its own
// savepoint; when the transaction itself fails, nobody's words were stored and
// everybody hears so.
func (w *writer) commit(group []*job) {
	group = started(group)
	if len(group) == 0 {
		return
	}
	w.docs = w.docs[:0]
	err := w.exec("BEGIN IMMEDIATE")
	if err == nil {
		err = w.all(group)
		if err == nil {
			err = w.exec("COMMIT")
		}
		if err != nil {
			_ = w.exec("ROLLBACK") // it may have rolled back by itself
		}
	}
	for _, j := range group {
		if err != nil {
			j.err = fmt.Errorf("sqlite: %w", err)
		} else if j.err == nil && j.write != nil {
			w.memory.Keep(j.write)
		}
		close(j.done)
	}
}

// started passes over the jobs whose callers gave up.
func started(group []*job) []*job {
	var out []*job
	for _, j := range group {
		if j.begun.CompareAndSwap(false, true) {
			out = append(out, j)
		}
	}
	return out
}

func (w *writer) all(group []*job) error {
	for _, j := range group {
		if err := w.exec("SAVEPOINT j"); err != nil {
			return err
		}
		docs := len(w.docs)
		if j.err = w.one(j); j.err != nil {
			w.docs = w.docs[:docs]
			if err := w.exec("ROLLBACK TO j"); err != nil { // the whole transaction is gone: disk full, I/O error
				return errors.Join(j.err, err)
			}
		}
		if err := w.exec("RELEASE j"); err != nil {
			return err
		}
	}
	return w.index()
}

func (w *writer) one(j *job) (err error) {
	switch {
	case j.write != nil:
		return w.store(j.write)
	case j.rows:
		j.claimed, err = w.claim(j)
		return err
	}
	j.changed, err = w.change(j.query, j.args)
	return refusal(err)
}

// store writes one commit. The version is checked by the first statement.
func (w *writer) store(c *shared.Write) error {
	if err := w.conversation(c); err != nil {
		return err
	}
	before := w.memory.Before(c.ID, c.Expect)
	for _, part := range []struct {
		table shared.Table
		rows  [][]any
	}{
		{shared.Events, c.Events}, {shared.Contents, c.Contents}, {shared.Outbox, c.Outbox},
		{shared.Matters, c.Matters(before)}, {shared.Promises, c.Promises},
	} {
		if err := w.insert(part.table, part.rows); err != nil {
			return refusal(err)
		}
	}
	for _, id := range c.Drop {
		if _, err := w.change(shared.Drop, []any{c.ID, id}); err != nil {
			return err
		}
	}
	for _, d := range c.Derived.Docs {
		w.docs = append(w.docs, found{c.ID, d})
	}
	return shared.Groups(c.Done, func(group []any) error {
		_, err := w.change(shared.Done(len(group)), group)
		return err
	})
}

func (w *writer) conversation(c *shared.Write) error {
	if c.Create != nil {
		return refusal(w.insert(shared.Conversations, [][]any{c.Create}))
	}
	n, err := w.change(shared.Update, c.Update)
	if err != nil {
		return refusal(err)
	}
	if n == 1 {
		return nil
	}
	same, err := w.change(`UPDATE conversations SET version = version WHERE id = $1 AND version = $2`, c.Update[:2])
	if err == nil && same == 1 { // the version is right, so the projections' numbers are not
		return fmt.Errorf("%w: %s: its projections have a gap", desk.ErrRefused, c.ID)
	}
	return errors.Join(desk.ErrConflict, err)
}

// rowsMost is how many rows share one statement.
const rowsMost = 16

func (w *writer) insert(t shared.Table, rows [][]any) error {
	for len(rows) > 0 {
		n := min(len(rows), rowsMost)
		args := rows[0]
		if n > 1 {
			args = make([]any, 0, n*len(t.Columns))
			for _, r := range rows[:n] {
				args = append(args, r...)
			}
		}
		if _, err := w.change(inserts(t, n), args); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// index writes the group's words. It comes after all savepoints, for FTS5
// would write a segment to the file at each of them.
func (w *writer) index() error {
	for _, f := range w.docs {
		s, err := w.prepared(`INSERT INTO words (conversation, content, text) VALUES ($1, $2, $3)`)
		if err != nil {
			return err
		}
		r, err := s.ExecContext(context.Background(), values([]any{f.conversation, f.doc.Content, f.doc.Text}))
		if err != nil {
			return err
		}
		n, err := r.LastInsertId()
		if err != nil {
			return err
		}
		if _, err := w.change(`INSERT INTO words_index (rowid, words) VALUES ($1, $2)`, []any{n, strings.Join(f.doc.Words, " ")}); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) claim(j *job) ([]desk.Queued, error) {
	s, err := w.prepared(j.query)
	if err != nil {
		return nil, err
	}
	rows, err := s.QueryContext(context.Background(), values(j.args))
	if err != nil {
		return nil, err
	}
	var out []desk.Queued
	row := make([]driver.Value, len(rows.Columns()))
	for {
		if err = rows.Next(row); err != nil {
			break
		}
		q := desk.Queued{ID: row[0].(string), Conversation: row[1].(string), Kind: row[2].(string), Schema: int(row[3].(int64)), Body: []byte(row[4].(string)),
			NotBefore: store.Time(row[5].(int64)), LeasedUntil: store.Time(row[6].(int64)), Tries: int(row[7].(int64))}
		out = append(out, q)
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	shared.Oldest(out)
	return out, errors.Join(err, rows.Close())
}

func (w *writer) exec(query string) error {
	_, err := w.change(query, nil)
	return err
}

func (w *writer) change(query string, args []any) (int64, error) {
	s, err := w.prepared(query)
	if err != nil {
		return 0, err
	}
	r, err := s.ExecContext(context.Background(), values(args))
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// statement is what the driver's statements can do.
type statement interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

func (w *writer) prepared(query string) (statement, error) {
	s, ok := w.statements[query]
	if !ok {
		var err error
		if s, err = w.conn.Prepare(query); err != nil {
			return nil, err
		}
		w.statements[query] = s
	}
	return s.(statement), nil
}

// insertions are the texts of insert statements, by table and number of rows.
var insertions = func() map[string][]string {
	all := map[string][]string{}
	for _, t := range []shared.Table{shared.Conversations, shared.Events, shared.Contents, shared.Outbox, shared.Matters, shared.Promises} {
		for n := range rowsMost {
			all[t.Name] = append(all[t.Name], t.Insert(n+1))
		}
	}
	return all
}()

func inserts(t shared.Table, n int) string { return insertions[t.Name][n-1] }
