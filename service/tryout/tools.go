package tryout

import (
	"context"
	"encoding/json"
	"slices"
	"sync"

	"samtal/core/identity"
	"samtal/service/desk"
)

// Call is one call that was made, or that would have been.
type Call struct {
	Tool  string         `json:"tool"`
	Title string         `json:"title"`
	Class identity.Class `json:"class"`
	Args  map[string]any `json:"args"`
	Error string         `json:"error"` // why nothing came back; "" when something did
}

// looking lets look-ups through and nothing else. A wrong code counts with the
// company, so codes are not even checked.
type looking struct {
	to    desk.Tools
	house desk.House

	mu    sync.Mutex
	calls []Call
}

// Stopped is the code of an act that a try-out did not let through.
const Stopped = "try_out"

// Call implements desk.Tools.
func (l *looking) Call(ctx context.Context, tool string, args map[string]any) (json.RawMessage, error) {
	row, ok := l.house.Tool(tool)
	if !ok || row.Class != identity.Look || slices.ContainsFunc(row.Args, func(a identity.Arg) bool { return a.Name == "code" }) {
		l.note(row, tool, args, Stopped)
		return nil, &desk.ToolError{Code: Stopped}
	}
	data, err := l.to.Call(ctx, tool, args)
	code := ""
	if err != nil {
		code = "failed"
		if refused, is := err.(*desk.ToolError); is {
			code = refused.Code
		}
	}
	l.note(row, tool, args, code)
	return data, err
}

func (l *looking) note(row identity.Tool, tool string, args map[string]any, code string) {
	c := Call{Tool: tool, Class: row.Class, Args: map[string]any{}, Error: code}
	for _, a := range row.Args { // what the engine adds is nobody's news
		if v, ok := args[a.Name]; ok {
			c.Args[a.Name] = v
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.calls = append(l.calls, c)
}

// taken returns the calls since the last time.
func (l *looking) taken() []Call {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := l.calls
	l.calls = nil
	return out
}
