package pay

import (
	"math/big"
	"math/rand/v2"
	"testing"
	"time"
)

func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(s)
	}
	return r
}

var california = Terms{Market: "US-CA", Currency: "USD", Zone: time.UTC, PaidBelow: 30 * time.Minute,
	Week:    Tier{40 * time.Hour, rat("1.5"), "week"},
	Day:     []Tier{{8 * time.Hour, rat("1.5"), "day"}, {12 * time.Hour, rat("2"), "day"}},
	Seventh: []Tier{{0, rat("1.5"), "day"}, {8 * time.Hour, rat("2"), "day"}}, FlatBonus: true}

// The same law, minute by minute, with nothing but counters.
func slowly(work []Work) map[string]int {
	out := map[string]int{}
	day, week, days := map[string]int{}, map[string]int{}, map[string]map[string]bool{}
	minutes := func(do func(t time.Time, monday string)) {
		for _, w := range work {
			for t := w.Start; t.Before(w.End); t = t.Add(time.Minute) {
				do(t, t.AddDate(0, 0, -(int(t.Weekday())+6)%7).Format(time.DateOnly))
			}
		}
	}
	minutes(func(t time.Time, m string) {
		if days[m] == nil {
			days[m] = map[string]bool{}
		}
		days[m][t.Format(time.DateOnly)] = true
	})
	minutes(func(t time.Time, m string) {
		d := t.Format(time.DateOnly)
		n := day[d]
		day[d]++
		switch seventh := len(days[m]) == 7 && t.Weekday() == time.Sunday; {
		case seventh && n >= 8*60, n >= 12*60:
			out["2"]++
		case seventh, n >= 8*60:
			out["3/2"]++
		case week[m] >= 40*60:
			out["3/2"]++
		default:
			week[m]++
			out["1"]++
		}
	})
	return out
}

func TestEveryMinuteHasItsOneMultiplier(t *testing.T) {
	n := 300
	if testing.Short() {
		n = 100
	}
	seventh := 0
	for seed := range uint64(n) {
		r := rand.New(rand.NewPCG(seed, 3))
		at := time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)
		var work []Work
		for range 3 + r.IntN(12) {
			at = at.Add(time.Duration(r.IntN(20*60)) * time.Minute)
			end := at.Add(time.Duration(1+r.IntN(14*60)) * time.Minute)
			work = append(work, Work{Start: at, End: end})
			at = end
		}
		got := map[string]int{}
		total := time.Duration(0)
		for _, l := range Calculate(california, rat("20"), new(big.Rat), 0, work) {
			got[l.Times.RatString()] += int(l.Time / time.Minute)
			for _, s := range l.Spans {
				total += s.End.Sub(s.Start)
			}
		}
		want, all := slowly(work), 0
		for times, m := range want {
			if all += m; got[times] != m {
				t.Fatalf("seed %d: %v, want %v", seed, got, want)
			}
		}
		if total != time.Duration(all)*time.Minute {
			t.Fatalf("seed %d: the lines show %v, worked were %d minutes", seed, total, all)
		}
		if want["2"] > 0 {
			seventh++
		}
	}
	if seventh < n/10 {
		t.Errorf("double time in only %d of %d", seventh, n)
	}
}

func TestAmountsAreRoundedOnceAndHalfAway(t *testing.T) {
	for _, x := range []struct {
		amount, currency string
		want             int64
	}{{"1.005", "USD", 101}, {"1.00499", "USD", 100}, {"-1.005", "USD", -101}, {"0", "USD", 0}, {"0.5", "JPY", 1}, {"1/3", "SEK", 33}, {"0.0005", "KWD", 1}} {
		if got := minor(rat(x.amount), x.currency); got != x.want {
			t.Errorf("%s %s: %d, want %d", x.amount, x.currency, got, x.want)
		}
	}
	// Three thirds of an hour in three shifts are one exact hour.
	at := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	var work []Work
	for i := range 3 {
		work = append(work, Work{Start: at.Add(time.Duration(i) * time.Hour), End: at.Add(time.Duration(i)*time.Hour + 20*time.Minute)})
	}
	lines := Calculate(Terms{Currency: "USD", Zone: time.UTC}, rat("10"), new(big.Rat), 0, work)
	if len(lines) != 1 || lines[0].Amount != 1000 || Total(lines) != 1000 {
		t.Errorf("%+v", lines)
	}
}

func TestTheMinimumWageIsTheNewestForTheAge(t *testing.T) {
	s := &sheet{t: Terms{Minimum: []Minimum{{"2025-04-01", 16, rat("7")}, {"2025-04-01", 21, rat("12")}, {"2026-04-01", 16, rat("8")}, {"2026-04-01", 21, rat("13")}}}}
	for _, x := range []struct {
		day  string
		age  int
		want string
	}{{"2026-04-01", 0, "13"}, {"2026-03-31", 0, "12"}, {"2026-04-01", 20, "8"}, {"2026-03-31", 21, "12"}, {"2026-03-31", 16, "7"}, {"2024-01-01", 30, "0"}} {
		if s.age = x.age; s.minimum(x.day).Cmp(rat(x.want)) != 0 {
			t.Errorf("%+v: %v", x, s.minimum(x.day))
		}
	}
}
