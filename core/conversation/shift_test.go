package conversation

import (
	"testing"
	"time"
)

// When an expert's shift ends: what is owed now goes to the line, what has a
// date stays theirs only if they are back before anybody must be warned, and
// else a team has it, by the same date, and the customer is told (P4).
func TestP4_AShiftThatEndsLeavesNobodyWithoutAnOwner(t *testing.T) {
	held := func(in Input) *talk {
		w := newTalk(t)
		w.r.Teams = map[string]string{"": "service"}
		w.do(CustomerAsked{})
		w.expert("m1", "e1")
		if in != nil {
			w.do(in)
		}
		return w
	}
	w := held(nil)
	w.do(ShiftEnded{Expert: "e2"})
	w.want(len(w.d.Events) == 0, "another expert's shift")
	w.do(ShiftEnded{Expert: "e1", Back: w.now.Add(time.Minute)})
	w.want(w.s.Matter("m1").Place.By == Line && w.saw("returned_to_line") && w.effect(CallExpert{Matter: "m1"}), "a customer who waits now goes to somebody who is there")

	day := 24 * time.Hour
	dated := ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1", BackBy: time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)}
	w = held(dated)
	warn := w.s.Matter("m1").Place.WarnAt
	w.do(ShiftEnded{Expert: "e1", Back: warn.Add(-1)})
	w.want(len(w.d.Events) == 0 && w.s.Matter("m1").Place.Expert == "e1", "back in time: it stays theirs")
	for name, back := range map[string]time.Time{"back when it is too late": warn, "ill: nobody knows": {}} {
		w = held(dated)
		before := *w.s.Matter("m1").Place
		w.do(ShiftEnded{Expert: "e1", Back: back})
		p := w.s.Matter("m1").Place
		w.want(p.By == Team && p.Team == "service" && p.Expert == "" && p.Owes && p.Due.Equal(before.Due) && p.OwedAt.Equal(before.OwedAt), name+": the team has it, by the same date")
		w.want(w.toldDue("team_holds").Equal(before.Due) && w.effect(TellCustomer{"m1", "wait"}) && w.effect(TellExpert{"e1", "m1", "shift"}), name+": said to both")
		w.want(w.s.Present(w.r, w.now) == nil && w.s.Holder() == Line && w.s.MostHuman().ID == "m1", name+": nobody is there, and people have it")
	}
	kept := w.s
	again := func() { w.s, w.now = kept, kept.LastAt.Add(time.Hour); w.live(true) }
	w.later(2 * time.Hour)
	w.do(ShiftBegan{"e2"})
	w.want(len(w.d.Events) == 0, "another expert's shift begins")
	w.do(ShiftBegan{"e1"})
	p := w.s.Matter("m1").Place
	w.want(p.By == Line && p.Mode == Written && p.Due.Equal(dated.BackBy) && w.effect(CallExpert{"m1", "e1"}), "whoever knows the customer is asked first, by the same date")

	again()
	w.expert("m1", "e3")
	p = w.s.Matter("m1").Place
	w.want(p.By == Expert && p.Expert == "e3" && p.Team == "" && p.Due.Equal(dated.BackBy), "a colleague takes it, and the date stands")
	again()
	w.now = w.s.Wake()
	w.do(TimePassed{})
	p = w.s.Matter("m1").Place
	w.want(p.By == Line && p.Due.Equal(dated.BackBy) && w.effect(CallExpert{"m1", "e1"}) && w.effect(TellLead{"m1", WhyDue}), "before it is due it is offered to whoever is there")
	again()
	w.write(CustomerWrote{})
	w.want(w.s.Matter("m1").Place.By == Line && w.s.Matter("m1").Place.Due.Before(dated.BackBy), "a question of the customer's is answered now")
	for _, in := range []Input{CustomerAsked{"m1"}, CustomerWrote{Message: "x", Choice: Choice{"live", "m1", ""}}} {
		again()
		w.do(in)
		w.want(w.s.Matter("m1").Place.By == Line && w.s.Matter("m1").Place.Mode == Live, "so is a wish for a person")
	}

	w = held(ExpertWaits{Expert: "e1", Matter: "m1", Others: Police, Until: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC).Add(9 * day)})
	w.do(ShiftEnded{Expert: "e1", Back: w.now.Add(day)})
	w.want(w.s.Matter("m1").Place.By == Expert, "days before the date: it stays theirs")
	w.do(ShiftEnded{Expert: "e1"})
	w.do(ShiftBegan{"e1"})
	w.want(w.s.Matter("m1").Place.By == Team && len(w.d.Events) == 0, "what waits for others waits on")
	w = held(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1"})
	w.do(ShiftEnded{Expert: "e1", Back: w.now.Add(day)})
	w.want(w.s.Matter("m1").Place.By == Team && !w.s.Matter("m1").Place.Owes && !w.told("team_holds"), "the customer comes next: the slot is free, and nothing need be said")
}

// An expert whose question to the customer is open goes home: nobody is there
// to do what a yes would allow.
func TestP10_AShiftThatEndsTakesItsQuestionBack(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1"})
	w.do(ExpertProposedAct{Expert: "e1", Confirm: Confirm{Digest: "D", Matter: "m1", Message: "q", Acts: []Act{w.act("D")}}})
	w.want(w.s.Confirm != nil, "asked")
	w.do(ShiftEnded{Expert: "e1"})
	w.want(w.s.Confirm == nil && w.saw("confirm_voided"), "taken back")
}
