package knowledge

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"unicode"
)

// TestStrangersQuestions asks what nobody here wrote: guests of a hotel
// (NLU++) and people with everyday questions for a chat program (NotInject). Our articles
// answer none of them, but for a few that happen to fit ("can I pay by card?").
func TestStrangersQuestions(t *testing.T) {
	root := filepath.Join("..", "..", "..", "shared", "data", "nlu")
	if _, err := os.Stat(root); err != nil {
		t.Skip("the data isn't on this machine: ", err)
	}
	x := shipped(t)
	for _, c := range []struct {
		name, glob     string
		silent, unsure float64
	}{
		{"hotel guests", "nlupp/hotels/*.json", 0.22, 0.90},
		{"chat users", "prompt-injection/piguard/NotInject_*.json", 0.50, 0.98},
	} {
		files, _ := filepath.Glob(filepath.Join(root, filepath.FromSlash(c.glob)))
		var n, silent, unsure float64
		for _, name := range files {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var list []struct{ Text, Prompt string }
			if err := json.Unmarshal(raw, &list); err != nil {
				t.Fatal(err)
			}
			for _, q := range list {
				text := q.Text + q.Prompt
				if !latin(text) {
					continue
				}
				hits := x.Search("en", text, 3)
				n++
				if len(hits) == 0 {
					silent++
				}
				if len(hits) == 0 || !hits[0].Confident {
					unsure++
				} else {
					t.Logf("%q got %s", text, hits[0].Article)
				}
			}
		}
		t.Logf("%s: %.0f texts, nothing offered %.3f, no answer %.3f", c.name, n, silent/n, unsure/n)
		if silent/n < c.silent || unsure/n < c.unsure {
			t.Errorf("%s: floors are %.2f and %.2f", c.name, c.silent, c.unsure)
		}
	}
}

func latin(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return false
		}
	}
	return true
}
