package desk_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/service/desk"
)

const theCode = "482913"

// payment is a draft that asks to pay an invoice, which moves money.
func (w *world) payment(b desk.Brief) (desk.Draft, error) {
	if len(b.Results) > 0 {
		return desk.Draft{Grounded: true, Progress: conversation.Forward, Messages: []desk.Message{{Text: "paid " + b.Results[0].Code}}, End: "settled"}, nil
	}
	return desk.Draft{Grounded: true, Progress: conversation.Forward, Asks: true, Messages: []desk.Message{{Text: "pay 349?", Choices: []desk.Choice{{ID: "confirm:P:yes", Label: "Yes"}}}},
		Flow: &conversation.Position{Flow: "pay", Version: 1, Step: "confirm"}, Memory: json.RawMessage(`{}`),
		Confirm: &desk.Proposal{Digest: "P", Acts: []desk.ProposedAct{{Tool: "pay_invoice", Args: map[string]any{"invoice": "in-0103", "amount": "349.00 SEK"}, Digest: "d", Key: "KP"}}}}, nil
}

// codeBank checks codes as docs/bank.md says: bound to act, amount and payee.
type codeBank struct {
	calls   []map[string]any
	unknown int // how many payments get no answer
}

func (b *codeBank) call(tool string, args map[string]any) (json.RawMessage, error) {
	args["tool"] = tool
	b.calls = append(b.calls, args)
	bound := args["for"] == "pay_invoice" && args["amount"] == "349.00 SEK" && args["payee"] == "in-0103"
	switch tool {
	case "send_code":
		if !bound {
			return nil, &desk.ToolError{Code: "invalid_argument", Message: fmt.Sprint(args)}
		}
		return json.RawMessage(`{"code":"code-1"}`), nil
	case "check_code":
		if !bound || args["code"] != theCode {
			return nil, &desk.ToolError{Code: "wrong_code", Message: "4 left"}
		}
		return json.RawMessage(`{"ok":true}`), nil
	}
	if b.unknown > 0 {
		b.unknown--
		return nil, desk.ErrUnknown
	}
	if args["code"] != theCode {
		return nil, &desk.ToolError{Code: "wrong_code", Message: "no"}
	}
	return json.RawMessage(`{"state":"paid"}`), nil
}

func (b *codeBank) tools() (out []string) {
	for _, c := range b.calls {
		out = append(out, c["tool"].(string))
	}
	return out
}

// asked brings a conversation to where a code is awaited.
func askedForCode(t *testing.T) (*world, *codeBank, string) {
	w, b := newWorld(t), &codeBank{}
	w.draft, w.tool = w.payment, b.call
	id := w.open()
	w.say(id, "a", "an extension please")
	w.step(0)
	_, err := w.desk.Write(context.Background(), customer, id, desk.Incoming{ID: "b", Choice: "confirm:P:yes"})
	w.must(err)
	w.step(0)
	if got := strings.Join(b.tools(), ","); got != "send_code" {
		t.Fatalf("the code must be sent, and nothing be paid: %s", got)
	}
	return w, b, id
}

// keeps reports whether the code is anywhere in the record.
func (w *world) keeps(id, code string) bool {
	ctx := context.Background()
	entries, err := w.store.Entries(ctx, id, "", 0, 1000)
	w.must(err)
	var ids []string
	for _, e := range entries {
		if strings.Contains(string(e.Body), code) {
			return true
		}
		ids = append(ids, e.Message, e.Message+"/code")
	}
	rec, err := w.store.Load(ctx, id)
	w.must(err)
	for n := range w.ids + 1 {
		ids = append(ids, fmt.Sprintf("code/id-%05d", n), fmt.Sprintf("id-%05d", n))
	}
	list, err := w.store.Contents(ctx, id, ids)
	w.must(err)
	all, err := json.Marshal([]any{rec.State, list})
	w.must(err)
	for _, c := range list {
		all = append(all, c.Body...)
	}
	rows, _, err := w.store.Search(ctx, code, desk.Page{})
	w.must(err)
	mine, _, err := w.store.ByCustomer(ctx, customer.ID, desk.Page{})
	w.must(err)
	return strings.Contains(string(all), code) || len(rows) > 0 || strings.Contains(fmt.Sprint(mine), code)
}

func TestACodeIsBoundAndLeavesTheRecordWithTheAct(t *testing.T) {
	w, b, id := askedForCode(t)
	w.say(id, "c", "here: 482 913 thanks")
	if got := w.texts(id); !slices.Contains(got, "customer: here: •••••• thanks") {
		t.Fatal(got)
	}
	w.step(0)
	if got := strings.Join(b.tools(), ","); got != "send_code,check_code,pay_invoice" {
		t.Fatal(got)
	}
	if got := w.texts(id); got[len(got)-1] != "assistant: paid " {
		t.Fatal(got)
	}
	if w.keeps(id, theCode) {
		t.Fatal("the code outlived the act")
	}
	w.say(id, "c", "here: 482 913 thanks") // the network sent it twice, after the question was closed
	w.say(id, "c", "here: 482 914 thanks") // what tells texts apart must not tell hidden digits: they could be counted back
	if n := len(b.calls); n != 3 {
		t.Fatalf("%d calls", n)
	}
}

func TestAWrongCodeCountsAndIsForgottenAtOnce(t *testing.T) {
	w, b, id := askedForCode(t)
	w.say(id, "c", "111222")
	if !w.keeps(id, "111222") {
		t.Fatal("until it is checked the code must survive a crash")
	}
	w.restart()
	w.step(16 * time.Second)
	if w.keeps(id, "111222") {
		t.Fatal("a wrong code is kept")
	}
	if got := w.texts(id); got[len(got)-1] != "system: code_wrong" {
		t.Fatal(got)
	}
	w.say(id, "d", theCode)
	w.step(0)
	if got := strings.Join(b.tools(), ","); got != "send_code,check_code,check_code,pay_invoice" || w.keeps(id, theCode) {
		t.Fatal(got, w.keeps(id, theCode))
	}
}

// The same key must come with the same code, so it stays until the outcome is
// known, and no longer.
func TestACodeStaysWhileTheOutcomeIsUnknown(t *testing.T) {
	w, b, id := askedForCode(t)
	b.unknown = 1
	w.say(id, "c", theCode)
	w.step(0)
	if !w.keeps(id, theCode) {
		t.Fatal("the second try would come without its code")
	}
	w.step(3 * time.Second)
	if got := strings.Join(b.tools(), ","); got != "send_code,check_code,pay_invoice,pay_invoice" {
		t.Fatal(got)
	}
	if b.calls[2]["key"] != b.calls[3]["key"] || b.calls[3]["code"] != theCode || w.keeps(id, theCode) {
		t.Fatalf("%v, kept: %v", b.calls, w.keeps(id, theCode))
	}
}

// Five minutes are short for who looks for their mail: the late code is not
// called wrong, and a new one is on its way.
func TestALateCodeIsReplacedAndNotCalledWrong(t *testing.T) {
	w, b, id := askedForCode(t)
	answer := w.tool
	late := true
	w.tool = func(tool string, args map[string]any) (json.RawMessage, error) {
		if tool == "check_code" && late {
			late = false
			b.calls = append(b.calls, args)
			return nil, &desk.ToolError{Code: "expired", Message: "too late"}
		}
		return answer(tool, args)
	}
	w.say(id, "c", theCode)
	w.step(0)
	if got := w.texts(id); got[len(got)-1] != "system: code_expired" || w.view(id).Holder == conversation.Line {
		t.Fatal(got)
	}
	w.say(id, "d", theCode)
	w.step(0)
	if got := w.texts(id); got[len(got)-1] != "assistant: paid " {
		t.Fatal(got)
	}
}

func TestNoCodeAnyMoreBringsAPerson(t *testing.T) {
	w, _, id := askedForCode(t)
	w.tool = func(tool string, _ map[string]any) (json.RawMessage, error) {
		return nil, &desk.ToolError{Code: "too_many_tries", Message: "void"}
	}
	w.say(id, "c", theCode)
	w.step(0)
	if v := w.view(id); v.Holder != conversation.Line || w.keeps(id, theCode) {
		t.Fatalf("%+v", v)
	}
}
