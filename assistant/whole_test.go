package assistant_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"samtal/core/conversation"
	"samtal/service/desk"
)

// Anna moves a due date with the assistant alone.
func TestADueDateIsMovedByTheAssistantAlone(t *testing.T) {
	h := newHouse(t, "c-0001", "sv")
	h.say("Hej! Kan jag få betala fakturan lite senare?")
	h.say("den 10 december")
	h.press("confirm:")
	h.says("349 kr", "Klart. Faktura R-100103 ska nu betalas senast 10 december")
	v := h.view()
	if v.Holder != conversation.Nobody || len(v.Matters) != 1 || v.Matters[0].Outcome == nil || *v.Matters[0].Outcome != "settled" {
		t.Fatalf("%+v\n%s", v, h.talk())
	}
	if n := count(h.calls, "extend_due_date"); n != 1 {
		t.Fatalf("%d acts", n)
	}
	h.twice()
}

// Lars asks where his refund is; asking again says that it was looked up again.
func TestARefundIsFoundAndNotSaidTwice(t *testing.T) {
	h := newHouse(t, "c-0004", "sv")
	got := h.say("var är min återbetalning?")
	h.says("349 kr", "Skoteket Norr", "27 november")
	if len(got) != 1 || !strings.Contains(string(got[0].Card), `"kind":"refund"`) || len(got[0].Cites) == 0 || got[0].Cites[0].ID != "refund_status" {
		t.Fatalf("%+v", got)
	}
	h.say("tack så mycket")
	h.say("var är min återbetalning?")
	h.says("Jag tittade efter igen nyss.")
	h.twice()
}

// Emily is in line in the first turn; her card is frozen while she waits, and
// the expert will read all of it.
func TestACardIsFrozenWhileThePersonIsAwaited(t *testing.T) {
	h := newHouse(t, "c-0005", "en")
	h.say("someone used my card, there's a payment of 129.99 I didn't make")
	if v := h.view(); v.Holder != conversation.Line || v.Matters[0].Topic != "fraud" {
		t.Fatalf("%+v", v)
	}
	h.says("You come first in line", "While you wait for our fraud team", "Södermalms Gym")
	h.say("no")
	h.say("no")
	h.press("confirm:")
	h.says("The card ending in 0042 is frozen.")
	if v := h.view(); v.Holder != conversation.Line || count(h.calls, "freeze_card") != 1 {
		t.Fatalf("the place must stand: %+v\n%s", v, h.talk())
	}
	last := h.drafts[len(h.drafts)-1]
	for _, want := range []string{"Södermalms Gym", "129.99", "0042", "frozen"} {
		if !slices.ContainsFunc(last.Facts, func(f desk.Fact) bool { return strings.Contains(f.Value, want) }) {
			t.Errorf("the expert does not see %s: %+v", want, last.Facts)
		}
	}
	h.twice()
}

// Leila's invoice has been moved twice: a person decides, nothing is refused.
func TestWhatTheRuleDoesNotCoverGoesToAPerson(t *testing.T) {
	h := newHouse(t, "c-0003", "sv")
	h.say("jag behöver anstånd")
	h.say("15 december")
	h.says("En kollega kan avgöra", "Du har en plats i kön")
	if v := h.view(); v.Holder != conversation.Line || count(h.calls, "extend_due_date") != 0 {
		t.Fatalf("%+v\n%s", v, h.talk())
	}
	h.twice()
}

// James owes nothing; what he asks is answered all the same.
func TestNothingToPayIsSaid(t *testing.T) {
	h := newHouse(t, "c-0010", "en")
	h.say("I need an extension on my invoice")
	h.says("I can't find an open invoice")
	got := h.say("what are your opening hours?")
	if len(got) != 1 || len(got[0].Cites) != 1 || got[0].Cites[0].Kind != "article" {
		t.Fatalf("%+v\n%s", got, h.talk())
	}
	h.twice()
}

// A visitor hears that no account can be seen, gets what the articles hold,
// and no tool is asked.
func TestAVisitorSeesNoAccount(t *testing.T) {
	h := newHouse(t, "", "sv")
	got := h.say("var är min återbetalning?")
	h.says("inloggad")
	if len(got) < 2 || got[1].Cites[0].Kind != "article" || !hasChoice(got[0], "human") {
		t.Fatalf("%s", h.talk())
	}
	h.say("kan jag få anstånd med fakturan?")
	if len(h.calls) > 0 {
		t.Fatalf("a visitor's draft called %v", h.calls)
	}
	h.say("någon har använt mitt kort utan lov")
	if v := h.view(); v.Holder != conversation.Line {
		t.Fatalf("%+v\n%s", v, h.talk())
	}
	if len(h.calls) > 0 {
		t.Fatalf("a visitor's draft called %v", h.calls)
	}
}

// Erik has three invoices, asks about fees in between, changes his mind about
// the date, says no, and moves another one in a single sentence.
func TestCorrectionsAsidesAndRepeats(t *testing.T) {
	h := newHouse(t, "c-0002", "sv")
	h.say("jag vill skjuta upp en räkning")
	h.say("den på 649")
	h.say("vad kostar det?")
	h.says("kvar") // the matter that was left is pointed back to
	h.say("3 december")
	h.say("nej vänta, 10 december")
	h.says("nytt förfallodatum 10 december")
	h.say("nej")
	h.says("inget är ändrat")
	h.say("kan du flytta fakturan på 189 kr till 8 december")
	h.say("va sa du?")
	h.says("en gång till")
	h.say("ja")
	h.says("Klart. Faktura R-100203 ska nu betalas senast 8 december")
	if n := count(h.calls, "extend_due_date"); n != 1 {
		t.Fatalf("%d acts\n%s", n, h.talk())
	}
}

// Another matter comes in the middle; afterwards one press leads back.
func TestAMatterIsInterruptedAndTakenUpAgain(t *testing.T) {
	h := newHouse(t, "c-0002", "en")
	h.say("can I pay my bill later")
	h.say("where is my refund")
	h.says(`Let's take that first. I'll keep your place in "More time to pay".`)
	got := h.press("topic:payment_extension")
	if len(got) != 1 || !hasChoice(got[0], "pick:invoice:") {
		t.Fatalf("%s", h.talk())
	}
	h.say("the 649 one")
	h.says("Which date would suit you?")
	h.twice()
}

// Two messages before the first answer are answered together.
func TestMessagesInARowAreAnsweredAsOne(t *testing.T) {
	h := newHouse(t, "c-0002", "en")
	for _, text := range []string{"hello", "I need more time for the invoice of 649", "10 December please"} {
		h.n++
		if _, err := h.desk.Write(context.Background(), h.who, h.id, desk.Incoming{ID: text, Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	h.run(0)
	got := h.news()
	if len(got) != 1 || !hasChoice(got[0], "confirm:") || !strings.Contains(plain(got[0].Text), "649 kr") || !strings.Contains(got[0].Text, "10 December") {
		t.Fatalf("%s", h.talk())
	}
}

// What is not understood is said once, with choices and the person; the second
// time in a row a person comes.
func TestTheSecondMisunderstandingBringsAPerson(t *testing.T) {
	h := newHouse(t, "c-0001", "en")
	got := h.say("blorp zing")
	if len(got) != 1 || !hasChoice(got[0], "topic:") || !hasChoice(got[0], "human") {
		t.Fatalf("%s", h.talk())
	}
	h.say("flim flam flom")
	if v := h.view(); v.Holder != conversation.Line {
		t.Fatalf("%s", h.talk())
	}
}

// The person's button among the choices takes a place in that same turn (P1).
func TestThePersonsButtonTakesAPlace(t *testing.T) {
	h := newHouse(t, "c-0001", "sv")
	h.say("blorp zing")
	h.press("human")
	if v := h.view(); v.Holder != conversation.Line {
		t.Fatalf("%s", h.talk())
	}
}

// A date that the flow can't take is asked again in words that may be said.
func TestADateTooFarAheadIsAskedAgain(t *testing.T) {
	h := newHouse(t, "c-0001", "en")
	h.say("I need an extension on my invoice")
	h.say("31 March")
	h.says("within the next two months")
	h.say("10 December")
	h.press("confirm:")
	h.says("Done. Invoice R-100103 is now due on 10 December")
}

// Small talk changes its words, and does not go on for ever.
func TestSmallTalkVaries(t *testing.T) {
	h := newHouse(t, "c-0001", "en")
	for _, text := range []string{"hello", "hi", "thanks", "thank you"} {
		if got := h.say(text); len(got) != 1 || got[0].From != "assistant" {
			t.Fatalf("%s", h.talk())
		}
	}
	h.say("are you a robot?")
	h.says("a program")
	h.twice()
}

// Words that are alike lead nobody to an article about death.
func TestTenderArticlesNeedMoreThanLikeness(t *testing.T) {
	h := newHouse(t, "c-0001", "sv")
	for _, m := range h.say("jag vill avsluta mitt konto") {
		if strings.Contains(m.Text, "gått bort") || strings.Contains(m.Text, "dödsfall") {
			t.Fatal(h.talk())
		}
		for _, c := range m.Choices {
			if c.ID == "article:bereavement" {
				t.Fatal(h.talk())
			}
		}
	}
}

func count(list []string, s string) (n int) {
	for _, x := range list {
		if x == s {
			n++
		}
	}
	return n
}

func hasChoice(m desk.MessageView, prefix string) bool {
	return slices.ContainsFunc(m.Choices, func(c desk.Choice) bool { return strings.HasPrefix(c.ID, prefix) })
}

// The same answer from a fresh look is honest once; who asks a third time
// needs somebody else (P2).
func TestTheSameAnswerAgainAndAgainBringsAPerson(t *testing.T) {
	h := newHouse(t, "c-0004", "sv")
	for range 3 {
		h.say("var är min återbetalning?")
	}
	if v := h.view(); v.Holder != conversation.Line {
		t.Fatalf("holder %s\n%s", v.Holder, h.talk())
	}
	h.twice()
}

// Whoever presses for a person in the middle of a flow has told their part
// once: the expert sees it (P6).
func TestWhatWasGivenBeforeThePersonIsKnown(t *testing.T) {
	h := newHouse(t, "c-0001", "en")
	h.say("I want to extend my due date")
	h.say("10 December")
	last := h.drafts[len(h.drafts)-1]
	if last.Confirm == nil || !slices.ContainsFunc(last.Facts, func(f desk.Fact) bool { return strings.Contains(f.Value, "10 December") }) {
		t.Fatalf("%+v", last.Facts)
	}
}

// A yes pressed again after it was done: it did nothing, and says so.
func TestAnOldYesSaysThatItDidNothing(t *testing.T) {
	h := newHouse(t, "c-0001", "en")
	h.say("I want to extend my due date")
	h.say("10 December")
	h.press("confirm:")
	h.press("confirm:")
	h.says("Done.", "Nothing more has been done.")
	if n := count(h.calls, "extend_due_date"); n != 1 {
		t.Fatalf("%d acts", n)
	}
}
