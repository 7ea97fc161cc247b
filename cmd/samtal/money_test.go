package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func banking(t *testing.T, args ...string) (code int, out []map[string]any, stderr string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(context.Background(), args, app{In: strings.NewReader(""), Out: &o, Err: &e, Lang: "en", Env: func(string) string { return "" }})
	d := json.NewDecoder(&o)
	for d.More() {
		var line map[string]any
		if err := d.Decode(&line); err != nil {
			t.Fatal(err)
		}
		out = append(out, line)
	}
	return code, out, e.String()
}

// What outside programs read: one object a file, counts and sums exact, the
// second time nothing new, and the one broken file says what is wrong.
func TestMoneyImportOfEveryRealFile(t *testing.T) {
	const folder = "../../../shared/data/bankfiles"
	f, err := os.Open(filepath.Join(folder, "expected.csv"))
	if err != nil {
		t.Skip("skipped: ../shared/data/bankfiles is not beside the project")
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(t.TempDir(), "money.db")
	args := []string{"money", "import", "--into", db, "--json"}
	for _, r := range rows[1:] {
		args = append(args, filepath.Join(folder, r[0]))
	}
	for round := range 2 {
		code, out, stderr := banking(t, args...)
		if code != someFiles || len(out) != len(rows)-1 {
			t.Fatalf("exit %d, %d lines, %s", code, len(out), stderr)
		}
		for i, want := range rows[1:] {
			got := out[i]
			if got["format"] != want[1] || got["currency"] != want[2] || got["net_sum"] != want[4] || jsonInt(got["transactions"]) != want[3] {
				t.Errorf("%v, want %v", got, want)
			}
			added := jsonInt(got["added"])
			same := want[0] == "se_swedbank_tab_privatekonomi.tsv" // the comma file again
			if round == 0 && !same && added != want[3] || (round == 1 || same) && added != "0" {
				t.Errorf("round %d: %s added %s of %s", round+1, want[0], added, want[3])
			}
			if want[3] == "0" && !strings.Contains(got["error"].(string), "camt.053") {
				t.Errorf("%v", got["error"])
			}
		}
	}
	disk, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	for _, number := range []string{"FR7630006000011234567890189", "123456789123", "23129130032333396279270000", "4654654654654654"} {
		if bytes.Contains(disk, []byte(number)) {
			t.Errorf("the number %s is on the disk", number)
		}
	}
}

func jsonInt(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

func TestMoneyImportSaysWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "money.db")
	bad := filepath.Join(dir, "bad.csv")
	if err := os.WriteFile(bad, []byte("Datum;Text;Belopp\n2025-01-01;ICA;x5\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	latin := filepath.Join(dir, "latin.csv")
	if err := os.WriteFile(latin, []byte("Datum;Text;Belopp;Saldo\n2025-01-01;K\xf6p;-5,00;10,00\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
		say  string
	}{
		{[]string{bad, "--into", db}, failed, `line 2, column 16: "x5" is not an amount`},
		{[]string{bad, latin, "--into", db}, someFiles, "1 of 2"},
		{[]string{filepath.Join(dir, "none.csv"), "--into", db}, failed, "none.csv"},
		{[]string{latin, "--into", filepath.Join(dir, "no", "such.db")}, wrongUse, "no folder"},
		{[]string{latin, "--into", bad}, failed, "cannot be opened"},
		{[]string{latin}, wrongUse, "--into"},
		{[]string{latin, "--into", db, "--currency", "kronor"}, wrongUse, "three letters"},
		{[]string{latin, "--into", db}, done, ""},
	} {
		code, _, stderr := banking(t, append([]string{"money", "import", "--json"}, c.args...)...)
		plain := stderr
		if code != c.code {
			t.Errorf("%v: exit %d, want %d (%s)", c.args, code, c.code, plain)
		}
		var o, e bytes.Buffer
		run(context.Background(), append([]string{"money", "import"}, c.args...), app{In: strings.NewReader(""), Out: &o, Err: &e, Lang: "en", Env: func(string) string { return "" }})
		if !strings.Contains(e.String(), c.say) {
			t.Errorf("%v: %q, want %q", c.args, e.String(), c.say)
		}
	}
}

// The report reads what the import took in; one without a file says how to begin.
func TestMoneyReport(t *testing.T) {
	const folder = "../../../shared/data/bankfiles"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("skipped: ../shared/data/bankfiles is not beside the project")
	}
	db := filepath.Join(t.TempDir(), "money.db")
	if code, _, stderr := banking(t, "money", "report", "--from", db, "--json"); code != wrongUse || !strings.Contains(stderr, "money import") {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	if code, _, stderr := banking(t, "money", "import", filepath.Join(folder, "ie_boi_bank2ynab.csv"), "--into", db, "--json"); code != done {
		t.Fatal(stderr)
	}
	code, out, stderr := banking(t, "money", "report", "--from", db, "--today", "2017-10-01", "--json")
	if code != done || len(out) != 1 {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	sums := out[0]["sums"].([]any)[0].(map[string]any)
	series := out[0]["recurring"].([]any)[0].(map[string]any)
	if sums["net"] == nil || sums["currency"] != "EUR" || series["every"] != "weekly" || series["amount"] != "845.92" || series["next"] != "2017-10-05" {
		t.Errorf("%v", out[0])
	}
	if code, _, stderr := banking(t, "money", "report", "--from", db, "--today", "yesterday", "--json"); code != wrongUse || !strings.Contains(stderr, "2026-12-24") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

// Questions are answered from what was taken in, follow each other, and what is
// not understood is said in the reader's language.
func TestMoneyAsk(t *testing.T) {
	dir := t.TempDir()
	db, file := filepath.Join(dir, "money.db"), filepath.Join(dir, "konto.csv")
	if err := os.WriteFile(file, []byte("Datum;Text;Belopp;Saldo\n2026-10-03;ICA NARA 0345 STHLM;-250,00;1000,00\n2026-10-14;WILLYS UPPSALA;-175,50;824,50\n2026-10-20;ESPRESSO HOUSE;-89,00;735,50\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := banking(t, "money", "import", file, "--into", db, "--currency", "SEK", "--json"); code != done {
		t.Fatal(stderr)
	}
	code, out, stderr := banking(t, "money", "ask", "hur mycket la jag på matvaror i oktober?", "och restauranger?", "vad kostar en enhörning", "what is my balance?", "--from", db, "--today", "2026-10-24", "--lang", "sv", "--json")
	if code != done || len(out) != 4 {
		t.Fatalf("exit %d: %s %v", code, stderr, out)
	}
	for i, want := range []string{"Du har lagt 425,50 kr på matvaror i oktober 2026 hittills (2 köp).", "Du har lagt 89 kr på restaurang och kafé i oktober 2026 hittills (1 köp).", "Jag förstår inte ”enhorning”.", "Du har 735,50 kr."} {
		if got := strings.ReplaceAll(out[i]["text"].(string), "\u00a0", " "); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if ids := out[0]["figures"].([]any)[0].(map[string]any)["ids"].([]any); len(ids) != 2 {
		t.Errorf("stands on %v", ids)
	}
	if code, _, stderr := banking(t, "money", "ask", "x", "--from", filepath.Join(dir, "none.db")); code != wrongUse || !strings.Contains(stderr, "money import") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

// A lasting shortfall names a person and the market's free advice.
func TestMoneyReportOffersHelp(t *testing.T) {
	dir := t.TempDir()
	db, file := filepath.Join(dir, "money.db"), filepath.Join(dir, "konto.csv")
	text := "Datum;Text;Belopp\n"
	for _, m := range []string{"06", "07", "08", "09"} {
		text += "2026-" + m + "-25;Lön;20000,00\n2026-" + m + "-27;Hyra Rikshem;-21000,00\n"
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := banking(t, "money", "import", file, "--into", db, "--currency", "SEK", "--json"); code != done {
		t.Fatal(stderr)
	}
	_, out, _ := banking(t, "money", "report", "--from", db, "--today", "2026-10-05", "--json")
	first := out[0]["findings"].([]any)[0].(map[string]any)
	if first["code"] != "shortfall" || first["do"] != "talk_to_human" || first["amount"] != "3000.00" || len(first["advice"].([]any)) == 0 {
		t.Errorf("%v", first)
	}
}
