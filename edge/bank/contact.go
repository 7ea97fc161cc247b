package bank

import (
	"database/sql"
	"encoding/hex"
	"errors"
	"regexp"
	"strings"
	"time"

	"crypto/rand"
)

func maskEmail(e string) string {
	name, host, ok := strings.Cut(e, "@")
	if !ok || name == "" {
		return "•••"
	}
	return string([]rune(name)[0]) + "•••@" + host
}

func maskPhone(p string) string {
	if len(p) < 5 {
		return "•••"
	}
	return p[:3] + "•••" + p[len(p)-2:]
}

// findCustomer tells a verified customer's own file. With an e-mail or phone
// it says whether that is theirs; somebody else's is unknown.
func (c *call) findCustomer() (any, error) {
	if e := c.text("email"); e != "" && !strings.EqualFold(strings.TrimSpace(e), c.who.email) {
		return nil, c.refuse(NotFound, "no_customer")
	}
	if p := c.text("phone"); p != "" && normalPhone(p) != c.who.phone {
		return nil, c.refuse(NotFound, "no_customer")
	}
	w := &c.who
	o := object{"id": w.id, "name": w.name, "first_name": firstWord(w.name), "locale": w.locale, "email": maskEmail(w.email), "phone": maskPhone(w.phone),
		"address": object{"street": w.street, "postcode": w.postcode, "city": w.city}, "account": w.account, "since": w.since, "sign_in": w.signIn,
		"previous_address": "", "moved_on": ""}
	var old string
	var at int64
	err := c.q.QueryRowContext(c.ctx, "SELECT old,at FROM contacts WHERE customer=$1 AND field='address' AND at<=$2 ORDER BY at DESC LIMIT 1", c.customer, c.now).Scan(&old, &at)
	if err == nil {
		o["previous_address"], o["moved_on"] = old, dateOfMs(at)
	} else if !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	o["reminders_paused_until"], err = c.quietUntil()
	return o, err
}

var (
	emailShape   = regexp.MustCompile(`^[^\s@]+@[^\s@]+\.[^\s@]+$`)
	addressShape = regexp.MustCompile(`^(.+?),\s*(\d{3} ?\d{2})\s+(.+)$`)
	phoneShape   = regexp.MustCompile(`^\+\d{7,15}$`)
)

func normalPhone(p string) string {
	p = strings.NewReplacer(" ", "", "-", "", "(", "", ")", "").Replace(p)
	if strings.HasPrefix(p, "00") {
		return "+" + p[2:]
	}
	if strings.HasPrefix(p, "0") {
		return "+46" + p[1:]
	}
	return p
}

// updateContact changes one field. The code went to the old e-mail, and so
// does the notice: who loses an account must hear of it.
func (c *call) updateContact() (any, error) {
	field, value := c.text("field"), strings.TrimSpace(c.text("value"))
	w := &c.who
	old, shown := "", value
	var set string
	var args []any
	switch field {
	case "email":
		value = strings.ToLower(value)
		if !emailShape.MatchString(value) || len(value) > 200 {
			return nil, c.refuse(InvalidArgument, "bad_email")
		}
		var other string
		if err := c.q.QueryRowContext(c.ctx, "SELECT id FROM customers WHERE email=$1 AND id<>$2", value, c.customer).Scan(&other); err == nil {
			return nil, c.refuse(NotAllowed, "email_taken")
		} else if !errors.Is(err, sql.ErrNoRows) {
			return nil, err
		}
		old, shown, set, args = w.email, maskEmail(value), "email=$1", []any{value}
	case "phone":
		number := normalPhone(value)
		if !phoneShape.MatchString(number) {
			return nil, c.refuse(InvalidArgument, "bad_phone")
		}
		old, shown, set, args = w.phone, maskPhone(number), "phone=$1", []any{number}
	case "address":
		m := addressShape.FindStringSubmatch(value)
		if m == nil {
			return nil, c.refuse(InvalidArgument, "bad_address")
		}
		old, set, args = w.street+", "+w.postcode+" "+w.city, "street=$1, postcode=$2, city=$3", []any{m[1], m[2], m[3]}
	}
	if err := c.useCode("update_contact", 0, c.text("value")); err != nil {
		return nil, err
	}
	id, err := newID("co-")
	if err != nil {
		return nil, err
	}
	args = append(args, c.customer)
	c.exec("UPDATE customers SET "+set+" WHERE id=$"+string(rune('0'+len(args))), args...)
	c.exec("INSERT INTO contacts(customer,id,field,old,new,at) VALUES($1,$2,$3,$4,$5,$6)", c.customer, id, field, old, value, c.now)
	c.letter("contact_changed", w.email, c.say("changed_subject"), c.say("changed_body", "field", c.say("field_"+field)))
	return object{"field": field, "value": shown, "changed_on": c.today.String()}, nil
}

const (
	resetsAnHour = 3
	signInLife   = 30 * time.Minute // what the mail says, too
)

// resetSignIn mails a link to the registered address. A stranger learns
// nothing: the answer is the same for an unknown address.
func (c *call) resetSignIn() (any, error) {
	to, signedIn := c.who.email, c.customer != ""
	asked := strings.ToLower(strings.TrimSpace(c.text("email")))
	if !signedIn {
		if asked == "" {
			return nil, c.refuse(InvalidArgument, "need", "name", "email")
		}
		err := c.q.QueryRowContext(c.ctx, "SELECT id,name,locale,email FROM customers WHERE email=$1", asked).Scan(&c.who.id, &c.who.name, &c.who.locale, &to)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, err
		}
	} else if asked != "" && asked != to {
		return nil, c.refuse(NotFound, "no_customer")
	}
	if c.who.id != "" {
		var recent int
		if err := c.q.QueryRowContext(c.ctx, "SELECT COUNT(*) FROM letters WHERE customer=$1 AND kind='sign_in' AND at>$2", c.who.id, c.now-time.Hour.Milliseconds()).Scan(&recent); err != nil {
			return nil, err
		}
		if recent < resetsAnHour {
			token := make([]byte, 16)
			if _, err := rand.Read(token); err != nil {
				return nil, err
			}
			c.lang = c.who.locale
			c.letter("sign_in", to, c.say("sign_in_subject"), c.say("sign_in_body", "link", "https://nordkredit.example/sign-in/"+hex.EncodeToString(token)))
		} else if signedIn {
			return nil, c.refuse(Limit, "reset_limit")
		}
	}
	o := object{"sent": true, "sent_to": maskEmail(asked), "minutes": int(signInLife.Minutes())}
	if signedIn {
		o["sent_to"] = maskEmail(to)
	}
	return o, nil
}
