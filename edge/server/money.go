package server

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"samtal/core/identity"
	"samtal/core/money"
	"samtal/core/money/budget"
	"samtal/core/money/question"
	"samtal/core/money/statement"
	"samtal/core/problem"
	"samtal/service/moneybox"
)

// statementMost is how large a file may be over the network, in bytes, and how
// large its request is: a file is written in base64.
const (
	statementMost = 8 << 20
	importMost    = statementMost*4/3 + 1<<16
)

// MoneyAsked is what every question about money says: which market's day it is, and
// in which language to answer.
type MoneyAsked struct {
	Market   string `query:"market" maxLength:"20" doc:"Whose day it is; left out: the first."`
	Language string `query:"language" maxLength:"20"`
	Accept   string `header:"Accept-Language"`
}

func (a MoneyAsked) of() MoneyAsked { return a }

type moneyAsker interface{ of() MoneyAsked }

// ownMoney registers an operation on the caller's own money. The service says
// whether they may.
func ownMoney[I any, P interface {
	*I
	moneyAsker
}, O any](s *server, r route, always bool, h func(c moneyCall, in *I) (O, error)) {
	on(s, r, func(ctx context.Context, who identity.Who, in *I) (O, error) {
		c, err := s.moneyCall(ctx, who, P(in).of(), always)
		if err != nil {
			var nothing O
			return nothing, err
		}
		return h(c, in)
	})
}

// moneyCall is one call of a customer about their money.
type moneyCall struct {
	*moneybox.Purse
	ctx         context.Context
	lang, today string
}

func (s *server) moneyCall(ctx context.Context, who identity.Who, a MoneyAsked, always bool) (c moneyCall, err error) {
	if a.Market == "" {
		a.Market = s.Pack.Markets()[0]
	}
	if !s.Pack.Has(a.Market) {
		return c, problem.New(problem.Missing, "unknown_market")
	}
	c = moneyCall{ctx: ctx, lang: s.reader(a.Language, a.Accept), today: s.Pack.Today(a.Market, s.Desk.Store.Now())}
	if always {
		c.Purse, err = s.Money.Held(who)
	} else {
		c.Purse, err = s.Money.For(ctx, who)
	}
	return c, err
}

// money is the customer's side of the money assistant.
func (s *server) money() {
	ownMoney(s, route{http.MethodGet, "/me/money", "Whether the money assistant is on, and the notice to decide by", customers, reading, 0, 0}, true,
		func(c moneyCall, _ *MoneyAsked) (moneybox.State, error) { return c.State(c.ctx, c.lang) })
	type toggle struct {
		MoneyAsked
		Body struct {
			_      loose  `json:"-" additionalProperties:"true"`
			On     bool   `json:"on"`
			Notice string `json:"notice,omitempty" maxLength:"40" doc:"The version of the notice that was read; needed to switch on."`
		}
	}
	ownMoney(s, route{http.MethodPut, "/me/money", "Switch the money assistant on or off", customers, writing, 0, 0}, true,
		func(c moneyCall, in *toggle) (moneybox.State, error) {
			if err := c.Switch(c.ctx, in.Body.On, in.Body.Notice); err != nil {
				return moneybox.State{}, err
			}
			return c.State(c.ctx, c.lang)
		})
	ownMoney(s, route{http.MethodDelete, "/me/money", "Erase everything that the money assistant has, the consent too", customers, writing, 0, 0}, true,
		func(c moneyCall, _ *MoneyAsked) (none, error) { return none{}, c.Erase(c.ctx) })
	ownMoney(s, route{http.MethodGet, "/me/money/export", "Everything that the money assistant has of the customer", customers, reading, 0, 0}, true,
		func(c moneyCall, _ *MoneyAsked) (moneybox.Export, error) { return c.Export(c.ctx, c.lang, c.today) })
	s.moneyTable()
	ownMoney(s, route{http.MethodGet, "/me/money/report", "What is left, months, what comes back and is to come, budgets, goals, findings", customers, reading, 0, 0}, false,
		func(c moneyCall, _ *MoneyAsked) (moneybox.Report, error) {
			v, err := c.View(c.ctx, c.today)
			if err != nil {
				return moneybox.Report{}, err
			}
			return v.Report(c.lang), nil
		})
	type aMonth struct {
		MoneyAsked
		Month string `path:"month" maxLength:"7"`
	}
	ownMoney(s, route{http.MethodGet, "/me/money/months/{month}", "A month in review, against the customer's own months before", customers, reading, 0, 0}, false,
		func(c moneyCall, in *aMonth) (moneybox.Review, error) {
			v, err := c.View(c.ctx, c.today)
			if err != nil {
				return moneybox.Review{}, err
			}
			return v.Review(in.Month, c.lang)
		})
	type aQuestion struct {
		MoneyAsked
		Body struct {
			_      loose           `json:"-" additionalProperties:"true"`
			Text   string          `json:"text" maxLength:"500"`
			Before *question.Query `json:"before,omitempty" doc:"The query of the answer that this follows."`
		}
	}
	ownMoney(s, route{http.MethodPost, "/me/money/questions", "Ask about the money in one's own words", customers, reading, 0, 0}, false,
		func(c moneyCall, in *aQuestion) (question.Answer, error) {
			if q := in.Body.Before; q != nil && !q.Whole() {
				return question.Answer{}, problem.New(problem.Invalid, "money_query")
			}
			return c.Ask(c.ctx, in.Body.Text, c.lang, c.today, in.Body.Before)
		})
	s.moneyRows()
	s.moneyImports()
	s.moneyPlans()
}

// moneyTable answers with a file.
func (s *server) moneyTable() {
	raw(s, route{http.MethodGet, "/me/money/export.csv", "The transactions as a table for a spreadsheet", customers, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *MoneyAsked) (*saved, error) {
			c, err := s.moneyCall(ctx, who, *in, true)
			if err != nil {
				return nil, err
			}
			out, err := c.ExportCSV(ctx, c.lang, c.today)
			return &saved{"text/csv; charset=utf-8", `attachment; filename="transactions-` + c.today + `.csv"`, out}, err
		})
}

// moneyImports takes in statements: shown first, kept when the customer says so.
func (s *server) moneyImports() {
	type file struct {
		MoneyAsked
		Body struct {
			_        loose              `json:"-" additionalProperties:"true"`
			File     []byte             `json:"file" doc:"The bank's file, in base64."`
			Confirm  bool               `json:"confirm,omitempty" doc:"Left out: only show how it is understood; nothing is kept."`
			Account  string             `json:"account,omitempty" maxLength:"60" doc:"What to call the account, where the file has no number."`
			Currency string             `json:"currency,omitempty" maxLength:"3"`
			Dates    string             `json:"dates,omitempty" enum:"ymd,dmy,mdy"`
			Mapping  *statement.Mapping `json:"mapping,omitempty" doc:"As the customer confirmed it; remembered for the bank's next file."`
		}
	}
	ownMoney(s, route{http.MethodPost, "/me/money/imports", "Take in a bank's statement: first a preview, then with confirm", customers, writing, 0, importMost}, false,
		func(c moneyCall, in *file) (moneybox.Preview, error) {
			b := in.Body
			if len(b.File) > statementMost {
				return moneybox.Preview{}, problem.New(problem.TooLarge, "money_file_large", "mb", strconv.Itoa(statementMost>>20))
			}
			b.Currency = strings.ToUpper(b.Currency)
			if b.Currency != "" && !isCurrency(b.Currency) {
				return moneybox.Preview{}, problem.New(problem.Invalid, "money_currency")
			}
			if b.Mapping != nil && !b.Mapping.Whole() {
				return moneybox.Preview{}, problem.New(problem.Invalid, "money_mapping")
			}
			t, err := c.Take(c.ctx, b.File, moneybox.Options{Account: b.Account, Currency: b.Currency, Dates: b.Dates, Preview: !b.Confirm, Mapping: b.Mapping})
			var refused *statement.Refusal
			if errors.As(err, &refused) {
				return moneybox.Preview{}, problem.New(problem.Invalid, "money_file_refused", "why", c.Words.Refused(c.lang, refused),
					"line", strconv.Itoa(refused.Line), "column", strconv.Itoa(refused.Column), "reason", refused.Code)
			}
			if err != nil {
				return moneybox.Preview{}, err
			}
			return t.Preview(c.Words, c.lang, b.Confirm), nil
		})
}

func isCurrency(s string) bool {
	return len(s) == 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// moneyPlans keeps budgets and goals.
func (s *server) moneyPlans() {
	type aBudget struct {
		MoneyAsked
		Category string `path:"category" maxLength:"40"`
		Currency string `path:"currency" maxLength:"3"`
		Body     struct {
			_        loose       `json:"-" additionalProperties:"true"`
			Kind     budget.Kind `json:"kind" maxLength:"20"`
			Amount   string      `json:"amount" maxLength:"20" doc:"A month, as a decimal; of a sinking fund the whole bill."`
			Rollover bool        `json:"rollover,omitempty"`
			From     string      `json:"from,omitempty" maxLength:"7" doc:"The first month; left out: this one."`
			Due      string      `json:"due,omitempty" maxLength:"10"`
		}
	}
	ownMoney(s, route{http.MethodPut, "/me/money/budgets/{category}/{currency}", "Keep a budget for a category", customers, writing, 0, 0}, false,
		func(c moneyCall, in *aBudget) (none, error) {
			m, err := amountOf(in.Body.Amount, in.Currency)
			if err != nil {
				return none{}, err
			}
			from := in.Body.From
			if from == "" {
				from = c.today[:7]
			}
			return none{}, c.PutBudget(c.ctx, budget.Budget{Category: in.Category, Currency: m.Currency, Kind: in.Body.Kind, Minor: m.Minor, Rollover: in.Body.Rollover, From: from, Due: in.Body.Due})
		})
	type noBudget struct {
		MoneyAsked
		Category string `path:"category" maxLength:"40"`
		Currency string `path:"currency" maxLength:"3"`
	}
	ownMoney(s, route{http.MethodDelete, "/me/money/budgets/{category}/{currency}", "Take a budget away", customers, writing, 0, 0}, false,
		func(c moneyCall, in *noBudget) (none, error) {
			return none{}, c.DropBudget(c.ctx, in.Category, strings.ToUpper(in.Currency))
		})
	type aMove struct {
		MoneyAsked
		Body struct {
			_        loose  `json:"-" additionalProperties:"true"`
			From     string `json:"from" maxLength:"40"`
			To       string `json:"to" maxLength:"40"`
			Amount   string `json:"amount" maxLength:"20"`
			Currency string `json:"currency" maxLength:"3"`
		}
	}
	ownMoney(s, route{http.MethodPost, "/me/money/moves", "Move money from one envelope to another", customers, writing, 0, 0}, false,
		func(c moneyCall, in *aMove) (none, error) {
			m, err := amountOf(in.Body.Amount, in.Body.Currency)
			if err != nil {
				return none{}, err
			}
			return none{}, c.Move(c.ctx, in.Body.From, in.Body.To, m.Currency, m.Minor, c.today)
		})
	type aGoal struct {
		MoneyAsked
		Name string `path:"name" maxLength:"60"`
		Body struct {
			_        loose  `json:"-" additionalProperties:"true"`
			Amount   string `json:"amount" maxLength:"20"`
			Saved    string `json:"saved,omitempty" maxLength:"20"`
			Currency string `json:"currency" maxLength:"3"`
			By       string `json:"by" maxLength:"10"`
		}
	}
	ownMoney(s, route{http.MethodPut, "/me/money/goals/{name}", "Keep a goal", customers, writing, 0, 0}, false,
		func(c moneyCall, in *aGoal) (none, error) {
			m, err := amountOf(in.Body.Amount, in.Body.Currency)
			if err != nil {
				return none{}, err
			}
			saved := money.Money{}
			if in.Body.Saved != "" {
				if saved, err = amountOf(in.Body.Saved, in.Body.Currency); err != nil {
					return none{}, err
				}
			}
			return none{}, c.PutGoal(c.ctx, budget.Goal{Name: in.Name, Currency: m.Currency, Minor: m.Minor, Saved: saved.Minor, By: in.Body.By})
		})
	type noGoal struct {
		MoneyAsked
		Name string `path:"name" maxLength:"60"`
	}
	ownMoney(s, route{http.MethodDelete, "/me/money/goals/{name}", "Take a goal away", customers, writing, 0, 0}, false,
		func(c moneyCall, in *noGoal) (none, error) { return none{}, c.DropGoal(c.ctx, in.Name) })
}

// amountOf reads a decimal of a currency.
func amountOf(text, currency string) (money.Money, error) {
	currency = strings.ToUpper(currency)
	if !isCurrency(currency) {
		return money.Money{}, problem.New(problem.Invalid, "money_currency")
	}
	if strings.ContainsAny(text, " \t") {
		return money.Money{}, problem.New(problem.Invalid, "money_amount")
	}
	m, err := money.Parse(text, currency)
	if err != nil {
		return m, problem.New(problem.Invalid, "money_amount").Because(err)
	}
	return m, nil
}
