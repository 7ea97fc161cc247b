package conversation

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"samtal/core/understanding"
)

// Signatures are stored: another way to compute them would make everything that
// was said before look new (P2).
func TestP2_ASignatureNeverChanges(t *testing.T) {
	const text = "Your refund of 649.00 kr was sent on Tuesday and will be on your account within three working days."
	sig := Signature(text)
	if sig != 0x1ae239452b240c07 {
		t.Errorf("%#x", sig)
	}
	if Signature("YOUR refund, of 649 00 kr: was sent on Tuesday and will be on your account within three working days") != sig {
		t.Error("only letters and digits count")
	}
	if !Near(sig, Signature(text[:len(text)-1]+" now.")) {
		t.Error("nearly the same")
	}
	if Near(sig, Signature("Hello! I am the assistant of Nordkredit. What is it about?")) {
		t.Error("something else")
	}
	for bits, is := range map[uint64]bool{0: true, 0x3f: true, 0x7f: false} {
		if near(sig, sig^bits) != is {
			t.Errorf("%x", bits)
		}
	}
	if Signature("") != Signature(" !") || Signature("a") == Signature("b") {
		t.Error("short texts")
	}
}

// A promise leaves a fifth of its time to be saved, at least half a minute and
// at most ten, and never warns in the past (P4).
func TestP4_TheWarningComesInTime(t *testing.T) {
	for left, before := range map[time.Duration]time.Duration{10 * time.Minute: 2 * time.Minute, time.Minute: 30 * time.Second, 5 * time.Hour: 10 * time.Minute,
		50 * time.Minute: 10 * time.Minute, 30 * time.Second: 0, time.Second: 0, 31 * time.Second: 30 * time.Second} {
		if got := warnAt(noon, noon.Add(left)); !got.Equal(noon.Add(left - before)) {
			t.Errorf("%s ahead: %s before", left, noon.Add(left).Sub(got))
		}
	}
}

// Rules that say nothing usable still give a time ahead.
func TestP4_AnyRulesGiveATimeAhead(t *testing.T) {
	for _, r := range []Rules{{}, {Lines: map[string]LineRule{"": {Due: noon}}}, {Fallback: -1}} {
		if l := r.line("x", noon); !l.Due.Equal(noon.Add(DefaultFallback)) || l.Live {
			t.Errorf("%+v", l)
		}
	}
	r := Rules{Fallback: time.Hour, Lines: map[string]LineRule{"": {Live: true, Due: noon.Add(time.Second)}, "x": {Live: true, Due: noon.Add(-1)}}}
	if l := r.line("x", noon); !l.Due.Equal(noon.Add(time.Hour)) || !l.Live {
		t.Errorf("%+v", l)
	}
	if l := r.line("other", noon); !l.Due.Equal(noon.Add(time.Second)) {
		t.Errorf("%+v", l)
	}
}

// Whom the alarm is about: certain before possible, then by how much somebody
// may get hurt; what did not fire does not count.
func TestP3_TheGravestSignalDecides(t *testing.T) {
	signal := func(k understanding.Sensitivity, tier understanding.Tier) understanding.Signal {
		return understanding.Signal{Kind: k, Tier: tier}
	}
	certain, possible := understanding.Certain, understanding.Possible
	for _, c := range []struct {
		in   []understanding.Signal
		want understanding.Sensitivity
	}{
		{[]understanding.Signal{signal("complaint", certain), signal("distress", possible)}, "complaint"},
		{[]understanding.Signal{signal("fraud", certain), signal("distress", certain)}, "distress"},
		{[]understanding.Signal{signal("dispute", possible), signal("hardship", possible)}, "hardship"},
		{[]understanding.Signal{signal("new", certain), signal("complaint", certain)}, "complaint"},
		{[]understanding.Signal{signal("new", certain), signal("distress", possible)}, "new"},
		{[]understanding.Signal{signal("distress", ""), signal("dispute", possible)}, "dispute"},
		{[]understanding.Signal{signal("distress", "")}, ""},
		{nil, ""},
	} {
		got, ok := gravest(c.in)
		if got.Kind != c.want || ok != (c.want != "") {
			t.Errorf("%v: %v %v", c.in, got, ok)
		}
	}
}

// Which place an alarm takes: certain distress and fraud go first of all, and
// get a place of their own; the rest joins a sensitive matter that waits.
func TestP3_AnAlarmTakesTheRightPlace(t *testing.T) {
	for _, c := range []struct {
		kind     understanding.Sensitivity
		tier     understanding.Tier
		priority Priority
	}{{"fraud", "certain", First}, {"distress", "certain", First}, {"fraud", "possible", Sensitive}, {"dispute", "certain", Sensitive}, {"dispute", "possible", Sensitive}} {
		w := newTalk(t)
		w.alarm(c.kind, c.tier)
		m := w.s.Matter("m1")
		w.want(m.Place.Priority == c.priority && m.Possible == (c.tier == "possible") && m.Sensitive, fmt.Sprintf("%+v", c))
		w.want(w.told("helplines") == (c.kind == "distress"), "helplines with distress only")
	}
	w := newTalk(t)
	w.alarm(understanding.Dispute, understanding.Possible)
	w.alarm(understanding.Hardship, understanding.Certain)
	w.want(len(w.s.Matters) == 1 && !w.s.Matter("m1").Possible, "one matter, and surer now")
	w.alarm(understanding.Hardship, understanding.Possible)
	w.want(!w.s.Matter("m1").Possible && !w.saw("sensitive_found"), "never less sure")
	w.fraud()
	w.want(len(w.s.Matters) == 2 && w.s.Matter("m2").Place.Priority == First, "fraud has a place of its own")
	w.fraud()
	w.want(len(w.s.Matters) == 2 && !w.saw("sensitive_found"), "one place")

	w = newTalk(t)
	w.write(CustomerWrote{Topic: "fraud"}) // in line by its topic, behind
	w.want(w.s.Matter("m1").Place.Priority == Sensitive, "by its topic")
	w.fraud()
	w.want(len(w.s.Matters) == 1 && w.s.Matter("m1").Place.Priority == First && w.s.Matter("m1").Sensitive, "and now first of all")
}

// Somebody is present while connected and within ten minutes of a word (P8).
func TestP8_PresentMeansConnectedAndLatelyThere(t *testing.T) {
	w := newTalk(t)
	w.do(CustomerAsked{})
	w.want(w.s.Present(w.r, w.now) == nil, "nobody in line")
	w.expert("m1", "e1")
	w.want(w.s.Present(w.r, w.now.Add(10*time.Minute)) != nil && w.s.Present(w.r, w.now.Add(10*time.Minute+1)) == nil, "ten minutes")
	w.do(ExpertLeft{"e2"})
	w.want(w.s.Present(w.r, w.now) != nil, "another expert left")
	w.do(ExpertLeft{"e1"})
	w.want(w.s.Present(w.r, w.now) == nil && w.effect(TellExpert{"e1", "m1", "wrote"}), "gone, and called: the customer waits")
	w.do(ExpertLeft{"e1"})
	w.want(len(w.d.Events) == 0, "once")
	w.do(ExpertCame{"e2"})
	w.want(len(w.d.Events) == 0, "another's device")
	w.do(ExpertCame{"e1"})
	w.want(w.s.Present(w.r, w.now) != nil && w.s.Matter("m1").Place.PushDue.IsZero(), "back")
	w.do(ExpertCame{"e1"})
	w.want(len(w.d.Events) == 0, "once")
}

// Who is nearest to a person, and the whole conversation's holder.
func TestTheMostHumanMatterIsTheOneNearestToAPerson(t *testing.T) {
	w := newTalk(t)
	w.want(w.s.MostHuman() == nil && w.s.Holder() == Nobody, "none")
	w.write(CustomerWrote{Topic: "refund"})
	w.want(w.s.Holder() == Assistant, "a word is owed")
	w.draft(DraftReady{})
	w.write(CustomerWrote{Topic: "extension"})
	w.draft(DraftReady{})
	w.want(w.s.MostHuman().ID == "m2" && w.s.Holder() == Nobody, "the newest")
	w.do(CustomerAsked{"m1"})
	w.want(w.s.MostHuman().ID == "m1" && w.s.Holder() == Line, "in line")
	w.expert("m2", "e1")
	w.want(w.s.MostHuman().ID == "m2" && w.s.Holder() == Expert, "with an expert")
	w.do(ExpertSettled{"e1", "m2", "settled"})
	w.do(CustomerWithdrew{"m1"})
	w.draft(DraftReady{})
	w.want(w.s.MostHuman().ID == "m1", "a closed one never")
}

// The watchman wakes at the soonest of all due times.
func TestTheWatchmanWakesAtTheSoonestDueTime(t *testing.T) {
	at := func(m int) time.Time { return noon.Add(time.Duration(m) * time.Minute) }
	full := func() State {
		return State{Turn: Turn{Due: at(9)}, Matters: []Matter{{}, {Place: &Place{Due: at(9), WarnAt: at(9), Owes: true, PushDue: at(9), Offer: &Offer{Expires: at(9)}}}}}
	}
	for name, change := range map[string]func(*State){
		"turn": func(s *State) { s.Turn.Due = at(1) }, "due": func(s *State) { s.Matters[1].Place.Due = at(1) }, "warning": func(s *State) { s.Matters[1].Place.WarnAt = at(1) },
		"push": func(s *State) { s.Matters[1].Place.PushDue = at(1) }, "offer": func(s *State) { s.Matters[1].Place.Offer.Expires = at(1) },
	} {
		s := full()
		if change(&s); !s.Wake().Equal(at(1)) {
			t.Errorf("%s: %v", name, s.Wake())
		}
	}
	s := full()
	s.Matters[1].Place.Owes, s.Matters[1].Place.PushDue = false, at(1)
	if !s.Wake().Equal(at(9)) || !(State{}).Wake().IsZero() {
		t.Errorf("nobody waits for that push: %v", s.Wake())
	}
}

// What one draft has to read, and what the assistant remembers having said, is
// bounded; the newest is kept.
func TestWhatIsKeptInTheStateIsBounded(t *testing.T) {
	w := newTalk(t)
	for range 2 * heardKept {
		w.write(CustomerWrote{})
	}
	h := w.s.Turn.Heard
	w.want(len(h) == heardKept && h[heardKept-1] == fmt.Sprintf("c%d", 2*heardKept), "the newest words")
	for range 2 * saidKept {
		w.write(CustomerWrote{})
		w.draft(DraftReady{})
		w.want(len(w.s.Turn.Heard) == 0, "answered")
	}
	w.want(len(w.s.Said) == saidKept && w.s.Said[saidKept-1] == mix(uint64(w.n)), "the newest sayings")
}

// Every kind is written and read back whole; what cannot be read says so.
func TestEveryKindIsReadBack(t *testing.T) {
	for kind, zero := range kinds {
		v := reflect.New(reflect.TypeOf(zero)).Elem()
		fill(v)
		name, body, err := Encode(v.Interface())
		if err != nil || name != kind || Kind(v.Interface()) != kind {
			t.Fatalf("%s: %s %v", kind, name, err)
		}
		var back, other any
		var wrong error
		if _, is := zero.(Event); is {
			back, err = DecodeEvent(kind, Schema, body)
			other, wrong = DecodeEffect(kind, Schema, body)
		} else {
			back, err = DecodeEffect(kind, Schema, body)
			other, wrong = DecodeEvent(kind, Schema, body)
		}
		again, _, _ := Encode(back)
		if err != nil || again != kind || wrong == nil || other != nil && !reflect.ValueOf(other).IsZero() {
			t.Errorf("%s: %v, %v", kind, err, wrong)
		}
		if _, b, _ := Encode(back); string(b) != string(body) {
			t.Errorf("%s\n%s", body, b)
		}
	}
	for _, bad := range []struct {
		kind   string
		schema int
		body   string
	}{{"told", Schema + 1, "{}"}, {"never_heard_of", Schema, "{}"}, {"told", Schema, "{"}} {
		if e, err := DecodeEvent(bad.kind, bad.schema, []byte(bad.body)); err == nil || e != nil {
			t.Errorf("%+v was read", bad)
		}
	}
	if _, _, err := Encode(struct{}{}); err == nil || Kind(struct{}{}) != "" {
		t.Error("a stranger was written")
	}
}
