package understanding

import (
	"strings"
	"sync"
	"testing"
)

// unlearned leaves out blind texts that stand word for word among the phrases
// ("agent", "I want to die"): they measure nothing.
func unlearned(t *testing.T, texts []string) (left []string) {
	t.Helper()
	known := learned(t)
	for _, text := range texts {
		if !known[spoken(parsePhrase(text, "").Text)] {
			left = append(left, text)
		}
	}
	return left
}

func spoken(s string) string {
	var w []string
	for _, tk := range newPage(s).tokens {
		w = append(w, tk.text)
	}
	return strings.Join(w, " ")
}

var learnedOnce struct {
	sync.Once
	texts map[string]bool
}

func learned(t *testing.T) map[string]bool {
	learnedOnce.Do(func() {
		all := loadPhrases(t)
		learnedOnce.texts = map[string]bool{}
		for _, lang := range sortedKeys(all.Languages) {
			all.Languages[lang].each(func(_ string, list []Phrase) {
				for _, ph := range list {
					learnedOnce.texts[spoken(ph.Text)] = true
				}
			})
		}
	})
	return learnedOnce.texts
}

// Different voices, not templates: no more than three phrases of a list share
// a stretch of five words.
func TestPhrasesAreNoTemplates(t *testing.T) {
	all := loadPhrases(t)
	for _, lang := range []string{"sv", "en"} {
		all.Languages[lang].each(func(label string, list []Phrase) {
			seen := map[string][]string{}
			for _, ph := range list {
				tokens := newPage(ph.Text).tokens
				mine := map[string]bool{}
				for i := 0; i+5 <= len(tokens); i++ {
					k := tokens[i].text + " " + tokens[i+1].text + " " + tokens[i+2].text + " " + tokens[i+3].text + " " + tokens[i+4].text
					if !mine[k] {
						mine[k] = true
						seen[k] = append(seen[k], ph.Text)
					}
				}
			}
			for _, k := range sortedKeys(seen) {
				if len(seen[k]) > 3 {
					t.Errorf("%s %s: %d phrases share %q", lang, label, len(seen[k]), k)
				}
			}
		})
	}
}
