package knowledge

// repair returns the stem of the known word that an unknown one was most
// likely meant to be: one letter wrong, missing, too many or swapped (two in
// long words), the first letter right.
func (s *shelf) repair(word, stem string) string {
	r := []rune(word)
	if s.known[stem] || len(r) < 5 || s.sp.compounds && s.cut.parts(word) != nil {
		return stem
	}
	allowed := 1
	if len(r) >= 9 {
		allowed = 2
	}
	best, distance := stem, allowed+1
	for _, k := range s.near[r[0]] {
		if d := slip(r, k.letters, distance-1); d < distance {
			best, distance = k.stem, d
		}
	}
	return best
}

// slip is the optimal string alignment distance, or more than most when it is more.
func slip(a, b []rune, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most || most < 1 {
		return most + 1
	}
	var rows [3][longest + 1]int // on the stack: this runs for every known word
	before, last, row := rows[0][:len(b)+1], rows[1][:len(b)+1], rows[2][:len(b)+1]
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		least := row[0]
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
			least = min(least, row[j+1])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
