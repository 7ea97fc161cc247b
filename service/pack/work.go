package pack

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"samtal/core/shifts"
)

// workFile is one file of content/markets/work. SE.yaml explains every key.
type workFile struct {
	Market     string     `yaml:"market"`
	Zone       string     `yaml:"zone"`
	Also       string     `yaml:"also"`
	AdultsOnly bool       `yaml:"adults_only"`
	Claims     workClaims `yaml:"claims"`
	Rules      []workRule `yaml:"rules"`
}

type workClaims struct {
	Least       string `yaml:"least"`
	Undo        string `yaml:"undo"`
	FreeRelease string `yaml:"free_release"`
	ConfirmFrom string `yaml:"confirm_from"`
	ConfirmBy   string `yaml:"confirm_by"`
	NoShow      string `yaml:"no_show"`
	Ceiling     string `yaml:"ceiling"`
	CeilingFor  string `yaml:"ceiling_for"`
}

// terms are the market's terms for claims; each of them is needed.
func (c workClaims) terms(bad func(string)) shifts.Terms {
	length := func(key, s string) time.Duration {
		d, err := time.ParseDuration(s)
		if err != nil || d <= 0 {
			bad(fmt.Sprintf("claims: %s is a length of time, for example 30m or 24h, not %q", key, s))
		}
		return d
	}
	return shifts.Terms{Least: length("least", c.Least), Undo: length("undo", c.Undo), FreeRelease: length("free_release", c.FreeRelease),
		ConfirmFrom: length("confirm_from", c.ConfirmFrom), ConfirmBy: length("confirm_by", c.ConfirmBy), NoShow: length("no_show", c.NoShow),
		Ceiling: length("ceiling", c.Ceiling), CeilingFor: length("ceiling_for", c.CeilingFor)}
}

type workRule struct {
	ID      string            `yaml:"id"`
	Kind    string            `yaml:"kind"`
	Ref     string            `yaml:"ref"`
	AgeMin  int               `yaml:"age_min"`
	AgeMax  int               `yaml:"age_max"`
	Student string            `yaml:"student"`
	Unless  string            `yaml:"unless"`
	Counts  string            `yaml:"counts"`
	Parts   []workPart        `yaml:"parts"`
	Says    map[string]string `yaml:"says"`
}

type workPart struct {
	Check        string      `yaml:"check"`
	Least        string      `yaml:"least"`
	Within       string      `yaml:"within"`
	OrLeast      string      `yaml:"or_least"`
	OrWithin     string      `yaml:"or_within"`
	OrTimes      int         `yaml:"or_times"`
	Clocks       []workClock `yaml:"clocks"`
	Most         string      `yaml:"most"`
	Second       string      `yaml:"second"`
	Waived       string      `yaml:"waived"`
	SecondWaived string      `yaml:"second_waived"`
	Break        string      `yaml:"break"`
	Weeks        int         `yaml:"weeks"`
	FourWeeks    string      `yaml:"four_weeks"`
	Month        string      `yaml:"month"`
	Year         string      `yaml:"year"`
	NightHours   string      `yaml:"night_hours"`
	If           string      `yaml:"if"`
	IfNot        string      `yaml:"if_not"`
}

type workClock struct {
	From string `yaml:"from"`
	To   string `yaml:"to"`
}

// Work is the working-time law of every market in a pack, by market, and what
// is wrong with the files. A market's own rules come before those it adds.
func Work(content fs.FS) (map[string]shifts.Law, []Fault) {
	var faults []Fault
	files := map[string]workFile{}
	laws := map[string]shifts.Law{}
	for _, name := range list(content, "markets/work", ".yaml") {
		f := workFile{}
		s := readYAML(content, name, &f, &faults)
		if s == nil {
			continue
		}
		if want := strings.TrimSuffix(path.Base(name), ".yaml"); f.Market != want {
			s.at("wrong_name", fmt.Sprintf("the market is called %q, but the file %q", f.Market, want), "market")
		}
		law := shifts.Law{Market: f.Market, AdultsOnly: f.AdultsOnly}
		zone, err := time.LoadLocation(f.Zone)
		if err != nil || f.Zone == "" {
			s.at("bad_zone", fmt.Sprintf("%q is no time zone; write for example Europe/Stockholm", f.Zone), "zone")
		}
		law.Zone = zone
		law.Terms = f.Claims.terms(func(message string) { s.at("bad_claims", message, "claims") })
		for i, r := range f.Rules {
			law.Rules = append(law.Rules, r.rule(func(message string) { s.at("bad_rule", r.ID+": "+message, "rules", fmt.Sprint(i)) }))
		}
		files[f.Market], laws[f.Market] = f, law
	}
	for _, market := range sortedKeys(files) {
		if also := files[market].Also; also != "" {
			law := laws[market]
			if _, ok := files[also]; !ok || also == market {
				faults = append(faults, Fault{File: "markets/work/" + market + ".yaml", Line: 1, Column: 1, Code: "unknown_market", Message: fmt.Sprintf("there is no market %q to add the rules of", also)})
			}
			law.Rules = slices.Concat(law.Rules, laws[also].Rules)
			laws[market] = law
		}
	}
	return laws, faults
}

var ruleKinds = []string{"block", "cap", "pay", "notify"}

func (r workRule) rule(bad func(string)) shifts.Rule {
	if r.ID == "" || r.Ref == "" || !slices.Contains(ruleKinds, r.Kind) {
		bad("a rule needs an id, a ref and a kind: " + strings.Join(ruleKinds, ", "))
	}
	out := shifts.Rule{ID: r.ID, Kind: r.Kind, Ref: r.Ref, AgeMin: r.AgeMin, AgeMax: r.AgeMax, Student: shifts.Student(r.Student),
		Unless: shifts.Fact(r.Unless), Counts: r.Counts, Says: r.Says}
	if r.Student != "" && !slices.Contains(shifts.Students, out.Student) {
		bad("there is no student " + r.Student)
	}
	if r.Counts != "" && r.Counts != "all" {
		bad("counts is all, or left out")
	}
	for _, p := range r.Parts {
		out.Parts = append(out.Parts, p.part(bad))
		for _, f := range []string{r.Unless, p.If, p.IfNot} {
			if f != "" && !slices.Contains(shifts.Facts, shifts.Fact(f)) {
				bad("there is no fact " + f)
			}
		}
		if r.Says["en"] == "" || r.Says["sv"] == "" {
			bad("says needs en and sv: the expert reads why")
		}
	}
	return out
}

func (p workPart) part(bad func(string)) shifts.Part {
	length := func(s string) time.Duration {
		d, err := time.ParseDuration(s)
		if s != "" && (err != nil || d <= 0) {
			bad(fmt.Sprintf("%q is no length of time; write for example 11h or 30m", s))
		}
		return d
	}
	out := shifts.Part{Check: shifts.Check(p.Check), Least: length(p.Least), Within: length(p.Within), OrLeast: length(p.OrLeast), OrWithin: length(p.OrWithin),
		OrTimes: p.OrTimes, Most: length(p.Most), Second: length(p.Second), Waived: length(p.Waived), SecondWaived: length(p.SecondWaived), Break: length(p.Break),
		Weeks: p.Weeks, FourWeeks: length(p.FourWeeks), Month: length(p.Month), Year: length(p.Year), NightHours: length(p.NightHours),
		If: shifts.Fact(p.If), IfNot: shifts.Fact(p.IfNot)}
	for _, c := range p.Clocks {
		from, err := shifts.ParseTimeOfDay(c.From)
		to, err2 := shifts.ParseTimeOfDay(c.To)
		if err != nil || err2 != nil {
			bad(fmt.Sprintf("%q to %q are no times of day", c.From, c.To))
		}
		out.Clocks = append(out.Clocks, shifts.Clock{From: from, To: to})
	}
	if missing := out.Missing(); missing != "" {
		bad(p.Check + " needs " + missing)
	}
	return out
}
