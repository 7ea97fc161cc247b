package memory

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"samtal/core/conversation"
	"samtal/edge/store"
	"samtal/service/desk"
	"samtal/service/dispatch"
)

// Setting implements store.Settings.
func (s *Store) Setting(_ context.Context, key string) (string, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.settings[key]
	return v, ok, nil
}

// SetSetting implements store.Settings.
func (s *Store) SetSetting(_ context.Context, key, value string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settings[key] = value
	return nil
}

// edition is flows by their digest, and when a node was last known to use them.
type edition struct {
	body []byte
	seen time.Time
}

// PutEdition implements store.Editions.
func (s *Store) PutEdition(_ context.Context, digest string, body []byte) error {
	now := s.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	if e, ok := s.editions[digest]; ok {
		body = e.body
	}
	s.editions[digest] = edition{slices.Clone(body), now}
	return nil
}

// Edition implements store.Editions.
func (s *Store) Edition(_ context.Context, digest string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.editions[digest]
	if !ok {
		return nil, desk.ErrMissing
	}
	return slices.Clone(e.body), nil
}

// RetireEditions implements store.Editions.
func (s *Store) RetireEditions(_ context.Context, unseen time.Time) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	used := map[string]bool{}
	for _, k := range s.kept {
		for _, m := range k.derived.Matters {
			used[m.Edition] = true
		}
	}
	before := len(s.editions)
	maps.DeleteFunc(s.editions, func(digest string, e edition) bool { return e.seen.Before(unseen) && !used[digest] })
	return before - len(s.editions), nil
}

func own(e dispatch.Expert) dispatch.Expert {
	e.Markets, e.Languages, e.Skills, e.OnlineSince = slices.Clone(e.Markets), slices.Clone(e.Languages), maps.Clone(e.Skills), milli(e.OnlineSince)
	return e
}

// PutExpert implements dispatch.Experts.
func (s *Store) PutExpert(_ context.Context, e dispatch.Expert) error {
	if e.ID == "" || e.Role != "expert" && e.Role != "lead" {
		return fmt.Errorf("store: expert %q has role %q", e.ID, e.Role)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.experts[e.ID] = own(e)
	return nil
}

// Expert implements dispatch.Experts.
func (s *Store) Expert(_ context.Context, id string) (dispatch.Expert, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.experts[id]
	if !ok {
		return dispatch.Expert{}, desk.ErrMissing
	}
	return own(e), nil
}

// Experts implements dispatch.Experts.
func (s *Store) Experts(context.Context) ([]dispatch.Expert, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []dispatch.Expert
	for _, id := range slices.Sorted(maps.Keys(s.experts)) {
		out = append(out, own(s.experts[id]))
	}
	return out, nil
}

// SetOnline implements dispatch.Experts.
func (s *Store) SetOnline(_ context.Context, id string, online bool) error {
	now := s.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.experts[id]
	if !ok {
		return desk.ErrMissing
	}
	switch {
	case !online:
		e.OnlineSince = time.Time{}
	case e.OnlineSince.IsZero():
		e.OnlineSince = now
	}
	e.Online = online
	s.experts[id] = e
	s.stayed(id, online, now)
	return nil
}

// Held implements dispatch.Experts.
func (s *Store) Held(context.Context) ([]dispatch.Held, error) {
	rows := s.matters(func(r desk.Row) bool { return r.Holder == conversation.Expert },
		func(a, b desk.Row) int {
			return cmp.Or(cmp.Compare(a.Expert, b.Expert), cmp.Compare(a.Conversation, b.Conversation), cmp.Compare(a.Matter, b.Matter))
		})
	var out []dispatch.Held
	for _, r := range rows {
		out = append(out, dispatch.Held{Expert: r.Expert, Conversation: r.Conversation, Matter: r.Matter, Market: r.Market, Topic: r.Topic, Priority: r.Priority})
	}
	return out, nil
}

// OffersTo implements dispatch.Experts.
func (s *Store) OffersTo(_ context.Context, expert string) ([]desk.Row, error) {
	return s.matters(func(r desk.Row) bool { return r.Holder == conversation.Line && r.OfferTo != "" && r.OfferTo == expert },
		func(a, b desk.Row) int {
			return cmp.Or(a.OfferExpires.Compare(b.OfferExpires), cmp.Compare(a.Conversation, b.Conversation), cmp.Compare(a.Matter, b.Matter))
		}), nil
}

// Alone implements dispatch.Experts.
func (s *Store) Alone(_ context.Context, do func() error) (bool, error) {
	if !s.alone.TryLock() {
		return false, nil
	}
	defer s.alone.Unlock()
	return true, do()
}

// PutLetter implements store.Letters.
func (s *Store) PutLetter(_ context.Context, l store.Letter) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, sent := s.letters[l.ID]; !sent {
		l.At = milli(l.At)
		s.letters[l.ID] = l
	}
	return nil
}

// Letters implements store.Letters.
func (s *Store) Letters(_ context.Context, to string, limit int) ([]store.Letter, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := slices.DeleteFunc(slices.Collect(maps.Values(s.letters)), func(l store.Letter) bool { return to != "" && l.To != to })
	slices.SortFunc(list, func(a, b store.Letter) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.ID, a.ID)) })
	return list[:min(limit, len(list))], nil
}
