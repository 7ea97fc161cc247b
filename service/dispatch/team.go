package dispatch

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/core/routing"
	"samtal/service/desk"
)

// team is everybody who answers, at one moment. It is never changed, so that
// every decision may ask it without waiting for anybody.
type team struct {
	byID    map[string]Expert
	there   []routing.Expert // online and reachable, by id, with nothing in their hands yet
	staffed sync.Map         // [2]string{market, topic} -> bool
}

// refresh reads the experts anew. Another node may have changed them.
func (d *Dispatch) refresh(ctx context.Context) (*team, error) {
	list, err := d.Experts.Experts(ctx)
	if err != nil {
		return nil, err
	}
	t := &team{byID: make(map[string]Expert, len(list))}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, e := range list {
		t.byID[e.ID] = e
		if s := d.experts[e.ID]; e.Online && (s == nil || !s.away) {
			t.there = append(t.there, routing.Expert{ID: e.ID, Markets: e.Markets, Languages: e.Languages, Skills: e.Skills, Capacity: e.Capacity,
				Reserve: e.Simulated, IdleSince: e.OnlineSince})
		}
	}
	d.team.Store(t)
	return t, nil
}

func (d *Dispatch) known(ctx context.Context) *team {
	if t := d.team.Load(); t != nil {
		return t
	}
	t, err := d.refresh(ctx)
	if err != nil {
		d.Log.Error("the experts could not be read", "error", err.Error())
		return &team{}
	}
	return t
}

// Staffed reports whether anybody who is there may answer a topic in a market.
// Topic "" is one that nobody has a skill in by name. Every decision asks it.
func (d *Dispatch) Staffed(market, topic string) bool {
	t := d.known(context.Background())
	key := [2]string{market, topic}
	if v, ok := t.staffed.Load(key); ok {
		return v.(bool)
	}
	is := routing.Staffed(market, topic, d.topic(market, topic).Level, t.there)
	t.staffed.Store(key, is)
	return is
}

// ExpertName implements desk.People.
func (d *Dispatch) ExpertName(ctx context.Context, id string) string {
	e, ok := d.known(ctx).byID[id]
	if !ok {
		e, _ = d.Experts.Expert(ctx, id) // added since; without a name the id must do
	}
	return cmp.Or(e.Name, id)
}

// Suits implements desk.People.
func (d *Dispatch) Suits(ctx context.Context, id, market, language, topic string) bool {
	e, ok := d.known(ctx).byID[id]
	if !ok {
		var err error
		if e, err = d.Experts.Expert(ctx, id); err != nil { // added since, or nobody
			return false
		}
	}
	return routing.Expert{Markets: e.Markets, Languages: e.Languages, Skills: e.Skills}.
		Suits(routing.Waiting{Market: market, Language: language, Topic: topic, Level: d.topic(market, topic).Level})
}

// Standing implements desk.People.
func (d *Dispatch) Standing(ctx context.Context, id, topic string) desk.Standing {
	e, ok := d.known(ctx).byID[id]
	if !ok {
		e, _ = d.Experts.Expert(ctx, id) // added since; nobody has no standing
	}
	return desk.Standing{Level: max(e.Skills[topic], e.Skills[routing.Any]), Lead: e.Role == string(identity.Lead)}
}

func staffOnly(who identity.Who) error {
	if who.Role != identity.Expert && who.Role != identity.Lead {
		return problem.New(problem.Forbidden, "not_allowed")
	}
	return nil
}

// Online makes an expert one who is offered customers, until Offline: it
// survives restarts.
func (d *Dispatch) Online(ctx context.Context, who identity.Who) error {
	if err := d.setOnline(ctx, who, true); err != nil {
		return err
	}
	if err := d.back(ctx, who.ID); err != nil {
		return err
	}
	if err := d.begin(ctx, who.ID); err != nil {
		return err
	}
	_, err := d.match(ctx)
	return err
}

// Offline ends offers. What the expert has stays theirs; what is only offered
// goes to the next at once, so that nobody waits for an offer to run out.
func (d *Dispatch) Offline(ctx context.Context, who identity.Who) error {
	if err := d.setOnline(ctx, who, false); err != nil {
		return err
	}
	rows, err := d.Experts.OffersTo(ctx, who.ID)
	if err != nil {
		return err
	}
	to := d.bound()
	for _, r := range rows {
		if to == nil {
			break
		}
		if err := to.Decline(ctx, who, r.Offer); err != nil && problem.Of(err).Kind != problem.Conflict {
			return err
		}
	}
	return nil
}

func (d *Dispatch) setOnline(ctx context.Context, who identity.Who, online bool) error {
	if err := staffOnly(who); err != nil {
		return err
	}
	err := d.Experts.SetOnline(ctx, who.ID, online)
	if errors.Is(err, desk.ErrMissing) {
		return problem.New(problem.Missing, "not_found").Because(err)
	}
	if err != nil {
		return err
	}
	_, err = d.refresh(ctx)
	return err
}

// Member is one of the team with what they have.
type Member struct {
	Expert
	Conversations int
}

// Team lists everybody by id.
func (d *Dispatch) Team(ctx context.Context) ([]Member, error) {
	t, err := d.refresh(ctx)
	if err != nil {
		return nil, err
	}
	held, err := d.Experts.Held(ctx)
	if err != nil {
		return nil, err
	}
	have := map[string]map[string]bool{}
	for _, h := range held {
		if have[h.Expert] == nil {
			have[h.Expert] = map[string]bool{}
		}
		have[h.Expert][h.Conversation] = true
	}
	out := make([]Member, 0, len(t.byID))
	for _, e := range t.byID {
		out = append(out, Member{e, len(have[e.ID])})
	}
	slices.SortFunc(out, func(a, b Member) int { return strings.Compare(a.ID, b.ID) })
	return out, nil
}

// Me is one member of the team: whoever asks.
func (d *Dispatch) Me(ctx context.Context, who identity.Who) (Member, error) {
	if err := staffOnly(who); err != nil {
		return Member{}, err
	}
	e, err := d.Experts.Expert(ctx, who.ID)
	if errors.Is(err, desk.ErrMissing) {
		return Member{}, problem.New(problem.Missing, "not_found").Because(err)
	}
	if err != nil {
		return Member{}, err
	}
	rows, err := d.Store.HeldBy(ctx, who.ID)
	have := map[string]bool{}
	for _, r := range rows {
		have[r.Conversation] = true
	}
	return Member{e, len(have)}, err
}
