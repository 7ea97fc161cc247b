package bank

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// The standard rule for extensions. It is data: an article states the same.
const (
	maxExtensions   = 2
	freeExtensions  = 1
	extensionFee    = 3900    // öre, from the second on
	maxDelay        = 30      // days after the first due date
	maxAhead        = 60      // days from today
	maxLate         = 10      // days overdue, then a person decides
	maxExtendAmount = 1000000 // öre
)

// The decisions of a quote.
const (
	decisionOK        = "ok"
	decisionTooLate   = "too_late"
	decisionNotByRule = "not_by_rule"
)

// A quote is a signed offer that needs no row: its id holds what was offered,
// so looking stays looking. The same question on the same day has the same id.
func (c *call) sign(parts ...string) string {
	body := strings.Join(append(parts, strconv.Itoa(int(c.today))), ".")
	return body + "." + c.mac(body)
}

func (c *call) mac(body string) string {
	h := hmac.New(sha256.New, c.bank.store.mac)
	h.Write([]byte(c.customer + "\n" + body))
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// openQuote checks a quote's signature and age. A quote that another customer
// got is unknown here.
func (c *call) openQuote(id, kind string, n int) ([]string, error) {
	i := strings.LastIndexByte(id, '.')
	if i < 0 || !hmac.Equal([]byte(id[i+1:]), []byte(c.mac(id[:i]))) {
		return nil, c.refuse(NotFound, "no_quote")
	}
	parts := strings.Split(id[:i], ".")
	if parts[0] != kind || len(parts) != n+2 {
		return nil, c.refuse(NotFound, "no_quote")
	}
	if made, err := strconv.Atoi(parts[n+1]); err != nil || day(made) < c.today-1 {
		return nil, c.refuse(Expired, "old_quote")
	}
	return parts[1 : n+1], nil
}

// extension is what the rule says about one invoice and date.
type extension struct {
	decision, rule string
	latest         day
	fee            int64
}

func (c *call) ruleExtension(v *invoice, want day) extension {
	no := func(rule string, params ...string) extension {
		return extension{decision: decisionNotByRule, rule: c.say(rule, params...)}
	}
	switch c.state(v) {
	case settled:
		return no("rule_paid")
	case inPlan:
		return no("rule_plan")
	case paused:
		return no("rule_paused", "date", v.pausedUntil)
	}
	due, _ := parseDay(v.due)
	first, _ := parseDay(v.firstDue)
	latest := min(first+maxDelay, c.today+maxAhead)
	switch {
	case v.extended >= maxExtensions:
		return no("rule_twice", "times", strconv.Itoa(maxExtensions))
	case v.amount+v.fees > maxExtendAmount:
		return no("rule_amount", "amount", sek(maxExtendAmount))
	case c.today-due > maxLate:
		return no("rule_overdue", "days", strconv.Itoa(maxLate))
	case latest <= due || latest < c.today:
		return no("rule_used_up", "days", strconv.Itoa(maxDelay))
	case want <= due || want <= c.today:
		return no("rule_not_later", "due", v.due)
	}
	e := extension{decision: decisionOK, latest: latest, rule: c.say("rule_free", "days", strconv.Itoa(maxDelay))}
	if v.extended >= freeExtensions {
		e.fee, e.rule = extensionFee, c.say("rule_fee", "fee", sek(extensionFee), "days", strconv.Itoa(maxDelay))
	}
	if want > latest {
		e.decision = decisionTooLate
	}
	return e
}

func (c *call) quoteExtension() (any, error) {
	v, err := c.findInvoice(c.text("invoice"))
	if err != nil {
		return nil, err
	}
	want, err := parseDay(c.text("date"))
	if err != nil {
		return nil, c.refuse(InvalidArgument, "bad_argument", "name", "date", "kind", "date")
	}
	e := c.ruleExtension(v, want)
	shown := c.show(v)
	o := object{"decision": e.decision, "invoice": v.id, "number": v.number, "amount": shown["amount"], "new_due_date": want.String(), "old_due_date": shown["due_date"],
		"fee": sek(e.fee), "latest_date": "", "rule": e.rule, "merchant": v.merchant, "id": ""}
	if e.latest != 0 {
		o["latest_date"] = e.latest.String()
	}
	if e.decision == decisionOK {
		o["id"] = c.sign("qx", v.id, want.String(), v.due, strconv.FormatInt(e.fee, 10))
	}
	return o, nil
}

func (c *call) extendDueDate() (any, error) {
	parts, err := c.openQuote(c.text("quote"), "qx", 4)
	if err != nil {
		return nil, err
	}
	v, err := c.findInvoice(parts[0])
	if err != nil {
		return nil, err
	}
	want, err := parseDay(parts[1])
	if err != nil {
		return nil, c.refuse(NotFound, "no_quote")
	}
	// What was offered must still hold: somebody may have paid or moved it.
	e := c.ruleExtension(v, want)
	if v.due != parts[2] || e.decision != decisionOK || strconv.FormatInt(e.fee, 10) != parts[3] {
		return nil, c.refuse(Expired, "old_quote")
	}
	paid := v.paidAt
	if paid != 0 { // the simulated customer will pay later too
		old, _ := parseDay(v.due)
		paid += int64(want-old) * 86400000
	}
	c.exec("UPDATE invoices SET due=$1, fees=fees+$2, extended=extended+1, paid_at=$3 WHERE customer=$4 AND id=$5", want.String(), e.fee, paid, c.customer, v.id)
	return object{"invoice": v.id, "number": v.number, "due_date": want.String(), "old_due_date": v.due, "fee": sek(e.fee), "amount": sek(v.amount + v.fees + e.fee)}, nil
}
