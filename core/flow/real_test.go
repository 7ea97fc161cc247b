package flow

import (
	"os"
	"path/filepath"
	"testing"

	"samtal/core/understanding"
)

// realReader reads with the shipped phrases.
func realReader(t *testing.T) *understanding.Reader {
	t.Helper()
	files := map[string][]byte{}
	root := filepath.Join(contentDir, "phrases")
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(path)
		rel, _ := filepath.Rel(root, path)
		files[filepath.ToSlash(rel)] = src
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	p, err := understanding.ParsePhrases(files)
	if err != nil {
		t.Fatal(err)
	}
	r, err := understanding.NewReader(p)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The tests in the files must also hold when the messages are really read.
func TestTheTestsInTheFlowFilesAsReallyRead(t *testing.T) {
	r := realReader(t)
	c := realCatalogue(t)
	for _, f := range c.Flows() {
		for _, test := range f.Tests {
			for _, lang := range sortedKeys(test.Turns) {
				t.Run(f.Name+"/"+test.Name+"/"+lang, func(t *testing.T) {
					playAs(t, c, f, test, lang, func(text, language, today string) understanding.Reading {
						return r.Read(text, understanding.Context{Language: language, Market: "SE", Today: today})
					}).check()
				})
			}
		}
	}
}
