package assistant_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"samtal/service/desk"
)

// What the ten personas see first, from the real bank, in their own order.
func TestTheFirstScreenNamesWhatTheCustomerMayHaveComeFor(t *testing.T) {
	for _, c := range []struct {
		customer, language string
		want               []string
	}{
		{"c-0001", "sv", []string{"Faktura 349 kr förfaller på lördag | Fjällkläder. Se fakturan"}},
		{"c-0002", "sv", []string{"Faktura 649 kr förfaller på torsdag", "Faktura 189 kr förfaller 3 december"}},
		{"c-0004", "sv", []string{"Återbetalning 349 kr, på väg"}},
		{"c-0007", "sv", []string{"Köp på 4 890 kr är stoppat | Resebyrån Horisont. Se varför"}},
		{"c-0009", "en", []string{"Your card ·9034 is frozen | Unfreeze it"}},
		{"c-0005", "en", nil},
		{"", "sv", nil},
	} {
		h := newHouse(t, c.customer, c.language)
		got, err := h.desk.Start(context.Background(), h.who, "SE", c.language)
		if err != nil || len(got) != len(c.want) {
			t.Errorf("%s: %+v, %v, want %q", c.customer, got, err, c.want)
			continue
		}
		for i, m := range got {
			if line := plain(m.Title + " | " + m.Detail); !strings.HasPrefix(line, c.want[i]) {
				t.Errorf("%s: %q, want %q", c.customer, line, c.want[i])
			}
		}
	}
}

// A pressed row is that very invoice: nobody who has three asks again which.
func TestAPressedRowBeginsItsMatterWithTheSlotFilled(t *testing.T) {
	h := newHouse(t, "c-0002", "sv")
	rows, err := h.desk.Start(context.Background(), h.who, "SE", "sv")
	if err != nil || len(rows) < 2 {
		t.Fatalf("%+v, %v", rows, err)
	}
	h.write(desk.Incoming{Choice: rows[1].ID})
	h.says("Faktura R-100203 från", "189", "3 december")
	if n := count(h.calls, "list_invoices"); n != 2 {
		t.Errorf("%v: once for the first screen, once for the answer", h.calls)
	}
	if first := h.all(); first[1].Text != rows[1].Title && first[0].Text != rows[1].Title {
		t.Errorf("the customer is not shown to have said %q: %+v", rows[1].Title, first)
	}
}

// A reference that is not the customer's names nothing of anybody's, and what
// was never a row is refused.
func TestAStrangersReferenceIsAskedForAnew(t *testing.T) {
	h := newHouse(t, "c-0002", "sv")
	h.write(desk.Incoming{Choice: "start:balance:in-0103"})
	h.says("De här är öppna")
	for _, bad := range []string{"start:fraud:tx-0503", "start:balance:x y", "start:balance", "start:balance:" + strings.Repeat("a", 90)} {
		if _, err := h.desk.Write(context.Background(), h.who, h.id, desk.Incoming{ID: "bad-" + bad[6:10] + bad[len(bad)-2:], Choice: bad}); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
	v := newHouse(t, "", "sv")
	if _, err := v.desk.Write(context.Background(), v.who, v.id, desk.Incoming{ID: "m-1", Choice: "start:balance:in-0103"}); err == nil {
		t.Error("a visitor began a matter of an account")
	}
}

// The company's system is slow or down: the first screen comes without rows,
// and the system is not asked again for each that looks.
func TestTheFirstScreenNeverFailsWithTheCompanysSystem(t *testing.T) {
	h := newHouse(t, "c-0004", "sv")
	for _, tool := range []string{"blocked_payment", "list_invoices", "list_cards"} {
		h.fail[tool] = errors.New("down")
	}
	got, err := h.desk.Start(context.Background(), h.who, "SE", "sv")
	if err != nil || len(got) != 1 {
		t.Fatalf("what still answers is shown: %+v, %v", got, err)
	}
	n := len(h.calls)
	if _, err = h.desk.Start(context.Background(), h.who, "SE", "sv"); err != nil || len(h.calls) != n {
		t.Errorf("asked again at once: %v, %v", h.calls[n:], err)
	}
	h.now = h.now.Add(time.Minute)
	h.fail["refund_status"] = errors.New("down")
	if got, err = h.desk.Start(context.Background(), h.who, "SE", "sv"); err != nil || got == nil || len(got) != 0 {
		t.Errorf("without rows: %+v, %v", got, err)
	}
	cut, stop := context.WithCancel(context.Background())
	stop()
	h.now = h.now.Add(time.Minute)
	if got, err = h.desk.Start(cut, h.who, "SE", "sv"); err != nil || len(got) != 0 {
		t.Errorf("after its time: %+v, %v", got, err)
	}
}
