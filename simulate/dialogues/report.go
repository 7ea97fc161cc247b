package dialogues

import (
	"context"
	"fmt"
	"slices"
)

// One is what became of one dialogue in all its trials.
type One struct {
	Name   string   `json:"name"`
	Group  string   `json:"group"`
	Person bool     `json:"person"` // a person should have it in the end
	Trials int      `json:"trials"`
	Passed int      `json:"passed"`
	Handed int      `json:"handed"` // trials in which a person has it
	Why    []string `json:"why,omitempty"`
	Talk   []string `json:"talk,omitempty"` // of the first trial that failed
	// What a program would have reached that understands nothing.
	NullNothing bool `json:"null_nothing,omitempty"`
	NullPerson  bool `json:"null_person,omitempty"`
}

// Share is a part of a whole.
type Share struct {
	N   int `json:"n"`
	All int `json:"all"`
}

// String writes it for people.
func (s Share) String() string {
	if s.All == 0 {
		return "-"
	}
	return fmt.Sprintf("%d/%d (%.0f%%)", s.N, s.All, 100*float64(s.N)/float64(s.All))
}

func (s *Share) add(ok bool) {
	s.All++
	if ok {
		s.N++
	}
}

// Sum counts a group. Pass^k is the share of dialogues that passed in every
// one of k trials; pass^1 that of all trials.
type Sum struct {
	Group       string `json:"group"`
	Trials      int    `json:"trials"`
	Dialogues   int    `json:"dialogues"`
	Routine     Share  `json:"routine_pass_k"`
	RoutineOnce Share  `json:"routine_pass_1"`
	Person      Share  `json:"person_pass_k"`
	Handed      Share  `json:"handed_over_where_they_should_be"` // trials
	HandedMore  Share  `json:"handed_over_needlessly"`           // routine trials
	NullNothing Share  `json:"null_do_nothing"`
	NullPerson  Share  `json:"null_always_hand_over"`
}

// Run plays every dialogue in every trial; tell hears of each when it is done.
func Run(ctx context.Context, build Builder, list []Dialogue, trials int, tell func(One)) error {
	for _, d := range list {
		one := One{Name: d.Name, Group: d.Group, Person: d.Handed(), Trials: trials}
		one.NullNothing, one.NullPerson = Null(d)
		for trial := range trials {
			if err := ctx.Err(); err != nil {
				return err
			}
			r, err := Play(ctx, build, d, trial)
			why := Check(d, r)
			if err != nil {
				why = []string{err.Error()}
			}
			if len(r.Held) > 0 {
				one.Handed++
			}
			if len(why) == 0 {
				one.Passed++
				continue
			}
			for _, w := range why {
				one.Why = append(one.Why, fmt.Sprintf("trial %d: %s", trial+1, w))
			}
			if one.Talk == nil {
				one.Talk = r.Talk
			}
		}
		tell(one)
	}
	return nil
}

// Count sums up, group by group and all together.
func Count(list []One) []Sum {
	var out []Sum
	at := func(group string) *Sum {
		i := slices.IndexFunc(out, func(s Sum) bool { return s.Group == group })
		if i < 0 {
			out = append(out, Sum{Group: group})
			i = len(out) - 1
		}
		return &out[i]
	}
	groups := map[string]bool{}
	for _, o := range list {
		groups[o.Group] = true
		at(o.Group).count(o)
	}
	if len(groups) > 1 {
		for _, o := range list {
			at("all").count(o)
		}
	}
	return out
}

func (s *Sum) count(o One) {
	s.Dialogues++
	s.Trials = o.Trials
	s.NullNothing.add(o.NullNothing)
	s.NullPerson.add(o.NullPerson)
	all := o.Passed == o.Trials
	if o.Person {
		s.Person.add(all)
		s.Handed.All += o.Trials
		s.Handed.N += o.Handed
		return
	}
	s.Routine.add(all)
	s.RoutineOnce.All += o.Trials
	s.RoutineOnce.N += o.Passed
	s.HandedMore.All += o.Trials
	s.HandedMore.N += o.Handed
}
