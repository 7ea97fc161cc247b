package bank

import (
	"database/sql"
	"errors"
)

type card struct {
	id, last4, name, expires, state, reason, frozenBy string
	changedAt                                         int64
}

const cardColumns = "SELECT id,last4,name,expires,state,reason,frozen_by,changed_at FROM cards WHERE customer=$1 "

func (v *card) scan(r interface{ Scan(...any) error }) error {
	return r.Scan(&v.id, &v.last4, &v.name, &v.expires, &v.state, &v.reason, &v.frozenBy, &v.changedAt)
}

func (v *card) show() object {
	return object{"id": v.id, "last4": v.last4, "name": v.name, "expires": v.expires, "state": v.state, "reason": v.reason, "frozen_by": v.frozenBy, "changed_on": dateOfMs(v.changedAt)}
}

func (c *call) listCards() (any, error) {
	rows, err := c.q.QueryContext(c.ctx, cardColumns+"ORDER BY id", c.customer)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []object{}
	for rows.Next() {
		var v card
		if err := v.scan(rows); err != nil {
			return nil, err
		}
		if want := c.text("state"); want == "" || want == "all" || want == v.state {
			list = append(list, v.show())
		}
	}
	return object{"cards": list, "count": len(list)}, rows.Err()
}

func (c *call) findCard() (*card, error) {
	var v card
	err := v.scan(c.q.QueryRowContext(c.ctx, cardColumns+"AND id=$2", c.customer, c.text("card")))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, c.refuse(NotFound, "no_card")
	}
	return &v, err
}

// freezeCard always ends with a frozen card; the first reason stays.
func (c *call) freezeCard() (any, error) {
	v, err := c.findCard()
	if err != nil {
		return nil, err
	}
	if v.state != "frozen" {
		v.state, v.reason, v.frozenBy, v.changedAt = "frozen", c.text("reason"), "customer", c.now
		c.exec("UPDATE cards SET state=$1, reason=$2, frozen_by=$3, changed_at=$4 WHERE customer=$5 AND id=$6", v.state, v.reason, v.frozenBy, c.now, c.customer, v.id)
	}
	o := v.show()
	o["card"] = v.id
	return o, nil
}

// unfreezeCard opens what the customer froze; what the bank froze, the bank's
// people open.
func (c *call) unfreezeCard() (any, error) {
	v, err := c.findCard()
	if err != nil {
		return nil, err
	}
	if v.state == "frozen" && v.frozenBy != "customer" {
		return nil, c.refuse(NotAllowed, "frozen_by_bank", "last4", v.last4)
	}
	if v.state == "frozen" {
		v.state, v.reason, v.frozenBy, v.changedAt = "active", "", "", c.now
		c.exec("UPDATE cards SET state='active', reason='', frozen_by='', changed_at=$1 WHERE customer=$2 AND id=$3", c.now, c.customer, v.id)
	}
	o := v.show()
	o["card"] = v.id
	return o, nil
}

// transactions reads card payments. merchant is what the statement shows,
// clear_name who it really was.
func (c *call) transactions(where string, args ...any) ([]object, error) {
	rows, err := c.q.QueryContext(c.ctx, `SELECT t.id,t.card,k.last4,k.state,t.at,t.descriptor,t.clear_name,t.city,t.how,t.amount,t.held,t.released_at
FROM transactions t JOIN cards k ON k.customer=t.customer AND k.id=t.card
WHERE t.customer=$1 AND t.at<=$2 `+where, append([]any{c.customer, c.now}, args...)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []object{}
	for rows.Next() {
		var id, card, last4, cardState, descriptor, clear, city, how, held string
		var at, amount, released int64
		if err := rows.Scan(&id, &card, &last4, &cardState, &at, &descriptor, &clear, &city, &how, &amount, &held, &released); err != nil {
			return nil, err
		}
		o := object{"id": id, "kind": "card_payment", "card": card, "last4": last4, "card_state": cardState, "merchant": descriptor, "clear_name": clear, "city": city,
			"how": c.say("how_" + how), "amount": sek(amount), "date": dateOfMs(at), "state": "booked", "reason": "", "released_on": ""}
		if held != "" {
			o["reason"] = c.say("held_" + held)
			if released == 0 || released > c.now {
				o["state"] = "held"
			} else {
				o["released_on"] = dateOfMs(released)
			}
		}
		list = append(list, o)
	}
	return list, rows.Err()
}

func (c *call) listTransactions() (any, error) {
	list, err := c.transactions("AND t.at>=$3 ORDER BY t.at DESC LIMIT $4", c.since(60), listLimit)
	return object{"payments": list, "count": len(list)}, err
}

// blockedPayment lists what is held now; asked about one payment, it tells
// about that one whatever its state.
func (c *call) blockedPayment() (any, error) {
	where, args := "AND t.held<>'' AND (t.released_at=0 OR t.released_at>$2) ORDER BY t.at DESC", []any{}
	if ref := c.text("payment"); ref != "" {
		where, args = "AND t.id=$3", []any{ref}
	}
	list, err := c.transactions(where, args...)
	if err == nil && len(args) > 0 && len(list) == 0 {
		err = c.refuse(NotFound, "no_purchase")
	}
	return object{"payments": list, "count": len(list)}, err
}
