// Package pay turns worked time into pay, line by line, by a market's rules.
// All arithmetic is exact: seconds, rates and multipliers are integers and
// fractions, and each line is rounded once, half away from zero, to the
// currency's minor unit. The total is the sum of the lines as shown.
package pay

import (
	"math/big"
	"time"
)

// Terms are a market's rules of pay, from the market pack. What is zero or
// empty does not exist in that market.
type Terms struct {
	Market, Currency string
	Zone             *time.Location
	PaidBelow        time.Duration // a break shorter than this is paid (29 CFR 785.18); 0: every break is unpaid
	Week             Tier          // hours above Over in the week from Monday
	Day              []Tier        // hours above Over in a local day, lowest first
	Seventh          []Tier        // instead of Day, on the seventh day worked of a week
	FlatBonus        bool          // a bonus is spread over straight hours only (Alvarado v. Dart 2018); else over all (29 CFR 778.209)
	Meal             Meal
	Rest             string // the rule by which a missed rest is paid
	Reporting        Reporting
	Split            Split
	Minimum          []Minimum
	TopUp            string // the rule by which pay is raised to the minimum
	Unsocial         Unsocial
	Codes            map[string]string // a rule's code in the company's payroll (PAXml lönart); a rule without one is its own
}

// Tier is a multiplier for time above a limit.
type Tier struct {
	Over  time.Duration
	Times *big.Rat
	Rule  string
}

// Meal says when an hour is owed for a meal that was not given.
type Meal struct {
	First, Waived        time.Duration // work above this needs one; who waived it: above Waived
	Second, SecondWaived time.Duration
	Break                time.Duration // so long is a meal
	Rule                 string
}

// Reporting is the pay of who was sent home: half the shift, within bounds.
type Reporting struct {
	Least, Most time.Duration
	Rule        string
}

// Split is the premium for an unpaid gap that the employer imposed.
type Split struct {
	Gap  time.Duration
	Rule string
}

// Minimum is the minimum wage per hour from a day on, from an age on.
type Minimum struct {
	From   string // YYYY-MM-DD, local
	AgeMin int
	Amount *big.Rat
}

// Unsocial is an agreement's table: a share of the month's pay for each hour at
// certain times, and for overtime. The month's pay is the rate times MonthHours.
type Unsocial struct {
	MonthHours *big.Rat
	Windows    []Window // the first that fits counts
	BigDays    map[string]bool
	BigPer     *big.Rat // on a big day, all day
	WeekOver   time.Duration
	Overtime   []Window // in place of the hourly rate; the last fits always
	Rule       string
}

// Window is a time of the week and what the month's pay is divided by there.
type Window struct {
	Days     []time.Weekday // none is all
	From, To int            // minutes of the local day; To above From, 1440 is midnight
	Per      *big.Rat
}

// Work is one shift as it was worked, logged in: talk time plays no part.
type Work struct {
	Start, End time.Time
	Break      time.Duration
	Scheduled  time.Duration // longer than worked: sent home early; 0: as worked
	RestMissed bool          // a paid rest was not given
	MealWaived bool          // a meal was waived by mutual consent
	AskedFor   bool          // the gap before it was the worker's own wish
}

// Span is a period that a line is paid for.
type Span struct{ Start, End time.Time }

// Line is one line of pay: so much time, at so many times the rate, by a rule.
type Line struct {
	Spans  []Span // from which minutes; none for a bonus or a premium
	Time   time.Duration
	Times  *big.Rat
	Amount int64 // minor units
	Rule   string
}

// The rules of lines that no law names.
const (
	HourlyRate = "hourly_rate"
	BonusRule  = "bonus"
)
