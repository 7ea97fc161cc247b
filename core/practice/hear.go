package practice

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"samtal/core/understanding"
)

// Said is one turn of the trainee.
type Said struct {
	Text   string    `json:"text"`
	Act    string    `json:"act,omitempty"`
	BackBy time.Time `json:"back_by,omitzero"`
	End    End       `json:"end,omitempty"`
	At     time.Time `json:"at"`
}

// Heard is what the customer makes of a turn: its reading, and what the script
// knows beside it.
type Heard struct {
	Topics  []string           `json:"topics,omitempty"` // likely ones
	Move    understanding.Move `json:"move,omitempty"`
	Mood    understanding.Mood `json:"mood,omitempty"` // of the trainee's words
	Asked   []string           `json:"asked,omitempty"`
	Again   []string           `json:"again,omitempty"`  // asked, though it was given
	Claims  []string           `json:"claims,omitempty"` // acts that the words say are done
	Promise bool               `json:"promise,omitempty"`
	Warm    bool               `json:"warm,omitempty"`
	Harsh   bool               `json:"harsh,omitempty"`
}

// likely is from where on a topic counts as meant: the customer reacts to what
// a word may be about, they need not be sure.
const likely = 0.25

// Hear reads a turn. known are the facts that the trainee has been given.
func (c Customer) Hear(cues Cues, language string, said Said, r understanding.Reading, known []string) Heard {
	h := Heard{Move: r.Move, Mood: r.Mood}
	for _, t := range r.Topics {
		if t.P >= likely {
			h.Topics = append(h.Topics, t.Topic)
		}
	}
	words := split(said.Text)
	h.Warm = find(words, cues.Warm[language])
	// "I understand that you are angry" reads as anger, and is the opposite.
	h.Harsh = r.Mood == understanding.Angry && !h.Warm || find(words, cues.Harsh[language])
	h.Promise = !said.BackBy.IsZero() || find(words, cues.Promise[language]) && timed(words, cues.Spans[language], r)
	for _, sentence := range sentences(said.Text) {
		words := split(sentence)
		if !strings.HasSuffix(sentence, "?") && !find(words, cues.Asking[language]) {
			continue
		}
		for _, f := range c.Facts {
			if find(words, f.Ask[language]) && !slices.Contains(h.Asked, f.ID) {
				h.Asked = append(h.Asked, f.ID)
				if f.Known || slices.Contains(known, f.ID) {
					h.Again = append(h.Again, f.ID)
				}
			}
		}
	}
	for _, a := range c.Acts {
		if find(words, a.Claims[language]) {
			h.Claims = append(h.Claims, a.Tool)
		}
	}
	return h
}

// timed: the words name a time, a date, or a number of hours.
func timed(words, spans []string, r understanding.Reading) bool {
	for _, e := range r.Entities {
		if e.Kind == understanding.Time || e.Kind == understanding.Date {
			return true
		}
	}
	for i := 1; i < len(words); i++ {
		number := strings.IndexFunc(words[i-1], func(r rune) bool { return !unicode.IsDigit(r) }) < 0
		if number && find(words[i:i+1], spans) {
			return true
		}
	}
	return false
}

// split gives the words in small letters.
func split(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// sentences keep their last sign.
func sentences(text string) (out []string) {
	from := 0
	for i, r := range text {
		if r == '.' || r == '!' || r == '?' || r == '\n' {
			out = append(out, strings.TrimSpace(text[from:i+1]))
			from = i + 1
		}
	}
	return append(out, strings.TrimSpace(text[from:]))
}

// find reports whether one of the phrases stands among the words. A word that
// ends in * may go on.
func find(words, phrases []string) bool {
	for _, p := range phrases {
		want := strings.Fields(strings.ToLower(p))
		for at := 0; len(want) > 0 && at+len(want) <= len(words); at++ {
			if matches(words[at:at+len(want)], want) {
				return true
			}
		}
	}
	return false
}

func matches(words, want []string) bool {
	for i, w := range want {
		if stem, open := strings.CutSuffix(w, "*"); open && strings.HasPrefix(words[i], stem) {
			continue
		}
		if words[i] != w {
			return false
		}
	}
	return true
}
