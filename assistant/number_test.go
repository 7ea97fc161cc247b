package assistant_test

import (
	"context"
	"encoding/json"
	"testing"

	"samtal/core/flow"
)

type planner struct{ months any }

func (p *planner) Call(_ context.Context, tool string, args map[string]any) (json.RawMessage, error) {
	if tool == "list_invoices" {
		return json.RawMessage(`{"invoices": [{"id": "123", "number": "R-77", "merchant": "Skoteket", "amount": "649.00 SEK", "state": "open"}]}`), nil
	}
	p.months = args["months"]
	return json.RawMessage(`{"id": "q", "decision": "not_by_rule", "rule": "a rule"}`), nil
}

// The dialogues found both: the buttons "3 months" were taken for an invented
// figure, and a chosen "6" went to the company as text and was refused. Nobody
// could change a plan.
func TestAPlanCanBeChosen(t *testing.T) {
	p := &planner{}
	e := embedded(t, p)
	b := brief(t, "en", "payment_plan", "I want to pay in instalments")
	d, err := e.Draft(t.Context(), b)
	if err != nil || !d.Grounded || len(d.Messages) == 0 || len(d.Messages[len(d.Messages)-1].Choices) != 4 || d.Flow.Free {
		t.Fatalf("%+v %v", d, err)
	}
	b = brief(t, "en", "payment_plan", "6 months")
	b.Memory = d.Memory
	if _, err = e.Draft(t.Context(), b); err != nil || p.months != json.Number("6") {
		t.Errorf("months %#v %v", p.months, err)
	}
}

// Whoever is asked for their own words may use any: the law must know.
func TestAnOpenTextQuestionSaysSo(t *testing.T) {
	d, err := embedded(t, &planner{}).Draft(t.Context(), brief(t, "en", "complaint", "I want to make a complaint"))
	if err != nil || d.Flow == nil || !d.Flow.Free || d.End == flow.WithPerson {
		t.Errorf("%+v %v", d, err)
	}
}
