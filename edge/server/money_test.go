package server_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
)

var errDown = errors.New("down")

const konto = "Datum;Text;Belopp;Saldo\n2026-10-25;Lön Arbetet AB;25000,00;26000,00\n2026-10-27;HYRA RIKSHEM;-9000,00;17000,00\n2026-11-03;ICA NARA 0345 STHLM;-250,00;16750,00\n2026-11-14;WILLYS UPPSALA;-175,50;16574,50\n2026-11-20;OKÄND BUTIK 7;-89,00;16485,50\n"

// file is a statement as the API takes it.
func file(text string, with ...any) map[string]any {
	m := map[string]any{"file": base64.StdEncoding.EncodeToString([]byte(text)), "currency": "SEK", "account": "Lönekonto"}
	for i := 0; i+1 < len(with); i += 2 {
		m[with[i].(string)] = with[i+1]
	}
	return m
}

// got is any value of an answer, as text.
func got(a answer, path string) string { return fmt.Sprint(a.at(path)) }

// moneyOn switches the money assistant on for a customer.
func (h *house) moneyOn(token string) {
	h.t.Helper()
	state := h.want(h.call("GET", "me/money", token, nil), 200, "")
	h.want(h.call("PUT", "me/money", token, map[string]any{"on": true, "notice": got(state, "version")}), 200, "")
}

// A customer reads the notice, switches on, looks at a file before keeping it,
// asks, labels, budgets, takes everything along, and erases it. Nobody else
// sees any of it, and nothing is there before they say yes.
func TestMoneyFromNoticeToErasure(t *testing.T) {
	h := newHouse(t, nil)
	h.tool = func(tool string, args map[string]any) (json.RawMessage, error) {
		if tool == "list_invoices" && args["customer"] == "c-0001" {
			return json.RawMessage(`{"invoices":[{"amount":"1019.00 SEK","state":"plan","merchant":"Cykelboden","due_date":"2026-11-30","plan":{"monthly":"1019.00 SEK","fee":"19.00 SEK","left":"2000.50 SEK","remaining":2,"next_date":"2026-11-30"}}]}`), nil
		}
		return json.RawMessage(`{"invoices":[]}`), nil
	}
	anna, other := h.customer("c-0001"), h.customer("c-0002")
	h.want(h.call("GET", "me/money/report", anna, nil), 409, "money_off")
	h.want(h.call("POST", "me/money/imports", anna, file(konto, "confirm", true)), 409, "money_off")
	h.want(h.call("PUT", "me/money", anna, map[string]any{"on": true, "notice": "1999-01"}), 409, "money_notice_changed")
	h.moneyOn(anna)
	h.moneyOn(other)

	a := h.want(h.call("POST", "me/money/imports", anna, file(konto)), 200, "")
	if got(a, "kept") != "false" || got(a, "rows") != "5" || got(a, "added") != "5" || got(a, "sum") != "15485.50" || got(a, "mapping.columns.amount") != "2" {
		t.Fatalf("preview: %s", a.text)
	}
	if b := h.call("GET", "me/money/transactions", anna, nil); strings.Contains(b.text, "ICA") {
		t.Fatalf("a preview was kept: %s", b.text)
	}
	bad := h.want(h.call("POST", "me/money/imports", anna, file(strings.Replace(konto, "-250,00", "tolv", 1))), 422, "money_file_refused")
	if got(bad, "params.line") != "4" || !strings.Contains(got(bad, "detail"), "tolv") {
		t.Fatalf("refusal: %s", bad.text)
	}
	h.want(h.call("POST", "me/money/imports", anna, file(konto, "mapping", map[string]any{"header": "x", "delimiter": ";", "decimal": ",", "dates": "ymd", "columns": map[string]any{"date": -1, "amount": 2}})), 422, "money_mapping")
	h.want(h.call("POST", "me/money/imports", anna, file(konto, "confirm", true)), 200, "")
	again := h.want(h.call("POST", "me/money/imports", anna, file(konto)), 200, "")
	if got(again, "added") != "0" || got(again, "remembered") != "true" {
		t.Fatalf("the second time: %s", again.text)
	}

	report := h.want(h.call("GET", "me/money/report?language=sv", anna, nil), 200, "")
	if got(report, "safe_to_spend.0.why") != "no_income" || got(report, "months.1.out") != "514.50" || got(report, "accounts.0.balance") != "16485.50" || got(report, "upcoming.0.source") != "instalment" {
		t.Fatalf("report: %s", report.text)
	}
	q := h.want(h.call("POST", "me/money/questions?language=sv", anna, map[string]any{"text": "hur mycket har jag lagt på matvaror?"}), 200, "")
	var answer struct{ Query json.RawMessage }
	must(t, json.Unmarshal([]byte(q.text), &answer))
	if !strings.Contains(got(q, "text"), "425,50") {
		t.Fatalf("question: %s", q.text)
	}
	next := h.want(h.call("POST", "me/money/questions?language=en", anna, map[string]any{"text": "when is my next instalment?"}), 200, "")
	if !strings.Contains(got(next, "text"), "1,019") || !strings.Contains(got(next, "text"), "30 November 2026") {
		t.Fatalf("instalment: %s", next.text)
	}
	follow := h.want(h.call("POST", "me/money/questions?language=sv", anna, map[string]any{"text": "och i oktober?", "before": answer.Query}), 200, "")
	if got(follow, "query.category") != "groceries" || got(follow, "query.period.from") != "2026-10-01" {
		t.Fatalf("follow-up: %s", follow.text)
	}
	h.want(h.call("POST", "me/money/questions", anna, map[string]any{"text": "och i oktober?", "before": map[string]any{"measure": "spent", "period": map[string]any{"from": "x", "to": "y"}}}), 422, "money_query")

	unsure := h.want(h.call("GET", "me/money/transactions?unsure=true", anna, nil), 200, "")
	id := got(unsure, "items.0.id")
	h.want(h.call("PUT", "me/money/transactions/"+id+"/label", other, map[string]any{"category": "pets", "shop": true}), 404, "transaction_not_found")
	label := h.want(h.call("PUT", "me/money/transactions/"+id+"/label", anna, map[string]any{"category": "pets", "shop": true}), 200, "")
	if got(label, "label.category") != "pets" || got(label, "label.why.code") != "yours_shop" {
		t.Fatalf("label: %s", label.text)
	}
	if undone := h.want(h.call("DELETE", "me/money/transactions/"+id+"/label", anna, nil), 200, ""); got(undone, "label.category") != "" {
		t.Fatalf("undone: %s", undone.text)
	}

	h.want(h.call("PUT", "me/money/budgets/groceries/SEK", anna, map[string]any{"kind": "monthly", "amount": "500"}), 200, "")
	h.want(h.call("PUT", "me/money/budgets/salary/SEK", anna, map[string]any{"kind": "monthly", "amount": "500"}), 404, "category_not_found")
	h.want(h.call("PUT", "me/money/budgets/car/SEK", anna, map[string]any{"kind": "monthly", "amount": "-5"}), 422, "budget_amount")
	h.want(h.call("PUT", "me/money/goals/Cykel", anna, map[string]any{"amount": "6000", "saved": "0", "currency": "sek", "by": "2027-04-30"}), 200, "")
	report = h.want(h.call("GET", "me/money/report?language=en", anna, nil), 200, "")
	if got(report, "budgets.0.spent") != "425.50" || got(report, "budgets.0.left") != "74.50" || got(report, "budgets.0.alerts.0.code") != "at_80" || got(report, "goals.0.monthly") != "1000.00" {
		t.Fatalf("plans: %s", report.text)
	}
	review := h.want(h.call("GET", "me/money/months/2026-11?language=en", anna, nil), 200, "")
	if got(review, "currencies.0.out") != "514.50" || got(review, "biggest.0.sum") != "-250.00" {
		t.Fatalf("review: %s", review.text)
	}
	h.want(h.call("GET", "me/money/months/2026-12", anna, nil), 422, "money_month")

	table := h.want(h.call("GET", "me/money/export.csv", anna, nil), 200, "")
	if !strings.Contains(table.text, "ICA NARA 0345 STHLM") {
		t.Fatalf("table: %s", table.text)
	}
	if theirs := h.call("GET", "me/money/export", other, nil); strings.Contains(theirs.text, "ICA") {
		t.Fatalf("another's: %s", theirs.text)
	}
	h.want(h.call("PUT", "me/money", anna, map[string]any{"on": false}), 200, "")
	h.want(h.call("GET", "me/money/transactions", anna, nil), 409, "money_off")
	if all := h.want(h.call("GET", "me/money/export", anna, nil), 200, ""); !strings.Contains(all.text, "ICA") || !strings.Contains(all.text, `"budget"`) {
		t.Fatalf("off, it is still theirs: %s", all.text)
	}
	h.want(h.call("DELETE", "me/money", anna, nil), 200, "")
	if all := h.want(h.call("GET", "me/money/export", anna, nil), 200, ""); strings.Contains(all.text, "ICA") || strings.Contains(all.text, "decisions\":[{") {
		t.Fatalf("erased: %s", all.text)
	}
	if strings.Contains(h.log.String(), "ICA") || strings.Contains(h.log.String(), "c-0001") {
		t.Error("the log holds what somebody bought, or who they are")
	}
}

// What the company's system does not say is not guessed: then nothing is safe
// to spend, and it says why.
func TestMoneyWhenTheCompanyIsDown(t *testing.T) {
	h := newHouse(t, nil)
	h.tool = func(string, map[string]any) (json.RawMessage, error) { return nil, errDown }
	anna := h.customer("c-0001")
	h.moneyOn(anna)
	h.want(h.call("POST", "me/money/imports", anna, file(konto, "confirm", true)), 200, "")
	report := h.want(h.call("GET", "me/money/report?language=sv", anna, nil), 200, "")
	if got(report, "not_owed") != "true" || got(report, "safe_to_spend.0.why") != "not_owed" || !strings.Contains(got(report, "safe_to_spend.0.why_text"), "betala till oss") {
		t.Fatal(report.text)
	}
}

// Two accounts: a movement between them is proposed, taken apart, and kept again.
func TestMoneyTransfersAreProposedAndUndone(t *testing.T) {
	h := newHouse(t, nil)
	anna := h.customer("c-0001")
	h.moneyOn(anna)
	h.want(h.call("POST", "me/money/imports", anna, file("Datum;Text;Belopp\n2026-11-03;Till spar;-500,00\n", "confirm", true)), 200, "")
	h.want(h.call("POST", "me/money/imports", anna, file("Datum;Text;Belopp\n2026-11-04;Från lön;500,00\n", "confirm", true, "account", "Buffert")), 200, "")
	pairs := h.want(h.call("GET", "me/money/transfers", anna, nil), 200, "")
	pair := map[string]any{"from": got(pairs, "items.0.from.id"), "to": got(pairs, "items.0.to.id"), "is": false}
	if got(pairs, "items.0.state") != "proposed" {
		t.Fatal(pairs.text)
	}
	h.want(h.call("PUT", "me/money/transfers", anna, map[string]any{"from": "x", "to": "y", "is": true}), 404, "transfer_not_found")
	h.want(h.call("PUT", "me/money/transfers", anna, pair), 200, "")
	if state := got(h.call("GET", "me/money/transfers", anna, nil), "items.0.state"); state != "apart" {
		t.Fatal(state)
	}
	pair["is"] = true
	h.want(h.call("PUT", "me/money/transfers", anna, pair), 200, "")
	if state := got(h.call("GET", "me/money/transfers", anna, nil), "items.0.state"); state != "kept" {
		t.Fatal(state)
	}
	accounts := h.want(h.call("GET", "me/money/accounts", anna, nil), 200, "")
	if !strings.Contains(accounts.text, `"name":"Buffert"`) || !strings.Contains(accounts.text, `"savings":true`) {
		t.Fatal(accounts.text)
	}
}
