package bank

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"
)

// The rules of a code: PSD2 RTS articles 4 and 5 (bound to amount and payee, a
// changed value voids it), at most five failures, five minutes.
const (
	codeLife    = 5 * time.Minute
	codeMisses  = 5
	codesAnHour = 5
)

// bound is what a code is for. Anything else than the very same act, amount
// and payee makes it void.
func (c *call) bound(act string, amount int64, payee string) string {
	sum := sha256.Sum256([]byte(act + "\n" + strconv.FormatInt(amount, 10) + "\n" + normal(payee)))
	return hex.EncodeToString(sum[:])
}

func normal(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }

func (c *call) hide(id, code string) string {
	h := hmac.New(sha256.New, c.bank.store.mac)
	h.Write([]byte(id + "\n" + code))
	return hex.EncodeToString(h.Sum(nil))
}

func newCode() (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1000000))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%06d", n), nil
}

func newID(prefix string) (string, error) {
	b := make([]byte, 8)
	if _, err := rand.Read(b); err != nil {
		return "", err
	}
	return prefix + hex.EncodeToString(b), nil
}

func (c *call) sendCode() (any, error) {
	act, payee := c.text("for"), strings.TrimSpace(c.text("payee"))
	amount := c.amount("amount")
	payee, amount, err := c.codePayee(act, payee, amount)
	if err == nil && moneyAct(act) {
		err = c.settledIn()
	}
	if err != nil {
		return nil, err
	}
	var recent int
	if err := c.q.QueryRowContext(c.ctx, "SELECT COUNT(*) FROM codes WHERE customer=$1 AND sent_at>$2", c.customer, c.now-time.Hour.Milliseconds()).Scan(&recent); err != nil {
		return nil, err
	}
	if recent >= codesAnHour {
		return nil, c.refuse(Limit, "code_limit")
	}
	code, err := newCode()
	if err != nil {
		return nil, err
	}
	id, err := newID("code-")
	if err != nil {
		return nil, err
	}
	expires := c.now + codeLife.Milliseconds()
	c.exec("UPDATE codes SET void=1 WHERE customer=$1 AND act=$2", c.customer, act) // the newest counts
	c.exec("INSERT INTO codes(customer,id,act,bound,hash,sent_at,expires_at) VALUES($1,$2,$3,$4,$5,$6,$7)",
		c.customer, id, act, c.bound(act, amount, payee), c.hide(id, code), c.now, expires)
	what := payee
	if moneyAct(act) {
		what = sek(amount)
	}
	c.letter("code", c.who.email, c.say("code_subject"), c.say("code_"+act, "code", code, "what", what))
	return object{"code": id, "for": act, "sent_to": maskEmail(c.who.email), "minutes": int(codeLife.Minutes()),
		"expires_at": moment(expires)}, nil
}

// matchCode finds the live code of an act and compares. A wrong try counts and
// is kept although the call is refused; the same try again after a lost answer
// does not count twice.
func (c *call) matchCode(act, bound string) (string, error) {
	given := strings.ReplaceAll(strings.TrimSpace(c.text("code")), " ", "")
	var id, hash, want, last string
	var expires int64
	var misses int
	err := c.q.QueryRowContext(c.ctx, "SELECT id,bound,hash,expires_at,misses,last_miss FROM codes WHERE customer=$1 AND act=$2 AND used_at=0 AND (void=0 OR misses>=$3) ORDER BY sent_at DESC, void LIMIT 1",
		c.customer, act, codeMisses).Scan(&id, &want, &hash, &expires, &misses, &last)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return "", c.refuse(Expired, "no_code")
	case err != nil:
		return "", err
	case misses >= codeMisses:
		return "", c.refuse(TooManyTries, "too_many_tries")
	case expires <= c.now:
		return "", c.refuse(Expired, "old_code")
	}
	if bound != "" && bound != want { // another amount or payee than the customer was told
		c.counted = true
		c.exec("UPDATE codes SET void=1 WHERE customer=$1 AND id=$2", c.customer, id)
		return "", errors.Join(c.execErr(), c.refuse(WrongCode, "code_for_other"))
	}
	if hmac.Equal([]byte(hash), []byte(c.hide(id, given))) {
		return id, nil
	}
	try := ""
	if c.key != "" {
		try = c.hide(c.key, given)
	}
	if try == "" || try != last {
		misses++
	}
	c.counted = true
	void := 0
	if misses >= codeMisses {
		void = 1
	}
	c.exec("UPDATE codes SET misses=$1, last_miss=$2, void=$3 WHERE customer=$4 AND id=$5", misses, try, void, c.customer, id)
	if void == 1 {
		return "", errors.Join(c.execErr(), c.refuse(TooManyTries, "too_many_tries"))
	}
	return "", errors.Join(c.execErr(), c.refuse(WrongCode, "wrong_code", "left", strconv.Itoa(codeMisses-misses)))
}

// useCode spends the code: it commits with the act or not at all.
func (c *call) useCode(act string, amount int64, payee string) error {
	if moneyAct(act) {
		if err := c.settledIn(); err != nil {
			return err
		}
	}
	id, err := c.matchCode(act, c.bound(act, amount, payee))
	if err != nil {
		return err
	}
	c.exec("UPDATE codes SET used_at=$1 WHERE customer=$2 AND id=$3", c.now, c.customer, id)
	return nil
}

func (c *call) checkCode() (any, error) {
	act, bound := c.text("for"), ""
	if payee := c.text("payee"); payee != "" {
		payee, amount, err := c.codePayee(act, payee, c.amount("amount"))
		if err != nil {
			return nil, err
		}
		bound = c.bound(act, amount, payee)
	}
	if _, err := c.matchCode(act, bound); err != nil {
		return nil, err
	}
	return object{"ok": true, "for": act}, nil
}
