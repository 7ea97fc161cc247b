package house

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/prometheus/client_golang/prometheus"

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

// counted counts every call of the company's systems, by tool and by how it
// ended: who runs the house sees at once when the company is the slow part.
type counted struct {
	desk.Tools
	calls *prometheus.CounterVec
}

func count(t desk.Tools, metrics *prometheus.Registry) desk.Tools {
	calls := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "samtal_tool_calls_total", Help: "Calls of the company's systems."}, []string{"tool", "end"})
	metrics.MustRegister(calls)
	return counted{t, calls}
}

// Call implements desk.Tools.
func (c counted) Call(ctx context.Context, tool string, args map[string]any) (json.RawMessage, error) {
	out, err := c.Tools.Call(ctx, tool, args)
	end, refused := "failed", new(desk.ToolError)
	switch {
	case err == nil:
		end = "answered"
	case errors.As(err, &refused):
		end = "refused"
	case errors.Is(err, desk.ErrUnknown):
		end = "unknown"
	}
	c.calls.WithLabelValues(tool, end).Inc()
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
	return nil, errNoCompany
}

var errNoCompany = errors.New("no system of the company was named")

// owed is the company's system as the money assistant sees it: where there is
// none, nothing is owed that could be seen.
type owed struct{ desk.Tools }

// Call implements moneybox.Owed.
func (o owed) Call(ctx context.Context, tool string, args map[string]any) (json.RawMessage, error) {
	out, err := o.Tools.Call(ctx, tool, args)
	if errors.Is(err, errNoCompany) {
		return json.RawMessage(`{}`), nil
	}
	return out, err
}
