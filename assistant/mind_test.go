package assistant_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"samtal/core/conversation"
	"samtal/core/flow"
	"samtal/core/understanding"
	"samtal/service/desk"
)

// read gives a text as the desk would: with its reading.
func read(t *testing.T, lang, text string) desk.Written {
	return desk.Written{ID: "w", Text: text, Reading: loaded(t).Read(text, understanding.Context{Language: lang, Market: "SE", Today: "2026-11-23"})}
}

func draft(t *testing.T, b desk.Brief) desk.Draft {
	t.Helper()
	d, err := embedded(t, mind).Draft(context.Background(), b)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var mind = still{
	"list_invoices":   system["list_invoices"],
	"refund_status":   system["refund_status"],
	"quote_extension": `{"quote":"Q9","id":"Q9","invoice":"I2","number":"R-78","amount":"129.00 SEK","decision":"allowed","new_due_date":"2026-12-09","old_due_date":"2026-12-01","fee":"0.00 SEK","latest_date":"2027-01-20"}`,
}

func show(d desk.Draft) string {
	out := d.Why + " end=" + d.End
	for _, m := range d.Messages {
		out += "\n  " + m.Text
		for _, c := range m.Choices {
			out += " [" + c.ID + "]"
		}
	}
	return out
}

func texts(d desk.Draft) string {
	var out []string
	for _, m := range d.Messages {
		out = append(out, m.Text)
	}
	return strings.Join(out, "\n")
}

// "No, I meant the 9th" after it was done: the invoice is known, only the new
// date is agreed to, and nothing is done without a new yes.
func TestACorrectionAfterTheActAsksOnlyForTheNewYes(t *testing.T) {
	for lang, text := range map[string]string{"en": "oh no, I meant December 9th", "sv": "oj nej, jag menade den 9 december"} {
		ended := flow.Run{Flow: "extend_due_date", Version: 1, Language: lang, Ended: flow.Settled, Frames: []flow.Frame{{Flow: "extend_due_date", Version: 1,
			Slots: map[string]flow.SlotValue{"invoice": {Value: "I2", From: "choice"}, "new_date": {Value: "2026-12-06", From: "customer"}}}}}
		memory, _ := json.Marshal(ended)
		b := brief(t, lang, "payment_extension", text)
		b.Lately = desk.Lately{Topic: "payment_extension", Outcome: flow.Settled, Memory: memory}
		d := draft(t, b)
		if d.Confirm == nil || !strings.Contains(texts(d), "R-78") {
			t.Errorf("%s: %s", text, show(d))
		}
		b.Lately = desk.Lately{}
		if d := draft(t, b); d.Confirm != nil {
			t.Errorf("without a matter to correct nothing is known: %s", show(d))
		}
	}
}

// "Stop" after the act: never "all right, nothing has been changed".
func TestCallingOffTooLateIsToldSo(t *testing.T) {
	for lang, text := range map[string]string{"en": "forget it", "sv": "strunt i det"} {
		b := brief(t, lang, "", text)
		b.Lately = desk.Lately{Topic: "payment_extension", Outcome: flow.Settled}
		d := draft(t, b)
		if !strings.Contains(d.Why, "called off too late") || len(d.Messages[0].Choices) != 2 {
			t.Errorf("%s: %s", text, show(d))
		}
	}
}

// Who asks how a matter works gets the article, with the matter as a button;
// who names their own gets it looked up.
func TestAskingInGeneralReadsAndAskingForOnesOwnLooks(t *testing.T) {
	for lang, text := range map[string]string{"en": "how long does a refund take?", "sv": "hur lång tid tar en återbetalning?"} {
		d := draft(t, brief(t, lang, "refund", text))
		if d.End != flow.Answered || d.Looked || len(d.Messages[0].Cites) == 0 || d.Messages[0].Cites[0].Kind != "article" {
			t.Errorf("%s: %s", text, show(d))
		}
		if c := d.Messages[0].Choices; len(c) != 1 || c[0].ID != "topic:refund" {
			t.Errorf("%s: %+v", text, c)
		}
	}
	for lang, text := range map[string]string{"en": "how long does my refund take?", "sv": "hur lång tid tar min återbetalning?"} {
		if d := draft(t, brief(t, lang, "refund", text)); !strings.Contains(texts(d), "349") {
			t.Errorf("%s: %s", text, show(d))
		}
	}
}

// Two matters in one message: what only needs looking up is answered at once,
// before the question about the other.
func TestTwoMattersInOneMessageAreBothTakenUp(t *testing.T) {
	for lang, text := range map[string]string{"en": "Where is my refund? And I need more time for my invoice", "sv": "Var är min återbetalning? Och jag behöver mer tid att betala fakturan"} {
		b := brief(t, lang, "payment_extension", text)
		d := draft(t, b)
		if !strings.Contains(texts(d), "349") || !d.Asks || strings.Contains(d.Messages[len(d.Messages)-1].Text, "349") {
			t.Errorf("%s: %s", text, texts(d))
		}
	}
	for lang, text := range map[string]string{"en": "Where is my refund? And I need more time for my invoice", "sv": "Var är min återbetalning? Och jag behöver mer tid att betala fakturan"} {
		d := draft(t, brief(t, lang, "refund", text))
		last := d.Messages[len(d.Messages)-1]
		if len(last.Choices) != 1 || last.Choices[0].ID != "topic:payment_extension" {
			t.Errorf("the other one is lost: %s", texts(d))
		}
	}
}

// A slip in the word that carries the matter gets a question with a button,
// not an article about such matters in general.
func TestAnUnsureMatterOfOnesOwnIsAskedAbout(t *testing.T) {
	b := brief(t, "en", "", "where is my refund")
	b.Messages[0].Reading = understanding.Reading{Language: "en", InScope: true, Topics: []understanding.Candidate{{Topic: "refund", P: 0.4}, {Topic: "order_status", P: 0.1}}}
	d := draft(t, b)
	if d.Progress != conversation.Stuck || len(d.Messages[0].Choices) != 2 || d.Messages[0].Choices[0].ID != "topic:refund" {
		t.Error(show(d))
	}
}
