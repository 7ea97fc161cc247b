package statement

import (
	"slices"
	"strings"

	"samtal/core/money"
)

// Role is what a column of a CSV file is for.
type Role string

// The roles; text may be played by several columns.
const (
	Booked   Role = "date"
	Bought   Role = "bought"
	Text     Role = "text"
	Party    Role = "party"
	Amount   Role = "amount"
	Debit    Role = "debit"
	Credit   Role = "credit"
	Sign     Role = "sign"
	Currency Role = "currency"
	Balance  Role = "balance"
	Kind     Role = "kind" // "Reserverat belopp", "Pending"
	Number   Role = "account"
	Name     Role = "account_name"
	ID       Role = "id"
	Label    Role = "label"
	MCC      Role = "mcc"
)

// Mapping is how a CSV file was understood: shown to the customer before the
// import, and remembered for the next file with the same header.
type Mapping struct {
	Header    string       `json:"header"` // the header's cells, folded: the key of what is remembered
	Bank      string       `json:"bank,omitempty"`
	Delimiter string       `json:"delimiter"`
	Columns   map[Role]int `json:"columns"`
	Dates     order        `json:"dates"`
	Unsure    bool         `json:"unsure,omitempty"` // day and month could be the other way round
	Decimal   string       `json:"decimal"`
	Spent     bool         `json:"spent,omitempty"` // amounts without a sign were spent
	Currency  string       `json:"currency,omitempty"`
}

// words of headers, folded to lower case. The first that a file has wins.
var words = []struct {
	role  Role
	names []string
}{
	{Booked, []string{"bokföringsdag", "bokföringsdatum", "bokförd", "booking date", "booked date", "date processed", "posting date", "post date", "posted date", "completed date", "buchungstag", "buchungsdatum", "reskontradatum", "date", "datum", "transaction date", "transaktionsdatum", "transaktionsdag", "created", "started date", "value date", "valutadag", "valutadatum", "tranzakció dátuma", "könyvelés dátuma", "dato", "bogført dato", "påivä"}},
	{Bought, []string{"transaktionsdag", "transaktionsdatum", "transaction date", "started date", "purchase date", "köpdatum", "inköpsdatum"}},
	{Amount, []string{"amount", "belopp", "summa", "betrag", "tranzakció összege", "összeg", "amount (gbp)", "amount (eur)", "amount (usd)", "amount (sek)", "beløb", "beløp", "transaction amount", "value", "insättning/uttag"}},
	{Debit, []string{"debit", "debit amount", "uttag", "paid out", "money out", "withdrawal", "withdrawals", "debet", "ut", "ut från konto", "out", "utgift"}},
	{Credit, []string{"credit", "credit amount", "insättning", "paid in", "money in", "deposit", "deposits", "kredit", "in", "inn på konto", "inkomst"}},
	{Sign, []string{"debit/credit", "credit/debit", "d/k", "d/c", "dr/cr", "cr/dr", "bevétel/kiadás", "soll/haben", "debet/kredit"}},
	{Currency, []string{"currency", "valuta", "tranzakció devizaneme", "devizanem", "währung", "ccy", "valutakod"}},
	{Balance, []string{"balance", "saldo", "bokfört saldo", "egyenleg", "running balance", "account balance", "kontosaldo"}},
	{Kind, []string{"typ", "type", "status", "state", "transaktionstyp", "transaction type", "tranzakció típusa"}},
	{Number, []string{"kontonummer", "account number", "client account", "iban", "számlaszáma", "számlaszám", "konto", "account"}},
	{Name, []string{"produkt", "product", "account name", "kontonamn", "számla neve"}},
	{ID, []string{"transaction id", "id", "transaktions-id", "reference number", "fitid"}},
	{Text, []string{"beskrivning", "description", "details", "text", "memo", "rubrik", "meddelande", "specifikation", "narrative", "transaction description", "verwendungszweck", "közlemény", "notes", "tekst", "reference", "referens"}},
	{Party, []string{"payee", "name", "namn", "beneficiary/payer", "mottagare", "mottagare/avsändare", "partner neve", "counterparty", "counter party", "merchant", "merchant name", "motpart"}},
	{Label, []string{"category", "kategori"}},
	{MCC, []string{"mcc", "mcc code", "merchant category code"}},
}

// banks whose export says neither whose it is nor in which money, by header.
var banks = map[string]struct{ bank, currency string }{
	"date|details|debit|credit|balance":                                                                                     {"Bank of Ireland", "EUR"},
	"datum|text|typ|belopp|saldo":                                                                                           {"ICA Banken", "SEK"},
	"datum|text|typ|budgetgrupp|belopp|saldo":                                                                               {"ICA Banken", "SEK"},
	"bokföringsdatum|valutadatum|verifikationsnummer|text|belopp|saldo":                                                     {"SEB", "SEK"},
	"bokföringsdatum|belopp|avsändare|mottagare|namn|rubrik|saldo|valuta":                                                   {"Nordea", "SEK"},
	"reskontradatum|transaktionsdatum|text|belopp|saldo":                                                                    {"Handelsbanken", "SEK"},
	"datum|transaktionsdatum|typ av transaktion|meddelande|belopp|saldo":                                                    {"Länsförsäkringar", "SEK"},
	"date|counter party|reference|type|amount (gbp)|balance (gbp)":                                                          {"Starling", "GBP"},
	"transaction date|transaction type|sort code|account number|transaction description|debit amount|credit amount|balance": {"Lloyds", "GBP"},
	"date processed|description|amount|":                                                                                    {"American Express", ""},
	"id|created|amount|currency|local_amount|local_currency|category|emoji|description|address|notes|receipt":               {"Monzo", "GBP"},
}

var pending = []string{"pending", "reserv", "väntande", "prelimin", "authoris", "authoriz", "ej bokförd", "vormerk"}

func isPending(s string) bool {
	s = strings.ToLower(s)
	return slices.ContainsFunc(pending, func(p string) bool { return strings.Contains(s, p) })
}

func header(r record) string {
	cells := make([]string, len(r.cells))
	for i, c := range r.cells {
		cells[i] = strings.ToLower(fold(c))
	}
	return strings.Join(cells, "|")
}

// named maps the columns that a header names.
func named(r record) map[Role]int {
	cells := strings.Split(header(r), "|")
	columns, used := map[Role]int{}, map[int]bool{}
	for _, w := range words {
		for _, name := range w.names {
			if i := slices.Index(cells, name); i >= 0 && !used[i] {
				columns[w.role], used[i] = i, true
				break
			}
		}
	}
	return columns
}

func complete(c map[Role]int) bool {
	_, date := c[Booked]
	_, amount := c[Amount]
	_, debit := c[Debit]
	_, credit := c[Credit]
	return date && (amount || debit && credit)
}

// widest is more columns than any bank's table has.
const widest = 200

// Whole says whether a mapping that came back from outside could read a table:
// it has a date and an amount, in columns that a table can have.
func (m Mapping) Whole() bool {
	for _, i := range m.Columns {
		if i < 0 || i > widest {
			return false
		}
	}
	return complete(m.Columns) && (m.Dates == "" || m.Dates == ymd || m.Dates == dmy || m.Dates == mdy)
}

// mapColumns finds the header and what each column is for.
func mapColumns(records []record, o Options) (Mapping, []record, error) {
	var m Mapping
	var body []record
	for i, r := range records[:min(len(records), 30)] {
		if c := named(r); complete(c) {
			m.Header, m.Columns, body = header(r), c, records[i+1:]
			break
		}
	}
	if m.Columns == nil {
		return guess(records, o)
	}
	if known := o.Mapping; known != nil && known.Header == m.Header {
		m = *known
	}
	m.Bank, m.Currency = banks[m.Header].bank, banks[m.Header].currency
	if o.Currency != "" {
		m.Currency = o.Currency
	}
	return m, body, m.settle(body, o)
}

// settle decides what only all rows together tell: the order of dates, the
// decimal mark, the money, and whether amounts without a sign were spent.
func (m *Mapping) settle(body []record, o Options) error {
	var dates []string
	var figures []figure
	signed, marked := false, false
	m.findMarks(body)
	for _, r := range body {
		if d := r.cell(m.Columns[Booked]); d != "" && !isPending(d) {
			if len(fits(d)) > 0 {
				dates = append(dates, d)
			}
		}
		for _, role := range []Role{Amount, Debit, Credit, Balance} {
			if i, has := m.Columns[role]; has {
				if f, ok := parseFigure(r.cell(i)); ok {
					figures = append(figures, f)
					if role == Amount {
						signed, marked = signed || f.negative, marked || f.plus
					}
					if m.Currency == "" {
						m.Currency = f.currency
					}
				}
			}
		}
		if i, has := m.Columns[Sign]; has && strings.EqualFold(r.cell(i), "CR") {
			marked = true
		}
	}
	o2, sure, ok := orderOf(dates)
	switch {
	case len(figures) == 0 && !slices.ContainsFunc(body, func(r record) bool { return !r.empty() }):
		return refuse("no_transactions", 0, 0)
	case len(dates) > 0 && !ok:
		return refuse("dates_mixed", 0, m.Columns[Booked]+1)
	case o.Dates != "":
		m.Dates, m.Unsure = order(o.Dates), false
	case m.Dates == "":
		m.Dates, m.Unsure = o2, !sure && ok
	}
	m.Decimal = string(mark(figures))
	_, hasAmount := m.Columns[Amount]
	m.Spent = hasAmount && !signed && marked
	return nil
}

// findMarks finds a column without a name that holds only CR and DR.
func (m *Mapping) findMarks(body []record) {
	if _, has := m.Columns[Sign]; has {
		return
	}
	used := map[int]bool{}
	for _, i := range m.Columns {
		used[i] = true
	}
	width := 0
	for _, r := range body {
		width = max(width, len(r.cells))
	}
	for i := range width {
		only, any := !used[i], false
		for _, r := range body {
			switch strings.ToUpper(r.cell(i)) {
			case "":
			case "CR", "DR":
				any = true
			default:
				only = false
			}
		}
		if only && any {
			m.Columns[Sign] = i
			return
		}
	}
}

// row reads one record. Nil without an error is a line that is no transaction.
func (m *Mapping) row(r record, s *Statement) (*Row, Account, error) {
	at := func(role Role) (string, int) {
		if i, has := m.Columns[role]; has {
			return r.cell(i), i
		}
		return "", -1
	}
	text := func(role Role) string { t, _ := at(role); return fold(t) }
	account := Account{Number: text(Number), Name: text(Name), Bank: m.Bank}
	row := &Row{Text: text(Text), Party: text(Party), Label: text(Label), MCC: text(MCC), ID: text(ID), Line: r.line}
	if row.Text == "" {
		row.Text = row.Party
	}
	currency := text(Currency)
	if currency == "" || len(currency) != 3 {
		currency = m.Currency
	}
	amount, decimals, column, readable := m.amount(r, currency)
	date, dateAt := at(Booked)
	switch {
	case date == "" && column < 0:
		return nil, account, nil
	case date == "":
		return nil, account, refuse("date_missing", r.line, r.column(dateAt))
	case column < 0:
		return nil, account, refuse("amount_missing", r.line, 0)
	case !readable:
		return nil, account, refuse("amount_bad", r.line, r.column(column), r.cell(column))
	case isPending(date):
		row.Pending = true
	default:
		var ok bool
		if row.Date, ok = readDate(date, m.Dates); !ok {
			return nil, account, refuse("date_bad", r.line, r.column(dateAt), date)
		}
	}
	row.Amount = money.Money{Minor: amount, Currency: currency}
	s.Decimals = max(s.Decimals, decimals)
	if kind, _ := at(Kind); isPending(kind) {
		row.Pending = true
	}
	if b, _ := at(Bought); b != "" {
		if d, ok := readDate(b, m.Dates); ok && d != row.Date {
			row.Bought = d
		}
	}
	if b, _ := at(Balance); b != "" {
		if f, ok := parseFigure(b); ok {
			if n, _, ok := f.minor([]rune(m.Decimal)[0], currency); ok {
				row.Balance = &n
			}
		}
	}
	return row, account, nil
}

// amount reads the amount of a record with its sign. column is where it
// stands, -1 when no cell has one.
func (m *Mapping) amount(r record, currency string) (minor int64, decimals, column int, ok bool) {
	read := func(role Role) (figure, int64, int, int, bool) {
		i, has := m.Columns[role]
		if !has || r.cell(i) == "" {
			return figure{}, 0, 0, -1, false
		}
		f, ok := parseFigure(r.cell(i))
		if !ok {
			return f, 0, 0, i, false
		}
		n, d, ok := f.minor([]rune(m.Decimal)[0], currency)
		return f, n, d, i, ok
	}
	if f, n, d, i, ok := read(Amount); i >= 0 {
		if !f.negative && ok {
			if m.spent(r, f) {
				n = -n
			}
		}
		return n, d, i, ok
	}
	_, out, d1, i, okOut := read(Debit)
	_, in, d2, j, okIn := read(Credit)
	switch {
	case i >= 0 && !okOut:
		return 0, 0, i, false
	case j >= 0 && !okIn:
		return 0, 0, j, false
	}
	if out > 0 {
		out = -out // "Uttag" is written with or without a minus
	}
	return out + in, max(d1, d2), max(i, j), i >= 0 || j >= 0
}

// spent says whether an amount without a minus left the account.
func (m *Mapping) spent(r record, f figure) bool {
	if f.plus {
		return false
	}
	if i, has := m.Columns[Sign]; has {
		switch strings.ToUpper(r.cell(i)) {
		case "D", "DR", "DEBIT", "DEBET", "DBIT", "OUT", "UT", "UTTAG", "S", "SOLL", "-":
			return true
		case "K", "C", "CR", "CREDIT", "KREDIT", "CRDT", "IN", "INSÄTTNING", "H", "HABEN", "+", "INFLOW":
			return false
		}
	}
	return m.Spent
}
