package pack

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"samtal/content"
)

// spoilt is the built-in content in memory, with one place in one file changed.
func spoilt(t *testing.T, file, from, to string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(content.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(content.FS, name)
		out[name] = &fstest.MapFile{Data: body}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	body := string(out[file].Data)
	if !strings.Contains(body, from) {
		t.Fatalf("%s no longer holds %q", file, from)
	}
	out[file].Data = []byte(strings.Replace(body, from, to, 1))
	return out
}

// The table, the articles in both languages, the markets and the flows say the
// same. Each row spoils one of them, and the check must see it.
func TestFactsHold(t *testing.T) {
	for _, c := range []struct{ name, file, from, to, want string }{
		{"nothing spoilt", FactsFile, "39 kr", "39 kr", ""},
		{"another figure in one language", "articles/sv/payment-extensions.md", "kostar det 39 kr", "kostar det 49 kr", `articles/sv/payment-extensions.md`},
		{"a figure nobody answers for", "articles/en/lost-card.md", "\n## ", "\nA new card costs 95 kr.\n\n## ", `"95 kr" is no fact of this article`},
		{"a figure in a heading", "articles/sv/lost-card.md", "## ", "## 3 dagar: ", `"3 dagar" is no fact of this article`},
		{"a fact of another article", "articles/en/lost-card.md", "\n## ", "\nWrite within 13 months.\n\n## ", `"13 months" is no fact`},
		{"a fact that no article says", FactsFile, "is: 39 kr", "is: 38 kr", `does not say 38 kr in sv`},
		{"an article that is not there", FactsFile, "in: [privacy, closing", "in: [privacies, closing", `there is no article "privacies"`},
		{"the market changed", "markets/SE.yaml", "complaint_reply_business_days: 15", "complaint_reply_business_days: 10", `markets/SE.yaml says 10`},
		{"the helpline changed", "markets/SE.yaml", `"90101"`, `"90102"`, `markets/SE.yaml says 90102`},
		{"the flow changed", "flows/extend_due_date.yaml", "max_amount: 10000.00 SEK", "max_amount: 5000.00 SEK", `says 5000.00 SEK at autonomy.max_amount`},
		{"a key that is gone", FactsFile, "rights.unauthorised_report_months", "rights.unauthorised_months", `has no rights.unauthorised_months`},
		{"a file that is gone", FactsFile, "flows/pay_invoice.yaml", "flows/pay.yaml", `flows/pay.yaml can't be read`},
		{"no source", FactsFile, "from: [company card terms]", "from: [hearsay]", `"hearsay" is no source`},
		{"not a figure", FactsFile, "is: 13 months", "is: long", `must be one figure`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, f := range Check(spoilt(t, c.file, c.from, c.to), false).Faults {
				got = append(got, f.String())
			}
			all := strings.Join(got, "\n")
			if c.want == "" && all != "" || !strings.Contains(all, c.want) || c.want != "" && !strings.Contains(all, "(fact)") {
				t.Errorf("want %q, got\n%s", c.want, all)
			}
		})
	}
}
