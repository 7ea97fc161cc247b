package flow

import (
	"testing"
)

// People name what they bought by its last part, with an ending.
func TestTheHeadOfACompoundMeansTheThing(t *testing.T) {
	for _, c := range []struct {
		said, name string
		want       bool
	}{
		{"jackan", "regnjacka", true}, {"jacka", "regnjacka", true}, {"skorna", "löparskor", true}, {"bordet", "skrivbord", true},
		{"lampan", "golvlampa", true}, {"stolen", "kontorsstol", true}, {"regn", "regnjacka", false}, {"den", "golvlampa", false},
		{"kanan", "skridskobana", false}, {"natten", "dator", false},
	} {
		if heads(c.said, c.name) != c.want {
			t.Errorf("%s of %s: %v", c.said, c.name, !c.want)
		}
	}
}

// A customer who writes in English was asked three times which invoice they
// meant, because the row said "Regnjacka".
func TestAThingIsKnownInBothLanguages(t *testing.T) {
	for _, c := range []struct {
		said, name string
		want       bool
	}{
		{"jacket", "regnjacka", true}, {"shoes", "löparskor", true}, {"sofa", "hörnsoffa", true}, {"hörlurar", "headphones", true},
		{"skorna", "shoes", true}, {"jacket", "löparskor", false}, {"lamp", "skrivbord", false},
	} {
		if means(c.said, c.name) != c.want {
			t.Errorf("%s of %s: %v", c.said, c.name, !c.want)
		}
	}
}

// A fact is taken from a longer answer; both words, or a question, are none.
func TestAYesInsideALongerAnswerIsAYes(t *testing.T) {
	for text, want := range map[string]CommandKind{"ah right, yes I know it": Yes, "Ja det är min frus gym": Yes, "no I haven't asked them": No, "jag har inte frågat": No,
		"I haven't": No, "yes and no": "", "is it yes?": "", "hmm": ""} {
		if got := (&hearer{text: text}).plainly(); got != want {
			t.Errorf("%s: %q", text, got)
		}
	}
}
