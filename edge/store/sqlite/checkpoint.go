package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	"modernc.org/sqlite"
)

const (
	// checkpointJobs is after how many jobs the log's pages are brought into
	// the file: a job changes about eight, so the log stays near 32 MB.
	checkpointJobs = 1000
	// logMost is how many pages the log may grow to (128 MB) while writers
	// never pause; then the next checkpoint makes them wait.
	logMost = 32000
)

// checkpointer brings the log's pages into the file beside the writer, on a
// connection of its own. On the writer's, everybody who wrote at that moment
// waited a tenth of a second for pages that are durable already.
type checkpointer struct {
	conn  driver.Conn
	due   chan struct{}
	ended chan struct{}
	err   error // of the last checkpoint; read after ended
}

func startCheckpointer(path string) (*checkpointer, error) {
	conn, err := (&sqlite.Driver{}).Open(source(path, checkpointing))
	if err != nil {
		return nil, err
	}
	c := &checkpointer{conn: conn, due: make(chan struct{}, 1), ended: make(chan struct{})}
	go c.run()
	return c, nil
}

// ask for a checkpoint, unless one is asked for already.
func (c *checkpointer) ask() {
	select {
	case c.due <- struct{}{}:
	default:
	}
}

func (c *checkpointer) run() {
	defer close(c.ended)
	for range c.due {
		pages, err := c.checkpoint("PASSIVE")
		if err == nil && pages > logMost {
			_, err = c.checkpoint("RESTART")
		}
		c.err = err // the log grows, nothing is lost; the next one tries again
	}
}

// checkpoint returns how many pages the log holds.
func (c *checkpointer) checkpoint(mode string) (int64, error) {
	s, err := c.conn.Prepare("PRAGMA wal_checkpoint(" + mode + ")")
	if err != nil {
		return 0, err
	}
	defer s.Close()
	rows, err := s.(driver.StmtQueryContext).QueryContext(context.Background(), nil)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	row := make([]driver.Value, len(rows.Columns()))
	if err := rows.Next(row); err != nil {
		return 0, err
	}
	pages, ok := row[1].(int64)
	if !ok {
		return 0, fmt.Errorf("sqlite: a checkpoint answered %v", row)
	}
	return pages, nil
}

// stop waits for a checkpoint that has begun. The last connection to leave
// brings the rest of the log into the file.
func (c *checkpointer) stop() error {
	close(c.due)
	<-c.ended
	return errors.Join(c.err, c.conn.Close())
}
