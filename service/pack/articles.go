package pack

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"

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
func (in *loaded) fillArticles() {
	files := make(map[string]string, len(in.files))
	for name, text := range in.files {
		if strings.Contains(text, "{"+openingHours+"}") {
			lang, _, _ := strings.Cut(name, "/")
			market := in.markets[0]
			if m := articleMarket.FindStringSubmatch(text); m != nil && in.offices[m[1]] != nil {
				market = m[1]
			}
			text = strings.ReplaceAll(text, "{"+openingHours+"}", hoursInWords(in.language(lang), *in.offices[market].written.Load()))
		}
		files[name] = text
	}
	texts, _ := knowledge.Parse(files)
	in.articles.Store(&texts)
}

var articleMarket = regexp.MustCompile(`(?m)^market: *(\w+)`)

// index returns the market's index of the day, nil for an unknown market.
func (in *loaded) index(market string, now time.Time) *knowledge.Index {
	s := in.shelves[market]
	if s == nil {
		return nil
	}
	day, texts := in.offices[market].today(now), in.articles.Load()
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
	x := p.in().index(market, p.o.Now())
	if x == nil {
		return nil
	}
	return x.SearchFor(language, query, topics, k)
}

// Article returns an article that is in force today in some market.
func (p *Pack) Article(language, id string) (knowledge.Article, bool) {
	in := p.in()
	a, ok := in.articles.Load().Get(language, id)
	if !ok {
		return a, false
	}
	market := a.Market
	if in.offices[market] == nil {
		market = in.markets[0]
	}
	return a, a.ValidOn(in.offices[market].today(p.o.Now()))
}
