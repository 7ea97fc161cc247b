package server

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"math/big"
	"net/http"
	"strings"
	"time"

	"samtal/core/identity"
	"samtal/core/money"
	"samtal/core/problem"
	"samtal/service/roster"
)

type earnedView struct {
	From    time.Time    `json:"from"`
	To      time.Time    `json:"to"`
	Total   money.Money  `json:"total" doc:"What was worked: online within a shift."`
	Planned money.Money  `json:"planned" doc:"What is booked and still to come."`
	Worked  int          `json:"worked_seconds"`
	Lines   []earnedLine `json:"lines"`
}

type earnedLine struct {
	Rule       string       `json:"rule"`
	Market     string       `json:"market"`
	Seconds    int          `json:"seconds"`
	Multiplier string       `json:"multiplier"`
	Amount     money.Money  `json:"amount"`
	From       []earnedSpan `json:"from" doc:"From which minutes."`
}

type earnedSpan struct {
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
}

type earningsView struct {
	Today  earnedView     `json:"today"`
	Week   earnedView     `json:"week"`
	Month  earnedView     `json:"month"`
	Others []earningsView `json:"others,omitempty" doc:"In other currencies."`
}

func earningsOf(e roster.Earnings) earningsView {
	return earningsView{Today: earnedOf(e.Today), Week: earnedOf(e.Week), Month: earnedOf(e.Month)}
}

func earnedOf(e roster.Earned) earnedView {
	v := earnedView{From: e.From.UTC(), To: e.To.UTC(), Total: e.Total, Planned: e.Planned, Worked: int(e.Worked / time.Second), Lines: []earnedLine{}}
	for _, l := range e.Lines {
		line := earnedLine{Rule: l.Rule, Market: l.Market, Seconds: int(l.Time / time.Second), Multiplier: decimals(l.Times), Amount: money.Money{Minor: l.Amount, Currency: l.Currency}, From: []earnedSpan{}}
		for _, s := range l.Spans {
			line.From = append(line.From, earnedSpan{s.Start.UTC(), s.End.UTC()})
		}
		v.Lines = append(v.Lines, line)
	}
	return v
}

// decimals writes a multiplier with four decimals at most.
func decimals(r *big.Rat) string {
	return strings.TrimSuffix(strings.TrimRight(r.FloatString(4), "0"), ".")
}

// saved is an answer that is kept as a file, not shown.
type saved struct {
	Type        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

func (s *server) earnings() {
	on(s, route{http.MethodGet, "/experts/me/earnings", "Today, this week and this month, line by line", staff, reading, 0, 0},
		func(ctx context.Context, who identity.Who, _ *none) (earningsView, error) {
			all, err := s.Roster.Earnings(ctx, who)
			if err != nil || len(all) == 0 {
				return earningsView{}, err
			}
			v := earningsOf(all[0])
			for _, e := range all[1:] {
				v.Others = append(v.Others, earningsOf(e))
			}
			return v, nil
		})
	type month struct {
		Month  string `query:"month" doc:"2026-11; this one when left out." maxLength:"7"`
		Format string `query:"format" enum:"csv,paxml" default:"csv"`
	}
	raw(s, route{http.MethodGet, "/payroll", "A month's pay lines as CSV or a Swedish PAXml file: a lead's for everybody, an expert's own", staff, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *month) (*saved, error) {
			now := s.Desk.Store.Now()
			at := now
			if in.Month != "" {
				var err error
				if at, err = time.Parse("2006-01", in.Month); err != nil {
					return nil, problem.New(problem.Invalid, "invalid", "field", "month")
				}
			}
			lines, err := s.Roster.Payroll(ctx, who, at.Year(), at.Month())
			if err != nil {
				return nil, err
			}
			name := "samtal-" + at.Format("2006-01")
			if in.Format == "paxml" {
				raw, err := paxml(lines, at, now)
				return &saved{"application/xml; charset=utf-8", `attachment; filename="` + name + `.xml"`, raw}, err
			}
			raw, err := payCSV(lines)
			return &saved{"text/csv; charset=utf-8", `attachment; filename="` + name + `.csv"`, raw}, err
		})
}

// payCSV is a month's lines as a table: decimal points, UTC times, one row a line.
func payCSV(lines []roster.PayrollLine) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{{"expert", "name", "market", "rule", "code", "seconds", "multiplier", "amount", "currency", "from"}}
	for _, l := range lines {
		var from []string
		for _, sp := range l.Spans {
			from = append(from, sp.Start.UTC().Format(time.RFC3339)+"/"+sp.End.UTC().Format(time.RFC3339))
		}
		rows = append(rows, []string{l.Expert, cell(l.Name), l.Market, l.Rule, l.Code, fmt.Sprint(int(l.Time / time.Second)), decimals(l.Times), amount(l), l.Currency, strings.Join(from, " ")})
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

// cell keeps a name from being run as a formula by who opens the table.
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func amount(l roster.PayrollLine) string {
	unit := int64(1)
	e := money.Exponent(l.Currency)
	for range e {
		unit *= 10
	}
	return big.NewRat(l.Amount, unit).FloatString(e)
}

// The parts of PAXml 2.0 (paxml.se) that a payroll program reads: one lönetransaktion
// a line, by employee number, under the company's own code.
type paxmlFile struct {
	XMLName   xml.Name `xml:"paxml"`
	Namespace string   `xml:"xmlns:xsi,attr"`
	Schema    string   `xml:"xsi:noNamespaceSchemaLocation,attr"`
	Header    struct {
		Format  string `xml:"format"`
		Version string `xml:"version"`
		Date    string `xml:"datum"`
		Program string `xml:"programnamn"`
	} `xml:"header"`
	Lines []paxmlLine `xml:"lonetransaktioner>lonetrans"`
}

type paxmlLine struct {
	Employee string `xml:"anstid,attr"`
	Code     string `xml:"lonart"`
	Name     string `xml:"benamning"`
	Comment  string `xml:"kommentar,omitempty"`
	Date     string `xml:"datum"`
	Amount   string `xml:"antal,omitempty"` // hours
	Each     string `xml:"apris,omitempty"`
	Sum      string `xml:"belopp"`
}

// paxml writes Swedish lines only: the format is Sweden's, and its sums have no currency.
func paxml(lines []roster.PayrollLine, month, now time.Time) ([]byte, error) {
	f := paxmlFile{Namespace: "http://www.w3.org/2001/XMLSchema-instance", Schema: "http://www.paxml.se/2.0/paxml.xsd"}
	f.Header.Format, f.Header.Version, f.Header.Date, f.Header.Program = "LÖNIN", "2.0", now.UTC().Format("2006-01-02T15:04:05"), "Samtal"
	last := time.Date(month.Year(), month.Month()+1, 0, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	for _, l := range lines {
		if l.Currency != "SEK" {
			continue
		}
		x := paxmlLine{Employee: l.Expert, Code: l.Code, Name: l.Rule, Date: last, Sum: amount(l)}
		if l.Time > 0 {
			hours := big.NewRat(int64(l.Time/time.Second), 3600)
			x.Amount = hours.FloatString(4)
			x.Each = new(big.Rat).Quo(big.NewRat(l.Amount, 100), hours).FloatString(2)
			x.Comment = "x " + decimals(l.Times)
		}
		f.Lines = append(f.Lines, x)
	}
	raw, err := xml.MarshalIndent(f, "", "  ")
	return append([]byte(xml.Header), append(raw, '\n')...), err
}
