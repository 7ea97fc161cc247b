package shifts

import (
	"slices"
	"testing"
	"time"
)

var terms = Terms{Least: 30 * time.Minute, Undo: 5 * time.Minute, FreeRelease: 24 * time.Hour, ConfirmFrom: 36 * time.Hour, ConfirmBy: 16 * time.Hour, NoShow: 10 * time.Minute}

var begins = time.Date(2026, 12, 2, 9, 0, 0, 0, time.UTC)

func open(seats int) Shift {
	return Shift{ID: "s1", Seats: seats, Span: Span{Start: begins, End: begins.Add(4 * time.Hour)}}
}

func before(hours float64) time.Time {
	return begins.Add(-time.Duration(hours * float64(time.Hour)))
}

func take(t *testing.T, s Shift, expert string, now time.Time) Shift {
	t.Helper()
	s, no := s.Take(terms, expert, nil, now)
	if no != Done {
		t.Fatalf("%s could not take a seat: %s", expert, no)
	}
	return s
}

func TestOneSeatHasOneWinner(t *testing.T) {
	s := open(1)
	taken := take(t, s, "anna", before(48))
	if len(s.Claims) != 0 {
		t.Error("the shift that was given in changed")
	}
	if _, no := taken.Take(terms, "bo", nil, before(48)); no != Full {
		t.Error(no)
	}
	if _, no := taken.Take(terms, "anna", nil, before(48)); no != Twice {
		t.Error(no)
	}
	if _, no := s.Take(terms, "bo", nil, begins.Add(3*time.Hour+31*time.Minute)); no != Over {
		t.Errorf("29 minutes are left: %s", no)
	}
	if _, no := s.Take(terms, "bo", []Span{{Start: begins, End: begins.Add(time.Hour)}}, begins.Add(3*time.Hour+30*time.Minute)); no != Done {
		t.Errorf("half an hour is left, and the other shift is over: %s", no)
	}
	if left := s.From(begins.Add(time.Hour)); left.Len() != 3*time.Hour || s.From(before(1)) != s.Span {
		t.Errorf("%+v", left)
	}
	if _, no := s.Take(terms, "bo", []Span{{Start: begins.Add(3 * time.Hour), End: begins.Add(6 * time.Hour)}}, before(48)); no != Overlaps {
		t.Error(no)
	}
	if _, no := s.Take(terms, "bo", []Span{{Start: begins.Add(4 * time.Hour), End: begins.Add(6 * time.Hour)}}, before(48)); no != Done {
		t.Errorf("blocks may be joined: %s", no)
	}
	s.Span.End = begins.Add(29 * time.Minute)
	if _, no := s.Take(terms, "bo", nil, before(48)); no != TooShort {
		t.Error(no)
	}
}

func TestReleasesEarlyUndoneAndLate(t *testing.T) {
	s := take(t, open(1), "anna", before(48))
	if got, no := s.Release(terms, "anna", before(24)); no != Done || len(got.Claims) != 0 {
		t.Errorf("24 hours before it is free: %s", no)
	}
	if _, no := s.Release(terms, "bo", before(30)); no != NotYours {
		t.Error(no)
	}
	if _, no := s.Release(terms, "anna", begins); no != Over {
		t.Error(no)
	}
	begun := take(t, open(1), "anna", begins.Add(time.Hour))
	if got, no := begun.Release(terms, "anna", begins.Add(time.Hour+4*time.Minute)); no != Done || len(got.Claims) != 0 {
		t.Errorf("undone within minutes, though it has begun: %s", no)
	}
	soon := take(t, open(1), "anna", before(2))
	if got, no := soon.Release(terms, "anna", before(2).Add(5*time.Minute)); no != Done || len(got.Claims) != 0 {
		t.Errorf("an undo within five minutes: %s", no)
	}
	late, no := soon.Release(terms, "anna", before(1))
	if no != StillYours || late.claimOf("anna") != 0 || late.Free("bo", before(1)) != 1 {
		t.Errorf("%s %+v", no, late)
	}
	again, _ := late.Release(terms, "anna", before(0.5))
	if !again.Claims[0].Released.Equal(before(1)) {
		t.Error("releasing again moved the moment")
	}
	if got := take(t, late, "anna", before(0.5)); !got.Claims[0].Released.IsZero() || len(got.Claims) != 1 {
		t.Errorf("%+v", got.Claims)
	}
	if got := take(t, late, "bo", before(0.5)); len(got.Claims) != 1 || got.Claims[0].Expert != "bo" {
		t.Errorf("the seat did not go over: %+v", got.Claims)
	}
}

func TestTheOldestLateReleaseGoesFirst(t *testing.T) {
	s := take(t, take(t, open(2), "anna", before(20)), "bo", before(20))
	s, _ = s.Release(terms, "bo", before(3))
	s, _ = s.Release(terms, "anna", before(2))
	s = take(t, s, "eva", before(1))
	if s.claimOf("bo") >= 0 || s.claimOf("anna") < 0 || s.Free("ola", before(1)) != 1 {
		t.Errorf("%+v", s.Claims)
	}
}

func TestAReservedSeatIsKeptForAWhile(t *testing.T) {
	s := open(1)
	s.Reserved = []Reserve{{Expert: "anna", Until: before(47)}}
	if _, no := s.Take(terms, "bo", nil, before(48)); no != Full {
		t.Error(no)
	}
	if got := take(t, s, "anna", before(48)); len(got.Reserved) != 0 || len(s.Reserved) != 1 {
		t.Error("a seat taken is no longer kept")
	}
	take(t, s, "bo", before(47))
}

func TestConfirmingAndReopening(t *testing.T) {
	s := take(t, take(t, open(2), "anna", before(48)), "bo", before(48))
	for hours, want := range map[float64]Refusal{36.1: NotTheTime, 36: Done, 16: Done, 15.9: NotTheTime} {
		if _, no := s.Confirm(terms, "anna", before(hours)); no != want {
			t.Errorf("%v hours before: %s", hours, no)
		}
	}
	if _, no := s.Confirm(terms, "eva", before(20)); no != NotYours {
		t.Error(no)
	}
	s, _ = s.Confirm(terms, "anna", before(20))
	nobody := func(string) bool { return false }
	if _, gone := s.Reopen(terms, before(16), nobody); gone != nil {
		t.Errorf("%v", gone)
	}
	s, gone := s.Reopen(terms, before(15), nobody)
	if !slices.Equal(gone, []Gone{{"bo", Unconfirmed}}) || s.claimOf("anna") != 0 {
		t.Errorf("%v %+v", gone, s.Claims)
	}
	s = take(t, s, "eva", before(2)) // too late to confirm, and need not
	if _, gone := s.Reopen(terms, before(1), nobody); gone != nil {
		t.Errorf("%v", gone)
	}
	if _, gone := s.Reopen(terms, begins.Add(9*time.Minute), nobody); gone != nil {
		t.Errorf("%v", gone)
	}
	s, gone = s.Reopen(terms, begins.Add(10*time.Minute), func(e string) bool { return e == "eva" })
	if !slices.Equal(gone, []Gone{{"anna", NoShow}}) || len(s.Claims) != 1 {
		t.Errorf("a no-show: %v", gone)
	}
	s = take(t, s, "ola", begins.Add(time.Hour)) // takes the empty seat, and has ten minutes as well
	eva := func(e string) bool { return e == "eva" }
	if _, gone := s.Reopen(terms, begins.Add(time.Hour+9*time.Minute), eva); gone != nil {
		t.Errorf("%v", gone)
	}
	if _, gone := s.Reopen(terms, begins.Add(time.Hour+10*time.Minute), eva); !slices.Equal(gone, []Gone{{"ola", NoShow}}) {
		t.Errorf("%v", gone)
	}
	if _, gone := s.Reopen(terms, begins.Add(4*time.Hour), nobody); gone != nil {
		t.Errorf("it is over: %v", gone)
	}
}

func TestASwapGoesToANamedColleague(t *testing.T) {
	s := take(t, open(2), "anna", before(48))
	got, no := s.Swap(terms, "anna", "bo", nil, before(30))
	if no != Done || got.claimOf("bo") != 0 || got.claimOf("anna") >= 0 || got.Claims[0].Confirmed {
		t.Errorf("%s %+v", no, got.Claims)
	}
	if got, _ = s.Swap(terms, "anna", "bo", nil, before(10)); !got.Claims[0].Confirmed {
		t.Error("a swap after the time for confirming is a yes")
	}
	for _, x := range []struct {
		from, to string
		booked   []Span
		now      time.Time
		want     Refusal
	}{{"eva", "bo", nil, before(9), NotYours}, {"anna", "anna", nil, before(9), Twice}, {"anna", "bo", []Span{open(1).Span}, before(9), Overlaps}, {"anna", "bo", nil, begins, Over}} {
		if _, no := s.Swap(terms, x.from, x.to, x.booked, x.now); no != x.want {
			t.Errorf("%+v: %s", x, no)
		}
	}
}
