package store

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const (
	wordMost  = 64 // longest word that is kept, in runes
	queryMost = 8  // words of a query that count
	snippet   = 60 // runes before and after the first hit
)

// Words splits a text into the words to find it by: lower case, compatibility
// composed (NFKC), letters, digits and their marks, each once. All three
// records search by these words, so they find the same.
func Words(text string) []string {
	fields := strings.FieldsFunc(strings.ToLower(norm.NFKC.String(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
	for i, w := range fields {
		if r := []rune(w); len(r) > wordMost {
			fields[i] = string(r[:wordMost])
		}
	}
	slices.Sort(fields)
	return slices.Compact(fields)
}

// QueryWords are the words of a query; each finds every word that begins with it.
func QueryWords(query string) []string {
	w := Words(query)
	return w[:min(len(w), queryMost)]
}

// Hit reports whether a text has a word that begins with one of the words.
func Hit(text string, words []string) bool {
	have := Words(text)
	for _, w := range words {
		if Begins(have, w) {
			return true
		}
	}
	return false
}

// Begins reports whether one of the sorted words begins with the prefix.
func Begins(sorted []string, prefix string) bool {
	i, found := slices.BinarySearch(sorted, prefix)
	return found || i < len(sorted) && strings.HasPrefix(sorted[i], prefix)
}

// Snippet cuts the part of a text around the first word that was searched for.
func Snippet(text string, words []string) string {
	r := []rune(strings.Join(strings.Fields(text), " "))
	at := 0
	for i := range r {
		if (i == 0 || r[i-1] == ' ') && Hit(until(r[i:]), words) {
			at = i
			break
		}
	}
	from, to := max(0, at-snippet), min(len(r), at+2*snippet)
	out := string(r[from:to])
	if from > 0 {
		out = "… " + out
	}
	if to < len(r) {
		out += " …"
	}
	return out
}

func until(r []rune) string {
	if i := slices.Index(r, ' '); i >= 0 {
		r = r[:i]
	}
	return string(r)
}
