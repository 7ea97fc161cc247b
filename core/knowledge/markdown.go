package knowledge

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The Markdown of an article is a small one: ## headings, paragraphs, - lists,
// **bold**, *italics* and [links](https://…). Raw HTML and pictures are
// refused: an article reaches customers' screens, and a remote picture would
// tell a stranger who reads it.
var (
	link    = regexp.MustCompile(`\[([^\]]*)\]\(([^)]*)\)`)
	picture = regexp.MustCompile(`!\[`)
	html    = regexp.MustCompile(`<[A-Za-z/!]`)
	marks   = strings.NewReplacer("**", "", "__", "", "`", "", "*", "")
)

// passages reads the body; first is the number of lines before it.
func passages(lines []string, first int, bad func(int, string, ...any)) []Passage {
	var out []Passage
	heading := ""
	var block []string
	list := false
	flush := func() {
		if len(block) == 0 {
			return
		}
		p := Passage{Heading: heading, List: list}
		for _, s := range block {
			if list {
				p.Sentences = append(p.Sentences, s)
			} else {
				p.Sentences = append(p.Sentences, sentences(s)...)
			}
		}
		// A list belongs to the line that introduces it.
		if n := len(out) - 1; list && n >= 0 && out[n].Heading == heading && !out[n].List && len(out[n].Sentences) == 1 && strings.HasSuffix(out[n].Sentences[0], ":") {
			p.Sentences = append(out[n].Sentences, p.Sentences...)
			out = out[:n]
		}
		out = append(out, p)
		block, list = nil, false
	}
	for i, line := range lines {
		text := strings.TrimSpace(line)
		inspect(text, first+i+1, bad)
		switch {
		case text == "":
			if !list { // a list may have empty lines between its items
				flush()
			}
		case strings.HasPrefix(text, "#"):
			flush()
			heading = plain(strings.TrimLeft(text, "# "))
		case strings.HasPrefix(text, "- "):
			if !list {
				flush()
			}
			list = true
			block = append(block, plain(text[2:]))
		case list && strings.HasPrefix(line, "  "):
			block[len(block)-1] += " " + plain(text)
		default:
			if list {
				flush()
			}
			if len(block) == 0 {
				block = []string{""}
			}
			block[0] = strings.TrimSpace(block[0] + " " + plain(text))
		}
	}
	flush()
	return out
}

func inspect(text string, line int, bad func(int, string, ...any)) {
	if picture.MatchString(text) {
		bad(line, "articles have no pictures: they would tell a stranger who reads them")
	}
	if html.MatchString(text) {
		bad(line, "articles have no HTML")
	}
	for _, m := range link.FindAllStringSubmatch(text, -1) {
		if !strings.HasPrefix(m[2], "https://") && !strings.HasPrefix(m[2], "articles/") {
			bad(line, "a link is https:// or articles/ID: %s", m[2])
		}
	}
}

// plain takes the marks of Markdown away and leaves the words.
func plain(s string) string { return marks.Replace(link.ReplaceAllString(s, "$1")) }

// abbreviations end in a full stop that ends no sentence.
var abbreviations = map[string]bool{"t.ex.": true, "bl.a.": true, "kl.": true, "nr.": true, "ca.": true, "osv.": true, "dvs.": true, "m.m.": true, "s.k.": true,
	"e.g.": true, "i.e.": true, "no.": true, "approx.": true, "st.": true}

// sentences cuts a paragraph where a sentence ends: after . ! ? (and a closing
// quote or bracket), before a space and a letter that is not small.
func sentences(s string) []string {
	var out []string
	start := 0
	for i, r := range s {
		if r != '.' && r != '!' && r != '?' {
			continue
		}
		end := i + 1
		for end < len(s) {
			c, n := utf8.DecodeRuneInString(s[end:])
			if !strings.ContainsRune(`”"')»`, c) {
				break
			}
			end += n
		}
		if end >= len(s) || s[end] != ' ' || end < start {
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[end+1:])
		if unicode.IsLower(next) {
			continue
		}
		words := strings.Fields(s[start:end])
		if abbreviations[strings.ToLower(words[len(words)-1])] {
			continue
		}
		out = append(out, s[start:end])
		start = end + 1
	}
	if rest := strings.TrimSpace(s[start:]); rest != "" {
		out = append(out, rest)
	}
	return out
}
