package bank

// caseTopics are what people decide. A stranger may only report a death.
var caseTopics = []string{"dispute", "complaint", "hardship", "bereavement", "fraud", "refund", "return", "payment", "card", "other"}

// answerDays is when a case is answered at the latest, in business days:
// PSD2 article 101, used for every case.
const answerDays = 15

func (c *call) openCase() (any, error) {
	topic := c.text("topic")
	if c.customer == "" {
		if topic != "bereavement" {
			return nil, c.refuse(NotAllowed, "case_sign_in")
		}
		if c.text("contact") == "" {
			return nil, c.refuse(InvalidArgument, "need", "name", "contact")
		}
	}
	id, err := newID("case-")
	if err != nil {
		return nil, err
	}
	by := c.today.businessDays(answerDays).String()
	c.exec("INSERT INTO cases(customer,id,topic,about,words,contact,opened_at,answer_by) VALUES($1,$2,$3,$4,$5,$6,$7,$8)",
		c.customer, id, topic, c.text("about"), c.text("text"), c.text("contact"), c.now, by)
	return object{"case": id, "topic": topic, "state": "open", "opened_on": c.today.String(), "answer_by": by}, nil
}

// letter puts a mail into the bank's out-box. The bank of the demo has no mail
// server: whoever may call letters delivers them.
func (c *call) letter(kind, to, subject, body string) {
	c.exec("INSERT INTO letters(customer,kind,recipient,name,language,subject,body,at) VALUES($1,$2,$3,$4,$5,$6,$7,$8)",
		c.who.id, kind, to, c.who.name, c.lang, subject, body, c.now)
}

func (c *call) letters() (any, error) {
	after := c.number("after", 0)
	limit := max(1, min(c.number("limit", 100), 500))
	rows, err := c.q.QueryContext(c.ctx, "SELECT id,customer,kind,recipient,name,language,subject,body,at FROM letters WHERE id>$1 ORDER BY id LIMIT $2", after, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list, last := []object{}, int64(after)
	for rows.Next() {
		var at int64
		var customer, kind, to, name, language, subject, body string
		if err := rows.Scan(&last, &customer, &kind, &to, &name, &language, &subject, &body, &at); err != nil {
			return nil, err
		}
		list = append(list, object{"id": last, "customer": customer, "kind": kind, "to": to, "name": name, "language": language, "subject": subject, "text": body, "at": moment(at)})
	}
	return object{"letters": list, "last": last}, rows.Err()
}
