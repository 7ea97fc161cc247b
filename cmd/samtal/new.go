package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"samtal/content"
	"samtal/service/pack"
)

// newContent begins content: the whole pack, or one thing in a folder of it.
type newContent struct {
	Content newPack    `cmd:"" help:"${new_content}"`
	Flow    newFlow    `cmd:"" help:"${new_flow}"`
	Article newArticle `cmd:"" help:"${new_article}"`
	Market  newMarket  `cmd:"" help:"${new_market}"`
}

// Help shows examples.
func (newContent) Help() string {
	return "Example:\n  samtal new content --into ./content\n  samtal new flow student_discount --into ./content\n  samtal new article opening-an-account --into ./content\n" +
		"  samtal new market NO --into ./content --currency NOK --zone Europe/Oslo --emergency 'Nødtelefon 113' --talk 'Mental Helse 116 123'"
}

type newPack struct {
	Into string `help:"${f_into}" required:"" placeholder:"DIR"`
}

// Help shows an example.
func (newPack) Help() string { return "Example:\n  samtal new content --into ./content" }

// Run writes the pack that the program ships with to a folder that is empty or
// not there: it never writes over what somebody has begun.
func (n newPack) Run(a *app) error {
	if list, err := os.ReadDir(n.Into); err == nil && len(list) > 0 {
		return fail(nil, "new_not_empty", "dir", n.Into)
	}
	files, err := pack.Export(content.FS)
	if err != nil {
		return err
	}
	if err := writeContent(n.Into, files); err != nil {
		return err
	}
	return a.show(map[string]any{"into": n.Into, "files": len(files)}, say(a.Lang, "new_exported", "n", fmt.Sprint(len(files)), "dir", n.Into))
}

type newFlow struct {
	Name string `arg:"" help:"${f_flow}"`
	Into string `help:"${f_into}" required:"" placeholder:"DIR"`
}

// Help shows an example.
func (newFlow) Help() string { return "Example:\n  samtal new flow student_discount --into ./content" }

// Run begins a flow.
func (n newFlow) Run(a *app) error {
	return begin(a, n.Into, func(files fs.FS) ([]pack.Written, error) { return pack.NewFlow(files, n.Name, time.Now()) })
}

type newArticle struct {
	ID    string `arg:"" name:"id" help:"${f_article}"`
	Into  string `help:"${f_into}" required:"" placeholder:"DIR"`
	Topic string `help:"${f_topic}" default:"general" placeholder:"TOPIC"`
}

// Help shows an example.
func (newArticle) Help() string {
	return "Example:\n  samtal new article opening-an-account --into ./content"
}

// Run begins an article.
func (n newArticle) Run(a *app) error {
	return begin(a, n.Into, func(files fs.FS) ([]pack.Written, error) {
		return pack.NewArticle(files, n.ID, n.Topic, time.Now())
	})
}

type newMarket struct {
	Code      string   `arg:"" help:"${f_code}"`
	Into      string   `help:"${f_into}" required:"" placeholder:"DIR"`
	Currency  string   `help:"${f_currency}" required:"" placeholder:"NOK"`
	Zone      string   `help:"${f_zone}" required:"" placeholder:"Europe/Oslo"`
	Emergency string   `help:"${f_emergency}" required:"" placeholder:"NAME NUMBER"`
	Talk      string   `help:"${f_talk}" required:"" placeholder:"NAME NUMBER"`
	Language  []string `help:"${f_languages}" placeholder:"sv"`
}

// Help shows an example.
func (newMarket) Help() string {
	return "Example:\n  samtal new market NO --into ./content --currency NOK --zone Europe/Oslo --emergency 'Nødtelefon 113' --talk 'Mental Helse 116 123'"
}

// Run begins a market.
func (n newMarket) Run(a *app) error {
	m := pack.NewMarket{Code: n.Code, Currency: n.Currency, Zone: n.Zone, Languages: n.Language}
	var ok bool
	if m.Emergency, ok = helpline(n.Emergency); !ok {
		return wrong("new_bad_helpline", "flag", "--emergency")
	}
	if m.Talk, ok = helpline(n.Talk); !ok {
		return wrong("new_bad_helpline", "flag", "--talk")
	}
	if _, err := time.LoadLocation(n.Zone); err != nil {
		return wrong("new_bad_zone", "zone", n.Zone)
	}
	return begin(a, n.Into, m.Start)
}

// helpline parts "Mental Helse 116 123" into a name and a number.
func helpline(s string) (pack.Helpline, bool) {
	i := strings.IndexAny(s, "0123456789")
	if i <= 0 {
		return pack.Helpline{}, false
	}
	h := pack.Helpline{Name: strings.TrimSpace(s[:i]), Phone: strings.TrimSpace(s[i:])}
	return h, h.Name != "" && strings.Trim(h.Phone, "0123456789 ") == ""
}

// begin writes a starting point into a folder of content, and says what it wrote.
func begin(a *app, into string, start func(fs.FS) ([]pack.Written, error)) error {
	files, err := packFS(into)
	if err != nil {
		return err
	}
	written, err := start(files)
	var u *pack.Unfit
	switch {
	case errors.As(err, &u):
		return wrong(u.Code, u.Params...)
	case err != nil:
		return fail(cause(err), "content_bad")
	}
	if err := writeContent(into, written); err != nil {
		return err
	}
	type line struct {
		File string `json:"file"`
		New  bool   `json:"new"`
	}
	lines, text := []line{}, ""
	for _, w := range written {
		lines = append(lines, line{w.File, w.New})
		key := "new_changed"
		if w.New {
			key = "new_wrote"
		}
		text += say(a.Lang, key, "file", filepath.Join(into, w.File)) + "\n"
	}
	return a.show(map[string]any{"files": lines}, text+say(a.Lang, "new_next", "dir", into))
}

// writeContent puts files into a folder, each in one step: a reader sees the old or
// the new, never a half.
func writeContent(into string, files []pack.Written) error {
	for _, w := range files {
		name := filepath.Join(into, filepath.FromSlash(w.File))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil { //nolint:gosec // content is for everybody to read
			return fail(cause(err), "new_unwritable", "file", name)
		}
		if err := os.WriteFile(name+".new", w.Body, 0o644); err != nil { //nolint:gosec // content is for everybody to read
			return fail(cause(err), "new_unwritable", "file", name)
		}
		if err := os.Rename(name+".new", name); err != nil {
			return fail(cause(err), "new_unwritable", "file", name)
		}
	}
	return nil
}
