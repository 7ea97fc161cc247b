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
	yes(true, "giving up")(b.LeaveSeat(ctx, "e-01", 1, start.Add(time.Minute), false))
	yes(false, "giving up twice")(b.LeaveSeat(ctx, "e-01", 1, start.Add(time.Minute), false))
	held("s2", z)
	if booked, turn, err = b.Booked(ctx, "e-01", start); err != nil || len(booked) != 0 || turn != 1 {
		t.Fatalf("%+v, turn %d, %v", booked, turn, err)
	}

	// given up late: theirs until somebody takes it, then never again
	late := z
	late.Released = start.Add(time.Hour)
	yes(true, "a late release")(b.LeaveSeat(ctx, "e-02", 1, late.Released, true))
	yes(false, "twice")(b.LeaveSeat(ctx, "e-02", 1, start.Add(2*time.Hour), true))
	held("s2", late)
	yes(true, "thinking better of it")(b.KeepSeat(ctx, "e-02", 1))
	yes(false, "nothing to keep")(b.KeepSeat(ctx, "e-02", 1))
	held("s2", z)
	yes(true, "a late release")(b.LeaveSeat(ctx, "e-02", 1, late.Released, true))
	taker := seat("s2", 2, "e-03", 1, late.Released)
	yes(true, "taking over")(b.TakeSeat(ctx, taker))
	yes(false, "too late to keep it")(b.KeepSeat(ctx, "e-02", 1))
	held("s2", taker)
	yes(true, "the taker undoes it")(b.LeaveSeat(ctx, "e-03", 1, start.Add(2*time.Hour), false))
	yes(false, "it is no more theirs")(b.KeepSeat(ctx, "e-02", 1))
	held("s2")
	if booked, _, err = b.Booked(ctx, "e-02", start); err != nil || len(booked) != 0 {
		t.Fatalf("%+v %v", booked, err)
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
