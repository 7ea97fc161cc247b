package moneybox

import (
	"testing"

	"samtal/content"
	"samtal/core/money/category"
)

func TestShopsAndCategoriesOfTheShippedBook(t *testing.T) {
	b, err := ReadBook(content.FS)
	if err != nil {
		t.Fatal(err)
	}
	own := b.NewOwn(nil, nil)
	for _, c := range []struct {
		text, shop, category string
		minor                int64
	}{
		{"ICA NARA 0345 STHLM", "ICA", "groceries", -100}, {"Willys Mariestad Hag Mariestad Se", "Willys", "groceries", -1}, {"St1 Hova Hova Se", "St1", "car", -1},
		{"Kumla Biltvatt", "Kumla Biltvatt", "car", -1}, {"Lekia Orebro", "Lekia", "children", -1}, {"NOWTV.COM/BILLINGHELP SKY GBR", "", "streaming", -1},
		{"POS20SEP NETFLIX.COM", "Netflix", "streaming", -1}, {"ATM08SEP", "", "cash", -1}, {"DELIVEROO.CO.UK LONDON LND", "", "restaurants", -1},
		{"SAINSBURYS SACAT 0602 LADBROKE GROV GBR", "Sainsbury's", "groceries", -1}, {"Spotify UK London GBR", "Spotify", "streaming", -1},
		{"CSN Centrala stu", "CSN", "loans", -327700}, {"KLARNA* ZALANDO", "Zalando", "clothes", -1}, {"IZ *PIZZERIA NAPOLI", "Pizzeria Napoli", "restaurants", -1},
		{"Bokhandeln i Lund", "", "hobby", -1}, {"Centrumtandläkarna AB", "", "pharmacy", -1}, {"Lön november", "", "salary", 2500000}, {"XQZW 99", "", "-", -1},
	} {
		l := b.Of(category.Row{Text: c.text, Minor: c.minor}, own)
		if l.Category != c.category && (c.category != "-" || l.Category != "") {
			t.Errorf("%q is %+v, want %s", c.text, l, c.category)
		}
		if got := b.Shop(c.text, ""); c.shop != "" && got != c.shop {
			t.Errorf("%q is the shop %q, want %q", c.text, got, c.shop)
		}
	}
	own = b.NewOwn(nil, map[string]string{"Hundhuset Vips": "pets"})
	if l := b.Of(category.Row{Text: "Hundhuset Vips 22", Minor: -1}, own); l.Category != "pets" || l.Why.Code != "yours_shop" {
		t.Errorf("%+v", l)
	}
	if l := b.Of(category.Row{Text: "Hundhuset Sumpan", Minor: -1}, own); l.Category != "pets" || l.Why.Code != "words" {
		t.Errorf("what was learned of one does not help another: %+v", l)
	}
}
