package understanding

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Two hundred sentences to a bank in each language, written for this test and
// learned by nobody; and two words, where the languages lie closest. No prior.
func TestLanguages(t *testing.T) {
	r := reader(t)
	known := learned(t)
	right, all := 0, 0
	for _, lang := range []string{"sv", "en", "no", "da", "de", "fi"} {
		n, ok := 0, 0
		for _, text := range lines(t, filepath.Join("testdata/languages", lang+".txt")) {
			if known[spoken(text)] {
				continue
			}
			n++
			text, same := strings.CutPrefix(text, "= ") // the same in Norwegian and Danish: either will do
			if got := r.Read(text, Context{}).Language; got == lang || same && (got == "no" || got == "da") {
				ok++
			} else {
				t.Logf("    %s, read %s: %s", lang, got, text)
			}
		}
		figure(t, "Language", lang, "98%", "%.1f%% of %d", 100*float64(ok)/float64(n), n)
		if float64(ok) < 0.94*float64(n) {
			t.Errorf("%s: %d of %d", lang, ok, n)
		}
		right, all = right+ok, all+n
	}
	figure(t, "Language", "all six, no prior", "98%", "%.1f%% of %d", 100*float64(right)/float64(all), all)
	if float64(right) < 0.98*float64(all) {
		t.Errorf("%d of %d", right, all)
	}
	right, all = 0, 0
	for _, l := range lines(t, "testdata/languages.two.txt") {
		lang, text, _ := strings.Cut(l, "|")
		all++
		if got := r.Read(text, Context{}).Language; got == lang {
			right++
		} else {
			t.Logf("    two words, %s read %s: %s", lang, got, text)
		}
	}
	figure(t, "Language", "two words", "95%", "%.1f%% of %d", 100*float64(right)/float64(all), all)
	if float64(right) < 0.94*float64(all) {
		t.Errorf("two words: %d of %d", right, all)
	}
}

// A conversation is Swedish until somebody clearly writes something else.
func TestThePriorHoldsShortWords(t *testing.T) {
	r := reader(t)
	for _, text := range []string{"ok", "2 december", "349 kr", "IKEA", "ja", "👍", "..."} {
		if got := r.Read(text, Context{Language: "sv"}).Language; got != "sv" {
			t.Errorf("%q in a Swedish conversation is read %s", text, got)
		}
	}
	for text, want := range map[string]string{"I would like to talk about my invoice please": "en", "ich möchte mit jemandem sprechen": "de", "haluaisin puhua jonkun kanssa": "fi",
		"jeg vil gerne tale med nogen om min regning": "da", "jeg vil gjerne snakke med noen om regningen min": "no"} {
		if got := r.Read(text, Context{Language: "sv"}).Language; got != want {
			t.Errorf("%q in a Swedish conversation is read %s, not %s", text, got, want)
		}
	}
	if langs := slices.Clone(r.model.langs); len(langs) != 6 {
		t.Errorf("the languages are %v", langs)
	}
}
