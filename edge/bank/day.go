package bank

import (
	"strconv"
	"time"
	_ "time/tzdata" // a bare machine has no zone files, and due dates are Swedish dates
)

// day is a calendar day, counted from 1970-01-01. It has no zone.
type day int

var stockholm = func() *time.Location {
	l, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		panic(err) // the zone is compiled in
	}
	return l
}()

// dayOf returns the Swedish date at t.
func dayOf(t time.Time) day {
	y, m, d := t.In(stockholm).Date()
	return civil(y, m, d)
}

func civil(y int, m time.Month, d int) day {
	return day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func parseDay(s string) (day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, err
	}
	return day(t.Unix() / 86400), nil
}

func (d day) date() (int, time.Month, int) { return time.Unix(int64(d)*86400, 0).UTC().Date() }

func (d day) String() string {
	y, m, dd := d.date()
	b := make([]byte, 0, 10)
	b = strconv.AppendInt(b, int64(y), 10)
	b = append(b, '-', byte('0'+m/10), byte('0'+m%10), '-', byte('0'+dd/10), byte('0'+dd%10))
	return string(b)
}

// at is a moment on the day, as milliseconds. The clock of history is UTC+1
// all year: between 07:00 and 21:59 the Swedish date is the same day.
func (d day) at(hour, minute int) int64 {
	return (int64(d)*86400 + int64(hour-1)*3600 + int64(minute)*60) * 1000
}

// monthDay is the day of the month k months after d's month, on the given day
// of the month (1 to 28, so that every month has it).
func (d day) monthDay(k, dom int) day {
	y, m, _ := d.date()
	return civil(y, m+time.Month(k), dom)
}

// businessDays is the day n weekdays after d (holidays are not left out, which
// only makes a promised date earlier).
func (d day) businessDays(n int) day {
	for n > 0 {
		d++
		if wd := (int(d) + 4) % 7; wd != 0 && wd != 6 { // 1970-01-01 was a Thursday
			n--
		}
	}
	return d
}

func dateOfMs(ms int64) string {
	if ms == 0 {
		return ""
	}
	return dayOf(time.UnixMilli(ms)).String()
}
