package conformance

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"samtal/core/admission"
	"samtal/core/practice"
	"samtal/core/shifts"
	"samtal/service/desk"
	"samtal/service/people"
)

// peoples holds applications and practices: a version is replaced once, one
// admission makes one expert, nobody sees another's practice, and erasing
// leaves nothing.
func peoples(t *testing.T, b *bench) {
	apply := func(id string, state admission.State, at time.Time) people.Kept {
		return people.Kept{Secret: "s-" + id, Application: admission.Application{ID: id, Market: "SE", Language: "sv", Name: "Å \U0001F600", WorkingName: "Åsa", Email: "a@b.se",
			State: state, Facts: &admission.Facts{Born: "2000-01-01", MayWork: true, Student: shifts.EU, Other: []admission.Weekly{{Day: 1, From: 480, To: 720}}},
			Languages: map[string]admission.Score{"sv": {Right: 3, Of: 4, Tries: 2, Passed: true, At: at}}, BeganAt: at, ChangedAt: at}}
	}
	a := apply("a", admission.Open, start)
	must(t, b.PutApplication(ctx, a))
	if err := b.PutApplication(ctx, a); !errors.Is(err, desk.ErrConflict) {
		t.Fatalf("added twice: %v", err)
	}
	got, err := b.Application(ctx, "a")
	must(t, err)
	a.Version = 1
	if diff := cmp.Diff(a, got); diff != "" {
		t.Fatal(diff)
	}
	if _, err := b.Application(ctx, "b"); !errors.Is(err, desk.ErrMissing) {
		t.Fatal(err)
	}
	got.State, got.Expert, got.ChangedAt = admission.Admitted, "e-a", start.Add(3*time.Minute)
	must(t, b.PutApplication(ctx, got))
	if err := b.PutApplication(ctx, got); !errors.Is(err, desk.ErrConflict) {
		t.Fatalf("an old version was replaced: %v", err)
	}
	must(t, b.PutApplication(ctx, apply("b", admission.Ready, start.Add(2*time.Minute))))
	must(t, b.PutApplication(ctx, apply("c", admission.Ready, start.Add(time.Minute))))
	second, err := b.Application(ctx, "b")
	must(t, err)
	second.Expert = "e-a"
	if err := b.PutApplication(ctx, second); err == nil {
		t.Fatal("one expert of two applications")
	}
	for state, want := range map[admission.State]string{"": "cba", admission.Ready: "cb", admission.Refused: ""} {
		list, err := b.Applications(ctx, state, 10)
		must(t, err)
		ids := ""
		for _, k := range list {
			ids += k.ID
		}
		if ids != want {
			t.Errorf("%q lists %s", state, ids)
		}
	}
	if list, err := b.Applications(ctx, "", 1); err != nil || len(list) != 1 {
		t.Errorf("%d %v", len(list), err)
	}
	if of, err := b.ApplicationOf(ctx, "e-a"); err != nil || of.ID != "a" {
		t.Errorf("%v %v", of.ID, err)
	}
	if _, err := b.ApplicationOf(ctx, ""); !errors.Is(err, desk.ErrMissing) {
		t.Errorf("nobody's application: %v", err)
	}
	run := people.KeptRun{ID: "r1", Owner: people.Owner("c"), At: start, Run: practice.Run{Customer: "x", Language: "sv", Began: start, Mood: "calm",
		Turns: []practice.Turn{{Said: practice.Said{Text: "hej", At: start}, Reply: "ja", Heard: practice.Heard{Warm: true}}}}}
	must(t, b.PutRun(ctx, run))
	if err := b.PutRun(ctx, run); !errors.Is(err, desk.ErrConflict) {
		t.Fatalf("a practice was added twice: %v", err)
	}
	run.Version = 1
	kept, err := b.Run(ctx, run.Owner, "r1")
	must(t, err)
	if diff := cmp.Diff(run, kept); diff != "" {
		t.Fatal(diff)
	}
	kept.Passed, kept.Points, kept.At = true, 100, start.Add(time.Minute)
	must(t, b.PutRun(ctx, kept))
	if err := b.PutRun(ctx, kept); !errors.Is(err, desk.ErrConflict) {
		t.Fatalf("an old practice was replaced: %v", err)
	}
	must(t, b.PutRun(ctx, people.KeptRun{ID: "r2", Owner: "e-01", At: start}))
	if _, err := b.Run(ctx, "e-01", "r1"); !errors.Is(err, desk.ErrMissing) {
		t.Fatalf("somebody else's practice: %v", err)
	}
	must(t, b.EraseApplication(ctx, "c"))
	if _, err := b.Application(ctx, "c"); !errors.Is(err, desk.ErrMissing) {
		t.Fatal(err)
	}
	for owner, want := range map[string]int{run.Owner: 0, "e-01": 1} {
		if list, err := b.Runs(ctx, owner, 10); err != nil || len(list) != want {
			t.Errorf("%s has %d practices: %v", owner, len(list), err)
		}
	}
}
