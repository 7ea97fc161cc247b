package conversation

import "time"

// Next says what comes next in an open matter: a code that screens have words for.
type Next string

// The next steps.
const (
	NextAssistant Next = "assistant_answers"
	NextPerson    Next = "person_answers" // in line: whoever is free
	NextExpert    Next = "expert_answers"
	NextCustomer  Next = "customer_answers"
	NextOthers    Next = "others_answer" // a merchant, the back office, the police
	NextTeam      Next = "team_answers"
)

// Stand is how an open matter stands: who has it, what comes next, and by when
// something must have happened. No open matter is ever without one of them; the
// zero Stand is of a closed one.
type Stand struct {
	Owner Holder
	Name  string // the expert's id, or the team's name; "" for other owners
	Next  Next
	Due   time.Time
}

// Stand tells how a matter of this conversation stands.
func (s State) Stand(m Matter) Stand {
	switch p := m.Place; {
	case m.Closed:
		return Stand{}
	case p == nil && s.Turn.Owed() && s.Turn.Matter == m.ID:
		return Stand{Owner: Assistant, Next: NextAssistant, Due: s.Turn.Due}
	case p == nil:
		return Stand{Owner: Assistant, Next: NextCustomer, Due: m.Due}
	case p.By == Line:
		return Stand{Owner: Line, Next: NextPerson, Due: p.Due}
	default:
		st := Stand{Owner: p.By, Name: p.Expert, Next: NextExpert, Due: p.Due}
		if p.By == Team {
			st.Name, st.Next = p.Team, NextTeam
		}
		switch {
		case !p.Owes:
			st.Next = NextCustomer
		case p.Others != "":
			st.Next = NextOthers
		}
		return st
	}
}
