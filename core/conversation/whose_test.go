package conversation

import (
	"fmt"
	"testing"
	"time"

	"samtal/core/money"
	"samtal/core/understanding"
)

// Within the reopening time after an expert settled, writing goes to people
// again, the same expert first; later, or after the assistant, it starts fresh.
func TestP5_WritingSoonAfterAnExpertSettledGoesToPeople(t *testing.T) {
	for _, c := range []struct {
		after  time.Duration
		topic  string
		people bool
	}{{time.Hour, "", true}, {72 * time.Hour, "refund", true}, {72*time.Hour + time.Second, "refund", false}, {time.Hour, "extension", false}} {
		w := newTalk(t)
		w.write(CustomerWrote{Topic: "refund"})
		w.expert("m1", "e1")
		w.do(ExpertSettled{"e1", "m1", "settled"})
		w.later(c.after)
		w.live(true)
		w.write(CustomerWrote{Topic: c.topic})
		w.want(w.s.Matter("m1").Placed() == c.people, fmt.Sprintf("%+v", c))
		if c.people {
			w.want(w.effect(CallExpert{Matter: "m1", Prefer: "e1"}) && w.s.Matter("m1").Place.Priority == Returning && !w.s.Turn.Owed(), "the same expert first")
		}
	}
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.draft(DraftReady{End: "settled"})
	w.write(CustomerWrote{Topic: "refund"})
	w.want(len(w.s.Matters) == 2 && w.s.Holder() == Assistant, "the assistant's own settling starts fresh")
}

func TestAThankYouAfterSettlingNeedsNoPerson(t *testing.T) {
	for move, people := range map[understanding.Move]bool{understanding.MoveThanks: false, understanding.MoveGoodbye: false, no: true} {
		w := newTalk(t)
		w.do(CustomerAsked{})
		w.expert("m1", "e1")
		w.do(ExpertSettled{"e1", "m1", "settled"})
		w.write(CustomerWrote{Move: move})
		w.want((w.s.Holder() == Line) == people, string(move))
	}
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertSettled{"e1", "m1", "settled"})
	w.write(CustomerWrote{Move: understanding.MoveThanks, Topic: "refund"})
	w.want(len(w.s.Matters) == 2 && w.s.Turn.Matter == "m2", "thanks, and now a refund")
}

// A topic finds its matter, also the very first one, and the newest of two.
func TestATopicFindsItsOwnMatter(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.draft(DraftReady{})
	w.write(CustomerWrote{Topic: "extension"})
	w.draft(DraftReady{Asks: true})
	w.write(CustomerWrote{Topic: "refund"})
	w.want(w.s.Turn.Matter == "m1" && len(w.s.Matters) == 2, "back to the first")
	w.draft(DraftReady{End: "settled"})
	w.write(CustomerWrote{})
	w.want(w.s.Turn.Matter == "m2", "without a topic the open one")
}

// What the customer wrote in an unknown language is answered in the market's
// own; a switch is asked about once, and done when it is chosen.
func TestTheLanguageFollowsTheCustomerAndIsAskedAboutOnce(t *testing.T) {
	for read, set := range map[string]string{"en": "en", "fi": "sv", "": "sv"} {
		w := newTalk(t)
		w.s = State{}
		w.do(Open{Market: "SE"})
		w.write(CustomerWrote{Language: read})
		w.want(w.s.Language == set && !w.told("language_switch_ask"), read)
	}
	w := newTalk(t) // English
	for _, read := range []string{"", "en", "fi"} {
		w.write(CustomerWrote{Language: read})
		w.want(!w.saw("language_asked") && !w.saw("language_set"), "nothing to ask about "+read)
	}
	w.write(CustomerWrote{Language: "sv"})
	w.want(w.told("language_switch_ask") && w.s.Language == "en", "asked")
	w.write(CustomerWrote{Language: "sv"})
	w.want(!w.told("language_switch_ask") && w.s.Language == "en", "once")
	w.press("lang", "fi", "")
	w.want(w.s.Language == "en", "not a language of ours")
	w.press("lang", "sv", "")
	w.want(w.s.Language == "sv", "chosen")
}

// Live or a dated written answer: the customer chooses, and hears by when.
func TestP4_WhoChoosesAWrittenAnswerHearsByWhen(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerChoseWritten{})
	w.want(len(w.d.Events) == 0, "nothing is waited for")
	w.do(CustomerAsked{})
	w.do(CustomerChoseWritten{})
	w.want(w.told("written_chosen") && w.s.Matter("m1").Place.Mode == Written, "written")
	w.do(CustomerChoseWritten{})
	w.want(len(w.d.Events) == 0, "once")
	w.press("live", "m1", "")
	w.want(!w.told("written_chosen") && w.s.Matter("m1").Place.Mode == Live, "and back")
}

func TestAHandBackNeedsAProposalAndAYes(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerHandedBack{Yes: true})
	w.want(w.d.Refusal == "no_proposal" && len(w.d.Events) == 0, "nobody holds anything")
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(CustomerHandedBack{"m1", true})
	w.want(w.d.Refusal == "no_proposal" && w.s.Matter("m1").Placed(), "nothing was proposed")
	w.do(ExpertProposedHandBack{"e2", "m1"})
	w.want(w.d.Refusal == "not_yours", "not theirs to propose")
	w.do(ExpertProposedHandBack{"e1", "m1"})
	w.want(w.told("handback_ask"), "asked")
	w.do(ExpertProposedHandBack{"e1", "m1"})
	w.want(!w.told("handback_ask"), "once")
	w.do(CustomerHandedBack{"m1", false})
	w.want(w.s.Matter("m1").Placed() && w.s.Matter("m1").Place.Owes && !w.s.Matter("m1").HandBack, "the expert goes on")
	w.do(ExpertProposedHandBack{"e1", "m1"})
	w.do(CustomerHandedBack{"m1", true})
	w.want(w.told("handback_done") && w.effect(TellExpert{"e1", "m1", "gone"}) && !w.s.Matter("m1").Placed(), "done")
}

// The limit of a topic is an amount in a currency: another currency is over it.
func TestP10_AnActOverItsTopicsLimitIsNotPut(t *testing.T) {
	sek := func(n int64) money.Money { return money.Money{Minor: n, Currency: "SEK"} }
	for _, c := range []struct {
		limit, amount money.Money
		put           bool
	}{{sek(500), sek(499), true}, {sek(500), sek(500), true}, {sek(500), sek(501), false}, {sek(500), money.Money{Minor: 1, Currency: "EUR"}, false},
		{money.Money{}, sek(501), true}, {sek(500), money.Money{}, true}} {
		w := newTalk(t)
		w.r.Autonomy["refund"] = Permit{Level: Do, Max: c.limit}
		w.write(CustomerWrote{Topic: "refund"})
		a := w.act("D")
		a.Amount = c.amount
		w.draft(DraftReady{Confirm: &Confirm{Digest: "D", Acts: []Act{a}}})
		w.want((w.s.Confirm != nil) == c.put && (w.s.Holder() == Line) == !c.put, fmt.Sprintf("%+v", c))
	}
}

// An act that nobody knows the outcome of goes to the expert who is there.
func TestP10_AnUnknownActIsTheExpertsWhoHoldsTheMatter(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertProposedAct{Expert: "e1", Confirm: Confirm{Digest: "D", Matter: "m1", Acts: []Act{w.act("D")}}})
	w.press("confirm", "D", "yes")
	w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1"})
	w.do(ExpertRetriedAct{"e1", "act-D"})
	w.want(w.d.Refusal == "not_found", "not parked")
	for i := range tries {
		w.do(ActUnknown{"act-D"})
		if i < tries-1 {
			w.want(w.effect(RunAct{ID: "act-D", NotBefore: w.now.Add(time.Duration(1<<(i+1)) * time.Second)}), "again, later each time")
		}
	}
	w.want(w.s.Matter("m1").Place.Owes && w.effect(TellExpert{"e1", "m1", "wrote"}) && w.told("act_unknown"), "the expert's word")
	w.do(ExpertRetriedAct{"e2", "act-D"})
	w.want(w.d.Refusal == "not_yours" && len(w.d.Effects) == 0, "not another's")
	w.do(ExpertRetriedAct{"e1", "act-D"})
	w.want(w.effect(RunAct{ID: "act-D"}) && !w.s.Acts[0].Parked, "tried again")
}

// Turns without progress count whatever they lacked, and small talk does not
// circle for ever (P2).
func TestP2_EveryTurnWithoutProgressCounts(t *testing.T) {
	turn := func(w *talk, p Progress) {
		w.write(CustomerWrote{})
		w.n++
		w.do(DraftReady{N: w.s.Turn.N, Grounded: true, Progress: p, Messages: []Said{{"x", mix(uint64(w.n))}}})
	}
	for _, c := range [][]Progress{{Lost, Stuck}, {Stuck, Lost}, {Lost, Lost}, {Stuck, Chatted, Stuck}, {Chatted, Chatted, Chatted, Chatted, Chatted}} {
		w := newTalk(t)
		for i, p := range c {
			turn(w, p)
			last := i == len(c)-1
			w.want((w.s.Holder() == Line) == last && w.saw("answered") == !last, fmt.Sprint(c, i))
		}
	}
	w := newTalk(t)
	for _, p := range []Progress{Lost, Forward, Lost, Forward, Stuck, Forward, Chatted, Chatted, Forward, Chatted, Chatted, Chatted} {
		turn(w, p)
		w.want(w.saw("answered"), "progress begins anew")
	}
}

// The state stays small: of more than twelve matters the oldest closed ones are
// only in the log; an open one is never forgotten.
func TestClosedMattersBeyondTwelveAreForgottenAndOpenOnesNever(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{}) // m1 stays open
	for i := range 2 * mattersKept {
		w.write(CustomerWrote{Topic: "refund"})
		if i == 0 { // the first topic names the wish
			w.do(CustomerWithdrew{"m1"})
			continue
		}
		w.draft(DraftReady{End: "settled"})
		w.want(len(w.s.Matters) == min(i+1, mattersKept), fmt.Sprintf("%d matters", len(w.s.Matters)))
	}
	w.want(w.s.Matters[0].ID == "m1" && w.s.Matters[1].ID != "m2", "the open one stays, the oldest closed ones go")
	w = newTalk(t)
	for range mattersKept + 3 {
		w.write(CustomerWrote{Topic: "refund"})
		w.draft(DraftReady{End: "settled"})
	}
	w.want(len(w.s.Matters) == mattersKept && w.s.Matters[0].ID == "m4", "also the very first")
	w = newTalk(t)
	for i := range mattersKept + 3 {
		w.r.Autonomy[label("t", i)] = Permit{Level: Do}
		w.write(CustomerWrote{Topic: label("t", i)})
		w.draft(DraftReady{})
	}
	w.want(len(w.s.Matters) == mattersKept+3, "open ones are never forgotten")
}

func TestP10_ANewQuestionIsNotAside(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.draft(DraftReady{Confirm: &Confirm{Digest: "D", Aside: true, Acts: []Act{w.act("D")}}})
	w.write(CustomerWrote{Move: yes, Seen: true})
	w.want(len(w.s.Acts) == 1, "the yes counts")
}

// A dropped draft is on record with its reason: else nobody could say why the
// assistant was silent.
func TestADroppedDraftSaysWhy(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.do(DraftReady{N: w.s.Turn.N - 1, Grounded: true})
	w.want(len(w.d.Events) == 1 && w.d.Events[0] == Event(DraftDropped{N: w.s.Turn.N - 1, Why: WhySuperseded}), "superseded")
	w.expert("m1", "e1")
	w.do(DraftReady{N: w.s.Turn.N, Grounded: true})
	w.want(len(w.d.Events) == 1 && w.d.Events[0] == Event(DraftDropped{N: w.s.Turn.N, Why: WhyExpertHere}), "an expert is here")
	w.do(ExpertSettled{"e1", "m1", "settled"})
	w.do(DraftReady{N: w.s.Turn.N, Grounded: true, Matter: "m1"})
	w.want(len(w.d.Events) == 1 && w.d.Events[0] == Event(DraftDropped{N: w.s.Turn.N, Why: WhyNotPermitted}), "nobody asked for it")
}
