package main

import (
	"context"
	"os"
	"time"

	"samtal/core/identity"
	"samtal/core/money/budget"
	"samtal/service/moneybox"
	"samtal/simulate/household"
)

// savers are the demo's customers who have switched the money assistant on and
// put in two years of statements. The others see its notice first.
var savers = []string{"c-0001", "c-0002", "c-0006"}

// furnishedFile says that the households were given: whoever erases theirs has
// erased it.
const furnishedFile = "households"

// furnish gives the savers their invented households, once in a data folder.
func furnish(ctx context.Context, box *moneybox.Box, marker string, now time.Time) error {
	if _, err := os.Stat(marker); err == nil {
		return nil
	}
	for i, id := range savers {
		p, err := box.Held(identity.Who{Role: identity.Customer, ID: id, Level: identity.SignedIn})
		if err != nil {
			return err
		}
		if had, err := p.State(ctx, "en"); err != nil {
			return err
		} else if !had.At.IsZero() || had.Accounts > 0 {
			continue
		}
		h := household.Make(uint64(i+1), now)
		for _, account := range []struct {
			name    string
			savings bool
		}{{"Lönekonto", false}, {"Sparkonto", true}} {
			if _, err := p.Take(ctx, h.CSV(account.savings), moneybox.Options{Account: account.name, Currency: "SEK"}); err != nil {
				return err
			}
		}
		for _, b := range []budget.Budget{{Category: "groceries", Minor: 450000}, {Category: "restaurants", Minor: 180000, Rollover: true}, {Category: "clothes", Minor: 60000}} {
			b.Currency, b.Kind, b.From = "SEK", budget.Monthly, now.AddDate(0, -2, 0).Format("2006-01")
			if err := p.PutBudget(ctx, b); err != nil {
				return err
			}
		}
		if err := p.PutGoal(ctx, budget.Goal{Name: "Sommarresa", Currency: "SEK", Minor: 1800000, Saved: 650000, By: now.AddDate(0, 7, 0).Format(time.DateOnly)}); err != nil {
			return err
		}
		if err := p.Switch(ctx, true, box.Notice.Version); err != nil {
			return err
		}
	}
	return os.WriteFile(marker, nil, 0o600)
}
