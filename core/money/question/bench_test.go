package question

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"samtal/core/money"
)

// A question on a million transactions, the index made: issue 7 asks for under
// 20 ms.
func BenchmarkQuestionOnAMillion(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	shops := []struct{ shop, category string }{{"ICA", "groceries"}, {"Espresso House", "restaurants"}, {"Scandic", "holiday"}, {"Netflix", "streaming"}}
	rows := make([]Row, 1_000_000)
	start := at("2024-11-01")
	for i := range rows {
		s := shops[r.IntN(len(shops))]
		rows[i] = Row{fmt.Sprint(i), start.AddDate(0, 0, r.IntN(754)).Format(time.DateOnly), s.shop, s.category, "a", money.Money{Minor: -1 - r.Int64N(90000), Currency: "SEK"}}
	}
	f := facts(rows)
	for _, text := range []string{"groceries in October", "groceries this year", "biggest purchase ever", "restaurants this year compared with last year"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				if a := Ask(text, "en", f, nil); len(a.Figures) != 1 {
					b.Fatalf("%+v", a)
				}
			}
		})
	}
}
