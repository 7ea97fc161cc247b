package simulate

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/service/desk"
	"samtal/service/dispatch"
)

// stage is a desk and dispatch with one customer, whose every answer is known.
type stage struct {
	now      time.Time
	since    time.Time // the place was taken
	offer    *dispatch.OfferView
	row      *desk.RowView
	messages []desk.MessageView
	facts    []desk.Fact
	notes    []string
	settled  bool
	visitor  dispatch.Member
	ids      int
}

func (s *stage) New() string { s.ids++; return strings.Repeat("i", s.ids) }
func (s *stage) Accept(context.Context, identity.Who, string) (string, error) {
	if s.offer == nil {
		return "", problem.New(problem.Conflict, "offer_gone")
	}
	s.since = s.now
	s.row = &desk.RowView{Conversation: "conv", Matter: "m1", Language: "en", Unread: true, LastAt: s.now}
	s.offer = nil
	return "conv", nil
}
func (s *stage) Held(context.Context, identity.Who) ([]desk.RowView, error) {
	if s.row == nil || s.settled {
		return nil, nil
	}
	row, wait := *s.row, int(s.now.Sub(s.since).Seconds())
	row.WaitSeconds = &wait
	return []desk.RowView{row}, nil
}
func (s *stage) Messages(context.Context, identity.Who, string, string, int) ([]desk.MessageView, error) {
	return s.messages, nil
}
func (s *stage) Staff(context.Context, identity.Who, string) (desk.StaffView, error) {
	return desk.StaffView{Customer: desk.CustomerView{Name: "Emily Carter"},
		Summary: desk.SummaryView{Matters: []desk.MatterSummary{{Matter: "m1", Topic: "fraud", Title: "A payment you don't recognise", Facts: s.facts}}}}, nil
}
func (s *stage) say(from, text string) {
	s.messages = append(s.messages, desk.MessageView{From: from, Text: text, Matter: "m1", At: s.now})
	s.row.LastAt, s.row.Unread = s.now, from == "customer"
}
func (s *stage) Reply(_ context.Context, _ identity.Who, _ string, in desk.Incoming) (desk.Receipt, error) {
	s.say("expert", in.Text)
	return desk.Receipt{}, nil
}
func (s *stage) Note(_ context.Context, _ identity.Who, _, text string) error {
	s.notes = append(s.notes, text)
	return nil
}
func (s *stage) Settle(context.Context, identity.Who, string, conversation.MatterID, string, string) (desk.View, error) {
	s.settled = true
	return desk.View{}, nil
}
func (s *stage) ExpertCame(context.Context, string) func()                 { return func() {} }
func (s *stage) Online(context.Context, identity.Who) error                { return nil }
func (s *stage) Me(context.Context, identity.Who) (dispatch.Member, error) { return s.visitor, nil }
func (s *stage) Offers(context.Context, identity.Who) ([]dispatch.OfferView, error) {
	if s.offer == nil {
		return nil, nil
	}
	return []dispatch.OfferView{*s.offer}, nil
}

func newStage() (*stage, *Experts, map[string]bool) {
	s := &stage{now: time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC), offer: &dispatch.OfferView{ID: "o1", Conversation: "conv", Matter: "m1"}}
	here := map[string]bool{}
	return s, NewExperts(ExpertsOptions{Desk: s, Dispatch: s, IDs: []string{"e-13"}, Visitor: "e-01", Here: func(e string) bool { return here[e] },
		Now: func() time.Time { return s.now }, NewID: s.New, Log: slog.New(slog.DiscardHandler)}), here
}

func (s *stage) pass(t *testing.T, e *Experts, d time.Duration) {
	t.Helper()
	for end := s.now.Add(d); s.now.Before(end); {
		s.now = s.now.Add(time.Second)
		if err := e.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestASimulatedExpertNeverSnatchesWhatTheVisitorCouldTake(t *testing.T) {
	s, e, here := newStage()
	s.visitor.Online, s.visitor.Capacity, here["e-01"] = true, 3, true
	s.pass(t, e, 25*time.Second)
	if s.row != nil {
		t.Fatal("accepted although the visitor's expert was free")
	}
	s.visitor.Conversations = 3
	s.pass(t, e, time.Second)
	if s.row == nil {
		t.Fatal("the visitor's expert has no room, and still nobody accepts")
	}
	s, e, _ = newStage()
	s.visitor.Online, s.visitor.Capacity = true, 3 // in the record, since before a restart
	s.pass(t, e, 20*time.Second)
	if s.row != nil {
		t.Fatal("accepted before a person could have looked")
	}
	s.pass(t, e, 2*time.Second)
	if s.row == nil {
		t.Fatal("nobody sits there, and still nobody accepts")
	}
}

func TestASimulatedExpertRepliesFromTheFactsNotesAndSettles(t *testing.T) {
	s, e, _ := newStage()
	s.facts = []desk.Fact{{Label: "Amount", Value: "129.99 kr"}, {Label: "Amount", Value: "129.99 kr"}, {Label: "Shop", Value: "Södermalms Gym"}}
	s.pass(t, e, 21*time.Second)
	if s.row == nil {
		t.Fatal("the offer was not taken")
	}
	s.say("customer", "somebody used my card")
	s.pass(t, e, 10*time.Second)
	first := s.messages[len(s.messages)-1]
	for _, want := range []string{"Hello Emily", "A payment you don't recognise", "Amount: 129.99 kr; Shop: Södermalms Gym.", "simulated expert"} {
		if !strings.Contains(first.Text, want) {
			t.Errorf("the reply lacks %q: %s", want, first.Text)
		}
	}
	if strings.ContainsAny(strings.ReplaceAll(first.Text, "129.99", ""), "0123456789") {
		t.Errorf("a figure that is not in the facts: %s", first.Text)
	}
	s.say("customer", "it wasn't me and I never shared the card with anybody at all")
	s.pass(t, e, 10*time.Second)
	if len(s.notes) != 1 || !strings.Contains(s.notes[0], "it wasn't me") || s.settled {
		t.Errorf("what it says it wrote down is written down: %v", s.notes)
	}
	s.say("customer", "thanks!")
	s.pass(t, e, 10*time.Second)
	if !s.settled || len(s.messages) != 6 {
		t.Errorf("settled %v after %d messages", s.settled, len(s.messages))
	}
}

func TestACustomerWhoSaysNoMoreHasTheirAnswer(t *testing.T) {
	s, e, _ := newStage()
	s.pass(t, e, 21*time.Second)
	s.say("customer", "somebody used my card")
	s.pass(t, e, 9*time.Minute)
	if s.settled || len(s.messages) != 2 {
		t.Fatalf("settled %v after %d messages", s.settled, len(s.messages))
	}
	s.pass(t, e, 2*time.Minute)
	if !s.settled {
		t.Fatal("a silent customer keeps the expert's slot for ever")
	}
}

func TestEveryLineIsInBothLanguages(t *testing.T) {
	if len(swedish.ask) != len(english.ask) {
		t.Error("a topic has words in one language only")
	}
	for topic := range english.ask {
		if swedish.ask[topic] == "" {
			t.Errorf("%q lacks Swedish", topic)
		}
	}
	for _, errand := range Errands {
		if len(scripts["sv"][errand]) == 0 || len(scripts["sv"][errand]) != len(scripts["en"][errand]) {
			t.Errorf("%s is told differently", errand)
		}
	}
}
