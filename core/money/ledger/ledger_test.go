package ledger

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
	"samtal/core/money"
	"samtal/core/money/statement"
)

var secret = Secret("a test's secret")

// book is the ledger of a test: it imports as a store would.
type book map[string]Transaction

func (b book) rows() []Transaction {
	var all []Transaction
	for _, t := range b {
		all = append(all, t)
	}
	slices.SortFunc(all, func(a, c Transaction) int { return strings.Compare(a.ID, c.ID) })
	return all
}

func (b book) take(p statement.Part) int {
	_, rows := secret.Of(p, "")
	c := secret.Merge(b.rows(), rows)
	for _, t := range slices.Concat(c.Add, c.Known) {
		b[t.ID] = t
	}
	return len(c.Add)
}

func (b book) file(t *testing.T, name string) (added int) {
	text, err := os.ReadFile(filepath.Join("../../../../shared/data/bankfiles", name))
	if err != nil {
		t.Skip("skipped: ../shared/data/bankfiles is not beside the project")
	}
	s, err := statement.Read(string(text), statement.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range s.Parts {
		added += b.take(p)
	}
	return added
}

// Actual #2432, #8221: a second import adds nothing, in another format neither.
func TestTheSameFileTwiceAddsNothing(t *testing.T) {
	for _, pair := range [][2]string{
		{"se_swedbank_comma_privatekonomi.csv", "se_swedbank_tab_privatekonomi.tsv"},
		{"se_icabanken_reserved_rows_privatekonomi.csv", "se_icabanken_reserved_rows_privatekonomi.csv"},
		{"actual_payee_memo.ofx", "actual_payee_memo.ofx"}, {"actual_mt940.sta", "actual_mt940.sta"},
		{"uk_pending_pound_sign_bank2ynab.csv", "uk_pending_pound_sign_bank2ynab.csv"},
	} {
		b := book{}
		if n := b.file(t, pair[0]); n == 0 {
			t.Errorf("%s added nothing", pair[0])
		}
		if n := b.file(t, pair[1]); n != 0 {
			t.Errorf("%s after %s added %d", pair[1], pair[0], n)
		}
	}
}

func row(date string, minor int64, text, id string, pending bool) statement.Row {
	return statement.Row{Date: date, Amount: money.Money{Minor: minor, Currency: "SEK"}, Text: text, ID: id, Pending: pending}
}

func part(rows ...statement.Row) statement.Part {
	return statement.Part{Account: statement.Account{Number: "123"}, Currency: "SEK", Rows: rows}
}

func TestTwoEqualCoffeesStayTwo(t *testing.T) {
	coffee := row("2025-01-02", -3500, "Espresso House", "", false)
	b := book{}
	if n := b.take(part(coffee, coffee)); n != 2 {
		t.Fatalf("added %d", n)
	}
	if n := b.take(part(coffee)); n != 0 {
		t.Fatalf("a shorter export added %d", n)
	}
	if n := b.take(part(coffee, coffee, coffee)); n != 1 {
		t.Fatalf("a third coffee added %d", n)
	}
}

func TestABookingReplacesItsReservation(t *testing.T) {
	wait := row("2025-12-23", -25670, "Willys Mariestad Hag   Mariestad", "", true)
	done := row("2025-12-24", -25670, "WILLYS MARIESTAD", "", false)
	other := row("2025-12-24", -25670, "Systembolaget", "", false)
	for _, order := range [][]statement.Row{{wait, done, other}, {other, done, wait}, {done, wait, other}} {
		b := book{}
		for _, r := range order {
			b.take(part(r))
		}
		if len(b) != 3 {
			t.Fatalf("%d rows: something was thrown away", len(b))
		}
		found := Replaced(b.rows())
		if len(found) != 1 {
			t.Fatalf("found %v", found)
		}
		for from, to := range found {
			if !b[from].Pending || b[to].Text != "WILLYS MARIESTAD" {
				t.Errorf("%v became %v", b[from], b[to])
			}
		}
	}
}

// A row that looks like a card's number never gets to the disk, with a right
// check digit or a wrong one.
func TestCardsAreMasked(t *testing.T) {
	for in, want := range map[string]string{
		"KORT 4111 1111 1111 1111 ICA": "KORT ••1111 ICA", "4111-1111-1111-1112": "••1112", "SE35 5000 0000 0549 1000 0003": "SE••0003",
		"ROYAL LONDON 01222 61234": "ROYAL LONDON 01222 61234", "2025-11-12 1234": "2025-11-12 1234", "2025-11-12 4111111111111111": "2025-11-12 ••1111",
	} {
		if got := Mask(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	p := part(row("2025-01-01", -100, "x", "4111111111111112", false))
	p.Account.Number = "4111111111111112"
	a, rows := secret.Of(p, "")
	if s := fmt.Sprintf("%+v %+v", a, rows); strings.Contains(s, "411111111111") {
		t.Error(s)
	}
}

func TestTransfersWithinFourDaysAreProposedAndUndone(t *testing.T) {
	tx := func(id, account, date string, minor int64) Transaction {
		return Transaction{ID: id, Account: account, Date: date, Amount: money.Money{Minor: minor, Currency: "SEK"}}
	}
	all := []Transaction{tx("a", "pay", "2025-01-03", -50000), tx("b", "save", "2025-01-07", 50000), tx("c", "save", "2025-01-04", 50000),
		tx("d", "pay", "2025-01-10", -50000), tx("e", "save", "2025-01-15", 50000), tx("f", "pay", "2025-01-03", 50000)}
	got := Transfers(all, nil)
	if len(got) != 2 || got[0] != (Transfer{From: "a", To: "c", Days: 1}) || got[1] != (Transfer{From: "d", To: "b", Days: 3}) {
		t.Fatalf("%+v", got)
	}
	if got := Transfers(all, map[string]bool{"a\x00c": false, "d\x00b": false}); slices.Contains(got, Transfer{From: "a", To: "c", Days: 1}) || slices.Contains(got, Transfer{From: "d", To: "b", Days: 3}) {
		t.Errorf("proposed again: %+v", got)
	}
}

// Whatever is cut into files, and in whatever order and how often they come,
// the ledger ends the same, and its sum is the sum of what happened.
func TestOrderAndRepetitionDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := []string{"ICA", "Coop", "Espresso House"}
		n := rapid.IntRange(1, 25).Draw(t, "rows")
		var truth []statement.Row
		withIDs := rapid.Bool().Draw(t, "ids")
		for i := range n {
			r := row(fmt.Sprintf("2025-01-%02d", rapid.IntRange(1, 9).Draw(t, "day")), -100*int64(rapid.IntRange(1, 3).Draw(t, "kr")), rapid.SampledFrom(texts).Draw(t, "text"), "", false)
			if withIDs {
				r.ID = fmt.Sprintf("id-%d", i)
			}
			truth = append(truth, r)
		}
		slices.SortStableFunc(truth, func(a, b statement.Row) int { return strings.Compare(a.Date, b.Date) })
		// an export is whole days, as a bank makes it; some drop the ids
		var files [][]statement.Row
		for range rapid.IntRange(1, 4).Draw(t, "files") {
			from, to := rapid.IntRange(1, 9).Draw(t, "from"), rapid.IntRange(1, 9).Draw(t, "to")
			bare := rapid.Bool().Draw(t, "bare")
			var f []statement.Row
			for _, r := range truth {
				if d := fmt.Sprintf("2025-01-%02d", min(from, to)); r.Date >= d && r.Date <= fmt.Sprintf("2025-01-%02d", max(from, to)) {
					if bare {
						r.ID = ""
					}
					f = append(f, r)
				}
			}
			files = append(files, f)
		}
		files = append(files, truth)
		var first string
		seed := rapid.Uint64().Draw(t, "seed")
		for run := range 4 {
			b := book{}
			order := rand.New(rand.NewPCG(seed, uint64(run))).Perm(len(files))
			for _, i := range append(order, order...) {
				b.take(part(files[i]...))
			}
			var sum, want int64
			for _, r := range truth {
				want += r.Amount.Minor
			}
			for _, r := range b {
				sum += r.Amount.Minor
			}
			if len(b) != len(truth) || sum != want {
				t.Fatalf("%d rows of %d, sum %d of %d, order %v", len(b), len(truth), sum, want, order)
			}
			var ids []string
			for id := range b {
				ids = append(ids, id)
			}
			slices.Sort(ids)
			if s := strings.Join(ids, " "); first == "" {
				first = s
			} else if s != first {
				t.Fatalf("the order of imports gave other rows: %v", order)
			}
		}
	})
}
