package understanding

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// score counts entities found, missed and invented, by span; and how many of
// those found have the right value.
type score struct{ hit, missed, invented, value int }

func (s score) f1() float64 {
	return 2 * float64(s.hit) / max(1, float64(2*s.hit+s.missed+s.invented))
}

// NLU++'s own slots: dates, amounts and times of banking and hotels. What
// stands inside a period ("next week", "from 3 to 5 nights") is neither right
// nor wrong. Its texts were written on 15 March 2022.
func TestEntitiesOfNLUPlusPlus(t *testing.T) {
	dataFile(t, "nlupp/banking/fold0.json")
	kinds := map[string]EntityKind{"date": Date, "date_from": Date, "date_to": Date, "amount_of_money": Amount, "time": Time, "time_from": Time, "time_to": Time}
	got := map[EntityKind]*score{Date: {}, Amount: {}, Time: {}}
	r := reader(t)
	for _, domain := range []string{"banking", "hotels"} {
		for _, path := range mustGlob(t, dataFile(t, "nlupp/"+domain)) {
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var items []struct {
				Text  string
				Slots map[string]struct {
					Text string
					Span [2]int
				}
			}
			if err := json.Unmarshal(raw, &items); err != nil {
				t.Fatal(err)
			}
			for _, it := range items {
				found := r.Read(it.Text, Context{Language: "en", Market: "UK", Today: "2022-03-15"}).Entities
				used := make([]bool, len(found))
				overlap := func(e Entity, span [2]int) bool { return e.From < span[1] && e.To > span[0] }
				for name, slot := range it.Slots {
					k, ours := kinds[name]
					if !ours {
						continue
					}
					ok := false
					for i, e := range found {
						if e.Kind == k && overlap(e, slot.Span) {
							used[i] = true
							ok = true
						}
					}
					if ok {
						got[k].hit++
					} else {
						got[k].missed++
						t.Logf("    missed %s %q in %q", k, slot.Text, it.Text)
					}
				}
				for i, e := range found {
					if got[e.Kind] == nil || used[i] {
						continue
					}
					excused := false
					for name, slot := range it.Slots {
						excused = excused || kinds[name] != e.Kind && overlap(e, slot.Span)
					}
					if !excused {
						got[e.Kind].invented++
						t.Logf("    invented %s %q in %q %v", e.Kind, e.Text, it.Text, it.Slots)
					}
				}
			}
		}
	}
	for _, k := range []EntityKind{Amount, Date, Time} {
		s := got[k]
		figure(t, "Entities", string(k)+", NLU++", "F1 0.93", "F1 %.3f (%d found, %d missed, %d invented)", s.f1(), s.hit, s.missed, s.invented)
		if s.f1() < entityFloors[k] {
			t.Errorf("%s: F1 %.3f, floor %.2f", k, s.f1(), entityFloors[k])
		}
	}
}

var entityFloors = map[EntityKind]float64{Amount: 0.9, Date: 0.9, Time: 0.9}

// Our own Swedish texts with their entities, "text | kind=value; …" a line; the
// day is Friday 20 November 2026. An amount without a currency counts by value.
func TestSwedishEntities(t *testing.T) {
	r := reader(t)
	sum := score{}
	for _, l := range lines(t, "testdata/entities.sv.txt") {
		text, want, _ := strings.Cut(l, " | ")
		left := map[string]int{}
		for _, w := range strings.Split(want, ";") {
			if w = strings.TrimSpace(w); w != "" {
				left[w]++
			}
		}
		c := at("sv")
		c.Today = "2026-11-20"
		for _, e := range r.Read(text, c).Entities {
			k := string(e.Kind) + "=" + e.Value
			switch {
			case left[k] > 0:
				left[k]--
				sum.hit++
			case e.Kind == Number || e.Kind == Ordinal:
			default:
				sum.invented++
				t.Logf("    invented %s %q in %q (%s)", k, e.Text, text, want)
			}
		}
		for k, n := range left {
			if sum.missed += n; n > 0 {
				t.Logf("    missed %s in %q", k, text)
			}
		}
	}
	figure(t, "Entities", "all kinds with their value, own Swedish texts", "F1 0.93", "F1 %.3f (%d found, %d missed, %d invented)", sum.f1(), sum.hit, sum.missed, sum.invented)
	if sum.f1() < 0.93 {
		t.Errorf("F1 %.3f", sum.f1())
	}
}
