package bank

import (
	"slices"
	"strconv"
)

// plan is an instalment plan. Instalments are drawn on their dates; a plan
// that was changed starts anew with what was left.
type plan struct {
	id                      string
	amount, fee, paidBefore int64 // fee is a month
	months, day             int
	first                   string
}

// planMonths are the lengths on offer, and planFee what a month costs in öre.
var planMonths = []int{3, 6, 12, 24}

func planFee(months int) int64 {
	switch months {
	case 3:
		return 0
	case 6:
		return 1900
	}
	return 2900
}

const (
	minPlanAmount = 50000   // öre
	maxPlanAmount = 3000000 // öre
	maxPlanLate   = 30      // days overdue
	planNotice    = 10      // days before the first instalment, at least
	planFirstDay  = 1       // of the month
	planLastDay   = 28      // every month has it
)

func (p plan) date(k int) day {
	first, _ := parseDay(p.first)
	return first.monthDay(k, p.day)
}

// past is how many instalments have been drawn before today.
func (p plan) past(today day) int {
	k := 0
	for k < p.months && p.date(k) < today {
		k++
	}
	return k
}

// instalment is the k-th amount with its fee; the last one takes the rest, so
// that the sum is exact.
func (p plan) instalment(k int) int64 {
	part := p.amount / int64(p.months)
	if k == p.months-1 {
		part = p.amount - part*int64(p.months-1)
	}
	return part + p.fee
}

// left is what remains of the amount, without fees to come.
func (p plan) left(today day) int64 {
	k := p.past(today)
	if k >= p.months {
		return 0
	}
	return p.amount - p.amount/int64(p.months)*int64(k)
}

func (p plan) show(today day) object {
	k := p.past(today)
	o := object{"id": p.id, "months": p.months, "day": p.day, "monthly": sek(p.instalment(0)), "fee": sek(p.fee), "paid": k, "remaining": p.months - k,
		"left": sek(p.left(today)), "next_date": "", "last_date": p.date(p.months - 1).String()}
	if k < p.months {
		o["next_date"] = p.date(k).String()
	}
	return o
}

// proposal is a plan on offer for an invoice, or the rule that forbids it.
func (c *call) proposal(v *invoice, months, dom int) (plan, string) {
	p := plan{id: "pl-" + v.id[3:], months: months, day: dom, fee: planFee(months), amount: v.amount + v.fees, paidBefore: v.plan.paidBefore}
	due, _ := parseDay(v.due)
	switch state := c.state(v); {
	case state == settled:
		return p, c.say("rule_paid")
	case state == paused:
		return p, c.say("rule_paused", "date", v.pausedUntil)
	case state == inPlan:
		p.amount = v.plan.left(c.today)
		p.paidBefore += v.plan.amount - p.amount
	case p.amount < minPlanAmount:
		return p, c.say("rule_small", "amount", sek(minPlanAmount))
	case p.amount > maxPlanAmount:
		return p, c.say("rule_amount", "amount", sek(maxPlanAmount))
	case c.today-due > maxPlanLate:
		return p, c.say("rule_overdue", "days", strconv.Itoa(maxPlanLate))
	}
	first := (c.today + planNotice).monthDay(0, dom)
	if first < c.today+planNotice {
		first = first.monthDay(1, dom)
	}
	p.first = first.String()
	return p, ""
}

func (c *call) quotePlan() (any, error) {
	ref := c.text("invoice")
	if id := c.text("plan"); ref == "" && len(id) > 3 {
		ref = "in-" + id[3:]
	}
	if ref == "" {
		return nil, c.refuse(InvalidArgument, "need", "name", "invoice")
	}
	v, err := c.findInvoice(ref)
	if err != nil {
		return nil, err
	}
	if c.text("plan") != "" && v.plan.id != c.text("plan") {
		return nil, c.refuse(NotFound, "no_plan")
	}
	months, dom := c.number("months", 0), c.number("day", 0)
	if months == 0 {
		months = 6
		if v.plan.id != "" {
			months = v.plan.months - v.plan.past(c.today)
		}
	}
	if dom == 0 {
		dom = 25
		if v.plan.id != "" {
			dom = v.plan.day
		}
	}
	if dom < planFirstDay || dom > planLastDay || months < 1 || months > 24 {
		return nil, c.refuse(InvalidArgument, "bad_plan")
	}
	p, rule := c.proposal(v, months, dom)
	o := object{"invoice": v.id, "number": v.number, "plan": v.plan.id, "months": months, "day": dom, "id": "", "rule": rule, "decision": decisionNotByRule, "merchant": v.merchant,
		"amount": sek(p.amount), "monthly": "", "fee": sek(p.fee), "total": "", "first_date": "", "last_date": "", "payments": []object{}}
	if rule == "" && v.plan.id == "" && !slices.Contains(planMonths, months) {
		o["rule"] = c.say("rule_months")
		return o, nil
	}
	if rule != "" {
		return o, nil
	}
	payments := []object{}
	total := int64(0)
	for k := range p.months {
		payments = append(payments, object{"date": p.date(k).String(), "amount": sek(p.instalment(k))})
		total += p.instalment(k)
	}
	o["decision"], o["rule"], o["payments"], o["total"] = decisionOK, c.say("rule_plan_ok", "fee", sek(p.fee)), payments, sek(total)
	o["monthly"], o["first_date"], o["last_date"] = sek(p.instalment(0)), p.first, p.date(p.months-1).String()
	o["id"] = c.sign("qp", v.id, strconv.Itoa(months), strconv.Itoa(dom), strconv.FormatInt(p.amount, 10), p.first)
	return o, nil
}

func (c *call) changePlan() (any, error) {
	parts, err := c.openQuote(c.text("quote"), "qp", 5)
	if err != nil {
		return nil, err
	}
	v, err := c.findInvoice(parts[0])
	if err != nil {
		return nil, err
	}
	months, _ := strconv.Atoi(parts[1]) // signed by us
	dom, _ := strconv.Atoi(parts[2])
	p, rule := c.proposal(v, months, dom)
	if rule != "" || strconv.FormatInt(p.amount, 10) != parts[3] || p.first < parts[4] {
		return nil, c.refuse(Expired, "old_quote")
	}
	p.first = parts[4]
	c.exec(`INSERT INTO plans(customer,id,invoice,amount,fee,months,day,first,paid_before) VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9)
ON CONFLICT(customer,id) DO UPDATE SET amount=$4, fee=$5, months=$6, day=$7, first=$8, paid_before=$9`,
		c.customer, p.id, v.id, p.amount, p.fee, p.months, p.day, p.first, p.paidBefore)
	c.exec("UPDATE invoices SET paid_at=0 WHERE customer=$1 AND id=$2", c.customer, v.id)
	o := p.show(c.today)
	o["plan"], o["invoice"], o["number"], o["state"], o["amount"] = p.id, v.id, v.number, "active", sek(p.amount)
	return o, nil
}
