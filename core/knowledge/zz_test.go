package knowledge

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func TestHO(t *testing.T) {
	x := shipped(t)
	for _, l := range []string{"sv", "en"} {
		b, _ := os.ReadFile("testdata/heldout." + l + ".tsv")
		n, f, th, s, r, no, ho := 0, 0, 0, 0, 0, 0, 0
		for _, line := range strings.Split(string(b), "\n") {
			q, w, ok := strings.Cut(line, "\t")
			if !ok || strings.HasPrefix(q, "#") {
				continue
			}
			h := x.Search(l, q, 3)
			if w == "-" {
				no++
				if len(h) == 0 || !h[0].Confident {
					ho++
				}
				continue
			}
			n++
			at := slices.IndexFunc(h, func(h Hit) bool { return slices.Contains(strings.Split(w, "|"), h.Article) })
			if at == 0 {
				f++
			}
			if at >= 0 {
				th++
			}
			if len(h) > 0 && h[0].Confident {
				s++
				if at == 0 {
					r++
				} else {
					t.Log("WRONG", q, h[0].Article)
				}
			}
			if at != 0 {
				var g []string
				for _, y := range h {
					g = append(g, y.Article)
				}
				t.Log(at+1, q, w, g)
			}
		}
		t.Log(l, n, f, th, "sure", s, r, "none", no, ho)
	}
}
