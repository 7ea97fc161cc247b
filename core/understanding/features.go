package understanding

import "slices"

// A text becomes a bag of hashed features: words, pairs of words, runs of
// three to five letters inside words, and concepts. Letters carry inflection,
// compounds and typos; measured in reference/understanding.md section 4.1.
const hashBits = 18

// kind says what a feature was made of; it stands above the hash's bits.
type kind uint8

const (
	kindLetters kind = iota
	kindWord
	kindPair
	kindConcept
	kindField
	kinds
)

// kindShift leaves room for eight kinds above the hash's bits.
const kindShift = 29

func (k kind) of(hash uint32) uint32 { return hash | uint32(k)<<kindShift }

// feature is a hashed feature and how often it occurs.
type feature struct {
	hash  uint32
	count uint16
	kind  kind
}

// weighing says how much each kind of feature counts, and to which power its
// rarity does.
type weighing struct {
	gain   [kinds]float32
	rarity float64
	// unknown is how much a word that training never saw counts in a text's
	// length, in the squares of its rarest known words.
	unknown float64
}

// Concepts are what two voices share. Where there is nothing but labels they
// count most: by folds over Banking77's training part, 10 examples a label gain
// 2.7 points by concepts and 1 by the power. The house tells
// topics apart by their very words, and its detectors hear new voices by fields:
// by folds of voices that no other fold had, fields gain 2.5 points and letters
// at half their weight 1.4. A language is told by letters.
var (
	byMeaning = weighing{[kinds]float32{1, 1.5, 1.5, 2.5, 0}, 0.5, 0}
	byWords   = weighing{[kinds]float32{1, 1, 1, 1, 0}, 1, 0}
	bySense   = weighing{[kinds]float32{0.5, 1, 1, 1.5, 2}, 1, 2}
	byLetters = weighing{[kinds]float32{1, 1, 1, 0, 0}, 1, 0}
)

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
	hashes := make([]uint32, 0, 28*len(tokens)+8)
	var buf [128]byte
	prev := buf[:0:0]
	var room [4][16]byte
	last, now := room[0][:0], room[1][:0]   // concepts of the word before that had any, and of this
	before, all := room[2][:0], room[3][:0] // the same with the fields
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
		hashes = append(hashes, kindWord.of(hashBytes(1, w)))
		if len(prev) > 0 {
			pair := append(append(buf[64:64], prev...), w...)
			hashes = append(hashes, kindPair.of(hashBytes(2, pair)))
		}
		all, now = conceptsOf(tokens, i, all[:0]), now[:0]
		for _, c := range all {
			if !aField(c) {
				now = append(now, c)
			}
		}
		if len(now) > 0 {
			for _, c := range now {
				hashes = append(hashes, kindConcept.of(hashBytes(40, []byte{c})))
				for _, l := range last {
					hashes = append(hashes, kindConcept.of(hashBytes(41, []byte{l, c})))
				}
			}
			last = append(last[:0], now...)
		}
		if len(all) > 0 {
			for _, c := range all {
				if aField(c) {
					hashes = append(hashes, kindField.of(hashBytes(42, []byte{c})))
				}
				for _, b := range before {
					if aField(c) || aField(b) {
						hashes = append(hashes, kindField.of(hashBytes(43, []byte{b, c})))
					}
				}
			}
			before = append(before[:0], all...)
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

// languageFeatures reads tokens with their accents: words, pairs of words and
// runs of one to four bytes.
func languageFeatures(tokens []token) []feature {
	hashes := make([]uint32, 0, 24*len(tokens)+8)
	var buf, before [128]byte
	pair := before[:0]
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
		hashes = append(hashes, kindWord.of(hashBytes(1, w)))
		if n := len(pair); n > 0 {
			pair = append(pair, w...)
			hashes = append(hashes, kindPair.of(hashBytes(2, pair)))
		}
		pair = append(pair[:0], w...)
		for n := 1; n <= 4; n++ {
			for k := 0; k+n <= len(w); k++ {
				hashes = append(hashes, hashBytes(uint32(n)<<8, w[k:k+n]))
			}
		}
	}
	return count(hashes)
}

// count sorts the hashes and counts equal ones.
func count(hashes []uint32) []feature {
	slices.Sort(hashes)
	out := make([]feature, 0, len(hashes))
	for i, h := range hashes {
		if i > 0 && hashes[i-1] == h {
			out[len(out)-1].count++
			continue
		}
		out = append(out, feature{h & (1<<hashBits - 1), 1, kind(h >> kindShift)})
	}
	return out
}

// A sentence is read by itself in a text of at least severalFrom words, and
// when it has sentenceFrom words: less than that tells little.
const severalFrom, sentenceFrom = 10, 4

// partsOf gives the features of each sentence of a text of several: what is
// told in one sentence weighs little among five. Measured by folds of voices,
// it hears 1.5 more of 100 at the same false alarms.
func partsOf(tokens []token) [][]feature {
	if len(tokens) < severalFrom || len(tokens) > maxFeatureTokens {
		return nil
	}
	var out [][]feature
	from := 0
	for i := 1; i <= len(tokens); i++ {
		if i < len(tokens) && tokens[i].clause == tokens[from].clause {
			continue
		}
		if i-from >= sentenceFrom && i-from < len(tokens) {
			out = append(out, topicFeatures(tokens[from:i]))
		}
		from = i
	}
	return out
}
