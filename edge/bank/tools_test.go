package bank_test

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"samtal/core/identity"
	"samtal/edge/bank"
)

// a case of one tool: a call that works, whose it is, and what it shows.
type toolCase struct {
	tool  string
	args  args
	check string // a path in the answer
	want  any
	alien args // the same with somebody else's reference; nil where there is none
	other args // other arguments under the same key; nil for looks
}

// quoteFor gets a quote's id from a company of the case's own.
func quoteFor(t *testing.T, b *bank.Bank, tool string, a args) string {
	id, _ := mustAsk(t, b, tool, a)["id"].(string)
	if id == "" {
		t.Fatalf("%s %v gave no quote", tool, a)
	}
	return id
}

// sent asks for a code and reads it from the out-box, as the customer would.
func sent(t *testing.T, b *bank.Bank, a args) string {
	mustAsk(t, b, "send_code", a)
	l := mustAsk(t, b, "letters", args{"limit": 500})["letters"].([]any)
	m := regexp.MustCompile(`\d{6}`).FindString(find(l[len(l)-1], "text").(string))
	if m == "" {
		t.Fatalf("no code in %v", l[len(l)-1])
	}
	return m
}

func cases(t *testing.T, b *bank.Bank) []toolCase {
	one := func(a args) args { a["customer"] = "c-0001"; return a }
	five := func(a args) args { a["customer"] = "c-0005"; return a }
	extension := quoteFor(t, b, "quote_extension", one(args{"invoice": "in-0103", "date": "2026-12-02"}))
	later := quoteFor(t, b, "quote_extension", one(args{"invoice": "in-0103", "date": "2026-12-03"}))
	alien := quoteFor(t, b, "quote_extension", args{"customer": "c-0002", "invoice": "in-0202", "date": "2026-12-03"})
	plan := quoteFor(t, b, "quote_plan", args{"customer": "c-0002", "invoice": "in-0204", "months": 6})
	plan12 := quoteFor(t, b, "quote_plan", args{"customer": "c-0002", "invoice": "in-0204", "months": 12})
	alienPlan := quoteFor(t, b, "quote_plan", args{"customer": "c-0008", "invoice": "in-0801", "months": 6})
	pay := sent(t, b, args{"customer": "c-0002", "for": "pay_invoice", "payee": "in-0203", "key": "code-pay"})
	change := sent(t, b, args{"customer": "c-0009", "for": "update_contact", "payee": "sara@ny.example", "key": "code-change"})
	for i, date := range []string{"2026-11-30", "2026-12-04"} { // the second costs a fee, which a person may waive
		q := quoteFor(t, b, "quote_extension", args{"customer": "c-0002", "invoice": "in-0202", "date": date})
		mustAsk(t, b, "extend_due_date", args{"customer": "c-0002", "quote": q, "key": "fee" + string(rune('0'+i))})
	}
	release := sent(t, b, args{"customer": "c-0007", "for": "unblock_payment", "payee": "tx-0702", "key": "code-release"})
	back := sent(t, b, args{"customer": "c-0004", "for": "refund_goodwill", "payee": "pu-0402", "amount": "50.00 SEK", "key": "code-back"})
	check := sent(t, b, args{"customer": "c-0008", "for": "pay_invoice", "payee": "in-0801", "key": "code-check"})
	return []toolCase{
		{"find_customer", one(args{}), "name", "Anna Lindqvist", one(args{"email": "erik.johansson@kund.example"}), nil},
		{"list_purchases", one(args{"days": 365}), "count", 3.0, nil, nil},
		{"purchase", five(args{"payment": "tx-0503"}), "clear_name", "Södermalms Gym", one(args{"payment": "tx-0503"}), nil},
		{"list_invoices", one(args{"state": "open"}), "count", 1.0, nil, nil},
		{"invoice", one(args{"invoice": "R-100103"}), "amount", "349.00 SEK", one(args{"invoice": "in-0202"}), nil},
		{"quote_extension", one(args{"invoice": "in-0103", "date": "2026-12-02"}), "decision", "ok", one(args{"invoice": "in-0202", "date": "2026-12-02"}), nil},
		{"extend_due_date", one(args{"quote": extension}), "due_date", "2026-12-02", one(args{"quote": alien}), one(args{"quote": later})},
		{"quote_plan", args{"customer": "c-0006", "plan": "pl-0601"}, "decision", "ok", one(args{"plan": "pl-0601"}), nil},
		{"change_payment_plan", args{"customer": "c-0002", "quote": plan}, "state", "active", args{"customer": "c-0002", "quote": alienPlan}, args{"customer": "c-0002", "quote": plan12}},
		{"pay_invoice", args{"customer": "c-0002", "invoice": "in-0203", "code": pay}, "state", "paid", one(args{"invoice": "in-0203", "code": pay}), args{"customer": "c-0002", "invoice": "in-0202", "code": pay}},
		{"refund_status", args{"customer": "c-0004"}, "count", 1.0, one(args{"purchase": "pu-0402"}), nil},
		{"report_return", args{"customer": "c-0008", "purchase": "pu-0801"}, "invoice_paused", true, one(args{"purchase": "pu-0801"}), args{"customer": "c-0008", "purchase": "pu-0801", "reason": "x"}},
		{"list_cards", five(args{}), "cards.0.state", "active", nil, nil},
		{"freeze_card", five(args{"card": "card-00051", "reason": "suspected_fraud"}), "state", "frozen", one(args{"card": "card-00051"}), five(args{"card": "card-00051", "reason": "lost"})},
		{"unfreeze_card", args{"customer": "c-0009", "card": "card-00092"}, "state", "active", one(args{"card": "card-00092"}), args{"customer": "c-0009", "card": "card-00091"}},
		{"open_case", five(args{"topic": "dispute", "text": "inte mitt"}), "answer_by", "2026-12-11", nil, five(args{"topic": "dispute", "text": "annat"})},
		{"send_code", args{"customer": "c-0007", "for": "update_contact", "payee": "m@ny.example"}, "minutes", 5.0, one(args{"for": "pay_invoice", "payee": "in-0202"}), args{"customer": "c-0007", "for": "update_contact", "payee": "x@ny.example"}},
		{"check_code", args{"customer": "c-0008", "for": "pay_invoice", "code": check, "payee": "in-0801"}, "ok", true, one(args{"for": "pay_invoice", "code": check, "payee": "in-0801"}), nil},
		{"update_contact", args{"customer": "c-0009", "field": "email", "value": "sara@ny.example", "code": change}, "value", "s•••@ny.example", nil, args{"customer": "c-0009", "field": "email", "value": "x@ny.example", "code": change}},
		{"send_invoice_copy", one(args{"invoice": "in-0103"}), "sent_to", "a•••@kund.example", one(args{"invoice": "in-0202"}), one(args{"invoice": "in-0101"})},
		{"payment_received", one(args{"invoice": "in-0101"}), "received", true, one(args{"invoice": "in-0201"}), nil},
		{"list_transactions", five(args{"days": 60}), "count", 4.0, nil, nil},
		{"blocked_payment", args{"customer": "c-0007"}, "count", 1.0, one(args{"payment": "tx-0702"}), nil},
		{"waive_fee", args{"customer": "c-0002", "invoice": "in-0202", "amount": "39.00 SEK"}, "fee", "0.00 SEK", one(args{"invoice": "in-0202", "amount": "39.00 SEK"}), args{"customer": "c-0002", "invoice": "in-0202", "amount": "10.00 SEK"}},
		{"goodwill_credit", args{"customer": "c-0002", "invoice": "in-0202", "amount": "49.00 SEK", "reason": "lång väntan"}, "amount", "600.00 SEK", one(args{"invoice": "in-0202", "amount": "49.00 SEK"}), args{"customer": "c-0002", "invoice": "in-0202", "amount": "48.00 SEK"}},
		{"pause_invoice", args{"customer": "c-0003", "invoice": "in-0302", "days": 14}, "paused_until", "2026-12-04", one(args{"invoice": "in-0302", "days": 14}), args{"customer": "c-0003", "invoice": "in-0302", "days": 15}},
		{"pause_reminders", args{"customer": "c-0010", "days": 30}, "reminders_paused_until", "2026-12-20", nil, args{"customer": "c-0010", "days": 31}},
		{"unblock_payment", args{"customer": "c-0007", "payment": "tx-0702", "amount": "4890.00 SEK", "code": release}, "state", "booked", one(args{"payment": "tx-0702", "amount": "4890.00 SEK", "code": release}), args{"customer": "c-0007", "payment": "tx-0702", "amount": "1.00 SEK", "code": release}},
		{"reopen_plan", args{"customer": "c-0006", "invoice": "in-0601", "months": 18}, "months", 18.0, one(args{"invoice": "in-0601", "months": 18}), args{"customer": "c-0006", "invoice": "in-0601", "months": 19}},
		{"refund_goodwill", args{"customer": "c-0004", "purchase": "pu-0402", "amount": "50.00 SEK", "code": back}, "amount", "50.00 SEK", one(args{"purchase": "pu-0402", "amount": "50.00 SEK", "code": back}), args{"customer": "c-0004", "purchase": "pu-0402", "amount": "51.00 SEK", "code": back}},
		{"reset_sign_in", args{"email": "anna.lindqvist@kund.example"}, "sent", true, one(args{"email": "erik.johansson@kund.example"}), args{"email": "erik.johansson@kund.example"}},
	}
}

// letterCount is a cheap measure of "nothing happened twice".
func letterCount(t *testing.T, b *bank.Bank) int {
	return len(mustAsk(t, b, "letters", args{"limit": 500})["letters"].([]any))
}

func TestEveryToolWorksForItsOwnerOnceAndForNobodyElse(t *testing.T) {
	now := epoch
	b := at(t, founded(t), &now)
	seen := map[string]bool{}
	for _, c := range cases(t, b) {
		seen[c.tool] = true
		t.Run(c.tool, func(t *testing.T) {
			first := maps.Clone(c.args)
			write := c.other != nil
			if write {
				first["key"] = "k-" + c.tool
			}
			if c.alien != nil {
				a := maps.Clone(c.alien)
				if write {
					a["key"] = "alien-" + c.tool
				}
				if _, err := ask(t, b, c.tool, a); code(err) != bank.NotFound {
					t.Errorf("somebody else's: %v, want not_found", err)
				}
			}
			if a := maps.Clone(first); a["customer"] != nil {
				a["customer"] = "c-9999"
				if _, err := ask(t, b, c.tool, a); code(err) != bank.NotFound {
					t.Errorf("unknown customer: %v, want not_found", err)
				}
			}
			answer := mustAsk(t, b, c.tool, first)
			if got := find(answer, c.check); got != c.want {
				t.Fatalf("%s is %v, want %v in %v", c.check, got, c.want, answer)
			}
			letters := letterCount(t, b)
			if again := mustAsk(t, b, c.tool, first); !reflect.DeepEqual(again, answer) {
				t.Errorf("the same again: %v, first %v", again, answer)
			}
			if n := letterCount(t, b); n != letters {
				t.Errorf("the same again sent %d more letters", n-letters)
			}
			if !write {
				return
			}
			other := maps.Clone(c.other)
			other["key"] = first["key"]
			if _, err := ask(t, b, c.tool, other); code(err) != bank.ConflictKey {
				t.Errorf("same key, other arguments: %v, want conflict_key", err)
			}
			delete(other, "key")
			if _, err := ask(t, b, c.tool, other); code(err) != bank.InvalidArgument {
				t.Errorf("a write without key: %v, want invalid_argument", err)
			}
		})
	}
	offered, err := process(t, founded(t)).Tools(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range offered {
		if !seen[o.Name] && o.Name != "letters" {
			t.Errorf("%s has no test", o.Name)
		}
	}
}

// Effects are read back, not only answered.
func TestActsChangeWhatTheySay(t *testing.T) {
	now := epoch
	b := at(t, founded(t), &now)
	for _, c := range cases(t, b) {
		if c.other != nil {
			a := maps.Clone(c.args)
			a["key"] = "k-" + c.tool
			mustAsk(t, b, c.tool, a)
		}
	}
	for _, x := range []struct {
		tool  string
		args  args
		check string
		want  any
	}{
		{"invoice", args{"customer": "c-0001", "invoice": "in-0103"}, "due_date", "2026-12-02"},
		{"invoice", args{"customer": "c-0001", "invoice": "in-0103"}, "extended", 1.0},
		{"invoice", args{"customer": "c-0002", "invoice": "in-0203"}, "state", "paid"},
		{"invoice", args{"customer": "c-0002", "invoice": "in-0204"}, "plan.months", 6.0},
		{"invoice", args{"customer": "c-0008", "invoice": "in-0801"}, "state", "paused"},
		{"refund_status", args{"customer": "c-0008"}, "refunds.0.state", "reported"},
		{"list_cards", args{"customer": "c-0005"}, "cards.0.state", "frozen"},
		{"list_cards", args{"customer": "c-0009"}, "cards.1.state", "active"},
		{"find_customer", args{"customer": "c-0009"}, "email", "s•••@ny.example"},
		{"quote_extension", args{"customer": "c-0001", "invoice": "in-0103", "date": "2026-12-10"}, "fee", "39.00 SEK"},
		{"quote_extension", args{"customer": "c-0008", "invoice": "in-0801", "date": "2026-12-10"}, "decision", "not_by_rule"},
		{"payment_received", args{"customer": "c-0002", "amount": "189.00 SEK"}, "received", true},
		{"invoice", args{"customer": "c-0002", "invoice": "in-0202"}, "fee", "0.00 SEK"},
		{"invoice", args{"customer": "c-0003", "invoice": "in-0302"}, "state", "paused"},
		{"invoice", args{"customer": "c-0002", "invoice": "in-0202"}, "amount", "600.00 SEK"},
		{"find_customer", args{"customer": "c-0010"}, "reminders_paused_until", "2026-12-20"},
		{"blocked_payment", args{"customer": "c-0007"}, "count", 0.0},
		{"invoice", args{"customer": "c-0006", "invoice": "in-0601"}, "plan.remaining", 18.0},
	} {
		if got := find(mustAsk(t, b, x.tool, x.args), x.check); got != x.want {
			t.Errorf("%s %v: %s is %v, want %v", x.tool, x.args, x.check, got, x.want)
		}
	}
	// The notice of a changed e-mail goes to the old one: who loses an account must hear of it.
	told := false
	for _, l := range mustAsk(t, b, "letters", args{"limit": 500})["letters"].([]any) {
		told = told || find(l, "kind") == "contact_changed" && find(l, "to") == "sara.ek@kund.example"
	}
	if !told {
		t.Error("the old address was not told")
	}
}

func TestQuotesExpireAndMustStillHold(t *testing.T) {
	now := epoch
	b := at(t, founded(t), &now)
	a := args{"customer": "c-0001", "invoice": "in-0103", "date": "2026-12-02"}
	q := quoteFor(t, b, "quote_extension", a)
	forged := strings.Replace(q, "2026-12-02", "2026-12-09", 1)
	if _, err := ask(t, b, "extend_due_date", args{"customer": "c-0001", "quote": forged, "key": "f"}); code(err) != bank.NotFound {
		t.Errorf("a forged quote: %v, want not_found", err)
	}
	now = epoch.AddDate(0, 0, 2)
	if _, err := ask(t, b, "extend_due_date", args{"customer": "c-0001", "quote": q, "key": "e"}); code(err) != bank.Expired {
		t.Errorf("an old quote: %v, want expired", err)
	}
	now = epoch
	mustAsk(t, b, "extend_due_date", args{"customer": "c-0001", "quote": q, "key": "g"})
	if _, err := ask(t, b, "extend_due_date", args{"customer": "c-0001", "quote": q, "key": "h"}); code(err) != bank.Expired {
		t.Errorf("the same quote under another key: %v, want expired", err)
	}
}

func TestArgumentsAreChecked(t *testing.T) {
	now := epoch
	b := at(t, founded(t), &now)
	for _, x := range []struct {
		tool, raw, want string
	}{
		{"list_invoices", `{"state":"open"}`, bank.InvalidArgument},
		{"list_invoices", `{"customer":"c-0001","state":"öppna"}`, bank.InvalidArgument},
		{"list_invoices", `{"customer":"c-0001","nonsense":1}`, bank.InvalidArgument},
		{"list_invoices", `{"customer":17}`, bank.InvalidArgument},
		{"list_invoices", `[]`, bank.InvalidArgument},
		{"quote_extension", `{"customer":"c-0001","invoice":"in-0103"}`, bank.InvalidArgument},
		{"quote_extension", `{"customer":"c-0001","invoice":"in-0103","date":"2 december"}`, bank.InvalidArgument},
		{"quote_plan", `{"customer":"c-0002","invoice":"in-0204","months":99}`, bank.InvalidArgument},
		{"pay_invoice", `{"customer":"c-0001","invoice":"in-0103","amount":"-1 SEK","code":"1","key":"k"}`, bank.InvalidArgument},
		{"list_transactions", `{"customer":"c-0005","days":1.5}`, bank.InvalidArgument},
		{"open_case", `{"topic":"dispute","text":"x","contact":"y","key":"k"}`, bank.NotAllowed},
		{"open_case", `{"topic":"bereavement","text":"x","key":"k"}`, bank.InvalidArgument},
		{"letters", `{"customer":"c-0001"}`, bank.NotAllowed},
	} {
		if _, err := b.Call(context.Background(), x.tool, json.RawMessage(x.raw)); code(err) != x.want {
			t.Errorf("%s %s: %v, want %s", x.tool, x.raw, err, x.want)
		}
	}
	if _, err := ask(t, b, "open_case", args{"topic": "bereavement", "text": "min far har gått bort", "contact": "070-1740605", "key": "v"}); err != nil {
		t.Errorf("a relative reports a death: %v", err)
	}
	if o := mustAsk(t, b, "reset_sign_in", args{"email": "nobody@kund.example", "key": "n"}); o["sent"] != true || letterCount(t, b) != 0 {
		t.Errorf("an unknown address must look the same and get nothing: %v", o)
	}
}

// Words come in the language that is asked for, else the customer's own.
func TestWordsFollowTheLanguage(t *testing.T) {
	now := epoch
	b := at(t, founded(t), &now)
	for _, x := range []struct{ customer, language, want string }{
		{"c-0005", "", "online"}, {"c-0005", "sv", "på nätet"}, {"c-0005", "en", "online"},
	} {
		a := args{"customer": x.customer, "payment": "tx-0503"}
		if x.language != "" {
			a["language"] = x.language
		}
		if got := mustAsk(t, b, "purchase", a)["how"]; got != x.want {
			t.Errorf("%+v: %v", x, got)
		}
	}
	if _, err := ask(t, b, "invoice", args{"customer": "c-0001", "invoice": "x"}); !strings.Contains(err.Error(), "Vi hittar") {
		t.Errorf("a Swedish customer reads %v", err)
	}
}

func TestHintsTellTheClassesApart(t *testing.T) {
	seen := map[[3]bool]identity.Class{}
	for _, c := range []identity.Class{identity.Look, identity.Protect, identity.Act, identity.Move} {
		h := bank.Hints(c)
		k := [3]bool{h.ReadOnlyHint, *h.DestructiveHint, *h.OpenWorldHint}
		if seen[k] != "" {
			t.Errorf("%s and %s have the same hints", c, seen[k])
		}
		seen[k] = c
	}
}

func TestACodeIsBoundCountedAndUsedOnce(t *testing.T) {
	start := epoch
	pay := func(code, key string) args {
		return args{"customer": "c-0002", "invoice": "in-0203", "code": code, "key": key}
	}
	ask1 := args{"customer": "c-0002", "for": "pay_invoice", "payee": "in-0203", "key": "s"}
	wrong := func(code string) string { return string('0'+(code[0]-'0'+1)%10) + code[1:] }
	t.Run("five failures", func(t *testing.T) {
		now := start
		b := at(t, founded(t), &now)
		right := sent(t, b, ask1)
		for i, want := range []string{bank.WrongCode, bank.WrongCode, bank.WrongCode, bank.WrongCode, bank.TooManyTries, bank.TooManyTries} {
			if _, err := ask(t, b, "pay_invoice", pay(wrong(right), string(rune('a'+i)))); code(err) != want {
				t.Errorf("try %d: %v, want %s", i+1, err, want)
			}
		}
		if _, err := ask(t, b, "pay_invoice", pay(right, "z")); code(err) != bank.TooManyTries {
			t.Errorf("the right code afterwards: %v", err)
		}
	})
	t.Run("a try whose answer was lost counts once", func(t *testing.T) {
		now := start
		b := at(t, founded(t), &now)
		right := sent(t, b, ask1)
		for range 8 {
			if _, err := ask(t, b, "pay_invoice", pay(wrong(right), "same")); code(err) != bank.WrongCode {
				t.Fatalf("the same try again: %v", err)
			}
		}
		mustAsk(t, b, "pay_invoice", pay(right, "same"))
	})
	t.Run("looking counts too and does not use up", func(t *testing.T) {
		now := start
		b := at(t, founded(t), &now)
		right := sent(t, b, ask1)
		check := args{"customer": "c-0002", "for": "pay_invoice", "code": right}
		mustAsk(t, b, "check_code", check)
		mustAsk(t, b, "check_code", check)
		for range 4 {
			check["code"] = wrong(right)
			if _, err := ask(t, b, "check_code", check); code(err) != bank.WrongCode {
				t.Fatalf("a wrong look: %v", err)
			}
		}
		if _, err := ask(t, b, "check_code", check); code(err) != bank.TooManyTries {
			t.Errorf("the fifth: %v", err)
		}
	})
	t.Run("bound", func(t *testing.T) {
		now := start
		b := at(t, founded(t), &now)
		right := sent(t, b, ask1)
		other := args{"customer": "c-0002", "invoice": "in-0202", "code": right, "key": "o"}
		if _, err := ask(t, b, "pay_invoice", other); code(err) != bank.WrongCode {
			t.Errorf("another payee: %v, want wrong_code", err)
		}
		if _, err := ask(t, b, "pay_invoice", pay(right, "p")); code(err) != bank.Expired {
			t.Errorf("a changed value voids the code: %v, want expired", err)
		}
		if _, err := ask(t, b, "update_contact", args{"customer": "c-0002", "field": "phone", "value": "0701740605", "code": right, "key": "q"}); code(err) != bank.Expired {
			t.Errorf("another act: %v, want expired", err)
		}
	})
	t.Run("single use, five minutes, five an hour", func(t *testing.T) {
		now := start
		b := at(t, founded(t), &now)
		right := sent(t, b, args{"customer": "c-0009", "for": "update_contact", "payee": "0701740606", "key": "s1"})
		change := args{"customer": "c-0009", "field": "phone", "value": "0701740606", "code": right, "key": "u1"}
		mustAsk(t, b, "update_contact", change)
		change["key"] = "u2"
		if _, err := ask(t, b, "update_contact", change); code(err) != bank.Expired {
			t.Errorf("used twice: %v, want expired", err)
		}
		late := sent(t, b, ask1)
		now = now.Add(5*time.Minute + time.Second)
		if _, err := ask(t, b, "pay_invoice", pay(late, "l")); code(err) != bank.Expired {
			t.Errorf("after five minutes: %v, want expired", err)
		}
		for i := range 4 {
			a := maps.Clone(ask1)
			a["key"] = "more" + string(rune('0'+i))
			mustAsk(t, b, "send_code", a)
		}
		a := maps.Clone(ask1)
		a["key"] = "sixth"
		if _, err := ask(t, b, "send_code", a); code(err) != bank.Limit {
			t.Errorf("the sixth code in an hour: %v, want limit", err)
		}
	})
}

// The bank's own ceilings stand behind the mandate, whoever asks.
func TestTheMandateHasTheBanksOwnCeilings(t *testing.T) {
	now := epoch
	b := at(t, founded(t), &now)
	for i, x := range []struct {
		tool string
		args args
		want string
	}{
		{"waive_fee", args{"customer": "c-0001", "invoice": "in-0103", "amount": "1.00 SEK"}, bank.NotAllowed},
		{"goodwill_credit", args{"customer": "c-0001", "invoice": "in-0103", "amount": "349.00 SEK"}, bank.NotAllowed},
		{"goodwill_credit", args{"customer": "c-0001", "invoice": "in-0101", "amount": "1.00 SEK"}, bank.NotAllowed},
		{"goodwill_credit", args{"customer": "c-0001", "invoice": "in-0103", "amount": "-5.00 SEK"}, bank.InvalidArgument},
		{"pause_invoice", args{"customer": "c-0001", "invoice": "in-0103", "days": 61}, bank.InvalidArgument},
		{"pause_reminders", args{"customer": "c-0001", "days": 0}, bank.InvalidArgument},
		{"unblock_payment", args{"customer": "c-0005", "payment": "tx-0503", "amount": "129.99 SEK", "code": "123456"}, bank.NotAllowed},
		{"unblock_payment", args{"customer": "c-0007", "payment": "tx-0702", "amount": "1.00 SEK", "code": "123456"}, bank.InvalidArgument},
		{"reopen_plan", args{"customer": "c-0001", "invoice": "in-0101", "months": 3}, bank.NotAllowed},
		{"refund_goodwill", args{"customer": "c-0001", "purchase": "pu-0103", "amount": "350.00 SEK", "code": "123456"}, bank.NotAllowed},
		{"refund_goodwill", args{"customer": "c-0001", "purchase": "pu-0103", "amount": "50.00 SEK", "code": "123456"}, bank.Expired},
	} {
		x.args["key"] = "ceiling-" + string(rune('a'+i))
		if _, err := ask(t, b, x.tool, x.args); code(err) != x.want {
			t.Errorf("%s %v: %v, want %s", x.tool, x.args, err, x.want)
		}
	}
	refund := func(amount string) error {
		c := sent(t, b, args{"customer": "c-0006", "for": "refund_goodwill", "payee": "pu-0601", "amount": amount, "key": "s" + amount})
		_, err := ask(t, b, "refund_goodwill", args{"customer": "c-0006", "purchase": "pu-0601", "amount": amount, "code": c, "key": "r" + amount})
		return err
	}
	if err := refund("5000.00 SEK"); err != nil {
		t.Fatal(err)
	}
	if err := refund("1.00 SEK"); code(err) != bank.Limit {
		t.Errorf("more than a year's goodwill: %v, want limit", err)
	}
}

// Whoever takes over an account changes the ways to reach its owner first.
func TestNoMoneyMovesForADayAfterContactDetailsChanged(t *testing.T) {
	now := epoch
	b := at(t, founded(t), &now)
	held := sent(t, b, args{"customer": "c-0002", "for": "pay_invoice", "payee": "in-0203", "key": "before"})
	change := sent(t, b, args{"customer": "c-0002", "for": "update_contact", "payee": "0701740606", "key": "s"})
	mustAsk(t, b, "update_contact", args{"customer": "c-0002", "field": "phone", "value": "0701740606", "code": change, "key": "u"})
	pay := args{"customer": "c-0002", "invoice": "in-0203", "code": held, "key": "p"}
	if _, err := ask(t, b, "pay_invoice", pay); code(err) != bank.NotAllowed {
		t.Errorf("a code from before the change: %v, want not_allowed", err)
	}
	again := args{"customer": "c-0002", "for": "pay_invoice", "payee": "in-0203", "key": "after"}
	if _, err := ask(t, b, "send_code", again); code(err) != bank.NotAllowed {
		t.Errorf("a new code: %v, want not_allowed", err)
	}
	now = now.Add(24*time.Hour + time.Second)
	pay["code"] = sent(t, b, again)
	if mustAsk(t, b, "pay_invoice", pay)["state"] != "paid" {
		t.Error("a day later it must work")
	}
}
