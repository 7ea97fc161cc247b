package shifts

import (
	"fmt"
	"time"
)

// Law is the working-time law of one market, read from the market pack.
type Law struct {
	Market     string
	Zone       *time.Location
	AdultsOnly bool  // the law for minors is not known here: nobody under 18 is admitted
	Terms      Terms // of claims
	Rules      []Rule
}

// Rule is one rule of law. Kind: block refuses a claim, cap is a counter with
// a hard stop, pay and notify never refuse (core/pay and people's duties). Ref
// is the source shown to the expert.
type Rule struct {
	ID, Kind, Ref  string
	AgeMin, AgeMax int     // 0 is no bound
	Student        Student // only for these; "" for all
	Unless         Fact    // a fact that lifts the rule
	Counts         string  // "all": hours at other employers count too; else ours only
	Parts          []Part
	Says           map[string]string // language -> the reason; {until} and the like are filled
}

// Student is the kind of student an expert is.
type Student string

// The kinds of student.
const (
	NoStudent    Student = "none"
	EU           Student = "eu"
	ThirdCountry Student = "third_country"
	UKVisa       Student = "uk_visa"
	F1           Student = "f1"
)

// Students lists every kind.
var Students = []Student{NoStudent, EU, ThirdCountry, UKVisa, F1}

// Fact is something about an expert that a rule asks for.
type Fact string

// The facts that lift or sharpen a rule.
const (
	OptOut            Fact = "opt_out"            // UK: signed out of the 48-hour average
	NightAgreement    Fact = "night_agreement"    // SE: a collective agreement or a permit for nights
	Vacation          Fact = "vacation"           // a student outside term
	BelowDegree       Fact = "below_degree"       // UK: a course below degree level
	SelfEmployed      Fact = "self_employed"      // works for herself, not employed
	WorkAuthorisation Fact = "work_authorisation" // US: CPT, OPT or an EAD
	MealWaiver        Fact = "meal_waiver"        // US-CA: waived a meal by mutual consent
	Under16           Fact = "under_16"           // follows from the age
)

// Facts lists every fact.
var Facts = []Fact{OptOut, NightAgreement, Vacation, BelowDegree, SelfEmployed, WorkAuthorisation, MealWaiver, Under16}

// Check names how a part is measured.
type Check string

// The checks.
const (
	Rest         Check = "rest"          // Least in a row within Within, from each beginning of work
	Window       Check = "window"        // the claim avoids at least one set of Clocks
	Stretch      Check = "stretch"       // at most Most in a row without a break of Break
	Meals        Check = "meals"         // CA: a meal above Most, another above Second
	Day          Check = "day"           // at most Most a local day
	Week         Check = "week"          // at most Most a week, Monday to Sunday
	Average      Check = "average"       // at most Most a week over any Weeks weeks
	NightAverage Check = "night_average" // who works at night: Most a day on average, rest days left out
	Overtime     Check = "overtime"      // above Most a week: FourWeeks, Month and Year at most
	PartTime     Check = "part_time"     // above the contract and up to Most: the same limits
	Never        Check = "never"         // refused unless a fact lifts it
)

// Part is one thing that a rule measures. All durations are elapsed time.
type Part struct {
	Check                  Check
	Least, Within          time.Duration
	OrLeast, OrWithin      time.Duration // another way to keep it: OrTimes rests of OrLeast within OrWithin
	OrTimes                int
	Clocks                 []Clock
	Most, Second           time.Duration
	Waived, SecondWaived   time.Duration // the limits for who waived a meal
	Break                  time.Duration
	Weeks                  int
	FourWeeks, Month, Year time.Duration
	NightHours             time.Duration // from so much of the claim at night, one is a night worker
	If                     Fact          // only for these
	IfNot                  Fact          // only without it
}

// Clock is a time of the local day that is not for work. To may be on the next day.
type Clock struct{ From, To TimeOfDay }

// TimeOfDay is minutes since local midnight.
type TimeOfDay int

// ParseTimeOfDay reads "22:30".
func ParseTimeOfDay(s string) (TimeOfDay, error) {
	t, err := time.Parse("15:04", s)
	if err != nil {
		return 0, fmt.Errorf("%q is no time of day", s)
	}
	return TimeOfDay(t.Hour()*60 + t.Minute()), nil
}

func (t TimeOfDay) on(day time.Time, plus int, zone *time.Location) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day()+plus, int(t)/60, int(t)%60, 0, 0, zone)
}

// spans are the clock's windows that may meet a span, in local time: an hour
// longer or shorter on the nights of a clock change.
func (c Clock) spans(s Span, zone *time.Location) []Span {
	var out []Span
	plus := 0
	if c.To <= c.From {
		plus = 1
	}
	for day := s.Start.In(zone).AddDate(0, 0, -1); ; day = day.AddDate(0, 0, 1) {
		w := Span{Start: c.From.on(day, 0, zone), End: c.To.on(day, plus, zone)}
		if !w.Start.Before(s.End) {
			return out
		}
		if w.meets(s.Start, s.End) {
			out = append(out, w)
		}
	}
}

// Expert is what the law asks about a person. Contract is the weekly hours of
// a part-time contract, 0 when there is none. Other are hours elsewhere.
type Expert struct {
	Age      int // 0 is an adult
	Student  Student
	Facts    map[Fact]bool
	Contract time.Duration
	Other    []Span
}

// applies reports whether a rule is about this person.
func (r Rule) applies(e Expert) bool {
	age := e.Age
	if age == 0 {
		age = 18
	}
	return (r.AgeMin == 0 || age >= r.AgeMin) && (r.AgeMax == 0 || age <= r.AgeMax) &&
		(r.Student == "" || r.Student == e.Student) && (r.Unless == "" || !e.Facts[r.Unless])
}

func (p Part) applies(e Expert) bool {
	return (p.If == "" || e.has(p.If)) && (p.IfNot == "" || !e.has(p.IfNot))
}

func (e Expert) has(f Fact) bool { return e.Facts[f] || f == Under16 && e.Age > 0 && e.Age < 16 }

// Missing names what a part lacks to be measured, or says that there is no
// such check: a rule that measures nothing would protect nobody.
func (p Part) Missing() string {
	switch {
	case p.Check == Rest && (p.Least <= 0 || p.Within < p.Least):
		return "least, and within"
	case p.Check == Rest && p.OrTimes > 0 && (p.OrLeast <= 0 || p.OrWithin < p.OrLeast):
		return "or_least, and or_within"
	case (p.Check == Window || p.Check == NightAverage) && len(p.Clocks) == 0:
		return "clocks"
	case (p.Check == Stretch || p.Check == Meals) && p.Break <= 0:
		return "break"
	case p.Check == Meals && p.Second < p.Most:
		return "second"
	case (p.Check == Average || p.Check == NightAverage) && p.Weeks < 1:
		return "weeks"
	case p.Check == NightAverage && p.NightHours <= 0:
		return "night_hours"
	case (p.Check == Overtime || p.Check == PartTime) && (p.FourWeeks <= 0 || p.Month <= 0 || p.Year <= 0):
		return "four_weeks, month and year"
	}
	switch p.Check {
	case Rest, Window, Never:
		return ""
	case Stretch, Meals, Day, Week, Average, NightAverage, Overtime, PartTime:
		if p.Most <= 0 {
			return "most"
		}
		return ""
	}
	return "a check that there is"
}
