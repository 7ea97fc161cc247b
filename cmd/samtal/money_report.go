package main

import (
	"context"
	"fmt"
	"strings"

	"samtal/service/moneybox"
)

// moneyReport shows an owner's money in figures.
type moneyReport struct {
	From  string `help:"${f_from_db}" aliases:"into,db" required:"" placeholder:"DB"`
	Owner string `help:"${f_owner}" default:"me" placeholder:"ID"`
	Today string `help:"${f_today}" placeholder:"DAY"`
	Lang  string `help:"${f_lang}" placeholder:"sv"`
}

// Help shows examples.
func (moneyReport) Help() string {
	return "Example:\n  samtal money report --from money.db\n  samtal money report --from money.db --today 2026-11-24 --json"
}

// Run prints it.
func (m moneyReport) Run(ctx context.Context, a *app) error {
	lang := m.Lang
	if lang == "" {
		lang = a.Lang
	}
	v, done, err := a.view(ctx, m.From, m.Owner, m.Today)
	if err != nil {
		return err
	}
	defer done()
	r := v.Report(lang)
	return a.show(r, reportWords(lang, r))
}

func reportWords(lang string, r moneybox.Report) string {
	var s strings.Builder
	for _, x := range r.Accounts {
		balance := ""
		if x.Balance != nil {
			balance = *x.Balance + " " + x.Currency + " (" + x.AsOf + ")"
		}
		fmt.Fprintf(&s, "%-28s ··%-6s %6d  %s\n", x.Name, x.Last, x.Transactions, balance)
	}
	for _, x := range r.Sums {
		s.WriteString(say(lang, "report_sum", "currency", x.Currency, "from", x.From, "to", x.To, "in", x.In, "out", x.Out, "net", x.Net) + "\n")
	}
	for _, x := range r.Categories {
		name := x.Name
		if name == "" {
			name = say(lang, "not_labelled")
		}
		fmt.Fprintf(&s, "  %-32s %14s %s %6d\n", name, x.Sum, x.Currency, x.Transactions)
	}
	for _, x := range r.Recurring {
		fmt.Fprintf(&s, "  ↻ %-30s %14s %s %s %s\n", x.Shop, x.Amount, x.Series.Amount.Currency, x.Every, x.Next)
	}
	for _, x := range r.Safe {
		if x.Amount != nil {
			s.WriteString(say(lang, "report_safe", "until", x.Until, "amount", *x.Amount, "currency", x.Currency) + "\n")
		} else {
			s.WriteString(say(lang, "report_unsafe", "currency", x.Currency, "why", x.WhyText) + "\n")
		}
	}
	for _, x := range r.Findings {
		s.WriteString(findingWords(x) + "\n")
	}
	return strings.TrimRight(s.String(), "\n")
}

// findingWords say what was found and what can be done about it.
func findingWords(x moneybox.FindingLine) string {
	s := "! " + x.Text + " " + x.ToDo
	for _, a := range x.Advice {
		s += "\n    " + a.Name + ": " + a.Web
	}
	return s
}
