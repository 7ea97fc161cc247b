// Package admission decides how somebody becomes an expert: what must be told,
// what stands against it, which step is next, and which skills may be given.
// It is pure; a lead decides, this says what a lead may decide.
package admission

import (
	"slices"
	"time"

	"samtal/core/shifts"
)

// Facts are what an applicant tells about their right to work: the same that
// core/shifts asks for when they take a shift.
type Facts struct {
	Born              string         `json:"born"`     // YYYY-MM-DD
	MayWork           bool           `json:"may_work"` // has the right to work in the market's country
	Student           shifts.Student `json:"student"`
	WorkAuthorisation bool           `json:"work_authorisation,omitempty"` // of a student whose visa asks for one
	BelowDegree       bool           `json:"below_degree,omitempty"`
	Other             []Weekly       `json:"other,omitempty"` // a usual week at other employers
}

// Weekly is a time of each week, local. To that is not later is on the next day.
type Weekly struct {
	Day  time.Weekday     `json:"day"` // 0 is Sunday
	From shifts.TimeOfDay `json:"from"`
	To   shifts.TimeOfDay `json:"to"`
}

// Len is how long it is by the clock.
func (w Weekly) Len() time.Duration {
	d := time.Duration(w.To-w.From) * time.Minute
	if d <= 0 {
		d += 24 * time.Hour
	}
	return d
}

// OtherWeek is how much a usual week at other employers comes to.
func (f Facts) OtherWeek() (sum time.Duration) {
	for _, w := range f.Other {
		sum += w.Len()
	}
	return sum
}

// Needs are what a market asks of newcomers.
type Needs struct {
	Age       int
	Students  map[shifts.Student]Student // kinds that are not named may not be admitted
	Week      time.Duration              // the most that the law lets one work on average, all employers; 0 is none
	Language  int                        // percent of the language check to pass
	Quiz      int                        // percent of the quiz to pass
	Practices int                        // how many different scripted customers must be passed
}

// Student is what holds for one kind of student.
type Student struct {
	Most       time.Duration // a week, in term; 0 is no cap
	Authorised bool          // only with an authorisation to work
}

// Why is a reason against the facts; its words are the pack's, people_WHY.
type Why string

// What can stand against the facts.
const (
	UnderAge       Why = "under_age"
	NoRight        Why = "no_right_to_work"
	StudentNotHere Why = "student_not_here"
	NotAuthorised  Why = "not_authorised"
	NoHoursLeft    Why = "no_hours_left"
)

// Against lists what stands against somebody on a day.
func (n Needs) Against(f Facts, today time.Time) (out []Why) {
	if Age(f.Born, today) < n.Age {
		out = append(out, UnderAge)
	}
	if !f.MayWork {
		out = append(out, NoRight)
	}
	s, here := n.Students[f.Student]
	switch {
	case !here:
		out = append(out, StudentNotHere)
	case s.Authorised && !f.WorkAuthorisation:
		out = append(out, NotAuthorised)
	}
	if left, capped := n.Left(f); capped && left <= 0 {
		out = append(out, NoHoursLeft)
	}
	return out
}

// Left is how much of a usual week is left beside other employers, and whether
// anything caps it.
func (n Needs) Left(f Facts) (time.Duration, bool) {
	most := n.Week
	if s := n.Students[f.Student].Most; s > 0 && (most == 0 || s < most) {
		most = s
	}
	return max(most-f.OtherWeek(), 0), most > 0
}

// Age is in whole years on a day; 0 when the date of birth is none.
func Age(born string, today time.Time) int {
	b, err := time.Parse(time.DateOnly, born)
	if err != nil || b.After(today) {
		return 0
	}
	years := today.Year() - b.Year()
	if today.YearDay() < b.YearDay() && today.AddDate(-years, 0, 0).Before(b) {
		years--
	}
	return years
}

// aroundWeeks is how far the usual week at other employers is laid out around a
// moment: the longest average that a law takes is over seventeen weeks.
const aroundWeeks = 18

// Works is the person as core/shifts judges a claim around a moment, with the
// usual week at other employers laid out on both sides of it.
func (f Facts) Works(zone *time.Location, around time.Time) shifts.Expert {
	e := shifts.Expert{Age: Age(f.Born, around), Student: f.Student, Facts: map[shifts.Fact]bool{}}
	for fact, is := range map[shifts.Fact]bool{shifts.WorkAuthorisation: f.WorkAuthorisation, shifts.BelowDegree: f.BelowDegree} {
		if is {
			e.Facts[fact] = true
		}
	}
	if len(f.Other) == 0 {
		return e
	}
	y, m, d := around.In(zone).Date()
	for day := -7 * aroundWeeks; day <= 7*aroundWeeks; day++ {
		date := time.Date(y, m, d+day, 0, 0, 0, 0, zone)
		for _, w := range f.Other {
			if w.Day != date.Weekday() {
				continue
			}
			next := 0
			if w.To <= w.From {
				next = 1
			}
			clock := func(day int, t shifts.TimeOfDay) time.Time {
				return time.Date(y, m, day, int(t)/60, int(t)%60, 0, 0, zone)
			}
			e.Other = append(e.Other, shifts.Span{Start: clock(d+day, w.From), End: clock(d+day+next, w.To)})
		}
	}
	slices.SortFunc(e.Other, func(a, b shifts.Span) int { return a.Start.Compare(b.Start) })
	return e
}
