package pack

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"

	"samtal/core/knowledge"
)

// shelf holds one market's index of the day. An index is built when the day
// changes, never for a single question.
type shelf struct {
	mu  sync.Mutex
	now atomic.Pointer[dayIndex]
}

type dayIndex struct {
	day   string
	texts *knowledge.Articles
	index *knowledge.Index
}

func readArticles(content fs.FS, faults *[]Fault) (knowledge.Articles, map[string]string) {
	files := map[string]string{}
	read := func(dir, ext string) {
		for _, name := range list(content, dir, ext) {
			if body, err := fs.ReadFile(content, name); err == nil {
				files[name[len("articles/"):]] = string(body)
			}
		}
	}
	read("articles", ".txt")
	if entries, err := fs.ReadDir(content, "articles"); err == nil {
		for _, e := range entries {
			if e.IsDir() {
				read("articles/"+e.Name(), ".md")
			}
		}
	}
	out, bad := knowledge.Parse(files)
	for _, f := range bad {
		*faults = append(*faults, Fault{File: "articles/" + f.File, Line: max(f.Line, 1), Column: 1, Code: "article", Message: f.Text})
	}
	for _, name := range sortedKeys(files) {
		for i, line := range strings.Split(files[name], "\n") {
			for _, hole := range holes(line) {
				if hole != openingHours {
					*faults = append(*faults, Fault{File: "articles/" + name, Line: i + 1, Column: 1, Code: "unknown_name", Message: fmt.Sprintf("nobody fills {%s}", hole)})
				}
			}
		}
	}
	return out, files
}

// openingHours is the one thing in an article that is not written there: a
// lead may change the hours at any time, and no text may then say the old ones.
const openingHours = "opening_hours"

// fillArticles writes the hours in force into the articles.
func (p *Pack) fillArticles() {
	files := make(map[string]string, len(p.files))
	for name, text := range p.files {
		if strings.Contains(text, "{"+openingHours+"}") {
			lang, _, _ := strings.Cut(name, "/")
			market := p.markets[0]
			if m := articleMarket.FindStringSubmatch(text); m != nil && p.offices[m[1]] != nil {
				market = m[1]
			}
			text = strings.ReplaceAll(text, "{"+openingHours+"}", p.hoursInWords(lang, p.Hours(market)))
		}
		files[name] = text
	}
	texts, _ := knowledge.Parse(files)
	p.articles.Store(&texts)
}

var articleMarket = regexp.MustCompile(`(?m)^market: *(\w+)`)

// index returns the market's index of today, nil for an unknown market.
func (p *Pack) index(market string) *knowledge.Index {
	s := p.shelves[market]
	if s == nil {
		return nil
	}
	day, texts := p.Today(market, p.o.Now()), p.articles.Load()
	if d := s.now.Load(); d != nil && d.day == day && d.texts == texts {
		return d.index
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if d := s.now.Load(); d != nil && d.day == day && d.texts == texts {
		return d.index
	}
	d := &dayIndex{day, texts, knowledge.NewIndex(*texts, market, day)}
	s.now.Store(d)
	return d.index
}

// Search finds up to k articles of a market, best first.
func (p *Pack) Search(market, language, query string, k int) []knowledge.Hit {
	return p.SearchFor(market, language, query, nil, k)
}

// SearchFor is Search for a caller who has an idea of the topic.
func (p *Pack) SearchFor(market, language, query string, topics map[string]float64, k int) []knowledge.Hit {
	x := p.index(market)
	if x == nil {
		return nil
	}
	return x.SearchFor(language, query, topics, k)
}

// Article returns an article that is in force today in some market.
func (p *Pack) Article(language, id string) (knowledge.Article, bool) {
	a, ok := p.articles.Load().Get(language, id)
	if !ok {
		return a, false
	}
	market := a.Market
	if p.offices[market] == nil {
		market = p.markets[0]
	}
	return a, a.ValidOn(p.Today(market, p.o.Now()))
}
