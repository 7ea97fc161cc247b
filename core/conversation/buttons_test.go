package conversation

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"samtal/core/identity"
	"samtal/core/understanding"
)

// Leaving by the button is the customer's own explicit choice: the one that
// was offered a place back must be able to give it up.
func TestP5_TheLeaveButtonEndsThePlaceAndKeepDoesNot(t *testing.T) {
	for kind, stays := range map[string]bool{"keep": true, "leave": false} {
		w := newTalk(t)
		w.do(CustomerAsked{})
		w.press(kind, "m1", "")
		w.want(w.s.Matter("m1").Placed() == stays && w.told("withdrawn") == !stays, kind)
		w.want(!w.s.Turn.Owed(), "nobody is asked about it")
	}
}

// Help while waiting is taken by a press, never pressed upon anybody.
func TestP8_HelpMeanwhileIsTheCustomersChoice(t *testing.T) {
	for _, c := range []struct {
		answer string
		expert bool
		helped bool
	}{{"yes", false, true}, {"no", false, false}, {"yes", true, false}} {
		w := newTalk(t)
		w.write(CustomerWrote{Topic: "refund"})
		w.draft(DraftReady{})
		w.do(CustomerAsked{"m1"})
		w.want(w.told("in_line"), "in line")
		if c.expert {
			w.expert("m1", "e1")
		}
		w.press("help", "m1", c.answer)
		w.want(w.s.Matter("m1").Meanwhile == c.helped && w.s.Turn.Owed() == c.helped, fmt.Sprintf("%+v", c))
		w.want(w.effect(AskAssistant{N: w.s.Turn.N, Matter: "m1"}) == c.helped && w.s.Matter("m1").Placed(), "the place stays")
	}
	w := newTalk(t) // an expert is present on another matter: the assistant is silent on all
	w.do(CustomerAsked{})
	w.fraud()
	w.expert("m1", "e1")
	w.do(CustomerAsked{"m2"})
	w.press("help", "m2", "yes")
	w.want(!w.s.Turn.Owed() && w.s.Matter("m2").Place.By == Line, "silent")
}

// The button's answer is read: no is no.
func TestAHandBackButtonSaysYesOrNo(t *testing.T) {
	for answer, stays := range map[string]bool{"yes": false, "no": true} {
		w := newTalk(t)
		w.do(CustomerAsked{})
		w.expert("m1", "e1")
		w.do(ExpertProposedHandBack{"e1", "m1"})
		w.press("handback", "m1", answer)
		w.want(w.s.Matter("m1").Placed() == stays && w.told("handback_done") == !stays, answer)
	}
}

// An expert's open question ends with the place it was asked from: else a yes
// would act for somebody who no longer holds the matter.
func TestP10_AnExpertsQuestionEndsWithTheirHolding(t *testing.T) {
	for _, in := range []Input{CustomerWithdrew{"m1"}, ExpertSettled{"e1", "m1", "settled"}, ExpertTransferred{Expert: "e1", Matter: "m1"},
		ExpertTook{Matter: "m1", Expert: "e2"}, CustomerHandedBack{"m1", true}} {
		w := newTalk(t)
		w.do(CustomerAsked{})
		w.expert("m1", "e1")
		w.do(ExpertProposedHandBack{"e1", "m1"})
		w.do(ExpertProposedAct{Expert: "e1", Confirm: Confirm{Digest: "D", Matter: "m1", Acts: []Act{w.act("D")}}})
		w.want(w.s.Confirm != nil && w.effect(TellCustomer{"m1", "answer"}), "asked")
		w.do(in)
		w.want(w.s.Confirm == nil && w.saw("confirm_voided"), fmt.Sprintf("%T", in))
		w.press("confirm", "D", "yes")
		w.want(len(w.s.Acts) == 0, "nothing is done")
	}
}

// A no is on record, and whoever asked goes on: the flow, or the expert.
func TestP10_ANoIsOnRecordAndTheAskerGoesOn(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.asks("D", "confirm")
	w.press("confirm", "D", "no")
	w.want(w.saw("confirm_refused") && w.s.Confirm == nil && w.s.Turn.Owed() && !w.s.Turn.Reshow, "the flow")
	w = newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertProposedAct{Expert: "e1", Confirm: Confirm{Digest: "D", Matter: "m1", Acts: []Act{w.act("D")}}})
	w.do(ExpertProposedAct{Expert: "e1", Confirm: Confirm{Digest: "E", Matter: "m1", Acts: []Act{w.act("E")}}})
	w.want(w.saw("confirm_voided") && w.s.Confirm.Digest == "E", "one question at a time, and the old one is taken back on record")
	w.press("confirm", "E", "no")
	w.want(w.saw("confirm_refused") && w.s.Confirm == nil && w.effect(TellExpert{"e1", "m1", "wrote"}), "the expert")
}

// An act's outcome that comes when its matter was settled is a person's matter
// again, and says so in the record.
func TestP5_AnUnknownActReopensItsMatterOnRecord(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.asks("D", "confirm")
	w.press("confirm", "D", "yes")
	w.draft(DraftReady{End: "settled"})
	w.want(w.s.Matter("m1").Closed, "settled while the act runs")
	for range tries {
		w.do(ActUnknown{"act-D"})
	}
	w.want(w.saw("matter_reopened") && !w.s.Matter("m1").Closed && w.s.Matter("m1").Placed(), "reopened, then in line")
}

// Of two outcomes of one tool only the one that was told counts as told.
func TestP10_ToldIsWhatWasTold(t *testing.T) {
	act := Act{ID: "a", Matter: "m1", Tool: "t"}
	other := Act{ID: "b", Matter: "m1", Tool: "u"}
	s := State{Matters: []Matter{{ID: "m1", News: []Result{{Act: other}, {Act: act, Code: "limit"}, {Act: act}, {Act: act}}}}}
	for _, step := range []struct {
		key  string
		told []bool
	}{{actDone, []bool{false, false, true, false}}, {actDone, []bool{false, false, true, true}}, {actFailed, []bool{false, true, true, true}}, {actDone, []bool{false, true, true, true}}} {
		s = Apply(s, Told{Key: step.key, Matter: "m1", Tool: "t"}, noon)
		for i, n := range s.Matters[0].News {
			if n.Told != step.told[i] {
				t.Fatalf("%s: %d %+v", step.key, i, s.Matters[0].News)
			}
		}
	}
}

// A draft for the expert is shown only where the assistant may draft, when it
// is grounded and says something.
func TestADraftForTheExpertIsGroundedAndPermitted(t *testing.T) {
	said := []Said{{"x", 1}}
	for _, c := range []struct {
		level    Autonomy
		grounded bool
		messages []Said
		shown    bool
	}{{Draft, true, said, true}, {Draft, false, said, false}, {Draft, true, nil, false}, {Shadow, true, said, false}, {Off, true, said, false}} {
		w := newTalk(t)
		w.r.Autonomy["refund"] = Permit{Level: c.level}
		w.write(CustomerWrote{Topic: "refund"})
		w.want(w.effect(AskAssistant{N: w.s.Turn.N, Matter: "m1"}) == (c.level == Draft) && w.s.Matter("m1").Placed(), "a person, and a draft for them")
		w.do(DraftReady{N: w.s.Turn.N, Matter: "m1", Grounded: c.grounded, Messages: c.messages})
		w.want(w.saw("suggested") == c.shown && w.saw("draft_dropped") == !c.shown, fmt.Sprintf("%+v", c))
	}
}

// What was gathered is kept when the question may not be put (P6), and a flow's
// person is for its own topic, or for a new matter that may choose.
func TestP6_FactsAreKeptWhenTheFlowCallsAPerson(t *testing.T) {
	facts := func(w *talk) bool {
		return slices.ContainsFunc(w.d.Events, func(e Event) bool { i, ok := e.(Informed); return ok && i.Facts == "facts" })
	}
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.draft(DraftReady{Facts: "facts", Confirm: &Confirm{Digest: "D", Acts: []Act{{ID: "l", Tool: "t", Class: identity.Look}}}})
	w.want(facts(w) && w.s.Confirm == nil && w.s.Holder() == Line, "a question that may not be put")
	for topic, matters := range map[string]int{"refund": 1, "dispute": 2, "fraud": 1} {
		w = newTalk(t)
		w.write(CustomerWrote{Topic: "refund"})
		w.draft(DraftReady{Facts: "facts", Human: topic})
		w.want(facts(w) && len(w.s.Matters) == matters && w.s.Holder() == Line, topic)
	}
	w = newTalk(t) // it has a place: the flow's person is that one
	w.write(CustomerWrote{Topic: "refund"})
	w.draft(DraftReady{})
	w.do(CustomerAsked{"m1"})
	w.press("help", "m1", "yes")
	w.draft(DraftReady{Human: "dispute"})
	w.want(len(w.s.Matters) == 1, "no second place")
}

// A transfer keeps a promise that is still ahead, and names a new time when
// nothing was owed.
func TestP4_ATransferKeepsWhatWasPromised(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	due := w.s.Matter("m1").Place.Due
	w.later(time.Minute)
	w.do(ExpertTransferred{Expert: "e1", Matter: "m1"})
	w.want(w.s.Matter("m1").Place.Due.Equal(due), "owed: kept")
	w = newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1"})
	w.later(time.Minute)
	w.live(true)
	w.do(ExpertTransferred{Expert: "e1", Matter: "m1"})
	w.want(w.s.Matter("m1").Place.Due.Equal(w.now.Add(10*time.Minute)) && w.s.Matter("m1").Place.Owes, "the line's own time")
	w.do(ExpertTransferred{Expert: "e1", Matter: "m1"})
	w.want(w.d.Refusal == "not_yours", "not theirs any more")
}

// A yes to a card goes to the card's matter, whatever was talked of since.
func TestAnAnswerToACardBelongsToTheCardsMatter(t *testing.T) {
	heard := func(w *talk) MatterID {
		for _, e := range w.d.Events {
			if h, ok := e.(Heard); ok {
				return h.Matter
			}
		}
		return "none"
	}
	for _, in := range []CustomerWrote{{Choice: Choice{"confirm", "D", "yes"}}, {Move: yes, Seen: true}, {Move: no, Seen: true}} {
		w := newTalk(t)
		w.write(CustomerWrote{Topic: "extension"})
		w.draft(DraftReady{})
		w.write(CustomerWrote{Topic: "refund"})
		w.asks("D", "confirm")
		w.do(CustomerAsked{"m1"})
		w.write(in)
		w.want(heard(w) == "m2", fmt.Sprintf("%+v", in))
	}
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "extension"})
	w.draft(DraftReady{Asks: true})
	w.write(CustomerWrote{Topic: "refund"})
	w.asks("D", "confirm")
	w.write(CustomerWrote{Topic: "extension", Move: understanding.MoveYes})
	w.want(heard(w) == "m1", "a topic is no answer")
}

// An expert who came back is there: what the assistant owed is theirs as soon
// as the customer presses anything.
func TestP8_AButtonGivesTheReturnedExpertTheWord(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "extension", WantsHuman: true})
	w.expert("m1", "e1")
	w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1"})
	w.do(ExpertLeft{"e1"})
	w.write(CustomerWrote{Topic: "refund"})
	w.do(ExpertCame{"e1"})
	w.want(w.s.Turn.Owed() && !w.s.Matter("m1").Place.Owes, "the assistant's turn")
	w.press("lang", "sv", "")
	w.want(!w.s.Turn.Owed() && w.s.Matter("m1").Place.Owes && w.effect(TellExpert{"e1", "m1", "wrote"}), "the expert's word")
}

// An outcome about one matter does not push aside the question about another.
func TestP5_AnOutcomeWaitsForTheQuestionBeforeIt(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.asks("D", "confirm")
	w.press("confirm", "D", "yes")
	w.write(CustomerWrote{Topic: "extension"})
	w.do(ActDone{ID: "act-D", Result: "r"})
	w.want(w.s.Turn.Matter == "m2" && w.s.Turn.Owed() && len(w.d.Effects) == 0, "first the extension")
	w.draft(DraftReady{})
	w.want(w.s.Turn.Matter == "m1" && w.s.Turn.Owed(), "then how the refund went")
}

func TestADraftForAForgottenMatterIsDropped(t *testing.T) {
	w := newTalk(t)
	w.do(DraftReady{N: w.s.Turn.N, Matter: "m99", Grounded: true, Messages: []Said{{"x", 1}}})
	w.want(w.saw("draft_dropped") && len(w.d.Events) == 1, "nobody to show it to")
}

// A stranger among the inputs does not take away what the assistant owes when a
// person is called already.
func TestP5_AnUnknownInputLeavesTheTurnWhereAPersonIsCalled(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "extension", WantsHuman: true})
	w.write(CustomerWrote{Topic: "refund"})
	w.do(nil)
	w.want(len(w.d.Events) == 0 && w.s.Turn.Owed(), "as it was")
}

// Leaving one place does not answer the word that another person owes.
func TestP5_LeavingOnePlaceLeavesTheOtherWordOwed(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.alarm(understanding.Dispute, understanding.Certain)
	w.do(CustomerWithdrew{"m1"})
	w.want(w.s.Unanswered && w.s.Matter("m2").Place.Owes, "m2's word is owed")
}

// A yes to an older card of the expert shows the newest one, and the expert
// knows that the customer said something.
func TestP10_AYesToAnOlderCardIsTheExpertsWordToo(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertProposedAct{Expert: "e1", Confirm: Confirm{Digest: "D", Matter: "m1", Acts: []Act{w.act("D")}}})
	w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1"})
	w.press("confirm", "older", "yes")
	p := w.s.Matter("m1").Place
	w.want(w.told("confirm_again") && p.Owes && w.effect(TellExpert{"e1", "m1", "wrote"}), "shown again, and told")
	w.want(p.WarnAt.Equal(warnAt(w.now, p.Due)), "and a lead is warned in time (P4)")
}

// Whoever chose a written answer is not told that they stand in line.
func TestP4_WhoWaitsForAWrittenAnswerHearsOfThat(t *testing.T) {
	w := newTalk(t)
	w.fraud()
	w.do(CustomerChoseWritten{"m1"})
	w.do(DraftFailed{w.s.Turn.N})
	w.want(w.told("in_line_closed") && !w.told("in_line"), "in writing, by then")
}

// A flow that calls a person, or fails, takes the place with its own reason,
// also without a word of its own.
func TestP5_AFlowThatCallsAPersonSaysWhy(t *testing.T) {
	for why, d := range map[Why]DraftReady{WhyFlow: {Human: "refund", Messages: []Said{}}, WhyFailed: {End: "failed"}} {
		w := newTalk(t)
		w.write(CustomerWrote{Topic: "refund"})
		w.draft(d)
		w.want(w.s.Matter("m1").Placed() && w.s.Matter("m1").Place.Why == why, string(why))
	}
}

// Folding is total: an event of a log that no longer fits its state gives a
// place rather than a crash at start.
func TestP5_FoldingNeedsNoPlaceToReturnToTheLine(t *testing.T) {
	s := Apply(State{Matters: []Matter{{ID: "m1"}}}, ReturnedToLine{Matter: "m1", Expert: "e1", Due: noon}, noon)
	if p := s.Matters[0].Place; p == nil || p.By != Line || p.Mode != Live || p.Priority != Returning || !p.Since.Equal(noon) || !p.OwedAt.Equal(noon) {
		t.Fatalf("%+v", p)
	}
}
