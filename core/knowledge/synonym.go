package knowledge

import (
	"path"
	"slices"
	"strings"
)

// phrase is a way to say something: all its stems in order ("log in" is not
// "log"), and those of them that carry matter alone.
type phrase struct{ words, stems, telling []string }

// joined is the phrase as one term; articles that hold it word by word are
// indexed under it.
func (p phrase) joined() string { return strings.Join(p.stems, " ") }

func (sp speech) phrase(list []string) phrase {
	p := phrase{words: list}
	for _, w := range list {
		p.stems = append(p.stems, sp.stem(w))
		if t := sp.term(w); t != "" {
			p.telling = append(p.telling, t)
		}
	}
	return p
}

// synonym is one line of a synonyms file. Whoever says one of from may mean
// any of to.
type synonym struct {
	from, to []phrase
	kind     bool // from are kinds of to: a shoe is goods, and says little about them
}

// listOf says whether a file is KIND.LANGUAGE.txt, and of which language.
func listOf(name, kind string) (string, bool) {
	lang, ok := strings.CutPrefix(path.Base(name), kind+".")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(lang, ".txt")
}

// readAsked reads how customers ask: [article id], then one question a line.
func (a *Articles) readAsked(name, lang, text string) []Fault {
	var faults []Fault
	at := -1
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			id := strings.Trim(line, "[]")
			if at = slices.IndexFunc(a.All, func(x Article) bool { return x.Language == lang && x.ID == id }); at < 0 {
				faults = append(faults, Fault{name, i + 1, "there is no article " + id})
			}
		case at >= 0:
			a.All[at].Asked = append(a.All[at].Asked, line)
		}
	}
	return faults
}

// parseSynonyms reads lines such as "betala senare, anstånd, uppskov" (each
// means each), "kapad, skimmad => okänd betalning" (the first mean the last) and
// "sko, jacka ~> vara" (the first are kinds of the last).
func parseSynonyms(name, lang, text string) ([]synonym, []Fault) {
	sp, ok := speeches[lang]
	if !ok {
		return nil, []Fault{{name, 0, "there is no stemming for " + lang}}
	}
	var out []synonym
	var faults []Fault
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		left, right, arrow := strings.Cut(line, "=>")
		kind := false
		if !arrow {
			left, right, arrow = strings.Cut(line, "~>")
			kind = arrow
		}
		s := synonym{from: phrases(sp, left), kind: kind}
		if s.to = s.from; arrow {
			s.to = phrases(sp, right)
		}
		if len(s.from) == 0 || len(s.to) == 0 || !arrow && len(s.from) < 2 {
			faults = append(faults, Fault{name, i + 1, "write at least two phrases with a comma between, or some => others"})
			continue
		}
		out = append(out, s)
	}
	return out, faults
}

// parseForeign reads words and phrases with commas between.
func parseForeign(name, lang, text string) ([]phrase, []Fault) {
	sp, ok := speeches[lang]
	if !ok {
		return nil, []Fault{{name, 0, "there is no stemming for " + lang}}
	}
	var out []phrase
	for _, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		out = append(out, phrases(sp, line)...)
	}
	return out, nil
}

func phrases(sp speech, s string) []phrase {
	var out []phrase
	for _, text := range strings.Split(s, ",") {
		if p := sp.phrase(words(text)); len(p.stems) > 0 {
			out = append(out, p)
		}
	}
	return out
}
