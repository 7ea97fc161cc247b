// Package identity says who somebody is and what they may do.
package identity

// Level is how surely a customer is known.
type Level int

// The levels, weakest first. Code means a one-time code was checked for the
// very act at hand; it is never a lasting state.
const (
	Visitor  Level = iota // may talk, ask for a person and read articles
	SignedIn              // signed in by the company's own site
	Code                  // a second factor bound to the act (PSD2 RTS art. 5)
)

func (l Level) String() string { return [...]string{"visitor", "signed_in", "code"}[l] }

// ParseLevel reads a level as written in content/tools.yaml.
func ParseLevel(s string) (Level, bool) {
	for l := Visitor; l <= Code; l++ {
		if l.String() == s {
			return l, true
		}
	}
	return 0, false
}

// Role is what a signed-in caller is.
type Role string

// The roles.
const (
	Customer Role = "customer"
	Expert   Role = "expert"
	Lead     Role = "lead"
	// Applicant is on the way to becoming an expert. ID is the application's;
	// nothing but that is theirs.
	Applicant Role = "applicant"
)

// Class says what a tool can do to the world.
type Class string

// The classes: look reads; protect is reversible and protective; act changes
// something and needs consent; move moves money and needs consent and a code.
const (
	Look    Class = "look"
	Protect Class = "protect"
	Act     Class = "act"
	Move    Class = "move"
)

// Tool is one row of the tool table (content/tools.yaml): what the company's
// system offers, how strong it is, and how surely the customer must be known.
type Tool struct {
	Name  string            `yaml:"name" json:"name"`
	Class Class             `yaml:"class" json:"class"`
	Needs Level             `yaml:"-" json:"-"`
	Title map[string]string `yaml:"title" json:"title"` // per language, for expert and customer
	Args  []Arg             `yaml:"args" json:"args"`   // what a flow or an expert fills in
	By    Role              `yaml:"by" json:"by"`       // Expert: only a person may propose it; "": the assistant too
}

// Arg is one argument of a tool. Types: text, number, reference, date, money, choice.
type Arg struct {
	Name    string   `yaml:"name" json:"name"`
	Type    string   `yaml:"type" json:"type"`
	Choices []string `yaml:"choices" json:"choices,omitempty"` // what a choice may be
	From    string   `yaml:"from" json:"from,omitempty"`       // the look whose answer lists what may be referred to
}

// Who is a verified caller. ID is the company's own id of a customer, or
// Samtal's id of an expert or lead; it is empty for a visitor.
type Who struct {
	Role    Role
	ID      string
	Name    string
	Level   Level
	Visitor string // the conversation that a visitor's token opens
}
