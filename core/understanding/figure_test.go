package understanding

import "testing"

// Somebody who says which invoice or card they mean was once taken to the fraud
// team, because figures stand in what people write about fraud. What is told
// beside the figure still counts.
func TestAFigureAloneTellsOfNothing(t *testing.T) {
	r := reader(t)
	for _, c := range []struct {
		text  string
		fraud bool
	}{
		{"den som är på 649 spänn", false}, {"det som slutar på 9034", false}, {"den på 349 kr", false},
		{"någon har tagit 649 kr från mitt kort", true}, {"den på 649 kr har jag inte köpt", true}, {"det är inte jag som köpt för 649", true},
	} {
		got := r.Read(c.text, Context{Language: "sv", Market: "SE", Today: "2026-11-24"})
		if (len(got.Sensitivities) > 0) != c.fraud {
			t.Errorf("%q: %+v", c.text, got.Sensitivities)
		}
	}
}
