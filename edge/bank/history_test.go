package bank_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"samtal/edge/bank"
)

var historyTables = []string{"customers", "contacts", "purchases", "invoices", "plans", "cards", "transactions", "refunds", "payouts"}

// prints is a fingerprint of each table of a company.
func prints(t *testing.T, dir string) map[string]string {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "bank.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	out := map[string]string{}
	for _, table := range historyTables {
		rows, err := db.Query("SELECT * FROM " + table + " ORDER BY 1,2")
		if err != nil {
			t.Fatal(err)
		}
		cols, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		h, n := sha256.New(), 0
		for ; rows.Next(); n++ {
			values := make([]any, len(cols))
			into := make([]any, len(cols))
			for i := range values {
				into[i] = &values[i]
			}
			if err := rows.Scan(into...); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(h, values...)
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		rows.Close()
		out[table] = fmt.Sprintf("%d rows %x", n, h.Sum(nil)[:6])
	}
	return out
}

func found(t *testing.T, seed uint64, customers int, now time.Time) string {
	t.Helper()
	dir := t.TempDir()
	b, err := bank.Open(context.Background(), bank.Options{Dir: dir, Seed: seed, Customers: customers, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	b.Close()
	return dir
}

func differ(a, b map[string]string) []string {
	var out []string
	for _, table := range historyTables {
		if a[table] != b[table] {
			out = append(out, fmt.Sprintf("%s: %s and %s", table, a[table], b[table]))
		}
	}
	return out
}

func TestTheSameSeedIsTheSameCompany(t *testing.T) {
	one := prints(t, found(t, 7, 300, epoch))
	if d := differ(one, prints(t, found(t, 7, 300, epoch.Add(3*time.Hour)))); d != nil {
		t.Errorf("same seed, same day: %v", d)
	}
	if d := differ(one, prints(t, found(t, 8, 300, epoch))); len(d) < 6 {
		t.Errorf("another seed must be another company, only %v differ", d)
	}
}

// However often growth is called, the same days come out.
func TestHistoryGrowsTheSameInAnySteps(t *testing.T) {
	grown := func(steps ...int) map[string]string {
		dir := found(t, 7, 300, epoch)
		for _, days := range steps {
			now := epoch.AddDate(0, 0, days)
			b := at(t, dir, &now)
			if err := b.Grow(context.Background()); err != nil {
				t.Fatal(err)
			}
			if err := b.Grow(context.Background()); err != nil { // twice is once
				t.Fatal(err)
			}
			b.Close()
		}
		return prints(t, dir)
	}
	seeded := prints(t, found(t, 7, 300, epoch))
	once, often := grown(40), grown(1, 2, 9, 30, 40)
	if d := differ(once, often); d != nil {
		t.Errorf("at once and in steps: %v", d)
	}
	if d := differ(seeded, once); len(d) < 3 {
		t.Errorf("forty days added nothing but %v", d)
	}
}

// Time alone moves history on: sent, due, paid; returned, refunded.
func TestTimeMovesHistoryOn(t *testing.T) {
	now := epoch
	b := at(t, founded(t), &now)
	states := func() map[string]int {
		n := map[string]int{}
		for i := 11; i <= 400; i++ {
			for _, v := range mustAsk(t, b, "list_invoices", args{"customer": fmt.Sprintf("c-%04d", i)})["invoices"].([]any) {
				n[find(v, "state").(string)]++
			}
		}
		return n
	}
	before := states()
	if before["open"] < 50 || before["paid"] < 1000 || before["overdue"] < 2 || before["plan"] < 20 {
		t.Errorf("not a plausible company: %v", before)
	}
	now = epoch.AddDate(0, 3, 0)
	if after := states(); after["open"] > 5 || after["paid"] <= before["paid"] {
		t.Errorf("three months later without growth: %v, before %v", after, before)
	}
	if err := b.Grow(context.Background()); err != nil {
		t.Fatal(err)
	}
	if after := states(); after["open"] < 50 {
		t.Errorf("three months later, grown: %v", after)
	}
	now = epoch.AddDate(0, 0, 4)
	if o := mustAsk(t, b, "refund_status", args{"customer": "c-0004"}); find(o, "refunds.0.state") != "arrived" {
		t.Errorf("the refund arrives on its day: %v", o)
	}
}

// A return that is reported goes the same way as all others, and settles its
// invoice when the shop approves.
func TestAReportedReturnIsWorkedOff(t *testing.T) {
	now := epoch
	b := at(t, founded(t), &now)
	mustAsk(t, b, "report_return", args{"customer": "c-0008", "purchase": "pu-0801", "key": "r"})
	for _, x := range []struct {
		days            int
		refund, invoice string
	}{{0, "reported", "paused"}, {20, "arrived", "paid"}} {
		now = epoch.AddDate(0, 0, x.days)
		r := mustAsk(t, b, "refund_status", args{"customer": "c-0008"})
		v := mustAsk(t, b, "invoice", args{"customer": "c-0008", "invoice": "in-0801"})
		if find(r, "refunds.0.state") != x.refund || find(r, "refunds.0.late") != false || v["state"] != x.invoice {
			t.Errorf("after %d days: %v, %v", x.days, r, v)
		}
	}
}

// Chance is spread over days and people: nobody buys daily, few never.
func TestPeopleBuyNowAndThen(t *testing.T) {
	now := epoch
	b := at(t, founded(t), &now)
	none, most := 0, 0.0
	for i := 11; i <= 400; i++ {
		n := mustAsk(t, b, "list_purchases", args{"customer": fmt.Sprintf("c-%04d", i), "days": 730})["count"].(float64)
		most = max(most, n)
		if n == 0 {
			none++
		}
	}
	if none > 40 || most < 15 || most > 80 {
		t.Errorf("%d of 390 never bought, one bought %v times in two years", none, most)
	}
}

// A purchase of the future is not shown before its time.
func TestNothingFromTheFutureIsShown(t *testing.T) {
	now := epoch
	b := at(t, founded(t), &now)
	today := epoch.Format(time.DateOnly)
	for i := 11; i <= 300; i++ {
		c := fmt.Sprintf("c-%04d", i)
		for tool, list := range map[string]string{"list_purchases": "purchases", "list_transactions": "payments"} {
			for _, v := range mustAsk(t, b, tool, args{"customer": c})[list].([]any) {
				if d := find(v, "date").(string); d > today {
					t.Errorf("%s %s: %v", c, tool, v)
				}
			}
		}
	}
}

func TestAPlacedCrashMustBeReadable(t *testing.T) {
	for _, bad := range []string{"after_effect", "sometimes:open_case:1", "after_effect:open_case:0", "after_effect:open_case:x"} {
		if _, err := bank.Open(context.Background(), bank.Options{Dir: t.TempDir(), Customers: 10, Die: bad}); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}
