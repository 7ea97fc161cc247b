package statement

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const shared = "../../../../shared/data/bankfiles"

// The real exports that everybody is judged by: counts and sums as their
// makers wrote them down.
func TestEveryRealExportIsReadExactly(t *testing.T) {
	f, err := os.Open(filepath.Join(shared, "expected.csv"))
	if err != nil {
		t.Skip("skipped: ../shared/data/bankfiles is not beside the project")
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range rows[1:] {
		t.Run(want[0], func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(shared, want[0]))
			if err != nil {
				t.Fatal(err)
			}
			s, err := Read(string(text), Options{})
			if want[3] == "0" {
				if len(s.Rows()) > 0 || err == nil || err.Error() != "camt_no_statement" {
					t.Fatalf("read what has no statement in it: %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			net, booked, pending, ok := s.Sums()
			if reserved := map[string][2]string{"se_icabanken_reserved_rows_privatekonomi.csv": {"8335.00", "2"}, "uk_pending_pound_sign_bank2ynab.csv": {"-285.80", "3"}}[want[0]]; reserved != [2]string{} && (s.Scaled(booked) != reserved[0] || strconv.Itoa(pending) != reserved[1]) {
				t.Errorf("booked %s, %d pending, want %v", s.Scaled(booked), pending, reserved)
			}
			currency := s.Currency()
			if currency == "" {
				currency = "-"
			}
			if string(s.Format) != want[1] || currency != want[2] || strconv.Itoa(len(s.Rows())) != want[3] || s.Scaled(net) != want[4] || !ok {
				t.Errorf("%s %s %d %s, want %v", s.Format, currency, len(s.Rows()), s.Scaled(net), want[1:5])
			}
			for _, r := range s.Rows() {
				if strings.Contains(r.Text+r.Party, "&amp;") || strings.Contains(r.Text+r.Party, "&lt;") {
					t.Errorf("an entity is left in %q", r.Text)
				}
			}
		})
	}
}
