package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"samtal/core/identity"
	"samtal/edge/bank"
	"samtal/edge/token"
)

// tokens prints bearer tokens of existing people.
type tokens struct {
	Data     string `help:"${f_data}" default:"./samtal-data" placeholder:"DIR"`
	Customer string `help:"${f_customer}" placeholder:"ID" xor:"who"`
	Expert   string `help:"${f_expert}" placeholder:"ID" xor:"who"`
	Lead     string `help:"${f_lead}" placeholder:"ID" xor:"who"`
	Count    int    `help:"${f_count}" default:"1" placeholder:"N"`
}

// Help shows examples.
func (tokens) Help() string {
	return "Example:\n  samtal token --customer c-0001\n  samtal token --expert any --count 3"
}

const anybody = "any"

// Run signs them in with the folder's keys; the demo may be running.
func (t tokens) Run(ctx context.Context, a *app) error {
	asked := t.Customer + t.Expert + t.Lead
	if asked == "" {
		return wrong("who_token")
	}
	if t.Count < 1 || t.Count > 1 && asked != anybody {
		most := "1"
		if asked == anybody {
			most = "2000"
		}
		return wrong("bad_count", "flag", "--count", "n", fmt.Sprint(t.Count), "least", "1", "most", most)
	}
	if !started(t.Data) {
		return fail(nil, "data_empty", "dir", t.Data)
	}
	shift, err := readShift(t.Data)
	if err != nil {
		return fail(cause(err), "data_unfit", "dir", t.Data)
	}
	now := shifted(shift)
	keys, err := token.Open(t.Data, now)
	if err != nil {
		return err
	}
	var list []person
	if t.Customer != "" {
		list, err = customers(ctx, t.Data, t.Customer, t.Count, now)
	} else {
		role := identity.Expert
		if t.Lead != "" {
			role = identity.Lead
		}
		list, err = staff(t.Data, asked, role, t.Count)
	}
	if err != nil {
		return err
	}
	for _, p := range list {
		signed, err := sign(keys, p)
		if err != nil {
			return err
		}
		if err := a.show(map[string]string{"id": p.ID, "token": signed}, signed); err != nil {
			return err
		}
	}
	return nil
}

// sign makes the token that a person signs in with.
func sign(keys *token.Keys, p person) (string, error) {
	if p.Role == identity.Customer {
		locale := ""
		if len(p.Languages) > 0 {
			locale = p.Languages[0]
		}
		return keys.Customer(p.ID, p.Name, locale)
	}
	return keys.Staff(p.ID, p.Name, p.Role)
}

// customers asks the demo company for its customers. A company of its own is
// not here to be asked: it knows whom it signs in.
func customers(ctx context.Context, dir, id string, count int, now func() time.Time) ([]person, error) {
	if _, err := os.Stat(filepath.Join(dir, "bank.db")); err != nil {
		if id == anybody {
			return nil, fail(nil, "data_empty", "dir", dir)
		}
		return []person{{ID: id, Role: identity.Customer}}, nil
	}
	b, err := bank.Open(ctx, bank.Options{Dir: dir, Now: now})
	if err != nil {
		return nil, fail(err, "tools_bad")
	}
	defer b.Close()
	if id != anybody {
		p, err := findCustomer(ctx, b, id)
		return []person{p}, err
	}
	var list []person
	for n := 1; len(list) < count; n++ {
		p, err := findCustomer(ctx, b, fmt.Sprintf("c-%04d", n))
		if err != nil && len(list) > 0 {
			return nil, fail(nil, "too_few", "n", fmt.Sprint(len(list)))
		}
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

func findCustomer(ctx context.Context, b *bank.Bank, id string) (person, error) {
	args, err := json.Marshal(map[string]string{"customer": id})
	if err != nil {
		return person{}, err
	}
	out, err := b.Call(ctx, "find_customer", args)
	var refused *bank.Refusal
	if errors.As(err, &refused) {
		return person{}, fail(nil, "no_customer", "id", id)
	}
	if err != nil {
		return person{}, err
	}
	var found struct{ ID, Name, Locale string }
	if err := json.Unmarshal(out, &found); err != nil {
		return person{}, err
	}
	return person{ID: found.ID, Name: found.Name, Role: identity.Customer, Languages: []string{found.Locale}}, nil
}

// staff finds people in people.json, those whom nothing plays first.
func staff(dir, id string, role identity.Role, count int) ([]person, error) {
	all, err := readPeople(dir)
	if err != nil {
		return nil, fail(err, "file_bad", "file", filepath.Join(dir, peopleFile))
	}
	var list []person
	for _, played := range []bool{false, true} {
		for _, p := range all {
			if p.Role == role && p.Simulated == played && (id == anybody || id == p.ID) {
				list = append(list, p)
			}
		}
	}
	switch {
	case len(list) == 0 && id != anybody:
		return nil, fail(nil, "no_person", "id", id)
	case len(list) < count:
		return nil, fail(nil, "too_few", "n", fmt.Sprint(len(list)))
	}
	return list[:count], nil
}
