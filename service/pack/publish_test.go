package pack_test

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"samtal/content"
	"samtal/core/understanding"
	"samtal/service/pack"
)

// shelf keeps editions as a record does.
type shelf map[string][]byte

func (s shelf) PutEdition(_ context.Context, digest string, body []byte) error {
	if s[digest] == nil {
		s[digest] = body
	}
	return nil
}

func (s shelf) Edition(_ context.Context, digest string) ([]byte, error) {
	if s[digest] == nil {
		return nil, errors.New("there is none")
	}
	return s[digest], nil
}

func (s shelf) RetireEditions(context.Context, time.Time) (int, error) { return 0, nil }

// learned is one reader for all: phrases stay the same here.
var learned = sync.OnceValues(func() (*understanding.Reader, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(content.FS, "phrases", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[strings.TrimPrefix(name, "phrases/")], err = fs.ReadFile(content.FS, name)
		return err
	})
	if err != nil {
		return nil, err
	}
	p, err := understanding.ParsePhrases(files)
	if err != nil {
		return nil, err
	}
	return understanding.NewReader(p)
})

// desktop is a folder that somebody edits while its content is served.
type desktop struct {
	t     *testing.T
	files fstest.MapFS
	shelf shelf
	now   time.Time
	edits int
	*pack.Pack
}

func newDesktop(t *testing.T) *desktop {
	t.Helper()
	d := &desktop{t: t, files: fstest.MapFS{}, shelf: shelf{}, now: monday}
	err := fs.WalkDir(content.FS, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		body, err := fs.ReadFile(content.FS, name)
		d.files[name] = &fstest.MapFile{Data: body}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	d.start()
	return d
}

func (d *desktop) start() {
	d.t.Helper()
	p, err := pack.Load(d.t.Context(), pack.Options{Content: d.files, Folder: true, Editions: d.shelf, Now: func() time.Time { return d.now },
		Learn: func(understanding.Phrases) (*understanding.Reader, error) { return learned() }})
	if err != nil {
		d.t.Fatal(err)
	}
	d.Pack = p
}

func (d *desktop) edit(name, old, new string) {
	d.t.Helper()
	text := string(d.files[name].Data)
	if !strings.Contains(text, old) {
		d.t.Fatalf("%s does not hold %q", name, old)
	}
	d.edits++
	d.files[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, new, 1)), ModTime: monday.Add(time.Duration(d.edits) * time.Second)}
}

// pass lets so much time go by, with the rounds that a house makes.
func (d *desktop) pass(rounds int) {
	d.t.Helper()
	for range rounds {
		d.now = d.now.Add(2 * time.Second)
		if _, err := d.Step(d.t.Context()); err != nil {
			d.t.Fatal(err)
		}
	}
}

const refundFlow = "flows/where_is_my_refund.yaml"

// A change is taken in when the folder has come to rest, whole, and whoever
// began with the flows of before still finds them, after a restart too.
func TestContentIsReplacedWhileItIsServed(t *testing.T) {
	d := newDesktop(t)
	first := d.Standing()
	flows, edition, err := d.Edition(t.Context(), "")
	if err != nil || edition != first.Edition {
		t.Fatal(edition, err)
	}
	before := flows.Flow("where_is_my_refund", 0).Description
	d.edit(refundFlow, "description: >", "description: >\n  Changed.")
	d.pass(1)
	if d.Standing().Version != first.Version {
		t.Fatal("a file that is just being written was taken in")
	}
	d.pass(1)
	now := d.Standing()
	if now.Version == first.Version || now.Refused != nil || now.Tests < 200 {
		t.Fatalf("the change is not in force: %+v", now)
	}
	if d.Catalogue().Flow("where_is_my_refund", 0).Description == before {
		t.Error("the new flow is not there")
	}
	for range 2 {
		old, found, err := d.Edition(t.Context(), edition)
		if err != nil || found != edition || old.Flow("where_is_my_refund", 0).Description != before {
			t.Fatalf("the flow of before: %s %v", found, err)
		}
		d.start() // once more from the record alone
	}
	if _, _, err := d.Edition(t.Context(), "unknown"); err == nil {
		t.Error("flows that nobody kept were found")
	}
}

// Whatever is wrong with it, content that is not whole changes nothing, and
// says where.
func TestBadContentIsRefusedAndTheOldGoesOn(t *testing.T) {
	d := newDesktop(t)
	first := d.Standing()
	for _, c := range []struct{ file, old, new, code string }{
		{refundFlow, "steps:", "stpes:", ""},
		{refundFlow, "outcome: answered", "outcome: settled", "test"},
		{"articles/sv/refunds.md", "owner: billing", "owner:", "article"},
		{"articles/sv/refunds.md", "valid_to:", "valid_to: 2024-13-01", "article"},
		{"markets/UK.yaml", "market: UK", "market: NO", ""},
		{"words/sv.yaml", "topic_refund:", "topic_refun:", ""},
	} {
		whole := d.files[c.file]
		d.edit(c.file, c.old, c.new)
		d.pass(2)
		s := d.Standing()
		switch {
		case s.Version != first.Version:
			t.Errorf("%s: %q came into force", c.file, c.new)
		case s.Refused == nil || len(s.Refused.Faults) == 0:
			t.Errorf("%s: %q: nobody is told", c.file, c.new)
		case c.code != "" && s.Refused.Faults[0].Code != c.code || s.Refused.Faults[0].Line < 1:
			t.Errorf("%s: %q: %s", c.file, c.new, s.Refused.Faults[0])
		}
		d.files[c.file] = whole
		d.pass(2)
		if s := d.Standing(); s.Refused != nil || s.Version != first.Version {
			t.Errorf("%s: the change was taken back: %+v", c.file, s.Refused)
		}
	}
	gone := d.files["markets/UK.yaml"]
	delete(d.files, "markets/UK.yaml")
	d.pass(2)
	if s := d.Standing(); s.Refused == nil || !d.Has("UK") {
		t.Error("a market that customers are served in was taken away")
	}
	d.files["markets/UK.yaml"] = gone
}

// An article is shown to its last day, and not after.
func TestAnArticlePastItsDateIsNotShown(t *testing.T) {
	d := newDesktop(t)
	d.edit("articles/sv/refunds.md", "valid_to:", "valid_to: 2026-11-23")
	d.pass(2)
	found := func() bool {
		_, ok := d.Article("sv", "refunds")
		hits := d.Search("SE", "sv", "när kommer min återbetalning", 3)
		listed := false
		for _, h := range hits {
			listed = listed || h.Article == "refunds"
		}
		if ok != listed {
			t.Errorf("shown %v, found %v", ok, listed)
		}
		return ok
	}
	if !found() {
		t.Error("on its last day it is not shown")
	}
	d.now = d.now.Add(24 * time.Hour)
	if found() {
		t.Error("the day after it is still shown")
	}
}
