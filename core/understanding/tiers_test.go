package understanding

import (
	"math"
	"testing"
)

// At a live mix of 1 distressed and 2 defrauded conversations in 1,000, six
// messages each of which one tells of it: how often is the certain tier right,
// and how many conversations are wrongly in it? The ordinary messages are
// Banking77's test part without its fraud, dispute, lost and stolen intents,
// and our calm texts; the others are the blind texts.
func TestTiersAtALiveMix(t *testing.T) {
	r := reader(t)
	var ordinary [2]int
	wrong, n := map[string]int{}, 0
	count := func(text, lang string) {
		n++
		for _, d := range []Sensitivity{Distress, Fraud} {
			if senses(r.Read(text, at(lang)), string(d)) == Certain {
				wrong[string(d)]++
				t.Logf("    certain %s: %s", d, text)
			}
		}
	}
	for _, row := range labelled(t, "banking77/test.csv") {
		if !sensitive77[row.Label] {
			count(row.Text, "en")
		}
	}
	for _, round := range []string{"blind", "blind2"} {
		for _, lang := range []string{"sv", "en"} {
			for _, text := range lines(t, "testdata/"+round+".calm."+lang+".txt") {
				count(parsePhrase(text, "").Text, lang)
			}
		}
	}
	ordinary[0], ordinary[1] = wrong[string(Distress)], wrong[string(Fraud)]
	perMessage := float64(ordinary[0]+ordinary[1]) / float64(n)
	perTalk := 1 - math.Pow(1-perMessage, 6)
	told := map[Sensitivity]float64{}
	for _, d := range []Sensitivity{Distress, Fraud} {
		sure, all := 0, 0
		for _, round := range []string{"blind", "blind2"} {
			for _, lang := range []string{"sv", "en"} {
				for _, text := range unlearned(t, lines(t, "testdata/"+round+"."+string(d)+"."+lang+".txt")) {
					all++
					if senses(r.Read(parsePhrase(text, "").Text, at(lang)), string(d)) == Certain {
						sure++
					}
				}
			}
		}
		told[d] = float64(sure) / float64(all)
	}
	right := 1*told[Distress] + 2*told[Fraud]
	precision := right / (right + 997*perTalk)
	figure(t, "Tiers at a live mix", "distress and fraud in the certain tier", "", "%.0f%% and %.0f%% of the blind texts", 100*told[Distress], 100*told[Fraud])
	figure(t, "Tiers at a live mix", "conversations wrongly in it", "0.3%", "%.2f%% (%d distress, %d fraud of %d ordinary messages)", 100*perTalk, ordinary[0], ordinary[1], n)
	figure(t, "Tiers at a live mix", "precision of the certain tier", "30%", "%.1f%%", 100*precision)
	if perTalk > 0.02 {
		t.Errorf("%.4f of conversations are wrongly in the certain tier", perTalk)
	}
}
