package postgres

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	shared "samtal/edge/store/sql"
	"samtal/service/desk"
)

const (
	groupMost = 512              // commits that share one transaction
	groupTime = 30 * time.Second // longest time for one group; then its commits fail
	retries   = 3                // of a group that met a deadlock with another node
)

// errClosed is the answer to who comes after Close.
var errClosed = errors.New("postgres: the record is closed")

// job is one commit on its way.
type job struct {
	write *shared.Write
	begun atomic.Bool // set by whoever comes first: the writer, or the caller giving up
	err   error
	done  chan struct{}
}

// writer gathers this node's commits into groups.
type writer struct {
	pool   *pgxpool.Pool
	conn   *pgxpool.Conn
	pid    atomic.Uint32 // of the connection that commits, to know one's own notices
	memory shared.Memory

	mu     sync.RWMutex // guards closed against sends on jobs
	closed bool
	jobs   chan *job
	ended  chan struct{}
}

func startWriter(pool *pgxpool.Pool) *writer {
	w := &writer{pool: pool, jobs: make(chan *job, groupMost), ended: make(chan struct{})}
	go w.run()
	return w
}

// do hands a commit to the writer and waits until its group is durable.
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

func (w *writer) stop() {
	w.mu.Lock()
	if !w.closed {
		w.closed = true
		close(w.jobs)
	}
	w.mu.Unlock()
	<-w.ended
}

func (w *writer) run() {
	defer close(w.ended)
	for j := range w.jobs {
		var group []*job
		add := func(j *job) {
			if j.begun.CompareAndSwap(false, true) {
				group = append(group, j)
			}
		}
		add(j)
		for more := true; more && len(group) < groupMost; {
			select {
			case j, ok := <-w.jobs:
				if more = ok; ok {
					add(j)
				}
			default:
				more = false
			}
		}
		w.commit(group)
		for _, j := range group {
			close(j.done)
		}
	}
	if w.conn != nil {
		w.conn.Release()
	}
}

// commit stores a group in one transaction. When one commit breaks a
// constraint the group is halved until that one stands alone, so it fails by
// itself and nobody else's words are lost.
func (w *writer) commit(group []*job) {
	if len(group) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), groupTime)
	defer cancel()
	err := w.store(ctx, group)
	for try := 0; try < retries && again(err); try++ {
		err = w.store(ctx, group)
	}
	if rejected(err) && len(group) > 1 {
		w.commit(group[:len(group)/2])
		w.commit(group[len(group)/2:])
		return
	}
	for _, j := range group {
		if err != nil {
			j.err = err
		} else if j.err == nil {
			w.memory.Keep(j.write)
		}
	}
}

// connected returns the writer's connection, a new one when the old one broke.
func (w *writer) connected(ctx context.Context) (*pgx.Conn, error) {
	if w.conn != nil && w.conn.Conn().IsClosed() {
		w.conn.Release()
		w.conn = nil
	}
	if w.conn == nil {
		c, err := w.pool.Acquire(ctx)
		if err != nil {
			return nil, err
		}
		w.conn = c
		w.pid.Store(c.Conn().PgConn().PID())
	}
	return w.conn.Conn(), nil
}

// store tries a group: first lock and compare versions, then write what won.
func (w *writer) store(ctx context.Context, group []*job) (err error) {
	conn, err := w.connected(ctx)
	if err != nil {
		return fmt.Errorf("postgres: %w", err)
	}
	defer func() {
		if err != nil && !conn.IsClosed() && conn.PgConn().TxStatus() != 'I' {
			_, _ = conn.Exec(ctx, "ROLLBACK") // a broken connection is replaced next time
		}
	}()
	for _, j := range group {
		j.err = nil
	}
	if err := w.lock(ctx, conn, group); err != nil {
		return refusal(err)
	}
	b := &pgx.Batch{}
	w.fill(b, group)
	b.Queue("COMMIT")
	if err := conn.SendBatch(ctx, b).Close(); err != nil {
		return refusal(err)
	}
	return nil
}

type standing struct{ version, customer, staff int64 }

const locking = `SELECT id, version, customer_seq, staff_seq FROM conversations WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE`

// lock begins the transaction, locks the conversations in one order for all
// nodes, creates new ones, and marks those commits that came too late.
func (w *writer) lock(ctx context.Context, conn *pgx.Conn, group []*job) error {
	var old []string
	var created [][]any
	stands, made := map[string]standing{}, map[string]bool{}
	for _, j := range group {
		if j.write.Create != nil {
			created = append(created, j.write.Create)
		} else {
			old = append(old, j.write.ID)
		}
	}
	b := &pgx.Batch{}
	b.Queue("BEGIN")
	if len(old) > 0 {
		b.Queue(locking, old).Query(func(rows pgx.Rows) error {
			var id string
			var s standing
			_, err := pgx.ForEachRow(rows, []any{&id, &s.version, &s.customer, &s.staff}, func() error { stands[id] = s; return nil })
			return err
		})
	}
	if len(created) > 0 {
		slices.SortStableFunc(created, func(a, b []any) int { return cmp.Compare(a[0].(string), b[0].(string)) })
		b.Queue(creating, columns(shared.Conversations, created)...).Query(func(rows pgx.Rows) error {
			var id string
			_, err := pgx.ForEachRow(rows, []any{&id}, func() error { made[id] = true; return nil })
			return err
		})
	}
	if err := conn.SendBatch(ctx, b).Close(); err != nil {
		return err
	}
	for _, j := range group {
		j.err = late(j.write, stands, made)
	}
	return nil
}

// late says why a commit may not go on; nil when it may. It counts the commit
// itself, so that a second one in the same group on the same version loses.
func late(w *shared.Write, stands map[string]standing, made map[string]bool) error {
	if w.Create != nil {
		if !made[w.ID] {
			return desk.ErrConflict
		}
		delete(made, w.ID)
		return nil
	}
	s, ok := stands[w.ID]
	switch {
	case !ok || s.version != w.Expect:
		return desk.ErrConflict
	case s.customer != w.Derived.CustomerBase || s.staff != w.Derived.StaffBase:
		return fmt.Errorf("%w: %s: its projections have a gap", desk.ErrRefused, w.ID)
	}
	s.version = -1 // one commit per conversation and group
	stands[w.ID] = s
	return nil
}

// fill queues the writes of the commits that won, one statement per table.
func (w *writer) fill(b *pgx.Batch, group []*job) {
	var update [][]any
	var done, notices []string
	rows := map[string][][]any{}
	var words [][]any
	for _, j := range group {
		c := j.write
		if j.err != nil {
			continue
		}
		if c.Update != nil {
			update = append(update, c.Update)
		}
		rows["events"] = append(rows["events"], c.Events...)
		rows["contents"] = append(rows["contents"], c.Contents...)
		rows["outbox"] = append(rows["outbox"], c.Outbox...)
		rows["matters"] = append(rows["matters"], c.Matters(w.memory.Before(c.ID, c.Expect))...)
		rows["promises"] = append(rows["promises"], c.Promises...)
		words = append(words, wordRows(c)...)
		done = append(done, c.Done...)
		notices = append(notices, c.Notice)
	}
	if len(update) > 0 {
		b.Queue(updating, transpose(updateKinds, update)...)
	}
	for _, t := range []shared.Table{shared.Events, shared.Contents, shared.Outbox, shared.Matters, shared.Promises} {
		if r := rows[t.Name]; len(r) > 0 {
			b.Queue(inserting[t.Name], columns(t, r)...)
		}
	}
	for _, j := range group {
		for _, id := range j.write.Drop {
			if j.err == nil {
				b.Queue(shared.Drop, j.write.ID, id)
			}
		}
	}
	if len(words) > 0 {
		b.Queue(indexing, transpose(wordKinds, words)...)
	}
	if len(done) > 0 {
		b.Queue(`DELETE FROM outbox WHERE id = ANY($1::text[])`, done)
	}
	if len(notices) > 0 {
		b.Queue(`SELECT pg_notify('`+channel+`', n) FROM unnest($1::text[]) n`, notices)
	}
}
