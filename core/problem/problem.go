// Package problem is the one error shape: a code that programs test, a message
// key that edge/server translates, and the cause for the log.
package problem

import (
	"errors"
	"fmt"
)

// Kind groups codes by what the caller can do about them.
type Kind int

// The kinds; edge/server maps each to one HTTP status.
const (
	Internal  Kind = iota // our fault: 500
	Broken                // not even readable: 400
	Unknown               // 401: no or bad token
	Forbidden             // 403: known, but not allowed
	Missing               // 404: unknown or not yours
	Conflict              // 409: stale, lost race, same id with other text
	TooLarge              // 413
	Invalid               // 422
	TooMany               // 429
	Down                  // 503: a part that is needed does not answer
)

// Problem is an error with a stable code. Params fill the translated message.
type Problem struct {
	Kind   Kind
	Code   string // snake_case, e.g. "conversation_not_found"; also the message key
	Params map[string]string
	Cause  error
}

// New makes a Problem. Params are key, value, key, value.
func New(kind Kind, code string, params ...string) *Problem {
	p := &Problem{Kind: kind, Code: code}
	for i := 0; i+1 < len(params); i += 2 {
		if p.Params == nil {
			p.Params = map[string]string{}
		}
		p.Params[params[i]] = params[i+1]
	}
	return p
}

// Because adds the cause.
func (p *Problem) Because(err error) *Problem { q := *p; q.Cause = err; return &q }

func (p *Problem) Error() string {
	if p.Cause != nil {
		return fmt.Sprintf("%s: %v", p.Code, p.Cause)
	}
	return p.Code
}

// Unwrap returns the cause.
func (p *Problem) Unwrap() error { return p.Cause }

// Is reports whether err is a Problem with this code.
func Is(err error, code string) bool {
	var p *Problem
	return errors.As(err, &p) && p.Code == code
}

// Of returns the Problem in err, or an Internal one around it.
func Of(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return &Problem{Kind: Internal, Code: "internal", Cause: err}
}
