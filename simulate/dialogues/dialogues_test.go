package dialogues

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func file(body string) fstest.MapFS {
	return fstest.MapFS{"half/a.yaml": &fstest.MapFile{Data: []byte(body)}}
}

const good = `- {name: a, language: sv, customer: c-0001, turns: ["hej", {choice: "yes"}, {silence: 10m}, {expert: accepts}], expect: {holder: none}}`

func TestReadingNamesWhatIsWrong(t *testing.T) {
	list, err := Read(file(good))
	if err != nil || len(list) != 1 || list[0].Group != "half" || list[0].Now != Start || list[0].Turns[0].Text != "hej" || list[0].Turns[2].Silence != "10m" {
		t.Fatalf("%+v %v", list, err)
	}
	for _, bad := range []struct{ from, to, want string }{
		{"name: a", `name: ""`, "no name"},
		{"language: sv", "language: fi", "sv or en"},
		{"customer: c-0001", `customer: ""`, "no customer"},
		{`"hej", `, `{text: hej, choice: x}, `, "one of text"},
		{"10m", "ten minutes", "written as 10m"},
		{"holder: none", "", "says nothing about the end"},
		{"holder: none", "holdr: none", "holdr"},
		{good, "[]", "no dialogues"},
		{good, good + "\n" + good, "two dialogues"},
	} {
		if _, err := Read(file(strings.Replace(good, bad.from, bad.to, 1))); err == nil || !strings.Contains(err.Error(), bad.want) {
			t.Errorf("%q for %q: %v", bad.to, bad.from, err)
		}
	}
}

func TestWhatChangedUnaskedFails(t *testing.T) {
	d := Dialogue{Expect: Expect{Holder: "none", Outcome: "settled", Bank: map[string]string{"invoices.i1.due_date": "2026-12-06"}, Tools: []string{"extend_due_date"}, Says: []string{"349 kr"}}}
	right := Result{Holder: "none", Outcome: "settled", Changed: map[string]string{"invoices.i1.due_date": "2026-12-06", "invoices.i1.fee": "39.00 SEK"}, Done: []string{"extend_due_date"}, Said: "349\u00a0kr"}
	if why := Check(d, right); len(why) > 0 {
		t.Errorf("%v", why)
	}
	for name, change := range map[string]func(*Result){
		"another invoice": func(r *Result) { r.Changed["invoices.i2.due_date"] = "2026-12-07" },
		"a card too":      func(r *Result) { r.Changed["cards.c1.state"] = "frozen" },
		"another day":     func(r *Result) { r.Changed["invoices.i1.due_date"] = "2026-12-07" },
		"not done":        func(r *Result) { delete(r.Changed, "invoices.i1.due_date") },
		"done twice":      func(r *Result) { r.Done = append(r.Done, "extend_due_date") },
		"left alone":      func(r *Result) { r.Alone = true },
		"never said":      func(r *Result) { r.Said = "" },
		"with a person":   func(r *Result) { r.Holder = "line" },
	} {
		r := right
		r.Changed, r.Done = map[string]string{}, slices.Clone(right.Done)
		for k, v := range right.Changed {
			r.Changed[k] = v
		}
		change(&r)
		if len(Check(d, r)) != 1 {
			t.Errorf("%s: %v", name, Check(d, r))
		}
	}
}

func TestNullProgramsAndSums(t *testing.T) {
	settle := Dialogue{Expect: Expect{Holder: "none", Outcome: "settled", Bank: map[string]string{"invoices.i1.state": "paid"}}}
	wish := Dialogue{Expect: Expect{Holder: "line"}}
	if n, p := Null(settle); n || p {
		t.Error("a dialogue that something must happen in is passed by none")
	}
	if n, p := Null(wish); n || !p {
		t.Error("handing over is right where a person is wanted")
	}
	sums := Count([]One{{Group: "a", Trials: 4, Passed: 4}, {Group: "a", Trials: 4, Passed: 3, Handed: 1}, {Group: "b", Person: true, Trials: 4, Passed: 4, Handed: 4}})
	all := sums[len(sums)-1]
	if all.Group != "all" || all.Routine != (Share{1, 2}) || all.RoutineOnce != (Share{7, 8}) || all.Handed != (Share{4, 4}) || all.HandedMore != (Share{1, 8}) || all.Person != (Share{1, 1}) {
		t.Errorf("%+v", sums)
	}
}

// Trials differ, each is the same each time, and figures and short words stay.
func TestTrialsVaryAsPeopleDo(t *testing.T) {
	const said = "Jag behöver flytta fakturan på 349, tack."
	seen := map[string]bool{}
	for trial := range 4 {
		got := newVariation("x", trial).text(said)
		if got != newVariation("x", trial).text(said) || !strings.Contains(got, "349") {
			t.Errorf("trial %d: %q", trial, got)
		}
		seen[got] = true
	}
	if len(seen) != 4 {
		t.Errorf("%d different: %v", len(seen), seen)
	}
	for trial := range 8 {
		if got := newVariation("x", trial).text("nej"); strings.TrimSpace(got) != "nej" {
			t.Errorf("%q", got)
		}
	}
}

func TestTheDialoguesAreWhole(t *testing.T) {
	list, err := Read(os.DirFS("testdata"))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		if nothing, _ := Null(d); nothing {
			t.Errorf("%s: a program that does nothing would pass it", d.Name)
		}
	}
}
