package assistant_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"samtal/assistant"
	"samtal/assistant/conformance"
	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/understanding"
	"samtal/service/desk"
)

func TestConformance(t *testing.T) {
	p := loaded(t)
	conformance.Run(t, conformance.Kit{House: p, Articles: p, Make: func(_ *testing.T, tools desk.Tools) desk.Assistant {
		return assistant.New(assistant.Options{House: p, Flows: p, Articles: p, Tools: tools})
	}})
}

// still answers as a quick, unchanging system.
type still map[string]string

func (s still) Call(_ context.Context, tool string, _ map[string]any) (json.RawMessage, error) {
	if a, ok := s[tool]; ok {
		return json.RawMessage(a), nil
	}
	return nil, errors.New("no " + tool)
}

var system = still{
	"list_invoices": `{"invoices":[{"id":"I1","number":"R-77","merchant":"Skoteket","amount":"649.00 SEK","due_date":"2026-11-28"},{"id":"I2","number":"R-78","merchant":"Bokhyllan","amount":"129.00 SEK","due_date":"2026-12-01"}]}`,
	"refund_status": `{"refunds":[{"id":"F1","merchant":"Skoteket","amount":"349.00 SEK","state":"on_its_way","expected_on":"2026-11-27","steps":[]}]}`,
}

func brief(t testing.TB, lang, topic, text string) desk.Brief {
	b := desk.Brief{Conversation: "c1", Market: "SE", Language: lang, Customer: "c-0001", Level: identity.SignedIn, Now: clock, Today: "2026-11-23", N: 2, Topic: topic}
	if topic != "" {
		b.Matter = conversation.Matter{ID: "m1", Topic: topic}
	}
	b.Messages = []desk.Written{{ID: "w1", Text: text, Reading: loaded(t).Read(text, understanding.Context{Language: lang, Market: "SE", Today: b.Today})}}
	return b
}

func embedded(t testing.TB, tools desk.Tools) *assistant.Embedded {
	p := loaded(t)
	return assistant.New(assistant.Options{House: p, Flows: p, Articles: p, Tools: tools})
}

// The same brief gives the same draft, so a draft may be made again after a crash.
func TestADraftIsTheSameEachTime(t *testing.T) {
	e := embedded(t, system)
	for _, b := range []desk.Brief{brief(t, "en", "payment_extension", "I need more time"), brief(t, "sv", "refund", "var är min återbetalning"), brief(t, "en", "", "what are your opening hours?"), brief(t, "sv", "", "blorp")} {
		one, err1 := e.Draft(context.Background(), b)
		two, err2 := e.Draft(context.Background(), b)
		if err1 != nil || err2 != nil || !reflect.DeepEqual(one, two) {
			t.Errorf("%v %v\n%+v\n%+v", err1, err2, one, two)
		}
	}
}

// A memory that can't be read begins anew instead of leaving the customer.
func TestUnreadableMemoryBeginsAnew(t *testing.T) {
	b := brief(t, "en", "refund", "where is my refund?")
	b.Memory = json.RawMessage(`{"flow": 7`)
	d, err := embedded(t, system).Draft(context.Background(), b)
	if err != nil || d.End != "answered" {
		t.Fatalf("%+v %v", d, err)
	}
}

// A memory from a flow that is no longer there goes to a person, with words.
func TestAFlowThatIsGoneGoesToAPerson(t *testing.T) {
	b := brief(t, "en", "refund", "hello again")
	b.Memory = json.RawMessage(`{"flow":"old_flow","version":3,"frames":[{"flow":"old_flow","version":3,"at":"1"}]}`)
	d, err := embedded(t, system).Draft(context.Background(), b)
	if err != nil || d.Human == "" || len(d.Messages) == 0 {
		t.Fatalf("%+v %v", d, err)
	}
}

// The customer changed the question while the act ran: what happened is told
// all the same, for it did happen.
func TestAnActResultForAQuestionThatIsGoneIsStillTold(t *testing.T) {
	e := embedded(t, system)
	d, err := e.Draft(context.Background(), brief(t, "en", "payment_extension", "I need more time for the 649 one"))
	if err != nil {
		t.Fatal(err)
	}
	b := brief(t, "en", "payment_extension", "hm")
	b.Memory, b.Messages = d.Memory, nil
	b.Results = []desk.ActResult{{Tool: "extend_due_date", Digest: "elsewhere", Key: "k", Result: json.RawMessage(`{}`)}}
	d, err = e.Draft(context.Background(), b)
	if err != nil || len(d.Messages) == 0 || d.Messages[0].Text != "Done. The due date has been moved." || d.Flow == nil {
		t.Fatalf("%+v %v", d, err)
	}
}

func TestCheckFindsWhatNothingSupports(t *testing.T) {
	for text, want := range map[string]string{
		"Your fee is 39 kr.":                     "amount",
		"It costs 8 % a year":                    "percent",
		"You get it by 2 December":               "date",
		"We answer within 3 days":                "duration",
		"Call us at 08:00":                       "time",
		"Your invoice is R-77":                   "number",
		"See https://evil.example/pay":           "url",
		"Write to boss@evil.example":             "email",
		"We will refund you":                     "promise",
		"Vi garanterar att det löser sig":        "promise",
		"Hello, what can I help you with?":       "",
		"Quoted: costs 60 kr, guaranteed. Fine.": "",
	} {
		got := assistant.Check(text, []string{"costs 60 kr, guaranteed"})
		kind := ""
		if len(got) > 0 {
			kind = got[0].Kind
		}
		if kind != want {
			t.Errorf("%q: %v, want %q", text, got, want)
		}
	}
	if got := assistant.Check("60 kr and again 60 kr", []string{"60 kr"}); len(got) != 1 {
		t.Errorf("a quotation covers one place only: %v", got)
	}
	if got := assistant.Check("That is 99 kr together", []string{"60 kr", "39 kr"}); len(got) == 0 {
		t.Error("a sum is no source")
	}
}

func BenchmarkDraft(b *testing.B) {
	e := embedded(b, system)
	var list []desk.Brief
	for i, x := range [][3]string{{"en", "payment_extension", "I need more time for the invoice of 649"}, {"sv", "refund", "var är min återbetalning från Skoteket?"},
		{"en", "", "what are your opening hours?"}, {"sv", "", "vad kostar en påminnelse?"}, {"en", "", "hello"}, {"sv", "", "tack så mycket"}, {"en", "", "blorp zing flum"}} {
		br := brief(b, x[0], x[1], x[2])
		br.Conversation = fmt.Sprint("c", i)
		list = append(list, br)
	}
	for b.Loop() {
		for _, br := range list {
			if d, err := e.Draft(context.Background(), br); err != nil || !d.Grounded {
				b.Fatal(err, d.Why)
			}
		}
	}
	b.ReportMetric(float64(b.N*len(list))/b.Elapsed().Seconds(), "drafts/s")
}

func BenchmarkDraftArticle(b *testing.B) {
	e, br := embedded(b, system), brief(b, "en", "", "what does a reminder cost?")
	for b.Loop() {
		if d, err := e.Draft(context.Background(), br); err != nil || !strings.Contains(d.Messages[0].Text, "60") {
			b.Fatal(err, d)
		}
	}
}
