package house

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"samtal/edge/bank"
	"samtal/edge/mcp"
	"samtal/service/desk"
)

// Company is the company's system behind MCP, as the desk sees it.
type Company struct{ Client *mcp.Client }

// Call implements desk.Tools.
func (c Company) Call(ctx context.Context, tool string, args map[string]any) (json.RawMessage, error) {
	out, err := c.Client.Call(ctx, tool, args)
	var refused *mcp.ToolError
	switch {
	case errors.As(err, &refused):
		return nil, &desk.ToolError{Code: refused.Code, Message: refused.Message}
	case errors.Is(err, mcp.ErrUnknown):
		return nil, fmt.Errorf("%w: %w", desk.ErrUnknown, err)
	}
	return out, err
}

// Inside is the demo company in this process, for virtual time.
type Inside struct{ Bank *bank.Bank }

// Call implements desk.Tools.
func (i Inside) Call(ctx context.Context, tool string, args map[string]any) (json.RawMessage, error) {
	raw, err := json.Marshal(args)
	if err != nil {
		return nil, err
	}
	out, err := i.Bank.Call(ctx, tool, raw)
	var refused *bank.Refusal
	if errors.As(err, &refused) {
		return nil, &desk.ToolError{Code: refused.Code, Message: refused.Message}
	}
	return out, err
}

// NoCompany stands where no system was named: nothing can be looked up or
// done, so people settle everything.
type NoCompany struct{}

// Call implements desk.Tools.
func (NoCompany) Call(context.Context, string, map[string]any) (json.RawMessage, error) {
	return nil, errors.New("no system of the company was named")
}
