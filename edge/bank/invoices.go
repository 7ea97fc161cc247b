package bank

import (
	"database/sql"
	"errors"
	"slices"
	"sort"
	"strings"
)

// invoice is a row of invoices with its purchase and plan.
type invoice struct {
	id, number, ocr, purchase, merchant, item string
	amount, fees, sentAt                      int64
	due, firstDue                             string
	extended                                  int
	paidAt                                    int64
	paidHow, pausedUntil                      string
	plan                                      plan
}

const invoiceQuery = `SELECT i.id, i.number, i.ocr, i.purchase, p.merchant, p.item, i.amount, i.fees, i.sent_at, i.due, i.first_due, i.extended,
  i.paid_at, i.paid_how, i.paused_until,
  COALESCE(l.id,''), COALESCE(l.amount,0), COALESCE(l.fee,0), COALESCE(l.months,0), COALESCE(l.day,0), COALESCE(l.first,''), COALESCE(l.paid_before,0)
FROM invoices i JOIN purchases p ON p.customer=i.customer AND p.id=i.purchase
LEFT JOIN plans l ON l.customer=i.customer AND l.id='pl-'||substr(i.id,4)
WHERE i.customer=$1 AND i.sent_at<=$2 `

func (v *invoice) scan(r interface{ Scan(...any) error }) error {
	return r.Scan(&v.id, &v.number, &v.ocr, &v.purchase, &v.merchant, &v.item, &v.amount, &v.fees, &v.sentAt, &v.due, &v.firstDue, &v.extended,
		&v.paidAt, &v.paidHow, &v.pausedUntil, &v.plan.id, &v.plan.amount, &v.plan.fee, &v.plan.months, &v.plan.day, &v.plan.first, &v.plan.paidBefore)
}

// The states of an invoice.
const (
	open    = "open"
	overdue = "overdue"
	paused  = "paused" // a return was reported: nothing to pay for now
	inPlan  = "plan"
	settled = "paid"
)

func (c *call) state(v *invoice) string {
	switch {
	case v.plan.id != "":
		if v.plan.left(c.today) == 0 {
			return settled
		}
		return inPlan
	case v.paidAt != 0 && v.paidAt <= c.now:
		return settled
	case v.pausedUntil >= c.today.String():
		return paused
	case v.due < c.today.String():
		return overdue
	}
	return open
}

// show writes an invoice as flows and cards read it. Amount is what is to be
// paid by due_date: on a plan, the next instalment.
func (c *call) show(v *invoice) object {
	o := object{"id": v.id, "number": v.number, "ocr": v.ocr, "amount": sek(v.amount + v.fees), "due_date": v.due, "state": c.state(v),
		"merchant": v.merchant, "item": v.item, "purchase": v.purchase, "sent_on": dateOfMs(v.sentAt), "original_due_date": v.firstDue,
		"extended": v.extended, "fee": sek(v.fees)}
	switch o["state"] {
	case settled:
		o["paid_on"] = dateOfMs(v.paidAt)
		if v.plan.id != "" {
			o["paid_on"] = v.plan.date(v.plan.months - 1).String()
		}
	case paused:
		o["paused_until"] = v.pausedUntil
	case inPlan:
		k := v.plan.past(c.today)
		o["amount"], o["due_date"], o["plan"] = sek(v.plan.instalment(k)), v.plan.date(k).String(), v.plan.show(c.today)
	}
	return o
}

func (c *call) invoices(where string, args ...any) ([]invoice, error) {
	rows, err := c.q.QueryContext(c.ctx, invoiceQuery+where, append([]any{c.customer, c.now}, args...)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []invoice
	for rows.Next() {
		var v invoice
		if err := v.scan(rows); err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, rows.Err()
}

// findInvoice takes an id, a number or a payment reference as people write them.
func (c *call) findInvoice(ref string) (*invoice, error) {
	ref = strings.TrimSpace(ref)
	column := "i.id"
	switch {
	case strings.HasPrefix(ref, "R-") || strings.HasPrefix(ref, "r-"):
		column, ref = "i.number", strings.ToUpper(ref)
	case strings.Trim(ref, "0123456789 ") == "":
		column, ref = "i.ocr", strings.ReplaceAll(ref, " ", "")
	}
	var v invoice
	err := v.scan(c.q.QueryRowContext(c.ctx, invoiceQuery+"AND "+column+"=$3", c.customer, c.now, ref))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, c.refuse(NotFound, "no_invoice")
	}
	return &v, err
}

func (c *call) listInvoices() (any, error) {
	list, err := c.invoices("ORDER BY i.due, i.id")
	if err != nil {
		return nil, err
	}
	want := c.text("state")
	out := []object{}
	for i := range list {
		state := c.state(&list[i])
		if want == "" || want == "all" || want == state || want == open && state != settled {
			out = append(out, c.show(&list[i]))
		}
	}
	// A plan's next instalment, not the old due date, says when money is due.
	sort.SliceStable(out, func(i, j int) bool { return out[i]["due_date"].(string) < out[j]["due_date"].(string) })
	all := object{"invoices": out, "count": len(out)}
	all["total"], all["next"] = c.toPay(list, out)
	return all, nil
}

// toPay sums what is to be paid of the rows shown, of a plan its next
// instalment, and finds the row that is due first. What waits for a return
// asks for nothing now.
func (c *call) toPay(list []invoice, shown []object) (total string, next object) {
	sum := int64(0)
	for i := range list {
		v := &list[i]
		if !slices.ContainsFunc(shown, func(o object) bool { return o["id"] == v.id }) {
			continue
		}
		switch c.state(v) {
		case open, overdue:
			sum += v.amount + v.fees
		case inPlan:
			sum += v.plan.instalment(v.plan.past(c.today))
		}
	}
	i := slices.IndexFunc(shown, func(o object) bool { return o["state"] != settled && o["state"] != paused })
	if i < 0 {
		return sek(sum), object{}
	}
	return sek(sum), shown[i]
}

func (c *call) invoice() (any, error) {
	v, err := c.findInvoice(c.text("invoice"))
	if err != nil {
		return nil, err
	}
	return c.show(v), nil
}

// payLimit is the most that may be paid in one go here; more is for a person.
const payLimit = 2000000

func (c *call) payInvoice() (any, error) {
	v, err := c.findInvoice(c.text("invoice"))
	if err != nil {
		return nil, err
	}
	total := v.amount + v.fees
	switch state := c.state(v); {
	case state == settled:
		return nil, c.refuse(NotAllowed, "already_paid", "number", v.number)
	case state == inPlan:
		return nil, c.refuse(NotAllowed, "on_a_plan", "number", v.number)
	case c.args["amount"] != nil && c.amount("amount") != total:
		return nil, c.refuse(InvalidArgument, "other_amount", "number", v.number, "amount", sek(total))
	case total > payLimit:
		return nil, c.refuse(Limit, "pay_limit", "amount", sek(payLimit))
	}
	if err := c.useCode("pay_invoice", total, v.id); err != nil {
		return nil, err
	}
	c.exec("UPDATE invoices SET paid_at=$1, paid_how='account', paused_until='' WHERE customer=$2 AND id=$3", c.now, c.customer, v.id)
	// A refund that would have lowered this invoice now goes to the account.
	c.exec("UPDATE refunds SET to_what=$1 WHERE customer=$2 AND purchase=$3 AND to_what='invoice'", c.who.account, c.customer, v.purchase)
	return object{"invoice": v.id, "number": v.number, "amount": sek(total), "state": settled, "paid_on": c.today.String(), "account": c.who.account, "merchant": v.merchant}, nil
}

func (c *call) sendInvoiceCopy() (any, error) {
	v, err := c.findInvoice(c.text("invoice"))
	if err != nil {
		return nil, err
	}
	o := c.show(v)
	c.letter("invoice_copy", c.who.email, c.say("copy_subject", "number", v.number),
		c.say("copy_body", "number", v.number, "merchant", v.merchant, "item", v.item, "amount", o["amount"].(string), "due", o["due_date"].(string), "ocr", v.ocr))
	return object{"invoice": v.id, "number": v.number, "sent_to": maskEmail(c.who.email)}, nil
}

// paymentReceived answers "have you got my money?" by invoice, by amount, or
// for the last days.
func (c *call) paymentReceived() (any, error) {
	var about *invoice
	if ref := c.text("invoice"); ref != "" {
		v, err := c.findInvoice(ref)
		if err != nil {
			return nil, err
		}
		about = v
	}
	list, err := c.invoices("AND i.paid_at>0 AND i.paid_at<=$2 ORDER BY i.paid_at DESC")
	if err != nil {
		return nil, err
	}
	since := (c.today - day(c.number("days", 60))).String()
	found := []object{}
	for i := range list {
		v := &list[i]
		on, total := dateOfMs(v.paidAt), v.amount+v.fees
		if about != nil && about.id != v.id || about == nil && on < since || c.args["amount"] != nil && c.amount("amount") != total {
			continue
		}
		found = append(found, object{"amount": sek(total), "date": on, "invoice": v.id, "number": v.number, "merchant": v.merchant, "how": c.say("how_" + v.paidHow)})
	}
	o := object{"received": len(found) > 0, "payments": found, "count": len(found)}
	if about != nil {
		o["invoice"] = c.show(about)
	}
	return o, nil
}
