package conversation

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"samtal/core/identity"
	"samtal/core/understanding"
)

// A yes to what was asked last must not set off what was asked before.
func TestP10_ATypedYesIsForTheNewestQuestion(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.asks("D", "confirm")
	w.write(CustomerWrote{Topic: "extension"})
	w.draft(DraftReady{Asks: true})
	w.write(CustomerWrote{Move: yes, Seen: true})
	w.want(len(w.s.Acts) == 0 && w.s.Turn.Matter == "m2", "the yes is for the extension's question")
	w.draft(DraftReady{}) // no question any more
	w.write(CustomerWrote{Move: yes, Seen: true})
	w.want(len(w.s.Acts) == 0 && w.s.Turn.Reshow && w.s.Turn.Matter == "m1", "the open question is shown again")
	w.asks("D2", "confirm")
	w.write(CustomerWrote{Move: yes, Seen: true})
	w.want(len(w.s.Acts) == 1, "now it counts")
}

func TestP10_AnExpertsWordAfterTheirQuestionMakesATypedYesAskAgain(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertProposedAct{Expert: "e1", Confirm: Confirm{Digest: "D", Matter: "m1", Acts: []Act{w.act("D")}}})
	w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "shall I also send a copy?"})
	w.write(CustomerWrote{Move: yes, Seen: true})
	w.want(len(w.s.Acts) == 0 && w.told("confirm_again"), "the question is shown again")
	w.write(CustomerWrote{Move: yes, Seen: true})
	w.want(len(w.s.Acts) == 1, "now it counts")
}

// After a correction the flow asks something else; the old card's yes is void.
func TestP10_AFlowThatWentOnTakesItsQuestionBack(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.asks("D", "confirm")
	w.write(CustomerWrote{})
	w.draft(DraftReady{Asks: true, Flow: &Position{Flow: "f", Step: "which"}})
	w.press("confirm", "D", "yes")
	w.want(len(w.s.Acts) == 0, "nothing is done")
}

func TestP10_AnExpertsQuestionSurvivesWhatHappensToAnotherMatter(t *testing.T) {
	for _, in := range []Input{ExpertSettled{"e2", "m2", "settled"}, ExpertTransferred{"e2", "m2", ""}, CustomerWithdrew{"m2"}, ExpertTook{Matter: "m2", Expert: "e3"}} {
		w := newTalk(t)
		w.do(CustomerAsked{})
		w.write(CustomerWrote{Sensitivities: []understanding.Signal{{Kind: understanding.Fraud, Tier: understanding.Certain}}})
		w.expert("m1", "e1")
		w.expert("m2", "e2")
		w.do(ExpertProposedAct{Expert: "e1", Confirm: Confirm{Digest: "D", Matter: "m1", Acts: []Act{w.act("D")}}})
		w.do(in)
		w.want(w.s.Confirm != nil && w.s.Confirm.Digest == "D", fmt.Sprintf("%T took another expert's question away", in))
		if _, ok := in.(ExpertTook); ok {
			w.do(ExpertProposedAct{Expert: "e3", Confirm: Confirm{Digest: "E", Matter: "m2", Acts: []Act{w.act("E")}}})
			w.want(w.s.Confirm.Digest == "E" && slices.Contains(w.d.Effects, Effect(TellExpert{Expert: "e1", Matter: "m1", What: "act"})), "e1 is told")
		}
	}
}

// Nobody may be left without the outcome of an act that they agreed to.
func TestP10_TheOutcomeIsToldWhoeverComesInBetween(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.asks("D", "confirm")
	w.press("confirm", "D", "yes")
	w.do(ActDone{ID: "act-D", Result: "r"})
	w.expert("m1", "e1")
	w.want(w.told(actDone), "the assistant can't say it any more")

	w = newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.asks("D", "confirm")
	w.press("confirm", "D", "yes")
	w.do(ActFailed{ID: "act-D", Code: "limit"})
	w.do(DraftFailed{w.s.Turn.N})
	w.want(w.told(actFailed) && w.s.Holder() == Line, "told with the hand-over")
	w.expert("m1", "e1")
	w.want(!w.told(actFailed), "once")
}

func TestP10_EachOfTwoOutcomesIsTold(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	a, b := w.act("A"), w.act("B")
	a.Tool, b.Tool = "same", "same"
	w.draft(DraftReady{Confirm: &Confirm{Digest: "D", Acts: []Act{a, b}}})
	w.press("confirm", "D", "yes")
	w.do(ActDone{ID: "act-A"})
	w.want(!w.told(actDone) && len(w.d.Effects) == 0, "the flow waits for the other")
	w.do(ActFailed{ID: "act-B", Code: "limit"})
	w.want(w.s.Turn.Owed() && len(w.d.Effects) == 1, "the flow says both")
	w.expert("m1", "e1")
	w.want(w.told(actDone) && w.told(actFailed), "both are told")
}

// The random histories found it: of two acts, the first ended while an expert
// held the matter, who then settled it.
func TestP10_AnOutcomeIsToldBeforeTheOtherIsKnownWhenAnExpertHolds(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.draft(DraftReady{Confirm: &Confirm{Digest: "D", Acts: []Act{w.act("A"), w.act("B")}}})
	w.press("confirm", "D", "yes")
	w.expert("m1", "e1")
	w.do(ActDone{ID: "act-A"})
	w.want(w.told(actDone), "the assistant will not say it")
}

// The random histories found it: one of two acts was refused, and the flow
// called a person without a word of its own.
func TestP10_AFlowThatHandsOverWithoutAWordStillTellsTheOutcome(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.draft(DraftReady{Confirm: &Confirm{Digest: "D", Acts: []Act{w.act("A"), w.act("B")}}})
	w.press("confirm", "D", "yes")
	w.do(ActFailed{ID: "act-A", Code: "limit"})
	w.draft(DraftReady{Messages: []Said{}, Flow: &Position{Flow: "f", Step: "s"}, End: "with_person"})
	w.want(w.told(actFailed) && w.s.Matter("m1").Placed(), "told, and a person called")
}

func TestP10_AnOutcomeSurvivesAnExpertOnAnotherMatter(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.asks("D", "confirm")
	w.press("confirm", "D", "yes")
	w.do(ActDone{ID: "act-D"})
	w.do(ExpertTook{Matter: "m1", Expert: "e1", Away: true})
	w.want(w.told(actDone), "told")

	w = newTalk(t)
	w.do(CustomerAsked{})
	w.write(CustomerWrote{Sensitivities: []understanding.Signal{{Kind: understanding.Fraud, Tier: understanding.Certain}}})
	w.draft(DraftReady{Flow: &Position{Flow: "f", Step: "confirm"}, Confirm: &Confirm{Digest: "D", Acts: []Act{{ID: "act-D", Tool: "t", Class: identity.Protect}}}})
	w.press("confirm", "D", "yes")
	w.do(ActDone{ID: "act-D"})
	w.want(w.s.Turn.Matter == "m2" && w.s.Turn.Owed(), "the assistant is about to say it")
	w.expert("m1", "e1")
	w.want(w.told(actDone), "the assistant falls silent on every matter; the customer hears it all the same")
}

func TestP10_ACodeForAnOlderQuestionDoesNothing(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	move := w.act("D")
	move.Class = identity.Move
	w.draft(DraftReady{Confirm: &Confirm{Digest: "D", Acts: []Act{move}}})
	w.press("confirm", "D", "yes")
	w.do(CodeChecked{Digest: "older", OK: true})
	w.want(len(w.s.Acts) == 0, "another question's code")
	w.do(CodeChecked{Digest: "D", OK: true})
	w.want(len(w.s.Acts) == 1, "this one's")
}

func TestP10_RightsAreCheckedAgainAtTheYes(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.asks("D", "confirm")
	w.do(CustomerAsked{"m1"}) // now a person has it
	w.press("confirm", "D", "yes")
	w.want(len(w.s.Acts) == 0, "an act on a matter that waits for a person")
}

func TestP10_AWrongCodeIsAskedForAgainUntilNoneIsLeft(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	move := w.act("D")
	move.Class = identity.Move
	w.draft(DraftReady{Confirm: &Confirm{Digest: "D", Acts: []Act{move}}})
	w.press("confirm", "D", "yes")
	w.write(CustomerWrote{HasCode: true})
	w.do(CodeChecked{Digest: "D", Left: 1})
	w.want(w.told("code_wrong") && w.s.Confirm != nil && w.s.Holder() == Nobody, "once more")
	w.write(CustomerWrote{HasCode: true})
	w.do(CodeChecked{Digest: "D", Left: 0})
	w.want(w.s.Confirm == nil && w.s.Holder() == Line && len(w.s.Acts) == 0, "a person")
}

// A code that came too late is not called wrong, costs no try, and a new one
// goes out under the same question.
func TestP10_AnExpiredCodeIsReplaced(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	move := w.act("D")
	move.Class = identity.Move
	w.draft(DraftReady{Confirm: &Confirm{Digest: "D", Acts: []Act{move}}})
	w.press("confirm", "D", "yes")
	w.write(CustomerWrote{HasCode: true})
	w.do(CodeChecked{Digest: "D", Expired: true})
	w.want(w.told("code_expired") && w.s.Confirm != nil && w.s.Confirm.Code && w.s.Holder() == Nobody && len(w.s.Acts) == 0, "a new code")
	w.write(CustomerWrote{HasCode: true})
	w.do(CodeChecked{Digest: "D", OK: true})
	w.want(len(w.s.Acts) == 1, "the new one counts")
}

// An expert may ask only for what the tool table knows as an act: a question
// that allows nothing, or a mere look, would be a yes to something unsaid.
func TestP10_AnExpertMayAskOnlyForActs(t *testing.T) {
	for name, acts := range map[string][]Act{"a look": {{ID: "x", Tool: "invoice", Class: identity.Look, Needs: identity.SignedIn}}, "nothing": nil} {
		w := newTalk(t)
		w.do(CustomerAsked{})
		w.expert("m1", "e1")
		w.do(ExpertProposedAct{Expert: "e1", Confirm: Confirm{Digest: "D", Matter: "m1", Acts: acts}})
		w.want(w.s.Confirm == nil, name+" is not put to the customer")
	}
}

// An impatient thumb presses yes twice: it acts once, asks nobody anything and
// shows no question again; the outcome is told once.
func TestP10_ADoubleTapIsOneYes(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.asks("D", "confirm")
	w.press("confirm", "D", "yes")
	due := w.s.Turn.Due
	for range 2 {
		w.later(time.Second)
		w.press("confirm", "D", "yes")
		w.want(len(w.s.Acts) == 1 && len(w.d.Effects) == 0 && !w.saw("told") && !w.saw("answered"), "nothing is done or said")
		w.want(w.s.Turn.Owed() && w.s.Turn.Due.Equal(due) && w.s.Unanswered, "the outcome is awaited as before, no later")
	}
	w.do(ActDone{ID: "act-D", Result: "r"})
	w.want(len(w.d.Effects) == 1, "the flow says how it went")
	w.press("confirm", "D", "yes") // again, before the outcome is said
	w.want(len(w.s.Acts) == 0 && !w.s.Turn.Reshow && w.s.Turn.Owed(), "and still does")
	w.draft(DraftReady{Flow: &Position{Flow: "f", Step: "end"}, End: "settled"})
	w.want(w.saw("answered") && !w.s.Unanswered, "once")
}

func TestP10_ADoubleTapOnAnExpertsQuestionCallsTheExpertOnce(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertProposedAct{Expert: "e1", Confirm: Confirm{Digest: "D", Matter: "m1", Acts: []Act{w.act("D")}}})
	w.press("confirm", "D", "yes")
	w.press("confirm", "D", "yes")
	w.want(len(w.s.Acts) == 1 && len(w.d.Effects) == 0 && w.s.Matter("m1").Place.Owes, "the expert knows, and owes the word")
}

// A yes beside a wish for a person, and a yes to another question than the one
// that is being carried out, are no double taps.
func TestP10_OnlyTheSameYesIsADoubleTap(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.asks("D", "confirm")
	w.press("confirm", "D", "yes")
	w.write(CustomerWrote{Choice: Choice{"confirm", "D", "yes"}, WantsHuman: true})
	w.want(w.s.Holder() == Line, "a wish is a wish")

	for _, c := range []Choice{{"confirm", "older", "yes"}, {"confirm", "D", "no"}, {"confirm", "", "yes"}} {
		w = newTalk(t)
		w.write(CustomerWrote{Topic: "refund"})
		w.asks("D", "confirm")
		w.press("confirm", "D", "yes")
		w.press(c.Kind, c.ID, c.Answer)
		w.want(len(w.d.Effects) == 1 && len(w.s.Acts) == 1, fmt.Sprintf("%+v is answered", c))
	}
}
