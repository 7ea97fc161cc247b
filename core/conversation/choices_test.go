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
		PresentTime: 10 * time.Minute, ReopenTime: 72 * time.Hour, QuietTime: 30 * time.Minute, WaitTime: 24 * time.Hour, IdleTime: 48 * time.Hour, Languages: []string{"en", "sv"},
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
		c.protected(&s)
	}
}

// protected chooses which matters without a place are about a topic that only
// people decide and that may be protected meanwhile: any word about one takes
// its place, and is answered.
func (c *chooser) protected(s *State) {
	list := []State{}
	for i := range s.Matters {
		if s.Matters[i].Placed() {
			continue
		}
		for _, t := range append(slices.Clone(list), *s) {
			t = t.Clone()
			t.Matters[i].Topic = "fraud"
			list = append(list, t)
		}
	}
	for _, s := range list {
		c.words(&s)
		c.yesOrNo(&s)
		c.buttons(&s)
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
		if m.Place.Owes && !m.Place.Dated {
			m.Place.PushDue = noon.Add(time.Minute)
		}
	})
	vary(func(m *Matter) bool { return m.Placed() && m.Place.Dated }, func(_ *State, m *Matter) { m.Place.Others = Merchant })
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
		if m := &s.Matters[i]; s.loose(m) {
			idle := func(topic string) due {
				return func(s *State) { s.Matters[i].Due, s.Matters[i].Topic = noon, topic }
			}
			options = append(options, []due{func(*State) {}, idle(m.Topic), idle("distress"), func(s *State) {
				s.Matters[i].Due = noon
				s.Acts = append(s.Acts, Act{ID: "parked", Matter: m.ID, Tool: "t", By: Assistant, Parked: true})
			}})
		}
		if p == nil {
			continue
		}
		at := func(f func(*Place)) due { return func(s *State) { f(s.Matters[i].Place) } }
		o := []due{func(*State) {}, at(func(p *Place) { p.Due = noon })}
		if p.By == Line {
			o = append(o, at(func(p *Place) { p.Offer, p.Due = &Offer{"o", "e9", noon}, noon }))
		} else if p.By == Team && p.Owes {
			o = append(o, at(func(p *Place) { p.WarnAt = noon }))
		} else if p.Owes {
			o = append(o, at(func(p *Place) { p.PushDue = noon }), at(func(p *Place) { p.PushDue, p.Due = noon, noon }),
				at(func(p *Place) { p.WarnAt = noon }))
		} else {
			for n := range nudges {
				o = append(o, at(func(p *Place) { p.Nudges, p.Due = n+1, noon }))
			}
			o = append(o, func(s *State) {
				s.Matters[i].Topic, s.Matters[i].Place.Nudges, s.Matters[i].Place.Due = "dispute", nudges, noon
			})
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
		for _, topic := range []string{"refund", "fraud"} {
			c.topics(s, CustomerWrote{Message: "c", WantsHuman: human, Topic: topic}, []func(*Matter){
				func(m *Matter) { m.Topic = topic },
				func(m *Matter) { m.Topic = "other" },
				func(m *Matter) { m.Topic, m.Asked = general, m.Placed() },
			})
		}
		in := CustomerWrote{Message: "c", WantsHuman: human}
		for _, m := range open(s) {
			other := in
			other.Topic = "other" // said to a question that is answered in any words
			c.each(s, 2, other, func(s *State) {
				s.Asking = m
				s.in(m, func(m *Matter) { m.Flow = &Position{Flow: "f", Step: "s", Free: true} })
			})
			c.alarm(s, in, func(s *State) { s.Asking = m })
		}
	}
	c.words(s)
}

// words name no topic.
func (c *chooser) words(s *State) {
	for _, human := range []bool{false, true} {
		in := CustomerWrote{Message: "c", WantsHuman: human}
		for _, m := range open(s) {
			asking := func(s *State) { s.Asking = m }
			c.each(s, 2, in, asking)
			if !human {
				in := in
				in.Move = understanding.MoveThanks
				c.each(s, 2, in, asking)
			}
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
		c.each(s, 1, CodeChecked{Digest: "q", Left: left, Expired: true}, func(s *State) { s.Confirm.Code = true })
	}
}

var named = []MatterID{"m1", "m2", "", "m99"}

func (c *chooser) buttons(s *State) {
	press := func(kind string, id MatterID, answer string, change ...func(*State)) {
		c.each(s, 2, CustomerWrote{Message: "c", Choice: Choice{kind, string(id), answer}}, change...)
	}
	press("confirm", "older", "yes")
	press("confirm", "older", "no")
	press("confirm", "tapped", "yes", tapped)
	for i := range s.Matters {
		press("confirm", "tapped", "yes", func(s *State) {
			s.Acts = append(s.Acts, Act{ID: "theirs", Matter: s.Matters[i].ID, Tool: "t", By: Expert, Consent: "tapped"})
		})
	}
	press("lang", "en", "")
	for _, id := range named {
		for _, kind := range []string{"lang", "keep", "live", "written", "leave", "notthat", "pick"} {
			press(kind, id, "yes")
		}
		press("live", id, "yes", written(id))
		press("notthat", id, "", possible(id))
		press("notthat", id, "", possible(id), asked)
		for _, answer := range []string{"yes", "no"} {
			press("help", id, answer)
			press("handback", id, answer)
			press("handback", id, answer, proposed(id))
		}
		for _, m := range open(s) {
			press("pick", id, "", func(s *State) { s.Asking = m })
		}
	}
	for _, m := range open(s) { // a question that is no longer open
		press("confirm", "older", "yes", func(s *State) { s.Asking = m })
	}
}

// tapped: what runs or is untold was allowed by the yes that comes again.
func tapped(s *State) {
	for i := range s.Acts {
		s.Acts[i].Consent = "tapped"
	}
	for i := range s.Matters {
		for k := range s.Matters[i].News {
			s.Matters[i].News[k].Act.Consent = "tapped"
		}
	}
}

func written(id MatterID) func(*State) {
	return func(s *State) { s.inPlace(id, func(p *Place) { p.Mode = Written }) }
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
