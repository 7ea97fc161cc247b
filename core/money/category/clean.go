package category

import (
	"regexp"
	"strings"
	"unicode"
)

// What banks and card terminals put in front of a shop's name.
var prefixes = regexp.MustCompile(`^(?:` + strings.Join([]string{
	`pos ?\d{0,2} ?[a-z]{0,3}(?:\d{2,4})?\b`, `atmd? ?\d{0,2} ?[a-z]{0,3}\b`, `p\d{4}`, `kortkop(?: \d{6})?`, `kop(?: \d{6})?`, `korttransaktion`, `reserverat belopp`,
	`card payment(?: to)?`, `debit card(?: purchase)?`, `contactless(?: payment)?`, `visa(?: purchase)?`, `mastercard`, `purchase(?: authorized on \d\d/\d\d)?`,
	`autogiro`, `e-faktura`, `efaktura`, `bg \d*`, `pg \d*`, `bankgiro`, `direct debit(?: to)?`, `dd`, `swish(?: till| fran)?`, `preauthorized debit;?`,
	`izettle ?\*?`, `iz ?\*`, `zettle_? ?\*`, `zettle_`, `sumup ?\*`, `sq ?\*`, `paypal ?\*`, `pp ?\*`, `klarna ?\*`, `nyx ?\*`, `qliro ?\*`, `svea ?\*`, `k\*`, `google ?\*`, `bambora\*?`, `tst ?\*`,
}, `|`) + `)\s*`)

// Where a shop is, when banks add it at the end.
var places = map[string]bool{"se": true, "swe": true, "sverige": true, "gb": true, "gbr": true, "uk": true, "lnd": true, "us": true, "usa": true, "irl": true, "ie": true, "sthlm": true, "stockholm": true,
	"goteborg": true, "gothenburg": true, "malmo": true, "uppsala": true, "orebro": true, "lund": true, "umea": true, "london": true, "dublin": true, "manchester": true, "leeds": true, "ny": true,
	"ca": true, "tx": true, "new": true, "york": true, "linkoping": true, "vasteras": true, "helsingborg": true, "norrkoping": true, "jonkoping": true, "solna": true, "nacka": true, "taby": true,
	"bristol": true, "birmingham": true, "glasgow": true, "edinburgh": true, "kista": true, "sundsvall": true, "gavle": true, "boras": true}

var forms = map[string]bool{"ab": true, "hb": true, "kb": true, "ltd": true, "limited": true, "plc": true, "inc": true, "llc": true, "gmbh": true, "oy": true, "as": true, "aps": true, "publ": true, "co": true, "&": true}

// strip takes prefixes off a folded text, more than one if need be.
func strip(s string) string {
	for range 3 {
		cut := prefixes.ReplaceAllString(s, "")
		if cut == s || cut == "" {
			break
		}
		s = cut
	}
	return s
}

// Shop is the name under which a customer knows where money went: "ICA NARA
// 0345 STHLM" is ICA. Unknown shops keep the words of their own name, without
// numbers, places and legal forms.
func (b *Book) Shop(text, party string) string {
	for _, s := range []string{party, text} {
		if m, ok := b.Known(s); ok {
			return m.Name
		}
	}
	s := party
	if s == "" {
		s = text
	}
	return Clean(s)
}

// Clean writes an unknown shop's name.
func Clean(text string) string {
	folded := fold(text)
	rest := strip(folded)
	original := strings.Fields(strings.Join(strings.Fields(strings.ReplaceAll(text, "\u00a0", " ")), " "))
	skip := len(strings.Fields(folded)) - len(strings.Fields(rest))
	if skip < 0 || skip >= len(original) {
		skip = 0
	}
	var name []string
	for i, w := range original[skip:] {
		key := strings.Trim(fold(w), ".,;:*-/")
		if key == "" || strings.IndexFunc(key, unicode.IsDigit) >= 0 && i > 0 || i > 0 && (places[key] || forms[key]) {
			if i > 0 && len(name) > 0 && places[key] {
				break
			}
			continue
		}
		name = append(name, title(strings.Trim(w, ".,;:*")))
		if len(name) == 3 {
			break
		}
	}
	if len(name) == 0 {
		return strings.Join(original, " ")
	}
	return strings.Join(name, " ")
}

// title writes SHOUTED words as names; words with small letters stay.
func title(w string) string {
	if strings.ToUpper(w) != w || len(w) <= 3 {
		return w
	}
	r := []rune(strings.ToLower(w))
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}
