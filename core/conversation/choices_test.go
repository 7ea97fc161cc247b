package conversation

import (
	"slices"
	"time"

	"samtal/core/identity"
	"samtal/core/understanding"
)

// chooser yields everything that may happen in an abstract state: each input
// of the alphabet, with each way to choose what the abstraction dropped.
type chooser struct {
	base  State
	yield func(s *State, in Input, r *Rules)
}

// rulesets are all rules and none. What lies between (a topic that is off or
// only drafted) decides like one of the two for any single input; that the
// histories, which use them all, stay on the graph proves it.
var rulesets = func() []Rules {
	do := Permit{Level: Do}
	return []Rules{{DraftTime: 20 * time.Second, ActTime: 30 * time.Second, ExpertTime: 5 * time.Minute, PushTime: time.Minute,
		PresentTime: 10 * time.Minute, ReopenTime: 72 * time.Hour, QuietTime: 30 * time.Minute, WaitTime: 24 * time.Hour, Languages: []string{"en", "sv"},
		Autonomy: map[string]Permit{"": do, "refund": do, general: do, "fraud": {Level: Shadow}},
		Protect:  map[string]bool{"fraud": true}, Choice: map[string]bool{"dispute": true},
		Lines: map[string]LineRule{"": {Live: true, Due: noon.Add(10 * time.Minute)}}}, {}}
}()

// each yields an input under the first n rule sets, after changes to the state.
func (c *chooser) each(s *State, n int, in Input, change ...func(*State)) {
	if len(change) > 0 {
		t := s.Clone()
		for _, f := range change {
			f(&t)
		}
		s = &t
	}
	for i := range n {
		c.yield(s, in, &rulesets[i])
	}
}

// all walks the whole alphabet.
func (c *chooser) all() {
	if !c.base.Opened {
		c.each(&c.base, 1, Open{Market: "SE", Language: "en", Customer: "c", SignedIn: true})
	}
	for _, s := range c.worlds() {
		c.time(&s)
		c.writes(&s)
		c.yesOrNo(&s)
		c.buttons(&s)
		c.customer(&s)
		c.drafts(&s)
		c.acts(&s)
		c.experts(&s)
	}
}

// worlds chooses who is present, what was settled lately and which acts run.
func (c *chooser) worlds() []State {
	list := []State{c.base}
	vary := func(fits func(*Matter) bool, f func(*State, *Matter)) {
		for i := range c.base.Matters {
			if fits(&c.base.Matters[i]) {
				for _, s := range slices.Clone(list) {
					t := s.Clone()
					f(&t, &t.Matters[i])
					list = append(list, t)
				}
			}
		}
	}
	vary(func(m *Matter) bool { return m.Placed() && m.Place.By == Expert }, func(_ *State, m *Matter) {
		m.Place.Connected = false
		if m.Place.Owes {
			m.Place.PushDue = noon.Add(time.Minute)
		}
	})
	vary(func(m *Matter) bool { return m.Closed && m.ClosedBy == Expert }, func(_ *State, m *Matter) { m.ClosedAt = noon.Add(-time.Hour) })
	runs := func(s *State, m *Matter) {
		s.Acts = append(s.Acts, Act{ID: "runs", Matter: m.ID, Tool: "t", By: Assistant})
	}
	vary(func(m *Matter) bool { return c.base.Turn.Owed() && (m.untold() || m.ID == c.base.Turn.Matter) }, runs)
	if !c.base.Turn.Owed() {
		for i := range list { // an untold outcome then waits for another
			for k := range list[i].Matters {
				if m := &list[i].Matters[k]; m.untold() {
					runs(&list[i], m)
				}
			}
		}
	}
	return list
}

// time chooses what has become due.
func (c *chooser) time(s *State) {
	type due func(*State)
	options := [][]due{{func(*State) {}}}
	if s.Turn.Owed() {
		options[0] = append(options[0], func(s *State) { s.Turn.Due = noon })
	}
	for i := range s.Matters {
		p := s.Matters[i].Place
		if p == nil {
			continue
		}
		at := func(f func(*Place)) due { return func(s *State) { f(s.Matters[i].Place) } }
		o := []due{func(*State) {}, at(func(p *Place) { p.Due = noon })}
		if p.By == Line {
			o = append(o, at(func(p *Place) { p.Offer, p.Due = &Offer{"o", "e9", noon}, noon }))
		} else if p.Owes {
			o = append(o, at(func(p *Place) { p.PushDue = noon }), at(func(p *Place) { p.PushDue, p.Due = noon, noon }),
				at(func(p *Place) { p.WarnAt = noon }))
		} else {
			o = append(o, at(func(p *Place) { p.Nudges, p.Due = nudges, noon }))
		}
		options = append(options, o)
	}
	var walk func(k int, chosen []func(*State))
	walk = func(k int, chosen []func(*State)) {
		if k == len(options) {
			c.each(s, 2, TimePassed{}, chosen...)
			return
		}
		for _, o := range options[k] {
			walk(k+1, append(slices.Clone(chosen), o))
		}
	}
	walk(0, nil)
}

var alarms = [][]understanding.Signal{nil, {{Kind: understanding.Fraud, Tier: understanding.Certain}}, {{Kind: understanding.Dispute, Tier: understanding.Possible}}}

// open are the matters that a question of the assistant can be about; "" too.
func open(s *State) []MatterID {
	list := []MatterID{""}
	for _, m := range s.Matters {
		if !m.Closed {
			list = append(list, m.ID)
		}
	}
	return list
}

func asked(s *State) {
	for i := range s.Matters {
		s.Matters[i].Asked = s.Matters[i].Placed()
	}
}

func (c *chooser) writes(s *State) {
	for _, human := range []bool{false, true} {
		in := CustomerWrote{Message: "c", WantsHuman: human, Topic: "refund"}
		c.topics(s, in, []func(*Matter){
			func(*Matter) {},
			func(m *Matter) { m.Topic = "other" },
			func(m *Matter) { m.Topic, m.Asked = general, m.Placed() },
		})
		in.Topic = "fraud" // people decide it, and it is protected meanwhile
		c.each(s, 2, in)
		in.Topic = ""
		for _, m := range open(s) {
			asking := func(s *State) { s.Asking = m }
			c.each(s, 2, in, asking)
			c.each(s, 2, in, asking, protected(m))
			if !human {
				in := in
				in.Move = understanding.MoveThanks
				c.each(s, 2, in, asking)
			}
			c.alarm(s, in, asking)
		}
		if s.Confirm != nil {
			in.HasCode = true
			for _, in.Sensitivities = range alarms {
				c.each(s, 2, in, func(s *State) { s.Confirm.Code = true })
			}
		}
	}
}

// alarm chooses which matter a sensitivity may be about already.
func (c *chooser) alarm(s *State, in CustomerWrote, change ...func(*State)) {
	kind := func(topic string, sensitive bool) func(*Matter) {
		return func(m *Matter) { m.Topic, m.Sensitive = topic, sensitive }
	}
	for _, in.Sensitivities = range alarms[1:] {
		topic := string(in.Sensitivities[0].Kind)
		c.topics(s, in, []func(*Matter){kind(topic, true), kind(topic, false), kind("other", false), kind("other", true)}, change...)
	}
}

// topics chooses what each matter is about.
func (c *chooser) topics(s *State, in Input, options []func(*Matter), change ...func(*State)) {
	if len(s.Matters) == 0 {
		c.each(s, 2, in, change...)
		return
	}
	for _, first := range options {
		if len(s.Matters) == 1 {
			c.each(s, 2, in, append(change, func(s *State) { first(&s.Matters[0]) })...)
			continue
		}
		for _, second := range options {
			c.each(s, 2, in, append(change, func(s *State) { first(&s.Matters[0]); second(&s.Matters[1]) })...)
		}
	}
}

// allows are what an open question may turn out to allow when it is answered:
// an act, none, or one that needs a code.
var allows = []func(*State){
	func(s *State) { s.Confirm.Acts[0].Class = identity.Protect },
	func(s *State) { s.Confirm.Acts[0].Class = identity.Look },
	func(s *State) { s.Confirm.Acts[0].Needs = identity.Code },
}

func (c *chooser) yesOrNo(s *State) {
	c.each(s, 1, CodeChecked{Digest: "older", OK: true})
	if s.Confirm == nil {
		return
	}
	for _, human := range []bool{false, true} {
		for _, signals := range alarms {
			in := CustomerWrote{Message: "c", WantsHuman: human, Sensitivities: signals, Move: no, Seen: true}
			c.each(s, 2, in)
			c.each(s, 2, in, func(s *State) { s.Confirm.Aside = true })
			in.Move = yes
			for _, f := range allows {
				c.each(s, 2, in, f)
			}
			in.Seen = false
			c.each(s, 2, in)
		}
	}
	for _, digest := range []string{"q", "older"} {
		c.each(s, 2, CustomerWrote{Message: "c", Choice: Choice{"confirm", digest, "no"}})
		for _, f := range allows {
			c.each(s, 2, CustomerWrote{Message: "c", Choice: Choice{"confirm", digest, "yes"}}, f)
		}
	}
	for _, f := range allows {
		c.each(s, 2, CodeChecked{Digest: "q", OK: true}, f, func(s *State) { s.Confirm.Code = true })
	}
	for _, left := range []int{0, 1} {
		c.each(s, 1, CodeChecked{Digest: "q", Left: left}, func(s *State) { s.Confirm.Code = true })
	}
}

var named = []MatterID{"m1", "m2", "", "m99"}

func (c *chooser) buttons(s *State) {
	press := func(kind string, id MatterID, answer string, change ...func(*State)) {
		c.each(s, 2, CustomerWrote{Message: "c", Choice: Choice{kind, string(id), answer}}, change...)
	}
	press("confirm", "older", "yes")
	press("confirm", "older", "no")
	press("lang", "en", "")
	for _, id := range named {
		for _, kind := range []string{"lang", "keep", "live", "written", "leave", "notthat", "pick"} {
			press(kind, id, "yes")
		}
		press("notthat", id, "", possible(id))
		press("notthat", id, "", possible(id), asked)
		for _, answer := range []string{"yes", "no"} {
			press("help", id, answer)
			press("handback", id, answer)
			press("handback", id, answer, proposed(id))
		}
		for _, m := range open(s) {
			press("pick", id, "", func(s *State) { s.Asking = m })
			press("pick", id, "", func(s *State) { s.Asking = m }, protected(m), protected(id))
		}
		press("pick", id, "yes", protected(id))
	}
	for _, m := range open(s) { // a question that is no longer open
		press("confirm", "older", "yes", func(s *State) { s.Asking = m })
		press("confirm", "older", "yes", func(s *State) { s.Asking = m }, protected(m))
		press("confirm", "older", "yes", protected(m))
	}
}

// protected: the matter's topic is one that people decide and that may be
// protected while the customer waits.
func protected(id MatterID) func(*State) {
	return func(s *State) { s.in(id, func(m *Matter) { m.Topic = "fraud" }) }
}

func possible(id MatterID) func(*State) {
	return func(s *State) { s.in(id, func(m *Matter) { m.Possible = true }) }
}

func proposed(id MatterID) func(*State) {
	return func(s *State) {
		s.in(id, func(m *Matter) { m.HandBack = m.Placed() && m.Place.By == Expert })
	}
}

func (c *chooser) customer(s *State) {
	for _, in := range []Input{CustomerLeft{}, CustomerRated{Expert: 5}, CustomerCorrected{Matter: "m1"}, Open{}} {
		c.each(s, 1, in)
	}
	c.each(s, 2, nil)
	for _, id := range named {
		c.each(s, 2, CustomerAsked{id})
		c.each(s, 1, CustomerChoseWritten{id})
		c.each(s, 2, CustomerWithdrew{id})
		for _, yes := range []bool{false, true} {
			c.each(s, 1, CustomerHandedBack{id, yes})
			for _, p := range []MatterID{"m1", "m2"} {
				c.each(s, 1, CustomerHandedBack{id, yes}, proposed(p))
			}
			c.each(s, 1, CustomerHandedBack{id, yes}, proposed("m1"), proposed("m2"))
		}
	}
}

func (c *chooser) drafts(s *State) {
	n := s.Turn.N
	c.each(s, 1, DraftReady{N: n - 1, Grounded: true})
	c.each(s, 1, DraftFailed{n - 1})
	c.each(s, 1, DraftFailed{n})
	said := []Said{{"x", 1}}
	if !s.Turn.Owed() {
		for _, id := range named {
			c.each(s, 2, DraftReady{N: n, Matter: id, Grounded: true, Messages: said})
		}
		return
	}
	stalled := func(s *State) { s.Stalls = 1 }
	c.each(s, 2, DraftReady{N: n, Matter: s.Turn.Matter, Messages: said})
	for _, p := range []Progress{Stuck, Lost, Chatted} {
		in := DraftReady{N: n, Grounded: true, Progress: p, Messages: said}
		c.each(s, 2, in)
		c.each(s, 2, in, stalled)
		c.each(s, 2, in, stalled, func(s *State) { s.Misread = 1 })
		c.each(s, 2, in, func(s *State) { s.Chat = chatty })
	}
	c.each(s, 2, DraftReady{N: n, Grounded: true, Progress: Forward, Messages: said}, func(s *State) { s.Said = []uint64{1} })
	at := func(step string) func(*State) {
		return func(s *State) { s.in(s.Turn.Matter, func(m *Matter) { m.Flow = &Position{Flow: "f", Step: step} }) }
	}
	for _, messages := range [][]Said{nil, said} {
		for _, class := range []identity.Class{"", identity.Protect, identity.Look, identity.Act} {
			for _, human := range []string{"", "refund", "dispute"} {
				for _, end := range []string{"", "settled", "with_person"} {
					in := DraftReady{N: n, Matter: s.Turn.Matter, Grounded: true, Progress: Forward, Messages: messages, Human: human, End: end,
						Flow: &Position{Flow: "f", Step: "s"}}
					if class != "" {
						in.Confirm = &Confirm{Digest: "new", Acts: []Act{{ID: "new", Tool: "t", Class: class}}}
					}
					c.each(s, 2, in)
					if s.Confirm != nil && class == "" {
						c.each(s, 2, in, at("s"))
					}
				}
			}
		}
	}
}

func (c *chooser) acts(s *State) {
	for _, id := range []string{"none"} {
		c.each(s, 1, ActDone{ID: id})
		c.each(s, 1, ActFailed{ID: id})
		c.each(s, 1, ActUnknown{ID: id})
	}
	for i := range s.Matters {
		for _, by := range []Holder{Assistant, Expert} {
			act := Act{ID: "act", Matter: s.Matters[i].ID, Tool: "t", By: by}
			for _, more := range []bool{false, true} {
				with := func(tries int) func(*State) {
					return func(s *State) {
						a := act
						a.Tries = tries
						s.Acts = slices.DeleteFunc(s.Acts, func(x Act) bool { return x.Matter == a.Matter })
						s.Acts = append(s.Acts, a)
						if more {
							s.Acts = append(s.Acts, Act{ID: "more", Matter: a.Matter, Tool: "t", By: Assistant})
						}
					}
				}
				c.each(s, 1, ActDone{ID: "act"}, with(0))
				c.each(s, 1, ActFailed{ID: "act", Code: "no"}, with(0))
				c.each(s, 1, ActUnknown{ID: "act"}, with(0))
				c.each(s, 1, ActUnknown{ID: "act"}, with(tries-1))
			}
		}
	}
}

func (c *chooser) experts(s *State) {
	for _, id := range named {
		c.each(s, 1, Offered{id, Offer{"o", "e1", noon.Add(time.Minute)}})
	}
	for _, e := range []string{"e1", "e2", "e3"} {
		for i := range s.Matters {
			if m := &s.Matters[i]; m.Placed() && m.Place.By == Line {
				offer := func(s *State) { s.Matters[i].Place.Offer = &Offer{"o", e, noon.Add(time.Minute)} }
				c.each(s, 1, OfferAccepted{Offer: "o", Expert: e}, offer)
				c.each(s, 1, OfferAccepted{Offer: "o", Expert: e, Away: true}, offer)
				c.each(s, 1, OfferDeclined{Offer: "o", Expert: e}, offer)
			}
		}
		c.each(s, 1, OfferAccepted{Offer: "none", Expert: e})
		c.each(s, 1, OfferDeclined{Offer: "none", Expert: e})
		c.each(s, 1, ExpertLeft{e})
		c.each(s, 1, ExpertCame{e})
		c.each(s, 1, ExpertNoted{Expert: e})
		c.each(s, 1, ExpertRetriedAct{Expert: e, ID: "none"})
		for _, id := range named {
			c.each(s, 1, ExpertTook{Matter: id, Expert: e})
			c.each(s, 1, ExpertWrote{Expert: e, Matter: id, Message: "w"})
			c.each(s, 1, ExpertWrote{Expert: e, Matter: id, Message: "w", BackBy: noon.Add(time.Hour)})
			c.each(s, 1, ExpertWrote{Expert: e, Matter: id, Message: "w", BackBy: noon.Add(-time.Hour)})
			c.each(s, 1, ExpertSettled{Expert: e, Matter: id, Outcome: "settled"})
			c.each(s, 1, ExpertProposedHandBack{Expert: e, Matter: id})
			c.each(s, 1, ExpertTransferred{Expert: e, Matter: id})
			for _, class := range []identity.Class{identity.Protect, identity.Look} {
				c.each(s, 1, ExpertProposedAct{Expert: e, Confirm: Confirm{Digest: "new", Matter: id, Acts: []Act{{ID: "new", Tool: "t", Class: class}}}})
			}
		}
	}
}
