package shifts

import (
	"slices"
	"time"
)

// Shift is open work: so many seats, at a base pay and a bonus that is fixed
// when it is claimed. Topics are the skills that it asks for.
type Shift struct {
	ID, Market, Language string
	Topics               []string
	Span                 Span
	Seats                int
	Claims               []Claim
	Reserved             []Reserve
}

// Claim is one seat that somebody has. Released is when its owner gave it up
// too late: it stays theirs until somebody takes it.
type Claim struct {
	Expert    string
	At        time.Time
	Confirmed bool
	Released  time.Time
}

// Leave says how a seat was given up; the fairness report counts them.
type Leave string

// The ways to give a seat up.
const (
	Undone      Leave = "undone"      // within minutes of the claim
	Freed       Leave = "freed"       // long before the start
	Late        Leave = "late"        // later: theirs until somebody takes it
	Unconfirmed Leave = "unconfirmed" // nobody said that they would come
	NoShow      Leave = "no_show"     // nobody came
	Swapped     Leave = "swapped"     // a named colleague has it
)

// Gone is who lost a seat, and why.
type Gone struct {
	Expert string
	Why    Leave
}

// Reserve keeps a seat for one expert for a while.
type Reserve struct {
	Expert string
	Until  time.Time
}

// Terms are the market's terms for claims.
type Terms struct {
	Least       time.Duration // the shortest block
	Undo        time.Duration // so long after a claim it can be undone, whatever the shift's start
	FreeRelease time.Duration // so long before the start a release is free
	ConfirmFrom time.Duration // confirm between so long before the start
	ConfirmBy   time.Duration // and so long before; else the seat reopens
	NoShow      time.Duration // not checked in so long after the start: the seat reopens
	Ceiling     time.Duration // nobody books more a week than this
	CeilingFor  time.Duration // so long after a shift was published: the quick ones leave some to the others
}

// Refusal says why something could not be done; "" when it was.
type Refusal string

// The refusals.
const (
	Done       Refusal = ""
	TooShort   Refusal = "too_short"    // shorter than a block
	Over       Refusal = "over"         // the shift has begun; to take it, too little is left
	Full       Refusal = "full"         // somebody was first
	Twice      Refusal = "twice"        // a seat there already
	Overlaps   Refusal = "overlaps"     // another shift at the same time
	NotYours   Refusal = "not_yours"    // no claim of this expert
	NotTheTime Refusal = "not_the_time" // outside the hours for confirming
	StillYours Refusal = "still_yours"  // a late release: yours until somebody takes it
)

func (s Shift) claimOf(expert string) int {
	return slices.IndexFunc(s.Claims, func(c Claim) bool { return c.Expert == expert })
}

// Free counts the seats that an expert may take now: reserved seats are free
// only for whom they are kept, and a late release is free for anybody.
func (s Shift) Free(expert string, now time.Time) int {
	free := s.Seats
	for _, c := range s.Claims {
		if c.Released.IsZero() {
			free--
		}
	}
	for _, r := range s.Reserved {
		if r.Expert != expert && now.Before(r.Until) {
			free--
		}
	}
	return max(free, 0)
}

// From is what is left of the shift for who takes it now: all of it, or, when
// it has begun, from now on.
func (s Shift) From(now time.Time) Span {
	left := s.Span
	if now.After(left.Start) {
		left.Start = now
		left.Break = 0 // whoever comes late has had their rest
	}
	return left
}

// Take claims a seat, also of a shift that has begun as long as a block of it
// is left: a seat that a no-show left empty is somebody's to fill. booked are
// the expert's other shifts; whether the law and the skills allow it is asked
// before (Law.Check, the roster).
func (s Shift) Take(t Terms, expert string, booked []Span, now time.Time) (Shift, Refusal) {
	i := s.claimOf(expert)
	switch {
	case s.Span.Len() < t.Least:
		return s, TooShort
	case s.From(now).Len() < t.Least:
		return s, Over
	case i >= 0 && s.Claims[i].Released.IsZero():
		return s, Twice
	case slices.ContainsFunc(booked, func(b Span) bool { return b.meets(s.From(now).Start, s.Span.End) }):
		return s, Overlaps
	case s.Free(expert, now) == 0:
		return s, Full
	}
	s.Claims = slices.Clone(s.Claims)
	if i >= 0 { // who released late and thinks better of it has the seat again
		s.Claims[i].Released = time.Time{}
		return s, Done
	}
	if len(s.Claims) >= s.Seats { // a late release goes to who takes it, the oldest first
		s.Claims = slices.Delete(s.Claims, s.oldestReleased(), s.oldestReleased()+1)
	}
	s.Claims = append(s.Claims, Claim{Expert: expert, At: now})
	s.Reserved = slices.DeleteFunc(slices.Clone(s.Reserved), func(r Reserve) bool { return r.Expert == expert })
	return s, Done
}

func (s Shift) oldestReleased() int {
	at := -1
	for i, c := range s.Claims {
		if !c.Released.IsZero() && (at < 0 || c.Released.Before(s.Claims[at].Released)) {
			at = i
		}
	}
	return at
}

// Release gives a seat back: undone within minutes of the claim or free long
// before the start; later it stays the expert's until somebody takes it.
func (s Shift) Release(t Terms, expert string, now time.Time) (Shift, Refusal) {
	i := s.claimOf(expert)
	if i < 0 {
		return s, NotYours
	}
	undo := now.Sub(s.Claims[i].At) <= t.Undo
	if !now.Before(s.Span.Start) && !undo {
		return s, Over
	}
	s.Claims = slices.Clone(s.Claims)
	if undo || s.Span.Start.Sub(now) >= t.FreeRelease {
		s.Claims = slices.Delete(s.Claims, i, i+1)
		return s, Done
	}
	if s.Claims[i].Released.IsZero() {
		s.Claims[i].Released = now
	}
	return s, StillYours
}

// Confirm says that the expert will come.
func (s Shift) Confirm(t Terms, expert string, now time.Time) (Shift, Refusal) {
	i := s.claimOf(expert)
	left := s.Span.Start.Sub(now)
	switch {
	case i < 0:
		return s, NotYours
	case left > t.ConfirmFrom || left < t.ConfirmBy:
		return s, NotTheTime
	}
	s.Claims = slices.Clone(s.Claims)
	s.Claims[i].Confirmed = true
	return s, Done
}

// Swap hands a seat to a named colleague who agreed; their own shifts and the
// law are asked as for a claim.
func (s Shift) Swap(t Terms, from, to string, booked []Span, now time.Time) (Shift, Refusal) {
	i := s.claimOf(from)
	switch {
	case i < 0:
		return s, NotYours
	case !now.Before(s.Span.Start):
		return s, Over
	case s.claimOf(to) >= 0:
		return s, Twice
	case slices.ContainsFunc(booked, func(b Span) bool { return b.meets(s.Span.Start, s.Span.End) }):
		return s, Overlaps
	}
	s.Claims = slices.Clone(s.Claims)
	s.Claims[i] = Claim{Expert: to, At: now, Confirmed: s.Span.Start.Sub(now) < t.ConfirmBy}
	return s, Done
}

// Reopen gives back the seats of who did not confirm in time, unless they
// claimed after that, and of who did not come, counted from the start or from
// a later claim. here reports who has been there since the shift began. A shift
// that has ended is left as it was.
func (s Shift) Reopen(t Terms, now time.Time, here func(expert string) bool) (Shift, []Gone) {
	var gone []Gone
	if !now.Before(s.Span.End) {
		return s, nil
	}
	s.Claims = slices.DeleteFunc(slices.Clone(s.Claims), func(c Claim) bool {
		by := s.Span.Start.Add(-t.ConfirmBy)
		switch {
		case !c.Confirmed && c.At.Before(by) && now.After(by) && now.Before(s.Span.Start):
			gone = append(gone, Gone{c.Expert, Unconfirmed})
		case !now.Before(later(s.Span.Start, c.At).Add(t.NoShow)) && !here(c.Expert):
			gone = append(gone, Gone{c.Expert, NoShow})
		default:
			return false
		}
		return true
	})
	return s, gone
}
