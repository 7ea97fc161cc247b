package moneybox

import (
	"context"
	"encoding/json"
	"io/fs"
	"sync"
	"time"

	"samtal/core/identity"
	"samtal/core/money/category"
	"samtal/core/money/question"
	"samtal/core/problem"
)

// Box is the money assistant of all owners. All fields are needed but Owed: a
// company without systems is owed nothing that could be seen.
type Box struct {
	Store  Store
	Book   *category.Book
	Names  Names
	Notice Notice
	Advice map[string][]Advice // by currency
	Words  Words
	Owed   Owed
	Now    func() time.Time
	Fresh  func() string // a new secret

	bare  sync.Once // what is known of nobody
	index *question.Index
}

// Words renders a line of content/words; *pack.Pack has it.
type Words func(language, key string, params map[string]string) string

// BoxOptions are what a box is made of. Owed may be missing.
type BoxOptions struct {
	Store   Store
	Content fs.FS
	Words   Words
	Owed    Owed
	Now     func() time.Time
	Fresh   func() string
}

// New reads what the pack knows of money.
func New(o BoxOptions) (*Box, error) {
	b := &Box{Store: o.Store, Words: o.Words, Owed: o.Owed, Now: o.Now, Fresh: o.Fresh}
	var err error
	if b.Book, err = ReadBook(o.Content); err != nil {
		return nil, err
	}
	if b.Names, err = ReadNames(o.Content, b.Book); err != nil {
		return nil, err
	}
	if b.Notice, err = readNotice(o.Content); err != nil {
		return nil, err
	}
	b.Advice, err = readAdvice(o.Content)
	return b, err
}

// Purse is what one owner has in the money assistant. There are two ways to
// one, and both say whose it is: nobody reaches another's.
type Purse struct {
	*Box
	owner    string
	customer string // at the company; "" is nobody whom its systems know
}

// Of is the purse of whoever holds the file that it lies in: the command line.
func (b *Box) Of(owner string) *Purse { return &Purse{b, owner, ""} }

// Held is the purse of a signed-in customer, switched on or not: what they may
// always do is read the notice, take their data with them, and erase it.
// Visitors and the company's people have none.
func (b *Box) Held(who identity.Who) (*Purse, error) {
	if who.Role != identity.Customer {
		return nil, problem.New(problem.Forbidden, "not_allowed")
	}
	if who.ID == "" || who.Level < identity.SignedIn {
		return nil, problem.New(problem.Forbidden, "money_sign_in")
	}
	return &Purse{b, who.ID, who.ID}, nil
}

// For is the purse of a customer who has switched the money assistant on.
func (b *Box) For(ctx context.Context, who identity.Who) (*Purse, error) {
	p, err := b.Held(who)
	if err != nil {
		return nil, err
	}
	c, err := p.consent(ctx)
	if err != nil {
		return nil, err
	}
	if !c.On {
		return nil, problem.New(problem.Conflict, "money_off")
	}
	return p, nil
}

// Consent is what a customer decided about the money assistant, and upon which
// notice.
type Consent struct {
	On     bool      `json:"on"`
	Notice string    `json:"notice"` // the version that was read
	At     time.Time `json:"at"`
}

// State is whether the money assistant is on, and the notice to decide by.
type State struct {
	Consent
	Anew     bool       `json:"anew"` // the notice has changed since it was read
	Text     NoticeText `json:"text"`
	Version  string     `json:"version"`
	Accounts int        `json:"accounts"`
}

func (p *Purse) consent(ctx context.Context) (c Consent, err error) {
	_, err = p.choice(ctx, KindConsent, "notice", &c)
	return c, err
}

// choice reads one choice of the owner; found is false where there is none.
func (p *Purse) choice(ctx context.Context, kind, key string, into any) (found bool, err error) {
	all, err := p.Store.Choices(ctx, p.owner, kind)
	for _, c := range all {
		if c.Key == key {
			return true, json.Unmarshal([]byte(c.Value), into)
		}
	}
	return false, err
}

func (p *Purse) choose(ctx context.Context, kind, key string, value any) error {
	raw, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return p.Store.Choose(ctx, p.owner, Choice{kind, key, string(raw), p.Now()})
}

// State shows where the customer stands.
func (p *Purse) State(ctx context.Context, language string) (State, error) {
	c, err := p.consent(ctx)
	if err != nil {
		return State{}, err
	}
	accounts, err := p.Store.MoneyAccounts(ctx, p.owner)
	return State{Consent: c, Anew: c.On && c.Notice != p.Notice.Version, Text: p.Notice.in(language), Version: p.Notice.Version, Accounts: len(accounts)}, err
}

// Switch turns the money assistant on, upon the notice that the customer read,
// or off. Off, nothing is read or worked out any more; what was taken in stays
// until its owner erases it.
func (p *Purse) Switch(ctx context.Context, on bool, notice string) error {
	if on && notice != p.Notice.Version {
		return problem.New(problem.Conflict, "money_notice_changed")
	}
	return p.choose(ctx, KindConsent, "notice", Consent{on, notice, p.Now().UTC()})
}

// Erase removes everything that is the owner's, the consent too.
func (p *Purse) Erase(ctx context.Context) error { return p.Store.EraseMoney(ctx, p.owner) }
