package pack

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// readWords reads every line that the system itself says, by language.
func readWords(content fs.FS, faults *[]Fault) map[string]map[string]string {
	out := map[string]map[string]string{}
	sheets := map[string]*sheet{}
	for _, name := range list(content, "words", ".yaml") {
		words := map[string]string{}
		s := readYAML(content, name, &words, faults)
		if s == nil {
			continue
		}
		lang := strings.TrimSuffix(path.Base(name), ".yaml")
		out[lang], sheets[lang] = words, s
	}
	for _, lang := range sortedKeys(out) {
		for _, key := range sortedKeys(out[lang]) {
			if strings.TrimSpace(out[lang][key]) == "" {
				sheets[lang].at("missing_key", key+" has no words", key)
			}
			for _, other := range sortedKeys(out) {
				text, ok := out[other][key]
				switch {
				case !ok:
					sheets[lang].at("missing_language", fmt.Sprintf("words/%s.yaml lacks %s", other, key), key)
				case lang < other && !slices.Equal(holes(out[lang][key]), holes(text)):
					sheets[other].at("other_braces", fmt.Sprintf("%s has %v, but %v in words/%s.yaml", key, holes(text), holes(out[lang][key]), lang), key)
				}
			}
		}
	}
	if len(out["en"]) == 0 {
		*faults = append(*faults, Fault{File: "words/en.yaml", Line: 1, Column: 1, Code: "missing_file", Message: "there are no words in English, which every other language falls back to"})
	}
	return out
}

// ReadWords reads the words alone, for a command that needs no more of a pack.
// What is returned renders a line; a language that is not there is English.
func ReadWords(content fs.FS) (func(language, key string, params map[string]string) string, error) {
	var faults []Fault
	in := &loaded{words: readWords(content, &faults)}
	if len(faults) > 0 {
		return nil, fmt.Errorf("%s: %s", faults[0].File, faults[0].Message)
	}
	return func(language, key string, params map[string]string) string {
		return fill(in.language(language)[key], params)
	}, nil
}

// holes are the distinct {names} of a text, sorted.
func holes(text string) []string {
	var out []string
	for {
		_, rest, ok := strings.Cut(text, "{")
		if !ok {
			break
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			break
		}
		out, text = append(out, name), after
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// fill puts values into {braces}. What nobody gave stays out: a bare brace
// would look like a fault of the customer's.
func fill(text string, params map[string]string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		b.WriteString(params[name])
		text = after
	}
}

// fillable reports whether every brace has a value.
func fillable(text string, params map[string]string) bool {
	for text != "" {
		_, rest, ok := strings.Cut(text, "{")
		if !ok {
			return true
		}
		name, after, _ := strings.Cut(rest, "}")
		if params[name] == "" {
			return false
		}
		text = after
	}
	return true
}

// language picks the words of a language: "sv-SE" is sv, and one that we do
// not have is English.
func (in *loaded) language(language string) map[string]string {
	if w := in.words[language]; w != nil {
		return w
	}
	short, _, _ := strings.Cut(strings.ToLower(language), "-")
	if w := in.words[short]; w != nil {
		return w
	}
	return in.words["en"]
}

// Words renders a line of the system. A key may name variants after "+", the
// weightier first: "in_line+gentle+fraud" is in_line_gentle_fraud, else
// in_line_gentle, in_line_fraud or in_line. Of those that exist, the first whose braces can all
// be filled is used; each also with _no_estimate, for a place whose wait is shown
// beside it. params["market"] chooses company and helplines.
func (p *Pack) Words(language, key string, params map[string]string) string {
	in := p.in()
	words := in.language(language)
	params = in.withMarket(language, params)
	first := ""
	for _, k := range variants(key) {
		for _, full := range [...]string{k, k + "_no_estimate"} {
			text, ok := words[full]
			if !ok {
				continue
			}
			if fillable(text, params) {
				return fill(text, params)
			}
			if first == "" {
				first = text
			}
		}
	}
	if first == "" {
		p.o.Log.Error("a line has no words", "key", key, "language", language)
	}
	return fill(first, params)
}

func variants(key string) []string {
	parts := strings.Split(key, "+")
	if len(parts) == 1 {
		return parts
	}
	out := []string{strings.Join(parts, "_")}
	for _, v := range parts[1:] {
		out = append(out, parts[0]+"_"+v)
	}
	return append(out, parts[0])
}

// withMarket adds the company and the helplines of the market; without a
// market those of the first that speaks the language.
func (in *loaded) withMarket(language string, params map[string]string) map[string]string {
	o := in.offices[params["market"]]
	if o == nil {
		o = in.offices[in.markets[0]]
		for _, name := range in.markets {
			if slices.Contains(in.offices[name].Languages[:1], language) {
				o = in.offices[name]
				break
			}
		}
	}
	out := map[string]string{"company": o.Company, "emergency": o.emergency.Phone, "talk": o.talk.Phone, "talk_name": inLanguage(o.talk.Name, language)}
	for k, v := range params {
		out[k] = v
	}
	return out
}

func inLanguage(m map[string]string, language string) string {
	for _, l := range []string{language, "en"} {
		if m[l] != "" {
			return m[l]
		}
	}
	for _, k := range sortedKeys(m) {
		return m[k]
	}
	return ""
}

// TopicTitle names a topic for people.
func (p *Pack) TopicTitle(language, topic string) string {
	words := p.in().language(language)
	if t := words["topic_"+topic]; t != "" {
		return t
	}
	return words["topic_general"]
}

// Problem is what somebody reads about an error with this code.
func (p *Pack) Problem(language, code string, params map[string]string) string {
	words := p.in().language(language)
	text, ok := words[code]
	if !ok {
		p.o.Log.Error("an error has no words", "code", code)
		text = words["problem_other"]
	}
	return fill(text, params)
}

// Moment writes a time as people say it, in the market's zone: "today at
// 14:20", "on Thursday at 09:00".
func (p *Pack) Moment(market, language string, at, now time.Time) string {
	loc := time.UTC
	if o := p.office(market); o != nil {
		loc = o.hoursAt(now).loc
	}
	words := p.in().language(language)
	at, now = roundUp(at).In(loc), now.In(loc)
	params := map[string]string{"time": at.Format("15:04")}
	days := dayNumber(at) - dayNumber(now)
	switch {
	case days == 0:
		return fill(words["moment_today"], params)
	case days == 1:
		return fill(words["moment_tomorrow"], params)
	case days > 1 && days < 7:
		params["weekday"] = words["weekday_"+weekdays[at.Weekday()]]
		return fill(words["moment_weekday"], params)
	}
	date := map[string]string{"day": strconv.Itoa(at.Day()), "month": words["month_"+strconv.Itoa(int(at.Month()))], "year": strconv.Itoa(at.Year())}
	params["date"] = fill(words["date"], date)
	if at.Year() != now.Year() {
		params["date"] = fill(words["date_year"], date)
	}
	return fill(words["moment_date"], params)
}

var weekdays = [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// roundUp writes "14:20" for 14:19:30: a promise is never said to be sooner
// than it is.
func roundUp(t time.Time) time.Time {
	if r := t.Truncate(time.Minute); !r.Equal(t) {
		return r.Add(time.Minute)
	}
	return t
}

func dayNumber(t time.Time) int {
	y, m, d := t.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}
