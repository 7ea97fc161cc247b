package understanding

import "slices"

// A text becomes a bag of hashed features: words, pairs of words, and runs of
// three to five letters inside words. Letters carry inflection, compounds and
// typos; measured in reference/understanding.md section 4.1.
const hashBits = 18

// feature is a hashed feature and how often it occurs.
type feature struct {
	hash  uint32
	count uint16
	word  bool // a whole word or pair: these may be shown as evidence
}

const (
	fnvBasis = 2166136261
	fnvPrime = 16777619
)

func hashBytes(seed uint32, b []byte) uint32 {
	h := uint32(fnvBasis) ^ seed
	for _, c := range b {
		h = (h ^ uint32(c)) * fnvPrime
	}
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 13
	return h & (1<<hashBits - 1)
}

// maxFeatureTokens bounds the work on a long text for the classifiers.
const maxFeatureTokens = 400

// topicFeatures reads folded tokens.
func topicFeatures(tokens []token) []feature {
	hashes := make([]uint32, 0, 24*len(tokens)+8)
	var buf [128]byte
	prev := buf[:0:0]
	for i := range tokens[:min(len(tokens), maxFeatureTokens)] {
		if tokens[i].quoted {
			continue
		}
		w := append(buf[:0], ' ')
		for k := range len(tokens[i].text) {
			c := tokens[i].text[k]
			if c >= '0' && c <= '9' {
				c = '0'
			}
			if len(w) < 60 {
				w = append(w, c)
			}
		}
		w = append(w, ' ')
		hashes = append(hashes, hashBytes(1, w)|1<<31)
		if len(prev) > 0 {
			pair := append(append(buf[64:64], prev...), w...)
			hashes = append(hashes, hashBytes(2, pair))
		}
		prev = append([]byte(nil), w...)
		for n := 3; n <= 5; n++ {
			for k := 0; k+n <= len(w); k++ {
				hashes = append(hashes, hashBytes(uint32(n)<<8, w[k:k+n]))
			}
		}
	}
	return count(hashes)
}

// languageFeatures reads tokens with their accents: words and runs of one to
// four bytes.
func languageFeatures(tokens []token) []feature {
	hashes := make([]uint32, 0, 24*len(tokens)+8)
	var buf [128]byte
	for i := range tokens[:min(len(tokens), 80)] {
		w := append(buf[:0], ' ')
		letters := false
		for k := range len(tokens[i].lower) {
			c := tokens[i].lower[k]
			if c >= '0' && c <= '9' {
				continue
			}
			letters = true
			if len(w) < 60 {
				w = append(w, c)
			}
		}
		if !letters {
			continue
		}
		w = append(w, ' ')
		hashes = append(hashes, hashBytes(1, w)|1<<31)
		for n := 1; n <= 4; n++ {
			for k := 0; k+n <= len(w); k++ {
				hashes = append(hashes, hashBytes(uint32(n)<<8, w[k:k+n]))
			}
		}
	}
	return count(hashes)
}

func count(hashes []uint32) []feature {
	slices.Sort(hashes)
	out := make([]feature, 0, len(hashes))
	for _, h := range hashes {
		if n := len(out); n > 0 && out[n-1].hash == h&^(1<<31) && out[n-1].word == (h>>31 == 1) {
			out[n-1].count++
			continue
		}
		out = append(out, feature{h &^ (1 << 31), 1, h>>31 == 1})
	}
	return out
}
