package assistant

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"regexp"
	"time"

	"samtal/core/flow"
	"samtal/core/identity"
	"samtal/service/desk"
)

// lookTime is how long one look-up may take. Two of them leave time to say
// something before the customer's 20 seconds are over.
const lookTime = 8 * time.Second

var digits = regexp.MustCompile(`^[0-9]{1,15}$`)

// look makes one look-up. Only tools of class look can be reached from a draft;
// who the customer is comes from the sign-in, never from a flow or a text.
func (t *turn) look(c flow.Call) flow.ToolResult {
	r := flow.ToolResult{ID: c.ID, Tool: c.Tool}
	if t.quick { // whatever asked for it, a quick draft waits for nobody
		t.needs = true
		return r
	}
	tool, ok := t.House.Tool(c.Tool)
	if !ok || tool.Class != identity.Look {
		t.Log.Error("a flow asked a draft to act", "tool", c.Tool)
		r.Error = "not_a_look"
		return r
	}
	if tool.Needs > identity.Visitor && !t.signedIn() {
		r.Error = "sign_in_needed"
		return r
	}
	args := maps.Clone(c.Args)
	if args == nil {
		args = map[string]any{}
	}
	delete(args, "key")
	delete(args, "customer")
	if t.b.Customer != "" {
		args["customer"] = t.b.Customer
	}
	args["language"] = t.lang
	for _, a := range tool.Args { // a chosen "6" is the number 6 to the company's system
		if s, ok := args[a.Name].(string); ok && a.Type == "number" && digits.MatchString(s) {
			args[a.Name] = json.Number(s)
		}
	}
	ctx, cancel := context.WithTimeout(t.ctx, lookTime)
	defer cancel()
	data, err := t.Tools.Call(ctx, c.Tool, args)
	t.looked = true
	var refused *desk.ToolError
	switch {
	case err == nil:
		r.Data = data
		t.results = append(t.results, data)
	case errors.As(err, &refused):
		r.Error = refused.Code
	case errors.Is(err, context.DeadlineExceeded):
		r.Error = "timeout"
	default:
		r.Error = "down"
	}
	if r.Error != "" {
		t.because("look " + c.Tool + " " + r.Error)
		t.Log.Warn("a look-up failed", "conversation", t.b.Conversation, "tool", c.Tool, "code", r.Error)
		return r
	}
	t.because("look " + c.Tool)
	return r
}
