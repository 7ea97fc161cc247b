package conversation

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"samtal/core/identity"
	"samtal/core/money"
	"samtal/core/understanding"
)

// histories and steps are what CI runs; -short is for the mutation tool.
const (
	histories = 100_000
	steps     = 60
)

func fullRules(r *rand.Rand, now time.Time) Rules {
	do := Permit{Level: Do, Max: money.Money{Minor: 500_000, Currency: "SEK"}}
	rules := Rules{
		Version: "t", Languages: []string{"sv", "en"},
		DraftTime: 20 * time.Second, ActTime: 30 * time.Second, ExpertTime: 5 * time.Minute, PushTime: time.Minute,
		PresentTime: 10 * time.Minute, ReopenTime: 72 * time.Hour, QuietTime: 30 * time.Minute, WaitTime: 24 * time.Hour,
		Autonomy: map[string]Permit{"": do, "refund": do, "payment_extension": do, general: do, "fraud": {Level: Shadow}},
		Protect:  map[string]bool{"fraud": true},
		Choice:   map[string]bool{"dispute": true, "complaint": true, "hardship": true},
		Lines:    map[string]LineRule{"": {Live: true, Due: now.Add(10 * time.Minute)}},
	}
	switch r.IntN(8) {
	case 0:
		return Rules{}
	case 1:
		rules.Lines = map[string]LineRule{"": {Due: now.Add(14 * time.Hour)}} // closed
	case 2:
		rules.Autonomy["refund"] = Permit{Level: Draft}
	case 3:
		rules.Autonomy = nil
	}
	return rules
}

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

// anInput makes any input, sensible or not, for a state.
func anInput(r *rand.Rand, s State, now time.Time, i int) Input {
	matter := pick(r, MatterID("m1"), "m2", "m3", "", "m99")
	expert := pick(r, "e1", "e2", "e3")
	holder := expert
	for _, m := range s.Matters {
		if m.Place != nil && m.Place.By == Expert && r.IntN(4) > 0 {
			holder, matter = m.Place.Expert, m.ID
		}
	}
	msg := fmt.Sprintf("c%d", i)
	n := s.Turn.N - pick(r, 0, 0, 0, 0, 1)
	act := Act{ID: fmt.Sprintf("a%d", i), Tool: "t", Class: pick(r, identity.Protect, identity.Act, identity.Move, identity.Look),
		Needs: pick(r, identity.Visitor, identity.SignedIn, identity.Code), Digest: fmt.Sprintf("d%d", i), Key: fmt.Sprintf("k%d", i),
		Amount: money.Money{Minor: pick[int64](r, 0, 100, 900_000), Currency: "SEK"}}
	confirm := &Confirm{Digest: fmt.Sprintf("q%d", i), Acts: []Act{act}, Message: fmt.Sprintf("x%d", i)}
	anAct := "none"
	if len(s.Acts) > 0 {
		anAct = pick(r, s.Acts...).ID
	}
	digest := "none"
	if s.Confirm != nil {
		digest = s.Confirm.Digest
	}
	offer, offeree := "none", expert
	for _, m := range s.Matters {
		if m.Place != nil && m.Place.Offer != nil {
			offer, offeree = m.Place.Offer.ID, m.Place.Offer.Expert
		}
	}
	switch r.IntN(34) {
	case 0, 1, 2, 3, 4:
		w := CustomerWrote{Message: msg, WantsHuman: r.IntN(8) == 0, Topic: pick(r, "", "", "refund", "payment_extension", "unheard_of"),
			Move: pick(r, understanding.MoveNone, understanding.MoveNone, understanding.MoveYes, understanding.MoveNo, understanding.MoveThanks),
			Seen: r.IntN(4) > 0, HasCode: r.IntN(4) == 0, Language: pick(r, "", "sv", "en", "fi")}
		if r.IntN(8) == 0 {
			w.Sensitivities = []understanding.Signal{{Kind: pick(r, understanding.Fraud, understanding.Distress, understanding.Dispute, understanding.Hardship),
				Tier: pick(r, understanding.Possible, understanding.Certain)}}
		}
		return w
	case 5, 6:
		kind := pick(r, "confirm", "confirm", "help", "notthat", "live", "written", "keep", "leave", "handback", "lang", "pick")
		c := Choice{Kind: kind, ID: string(matter), Answer: pick(r, "yes", "yes", "no")}
		if kind == "confirm" {
			c.ID = pick(r, digest, digest, "older")
		}
		return CustomerWrote{Message: msg, Choice: c}
	case 7:
		return CustomerAsked{Matter: matter}
	case 8:
		return CustomerWithdrew{Matter: matter}
	case 9:
		return CustomerChoseWritten{Matter: matter}
	case 10:
		return CustomerHandedBack{Matter: matter, Yes: r.IntN(2) == 0}
	case 11:
		return pick[Input](r, CustomerLeft{}, CustomerRated{Expert: 5}, CustomerCorrected{Matter: matter, Message: msg})
	case 12, 13, 14, 15, 16:
		d := DraftReady{N: n, Grounded: r.IntN(10) > 0, Progress: pick(r, Forward, Forward, Forward, Chatted, Stuck, Lost), Asks: r.IntN(2) == 0,
			Looked: r.IntN(8) == 0, Repeat: r.IntN(16) == 0, Flow: &Position{Flow: "f", Version: 1, Step: "s", Memory: msg}}
		for k := range r.IntN(3) {
			d.Messages = append(d.Messages, Said{Message: fmt.Sprintf("x%d.%d", i, k), Signature: mix(r.Uint64N(40))})
		}
		if r.IntN(4) == 0 {
			d.Confirm = confirm
		}
		if r.IntN(8) == 0 {
			d.Human, d.Facts = pick(r, "refund", "hardship", "dispute"), msg
		}
		if r.IntN(5) == 0 {
			d.End = pick(r, "settled", "answered", "customer_stopped", "with_person", "failed")
		}
		return d
	case 17:
		return DraftFailed{N: n}
	case 18:
		return CodeChecked{Digest: pick(r, digest, "older"), OK: r.IntN(2) == 0, Left: r.IntN(3)}
	case 19, 20:
		return ActDone{ID: anAct, Result: msg}
	case 21:
		return pick[Input](r, ActFailed{ID: anAct, Code: "limit"}, ActUnknown{ID: anAct}, ActUnknown{ID: anAct})
	case 22, 23:
		return Offered{Matter: matter, Offer: Offer{ID: fmt.Sprintf("o%d", i), Expert: expert, Expires: now.Add(30 * time.Second)}}
	case 24, 25:
		return OfferAccepted{Offer: offer, Expert: offeree, Away: r.IntN(3) == 0}
	case 26:
		return pick[Input](r, OfferDeclined{Offer: offer, Expert: offeree}, ExpertTook{Matter: matter, Expert: expert})
	case 27, 28:
		w := ExpertWrote{Expert: holder, Matter: matter, Message: fmt.Sprintf("w%d", i)}
		if r.IntN(3) == 0 {
			w.BackBy = now.Add(time.Duration(r.IntN(7200)-60) * time.Second)
		}
		return w
	case 29:
		return ExpertSettled{Expert: holder, Matter: matter, Outcome: "settled"}
	case 30:
		return pick[Input](r, ExpertProposedHandBack{Expert: holder, Matter: matter}, ExpertTransferred{Expert: holder, Matter: matter}, ExpertNoted{Expert: holder, Message: msg})
	case 31:
		c := *confirm
		c.Matter = matter
		return pick[Input](r, ExpertProposedAct{Expert: holder, Confirm: c}, ExpertRetriedAct{Expert: holder, ID: anAct})
	case 32:
		return pick[Input](r, ExpertLeft{Expert: holder}, ExpertCame{Expert: holder})
	}
	return pick[Input](r, TimePassed{}, nil)
}

func later(r *rand.Rand, s State, now time.Time) time.Time {
	switch r.IntN(12) {
	case 0:
		if w := s.Wake(); w.After(now) {
			return w
		}
	case 1:
		return now.Add(11 * time.Minute)
	case 2:
		if r.IntN(8) == 0 {
			return now.Add(73 * time.Hour)
		}
	}
	return now.Add(time.Duration(r.IntN(4000)) * time.Millisecond)
}

// judge holds one step against the promises. It looks at the customer's place
// through the whole history, never only at a holder.
type judge struct {
	consented map[string]Confirm // digest -> what was shown
	checked   map[string]bool    // digest -> code was right
	used      map[string]bool
	asked     map[string]Confirm
	stalled   int
}

func (j *judge) step(before State, in Input, d Decision, after State, r Rules, now time.Time) error {
	s := before.Clone()
	ended := map[MatterID]bool{}
	for _, e := range d.Events {
		switch e := e.(type) {
		case Settled:
			if e.By == Expert {
				ended[e.Matter] = true
			} else if s.Matter(e.Matter).Placed() {
				return fmt.Errorf("P5: the assistant settled a matter that waits for a person")
			}
		case HandedBack:
			ended[e.Matter] = true
		case Withdrew:
			ended[e.Matter] = true
			if w, ok := in.(CustomerWrote); !ok {
				if _, ok := in.(CustomerWithdrew); !ok {
					return fmt.Errorf("P5: withdrawn by %T", in)
				}
			} else if w.Choice.Kind != "leave" && w.Choice.Kind != "notthat" {
				return fmt.Errorf("P5: withdrawn without the customer's choice")
			}
		case Answered:
			if err := j.answered(s, e, in, r, now); err != nil {
				return err
			}
		case ConfirmAsked:
			j.asked[e.Digest] = e.Confirm
		case Consented:
			if j.used[e.Digest] {
				return fmt.Errorf("P10: one yes counted twice")
			}
			j.used[e.Digest] = true
			j.consented[e.Digest] = j.asked[e.Digest]
		case ActIntended:
			if err := j.intended(s, e); err != nil {
				return err
			}
		}
		s.apply(e, now)
	}
	if !reflect.DeepEqual(s, after) {
		return fmt.Errorf("folding is not what the decision folded")
	}
	for _, m := range before.Matters {
		if m.Place != nil && !ended[m.ID] && !after.Matter(m.ID).Placed() {
			return fmt.Errorf("P5: %s lost its place", m.ID)
		}
	}
	return j.standing(before, in, after, r, now)
}

func (j *judge) answered(s State, e Answered, in Input, r Rules, now time.Time) error {
	if e.By == Expert {
		if e.Expert == "" {
			return fmt.Errorf("P7: an expert without a name")
		}
		return nil
	}
	if e.By != Assistant {
		return fmt.Errorf("P7: nobody speaks")
	}
	if s.Present(r, now) != nil {
		return fmt.Errorf("P8: the assistant spoke while a person is present")
	}
	if m := s.Matter(e.Matter); m.Placed() && !m.Meanwhile {
		return fmt.Errorf("P8: the assistant spoke unasked about a matter in line")
	}
	d := in.(DraftReady)
	if !d.Grounded {
		return fmt.Errorf("P9: an ungrounded draft was sent")
	}
	if !d.Repeat && !d.Looked && !s.Turn.Reshow && slices.ContainsFunc(s.Said, func(x uint64) bool { return near(x, e.Signature) }) {
		return fmt.Errorf("P2: nearly the same was said before")
	}
	return nil
}

func (j *judge) intended(s State, e ActIntended) error {
	for digest, c := range j.consented {
		for _, a := range c.Acts {
			if a.ID != e.ID {
				continue
			}
			if a.Tool != e.Tool || a.Args != e.Args || a.Digest != e.Digest || a.Key != e.Key {
				return fmt.Errorf("P10: another act than the one shown")
			}
			if (a.Class == identity.Move || a.Needs == identity.Code) && !j.checked[digest] {
				return fmt.Errorf("P10: money moved without a code")
			}
			if a.Class == identity.Look || a.Class != identity.Protect && s.Level < identity.SignedIn {
				return fmt.Errorf("P10: an act without the right")
			}
			if m := s.Matter(c.Matter); c.By == Assistant && a.Class != identity.Protect && m.Sensitive {
				return fmt.Errorf("P3: the assistant acted on a sensitive matter")
			}
			return nil
		}
	}
	return fmt.Errorf("P10: an act without consent")
}

func (j *judge) standing(before State, in Input, s State, r Rules, now time.Time) error {
	owed := s.Turn.Owed()
	placed := false
	for _, m := range s.Matters {
		p := m.Place
		if p == nil {
			continue
		}
		placed = true
		owed = owed || p.Owes
		switch {
		case p.Due.IsZero() || !p.Due.After(now):
			return fmt.Errorf("P4: %s has no due time ahead: %v at %v", m.ID, p.Due, now)
		case p.By == Expert && p.Expert == "", p.By != Expert && p.By != Line:
			return fmt.Errorf("P5: %s is held by nobody", m.ID)
		case m.Closed:
			return fmt.Errorf("P5: a closed matter has a place")
		case p.Owes && p.OwedAt.IsZero():
			return fmt.Errorf("P4: a debt without a beginning")
		case p.WarnAt.After(p.Due):
			return fmt.Errorf("P4: warned after it was missed")
		}
	}
	if s.Unanswered && !owed {
		return fmt.Errorf("P5: the customer waits and nobody owes a word")
	}
	if s.Turn.Owed() && !s.Turn.Due.After(now) {
		return fmt.Errorf("an overdue turn was not dealt with")
	}
	switch in := in.(type) {
	case CustomerWrote:
		button := in.Choice.Kind != ""
		if in.WantsHuman && !button && !placed {
			return fmt.Errorf("P1: asked for a person, and nobody is called")
		}
		if len(in.Sensitivities) > 0 && !button && !placed {
			return fmt.Errorf("P3: sensitive, and nobody is called")
		}
	case CustomerAsked:
		if !placed {
			return fmt.Errorf("P1: pressed the button, and nobody is called")
		}
	}
	if s.Stalls >= 2 {
		return fmt.Errorf("P2: two turns without progress and no person")
	}
	return nil
}

func runHistory(seed uint64) (trail []string, err error) {
	r := rand.New(rand.NewPCG(seed, 7))
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	s := State{}
	j := &judge{consented: map[string]Confirm{}, used: map[string]bool{}, checked: map[string]bool{}, asked: map[string]Confirm{}}
	var log []Event
	var at []time.Time
	for i := range steps {
		now = later(r, s, now)
		rules := fullRules(r, now)
		in := anInput(r, s, now, i)
		if i == 0 && r.IntN(10) > 0 {
			in = Open{Market: "SE", Customer: "c", SignedIn: r.IntN(4) > 0}
		}
		if c, ok := in.(CodeChecked); ok && c.OK && s.Confirm != nil && s.Confirm.Code && c.Digest == s.Confirm.Digest {
			j.checked[c.Digest] = true
		}
		keep := s.Clone()
		d := Decide(s, in, rules, now)
		if !reflect.DeepEqual(keep, s) {
			return trail, fmt.Errorf("Decide changed its input")
		}
		if again := Decide(s, in, rules, now); !reflect.DeepEqual(d, again) {
			return trail, fmt.Errorf("Decide is not deterministic")
		}
		after := Fold(s, d.Events, now)
		var kinds []string
		for _, e := range d.Events {
			kinds = append(kinds, Kind(e))
			log, at = append(log, e), append(at, now)
		}
		trail = append(trail, fmt.Sprintf("%3d %s %T%+v -> %s %s", i, now.Format("02T15:04:05"), in, in, strings.Join(kinds, " "), d.Refusal))
		if err := j.step(s, in, d, after, rules, now); err != nil {
			return trail, fmt.Errorf("%w\nbefore %+v\nafter %+v", err, s, after)
		}
		s = after
	}
	if !reflect.DeepEqual(Replay(log, at), s) {
		return trail, fmt.Errorf("the log replays to another state")
	}
	return trail, nil
}

// Whatever happens, in any order, at any time, under any rules: the promises
// hold over the whole history.
func TestPromisesHoldOverRandomHistories(t *testing.T) {
	n := uint64(histories)
	if testing.Short() {
		n = 3000
	}
	var wg sync.WaitGroup
	for w := range uint64(2) {
		wg.Go(func() {
			for seed := w; seed < n && !t.Failed(); seed += 2 {
				if trail, err := runHistory(seed); err != nil {
					t.Errorf("seed %d: %v\n%s", seed, err, strings.Join(trail[max(0, len(trail)-8):], "\n"))
					return
				}
			}
		})
	}
	wg.Wait()
	t.Logf("%d histories of %d inputs", n, steps)
}
