package house

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/service/desk"
	"samtal/service/dispatch"
)

// days is a fortnight over Christmas and the New Year in which everybody does
// what they like: shifts end, begin and are slept through, merchants answer or
// don't, customers come back, leave, or fall silent.
type days struct {
	*town
	t       *testing.T
	r       *rand.Rand
	open    []string // conversations
	owner   map[string]identity.Who
	present map[string]bool // experts who are seen
	waits   int             // that experts said
	said    int
}

// No open matter is ever without an owner, a next step and a due time ahead:
// over holidays, ends of shifts, and experts who just vanish. And each that a
// person owes is in exactly one list: the line, somebody's desk, or a team's.
func TestNoOpenMatterIsEverWithoutOwnerAndDue(t *testing.T) {
	seeds := uint64(3)
	if testing.Short() {
		seeds = 1
	}
	seen := map[string]int{}
	for seed := range seeds {
		d := &days{town: newTown(t, 8, 0), t: t, r: rand.New(rand.NewPCG(seed, 31)), owner: map[string]identity.Who{}, present: map[string]bool{}}
		d.now = time.Date(2026, 12, 22, 7, 0, 0, 0, time.UTC)
		for _, e := range []string{"e-01", "e-02", "e-03"} {
			d.hire(e)
		}
		for end := d.now.Add(14 * 24 * time.Hour); d.now.Before(end); {
			d.act()
			if _, err := d.house.Step(t.Context()); err != nil { // the assistant answers before time goes on
				t.Fatal(err)
			}
			d.now = d.now.Add(time.Duration(d.r.IntN(90)) * time.Minute)
			for range 3 {
				if _, err := d.house.Step(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			d.look(seen)
		}
	}
	states := []string{"with_assistant", "in_line", "with_expert", "waiting_for_customer", "waiting_for_others", "with_team", "settled", conversation.OutcomeNoAnswer, conversation.OutcomeLeft}
	for _, state := range states {
		if seen[state] == 0 && !testing.Short() {
			t.Errorf("nothing was ever %s: %v", state, seen)
		}
	}
	t.Logf("%v", seen)
}

func (d *days) act() {
	ctx, desks := d.t.Context(), d.house.Desk
	who := expertWho(fmt.Sprintf("e-%02d", 1+d.r.IntN(3)))
	for e := range d.present {
		d.house.Dispatch.Seen(e)
	}
	rows, err := desks.Held(ctx, who)
	d.must(err)
	switch n := d.r.IntN(20); {
	case n < 2 && len(d.open) < 40:
		c := identity.Who{Role: identity.Customer, ID: fmt.Sprintf("c-%04d", 1+d.r.IntN(8)), Level: identity.SignedIn}
		id, _, err := desks.Open(ctx, c, "SE", "sv")
		d.must(err)
		d.open, d.owner[id] = append(d.open, id), c
		d.write(id)
	case n < 3 && len(d.open) > 0:
		d.write(d.open[d.r.IntN(len(d.open))])
	case n < 5:
		d.present[who.ID] = true
		d.must(d.house.Dispatch.Online(ctx, who))
	case n < 6:
		delete(d.present, who.ID)
		if d.r.IntN(2) == 0 {
			d.must(d.house.Dispatch.Done(ctx, who)) // else they fall ill, and say nothing
		}
	case n < 11: // an offer stands for half a minute: it is taken at once
		if _, err := d.house.Step(ctx); err != nil {
			d.t.Fatal(err)
		}
		offers, err := d.house.Dispatch.Offers(ctx, who)
		d.must(err)
		for _, o := range offers {
			_, err := desks.Accept(ctx, who, o.ID)
			d.may(err)
		}
	case n < 12:
		team, err := desks.Matters(ctx, who, desk.ViewTeam, "")
		d.must(err)
		for _, r := range team[:min(1, len(team))] {
			_, err := desks.Take(ctx, who, r.Conversation, r.Matter)
			d.may(err)
		}
	case len(rows) > 0:
		r := rows[d.r.IntN(len(rows))]
		d.answer(who, r)
	}
}

func (d *days) write(id string) {
	d.said++
	texts := []string{"Var är min återbetalning?", "Kan jag flytta förfallodagen?", "Jag vill prata med en människa", "Jag vill prata med en människa", "Jag vill prata med en människa om min återbetalning", "Jag vill klaga på er"}
	_, err := d.house.Desk.Write(d.t.Context(), d.owner[id], id, desk.Incoming{ID: fmt.Sprintf("c%d", d.said), Text: texts[d.r.IntN(len(texts))]})
	d.must(err)
}

func (d *days) answer(who identity.Who, r desk.RowView) {
	ctx := d.t.Context()
	d.said++
	in := desk.Incoming{ID: fmt.Sprintf("w%d", d.said), Text: "Jag tittar på det", Matter: r.Matter}
	if d.r.IntN(3) == 0 {
		in.BackBy = d.now.Add(time.Duration(1+d.r.IntN(60)) * time.Hour)
	}
	_, err := d.house.Desk.Reply(ctx, who, r.Conversation, in)
	d.may(err)
	switch d.r.IntN(8) {
	case 0:
		_, err = d.house.Desk.Wait(ctx, who, r.Conversation, r.Matter, "merchant", d.now.Add(time.Duration(1+d.r.IntN(200))*time.Hour))
	case 1:
		_, err = d.house.Desk.Wait(ctx, who, r.Conversation, r.Matter, "customer", time.Time{})
	case 2:
		_, err = d.house.Desk.Settle(ctx, who, r.Conversation, r.Matter, "settled", "")
	case 3:
		_, err = d.house.Desk.OthersAnswered(ctx, identity.Who{Role: identity.Lead, ID: "l-01"}, r.Conversation, "")
	}
	d.may(err)
}

// look holds every conversation to what is promised.
func (d *days) look(seen map[string]int) {
	ctx, record := d.t.Context(), d.house.Record
	lists := map[string]int{}
	for _, list := range []func() ([]desk.Row, error){
		func() ([]desk.Row, error) { return record.Waiting(ctx, "") },
		func() ([]desk.Row, error) { return record.WithTeams(ctx, "") },
		func() ([]desk.Row, error) { return record.HeldBy(ctx, "e-01") },
		func() ([]desk.Row, error) { return record.HeldBy(ctx, "e-02") },
		func() ([]desk.Row, error) { return record.HeldBy(ctx, "e-03") },
	} {
		rows, err := list()
		d.must(err)
		for _, r := range rows {
			lists[r.Conversation+string(r.Matter)]++
		}
	}
	for _, id := range d.open {
		v, err := d.house.Desk.View(ctx, d.owner[id], id)
		d.must(err)
		for _, m := range v.Matters {
			seen[m.State]++
			if m.Outcome != nil {
				seen[*m.Outcome]++
			}
			placed := m.Holder != conversation.Assistant && m.Holder != conversation.Nobody
			owner := m.Holder != conversation.Nobody && (m.Owner != "" || m.Holder == conversation.Line || m.Holder == conversation.Assistant)
			switch {
			case m.State == "settled":
			case !owner || m.Next == "" || m.Due == nil || !m.Due.After(d.now):
				d.t.Fatalf("%s at %v: without an owner, a next step or a due time: %+v", id, d.now, m)
			case placed && lists[id+string(m.ID)] != 1:
				d.t.Fatalf("%s at %v: in %d lists: %+v", id, d.now, lists[id+string(m.ID)], m)
			}
		}
	}
}

func (d *days) hire(id string) {
	d.must(d.house.Record.PutExpert(d.t.Context(), dispatch.Expert{ID: id, Name: "Ida", Role: "expert", Languages: []string{"sv", "en"}, Skills: map[string]int{"*": 3}, Capacity: 5}))
}

func expertWho(id string) identity.Who { return identity.Who{Role: identity.Expert, ID: id} }

func (d *days) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// may: they tried what is not theirs to do now; nothing changed.
func (d *days) may(err error) {
	d.t.Helper()
	if err != nil && problem.Of(err).Kind == problem.Internal {
		d.t.Fatal(err)
	}
}
