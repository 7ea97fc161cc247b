package memory

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"

	"samtal/core/admission"
	"samtal/service/desk"
	"samtal/service/people"
)

// copied is a value that shares nothing with what is kept, as a database gives it.
func copied[T any](v T) (out T, err error) {
	raw, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(raw, &out)
	}
	return out, err
}

// PutApplication implements people.Store.
func (s *Store) PutApplication(_ context.Context, k people.Kept) (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	taken := func(o people.Kept) bool { return o.ID != k.ID && o.Expert != "" && o.Expert == k.Expert }
	if s.applied[k.ID].Version != k.Version || slices.ContainsFunc(slices.Collect(maps.Values(s.applied)), taken) {
		return desk.ErrConflict
	}
	if k.Application, err = copied(k.Application); err != nil {
		return err
	}
	k.Version++
	s.applied[k.ID] = k
	return nil
}

// Application implements people.Store.
func (s *Store) Application(_ context.Context, id string) (people.Kept, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, ok := s.applied[id]
	if !ok {
		return k, desk.ErrMissing
	}
	var err error
	k.Application, err = copied(k.Application)
	return k, err
}

// ApplicationOf implements people.Store.
func (s *Store) ApplicationOf(ctx context.Context, expert string) (people.Kept, error) {
	s.mu.Lock()
	id := ""
	for _, k := range s.applied {
		if k.Expert != "" && k.Expert == expert {
			id = k.ID
		}
	}
	s.mu.Unlock()
	return s.Application(ctx, id)
}

// Applications implements people.Store.
func (s *Store) Applications(_ context.Context, state admission.State, limit int) ([]people.Kept, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := slices.DeleteFunc(slices.Collect(maps.Values(s.applied)), func(k people.Kept) bool { return state != "" && k.State != state })
	slices.SortFunc(list, func(a, b people.Kept) int {
		return cmp.Or(milli(a.ChangedAt).Compare(milli(b.ChangedAt)), cmp.Compare(a.ID, b.ID))
	})
	list = list[:min(limit, len(list))]
	for i := range list {
		var err error
		if list[i].Application, err = copied(list[i].Application); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// EraseApplication implements people.Store.
func (s *Store) EraseApplication(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.applied, id)
	maps.DeleteFunc(s.runs, func(_ string, r people.KeptRun) bool { return r.Owner == people.Owner(id) })
	return nil
}

// PutRun implements people.Store.
func (s *Store) PutRun(_ context.Context, r people.KeptRun) (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	had, there := s.runs[r.ID]
	if had.Version != r.Version || there && had.Owner != r.Owner {
		return desk.ErrConflict
	}
	if r.Run, err = copied(r.Run); err != nil {
		return err
	}
	r.At = milli(r.At)
	r.Version++
	s.runs[r.ID] = r
	return nil
}

// Run implements people.Store.
func (s *Store) Run(_ context.Context, owner, id string) (people.KeptRun, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.runs[id]
	if !ok || r.Owner != owner {
		return people.KeptRun{}, desk.ErrMissing
	}
	var err error
	r.Run, err = copied(r.Run)
	return r, err
}

// Runs implements people.Store.
func (s *Store) Runs(_ context.Context, owner string, limit int) ([]people.KeptRun, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []people.KeptRun
	for _, r := range s.runs {
		if r.Owner == owner {
			r, err := copied(r)
			if err != nil {
				return nil, err
			}
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b people.KeptRun) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.ID, a.ID)) })
	return out[:min(limit, len(out))], nil
}
