package desk_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/knowledge"
	"samtal/core/problem"
	"samtal/core/understanding"
	"samtal/service/desk"
)

var lead = identity.Who{Role: identity.Lead, ID: "l1"}

// held brings a conversation to expert e1: the customer asked about an
// extension, the assistant gathered facts, then the customer wanted a person.
func held(t *testing.T) (*world, string) {
	w := newWorld(t)
	ctx := context.Background()
	w.evidence = []understanding.Evidence{{For: "payment_extension", Text: "extension"}}
	w.draft = func(b desk.Brief) (desk.Draft, error) {
		return desk.Draft{Grounded: true, Progress: conversation.Forward, Why: "flow extend",
			Messages: []desk.Message{{Text: "Invoice R-100103 of 349.00 SEK is due 2026-11-28.", Cites: []desk.Cite{{Kind: "tool", ID: "list_invoices", Title: "Invoices"}}, Why: "list_invoices"}},
			Facts:    []desk.Fact{{Label: "invoice", Value: "R-100103", From: "list_invoices"}, {Label: "amount", Value: "349.00 SEK", From: "list_invoices"}}}, nil
	}
	id := w.open()
	w.say(id, "a", "an extension please")
	w.step(0)
	_, err := w.desk.AskForPerson(ctx, customer, id, "m1")
	w.must(err)
	w.must(w.desk.Correct(ctx, customer, id, "m1", "it is the other invoice"))
	w.must(w.desk.Offer(ctx, id, "m1", "e1", 30*time.Second))
	rec, err := w.store.Load(ctx, id)
	w.must(err)
	_, err = w.desk.Accept(ctx, expert, rec.State.Matter("m1").Place.Offer.ID)
	w.must(err)
	return w, id
}

func TestThePersonWhoComesIsToldEverything(t *testing.T) {
	w, id := held(t)
	v, err := w.desk.Staff(context.Background(), expert, id)
	w.must(err)
	m := v.Summary.Matters[0]
	if v.Customer != (desk.CustomerView{ID: "c-0001", Name: "Anna", Level: "signed_in"}) || len(v.Experts) != 1 || v.Experts[0].Name != "E1" {
		t.Fatalf("%+v", v)
	}
	if m.Topic != "payment_extension" || len(m.Facts) != 2 || m.Facts[1].Value != "349.00 SEK" || !slices.Contains(m.Tried, "Invoices") ||
		len(m.Corrections) != 1 || m.Corrections[0].Text != "it is the other invoice" || m.Why != conversation.WhyAsked {
		t.Fatalf("%+v", m)
	}
	if len(m.Evidence) != 1 || m.Evidence[0].Says[0].Text != "extension" {
		t.Fatalf("no evidence: %+v", m.Evidence)
	}
	own, err := w.desk.Summary(context.Background(), customer, id)
	w.must(err)
	if o := own.Matters[0]; len(o.Facts) != 2 || len(o.Corrections) != 1 || o.Why != "" || o.Evidence != nil {
		t.Fatalf("the customer reads the same facts, and nothing of the staff's: %+v", o)
	}
	if _, err := w.desk.Staff(context.Background(), customer, id); !problem.Is(err, "not_allowed") {
		t.Fatalf("a customer read the staff's page: %v", err)
	}
	if _, err := w.desk.Staff(context.Background(), identity.Who{Role: identity.Expert, ID: "e9"}, id); !problem.Is(err, "conversation_not_found") {
		t.Fatalf("somebody else's expert read it: %v", err)
	}
}

func TestTheTimelineSaysWhyAndOnWhatGrounds(t *testing.T) {
	w, id := held(t)
	ctx := context.Background()
	w.must(w.desk.Note(ctx, expert, id, "called the shop"))
	var all []desk.Event
	after := int64(0)
	for { // in pages
		list, next, err := w.desk.Timeline(ctx, expert, id, after, 3)
		w.must(err)
		all = append(all, list...)
		if next == "" {
			break
		}
		after = list[len(list)-1].Seq
	}
	find := func(kind string) desk.Event {
		for i, e := range all {
			if e.Seq != int64(i+1) {
				t.Fatalf("a gap at %d", e.Seq)
			}
			if e.Type == kind {
				return e
			}
		}
		t.Fatalf("no %s", kind)
		return desk.Event{}
	}
	if e := find("heard"); e.By != "customer" || e.Text != "an extension please" || e.Data["reading"] == nil {
		t.Errorf("%+v", e)
	}
	if e := find("place_taken"); e.Why != "asked_for_person" || e.Matter != "m1" {
		t.Errorf("%+v", e)
	}
	if e := find("answered"); e.By != "assistant" || e.Data["draft_why"] != "list_invoices" || e.Data["cites"] == nil {
		t.Errorf("%+v", e)
	}
	if e := find("informed"); !strings.Contains(string(e.Data["facts"].(json.RawMessage)), "349.00") {
		t.Errorf("%+v", e)
	}
	if e := find("noted"); e.By != "E1" || e.Text != "called the shop" {
		t.Errorf("%+v", e)
	}
}

func TestAnExpertsActNeedsTheCustomersYes(t *testing.T) {
	w, id := held(t)
	ctx := context.Background()
	w.tool = func(string, map[string]any) (json.RawMessage, error) { return json.RawMessage(`{}`), nil }
	for _, bad := range []struct {
		tool string
		args map[string]any
		code string
	}{
		{"no_such", nil, "unknown_tool"},
		{"extend_due_date", map[string]any{"customer": "c-0002"}, "invalid_arguments"},
		{"pay_invoice", map[string]any{"invoice": "in-1", "code": "123456"}, "invalid_arguments"},
		{"pay_invoice", map[string]any{"invoice": "in-1", "amount": "a lot"}, "invalid_arguments"},
		{"extend_due_date", map[string]any{"quote": 7}, "invalid_arguments"},
	} {
		if _, err := w.desk.ProposeAct(ctx, expert, id, "m1", bad.tool, bad.args); !problem.Is(err, bad.code) {
			t.Errorf("%s %v: %v", bad.tool, bad.args, err)
		}
	}
	asked, err := w.desk.ProposeAct(ctx, expert, id, "m1", "extend_due_date", map[string]any{"quote": "Q1"})
	w.must(err)
	digest := asked.Confirm
	w.step(0)
	list, err := w.desk.Messages(ctx, customer, id, "", 100)
	w.must(err)
	last := list[len(list)-1]
	if len(w.calls) != 0 || last.From != "expert" || last.Choices[0].ID != "confirm:"+digest+":yes" || !strings.Contains(string(last.Card), `"value":"Q1"`) {
		t.Fatalf("called %v before the yes, or the question is not there: %+v", w.calls, last)
	}
	asked, err = w.desk.ProposeAct(ctx, expert, id, "m1", "extend_due_date", map[string]any{"quote": "Q2"})
	w.must(err)
	again := asked.Confirm
	if again == digest {
		t.Fatal("other arguments, the same digest: a yes could slide over")
	}
	_, err = w.desk.Write(ctx, customer, id, desk.Incoming{ID: "old", Choice: "confirm:" + digest + ":yes"})
	w.must(err)
	w.step(0)
	if len(w.calls) != 0 {
		t.Fatalf("a yes to the older question counted: %v", w.calls)
	}
	_, err = w.desk.Write(ctx, customer, id, desk.Incoming{ID: "new", Choice: "confirm:" + again + ":yes"})
	w.must(err)
	w.step(0)
	if len(w.calls) != 1 || !strings.HasPrefix(w.calls[0], "extend_due_date ") {
		t.Fatal(w.calls)
	}
	v, err := w.desk.Staff(ctx, expert, id)
	w.must(err)
	if len(v.Acts) != 2 || v.Acts[0].State != "stopped" || v.Acts[1].State != "done" || !strings.Contains(string(v.Acts[1].Args), "Q2") {
		t.Fatalf("%+v", v.Acts)
	}
}

func TestAnUnknownActIsRetriedByThePersonUnderTheSameKey(t *testing.T) {
	w, id := held(t)
	ctx := context.Background()
	w.tool = func(string, map[string]any) (json.RawMessage, error) { return nil, desk.ErrUnknown }
	asked, err := w.desk.ProposeAct(ctx, expert, id, "m1", "extend_due_date", map[string]any{"quote": "Q1"})
	w.must(err)
	digest := asked.Confirm
	_, err = w.desk.Write(ctx, customer, id, desk.Incoming{ID: "y", Choice: "confirm:" + digest + ":yes"})
	w.must(err)
	for range 6 {
		w.step(3 * time.Second)
	}
	v, err := w.desk.Staff(ctx, expert, id)
	w.must(err)
	if len(v.Acts) != 1 || v.Acts[0].State != "parked" || len(w.calls) != 3 {
		t.Fatalf("%+v %v", v.Acts, w.calls)
	}
	w.tool = func(string, map[string]any) (json.RawMessage, error) { return json.RawMessage(`{}`), nil }
	if err := w.desk.RetryAct(ctx, identity.Who{Role: identity.Expert, ID: "e9"}, id, v.Acts[0].ID); !problem.Is(err, "conversation_not_found") {
		t.Fatalf("somebody else retried it: %v", err)
	}
	w.must(w.desk.RetryAct(ctx, expert, id, v.Acts[0].ID))
	w.step(0)
	if len(w.calls) != 4 || w.calls[3] != w.calls[0] {
		t.Fatalf("not the same key: %v", w.calls)
	}
	if v, err = w.desk.Staff(ctx, expert, id); err != nil || v.Acts[0].State != "done" {
		t.Fatalf("%+v %v", v.Acts, err)
	}
}

func TestADraftSentAsItStandsIsMarkedAsApproved(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	w.draft = func(desk.Brief) (desk.Draft, error) {
		return desk.Draft{Grounded: true, Progress: conversation.Forward, Messages: []desk.Message{{Text: "The fee is 39.00 SEK.", Cites: []desk.Cite{{Kind: "article", ID: "fees", Title: "Fees"}}}}}, nil
	}
	id := w.open()
	w.say(id, "a", "something drafty")
	w.step(0)
	if got := strings.Join(w.texts(id), "|"); strings.Contains(got, "39.00") {
		t.Fatalf("a draft was sent by itself: %s", got)
	}
	_, err := w.desk.TakeOver(ctx, lead, id, "m1")
	w.must(err)
	v, err := w.desk.Staff(ctx, lead, id)
	w.must(err)
	if len(v.Drafts) != 1 || v.Drafts[0].Cites[0].ID != "fees" {
		t.Fatalf("%+v", v.Drafts)
	}
	for _, reply := range []struct{ id, text, from string }{{"r1", v.Drafts[0].Text, "approved_draft"}, {"r2", v.Drafts[0].Text + " Or not.", "expert"}} {
		_, err = w.desk.Reply(ctx, lead, id, desk.Incoming{ID: reply.id, Text: reply.text})
		w.must(err)
		list, err := w.desk.Messages(ctx, customer, id, "", 100)
		w.must(err)
		if last := list[len(list)-1]; last.From != reply.from || last.Name != "L1" || reply.from == "approved_draft" && last.Cites[0].ID != "fees" {
			t.Fatalf("%+v", last)
		}
	}
}

func TestWhatNothingSupportsIsShownBeforeSending(t *testing.T) {
	w, id := held(t)
	ctx := context.Background()
	w.hits = []knowledge.Hit{{Article: "refunds", Title: "Refunds", Passage: "A refund takes 5 business days. You will get it on the card you paid with."}}
	for _, c := range []struct{ text, want string }{
		{"Your invoice of 349 kr is due on 28 November.", ""},
		{"Your invoice of 359 kr is due on 28 November.", "amount 359 kr"},
		{"It is due on 29 November 2026.", "date 29 November 2026"},
		{"It takes 5 business days.", ""},
		{"It takes 3 business days.", "duration 3 business days"},
		{"You will get it on the card you paid with.", ""},
		{"We will waive the fee.", "promise We will waive the fee"},
		{"Vi stryker avgiften. Vill du det?", "promise Vi stryker avgiften"},
		{"Jag lovar att det löser sig!", "promise Jag lovar att det löser sig"},
		{"Shall we refund it?", ""},
		{"Hello, I am here and have read what you wrote.", ""},
	} {
		list, err := w.desk.Check(ctx, expert, id, c.text)
		w.must(err)
		var got []string
		for _, u := range list {
			got = append(got, u.Kind+" "+u.Text)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
	if _, err := w.desk.Check(ctx, customer, id, "x"); !problem.Is(err, "not_allowed") {
		t.Fatal(err)
	}
}

func TestListsShowEachWhatIsTheirs(t *testing.T) {
	w, id := held(t)
	ctx := context.Background()
	other, _, err := w.desk.Open(ctx, identity.Who{Role: identity.Customer, ID: "c-0002", Level: identity.SignedIn}, "SE", "en")
	w.must(err)
	_, err = w.desk.AskForPerson(ctx, identity.Who{Role: identity.Customer, ID: "c-0002"}, other, "")
	w.must(err)
	w.step(time.Minute)
	heldRows, err := w.desk.Held(ctx, expert)
	if err != nil || len(heldRows) != 1 || heldRows[0].Conversation != id || !heldRows[0].Unread || *heldRows[0].Expert != "E1" {
		t.Fatalf("%+v %v", heldRows, err)
	}
	line, err := w.desk.Line(ctx, lead, "")
	if err != nil || len(line) != 1 || line[0].Conversation != other || *line[0].WaitSeconds != 60 || line[0].Due == nil {
		t.Fatalf("%+v %v", line, err)
	}
	mine, _, err := w.desk.Mine(ctx, customer, desk.Page{})
	if err != nil || len(mine) != 1 || mine[0].Conversation != id || mine[0].Why != "" {
		t.Fatalf("%+v %v", mine, err)
	}
	found, _, err := w.desk.Search(ctx, lead, "extension", desk.Page{})
	if err != nil || len(found) != 1 || !strings.Contains(found[0].Snippet, "extension") {
		t.Fatalf("%+v %v", found, err)
	}
	w.now = w.now.Add(time.Hour)
	p, err := w.desk.Promises(ctx, lead, time.Time{}, desk.Page{})
	if err != nil || p.AtRisk != 2 || len(p.Items) != 2 || p.Items[0].State != "at_risk" || p.Items[0].KeptAt != nil {
		t.Fatalf("%+v %v", p, err)
	}
	for what, err := range map[string]error{
		"line":     second(w.desk.Line(ctx, expert, "")),
		"promises": second(w.desk.Promises(ctx, expert, time.Time{}, desk.Page{})),
		"held":     second(w.desk.Held(ctx, customer)),
		"take":     second(w.desk.TakeOver(ctx, expert, id, "")),
	} {
		if !problem.Is(err, "not_allowed") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, _, err := w.desk.Search(ctx, expert, "x", desk.Page{}); !problem.Is(err, "not_allowed") {
		t.Errorf("an expert browses: %v", err)
	}
	if _, _, err := w.desk.Mine(ctx, identity.Who{Role: identity.Customer, Visitor: id}, desk.Page{}); !problem.Is(err, "not_allowed") {
		t.Errorf("a visitor has no other conversations: %v", err)
	}
}

func second[T any](_ T, err error) error { return err }
