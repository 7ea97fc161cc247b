package conversation

import (
	"slices"
	"testing"
	"time"

	"samtal/core/understanding"
)

func (w *talk) effect(f Effect) bool { return slices.Contains(w.d.Effects, f) }

// fraud opens a matter that only people decide, in line.
func (w *talk) fraud() { w.alarm(understanding.Fraud, understanding.Certain) }

// Silence after an expert's word: first the expert is asked what is next, then
// the customer is reminded, then a lead looks. The place stays: silence is no
// choice.
func TestP5_SilenceIsNoChoice(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1"})
	w.want(w.s.Matter("m1").Place.Due.Equal(w.now.Add(w.r.QuietTime)) && !w.s.Matter("m1").Place.Owes, "the customer has the word")
	for i, f := range []Effect{TellExpert{"e1", "m1", "quiet"}, TellCustomer{"m1", "nudge"}, TellCustomer{"m1", "nudge"}, TellLead{"m1", WhyDue}, TellLead{"m1", WhyDue}} {
		w.now = w.s.Wake()
		w.do(TimePassed{})
		w.want(len(w.d.Effects) == 1 && w.effect(f), "only that is done")
		w.want(w.s.Matter("m1").Placed() && w.s.Wake().Equal(w.now.Add(w.r.WaitTime)), "and the place has its next due time")
		w.want(w.s.Matter("m1").Place.Nudges == min(i+1, nudges), "counted")
	}
	w.write(CustomerWrote{})
	w.want(w.s.Matter("m1").Place.Nudges == 0 && w.s.Matter("m1").Place.Owes, "a word begins anew")
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
