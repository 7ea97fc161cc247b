package recurring

import (
	"fmt"
	"testing"
	"time"

	"samtal/core/money"
)

// rows makes payments of a shop on these days.
func rows(shop string, amounts []int64, dates ...string) (out []Row) {
	for i, d := range dates {
		out = append(out, Row{fmt.Sprintf("%s-%d", shop, i), d, shop, money.Money{Minor: amounts[min(i, len(amounts)-1)], Currency: "SEK"}})
	}
	return out
}

func TestWhatComesBack(t *testing.T) {
	for _, c := range []struct {
		name  string
		rows  []Row
		today string
		every Every
		next  string
		rose  int64
	}{
		{"Bank of Ireland's weekly pay", rows("CTO", []int64{84592, 84592, 84593, 84592}, "2017-09-07", "2017-09-14", "2017-09-21", "2017-09-28"), "2017-10-01", Weekly, "2017-10-05", 0},
		{"a subscription over weekends", rows("Netflix", []int64{-12900}, "2025-01-31", "2025-03-03", "2025-03-31", "2025-04-30"), "2025-05-02", Monthly, "2025-05-31", 0},
		{"a price that rose", rows("Spotify", []int64{-10900, -10900, -10900, -11900, -11900}, "2025-01-05", "2025-02-05", "2025-03-05", "2025-04-05", "2025-05-05"), "2025-05-06", Monthly, "2025-06-05", 1000},
		{"a bill that varies", rows("Ellevio", []int64{-60000, -72000, -65000, -58000}, "2025-01-28", "2025-02-28", "2025-03-28", "2025-04-28"), "2025-05-01", Monthly, "2025-05-28", 0},
		{"one missed month", rows("SATS", []int64{-49900}, "2025-01-27", "2025-02-27", "2025-04-27", "2025-05-27", "2025-06-27"), "2025-07-01", Monthly, "2025-07-27", 0},
		{"a yearly bill", rows("Folksam", []int64{-240000, -252000}, "2024-03-01", "2025-03-03"), "2025-04-01", Yearly, "2026-03-03", 0},
		{"one that ended", rows("Viaplay", []int64{-44900}, "2025-01-05", "2025-02-05", "2025-03-05"), "2025-08-01", Monthly, "", 0},
		{"pay", rows("Arbetsgivare", []int64{2800000}, "2025-01-24", "2025-02-25", "2025-03-25"), "2025-04-01", Monthly, "2025-04-25", 0},
		{"quarterly", rows("HSB", []int64{-90000}, "2025-01-31", "2025-04-30", "2025-07-31"), "2025-08-01", Quarterly, "2025-10-31", 0},
	} {
		got := Find(c.rows, c.today)
		if len(got) != 1 || got[0].Every != c.every || got[0].Next != c.next || got[0].Rose != c.rose {
			t.Errorf("%s: %+v, want %s, next %s, rose %d", c.name, got, c.every, c.next, c.rose)
		}
	}
}

func TestWhatOnlyLooksLikeIt(t *testing.T) {
	for name, list := range map[string][]Row{
		"groceries now and then": rows("ICA", []int64{-34210, -8900, -51200, -12000, -77000, -4300, -23000}, "2025-01-03", "2025-01-09", "2025-01-18", "2025-01-23", "2025-02-02", "2025-02-08", "2025-02-14"),
		"two only":               rows("Zalando", []int64{-50000}, "2025-01-05", "2025-02-05"),
		"no rhythm":              rows("Clas Ohlson", []int64{-19900}, "2025-01-05", "2025-01-17", "2025-03-30", "2025-06-02"),
	} {
		if got := Find(list, "2025-07-01"); len(got) != 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// A subscription stands beside other purchases of the same shop.
func TestASubscriptionAmongOtherPurchases(t *testing.T) {
	list := append(rows("Apple", []int64{-3900}, "2025-01-11", "2025-02-11", "2025-03-11", "2025-04-11"),
		rows("Apple", []int64{-1499000, -19900}, "2025-02-20", "2025-03-02")...)
	for i := range list {
		list[i].ID = fmt.Sprint(i)
	}
	if got := Find(list, "2025-04-20"); len(got) != 1 || got[0].Amount.Minor != -3900 {
		t.Errorf("%+v", got)
	}
}

// The next day of a monthly series is a day that exists, in that month.
func TestTheNextDayExists(t *testing.T) {
	for day := 1; day <= 31; day++ {
		var list []Row
		for m := time.Month(1); m <= 3; m++ {
			end := time.Date(2025, m+1, 0, 0, 0, 0, 0, time.UTC).Day()
			list = append(list, Row{fmt.Sprint(m), fmt.Sprintf("2025-%02d-%02d", m, min(day, end)), "x", money.Money{Minor: -100, Currency: "SEK"}})
		}
		got := Find(list, "2025-03-31")
		if len(got) != 1 || got[0].Next[:7] != "2025-04" {
			t.Errorf("day %d: %+v", day, got)
		}
	}
}
