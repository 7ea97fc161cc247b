package moneybox

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"samtal/core/money"
	"samtal/core/money/outlook"
)

// Owed calls a look-up of the company's own systems; desk.Tools is one.
type Owed interface {
	Call(ctx context.Context, tool string, args map[string]any) (json.RawMessage, error)
}

// owedTime is how long the company's systems may take. What they do not say is
// not guessed: then nothing is said to be safe to spend.
const owedTime = 2 * time.Second

// owed lists what the customer has to pay the company: each instalment to come
// of a plan, and each open invoice. known is false when it could not be asked.
func (p *Purse) owed(ctx context.Context) (items []outlook.Item, known bool) {
	if p.Owed == nil || p.customer == "" {
		return nil, true
	}
	ctx, cancel := context.WithTimeout(ctx, owedTime)
	defer cancel()
	raw, err := p.Owed.Call(ctx, "list_invoices", map[string]any{"customer": p.customer, "state": "open"})
	if err != nil {
		return nil, false
	}
	var got struct {
		Invoices []struct {
			Amount, State, Merchant string
			Due                     string `json:"due_date"`
			Plan                    struct {
				Monthly, Fee, Left string
				Remaining          int
				Next               string `json:"next_date"`
			}
		} `json:"invoices"`
	}
	if json.Unmarshal(raw, &got) != nil {
		return nil, false
	}
	for _, v := range got.Invoices {
		amount, err := money.Parse(v.Amount, "")
		if err != nil {
			return nil, false
		}
		switch v.State {
		case "plan":
			parts, ok := instalments(v.Plan.Next, v.Plan.Monthly, v.Plan.Fee, v.Plan.Left, v.Plan.Remaining)
			if !ok {
				return nil, false
			}
			for _, i := range parts {
				i.What = v.Merchant
				items = append(items, i)
			}
		case "open", "overdue":
			amount.Minor = -amount.Minor
			items = append(items, outlook.Item{Date: v.Due, What: v.Merchant, Amount: amount, Source: "invoice"})
		}
	}
	slices.SortStableFunc(items, func(a, b outlook.Item) int { return cmp.Compare(a.Date, b.Date) })
	return items, true
}

// instalments are the payments that are left of a plan: equal parts, the last
// one takes the rest, each with its fee.
func instalments(next, monthly, fee, left string, remaining int) (items []outlook.Item, ok bool) {
	each, err1 := money.Parse(monthly, "")
	of, err2 := money.Parse(fee, "")
	rest, err3 := money.Parse(left, "")
	first, err4 := time.Parse(time.DateOnly, next)
	if err1 != nil || err2 != nil || err3 != nil || err4 != nil || remaining < 1 || remaining > 120 {
		return nil, false
	}
	for k := range remaining {
		amount := each
		if k == remaining-1 {
			amount.Minor = rest.Minor - (each.Minor-of.Minor)*int64(k) + of.Minor
		}
		month := time.Date(first.Year(), first.Month()+time.Month(k), 1, 0, 0, 0, 0, time.UTC)
		day := month.AddDate(0, 0, min(first.Day(), month.AddDate(0, 1, -1).Day())-1)
		amount.Minor = -amount.Minor
		items = append(items, outlook.Item{Date: day.Format(time.DateOnly), Amount: amount, Source: "instalment"})
	}
	return items, true
}
