package dialogues

import (
	"fmt"
	"slices"
	"strings"
)

// Check says what was not as it should be; nothing means that it passed.
func Check(d Dialogue, r Result) (why []string) {
	miss := func(format string, args ...any) { why = append(why, fmt.Sprintf(format, args...)) }
	want := d.Expect
	if want.Outcome != "" && r.Outcome != want.Outcome {
		miss("it ended as %s, not as %s", r.Outcome, want.Outcome)
	}
	if want.Holder != "" && r.Holder != want.Holder {
		miss("%s holds it, not %s", r.Holder, want.Holder)
	}
	topics := r.Topics
	if d.Handed() {
		topics = r.Held
	}
	if want.Topic != "" && !slices.Contains(topics, want.Topic) {
		miss("it is about %v, not about %s", topics, want.Topic)
	}
	for _, tool := range want.Never {
		if slices.Contains(r.Asked, tool) {
			miss("it called %s", tool)
		}
	}
	if want.Tools != nil && !slices.Equal(want.Tools, r.Done) {
		miss("it did %v, not %v", r.Done, want.Tools)
	}
	for _, w := range want.Says {
		if !strings.Contains(plain(r.Said), plain(w)) {
			miss("it never said %q", w)
		}
	}
	for _, key := range keys(want.Bank) {
		have, changed := r.Changed[key]
		if v := want.Bank[key]; !changed {
			miss("%s did not change to %s", key, v)
		} else if v != "*" && same(have) != same(v) {
			miss("%s is %q, not %q", key, have, v)
		}
	}
	for _, key := range keys(r.Changed) {
		if !expected(want.Bank, key) {
			miss("%s changed to %q, which nobody asked for", key, r.Changed[key])
		}
	}
	if r.Alone {
		miss("the customer has the last word and nobody owes one")
	}
	return why
}

// expected: another field of a row that was to change may change too (its fee,
// its steps), and so may what hangs on it.
func expected(want map[string]string, key string) bool {
	for k := range want {
		if row(k) == row(key) {
			return true
		}
	}
	switch {
	case len(want) == 0:
		return false
	case strings.HasPrefix(key, "letters."): // notices of what was asked for
		return true
	case strings.HasPrefix(key, "purchases."), strings.HasPrefix(key, "invoices."): // a return shows on both
		for k := range want {
			if strings.HasPrefix(k, "refunds.") {
				return true
			}
		}
	}
	return false
}

// plain makes figures comparable: amounts are written with hard spaces.
func plain(s string) string {
	return strings.ToLower(strings.ReplaceAll(s, "\u00a0", " "))
}

// same: what the customer writes, an address, is kept as they wrote it, with
// their capitals and spaces.
func same(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }

func keys(m map[string]string) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// Null are the two programs that understand nothing: one does nothing, one
// hands everything to a person, and, to be generous, under the right topic.
// What they pass, a dialogue does not test.
func Null(d Dialogue) (nothing, person bool) {
	quiet := Result{Outcome: "none", Holder: "none"}
	over := Result{Outcome: "with_person", Holder: "line", Topics: []string{d.Expect.Topic}, Held: []string{d.Expect.Topic}}
	return len(Check(d, quiet)) == 0, len(Check(d, over)) == 0
}
