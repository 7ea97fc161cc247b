// Package dialogues plays written conversations through the whole house in one
// thread of virtual time and compares what the company's systems hold
// afterwards with what should be there. A talk that sounds right and moves the
// wrong invoice fails here.
package dialogues

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
)

// Dialogue is one written conversation and how it should end.
type Dialogue struct {
	Name      string `yaml:"name"`
	Group     string `yaml:"-"` // the folder it lies in
	Language  string `yaml:"language"`
	Customer  string `yaml:"customer"`
	Now       string `yaml:"now"` // local time at the start; else Start
	SignedOut bool   `yaml:"signed_out"`
	Turns     []Turn `yaml:"turns"`
	Expect    Expect `yaml:"expect"`
}

// Turn is one thing that happens. In a file a bare text is what the customer
// writes; "{code}" in it is the code of the newest letter.
type Turn struct {
	Text    string `yaml:"text"`
	Choice  string `yaml:"choice"`  // a button: its id, the end of its id, or words on it; "human" is the person button
	Silence string `yaml:"silence"` // so long nothing is said
	Expert  string `yaml:"expert"`  // an expert accepts ("accepts"), or accepts and writes this
}

// Expect is how it should end. What is left empty is not looked at, except
// Bank: whatever is not named there must be as it was.
type Expect struct {
	Outcome string            `yaml:"outcome"` // settled, answered, customer_stopped, with_person; of the matter about Topic, else of the last
	Holder  string            `yaml:"holder"`  // none, assistant, line, expert
	Topic   string            `yaml:"topic"`   // of a matter; of one with a person, when a person holds
	Bank    map[string]string `yaml:"bank"`    // "invoices.in-0103.due_date": "2026-12-06"; "*" is any value
	Never   []string          `yaml:"never"`   // tools that must not be called
	Tools   []string          `yaml:"tools"`   // what was done (no look-ups), in order
	Says    []string          `yaml:"says"`    // words that the assistant must say
}

// Handed reports whether a person should have it in the end.
func (d Dialogue) Handed() bool { return d.Expect.Holder == "line" || d.Expect.Holder == "expert" }

// UnmarshalYAML takes a bare text for what the customer writes.
func (t *Turn) UnmarshalYAML(raw []byte) error {
	if yaml.Unmarshal(raw, &t.Text) == nil {
		return nil
	}
	type plain Turn
	return yaml.UnmarshalWithOptions(raw, (*plain)(t), yaml.Strict())
}

// Start is when a dialogue begins that names no time: a Tuesday, people at work.
const Start = "2026-11-24T10:00"

// Read reads every .yaml under a folder; each file is a list of dialogues.
func Read(files fs.FS) ([]Dialogue, error) {
	var out []Dialogue
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".yaml" {
			return err
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		var list []Dialogue
		if err := yaml.UnmarshalWithOptions(body, &list, yaml.Strict()); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for i := range list {
			list[i].Group = path.Dir(name)
			if err := list[i].check(); err != nil {
				return fmt.Errorf("%s: dialogue %d (%s): %w", name, i+1, list[i].Name, err)
			}
		}
		out = append(out, list...)
		return nil
	})
	names := map[string]bool{}
	for _, d := range out {
		if names[d.Name] {
			return nil, fmt.Errorf("two dialogues are called %q", d.Name)
		}
		names[d.Name] = true
	}
	if err == nil && len(out) == 0 {
		err = errors.New("no dialogues")
	}
	return out, err
}

func (d *Dialogue) check() error {
	if d.Now == "" {
		d.Now = Start
	}
	_, err := time.Parse("2006-01-02T15:04", d.Now)
	switch {
	case d.Name == "":
		return errors.New("it has no name")
	case !slices.Contains([]string{"sv", "en"}, d.Language):
		return errors.New("language must be sv or en")
	case d.Customer == "" && !d.SignedOut:
		return errors.New("no customer: name one, or say signed_out: true")
	case len(d.Turns) == 0:
		return errors.New("nothing is said")
	case err != nil:
		return fmt.Errorf("now must be written as %s", Start)
	case d.Expect.Holder == "" && d.Expect.Outcome == "" && len(d.Expect.Bank) == 0 && len(d.Expect.Tools) == 0:
		return errors.New("expect says nothing about the end")
	}
	for i, t := range d.Turns {
		if err := t.check(); err != nil {
			return fmt.Errorf("turn %d: %w", i+1, err)
		}
	}
	return nil
}

func (t Turn) check() error {
	n := 0
	for _, s := range []string{t.Text, t.Choice, t.Silence, t.Expert} {
		if strings.TrimSpace(s) != "" {
			n++
		}
	}
	if n != 1 {
		return errors.New("a turn is one of text, choice, silence, expert")
	}
	if t.Silence != "" {
		if d, err := time.ParseDuration(t.Silence); err != nil || d <= 0 {
			return fmt.Errorf("silence is written as 10m, not %q", t.Silence)
		}
	}
	return nil
}
