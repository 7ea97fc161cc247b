package pack

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"

	"samtal/core/knowledge"
)

// FactsFile is the table of what the articles may state in figures. A folder
// without it is held to none.
const FactsFile = "facts.yaml"

// Fact is one figure of the company, the market or the law, the articles that
// state it, and where else it stands.
type Fact struct {
	Name string   `yaml:"fact"`
	Is   string   `yaml:"is"`   // as an article would write it: "39 kr", "30 days"
	In   []string `yaml:"in"`   // ids of the articles, which state it in every language
	From []string `yaml:"from"` // "law ...", "company ...", "bank NAME", or "markets/SE.yaml some.key"
}

// Figure is what the fact says, as core/knowledge reads it; false for a fact
// without exactly one figure.
func (f Fact) Figure() (knowledge.Figure, bool) {
	found := knowledge.FiguresIn(f.Is)
	if len(found) != 1 {
		return knowledge.Figure{}, false
	}
	return found[0], true
}

// Facts reads the table; nil when there is none.
func Facts(content fs.FS) ([]Fact, []Fault) {
	var faults []Fault
	facts, _ := readFacts(content, &faults)
	return facts, faults
}

func readFacts(content fs.FS, faults *[]Fault) ([]Fact, *sheet) {
	if _, err := fs.Stat(content, FactsFile); err != nil {
		return nil, nil
	}
	var table struct {
		Facts []Fact `yaml:"facts"`
	}
	s := readYAML(content, FactsFile, &table, faults)
	if s == nil {
		return nil, nil
	}
	return table.Facts, s
}

// holdFacts holds articles and table against each other: an article states no
// figure that nobody answers for, and what was changed in one place was changed
// in all. A customer who was told 39 kr and is charged 49 has been lied to.
func (p parts) holdFacts(content fs.FS, faults *[]Fault) {
	facts, s := readFacts(content, faults)
	if s == nil {
		return
	}
	allowed := map[string][]knowledge.Figure{} // by article
	for i, f := range facts {
		at := func(key, format string, args ...any) {
			s.at("fact", f.Name+": "+fmt.Sprintf(format, args...), "facts", strconv.Itoa(i), key)
		}
		want, ok := f.Figure()
		if !ok {
			at("is", "%q must be one figure, like 39 kr or 30 days", f.Is)
			continue
		}
		if len(f.From) == 0 {
			at("fact", "where does it come from?")
		}
		for _, from := range f.From {
			if why := standsIn(content, from, want); why != "" {
				at("from", "%s", why)
			}
		}
		for _, id := range f.In {
			allowed[id] = append(allowed[id], want)
			for _, lang := range sortedKeys(p.words) {
				a, ok := p.articles.Get(lang, id)
				if !ok {
					at("in", "there is no article %q in %s", id, lang)
				} else if !slices.ContainsFunc(figuresOf(a), same(want)) {
					at("in", "the article %q does not say %s in %s", id, f.Is, lang)
				}
			}
		}
	}
	for _, a := range p.articles.All {
		for _, figure := range figuresOf(a) {
			if !slices.ContainsFunc(allowed[a.ID], same(figure)) {
				*faults = append(*faults, Fault{File: "articles/" + a.Language + "/" + a.ID + ".md", Line: lineOf(p.files[a.Language+"/"+a.ID+".md"], figure.Text), Column: 1, Code: "fact",
					Message: fmt.Sprintf("%q is no fact of this article: put it into %s, or take it out", figure.Text, FactsFile)})
			}
		}
	}
}

func figuresOf(a knowledge.Article) []knowledge.Figure {
	out := knowledge.FiguresIn(a.Title)
	for _, p := range a.Passages {
		out = append(out, knowledge.FiguresIn(p.Heading)...)
		for _, sentence := range p.Sentences {
			out = append(out, knowledge.FiguresIn(sentence)...)
		}
	}
	return out
}

func same(want knowledge.Figure) func(knowledge.Figure) bool {
	return func(f knowledge.Figure) bool { return f.Kind == want.Kind && f.Value == want.Value }
}

func lineOf(file, text string) int {
	before, _, found := strings.Cut(file, text)
	if !found {
		return 1
	}
	return strings.Count(before, "\n") + 1
}

// standsIn says why a figure is not what stands at "file key.of.it"; "" when it
// is, and for sources outside the folder.
func standsIn(content fs.FS, from string, want knowledge.Figure) string {
	file, key, _ := strings.Cut(from, " ")
	if !strings.HasSuffix(file, ".yaml") {
		if word := strings.TrimSuffix(file, ":"); key == "" || !slices.Contains([]string{"law", "company", "bank", "example"}, word) {
			return fmt.Sprintf("%q is no source: law, company, bank or example and what of it, or a file and a key", from)
		}
		return ""
	}
	body, err := fs.ReadFile(content, file)
	if err != nil {
		return fmt.Sprintf("the file %s can't be read", file)
	}
	var root any
	if err := yaml.Unmarshal(body, &root); err != nil {
		return fmt.Sprintf("the file %s can't be read", file)
	}
	for _, step := range strings.Split(key, ".") {
		switch in := root.(type) {
		case map[string]any:
			root = in[step]
		case []any:
			n, err := strconv.Atoi(step)
			if root = nil; err == nil && n >= 0 && n < len(in) {
				root = in[n]
			}
		default:
			root = nil
		}
		if root == nil {
			return fmt.Sprintf("%s has no %s", file, key)
		}
	}
	value := fmt.Sprint(root)
	number, _, _ := strings.Cut(want.Value, " ")
	if value != want.Value && value != number {
		return fmt.Sprintf("%s says %s at %s", file, value, key)
	}
	return ""
}
