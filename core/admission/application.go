package admission

import (
	"maps"
	"slices"
	"time"
)

// State is where an application stands.
type State string

// The states.
const (
	Open      State = "open"  // the applicant has something to do
	Ready     State = "ready" // a lead has
	Admitted  State = "admitted"
	Refused   State = "refused"
	Withdrawn State = "withdrawn"
)

// States lists them in their order.
var States = []State{Ready, Open, Refused, Admitted, Withdrawn}

// Step is what comes next.
type Step string

// The steps, in their order.
const (
	StepFacts    Step = "facts"
	StepLanguage Step = "language"
	StepQuiz     Step = "quiz"
	StepPractice Step = "practice"
	StepLead     Step = "lead"
	StepDone     Step = "done"
)

// Steps lists what an applicant does, in order.
var Steps = []Step{StepFacts, StepLanguage, StepQuiz, StepPractice, StepLead}

// Score is a check with right answers. The best try counts.
type Score struct {
	Right  int       `json:"right"`
	Of     int       `json:"of"`
	Tries  int       `json:"tries"`
	Passed bool      `json:"passed"`
	At     time.Time `json:"at"`
}

// try adds one try.
func (s Score) try(right, of, least int, now time.Time) Score {
	next := Score{Right: right, Of: of, Tries: s.Tries + 1, At: now, Passed: of > 0 && right*100 >= least*of}
	if s.Tries > 0 && s.Right*next.Of >= next.Right*s.Of {
		next.Right, next.Of, next.Passed, next.At = s.Right, s.Of, s.Passed, s.At
	}
	return next
}

// Practised is a scripted customer that was passed.
type Practised struct {
	Customer string    `json:"customer"`
	Language string    `json:"language"`
	Points   int       `json:"points"`
	At       time.Time `json:"at"`
}

// Decision is who said yes or no, and why. By is a lead, or Rules.
type Decision struct {
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	Reason string    `json:"reason,omitempty"`
	Note   string    `json:"note,omitempty"` // the applicant reads it
	Why    []Why     `json:"why,omitempty"`
}

// Rules decide nothing for good: what they refuse, a person looks at when asked.
const Rules = "rules"

// Reasons are what a lead may refuse for; people_refused_REASON says it.
var Reasons = []string{"skills", "language", "right_to_work", "no_need", "other"}

// Appeal asks a person to look again.
type Appeal struct {
	Text       string    `json:"text"`
	At         time.Time `json:"at"`
	Upheld     bool      `json:"upheld,omitempty"`
	Note       string    `json:"note,omitempty"`
	AnsweredBy string    `json:"answered_by,omitempty"`
	AnsweredAt time.Time `json:"answered_at,omitzero"`
	Against    Decision  `json:"against"`
}

// Application is somebody on the way to becoming an expert. It is plain data,
// kept after each step, so that every step can be taken up again.
type Application struct {
	ID, Market, Language string
	Name, WorkingName    string // customers only ever see the working name
	Email                string
	State                State
	Facts                *Facts
	Languages            map[string]Score
	Quiz                 Score
	Practices            []Practised
	Decision             *Decision
	Appeals              []Appeal
	Expert               string
	Skills               []Skill
	BeganAt, ChangedAt   time.Time
}

// Refusal says why something can't be done; "" when it was.
type Refusal string

// The refusals; problems of the same code.
const (
	Done         Refusal = ""
	Over         Refusal = "application_over"
	NotYet       Refusal = "application_not_yet"
	NoDecision   Refusal = "nothing_to_appeal"
	AppealOpen   Refusal = "appeal_open"
	NoAppeal     Refusal = "no_appeal"
	AnotherLead  Refusal = "another_lead"
	BadReason    Refusal = "unknown_reason"
	NoteMissing  Refusal = "note_missing"
	NoSkills     Refusal = "skills_missing"
	BadLevel     Refusal = "skill_level"
	Sensitive    Refusal = "skill_sensitive"
	BadTopic     Refusal = "skill_topic"
	BadLanguage  Refusal = "skill_language"
	UnderAgeHere Refusal = "under_age"
)

// Next is the step that the applicant, or a lead, has to take.
func (a Application) Next(n Needs) Step {
	switch {
	case a.State == Admitted || a.State == Refused || a.State == Withdrawn:
		return StepDone
	case a.Facts == nil:
		return StepFacts
	case !a.speaks():
		return StepLanguage
	case !a.Quiz.Passed:
		return StepQuiz
	case a.passed() < n.Practices:
		return StepPractice
	}
	return StepLead
}

func (a Application) speaks() bool {
	for _, s := range a.Languages {
		if s.Passed {
			return true
		}
	}
	return false
}

// passed counts different scripted customers.
func (a Application) passed() int {
	seen := map[string]bool{}
	for _, p := range a.Practices {
		seen[p.Customer] = true
	}
	return len(seen)
}

// moved notes a change and whose turn it is now.
func (a Application) moved(n Needs, now time.Time) Application {
	a.ChangedAt = now
	if a.State == Open || a.State == Ready {
		if a.State = Open; a.Next(n) == StepLead {
			a.State = Ready
		}
	}
	return a
}

// under reports whether the step may be taken now: not before the one before,
// and not once it is decided.
func (a Application) under(n Needs, s Step) Refusal {
	switch {
	case a.State != Open && a.State != Ready:
		return Over
	case slices.Index(Steps, a.Next(n)) < slices.Index(Steps, s):
		return NotYet
	}
	return Done
}

// Tell takes the facts in. What stands against them refuses at once, with the
// reasons; a slip of the pen may be told anew, and a person looks when asked.
func (a Application) Tell(f Facts, n Needs, today, now time.Time) (Application, Refusal) {
	byRules := a.State == Refused && a.Decision != nil && a.Decision.By == Rules
	if a.State != Open && a.State != Ready && !byRules {
		return a, Over
	}
	a.Facts, a.State, a.Decision = &f, Open, nil
	if why := n.Against(f, today); len(why) > 0 {
		a.State, a.Decision = Refused, &Decision{By: Rules, At: now, Reason: "right_to_work", Why: why}
	}
	return a.moved(n, now), Done
}

// Checked takes a language check in.
func (a Application) Checked(language string, right, of int, n Needs, now time.Time) (Application, Refusal) {
	if r := a.under(n, StepLanguage); r != Done {
		return a, r
	}
	a.Languages = maps.Clone(a.Languages)
	if a.Languages == nil {
		a.Languages = map[string]Score{}
	}
	a.Languages[language] = a.Languages[language].try(right, of, n.Language, now)
	return a.moved(n, now), Done
}

// Quizzed takes a quiz in.
func (a Application) Quizzed(right, of int, n Needs, now time.Time) (Application, Refusal) {
	if r := a.under(n, StepQuiz); r != Done {
		return a, r
	}
	a.Quiz = a.Quiz.try(right, of, n.Quiz, now)
	return a.moved(n, now), Done
}

// MayPractise reports whether it is time for it: before the quiz nobody knows
// what to do with a customer.
func (a Application) MayPractise(n Needs) Refusal { return a.under(n, StepPractice) }

// Passed takes a scripted customer in that was passed.
func (a Application) Passed(p Practised, n Needs, now time.Time) (Application, Refusal) {
	if r := a.under(n, StepPractice); r != Done {
		return a, r
	}
	a.Practices = append(slices.Clone(a.Practices), p)
	return a.moved(n, now), Done
}

// Withdraw ends it by the applicant's own wish.
func (a Application) Withdraw(n Needs, now time.Time) (Application, Refusal) {
	if a.State == Admitted || a.State == Withdrawn {
		return a, Over
	}
	a.State = Withdrawn
	return a.moved(n, now), Done
}

// Admit is a lead's yes, with skills.
func (a Application) Admit(by, expert string, skills []Skill, n Needs, known func(topic string) (least int, ok bool), today, now time.Time) (Application, Refusal) {
	switch {
	case a.State != Ready && a.State != Open:
		return a, Over
	case a.Next(n) != StepLead:
		return a, NotYet
	case Age(a.Facts.Born, today) < n.Age:
		return a, UnderAgeHere
	}
	if r := Check(skills, a.Speaks(), known); r != Done {
		return a, r
	}
	a.State, a.Expert, a.Skills = Admitted, expert, slices.Clone(skills)
	a.Decision = &Decision{By: by, At: now}
	return a.moved(n, now), Done
}

// Speaks lists the languages that were passed, sorted.
func (a Application) Speaks() (out []string) {
	for l, s := range a.Languages {
		if s.Passed {
			out = append(out, l)
		}
	}
	slices.Sort(out)
	return out
}

// Refuse is a lead's no. Nobody is refused without a reason, and "other" needs
// words of its own.
func (a Application) Refuse(by, reason, text string, n Needs, now time.Time) (Application, Refusal) {
	switch {
	case a.State != Ready && a.State != Open:
		return a, Over
	case !slices.Contains(Reasons, reason):
		return a, BadReason
	case reason == "other" && text == "":
		return a, NoteMissing
	}
	a.State, a.Decision = Refused, &Decision{By: by, At: now, Reason: reason, Note: text}
	return a.moved(n, now), Done
}

// Ask appeals against a refusal.
func (a Application) Ask(text string, now time.Time) (Application, Refusal) {
	switch {
	case a.State != Refused || a.Decision == nil:
		return a, NoDecision
	case a.appeal() != nil:
		return a, AppealOpen
	case text == "":
		return a, NoteMissing
	}
	a.Appeals = append(slices.Clone(a.Appeals), Appeal{Text: text, At: now, Against: *a.Decision})
	a.ChangedAt = now
	return a, Done
}

// appeal is the one that waits for an answer.
func (a Application) appeal() *Appeal {
	if n := len(a.Appeals); n > 0 && a.Appeals[n-1].AnsweredBy == "" {
		return &a.Appeals[n-1]
	}
	return nil
}

// Appealed reports whether a person has to look again.
func (a Application) Appealed() bool { return a.appeal() != nil }

// Answer is a person's answer to an appeal: never the person who refused. An
// appeal that is upheld opens the application again where it was.
func (a Application) Answer(by string, upheld bool, text string, n Needs, today, now time.Time) (Application, Refusal) {
	open := a.appeal()
	switch {
	case open == nil:
		return a, NoAppeal
	case open.Against.By == by:
		return a, AnotherLead
	case text == "":
		return a, NoteMissing
	case upheld && a.Facts != nil && Age(a.Facts.Born, today) < n.Age: // the law of the market, not ours to lift
		return a, UnderAgeHere
	}
	a.Appeals = slices.Clone(a.Appeals)
	last := &a.Appeals[len(a.Appeals)-1]
	last.Upheld, last.Note, last.AnsweredBy, last.AnsweredAt = upheld, text, by, now
	if upheld {
		a.State, a.Decision = Open, nil
	}
	return a.moved(n, now), Done
}
