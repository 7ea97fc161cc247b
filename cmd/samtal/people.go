package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"samtal/core/identity"
	"samtal/service/desk"
	"samtal/service/dispatch"
)

// person is somebody who answers, as people.json in the data folder keeps
// them. A company writes the file itself; the demo seeds one.
type person struct {
	ID        string         `json:"id"`
	Name      string         `json:"name"` // the working name that customers see
	Role      identity.Role  `json:"role"`
	Languages []string       `json:"languages"`
	Skills    map[string]int `json:"skills"` // topic -> level; "*" is any topic
	Capacity  int            `json:"capacity"`
	Simulated bool           `json:"simulated,omitempty"`
	// Own and Household are customers that this person may never have.
	Own       []string `json:"own_accounts,omitempty"`
	Household []string `json:"household_accounts,omitempty"`
}

const peopleFile = "people.json"

func readPeople(dir string) ([]person, error) {
	raw, err := os.ReadFile(filepath.Join(dir, peopleFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var list []person
	if err := json.Unmarshal(raw, &list); err != nil {
		return nil, fmt.Errorf("%s: %w", peopleFile, err)
	}
	seen := map[string]bool{}
	for i := range list {
		p := &list[i]
		if p.Role == "" {
			p.Role = identity.Expert
		}
		if p.Capacity == 0 {
			p.Capacity = capacity
		}
		if p.ID == "" || seen[p.ID] || p.Role != identity.Expert && p.Role != identity.Lead {
			return nil, fmt.Errorf("%s: entry %d needs an id of its own and the role expert or lead", peopleFile, i+1)
		}
		seen[p.ID] = true
	}
	return list, nil
}

// writePeople replaces the file in one step.
func writePeople(dir string, list []person) error {
	raw, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return err
	}
	path := filepath.Join(dir, peopleFile)
	if err := os.WriteFile(path+".new", append(raw, '\n'), 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// enlisted is what the record keeps of people.
type enlisted interface {
	dispatch.Experts
	desk.Ties
	Now() time.Time
}

// keepApart writes down whose accounts somebody may never have.
func keepApart(ctx context.Context, record enlisted, p person) error {
	for kind, customers := range map[string][]string{desk.TieOwn: p.Own, desk.TieHousehold: p.Household} {
		for _, c := range customers {
			if err := record.PutTie(ctx, desk.Tie{Expert: p.ID, Customer: c, Kind: kind, At: record.Now()}); err != nil {
				return err
			}
		}
	}
	return nil
}

// enlist brings people into the record. Who is online stays online: a restart
// sends nobody home.
func enlist(ctx context.Context, record enlisted, list []person) error {
	for _, p := range list {
		if err := keepApart(ctx, record, p); err != nil {
			return err
		}
		e, err := record.Expert(ctx, p.ID)
		if err != nil && !errors.Is(err, desk.ErrMissing) {
			return err
		}
		was := e
		e.ID, e.Name, e.Role, e.Languages, e.Skills, e.Capacity, e.Simulated = p.ID, p.Name, string(p.Role), p.Languages, p.Skills, p.Capacity, p.Simulated
		if err == nil && same(was, e) {
			continue
		}
		if err := record.PutExpert(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

func same(a, b dispatch.Expert) bool {
	x, _ := json.Marshal(a) // plain values always marshal
	y, _ := json.Marshal(b)
	return slices.Equal(x, y)
}
