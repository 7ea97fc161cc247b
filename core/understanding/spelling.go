package understanding

// speller finds the words of the lexicon that a mistyped word may stand for.
// It keeps every lexicon word under the forms that one or two missing letters
// leave (symmetric deletion), so a look-up costs microseconds.
type speller struct {
	words   []string
	deletes map[string][]int32
}

// Short words are mended by one letter, long ones by two.
const (
	mendFrom    = 5
	mendTwoFrom = 8
)

func newSpeller(words []string) *speller {
	s := &speller{deletes: map[string][]int32{}}
	for _, w := range words {
		if len(w) < mendFrom {
			continue
		}
		id := int32(len(s.words))
		s.words = append(s.words, w)
		for _, d := range deletions(w, edits(len(w))) {
			s.deletes[d] = append(s.deletes[d], id)
		}
	}
	return s
}

func edits(n int) int {
	if n >= mendTwoFrom {
		return 2
	}
	return 1
}

// deletions lists w and what is left of it without one letter, or two.
func deletions(w string, depth int) []string {
	out := []string{w}
	from := 0
	for d := 0; d < depth; d++ {
		to := len(out)
		for _, v := range out[from:to] {
			for i := range len(v) {
				if i > 0 && v[i] == v[i-1] {
					continue
				}
				out = append(out, v[:i]+v[i+1:])
			}
		}
		from = to
	}
	return out
}

// near gives the lexicon words closest to w, at most three, or none.
func (s *speller) near(w string) []string {
	if len(w) > 24 {
		return nil
	}
	for i := range len(w) {
		if w[i] >= '0' && w[i] <= '9' || w[i] >= 0x80 {
			return nil
		}
	}
	best, out := 3, []string(nil)
	var seen [24]int32
	n := 0
	for _, d := range deletions(w, edits(len(w)+1)) {
	next:
		for _, id := range s.deletes[d] {
			for _, x := range seen[:n] {
				if x == id {
					continue next
				}
			}
			if n < len(seen) {
				seen[n] = id
				n++
			}
			c := s.words[id]
			dist := distance(w, c, 2)
			if dist > edits(len(c)) || dist == 2 && (len(w) < mendTwoFrom-1 || w[0] != c[0]) || !likely(w, c) {
				continue
			}
			if dist < best {
				best, out = dist, out[:0]
			}
			if dist == best && len(out) < 3 {
				out = append(out, c)
			}
		}
	}
	return out
}

// likely asks that the first letter is right, swapped with the second, missing,
// or hit on the key beside it: "walk" is not "talk". A first letter that turns
// a word into its opposite ("familiar", "trevlig") was hardly forgotten.
func likely(w, c string) bool {
	switch {
	case w[0] == c[0]:
		return true
	case len(w) > 1 && w[1] == c[0] && w[0] == c[1]:
		return true
	case len(c) == len(w)+1 && c[1:] == w:
		return c[0] != 'o' && c[0] != 'u' && c[0] != 'i'
	case len(w) == len(c)+1 && w[1:] == c:
		return true
	}
	return besideKey(w[0], c[0])
}

var keyRows = [...]string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}

func besideKey(a, b byte) bool {
	ax, ay := keyAt(a)
	bx, by := keyAt(b)
	return ax >= 0 && bx >= 0 && abs(ax-bx) <= 1 && abs(ay-by) <= 1
}

func keyAt(c byte) (x, y int) {
	for y, row := range keyRows {
		for x := range len(row) {
			if row[x] == c {
				return x, y
			}
		}
	}
	return -1, -1
}

func abs(x int) int {
	if x < 0 {
		return -x
	}
	return x
}

// slipFrom is the length from which a word may hold a slip of the finger.
const slipFrom = 5

// slip reports that w is meant as c: two neighbours changed places, or one
// letter inside is missing or too many. Another letter may make another word
// ("forgot", "forget"), and another end another form.
func slip(w, c string) bool {
	if len(w) < slipFrom || len(c) < slipFrom || w[0] != c[0] || w == c {
		return false
	}
	k := 0
	for k < len(w) && k < len(c) && w[k] == c[k] {
		k++
	}
	switch len(w) - len(c) {
	case 0:
		return k+1 < len(w) && w[k] == c[k+1] && w[k+1] == c[k] && w[k+2:] == c[k+2:]
	case 1:
		return k < len(c) && w[k+1:] == c[k:]
	case -1:
		return k < len(w) && w[k:] == c[k+1:]
	}
	return false
}

// mend puts right two neighbours that changed places in a word that no phrase
// has, when that makes a word that several have: "beatla", "reutrned",
// "instamlents". One unknown word of five must not turn a matter into another.
func (m *model) mend(tokens []token) {
	for i := range tokens[:min(len(tokens), maxFeatureTokens)] {
		w := tokens[i].text
		if len(w) < slipFrom || len(w) > 24 || m.known[w] > 0 || ordinary[w] {
			continue
		}
		var room [24]byte
		b := append(room[:0], w...)
		for k := 0; k+1 < len(b); k++ {
			if b[k] == b[k+1] || b[k] < 'a' || b[k] > 'z' || b[k+1] < 'a' || b[k+1] > 'z' {
				continue
			}
			b[k], b[k+1] = b[k+1], b[k]
			if m.known[string(b)] >= several {
				tokens[i].text = string(b)
				break
			}
			b[k], b[k+1] = b[k+1], b[k]
		}
	}
}

// several phrases have a word that a slip is put right to.
const several = 3

// distance is the optimal string alignment distance (a swap of neighbours
// counts one), or limit+1 when it is larger than limit.
func distance(a, b string, limit int) int {
	if abs(len(a)-len(b)) > limit || len(a) > 30 || len(b) > 30 {
		return limit + 1
	}
	var rows [3][32]int
	for j := 0; j <= len(b); j++ {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur, prev, prev2 := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		cur[0] = i
		low := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			v := min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				v = min(v, prev2[j-2]+1)
			}
			cur[j] = v
			low = min(low, v)
		}
		if low > limit {
			return limit + 1
		}
	}
	return rows[len(a)%3][len(b)]
}
