package conversation

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"samtal/core/identity"
	"samtal/core/understanding"
)

// A golden log is what a version of Samtal wrote, line by line, and the state
// that it stands for. It replays to that state for ever: an old conversation
// must never come back with its customer out of line.
//
// Add one with `go test ./core/conversation -run TestGoldenLogs -golden NAME`, where NAME is a new tale below.
// Never change or delete a file in testdata/golden: write a reader for the old
// schema in codec.go instead.
var golden = flag.String("golden", "", "write the golden log of this tale; an existing one is never overwritten")

type goldenLine struct {
	Schema int             `json:"schema,omitempty"`
	At     time.Time       `json:"at,omitzero"`
	Kind   string          `json:"kind,omitempty"`
	Body   json.RawMessage `json:"body,omitempty"`
	State  json.RawMessage `json:"state,omitempty"` // the last line
}

func TestGoldenLogs(t *testing.T) {
	if *golden != "" {
		writeGolden(t, *golden)
	}
	files, err := filepath.Glob("testdata/golden/*.jsonl")
	if err != nil || len(files) < 8 {
		t.Fatalf("%d golden logs: %v", len(files), err)
	}
	seen := map[string]bool{}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".jsonl"), func(t *testing.T) { replayGolden(t, file, seen) })
	}
	for kind, v := range kinds {
		if _, is := v.(Event); is && !seen[kind] {
			t.Errorf("no golden log holds %q: add a tale that does", kind)
		}
	}
}

func replayGolden(t *testing.T, file string, seen map[string]bool) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var events []Event
	var at []time.Time
	for _, line := range bytes.Split(bytes.TrimSpace(text), []byte("\n")) {
		var l goldenLine
		if err := json.Unmarshal(line, &l); err != nil {
			t.Fatal(err)
		}
		if l.State == nil {
			e, err := DecodeEvent(l.Kind, l.Schema, l.Body)
			if err != nil {
				t.Fatal(err)
			}
			seen[l.Kind] = true
			events, at = append(events, e), append(at, l.At)
			continue
		}
		// a field that a later version adds must be omitted when it is zero
		got, err := json.Marshal(Replay(events, at))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(l.State) {
			t.Fatalf("replays to another state\ngot  %s\nwant %s", got, l.State)
		}
		return
	}
	t.Fatal("no state in the last line")
}

func writeGolden(t *testing.T, name string) {
	tale, ok := tales[name]
	if !ok {
		t.Fatalf("no tale %q", name)
	}
	file := filepath.Join("testdata", "golden", name+".jsonl")
	if _, err := os.Stat(file); err == nil {
		t.Fatalf("%s exists; a golden log is never changed", file)
	}
	w := newTalk(t)
	w.s = State{}
	w.log = &goldenLog{}
	tale(w)
	var out bytes.Buffer
	for _, l := range append(w.log.lines, goldenLine{State: must(json.Marshal(w.s))}) {
		fmt.Fprintf(&out, "%s\n", must(json.Marshal(l)))
	}
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// goldenLog collects what a tale writes.
type goldenLog struct{ lines []goldenLine }

func (g *goldenLog) add(d Decision, at time.Time) {
	for _, e := range d.Events {
		kind, body, err := Encode(e)
		if err != nil {
			panic(err)
		}
		g.lines = append(g.lines, goldenLine{Schema: Schema, At: at, Kind: kind, Body: body})
	}
}

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}

func (w *talk) open() {
	w.do(Open{Market: "SE", Language: "en", Customer: "c-0001", SignedIn: true})
}

func (w *talk) alarm(kind understanding.Sensitivity, tier understanding.Tier) {
	w.write(CustomerWrote{Sensitivities: []understanding.Signal{{Kind: kind, P: 0.9, Tier: tier}}})
}

// tales are representative histories; together they hold every kind of event.
var tales = map[string]func(w *talk){
	"routine-act": func(w *talk) {
		w.open()
		w.write(CustomerWrote{Topic: "extension"})
		w.later(time.Second)
		w.asks("D", "confirm")
		w.press("confirm", "D", "yes")
		w.do(ActDone{ID: "act-D", Result: "r"})
		w.draft(DraftReady{Flow: &Position{Flow: "f", Version: 1, Step: "end", Memory: "mem"}, End: "settled"})
		w.do(CustomerRated{Assistant: 5, Message: "note"})
	},
	"a-no-and-a-correction": func(w *talk) {
		w.open()
		w.write(CustomerWrote{Topic: "extension", Language: "sv"})
		w.press("lang", "sv", "")
		w.asks("D", "confirm")
		w.write(CustomerWrote{})
		w.asks("E", "confirm")
		w.write(CustomerWrote{Move: no, Seen: true})
		w.draft(DraftReady{End: "customer_stopped"})
	},
	"fraud-helped-meanwhile": func(w *talk) {
		w.open()
		w.alarm(understanding.Fraud, understanding.Certain)
		w.draft(DraftReady{Facts: "facts", Flow: &Position{Flow: "fraud", Version: 1, Step: "confirm"}, Confirm: &Confirm{Digest: "D",
			Acts: []Act{{ID: "act-D", Tool: "freeze_card", Class: identity.Protect, Key: "k"}}}})
		w.press("confirm", "D", "yes")
		w.do(ActFailed{ID: "act-D", Code: "gone"})
		w.do(CustomerCorrected{Matter: "m1", Message: "note"})
		w.do(Offered{"m1", Offer{"o1", "e1", w.now.Add(30 * time.Second)}})
		w.do(OfferAccepted{Offer: "o1", Expert: "e1"})
		w.do(ExpertNoted{"e1", "n1"})
		w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1"})
		w.do(ExpertSettled{"e1", "m1", "settled"})
		w.later(time.Hour)
		w.write(CustomerWrote{})
	},
	"an-expert-looks-into-the-account": func(w *talk) {
		w.open()
		w.do(CustomerAsked{})
		w.do(Offered{"m1", Offer{"o1", "e1", w.now.Add(30 * time.Second)}})
		w.do(OfferAccepted{Offer: "o1", Expert: "e1"})
		w.do(ExpertLooked{Matter: "m1", Expert: "e1", Tool: "list_cards", Args: "args"})
		w.do(ExpertSettled{"e1", "m1", "settled"})
	},
	"offers-and-an-unreachable-expert": func(w *talk) {
		w.open()
		w.do(CustomerAsked{})
		w.do(Offered{"m1", Offer{"o1", "e1", w.now.Add(30 * time.Second)}})
		w.do(OfferDeclined{"o1", "e1"})
		w.do(Offered{"m1", Offer{"o2", "e2", w.now.Add(30 * time.Second)}})
		w.later(31 * time.Second)
		w.do(TimePassed{})
		w.do(Offered{"m1", Offer{"o3", "e3", w.now.Add(30 * time.Second)}})
		w.do(OfferAccepted{Offer: "o3", Expert: "e3"})
		w.do(ExpertLeft{"e3"})
		w.do(ExpertCame{"e3"})
		for range 6 {
			w.now = w.s.Wake()
			w.do(TimePassed{})
		}
	},
	"expert-act-with-a-code": func(w *talk) {
		w.open()
		w.do(CustomerAsked{})
		w.expert("m1", "e1")
		move := w.act("D")
		move.Class = identity.Move
		w.do(ExpertProposedAct{Expert: "e1", Confirm: Confirm{Digest: "D", Matter: "m1", Message: "q", Acts: []Act{move}}})
		w.press("confirm", "D", "yes")
		w.write(CustomerWrote{HasCode: true})
		w.do(CodeChecked{Digest: "D", Left: 2})
		w.write(CustomerWrote{HasCode: true})
		w.do(CodeChecked{Digest: "D", OK: true})
		for range tries {
			w.do(ActUnknown{"act-D"})
		}
		w.do(ExpertRetriedAct{"e1", "act-D"})
		w.do(ActDone{ID: "act-D", Result: "r"})
	},
	"handed-back-and-silence": func(w *talk) {
		w.open()
		w.do(CustomerAsked{})
		w.expert("m1", "e1")
		w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1", BackBy: w.now.Add(time.Hour)})
		w.do(ExpertProposedHandBack{"e1", "m1"})
		w.press("handback", "m1", "no")
		w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w2"})
		for range 2 {
			w.now = w.s.Wake()
			w.do(TimePassed{})
		}
		w.do(ExpertProposedHandBack{"e1", "m1"})
		w.do(CustomerHandedBack{"m1", true})
	},
	"chosen-and-left": func(w *talk) {
		w.open()
		w.alarm(understanding.Dispute, understanding.Possible)
		w.press("written", "m1", "")
		w.alarm(understanding.Fraud, understanding.Possible)
		w.press("notthat", "m2", "")
		w.draft(DraftReady{})
		w.do(CustomerWithdrew{"m1"})
	},
	"help-while-waiting": func(w *talk) {
		w.open()
		w.alarm(understanding.Fraud, understanding.Possible)
		w.draft(DraftReady{})
		w.alarm(understanding.Fraud, understanding.Certain)
		w.do(CustomerAsked{"m1"})
		w.press("help", "m1", "yes")
		w.do(DraftFailed{w.s.Turn.N})
	},
	"silence-closes-what-nobody-waits-in": func(w *talk) {
		w.open()
		w.write(CustomerWrote{Topic: "extension"})
		w.asks("D", "confirm")
		w.do(CustomerAsked{"m1"})
		w.press("written", "m1", "")
		w.do(CustomerWithdrew{"m1"})
		w.now = w.s.Wake()
		w.do(TimePassed{})
	},
	"waits-and-shifts": func(w *talk) {
		w.r.Teams = map[string]string{"": "service"}
		w.open()
		w.do(CustomerAsked{})
		w.expert("m1", "e1")
		w.do(ExpertWaits{Expert: "e1", Matter: "m1", Others: Merchant, Until: w.now.Add(96 * time.Hour)})
		w.do(ShiftEnded{Expert: "e1"})
		w.do(OthersAnswered{Matter: "m1", From: Merchant})
		w.do(Offered{"m1", Offer{"o1", "e1", w.now.Add(30 * time.Second)}})
		w.do(OfferAccepted{Offer: "o1", Expert: "e1"})
		w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1"})
		w.do(ExpertWaits{Expert: "e1", Matter: "m1"})
		for range 2 {
			w.now = w.s.Wake()
			w.do(TimePassed{})
		}
		w.write(CustomerWrote{})
		w.expert("m1", "e1")
		w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w2", BackBy: w.now.Add(20 * time.Hour)})
		w.do(ShiftEnded{Expert: "e1", Back: w.now.Add(30 * time.Hour)})
	},
	"answered-and-never-back": func(w *talk) {
		w.open()
		w.do(CustomerAsked{})
		w.expert("m1", "e1")
		w.do(ExpertWrote{Expert: "e1", Matter: "m1", Message: "w1"})
		for range 5 {
			w.now = w.s.Wake()
			w.do(TimePassed{})
		}
	},
	"drafts-that-are-not-sent": func(w *talk) {
		w.r.Autonomy["refund"] = Permit{Level: Draft}
		w.open()
		w.write(CustomerWrote{Topic: "refund"})
		w.draft(DraftReady{Matter: "m1"})
		w.draft(DraftReady{Matter: "m9"})
		w.do(ExpertTook{Matter: "m1", Expert: "e1", Away: true})
		w.do(ExpertTransferred{Expert: "e1", Matter: "m1", To: "e2"})
		w.later(11 * time.Minute)
		w.do(TimePassed{})
	},
}
