package understanding

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// Phrase is one example as a customer would type it.
type Phrase struct {
	Text   string
	Family string   // examples that mean the same in the same way; held out together
	Also   []string // other detectors that are right to fire on it
	Held   bool     // every fifth family: left out of training when quality is measured
}

// LanguagePhrases are the examples of one language.
type LanguagePhrases struct {
	Human         []Phrase                 // asks for a person
	Sensitivities map[Sensitivity][]Phrase // P3
	Topics        map[string][]Phrase      // what it is about
	Negatives     []Phrase                 // nothing fires: near misses and ordinary talk
	Other         []Phrase                 // no topic of ours
	Talk          []Phrase                 // greetings and other small talk
	Plain         []Phrase                 // only shows what the language looks like
}

// Phrases are the examples that a Reader is trained from.
type Phrases struct {
	Version   string // changes with any example
	Languages map[string]LanguagePhrases
}

// Kinds lists the sensitivities in the order in which they weigh.
var Kinds = []Sensitivity{Distress, Fraud, Bereavement, Hardship, Dispute, Complaint}

// ParsePhrases reads example files named LANGUAGE/NAME.txt. A line is one
// example; "# …" is a comment, "[label]" says what the following lines are,
// "@ family" begins a family. A line may end in " +label": that detector is
// right to fire too. Without a label the file's name is the label. Labels: human,
// a sensitivity, negatives, other, talk, plain, or topic:NAME.
func ParsePhrases(files map[string][]byte) (Phrases, error) {
	p := Phrases{Languages: map[string]LanguagePhrases{}}
	for _, path := range sortedKeys(files) {
		parts := strings.Split(path, "/")
		if len(parts) < 2 || !strings.HasSuffix(path, ".txt") {
			continue
		}
		lang, name := parts[len(parts)-2], strings.TrimSuffix(parts[len(parts)-1], ".txt")
		if len(lang) != 2 {
			return p, fmt.Errorf("phrases: %s: folder %q is not a language", path, lang)
		}
		if !utf8.Valid(files[path]) {
			return p, fmt.Errorf("phrases: %s is not UTF-8", path)
		}
		if err := p.parseFile(lang, name, string(files[path])); err != nil {
			return p, fmt.Errorf("phrases: %s: %w", path, err)
		}
	}
	for _, l := range p.Languages {
		l.hold()
	}
	p.Version = p.digest()
	return p, nil
}

func (p *Phrases) parseFile(lang, label, text string) error {
	family, n := "", 0
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[' && strings.HasSuffix(line, "]"):
			label, family, n = line[1:len(line)-1], "", 0
		case strings.HasPrefix(line, "@ "):
			family = line[2:]
		default:
			if family == "" {
				n++
				family = label
			}
			if err := p.add(lang, label, parsePhrase(line, family)); err != nil {
				return fmt.Errorf("line %d: %w", i+1, err)
			}
		}
	}
	return nil
}

func parsePhrase(line, family string) Phrase {
	ph := Phrase{Family: family}
	for {
		i := strings.LastIndex(line, " +")
		if i < 0 || strings.ContainsAny(line[i+2:], " 0123456789") {
			break
		}
		ph.Also = append(ph.Also, line[i+2:])
		line = strings.TrimSpace(line[:i])
	}
	ph.Text = line
	return ph
}

func (p *Phrases) add(lang, label string, ph Phrase) error {
	l := p.Languages[lang]
	if l.Sensitivities == nil {
		l.Sensitivities, l.Topics = map[Sensitivity][]Phrase{}, map[string][]Phrase{}
	}
	switch label {
	case "human":
		l.Human = append(l.Human, ph)
	case "negatives":
		l.Negatives = append(l.Negatives, ph)
	case "other":
		l.Other = append(l.Other, ph)
	case "talk":
		l.Talk = append(l.Talk, ph)
	case "plain":
		l.Plain = append(l.Plain, ph)
	default:
		kind := Sensitivity(label)
		topic, isTopic := strings.CutPrefix(label, "topic:")
		switch {
		case isTopic && topic != "":
			l.Topics[topic] = append(l.Topics[topic], ph)
		case isKind(kind):
			l.Sensitivities[kind] = append(l.Sensitivities[kind], ph)
		default:
			return fmt.Errorf("unknown label %q", label)
		}
	}
	p.Languages[lang] = l
	return nil
}

func isKind(k Sensitivity) bool {
	for _, x := range Kinds {
		if x == k {
			return true
		}
	}
	return false
}

// AddTopic adds examples of a topic: a flow's, an article's or a lead's. An
// example that is there already is left alone.
func (p *Phrases) AddTopic(lang, topic string, examples []string) {
	if p.Languages == nil {
		p.Languages = map[string]LanguagePhrases{}
	}
	have := map[string]bool{}
	for _, ph := range p.Languages[lang].Topics[topic] {
		have[ph.Text] = true
	}
	for _, e := range examples {
		e = strings.TrimSpace(e)
		if e == "" || have[e] {
			continue
		}
		have[e] = true
		_ = p.add(lang, "topic:"+topic, Phrase{Text: e, Family: "added"}) // the label is always known
	}
	p.Version = p.digest()
}

// hold marks every fifth family of each list.
func (l LanguagePhrases) hold() {
	l.each(func(_ string, list []Phrase) {
		n, last := -1, "\x00"
		seen := map[string]int{}
		for i := range list {
			if list[i].Family != last {
				last = list[i].Family
				if k, ok := seen[last]; ok {
					list[i].Held = k%5 == 3
					continue
				}
				n++
				seen[last] = n
			}
			list[i].Held = seen[last]%5 == 3
		}
	})
}

// each visits every list with its label, in a fixed order.
func (l LanguagePhrases) each(visit func(label string, list []Phrase)) {
	visit("human", l.Human)
	for _, k := range Kinds {
		visit(string(k), l.Sensitivities[k])
	}
	for _, t := range sortedKeys(l.Topics) {
		visit("topic:"+t, l.Topics[t])
	}
	visit("negatives", l.Negatives)
	visit("other", l.Other)
	visit("talk", l.Talk)
	visit("plain", l.Plain)
}

// Split parts the examples into those for training and those held out.
func (p Phrases) Split() (train, held Phrases) {
	train.Languages, held.Languages = map[string]LanguagePhrases{}, map[string]LanguagePhrases{}
	for _, lang := range sortedKeys(p.Languages) {
		p.Languages[lang].each(func(label string, list []Phrase) {
			for _, ph := range list {
				if ph.Held {
					_ = held.add(lang, label, ph) // the label was parsed before
				} else {
					_ = train.add(lang, label, ph)
				}
			}
		})
	}
	train.Version, held.Version = train.digest(), held.digest()
	return train, held
}

func (p Phrases) digest() string {
	h := sha256.New()
	for _, lang := range sortedKeys(p.Languages) {
		p.Languages[lang].each(func(label string, list []Phrase) {
			for _, ph := range list {
				fmt.Fprintf(h, "%s\x00%s\x00%s\x00%v\n", lang, label, ph.Text, ph.Also)
			}
		})
	}
	return "p-" + hex.EncodeToString(h.Sum(nil)[:6])
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
