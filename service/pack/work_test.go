package pack

import (
	"io/fs"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"samtal/content"
)

// A slip in a rule of law must stop the pack, with its line: a rule that is
// not in force protects nobody, and nobody would notice.
func TestFaultsInWorkingTimeAndPayAreNamed(t *testing.T) {
	for _, x := range []struct{ file, old, new, want string }{
		{"work/SE.yaml", "least: 11h, within: 24h", "least: eleven, within: 24h", `markets/work/SE.yaml:14:7: SE.daily_rest: "eleven" is no length of time`},
		{"work/SE.yaml", "least: 11h, within: 24h", "least: 11h", "SE.daily_rest: rest needs least, and within"},
		{"work/SE.yaml", "check: stretch", "check: strech", "SE.break: strech needs a check that there is"},
		{"work/SE.yaml", `from: "00:00"`, `from: "25:00"`, "no times of day"},
		{"work/SE.yaml", "unless: night_agreement", "unless: night_agrement", "there is no fact night_agrement"},
		{"work/SE.yaml", "kind: cap", "kind: stop", "a rule needs an id, a ref and a kind"},
		{"work/SE.yaml", "counts: all", "counts: ours", "counts is all, or left out"},
		{"work/SE.yaml", "student: third_country", "student: third", "there is no student third"},
		{"work/SE.yaml", "    kind: block", "    sort: block", "unknown field"},
		{"work/SE.yaml", "zone: Europe/Stockholm", "zone: Stockholm", `"Stockholm" is no time zone`},
		{"work/SE.yaml", "market: SE", "market: SV", `the market is called "SV"`},
		{"work/US-CA.yaml", "also: US", "also: USA", `there is no market "USA"`},
		{"work/SE.yaml", `, sv: "det ska finnas {least} vila under varje dygn"`, "", "says needs en and sv"},
		{"pay/SE.yaml", `month_hours: "175"`, `month_hours: "many"`, `markets/pay/SE.yaml:8:1: "many" is no number`},
		{"pay/SE.yaml", "[sat, sun]", "[sat, son]", `"son" is no day`},
		{"pay/SE.yaml", `to: "24:00", per: "72"`, `to: "00:00", per: "72"`, "is no part of a day"},
		{"pay/SE.yaml", `"2026-12-24"`, `"24 December"`, `"24 December" is no date`},
		{"pay/SE.yaml", "week_over: 40h", "week_over: 40", `"40" is no length of time`},
		{"pay/UK.yaml", "currency: GBP", "currency: pounds", `"pounds" is no currency`},
		{"pay/US.yaml", "rule: US.flsa_week", "rule: \"\"", "week needs the rule"},
		{"pay/US-CA.yaml", "split: {gap: 1h", "split: {gapp: 1h", "unknown field"},
		{"pay/UK.yaml", "market: UK", "market: GB", `the market is called "GB"`},
	} {
		files := fstest.MapFS{}
		err := fs.WalkDir(content.FS, "markets", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			body, err := fs.ReadFile(content.FS, path)
			if path == "markets/"+x.file {
				if !strings.Contains(string(body), x.old) {
					t.Fatalf("%s has no %q", x.file, x.old)
				}
				body = []byte(strings.Replace(string(body), x.old, x.new, 1))
			}
			files[path] = &fstest.MapFile{Data: body}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		_, faults := Work(files)
		_, more := Pay(files)
		found := ""
		for _, f := range append(faults, more...) {
			found += f.File + ":" + strconv.Itoa(f.Line) + ":" + strconv.Itoa(f.Column) + ": " + f.Message + "\n"
		}
		if !strings.Contains(found, x.want) {
			t.Errorf("%s, %q: %q, want %q", x.file, x.new, found, x.want)
		}
	}
	_, faults := Work(content.FS)
	if _, more := Pay(content.FS); len(faults)+len(more) > 0 {
		t.Errorf("%v %v", faults, more)
	}
}
