package conversation

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"sort"
	"strings"
	"testing"
	"time"

	"samtal/core/understanding"
)

// How the histories of testdata/decisions are chosen: from many random ones,
// greedily, those that show the most kinds of steps that no other shows yet.
// The seed is fixed, so the same law and the same generator choose the same.
const (
	candidates  = 30_000
	decisionLen = 24
	chosenBytes = 330_000 // of text; more is not read by anybody
)

type candidate struct {
	seed  uint64
	shows [][]uint64 // by step, from the most general: lines, what the step leads to, that in its kind of state
	size  []int      // bytes up to and with each step

	length int     // of the beginning that is worth most
	gain   float64 // and what it was worth when last looked at
}

func chooseDecisions(t *testing.T) {
	old, _ := filepath.Glob(decisionsDir + "/[0-9]*.txt") // those with a name are written by people
	for _, file := range old {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(decisionsDir, 0o700); err != nil {
		t.Fatal(err)
	}
	var list []candidate
	for seed := range uint64(candidates) {
		list = append(list, consider(seed))
	}
	shown := map[uint64]bool{}
	total, files := 0, 0
	for i := range list {
		list[i].length, list[i].gain = list[i].worth(shown)
	}
	for total < chosenBytes {
		// what a history is worth only falls as others are chosen, so the first
		// that is worth now what it was worth before is the best
		sort.SliceStable(list, func(a, b int) bool { return list[a].gain > list[b].gain })
		for list[0].gain > 0 {
			c := &list[0]
			if c.length, c.gain = c.worth(shown); c.gain >= list[1].gain {
				break
			}
			k := sort.Search(len(list)-1, func(i int) bool { return list[i+1].gain <= c.gain })
			moved := *c
			copy(list[:k], list[1:k+1])
			list[k] = moved
		}
		c := list[0]
		if c.gain <= 0 {
			break
		}
		for _, step := range c.shows[:c.length] {
			for _, x := range step {
				shown[x] = true
			}
		}
		text := recordHistory(randomHistory(c.seed)[:c.length])
		total += len(text)
		files++
		if err := os.WriteFile(filepath.Join(decisionsDir, fmt.Sprintf("%05d.txt", c.seed)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		list[0].length, list[0].gain = c.worth(shown)
	}
	all := map[uint64]bool{}
	for _, c := range list {
		for _, step := range c.shows {
			for _, x := range step {
				all[x] = true
			}
		}
	}
	t.Logf("%d histories, %d bytes, show %d of the %d kinds of steps seen in %d", files, total, len(shown), len(all), candidates)
}

// worth is how many new kinds of steps a beginning shows for its bytes, and
// how long the best beginning is.
func (c candidate) worth(shown map[uint64]bool) (length int, best float64) {
	n := 0
	mine := map[uint64]bool{}
	for i, step := range c.shows {
		for level, x := range step {
			if shown[x] || mine[x] {
				continue
			}
			mine[x] = true
			n += weight(level, len(step))
		}
		if w := float64(n) / float64(300+c.size[i]); w > best {
			best, length = w, i+1
		}
	}
	return length, best
}

// weight of what is new: a whole step in its kind of state counts once, such a
// step in any state more, a line that is new in itself most.
func weight(level, levels int) int {
	return []int{1, 6, 12}[min(2, levels-1-level)]
}

var particular = regexp.MustCompile(`\+[0-9.hms]+|[0-9]+`)

// consider plays a history and notes what kinds of steps it shows: which input
// in which kind of state leads to which events, effects and reasons.
func consider(seed uint64) candidate {
	c := candidate{seed: seed}
	var s State
	size := 0
	for i, e := range randomHistory(seed) {
		before := coarse(&s)
		var out strings.Builder
		s = recordStep(&out, s, i, e)
		size += out.Len()
		var step []uint64
		h := fnv.New64a()
		kind := kindOfInput(e.in)
		fmt.Fprint(h, kind)
		for line := range strings.Lines(out.String()) {
			if !strings.HasPrefix(line, "   ") || strings.HasPrefix(line, "   heard") {
				continue
			}
			line = particular.ReplaceAllString(line, "#")
			one := fnv.New64a()
			fmt.Fprint(one, line)
			step = append(step, one.Sum64())
			if !strings.HasPrefix(line, "   |") {
				fmt.Fprint(h, line)
			}
		}
		step = append(step, h.Sum64())
		fmt.Fprint(h, before)
		step = append(step, h.Sum64())
		c.shows, c.size = append(c.shows, step), append(c.size, size)
	}
	return c
}

// kindOfInput is an input without what is only a name in it.
func kindOfInput(in Input) string {
	switch x := in.(type) {
	case nil:
		return "unknown"
	case CustomerWrote:
		return fmt.Sprint("wrote", x.Choice.Kind, x.Choice.Answer, x.WantsHuman, x.Move, len(x.Sensitivities) > 0)
	case DraftReady:
		return fmt.Sprint("draft", x.Grounded, x.Progress, x.Repeat, x.Looked, x.Human != "", x.Confirm != nil, x.End, len(x.Messages) > 0)
	}
	return reflect.TypeOf(in).Name()
}

// coarse is a coarse kind of state: who holds what, and what is asked.
func coarse(s *State) string {
	out := ""
	for i := range s.Matters {
		m := &s.Matters[i]
		switch {
		case m.Place == nil:
			out += fmt.Sprint(" ", m.Holder())
		default:
			out += fmt.Sprint(" ", m.Place.By, m.Meanwhile, m.Place.Owes)
		}
	}
	if s.Confirm != nil {
		out += fmt.Sprint(" asks ", s.Confirm.By, s.Confirm.Code)
	}
	return fmt.Sprint(out, s.Turn.Owed(), len(s.Acts) > 0)
}

// randomHistory is a history of random inputs, with rules that change now and
// then and a clock that is not always right.
func randomHistory(seed uint64) (list []entry) {
	r := rand.New(rand.NewPCG(seed, 23))
	now := began
	var s State
	for i := range decisionLen {
		now = later(r, s, now).Truncate(time.Second)
		e := entry{at: now.Sub(began)}
		if r.IntN(10) == 0 {
			e.rules = pick(r, rulebooks...)
		}
		if r.IntN(60) == 0 {
			e.at -= time.Second
		}
		e.in = varied(r, anInput(r, s, now, i))
		if i == 0 && r.IntN(10) > 0 {
			e.in = Open{Market: "SE", Customer: "c", SignedIn: r.IntN(4) > 0, Language: pick(r, "", "en")}
		}
		list = append(list, e)
		at := began.Add(e.at)
		s = Fold(s, Decide(s, e.in, rulebook(e.rules, at), at).Events, at)
	}
	return list
}

// varied adds what the histories of the promises do without.
func varied(r *rand.Rand, in Input) Input {
	switch x := in.(type) {
	case CustomerWrote:
		if r.IntN(6) == 0 {
			x.Language = pick(r, "sv", "en", "fi")
		}
		for i := range x.Sensitivities {
			if r.IntN(3) == 0 {
				x.Sensitivities[i].Kind = pick(r, understanding.Bereavement, understanding.Complaint, "a_new_word")
			}
			if r.IntN(8) == 0 {
				x.Sensitivities[i].Tier = ""
			}
		}
		if len(x.Sensitivities) > 0 && r.IntN(3) == 0 {
			x.Sensitivities = append(x.Sensitivities, understanding.Signal{Kind: pick(r, understanding.Fraud, understanding.Hardship, understanding.Distress),
				Tier: pick(r, understanding.Possible, understanding.Certain)})
		}
		if r.IntN(12) == 0 {
			x.Move = understanding.MoveGoodbye
		}
		return x
	case DraftReady:
		if x.Confirm != nil {
			c := *x.Confirm
			for i := range c.Acts {
				if r.IntN(2) == 0 {
					c.Acts[i].Amount.Minor, c.Acts[i].Amount.Currency = pick[int64](r, 100, 500_000, 500_001), pick(r, "SEK", "SEK", "EUR")
				}
				if c.Message == "" {
					c.Message = label("x", i)
				}
			}
			x.Confirm = &c
		}
		if r.IntN(10) == 0 {
			x.Facts = "facts"
		}
		return x
	case ExpertTransferred:
		x.To = pick(r, "", "e1", "e2", "e3")
		return x
	case ExpertSettled:
		x.Outcome = pick(r, "settled", "no_answer")
		return x
	}
	return in
}
