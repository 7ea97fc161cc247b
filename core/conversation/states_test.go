package conversation

import (
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	chart = regexp.MustCompile("(?s)```mermaid\n(.*?)```")
	title = regexp.MustCompile(`%% (\w+)`)
	arrow = regexp.MustCompile(`(?m)^\s*(\w+) --> (\w+): (\w+)$`)
)

// TestTheDrawingIsTheLaw holds docs/states.md and the code together, both
// ways: everything that happens is drawn, and everything drawn happens.
func TestTheDrawingIsTheLaw(t *testing.T) {
	text, err := os.ReadFile("../../docs/states.md")
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[string]bool{}
	for _, c := range chart.FindAllStringSubmatch(string(text), -1) {
		for _, a := range arrow.FindAllStringSubmatch(c[1], -1) {
			drawn[title.FindStringSubmatch(c[1])[1]+": "+a[1]+" --"+a[3]+"--> "+a[2]] = true
		}
	}
	seen, seeds := map[string]bool{}, uint64(2000)
	if testing.Short() {
		seeds = 300 // too few to see all that is drawn
	}
	for seed := range seeds {
		transitions(seed, seen)
	}
	for _, s := range slices.Sorted(maps.Keys(seen)) {
		if !drawn[s] {
			t.Errorf("happens and is not drawn: %s", s)
		}
	}
	for _, s := range slices.Sorted(maps.Keys(drawn)) {
		if !seen[s] && !testing.Short() {
			t.Errorf("is drawn and never happens: %s", s)
		}
	}
	if len(drawn) < 30 {
		t.Fatalf("only %d arrows drawn", len(drawn))
	}
}

// transitions collects what one random history does to the machines.
func transitions(seed uint64, seen map[string]bool) {
	r := rand.New(rand.NewPCG(seed, 3))
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	s := State{}
	for i := range steps {
		now = later(r, s, now)
		in := anInput(r, s, now, i)
		if i == 0 {
			in = Open{Market: "SE", SignedIn: true}
		}
		d := Decide(s, in, fullRules(r, now), now)
		for _, e := range d.Events {
			before := machines(&s)
			s = Apply(s, e, now)
			after, kind := machines(&s), Kind(e)
			for name, is := range after {
				was, ok := before[name]
				if !ok {
					was = "none"
				}
				if was != is || drives(name, e) {
					seen[machine(name)+": "+was+" --"+kind+"--> "+is] = true
				}
			}
			for name, was := range before {
				if _, ok := after[name]; !ok && machine(name) == "Call" {
					seen["Call: "+was+" --"+kind+"--> none"] = true
				}
			}
		}
	}
}

// machines reads the state of every machine of a conversation.
func machines(s *State) map[string]string {
	m := map[string]string{"Turn": "free", "Act": "no_question"}
	if s.Turn.Owed() {
		m["Turn"] = "owed"
	}
	if c := s.Confirm; c != nil {
		m["Act"] = "question"
		if c.Code {
			m["Act"] = "code"
		}
	}
	for i := range s.Matters {
		x := &s.Matters[i]
		name := "Place " + string(x.ID)
		switch {
		case x.Place != nil:
			m[name] = string(x.Place.By)
		case x.Closed:
			m[name] = "closed"
		default:
			m[name] = "assistant"
		}
	}
	for _, a := range s.Acts {
		m["Call "+a.ID] = "intended"
		if a.Parked {
			m["Call "+a.ID] = "parked"
		}
	}
	return m
}

func machine(name string) string { return strings.Fields(name)[0] }

// drives reports whether an event belongs to a machine even when it leaves it
// where it was.
func drives(name string, e Event) bool {
	switch e := e.(type) {
	case Heard, TurnPromised, TurnEnded:
		return name == "Turn"
	case ConfirmAsked, Consented, ConfirmRefused, ConfirmVoided:
		return name == "Act"
	case Accepted:
		return name == "Place "+string(e.Matter)
	case ActUncertain:
		return name == "Call "+e.ID
	}
	return false
}
