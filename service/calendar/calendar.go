// Package calendar fills a market's opening hours with the country's public
// holidays and loads its time zone: the part of core/hours that needs a
// holiday library and zone files. See docs/decisions/0004-hours.md.
package calendar

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/us"

	"samtal/core/hours"
	"samtal/core/problem"
)

// countries are the holidays that close a house which is open every day of the
// week. The library's lists are made for offices that rest on Sundays, so
// Swedish Easter Sunday and Whit Sunday are added.
var countries = map[string][]*cal.Holiday{
	"SE": append(slices.Clone(se.Holidays), se.Paskdagen, se.Pingstdagen),
	"GB": append(slices.Clone(gb.Holidays), aa.Easter.Clone(&cal.Holiday{Name: "Easter Sunday"})),
	"US": us.Holidays,
}

// Countries lists the countries with holidays, by ISO 3166 code.
func Countries() []string { return slices.Sorted(maps.Keys(countries)) }

// Holidays returns the closed dates of a country, YYYY-MM-DD to name, for a
// number of years from the first. Where a holiday is moved to a weekday, both
// the date and its substitute are closed: a date too many is an override away,
// a promise made for an empty house is broken. It is false for a country that
// it does not know.
func Holidays(country string, first, years int) (map[string]hours.Holiday, bool) {
	list, ok := countries[strings.ToUpper(country)]
	if !ok {
		return nil, false
	}
	out := map[string]hours.Holiday{}
	add := func(t time.Time, name string) {
		if t.IsZero() {
			return
		}
		date := t.Format(time.DateOnly)
		if old, twice := out[date]; twice && old.Name != name {
			name = old.Name + ", " + name
		}
		out[date] = hours.Holiday{Name: name}
	}
	for year := first; year < first+years; year++ {
		for _, h := range list {
			actual, observed := h.Calc(year)
			add(actual, h.Name)
			if !observed.Equal(actual) {
				add(observed, h.Name)
			}
		}
	}
	return out, true
}

// Build makes a market's hours from what is written (in content, or by a lead)
// and the country's holidays for the year of today, the one before and two
// after; a written date wins over the country's. country "" means no holidays
// but the written ones. The location goes with every call of core/hours.
func Build(w hours.Written, country string, today time.Time) (hours.Hours, *time.Location, []*problem.Problem) {
	h, faults := hours.Parse(w)
	loc, err := time.LoadLocation(w.Zone)
	if err != nil || w.Zone == "" || w.Zone == "Local" {
		faults = append(faults, problem.New(problem.Invalid, "hours_zone").Because(err))
		loc = time.UTC
	}
	if country != "" {
		public, ok := Holidays(country, today.In(loc).Year()-1, 4)
		if !ok {
			faults = append(faults, problem.New(problem.Invalid, "hours_country", "country", country))
		}
		for date, x := range public {
			if _, written := h.Holidays[date]; !written {
				h.Holidays[date] = x
			}
		}
	}
	return h, loc, faults
}
