package ledger

import (
	"regexp"
	"strings"
)

// A run of twelve digits or more, single spaces or hyphens between: a card, an
// account, a national id. None of them is needed to know where money went.
var long = regexp.MustCompile(`\d(?:[ -]?\d){11,}`)

// A date in front of other figures is no part of a number.
var dated = regexp.MustCompile(`^(?:19|20)\d\d-\d\d-\d\d(?:$|[ -])`)

// Mask hides every number that could be a card's but for its last four digits,
// whether or not its check digit is right: card files of banks carry such.
func Mask(s string) string {
	return long.ReplaceAllStringFunc(s, func(run string) string {
		if m := dated.FindString(run); m != "" {
			return m + Mask(run[len(m):])
		}
		digits := strings.NewReplacer(" ", "", "-", "").Replace(run)
		return "••" + digits[len(digits)-4:]
	})
}
