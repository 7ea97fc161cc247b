package knowledge

import (
	"slices"
	"testing"
)

// TestThirdJudge counts questions that were written from the articles' titles
// alone, before any change that they judge. It never prints one of them: whoever
// looked would tune on it.
func TestThirdJudge(t *testing.T) {
	x := shipped(t)
	var n, first, third, sure, wrong, none, answered, silent, lost float64
	for _, q := range readQuestions(t, "third.sv.tsv") {
		hits := x.Search("sv", q.text, 3)
		confident := len(hits) > 0 && hits[0].Confident
		if q.want == nil {
			none++
			if confident {
				answered++
			}
			if len(hits) == 0 {
				silent++
			}
			continue
		}
		n++
		at := slices.IndexFunc(hits, func(h Hit) bool { return slices.Contains(q.want, h.Article) })
		if at == 0 {
			first++
		}
		if at >= 0 {
			third++
		} else if !slices.ContainsFunc(x.Search("sv", q.text, 50), func(h Hit) bool { return slices.Contains(q.want, h.Article) }) {
			lost++ // no word in common, or below the floor: not a question of rank
		}
		if confident {
			sure++
			if at != 0 {
				wrong++
			}
		}
	}
	t.Logf("sv third: %.0f questions: recall@1 %.3f, recall@3 %.3f (never found: %.0f); answered %.3f, of those wrong %.3f; %.0f not ours: answered all the same %.3f, nothing offered %.3f",
		n, first/n, third/n, lost, sure/n, wrong/max(sure, 1), none, answered/none, silent/none)
	if n < 60 || none < 60 || third/n < 0.93 || first/n < 0.81 || answered/none > 0.12 {
		t.Errorf("below its floors: recall@1 0.81, recall@3 0.93, answered though not ours at most 0.12")
	}
}
