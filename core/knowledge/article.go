// Package knowledge answers from approved articles. An answer is a passage
// taken word for word from an article and cited, so it is grounded by
// construction (P9); where no article fits well enough it says so. Ranking is
// BM25F over title, headings and text, with stemming, Swedish compounds and
// synonyms. Everything is deterministic, and an Index is safe for many readers.
package knowledge

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
)

// Article is one approved text in one language. The same ID in another
// language is the same article.
type Article struct {
	ID         string
	Title      string
	Topic      string // as in content/markets: what the article is about
	Market     string // SE, UK, US, or "all"
	Language   string // ISO 639-1
	Owner      string // the team that keeps it right
	ValidFrom  string // YYYY-MM-DD, the first day
	ValidTo    string // YYYY-MM-DD, the last day; "" is until replaced
	ApprovedBy string // the person who answers for it
	Updated    string // YYYY-MM-DD
	Body       string // Markdown, for display
	Passages   []Passage
	Asked      []string // how customers ask for it; searched, never shown
}

// ValidOn says whether the article may be used on a day (YYYY-MM-DD).
func (a Article) ValidOn(day string) bool {
	return a.ValidFrom <= day && (a.ValidTo == "" || day <= a.ValidTo)
}

// Passage is a paragraph or a list under its heading, as plain text.
type Passage struct {
	Heading   string // "" before the first heading
	Sentences []string
	List      bool // each sentence is an item, but for a first one that ends in a colon
}

// Text writes some of the passage's sentences, word for word.
func (p Passage) Text(from, to int) string {
	var b strings.Builder
	for i, s := range p.Sentences[from:to] {
		item := p.List && !(from+i == 0 && strings.HasSuffix(s, ":"))
		switch {
		case i > 0 && p.List:
			b.WriteByte('\n')
		case i > 0:
			b.WriteByte(' ')
		}
		if item {
			b.WriteString("- ")
		}
		b.WriteString(s)
	}
	return b.String()
}

// Articles is what Parse found, in order of language and id.
type Articles struct {
	All      []Article
	synonyms map[string][]synonym // by language
	foreign  map[string][]phrase  // by language: what says that a question isn't ours
}

// Get returns one article.
func (a Articles) Get(language, id string) (Article, bool) {
	for _, x := range a.All {
		if x.Language == language && x.ID == id {
			return x, true
		}
	}
	return Article{}, false
}

// Fault is something wrong in a file. Line 0 is the file as a whole. Content
// authors read it through `samtal check`.
type Fault struct {
	File string
	Line int
	Text string
}

func (f Fault) String() string { return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Text) }

// Parse reads articles (LANGUAGE/ID.md), synonyms (synonyms.LANGUAGE.txt),
// customers' own ways to ask (asked.LANGUAGE.txt) and words that say a question
// isn't ours (foreign.LANGUAGE.txt), by path relative to content/articles. An article with a fault is left out:
// an answer from a half-read or unapproved text is worse than "nothing found".
// An article that some language lacks is a fault too, but stays in use.
func Parse(files map[string]string) (Articles, []Fault) {
	out := Articles{synonyms: map[string][]synonym{}, foreign: map[string][]phrase{}}
	var faults []Fault
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if lang, ok := listOf(name, "synonyms"); ok {
			list, f := parseSynonyms(name, lang, files[name])
			out.synonyms[lang] = list
			faults = append(faults, f...)
			continue
		}
		if lang, ok := listOf(name, "foreign"); ok {
			list, f := parseForeign(name, lang, files[name])
			out.foreign[lang] = list
			faults = append(faults, f...)
			continue
		}
		if path.Ext(name) != ".md" {
			continue
		}
		a, f := parseArticle(name, files[name])
		faults = append(faults, f...)
		if len(f) == 0 {
			out.All = append(out.All, a)
		}
	}
	for _, name := range names {
		if lang, ok := listOf(name, "asked"); ok {
			faults = append(faults, out.readAsked(name, lang, files[name])...)
		}
	}
	return out, append(faults, gaps(out.All, names)...)
}

// gaps finds articles that exist in one language only, and titles used twice.
func gaps(all []Article, names []string) []Fault {
	var faults []Fault
	languages := map[string]bool{}
	titles := map[string]string{}
	for _, a := range all {
		languages[a.Language] = true
		key := a.Language + " " + strings.ToLower(a.Title)
		if other, twice := titles[key]; twice {
			faults = append(faults, Fault{fileOf(a), 0, "the title is also that of " + other})
		}
		titles[key] = a.ID
	}
	for _, a := range all {
		for lang := range languages {
			b := Article{ID: a.ID, Language: lang}
			if !slices.Contains(names, fileOf(b)) {
				faults = append(faults, Fault{fileOf(a), 0, "there is no " + fileOf(b)})
			}
		}
	}
	slices.SortStableFunc(faults, func(a, b Fault) int { return strings.Compare(a.String(), b.String()) })
	return faults
}

func fileOf(a Article) string { return a.Language + "/" + a.ID + ".md" }

// parseArticle reads front matter and body.
func parseArticle(name, text string) (Article, []Fault) {
	a := Article{}
	var faults []Fault
	bad := func(line int, format string, args ...any) {
		faults = append(faults, Fault{name, line, fmt.Sprintf(format, args...)})
	}
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	end := slices.Index(lines[min(1, len(lines)):], "---") + 1
	if lines[0] != "---" || end < 1 {
		bad(1, "an article begins with front matter between two lines of ---")
		return a, faults
	}
	for key, line := range a.readFront(lines[1:end], bad) {
		bad(line, "unknown key %s", key)
	}
	a.check(name, bad)
	a.Body = strings.TrimSpace(strings.Join(lines[end+1:], "\n")) + "\n"
	a.Passages = passages(lines[end+1:], end+1, bad)
	if len(a.Passages) == 0 {
		bad(0, "the article has no text")
	}
	return a, faults
}

// readFront fills the article from "key: value" lines and returns the unknown keys.
func (a *Article) readFront(lines []string, bad func(int, string, ...any)) map[string]int {
	fields := map[string]*string{"id": &a.ID, "title": &a.Title, "topic": &a.Topic, "market": &a.Market, "language": &a.Language, "owner": &a.Owner,
		"valid_from": &a.ValidFrom, "valid_to": &a.ValidTo, "approved_by": &a.ApprovedBy, "updated": &a.Updated}
	unknown, seen := map[string]int{}, map[string]bool{}
	for i, line := range lines {
		key, value, ok := strings.Cut(line, ":")
		switch field := fields[key]; {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
		case !ok:
			bad(i+2, "write key: value")
		case field == nil:
			unknown[key] = i + 2
		case seen[key]:
			bad(i+2, "%s is there twice", key)
		default:
			seen[key] = true
			*field = strings.Trim(strings.TrimSpace(value), `"`)
		}
	}
	return unknown
}

// check holds the front matter together.
func (a *Article) check(name string, bad func(int, string, ...any)) {
	for _, f := range []struct{ key, value string }{{"id", a.ID}, {"title", a.Title}, {"topic", a.Topic}, {"market", a.Market}, {"language", a.Language}, {"owner", a.Owner},
		{"valid_from", a.ValidFrom}, {"approved_by", a.ApprovedBy}, {"updated", a.Updated}} {
		if f.value == "" {
			bad(0, "%s is missing", f.key)
		}
	}
	if want := fileOf(*a); a.ID != "" && a.Language != "" && name != want {
		bad(0, "the front matter belongs to %s", want)
	}
	for _, d := range []struct{ key, value string }{{"valid_from", a.ValidFrom}, {"valid_to", a.ValidTo}, {"updated", a.Updated}} {
		if _, err := time.Parse(time.DateOnly, d.value); err != nil && d.value != "" {
			bad(0, "%s: %s isn't a date like 2026-11-23", d.key, d.value)
		}
	}
	if a.ValidTo != "" && a.ValidTo < a.ValidFrom {
		bad(0, "valid_to is before valid_from")
	}
	if _, ok := speeches[a.Language]; !ok && a.Language != "" {
		bad(0, "there is no stemming for %s", a.Language)
	}
}
