package dialogues

import (
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"time"
	"unicode"
)

// variation makes the trials of one dialogue differ as people do. The first is
// as it was written; then without capitals and marks, then with one slip of
// the finger in a message (put right once, when it was not understood), then in a hurry, with marks to spare; and so on.
// Pauses, ids and the company's seed differ too.
type variation struct {
	trial int
	rand  *rand.Rand
}

func newVariation(name string, trial int) variation {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // a hash never fails
	return variation{trial, rand.New(rand.NewPCG(h.Sum64(), uint64(trial)))}
}

// pause is the time between two turns: long enough for what is due at once.
func (v variation) pause() time.Duration {
	return 6*time.Second + time.Duration(v.rand.IntN(20))*time.Second
}

func (v variation) slips() bool { return v.trial%4 == 2 }

func (v variation) text(s string) string {
	switch v.trial % 4 {
	case 1:
		return strings.TrimRight(strings.ToLower(s), ".!")
	case 2:
		return v.slip(s)
	case 3:
		return strings.ReplaceAll(strings.TrimRight(s, "."), ", ", " , ") + " "
	}
	return s
}

// least is how long a word is that a slip may fall in: a slip in "no" is
// another word.
const least = 6

// slip swaps two neighbours inside one long word.
func (v variation) slip(s string) string {
	fields := strings.Split(s, " ")
	var long []int
	for i, f := range fields {
		r := []rune(f)
		if len(r) >= least && !strings.ContainsFunc(f, func(c rune) bool { return !unicode.IsLetter(c) }) && !unicode.IsUpper(r[0]) {
			long = append(long, i)
		}
	}
	if len(long) == 0 || len(fields) < 3 {
		return s
	}
	i := long[v.rand.IntN(len(long))]
	r := []rune(fields[i])
	k := 2 + v.rand.IntN(len(r)-4)
	r[k], r[k+1] = r[k+1], r[k]
	fields[i] = string(r)
	return strings.Join(fields, " ")
}
