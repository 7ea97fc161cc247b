package practice

import (
	"slices"
	"strings"
	"time"

	"samtal/core/understanding"
)

// Run is one practice under way. It is plain data: whoever closes the phone
// goes on from where it stands.
type Run struct {
	Customer string             `json:"customer"`
	Language string             `json:"language"`
	Began    time.Time          `json:"began"`
	Mood     understanding.Mood `json:"mood"`
	Known    []string           `json:"known,omitempty"`
	Fired    []int              `json:"fired,omitempty"` // reactions that were said
	Stuck    int                `json:"stuck,omitempty"` // answers without progress in a row
	Turns    []Turn             `json:"turns,omitempty"`
	Ended    End                `json:"ended,omitempty"`
}

// Turn is what was said and how the customer took it.
type Turn struct {
	Said  Said               `json:"said"`
	Heard Heard              `json:"heard"`
	Shows string             `json:"shows,omitempty"` // what the act showed
	Reply string             `json:"reply"`
	Mood  understanding.Mood `json:"mood"`
}

// Begin opens the conversation; the customer has written the opening.
func (c Customer) Begin(language string, now time.Time) Run {
	return Run{Customer: c.ID, Language: language, Began: now, Mood: c.Mood}
}

// defaultPatience is how many answers without progress a customer takes.
const defaultPatience = 4

// Take plays one turn. A run that is over takes nothing more.
func (c Customer) Take(cues Cues, r Run, said Said, reading understanding.Reading) Run {
	if r.Ended != Open {
		return r
	}
	h := c.Hear(cues, r.Language, said, reading, r.Known)
	t := Turn{Said: said, Heard: h}
	var parts []string
	say := func(own, shared Text) {
		if s := own[r.Language]; s != "" {
			parts = append(parts, s)
		} else if s := shared[r.Language]; s != "" {
			parts = append(parts, s)
		}
	}
	switch {
	case h.Harsh:
		say(c.Says.Harsh, cues.Says.Harsh)
		r.Mood = worse(r.Mood)
	case len(h.Again) > 0:
		say(c.Says.Again, cues.Says.Again)
		r.Mood = worse(r.Mood)
	}
	progress := false
	if a := c.Act(said.Act); a != nil {
		t.Shows = a.Shows[r.Language]
		progress = true
	}
	for _, id := range h.Asked {
		if f := c.fact(id); f != nil && !f.Known && !slices.Contains(r.Known, id) {
			r.Known = append(slices.Clone(r.Known), id)
			say(f.Answer, nil)
			progress = true
		}
	}
	for i, re := range c.Reactions {
		if !slices.Contains(r.Fired, i) && re.When.holds(said, h) {
			r.Fired = append(slices.Clone(r.Fired), i)
			say(re.Say, nil)
			if re.Mood != "" && !h.Harsh && len(h.Again) == 0 {
				r.Mood = re.Mood
			}
			progress = true
			break
		}
	}
	if !progress && h.Promise && len(parts) == 0 {
		say(c.Says.Promise, cues.Says.Promise)
		progress = true
	}
	if r.Stuck++; progress {
		r.Stuck = 0
	}
	switch patience := c.patience(); {
	case said.End != Open:
		r.Ended = said.End
		if len(parts) == 0 {
			say(c.Says.Bye, cues.Says.Bye)
		}
	case r.Stuck >= patience || h.Harsh && r.Mood == understanding.Angry && harshes(r.Turns) > 0:
		r.Ended = Left
		say(c.Says.Left, cues.Says.Left)
	case len(parts) == 0:
		list := c.Says.Otherwise
		if len(list) == 0 {
			list = cues.Says.Otherwise
		}
		if len(list) > 0 {
			say(list[(max(r.Stuck, 1)-1)%len(list)], nil)
		}
	}
	t.Reply, t.Mood = strings.Join(parts, " "), r.Mood
	r.Turns = append(slices.Clone(r.Turns), t)
	return r
}

func (c Customer) patience() int {
	if c.Patience > 0 {
		return c.Patience
	}
	return defaultPatience
}

func harshes(turns []Turn) (n int) {
	for _, t := range turns {
		if t.Heard.Harsh {
			n++
		}
	}
	return n
}

func (w When) holds(said Said, h Heard) bool {
	switch {
	case w == When{}:
		return false
	case w.Act != "" && w.Act != said.Act,
		w.Topic != "" && !slices.Contains(h.Topics, w.Topic),
		w.Asked != "" && !slices.Contains(h.Asked, w.Asked),
		w.Promise && !h.Promise, w.Warm && !h.Warm:
		return false
	}
	return true
}

// moods, from best to worst.
var moods = []understanding.Mood{understanding.Calm, understanding.Worried, understanding.Upset, understanding.Angry}

func worse(m understanding.Mood) understanding.Mood {
	return moods[min(max(slices.Index(moods, m), 0)+1, len(moods)-1)]
}

// stepTime is how long a step of the good way takes when it does not say.
const stepTime = 30 * time.Second

// Play plays the good way from its start.
func (c Customer) Play(cues Cues, language string, start time.Time, read func(text string) understanding.Reading) Run {
	return c.PlaySteps(cues, language, start, c.Good, read)
}

// PlaySteps plays any way, one step after the other.
func (c Customer) PlaySteps(cues Cues, language string, start time.Time, steps []Step, read func(text string) understanding.Reading) Run {
	r, now := c.Begin(language, start), start
	for _, s := range steps {
		wait := s.Wait
		if wait == 0 {
			wait = stepTime
		}
		now = now.Add(wait)
		said := Said{Text: s.Say[language], Act: s.Act, End: s.End, At: now}
		if s.BackBy > 0 {
			said.BackBy = now.Add(s.BackBy)
		}
		r = c.Take(cues, r, said, read(said.Text))
	}
	return r
}
