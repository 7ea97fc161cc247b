package knowledge

import (
	"bufio"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A wanted question of testdata/retrieval.*: half of them were looked at while
// the ranking was set, the other half only counted.
type wanted struct {
	question
	other bool // asked in other words than the article's
	tuned bool
}

func retrieval(t testing.TB, lang string) (out []wanted) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "retrieval."+lang+".tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		c := strings.Split(s.Text(), "\t")
		if len(c) != 3 {
			if !strings.HasPrefix(s.Text(), "#") {
				t.Fatalf("%s: %q", lang, s.Text())
			}
			continue
		}
		w := wanted{question: question{text: c[0]}, other: c[2] == "o"}
		if c[1] != "-" {
			w.want = strings.Split(c[1], "|")
		}
		h := fnv.New32a()
		h.Write([]byte(c[0]))
		w.tuned = h.Sum32()%2 == 0
		out = append(out, w)
	}
	return out
}

// counts of one half. wrong is an answer given for sure that was not the right
// one; silent is nothing offered at all where no article answers.
type counts struct{ n, first, third, others, othersThird, sure, wrong, none, silent, unsure float64 }

// TestRecall holds what docs/knowledge.md says. Only the half that the ranking
// was set on may be printed miss by miss (-v), or the other would not stay unseen.
func TestRecall(t *testing.T) {
	x := shipped(t)
	for _, lang := range []string{"sv", "en"} {
		var half [2]counts
		answered := map[string]bool{}
		for _, w := range retrieval(t, lang) {
			c := &half[0]
			if !w.tuned {
				c = &half[1]
			}
			hits := x.Search(lang, w.text, 3)
			sure := len(hits) > 0 && hits[0].Confident
			if w.want == nil {
				c.none++
				if len(hits) == 0 {
					c.silent++
				} else if w.tuned {
					t.Logf("%s none: %q gave %v", lang, w.text, names(hits))
				}
				if !sure {
					c.unsure++
				}
				continue
			}
			for _, id := range w.want {
				if _, ok := x.Article(lang, id); !ok {
					t.Errorf("%s: %q wants %s, which isn't there", lang, w.text, id)
				}
				answered[id] = true
			}
			c.n++
			at := slices.IndexFunc(hits, func(h Hit) bool { return slices.Contains(w.want, h.Article) })
			if w.other {
				c.others++
			}
			if at == 0 {
				c.first++
			}
			if at >= 0 {
				c.third++
				if w.other {
					c.othersThird++
				}
			}
			if at < 0 && w.tuned {
				t.Logf("%s: %q wants %v, got %v", lang, w.text, w.want, names(hits))
			}
			if sure {
				c.sure++
				if at != 0 {
					c.wrong++
					if w.tuned {
						t.Logf("%s WRONG: %q wants %v, got %v", lang, w.text, w.want, names(hits))
					}
				}
			}
		}
		for _, a := range x.Articles(lang) {
			if !answered[a.ID] {
				t.Errorf("%s: nobody asks for %s", lang, a.ID)
			}
		}
		for i, c := range half {
			name := []string{"tuned on", "kept aside"}[i]
			t.Logf("%s %-10s %3.0f questions: recall@1 %.3f, recall@3 %.3f, in other words %.3f (%.0f); answered %.3f, of those wrong %.3f; not ours: %.0f, nothing offered %.3f, no answer %.3f",
				lang, name, c.n, c.first/c.n, c.third/c.n, c.othersThird/c.others, c.others, c.sure/c.n, c.wrong/max(c.sure, 1), c.none, c.silent/c.none, c.unsure/c.none)
			f := [][6]float64{{0.84, 0.97, 0.96, 0.05, 0.76, 0.90}, {0.72, 0.90, 0.84, 0.07, 0.66, 0.84}}[i] // floors; 0.05 and 0.07 are ceilings
			if c.first/c.n < f[0] || c.third/c.n < f[1] || c.othersThird/c.others < f[2] || c.wrong/c.sure > f[3] || c.silent/c.none < f[4] || c.unsure/c.none < f[5] {
				t.Errorf("%s %s: below its floors %v", lang, name, f)
			}
		}
	}
}
