package conversation

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// testdata/decisions holds histories with everything that the law decided in
// them, in words. They approve nothing by themselves: named tests say what is
// promised. They show what a change of the law changes, so that nobody finds
// out in production. A change that is meant goes into the record with
//
//	go test ./core/conversation -run TestDecisions -update
//
// which replays the same inputs, and is read in the review as a diff of
// behaviour. -choose picks other histories (decisions_choose_test.go). A file
// with a name is written by hand: the numbered lines with the inputs are enough.
var (
	update = flag.Bool("update", false, "write what the law decides now into testdata/decisions")
	choose = flag.Bool("choose", false, "choose the histories of testdata/decisions anew")
)

const decisionsDir = "testdata/decisions"

// entry is one input of a recorded history.
type entry struct {
	at    time.Duration // since the history began
	rules string        // of rulebook; "" is the usual one
	in    Input         // nil is an input that the law does not know
}

// began is when every recorded history begins: a Monday morning.
var began = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)

// rulebook are the house rules of the recorded histories, by name.
func rulebook(name string, now time.Time) Rules {
	do := Permit{Level: Do}
	limited := do
	limited.Max.Minor, limited.Max.Currency = 500_000, "SEK"
	r := Rules{
		Version: "t", Languages: []string{"sv", "en"},
		DraftTime: 20 * time.Second, ActTime: 30 * time.Second, ExpertTime: 5 * time.Minute, PushTime: time.Minute,
		PresentTime: 10 * time.Minute, ReopenTime: 72 * time.Hour, QuietTime: 30 * time.Minute, WaitTime: 24 * time.Hour, IdleTime: 48 * time.Hour,
		Autonomy: map[string]Permit{"": do, "refund": limited, "payment_extension": do, general: do, "fraud": {Level: Shadow}},
		Protect:  map[string]bool{"fraud": true},
		Choice:   map[string]bool{"dispute": true, "complaint": true, "hardship": true},
		Lines:    map[string]LineRule{"": {Live: true, Due: now.Add(10 * time.Minute)}},
	}
	switch name {
	case "none":
		return Rules{}
	case "closed":
		r.Lines = map[string]LineRule{"": {Due: now.Add(14 * time.Hour)}}
	case "crowded":
		r.Lines = map[string]LineRule{"": {Live: true, Due: now.Add(4 * time.Hour), Full: "place_overflow"}}
	case "drafting":
		r.Autonomy["refund"] = Permit{Level: Draft}
	case "off":
		r.Autonomy = nil
	case "talk off": // the topics are known, small talk is not for the assistant
		r.Autonomy[""] = Permit{}
	case "short hours":
		r.Lines["refund"] = LineRule{Live: true, Due: now.Add(2 * time.Minute)}
	}
	return r
}

var rulebooks = []string{"none", "closed", "crowded", "drafting", "off", "talk off", "short hours"}

// TestDecisions replays every recorded history.
func TestDecisions(t *testing.T) {
	if *choose {
		chooseDecisions(t)
	}
	files, err := filepath.Glob(decisionsDir + "/*.txt")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d recorded histories: %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list, err := readHistory(string(text))
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		got := recordHistory(list)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := difference(string(text), got); diff != "" {
			t.Errorf("%s: the law decides otherwise than recorded (- recorded, + now)\n%s"+
				"meant so? go test ./core/conversation -run TestDecisions -update, and read the diff", file, diff)
		}
	}
}

// recordHistory plays a history and writes down all that follows.
func recordHistory(list []entry) string {
	var out strings.Builder
	var s State
	for i, e := range list {
		if i > 0 {
			out.WriteByte('\n')
		}
		s = recordStep(&out, s, i, e)
	}
	return out.String()
}

func recordStep(out *strings.Builder, s State, i int, e entry) State {
	now := began.Add(e.at)
	rules := ""
	if e.rules != "" {
		rules = " (" + e.rules + ")"
	}
	fmt.Fprintf(out, "%d. %s%s %s\n", i+1, e.at, rules, inputText(e.in))
	r := rulebook(e.rules, now)
	d := Decide(s, e.in, r, now)
	after := Fold(s, d.Events, now)
	for _, event := range d.Events {
		fmt.Fprintf(out, "   %s %s\n", Kind(event), facts(event))
	}
	for _, f := range d.Effects {
		fmt.Fprintf(out, "   -> %s %s\n", Kind(f), facts(f))
	}
	if d.Refusal != "" {
		fmt.Fprintf(out, "   refused: %s\n", d.Refusal)
	}
	for _, line := range changes(view(s, r, now), view(after, r, now)) {
		fmt.Fprintf(out, "   | %s\n", line)
	}
	return after
}

// readHistory reads the inputs of a record.
func readHistory(text string) (list []entry, err error) {
	scan := bufio.NewScanner(strings.NewReader(text))
	for scan.Scan() {
		line := scan.Text()
		if line == "" || line[0] == ' ' {
			continue
		}
		_, line, _ = strings.Cut(line, ". ")
		at, line, _ := strings.Cut(line, " ")
		e := entry{}
		if e.at, err = time.ParseDuration(at); err != nil {
			return nil, err
		}
		if strings.HasPrefix(line, "(") {
			e.rules, line, _ = strings.Cut(line[1:], ") ")
		}
		if e.in, err = readInput(line); err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, scan.Err()
}

// inputText names an input and its fields that are not zero, as JSON.
func inputText(in Input) string {
	if in == nil {
		return "unknown"
	}
	return reflect.TypeOf(in).Name() + " " + lean(reflect.ValueOf(in))
}

var inputTypes = func() map[string]reflect.Type {
	m := map[string]reflect.Type{}
	for _, in := range []Input{Open{}, CustomerWrote{}, CustomerAsked{}, CustomerWithdrew{}, CustomerChoseWritten{}, CustomerHandedBack{}, CustomerCorrected{},
		CustomerRated{}, CustomerLeft{}, DraftReady{}, DraftFailed{}, CodeChecked{}, ActDone{}, ActFailed{}, ActUnknown{}, Offered{}, OfferAccepted{},
		OfferDeclined{}, ExpertTook{}, ExpertWrote{}, ExpertNoted{}, ExpertSettled{}, ExpertProposedHandBack{}, ExpertTransferred{}, ExpertProposedAct{},
		ExpertRetriedAct{}, ExpertLeft{}, ExpertCame{}, ExpertWaits{}, OthersAnswered{}, ShiftEnded{}, ShiftBegan{}, TimePassed{}} {
		m[reflect.TypeOf(in).Name()] = reflect.TypeOf(in)
	}
	return m
}()

func readInput(text string) (Input, error) {
	name, body, _ := strings.Cut(text, " ")
	if name == "unknown" {
		return nil, nil
	}
	typ, ok := inputTypes[name]
	if !ok {
		return nil, fmt.Errorf("no input %q", name)
	}
	v := reflect.New(typ)
	if err := json.Unmarshal([]byte(body), v.Interface()); err != nil {
		return nil, fmt.Errorf("%s: %w", text, err)
	}
	return v.Elem().Interface().(Input), nil
}

// difference shows the first few steps that differ, with their inputs.
func difference(want, got string) string {
	var out strings.Builder
	a, b := strings.Split(strings.TrimSuffix(want, "\n"), "\n\n"), strings.Split(strings.TrimSuffix(got, "\n"), "\n\n")
	shown := 0
	for i := range max(len(a), len(b)) {
		var x, y []string
		if i < len(a) {
			x = strings.Split(a[i], "\n")
		}
		if i < len(b) {
			y = strings.Split(b[i], "\n")
		}
		if slices.Equal(x, y) {
			continue
		}
		if shown++; shown > 3 {
			fmt.Fprintf(&out, "and in later steps\n")
			break
		}
		for _, line := range x {
			if !slices.Contains(y, line) {
				fmt.Fprintf(&out, "- %s\n", line)
			} else if strings.Contains(line, ". ") && line[0] != ' ' {
				fmt.Fprintf(&out, "  %s\n", line)
			}
		}
		for _, line := range y {
			if !slices.Contains(x, line) {
				fmt.Fprintf(&out, "+ %s\n", line)
			}
		}
		if len(x) == len(y) && len(x) > 0 && shown == 1 && sameLines(x, y) {
			fmt.Fprintf(&out, "  in another order: %s\n", strings.Join(y, "\n                    "))
		}
	}
	return out.String()
}

func sameLines(x, y []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(x)), slices.Sorted(slices.Values(y)))
}
