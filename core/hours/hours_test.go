package hours

import (
	"fmt"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	l, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func at(t testing.TB, loc *time.Location, s string) time.Time {
	t.Helper()
	x, err := time.ParseInLocation("2006-01-02 15:04", s, loc)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestZeroHoursAreAlwaysClosed(t *testing.T) {
	var h Hours
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	if h.Open(now, time.UTC) {
		t.Error("zero hours are open")
	}
	if _, ok := h.NextOpen(now, time.UTC); ok {
		t.Error("zero hours open some day")
	}
	if _, ok := h.Add(now, time.Hour, time.UTC); ok {
		t.Error("zero hours promised something")
	}
	if _, ok := h.ClosesAt(now, time.UTC); ok {
		t.Error("zero hours close")
	}
}

func TestADay(t *testing.T) {
	loc := zone(t, "Europe/Stockholm")
	h := Default("Europe/Stockholm")
	h.Holidays = map[string]Holiday{"2026-12-24": {Name: "Julafton"}, "2026-12-25": {Name: "Juldagen"}}
	for _, c := range []struct{ now, next, closes, add4h string }{
		{"2026-11-23 12:00", "2026-11-23 12:00", "2026-11-23 20:00", "2026-11-23 16:00"},
		{"2026-11-23 07:59", "2026-11-23 08:00", "", "2026-11-23 12:00"},
		{"2026-11-23 08:00", "2026-11-23 08:00", "2026-11-23 20:00", "2026-11-23 12:00"},
		{"2026-11-23 16:00", "2026-11-23 16:00", "2026-11-23 20:00", "2026-11-23 20:00"},
		{"2026-11-23 18:30", "2026-11-23 18:30", "2026-11-23 20:00", "2026-11-24 10:30"},
		{"2026-11-23 20:00", "2026-11-24 08:00", "", "2026-11-24 12:00"},
		{"2026-12-23 19:00", "2026-12-23 19:00", "2026-12-23 20:00", "2026-12-26 11:00"}, // over Christmas
	} {
		now := at(t, loc, c.now)
		if next, ok := h.NextOpen(now, loc); !ok || !next.Equal(at(t, loc, c.next)) {
			t.Errorf("%s: next open %v, want %s", c.now, next, c.next)
		}
		closes, open := h.ClosesAt(now, loc)
		if open != (c.closes != "") || open != h.Open(now, loc) || open && !closes.Equal(at(t, loc, c.closes)) {
			t.Errorf("%s: closes %v %v, want %q", c.now, closes, open, c.closes)
		}
		if due, ok := h.Add(now, 4*time.Hour, loc); !ok || !due.Equal(at(t, loc, c.add4h)) {
			t.Errorf("%s: four open hours later is %v, want %s", c.now, due, c.add4h)
		}
	}
}

func TestNobodyIsPromisedThePast(t *testing.T) {
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	if due, ok := Default("UTC").Add(now, -time.Hour, time.UTC); !ok || !due.Equal(now) {
		t.Errorf("less than nothing later is %v", due)
	}
}

// The clock change must neither lose nor invent open time.
func TestDaylightSaving(t *testing.T) {
	loc := zone(t, "Europe/Stockholm")
	night := Hours{Zone: "Europe/Stockholm"}
	for d := range night.Week {
		night.Week[d] = []Span{{22 * 60, 30 * 60}} // 22:00 to 06:00
	}
	for _, c := range []struct {
		evening string
		want    time.Duration
	}{
		{"2026-03-28 22:00", 7 * time.Hour}, // spring: 02:00 becomes 03:00
		{"2026-10-24 22:00", 9 * time.Hour}, // autumn: 03:00 becomes 02:00
		{"2026-11-23 22:00", 8 * time.Hour},
	} {
		from := at(t, loc, c.evening)
		closes, ok := night.ClosesAt(from, loc)
		if !ok || closes.Sub(from) != c.want {
			t.Errorf("%s: open for %v, want %v", c.evening, closes.Sub(from), c.want)
		}
		if due, _ := night.Add(from, c.want, loc); !due.Equal(closes) {
			t.Errorf("%s: %v of open time ends %v, want %v", c.evening, c.want, due, closes)
		}
	}
	// A time that the clock never shows opens at the jump; one that it shows
	// twice opens at the first and closes at the last.
	odd := Hours{Zone: "Europe/Stockholm"}
	odd.Week[time.Sunday] = []Span{{2*60 + 30, 5 * 60}}
	next, _ := odd.NextOpen(at(t, loc, "2026-03-29 00:00"), loc)
	if got := next.UTC().Format("15:04"); got != "01:00" {
		t.Errorf("spring: opens %s UTC, want 01:00 (03:00 summer time)", got)
	}
	next, _ = odd.NextOpen(at(t, loc, "2026-10-25 00:00"), loc)
	if got := next.UTC().Format("15:04"); got != "00:30" {
		t.Errorf("autumn: opens %s UTC, want 00:30, the first 02:30", got)
	}
	odd.Week[time.Sunday] = []Span{{60, 2*60 + 30}}
	closes, _ := odd.ClosesAt(at(t, loc, "2026-10-25 01:30"), loc)
	if got := closes.UTC().Format("15:04"); got != "01:30" {
		t.Errorf("autumn: closes %s UTC, want 01:30, the last 02:30", got)
	}
	closes, _ = odd.ClosesAt(at(t, loc, "2026-03-29 01:30"), loc)
	if got := closes.UTC().Format("15:04"); got != "01:00" {
		t.Errorf("spring: closes %s UTC, want 01:00, the jump", got)
	}
}

func TestAHolidayDoesNotCutTheNightBefore(t *testing.T) {
	loc := zone(t, "Europe/Stockholm")
	h := Hours{Holidays: map[string]Holiday{"2026-06-19": {Name: "Midsommarafton"}}}
	h.Week[time.Thursday] = []Span{{20 * 60, 26 * 60}}
	if !h.Open(at(t, loc, "2026-06-19 01:59"), loc) {
		t.Error("the span belongs to the Thursday on which it opened")
	}
	if h.Open(at(t, loc, "2026-06-19 02:00"), loc) {
		t.Error("02:00 is the closing moment")
	}
}

func TestDayAndNight(t *testing.T) {
	loc := zone(t, "Europe/Stockholm")
	var h Hours
	for d := range h.Week {
		h.Week[d] = []Span{{0, day}}
	}
	now := at(t, loc, "2026-03-01 12:00")
	if closes, ok := h.ClosesAt(now, loc); !ok || !closes.Equal(now.Add(Horizon)) {
		t.Errorf("closes %v", closes)
	}
	if due, ok := h.Add(now, 72*time.Hour, loc); !ok || !due.Equal(now.Add(72*time.Hour)) {
		t.Errorf("72 h later is %v", due)
	}
	h.Holidays = map[string]Holiday{"2026-12-25": {}}
	if closes, _ := h.ClosesAt(now, loc); !closes.Equal(at(t, loc, "2026-12-25 00:00")) {
		t.Errorf("closes %v, want at the holiday", closes)
	}
}

func drawHours(t *rapid.T) Hours {
	h := Hours{Holidays: map[string]Holiday{}}
	spans := func(label string) []Span {
		var out []Span
		from := 0
		for range rapid.IntRange(0, 3).Draw(t, label+" spans") {
			s := Span{From: from + rapid.IntRange(0, 600).Draw(t, label+" gap")}
			s.To = s.From + rapid.IntRange(1, 700).Draw(t, label+" length")
			if s.From >= day {
				break
			}
			out, from = append(out, s), s.To
		}
		return out
	}
	for d := range h.Week {
		h.Week[d] = spans(Days[d])
	}
	for range rapid.IntRange(0, 4).Draw(t, "holidays") {
		d := time.Date(2026, 1, 1+rapid.IntRange(0, 500).Draw(t, "date"), 0, 0, 0, 0, time.UTC)
		h.Holidays[d.Format(time.DateOnly)] = Holiday{Spans: spans("holiday")}
	}
	return h
}

func TestProperties(t *testing.T) {
	zones := []*time.Location{zone(t, "Europe/Stockholm"), zone(t, "America/New_York"), zone(t, "Europe/London"),
		zone(t, "Australia/Lord_Howe"), zone(t, "America/St_Johns"), time.UTC}
	rapid.Check(t, func(t *rapid.T) {
		h := drawHours(t)
		loc := rapid.SampledFrom(zones).Draw(t, "zone")
		now := time.Unix(1767225600+rapid.Int64Range(0, 500*86400).Draw(t, "now"), 0)
		d := time.Duration(rapid.Int64Range(0, int64(60*time.Hour)).Draw(t, "d"))
		next, some := h.NextOpen(now, loc)
		if some && (!h.Open(next, loc) || next.Before(now)) {
			t.Fatalf("NextOpen %v is not open", next)
		}
		if some && next.After(now) && h.Open(next.Add(-time.Nanosecond), loc) {
			t.Fatalf("NextOpen %v is not the first", next)
		}
		if h.Open(now, loc) != (some && next.Equal(now)) {
			t.Fatal("Open and NextOpen disagree")
		}
		if closes, open := h.ClosesAt(now, loc); open && closes.Before(now.Add(Horizon)) && h.Open(closes, loc) {
			t.Fatalf("open at closing %v", closes)
		}
		due, ok := h.Add(now, d, loc)
		if !ok {
			if some && h.Between(now, now.Add(Horizon), loc) >= d {
				t.Fatal("Add gave up although there is time")
			}
			return
		}
		if !h.Open(due, loc) && !h.Open(due.Add(-time.Nanosecond), loc) {
			t.Fatalf("Add lands in closed time: %v", due)
		}
		if got := h.Between(now, due, loc); got != d {
			t.Fatalf("%v open between now and due, want %v", got, d)
		}
		if later, ok := h.Add(now, d+time.Minute, loc); ok && !later.After(due) {
			t.Fatal("more open time must end later")
		}
	})
}

// Openness minute by minute, by the plain reading of the wall clock, holds the
// calculation over both clock changes.
func TestOpenIsWhatTheWallClockSays(t *testing.T) {
	loc := zone(t, "Europe/Stockholm")
	h := Default("Europe/Stockholm")
	h.Week[time.Sunday] = []Span{{0, 90}, {3 * 60, 4 * 60}, {23 * 60, 24 * 60}}
	for _, start := range []string{"2026-03-28 12:00", "2026-10-24 12:00"} {
		for now, i := at(t, loc, start), 0; i < 48*60; now, i = now.Add(time.Minute), i+1 {
			l := now.In(loc)
			m, want := l.Hour()*60+l.Minute(), false
			for _, s := range h.Week[l.Weekday()] {
				want = want || m >= s.From && m < s.To
			}
			if got := h.Open(now, loc); got != want {
				t.Fatalf("%v: open %v, want %v", l, got, want)
			}
		}
	}
}

func TestWrittenHours(t *testing.T) {
	w := Written{Zone: "Europe/Stockholm", Week: map[string][]string{
		"sun": {}, "mon": {"08:00", "12:00", "13:00", "20:00"}, "tue": {"00:00", "24:00"}, "wed": {"20:00", "02:00"}, "thu": {"08:00", "20:00"}, "fri": {}, "sat": {},
	}, Holidays: []WrittenHoliday{
		{Date: "2026-12-24", Name: "Julafton", Closed: true},
		{Date: "2026-12-31", Name: "Nyårsafton", Hours: []string{"08:00", "15:00"}},
	}}
	h, faults := Parse(w)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if diff := cmp.Diff(w, h.Written()); diff != "" {
		t.Error(diff)
	}
	if got := h.Week[time.Wednesday]; got[0] != (Span{20 * 60, 26 * 60}) {
		t.Errorf("past midnight: %v", got)
	}
	usual, _ := Parse(Written{Zone: "UTC", Week: w.Week, Holidays: []WrittenHoliday{{Date: "2026-12-24", Name: "open as usual"}}})
	if got := usual.Holidays["2026-12-24"].Spans; len(got) != 1 || got[0].From != 480 {
		t.Errorf("a holiday that is not closed and has no hours of its own keeps its weekday's: %v", got)
	}
}

func TestWrittenFaultsHaveNames(t *testing.T) {
	for code, w := range map[string]Written{
		"hours_zone":       {},
		"hours_day":        {Zone: "UTC", Week: map[string][]string{"monday": nil}},
		"hours_pairs":      {Zone: "UTC", Week: map[string][]string{"mon": {"08:00"}}},
		"hours_time":       {Zone: "UTC", Week: map[string][]string{"mon": {"8", "20:00"}}},
		"hours_overlap":    {Zone: "UTC", Week: map[string][]string{"mon": {"08:00", "12:00", "11:00", "13:00"}}},
		"hours_date":       {Zone: "UTC", Holidays: []WrittenHoliday{{Date: "24 december"}}},
		"hours_date_twice": {Zone: "UTC", Holidays: []WrittenHoliday{{Date: "2026-12-24"}, {Date: "2026-12-24"}}},
	} {
		_, faults := Parse(w)
		if len(faults) != 1 || faults[0].Code != code {
			t.Errorf("%s: got %v", code, faults)
		}
	}
	for _, s := range []string{"24:01", "08:60", "-1:00", "+8:00", "8:00", "", "aa:bb"} {
		if _, ok := minutes(s); ok {
			t.Errorf("%q is not a time", s)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("mon", "08:00", "20:00", "2026-12-24")
	f.Fuzz(func(t *testing.T, name, from, to, date string) {
		h, faults := Parse(Written{Zone: "UTC", Week: map[string][]string{name: {from, to}}, Holidays: []WrittenHoliday{{Date: date, Hours: []string{to, from}}}})
		if len(faults) > 0 {
			return
		}
		again, faults := Parse(h.Written())
		if len(faults) > 0 || fmt.Sprint(again) != fmt.Sprint(h) {
			t.Fatalf("%v is not %v: %v", again, h, faults)
		}
	})
}

func BenchmarkOpen(b *testing.B) {
	loc, h := zone(b, "Europe/Stockholm"), Default("Europe/Stockholm")
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for b.Loop() {
		h.Open(now, loc)
	}
}
