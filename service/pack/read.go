package pack

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
	"time"

	"samtal/core/flow"
	"samtal/core/identity"
	"samtal/core/knowledge"
	"samtal/core/understanding"
)

// parts are the files of a pack, read but not yet in use.
type parts struct {
	words    map[string]map[string]string
	markets  map[string]*market
	tools    []ToolInfo
	flows    *flow.Catalogue
	articles knowledge.Articles
	files    map[string]string // of the articles
	phrases  understanding.Phrases
	school   School
	hiring   map[string]Hiring // by market; one without takes no applications
	named    map[string]bool   // markets that have a file, be it a faulty one
}

// readAll reads every file and names every fault, in order of file and line.
func readAll(content fs.FS, now time.Time) (parts, []Fault) {
	var faults []Fault
	var out parts
	out.words = readWords(content, &faults)
	out.tools = readTools(content, out.words, &faults)
	out.markets = readMarkets(content, out.words, out.tools, now, &faults)
	_, wrong := Work(content)
	faults = append(faults, wrong...)
	_, wrong = Pay(content)
	faults = append(faults, wrong...)
	out.school = readSchool(content, out.words, out.tools, &faults)
	out.hiring = readHiring(content, &faults)
	out.flows = readFlows(content, out.tools, &faults)
	out.articles, out.files = readArticles(content, &faults)
	out.phrases = readPhrases(content, &faults)
	out.named = map[string]bool{}
	for _, name := range list(content, "markets", ".yaml") {
		out.named[strings.TrimSuffix(path.Base(name), ".yaml")] = true
	}
	out.hold(&faults)
	out.holdFacts(content, &faults)
	sort.SliceStable(faults, func(i, j int) bool {
		a, b := faults[i], faults[j]
		switch {
		case a.File != b.File:
			return a.File < b.File
		case a.Line != b.Line:
			return a.Line < b.Line
		}
		return a.Column < b.Column
	})
	return out, faults
}

func readFlows(content fs.FS, tools []ToolInfo, faults *[]Fault) *flow.Catalogue {
	load := func(dir string) (out []*flow.Flow) {
		for _, name := range list(content, dir, ".yaml") {
			body, err := fs.ReadFile(content, name)
			if err != nil {
				*faults = append(*faults, Fault{File: name, Line: 1, Column: 1, Code: "missing_file", Message: err.Error()})
				continue
			}
			flows, bad := flow.Parse(name, body)
			for _, f := range bad {
				*faults = append(*faults, Fault{f.File, f.Line, f.Column, f.Code, f.Message})
			}
			out = append(out, flows...)
		}
		return out
	}
	table := make([]identity.Tool, 0, len(tools))
	for _, t := range tools {
		if t.By != identity.Expert { // what only a person may propose does not exist for a flow
			table = append(table, t.Tool)
		}
	}
	c := flow.NewCatalogue(load("flows"), load("patterns"), table)
	for _, f := range flow.Lint(c) {
		*faults = append(*faults, Fault{f.File, f.Line, f.Column, f.Code, f.Message})
	}
	return c
}

func readPhrases(content fs.FS, faults *[]Fault) understanding.Phrases {
	files := map[string][]byte{}
	langs, err := fs.ReadDir(content, "phrases")
	if err != nil {
		*faults = append(*faults, Fault{File: "phrases", Line: 1, Column: 1, Code: "missing_file", Message: "there are no phrases to understand by"})
	}
	for _, l := range langs {
		for _, name := range list(content, "phrases/"+l.Name(), ".txt") {
			if body, err := fs.ReadFile(content, name); err == nil {
				files[strings.TrimPrefix(name, "phrases/")] = body
			}
		}
	}
	p, err := understanding.ParsePhrases(files)
	if err != nil {
		*faults = append(*faults, Fault{File: "phrases", Line: 1, Column: 1, Code: "phrases", Message: err.Error()})
	}
	return p
}

// hold holds the files against each other.
func (p parts) hold(faults *[]Fault) {
	bad := func(file string, line int, code, format string, args ...any) {
		*faults = append(*faults, Fault{File: file, Line: max(line, 1), Column: 1, Code: code, Message: fmt.Sprintf(format, args...)})
	}
	topic := func(t string) bool { return p.words["en"]["topic_"+t] != "" }
	for _, f := range p.flows.Flows() {
		if !topic(f.Topic) {
			bad(f.File, f.At.Line, "unknown_topic", "the topic %q has no title topic_%s in words", f.Topic, f.Topic)
		}
		if id, ok := strings.CutPrefix(f.Policy, "articles/"); ok {
			for lang := range p.words {
				if _, ok := p.articles.Get(lang, id); !ok {
					bad(f.File, f.At.Line, "unknown_article", "the policy article %q is missing in %q", id, lang)
				}
			}
		}
	}
	for _, lang := range sortedKeys(p.phrases.Languages) {
		for _, t := range sortedKeys(p.phrases.Languages[lang].Topics) {
			if !topic(t) {
				bad("phrases/"+lang+"/topics.txt", 1, "unknown_topic", "the topic %q has no title topic_%s in words", t, t)
			}
		}
	}
	for _, a := range p.articles.All {
		if !topic(a.Topic) && a.Topic != "general" {
			bad("articles/"+a.Language+"/"+a.ID+".md", 1, "unknown_topic", "the topic %q has no title topic_%s in words", a.Topic, a.Topic)
		}
		if a.Market != "all" && !p.named[a.Market] {
			bad("articles/"+a.Language+"/"+a.ID+".md", 1, "unknown_market", "there is no market %q", a.Market)
		}
	}
}
