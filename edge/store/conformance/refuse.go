package conformance

import (
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/service/desk"
)

// refusals breaks each rule of the record by a hand-broken state. A record
// that lets one through lets a customer wait for nobody.
func refusals(t *testing.T, b *bench) {
	due := start.Add(time.Hour)
	place := func(break_ func(m *conversation.Matter, p *conversation.Place)) conversation.State {
		s := talk()
		m := inLine("m1", "refund", start, due)
		break_(&m, m.Place)
		s.Matters = []conversation.Matter{m}
		return s
	}
	promise := func(break_ func(p *desk.Promise)) desk.Commit {
		c := open("c1", talk())
		p := desk.Promise{ID: "c1/m1/1", Conversation: "c1", Matter: "m1", Topic: "refund", By: conversation.Line, MadeAt: start, Due: due, State: desk.PromiseOpen}
		break_(&p)
		c.Promises = []desk.Promise{p}
		return c
	}
	waits := talk()
	waits.Unanswered = true
	bare := talk()
	bare.Matters = []conversation.Matter{{ID: "m1", Topic: "refund", Asked: true, Due: due}}
	forgotten := talk()
	forgotten.Matters = []conversation.Matter{{ID: "m1", Topic: "refund"}}
	timeless := talk()
	timeless.Matters = []conversation.Matter{{ID: "m1", Topic: "refund", Closed: true}}
	answered := place(func(_ *conversation.Matter, p *conversation.Place) { p.Owes = false })
	answered.Unanswered = true
	for name, c := range map[string]desk.Commit{
		"the customer waits and nobody owes a word":     open("c1", waits),
		"the customer waits and the place owes nothing": open("c1", answered),
		"open, and nobody will ever look at it":         open("c1", forgotten),
		"in line without a due time":                    open("c1", place(func(_ *conversation.Matter, p *conversation.Place) { p.Due = time.Time{} })),
		"in line since never":                           open("c1", place(func(_ *conversation.Matter, p *conversation.Place) { p.Since = time.Time{} })),
		"with an expert without a due time": open("c1", place(func(_ *conversation.Matter, p *conversation.Place) {
			p.By, p.Expert, p.Due = conversation.Expert, "e1", time.Time{}
		})),
		"with an expert without a name":              open("c1", place(func(_ *conversation.Matter, p *conversation.Place) { p.By = conversation.Expert })),
		"a place that nobody holds":                  open("c1", place(func(_ *conversation.Matter, p *conversation.Place) { p.By = "" })),
		"a place of a team's without a due time":     open("c1", place(func(_ *conversation.Matter, p *conversation.Place) { p.By, p.Due = "team", time.Time{} })),
		"waiting for others, and nobody owes a word": open("c1", place(func(_ *conversation.Matter, p *conversation.Place) { p.Others, p.Owes = conversation.Police, false })),
		"a place that a stranger holds":              open("c1", place(func(_ *conversation.Matter, p *conversation.Place) { p.By = "somebody" })),
		"a place that the assistant holds":           open("c1", place(func(m *conversation.Matter, p *conversation.Place) { m.Asked, p.By = false, conversation.Assistant })),
		"a person was asked for and none is coming":  open("c1", bare),
		"waiting for nobody knows what":              open("c1", place(func(_ *conversation.Matter, p *conversation.Place) { p.Mode = "" })),
		"closed while in line":                       open("c1", place(func(m *conversation.Matter, _ *conversation.Place) { m.Closed, m.ClosedAt = true, start })),
		"closed without a time":                      open("c1", timeless),
		"offered to nobody": open("c1", place(func(_ *conversation.Matter, p *conversation.Place) {
			p.Offer = &conversation.Offer{ID: "o1", Expires: due}
		})),
		"offered for ever": open("c1", place(func(_ *conversation.Matter, p *conversation.Place) {
			p.Offer = &conversation.Offer{ID: "o1", Expert: "e1"}
		})),
		"outside the order of the line":     open("c1", place(func(_ *conversation.Matter, p *conversation.Place) { p.Priority = 9 })),
		"a promise in an unknown state":     promise(func(p *desk.Promise) { p.State = "hoped" }),
		"a promise without a due time":      promise(func(p *desk.Promise) { p.Due = time.Time{} }),
		"a promise made never":              promise(func(p *desk.Promise) { p.MadeAt = time.Time{} }),
		"a promise by nobody":               promise(func(p *desk.Promise) { p.By = conversation.Nobody }),
		"an open promise that has ended":    promise(func(p *desk.Promise) { p.EndedAt = due }),
		"a kept promise that has not ended": promise(func(p *desk.Promise) { p.State = desk.PromiseKept }),
	} {
		t.Run(name, func(t *testing.T) {
			c.Contents = []desk.Content{said("t1", "words of a refused commit")}
			for i := range c.Contents {
				c.Contents[i].Conversation = "c1"
			}
			(&bench{Record: b.Record, t: t}).refuses(c, desk.ErrRefused)
		})
	}
	t.Run("and the same on an old conversation", func(t *testing.T) {
		in := &bench{Record: b.Record, t: t}
		r := in.commit(open("c2", place(func(*conversation.Matter, *conversation.Place) {})))
		in.refuses(next(r, place(func(_ *conversation.Matter, p *conversation.Place) { p.Due = time.Time{} }), "a"), desk.ErrRefused)
		in.refuses(next(r, waits, "a"), desk.ErrRefused)
		in.commit(next(r, talk(), "a"))
	})
	if rows, _, err := b.Search(ctx, "refused", desk.Page{}); err != nil || len(rows) > 0 {
		t.Fatalf("words of a refused commit are found: %v %v", rows, err)
	}
}
