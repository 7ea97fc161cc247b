package main

import (
	"fmt"

	"samtal/service/pack"
)

// check names every fault in a content folder.
type check struct {
	Dir     string `arg:"" optional:"" name:"dir" help:"${f_content}"`
	Content string `help:"${f_content}" placeholder:"DIR"`
	Tests   bool   `help:"${f_tests}"`
}

// Help shows an example.
func (check) Help() string { return "Example:\n  samtal check --tests ./content" }

// Run prints faults, one a line, and fails when there are any.
func (c check) Run(a *app) error {
	if c.Dir == "" {
		c.Dir = c.Content
	}
	files, err := packFS(c.Dir)
	if err != nil {
		return err
	}
	report := pack.Check(files, c.Tests)
	if a.JSON {
		if err := a.show(report, ""); err != nil {
			return err
		}
	} else {
		for _, f := range report.Faults {
			fmt.Fprintf(a.Out, "%s:%d:%d: %s: %s\n", f.File, f.Line, f.Column, f.Code, f.Message)
		}
	}
	if n := len(report.Faults); n > 0 {
		return fail(nil, "faults", "n", fmt.Sprint(n))
	}
	if !a.JSON {
		fmt.Fprintln(a.Out, say(a.Lang, "check_ok", "files", fmt.Sprint(report.Files), "flows", fmt.Sprint(report.Flows), "tests", fmt.Sprint(report.Tests)))
	}
	return nil
}
