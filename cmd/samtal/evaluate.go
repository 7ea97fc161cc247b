package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"samtal/simulate/dialogues"
)

// evaluate measures what the house does, against what it should do.
type evaluate struct {
	Dialogues evaluateDialogues `cmd:"" help:"${evaluate_dialogues}"`
	Topics    evaluateTopics    `cmd:"" help:"${evaluate_topics}"`
}

// evaluateDialogues plays written dialogues and compares the back office.
type evaluateDialogues struct {
	Dir     string `arg:"" help:"${f_dialogues}"`
	Trials  int    `help:"${f_trials}" default:"4" placeholder:"N"`
	Only    string `help:"${f_only}" placeholder:"TEXT"`
	Content string `help:"${f_content}" placeholder:"DIR"`
}

// Help shows an example.
func (evaluateDialogues) Help() string {
	return "Example:\n  samtal evaluate dialogues simulate/dialogues/testdata --trials 4 --json"
}

const mostTrials = 1000

// Run plays all of them. A dialogue that fails is a result, not an error.
func (e evaluateDialogues) Run(ctx context.Context, a *app) error {
	if e.Trials < 1 || e.Trials > mostTrials {
		return wrong("bad_count", "flag", "--trials", "n", fmt.Sprint(e.Trials), "least", "1", "most", fmt.Sprint(mostTrials))
	}
	if info, err := os.Stat(e.Dir); err != nil || !info.IsDir() {
		return wrong("dialogues_none", "dir", e.Dir)
	}
	list, err := dialogues.Read(os.DirFS(e.Dir))
	if err != nil {
		return &failure{wrongUse, "dialogues_bad", nil, err}
	}
	files, err := packFS(e.Content)
	if err != nil {
		return err
	}
	var chosen []dialogues.Dialogue
	for _, d := range list {
		if strings.Contains(d.Group+"/"+d.Name, e.Only) {
			chosen = append(chosen, d)
		}
	}
	w, err := newWorlds(ctx, files)
	if err != nil {
		return err
	}
	defer w.close()
	var done []dialogues.One
	err = dialogues.Run(ctx, w.build, chosen, e.Trials, func(o dialogues.One) {
		done = append(done, o)
		fmt.Fprintf(a.Err, "\r%d/%d", len(done), len(chosen))
		if !a.JSON && o.Passed < o.Trials {
			fmt.Fprint(a.Err, "\r")
			fmt.Fprintf(a.Out, "%s/%s: %d/%d\n  %s\n    %s\n", o.Group, o.Name, o.Passed, o.Trials, strings.Join(o.Why, "\n  "), strings.Join(o.Talk, "\n    "))
		}
		if a.JSON {
			_ = a.show(o, "") // a broken pipe shows with the sums
		}
	})
	fmt.Fprint(a.Err, "\r")
	if err != nil {
		return err
	}
	for _, s := range dialogues.Count(done) {
		if err := a.show(s, say(a.Lang, "dialogues_sum", "group", s.Group, "n", fmt.Sprint(s.Dialogues), "k", fmt.Sprint(s.Trials), "routine", s.Routine.String(), "once", s.RoutineOnce.String(),
			"person", s.Person.String(), "handed", s.Handed.String(), "more", s.HandedMore.String(), "nothing", s.NullNothing.String(), "over", s.NullPerson.String())); err != nil {
			return err
		}
	}
	return nil
}
