package memory

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"samtal/service/desk"
)

// PutApproval implements desk.Approvals.
func (s *Store) PutApproval(_ context.Context, a desk.Approval) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, there := s.approvals[a.ID]; there || a.ID == "" || a.Expert == "" || a.Lead == a.Expert {
		return fmt.Errorf("store: approval %q is not to be kept", a.ID)
	}
	a.AskedAt, a.Due, a.DecidedAt = milli(a.AskedAt), milli(a.Due), milli(a.DecidedAt)
	s.approvals[a.ID] = a
	return nil
}

// Approval implements desk.Approvals.
func (s *Store) Approval(_ context.Context, id string) (desk.Approval, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.approvals[id]
	if !ok {
		return a, desk.ErrMissing
	}
	return a, nil
}

// OpenApprovals implements desk.Approvals.
func (s *Store) OpenApprovals(_ context.Context, conversation string) ([]desk.Approval, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := slices.DeleteFunc(slices.Collect(maps.Values(s.approvals)), func(a desk.Approval) bool {
		return a.State != desk.ApprovalOpen || conversation != "" && a.Conversation != conversation
	})
	slices.SortFunc(list, func(a, b desk.Approval) int { return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.ID, b.ID)) })
	return list, nil
}

// Decide implements desk.Approvals.
func (s *Store) Decide(_ context.Context, id string, to desk.ApprovalState, lead string, at time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.approvals[id]
	if !ok || a.State != desk.ApprovalOpen {
		return desk.ErrConflict
	}
	if lead == a.Expert || to == desk.ApprovalGiven && lead == "" {
		return fmt.Errorf("store: approval %s is not %s's to decide", id, lead)
	}
	a.State, a.Lead, a.DecidedAt = to, lead, milli(at)
	s.approvals[id] = a
	return nil
}

// PutTie implements desk.Ties.
func (s *Store) PutTie(_ context.Context, t desk.Tie) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := [2]string{t.Customer, t.Expert}
	if _, there := s.ties[key]; !there {
		t.At = milli(t.At)
		s.ties[key] = t
	}
	return nil
}

// Tied implements desk.Ties.
func (s *Store) Tied(_ context.Context, expert, customer string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ties[[2]string{customer, expert}].Kind, nil
}

// Ties implements desk.Ties.
func (s *Store) Ties(context.Context) ([]desk.Tie, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := slices.Collect(maps.Values(s.ties))
	slices.SortFunc(list, func(a, b desk.Tie) int {
		return cmp.Or(cmp.Compare(a.Customer, b.Customer), cmp.Compare(a.Expert, b.Expert))
	})
	return list, nil
}
