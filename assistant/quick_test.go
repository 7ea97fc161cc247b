package assistant_test

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"testing"
)

// never fails the test when a tool is asked.
type never struct{ t *testing.T }

func (n never) Call(_ context.Context, tool string, _ map[string]any) (json.RawMessage, error) {
	n.t.Errorf("a quick draft asked %s", tool)
	return nil, errors.New("asked")
}

// A quick draft is made under the conversation's lock, before the customer's
// word is stored: it never asks the company's systems, also not for what else
// stands in the message, and what it says is what Draft says.
func TestAQuickDraftAsksNobody(t *testing.T) {
	quick, whole := embedded(t, never{t}), embedded(t, system)
	for _, c := range []struct {
		topic, text string
		can         bool
	}{
		{"", "hello", true},
		{"", "what is an e-invoice", true},
		{"", "blorp", true},
		{"payment_extension", "I need more time to pay", false},
		{"refund", "where is my refund", false},
		{"invoice_copy", "I need a copy of an invoice, and where is my refund", false},
	} {
		b := brief(t, "en", c.topic, c.text)
		got, ok := quick.Quick(context.Background(), b)
		if ok != c.can {
			t.Errorf("%q: quick is %v", c.text, ok)
		}
		if !ok {
			continue
		}
		want, err := whole.Draft(context.Background(), b)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %v\n got %+v\nwant %+v", c.text, err, got, want)
		}
	}
}
