// Package household invents a Swedish household: two years of an everyday
// account and a savings account as a bank writes them, and beside each row what
// it truly was. The demo shows it, and the money assistant is measured on it.
// The same seed and day make the same household.
package household

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"samtal/core/money"
)

// Row is one row of an account with the truth about it.
type Row struct {
	Date     string
	Text     string
	Minor    int64
	Category string // what it was, as categories.yaml calls it
	Series   string // of what comes back; "" comes by itself
	HeldOut  bool   // a shop that no list of merchants holds
}

// Household is two accounts.
type Household struct {
	Everyday, Savings []Row
	start             [2]int64 // their balances before the first row, in öre
}

// bill is something that comes back.
type bill struct {
	text, category string
	minor          int64
	day            int // of the month
	every          int // months
	first          int // month of the first, counted from the start
	vary           int64
	rises          int64 // what it costs more from the second year on
	weekly         bool
}

var bills = []bill{
	{"LÖN ARBETET AB", "salary", 2345000, 25, 1, 0, 0, 60000, false},
	{"HYRA RIKSHEM AB", "rent", -895000, 28, 1, 0, 0, -26000, false},
	{"VATTENFALL KUNDSERVICE", "energy", -48000, 27, 1, 0, 21000, 0, false},
	{"TELIA SVERIGE AB", "internet", -39900, 26, 1, 0, 0, 0, false},
	{"COMVIQ", "internet", -19500, 12, 1, 0, 0, 0, false},
	{"NETFLIX.COM", "streaming", -12900, 8, 1, 0, 0, -2000, false},
	{"SPOTIFY P3A21F8", "streaming", -11900, 15, 1, 0, 0, 0, false},
	{"NORDIC WELLNESS", "fitness", -39900, 27, 1, 3, 0, 0, false},
	{"TRYGG-HANSA FÖRSÄKRING", "insurance", -24100, 27, 1, 0, 0, -1300, false},
	{"UNIONEN A-KASSA", "union", -14500, 27, 1, 0, 0, 0, false},
	{"CSN CENTRALA STU", "loans", -412300, 30, 3, 1, 0, 0, false},
	{"FOLKSAM HEMFÖRSÄKRING", "insurance", -189000, 10, 12, 4, 0, 0, false},
	{"BARNCANCERFONDEN", "giving", -15000, 27, 1, 2, 0, 0, false},
	{"STÄDHJÄLPEN I STAN", "furnishing", -65000, 0, 0, 0, 0, 0, true},
}

// shop is where one buys by chance: how often a month, and for how much.
type shop struct {
	text, category string
	often          float64
	low, high      int64 // öre
	held           bool
}

var shops = []shop{
	{"ICA NARA 0345 STHLM", "groceries", 6, 8000, 62000, false}, {"WILLYS STOCKHOLM ODENPLAN", "groceries", 3, 20000, 115000, false}, {"COOP ODENGATAN", "groceries", 2, 6000, 40000, false},
	{"LIDL SVERIGE KB", "groceries", 1.5, 9000, 45000, false}, {"ESPRESSO HOUSE 412", "restaurants", 3, 4500, 12000, false}, {"MAX BURGERS AB", "restaurants", 1, 9500, 26000, false},
	{"PRESSBYRAN 5521", "restaurants", 2, 2500, 9000, false}, {"SL STOCKHOLM", "transit", 1, 4200, 97000, false}, {"SYSTEMBOLAGET 0112", "drinks", 1.4, 9900, 48000, false},
	{"APOTEK HJARTAT", "pharmacy", 0.7, 4900, 32000, false}, {"H&M SE0231", "clothes", 0.6, 14900, 89900, false}, {"CLAS OHLSON", "electronics", 0.4, 9900, 69900, false},
	{"IKEA KUNGENS KURVA", "furnishing", 0.25, 29900, 349900, false}, {"SJ AB", "transit", 0.4, 19500, 89500, false}, {"CIRCLE K ALVSJO", "car", 0.6, 40000, 89000, false},
	{"FILMSTADEN", "events", 0.4, 14900, 39800, false}, {"AKADEMIBOKHANDELN", "hobby", 0.4, 9900, 49900, false}, {"UBER *TRIP", "taxi", 0.5, 12000, 34000, false},
	// what no list holds: names as small shops have them
	{"PIZZERIA BELLA NAPOLI", "restaurants", 0.8, 11000, 29000, true}, {"SUSHI YAMATO VASASTAN", "restaurants", 0.5, 13500, 31000, true}, {"BRÖDERNA ANDERSSONS BAGERI", "groceries", 1, 4500, 14500, true},
	{"SALONG KLIPPOTEKET", "beauty", 0.45, 39000, 72000, true}, {"DOKTOR LINDS TANDLÄKARE", "pharmacy", 0.12, 89000, 240000, true}, {"ODENS BLOMSTERHANDEL", "shopping", 0.3, 15000, 45000, true},
	{"LOPPANS BARNKLÄDER", "children", 0.3, 9900, 39000, true}, {"CYKELKÄLLAREN SÖDER", "hobby", 0.2, 15000, 120000, true}, {"KVARTERSKROGEN TVÅ SYSTRAR", "restaurants", 0.6, 24000, 68000, true},
	{"DJURENS HUS VETERINÄR", "pets", 0.1, 65000, 240000, true}, {"SAIGON STREETFOOD", "restaurants", 0.5, 11500, 24000, true}, {"GRÖNSAKSTORGET HÖTORGET", "groceries", 0.7, 4500, 16000, true},
	{"ÅSÖ LJUS OCH LAMPOR", "furnishing", 0.15, 19900, 119000, true}, {"KLÄTTERHALLEN UTSIKTEN", "fitness", 0.4, 13000, 18000, true}, {"VINBAREN KÄLLAREN", "drinks", 0.4, 18000, 52000, true},
	{"MOLLY & MAX LEKSAKER", "children", 0.25, 14900, 49900, true}, {"TEATER GALEASEN", "events", 0.15, 28000, 56000, true}, {"PARKERINGSBOLAGET VÄST", "car", 0.6, 3500, 14000, true},
}

// Make invents a household that has lived two years until today. Months of 24.
func Make(seed uint64, today time.Time) Household {
	r := rand.New(rand.NewPCG(seed, 7))
	end := time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)
	first := time.Date(end.Year()-2, end.Month(), 1, 0, 0, 0, 0, time.UTC)
	h := Household{start: [2]int64{1450000 + r.Int64N(400000), 2600000 + r.Int64N(900000)}}
	for _, b := range bills {
		h.bill(b, first, end, r)
	}
	for _, s := range shops {
		mean := 30.44 / (1.25 * s.often)
		for d := first.AddDate(0, 0, r.IntN(int(mean)+1)); d.Before(end); d = d.AddDate(0, 0, 1+int(r.ExpFloat64()*mean)) {
			h.Everyday = append(h.Everyday, Row{d.Format(time.DateOnly), s.text, -(s.low + int64(r.Float64()*r.Float64()*float64(s.high-s.low))), s.category, "", s.held})
		}
	}
	for d := first; d.Before(end); d = d.AddDate(0, 1, 0) {
		if at := d.AddDate(0, 0, 25); at.Before(end) {
			h.both(at, r.IntN(2), 150000, "ÖVERFÖRING TILL SPARKONTO", "ÖVERFÖRING FRÅN LÖNEKONTO")
		}
		if at := d.AddDate(0, 0, 17); r.IntN(5) == 0 && at.Before(end) {
			h.both(at, 0, -80000, "ÖVERFÖRING FRÅN SPARKONTO", "ÖVERFÖRING TILL LÖNEKONTO")
		}
	}
	for _, list := range [][]Row{h.Everyday, h.Savings} {
		slices.SortStableFunc(list, func(a, b Row) int { return strings.Compare(a.Date, b.Date) })
	}
	return h
}

// bill puts in every time that something comes back, moved by weekends.
func (h *Household) bill(b bill, first, end time.Time, r *rand.Rand) {
	if b.weekly {
		for d := first.AddDate(0, 1, r.IntN(7)); d.Before(end); d = d.AddDate(0, 0, 14) {
			h.Everyday = append(h.Everyday, Row{working(d).Format(time.DateOnly), b.text, b.minor, b.category, b.text, false})
		}
		return
	}
	for m := b.first; m < 30; m += b.every {
		month := first.AddDate(0, m, 0)
		d := working(month.AddDate(0, 0, min(b.day, month.AddDate(0, 1, -1).Day())-1))
		if !d.Before(end) {
			return
		}
		minor := b.minor
		if m >= 12 {
			minor += b.rises
		}
		if b.vary > 0 {
			minor -= r.Int64N(2*b.vary) - b.vary
		}
		h.Everyday = append(h.Everyday, Row{d.Format(time.DateOnly), b.text, minor, b.category, b.text, false})
	}
}

// both is a movement between the accounts, the other end some days later.
func (h *Household) both(d time.Time, later int, minor int64, out, in string) {
	h.Everyday = append(h.Everyday, Row{d.Format(time.DateOnly), out, -minor, "transfer", "", false})
	h.Savings = append(h.Savings, Row{d.AddDate(0, 0, later).Format(time.DateOnly), in, minor, "transfer", "", false})
}

// working is the day itself, or the Friday before a weekend.
func working(d time.Time) time.Time {
	switch d.Weekday() {
	case time.Saturday:
		return d.AddDate(0, 0, -1)
	case time.Sunday:
		return d.AddDate(0, 0, -2)
	}
	return d
}

// CSV writes an account as a Swedish bank does, with the running balance.
func (h Household) CSV(savings bool) []byte {
	rows, balance := h.Everyday, h.start[0]
	if savings {
		rows, balance = h.Savings, h.start[1]
	}
	var s strings.Builder
	s.WriteString("Bokföringsdatum;Text;Belopp;Saldo;Valuta\n")
	swedish := func(n int64) string {
		return strings.Replace(money.Money{Minor: n, Currency: "SEK"}.Decimal(), ".", ",", 1)
	}
	for _, r := range rows {
		balance += r.Minor
		fmt.Fprintf(&s, "%s;%s;%s;%s;SEK\n", r.Date, r.Text, swedish(r.Minor), swedish(balance))
	}
	return []byte(s.String())
}
