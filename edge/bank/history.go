package bank

import (
	"fmt"
	"strconv"
	"strings"
)

// person is what a customer of the simulation is like. It follows from seed
// and number alone.
type person struct {
	n         int
	id        string
	locale    string
	name      string
	email     string
	phone     string
	home      town
	street    string
	account   string // bank and last digits, where refunds go
	since     day
	shops     int    // purchases in ten thousand days
	swipes    int    // card payments in ten thousand days; 0 is no card
	late      int    // of ten thousand invoices, paid after the due date
	card      string // id of the card in use
	cardLast4 string
}

func customerID(n int) string { return fmt.Sprintf("c-%04d", n) }

// drawPerson draws the n-th ordinary customer.
func drawPerson(seed uint64, n int, start day) person {
	x := throw(seed, n, -1)
	p := person{n: n, id: customerID(n), locale: "sv"}
	first, last := firstSwedish, lastSwedish
	if x.chance(1200) {
		p.locale, first, last = "en", firstEnglish, lastEnglish
	}
	f, l := first[x.n(len(first))], last[x.n(len(last))]
	p.name = f + " " + l
	p.email = ascii(f) + "." + ascii(l) + "." + strconv.Itoa(n) + "@kund.example"
	p.phone = fictionalPhone(n)
	p.home = towns[x.n(len(towns))]
	p.street = streets[x.n(len(streets))] + " " + strconv.Itoa(x.between(1, 89))
	p.account = fmt.Sprintf("%s ••%04d", banks[x.n(len(banks))], x.n(10000))
	p.since = start - historyDays
	if x.chance(4000) {
		p.since += day(x.n(historyDays - 30)) // some came later
	}
	p.shops = x.between(60, 420)
	p.late = []int{200, 500, 1000, 3000}[x.n(4)]
	if x.chance(5000) {
		p.swipes = x.between(200, 900)
		p.card = fmt.Sprintf("card-%04d1", n)
		p.cardLast4 = fmt.Sprintf("%04d", x.n(10000))
	}
	return p
}

// fictionalPhone stays inside the numbers that PTS keeps free for fiction.
func fictionalPhone(n int) string { return fmt.Sprintf("+46701740%03d", 605+n%95) }

func ascii(s string) string {
	return strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "é", "e", "č", "c", "ć", "c", "'", "", " ", "").Replace(strings.ToLower(s))
}

const historyDays = 730

// seedCompany writes everything that exists on the first day.
func seedCompany(w *writer, seed uint64, customers int, start day) {
	writePersonas(w, start)
	for n := personas + 1; n <= customers; n++ {
		p := drawPerson(seed, n, start)
		writePerson(w, p)
		for d := p.since; d <= start; d++ {
			live(w, seed, p, d)
		}
	}
}

func writePerson(w *writer, p person) {
	w.row("customers", p.id, p.n, p.name, p.locale, p.email, p.phone, p.street, p.home.postcode, p.home.name, p.account, p.since.String())
	if p.card != "" {
		w.row("cards", p.id, p.card, p.cardLast4, cardName(p.locale), p.since.monthDay(48, 1).String()[:7], "active", "", "", int64(0))
	}
}

func cardName(locale string) string {
	if locale == "en" {
		return "Nordkredit card"
	}
	return "Nordkreditkortet"
}

// live writes what one customer does on one day.
func live(w *writer, seed uint64, p person, d day) {
	x := throw(seed, p.n, d)
	if x.chance(p.shops) {
		buy(w, &x, p, d)
	}
	if x.chance(p.swipes) {
		swipe(w, &x, p, d)
	}
}

// payDays are how long a customer has from the invoice: a third have the first.
var payDays = [2]day{14, 30}

// buy writes a purchase with all that follows from it: the invoice, how it
// will be paid, a plan, a return.
func buy(w *writer, x *dice, p person, d day) {
	s := shops[x.n(len(shops))]
	suffix := fmt.Sprintf("%04d%05d", p.n, int(d))
	purchase, invoice := "pu-"+suffix, "in-"+suffix
	amount := price(x, s)
	at := d.at(x.between(8, 21), x.n(60))
	w.row("purchases", p.id, purchase, at, s.name, s.city, s.items[x.n(len(s.items))], s.how, amount, invoice)
	sent := d + 1
	first := sent + []day{payDays[0], payDays[1], payDays[1]}[x.n(3)]
	due, extended := first, 0
	if x.chance(400) {
		due, extended = first+14, 1
	}
	paid := due - day(x.n(6))
	if x.chance(p.late) {
		paid = due + day(x.between(1, 40))
	}
	paidAt := paid.at(x.between(8, 18), x.n(60))
	if amount >= 200000 && x.chance(3500) {
		months := []int{3, 6, 12}[x.n(3)]
		dom := x.between(1, 28)
		w.row("plans", p.id, "pl-"+suffix, invoice, amount, planFee(months), months, dom, d.monthDay(1, dom).String())
		paidAt = 0
	} else if x.chance(600) {
		paidAt = giveBack(w, x, p, d, suffix, amount, paidAt)
	}
	w.row("invoices", p.id, invoice, invoiceNumber(p.n, int(d)), ocr(p.n, int(d)), purchase, amount, int64(0), sent.at(7, 0), due.String(), first.String(), extended, paidAt)
}

// giveBack writes a return of the whole purchase. An unpaid invoice is settled
// by it; a paid one leads to a payout.
func giveBack(w *writer, x *dice, p person, d day, suffix string, amount, paidAt int64) int64 {
	reported := d + day(x.between(2, 12))
	at := shopWorks(x, reported)
	to := p.account
	if paidAt > at[2] {
		to, paidAt = "invoice", at[2]
	} else {
		w.row("payouts", p.id, "po-"+suffix, "re-"+suffix, amount, p.account, at[3])
	}
	w.row("refunds", p.id, "re-"+suffix, "pu-"+suffix, amount, to, at[0], at[1], at[2], at[3], at[4])
	return paidAt
}

// shopWorks plans the steps of a refund: reported, received, approved, sent, arrived.
func shopWorks(x *dice, reported day) [5]int64 {
	received := reported + day(x.between(2, 6))
	approved := received + day(x.between(1, 5))
	sent := approved + 1
	arrives := sent + day(x.between(1, 3))
	return [5]int64{reported.at(10, 0), received.at(11, 0), approved.at(12, 0), sent.at(9, 0), arrives.at(8, 0)}
}

func swipe(w *writer, x *dice, p person, d day) {
	s := everyday[x.n(len(everyday))]
	at := d.at(x.between(8, 21), x.n(60))
	held, released := "", int64(0)
	if x.chance(30) {
		held, released = "fraud_check", (d+2).at(9, 0)
	}
	w.row("transactions", p.id, fmt.Sprintf("tx-%04d%05d", p.n, int(d)), p.card, at, s.descriptor, s.name, s.city, s.how, price(x, s), held, released)
}

// price is a shelf price in öre: whole kronor, most often ending in 9.
func price(x *dice, s shop) int64 {
	k := x.between(s.low, s.high)
	if s.items != nil {
		k = k/10*10 + 9
	} else if x.chance(4000) {
		return int64(k)*100 + int64(x.n(4)*25)
	}
	return int64(k) * 100
}

// invoiceNumber is what people read out: unique over all customers and days.
func invoiceNumber(n, d int) string { return fmt.Sprintf("R-%08d", (n*10000+d%10000)%100000000) }

// ocr is the reference of a Swedish bankgiro payment; the last digit is a
// Luhn check digit.
func ocr(n, d int) string {
	s := fmt.Sprintf("7%04d%05d", n, d)
	sum := 0
	for i := range len(s) {
		v := int(s[len(s)-1-i] - '0')
		if i%2 == 0 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return s + strconv.Itoa((10-sum%10)%10)
}
