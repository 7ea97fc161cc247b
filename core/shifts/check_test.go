package shifts

import (
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata" // the zones of the tests, whatever the machine has
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// parts are the measures of the shipped rules, with limits small enough that
// random weeks meet them.
var parts = map[string]Part{
	"daily rest":     {Check: Rest, Least: 11 * time.Hour, Within: 24 * time.Hour},
	"weekly rest":    {Check: Rest, Least: 36 * time.Hour, Within: week},
	"rest or twice":  {Check: Rest, Least: 44 * time.Hour, Within: week, OrLeast: 36 * time.Hour, OrWithin: 2 * week, OrTimes: 2},
	"night":          {Check: Window, Clocks: []Clock{{0, 300}}},
	"two windows":    {Check: Window, Clocks: []Clock{{1320, 360}, {1380, 420}}},
	"five in a row":  {Check: Stretch, Most: 5 * time.Hour, Break: 30 * time.Minute},
	"day":            {Check: Day, Most: 8 * time.Hour},
	"week":           {Check: Week, Most: 40 * time.Hour},
	"average":        {Check: Average, Most: 30 * time.Hour, Weeks: 3},
	"night average":  {Check: NightAverage, Most: 4 * time.Hour, Weeks: 2, NightHours: 3 * time.Hour, Clocks: []Clock{{1380, 360}}},
	"overtime":       {Check: Overtime, Most: 30 * time.Hour, FourWeeks: 10 * time.Hour, Month: 12 * time.Hour, Year: 16 * time.Hour},
	"never":          {Check: Never},
	"short overtime": {Check: Overtime, Most: 20 * time.Hour, FourWeeks: 40 * time.Hour, Month: 25 * time.Hour, Year: 300 * time.Hour},
}

// randomWork is some weeks of work in quarters, without overlaps; the claim is one of it.
func randomWork(r *rand.Rand, from time.Time) (booked []Span, claim Span) {
	at := from
	var all []Span
	for range 4 + r.IntN(24) {
		at = at.Add(time.Duration(r.IntN(4)) * time.Duration(r.IntN(100)) * step / 2).Truncate(step)
		if r.IntN(3) == 0 { // near the limits
			at = at.Add(time.Duration([]int{44, 43, 45, 144, 143, 96, 2, 1}[r.IntN(8)]) * step)
		}
		s := Span{Start: at, End: at.Add(time.Duration(2+r.IntN(40)) * step)}
		all, at = append(all, s), s.End
	}
	i := r.IntN(len(all))
	return append(append([]Span{}, all[:i]...), all[i+1:]...), all[i]
}

// The law and its slow twin agree on random weeks over both clock changes.
func TestEveryMeasureAgreesWithTheSlowOne(t *testing.T) {
	n := 400
	if testing.Short() {
		n = 60
	}
	starts := []time.Time{time.Date(2026, 3, 20, 0, 0, 0, 0, time.UTC), time.Date(2026, 10, 15, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 14, 0, 0, 0, 0, time.UTC)}
	for name, p := range parts {
		broken := 0
		for seed := range uint64(n) {
			r := rand.New(rand.NewPCG(seed, 11))
			z := zone(t, []string{"Europe/Stockholm", "America/Los_Angeles", "Europe/London"}[r.IntN(3)])
			booked, claim := randomWork(r, starts[r.IntN(3)])
			all := append(append([]Span{}, booked...), claim)
			law := Law{Zone: z, Rules: []Rule{{ID: name, Kind: "block", Parts: []Part{p}}}}
			got := law.Check(Expert{}, booked, claim)
			want := slow{z, all, claim}.breaks(p, Expert{})
			if (len(got) > 0) != want {
				t.Fatalf("%s, seed %d in %s: Check says broken %v, the slow one %v\nclaim %v\n%v", name, seed, z, len(got) > 0, want, claim, all)
			}
			if want {
				broken++
			}
		}
		if name != "never" && (broken < n/20 || broken > n-n/20) {
			t.Errorf("%s was broken in %d of %d: the test does not reach what it is for", name, broken, n)
		}
	}
}

func at(t testing.TB, s string) time.Time {
	t.Helper()
	v, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestElevenHoursExactlyAreEnoughOnBothSides(t *testing.T) {
	law := Law{Zone: zone(t, "Europe/Stockholm"), Rules: []Rule{{ID: "rest", Kind: "block", Parts: []Part{parts["daily rest"]}}}}
	for _, x := range []struct{ before, after, from, to, until string }{
		{"2026-12-01T15:00:00Z/2026-12-01T20:00:00Z", "", "2026-12-02T07:00:00Z", "2026-12-02T15:00:00Z", ""},
		{"2026-12-01T15:00:00Z/2026-12-01T20:00:00Z", "", "2026-12-02T06:59:00Z", "2026-12-02T15:00:00Z", "2026-12-02T07:00:00Z"},
		{"", "2026-12-03T06:00:00Z/2026-12-03T14:00:00Z", "2026-12-02T11:00:00Z", "2026-12-02T19:00:00Z", ""},
		{"", "2026-12-03T06:00:00Z/2026-12-03T14:00:00Z", "2026-12-02T11:00:00Z", "2026-12-02T19:01:00Z", "never"},
		{"2026-12-02T08:00:00Z/2026-12-02T12:00:00Z", "", "2026-12-02T13:00:00Z", "2026-12-02T17:00:00Z", ""}, // a split day is no broken rest
		// The clock goes forward on 29 March and back on 25 October: 23 to 10 is 10 hours, or 12.
		{"2026-03-28T16:00:00+01:00/2026-03-28T23:00:00+01:00", "", "2026-03-29T10:00:00+02:00", "2026-03-29T18:00:00+02:00", "2026-03-29T09:00:00Z"},
		{"2026-10-24T16:00:00+02:00/2026-10-24T23:00:00+02:00", "", "2026-10-25T09:00:00+01:00", "2026-10-25T17:00:00+01:00", ""},
	} {
		var booked []Span
		for _, s := range []string{x.before, x.after} {
			if s != "" {
				booked = append(booked, Span{Start: at(t, s[:len(s)/2]), End: at(t, s[len(s)/2+1:])})
			}
		}
		got := law.Check(Expert{}, booked, Span{Start: at(t, x.from), End: at(t, x.to)})
		until := ""
		if len(got) > 0 {
			if until = "never"; !got[0].Until.IsZero() {
				until = got[0].Until.UTC().Format(time.RFC3339)
			}
		}
		if until != x.until {
			t.Errorf("%s to %s after %s before %s: %q, want %q", x.from, x.to, x.before, x.after, until, x.until)
		}
	}
}

func TestBreaksAndMeals(t *testing.T) {
	z := zone(t, "America/Los_Angeles")
	start := time.Date(2026, 12, 1, 8, 0, 0, 0, z)
	row := Part{Check: Stretch, Most: 5 * time.Hour, Waived: 6 * time.Hour, Break: 30 * time.Minute}
	meals := Part{Check: Meals, Most: 5 * time.Hour, Waived: 6 * time.Hour, Second: 10 * time.Hour, SecondWaived: 12 * time.Hour, Break: 30 * time.Minute}
	for _, x := range []struct {
		hours, pause float64 // of one span
		waived       bool
		row, meals   bool
	}{
		{5, 0, false, false, false}, {5.25, 0, false, true, true}, {6, 0, true, false, false}, {6.25, 0, true, true, true},
		{8.5, 0.5, false, false, false}, {8.5, 0.25, false, true, true}, {10.5, 0.5, false, false, false}, {10.75, 0.5, false, true, true},
		{12.5, 0.5, true, false, false}, {12.75, 0.5, true, true, true},
	} {
		h := func(f float64) time.Duration { return time.Duration(f * float64(time.Hour)) }
		claim := Span{Start: start, End: start.Add(h(x.hours)), Break: h(x.pause)}
		e := Expert{Facts: map[Fact]bool{MealWaiver: x.waived}}
		for p, want := range map[*Part]bool{&row: x.row, &meals: x.meals} {
			law := Law{Zone: z, Rules: []Rule{{Kind: "block", Parts: []Part{*p}}}}
			if got := len(law.Check(e, nil, claim)) > 0; got != want {
				t.Errorf("%v hours with %v: %s broken %v, want %v", x.hours, x.pause, p.Check, got, want)
			}
		}
	}
	// Three blocks with two pauses are two meals; with one too short it is one.
	law := Law{Zone: z, Rules: []Rule{{Kind: "block", Parts: []Part{meals}}}}
	for pause, want := range map[time.Duration]bool{30 * time.Minute: false, 20 * time.Minute: true} {
		booked := []Span{{Start: start, End: start.Add(4 * time.Hour)}, {Start: start.Add(4*time.Hour + 30*time.Minute), End: start.Add(8 * time.Hour)}}
		claim := Span{Start: start.Add(8*time.Hour + pause), End: start.Add(11*time.Hour + 30*time.Minute + pause)}
		if got := len(law.Check(Expert{}, booked, claim)) > 0; got != want {
			t.Errorf("a pause of %v: broken %v", pause, got)
		}
	}
}

func TestPartTimeCountsAboveTheContractOnly(t *testing.T) {
	p := Part{Check: PartTime, Most: 40 * time.Hour, FourWeeks: 8 * time.Hour, Month: 50 * time.Hour, Year: 200 * time.Hour}
	law := Law{Zone: time.UTC, Rules: []Rule{{Kind: "cap", Parts: []Part{p}}}}
	monday := time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)
	var booked []Span
	for d := range 3 {
		booked = append(booked, Span{Start: monday.AddDate(0, 0, d), End: monday.AddDate(0, 0, d).Add(8 * time.Hour)})
	}
	claim := Span{Start: monday.AddDate(0, 0, 3), End: monday.AddDate(0, 0, 3).Add(8 * time.Hour)}
	for contract, want := range map[time.Duration]bool{0: false, 24 * time.Hour: false, 23 * time.Hour: true, 40 * time.Hour: false} {
		if got := len(law.Check(Expert{Contract: contract}, booked, claim)) > 0; got != want {
			t.Errorf("contract %v: broken %v", contract, got)
		}
	}
}

func TestARuleIsAboutSomePeopleOnly(t *testing.T) {
	never := []Part{{Check: Never}}
	for _, x := range []struct {
		r    Rule
		e    Expert
		want bool
	}{
		{Rule{Kind: "block", AgeMax: 17}, Expert{Age: 17}, true}, {Rule{Kind: "block", AgeMax: 17}, Expert{Age: 18}, false}, {Rule{Kind: "block", AgeMax: 17}, Expert{}, false},
		{Rule{Kind: "block", AgeMin: 18}, Expert{Age: 17}, false}, {Rule{Kind: "cap", AgeMin: 18}, Expert{}, true},
		{Rule{Kind: "block", Student: F1}, Expert{Student: EU}, false}, {Rule{Kind: "block", Student: F1}, Expert{Student: F1}, true},
		{Rule{Kind: "block", Unless: OptOut}, Expert{Facts: map[Fact]bool{OptOut: true}}, false},
		{Rule{Kind: "pay"}, Expert{}, false}, {Rule{Kind: "notify"}, Expert{}, false},
	} {
		x.r.Parts = never
		if got := len((Law{Zone: time.UTC, Rules: []Rule{x.r}}).Check(x.e, nil, Span{Start: time.Unix(0, 0), End: time.Unix(3600, 0)})) > 0; got != x.want {
			t.Errorf("%+v for %+v: %v", x.r, x.e, got)
		}
	}
	other := []Span{{Start: time.Unix(0, 0), End: time.Unix(7200, 0)}}
	claim := Span{Start: time.Unix(7200, 0), End: time.Unix(10800, 0)}
	for counts, want := range map[string]bool{"": false, "all": true} {
		r := Rule{Kind: "block", Counts: counts, Parts: []Part{{Check: Day, Most: 2 * time.Hour}}}
		if got := len((Law{Zone: time.UTC, Rules: []Rule{r}}).Check(Expert{Other: other}, nil, claim)) > 0; got != want {
			t.Errorf("hours elsewhere, counts %q: %v", counts, got)
		}
	}
}

func TestReasonsAreReadable(t *testing.T) {
	z := zone(t, "Europe/Stockholm")
	b := Broken{Rule: Rule{Ref: "ATL 13§1", Says: map[string]string{"en": "{least} of rest", "sv": "{least} vila"}}, Part: Part{Least: 11*time.Hour + 30*time.Minute}, Until: at(t, "2026-12-02T06:00:00Z")}
	for lang, want := range map[string]string{
		"en": "11 hours and 30 minutes of rest; possible from 07:00 on 2 December (ATL 13§1)", "sv": "11 timmar och 30 minuter vila; möjligt från 07.00 den 2/12 (ATL 13§1)",
		"fi": "11 hours and 30 minutes of rest; possible from 07:00 on 2 December (ATL 13§1)",
	} {
		if got := b.Reason(lang, z); got != want {
			t.Errorf("%s: %q", lang, got)
		}
	}
	if got := length(time.Hour, "sv") + ", " + length(20*time.Minute, "en"); got != "1 timme, 20 minutes" {
		t.Error(got)
	}
}
