package house

import (
	"context"
	"log/slog"

	"samtal/assistant"
	"samtal/core/conversation"
	"samtal/core/flow"
	"samtal/edge/store/memory"
	"samtal/service/desk"
	"samtal/service/dispatch"
	"samtal/service/tryout"
	"samtal/simulate"
)

// tryOut builds rooms for leads who try the content: the same law, assistant
// and content, a record in memory, and nobody to call.
func (h *House) tryOut(o Options) *tryout.TryOut {
	quiet := slog.New(slog.DiscardHandler)
	return tryout.New(tryout.Options{House: h.Pack, Tools: o.Company, Personas: o.TryAs, Search: h.Pack.SearchFor,
		Facts: func(run flow.Run, language, today string) []flow.Fact {
			return h.Pack.Catalogue().Facts(run, language, today)
		},
		FlowTitle: func(name string, version int, language string) string {
			if f := h.Pack.Catalogue().Flow(name, version); f != nil {
				return f.Title[language]
			}
			return ""
		},
		Room: func(tools desk.Tools, drafted func(desk.Draft)) tryout.Room {
			record := memory.Open(o.Record.Now)
			people := dispatch.New(dispatch.Options{Experts: record, Store: record, Log: quiet})
			helper := assistant.New(assistant.Options{House: h.Pack, Flows: h.Pack, Articles: h.Pack, Tools: tools, Log: quiet})
			d := desk.New(desk.Options{Store: record, House: h.Pack, Assistant: heard{helper, drafted}, Tools: tools, Feed: nobody{}, News: nobody{}, IDs: &simulate.IDs{},
				Presence: nobody{}, Dispatch: people, Estimator: h.Dispatch, People: people, Log: quiet})
			people.Serve(d)
			return tryout.Room{Desk: d, Store: record}
		}})
}

// heard tells of each draft.
type heard struct {
	desk.Assistant
	drafted func(desk.Draft)
}

// Draft implements desk.Assistant.
func (h heard) Draft(ctx context.Context, b desk.Brief) (desk.Draft, error) {
	d, err := h.Assistant.Draft(ctx, b)
	if err == nil {
		h.drafted(d)
	}
	return d, err
}

// nobody is there: no screens, no news, no feed.
type nobody struct{}

// Committed implements desk.Feed.
func (nobody) Committed(desk.Notice) {}

// CustomerHere implements desk.Presence: whoever tries is looking.
func (nobody) CustomerHere(string) bool { return true }

// ToCustomer implements desk.News.
func (nobody) ToCustomer(context.Context, string, string, string, string) error { return nil }

// ToExpert implements desk.News.
func (nobody) ToExpert(context.Context, string, string, string) error { return nil }

// ToLead implements desk.News.
func (nobody) ToLead(context.Context, string, conversation.Why) error { return nil }
