package dialogues

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/service/desk"
)

// Desk is what a customer's screen does.
type Desk interface {
	Open(ctx context.Context, who identity.Who, market, language string) (id, token string, err error)
	Write(ctx context.Context, who identity.Who, id string, in desk.Incoming) (desk.Receipt, error)
	AskForPerson(ctx context.Context, who identity.Who, id string, m conversation.MatterID) (desk.View, error)
	View(ctx context.Context, who identity.Who, id string) (desk.View, error)
	Messages(ctx context.Context, who identity.Who, id, after string, limit int) ([]desk.MessageView, error)
}

// World is a whole house for one dialogue, with a company of its own.
type World interface {
	Desk() Desk
	Came(conversation string) (gone func())
	// Pass lets so much time go by, doing all that is due meanwhile.
	Pass(ctx context.Context, d time.Duration) error
	// Expert accepts the conversation when nobody has it yet, and writes.
	Expert(ctx context.Context, conversation, text string) error
	// Look asks the company's systems, unseen by the house.
	Look(ctx context.Context, tool string, args map[string]any) (json.RawMessage, error)
	// Done lists the house's calls that change something, in order, and Asked
	// all tools that it called.
	Done() []Call
	Asked() []string
	Close()
}

// Call is one call of the house that took effect.
type Call struct {
	Tool string         `json:"tool"`
	Args map[string]any `json:"args"`
}

// Builder makes a world at a time of the market's clock.
type Builder func(ctx context.Context, now string, seed uint64) (World, error)

// Result is how one trial ended.
type Result struct {
	Outcome, Holder string
	Topics, Held    []string          // of all matters; of those that a person has
	Changed         map[string]string // what the company's systems hold now and did not before
	Done, Asked     []string
	Said            string // by the assistant
	Alone           bool   // the customer had the last word and nobody owes one
	Talk            []string
}

type stage struct {
	ctx  context.Context
	d    Dialogue
	w    World
	who  identity.Who
	id   string
	seen string
	sent int
	vary variation
}

// Play runs one trial.
func Play(ctx context.Context, build Builder, d Dialogue, trial int) (Result, error) {
	w, err := build(ctx, d.Now, uint64(trial+1))
	if err != nil {
		return Result{}, err
	}
	defer w.Close()
	p := &stage{ctx: ctx, d: d, w: w, who: identity.Who{Role: identity.Customer, ID: d.Customer, Level: identity.SignedIn}, vary: newVariation(d.Name, trial)}
	if d.SignedOut {
		p.who = identity.Who{Role: identity.Customer}
	}
	before, err := p.snapshot()
	if err != nil {
		return Result{}, err
	}
	if p.id, _, err = w.Desk().Open(ctx, p.who, "SE", d.Language); err != nil {
		return Result{}, err
	}
	if d.SignedOut {
		p.who.Visitor = p.id
	}
	defer w.Came(p.id)()
	for i, t := range d.Turns {
		if err := p.turn(t); err != nil {
			return Result{}, fmt.Errorf("turn %d: %w", i+1, err)
		}
		if err := w.Pass(ctx, p.vary.pause()); err != nil {
			return Result{}, err
		}
	}
	return p.result(before)
}

func (p *stage) turn(t Turn) error {
	switch {
	case t.Silence != "":
		d, _ := time.ParseDuration(t.Silence) // checked when it was read
		return p.w.Pass(p.ctx, d)
	case t.Expert == "accepts":
		return p.w.Expert(p.ctx, p.id, "")
	case t.Expert != "":
		return p.w.Expert(p.ctx, p.id, t.Expert)
	case t.Choice == "human":
		_, err := p.w.Desk().AskForPerson(p.ctx, p.who, p.id, "")
		return err
	case t.Choice != "":
		return p.press(t.Choice)
	}
	text := t.Text
	if strings.Contains(text, "{code}") {
		code, err := p.code()
		if err != nil {
			return err
		}
		return p.send(desk.Incoming{Text: strings.ReplaceAll(text, "{code}", code)})
	}
	varied := p.vary.text(text)
	if err := p.send(desk.Incoming{Text: varied}); err != nil || !p.vary.slips() || varied == text {
		return err
	}
	return p.again(text)
}

// again: whoever made a slip and was not understood writes it once more, right.
func (p *stage) again(text string) error {
	if err := p.w.Pass(p.ctx, p.vary.pause()); err != nil {
		return err
	}
	list, err := p.messages()
	if err != nil || len(list) == 0 {
		return err
	}
	for _, c := range list[len(list)-1].Choices {
		if c.ID == "human" { // "I didn't catch that; is it one of these, or a person?"
			return p.send(desk.Incoming{Text: text})
		}
	}
	return nil
}

func (p *stage) send(in desk.Incoming) error {
	list, err := p.messages()
	if err != nil {
		return err
	}
	if len(list) > 0 {
		in.Seen = list[len(list)-1].ID
	}
	p.sent++
	in.ID = fmt.Sprintf("c%d", p.sent)
	_, err = p.w.Desk().Write(p.ctx, p.who, p.id, in)
	return err
}

// press finds the newest button that fits.
func (p *stage) press(what string) error {
	list, err := p.messages()
	if err != nil {
		return err
	}
	for i := len(list) - 1; i >= 0; i-- {
		for _, c := range list[i].Choices {
			if c.ID == what || strings.HasSuffix(c.ID, ":"+what) || strings.Contains(strings.ToLower(c.Label), strings.ToLower(what)) {
				if c.ID == "human" {
					return p.turn(Turn{Choice: "human"})
				}
				return p.send(desk.Incoming{Choice: c.ID})
			}
		}
	}
	if rowID.MatchString(what) { // it was understood without asking: nobody writes "pu-0103"
		return nil
	}
	return p.send(desk.Incoming{Text: what}) // no such button: people write what they would have pressed
}

var rowID = regexp.MustCompile(`^[a-z]+-\d+$`)

var sixDigits = regexp.MustCompile(`\b\d{6}\b`)

// code reads the newest code in the customer's mail; without one, they guess.
func (p *stage) code() (string, error) {
	letters, err := p.letters()
	if err != nil {
		return "", err
	}
	for i := len(letters) - 1; i >= 0; i-- {
		if m := sixDigits.FindString(letters[i].Text); letters[i].Kind == "code" && m != "" {
			return m, nil
		}
	}
	return "000000", nil
}

func (p *stage) messages() ([]desk.MessageView, error) {
	return p.w.Desk().Messages(p.ctx, p.who, p.id, "", 1000)
}

func (p *stage) result(before map[string]string) (Result, error) {
	v, err := p.w.Desk().View(p.ctx, p.who, p.id)
	if err != nil {
		return Result{}, err
	}
	list, err := p.messages()
	if err != nil {
		return Result{}, err
	}
	after, err := p.snapshot()
	if err != nil {
		return Result{}, err
	}
	r := Result{Holder: string(v.Holder), Outcome: "none", Changed: changes(before, after), Asked: p.w.Asked()}
	for _, c := range p.w.Done() {
		r.Done = append(r.Done, c.Tool)
	}
	chosen := false
	for _, m := range v.Matters {
		r.Topics = append(r.Topics, m.Topic)
		outcome := ""
		if m.Outcome != nil {
			outcome = *m.Outcome
		}
		if m.Holder == conversation.Line || m.Holder == conversation.Expert {
			r.Held = append(r.Held, m.Topic)
			outcome = "with_person"
		}
		if outcome == "" {
			outcome = "open"
		}
		if !chosen {
			r.Outcome = outcome
		}
		chosen = chosen || m.Topic == p.d.Expect.Topic
	}
	var last string
	for _, m := range list {
		r.Talk = append(r.Talk, m.From+": "+m.Text)
		if m.From == "assistant" {
			r.Said += m.Text + "\n"
		}
		last = m.From
	}
	r.Alone = v.Holder == conversation.Nobody && last == "customer"
	return r, nil
}
