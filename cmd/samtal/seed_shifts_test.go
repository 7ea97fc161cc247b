package main

import (
	"testing"
	"time"

	"samtal/content"
	"samtal/core/identity"
	"samtal/core/shifts"
	"samtal/edge/store/memory"
	"samtal/service/pack"
	"samtal/service/roster"
)

type wordless struct{}

func (wordless) Words(string, string, map[string]string) string { return "" }
func (wordless) TopicTitle(string, string) string               { return "" }

// At any hour of the year a new demo has a plan that the law allows, and a
// shift that the visitor's own expert can take on the spot.
func TestTheDemosPlanIsLawfulAndTheVisitorCanBeginNow(t *testing.T) {
	laws, faults := pack.Work(content.FS)
	terms, more := pack.Pay(content.FS)
	if len(faults)+len(more) > 0 {
		t.Fatal(faults, more)
	}
	for _, at := range []string{"2026-11-25T01:30:00Z", "2026-11-25T08:07:00Z", "2026-10-24T20:40:00Z", "2026-03-28T22:50:00Z", "2026-06-20T03:20:00Z", "2026-12-31T17:59:00Z"} {
		now, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		clock := now
		record := memory.Open(func() time.Time { return clock })
		if err := enlist(t.Context(), record, demoPeople(3)); err != nil {
			t.Fatal(err)
		}
		for range 2 { // a second start adds nothing
			if err := seedShifts(t.Context(), record, now); err != nil {
				t.Fatal(at, err)
			}
		}
		list, err := record.Shifts(t.Context(), now.AddDate(0, 0, -30), now.AddDate(0, 0, 30))
		if err != nil {
			t.Fatal(err)
		}
		of, ahead, free := map[string][]roster.Posted{}, 0, 0
		for _, p := range list {
			if p.Span.Start.After(now) {
				ahead += p.Seats
				free += p.Seats - len(p.Held)
			}
			for _, h := range p.Held {
				of[h.Expert] = append(of[h.Expert], p)
			}
		}
		if ahead < 100 || free < ahead/5 || free > ahead*4/5 {
			t.Errorf("%s: %d of %d seats ahead are free", at, free, ahead)
		}
		if len(of) < 30 {
			t.Errorf("%s: only %d people work", at, len(of))
		}
		for who, booked := range of {
			for i, p := range booked {
				var others []shifts.Span
				for j, o := range booked {
					if i != j {
						others = append(others, o.Span)
					}
				}
				if broken := laws["SE"].Check(shifts.Expert{}, others, p.Span); len(broken) > 0 {
					t.Fatalf("%s: %s may not work %v: %s", at, who, p.Span, broken[0].Rule.ID)
				}
			}
		}
		r := roster.New(roster.Options{Store: record, People: record, House: wordless{}, Laws: laws, Pay: terms, Languages: []string{"sv", "en"}, Home: "SE", Now: func() time.Time { return clock }})
		maja := identity.Who{Role: identity.Expert, ID: visitorsExpert}
		board, err := r.Board(t.Context(), maja, true, now.AddDate(0, 0, -7), now.AddDate(0, 0, 35))
		if err != nil || len(board) == 0 {
			t.Fatal(at, err)
		}
		taken := false
		for _, v := range board {
			if !v.Span.Start.After(now) && v.MayTake && !taken {
				if _, err := r.Claim(t.Context(), maja, v.ID); err != nil {
					t.Fatalf("%s: %v", at, err)
				}
				taken = true
			}
		}
		if !taken {
			t.Errorf("%s: the visitor can't begin now: %+v", at, board[0])
		}
		earned, err := r.Earnings(t.Context(), maja)
		if err != nil || earned[0].Month.Total.Minor == 0 && now.Day() > 7 {
			t.Errorf("%s: %+v %v", at, earned, err)
		}
	}
}
