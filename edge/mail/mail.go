// Package mail is the demo's post: news to customers whose screens are closed,
// and the letters of the company's own system, in one mailbox that the visitor
// reads at /demo/mail. A letter about a conversation holds a link and no
// content: mail is read by whoever holds the phone.
package mail

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"samtal/core/conversation"
	"samtal/service/desk"
)

// Letter is one mail in the box.
type Letter struct {
	ID      string
	To      string
	Subject string
	Body    string
	Link    string
	Kind    string
	At      time.Time
}

// Box keeps letters and how far the company's own were fetched.
type Box interface {
	// PutLetter keeps a letter; the same id again changes nothing.
	PutLetter(ctx context.Context, l Letter) error
	// Letters lists the newest first; to "" is everybody's.
	Letters(ctx context.Context, to string, limit int) ([]Letter, error)
	Setting(ctx context.Context, key string) (value string, set bool, err error)
	SetSetting(ctx context.Context, key, value string) error
}

// Options are what the post needs.
type Options struct {
	Box     Box
	Company desk.Tools // whose customers have addresses, and who writes letters of its own
	Name    string     // of the company
	Now     func() time.Time
	IDs     desk.IDs
	Log     *slog.Logger
}

// Mail implements desk.News.
type Mail struct{ Options }

// New opens the post.
func New(o Options) *Mail { return &Mail{o} }

// quiet is how soon the same news of one conversation is not sent again: an
// effect may run twice around a crash, and nobody needs two letters for that.
const quiet = time.Minute

// ToCustomer writes a letter with a link to the conversation.
func (m *Mail) ToCustomer(ctx context.Context, id, customer, language, what string) error {
	w := news(language, what)
	name, address := m.address(ctx, customer)
	now := m.Now()
	link := "/demo/?conversation=" + id
	before, err := m.Box.Letters(ctx, address, 20)
	if err != nil {
		return err
	}
	for _, l := range before {
		if l.Kind == what && l.Link == link && now.Sub(l.At) < quiet {
			return nil
		}
	}
	return m.Box.PutLetter(ctx, Letter{ID: m.IDs.New(), To: address, Subject: fmt.Sprintf(w.subject, m.Name), Kind: what, Link: link, At: now,
		Body: fmt.Sprintf(w.body, cmp.Or(name, w.you), m.Name)})
}

// address asks the company where the customer reads mail. Without an answer
// the letter goes to the customer's id: late news is worse than an odd address.
func (m *Mail) address(ctx context.Context, customer string) (name, address string) {
	var found struct {
		FirstName string `json:"first_name"`
		Email     string `json:"email"`
	}
	out, err := m.Company.Call(ctx, "find_customer", map[string]any{"customer": customer})
	if err == nil {
		err = json.Unmarshal(out, &found)
	}
	if err != nil {
		m.Log.Warn("a customer's address is not to be had", "error", err.Error())
	}
	return found.FirstName, cmp.Or(found.Email, customer)
}

// ToExpert and ToLead: staff are told by their open screens (edge/realtime);
// push to closed ones comes with its own room. The log holds ids, no content.
func (m *Mail) ToExpert(_ context.Context, expert, id, what string) error {
	m.Log.Info("news for an expert", "expert", expert, "conversation", id, "what", what)
	return nil
}

// ToLead says that a promise needs somebody's eyes.
func (m *Mail) ToLead(_ context.Context, id string, why conversation.Why) error {
	m.Log.Warn("a promise needs a lead", "conversation", id, "why", string(why))
	return nil
}

const fetched = "mail_fetched" // the last letter of the company that is in the box

// Fetch brings the company's own letters (codes, copies, notices) into the box
// and returns how many came.
func (m *Mail) Fetch(ctx context.Context) (int, error) {
	value, _, err := m.Box.Setting(ctx, fetched)
	if err != nil {
		return 0, err
	}
	after, _ := strconv.ParseInt(value, 10, 64) // unset is 0
	if after > 0 {
		if after, err = m.known(ctx, after); err != nil {
			return 0, err
		}
	}
	n := 0
	for {
		list, err := m.letters(ctx, after, 100)
		if err != nil || len(list) == 0 {
			return n, err
		}
		for _, l := range list {
			if err := m.Box.PutLetter(ctx, l.letter()); err != nil {
				return n, err
			}
			after = l.ID
			n++
		}
		if err := m.Box.SetSetting(ctx, fetched, strconv.FormatInt(after, 10)); err != nil {
			return n, err
		}
	}
}

// known starts from the beginning when the company's books are newer than the
// box: its numbers then begin at one again.
func (m *Mail) known(ctx context.Context, after int64) (int64, error) {
	list, err := m.letters(ctx, after-1, 1)
	if err != nil || len(list) > 0 {
		return after, err
	}
	return 0, nil
}

type companyLetter struct {
	ID      int64     `json:"id"`
	Kind    string    `json:"kind"`
	To      string    `json:"to"`
	Subject string    `json:"subject"`
	Text    string    `json:"text"`
	At      time.Time `json:"at"`
}

func (l companyLetter) letter() Letter {
	return Letter{ID: fmt.Sprintf("company-%d-%d", l.ID, l.At.Unix()), To: l.To, Subject: l.Subject, Body: l.Text, Kind: l.Kind, At: l.At}
}

func (m *Mail) letters(ctx context.Context, after int64, limit int) ([]companyLetter, error) {
	out, err := m.Company.Call(ctx, "letters", map[string]any{"after": after, "limit": limit})
	if err != nil {
		return nil, err
	}
	var answer struct {
		Letters []companyLetter `json:"letters"`
	}
	if err := json.Unmarshal(out, &answer); err != nil {
		return nil, fmt.Errorf("mail: the company's letters: %w", err)
	}
	return answer.Letters, nil
}
