package assistant_test

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"strings"
	"testing"

	"samtal/assistant"
	"samtal/content"
	"samtal/core/conversation"
	"samtal/core/flow"
	"samtal/core/identity"
	"samtal/service/desk"
)

// strict is a house whose tool table knows better than the flows.
type strict struct {
	desk.House
	class identity.Class
}

func (s strict) Tool(name string) (identity.Tool, bool) {
	t, ok := s.House.Tool(name)
	t.Class = s.class
	return t, ok
}

// counted counts calls.
type counted struct {
	desk.Tools
	n int
}

func (c *counted) Call(ctx context.Context, tool string, args map[string]any) (json.RawMessage, error) {
	c.n++
	return c.Tools.Call(ctx, tool, args)
}

// Whatever a flow says of a tool, the table decides: a draft that would act
// calls nobody, and a person takes over.
func TestADraftCallsOnlyWhatTheTableCallsALook(t *testing.T) {
	p := loaded(t)
	for _, class := range []identity.Class{identity.Act, identity.Move, identity.Protect, ""} {
		tools := &counted{Tools: system}
		e := assistant.New(assistant.Options{House: strict{p, class}, Flows: p, Articles: p, Tools: tools})
		d, err := e.Draft(context.Background(), brief(t, "en", "refund", "where is my refund?"))
		if err != nil || tools.n != 0 || d.Human == "" {
			t.Errorf("%q: called %d times: %+v %v", class, tools.n, d, err)
		}
	}
}

// only are flows of which there is one edition.
type only struct{ *flow.Catalogue }

func (o only) Edition(context.Context, string) (*flow.Catalogue, string, error) {
	return o.Catalogue, "", nil
}

// patched is the shipped catalogue with one text changed, unchecked by lint.
func patched(t *testing.T, file, old, new string) assistant.Flows {
	t.Helper()
	load := func(dir string) (out []*flow.Flow) {
		names, err := fs.Glob(content.FS, dir+"/*.yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			body, err := fs.ReadFile(content.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			text := string(body)
			if name == file {
				if !strings.Contains(text, old) {
					t.Fatalf("%s does not hold %q", file, old)
				}
				text = strings.Replace(text, old, new, 1)
			}
			flows, faults := flow.Parse(name, []byte(text))
			if len(faults) > 0 {
				t.Fatal(faults)
			}
			out = append(out, flows...)
		}
		return out
	}
	var table []identity.Tool
	for _, info := range loaded(t).Tools() {
		table = append(table, info.Tool)
	}
	return only{flow.NewCatalogue(load("flows"), load("patterns"), table)}
}

// A figure that slipped past everybody into a text is caught before it leaves.
func TestAFigureWithoutASourceIsNotGrounded(t *testing.T) {
	p := loaded(t)
	for _, c := range []struct{ file, old, new, topic, text string }{
		{"patterns/talk.yaml", "Hello! What can I help you with?", "Hello! You have 500 kr to spend.", "", "hello"},
		{"patterns/talk.yaml", "Hello! What can I help you with?", "Hello! See https://pay.example/now.", "", "hello"},
		{"flows/where_is_my_refund.yaml", "It should be with you by {{refund.expected_on}}.", "It should be with you by {{refund.expected_on}}, at the latest on 30 December.", "refund", "where is my refund?"},
	} {
		e := assistant.New(assistant.Options{House: p, Flows: patched(t, c.file, c.old, c.new), Articles: p, Tools: system})
		d, err := e.Draft(context.Background(), brief(t, "en", c.topic, c.text))
		if err != nil || d.Grounded || !strings.Contains(d.Why, "ungrounded") {
			t.Errorf("%q left unseen: %+v %v", c.new, d, err)
		}
	}
}

// A card that shows a figure no tool returned is caught too.
func TestCardsAreHeldAgainstTheTools(t *testing.T) {
	p := loaded(t)
	e := assistant.New(assistant.Options{House: p, Articles: p, Tools: system,
		Flows: patched(t, "flows/extend_due_date.yaml", `show: {en: "{{item.merchant}}, {{item.amount}}, due {{item.due_date}}"`, `show: {en: "{{item.merchant}}, 7 kr off, due {{item.due_date}}"`)})
	d, err := e.Draft(context.Background(), brief(t, "en", "payment_extension", "I need more time"))
	if err != nil || d.Grounded {
		t.Errorf("%+v %v", d, err)
	}
}

// Also where no flow carries the matter the customer hears who holds the other.
func TestOthersAreNamedBesideArticles(t *testing.T) {
	b := brief(t, "en", "fee", "what does a reminder cost?")
	b.Customer, b.Level = "", identity.Visitor // the flow about fees needs an account: the article answers
	b.Others = []desk.Other{{Topic: "complaint", Holder: conversation.Line}}
	d, err := embedded(t, system).Draft(context.Background(), b)
	if err != nil || len(d.Messages) < 2 || !strings.Contains(d.Messages[0].Text, "Complaint") {
		t.Errorf("%+v %v", d, err)
	}
}

// gone are flows of which those of before were lost.
type gone struct{ assistant.Flows }

func (g gone) Edition(ctx context.Context, digest string) (*flow.Catalogue, string, error) {
	if digest != "" {
		return nil, "", errors.New("lost")
	}
	return g.Flows.Edition(ctx, digest)
}

// In the middle of a flow that can't be found again nothing else is answered
// in its place: a person comes.
func TestAFlowThatIsLostBringsAPerson(t *testing.T) {
	p := loaded(t)
	e := assistant.New(assistant.Options{House: p, Flows: p, Articles: p, Tools: system})
	b := brief(t, "en", "payment_extension", "I need more time to pay")
	d, err := e.Draft(context.Background(), b)
	if err != nil || d.Flow == nil || d.Flow.Edition == "" || d.Human != "" {
		t.Fatalf("%+v %v", d, err)
	}
	at := *d.Flow
	at.Edition = "before"
	b.Matter.Flow, b.Memory = &at, d.Memory
	e = assistant.New(assistant.Options{House: p, Flows: gone{p}, Articles: p, Tools: system})
	d, err = e.Draft(context.Background(), b)
	if err != nil || d.Human != "payment_extension" || len(d.Messages) == 0 || d.Flow.Edition == "before" {
		t.Errorf("%+v %v", d, err)
	}
}
