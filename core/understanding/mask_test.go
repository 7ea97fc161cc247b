package understanding

import (
	"strings"
	"testing"
)

func TestMask(t *testing.T) {
	for _, c := range []struct {
		text, want, kind string
		own              []string
	}{
		{"my card is 4111111111111111 ok", "my card is •••• 1111 ok", "card", nil},
		{"4111 1111 1111 1111", "•••• 1111", "card", nil},
		{"4111-1111-1111-1111", "•••• 1111", "card", nil},
		{"４１１１ １１１１ １１１１ １１１１", "•••• 1111", "card", nil},
		{"4111\u200b1111\u200b11111111", "•••• 1111", "card", nil},
		{"378282246310005", "•••• 0005", "card", nil},
		{"3782 822463 10005", "•••• 0005", "card", nil},
		{"4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "•••• 1111", "card", nil},
		{"kort 4111 1111 1111 1111 12/27 123", "kort •••• 1111 12/27 123", "card", nil},
		{"4111111111111112", "4111111111111112", "", nil},                                     // fails Luhn
		{"9111111111111111", "9111111111111111", "", nil},                                     // no issuer
		{"OCR 4111111111111111", "OCR 4111111111111111", "", []string{"4111 1111 1111 1111"}}, // the customer's own
		{"850709-9805", "••••••-••••", "personnummer", nil},
		{"19850709-9805", "••••••-••••", "personnummer", nil},
		{"198507099805", "••••••-••••", "personnummer", nil},
		{"850709+9805", "••••••-••••", "personnummer", nil},
		{"850769-9805", "850769-9805", "", nil}, // coordination day, wrong check digit
		{"851309-9805", "851309-9805", "", nil}, // no such month
		{"0707123456", "0707123456", "", nil},
		{"070-712 34 56", "070-712 34 56", "", nil},
		{"AB123456C", "••••••-••••", "ni_number", nil},
		{"AB 12 34 56 C", "••••••-••••", "ni_number", nil},
		{"ab 123456 c please", "••••••-•••• please", "ni_number", nil},
		{"DQ123456C", "DQ123456C", "", nil},
		{"123-45-6789", "••••••-••••", "ssn", nil},
		{"000-45-6789", "000-45-6789", "", nil},
		{"invoice 88213 for 1 234,50 kr on 2026-12-02", "invoice 88213 for 1 234,50 kr on 2026-12-02", "", nil},
		{"+46 70 123 45 67", "+46 70 123 45 67", "", nil},
		{"", "", "", nil},
	} {
		got, found := Mask(c.text, c.own)
		if got != c.want || strings.Join(found, ",") != c.kind {
			t.Errorf("%q: %q %v, want %q %q", c.text, got, found, c.want, c.kind)
		}
	}
}

// Ten digits that start with 07 are a mobile phone even when they pass as a
// personnummer: masking it would lose the customer the call back.
func TestMobileIsNoPersonnummer(t *testing.T) {
	n := 0
	for i := range 10000 {
		d := "0701" + string([]byte{'0' + byte(i/1000%3), '0' + byte(i/100%10), '0' + byte(i/10%10), '0' + byte(i%10), '5', '0' + byte(i%7)})
		if isPersonnummer(d) {
			n++
		}
		if got, _ := Mask(d, nil); got != d {
			t.Fatalf("%s became %s", d, got)
		}
	}
	if n == 0 {
		t.Error("no number of the test could pass as a personnummer: it proves nothing")
	}
}

func FuzzMask(f *testing.F) {
	for _, s := range []string{"4111 1111 1111 1111", "850709-9805 123-45-6789", "AB 12 34 56 C", "•••• 1111 1234 5678 9012", "４１１１１１１１１１１１１１１１", "4-1-1-1\n1111", "\xff4111\xff"} {
		f.Add(s, "4111111111111111")
	}
	f.Fuzz(func(t *testing.T, text, own string) {
		once, found := Mask(text, nil)
		twice, again := Mask(once, nil)
		if twice != once || len(again) > 0 {
			t.Fatalf("%q: %q, then %q", text, once, twice)
		}
		if len(found) == 0 && once != text {
			t.Fatalf("%q changed to %q with nothing found", text, once)
		}
		for _, w := range strings.FieldsFunc(once, func(r rune) bool { return r < '0' || r > '9' }) {
			if isCard(w) && !strings.Contains(once, "+"+w) && !strings.Contains(once, "•"+w) {
				t.Fatalf("%q still holds the card %s", once, w)
			}
		}
		Mask(text, []string{own})
	})
}
