package assistant_test

import (
	"context"
	"strings"
	"testing"

	"samtal/service/moneybox"
)

const konto = "Datum;Text;Belopp;Saldo\n2026-10-03;ICA NARA 0345 STHLM;-250,00;1000,00\n2026-10-14;WILLYS UPPSALA;-175,50;824,50\n2026-10-20;ESPRESSO HOUSE;-89,00;735,50\n2026-11-20;ICA NARA 0345 STHLM;-60,00;675,50\n"

// switchOn is what the customer does on the money page.
func (h *house) switchOn() {
	h.t.Helper()
	ctx := context.Background()
	p, err := h.money.Held(h.who)
	if err == nil {
		err = p.Switch(ctx, true, h.money.Notice.Version)
	}
	if err == nil {
		_, err = p.Take(ctx, []byte(konto), moneybox.Options{Account: "Lönekonto", Currency: "SEK"})
	}
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) last() string {
	h.t.Helper()
	list := h.all()
	m := list[len(list)-1]
	return strings.ReplaceAll(m.Text, "\u00a0", " ") + " " + string(m.Card)
}

// A question about one's own money is answered in the conversation, and what
// follows it is understood from it; each answer opens its rows.
func TestMoneyIsAnsweredInTheConversation(t *testing.T) {
	h := newHouse(t, "c-0001", "sv")
	h.switchOn()
	for _, c := range [][2]string{
		{"Hur mycket har jag lagt på matvaror i oktober?", "425,50 kr"},
		{"och restauranger?", "89 kr"},
		{"och i november?", "inget"},
		{"största köpet i år?", "250 kr"},
		{"vad har jag handlat för på ICA i november?", "60 kr"},
	} {
		h.say(c[0])
		if got := h.last(); !strings.Contains(got, c[1]) || !strings.Contains(got, "/money/?q=") {
			t.Fatalf("%s: %s\n%s", c[0], got, h.talk())
		}
	}
	h.twice()
}

// Off, nothing of theirs is read: it says how to switch on. Visitors have no money here.
func TestMoneyIsOffUntilTheCustomerSaysYes(t *testing.T) {
	h := newHouse(t, "c-0001", "en")
	h.say("How much did I spend on groceries in October?")
	if got := h.last(); !strings.Contains(got, "switch the money assistant on") {
		t.Fatal(h.talk())
	}
	v := newHouse(t, "", "en")
	v.say("How much did I spend on groceries in October?")
	if strings.Contains(v.talk(), "money assistant") {
		t.Fatal(v.talk())
	}
}

// What customer service is for stays with it, also for whoever has the money
// assistant on: invoices and plans are flows, a person is a person, and a flow
// that waits for an answer is not left.
func TestMoneyDisturbsNoMatter(t *testing.T) {
	for _, text := range []string{"när ska jag betala min faktura", "vad är jag skyldig er?", "var är min återbetalning?", "jag vill prata med en människa", "jag känner inte igen ett köp på ICA i oktober", "jag betalade i går", "vad kostar delbetalning i ränta"} {
		h := newHouse(t, "c-0001", "sv")
		h.say(text)
		before := h.text()
		g := newHouse(t, "c-0001", "sv")
		g.switchOn()
		g.say(text)
		if got := g.text(); got != before {
			t.Errorf("%s is answered otherwise when the money assistant is on:\n%s\ninstead of\n%s", text, got, before)
		}
	}
}
