package practice

import (
	"slices"
	"time"
)

// Rubric is what a market counts, and how much of it is enough.
type Rubric struct {
	Act, Promise, Tone, Again, Time int           // points of each mark; together 100
	Pass                            int           // points to pass
	First                           time.Duration // the customer's first answer, at the latest
	Word                            time.Duration // each further one, unless a time was promised
	Whole                           time.Duration // the whole conversation
	Slow                            int           // late words that still pass
}

// MarkName names one of the five marks.
type MarkName string

// The marks, in the order that they are shown.
const (
	MarkAct     MarkName = "act"
	MarkPromise MarkName = "promise"
	MarkTone    MarkName = "tone"
	MarkAgain   MarkName = "again"
	MarkTime    MarkName = "time"
)

// Code says what was wrong; the words are the pack's, practice_CODE.
type Code string

// What can be wrong, by mark.
const (
	ActMissing     Code = "act_missing"     // what should be done was not done
	ActHarmful     Code = "act_harmful"     // something was done that harms here
	ActClaimed     Code = "act_claimed"     // said to be done, and it was not
	WrongEnd       Code = "wrong_end"       // ended another way than is right
	CustomerLeft   Code = "customer_left"   // they gave up
	NotEnded       Code = "not_ended"       // the trainee never ended it
	PromiseMissing Code = "promise_missing" // the customer was not told by when
	PromiseTooFar  Code = "promise_too_far" // later than is right here
	PromiseLate    Code = "promise_late"    // the trainee came back later than promised
	PromiseLeft    Code = "promise_left"    // ended with a promise open
	Harsh          Code = "harsh"
	Cold           Code = "cold" // somebody in trouble got no word about it
	AskedAgain     Code = "asked_again"
	SlowFirst      Code = "slow_first"
	SlowWord       Code = "slow_word"
	SlowWhole      Code = "slow_whole"
)

// Slip is one thing that was wrong. Turn counts from 1; 0 is the whole.
type Slip struct {
	Code Code `json:"code"`
	Turn int  `json:"turn"`
}

// Mark is one of the five.
type Mark struct {
	Name   MarkName `json:"name"`
	Points int      `json:"points"`
	Of     int      `json:"of"`
	Passed bool     `json:"passed"`
	Slips  []Slip   `json:"slips"`
}

// Result is a practice with its marks.
type Result struct {
	Points int    `json:"points"` // of 100
	Passed bool   `json:"passed"`
	Marks  []Mark `json:"marks"`
}

// Score marks a run. It passes when every mark does and the points suffice: a
// warm tone never makes up for a promise that was broken.
func (c Customer) Score(b Rubric, r Run) Result {
	slips := map[MarkName][]Slip{}
	add := func(m MarkName, code Code, turn int) { slips[m] = append(slips[m], Slip{code, turn}) }
	c.acts(r, add)
	c.promises(r, add)
	c.manner(r, add)
	times(b, r, add)
	out := Result{Passed: true}
	for _, m := range []struct {
		name     MarkName
		of, free int
	}{{MarkAct, b.Act, 0}, {MarkPromise, b.Promise, 0}, {MarkTone, b.Tone, 0}, {MarkAgain, b.Again, 0}, {MarkTime, b.Time, b.Slow}} {
		n := len(slips[m.name])
		mark := Mark{Name: m.name, Of: m.of, Passed: n <= m.free, Slips: append([]Slip{}, slips[m.name]...)}
		mark.Points = m.of * max(m.free+1-n, 0) / (m.free + 1)
		out.Points += mark.Points
		out.Passed = out.Passed && mark.Passed
		out.Marks = append(out.Marks, mark)
	}
	out.Passed = out.Passed && out.Points >= b.Pass
	return out
}

type note func(m MarkName, code Code, turn int)

func (c Customer) acts(r Run, add note) {
	var done []string
	for i, t := range r.Turns {
		if t.Said.Act != "" {
			done = append(done, t.Said.Act)
		}
		if slices.Contains(c.Right.Never, t.Said.Act) {
			add(MarkAct, ActHarmful, i+1)
		}
		for _, claim := range t.Heard.Claims {
			if !slices.Contains(done, claim) {
				add(MarkAct, ActClaimed, i+1)
			}
		}
	}
	for _, want := range c.Right.Acts {
		if !slices.Contains(done, want) {
			add(MarkAct, ActMissing, 0)
			break
		}
	}
	switch {
	case r.Ended == Open:
		add(MarkAct, NotEnded, 0)
	case r.Ended == Left:
		add(MarkAct, CustomerLeft, len(r.Turns))
	case r.Ended != c.Right.End:
		add(MarkAct, WrongEnd, len(r.Turns))
	}
}

func (c Customer) promises(r Run, add note) {
	var owed time.Time
	given := false
	for i, t := range r.Turns {
		if !owed.IsZero() && t.Said.At.After(owed) {
			add(MarkPromise, PromiseLate, i+1)
		}
		owed = t.Said.BackBy // a word within the time keeps it; a new one may be given with it
		given = given || t.Heard.Promise
		if within := c.Right.Within; within > 0 && !owed.IsZero() && owed.Sub(t.Said.At) > within {
			add(MarkPromise, PromiseTooFar, i+1)
		}
	}
	if c.Right.Promise && !given {
		add(MarkPromise, PromiseMissing, 0)
	}
	if !owed.IsZero() && (r.Ended == Settled || r.Ended == Colleague) {
		add(MarkPromise, PromiseLeft, len(r.Turns))
	}
}

func (c Customer) manner(r Run, add note) {
	warm := false
	for i, t := range r.Turns {
		warm = warm || t.Heard.Warm
		if t.Heard.Harsh {
			add(MarkTone, Harsh, i+1)
		}
		if len(t.Heard.Again) > 0 {
			add(MarkAgain, AskedAgain, i+1)
		}
	}
	if c.Right.Comfort && !warm {
		add(MarkTone, Cold, 0)
	}
}

func times(b Rubric, r Run, add note) {
	last, owed := r.Began, time.Time{}
	for i, t := range r.Turns {
		waited := t.Said.At.Sub(last)
		switch {
		case i == 0 && waited > b.First:
			add(MarkTime, SlowFirst, 1)
		case i > 0 && owed.IsZero() && waited > b.Word:
			add(MarkTime, SlowWord, i+1)
		}
		last, owed = t.Said.At, t.Said.BackBy
	}
	if last.Sub(r.Began) > b.Whole {
		add(MarkTime, SlowWhole, 0)
	}
}
