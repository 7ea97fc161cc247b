package conformance

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"samtal/core/identity"
	"samtal/core/money"
	"samtal/core/pay"
	"samtal/core/problem"
	"samtal/core/shifts"
	"samtal/service/desk"
	"samtal/service/dispatch"
	"samtal/service/roster"
)

func shift(id string, seats int, begins time.Duration) roster.Posted {
	return roster.Posted{ID: id, Market: "SE", Language: "sv", Topics: []string{"refund"}, Seats: seats, By: "l-01", At: start,
		Span: shifts.Span{Start: start.Add(begins), End: start.Add(begins + 4*time.Hour), Break: 30 * time.Minute},
		Rate: money.Money{Minor: 18000, Currency: "SEK"}, Bonus: money.Money{Minor: 5000, Currency: "SEK"}}
}

// rosters holds shifts and their seats to what the roster builds on.
func rosters(t *testing.T, b *bench) {
	two := shift("s2", 2, 48*time.Hour)
	for _, p := range []roster.Posted{two, shift("s1", 1, 48*time.Hour), shift("s0", 1, 24*time.Hour)} {
		must(t, b.PutShift(ctx, p))
	}
	again := two
	again.Seats = 9
	must(t, b.PutShift(ctx, again))
	yes := func(want bool, what string) func(got bool, err error) {
		return func(got bool, err error) {
			t.Helper()
			if err != nil || got != want {
				t.Fatalf("%s: %v %v", what, got, err)
			}
		}
	}
	seat := func(id string, n int, expert string, turn int64, at time.Time) roster.Seat {
		return roster.Seat{Shift: id, N: n, Expert: expert, Turn: turn, At: at}
	}
	held := func(id string, want ...roster.Seat) {
		t.Helper()
		got, err := b.Shift(ctx, id)
		must(t, err)
		same(t, "the seats of "+id, got.Held, want)
	}
	got, err := b.Shift(ctx, "s2")
	must(t, err)
	same(t, "a shift, published once", got, two)
	if _, err := b.Shift(ctx, "none"); !errors.Is(err, desk.ErrMissing) {
		t.Fatal(err)
	}
	list, err := b.Shifts(ctx, start.Add(28*time.Hour), start.Add(49*time.Hour))
	must(t, err)
	if len(list) != 2 || list[0].ID != "s1" || list[1].ID != "s2" {
		t.Fatalf("%+v", list)
	}

	a, z := seat("s2", 1, "e-01", 1, start), seat("s2", 2, "e-02", 1, start)
	yes(true, "a free seat")(b.TakeSeat(ctx, a))
	yes(false, "a taken seat")(b.TakeSeat(ctx, seat("s2", 1, "e-03", 1, start)))
	yes(false, "a turn that was used")(b.TakeSeat(ctx, seat("s1", 1, "e-01", 1, start)))
	yes(true, "the other seat")(b.TakeSeat(ctx, z))
	held("s2", a, z)
	booked, turn, err := b.Booked(ctx, "e-01", start)
	must(t, err)
	if len(booked) != 1 || turn != 1 {
		t.Fatalf("%+v, turn %d", booked, turn)
	}
	same(t, "one's own seat", booked[0].Held, []roster.Seat{a})
	if booked, _, err = b.Booked(ctx, "e-01", start.Add(99*time.Hour)); err != nil || len(booked) != 0 {
		t.Fatalf("%+v %v", booked, err)
	}

	// given up in time: free at once; the turn stays used
	yes(true, "giving up")(b.LeaveSeat(ctx, "e-01", 1, start.Add(time.Minute), shifts.Undone))
	yes(false, "giving up twice")(b.LeaveSeat(ctx, "e-01", 1, start.Add(time.Minute), shifts.Undone))
	held("s2", z)
	if booked, turn, err = b.Booked(ctx, "e-01", start); err != nil || len(booked) != 0 || turn != 1 {
		t.Fatalf("%+v, turn %d, %v", booked, turn, err)
	}

	// given up late: theirs until somebody takes it, then never again
	late := z
	late.Released = start.Add(time.Hour)
	yes(true, "a late release")(b.LeaveSeat(ctx, "e-02", 1, late.Released, shifts.Late))
	yes(false, "twice")(b.LeaveSeat(ctx, "e-02", 1, start.Add(2*time.Hour), shifts.Late))
	held("s2", late)
	yes(true, "thinking better of it")(b.KeepSeat(ctx, "e-02", 1))
	yes(false, "nothing to keep")(b.KeepSeat(ctx, "e-02", 1))
	held("s2", z)
	yes(true, "a late release")(b.LeaveSeat(ctx, "e-02", 1, late.Released, shifts.Late))
	taker := seat("s2", 2, "e-03", 1, late.Released)
	yes(true, "taking over")(b.TakeSeat(ctx, taker))
	yes(false, "too late to keep it")(b.KeepSeat(ctx, "e-02", 1))
	held("s2", taker)
	yes(true, "the taker undoes it")(b.LeaveSeat(ctx, "e-03", 1, start.Add(2*time.Hour), shifts.Freed))
	yes(false, "it is no more theirs")(b.KeepSeat(ctx, "e-02", 1))
	held("s2")
	if booked, _, err = b.Booked(ctx, "e-02", start); err != nil || len(booked) != 0 {
		t.Fatalf("%+v %v", booked, err)
	}
}

// leaving holds the ways to give a seat up, and confirming, to what the fairness
// report and the reopening of seats build on.
func leaving(t *testing.T, b *bench) {
	yes := func(ok bool, err error) {
		t.Helper()
		if must(t, err); !ok {
			t.Fatal("refused")
		}
	}
	no := func(ok bool, err error) {
		t.Helper()
		if must(t, err); ok {
			t.Fatal("allowed")
		}
	}
	must(t, b.PutShift(ctx, shift("s1", 3, 2*time.Hour)))
	must(t, b.PutShift(ctx, shift("far", 1, 900*time.Hour)))
	seat := func(n int, expert string) roster.Seat {
		return roster.Seat{Shift: "s1", N: n, Expert: expert, Turn: 1, At: start}
	}
	for n, e := range []string{"e-01", "e-02", "e-03"} {
		yes(b.TakeSeat(ctx, seat(n+1, e)))
	}
	yes(b.ConfirmSeat(ctx, "e-01", 1))
	no(b.ConfirmSeat(ctx, "e-01", 2))
	got, err := b.Shift(ctx, "s1")
	must(t, err)
	if !got.Held[0].Confirmed || got.Held[1].Confirmed {
		t.Fatalf("%+v", got.Held)
	}
	yes(b.LeaveSeat(ctx, "e-02", 1, start.Add(time.Minute), shifts.Late))
	yes(b.LeaveSeat(ctx, "e-03", 1, start.Add(2*time.Minute), shifts.NoShow))
	no(b.ConfirmSeat(ctx, "e-03", 1))
	given, err := b.Given(ctx, start, start.Add(3*time.Hour))
	must(t, err)
	if len(given) != 2 || given[0].Expert != "e-03" || given[0].Why != shifts.NoShow || !given[0].Left.Equal(start.Add(2*time.Minute)) || given[1].Why != shifts.Late || !given[1].Released.Equal(given[1].Left) {
		t.Fatalf("%+v", given)
	}
	yes(b.KeepSeat(ctx, "e-02", 1))
	yes(b.LeaveSeat(ctx, "e-02", 1, start.Add(3*time.Minute), shifts.Late))
	yes(b.LeaveSeat(ctx, "e-02", 1, start.Add(4*time.Minute), shifts.Swapped)) // what was given up late may still end
	no(b.LeaveSeat(ctx, "e-02", 1, start.Add(5*time.Minute), shifts.NoShow))
	if given, err = b.Given(ctx, start, start.Add(3*time.Hour)); err != nil || len(given) != 2 || given[0].Why != shifts.Swapped {
		t.Fatalf("%+v %v", given, err)
	}
	if given, err = b.Given(ctx, start.Add(800*time.Hour), start.Add(999*time.Hour)); err != nil || len(given) != 0 {
		t.Fatalf("%+v %v", given, err)
	}

	// a seat is kept for somebody until a moment
	must(t, b.PutReserve(ctx, "far", "e-09", start.Add(time.Minute)))
	must(t, b.PutReserve(ctx, "far", "e-09", start.Add(20*time.Minute)))
	kept := []shifts.Reserve{{Expert: "e-09", Until: start.Add(20 * time.Minute)}}
	one, err := b.Shift(ctx, "far")
	must(t, err)
	same(t, "kept", one.Reserved, kept)
	list, err := b.Shifts(ctx, start, start.Add(2000*time.Hour))
	must(t, err)
	same(t, "kept, in the list", list[len(list)-1].Reserved, kept)
	b.pass(20 * time.Minute)
	if one, err = b.Shift(ctx, "far"); err != nil || len(one.Reserved) != 0 {
		t.Fatalf("%+v %v", one.Reserved, err)
	}
}

// stays hold when somebody was there: what is paid.
func stays(t *testing.T, b *bench) {
	must(t, b.PutExpert(ctx, dispatch.Expert{ID: "e-01", Role: "expert"}))
	was := func(want ...roster.Stay) {
		t.Helper()
		got, err := b.Stays(ctx, "e-01", start.Add(-time.Hour), start.Add(99*time.Hour))
		must(t, err)
		same(t, "stays", got, want)
	}
	stay := func(since, seen, until time.Duration) roster.Stay {
		y := roster.Stay{Expert: "e-01", Since: start.Add(since), Seen: start.Add(seen)}
		if until != 0 {
			y.Until = start.Add(until)
		}
		return y
	}
	must(t, b.SetOnline(ctx, "e-01", false)) // was not there
	was()
	must(t, b.SetOnline(ctx, "e-01", true))
	must(t, b.SetOnline(ctx, "e-01", true))
	was(stay(0, 0, 0))
	b.pass(10 * time.Minute)
	must(t, b.SeeStay(ctx, "e-01", b.Now()))
	must(t, b.SeeStay(ctx, "e-01", start)) // an older sign moves nothing
	must(t, b.SeeStay(ctx, "nobody", b.Now()))
	was(stay(0, 10*time.Minute, 0))
	b.pass(10 * time.Minute)
	must(t, b.SetOnline(ctx, "e-01", false))
	first := stay(0, 10*time.Minute, 20*time.Minute)
	was(first)

	// a laptop is closed without a word: the stay was over at the last sign
	must(t, b.SetOnline(ctx, "e-01", true))
	b.pass(10 * time.Hour)
	must(t, b.SeeStay(ctx, "e-01", b.Now()))
	second := stay(20*time.Minute, 20*time.Minute, 20*time.Minute)
	at := 10*time.Hour + 20*time.Minute
	was(first, second, stay(at, at, 0))
	b.pass(time.Hour)
	must(t, b.SetOnline(ctx, "e-01", false))
	was(first, second, stay(at, at, at))

	old := roster.Stay{Expert: "e-02", Since: start.Add(-9 * time.Hour), Seen: start.Add(-5 * time.Hour), Until: start.Add(-5 * time.Hour)}
	must(t, b.PutStay(ctx, old))
	must(t, b.PutStay(ctx, old))
	got, err := b.Stays(ctx, "", start.Add(-6*time.Hour), start.Add(-time.Second))
	must(t, err)
	same(t, "everybody's, by time", got, []roster.Stay{old})
}

// small holds swaps, wishes, calendars and thanks.
func small(t *testing.T, b *bench) {
	w1, w2 := roster.Swap{ID: "w1", Shift: "s1", From: "e-01", To: "e-02", At: start, State: roster.Asked}, roster.Swap{ID: "w2", Shift: "s2", From: "e-03", To: "e-01", At: start.Add(time.Second), State: roster.Asked}
	for _, w := range []roster.Swap{w1, w2, w1} {
		must(t, b.PutSwap(ctx, w))
	}
	list, err := b.Swaps(ctx, "e-01")
	must(t, err)
	same(t, "swaps, the newest first", list, []roster.Swap{w2, w1})
	for i, want := range []bool{true, false} {
		if ok, err := b.EndSwap(ctx, "w1", []string{roster.Agreed, roster.Declined}[i]); err != nil || ok != want {
			t.Fatalf("answered %d times: %v %v", i+1, ok, err)
		}
	}
	if list, err = b.Swaps(ctx, "e-02"); err != nil || len(list) != 1 || list[0].State != roster.Agreed {
		t.Fatalf("%+v %v", list, err)
	}

	likes := []roster.Wish{{Day: time.Monday, From: 17 * 60, To: 24 * 60}}
	must(t, b.PutWishes(ctx, "e-01", []roster.Wish{{Day: time.Sunday, From: 0, To: 60}}))
	must(t, b.PutWishes(ctx, "e-01", likes))
	must(t, b.PutWishes(ctx, "e-02", likes))
	must(t, b.PutWishes(ctx, "e-02", nil))
	all, err := b.Wishes(ctx)
	must(t, err)
	same(t, "wishes", all, map[string][]roster.Wish{"e-01": likes})

	must(t, b.PutCalendar(ctx, "e-01", "one"))
	must(t, b.PutCalendar(ctx, "e-01", "two"))
	if _, err := b.Calendar(ctx, "one"); !errors.Is(err, desk.ErrMissing) {
		t.Fatal("the link before still opens", err)
	}
	if e, err := b.Calendar(ctx, "two"); err != nil || e != "e-01" {
		t.Fatal(e, err)
	}
	must(t, b.PutCalendar(ctx, "e-01", ""))
	if _, err := b.Calendar(ctx, "two"); !errors.Is(err, desk.ErrMissing) {
		t.Fatal("closed", err)
	}

	thanks := func(conversation, message string, at time.Duration) roster.Thanks {
		return roster.Thanks{Conversation: conversation, Message: message, Expert: "e-01", Stars: 5, At: start.Add(at)}
	}
	must(t, b.PutThanks(ctx, thanks("c1", "m1", 0)))
	must(t, b.PutThanks(ctx, thanks("c1", "m2", time.Minute)))
	must(t, b.PutThanks(ctx, thanks("c2", "m3", time.Second)))
	kind, err := b.Thanks(ctx, "e-01", 5)
	must(t, err)
	same(t, "thanks, the last of each conversation", kind, []roster.Thanks{thanks("c1", "m2", time.Minute), thanks("c2", "m3", time.Second)})
	if kind, err = b.Thanks(ctx, "e-01", 1); err != nil || len(kind) != 1 {
		t.Fatal(kind, err)
	}
}

// oneSeat is the promise that the roster stands on.
func oneSeat(t *testing.T, b *bench) {
	must(t, b.PutShift(ctx, shift("s1", 1, time.Hour)))
	for i := range 8 {
		must(t, b.PutShift(ctx, shift(fmt.Sprint("own", i), 1, time.Hour)))
	}
	race := func(n int, claim func(i int) roster.Seat) int64 {
		var won atomic.Int64
		var all sync.WaitGroup
		gate := make(chan struct{})
		for i := range n {
			all.Go(func() {
				<-gate
				ok, err := b.TakeSeat(ctx, claim(i))
				if err != nil {
					t.Error(err)
				} else if ok {
					won.Add(1)
				}
			})
		}
		close(gate)
		all.Wait()
		return won.Load()
	}
	if won := race(1000, func(i int) roster.Seat {
		return roster.Seat{Shift: "s1", N: 1, Expert: fmt.Sprint("e-", i), Turn: 1, At: start}
	}); won != 1 {
		t.Errorf("%d of 1,000 won the one seat", won)
	}
	if won := race(8, func(i int) roster.Seat {
		return roster.Seat{Shift: fmt.Sprint("own", i), N: 1, Expert: "quick", Turn: 1, At: start}
	}); won != 1 {
		t.Errorf("one person's %d claims of a moment were stored without the law seeing the others", won)
	}
}

// silent stands where the content would word a refusal.
type silent struct{}

func (silent) Words(string, string, map[string]string) string { return "" }
func (silent) TopicTitle(string, string) string               { return "" }

// lastSeat is the same promise as people meet it: a thousand experts press
// "take it" at once, each claim reads, asks the law and writes, and everybody
// else is told that somebody was first.
func lastSeat(t *testing.T, b *bench) {
	var n atomic.Int64
	rooms := roster.New(roster.Options{Store: b, People: b, House: silent{}, Languages: []string{"sv"}, Home: "SE", Now: b.Now,
		Laws: map[string]shifts.Law{"SE": {Market: "SE", Zone: time.UTC}}, Pay: map[string]pay.Terms{"SE": {Currency: "SEK", Zone: time.UTC}},
		NewID: func() string { return fmt.Sprint("s", n.Add(1)) }})
	must(t, b.PutShift(ctx, shift("s1", 1, time.Hour)))
	who := make([]identity.Who, 1000)
	for i := range who {
		who[i] = identity.Who{Role: identity.Expert, ID: fmt.Sprint("e-", i)}
		must(t, b.PutExpert(ctx, dispatch.Expert{ID: who[i].ID, Role: "expert", Languages: []string{"sv"}, Skills: map[string]int{"*": 3}}))
	}
	var won, full atomic.Int64
	var all sync.WaitGroup
	gate := make(chan struct{})
	for i := range who {
		all.Go(func() {
			<-gate
			switch _, err := rooms.Claim(ctx, who[i], "s1"); {
			case err == nil:
				won.Add(1)
			case problem.Is(err, "shift_full"):
				full.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	close(gate)
	all.Wait()
	if won.Load() != 1 || full.Load() != 999 {
		t.Errorf("%d won the seat, %d were told that it is taken", won.Load(), full.Load())
	}
	if got, err := b.Shift(ctx, "s1"); err != nil || len(got.Held) != 1 {
		t.Errorf("%+v %v", got.Held, err)
	}
}
