package calendar

import (
	"testing"
	"time"
	_ "time/tzdata"

	"samtal/core/hours"
)

// The dates were taken from printed calendars, not from the library.
func TestPublicHolidays(t *testing.T) {
	for _, c := range []struct {
		country, date string
		closed        bool
	}{
		{"SE", "2026-06-18", false},
		{"SE", "2026-06-19", true}, // Midsummer's Eve
		{"SE", "2026-06-20", true},
		{"SE", "2026-06-21", false},
		{"SE", "2027-06-25", true},
		{"SE", "2027-06-26", true},
		{"SE", "2026-04-02", false},
		{"SE", "2026-04-03", true}, // Good Friday
		{"SE", "2026-04-05", true}, // Easter Sunday
		{"SE", "2026-04-06", true},
		{"SE", "2027-03-26", true},
		{"SE", "2027-03-28", true},
		{"SE", "2026-05-14", true}, // Ascension
		{"SE", "2026-05-24", true}, // Whit Sunday
		{"SE", "2026-06-06", true},
		{"SE", "2026-10-31", true}, // All Saints
		{"SE", "2026-12-23", false},
		{"SE", "2026-12-24", true},
		{"SE", "2026-12-25", true},
		{"SE", "2026-12-26", true},
		{"SE", "2026-12-27", false},
		{"SE", "2026-12-31", true},
		{"SE", "2027-01-01", true},
		{"GB", "2026-12-26", true}, // Boxing Day, a Saturday
		{"GB", "2026-12-28", true}, // its substitute
		{"GB", "2026-04-05", true},
		{"GB", "2026-05-04", true},
		{"GB", "2026-08-31", true},
		{"US", "2026-11-26", true}, // Thanksgiving
		{"US", "2026-11-27", false},
		{"US", "2026-07-04", true},
		{"US", "2026-07-03", true}, // observed
	} {
		days, ok := Holidays(c.country, 2026, 2)
		if !ok {
			t.Fatal(c.country)
		}
		if x, closed := days[c.date]; closed != c.closed {
			t.Errorf("%s %s: closed %v (%s), want %v", c.country, c.date, closed, x.Name, c.closed)
		}
	}
	if _, ok := Holidays("XX", 2026, 1); ok {
		t.Error("XX has no calendar")
	}
}

// A customer who asks on the evening before Midsummer is promised the Sunday.
func TestAPromiseOverMidsummer(t *testing.T) {
	w := hours.Default("Europe/Stockholm").Written()
	now := time.Date(2026, 6, 18, 18, 30, 0, 0, time.UTC) // 20:30 in Stockholm
	h, loc, faults := Build(w, "SE", now)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	due, ok := h.Add(now, 4*time.Hour, loc)
	if got := due.In(loc).Format("2006-01-02 15:04"); !ok || got != "2026-06-21 12:00" {
		t.Errorf("due %s", got)
	}
	w.Holidays = []hours.WrittenHoliday{{Date: "2026-06-19", Name: "Midsommarafton", Hours: []string{"08:00", "12:00"}}}
	h, loc, _ = Build(w, "SE", now)
	due, _ = h.Add(now, 4*time.Hour, loc)
	if got := due.In(loc).Format("2006-01-02 15:04"); got != "2026-06-19 12:00" {
		t.Errorf("with a half day by hand: due %s", got)
	}
}

func TestBuildNamesWhatIsWrong(t *testing.T) {
	now := time.Date(2026, 6, 18, 0, 0, 0, 0, time.UTC)
	for _, z := range []string{"Mars/Olympus", "Local"} {
		_, loc, faults := Build(hours.Default(z).Written(), "SE", now)
		if loc == nil || len(faults) != 1 || faults[0].Code != "hours_zone" {
			t.Errorf("%s: %v", z, faults)
		}
	}
	if _, _, faults := Build(hours.Default("UTC").Written(), "XX", now); len(faults) != 1 || faults[0].Code != "hours_country" {
		t.Error(faults)
	}
}
