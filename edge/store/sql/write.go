package sql

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"samtal/edge/store"
	"samtal/service/desk"
)

// Kind is how a column is written.
type Kind int

// The kinds; Time is a nullable bigint.
const (
	Text Kind = iota
	Int
	Time
	Bool
	Bytes
)

// Table is one that commits write to.
type Table struct {
	Name     string
	Columns  []string
	Kinds    []Kind
	Conflict string // what happens to a row that is there already
}

// The tables, in the order in which a commit writes them.
var (
	Conversations = table("conversations", "", "id text, version int, customer_seq int, staff_seq int, market text, language text, customer text, level int, secret bytes, "+
		"state text, holder text, unanswered bool, turn_due time, due time, wake_at time, last_text text, last_at int, created_at int, updated_at int")
	Events   = table("events", "", "conversation text, seq int, customer_seq int, staff_seq int, at int, kind text, schema int, body text, message text")
	Contents = table("contents", "", "conversation text, id text, kind text, body text, at int")
	Outbox   = table("outbox", "", "id text, conversation text, kind text, schema int, body text, not_before int, leased_until int, ready_at int, tries int")
	Matters  = table("matters", "conversation, id", "conversation text, id text, topic text, holder text, expert text, why text, mode text, since time, due time, owes bool, priority int, "+
		"broken int, asked bool, sensitive bool, closed bool, outcome text, closed_at time, offer text, offer_to text, offer_expires time, refused text, edition text, others text, team text")
	Promises = table("promises", "id", "id text, conversation text, matter text, topic text, holder text, made_at time, due time, warn_at time, state text, ended bool, ended_at time")
)

func table(name, key, columns string) Table {
	t := Table{Name: name}
	var set []string
	for _, c := range strings.Split(columns, ", ") {
		col, kind, _ := strings.Cut(c, " ")
		t.Columns = append(t.Columns, col)
		t.Kinds = append(t.Kinds, map[string]Kind{"text": Text, "int": Int, "time": Time, "bool": Bool, "bytes": Bytes}[kind])
		set = append(set, col+" = excluded."+col)
	}
	if key != "" {
		t.Conflict = " ON CONFLICT (" + key + ") DO UPDATE SET " + strings.Join(set, ", ")
	}
	return t
}

// Insert is the statement for n rows, with $N row by row.
func (t Table) Insert(n int) string {
	var s strings.Builder
	s.WriteString("INSERT INTO " + t.Name + " (" + strings.Join(t.Columns, ", ") + ") VALUES ")
	for i := range n {
		if i > 0 {
			s.WriteString(", ")
		}
		s.WriteString("(" + In(i*len(t.Columns)+1, len(t.Columns)) + ")")
	}
	return s.String() + t.Conflict
}

// Update moves a conversation on if it still stands where the decision was
// made: at that version ($1 is the id, $2 the version, $3 and $4 the
// projections' numbers). Last words and their time stay when $16 is "".
const Update = `UPDATE conversations SET version = $5, customer_seq = $6, staff_seq = $7, market = $8, language = $9, customer = $10,
	level = $11, state = $12, holder = $13, unanswered = $14, turn_due = $15, due = $17, wake_at = $18,
	last_text = CASE WHEN $16 = '' THEN last_text ELSE $16 END, last_at = CASE WHEN $16 = '' THEN last_at ELSE $19 END, updated_at = $19
	WHERE id = $1 AND version = $2 AND customer_seq = $3 AND staff_seq = $4`

// Write is a commit as rows, ready to be stored.
type Write struct {
	ID       string
	Expect   int64
	Version  int64
	Derived  store.Derived
	Create   []any // a row of Conversations; nil moves an old one on
	Update   []any // the parameters of Update
	Events   [][]any
	Contents [][]any
	Drop     []string
	Outbox   [][]any
	Done     []string
	Promises [][]any
	Notice   string // conversation and sequence numbers, for other nodes
}

// Prepare turns a commit into rows, before any lock is taken.
func Prepare(c desk.Commit) (*Write, error) {
	d, err := store.Derive(c)
	if err != nil {
		return nil, err
	}
	r, s, at := c.Record, c.Record.State, c.At.UnixMilli()
	last := store.Clean(c.Last)
	w := &Write{ID: r.ID, Expect: c.Expect, Version: r.Version, Derived: d, Drop: c.Drop, Done: c.Done,
		Notice: r.ID + " " + strconv.FormatInt(r.CustomerSeq, 10) + " " + strconv.FormatInt(r.StaffSeq, 10)}
	if c.Expect == 0 {
		w.Create = []any{r.ID, r.Version, r.CustomerSeq, r.StaffSeq, s.Market, s.Language, s.Customer, int64(s.Level), r.Secret,
			d.State, d.Holder, s.Unanswered, Null(d.TurnDue), Null(d.Due), Null(d.Wake), last, at, r.CreatedAt.UnixMilli(), at}
	} else {
		w.Update = []any{r.ID, c.Expect, d.CustomerBase, d.StaffBase, r.Version, r.CustomerSeq, r.StaffSeq, s.Market, s.Language, s.Customer,
			int64(s.Level), d.State, d.Holder, s.Unanswered, Null(d.TurnDue), last, Null(d.Due), Null(d.Wake), at}
	}
	for _, e := range c.Entries {
		w.Events = append(w.Events, []any{e.Conversation, e.Seq, e.CustomerSeq, e.StaffSeq, e.At.UnixMilli(), e.Kind, int64(e.Schema), string(e.Body), e.Message})
	}
	for _, t := range c.Contents {
		w.Contents = append(w.Contents, []any{r.ID, t.ID, t.Kind, string(t.Body), t.At.UnixMilli()})
	}
	for _, q := range c.Queue {
		w.Outbox = append(w.Outbox, []any{q.ID, q.Conversation, q.Kind, int64(q.Schema), string(q.Body), store.Ms(q.NotBefore), store.Ms(q.LeasedUntil),
			store.Ms(Later(q.NotBefore, q.LeasedUntil)), int64(q.Tries)})
	}
	for i, p := range c.Promises {
		if slices.ContainsFunc(c.Promises[i+1:], func(later desk.Promise) bool { return later.ID == p.ID }) {
			continue // the last word about a promise counts; PostgreSQL upserts a row once per statement
		}
		w.Promises = append(w.Promises, []any{p.ID, p.Conversation, string(p.Matter), p.Topic, string(p.By), Null(store.Ms(p.MadeAt)), Null(store.Ms(p.Due)), Null(store.Ms(p.WarnAt)),
			string(p.State), p.State != desk.PromiseOpen, Null(store.Ms(p.EndedAt))})
	}
	return w, nil
}

// Matters are the rows of matters that differ from those before.
func (w *Write) Matters(before []store.Matter) [][]any {
	var out [][]any
	for _, m := range store.Changed(before, w.Derived.Matters) {
		out = append(out, []any{w.ID, m.ID, m.Topic, m.Holder, m.Expert, m.Why, m.Mode, Null(m.Since), Null(m.Due), m.Owes, int64(m.Priority),
			int64(m.Broken), m.Asked, m.Sensitive, m.Closed, m.Outcome, Null(m.ClosedAt), m.Offer, m.OfferTo, Null(m.OfferExpires), m.Refused, m.Edition, m.Others, m.Team})
	}
	return out
}

// Later is the later of two times: a row of the outbox may be taken then.
func Later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// Memory remembers the matters of conversations committed lately, so that a
// commit writes only those that changed. It is used by one writer at a time.
type Memory struct{ seen map[string]seen }

type seen struct {
	version int64
	matters []store.Matter
}

// memoryMost bounds it; when full, all is forgotten, which costs some writes.
const memoryMost = 1 << 14

// Before returns the matters at that version; nil when they are not known.
func (m *Memory) Before(id string, version int64) []store.Matter {
	if s, ok := m.seen[id]; ok && s.version == version {
		return s.matters
	}
	return nil
}

// Keep notes what a durable commit wrote.
func (m *Memory) Keep(w *Write) {
	if m.seen == nil || len(m.seen) >= memoryMost {
		m.seen = make(map[string]seen)
	}
	matters := w.Derived.Matters
	if matters == nil {
		matters = []store.Matter{}
	}
	m.seen[w.ID] = seen{w.Version, matters}
}
