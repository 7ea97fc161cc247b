package main

import (
	"fmt"

	"samtal/core/identity"
)

// capacity is how many conversations an expert has at once, unless people.json
// says otherwise.
const capacity = 3

// The demo's own forty people: e-01 is the visitor's, the others wait for somebody
// to sign in as them. Simulated ones follow after them.
var seeds = []struct {
	name      string
	languages string // both: sv and en
	skills    map[string]int
}{
	{"Maja", "both", map[string]int{"*": 3}},
	{"Elias", "both", map[string]int{"*": 2, "fraud": 3, "lost_card": 3}},
	{"Noor", "both", map[string]int{"*": 2, "hardship": 3, "payment_plan": 3}},
	{"Astrid", "sv", map[string]int{"*": 2, "refund": 3, "report_return": 3}},
	{"Liam", "en", map[string]int{"*": 2, "dispute": 3}},
	{"Saga", "both", map[string]int{"*": 2, "complaint": 3}},
	{"Hugo", "sv", map[string]int{"*": 1, "payment_extension": 2}},
	{"Amina", "both", map[string]int{"*": 2, "bereavement": 3, "distress": 3}},
	{"Viktor", "sv", map[string]int{"*": 1}},
	{"Freja", "both", map[string]int{"*": 2, "fraud": 2}},
	{"Yusuf", "both", map[string]int{"*": 1, "sign_in": 3}},
	{"Tove", "sv", map[string]int{"*": 1, "payment_received": 2}},
	{"Leo", "both", map[string]int{"*": 2, "payment_plan": 3}},
	{"Selma", "sv", map[string]int{"*": 1}},
	{"Idris", "both", map[string]int{"*": 2, "lost_card": 3}},
	{"Wilma", "sv", map[string]int{"*": 1, "refund": 2}},
	{"Anton", "both", map[string]int{"*": 3}},
	{"Zahra", "both", map[string]int{"*": 2, "hardship": 3}},
	{"Emil", "sv", map[string]int{"*": 1}},
	{"Olivia", "en", map[string]int{"*": 2, "dispute": 3}},
	{"Nora", "sv", map[string]int{"*": 2, "bereavement": 3}},
	{"Samir", "both", map[string]int{"*": 1, "sign_in": 2}},
	{"Ella", "sv", map[string]int{"refund": 2, "report_return": 2}},
	{"Jakob", "sv", map[string]int{"*": 1}},
	{"Grace", "en", map[string]int{"*": 1}},
	{"Alva", "both", map[string]int{"*": 2, "complaint": 3}},
	{"Theo", "sv", map[string]int{"*": 1, "payment_extension": 2}},
	{"Leila", "both", map[string]int{"*": 3}},
	{"Arvid", "sv", map[string]int{"payment_received": 2, "payment_extension": 2}},
	{"Maryam", "both", map[string]int{"*": 2}},
	{"Signe", "sv", map[string]int{"*": 1}},
	{"Harry", "en", map[string]int{"*": 1, "lost_card": 2}},
	{"Ture", "sv", map[string]int{"*": 1}},
	{"Inez", "sv", map[string]int{"*": 2, "dispute": 3}},
	{"Malik", "both", map[string]int{"*": 1}},
	{"Stina", "sv", map[string]int{"*": 2, "distress": 3, "fraud": 3}},
	{"Otto", "sv", map[string]int{"refund": 1}},
	{"Hanna", "both", map[string]int{"*": 2}},
	{"Elsa", "sv", map[string]int{"*": 1, "report_return": 2}},
	{"Victor", "both", map[string]int{"*": 1, "fraud": 2}},
}

var leads = []string{"Karin", "Daniel", "Mira"}

// playedNames are the simulated ones' working names, over and over with a
// number: a demo of two hundred is still told apart.
var playedNames = []string{"Ida", "Oskar", "Leya", "Nils", "Sofia", "Adam", "Klara", "Ivan", "Ebba", "Milo"}

// demoPeople are the demo's people with so many simulated experts.
func demoPeople(simulated int) []person {
	var out []person
	for i, s := range seeds {
		languages := []string{"sv", "en"}
		if s.languages != "both" {
			languages = []string{s.languages}
		}
		out = append(out, person{ID: expertID(i + 1), Name: s.name, Role: identity.Expert, Languages: languages, Skills: s.skills, Capacity: capacity,
			Own: []string{fmt.Sprintf("c-%04d", 1901+2*i)}, Household: []string{fmt.Sprintf("c-%04d", 1902+2*i)}}) // loyal customers themselves
	}
	for i := range simulated {
		name := playedNames[i%len(playedNames)]
		if n := i / len(playedNames); n > 0 {
			name = fmt.Sprintf("%s %d", name, n+1)
		}
		out = append(out, person{ID: expertID(len(seeds) + i + 1), Name: name, Role: identity.Expert, Languages: []string{"sv", "en"},
			Skills: map[string]int{"*": 1}, Capacity: capacity, Simulated: true})
	}
	for i, name := range leads {
		out = append(out, person{ID: fmt.Sprintf("l-%02d", i+1), Name: name, Role: identity.Lead, Languages: []string{"sv", "en"}, Skills: map[string]int{"*": 3}, Capacity: capacity})
	}
	return out
}

func expertID(n int) string { return fmt.Sprintf("e-%02d", n) }

// merge keeps what somebody wrote into people.json, adds what the demo needs,
// and takes away simulated experts that are not wanted this time.
func merge(kept, wanted []person) []person {
	byID := map[string]person{}
	for _, p := range kept {
		if !p.Simulated {
			byID[p.ID] = p
		}
	}
	var out []person
	for _, p := range wanted {
		if own, ok := byID[p.ID]; ok && !p.Simulated {
			p = own
		}
		delete(byID, p.ID)
		out = append(out, p)
	}
	for _, p := range kept {
		if _, left := byID[p.ID]; left {
			out = append(out, p)
		}
	}
	return out
}

// played are the ids of so many simulated experts.
func played(n int) []string {
	var out []string
	for i := range n {
		out = append(out, expertID(len(seeds)+i+1))
	}
	return out
}
