package statement

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestAmountsAsBanksWriteThem(t *testing.T) {
	for _, c := range []struct {
		in      string
		decimal rune
		want    int64
		ok      bool
	}{
		{"8 800,00 kr", ',', 880000, true}, {"-8 212,52 kr", ',', -821252, true}, {"£67.40", '.', 6740, true},
		{"+ £1,100.00", '.', 110000, true}, {"(12.00)", '.', -1200, true}, {"12.00-", '.', -1200, true}, {"−5,5", ',', -550, true},
		{"5.00 DR", '.', -500, true}, {"1'234.50", '.', 123450, true}, {"1.234,50", ',', 123450, true}, {"18.150", '.', 1815, true},
		{"1 234", ',', 123400, true}, {"1,234", '.', 123400, true}, {"SEK 99", '.', 9900, true}, {"0", '.', 0, true},
		{"18.155", '.', 0, false}, {"12,34,5", '.', 0, false}, {"1.2.3", '.', 0, false}, {"abc", '.', 0, false}, {"", '.', 0, false},
		{"99999999999999999", '.', 0, false}, {"12.x", '.', 0, false}, {"--", '.', 0, false},
	} {
		f, ok := parseFigure(c.in)
		var got int64
		if ok {
			got, _, ok = f.minor(c.decimal, "SEK")
		}
		if ok != c.ok || got != c.want {
			t.Errorf("%q: %d %v, want %d %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

func TestTheDecimalMarkOfAColumn(t *testing.T) {
	for _, c := range []struct {
		in   []string
		want rune
	}{
		{[]string{"1 234,50"}, ','}, {[]string{"1,234.50"}, '.'}, {[]string{"1.234,50"}, ','}, {[]string{"1,234", "5,50"}, ','},
		{[]string{"1,234", "99"}, '.'}, {[]string{"1.234", "2.500", "7,5"}, ','}, {[]string{"12"}, '.'}, {[]string{"1,234,567"}, '.'},
	} {
		var all []figure
		for _, s := range c.in {
			f, _ := parseFigure(s)
			all = append(all, f)
		}
		if got := mark(all); got != c.want {
			t.Errorf("%v: %c, want %c", c.in, got, c.want)
		}
	}
}

func TestDatesAsBanksWriteThem(t *testing.T) {
	for _, c := range []struct {
		in   string
		o    order
		want string
	}{
		{"2019.04.19.", ymd, "2019-04-19"}, {"15.11.2025", dmy, "2025-11-15"}, {"12-Dec-2019", dmy, "2019-12-12"},
		{"2018-02-25 12:34:56 +0000", ymd, "2018-02-25"}, {"2014-12-31T13:15:00+01:00", ymd, "2014-12-31"}, {"20230509", ymd, "2023-05-09"},
		{"12/19/18", mdy, "2018-12-19"}, {"Dec 3, 2019", mdy, "2019-12-03"}, {"3 maj 2024", dmy, "2024-05-03"}, {"29/02/2024", dmy, "2024-02-29"},
		{"29/02/2023", dmy, ""}, {"2023-13-01", ymd, ""}, {"1/2", dmy, ""}, {"", ymd, ""}, {"12/19/18", dmy, ""}, {"2019-04-19", dmy, ""},
	} {
		if got, _ := readDate(c.in, c.o); got != c.want {
			t.Errorf("%q as %s: %q, want %q", c.in, c.o, got, c.want)
		}
	}
	for _, c := range []struct {
		in   []string
		want order
		sure bool
	}{
		{[]string{"01/09/2017", "13/09/2017"}, dmy, true}, {[]string{"09/13/2017"}, mdy, true}, {[]string{"01/02/2017"}, dmy, false},
		{[]string{"12/01/2020", "11/02/2020", "10/03/2020"}, dmy, false}, {[]string{"01/12/2020", "01/14/2020"}, mdy, true},
	} {
		got, sure, ok := orderOf(c.in)
		if !ok || got != c.want && c.sure {
			t.Errorf("%v: %s %v %v, want %s %v", c.in, got, sure, ok, c.want, c.sure)
		}
	}
	if _, _, ok := orderOf([]string{"13/09/2017", "09/13/2017"}); ok {
		t.Error("two orders in one column were taken for one")
	}
}

// A broken file is refused where it is broken, and nothing of it is taken.
func TestABrokenFileSaysWhere(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"empty":           {"", "format_unknown"},
		"binary":          {"PK\x00\x01", "format_unknown"},
		"html":            {"<html><body>Sign in</body></html>", "format_unknown"},
		"quote":           {"Datum;Text;Belopp\n2025-01-01;\"ICA;5,00\n", "line 2, column 22: csv_quote"},
		"amount":          {"Datum;Text;Belopp\n2025-01-01;ICA;5,00\n2025-01-02;ICA;x5\n", "line 3, column 16: amount_bad (x5)"},
		"no amount":       {"Datum;Text;Belopp\n2025-01-01;ICA;5,00\n2025-01-02;ICA;\n", "line 3: amount_missing"},
		"date":            {"Datum;Text;Belopp\n2025-01-01;ICA;5,00\n2025-02-31;ICA;5,00\n", "line 3, column 1: date_bad (2025-02-31)"},
		"no date":         {"Datum;Text;Belopp\n2025-01-01;ICA;5,00\n;ICA;5,00\n", "line 3, column 1: date_missing"},
		"two orders":      {"Date,Details,Amount\n13/01/2025,a,1.00\n01/13/2025,b,2.00\n", "dates_mixed"},
		"no columns":      {"hello\nworld\n", "line 1: columns_unknown"},
		"only a header":   {"Datum;Text;Belopp;Saldo\n", "no_transactions"},
		"xml":             {"<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt><Stmt>", "xml_broken"},
		"ofx cut":         {"OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>USD<BANKTRANLIST><STMTTRN><DTPOSTED>20200101", "file_cut"},
		"ofx date":        {"OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>USD<BANKTRANLIST><STMTTRN>\n<DTPOSTED>2020\n</OFX>", "line 4: date_bad (2020)"},
		"ofx no account":  {"OFXHEADER:100\n\n<OFX><SIGNONMSGSRSV1></OFX>", "ofx_no_statement"},
		"qif cut":         {"!Type:Bank\nD01/02/2020\nPx", "file_cut"},
		"qif amount":      {"!Type:Bank\nD01/02/2020\nTabc\n^\n", "amount_bad (abc)"},
		"qif investments": {"!Type:Invst\nD01/02/2020\nT5\n^\n", "no_transactions"},
		"mt940 cut":       {":20:A\n:25:B\n:60F:C250801EUR1500,00\n:61:2508010801D42,50NTRFNONREF\n", "file_cut"},
		"mt940 line":      {":20:A\n:25:B\n:60F:C250801EUR1500,00\n:61:25080108X01D\n:62F:C250801EUR1,00\n", "line 4, column 5: line_bad"},
	} {
		_, err := Read(c.in, Options{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// Anything at all may be dropped on the window: no panic, and no row without a
// day or a reason.
func FuzzRead(f *testing.F) {
	f.Add("Datum;Text;Belopp\n2025-01-01;ICA;5,00\n")
	f.Add("!Type:Bank\nD01/02/2020\nT5\n^\n")
	f.Add(":20:A\n:25:B\n:60F:C250801EUR1500,00\n:61:2508010801D42,50NTRFNONREF//X\n:86:/NAME/A/REMI/B\n:62F:C250801EUR1457,50\n")
	f.Add("<OFX><STMTRS><CURDEF>USD<STMTTRN><DTPOSTED>20200101<TRNAMT>-1.00</STMTTRN></OFX>")
	f.Add("<Document><BkToCstmrStmt><Stmt><Ntry><Amt Ccy=\"EUR\">1</Amt><CdtDbtInd>DBIT</CdtDbtInd></Ntry></Stmt></BkToCstmrStmt></Document>")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Read(text, Options{})
		if err != nil {
			return
		}
		for _, r := range s.Rows() {
			if r.Date == "" && !r.Pending {
				t.Fatalf("a booked row without a day: %+v", r)
			}
		}
	})
}

// The list of codes is what the readers say, no more and no less.
func TestTheListOfCodesIsWhole(t *testing.T) {
	said := map[string]bool{}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?:refuse\(|Code: )"(\w+)"`).FindAllStringSubmatch(string(text), -1) {
			said[m[1]] = true
		}
	}
	listed := map[string]bool{}
	for _, c := range Codes {
		listed[c] = true
	}
	if !maps.Equal(said, listed) {
		t.Errorf("said %v\nlisted %v", said, listed)
	}
}
