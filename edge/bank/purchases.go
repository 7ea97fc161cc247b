package bank

import (
	"database/sql"
	"errors"
	"strings"
)

// listLimit keeps an answer readable; the newest are kept.
const listLimit = 200

func (c *call) since(otherwise int) int64 {
	days := max(1, min(c.number("days", otherwise), historyDays*2))
	return (c.today - day(days)).at(1, 0)
}

func (c *call) listPurchases() (any, error) {
	rows, err := c.q.QueryContext(c.ctx, `SELECT p.id,p.at,p.merchant,p.city,p.item,p.how,p.amount,p.invoice,COALESCE(r.id,'')
FROM purchases p LEFT JOIN refunds r ON r.customer=p.customer AND r.id='re-'||substr(p.id,4) AND r.reported_at<=$2
WHERE p.customer=$1 AND p.at<=$2 AND p.at>=$3 ORDER BY p.at DESC LIMIT $4`, c.customer, c.now, c.since(90), listLimit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	want := strings.ToLower(c.text("merchant"))
	list := []object{}
	for rows.Next() {
		var id, merchant, city, item, how, inv, refund string
		var at, amount int64
		if err := rows.Scan(&id, &at, &merchant, &city, &item, &how, &amount, &inv, &refund); err != nil {
			return nil, err
		}
		if strings.Contains(strings.ToLower(merchant), want) {
			list = append(list, object{"id": id, "merchant": merchant, "clear_name": merchant, "city": city, "item": item, "how": c.say("how_" + how),
				"amount": sek(amount), "date": dateOfMs(at), "invoice": inv, "refund": refund, "returned": refund != ""})
		}
	}
	return object{"purchases": list, "count": len(list)}, rows.Err()
}

// purchase tells about a purchase, or the card payment behind a strange name.
func (c *call) purchase() (any, error) {
	ref := c.text("purchase")
	if ref == "" {
		ref = c.text("payment")
	}
	if ref == "" {
		return nil, c.refuse(InvalidArgument, "need", "name", "purchase")
	}
	if strings.HasPrefix(ref, "tx-") {
		list, err := c.transactions("AND t.id=$3", ref)
		if err != nil {
			return nil, err
		}
		if len(list) == 0 {
			return nil, c.refuse(NotFound, "no_purchase")
		}
		return list[0], nil
	}
	p, err := c.findPurchase(ref)
	if err != nil {
		return nil, err
	}
	return p.show(c), nil
}

type bought struct {
	id, merchant, city, item, how, invoice, number, refund string
	at, amount                                             int64
}

func (c *call) findPurchase(ref string) (*bought, error) {
	var p bought
	err := c.q.QueryRowContext(c.ctx, `SELECT p.id,p.at,p.merchant,p.city,p.item,p.how,p.amount,p.invoice,COALESCE(i.number,''),COALESCE(r.id,'') FROM purchases p
LEFT JOIN invoices i ON i.customer=p.customer AND i.id=p.invoice AND i.sent_at<=$2
LEFT JOIN refunds r ON r.customer=p.customer AND r.id='re-'||substr(p.id,4) AND r.reported_at<=$2
WHERE p.customer=$1 AND p.at<=$2 AND p.id=$3`, c.customer, c.now, ref).
		Scan(&p.id, &p.at, &p.merchant, &p.city, &p.item, &p.how, &p.amount, &p.invoice, &p.number, &p.refund)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, c.refuse(NotFound, "no_purchase")
	}
	return &p, err
}

func (p *bought) show(c *call) object {
	return object{"id": p.id, "kind": "pay_later", "merchant": p.merchant, "clear_name": p.merchant, "city": p.city, "item": p.item, "how": c.say("how_" + p.how),
		"amount": sek(p.amount), "date": dateOfMs(p.at), "invoice": p.invoice, "number": p.number, "refund": p.refund, "returned": p.refund != "", "card": "", "last4": ""}
}

// The steps of a refund, in order.
var refundSteps = []string{"step_reported", "step_received", "step_approved", "step_sent", "step_arrived"}

// usual is how many days each step takes from the one before, where the shop
// has not said otherwise.
var usual = []day{0, 5, 4, 1, 3}

func (c *call) refundStatus() (any, error) {
	want := c.text("purchase")
	if want != "" {
		if _, err := c.findPurchase(want); err != nil {
			return nil, err
		}
	}
	rows, err := c.q.QueryContext(c.ctx, `SELECT r.id,r.purchase,r.amount,r.to_what,r.reported_at,r.received_at,r.approved_at,r.sent_at,r.arrives_at,p.merchant,p.item,COALESCE(o.id,'')
FROM refunds r JOIN purchases p ON p.customer=r.customer AND p.id=r.purchase
LEFT JOIN payouts o ON o.customer=r.customer AND o.id='po-'||substr(r.id,4) AND o.at<=$2
WHERE r.customer=$1 AND r.reported_at<=$2 ORDER BY r.reported_at DESC`, c.customer, c.now)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []object{}
	for rows.Next() {
		var id, purchase, to, merchant, item, payout string
		var amount int64
		var at [5]int64
		if err := rows.Scan(&id, &purchase, &amount, &to, &at[0], &at[1], &at[2], &at[3], &at[4], &merchant, &item, &payout); err != nil {
			return nil, err
		}
		if want != "" && want != purchase {
			continue
		}
		o := object{"id": id, "purchase": purchase, "merchant": merchant, "item": item, "amount": sek(amount), "to": to, "payout": payout}
		if to == "invoice" {
			o["to"] = c.say("to_invoice")
		}
		c.progress(o, at)
		list = append(list, o)
	}
	return object{"refunds": list, "count": len(list)}, rows.Err()
}

// progress adds state, expected day and steps. A step that lies ahead shows
// the day it is expected.
func (c *call) progress(o object, at [5]int64) {
	steps := []object{}
	states := []string{"", "reported", "received", "approved", "on_its_way", "arrived"}
	done, expected := 0, day(0)
	for k, label := range refundSteps {
		step := object{"label": c.say(label), "state": "todo"}
		switch {
		case at[k] != 0 && at[k] <= c.now && done == k:
			done, step["state"] = k+1, "done"
			expected, _ = parseDay(dateOfMs(at[k]))
		case done == k:
			step["state"] = "now"
			fallthrough
		default:
			expected += usual[k]
			if at[k] != 0 {
				expected, _ = parseDay(dateOfMs(at[k]))
			}
		}
		step["at"] = expected.String()
		steps = append(steps, step)
	}
	arrived := done == len(refundSteps)
	o["steps"], o["state"], o["expected_on"], o["arrived"], o["late"] = steps, states[done], expected.String(), arrived, !arrived && expected < c.today
}

// returnDays is how long after a purchase a return may be reported here; the
// law gives 14 days at a distance, shops often 30; later is for a person.
const returnDays = 60

// pauseDays is how long an invoice waits for a return.
const pauseDays = 30

func (c *call) reportReturn() (any, error) {
	p, err := c.findPurchase(c.text("purchase"))
	if err != nil {
		return nil, err
	}
	bought, _ := parseDay(dateOfMs(p.at))
	switch {
	case p.refund != "":
		return nil, c.refuse(NotAllowed, "already_returned", "merchant", p.merchant)
	case c.today-bought > returnDays:
		return nil, c.refuse(NotAllowed, "return_late")
	}
	// A return that the simulated customer would have made later is this one.
	id := "re-" + p.id[3:]
	c.exec("DELETE FROM payouts WHERE customer=$1 AND refund=$2", c.customer, id)
	c.exec("DELETE FROM refunds WHERE customer=$1 AND id=$2", c.customer, id)
	// The simulated shop will take it in, approve and pay, as it does for others.
	x := throw(c.bank.store.seed, int(bought), c.today)
	steps := shopWorks(&x, c.today)
	to, pausedUntil := c.who.account, ""
	v, err := c.findInvoice(p.invoice)
	if err == nil && c.state(v) != settled && c.state(v) != inPlan {
		to, pausedUntil = "invoice", (c.today + pauseDays).String()
		c.exec("UPDATE invoices SET paused_until=$1, paid_at=$2, paid_how='return' WHERE customer=$3 AND id=$4", pausedUntil, steps[2], c.customer, v.id)
	} else if r := new(Refusal); err != nil && !errors.As(err, &r) {
		return nil, err
	} else {
		c.exec("INSERT INTO payouts(customer,id,refund,amount,account,at) VALUES($1,$2,$3,$4,$5,$6)", c.customer, "po-"+p.id[3:], id, p.amount, to, steps[3])
	}
	steps[0] = c.now
	c.exec("INSERT INTO refunds(customer,id,purchase,amount,to_what,reported_at,received_at,approved_at,sent_at,arrives_at) VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
		c.customer, id, p.id, p.amount, to, steps[0], steps[1], steps[2], steps[3], steps[4])
	o := object{"refund": id, "purchase": p.id, "merchant": p.merchant, "amount": sek(p.amount), "number": p.number, "invoice_paused": pausedUntil != "", "paused_until": pausedUntil}
	c.progress(o, steps)
	return o, nil
}
