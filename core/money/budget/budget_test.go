package budget

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"testing"
)

// Worked by hand, each on paper before it was run.
func TestABudgetByHand(t *testing.T) {
	spends := []Spend{{"2026-09-03", 90000, false}, {"2026-10-10", 130000, false}, {"2026-11-02", 40000, false}, {"2026-11-09", 30000, false}, {"2026-11-10", 12000, false}}
	for _, c := range []struct {
		name   string
		b      Budget
		today  string
		coming []Spend
		want   State
	}{
		// 1 000 a month: 820 by the 10th is over 80% (reached by 700 -> 820 on the 10th);
		// 82 a day: 820 + 82·2 = 984 on the 12th, 1 066 on the 13th.
		{"monthly", Budget{Kind: Monthly, Minor: 100000, From: "2026-09"}, "2026-11-10", nil,
			State{"2026-11", 100000, 0, 82000, 18000, []Alert{{At80, "2026-11-10"}, {Overshoot, "2026-11-13"}}, 0}},
		// with roll-over: +100 from September, −300 in October: −200; 800 is reached by 820.
		{"rollover", Budget{Kind: Monthly, Minor: 100000, From: "2026-09", Rollover: true}, "2026-11-10", nil,
			State{"2026-11", 80000, -20000, 82000, -2000, []Alert{{At80, "2026-11-09"}, {At100, "2026-11-10"}}, 0}},
		// an envelope with 500 moved in during October: 100 − 300 + 500 = 300 carried; 1 300 in it.
		// 82 a day: 1 300 is passed when 82·d > 1 300, d = 16 (1 312).
		{"envelope", Budget{Kind: Envelope, Minor: 100000, From: "2026-09", Moves: []Move{{"2026-10-11", 50000}}}, "2026-11-10", nil,
			State{"2026-11", 130000, 30000, 82000, 48000, []Alert{{Overshoot, "2026-11-16"}}, 0}},
		// a known bill of 150 on the 12th: 820 + 164 + 150 is over that day.
		{"coming", Budget{Kind: Monthly, Minor: 100000, From: "2026-11"}, "2026-11-10", []Spend{{"2026-11-12", 15000, true}},
			State{"2026-11", 100000, 0, 82000, 18000, []Alert{{At80, "2026-11-10"}, {Overshoot, "2026-11-12"}}, 0}},
		// 2 000: 820·30/10 = 2 460 by the end: passed when 82·d > 2 000, d = 25 (2 050).
		{"overshoot late", Budget{Kind: Monthly, Minor: 200000, From: "2026-11"}, "2026-11-10", nil,
			State{"2026-11", 200000, 0, 82000, 118000, []Alert{{Overshoot, "2026-11-25"}}, 0}},
		{"enough", Budget{Kind: Monthly, Minor: 300000, From: "2026-11"}, "2026-11-10", nil,
			State{"2026-11", 300000, 0, 82000, 218000, []Alert{}, 0}},
		{"not begun", Budget{Kind: Monthly, Minor: 300000, From: "2026-12"}, "2026-11-10", nil, State{Month: "2026-11", Alerts: []Alert{}}},
		// 1 000.00 over January to March for a bill in April: 333.34, 333.33, 333.33.
		{"sinking first", Budget{Kind: Sinking, Minor: 100000, From: "2026-01", Due: "2026-04-15"}, "2026-01-20", nil, State{"2026-01", 33334, 0, 0, 33334, []Alert{}, 33334}},
		{"sinking last", Budget{Kind: Sinking, Minor: 100000, From: "2026-01", Due: "2026-04-15"}, "2026-03-20", nil, State{"2026-03", 100000, 66667, 0, 100000, []Alert{}, 33333}},
		{"sinking due", Budget{Kind: Sinking, Minor: 100000, From: "2026-01", Due: "2026-04-15"}, "2026-04-14", nil, State{"2026-04", 100000, 100000, 0, 100000, []Alert{}, 0}},
	} {
		if got := c.b.At(c.today, spends, c.coming); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", c.name, got, c.want)
		}
	}
}

// The month after its bill a sinking fund begins anew, and the bill that it paid
// is no spending of the new year.
func TestASinkingFundBeginsAnew(t *testing.T) {
	b := Budget{Kind: Sinking, Minor: 120000, From: "2025-06", Due: "2026-04-15"}
	s := b.At("2026-05-02", []Spend{{"2026-04-15", 118000, true}}, nil)
	if s.Spent != 0 || s.Limit != 20000 || s.Need != 10000 { // April and May of twelve
		t.Errorf("%+v", s)
	}
}

// What a sinking fund sets aside is the bill, to the last öre.
func TestSinkingFundsSumToTheirBill(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 500 {
		b := Budget{Kind: Sinking, Minor: 1 + r.Int64N(9_999_999), From: "2026-01", Due: dated("2026-02", 1+r.IntN(300))}
		var total int64
		for m := b.From; m <= b.Due[:7]; m = next(m) {
			day := dated(m, 1)
			if m == b.Due[:7] && m == b.From {
				break
			}
			total += b.At(day, nil, nil).Need
		}
		if total != b.Minor {
			t.Fatalf("%+v sets aside %d", b, total)
		}
	}
}

// With roll-over nothing is lost over the months: all limits less all spending
// is what is left.
func TestRolloverNeverDrifts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 300 {
		b := Budget{Kind: Monthly, Minor: 1 + r.Int64N(500000), From: "2024-11", Rollover: true}
		var spends []Spend
		var spent int64
		for range r.IntN(200) {
			s := Spend{dated("2024-11", 1+r.IntN(700)), r.Int64N(40000), false}
			if s.Date <= "2026-10-31" {
				spends = append(spends, s)
				spent += s.Minor
			}
		}
		if got := b.At("2026-10-31", spends, nil).Left; got != 24*b.Minor-spent {
			t.Fatalf("left %d, want %d", got, 24*b.Minor-spent)
		}
	}
}

func TestGoalsByHand(t *testing.T) {
	for _, c := range []struct {
		g    Goal
		want Plan
	}{
		{Goal{Minor: 1200000, Saved: 200000, By: "2027-08-31"}, Plan{Left: 1000000, Months: 10, Monthly: 100000}},
		{Goal{Minor: 100000, By: "2027-01-10"}, Plan{Left: 100000, Months: 3, Monthly: 33334}},
		{Goal{Minor: 100, Saved: 100, By: "2027-01-10"}, Plan{Reached: true}},
		{Goal{Minor: 100, By: "2026-11-01"}, Plan{Left: 100, Monthly: 100, Late: true}},
		{Goal{Minor: 100, By: "2026-11-30"}, Plan{Left: 100, Months: 1, Monthly: 100}},
	} {
		if got := c.g.Plan("2026-11-24"); got != c.want {
			t.Errorf("%+v: %+v, want %+v", c.g, got, c.want)
		}
	}
}

func TestMistakesHaveNames(t *testing.T) {
	for _, c := range []struct {
		b    Budget
		want error
	}{
		{Budget{Kind: Monthly, From: "2026-01"}, ErrAmount}, {Budget{Kind: Monthly, Minor: 1 << 46, From: "2026-01"}, ErrAmount},
		{Budget{Kind: "yearly", Minor: 1, From: "2026-01"}, ErrKind}, {Budget{Kind: Monthly, Minor: 1, From: "January"}, ErrMonth},
		{Budget{Kind: Sinking, Minor: 1, From: "2026-01"}, ErrDue}, {Budget{Kind: Sinking, Minor: 1, From: "2026-02", Due: "2026-01-31"}, ErrDue},
		{Budget{Kind: Envelope, Minor: 1, From: "2026-01"}, nil},
	} {
		if err := c.b.Check(); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v", c.b, err)
		}
	}
	for g, want := range map[Goal]error{{Minor: 1}: ErrBy, {By: "2026-01-01"}: ErrAmount, {Minor: 1, Saved: -1, By: "2026-01-01"}: ErrAmount, {Minor: 1, By: "2026-01-01"}: nil} {
		if err := g.Check(); !errors.Is(err, want) {
			t.Errorf("%+v: %v", g, err)
		}
	}
}
