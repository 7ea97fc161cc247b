package pack_test

import (
	"context"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"samtal/content"
	"samtal/core/practice"
	"samtal/core/understanding"
	"samtal/service/pack"
)

var schooled = sync.OnceValues(func() (*pack.Pack, error) {
	return pack.Load(context.Background(), pack.Options{Content: content.FS})
})

// habit is something that beginners do, and the reason that it must fail for.
// steps is nil where the customer gives no occasion for it.
type habit struct {
	name  string
	want  practice.Code
	steps func(c practice.Customer, good []practice.Step, lang string) []practice.Step
}

var rude = map[string]string{"sv": "Lugna ner dig.", "en": "Calm down."}
var dull = map[string]string{"sv": "Ett ögonblick.", "en": "One moment."}

func one(lang, text string) practice.Step { return practice.Step{Say: practice.Text{lang: text}} }

var habits = []habit{
	{"does nothing", practice.ActMissing, func(c practice.Customer, good []practice.Step, _ string) []practice.Step {
		for i := range good {
			if slices.Contains(c.Right.Acts, good[i].Act) {
				good[i].Act = ""
			}
		}
		return need(len(c.Right.Acts) > 0, good)
	}},
	{"does harm", practice.ActHarmful, func(c practice.Customer, good []practice.Step, lang string) []practice.Step {
		s := one(lang, dull[lang])
		s.Act = c.Right.Never[0]
		return slices.Insert(good, 1, s)
	}},
	{"ends it wrongly", practice.WrongEnd, func(c practice.Customer, good []practice.Step, _ string) []practice.Step {
		good[len(good)-1].End = practice.Settled
		if c.Right.End == practice.Settled {
			good[len(good)-1].End = practice.Colleague
		}
		return good
	}},
	{"says no time", practice.PromiseMissing, func(c practice.Customer, good []practice.Step, lang string) []practice.Step {
		for i := range good {
			good[i].Say = practice.Text{lang: map[string]string{"sv": "Jag förstår.", "en": "I understand."}[lang]}
		}
		return need(c.Right.Promise, good)
	}},
	{"comes back late", practice.PromiseLate, func(_ practice.Customer, good []practice.Step, lang string) []practice.Step {
		away, back := one(lang, dull[lang]), one(lang, dull[lang])
		away.BackBy, back.Wait = 2*time.Minute, 3*time.Minute
		return slices.Insert(good, 1, away, back)
	}},
	{"is harsh", practice.Harsh, func(_ practice.Customer, good []practice.Step, lang string) []practice.Step {
		return slices.Insert(good, 1, one(lang, rude[lang]))
	}},
	{"is cold", practice.Cold, func(c practice.Customer, good []practice.Step, lang string) []practice.Step {
		for i := range good {
			good[i].Say = practice.Text{lang: map[string]string{"sv": "Du får svar inom 2 timmar.", "en": "You will get an answer within 2 hours."}[lang]}
		}
		return need(c.Right.Comfort, good)
	}},
	{"asks again", practice.AskedAgain, func(c practice.Customer, good []practice.Step, lang string) []practice.Step {
		i := slices.IndexFunc(c.Facts, func(f practice.Fact) bool { return f.Known })
		return slices.Insert(good, 1, one(lang, strings.ReplaceAll(c.Facts[i].Ask[lang][0], "*", "")+"?"))
	}},
	{"is slow", practice.SlowWord, func(_ practice.Customer, good []practice.Step, _ string) []practice.Step {
		good[0].Wait, good[1].Wait = 4*time.Minute, 6*time.Minute
		return good
	}},
}

func need(occasion bool, steps []practice.Step) []practice.Step {
	if !occasion {
		return nil
	}
	return steps
}

// Every scripted customer, in both languages: whoever does it well passes, and
// each bad habit fails for its own reason alone.
func TestScriptedCustomersPassTheGoodAndFailEachBadHabit(t *testing.T) {
	p, err := schooled()
	must(t, err)
	school, rubric := p.School(), p.Hiring("SE").Rubric
	if len(school.Customers) < 12 {
		t.Fatalf("only %d scripted customers", len(school.Customers))
	}
	tried := map[string]int{}
	for id, c := range school.Customers {
		for _, lang := range []string{"sv", "en"} {
			read := func(text string) understanding.Reading {
				return p.Read(text, understanding.Context{Language: lang, Market: "SE", Today: "2026-11-25"})
			}
			start := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
			if r := c.Score(rubric, c.Play(school.Cues, lang, start, read)); !r.Passed || r.Points != 100 {
				t.Errorf("%s in %s: the good way has %d points: %+v", id, lang, r.Points, r.Marks)
			}
			for _, h := range habits {
				good := make([]practice.Step, len(c.Good))
				for i, s := range c.Good {
					s.Say = practice.Text{lang: s.Say[lang]}
					good[i] = s
				}
				steps := h.steps(c, good, lang)
				if steps == nil {
					continue
				}
				tried[h.name]++
				run := c.PlaySteps(school.Cues, lang, start, steps, read)
				r := c.Score(rubric, run)
				if r.Passed || !slips(r)[h.want] {
					t.Errorf("%s in %s: who %s is marked %v, passed %v", id, lang, h.name, slips(r), r.Passed)
				}
				for code := range slips(r) { // "does nothing" still says that it is done; the slow are slow twice
					if code != h.want && !(h.want == practice.ActMissing && code == practice.ActClaimed) && !(h.want == practice.SlowWord && code == practice.SlowFirst) {
						t.Errorf("%s in %s: who %s is also marked %s", id, lang, h.name, code)
					}
				}
			}
		}
	}
	for _, h := range habits {
		if tried[h.name] < 8 {
			t.Errorf("%s was tried %d times", h.name, tried[h.name])
		}
	}
}

func slips(r practice.Result) map[practice.Code]bool {
	out := map[practice.Code]bool{}
	for _, m := range r.Marks {
		for _, s := range m.Slips {
			out[s.Code] = true
		}
	}
	return out
}

// A scripted customer that is half written is named with its place.
func TestFaultsOfScriptedCustomersAreNamed(t *testing.T) {
	for _, c := range []struct{ file, old, new, code string }{
		{"practice/lost_card.yaml", "topic: lost_card", "topic: lost_cat", "unknown_topic"},
		{"practice/lost_card.yaml", `sv: "Leila", `, "", "missing_language"},
		{"practice/lost_card.yaml", "tool: freeze_card", "tool: melt_card", "unknown_tool"},
		{"practice/lost_card.yaml", "right: {acts: [freeze_card]", "right: {acts: [open_case]", "unknown_tool"},
		{"practice/lost_card.yaml", "end: settled, comfort", "end: done, comfort", "unknown_value"},
		{"practice/lost_card.yaml", "mood: worried", "mood: grumpy", "unknown_value"},
		{"practice/lost_card.yaml", "level: 2", "level: 4", "unknown_value"},
		{"practice/lost_card.yaml", "level: 2", "levle: 2", "syntax"},
		{"learn/cues.yaml", "spans:", "span:", "syntax"},
		{"markets/people/SE.yaml", "act: 40", "act: 50", "unknown_value"},
		{"markets/people/SE.yaml", "first: 3m", "first: soon", "unknown_value"},
		{"markets/people/SE.yaml", "age: 18", "age: 16", "unknown_value"},
		{"markets/people/SE.yaml", "  eu: {}", "  martian: {}", "unknown_value"},
		{"learn/quiz.yaml", "right: 3", "right: 4", "unknown_value"},
		{"learn/language.yaml", "\nen:", "\nfi:", "missing_language"},
		{"practice/lost_card.yaml", "Jag förstår att du blir orolig, Leila. ", "", "practice"},
	} {
		r := pack.Check(changed(t, c.file, c.old, c.new), c.code == "practice")
		if !slices.ContainsFunc(r.Faults, func(f pack.Fault) bool { return f.File == c.file && f.Code == c.code && f.Line > 0 }) {
			t.Errorf("%s with %q: %v", c.file, c.new, r.Faults)
		}
	}
}

// changed is the content with one text of one file replaced.
func changed(t *testing.T, file, old, new string) fs.FS {
	t.Helper()
	out := copyOf(t)
	if !strings.Contains(string(out[file].Data), old) {
		t.Fatalf("%s has no %q", file, old)
	}
	out[file].Data = []byte(strings.ReplaceAll(string(out[file].Data), old, new))
	return out
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
