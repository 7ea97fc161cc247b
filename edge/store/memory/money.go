package memory

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"samtal/core/money/ledger"
	"samtal/service/moneybox"
)

// purse is what one owner has in the money assistant.
type purse struct {
	secret   string
	accounts map[string]ledger.Account
	rows     map[string]ledger.Transaction
	choices  map[[2]string]moneybox.Choice
}

// purse returns the owner's, made when it is first asked for.
func (s *Store) purse(owner string) *purse {
	p := s.purses[owner]
	if p == nil {
		p = &purse{accounts: map[string]ledger.Account{}, rows: map[string]ledger.Transaction{}, choices: map[[2]string]moneybox.Choice{}}
		s.purses[owner] = p
	}
	return p
}

// Secret implements moneybox.Store.
func (s *Store) Secret(_ context.Context, owner, fresh string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.purse(owner)
	if p.secret == "" {
		p.secret = fresh
	}
	return p.secret, nil
}

// PutAccount implements moneybox.Store.
func (s *Store) PutAccount(_ context.Context, owner string, a ledger.Account) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.purse(owner)
	if had, known := p.accounts[a.ID]; known {
		had.Name = a.Name
		a = had
	}
	p.accounts[a.ID] = a
	return nil
}

// MoneyAccounts implements moneybox.Store.
func (s *Store) MoneyAccounts(_ context.Context, owner string) ([]ledger.Account, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.SortedFunc(maps.Values(s.purse(owner).accounts), func(a, b ledger.Account) int { return cmp.Compare(a.ID, b.ID) }), nil
}

// PutRows implements moneybox.Store.
func (s *Store) PutRows(_ context.Context, owner string, rows []ledger.Transaction) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.purse(owner)
	for _, t := range rows {
		if had, known := p.rows[t.ID]; known {
			if had.Bank == "" {
				had.Bank = t.Bank
				p.rows[t.ID] = had
			}
			continue
		}
		p.rows[t.ID] = t
	}
	return nil
}

// EachRow implements moneybox.Store.
func (s *Store) EachRow(_ context.Context, owner string, which moneybox.Rows, each func(ledger.Transaction) error) error {
	s.mu.Lock()
	rows := slices.SortedFunc(maps.Values(s.purse(owner).rows), moneybox.ByDate)
	s.mu.Unlock()
	match := which.Match()
	for _, t := range rows {
		if match(t) {
			if err := each(t); err != nil {
				return err
			}
		}
	}
	return nil
}

// Choose implements moneybox.Store.
func (s *Store) Choose(_ context.Context, owner string, c moneybox.Choice) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.At = milli(c.At)
	s.purse(owner).choices[[2]string{c.Kind, c.Key}] = c
	return nil
}

// Unchoose implements moneybox.Store.
func (s *Store) Unchoose(_ context.Context, owner, kind, key string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.purse(owner).choices, [2]string{kind, key})
	return nil
}

// Choices implements moneybox.Store.
func (s *Store) Choices(_ context.Context, owner, kind string) (out []moneybox.Choice, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.purse(owner).choices {
		if kind == "" || c.Kind == kind {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b moneybox.Choice) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Key, b.Key)) })
	return out, nil
}

// EraseMoney implements moneybox.Store.
func (s *Store) EraseMoney(_ context.Context, owner string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.purses, owner)
	return nil
}
