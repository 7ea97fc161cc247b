package house

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"samtal/content"
	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/edge/bank"
	"samtal/edge/store/memory"
	"samtal/service/desk"
	"samtal/service/dispatch"
	"samtal/simulate"
)

// town is a house in one thread of virtual time, with people around it.
type town struct {
	now       time.Time
	house     *House
	experts   *simulate.Experts
	customers []*simulate.Customer
}

func newTown(t *testing.T, customers, experts int) *town {
	t.Helper()
	w := &town{now: time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return w.now }
	company, err := bank.Open(t.Context(), bank.Options{Dir: t.TempDir(), Now: clock, Customers: customers})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(company.Close)
	ids, record := &simulate.IDs{}, memory.Open(clock)
	var who []string
	for i := range experts {
		id := fmt.Sprintf("e-%02d", i+1)
		who = append(who, id)
		if err := record.PutExpert(t.Context(), dispatch.Expert{ID: id, Name: "Ida", Role: "expert", Languages: []string{"sv", "en"},
			Skills: map[string]int{"*": 3}, Capacity: 3, Simulated: true}); err != nil {
			t.Fatal(err)
		}
	}
	log := slog.New(slog.NewTextHandler(testLog{t}, &slog.HandlerOptions{Level: slog.LevelError}))
	w.house, err = Build(t.Context(), Options{Record: record, Content: content.FS, Company: Inside{company}, IDs: ids, Log: log, Demo: true, Name: "Nordkredit"})
	if err != nil {
		t.Fatal(err)
	}
	w.experts = simulate.NewExperts(simulate.ExpertsOptions{Desk: w.house.Desk, Dispatch: w.house.Dispatch, IDs: who, Now: clock, NewID: ids.New, Log: log})
	for i := range customers {
		w.customers = append(w.customers, simulate.NewCustomer(simulate.CustomerOptions{Talk: w.house.Desk, Came: w.house.Dispatch.CustomerCame,
			Who: identity.Who{Role: identity.Customer, ID: fmt.Sprintf("c-%04d", i+1), Level: identity.SignedIn}, Market: "SE", Language: []string{"sv", "en"}[i/len(simulate.Errands)%2],
			Errand: simulate.Errands[i%len(simulate.Errands)], Seed: uint64(i), Now: clock}))
	}
	return w
}

// testLog fails the test on whatever the house calls an error.
type testLog struct{ t *testing.T }

func (l testLog) Write(p []byte) (int, error) {
	l.t.Errorf("%s", p)
	return len(p), nil
}

// pass lets so much time go by.
func (w *town) pass(t *testing.T, span, step time.Duration) {
	t.Helper()
	for end := w.now.Add(span); w.now.Before(end); w.now = w.now.Add(step) {
		for _, c := range w.customers {
			if err := c.Step(t.Context()); err != nil {
				t.Fatalf("%s (%s): %v", c.Who.ID, c.Errand, err)
			}
		}
		if _, err := w.house.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := w.experts.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAnHourOfFiftyCustomersLeavesNobodyAlone(t *testing.T) {
	w := newTown(t, 50, 5)
	w.pass(t, time.Hour, 2*time.Second)
	settled, held, people := 0, 0, 0
	for _, c := range w.customers {
		v, messages := w.look(t, c)
		last := messages[len(messages)-1]
		alone := v.Holder == conversation.Nobody
		for _, m := range v.Matters {
			if m.Holder == conversation.Nobody != (m.State == "settled") {
				t.Errorf("%s (%s): matter %s is %s and held by %s", c.Who.ID, c.Errand, m.ID, m.State, m.Holder)
			}
		}
		if alone && last.From == "customer" || !alone && v.Promise == nil || v.Promise != nil && !v.Promise.Due.After(w.now) {
			t.Errorf("%s (%s) is alone: %+v, last word %q by %s", c.Who.ID, c.Errand, v, last.Text, last.From)
		}
		if alone {
			settled++
		} else {
			held++
		}
		for _, m := range messages {
			if m.From == "expert" {
				people++
				break
			}
		}
		if wantsPerson := c.Errand == simulate.Person || c.Errand == simulate.Fraud; wantsPerson && !spoke(messages, "expert") {
			t.Errorf("%s (%s) never met a person: %s", c.Who.ID, c.Errand, told(messages))
		}
		if c.Errand == simulate.PayLater && len(messages) < 4 {
			t.Errorf("%s could not even ask: %s", c.Who.ID, told(messages))
		}
	}
	lead := identity.Who{Role: identity.Lead, ID: "l-01"}
	p, err := w.house.Desk.Promises(t.Context(), lead, w.now.Add(-24*time.Hour), desk.Page{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("50 customers, 5 experts, one hour: %d settled, %d held, %d met a person; promises: %d kept, %d at risk, %d broken", settled, held, people, p.Kept, p.AtRisk, p.Broken)
	if settled < 30 || p.Broken > 0 {
		t.Errorf("only %d of 50 are settled, %d promises are broken", settled, p.Broken)
	}
}

func (w *town) look(t *testing.T, c *simulate.Customer) (desk.View, []desk.MessageView) {
	t.Helper()
	v, err := w.house.Desk.View(context.Background(), c.Who, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	m, err := w.house.Desk.Messages(context.Background(), c.Who, c.ID, "", 500)
	if err != nil {
		t.Fatal(err)
	}
	return v, m
}

func spoke(list []desk.MessageView, who string) bool {
	for _, m := range list {
		if m.From == who {
			return true
		}
	}
	return false
}

func told(list []desk.MessageView) (out string) {
	for _, m := range list {
		out += "\n  " + m.From + ": " + m.Text
	}
	return out
}
