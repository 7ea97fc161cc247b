// Package practice plays a scripted customer with somebody who wants to become
// an expert, and scores what they did. It is a room of its own beside
// core/quality: quality measures real conversations and governs nothing, while
// a practice decides together with a lead who meets customers at all.
//
// Everything here is pure. What the trainee wrote comes in as a reading
// (core/understanding), the time as a value, and the same turns give the same
// answers and the same marks each time.
package practice

import (
	"time"

	"samtal/core/understanding"
)

// Text is a text by language.
type Text map[string]string

// Lists are phrases by language, as Find takes them.
type Lists map[string][]string

// End is how the trainee ends the conversation.
type End string

// The ends. Left is the customer's own: they gave up.
const (
	Open      End = ""
	Settled   End = "settled"
	Colleague End = "colleague" // handed to a colleague who has the skill
	Waits     End = "waits"     // a dated decision in writing: the promise stays open, and that is right
	Left      End = "left"
)

// Ends lists what a trainee may end with.
var Ends = []End{Settled, Colleague, Waits}

// Customer is one scripted customer: who they are, what they want, what they
// know, and how they answer.
type Customer struct {
	ID, Topic string
	Level     int // of skill that the matter asks for, 1 to 3
	Title     Text
	Name      Text
	Goal      Text // what they want; shown to the trainee when it is over
	Opening   Text
	Mood      understanding.Mood
	Facts     []Fact
	Acts      []Act
	Reactions []Reaction
	Says      Says // their own lines; an empty one is the pack's
	Patience  int  // answers without progress before they leave
	Right     Right
	Good      []Step // how it is done well: shown afterwards, and played by the check
}

// Fact is something that the customer knows. Known ones are on the trainee's
// desk from the start: to ask for one is to make the customer repeat it (P6).
type Fact struct {
	ID           string
	Label, Value Text
	Known        bool
	Ask          Lists // how somebody asks for it
	Answer       Text
}

// Act is a tool that the trainee may use here, and what it shows.
type Act struct {
	Tool   string
	Shows  Text
	Claims Lists // words that say it was done
}

// When is what a reaction waits for. All that is set must hold.
type When struct {
	Act     string
	Topic   string // the reading finds it likely
	Asked   string // a fact
	Promise bool   // a time was promised
	Warm    bool
}

// Reaction is what the customer says to something, once.
type Reaction struct {
	When When
	Say  Text
	Mood understanding.Mood // "" stays as it is
}

// Says are the lines for what any customer may meet.
type Says struct {
	Again, Harsh, Promise, Bye, Left Text
	Otherwise                        []Text
}

// Right is what a good expert does in this matter.
type Right struct {
	Acts    []string
	Never   []string // acts that harm here
	End     End
	Promise bool          // the customer must be told by when
	Within  time.Duration // and no later than so long from then; 0 is no bound
	Comfort bool          // somebody in trouble is met with a word about it first
}

// Step is one turn of the way it is done well.
type Step struct {
	Say    Text
	Act    string
	BackBy time.Duration // promised from then; 0 is no promise
	Wait   time.Duration // since the turn before; 0 is half a minute
	End    End
}

// Cues are the words by which a turn is judged beside its reading. They are
// the pack's, by language.
type Cues struct {
	Warm, Harsh     Lists
	Asking, Promise Lists
	Spans           Lists // units of time: "24 hours" after a promise is a time
	Says            Says
}

// fact returns one by id, or nil.
func (c Customer) fact(id string) *Fact {
	for i := range c.Facts {
		if c.Facts[i].ID == id {
			return &c.Facts[i]
		}
	}
	return nil
}

// Act returns what the trainee may use, or nil.
func (c Customer) Act(tool string) *Act {
	for i := range c.Acts {
		if c.Acts[i].Tool == tool {
			return &c.Acts[i]
		}
	}
	return nil
}
