package statement

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"samtal/core/money"
)

// The part of ISO 20022 camt.053 that is read; names without a namespace match
// every version from 001.02 on. Version 8 wraps status and parties once more.
type camtFile struct {
	Statements []camtStatement `xml:"BkToCstmrStmt>Stmt"`
}

type camtStatement struct {
	IBAN     string        `xml:"Acct>Id>IBAN"`
	Other    string        `xml:"Acct>Id>Othr>Id"`
	Currency string        `xml:"Acct>Ccy"`
	Name     string        `xml:"Acct>Nm"`
	Bank     string        `xml:"Acct>Svcr>FinInstnId>Nm"`
	Balances []camtBalance `xml:"Bal"`
	Entries  []camtEntry   `xml:"Ntry"`
}

type camtAmount struct {
	Currency string `xml:"Ccy,attr"`
	Value    string `xml:",chardata"`
}

type camtDate struct {
	Day  string `xml:"Dt"`
	Time string `xml:"DtTm"`
}

func (d camtDate) day() string {
	if d.Day != "" {
		return d.Day
	}
	return d.Time
}

type camtBalance struct {
	Code   string     `xml:"Tp>CdOrPrtry>Cd"`
	Amount camtAmount `xml:"Amt"`
	Sign   string     `xml:"CdtDbtInd"`
}

type camtStatus struct {
	Text string `xml:",chardata"`
	Code string `xml:"Cd"`
}

type camtEntry struct {
	Line     int        `xml:"-"`
	Amount   camtAmount `xml:"Amt"`
	Sign     string     `xml:"CdtDbtInd"`
	Status   camtStatus `xml:"Sts"`
	Booked   camtDate   `xml:"BookgDt"`
	Valued   camtDate   `xml:"ValDt"`
	Ref      string     `xml:"AcctSvcrRef"`
	Info     string     `xml:"AddtlNtryInf"`
	Details  []camtTx   `xml:"NtryDtls>TxDtls"`
	Reversal string     `xml:"RvslInd"`
}

type camtTx struct {
	Ref      string     `xml:"Refs>AcctSvcrRef"`
	Amount   camtAmount `xml:"Amt"`
	Sign     string     `xml:"CdtDbtInd"`
	TxAmount camtAmount `xml:"AmtDtls>TxAmt>Amt"`
	Creditor camtParty  `xml:"RltdPties>Cdtr"`
	Debtor   camtParty  `xml:"RltdPties>Dbtr"`
	Free     []string   `xml:"RmtInf>Ustrd"`
	Ordered  string     `xml:"RmtInf>Strd>CdtrRefInf>Ref"`
	Info     string     `xml:"AddtlTxInf"`
}

type camtParty struct {
	Name  string `xml:"Nm"`
	Inner string `xml:"Pty>Nm"`
}

func (p camtParty) name() string { return fold(p.Name + p.Inner) }

// UnmarshalXML notes the line on which an entry begins.
func (e *camtEntry) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	line, _ := d.InputPos()
	type plainEntry camtEntry
	if err := d.DecodeElement((*plainEntry)(e), &start); err != nil {
		return err
	}
	e.Line = line
	return nil
}

func readCAMT(text string) (Statement, error) {
	s := Statement{Format: CAMT}
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // decoded before
	var file camtFile
	if err := d.Decode(&file); err != nil {
		line, column := d.InputPos()
		var broken *xml.SyntaxError
		if errors.As(err, &broken) {
			return s, refuse("xml_broken", broken.Line, column, broken.Msg)
		}
		return s, refuse("xml_broken", line, column, err.Error())
	}
	if len(file.Statements) == 0 {
		return s, refuse("camt_no_statement", 0, 0)
	}
	for _, st := range file.Statements {
		p := Part{Account: Account{Number: st.IBAN + st.Other, Name: fold(st.Name), Bank: fold(st.Bank)}, Currency: st.Currency}
		if p.Currency == "" && len(st.Entries) > 0 {
			p.Currency = st.Entries[0].Amount.Currency
		}
		for _, b := range st.Balances {
			if p.Currency == "" && b.Code == "OPBD" {
				p.Currency = b.Amount.Currency
			}
		}
		for _, b := range st.Balances {
			n, decimals, ok := plain(b.Amount.Value, '.', b.Amount.Currency)
			if !ok || b.Amount.Currency != p.Currency {
				continue
			}
			s.Decimals = max(s.Decimals, decimals)
			if b.Sign == "DBIT" {
				n = -n
			}
			switch b.Code {
			case "OPBD", "PRCD":
				p.Opening = &n
			case "CLBD":
				p.Closing = &n
			}
		}
		for _, e := range st.Entries {
			rows, err := e.rows(p.Currency, &s)
			if err != nil {
				return s, err
			}
			p.Rows = append(p.Rows, rows...)
		}
		p.reconcile(&s)
		s.Parts = append(s.Parts, p)
	}
	return s, nil
}

// rows are the transactions of an entry: one, or a batch whose details carry
// their own amounts that add up to it.
func (e camtEntry) rows(currency string, s *Statement) ([]Row, error) {
	minor, decimals, ok := plain(e.Amount.Value, '.', e.Amount.Currency)
	if !ok {
		return nil, refuse("amount_bad", e.Line, 0, strings.TrimSpace(e.Amount.Value))
	}
	if e.Sign != "CRDT" && e.Sign != "DBIT" {
		return nil, refuse("sign_missing", e.Line, 0)
	}
	if e.Sign == "DBIT" {
		minor = -minor
	}
	s.Decimals = max(s.Decimals, decimals)
	status := strings.TrimSpace(e.Status.Text + e.Status.Code)
	row := Row{Line: e.Line, ID: e.Ref, Pending: status == "PDNG" || status == "INFO" || status == "FUTR",
		Amount: money.Money{Minor: minor, Currency: e.Amount.Currency}}
	for _, day := range []string{e.Booked.day(), e.Valued.day()} {
		if day == "" {
			continue
		}
		if row.Date, ok = readDate(day[:min(len(day), 10)], ymd); !ok {
			return nil, refuse("date_bad", e.Line, 0, day)
		}
		break
	}
	if row.Date == "" {
		return nil, refuse("date_missing", e.Line, 0)
	}
	if batch, ok := e.batch(row); ok {
		return batch, nil
	}
	if len(e.Details) > 0 {
		e.Details[0].describe(&row, minor < 0)
	}
	if row.Text == "" {
		row.Text = fold(e.Info)
	}
	if row.Text == "" {
		row.Text = row.Party
	}
	return []Row{row}, nil
}

func (e camtEntry) batch(like Row) ([]Row, bool) {
	if len(e.Details) < 2 {
		return nil, false
	}
	var rows []Row
	var sum int64
	for _, t := range e.Details {
		a := t.Amount
		if a.Value == "" {
			a = t.TxAmount
		}
		n, _, ok := plain(a.Value, '.', a.Currency)
		if !ok || a.Currency != like.Amount.Currency {
			return nil, false
		}
		if sign := t.Sign; sign == "DBIT" || sign == "" && like.Amount.Minor < 0 {
			n = -n
		}
		row := like
		row.Amount.Minor, row.ID = n, t.Ref
		t.describe(&row, n < 0)
		if row.Text == "" {
			row.Text = fold(e.Info + " " + row.Party)
		}
		sum += n
		rows = append(rows, row)
	}
	return rows, sum == like.Amount.Minor
}

// describe takes the other side and the message from a transaction's details.
func (t camtTx) describe(r *Row, out bool) {
	r.Party = t.Debtor.name()
	if out || r.Party == "" {
		if name := t.Creditor.name(); name != "" {
			r.Party = name
		}
	}
	r.Text = fold(strings.Join(t.Free, " "))
	if r.Text == "" {
		r.Text = fold(t.Info)
	}
	if r.Text == "" {
		r.Text = t.Ordered
	}
}
