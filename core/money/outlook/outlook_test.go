package outlook

import (
	"testing"

	"samtal/core/money"
	"samtal/core/money/recurring"
)

func kr(n int64) money.Money { return money.Money{Minor: n * 100, Currency: "SEK"} }

func balance(n int64) *int64 { n *= 100; return &n }

// By hand: 9,000 on the 10th. Before pay on the 25th: rent 5,200 on the 15th, a
// weekly 100 on the 12th and 19th, an instalment of 450 on the 20th, and 500 set
// aside: 9,000 − 5,200 − 200 − 450 − 500 = 2,650.
func TestSafeToSpendByHand(t *testing.T) {
	f := Facts{Today: "2025-03-10", Currency: "SEK", Balance: balance(9000), AsOf: "2025-03-09",
		Series: []recurring.Series{
			{Shop: "Arbetsgivare", Every: recurring.Monthly, Amount: kr(28000), Next: "2025-03-25"},
			{Shop: "Hyra", Every: recurring.Monthly, Amount: kr(-5200), Next: "2025-03-15"},
			{Shop: "Städ", Every: recurring.Weekly, Amount: kr(-100), Next: "2025-03-12"},
			{Shop: "Viaplay", Every: recurring.Monthly, Amount: kr(-449)},                        // has ended
			{Shop: "Försäkring", Every: recurring.Monthly, Amount: kr(-300), Next: "2025-03-25"}, // the day of pay
		},
		Owed:  []Item{{"2025-03-20", "Cykel", kr(-450), "instalment"}, {"2025-03-21", "x", money.Money{Minor: -100, Currency: "EUR"}, "invoice"}},
		Saved: []Item{{"", "Resa", kr(-500), "goal"}},
	}
	s := SafeToSpend(f)
	if s.Amount == nil || *s.Amount != kr(2650) || s.Until != "2025-03-25" || len(s.Items) != 5 {
		t.Fatalf("%+v", s)
	}
	sum := *f.Balance
	for _, i := range s.Items {
		sum += i.Amount.Minor
	}
	if sum != s.Amount.Minor {
		t.Errorf("the items make %d", sum)
	}
	f.Owed[0].Date = "2025-02-01" // overdue is owed today
	if s := SafeToSpend(f); *s.Amount != kr(2650) || s.Items[0].Date != "2025-03-10" {
		t.Errorf("%+v", s)
	}
}

// A figure that is not known is not given.
func TestCannotSay(t *testing.T) {
	pay := []recurring.Series{{Shop: "Lön", Every: recurring.Monthly, Amount: kr(1), Next: "2025-03-25"}}
	for want, f := range map[Reason]Facts{
		NoBalance:  {Today: "2025-03-10", Currency: "SEK", Series: pay},
		OldBalance: {Today: "2025-03-10", Currency: "SEK", Series: pay, Balance: balance(1), AsOf: "2025-02-27"},
		NoIncome:   {Today: "2025-03-10", Currency: "SEK", Balance: balance(1), AsOf: "2025-03-10"},
	} {
		if s := SafeToSpend(f); s.Amount != nil || s.Why != want {
			t.Errorf("%s: %+v", want, s)
		}
	}
	if f := Ahead(Facts{Today: "2025-03-10", Currency: "SEK", Balance: balance(1), Daily: make([]int64, 27)}, 30); f.Why != NoHistory || len(f.Points) != 0 {
		t.Errorf("%+v", f)
	}
}

// By hand: 1,000, 10 a day without any spread, rent of 500 on day 3, pay of
// 2,000 on day 5: 990, 980, 470, 460, 2,450; the lowest before pay is day 4.
func TestTheBalanceAheadByHand(t *testing.T) {
	daily := make([]int64, 30)
	for i := range daily {
		daily[i] = 1000
	}
	f := Facts{Today: "2025-03-10", Currency: "SEK", Balance: balance(1000), AsOf: "2025-03-10", Daily: daily, Series: []recurring.Series{
		{Shop: "Hyra", Every: recurring.Monthly, Amount: kr(-500), Next: "2025-03-13"}, {Shop: "Lön", Every: recurring.Monthly, Amount: kr(2000), Next: "2025-03-15"}}}
	got := Ahead(f, 5)
	for i, want := range []int64{99000, 98000, 47000, 46000, 245000} {
		if p := got.Points[i]; p.Mid != want || p.Low != want || p.High != want {
			t.Errorf("day %d: %+v, want %d", i+1, p, want)
		}
	}
	if got.Lowest == nil || got.Lowest.Date != "2025-03-14" {
		t.Errorf("lowest %+v", got.Lowest)
	}
	f.Daily[0], f.Daily[1] = 0, 2000 // spread makes a band, around the same middle
	if p := Ahead(f, 5).Points[4]; p.Mid != 245000 || p.Low >= p.Mid || p.High-p.Mid != p.Mid-p.Low {
		t.Errorf("%+v", p)
	}
}

func TestMonthsKeepTheirDay(t *testing.T) {
	for n, want := range []string{"2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30"} {
		if got := step("2025-01-31", recurring.Monthly, n); got != want {
			t.Errorf("%d months on: %s, want %s", n, got, want)
		}
	}
}
