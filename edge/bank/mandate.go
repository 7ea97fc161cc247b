package bank

import (
	"strconv"
	"time"
)

// What a person may do beyond the rules. Samtal asks these of the bank only
// for an expert, within that expert's own limits or with a second person's
// approval, and after the customer's yes. The bank's own ceilings stand behind
// them: whatever went wrong on the way here, no more than this can be given.
const (
	goodwillYear  = 500000 // öre of goodwill to one customer in a year
	pauseMost     = 60     // days that an invoice waits, at most
	quietMost     = 60     // days without reminders, at most
	reopenMost    = 36     // months of a plan that a person reopens
	contactQuiet  = 24 * time.Hour
	daysAfterTill = 14 // days to pay in when a pause has ended
)

// given adds to what the customer got as goodwill, within the year's ceiling.
func (c *call) given(kind, about string, amount int64) error {
	var year int64
	if err := c.q.QueryRowContext(c.ctx, "SELECT COALESCE(SUM(amount),0) FROM goodwill WHERE customer=$1 AND at>$2",
		c.customer, c.now-(365*24*time.Hour).Milliseconds()).Scan(&year); err != nil {
		return err
	}
	if year+amount > goodwillYear {
		return c.refuse(Limit, "goodwill_limit", "amount", sek(goodwillYear))
	}
	id, err := newID("gw-")
	if err != nil {
		return err
	}
	c.exec("INSERT INTO goodwill(customer,id,kind,about,amount,reason,at) VALUES($1,$2,$3,$4,$5,$6,$7)", c.customer, id, kind, about, amount, c.text("reason"), c.now)
	return nil
}

// unpaid finds an invoice that still asks for money in one sum.
func (c *call) unpaid() (*invoice, error) {
	v, err := c.findInvoice(c.text("invoice"))
	if err != nil {
		return nil, err
	}
	switch c.state(v) {
	case settled:
		return nil, c.refuse(NotAllowed, "already_paid", "number", v.number)
	case inPlan:
		return nil, c.refuse(NotAllowed, "on_a_plan", "number", v.number)
	}
	return v, nil
}

// waiveFee takes away a fee on an invoice, all of it or a part.
func (c *call) waiveFee() (any, error) {
	v, err := c.unpaid()
	if err != nil {
		return nil, err
	}
	amount := c.amount("amount")
	if amount > v.fees {
		return nil, c.refuse(NotAllowed, "no_such_fee", "number", v.number, "amount", sek(v.fees))
	}
	if err := c.given("waive_fee", v.id, amount); err != nil {
		return nil, err
	}
	c.exec("UPDATE invoices SET fees=fees-$1 WHERE customer=$2 AND id=$3", amount, c.customer, v.id)
	return object{"invoice": v.id, "number": v.number, "waived": sek(amount), "fee": sek(v.fees - amount), "amount": sek(v.amount + v.fees - amount)}, nil
}

// goodwillCredit lowers an invoice. It never pays all of it: what is owed to
// the shop's purchase stays visible as a purchase that was paid for.
func (c *call) goodwillCredit() (any, error) {
	v, err := c.unpaid()
	if err != nil {
		return nil, err
	}
	amount := c.amount("amount")
	if amount >= v.amount {
		return nil, c.refuse(NotAllowed, "credit_too_large", "number", v.number, "amount", sek(v.amount))
	}
	if err := c.given("goodwill_credit", v.id, amount); err != nil {
		return nil, err
	}
	c.exec("UPDATE invoices SET amount=amount-$1 WHERE customer=$2 AND id=$3", amount, c.customer, v.id)
	return object{"invoice": v.id, "number": v.number, "credited": sek(amount), "amount": sek(v.amount + v.fees - amount), "due_date": v.due}, nil
}

// pauseInvoice lets an invoice wait: nothing is to be paid and nothing grows.
// A due date that would pass meanwhile moves to after the pause.
func (c *call) pauseInvoice() (any, error) {
	v, err := c.unpaid()
	if err != nil {
		return nil, err
	}
	days := c.number("days", 0)
	if days < 1 || days > pauseMost {
		return nil, c.refuse(InvalidArgument, "bad_days", "most", strconv.Itoa(pauseMost))
	}
	until := c.today + day(days)
	due, _ := parseDay(v.due)
	moved, paid := due, v.paidAt
	if due < until {
		moved = until + daysAfterTill
		if paid != 0 { // the simulated customer pays later too
			paid += int64(moved-due) * 86400000
		}
	}
	c.exec("UPDATE invoices SET paused_until=$1, due=$2, paid_at=$3 WHERE customer=$4 AND id=$5", until.String(), moved.String(), paid, c.customer, v.id)
	return object{"invoice": v.id, "number": v.number, "paused_until": until.String(), "due_date": moved.String(), "old_due_date": v.due, "amount": sek(v.amount + v.fees)}, nil
}

// pauseReminders stops letters about money for a while: after a death, in
// distress, while people look for a way to pay.
func (c *call) pauseReminders() (any, error) {
	days := c.number("days", 0)
	if days < 1 || days > quietMost {
		return nil, c.refuse(InvalidArgument, "bad_days", "most", strconv.Itoa(quietMost))
	}
	until := (c.today + day(days)).String()
	c.exec("INSERT INTO quiet(customer,until) VALUES($1,$2) ON CONFLICT(customer) DO UPDATE SET until=MAX(until,excluded.until)", c.customer, until)
	return object{"reminders_paused_until": until}, nil
}

// quietUntil is the day until which no reminder is sent; "" when they are sent.
func (c *call) quietUntil() (string, error) {
	var until string
	err := c.q.QueryRowContext(c.ctx, "SELECT COALESCE(MAX(until),'') FROM quiet WHERE customer=$1 AND until>=$2", c.customer, c.today.String()).Scan(&until)
	return until, err
}

// held finds a payment that is held now.
func (c *call) heldPayment(ref string) (object, int64, error) {
	list, err := c.transactions("AND t.id=$3", ref)
	if err != nil {
		return nil, 0, err
	}
	if len(list) == 0 {
		return nil, 0, c.refuse(NotFound, "no_purchase")
	}
	var amount int64
	err = c.q.QueryRowContext(c.ctx, "SELECT amount FROM transactions WHERE customer=$1 AND id=$2", c.customer, ref).Scan(&amount)
	if err == nil && list[0]["state"] != "held" {
		err = c.refuse(NotAllowed, "not_held")
	}
	return list[0], amount, err
}

// unblockPayment lets a held payment go. Money leaves the customer's account,
// so it takes a code, and never soon after contact details changed.
func (c *call) unblockPayment() (any, error) {
	p, amount, err := c.heldPayment(c.text("payment"))
	if err != nil {
		return nil, err
	}
	if c.amount("amount") != amount {
		return nil, c.refuse(InvalidArgument, "other_payment", "amount", sek(amount))
	}
	if err := c.useCode("unblock_payment", amount, c.text("payment")); err != nil {
		return nil, err
	}
	c.exec("UPDATE transactions SET released_at=$1 WHERE customer=$2 AND id=$3", c.now, c.customer, c.text("payment"))
	return object{"payment": c.text("payment"), "merchant": p["clear_name"], "amount": sek(amount), "state": "booked", "released_on": c.today.String()}, nil
}

// reopenPlan spreads what is left of an invoice over months anew, where the
// rule for plans says no.
func (c *call) reopenPlan() (any, error) {
	v, err := c.findInvoice(c.text("invoice"))
	if err != nil {
		return nil, err
	}
	months, dom := c.number("months", 0), c.number("day", 25)
	if months < 1 || months > reopenMost || dom < planFirstDay || dom > planLastDay {
		return nil, c.refuse(InvalidArgument, "bad_reopen", "most", strconv.Itoa(reopenMost))
	}
	p := plan{id: "pl-" + v.id[3:], months: months, day: dom, amount: v.amount + v.fees, paidBefore: v.plan.paidBefore}
	switch c.state(v) {
	case settled:
		return nil, c.refuse(NotAllowed, "already_paid", "number", v.number)
	case inPlan:
		p.amount = v.plan.left(c.today)
		p.paidBefore += v.plan.amount - p.amount
	}
	first := (c.today + planNotice).monthDay(0, dom)
	if first < c.today+planNotice {
		first = first.monthDay(1, dom)
	}
	p.first = first.String()
	c.exec(`INSERT INTO plans(customer,id,invoice,amount,fee,months,day,first,paid_before) VALUES($1,$2,$3,$4,0,$5,$6,$7,$8)
ON CONFLICT(customer,id) DO UPDATE SET amount=$4, fee=0, months=$5, day=$6, first=$7, paid_before=$8`,
		c.customer, p.id, v.id, p.amount, p.months, p.day, p.first, p.paidBefore)
	c.exec("UPDATE invoices SET paid_at=0, paused_until='' WHERE customer=$1 AND id=$2", c.customer, v.id)
	o := p.show(c.today)
	o["plan"], o["invoice"], o["number"], o["state"], o["amount"] = p.id, v.id, v.number, "active", sek(p.amount)
	return o, nil
}

// refundGoodwill pays part of a purchase back to the account on file.
func (c *call) refundGoodwill() (any, error) {
	p, err := c.findPurchase(c.text("purchase"))
	if err != nil {
		return nil, err
	}
	amount := c.amount("amount")
	if amount > p.amount {
		return nil, c.refuse(NotAllowed, "refund_too_large", "amount", sek(p.amount))
	}
	if err := c.useCode("refund_goodwill", amount, p.id); err != nil { // first: a wrong code is remembered, and nothing else
		return nil, err
	}
	if err := c.given("refund_goodwill", p.id, amount); err != nil {
		return nil, err
	}
	id, err := newID("po-")
	if err != nil {
		return nil, err
	}
	c.exec("INSERT INTO payouts(customer,id,refund,amount,account,at) VALUES($1,$2,'',$3,$4,$5)", c.customer, id, amount, c.who.account, c.now)
	return object{"payout": id, "purchase": p.id, "merchant": p.merchant, "amount": sek(amount), "account": c.who.account, "paid_on": c.today.String()}, nil
}

// moneyAct is what a code is for when money moves.
func moneyAct(act string) bool { return act != "update_contact" }

// settledIn refuses to move money soon after the ways to reach the customer
// changed: who takes over an account changes them first. An address alone
// receives no code, so it does not count.
func (c *call) settledIn() error {
	var n int
	if err := c.q.QueryRowContext(c.ctx, "SELECT COUNT(*) FROM contacts WHERE customer=$1 AND field<>'address' AND at>$2 AND at<=$3",
		c.customer, c.now-contactQuiet.Milliseconds(), c.now).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		return c.refuse(NotAllowed, "contact_recent", "hours", strconv.Itoa(int(contactQuiet.Hours())))
	}
	return nil
}

// codePayee fixes what a code is bound to: the reference in the bank's own
// spelling, and the amount that is at stake.
func (c *call) codePayee(act, payee string, amount int64) (string, int64, error) {
	switch act {
	case "pay_invoice":
		v, err := c.findInvoice(payee)
		if err != nil {
			return "", 0, err
		}
		if amount == 0 {
			amount = v.amount + v.fees
		}
		return v.id, amount, nil
	case "unblock_payment":
		_, held, err := c.heldPayment(payee)
		if amount == 0 {
			amount = held
		}
		return payee, amount, err
	case "refund_goodwill":
		p, err := c.findPurchase(payee)
		if err != nil {
			return "", 0, err
		}
		if amount == 0 {
			return "", 0, c.refuse(InvalidArgument, "need", "name", "amount")
		}
		return p.id, amount, nil
	}
	return payee, 0, nil // only money has an amount
}
