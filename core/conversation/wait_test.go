package conversation

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"samtal/core/understanding"
)

func (w *talk) effect(f Effect) bool { return slices.Contains(w.d.Effects, f) }

// fraud opens a matter that only people decide, in line.
func (w *talk) fraud() { w.alarm(understanding.Fraud, understanding.Certain) }

// Silence after an expert's word: first the expert is asked what is next, then
// the customer is reminded, the expert's slot is freed, and the customer is
// reminded once more. The place stays: silence is no choice. Only then is what
// was answered closed, and said.
func TestP5_SilenceIsNoChoice(t *testing.T) {
	w := newTalk(t)
	w.r.CloseTime, w.r.Teams = 72*time.Hour, map[string]string{"": "service"}
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1"})
	w.want(w.s.Matter("m1").Place.Due.Equal(w.now.Add(w.r.QuietTime)) && !w.s.Matter("m1").Place.Owes, "the customer has the word")
	for i, step := range []struct {
		effect Effect
		by     Holder
		wait   time.Duration
	}{
		{TellExpert{"e1", "m1", "quiet"}, Expert, w.r.WaitTime}, {TellCustomer{"m1", "nudge"}, Expert, w.r.WaitTime},
		{TellExpert{"e1", "m1", "freed"}, Team, w.r.CloseTime / 2}, {TellCustomer{"m1", "nudge"}, Team, w.r.CloseTime / 2},
	} {
		w.now = w.s.Wake()
		w.do(TimePassed{})
		p := w.s.Matter("m1").Place
		w.want(len(w.d.Effects) == 1 && w.effect(step.effect), fmt.Sprint(i, ": only that is done"))
		w.want(p != nil && p.By == step.by && w.s.Wake().Equal(w.now.Add(step.wait)), fmt.Sprint(i, ": and the place has its next due time"))
	}
	freed := w.s
	w.want(w.s.Stand(*w.s.Matter("m1")) == Stand{Team, "service", NextCustomer, w.s.Wake()}, "a team has it, and the customer comes next")
	w.now = w.s.Wake()
	w.do(TimePassed{})
	m := w.s.Matter("m1")
	w.want(m.Closed && m.ClosedBy == Team && m.Outcome == OutcomeNoAnswer && w.told("no_answer_closed") && w.effect(TellCustomer{"m1", "answer"}), "closed, and said")
	w.later(w.r.ReopenTime)
	w.live(true)
	w.write(CustomerWrote{})
	w.want(w.s.Matter("m1").Placed() && w.effect(CallExpert{"m1", "e1"}), "writing takes it up again, with the same expert")

	w.s, w.now = freed, freed.LastAt.Add(time.Hour) // back before it was closed
	w.live(true)
	w.write(CustomerWrote{})
	p := w.s.Matter("m1").Place
	w.want(p.By == Line && p.Owes && p.Mode == Live && p.Priority == Returning && p.Due.Equal(w.now.Add(10*time.Minute)), "at the head of the line")
	w.want(w.effect(CallExpert{"m1", "e1"}) && w.told("welcome_back") && len(p.Refused) == 0, "the same expert first, and it is said")
	w.expert("m1", "e2")
	w.do(ExpertWrote{Expert: "e2", Matter: "m1", Message: "w2"})
	w.want(w.s.Matter("m1").Place.Nudges == 0, "a word begins anew")
}

// A button that asks nothing is no silence: reminders begin anew, or the matter
// would be closed on somebody who was there an hour ago.
func TestP5_AButtonIsNoSilence(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1"})
	for range 4 {
		w.now = w.s.Wake()
		w.do(TimePassed{})
	}
	w.later(time.Hour)
	w.press("keep", "m1", "")
	p := w.s.Matter("m1").Place
	w.want(p.By == Team && p.Nudges == 0 && p.Due.Equal(w.now.Add(w.r.WaitTime)), "anew")
	for range nudges {
		w.now = w.s.Wake()
		w.do(TimePassed{})
		w.want(w.effect(TellCustomer{"m1", "nudge"}) && !w.s.Matter("m1").Closed, "reminded to the end")
	}
}

// What belongs to people is ended by people: at the end of all reminders a
// lead looks, again and again, and no clock closes a complaint.
func TestP3_SilenceClosesNoComplaint(t *testing.T) {
	w := newTalk(t)
	w.alarm(understanding.Dispute, understanding.Certain)
	w.expert("m1", "e1")
	w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1"})
	for range 4 {
		w.now = w.s.Wake()
		w.do(TimePassed{})
	}
	for range 3 {
		w.now = w.s.Wake()
		w.do(TimePassed{})
		w.want(w.s.Matter("m1").Placed() && w.effect(TellLead{"m1", WhySilent}) && w.s.Wake().After(w.now), "a lead looks")
	}
}

// The expert who says what a matter waits for is asked nothing; the customer is
// told, and a wait for others has a date at which they hear, whatever happens.
func TestP4_AWaitIsSaidAndHasADate(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertWaits{Expert: "e1", Matter: "m1"})
	w.want(w.d.Refusal == "answer_first" && len(w.d.Events) == 0, "a word is owed: it must be said first")
	for _, in := range []ExpertWaits{{Others: "neighbour", Until: w.now.Add(time.Hour)}, {Others: Merchant}, {Others: Merchant, Until: w.now}, {Others: Merchant, Until: w.now.Add(backByMost + 1)}} {
		in.Expert, in.Matter = "e1", "m1"
		w.do(in)
		w.want(w.d.Refusal != "" && len(w.d.Events) == 0, "refused whole")
	}
	w.do(ExpertWaits{Expert: "e2", Matter: "m1", Others: Merchant, Until: w.now.Add(time.Hour)})
	w.want(w.d.Refusal == "not_yours", "only who holds it")
	until := w.now.Add(5 * 24 * time.Hour)
	w.do(ExpertWaits{Expert: "e1", Matter: "m1", Others: Merchant, Until: until})
	p := w.s.Matter("m1").Place
	w.want(p.Owes && p.Dated && p.Others == Merchant && p.Due.Equal(until) && w.toldDue("wait_merchant").Equal(until) && w.effect(TellCustomer{"m1", "wait"}), "said with its date")
	w.want(w.s.Stand(*w.s.Matter("m1")).Next == NextOthers, "others come next")
	w.do(ExpertLeft{"e1"})
	w.want(len(w.d.Effects) == 0 && w.s.Matter("m1").Place.PushDue.IsZero(), "nobody is called to their device for what is due in days")
	w.now = w.s.Wake()
	w.do(TimePassed{})
	w.want(w.effect(TellLead{"m1", WhyDue}) && w.effect(TellExpert{"e1", "m1", "overdue"}) && !w.s.Matter("m1").Place.PushDue.IsZero(), "before it is due, the expert is called")
	w.now = until
	w.do(TimePassed{})
	w.want(w.told("promise_moved") && w.effect(TellCustomer{"m1", "moved"}), "a date that passes in silence is a broken promise")

	w = newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1"})
	w.do(ExpertWaits{Expert: "e1", Matter: "m1"})
	w.want(w.told("wait_you") && w.s.Wake().Equal(w.now.Add(w.r.WaitTime)), "the customer is told that they come next")
	w.now = w.s.Wake()
	w.do(TimePassed{})
	w.want(w.effect(TellCustomer{"m1", "nudge"}) && len(w.d.Effects) == 1, "and the expert is not asked again")
}

// The merchant has answered: somebody's word is owed now, and they hear of it.
func TestP4_OthersAnsweringBringsSomebody(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(OthersAnswered{Matter: "m1", From: Merchant})
	w.want(w.d.Refusal == "not_waiting", "nothing was waited for")
	w.do(ExpertWaits{Expert: "e1", Matter: "m1", Others: Merchant, Until: w.now.Add(96 * time.Hour)})
	waiting := w.s
	w.do(ExpertLeft{"e1"})
	w.do(OthersAnswered{Matter: "m1", From: Merchant})
	p := w.s.Matter("m1").Place
	w.want(w.effect(TellExpert{"e1", "m1", "others"}) && p.Others == "" && !p.Dated && p.Due.Equal(w.now.Add(w.r.ExpertTime)), "owed now")
	w.want(!p.PushDue.IsZero(), "and an expert whose screen is closed is called")

	w.s = waiting
	w.do(ShiftEnded{Expert: "e1"})
	w.do(OthersAnswered{Matter: "m1", From: Merchant})
	p = w.s.Matter("m1").Place
	w.want(p.By == Line && p.Due.Equal(w.now.Add(10*time.Minute)) && w.effect(CallExpert{"m1", "e1"}), "a team's goes to whoever is free, the same expert first")
	w.s = waiting
	w.later(time.Hour)
	w.write(CustomerWrote{})
	p = w.s.Matter("m1").Place
	w.want(p.Owes && !p.Dated && p.Due.Equal(w.now.Add(w.r.ExpertTime)), "a question of the customer's is not put off until the merchant answers")
}

// A missed promise is said to the customer, with a new time, and to a lead;
// whoever holds the matter is called.
func TestP4_AMissedPromiseIsSaidWithANewTime(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.later(10 * time.Minute)
	w.live(true)
	w.do(TimePassed{})
	p := w.s.Matter("m1").Place
	w.want(w.told("promise_moved") && p.Broken == 1 && p.Due.Equal(w.now.Add(10*time.Minute)), "in line")
	w.want(w.effect(TellLead{"m1", WhyDue}) && w.effect(TellCustomer{"m1", "moved"}) && w.effect(CallExpert{Matter: "m1"}) && len(w.d.Effects) == 3, "a lead, the customer and dispatch")

	w = newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.later(5 * time.Minute)
	w.do(TimePassed{})
	p = w.s.Matter("m1").Place
	w.want(p.Due.Equal(w.now.Add(5*time.Minute)) && p.By == Expert && p.PushDue.Equal(w.now.Add(time.Minute)), "an expert, who is called to their device")
	w.want(w.effect(TellExpert{"e1", "m1", "overdue"}) && w.effect(TellLead{"m1", WhyDue}), "and told")
}

// Whoever loses their expert goes to the head of the line, and dispatch hears
// of it at once, with the colleague who was named.
func TestP5_ATransferCallsTheNamedColleague(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertTransferred{Expert: "e1", Matter: "m1", To: "e2"})
	w.want(w.effect(CallExpert{Matter: "m1", Prefer: "e2"}) && w.effect(TellExpert{"e1", "m1", "gone"}), "both are told")
	w.want(w.told("expert_left_back_in_line") && w.s.Matter("m1").Place.Priority == Returning, "and the customer, who goes first")
	w.want(slices.Equal(w.s.Matter("m1").Place.Refused, []string{"e1"}), "and not back to the same expert")
}

// A push that is out keeps its time while the customer goes on writing, and
// ends with the expert's word.
func TestP5_WritingMoreDoesNotCallOffThePush(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1"})
	w.do(ExpertLeft{"e1"})
	w.want(w.s.Matter("m1").Place.PushDue.IsZero() && len(w.d.Effects) == 0, "nobody waits: nobody is called")
	w.write(CustomerWrote{})
	push := w.s.Matter("m1").Place.PushDue
	w.want(push.Equal(w.now.Add(time.Minute)), "called")
	w.later(time.Second)
	w.write(CustomerWrote{})
	w.want(w.s.Matter("m1").Place.PushDue.Equal(push) && w.s.Wake().Equal(push), "the same call")
	w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w2"})
	w.want(w.s.Matter("m1").Place.PushDue.IsZero() && w.s.Matter("m1").Place.Connected, "answered")
	s := Apply(w.s, Pushed{Matter: "m1", Expert: "e1", Due: push}, w.now)
	w.want(Apply(s, PromiseMoved{Matter: "m1", Due: push}, w.now).Matters[0].Place.PushDue.IsZero(), "nobody waits: the push is over")
}

// An expert may name a time to be back by: ahead, and not further than two weeks.
func TestP4_BackByIsATimeAheadWithinTwoWeeks(t *testing.T) {
	for _, c := range []struct {
		in time.Duration
		ok bool
	}{{0, false}, {-time.Hour, false}, {time.Second, true}, {backByMost, true}, {backByMost + time.Second, false}} {
		w := newTalk(t)
		w.do(CustomerAsked{})
		w.expert("m1", "e1")
		w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1", BackBy: w.now.Add(c.in)})
		w.want((w.d.Refusal == "") == c.ok && w.told("expert_back_by") == c.ok, c.in.String())
		if !c.ok {
			w.want(w.d.Refusal == "invalid_back_by" && len(w.d.Events) == 0, "refused whole")
		}
	}
}

// An expert's word is news to a customer who left; so is a settling.
func TestP4_WhoLeftHearsOfEveryAnswer(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1"})
	w.want(w.effect(TellCustomer{"m1", "answer"}), "a word")
	w.do(ExpertSettled{"e1", "m1", "settled"})
	w.want(w.effect(TellCustomer{"m1", "answer"}) && w.told("settled"), "a settling")
}

// Offers: one at a time, only for who is in line, only while it lasts.
func TestAnOfferIsForOneExpertWhileItLasts(t *testing.T) {
	w := newTalk(t)
	offer := func(id, expert string) Offer { return Offer{id, expert, w.now.Add(30 * time.Second)} }
	w.do(Offered{"m1", offer("o", "e1")})
	w.want(w.d.Refusal == "offer_gone", "no such matter")
	w.do(CustomerAsked{})
	w.do(Offered{"m1", Offer{"o", "e1", w.now}})
	w.want(w.d.Refusal == "offer_gone", "over before it began")
	w.do(Offered{"m1", offer("o1", "e1")})
	w.want(w.d.Refusal == "" && w.effect(TellExpert{"e1", "m1", "offer"}), "offered")
	w.do(Offered{"m1", offer("o2", "e2")})
	w.want(w.d.Refusal == "offer_gone" && w.s.Matter("m1").Place.Offer.ID == "o1", "one at a time")
	for _, in := range []Input{OfferAccepted{Offer: "o1", Expert: "e2"}, OfferAccepted{Offer: "o2", Expert: "e1"}, OfferDeclined{"o1", "e2"}} {
		w.do(in)
		w.want(w.d.Refusal == "offer_gone" && len(w.d.Events) == 0, "not theirs")
	}
	w.do(OfferDeclined{"o1", "e1"})
	w.want(w.effect(CallExpert{Matter: "m1"}) && slices.Equal(w.s.Matter("m1").Place.Refused, []string{"e1"}), "the next is looked for")
	w.do(Offered{"m1", offer("o3", "e2")})
	w.now = w.s.Matter("m1").Place.Offer.Expires
	w.do(TimePassed{})
	w.want(w.effect(CallExpert{Matter: "m1"}) && w.effect(TellExpert{"e2", "m1", "gone"}) && w.s.Matter("m1").Place.Offer == nil, "it passed")
	w.do(Offered{"m1", offer("o4", "e3")})
	w.do(CustomerWithdrew{"m1"})
	w.want(w.effect(TellExpert{"e3", "m1", "gone"}) && !w.s.Matter("m1").Placed(), "the customer left the line")
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(Offered{"m1", offer("o5", "e2")})
	w.want(w.d.Refusal == "offer_gone", "somebody holds it")
	w.do(ExpertTook{Matter: "m1", Expert: "e1"})
	w.want(w.d.Refusal == "already_yours", "twice")
	w.do(ExpertTook{Matter: "m1", Expert: "e2"})
	w.want(w.effect(TellExpert{"e1", "m1", "gone"}) && w.s.Matter("m1").Place.Expert == "e2", "a colleague took over")
}

// What is unknown is a case for a person, and evicts nobody.
func TestP5_AnUnknownInputBringsAPersonAndEvictsNobody(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.do(nil)
	w.want(w.s.Matter("m1").Placed() && !w.s.Turn.Owed() && len(w.s.Matters) == 1, "the open matter")
	w.expert("m1", "e1")
	w.do(nil)
	w.want(len(w.d.Events) == 0 && w.s.Matter("m1").Place.Expert == "e1", "the expert stays")
	w = newTalk(t)
	w.do(nil)
	w.want(w.s.Holder() == Line && w.s.Matters[0].Topic == general, "even before a word")
}

// A clock that goes back must not make anything younger than what was stored.
func TestAClockThatGoesBackMovesNothing(t *testing.T) {
	w := newTalk(t)
	last := w.s.LastAt
	w.later(-time.Hour)
	w.do(CustomerAsked{})
	p := w.s.Matter("m1").Place
	w.want(p.Due.Equal(last.Add(10*time.Minute)) && w.s.LastAt.Equal(last), "the promise counts from the last event")
	w.later(30 * time.Minute) // still before the last event
	w.r.Lines = nil
	w.do(TimePassed{})
	w.want(len(w.d.Events) == 0, "nothing is overdue")
}
