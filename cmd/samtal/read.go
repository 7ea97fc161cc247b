package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"samtal/content"
	"samtal/core/understanding"
)

// read shows how messages are understood.
type read struct {
	Lang    string   `help:"${f_lang}" placeholder:"sv"`
	Market  string   `help:"${f_market}" default:"SE" placeholder:"SE"`
	Content string   `help:"${f_content}" placeholder:"DIR"`
	Now     string   `help:"${f_now}" placeholder:"TIME"`
	Files   []string `arg:"" optional:"" name:"file" help:"${f_files}"`
}

// Help shows examples.
func (read) Help() string {
	return "Example:\n  echo 'jag vill prata med en människa' | samtal read\n  samtal read --lang en messages.txt"
}

// understood is one line of output (contract of issue 5).
type understoodLine struct {
	Text          string                                `json:"text"`
	Language      string                                `json:"language"`
	WantsHuman    bool                                  `json:"wants_human"`
	Sensitivities map[understanding.Sensitivity]float64 `json:"sensitivities"`
	Topics        []understanding.Candidate             `json:"topics"`
	InScope       bool                                  `json:"in_scope"`
	Mood          understanding.Mood                    `json:"mood"`
	Entities      []understanding.Entity                `json:"entities"`
	Evidence      []understanding.Evidence              `json:"evidence"`
}

// Run reads lines and answers each, in order.
func (r read) Run(a *app) error {
	if r.Lang != "" && (len(r.Lang) != 2 || strings.ToLower(r.Lang) != r.Lang) {
		return wrong("bad_lang", "lang", r.Lang)
	}
	now := time.Now()
	shift, err := shiftTo(r.Now, now)
	if err != nil {
		return err
	}
	pack, err := packFS(r.Content)
	if err != nil {
		return err
	}
	examples, err := phrases(pack)
	if err != nil {
		return fail(err, "content_bad")
	}
	reader, err := learnOnce(cacheFile())(examples)
	if err != nil {
		return fail(err, "content_bad")
	}
	place, err := time.LoadLocation(zone)
	if err != nil {
		return err
	}
	about := understanding.Context{Language: r.Lang, Market: r.Market, Today: now.Add(shift).In(place).Format("2006-01-02")}
	each := func(in io.Reader) error {
		return lines(in, func(text string) error { return a.understand(reader, about, text) })
	}
	if len(r.Files) == 0 {
		return each(a.In)
	}
	bad := 0
	for _, name := range r.Files {
		if err := readFile(name, a.In, each); err != nil {
			var broken *os.PathError
			if !errors.As(err, &broken) {
				return err // stdout is gone, or the like
			}
			if len(r.Files) == 1 {
				return fail(cause(err), "file_bad", "file", name)
			}
			bad++
			fmt.Fprintln(a.Err, "samtal: "+say(a.Lang, "file_bad", "file", name)+": "+cause(err).Error())
		}
	}
	switch bad {
	case 0:
		return nil
	case len(r.Files):
		return fail(nil, "files_failed", "n", fmt.Sprint(bad), "all", fmt.Sprint(len(r.Files)))
	}
	return &failure{someFiles, "files_failed", []string{"n", fmt.Sprint(bad), "all", fmt.Sprint(len(r.Files))}, nil}
}

func (a *app) understand(reader *understanding.Reader, about understanding.Context, text string) error {
	v := reader.Read(text, about)
	line := understoodLine{Text: text, Language: v.Language, WantsHuman: v.WantsHuman, Sensitivities: map[understanding.Sensitivity]float64{},
		Topics: v.Topics, InScope: v.InScope, Mood: v.Mood, Entities: v.Entities, Evidence: v.Evidence}
	for _, s := range v.Sensitivities {
		line.Sensitivities[s.Kind] = s.P
	}
	json := app{Out: a.Out, JSON: true}
	return json.show(line, "")
}

func readFile(name string, stdin io.Reader, each func(io.Reader) error) error {
	if name == "-" {
		return each(stdin)
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return each(f)
}

// lines calls do for every line that says something, of any length.
func lines(in io.Reader, do func(string) error) error {
	r := bufio.NewReader(in)
	for {
		text, err := r.ReadString('\n')
		if text = strings.TrimRight(text, "\r\n"); strings.TrimSpace(text) != "" {
			if !utf8.ValidString(text) {
				text = strings.ToValidUTF8(text, "\uFFFD")
			}
			if err := do(text); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// packFS is the content to work with: a folder, or what is built in.
func packFS(dir string) (fs.FS, error) {
	if dir == "" {
		return content.FS, nil
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, wrong("content_none", "dir", dir)
	}
	return os.DirFS(dir), nil
}

// phrases are the examples of a pack.
func phrases(pack fs.FS) (understanding.Phrases, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(pack, "phrases", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[path], err = fs.ReadFile(pack, path)
		return err
	})
	if err != nil {
		return understanding.Phrases{}, err
	}
	return understanding.ParsePhrases(files)
}
