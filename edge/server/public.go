package server

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"

	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/service/pack"
)

type marketView struct {
	Market      string     `json:"market"`
	Company     string     `json:"company"`
	Languages   []string   `json:"languages"`
	Open        bool       `json:"open"`
	OpensAt     *time.Time `json:"opens_at"`
	ClosesAt    *time.Time `json:"closes_at"`
	WaitSeconds *int       `json:"wait_seconds"`
	Staffed     bool       `json:"staffed"`
}

type me struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Role     string `json:"role"`
	Language string `json:"language"`
}

type hit struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Passage string `json:"passage"`
}

type articleView struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	HTML     string `json:"html"`
	Updated  string `json:"updated"`
	Language string `json:"language"`
}

// public is what anybody may ask.
func (s *server) public() {
	type market struct {
		Market string `path:"market" maxLength:"20"`
	}
	on(s, route{http.MethodGet, "/markets", "The markets that this company is in", anybody, reading, 0, 0},
		func(ctx context.Context, _ identity.Who, _ *none) (list[marketView], error) {
			items := []marketView{}
			for _, name := range s.Pack.Markets() {
				v, err := s.market(ctx, name)
				if err != nil {
					return list[marketView]{}, err
				}
				items = append(items, v)
			}
			return listOf(items, ""), nil
		})
	on(s, route{http.MethodGet, "/markets/{market}", "Whether a market is open, and how long the wait is", anybody, reading, 0, 0},
		func(ctx context.Context, _ identity.Who, in *market) (marketView, error) {
			return s.market(ctx, in.Market)
		})
	s.start()
	on(s, route{http.MethodGet, "/me", "Who I am", signedIn, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *struct {
			Accept string `header:"Accept-Language"`
		}) (me, error) {
			v := me{ID: who.ID, Name: who.Name, Role: string(who.Role), Language: s.accepted(in.Accept)}
			if who.Role == identity.Customer && who.ID == "" {
				v.Role = "visitor"
			}
			if v.Language == "" {
				v.Language = s.spoken(ctx, who, who.Visitor)
			}
			return v, nil
		})
	type asked struct {
		Market   string `query:"market" maxLength:"20"`
		Language string `query:"language" maxLength:"20"`
		Q        string `query:"q" maxLength:"400"`
		Accept   string `header:"Accept-Language"`
	}
	on(s, route{http.MethodGet, "/articles", "Articles that answer a question", anybody, reading, 0, 0},
		func(_ context.Context, _ identity.Who, in *asked) (list[hit], error) {
			market := in.Market
			if market == "" {
				market = s.Pack.Markets()[0]
			}
			if !s.Pack.Has(market) {
				return list[hit]{}, problem.New(problem.Missing, "unknown_market")
			}
			items := []hit{}
			for _, h := range s.Pack.Search(market, s.reader(in.Language, in.Accept), in.Q, 10) {
				items = append(items, hit{h.Article, h.Title, h.Passage})
			}
			return listOf(items, ""), nil
		})
	type article struct {
		ID       string `path:"id" maxLength:"100"`
		Language string `query:"language" maxLength:"20"`
		Accept   string `header:"Accept-Language"`
	}
	on(s, route{http.MethodGet, "/articles/{id}", "One article", anybody, reading, 0, 0},
		func(_ context.Context, _ identity.Who, in *article) (articleView, error) {
			a, ok := s.Pack.Article(s.reader(in.Language, in.Accept), in.ID)
			if !ok {
				return articleView{}, problem.New(problem.Missing, "article_not_found")
			}
			html, err := render(a.Body)
			return articleView{ID: a.ID, Title: a.Title, HTML: html, Updated: a.Updated, Language: a.Language}, err
		})
	s.tools()
}

func (s *server) market(ctx context.Context, name string) (marketView, error) {
	m, ok := s.Pack.Market(name)
	if !ok {
		return marketView{}, problem.New(problem.Missing, "unknown_market")
	}
	v := marketView{Market: m.Market, Company: m.Company, Languages: m.Languages, Open: m.Open, OpensAt: m.OpensAt, ClosesAt: m.ClosesAt}
	line, err := s.Dispatch.Line(ctx, name, "", "")
	if v.Staffed = line.Staffed && m.Open; v.Staffed { // closed, a date is promised, whoever is online
		wait := int(line.Wait.Seconds())
		v.WaitSeconds = &wait
	}
	return v, err
}

// reader is the language that somebody reads in.
func (s *server) reader(asked, accept string) string {
	if l := s.accepted(asked); l != "" {
		return l
	}
	if l := s.accepted(accept); l != "" {
		return l
	}
	return s.ownLanguage()
}

var safe = bluemonday.UGCPolicy()

// render turns an article's Markdown into HTML that can do nothing.
func render(markdown string) (string, error) {
	var b bytes.Buffer
	if err := goldmark.Convert([]byte(markdown), &b); err != nil {
		return "", err
	}
	return safe.Sanitize(b.String()), nil
}

type toolView struct {
	Name  string         `json:"name"`
	Class identity.Class `json:"class"`
	Needs string         `json:"needs"`
	Title string         `json:"title"`
	Args  []pack.ToolArg `json:"args"`
	By    string         `json:"by" doc:"expert: only a person proposes it, within limits"`
}

func (s *server) tools() {
	on(s, route{http.MethodGet, "/tools", "What an expert may ask the company's systems for", staff, reading, 0, 0},
		func(_ context.Context, _ identity.Who, in *struct {
			Accept string `header:"Accept-Language"`
		}) (list[toolView], error) {
			lang, items := s.reader("", in.Accept), []toolView{}
			for _, t := range s.Pack.Tools() {
				items = append(items, toolView{t.Name, t.Class, t.Needs.String(), t.Title[lang], append([]pack.ToolArg{}, t.Args...), string(t.By)})
			}
			return listOf(items, ""), nil
		})
}
