package main

import (
	"context"
	"fmt"
	"strings"

	"samtal/content"
	"samtal/core/money"
	"samtal/core/money/insight"
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
	names, err := moneybox.ReadNames(content.FS, v.Book)
	if err != nil {
		return fail(err, "content_bad")
	}
	r := v.Report(lang, nil)
	for _, x := range v.Findings(names, v.Series()) {
		line := moneybox.FindingLine{Finding: x, Amount: x.Money.Decimal()}
		if x.Code == insight.Shortfall {
			if line.Advice, err = moneybox.ReadAdvice(content.FS, x.Money.Currency); err != nil {
				return fail(err, "content_bad")
			}
		}
		r.Findings = append(r.Findings, line)
	}
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
			s.WriteString(say(lang, "report_unsafe", "currency", x.Currency, "why", say(lang, "why_"+string(x.Why))) + "\n")
		}
	}
	for _, x := range r.Findings {
		s.WriteString(findingWords(lang, x) + "\n")
	}
	return strings.TrimRight(s.String(), "\n")
}

// findingWords say what was found and what can be done about it.
func findingWords(lang string, x moneybox.FindingLine) string {
	usual := money.Money{Minor: x.Usual, Currency: x.Money.Currency}
	s := "! " + say(lang, "find_"+string(x.Code), "shop", x.Shop, "amount", x.Money.Format(lang), "usual", usual.Format(lang), "date", x.Date) + " " + say(lang, "do_"+string(x.Do))
	for _, a := range x.Advice {
		name := a.Name[lang]
		if name == "" {
			name = a.Name["en"]
		}
		s += "\n    " + name + ": " + a.Web
	}
	return s
}
