package moneybox

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"samtal/core/money"
	"samtal/core/money/budget"
	"samtal/core/problem"
)

// BudgetLine is a budget in the month of today. Amounts are decimals.
type BudgetLine struct {
	Category string         `json:"category"`
	Name     string         `json:"name"`
	Currency string         `json:"currency"`
	Kind     budget.Kind    `json:"kind"`
	Amount   string         `json:"amount"` // a month; of a sinking fund the whole bill
	Rollover bool           `json:"rollover"`
	From     string         `json:"from"`
	Due      string         `json:"due,omitempty"`
	Month    string         `json:"month"`
	Limit    string         `json:"limit"`
	Carried  string         `json:"carried"`
	Spent    string         `json:"spent"`
	Left     string         `json:"left"`
	Need     string         `json:"need"`
	Alerts   []budget.Alert `json:"alerts"`
}

// GoalLine is a goal with what it needs a month.
type GoalLine struct {
	Name     string `json:"name"`
	Currency string `json:"currency"`
	Amount   string `json:"amount"`
	Saved    string `json:"saved"`
	By       string `json:"by"`
	Left     string `json:"left"`
	Monthly  string `json:"monthly"`
	Months   int    `json:"months"`
	Reached  bool   `json:"reached"`
	Late     bool   `json:"late"`
}

// budgets works out each budget's state from the rows: spending in its
// category, what is known to come, and what was carried over.
func (v *View) budgets(language string) []BudgetLine {
	out := []BudgetLine{}
	inSeries := map[string]bool{}
	of := map[string]string{}
	for _, r := range v.Rows {
		of[r.ID] = r.Label.Category
	}
	for _, s := range v.Series() {
		for _, id := range s.Rows {
			inSeries[id] = true
		}
	}
	for _, b := range v.Budgets {
		var spends, coming []budget.Spend
		for _, r := range v.Rows {
			if r.Amount.Minor < 0 && r.Amount.Currency == b.Currency && !r.Transfer && len(r.Date) >= 7 && r.Date[:7] >= b.From && r.Date <= v.Today && v.Book.Within(r.Label.Category, b.Category) {
				spends = append(spends, budget.Spend{Date: r.Date, Minor: -r.Amount.Minor, Known: inSeries[r.ID]})
			}
		}
		for _, s := range v.Series() {
			if s.Amount.Minor < 0 && s.Amount.Currency == b.Currency && s.Next > v.Today && v.Book.Within(of[s.Rows[len(s.Rows)-1]], b.Category) {
				coming = append(coming, budget.Spend{Date: s.Next, Minor: -s.Amount.Minor, Known: true})
			}
		}
		text := func(n int64) string { return money.Money{Minor: n, Currency: b.Currency}.Decimal() }
		s := b.At(v.Today, spends, coming)
		out = append(out, BudgetLine{b.Category, v.Book.Name(b.Category, language), b.Currency, b.Kind, text(b.Minor), b.Rollover, b.From, b.Due,
			s.Month, text(s.Limit), text(s.Carried), text(s.Spent), text(s.Left), text(s.Need), s.Alerts})
	}
	slices.SortFunc(out, func(a, b BudgetLine) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Currency, b.Currency))
	})
	return out
}

func (v *View) goals() []GoalLine {
	out := []GoalLine{}
	for _, g := range v.Goals {
		text := func(n int64) string { return money.Money{Minor: n, Currency: g.Currency}.Decimal() }
		p := g.Plan(v.Today)
		out = append(out, GoalLine{g.Name, g.Currency, text(g.Minor), text(g.Saved), g.By, text(p.Left), text(p.Monthly), p.Months, p.Reached, p.Late})
	}
	return out
}

// faults of budgets and goals, and what they are called for people.
var faults = []struct {
	err  error
	code string
}{{budget.ErrAmount, "budget_amount"}, {budget.ErrKind, "budget_kind"}, {budget.ErrMonth, "budget_month"}, {budget.ErrDue, "budget_due"}, {budget.ErrBy, "goal_by"}}

func faulty(err error) error {
	for _, f := range faults {
		if errors.Is(err, f.err) {
			return problem.New(problem.Invalid, f.code)
		}
	}
	return err
}

// keptMost bounds how many an owner may have of a kind of decision.
const keptMost = 200

// PutBudget keeps a budget, in place of an earlier one of its category and
// currency; what was moved between envelopes stays moved.
func (p *Purse) PutBudget(ctx context.Context, b budget.Budget) error {
	if !p.Book.Has(b.Category) || p.Book.Kind(b.Category) != "" {
		return problem.New(problem.Missing, "category_not_found")
	}
	if len(b.Currency) != 3 {
		return problem.New(problem.Invalid, "money_currency")
	}
	if err := b.Check(); err != nil {
		return faulty(err)
	}
	if err := p.room(ctx, KindBudget, budgetKey(b.Category, b.Currency)); err != nil {
		return err
	}
	b.Moves = nil // kept beside it, so that both ends of a move are one record
	return p.choose(ctx, KindBudget, budgetKey(b.Category, b.Currency), b)
}

func budgetKey(category, currency string) string { return category + " " + currency }

// room says whether one more of a kind may be kept under a key.
func (p *Purse) room(ctx context.Context, kind, key string) error {
	all, err := p.Store.Choices(ctx, p.owner, kind)
	if err != nil {
		return err
	}
	if len(all) >= keptMost && !slices.ContainsFunc(all, func(c Choice) bool { return c.Key == key }) {
		return problem.New(problem.Conflict, "money_many")
	}
	return nil
}

// DropBudget takes a budget away; what was spent stays as it is.
func (p *Purse) DropBudget(ctx context.Context, category, currency string) error {
	return p.drop(ctx, KindBudget, budgetKey(category, currency), "budget_not_found")
}

func (p *Purse) drop(ctx context.Context, kind, key, missing string) error {
	var any struct{}
	known, err := p.choice(ctx, kind, key, &any)
	if err == nil && !known {
		return problem.New(problem.Missing, missing)
	}
	if err != nil {
		return err
	}
	return p.Store.Unchoose(ctx, p.owner, kind, key)
}

// moved is money that its owner moved from one envelope to another: one record,
// so that no crash can make money or lose it.
type moved struct {
	From     string `json:"from"`
	To       string `json:"to"`
	Currency string `json:"currency"`
	Date     string `json:"date"`
	Minor    int64  `json:"minor"`
}

// Move moves money from one envelope to another, today.
func (p *Purse) Move(ctx context.Context, from, to, currency string, minor int64, today string) error {
	d, err := p.decided(ctx)
	if err != nil {
		return err
	}
	found := 0
	for _, b := range d.budgets {
		if b.Currency == currency && (b.Category == from || b.Category == to) {
			if found++; b.Kind != budget.Envelope {
				return problem.New(problem.Invalid, "budget_envelopes")
			}
		}
	}
	switch {
	case from == to:
		return problem.New(problem.Invalid, "budget_envelopes")
	case found != 2:
		return problem.New(problem.Missing, "budget_not_found")
	case minor <= 0 || minor > budget.Most:
		return problem.New(problem.Invalid, "budget_amount")
	}
	key := p.Fresh()
	if err := p.room(ctx, KindMove, key); err != nil {
		return err
	}
	return p.choose(ctx, KindMove, key, moved{from, to, currency, today, minor})
}

// PutGoal keeps a goal, in place of an earlier one of its name.
func (p *Purse) PutGoal(ctx context.Context, g budget.Goal) error {
	g.Name = strings.TrimSpace(g.Name)
	if g.Name == "" {
		return problem.New(problem.Invalid, "goal_name")
	}
	if len(g.Currency) != 3 {
		return problem.New(problem.Invalid, "money_currency")
	}
	if err := g.Check(); err != nil {
		return faulty(err)
	}
	if err := p.room(ctx, KindGoal, g.Name); err != nil {
		return err
	}
	return p.choose(ctx, KindGoal, g.Name, g)
}

// DropGoal takes a goal away.
func (p *Purse) DropGoal(ctx context.Context, name string) error {
	return p.drop(ctx, KindGoal, name, "goal_not_found")
}
