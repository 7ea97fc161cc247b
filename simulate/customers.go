package simulate

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/service/desk"
)

// Talk is what a customer's screen does.
type Talk interface {
	Open(ctx context.Context, who identity.Who, market, language string) (id, token string, err error)
	Write(ctx context.Context, who identity.Who, id string, in desk.Incoming) (desk.Receipt, error)
	AskForPerson(ctx context.Context, who identity.Who, id string, m conversation.MatterID) (desk.View, error)
	Messages(ctx context.Context, who identity.Who, id, after string, limit int) ([]desk.MessageView, error)
	View(ctx context.Context, who identity.Who, id string) (desk.View, error)
}

// Errand is what a customer comes with.
type Errand string

// The errands, in the mix of an ordinary day.
const (
	PayLater Errand = "pay_later" // the assistant does it alone
	Refund   Errand = "refund"
	Question Errand = "question" // an article answers
	Strange  Errand = "strange"  // nobody knows what it is about
	Person   Errand = "person"   // asks for one
	Fraud    Errand = "fraud"
	Hardship Errand = "hardship"
	Hello    Errand = "hello"
)

// Errands lists them all.
var Errands = []Errand{PayLater, Refund, Question, Strange, Person, Fraud, Hardship, Hello}

// CustomerOptions say who the customer is and what they want.
type CustomerOptions struct {
	Talk     Talk
	Came     func(conversation string) (gone func()) // the screen is open; nil: nobody looks
	Who      identity.Who
	Market   string
	Language string // sv or en
	Errand   Errand
	Seed     uint64 // of words and pauses
	Now      func() time.Time
}

// Customer plays one, from the first word to the last. Words and pauses vary
// with the seed and are the same each time.
type Customer struct {
	CustomerOptions
	ID    string // of the conversation, once it is open
	Done  bool   // has nothing more to say
	rand  *rand.Rand
	lines []string
	sent  int
	seen  string    // the last message read
	next  time.Time // when to do the next thing
	patience
}

// patience ends a talk that leads nowhere: so many words, then the button.
type patience struct {
	words  int
	button bool
}

const wordsMost = 12

// NewCustomer makes a customer who comes a little later.
func NewCustomer(o CustomerOptions) *Customer {
	c := &Customer{CustomerOptions: o, rand: rand.New(rand.NewPCG(o.Seed, 77))}
	c.lines = c.script()
	c.next = o.Now().Add(c.pause(0, 5*time.Minute))
	return c
}

func (c *Customer) pause(least, most time.Duration) time.Duration {
	return least + time.Duration(c.rand.Int64N(int64(most-least)+1))
}

// Step does what it is time for: open, read, answer, or wait.
func (c *Customer) Step(ctx context.Context) error {
	now := c.Now()
	if c.Done || now.Before(c.next) {
		return nil
	}
	if c.ID == "" {
		id, _, err := c.Talk.Open(ctx, c.Who, c.Market, c.Language)
		if err != nil {
			return err
		}
		c.ID = id
		if c.Came != nil {
			c.Came(id)
		}
		return c.say(ctx, c.line())
	}
	news, err := c.Talk.Messages(ctx, c.Who, c.ID, c.seen, 200)
	if err != nil || len(news) == 0 {
		return err
	}
	last := news[len(news)-1]
	c.seen = last.ID
	if last.From == "customer" { // nothing came yet
		return nil
	}
	return c.answer(ctx, last)
}

// answer reacts to the newest message as people do: press what fits, answer a
// person, go on with one's errand, or ask for a person when it leads nowhere.
func (c *Customer) answer(ctx context.Context, m desk.MessageView) error {
	if c.words >= wordsMost {
		if c.button {
			c.Done = true
			return nil
		}
		c.button = true
		_, err := c.Talk.AskForPerson(ctx, c.Who, c.ID, "")
		return err
	}
	for _, choice := range m.Choices {
		kind, _, _ := strings.Cut(choice.ID, ":")
		switch {
		case kind == "confirm" && strings.HasSuffix(choice.ID, ":yes"), kind == "pick", kind == "help" && strings.HasSuffix(choice.ID, ":yes"):
			return c.press(ctx, choice.ID)
		}
	}
	switch {
	case m.From == "system": // in line, or told of who came: there is nothing to say
		return c.ended(ctx)
	case m.From == "expert" || m.From == "approved_draft":
		if c.sent < len(c.lines) {
			return c.say(ctx, c.line())
		}
		return c.say(ctx, c.pick(toExpert[c.Language]))
	case c.sent < len(c.lines):
		return c.say(ctx, c.line())
	}
	return c.ended(ctx)
}

// ended: without an open matter and without anything left to say, the customer goes.
func (c *Customer) ended(ctx context.Context) error {
	v, err := c.Talk.View(ctx, c.Who, c.ID)
	c.Done = err == nil && v.Holder == conversation.Nobody && c.sent >= len(c.lines)
	return err
}

func (c *Customer) line() string {
	c.sent++
	return c.lines[c.sent-1]
}

func (c *Customer) say(ctx context.Context, text string) error {
	return c.send(ctx, desk.Incoming{Text: text})
}

func (c *Customer) press(ctx context.Context, choice string) error {
	return c.send(ctx, desk.Incoming{Choice: choice, Seen: c.seen})
}

func (c *Customer) send(ctx context.Context, in desk.Incoming) error {
	c.words++
	in.ID = fmt.Sprintf("%s-%d", c.Who.ID, c.words)
	c.next = c.Now().Add(c.pause(3*time.Second, 40*time.Second))
	_, err := c.Talk.Write(ctx, c.Who, c.ID, in)
	return err
}

func (c *Customer) pick(list []string) string { return list[c.rand.IntN(len(list))] }

// script chooses the words. Dates are relative, so that they stay right.
func (c *Customer) script() []string {
	var out []string
	for _, list := range scripts[c.Language][c.Errand] {
		out = append(out, c.pick(list))
	}
	return out
}

// scripts are lines per language and errand; one of each list is said.
var scripts = map[string]map[Errand][][]string{
	"sv": {
		PayLater: {{"Hej, kan jag få betala fakturan lite senare?", "behöver flytta förfallodagen på min faktura", "jag hinner inte betala i tid, går det att skjuta upp fakturan?", "Skulle vilja ha mer tid på mig att betala"},
			{"om tio dagar", "om två veckor", "den sista i månaden"}, {"tack!", "Toppen, tack så mycket"}},
		Refund:   {{"Var är min återbetalning?", "jag har skickat tillbaka skor men inte fått pengarna", "när kommer pengarna tillbaka för min retur"}, {"tack", "ok tack"}},
		Question: {{"Hur gör jag en retur?", "vad kostar det att dela upp betalningen", "hur spärrar jag mitt kort?"}, {"tack då vet jag", "tack"}},
		Strange:  {{"min katt har ätit upp en blomma", "kan ni boka om mitt tåg till Umeå", "asdf qwer"}, {"nej det stämmer inte, det handlar om katten", "det var inte det jag menade"}, {"jag vill prata med en människa", "kan jag få tala med någon"}},
		Person:   {{"jag vill prata med en människa", "kan jag få snacka med nån på riktigt", "koppla mig till kundtjänst tack"}, {"det gäller min faktura från i våras", "jag undrar över en gammal faktura"}},
		Fraud:    {{"det är ett köp på mitt kort som jag inte har gjort", "någon har använt mitt kort", "jag känner inte igen en betalning på kortet"}, {"nej jag har inte gjort det köpet", "det är inte jag"}},
		Hardship: {{"jag har förlorat jobbet och kan inte betala", "pengarna räcker inte den här månaden, vad gör jag", "jag klarar inte av mina skulder längre"}, {"jag kan betala lite i månaden", "det lättar till våren"}},
		Hello:    {{"hej", "hallå", "god morgon"}, {"är du en robot?", "vem är du?"}, {"ok, hej då", "tack, hej"}},
	},
	"en": {
		PayLater: {{"Hi, could I pay my invoice a bit later?", "need to move the due date of my invoice", "I can't pay in time, is it possible to postpone the invoice?", "I would like more time to pay"},
			{"in ten days", "in two weeks", "at the end of the month"}, {"thanks!", "Great, thank you"}},
		Refund:   {{"Where is my refund?", "I sent shoes back but haven't got the money", "when do I get the money back for my return"}, {"thanks", "ok thanks"}},
		Question: {{"How do I return something?", "what does it cost to pay in instalments", "how do I freeze my card?"}, {"thanks, now I know", "thank you"}},
		Strange:  {{"my cat ate a flower", "can you rebook my train to York", "asdf qwer"}, {"no that's wrong, it is about the cat", "that's not what I meant"}, {"I want to talk to a human", "can I speak to somebody"}},
		Person:   {{"I want to talk to a human", "get me a real person please", "can I speak to customer service"}, {"it is about my invoice from last spring", "I wonder about an old invoice"}},
		Fraud:    {{"there is a purchase on my card that I did not make", "somebody has used my card", "I don't recognise a payment on my card"}, {"no I did not make that purchase", "it wasn't me"}},
		Hardship: {{"I lost my job and can't pay", "there isn't enough money this month, what do I do", "I can't cope with my debts any longer"}, {"I can pay a little each month", "it gets easier in spring"}},
		Hello:    {{"hi", "hello there", "good morning"}, {"are you a robot?", "who are you?"}, {"ok, bye", "thanks, bye"}},
	},
}

var toExpert = map[string][]string{
	"sv": {"Det stämmer, jag vill gärna ha det löst", "Ja, så är det. Det hände i förra veckan", "tack för hjälpen", "Okej, då vet jag. Tack"},
	"en": {"That's right, I would like it sorted out", "Yes, that is so. It happened last week", "thanks for your help", "OK, now I know. Thanks"},
}
