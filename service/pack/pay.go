package pack

import (
	"fmt"
	"io/fs"
	"math/big"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"samtal/core/pay"
	"samtal/core/shifts"
)

// payFile is one file of content/markets/pay.
type payFile struct {
	Market    string    `yaml:"market"`
	Currency  string    `yaml:"currency"`
	Zone      string    `yaml:"zone"`
	PaidBelow string    `yaml:"paid_below"`
	Week      payTier   `yaml:"week"`
	Day       []payTier `yaml:"day"`
	Seventh   []payTier `yaml:"seventh"`
	FlatBonus bool      `yaml:"flat_bonus"`
	Meal      struct {
		First        string `yaml:"first"`
		Waived       string `yaml:"waived"`
		Second       string `yaml:"second"`
		SecondWaived string `yaml:"second_waived"`
		Break        string `yaml:"break"`
		Rule         string `yaml:"rule"`
	} `yaml:"meal"`
	Rest      string `yaml:"rest"`
	Reporting struct {
		Least string `yaml:"least"`
		Most  string `yaml:"most"`
		Rule  string `yaml:"rule"`
	} `yaml:"reporting"`
	Split struct {
		Gap  string `yaml:"gap"`
		Rule string `yaml:"rule"`
	} `yaml:"split"`
	Minimum []struct {
		From   string `yaml:"from"`
		AgeMin int    `yaml:"age_min"`
		Amount string `yaml:"amount"`
	} `yaml:"minimum"`
	TopUp    string `yaml:"top_up"`
	Unsocial struct {
		Rule       string      `yaml:"rule"`
		MonthHours string      `yaml:"month_hours"`
		WeekOver   string      `yaml:"week_over"`
		Overtime   []payWindow `yaml:"overtime"`
		Windows    []payWindow `yaml:"windows"`
		BigPer     string      `yaml:"big_per"`
		BigDays    []string    `yaml:"big_days"`
	} `yaml:"unsocial"`
	Payroll map[string]string `yaml:"payroll"`
}

type payTier struct {
	Over  string `yaml:"over"`
	Times string `yaml:"times"`
	Rule  string `yaml:"rule"`
}

type payWindow struct {
	Days []string `yaml:"days"`
	From string   `yaml:"from"`
	To   string   `yaml:"to"`
	Per  string   `yaml:"per"`
}

// Pay is the terms of pay of every market in a pack, by market, and what is
// wrong with the files.
func Pay(content fs.FS) (map[string]pay.Terms, []Fault) {
	var faults []Fault
	out := map[string]pay.Terms{}
	for _, name := range list(content, "markets/pay", ".yaml") {
		f := payFile{}
		s := readYAML(content, name, &f, &faults)
		if s == nil {
			continue
		}
		if want := strings.TrimSuffix(path.Base(name), ".yaml"); f.Market != want {
			s.at("wrong_name", fmt.Sprintf("the market is called %q, but the file %q", f.Market, want), "market")
		}
		out[f.Market] = (&payReader{s}).terms(f)
	}
	return out, faults
}

// payReader turns texts into exact values and names what is none.
type payReader struct{ s *sheet }

func (r *payReader) terms(f payFile) pay.Terms {
	t := pay.Terms{Market: f.Market, Currency: f.Currency, FlatBonus: f.FlatBonus, Rest: f.Rest, TopUp: f.TopUp, Codes: f.Payroll,
		PaidBelow: r.length(f.PaidBelow, "paid_below"), Week: r.tier(f.Week, "week")}
	zone, err := time.LoadLocation(f.Zone)
	if err != nil || f.Zone == "" {
		r.s.at("bad_zone", fmt.Sprintf("%q is no time zone; write for example Europe/Stockholm", f.Zone), "zone")
	}
	t.Zone = zone
	if len(f.Currency) != 3 {
		r.s.at("bad_currency", fmt.Sprintf("%q is no currency; write for example SEK", f.Currency), "currency")
	}
	for _, x := range f.Day {
		t.Day = append(t.Day, r.tier(x, "day"))
	}
	for _, x := range f.Seventh {
		t.Seventh = append(t.Seventh, r.tier(x, "seventh"))
	}
	m := f.Meal
	t.Meal = pay.Meal{First: r.length(m.First, "meal"), Waived: r.length(m.Waived, "meal"), Second: r.length(m.Second, "meal"),
		SecondWaived: r.length(m.SecondWaived, "meal"), Break: r.length(m.Break, "meal"), Rule: m.Rule}
	t.Reporting = pay.Reporting{Least: r.length(f.Reporting.Least, "reporting"), Most: r.length(f.Reporting.Most, "reporting"), Rule: f.Reporting.Rule}
	t.Split = pay.Split{Gap: r.length(f.Split.Gap, "split"), Rule: f.Split.Rule}
	for _, x := range f.Minimum {
		r.date(x.From, "minimum")
		t.Minimum = append(t.Minimum, pay.Minimum{From: x.From, AgeMin: x.AgeMin, Amount: r.number(x.Amount, "minimum")})
	}
	if (t.TopUp != "" || t.Split.Rule != "") && len(t.Minimum) == 0 {
		r.s.at("missing_key", "a minimum wage is needed", "market")
	}
	t.Unsocial = r.unsocial(f)
	return t
}

func (r *payReader) unsocial(f payFile) pay.Unsocial {
	u := f.Unsocial
	if u.Rule == "" && u.MonthHours == "" {
		return pay.Unsocial{}
	}
	out := pay.Unsocial{Rule: u.Rule, MonthHours: r.number(u.MonthHours, "unsocial"), WeekOver: r.length(u.WeekOver, "unsocial"), BigDays: map[string]bool{}}
	for _, w := range u.Overtime {
		out.Overtime = append(out.Overtime, r.window(w))
	}
	for _, w := range u.Windows {
		out.Windows = append(out.Windows, r.window(w))
	}
	for _, d := range u.BigDays {
		r.date(d, "unsocial")
		out.BigDays[d] = true
	}
	if u.BigPer != "" || len(u.BigDays) > 0 {
		out.BigPer = r.number(u.BigPer, "unsocial")
	}
	return out
}

var payDays = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

func (r *payReader) window(w payWindow) pay.Window {
	out := pay.Window{Per: r.number(w.Per, "unsocial")}
	for _, d := range w.Days {
		i := slices.Index(payDays, d)
		if i < 0 {
			r.s.at("bad_day", fmt.Sprintf("%q is no day; write mon to sun", d), "unsocial")
		}
		out.Days = append(out.Days, time.Weekday(max(i, 0)))
	}
	out.From, out.To = r.clock(w.From), r.clock(w.To)
	if out.To <= out.From {
		r.s.at("bad_time", fmt.Sprintf("%s to %s is no part of a day", w.From, w.To), "unsocial")
	}
	return out
}

// clock reads a time of day; 24:00 is the midnight at its end.
func (r *payReader) clock(s string) int {
	if s == "24:00" {
		return 24 * 60
	}
	t, err := shifts.ParseTimeOfDay(s)
	if err != nil {
		r.s.at("bad_time", err.Error(), "unsocial")
	}
	return int(t)
}

func (r *payReader) tier(t payTier, key string) pay.Tier {
	if t == (payTier{}) {
		return pay.Tier{}
	}
	if t.Rule == "" {
		r.s.at("missing_key", key+" needs the rule that it comes from", key)
	}
	return pay.Tier{Over: r.length(t.Over, key), Times: r.number(t.Times, key), Rule: t.Rule}
}

func (r *payReader) length(s, key string) time.Duration {
	d, err := time.ParseDuration(s)
	if s != "" && (err != nil || d < 0) {
		r.s.at("bad_length", fmt.Sprintf("%q is no length of time; write for example 11h or 30m", s), key)
	}
	return d
}

var plainNumber = regexp.MustCompile(`^\d+(\.\d+)?$`)

func (r *payReader) number(s, key string) *big.Rat {
	n, ok := new(big.Rat).SetString(s)
	if !plainNumber.MatchString(s) || !ok || n.Sign() <= 0 {
		r.s.at("bad_number", fmt.Sprintf("%q is no number; write for example 1.5", s), key)
		return big.NewRat(1, 1)
	}
	return n
}

func (r *payReader) date(s, key string) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		r.s.at("bad_date", fmt.Sprintf("%q is no date; write for example 2026-04-01", s), key)
	}
}
