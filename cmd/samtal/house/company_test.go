package house

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"samtal/service/desk"
)

type tools func(tool string) error

func (f tools) Call(_ context.Context, tool string, _ map[string]any) (json.RawMessage, error) {
	return nil, f(tool)
}

// Whoever runs the house sees which calls the company refused, lost or failed.
func TestCallsOfTheCompanyAreCounted(t *testing.T) {
	ends := map[string]error{"answered": nil, "refused": &desk.ToolError{Code: "limit"}, "unknown": fmt.Errorf("gone: %w", desk.ErrUnknown), "failed": errors.New("down")}
	metrics := prometheus.NewRegistry()
	c := count(tools(func(tool string) error { return ends[tool] }), metrics)
	for tool, want := range ends {
		if _, err := c.Call(t.Context(), tool, nil); !errors.Is(err, want) {
			t.Errorf("%s: %v", tool, err)
		}
	}
	families, err := metrics.Gather()
	if err != nil || len(families) != 1 || len(families[0].Metric) != len(ends) {
		t.Fatalf("%v %v", families, err)
	}
	for _, m := range families[0].Metric {
		if l := m.Label; l[0].GetValue() != l[1].GetValue() || m.Counter.GetValue() != 1 {
			t.Errorf("%v", m)
		}
	}
}
