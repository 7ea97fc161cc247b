package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"samtal/content"
	"samtal/core/money/statement"
	"samtal/edge/store/sqlite"
	"samtal/service/moneybox"
	"samtal/service/pack"
)

// money is the money assistant at the command line.
type moneyCommand struct {
	Import moneyImport `cmd:"" help:"${money_import}"`
	Report moneyReport `cmd:"" help:"${money_report}"`
	Ask    moneyAsk    `cmd:"" help:"${money_ask}"`
}

// moneyImport takes in files of banks.
type moneyImport struct {
	Into     string   `help:"${f_into}" required:"" placeholder:"DB"`
	Owner    string   `help:"${f_owner}" default:"me" placeholder:"ID"`
	Account  string   `help:"${f_account}" placeholder:"NAME"`
	Currency string   `help:"${f_currency}" placeholder:"SEK"`
	Dates    string   `help:"${f_dates}" enum:",ymd,dmy,mdy" default:""`
	Preview  bool     `help:"${f_preview}"`
	Files    []string `arg:"" name:"file" help:"${f_statements}"`
}

// Help shows examples.
func (moneyImport) Help() string {
	return "Example:\n  samtal money import export.csv statement.ofx --into money.db\n  samtal money import old.qif --currency SEK --account Sparkonto --into money.db --json"
}

// takenLine is one line of output (issue 7): sums as decimal strings.
type takenLine struct {
	File         string             `json:"file"`
	Format       statement.Format   `json:"format"`
	Currency     string             `json:"currency"`
	Transactions int                `json:"transactions"`
	Pending      int                `json:"pending"`
	NetSum       string             `json:"net_sum"`
	BookedSum    string             `json:"booked_sum"`
	Added        int                `json:"added"`
	Warnings     []string           `json:"warnings"`
	Error        string             `json:"error,omitempty"`
	Line         int                `json:"line,omitempty"`
	Column       int                `json:"column,omitempty"`
	Mapping      *statement.Mapping `json:"mapping,omitempty"`
}

// Run imports each file; one that cannot be read does not stop the others.
func (m moneyImport) Run(ctx context.Context, a *app) error {
	m.Currency = strings.ToUpper(m.Currency)
	if m.Currency != "" && (len(m.Currency) != 3 || strings.Trim(m.Currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "") {
		return wrong("bad_currency", "currency", m.Currency)
	}
	box, done, err := openBox(ctx, m.Into)
	if err != nil {
		return err
	}
	defer done()
	bad := 0
	for _, name := range m.Files {
		line := a.take(ctx, box, m, name)
		if line.Error != "" {
			bad++
		}
		if a.JSON {
			if err := a.show(line, ""); err != nil {
				return err
			}
		} else if line.Error != "" {
			fmt.Fprintln(a.Err, "samtal: "+name+": "+line.Error)
		} else if err := a.show(nil, line.words(a.Lang)); err != nil {
			return err
		}
	}
	switch {
	case bad == 0:
		return nil
	case bad == len(m.Files) && bad == 1:
		return fail(nil, "file_refused", "file", m.Files[0])
	case bad == len(m.Files):
		return fail(nil, "files_failed", "n", strconv.Itoa(bad), "all", strconv.Itoa(len(m.Files)))
	}
	return &failure{someFiles, "files_failed", []string{"n", strconv.Itoa(bad), "all", strconv.Itoa(len(m.Files))}, nil}
}

// openBox opens the money assistant of a file.
func openBox(ctx context.Context, path string) (*moneybox.Box, func(), error) {
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return nil, nil, wrong("folder_none", "dir", filepath.Dir(path))
	}
	store, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		return nil, nil, fail(cause(err), "db_bad", "file", path)
	}
	words, err := pack.ReadWords(content.FS)
	if err != nil {
		return nil, nil, fail(errors.Join(err, store.Close()), "content_bad")
	}
	box, err := moneybox.New(moneybox.BoxOptions{Store: store, Content: content.FS, Words: words, Now: time.Now, Fresh: rand.Text})
	if err != nil {
		return nil, nil, fail(errors.Join(err, store.Close()), "content_bad")
	}
	return box, func() { _ = store.Close() }, nil
}

func (a *app) take(ctx context.Context, box *moneybox.Box, m moneyImport, name string) takenLine {
	line := takenLine{File: filepath.Base(name), Currency: "-", NetSum: "0", BookedSum: "0", Warnings: []string{}}
	info, err := os.Stat(name)
	if err == nil && info.Size() > moneybox.Most {
		err = moneybox.ErrLarge
	}
	var file []byte
	if err == nil {
		file, err = os.ReadFile(name)
	}
	if err != nil {
		line.Error = say(a.Lang, "file_bad", "file", name) + ": " + cause(err).Error()
		return line
	}
	t, err := box.Of(m.Owner).Take(ctx, file, moneybox.Options{Account: m.Account, Currency: m.Currency, Dates: m.Dates, Preview: m.Preview})
	s := t.Statement
	line.Format, line.Added = s.Format, t.Added
	var refused *statement.Refusal
	switch {
	case errors.As(err, &refused):
		line.Error, line.Line, line.Column = box.Words.Refused(a.Lang, refused), refused.Line, refused.Column
		return line
	case err != nil:
		line.Error = oneLine(err.Error())
		return line
	}
	if c := s.Currency(); c != "" {
		line.Currency = c
	}
	net, booked, pending, one := s.Sums()
	line.Transactions, line.Pending = len(s.Rows()), pending
	if line.NetSum, line.BookedSum = "-", "-"; one {
		line.NetSum, line.BookedSum = s.Scaled(net), s.Scaled(booked)
	} else {
		line.Warnings = append(line.Warnings, box.Words.Warned(a.Lang, statement.Warning{Code: "currencies"}))
	}
	for _, w := range s.Warnings {
		line.Warnings = append(line.Warnings, box.Words.Warned(a.Lang, w)+flagFor[w.Code])
	}
	if m.Preview {
		line.Mapping = s.Mapping
	}
	return line
}

// flagFor names the flag that answers a warning.
var flagFor = map[string]string{"dates_unsure": " (--dates)", "currency_missing": " (--currency)"}

// words say what was taken in to a person.
func (l takenLine) words(lang string) string {
	s := say(lang, "money_taken", "file", l.File, "format", string(l.Format), "n", strconv.Itoa(l.Transactions), "added", strconv.Itoa(l.Added),
		"sum", l.BookedSum, "currency", l.Currency)
	if l.Pending > 0 {
		s += say(lang, "money_pending", "n", strconv.Itoa(l.Pending))
	}
	for _, w := range l.Warnings {
		s += "\n  " + w
	}
	if m := l.Mapping; m != nil {
		for role, column := range m.Columns {
			s += "\n  " + string(role) + " = " + strconv.Itoa(column+1)
		}
	}
	return s
}
