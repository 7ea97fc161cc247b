package conversation

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime/debug"
	"slices"
	"strconv"
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
		PresentTime: 10 * time.Minute, ReopenTime: 72 * time.Hour, QuietTime: 30 * time.Minute, WaitTime: 24 * time.Hour, IdleTime: 48 * time.Hour,
		Autonomy: map[string]Permit{"": do, "refund": do, "payment_extension": do, general: do, "fraud": {Level: Shadow}},
		Protect:  map[string]bool{"fraud": true},
		Choice:   map[string]bool{"dispute": true, "complaint": true, "hardship": true},
		Lines:    map[string]LineRule{"": {Live: true, Due: now.Add(10 * time.Minute)}},
	}
	switch r.IntN(24) {
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

// label makes a short id without the cost of formatting.
func label(prefix string, i int) string { return prefix + strconv.Itoa(i) }

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
	msg := label("c", i)
	n := s.Turn.N - pick(r, 0, 0, 0, 0, 1)
	act := Act{ID: label("ea", i), Tool: "t", Class: pick(r, identity.Protect, identity.Act, identity.Move, identity.Look),
		Needs: pick(r, identity.Visitor, identity.SignedIn, identity.Code), Digest: label("d", i), Key: label("k", i),
		Amount: money.Money{Minor: pick[int64](r, 0, 100, 900_000), Currency: "SEK"}}
	confirm := &Confirm{Digest: label("q", i), Acts: []Act{act}, Message: label("x", i)}
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
	if r.IntN(2) == 0 {
		if in := likely(r, s, msg, holder, i); in != nil {
			return in
		}
	}
	switch r.IntN(37) {
	case 0, 1, 2, 3, 4:
		w := CustomerWrote{Message: msg, WantsHuman: r.IntN(8) == 0, Topic: pick(r, "", "", "refund", "payment_extension", "fraud", "unheard_of"),
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
			for _, m := range s.Matters {
				if len(m.News) > 0 && r.IntN(2) == 0 {
					c.ID = m.News[0].Act.Consent
				}
			}
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
		d := DraftReady{N: n, Matter: matter, Grounded: r.IntN(10) > 0, Progress: pick(r, Forward, Forward, Forward, Chatted, Stuck, Lost), Asks: r.IntN(2) == 0,
			Looked: r.IntN(8) == 0, Repeat: r.IntN(16) == 0, Flow: &Position{Flow: "f", Version: 1, Step: "s", Memory: msg, Free: r.IntN(3) == 0}}
		for k := range r.IntN(3) {
			d.Messages = append(d.Messages, Said{Message: label("x", i*10+k), Signature: mix(r.Uint64N(40))})
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
		return CodeChecked{Digest: pick(r, digest, "older"), OK: r.IntN(2) == 0, Left: r.IntN(3), Expired: r.IntN(4) == 0}
	case 19, 20:
		return ActDone{ID: anAct, Result: msg}
	case 21:
		return pick[Input](r, ActFailed{ID: anAct, Code: "limit"}, ActUnknown{ID: anAct}, ActUnknown{ID: anAct})
	case 22, 23:
		return Offered{Matter: matter, Offer: Offer{ID: label("o", i), Expert: expert, Expires: now.Add(30 * time.Second)}}
	case 24, 25:
		return OfferAccepted{Offer: offer, Expert: offeree, Away: r.IntN(3) == 0}
	case 26:
		return pick[Input](r, OfferDeclined{Offer: offer, Expert: offeree}, ExpertTook{Matter: matter, Expert: expert})
	case 27, 28:
		w := ExpertWrote{Expert: holder, Matter: matter, Message: label("w", i)}
		if r.IntN(3) == 0 {
			w.BackBy = now.Add(time.Duration(r.IntN(7200)-60) * time.Second)
		}
		return w
	case 29:
		return ExpertSettled{Expert: holder, Matter: matter, Outcome: "settled"}
	case 30:
		return pick[Input](r, ExpertProposedHandBack{Expert: holder, Matter: matter}, ExpertTransferred{Expert: holder, Matter: matter}, ExpertNoted{Expert: holder, Message: msg}, ExpertLooked{Expert: holder, Matter: matter, Tool: "list_cards", Args: msg})
	case 31:
		c := *confirm
		c.Matter = matter
		return pick[Input](r, ExpertProposedAct{Expert: holder, Confirm: c}, ExpertRetriedAct{Expert: holder, ID: anAct})
	case 32:
		return pick[Input](r, ExpertLeft{Expert: holder}, ExpertCame{Expert: holder})
	case 33:
		return ExpertWaits{Expert: holder, Matter: matter, Others: pick[Others](r, "", Merchant, Police, "neighbour"), Until: now.Add(time.Duration(r.IntN(400)-1) * time.Hour)}
	case 34:
		return OthersAnswered{Matter: matter, From: Merchant}
	case 35:
		return pick[Input](r, ShiftEnded{Expert: holder, Back: pick(r, time.Time{}, now.Add(time.Hour), now.Add(100*time.Hour))}, ShiftBegan{Expert: pick(r, expert, heldLast(s, expert))})
	}
	return pick[Input](r, TimePassed{}, nil)
}

// waitsOnly: somebody is waited for, and nobody owes a word now.
func waitsOnly(s State) bool {
	waits := false
	for _, m := range s.Matters {
		if p := m.Place; p != nil {
			waits = true
			if p.By == Line || p.Owes && !p.Dated {
				return false
			}
		}
	}
	return waits && !s.Turn.Owed()
}

// heldLast is whoever had the first matter last.
func heldLast(s State, other string) string {
	for _, m := range s.Matters {
		if m.Expert != "" {
			return m.Expert
		}
	}
	return other
}

// likely is what usually comes next, so that histories get as far as acts,
// codes and outcomes, and not only into the line.
func likely(r *rand.Rand, s State, msg, holder string, i int) Input {
	if len(s.Acts) > 0 && r.IntN(2) == 0 {
		a := pick(r, s.Acts...)
		if a.Parked && r.IntN(2) == 0 {
			if m := s.Matter(a.Matter); m.Placed() && m.Place.By == Expert {
				holder = m.Place.Expert
			}
			return ExpertRetriedAct{Expert: holder, ID: a.ID}
		}
		if r.IntN(8) == 0 { // a double tap
			return CustomerWrote{Message: msg, Choice: Choice{"confirm", a.Consent, "yes"}}
		}
		return pick[Input](r, ActDone{ID: a.ID, Result: msg}, ActFailed{ID: a.ID, Code: "limit"}, ActUnknown{a.ID}, ActUnknown{a.ID})
	}
	if in := answered(r, s, msg); in != nil {
		return in
	}
	switch c := s.Confirm; {
	case c != nil && c.Code:
		return pick[Input](r, CodeChecked{Digest: c.Digest, OK: r.IntN(3) > 0, Left: r.IntN(3), Expired: r.IntN(4) == 0}, CustomerWrote{Message: msg, HasCode: true},
			CustomerWrote{Message: msg, Move: no, Seen: true})
	case c != nil && r.IntN(3) > 0:
		return pick[Input](r, CustomerWrote{Message: msg, Choice: Choice{"confirm", c.Digest, "yes"}}, CustomerWrote{Message: msg, Move: yes, Seen: true},
			CustomerWrote{Message: msg})
	case s.Turn.Owed():
		d := DraftReady{N: s.Turn.N, Matter: s.Turn.Matter, Grounded: r.IntN(12) > 0, Asks: r.IntN(2) == 0, Flow: &Position{Flow: "f", Version: 1, Step: pick(r, "s", "t"), Memory: msg, Free: r.IntN(3) == 0},
			Progress: pick(r, Forward, Forward, Stuck, Lost), Messages: []Said{{label("x", i*10), mix(r.Uint64N(400))}}}
		if r.IntN(2) == 0 {
			d.Confirm = &Confirm{Digest: label("q", i)}
			for k := range 1 + r.IntN(2) {
				d.Confirm.Acts = append(d.Confirm.Acts, Act{ID: label("a", i*10+k), Tool: "t", Class: pick(r, identity.Protect, identity.Act, identity.Move),
					Needs: pick(r, identity.Visitor, identity.SignedIn), Digest: label("d", i), Key: label("k", i*10+k)})
			}
		}
		return d
	case !s.Unanswered:
		return CustomerWrote{Message: msg, Topic: pick(r, "", "refund", "payment_extension", "fraud")}
	}
	return nil
}

// answered is what follows an expert's word, so that histories get as far as
// waits, the ends of shifts and silence, and not only to and fro.
func answered(r *rand.Rand, s State, msg string) Input {
	for _, m := range s.Matters {
		p := m.Place
		switch {
		case p == nil || p.By == Line || r.IntN(3) == 0:
		case p.By == Team && p.Others != "":
			return pick[Input](r, OthersAnswered{Matter: m.ID, From: p.Others}, TimePassed{}, ShiftBegan{m.Expert})
		case p.By == Team:
			return pick[Input](r, ShiftBegan{m.Expert}, TimePassed{}, TimePassed{}, CustomerWrote{Message: msg, Topic: m.Topic}, ExpertTook{Matter: m.ID, Expert: "e3"})
		case p.Owes && !p.Dated:
			return ExpertWrote{Expert: p.Expert, Matter: m.ID, Message: "w" + msg}
		default:
			return pick[Input](r, ExpertWaits{Expert: p.Expert, Matter: m.ID, Others: pick[Others](r, "", Merchant), Until: s.LastAt.Add(100 * time.Hour)},
				ShiftEnded{Expert: p.Expert, Back: pick(r, time.Time{}, s.LastAt.Add(time.Hour), s.LastAt.Add(200*time.Hour))}, TimePassed{}, TimePassed{}, ExpertLeft{p.Expert})
		}
	}
	return nil
}

func later(r *rand.Rand, s State, now time.Time) time.Time {
	if w := s.Wake(); w.After(now) && waitsOnly(s) && r.IntN(2) == 0 {
		return w // hours and days, in which nobody need do anything
	}
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

// runHistory plays one history. Given a trail, it writes there what happened.
func runHistory(seed uint64, trail *[]string) error {
	r := rand.New(rand.NewPCG(seed, 7))
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	s := State{}
	j := newJudge()
	var log []Event
	var at []time.Time
	var was, is [8192]byte
	for i := range steps {
		now = later(r, s, now)
		rules := fullRules(r, now)
		in := anInput(r, s, now, i)
		if i == 0 && r.IntN(10) > 0 {
			in = Open{Market: "SE", Customer: "c", SignedIn: r.IntN(4) > 0}
		}
		keep := exact(was[:0], &s)
		d, after := decide(s, in, rules, now)
		again, _ := decide(s, in, rules, now)
		if trail != nil {
			var kinds []string
			for _, e := range d.Events {
				kinds = append(kinds, Kind(e))
			}
			*trail = append(*trail, fmt.Sprintf("%3d %s %T%+v -> %s %s", i, now.Format("02T15:04:05"), in, in, strings.Join(kinds, " "), d.Refusal))
		}
		if string(keep) != string(exact(is[:0], &s)) {
			return fmt.Errorf("Decide changed its input")
		}
		if !same(d, again) {
			return fmt.Errorf("Decide is not deterministic")
		}
		for _, e := range d.Events {
			log, at = append(log, e), append(at, now)
		}
		if err := j.step(s, in, d, after, rules, now); err != nil {
			return fmt.Errorf("%w\nbefore %s\nafter %s", err, whole(&s), whole(&after))
		}
		s = after
	}
	again := Replay(log, at)
	if string(exact(was[:0], &again)) != string(exact(is[:0], &s)) {
		return fmt.Errorf("the log replays to another state")
	}
	return nil
}

// same compares decisions; only few events hold lists, and need reflection.
func same(a, b Decision) bool {
	return a.Refusal == b.Refusal && slices.Equal(a.Effects, b.Effects) && slices.EqualFunc(a.Events, b.Events, func(x, y Event) bool {
		switch x := x.(type) {
		case Told:
			y, ok := y.(Told)
			return ok && x.Key == y.Key && x.Matter == y.Matter && x.Due.Equal(y.Due) && x.Expert == y.Expert && x.Tool == y.Tool && slices.Equal(x.Choices, y.Choices)
		case Heard, ConfirmAsked:
			return reflect.DeepEqual(x, y)
		}
		return x == y
	})
}

// Whatever happens, in any order, at any time, under any rules: the promises
// hold over the whole history.
func TestPromisesHoldOverRandomHistories(t *testing.T) {
	n := uint64(histories)
	if testing.Short() {
		n = 1500
	}
	defer debug.SetGCPercent(debug.SetGCPercent(800)) // the heap is tiny; collecting it often is half the time
	var wg sync.WaitGroup
	for w := range uint64(2) {
		wg.Go(func() {
			for seed := w; seed < n && !t.Failed(); seed += 2 {
				if err := runHistory(seed, nil); err != nil {
					var trail []string
					runHistory(seed, &trail)
					t.Errorf("seed %d: %v\n%s", seed, err, strings.Join(trail[max(0, len(trail)-8):], "\n"))
					return
				}
			}
		})
	}
	wg.Wait()
	t.Logf("%d histories of %d inputs", n, steps)
}
