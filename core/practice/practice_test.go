package practice

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"samtal/core/understanding"
)

var morning = time.Date(2026, 11, 25, 8, 0, 0, 0, time.UTC)

func en(s string) Text            { return Text{"en": s} }
func says(list ...string) Lists   { return Lists{"en": list} }
func mins(n int) time.Duration    { return time.Duration(n) * time.Minute }
func step(say string) Step        { return Step{Say: en(say)} }
func ends(say string, e End) Step { return Step{Say: en(say), End: e} }

var cues = Cues{Warm: says("i understand", "so sorry"), Harsh: says("calm down"), Asking: says("i need your"), Promise: says("by", "within"), Spans: says("hour*"),
	Says: Says{Again: en("I told you."), Harsh: en("Not like that."), Promise: en("I wait."), Bye: en("Bye."), Left: en("I give up."), Otherwise: []Text{en("And?"), en("So?")}}}

var rubric = Rubric{Act: 40, Promise: 20, Tone: 15, Again: 15, Time: 10, Pass: 80, First: mins(3), Word: mins(5), Whole: mins(20), Slow: 1}

var anna = Customer{ID: "anna", Topic: "refund", Level: 1, Mood: understanding.Worried, Opening: en("Where is my money?"),
	Facts:     []Fact{{ID: "order", Known: true, Ask: says("order number")}, {ID: "bank", Ask: says("which bank"), Answer: en("Norrbanken.")}},
	Acts:      []Act{{Tool: "look", Shows: en("Thursday"), Claims: says("i have looked")}, {Tool: "move", Claims: says("i have moved")}, {Tool: "harm"}},
	Reactions: []Reaction{{When: When{Act: "move"}, Say: en("Oh good."), Mood: understanding.Calm}, {When: When{Topic: "refund"}, Say: en("Yes, that.")}},
	Right:     Right{Acts: []string{"move"}, Never: []string{"harm"}, End: Settled, Promise: true, Within: 24 * time.Hour, Comfort: true},
	Good:      []Step{step("I understand. Which bank is it?"), {Say: en("I have moved it, you have it within 2 hours."), Act: "move"}, ends("Welcome.", Settled)}}

// plain reads nothing but what a test says.
func plain(string) understanding.Reading { return understanding.Reading{} }

func play(steps ...Step) Run { return anna.PlaySteps(cues, "en", morning, steps, plain) }

func codes(r Result) (out []Code) {
	for _, m := range r.Marks {
		for _, s := range m.Slips {
			out = append(out, s.Code)
		}
	}
	return out
}

func TestAGoodTraineePasses(t *testing.T) {
	run := play(anna.Good...)
	got := anna.Score(rubric, run)
	if !got.Passed || got.Points != 100 || len(codes(got)) != 0 {
		t.Fatalf("%+v", got)
	}
	want := []string{"Norrbanken.", "Oh good.", "Bye."}
	for i, turn := range run.Turns {
		if turn.Reply != want[i] {
			t.Errorf("turn %d answers %q", i+1, turn.Reply)
		}
	}
	if run.Mood != understanding.Calm || run.Ended != Settled || !slices.Contains(run.Known, "bank") {
		t.Errorf("%+v", run)
	}
}

// Each bad habit fails, for its own reason and no other.
func TestEachBadHabitFailsForItsOwnReason(t *testing.T) {
	good := anna.Good
	with := func(i int, change func(*Step)) []Step {
		steps := slices.Clone(good)
		change(&steps[i])
		return steps
	}
	for want, steps := range map[Code][]Step{
		ActMissing:     with(1, func(s *Step) { s.Say, s.Act = en("You have it within 2 hours."), "" }),
		ActHarmful:     slices.Insert(slices.Clone(good), 1, Step{Say: en("One moment."), Act: "harm"}),
		ActClaimed:     slices.Insert(slices.Clone(good), 1, step("I have moved it.")),
		WrongEnd:       with(2, func(s *Step) { s.End = Colleague }),
		NotEnded:       good[:2],
		PromiseMissing: with(1, func(s *Step) { s.Say = en("I have moved it.") }),
		PromiseTooFar:  with(0, func(s *Step) { s.BackBy = 48 * time.Hour }),
		PromiseLate:    slices.Insert(slices.Clone(good), 1, Step{Say: en("I check."), BackBy: mins(2)}, Step{Say: en("Here I am."), Wait: mins(3)}),
		PromiseLeft:    with(2, func(s *Step) { s.BackBy = mins(10) }),
		Harsh:          slices.Insert(slices.Clone(good), 2, step("Calm down.")),
		Cold:           with(0, func(s *Step) { s.Say = en("Which bank is it?") }),
		AskedAgain:     slices.Insert(slices.Clone(good), 1, step("I need your order number.")),
	} {
		got := anna.Score(rubric, play(steps...))
		if got.Passed || !cmp.Equal(codes(got), []Code{want}) {
			t.Errorf("%s: passed %v, slips %v", want, got.Passed, codes(got))
		}
	}
	slow := with(0, func(s *Step) { s.Wait = mins(4) })
	if got := anna.Score(rubric, play(slow...)); !got.Passed || !cmp.Equal(codes(got), []Code{SlowFirst}) {
		t.Errorf("one late word still passes: %v", got)
	}
	slow[1].Wait = mins(6)
	if got := anna.Score(rubric, play(slow...)); got.Passed || !cmp.Equal(codes(got), []Code{SlowFirst, SlowWord}) {
		t.Errorf("two late words: %v", got)
	}
	slow[1].Wait = mins(30)
	if got := anna.Score(rubric, play(slow...)); got.Passed || !slices.Contains(codes(got), SlowWhole) {
		t.Errorf("too long on the whole: %v", got)
	}
}

func TestACustomerWithoutProgressOrWithAbuseGivesUp(t *testing.T) {
	if run := play(step("Hm."), step("Hm."), step("Hm."), step("Hm."), step("Hm.")); run.Ended != Left || len(run.Turns) != 4 || run.Turns[1].Reply != "So?" {
		t.Errorf("%+v", run)
	}
	run := play(step("Calm down."), step("Calm down!"), step("Calm down!!"))
	if run.Ended != Left || run.Mood != understanding.Angry {
		t.Errorf("%+v", run)
	}
	if got := anna.Score(rubric, run); !slices.Contains(codes(got), CustomerLeft) {
		t.Errorf("%v", got)
	}
}

// The answer follows the reading, not the spelling.
func TestTheReadingDecides(t *testing.T) {
	reading := understanding.Reading{Topics: []understanding.Candidate{{Topic: "refund", P: 0.3}}, Entities: []understanding.Entity{{Kind: understanding.Date}}}
	run := anna.Take(cues, anna.Begin("en", morning), Said{Text: "You get it by Thursday", At: morning}, reading)
	if turn := run.Turns[0]; turn.Reply != "Yes, that." || !turn.Heard.Promise {
		t.Errorf("%+v", turn)
	}
	run = anna.Take(cues, anna.Begin("en", morning), Said{Text: "I will tell you by and by", At: morning}, understanding.Reading{Mood: understanding.Angry})
	if h := run.Turns[0].Heard; h.Promise || !h.Harsh {
		t.Errorf("%+v", h)
	}
}

func drawSteps(t *rapid.T) []Step {
	says := rapid.SampledFrom([]string{"", "Hm.", "I understand", "Calm down", "order number?", "Which bank?", "I have moved it", "within 3 hours", "I need your order number now"})
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Step {
		return Step{Say: en(says.Draw(t, "say")), Act: rapid.SampledFrom([]string{"", "", "look", "move", "harm", "none"}).Draw(t, "act"),
			BackBy: time.Duration(rapid.IntRange(0, 90).Draw(t, "back")) * time.Minute, Wait: time.Duration(rapid.IntRange(1, 900).Draw(t, "wait")) * time.Second,
			End: rapid.SampledFrom([]End{Open, Open, Open, Open, Settled, Colleague, Waits}).Draw(t, "end")}
	}), 0, 12).Draw(t, "steps")
}

// Whatever a trainee writes, the customer answers, the marks add up, a run can
// be put away and taken up between any two turns, and an offence never pays.
func TestEveryWayHasAnAnswerAndAMark(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		steps := drawSteps(t)
		run := play(steps...)
		got := anna.Score(rubric, run)
		sum, of, all := 0, 0, true
		for _, m := range got.Marks {
			if m.Points < 0 || m.Points > m.Of || (len(m.Slips) == 0) != (m.Points == m.Of) {
				t.Fatalf("%+v", m)
			}
			sum, of, all = sum+m.Points, of+m.Of, all && m.Passed
		}
		if sum != got.Points || of != 100 || got.Passed != (all && sum >= rubric.Pass) {
			t.Fatalf("%+v", got)
		}
		for i, turn := range run.Turns {
			if turn.Reply == "" {
				t.Fatalf("no answer to turn %d of %+v", i+1, steps)
			}
		}
		if len(run.Turns) > 0 {
			cut := rapid.IntRange(0, len(run.Turns)).Draw(t, "cut")
			half := play(steps[:min(cut, len(steps))]...)
			raw, err := json.Marshal(half)
			if err != nil {
				t.Fatal(err)
			}
			var kept Run
			if err := json.Unmarshal(raw, &kept); err != nil {
				t.Fatal(err)
			}
			for _, turn := range run.Turns[len(kept.Turns):] {
				kept = anna.Take(cues, kept, turn.Said, understanding.Reading{})
			}
			a, _ := json.Marshal(run)
			b, _ := json.Marshal(kept)
			if string(a) != string(b) {
				t.Fatalf("taken up elsewhere:\n%s\n%s", a, b)
			}
		}
		at := rapid.IntRange(0, len(steps)).Draw(t, "at")
		bad := slices.Insert(slices.Clone(steps), at, Step{Say: en("Calm down."), Wait: time.Second})
		if at <= len(run.Turns) && (at < len(run.Turns) || run.Ended == Open) {
			after := anna.Score(rubric, play(bad...))
			if after.Passed {
				t.Fatalf("an offence passes: %+v", after)
			}
		}
	})
}
