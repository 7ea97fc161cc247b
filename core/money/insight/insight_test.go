package insight

import (
	"fmt"
	"reflect"
	"testing"

	"samtal/core/money"
	"samtal/core/money/recurring"
)

func sek(id, day, shop string, minor int64) Row {
	return Row{ID: id, Date: day, Shop: shop, Account: "a", Amount: money.Money{Minor: minor, Currency: "SEK"}}
}

func none(recurring.Series) bool { return false }

// Each finding by hand, and beside each what must not be found.
func TestFindingsByHand(t *testing.T) {
	paid := func(n int64) money.Money { return money.Money{Minor: n, Currency: "SEK"} }
	var usual []Row
	for i := range 5 {
		usual = append(usual, sek(fmt.Sprint("u", i), fmt.Sprintf("2026-0%d-05", i+4), "Frisör", -40000-int64(i)))
	}
	for _, c := range []struct {
		name string
		f    Facts
		want []Finding
	}{
		{"nothing", Facts{}, nil},
		{"twice", Facts{Rows: []Row{sek("1", "2026-11-10", "Elgiganten", -99900), sek("2", "2026-11-11", "Elgiganten", -99900)}}, []Finding{{Duplicate, AskShop, "Elgiganten", paid(99900), 0, "2026-11-11", []string{"1", "2"}}}},
		{"three days apart", Facts{Rows: []Row{sek("1", "2026-11-10", "Elgiganten", -99900), sek("2", "2026-11-13", "Elgiganten", -99900)}}, nil},
		{"two coffees are a habit", Facts{Rows: []Row{sek("1", "2026-05-10", "Kaffe", -3500), sek("2", "2026-05-10", "Kaffe", -3500), sek("3", "2026-11-10", "Kaffe", -3500), sek("4", "2026-11-10", "Kaffe", -3500)}}, nil},
		{"another account", Facts{Rows: []Row{sek("1", "2026-11-10", "X", -99900), {ID: "2", Date: "2026-11-10", Shop: "X", Account: "b", Amount: paid(-99900)}}}, nil},
		{"unusual", Facts{Rows: append(usual[:5:5], sek("6", "2026-11-05", "Frisör", -120010))}, []Finding{{Unusual, CheckIt, "Frisör", paid(120010), 40002, "2026-11-05", []string{"6"}}}},
		{"three times is not more than three times", Facts{Rows: append(usual[:5:5], sek("6", "2026-11-05", "Frisör", -120006))}, nil},
		{"too few to know", Facts{Rows: append(usual[:4:4], sek("6", "2026-11-05", "Frisör", -920010))}, nil},
		{"fees", Facts{Rows: []Row{{"1", "2026-02-01", "Banken", "a", paid(-3900), true}, {"2", "2026-08-01", "Banken", "a", paid(-6000), true}, {"3", "2025-08-01", "Banken", "a", paid(-6000), true}}}, []Finding{{Fees, AskBank, "", paid(9900), 0, "2026-08-01", []string{"1", "2"}}}},
		{"price rise of what is no subscription", Facts{Series: []recurring.Series{{Shop: "Rikshem", Amount: paid(-14900), Rose: 2000, Last: "2026-11-03", Next: "2026-12-03", Rows: []string{"n"}}}}, []Finding{{PriceRise, AskWhy, "Rikshem", paid(14900), 12900, "2026-11-03", []string{"n"}}}},
		{"price rise of a subscription", Facts{Subscription: func(recurring.Series) bool { return true }, Series: []recurring.Series{{Shop: "Netflix", Amount: paid(-14900), Rose: 2000, Last: "2026-11-03", Next: "2026-12-03", Rows: []string{"n"}}}}, []Finding{{PriceRise, KeepOrEnd, "Netflix", paid(14900), 12900, "2026-11-03", []string{"n"}}}},
		{"still used", Facts{Subscription: func(recurring.Series) bool { return true }, Series: []recurring.Series{{Shop: "SATS", Amount: paid(-49900), First: "2026-01-03", Next: "2026-12-03", Rows: []string{"n"}}, {Shop: "Ny", Amount: paid(-1), First: "2026-09-03", Next: "2026-12-03"}, {Shop: "Slut", Amount: paid(-1), First: "2025-09-03"}}},
			[]Finding{{StillUse, KeepOrEnd, "SATS", paid(49900), 0, "2026-01-03", []string{"n"}}}},
	} {
		c.f.Today = "2026-11-24"
		if c.f.Subscription == nil {
			c.f.Subscription = none
		}
		if got := Find(c.f); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", c.name, got, c.want)
		}
	}
}

// Three whole months in a row, and a person to talk to; two are not enough, and
// an account to which no income comes says nothing.
func TestASustainedShortfallOffersAPerson(t *testing.T) {
	month := func(n int, in, out int64) []Row {
		return []Row{sek(fmt.Sprint("i", n), fmt.Sprintf("2026-%02d-25", n), "Lön", in), sek(fmt.Sprint("o", n), fmt.Sprintf("2026-%02d-26", n), "Hyra", -out)}
	}
	for _, c := range []struct {
		name string
		rows [][]Row
		want int64
	}{
		{"three", [][]Row{month(7, 100, 50), month(8, 100, 130), month(9, 100, 120), month(10, 100, 101)}, 51},
		{"two", [][]Row{month(7, 100, 150), month(8, 100, 100), month(9, 100, 120), month(10, 100, 101)}, 0},
		{"first month is not whole", [][]Row{month(8, 100, 130), month(9, 100, 120), month(10, 100, 101)}, 0},
		{"no income here", [][]Row{month(7, 0, 50), month(8, 0, 130), month(9, 0, 120), month(10, 0, 101)}, 0},
		{"this month is not over", [][]Row{month(7, 100, 50), month(8, 100, 50), month(9, 100, 120), month(10, 100, 101), month(11, 100, 500)}, 0},
	} {
		var rows []Row
		for _, m := range c.rows {
			rows = append(rows, m...)
		}
		got := Find(Facts{Today: "2026-11-27", Rows: rows, Subscription: none})
		if c.want == 0 && len(got) > 0 || c.want != 0 && (len(got) != 1 || got[0].Code != Shortfall || got[0].Do != TalkToHuman || got[0].Money.Minor != c.want || len(got[0].IDs) != 6) {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}
