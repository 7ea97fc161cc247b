package conversation

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"samtal/core/identity"
	"samtal/core/understanding"
)

// talk is one conversation under test: inputs in, events out, at a clock.
type talk struct {
	t   *testing.T
	s   State
	r   Rules
	now time.Time
	d   Decision
	n   int
	log *goldenLog // of a tale that is being written
}

func newTalk(t *testing.T) *talk {
	do := Permit{Level: Do}
	w := &talk{t: t, now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), r: Rules{
		Languages: []string{"sv", "en"}, DraftTime: 20 * time.Second, ActTime: 30 * time.Second, ExpertTime: 5 * time.Minute, PushTime: time.Minute,
		PresentTime: 10 * time.Minute, ReopenTime: 72 * time.Hour, QuietTime: 30 * time.Minute, WaitTime: 24 * time.Hour, IdleTime: 48 * time.Hour,
		Autonomy: map[string]Permit{"": do, general: do, "refund": do, "extension": do, "fraud": {Level: Shadow}},
		Protect:  map[string]bool{"fraud": true}, Choice: map[string]bool{"dispute": true},
	}}
	w.live(true)
	w.do(Open{Market: "SE", Language: "en", Customer: "c", SignedIn: true})
	return w
}

func (w *talk) live(on bool) {
	w.r.Lines = map[string]LineRule{"": {Live: on, Due: w.now.Add(10 * time.Minute)}}
}

func (w *talk) do(in Input) {
	w.d = Decide(w.s, in, w.r, w.now)
	w.s = Fold(w.s, w.d.Events, w.now)
	if w.log != nil {
		w.log.add(w.d, w.now)
	}
}

func (w *talk) later(d time.Duration) { w.now = w.now.Add(d) }

func (w *talk) write(in CustomerWrote) {
	w.n++
	in.Message = fmt.Sprintf("c%d", w.n)
	w.do(in)
}

func (w *talk) press(kind, id, answer string) {
	w.write(CustomerWrote{Choice: Choice{kind, id, answer}})
}

func (w *talk) draft(d DraftReady) {
	w.n++
	d.N, d.Grounded = w.s.Turn.N, true
	if d.Progress == Stuck {
		d.Progress = Forward
	}
	if d.Messages == nil {
		d.Messages = []Said{{Message: fmt.Sprintf("x%d", w.n), Signature: mix(uint64(w.n))}}
	}
	w.do(d)
}

// confirmed makes the assistant's open question about a matter.
func (w *talk) asks(digest, step string) {
	w.draft(DraftReady{Asks: true, Flow: &Position{Flow: "f", Step: step}, Confirm: &Confirm{Digest: digest, Acts: []Act{w.act(digest)}}})
}

func (w *talk) act(id string) Act {
	return Act{ID: "act-" + id, Tool: "tool-" + id, Class: identity.Act, Needs: identity.SignedIn, Key: "k" + id}
}

func (w *talk) expert(m MatterID, e string) { w.do(ExpertTook{Matter: m, Expert: e}) }

func (w *talk) saw(kind string) bool {
	return slices.ContainsFunc(w.d.Events, func(e Event) bool { return Kind(e) == kind })
}

func (w *talk) told(key string) bool {
	return slices.ContainsFunc(w.d.Events, func(e Event) bool { t, ok := e.(Told); return ok && t.Key == key })
}

func (w *talk) want(ok bool, what string) {
	w.t.Helper()
	if !ok {
		w.t.Fatalf("%s\nstate %+v\nevents %+v", what, w.s, w.d.Events)
	}
}

const yes, no = understanding.MoveYes, understanding.MoveNo

// A question that waits for its answer was forgotten when the customer pressed
// a button of the law meanwhile: nobody ever answered it.
func TestP5_AButtonDoesNotSwallowTheQuestionBeforeIt(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund", Language: "sv"})
	w.press("lang", "sv", "")
	w.want(w.s.Turn.Owed() && w.s.Turn.Matter == "m1" && w.s.Unanswered, "the assistant owes the refund question still")
	w.want(len(w.s.Turn.Heard) == 2, "and must read it")
	w.want(slices.ContainsFunc(w.d.Effects, func(e Effect) bool { _, ok := e.(AskAssistant); return ok }), "and is asked again")
}

func TestP5_AButtonWhileAnActRunsKeepsTheTurn(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.asks("D", "confirm")
	w.press("confirm", "D", "yes")
	w.press("lang", "en", "")
	w.want(w.s.Turn.Owed() && len(w.d.Effects) == 0, "the outcome brings the word; no draft before it")
	w.do(ActDone{ID: "act-D", Result: "r"})
	w.want(w.s.Turn.Owed() && len(w.s.Matter("m1").News) == 1, "the flow goes on")
}

// "It's not that" answers whether it is fraud, not whether a person is wanted.
func TestP1_NotThatKeepsAPersonWhoWasAskedFor(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{WantsHuman: true, Sensitivities: []understanding.Signal{{Kind: understanding.Fraud, Tier: understanding.Possible}}})
	w.press("notthat", "m1", "")
	w.want(w.s.Matter("m1").Placed() && w.told("in_line"), "the place stays, and the customer hears so")
}

func TestP8_NotThatGoesToTheExpertWhoIsThere(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Sensitivities: []understanding.Signal{{Kind: understanding.Fraud, Tier: understanding.Possible}}})
	w.expert("m1", "e1")
	w.press("notthat", "m1", "")
	w.want(w.s.Matter("m1").Placed() && !w.s.Turn.Owed() && w.s.Matter("m1").Place.Owes, "the expert has the word")
}

func TestP8_NotThatWithAnExpertOnAnotherMatterAsksNobodyElse(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.write(CustomerWrote{Sensitivities: []understanding.Signal{{Kind: understanding.Fraud, Tier: understanding.Possible}}})
	w.expert("m1", "e1")
	w.press("notthat", "m2", "")
	w.want(!w.s.Matter("m2").Placed() && !w.s.Turn.Owed() && w.s.Matter("m1").Place.Owes, "the present expert has the word")
}

// A button pressed together with a wish in words must not hide the wish.
func TestP1_AWishBesideAButtonCounts(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Choice: Choice{"keep", "m1", ""}, WantsHuman: true})
	w.want(w.s.Holder() == Line, "in line")
	w = newTalk(t)
	w.write(CustomerWrote{Choice: Choice{"keep", "m1", ""}, Sensitivities: []understanding.Signal{{Kind: understanding.Dispute, Tier: understanding.Possible}}})
	w.want(w.s.Holder() == Line, "in line")
}

func TestP1_TheButtonSilencesAnAnswerInTheMaking(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{})
	w.do(CustomerAsked{})
	w.draft(DraftReady{})
	w.want(!w.saw("answered") && w.s.Holder() == Line, "no let-me-try-first")
}

// Who asks for a person and then says what about has not asked the assistant.
func TestP1_SayingWhatItIsAboutInLineKeepsThePerson(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{WantsHuman: true})
	w.write(CustomerWrote{Topic: "refund"})
	w.want(len(w.s.Matters) == 1 && !w.s.Turn.Owed(), "no assistant jumps at it")
}

func TestP1_AskingForAPersonAgainEndsTheWrittenMode(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.do(CustomerChoseWritten{})
	w.do(CustomerAsked{})
	w.want(w.s.Matter("m1").Place.Mode == Live && w.told("in_line"), "somebody now, after all")
	w.live(false)
	w.do(CustomerChoseWritten{})
	w.do(CustomerAsked{})
	w.want(w.s.Matter("m1").Place.Mode == Written, "nobody is there to answer live")
}

func TestP3_APersonAskedForOnFraudIsOfferedProtectionMeanwhile(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{WantsHuman: true, Sensitivities: []understanding.Signal{{Kind: understanding.Fraud, Tier: understanding.Certain}}})
	w.want(w.told("help_meanwhile") && !w.s.Matter("m1").Meanwhile, "one quiet card, nothing unasked")
	w.do(CustomerAsked{})
	w.want(!w.told("help_meanwhile"), "once")
}

// A lost card has no signal of its own: the topic alone brings the person, and
// the card must not stay open until they come.
func TestP3_ATopicThatPeopleDecideIsProtectedWhileTheCustomerWaits(t *testing.T) {
	w := newTalk(t)
	w.r.Autonomy["lost_card"], w.r.Protect["lost_card"] = Permit{Level: Shadow}, true
	w.write(CustomerWrote{Topic: "lost_card"})
	m := w.s.Matter("m1")
	w.want(m.Placed() && m.Place.By == Line && m.Place.Priority == Sensitive, "in line in the first turn")
	w.want(m.Meanwhile && w.s.Turn.Owed() && w.s.Turn.Matter == "m1", "and helped meanwhile")
	w.draft(DraftReady{Asks: true, Flow: &Position{Flow: "f", Step: "s"}, Confirm: &Confirm{Digest: "d", Acts: []Act{{ID: "a", Tool: "freeze_card", Class: identity.Protect, Digest: "x", Key: "k"}}}})
	w.want(w.s.Confirm != nil && w.s.Matter("m1").Placed(), "the freeze is offered, the place stays")

	for _, r := range []Permit{{Level: Shadow}, {}} { // no protection without the rule, none where the assistant is off
		w := newTalk(t)
		w.r.Autonomy["lost_card"], w.r.Protect["lost_card"] = r, r.Level == Off
		w.write(CustomerWrote{Topic: "lost_card"})
		w.want(w.s.Matter("m1").Placed() && !w.s.Matter("m1").Meanwhile && !w.s.Turn.Owed(), "a person, and nothing unasked")
	}
}

// The dialogues found it: "you should have changed my address", said to a
// complaint's question, began to change the address.
func TestP6_WordsForAnOpenQuestionInASensitiveMatterAreNoNewMatter(t *testing.T) {
	for _, free := range []bool{true, false} {
		w := newTalk(t)
		w.write(CustomerWrote{Sensitivities: []understanding.Signal{{Kind: understanding.Fraud, Tier: understanding.Certain}}})
		w.draft(DraftReady{Asks: true, Flow: &Position{Flow: "f", Step: "s", Free: free}})
		w.write(CustomerWrote{Topic: "refund"})
		w.want(len(w.s.Matters) == map[bool]int{true: 1, false: 2}[free], fmt.Sprintf("free %v: %d matters", free, len(w.s.Matters)))
	}
}

func TestP3_ASensitivityThatTheLawDoesNotKnowStillBringsAPerson(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Sensitivities: []understanding.Signal{{Kind: "a_new_word", Tier: understanding.Possible}}})
	w.want(w.s.Holder() == Line, "in line")
}

func TestP3_ACertainMatterNeverBecomesMerelyPossible(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Sensitivities: []understanding.Signal{{Kind: understanding.Fraud, Tier: understanding.Certain}}})
	w.expert("m1", "e1")
	w.write(CustomerWrote{Sensitivities: []understanding.Signal{{Kind: understanding.Distress, Tier: understanding.Possible}}})
	w.want(!w.s.Matter("m1").Possible, "still certain")
}

func TestP8_AnAssistantsQuestionIsVoidWhenTheExpertComesBack(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "extension", WantsHuman: true})
	w.expert("m1", "e1")
	w.do(ExpertLeft{"e1"})
	w.write(CustomerWrote{Topic: "refund"})
	w.asks("D", "confirm")
	w.want(w.s.Confirm != nil, "asked while nobody is present")
	w.do(ExpertCame{"e1"})
	w.press("confirm", "D", "yes")
	w.want(len(w.s.Acts) == 0 && w.s.Matter("m1").Place.Owes && !w.s.Turn.Owed(), "the expert has the word")
}

func TestP8_ADraftThatMeetsTheReturnedExpertGivesThemTheWord(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "extension", WantsHuman: true})
	w.expert("m1", "e1")
	w.do(ExpertLeft{"e1"})
	w.write(CustomerWrote{Topic: "refund"})
	w.do(ExpertCame{"e1"})
	w.draft(DraftReady{})
	w.want(!w.saw("answered") && !w.s.Turn.Owed() && w.s.Matter("m1").Place.Owes, "dropped, and the expert owes the word")
}

func TestP8_AWordGoesToTheExpertOfItsMatter(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.write(CustomerWrote{Sensitivities: []understanding.Signal{{Kind: understanding.Fraud, Tier: understanding.Certain}}})
	w.expert("m1", "e1")
	w.expert("m2", "e2")
	w.write(CustomerWrote{Topic: "fraud"})
	w.want(slices.Contains(w.d.Effects, Effect(TellExpert{Expert: "e2", Matter: "m2", What: "wrote"})), "e2 is told")
}

func TestP2_AnOutcomeIsNotTakenForARepetition(t *testing.T) {
	w := newTalk(t)
	for _, d := range []string{"D", "E"} {
		w.write(CustomerWrote{Topic: "refund"})
		w.asks(d, "confirm")
		w.press("confirm", d, "yes")
		w.do(ActDone{ID: "act-" + d, Result: "r"})
		w.draft(DraftReady{Messages: []Said{{"done", 77}}, Flow: &Position{Flow: "f", Step: "end"}})
		w.want(w.saw("answered"), "done is said for "+d)
	}
}

// A flow that ends without a word left the customer in silence.
func TestP5_AFlowThatEndsWithoutAWordBringsAPerson(t *testing.T) {
	w := newTalk(t)
	for range 2 {
		w.write(CustomerWrote{Topic: "refund"})
		w.draft(DraftReady{Messages: []Said{{"nothing changed", 77}}, End: "customer_stopped"})
	}
	w.want(w.s.Holder() == Line, "the second time there was nothing new to say")
}

// Talk has no matter yet; "a person takes this" must not end in nothing.
func TestP5_TalkThatEndsWithAPersonTakesAPlace(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{})
	w.draft(DraftReady{Messages: []Said{}, End: "with_person"})
	w.want(w.s.Holder() == Line, "in line")
}

func TestP5_HelpMeanwhileThatFailsIsNotSilence(t *testing.T) {
	for _, d := range []Input{DraftFailed{}, DraftReady{Human: "fraud"}, DraftReady{End: "with_person"}} {
		w := newTalk(t)
		w.write(CustomerWrote{Sensitivities: []understanding.Signal{{Kind: understanding.Fraud, Tier: understanding.Certain}}})
		switch in := d.(type) {
		case DraftFailed:
			w.do(DraftFailed{w.s.Turn.N})
		case DraftReady:
			in.Messages = []Said{}
			w.draft(in)
		}
		w.want(w.told("in_line") && w.s.Matter("m1").Placed(), fmt.Sprintf("%+v", d))
	}
}

func TestP4_AcceptingNeverPostponesAPromise(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	due := w.s.Matter("m1").Place.Due
	w.later(8 * time.Minute)
	w.expert("m1", "e1")
	w.want(w.s.Matter("m1").Place.Due.Equal(due), "the stated time stands")
}

// The push and the promise end in the same moment: the promise was broken,
// whoever holds the matter next.
func TestP4_AnUnreachableExpertsMissedPromiseIsOnRecord(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertLeft{"e1"})
	for range 3 {
		w.now = w.s.Wake()
		w.do(TimePassed{})
	}
	p := w.s.Matter("m1").Place
	w.want(p.By == Line && p.Priority == Returning, "back in line, ahead")
	w = newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.later(5 * time.Minute)
	w.r.PushTime = time.Minute
	w.s.Matter("m1").Place.PushDue = w.now
	w.do(TimePassed{})
	p = w.s.Matter("m1").Place
	w.want(p.By == Line && w.saw("promise_moved"), "broken, and back in line")
}

func TestP4_AWrittenAnswerStaysWrittenThroughHolders(t *testing.T) {
	w := newTalk(t)
	w.live(false)
	w.r.Lines = map[string]LineRule{"": {Due: w.now.Add(14 * time.Hour)}}
	w.do(CustomerAsked{})
	due := w.s.Matter("m1").Place.Due
	w.expert("m1", "e1")
	w.want(w.s.Matter("m1").Place.Due.Equal(due) && w.s.Matter("m1").Place.Mode == Written, "the dated answer")
	w.do(ExpertTransferred{Expert: "e1", Matter: "m1"})
	w.want(w.s.Matter("m1").Place.Mode == Written && w.s.Matter("m1").Place.Due.Equal(due), "after a transfer too")
}

// Leaving is the customer's choice; a draft in the making must not undo it.
func TestP5_LeavingIsNotUndoneByALateDraft(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Sensitivities: []understanding.Signal{{Kind: understanding.Fraud, Tier: understanding.Certain}}})
	w.do(CustomerWithdrew{"m1"})
	w.draft(DraftReady{})
	w.want(w.s.Holder() == Nobody && !w.s.Unanswered, "nobody takes the place again")
}

func TestP5_AnOldHandBackButtonEndsNoPlace(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertProposedHandBack{"e1", "m1"})
	w.do(CustomerWithdrew{"m1"})
	w.do(CustomerAsked{"m1"})
	w.press("handback", "m1", "yes")
	w.want(w.s.Matter("m1").Placed(), "an old button")
}

func TestHandBackWithoutNamingFindsTheProposal(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.write(CustomerWrote{Sensitivities: []understanding.Signal{{Kind: understanding.Fraud, Tier: understanding.Certain}}})
	w.expert("m1", "e1")
	w.expert("m2", "e2")
	w.do(ExpertProposedHandBack{"e1", "m1"})
	w.do(CustomerHandedBack{Yes: true})
	w.want(w.d.Refusal == "" && !w.s.Matter("m1").Placed() && w.s.Matter("m2").Placed(), "m1 was proposed")
}

func TestP5_AYesThatNeedsACodeDoesNotOvertakeAQuestion(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	move := w.act("D")
	move.Class = identity.Move
	w.draft(DraftReady{Confirm: &Confirm{Digest: "D", Acts: []Act{move}}})
	w.write(CustomerWrote{})
	w.press("confirm", "D", "yes")
	w.want(w.s.Turn.Owed() && w.s.Turn.Reshow && len(w.s.Turn.Heard) == 2, "the question first, then the confirm once more")
}

func TestP5_AnActUnknownAfterTheHandOverReachesAPerson(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.asks("D", "confirm")
	w.press("confirm", "D", "yes")
	w.do(CustomerAsked{})
	w.expert("m1", "e1")
	w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "hello"})
	w.do(ExpertSettled{"e1", "m1", "settled"})
	for range tries {
		w.do(ActUnknown{"act-D"})
	}
	w.want(w.s.Holder() == Line && w.s.Acts[0].Parked && w.told("act_unknown"), "reopened, with a place")
}

// Where the assistant may only draft, its draft reaches the expert.
func TestADraftForTheExpertNamesItsMatter(t *testing.T) {
	w := newTalk(t)
	w.r.Autonomy["refund"] = Permit{Level: Draft}
	w.write(CustomerWrote{Topic: "refund"})
	w.draft(DraftReady{Matter: "m1"})
	w.want(w.saw("suggested") && !w.saw("answered") && w.s.Holder() == Line, "the expert sees it, the customer does not")
}

func TestP2_TheSecondTurnWithoutProgressBringsAPerson(t *testing.T) {
	w := newTalk(t)
	for _, in := range []Progress{Stuck, Stuck} {
		w.write(CustomerWrote{Topic: "refund"})
		w.n++
		w.do(DraftReady{N: w.s.Turn.N, Grounded: true, Progress: in, Messages: []Said{{"x", mix(uint64(w.n))}}})
	}
	w.want(w.s.Holder() == Line && !w.saw("answered"), "a person, not a third try")
}

func TestP3_TheAssistantNeverActsOnASensitiveMatter(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.s.Matter("m1").Sensitive = true
	w.asks("D", "confirm")
	w.want(w.s.Confirm == nil && w.s.Holder() == Line, "the question is not even put")
}

func TestP8_TheAssistantDoesNotSpeakIntoTheLine(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.do(ExpertTook{Matter: "m1", Expert: "e1"})
	w.do(ExpertTransferred{Expert: "e1", Matter: "m1"})
	w.s.Turn.Matter, w.s.Turn.Due = "m1", w.now.Add(time.Minute)
	w.draft(DraftReady{})
	w.want(!w.saw("answered"), "unasked")
}

func TestP4_APromiseIsEscalatedOnce(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.now = w.s.Wake()
	w.do(TimePassed{})
	w.want(w.saw("escalated"), "before it is missed")
	w.do(TimePassed{})
	w.want(!w.saw("escalated") && w.s.Wake().After(w.now), "once")
}

// What the assistant asked about a matter that is settled is no longer a
// question: the next word belongs to an open matter.
func TestAQuestionEndsWithItsMatter(t *testing.T) {
	w := newTalk(t)
	w.write(CustomerWrote{Topic: "refund"})
	w.draft(DraftReady{Asks: true, End: "answered"})
	w.want(w.s.Asking == "", "nothing is asked any more")
}
