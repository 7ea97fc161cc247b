package conformance

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"samtal/core/money"
	"samtal/core/money/ledger"
	"samtal/service/moneybox"
)

// moneys holds the money assistant's tables: one owner never sees another's,
// rows are added once and only ever get the bank's id, and erasing leaves
// nothing.
func moneys(t *testing.T, b *bench) {
	read := func(owner string, w moneybox.Rows) (out []ledger.Transaction) {
		t.Helper()
		must(t, b.EachRow(ctx, owner, w, func(r ledger.Transaction) error { out = append(out, r); return nil }))
		return out
	}
	secret := func(owner, fresh, want string) {
		t.Helper()
		got, err := b.Secret(ctx, owner, fresh)
		must(t, err)
		if got != want {
			t.Fatalf("the secret of %s is %q", owner, got)
		}
	}
	secret("c1", "one", "one")
	secret("c1", "two", "one")
	secret("c2", "three", "three")
	must(t, b.PutAccount(ctx, "c1", ledger.Account{ID: "a", Name: "Lönekonto", Last: "7891", Currency: "SEK"}))
	must(t, b.PutAccount(ctx, "c1", ledger.Account{ID: "a", Name: "Vardag", Last: "0000", Currency: "EUR"}))
	accounts, err := b.MoneyAccounts(ctx, "c1")
	must(t, err)
	if diff := cmp.Diff([]ledger.Account{{ID: "a", Name: "Vardag", Last: "7891", Currency: "SEK"}}, accounts); diff != "" {
		t.Fatal(diff)
	}
	balance := int64(-12)
	row := func(id, date, bank string) ledger.Transaction {
		return ledger.Transaction{ID: id, Account: "a", Date: date, Bought: "2026-01-02", Amount: money.Money{Minor: -3500, Currency: "SEK"}, Text: "Espresso \U0001F600",
			Party: "E", Label: "Mat", MCC: "5814", Bank: bank, Print: "p-" + date, Balance: &balance}
	}
	pending := row("r3", "", "")
	pending.Pending, pending.Balance = true, nil
	must(t, b.PutRows(ctx, "c1", []ledger.Transaction{row("r2", "2026-01-05", ""), row("r1", "2026-01-04", "x"), pending}))
	again := row("r2", "2026-01-05", "y")
	again.Text = "something else"
	must(t, b.PutRows(ctx, "c1", []ledger.Transaction{again, row("r1", "2026-01-04", "z")}))
	want := []ledger.Transaction{pending, row("r1", "2026-01-04", "x"), row("r2", "2026-01-05", "y")}
	if diff := cmp.Diff(want, read("c1", moneybox.Rows{})); diff != "" {
		t.Fatal(diff)
	}
	if diff := cmp.Diff(want[:2], read("c1", moneybox.Rows{From: "2026-01-04", To: "2026-01-04"})); diff != "" {
		t.Fatal(diff)
	}
	if diff := cmp.Diff(want[1:], read("c1", moneybox.Rows{Prints: []string{"p-2026-01-05", "none"}, Banks: []string{"x", "y", "w"}})); diff != "" {
		t.Fatal(diff)
	}
	many := make([]ledger.Transaction, 600)
	for i := range many {
		many[i] = row(string(rune('A'+i%26))+string(rune('A'+i/26)), "2026-02-01", "")
	}
	must(t, b.PutRows(ctx, "c2", many))
	if n := len(read("c2", moneybox.Rows{})); n != 600 || len(read("c1", moneybox.Rows{})) != 3 {
		t.Fatalf("%d rows of another owner", n)
	}
	must(t, b.Choose(ctx, "c1", moneybox.Choice{Kind: moneybox.KindUndone, Key: "r1\x00r2", Value: `true`, At: start}))
	must(t, b.Choose(ctx, "c1", moneybox.Choice{Kind: moneybox.KindLabel, Key: "ICA", Value: `"food"`, At: start}))
	must(t, b.Choose(ctx, "c1", moneybox.Choice{Kind: moneybox.KindLabel, Key: "ICA", Value: `"shopping"`, At: start}))
	labels, err := b.Choices(ctx, "c1", moneybox.KindLabel)
	must(t, err)
	all, err := b.Choices(ctx, "c1", "")
	must(t, err)
	if len(labels) != 1 || labels[0].Value != `"shopping"` || !labels[0].At.Equal(start) || len(all) != 2 || all[1].Key != "r1\x00r2" {
		t.Fatalf("%+v, %+v", labels, all)
	}
	must(t, b.Unchoose(ctx, "c1", moneybox.KindUndone, "r1\x00r2"))
	must(t, b.EraseMoney(ctx, "c2"))
	if all, err = b.Choices(ctx, "c1", ""); err != nil || len(all) != 1 || len(read("c2", moneybox.Rows{})) != 0 || len(read("c1", moneybox.Rows{})) != 3 {
		t.Fatalf("%+v %v", all, err)
	}
	must(t, b.EraseMoney(ctx, "c1"))
	secret("c1", "four", "four")
}
