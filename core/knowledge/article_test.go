package knowledge

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const good = `---
id: fees
title: Fees: what they are
topic: fee
market: SE
language: en
owner: billing
valid_from: 2025-01-01
valid_to:
approved_by: Karin Lund
updated: 2026-11-16
---

It costs **60 kr**, e.g. when late. See [the law](https://lag.example/a). "Really?" Yes.

## When
Then:

- First, *one*.
- Second
  goes on.

After.
`

func TestParseAnArticle(t *testing.T) {
	a, faults := Parse(map[string]string{"en/fees.md": good})
	if len(faults) > 0 || len(a.All) != 1 {
		t.Fatal(faults)
	}
	got, ok := a.Get("en", "fees")
	if !ok || got.Title != "Fees: what they are" || got.ValidTo != "" || got.ApprovedBy != "Karin Lund" {
		t.Errorf("%+v", got)
	}
	want := []Passage{
		{Sentences: []string{"It costs 60 kr, e.g. when late.", "See the law.", `"Really?"`, "Yes."}},
		{Heading: "When", Sentences: []string{"Then:", "First, one.", "Second goes on."}, List: true},
		{Heading: "When", Sentences: []string{"After."}},
	}
	if diff := cmp.Diff(want, got.Passages); diff != "" {
		t.Error(diff)
	}
	if text := got.Passages[1].Text(0, 3); text != "Then:\n- First, one.\n- Second goes on." {
		t.Errorf("%q", text)
	}
}

// A text that is not whole, not approved or not safe is never answered from.
func TestFaultyArticlesAreLeftOut(t *testing.T) {
	swap := func(old, new string) string { return strings.Replace(good, old, new, 1) }
	for name, c := range map[string]struct{ text, want string }{
		"no front matter": {"# Hello", "front matter"},
		"empty":           {"", "front matter"},
		"open front":      {"---\nid: fees\n", "front matter"},
		"not approved":    {swap("approved_by: Karin Lund", "approved_by:"), "approved_by is missing"},
		"no owner":        {swap("owner: billing\n", ""), "owner is missing"},
		"wrong id":        {swap("id: fees", "id: fee"), "belongs to en/fee.md"},
		"wrong language":  {swap("language: en", "language: sv"), "belongs to sv/fees.md"},
		"bad date":        {swap("2025-01-01", "1 January 2025"), "isn't a date"},
		"backwards":       {swap("valid_to:", "valid_to: 2024-01-01"), "before valid_from"},
		"unknown key":     {swap("owner: billing", "owner: billing\nmood: good"), "unknown key mood"},
		"twice":           {swap("owner: billing", "owner: billing\nowner: cards"), "there twice"},
		"picture":         {swap("After.", "![x](https://evil.example/x.png)"), "pictures"},
		"html":            {swap("After.", "<script>alert(1)</script>"), "HTML"},
		"bad link":        {swap("https://lag.example/a", "javascript:alert(1)"), "a link is"},
		"no text":         {good[:strings.LastIndex(good, "---")+4], "no text"},
	} {
		a, faults := Parse(map[string]string{"en/fees.md": c.text})
		if len(a.All) > 0 || !slices.ContainsFunc(faults, func(f Fault) bool { return f.File == "en/fees.md" && strings.Contains(f.Text, c.want) }) {
			t.Errorf("%s: articles %d, faults %v", name, len(a.All), faults)
		}
	}
}

func TestGapsAreNamed(t *testing.T) {
	other := strings.NewReplacer("id: fees", "id: tolls", "topic: fee", "topic: toll").Replace(good)
	swedish := strings.NewReplacer("language: en", "language: sv", "Fees: what they are", "Avgifter").Replace(good)
	a, faults := Parse(map[string]string{
		"en/fees.md": good, "sv/fees.md": swedish, "en/tolls.md": other, "readme.txt": "not ours",
		"synonyms.en.txt": "fee, toll # same\nalone\n=> x\n", "asked.en.txt": "[fees]\nwhat does it cost\n[gone]\nlost\n", "synonyms.xx.txt": "a, b",
	})
	if len(a.All) != 3 {
		t.Errorf("a missing language must not take an article away: %d", len(a.All))
	}
	var got []string
	for _, f := range faults {
		got = append(got, f.String())
	}
	slices.Sort(got)
	want := []string{
		"asked.en.txt:3: there is no article gone",
		"en/tolls.md:0: the title is also that of fees",
		"en/tolls.md:0: there is no sv/tolls.md",
		"synonyms.en.txt:2: write at least two phrases with a comma between, or some => others",
		"synonyms.en.txt:3: write at least two phrases with a comma between, or some => others",
		"synonyms.xx.txt:0: there is no stemming for xx",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if f, _ := a.Get("en", "fees"); !slices.Equal(f.Asked, []string{"what does it cost"}) {
		t.Errorf("asked: %v", f.Asked)
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string][]string{
		"One. Two! Three?":                      {"One.", "Two!", "Three?"},
		"Det kostar t.ex. 60 kr. Inte mer.":     {"Det kostar t.ex. 60 kr.", "Inte mer."},
		"Läs ”Om du inte kan betala”. Skriv.":   {"Läs ”Om du inte kan betala”.", "Skriv."},
		"Fråga ”var är den?” så ser du. Klart":  {"Fråga ”var är den?” så ser du.", "Klart"},
		"Version 2.5 costs 10.50 kr a month.":   {"Version 2.5 costs 10.50 kr a month."},
		"":                                      nil,
		"...":                                   {"..."},
		"Öppet kl. 08:00. Ring 114 14. 3 dagar": {"Öppet kl. 08:00.", "Ring 114 14.", "3 dagar"},
	} {
		if diff := cmp.Diff(want, sentences(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestFigures(t *testing.T) {
	for text, want := range map[string][]Figure{
		"upp till 10 000 kr":                   {{FigureAmount, "10 000 kr", "10000.00 SEK"}},
		"up to 10,000 kr, or SEK 12,000":       {{FigureAmount, "SEK 12,000", "12000.00 SEK"}, {FigureAmount, "10,000 kr", "10000.00 SEK"}},
		"349,50 kronor":                        {{FigureAmount, "349,50 kronor", "349.50 SEK"}},
		"$1,234.50 and £7":                     {{FigureAmount, "$1,234.50", "1234.50 USD"}, {FigureAmount, "£7", "7.00 GBP"}},
		"8 procentenheter, 9.5 %":              {{FigurePercent, "8 procentenheter", "8"}, {FigurePercent, "9.5 %", "9.5"}},
		"den 2 december 2026 eller 3 maj":      {{FigureDate, "2 december 2026", "2026-12-02"}, {FigureDate, "3 maj", "--05-03"}},
		"March 5, 2027 and 2026-11-23":         {{FigureDate, "2026-11-23", "2026-11-23"}, {FigureDate, "March 5, 2027", "2027-03-05"}},
		"0.00 SEK or 12.50 kr":                 {{FigureAmount, "0.00 SEK", "0.00 SEK"}, {FigureAmount, "12.50 kr", "12.50 SEK"}},
		"från 08:00 till 20:00":                {{FigureTime, "08:00", "08:00"}, {FigureTime, "20:00", "20:00"}},
		"inom 15 arbetsdagar eller 13 månader": {{FigureDuration, "15 arbetsdagar", "15 business_day"}, {FigureDuration, "13 månader", "13 month"}},
		"within 15 business days, 7 years":     {{FigureDuration, "15 business days", "15 business_day"}, {FigureDuration, "7 years", "7 year"}},
		"14 dagars ångerrätt":                  {{FigureDuration, "14 dagars", "14 day"}},
		"ring 114 14 eller 90101":              {{FigureNumber, "114 14", "11414"}, {FigureNumber, "90101", "90101"}},
		"no figures here":                      nil,
	} {
		if diff := cmp.Diff(want, FiguresIn(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// Both languages of an article state the same money: a customer may hold us to either.
func TestLanguagesAgreeOnFigures(t *testing.T) {
	a, _ := Parse(content(t))
	byID := map[string]map[string][]string{}
	for _, x := range a.All {
		for _, f := range articleFigures(x) {
			if byID[x.ID] == nil {
				byID[x.ID] = map[string][]string{}
			}
			if v := f.Kind + " " + f.Value; !slices.Contains(byID[x.ID][x.Language], v) {
				byID[x.ID][x.Language] = append(byID[x.ID][x.Language], v)
			}
		}
	}
	for id, m := range byID {
		slices.Sort(m["sv"])
		slices.Sort(m["en"])
		if diff := cmp.Diff(m["sv"], m["en"]); diff != "" {
			t.Errorf("%s: -sv +en\n%s", id, diff)
		}
	}
	x := NewIndex(a, "SE", "2026-11-23")
	has := func(id, kind, value string) bool {
		return slices.ContainsFunc(x.Figures(id), func(f Figure) bool { return f.Kind == kind && f.Value == value })
	}
	if !has("payment-extensions", FigureAmount, "39.00 SEK") || !has("payment-extensions", FigureDuration, "30 day") || !has("fees-and-interest", FigurePercent, "8") || has("payment-extensions", FigureAmount, "40.00 SEK") {
		t.Errorf("%v", x.Figures("payment-extensions"))
	}
}

func FuzzParse(f *testing.F) {
	f.Add(good, "fee, toll")
	f.Add("---\n---\n", "=>")
	f.Fuzz(func(t *testing.T, text, words string) {
		a, _ := Parse(map[string]string{"en/fees.md": text, "synonyms.en.txt": words, "asked.en.txt": words})
		x := NewIndex(a, "SE", "2026-11-23")
		x.Search("en", words, 3)
		x.Figures("fees")
	})
}
