package flow

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"samtal/core/money"
	"samtal/core/understanding"
)

// readForTest is a small stand-in for understanding.Read, so that the engine's
// tests do not depend on how well real language is read.
func readForTest(text, language, today string) understanding.Reading {
	r := understanding.Reading{Language: language, LanguageP: 1, InScope: true}
	low := strings.ToLower(text)
	starts := func(words ...string) bool {
		for _, w := range words {
			if low == w || strings.HasPrefix(low, w+" ") || strings.HasPrefix(low, w+",") {
				return true
			}
		}
		return false
	}
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(low, w) {
				return true
			}
		}
		return false
	}
	switch {
	case starts("never mind", "strunt i det", "forget it"):
		r.Move = understanding.MoveCancel
	case has("no wait", "nej vänta", "i meant", "jag menade"):
		r.Move = understanding.MoveCorrect
	case starts("no", "nej", "hm no", "hm nej"):
		r.Move = understanding.MoveNo
	case starts("yes", "ja", "ah yes"):
		r.Move = understanding.MoveYes
	case starts("what did you say", "vad sa du"):
		r.Move = understanding.MoveRepeat
	case starts("thanks", "tack"):
		r.Move = understanding.MoveThanks
	}
	if has("lost my job", "förlorat jobbet") {
		r.Sensitivities = append(r.Sensitivities, understanding.Signal{Kind: understanding.Hardship, P: 0.9, Tier: understanding.Certain})
	}
	if has("person", "människa") {
		r.WantsHuman = true
	}
	r.Entities = entitiesForTest(text, today)
	return r
}

var (
	dayMonth  = regexp.MustCompile(`(?i)(\d{1,2}) (january|februari|february|november|december|januari)`)
	dayOnly   = regexp.MustCompile(`(?i)(?:den|the) (\d{1,2})(?::e|th|st|nd|rd)`)
	amountPat = regexp.MustCompile(`(\d{2,5}[.,]\d{2}|\d{3,5})( ?(?:kr|SEK|EUR))?`)
	ordinals  = map[string]string{"first": "1", "första": "1", "second": "2", "andra": "2", "third": "3", "last": "-1", "sista": "-1"}
	wordPat   = regexp.MustCompile(`\pL+`)
	isoDay    = regexp.MustCompile(`\d{4}-\d{2}-\d{2}`)
	inMonths  = regexp.MustCompile(`(?i)\d+ (?:months|månader)`)
)

func entitiesForTest(text, today string) []understanding.Entity {
	var out []understanding.Entity
	add := func(kind understanding.EntityKind, at int, word, value string, m *money.Money) {
		from := len([]rune(text[:at]))
		out = append(out, understanding.Entity{Kind: kind, Text: word, From: from, To: from + len([]rune(word)), Value: value, Money: m})
	}
	now, _ := time.Parse(time.DateOnly, today)
	left := text
	for kind, pat := range map[understanding.EntityKind]*regexp.Regexp{understanding.Date: isoDay, understanding.Number: inMonths} {
		for _, m := range pat.FindAllStringIndex(left, -1) {
			add(kind, m[0], left[m[0]:m[1]], left[m[0]:m[1]], nil)
			left = left[:m[0]] + strings.Repeat("_", m[1]-m[0]) + left[m[1]:]
		}
	}
	for _, m := range dayMonth.FindAllStringSubmatchIndex(text, -1) {
		var d int
		fmt.Sscan(text[m[2]:m[3]], &d)
		month := map[string]time.Month{"j": 1, "f": 2, "n": 11, "d": 12}[strings.ToLower(text[m[4]:m[4]+1])]
		date := time.Date(now.Year(), month, d, 0, 0, 0, 0, time.UTC)
		if date.Before(now) {
			date = date.AddDate(1, 0, 0)
		}
		add(understanding.Date, m[0], text[m[0]:m[1]], date.Format(time.DateOnly), nil)
		left = strings.Replace(left, text[m[0]:m[1]], strings.Repeat("_", m[1]-m[0]), 1)
	}
	for _, m := range dayOnly.FindAllStringSubmatchIndex(left, -1) {
		var d int
		fmt.Sscan(left[m[2]:m[3]], &d)
		date := time.Date(now.Year(), now.Month(), d, 0, 0, 0, 0, time.UTC)
		if date.Before(now) {
			date = date.AddDate(0, 1, 0)
		}
		add(understanding.Date, m[0], left[m[0]:m[1]], date.Format(time.DateOnly), nil)
		left = left[:m[0]] + strings.Repeat("_", m[1]-m[0]) + left[m[1]:]
	}
	for _, m := range amountPat.FindAllStringSubmatchIndex(left, -1) {
		v := strings.Replace(left[m[2]:m[3]], ",", ".", 1)
		cur := ""
		if m[4] >= 0 && strings.Contains(left[m[4]:m[5]], "EUR") {
			cur = "EUR"
		} else if m[4] >= 0 {
			cur = "SEK"
		}
		got, _ := money.Parse(v, "SEK")
		got.Currency = cur
		add(understanding.Amount, m[0], left[m[0]:m[1]], v, &got)
	}
	for _, m := range wordPat.FindAllStringIndex(left, -1) {
		if v := ordinals[strings.ToLower(left[m[0]:m[1]])]; v != "" {
			add(understanding.Ordinal, m[0], left[m[0]:m[1]], v, nil)
		}
	}
	return out
}
