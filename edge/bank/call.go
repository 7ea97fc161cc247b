package bank

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"samtal/core/identity"
	"samtal/core/money"
)

// Refusal is a business error: the call was understood and the answer is no.
// Code is stable; Message is for people, in the call's language.
type Refusal struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (r *Refusal) Error() string { return r.Code + ": " + r.Message }

// The codes of a Refusal.
const (
	NotFound        = "not_found" // unknown, or somebody else's: the same answer
	NotAllowed      = "not_allowed"
	Limit           = "limit"
	Expired         = "expired"
	WrongCode       = "wrong_code"
	TooManyTries    = "too_many_tries"
	ConflictKey     = "conflict_key"
	InvalidArgument = "invalid_argument"
)

// object is an answer on its way to JSON.
type object = map[string]any

// call is one call of one tool.
type call struct {
	ctx      context.Context
	bank     *Bank
	q        querier
	tx       *sql.Tx // only while writing
	tool     *tool
	args     map[string]any
	customer string
	key      string
	who      file
	lang     string
	now      int64
	today    day
	counted  bool  // a refusal that must be remembered all the same (a wrong code)
	failed   error // the first error of exec
}

// file is the customer's row.
type file struct{ id, name, locale, email, phone, street, postcode, city, account, since, signIn string }

func (c *call) refuse(code, message string, params ...string) error {
	return &Refusal{code, c.say(message, params...)}
}

// answer runs one call from its raw arguments. The error is a *Refusal, or a
// fault of the bank itself.
func (b *Bank) answer(ctx context.Context, t *tool, raw json.RawMessage) (json.RawMessage, error) {
	now := b.now()
	c := &call{ctx: ctx, bank: b, q: b.store.readers(), tool: t, lang: "en", now: now.UnixMilli(), today: dayOf(now)}
	if err := c.parse(raw); err != nil {
		return nil, err
	}
	if t.class == identity.Look && t.name != "check_code" {
		if err := c.identify(); err != nil {
			return nil, err
		}
		v, err := t.run(c)
		if err != nil {
			return nil, err
		}
		return json.Marshal(v)
	}
	// A write is finished even when the caller has hung up: its key tells later.
	c.ctx = context.WithoutCancel(ctx)
	return c.write()
}

// identify loads the customer. A look of the demo's own staff has none, and is
// refused to anybody who comes with one: a flow always does.
func (c *call) identify() error {
	if c.tool.staff {
		if c.customer != "" {
			return c.refuse(NotAllowed, "staff_only")
		}
		return nil
	}
	if c.customer == "" {
		if c.tool.visitor {
			return nil
		}
		return c.refuse(InvalidArgument, "need", "name", "customer")
	}
	f := &c.who
	err := c.q.QueryRowContext(c.ctx, "SELECT id,name,locale,email,phone,street,postcode,city,account,since,sign_in FROM customers WHERE id=$1", c.customer).
		Scan(&f.id, &f.name, &f.locale, &f.email, &f.phone, &f.street, &f.postcode, &f.city, &f.account, &f.since, &f.signIn)
	if errors.Is(err, sql.ErrNoRows) {
		return c.refuse(NotFound, "no_customer")
	}
	if c.args["language"] == nil {
		c.lang = f.locale
	}
	return err
}

// write runs a tool that changes something: effect, key and answer commit in
// one transaction, so a crash at any point leaves all of them or none.
func (c *call) write() (json.RawMessage, error) {
	b := c.bank
	if err := b.die.maybe(c.ctx, b.store, "before_effect", c.tool.name); err != nil {
		return nil, err
	}
	tx, err := b.store.write.BeginTx(c.ctx, nil)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to undo
	c.tx, c.q = tx, tx
	if err := c.identify(); err != nil {
		return nil, err
	}
	digest := c.digest()
	if c.key != "" {
		old, err := c.replay(digest)
		if old != nil || err != nil {
			return old, err
		}
	}
	v, err := c.tool.run(c)
	if err != nil {
		if c.counted {
			err = errors.Join(tx.Commit(), err)
		}
		return nil, err
	}
	answer, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	if c.key != "" {
		c.exec("INSERT INTO keys(key,tool,digest,answer,at) VALUES($1,$2,$3,$4,$5)", c.key, c.tool.name, digest, string(answer), c.now)
	}
	if c.execErr() != nil {
		return nil, c.execErr()
	}
	if err := tx.Commit(); err != nil {
		return nil, err
	}
	return answer, b.die.maybe(c.ctx, b.store, "after_effect", c.tool.name)
}

// replay returns the first answer to the key. Refusals are not kept: they had
// no effect, and the same act may be tried again.
func (c *call) replay(digest string) (json.RawMessage, error) {
	var kept, answer string
	err := c.q.QueryRowContext(c.ctx, "SELECT digest,answer FROM keys WHERE key=$1", c.key).Scan(&kept, &answer)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, err
	case kept != digest:
		return nil, c.refuse(ConflictKey, "conflict_key")
	}
	return json.RawMessage(answer), nil
}

// digest is what makes two calls the same: tool, customer and arguments, not
// the language of the words.
func (c *call) digest() string {
	args := object{"customer": c.customer}
	for k, v := range c.args {
		if k != "language" {
			args[k] = v
		}
	}
	body, _ := json.Marshal(args) // strings, numbers and bools always marshal
	sum := sha256.Sum256(append([]byte(c.tool.name+"\n"), body...))
	return hex.EncodeToString(sum[:])
}

// parse checks the arguments against the tool's table.
func (c *call) parse(raw json.RawMessage) error {
	c.args = map[string]any{}
	if len(raw) > 0 {
		dec := json.NewDecoder(bytes.NewReader(raw))
		dec.UseNumber()
		if err := dec.Decode(&c.args); err != nil {
			return c.refuse(InvalidArgument, "not_json")
		}
	}
	if l, ok := c.args["language"].(string); ok && (l == "sv" || l == "en") {
		c.lang = l
	} else {
		delete(c.args, "language")
	}
	var err error
	if c.customer, err = c.take("customer"); err != nil {
		return err
	}
	if c.key, err = c.take("key"); err != nil {
		return err
	}
	if c.tool.class != identity.Look && c.key == "" {
		return c.refuse(InvalidArgument, "need", "name", "key")
	}
	for name, v := range c.args {
		i := slices.IndexFunc(c.tool.args, func(a arg) bool { return a.name == name })
		if name == "language" {
			continue
		}
		if v == nil {
			delete(c.args, name)
			continue
		}
		if i < 0 {
			return c.refuse(InvalidArgument, "unknown_argument", "name", name)
		}
		if !c.tool.args[i].fits(v) {
			return c.refuse(InvalidArgument, "bad_argument", "name", name, "kind", c.tool.args[i].kind)
		}
	}
	for _, a := range c.tool.args {
		if a.required && c.args[a.name] == nil {
			return c.refuse(InvalidArgument, "need", "name", a.name)
		}
	}
	return nil
}

func (c *call) take(name string) (string, error) {
	v, there := c.args[name]
	delete(c.args, name)
	s, ok := v.(string)
	if there && v != nil && (!ok || len(s) > 200) {
		return "", c.refuse(InvalidArgument, "bad_argument", "name", name, "kind", "text")
	}
	return s, nil
}

// fits says whether a value is of the argument's type.
func (a arg) fits(v any) bool {
	s, isText := v.(string)
	switch a.kind {
	case "number":
		n, ok := v.(json.Number)
		if !ok {
			return false
		}
		_, err := n.Int64()
		return err == nil
	case "date":
		_, err := parseDay(s)
		return err == nil
	case "money":
		m, err := money.Parse(s, "SEK")
		return err == nil && m.Currency == "SEK" && m.Minor > 0
	case "choice":
		return slices.Contains(a.choices, s)
	}
	return isText && strings.TrimSpace(s) != "" && len(s) <= 4000
}

func (c *call) text(name string) string { s, _ := c.args[name].(string); return s }

func (c *call) number(name string, otherwise int) int {
	if n, ok := c.args[name].(json.Number); ok {
		i, _ := n.Int64()
		return int(max(min(i, 1<<31), -1<<31))
	}
	return otherwise
}

func (c *call) amount(name string) int64 { m, _ := money.Parse(c.text(name), "SEK"); return m.Minor }

// sek writes öre as "649.00 SEK".
func sek(ore int64) string { return money.Money{Minor: ore, Currency: "SEK"}.String() }

// exec runs a statement in the write transaction; the first error sticks and
// write refuses to commit.
func (c *call) exec(q string, args ...any) {
	if c.failed == nil {
		_, c.failed = c.tx.ExecContext(c.ctx, q, args...)
	}
}

func (c *call) execErr() error {
	if c.failed != nil {
		return fmt.Errorf("bank: %s: %w", c.tool.name, c.failed)
	}
	return nil
}

// moment writes a time as the API does.
func moment(ms int64) string { return time.UnixMilli(ms).UTC().Format(time.RFC3339) }
