package server

import (
	"net/http"
	"strings"

	"samtal/service/moneybox"
)

// moneyRows is what the customer may do with what was taken in: look at it,
// say what it was for, and which two rows are one movement.
func (s *server) moneyRows() {
	type narrow struct {
		MoneyAsked
		Page
		From     string `query:"from" maxLength:"10"`
		To       string `query:"to" maxLength:"10"`
		Category string `query:"category" maxLength:"40"`
		Shop     string `query:"shop" maxLength:"100"`
		Account  string `query:"account" maxLength:"40"`
		Text     string `query:"q" maxLength:"100"`
		Way      string `query:"way" enum:"out,in" doc:"Only what left, or what came; without transfers."`
		Unsure   bool   `query:"unsure" doc:"Only those whose category the customer is asked for."`
		IDs      string `query:"ids" maxLength:"8000" doc:"Only these, with commas between."`
	}
	ownMoney(s, route{http.MethodGet, "/me/money/transactions", "Transactions, the newest first", customers, reading, 0, 0}, false,
		func(c moneyCall, in *narrow) (list[moneybox.TransactionLine], error) {
			v, err := c.View(c.ctx, c.today)
			if err != nil {
				return list[moneybox.TransactionLine]{}, err
			}
			n := moneybox.Narrow{From: in.From, To: in.To, Category: in.Category, Shop: in.Shop, Account: in.Account, Text: in.Text, Way: in.Way, Unsure: in.Unsure}
			if in.IDs != "" {
				n.IDs = strings.Split(in.IDs, ",")
			}
			items, next := v.List(n, c.lang, in.After, in.Limit)
			return listOf(items, next), nil
		})
	type label struct {
		MoneyAsked
		ID   string `path:"id" maxLength:"40"`
		Body struct {
			_        loose  `json:"-" additionalProperties:"true"`
			Category string `json:"category" maxLength:"40"`
			Shop     bool   `json:"shop,omitempty" doc:"Everything of this shop; the classifier learns from it."`
		}
	}
	ownMoney(s, route{http.MethodPut, "/me/money/transactions/{id}/label", "Say what a transaction was for", customers, writing, 0, 0}, false,
		func(c moneyCall, in *label) (moneybox.TransactionLine, error) {
			return c.Label(c.ctx, in.ID, in.Body.Category, in.Body.Shop, c.lang, c.today)
		})
	type unlabel struct {
		MoneyAsked
		ID string `path:"id" maxLength:"40"`
	}
	ownMoney(s, route{http.MethodDelete, "/me/money/transactions/{id}/label", "Take back what was said of a transaction and its shop", customers, writing, 0, 0}, false,
		func(c moneyCall, in *unlabel) (moneybox.TransactionLine, error) {
			return c.Unlabel(c.ctx, in.ID, c.lang, c.today)
		})
	ownMoney(s, route{http.MethodGet, "/me/money/categories", "The tree of categories", customers, reading, 0, 0}, false,
		func(c moneyCall, _ *MoneyAsked) (list[categoryView], error) {
			items := []categoryView{}
			for _, x := range c.Book.Tree() {
				items = append(items, categoryView{x.ID, x.Parent, c.Book.Name(x.ID, c.lang), c.Book.Kind(x.ID)})
			}
			return listOf(items, ""), nil
		})
	s.moneyPairs()
	type account struct {
		MoneyAsked
		ID   string `path:"id" maxLength:"40"`
		Body struct {
			_       loose  `json:"-" additionalProperties:"true"`
			Name    string `json:"name,omitempty" maxLength:"60"`
			Savings *bool  `json:"savings,omitempty" doc:"Not for every day: no part of what is safe to spend."`
		}
	}
	ownMoney(s, route{http.MethodGet, "/me/money/accounts", "The customer's accounts", customers, reading, 0, 0}, false,
		func(c moneyCall, _ *MoneyAsked) (list[moneybox.AccountLine], error) {
			v, err := c.View(c.ctx, c.today)
			if err != nil {
				return list[moneybox.AccountLine]{}, err
			}
			return listOf(v.AccountLines(), ""), nil
		})
	ownMoney(s, route{http.MethodPut, "/me/money/accounts/{id}", "Name an account, or say that it is for savings", customers, writing, 0, 0}, false,
		func(c moneyCall, in *account) (none, error) {
			return none{}, c.Account(c.ctx, in.ID, in.Body.Name, in.Body.Savings)
		})
}

type categoryView struct {
	ID     string `json:"id"`
	Parent string `json:"parent,omitempty"`
	Name   string `json:"name"`
	Kind   string `json:"kind,omitempty" doc:"income or transfer; left out: spending"`
}

// moneyPairs are transfers between the customer's own accounts: proposed, and
// kept or taken apart by them.
func (s *server) moneyPairs() {
	ownMoney(s, route{http.MethodGet, "/me/money/transfers", "Transfers between the customer's accounts: proposed, kept, taken apart", customers, reading, 0, 0}, false,
		func(c moneyCall, _ *MoneyAsked) (list[moneybox.TransferLine], error) {
			v, err := c.View(c.ctx, c.today)
			if err != nil {
				return list[moneybox.TransferLine]{}, err
			}
			return listOf(v.Pairs(c.lang), ""), nil
		})
	type pair struct {
		MoneyAsked
		Body struct {
			_    loose  `json:"-" additionalProperties:"true"`
			From string `json:"from" maxLength:"40"`
			To   string `json:"to" maxLength:"40"`
			Is   bool   `json:"is" doc:"false takes the pair apart; true keeps it, or undoes that."`
		}
	}
	ownMoney(s, route{http.MethodPut, "/me/money/transfers", "Say whether two rows are one transfer", customers, writing, 0, 0}, false,
		func(c moneyCall, in *pair) (none, error) {
			return none{}, c.Pair(c.ctx, in.Body.From, in.Body.To, in.Body.Is, c.today)
		})
}
