package calendar

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"samtal/core/hours"
	"samtal/core/money"
)

type market struct {
	Market    string         `yaml:"market"`
	Languages []string       `yaml:"languages"`
	Currency  string         `yaml:"currency"`
	Country   string         `yaml:"country"`
	Hours     hours.Written  `yaml:"hours"`
	Promises  map[string]int `yaml:"promises"`
	Helplines []struct {
		Name  map[string]string `yaml:"name"`
		Phone string            `yaml:"phone"`
	} `yaml:"helplines"`
	Sensitive map[string]struct{ Choice, Protect bool } `yaml:"sensitive"`
	Autonomy  map[string]struct{ Level, Max string }    `yaml:"autonomy"`
}

// Every market that we ship can open, promise and help.
func TestShippedMarkets(t *testing.T) {
	files, _ := filepath.Glob("../../content/markets/*.yaml")
	if len(files) < 3 {
		t.Fatalf("found %v", files)
	}
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var m market
		if err := yaml.Unmarshal(body, &m); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if m.Market != strings.TrimSuffix(filepath.Base(file), ".yaml") {
			t.Errorf("%s says it is %s", file, m.Market)
		}
		h, loc, faults := Build(m.Hours, m.Country, now)
		if len(faults) > 0 {
			t.Errorf("%s: %v", file, faults)
		}
		christmas := time.Date(2026, 12, 25, 12, 0, 0, 0, loc)
		if _, ok := h.NextOpen(now, loc); !ok || h.Open(christmas, loc) {
			t.Errorf("%s: never open, or open on Christmas Day", file)
		}
		for _, key := range []string{"draft_seconds", "offer_seconds", "expert_word_seconds", "line_wait_seconds", "absent_push_seconds", "present_minutes", "reopen_hours", "written_answer_open_hours", "waiting_customer_hours"} {
			if m.Promises[key] <= 0 {
				t.Errorf("%s: no promise %s", file, key)
			}
		}
		if len(m.Helplines) < 2 {
			t.Errorf("%s: helplines %v", file, m.Helplines)
		}
		for _, x := range m.Helplines {
			for _, l := range m.Languages {
				if x.Name[l] == "" || !regexp.MustCompile(`^[0-9 ]+$`).MatchString(x.Phone) {
					t.Errorf("%s: helpline %v", file, x)
				}
			}
		}
		for topic := range m.Sensitive { // P3: decisions are people's
			if a := m.Autonomy[topic]; a.Level != "shadow" && a.Level != "off" {
				t.Errorf("%s: the assistant may %q on %s", file, a.Level, topic)
			}
		}
		for _, topic := range []string{"fraud", "dispute", "hardship", "bereavement", "complaint", "distress"} {
			if _, ok := m.Sensitive[topic]; !ok {
				t.Errorf("%s: %s is not sensitive", file, topic)
			}
		}
		for topic, a := range m.Autonomy {
			if x, err := money.Parse(a.Max, ""); a.Max != "" && (err != nil || x.Currency != m.Currency) {
				t.Errorf("%s: %s max %q", file, topic, a.Max)
			}
		}
	}
}
