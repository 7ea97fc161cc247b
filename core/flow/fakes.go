package flow

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Fakes plays the company's system in a flow's own tests. What a tool answers
// stands in the test's given:
//
//	list_invoices: {invoices: [...]}                 the answer
//	quote_extension: {sequence: [{...}, {...}]}      one answer a call, the last again and again
//	quote_extension: {error: not_allowed}            a refusal
//	extend_due_date: {timeout_then_replay: true, result: {...}}
//	                                                 acts, then times out; the same key gives the result
//
// A text "{{date}}" in an answer is filled with the call's argument date. The
// same key twice is one effect, as in the real bank.
type Fakes struct {
	Calls   []string       // tools in the order called, repeats with one key once
	Effects map[string]int // tool -> changes made

	given Given
	count map[string]int
	kept  map[string]json.RawMessage
}

// NewFakes prepares the tools of one test.
func NewFakes(g Given) *Fakes {
	return &Fakes{Effects: map[string]int{}, given: g, count: map[string]int{}, kept: map[string]json.RawMessage{}}
}

// Call answers a look (key "") or an act. The code "timeout" means that the
// caller does not know whether it happened, and should send the same key again.
func (f *Fakes) Call(tool string, args map[string]any, key string) ToolResult {
	r := ToolResult{ID: CallID(tool, args), Tool: tool, Args: args}
	if data, again := f.kept[key]; again && key != "" {
		r.Data = data
		return r
	}
	f.Calls = append(f.Calls, tool)
	v, control := f.answer(tool)
	if code, ok := control["error"].(string); ok {
		r.Error = code
		return r
	}
	if v == nil {
		r.Error = "not_given"
		return r
	}
	r.Data = canonical(fillArgs(v, args))
	if key != "" {
		f.kept[key] = r.Data
		f.Effects[tool]++
	}
	if control["timeout_then_replay"] == true {
		r.Data, r.Error = nil, "timeout"
	}
	return r
}

func (f *Fakes) answer(tool string) (answer any, control map[string]any) {
	raw, ok := f.given.Tools[tool]
	if !ok {
		return nil, nil
	}
	v, err := decode(raw)
	if err != nil {
		return nil, nil
	}
	control, _ = v.(map[string]any)
	if list, ok := control["sequence"].([]any); ok && len(list) > 0 {
		i := min(f.count[tool], len(list)-1)
		f.count[tool]++
		v = list[i]
		control, _ = v.(map[string]any)
	}
	if control["timeout_then_replay"] == true {
		return control["result"], control
	}
	return v, control
}

// fillArgs replaces "{{name}}" by the call's argument of that name.
func fillArgs(v any, args map[string]any) any {
	switch v := v.(type) {
	case string:
		for name, a := range args {
			v = strings.ReplaceAll(v, "{{"+name+"}}", fmt.Sprint(a))
		}
		return v
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = fillArgs(v[i], args)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for k := range v {
			out[k] = fillArgs(v[k], args)
		}
		return out
	}
	return v
}
