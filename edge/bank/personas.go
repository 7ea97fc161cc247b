package bank

import "fmt"

// personas is how many documented customers come first; docs/bank.md tells
// their stories and a test holds the page and this file together.
const personas = 10

// story writes one persona. Days count from the first start.
type story struct {
	w     *writer
	p     person
	start day
	k     int // how many things were bought
}

func tell(w *writer, start day, n int, locale, name string, home town, street, last4 string) *story {
	f := ascii(firstWord(name))
	p := person{n: n, id: customerID(n), locale: locale, name: name, email: f + "." + ascii(name[len(firstWord(name))+1:]) + "@kund.example",
		phone: fictionalPhone(n), home: home, street: street, account: "Sparkassan ••44" + fmt.Sprintf("%02d", n), since: start - historyDays}
	if last4 != "" {
		p.card, p.cardLast4 = fmt.Sprintf("card-%04d1", n), last4
	}
	writePerson(w, p)
	return &story{w: w, p: p, start: start}
}

func firstWord(s string) string {
	for i, r := range s {
		if r == ' ' {
			return s[:i]
		}
	}
	return s
}

// bought writes a purchase and its invoice; paidAt 0 stays open until
// somebody pays. It returns the purchase's and the invoice's id.
func (s *story) bought(shop, item int, ago day, ore int64, due, firstDue day, extended int, paidAt int64) (string, string) {
	s.k++
	m, d := shops[shop], s.start-ago
	purchase, invoice := fmt.Sprintf("pu-%02d%02d", s.p.n, s.k), fmt.Sprintf("in-%02d%02d", s.p.n, s.k)
	s.w.row("purchases", s.p.id, purchase, d.at(12, 10+s.k), m.name, m.city, m.items[item], m.how, ore, invoice)
	number := fmt.Sprintf("R-10%02d%02d", s.p.n, s.k)
	s.w.row("invoices", s.p.id, invoice, number, ocr(s.p.n, s.k), purchase, ore, int64(0), (d+1).at(7, 0), (s.start + due).String(), (s.start + firstDue).String(), extended, paidAt)
	return purchase, invoice
}

func (s *story) paid(shop, item int, ago day, ore int64) string {
	purchase, _ := s.bought(shop, item, ago, ore, 31-ago, 31-ago, 0, (s.start-ago+27).at(9, 0))
	return purchase
}

func (s *story) owes(shop, item int, ago day, ore int64, due day) {
	s.bought(shop, item, ago, ore, due, due, 0, 0)
}

func (s *story) card(id, last4, name, state, reason string) {
	s.w.row("cards", s.p.id, id, last4, name, (s.start + 900).String()[:7], state, reason, "customer", (s.start-6).at(17, 0))
}

func (s *story) swiped(k int, card string, place shop, ago day, ore int64, held string) {
	s.w.row("transactions", s.p.id, fmt.Sprintf("tx-%02d%02d", s.p.n, k), card, (s.start-ago).at(9, 5*k), place.descriptor, place.name, place.city, place.how, ore, held, int64(0))
}

// writePersonas writes the ten. Everything they have is stated here and
// nothing is drawn.
func writePersonas(w *writer, start day) {
	one := tell(w, start, 1, "sv", "Anna Lindqvist", towns[0], "Åsgatan 14", "")
	one.paid(7, 0, 200, 45900)
	one.paid(1, 0, 120, 129900)
	one.owes(0, 0, 26, 34900, 5)

	two := tell(w, start, 2, "sv", "Erik Johansson", towns[1], "Hamngatan 3", "")
	two.paid(4, 1, 90, 34900)
	two.owes(4, 0, 28, 64900, 3)
	two.owes(8, 3, 21, 18900, 10)
	two.owes(16, 0, 10, 125000, 21)

	three := tell(w, start, 3, "sv", "Leila Hassan", towns[2], "Parkvägen 22", "")
	three.paid(11, 0, 150, 29900)
	three.bought(14, 1, 50, 89900, 7, -19, 2, 0)

	four := tell(w, start, 4, "sv", "Lars Svensson", towns[3], "Skolgatan 8", "")
	four.paid(18, 0, 110, 59900)
	back := four.paid(3, 1, 40, 34900)
	four.w.row("refunds", four.p.id, "re-0401", back, int64(34900), four.p.account, (start-9).at(10, 0), (start-5).at(11, 0), (start-2).at(12, 0), (start-1).at(9, 0), (start+4).at(8, 0))
	four.w.row("payouts", four.p.id, "po-0401", "re-0401", int64(34900), four.p.account, (start-1).at(9, 0))

	five := tell(w, start, 5, "en", "Emily Carter", towns[0], "Ringvägen 101", "0042")
	five.paid(8, 1, 80, 99900)
	five.swiped(1, five.p.card, everyday[0], 12, 21450, "")
	five.swiped(2, five.p.card, everyday[3], 8, 4200, "")
	gym := everyday[6]
	five.swiped(3, five.p.card, gym, 4, 12999, "")
	five.swiped(4, five.p.card, everyday[2], 2, 8900, "")

	six := tell(w, start, 6, "sv", "Gustav Öberg", towns[5], "Granstigen 5", "")
	_, bike := six.bought(6, 1, 75, 600000, -44, -44, 0, 0)
	six.w.row("plans", six.p.id, "pl-0601", bike, int64(600000), planFee(6), 6, 25, start.monthDay(-2, 25).String())

	seven := tell(w, start, 7, "sv", "Maria Karlsson", towns[6], "Sjövägen 40", "7731")
	seven.paid(5, 1, 100, 39900)
	seven.swiped(1, seven.p.card, everyday[1], 6, 64275, "")
	seven.swiped(2, seven.p.card, shop{"Resebyrån Horisont", "Stockholm", "online", "HORISONT RESOR", 0, 0, nil}, 1, 489000, "fraud_check")

	eight := tell(w, start, 8, "sv", "Oskar Bergström", towns[8], "Björkvägen 17", "")
	eight.w.row("contacts", eight.p.id, "co-0801", "address", "Kyrkogatan 2, 582 24 Linköping", "Björkvägen 17, 652 24 Karlstad", (start-12).at(14, 0))
	eight.owes(10, 0, 20, 149900, 11)

	nine := tell(w, start, 9, "sv", "Sara Ek", towns[9], "Storgatan 61", "2210")
	nine.card("card-00092", "9034", "Nordkreditkortet Resa", "frozen", "lost")
	nine.swiped(1, nine.p.card, everyday[4], 5, 18900, "")

	ten := tell(w, start, 10, "en", "James O'Connor", towns[9], "Kyrkogatan 9", "")
	ten.paid(12, 1, 60, 34900)
	ten.paid(15, 0, 140, 24900)
}
