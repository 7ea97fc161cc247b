package conversation

import (
	"hash/fnv"
	"math/bits"
	"strings"
	"unicode"
)

// Signature is a 64-bit SimHash (Charikar 2002) over three-letter shingles of
// the text, letters and digits only: alike texts have alike bits. It keeps P2
// checkable without keeping text in events.
func Signature(text string) uint64 {
	clean := []rune(" " + strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ") + " ")
	var weight [64]int
	for i := 0; i+3 <= len(clean); i++ {
		h := fnv.New64a()
		h.Write([]byte(string(clean[i : i+3])))
		v := mix(h.Sum64())
		for b := range weight {
			if v>>b&1 == 1 {
				weight[b]++
			} else {
				weight[b]--
			}
		}
	}
	var sig uint64
	for b, w := range weight {
		if w > 0 {
			sig |= 1 << b
		}
	}
	return sig
}

// mix spreads the bits of short FNV inputs (the finaliser of MurmurHash3).
func mix(v uint64) uint64 {
	v = (v ^ v>>33) * 0xff51afd7ed558ccd
	v = (v ^ v>>33) * 0xc4ceb9fe1a85ec53
	return v ^ v>>33
}

// nearBits is how many of 64 bits two nearly equal texts may differ in;
// unrelated texts differ in about 32.
const nearBits = 6

// near reports whether two signatures are of the same or nearly the same text.
func near(a, b uint64) bool { return bits.OnesCount64(a^b) <= nearBits }

// Near is near for who words a draft: what was nearly said before is worded
// anew rather than dropped on delivery.
func Near(a, b uint64) bool { return near(a, b) }

// saidKept is how far back the assistant remembers what it said.
const saidKept = 24
