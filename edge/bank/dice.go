package bank

// dice is the bank's only source of chance in history: a SplitMix64 stream
// (Steele, Lea, Flood 2014). The same seed, customer and day give the same
// throw on every machine, so history grown later equals history seeded at once.
type dice uint64

func throw(seed uint64, customer int, d day) dice {
	x := dice(seed ^ uint64(customer)*0x9E3779B97F4A7C15 ^ uint64(d)*0xC2B2AE3D27D4EB4F)
	x.next()
	return x
}

func (x *dice) next() uint64 {
	*x += 0x9E3779B97F4A7C15
	z := uint64(*x)
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// n is a number from 0 to k-1.
func (x *dice) n(k int) int { return int(x.next() % uint64(k)) }

// between is a number from lo to hi, both possible.
func (x *dice) between(lo, hi int) int { return lo + x.n(hi-lo+1) }

// chance is true p times in ten thousand.
func (x *dice) chance(p int) bool { return x.n(10000) < p }
