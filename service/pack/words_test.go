package pack_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"samtal/content"
	"samtal/core/conversation"
)

// sources are the house's own Go files, without tests.
func sources(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, floor := range []string{"core", "service", "assistant", "edge", "simulate", "cmd"} {
		err := filepath.WalkDir("../../"+floor, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return nil
			}
			body, err := os.ReadFile(path)
			out[path] = string(body)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// wordsOf are the raw words of a language.
func wordsOf(t *testing.T, lang string) map[string]string {
	t.Helper()
	if have, ok := parsed.Load(lang); ok {
		return have.(map[string]string)
	}
	body, err := fs.ReadFile(content.FS, "words/"+lang+".yaml")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	if err := yaml.Unmarshal(body, &out); err != nil {
		t.Fatal(err)
	}
	parsed.Store(lang, out)
	return out
}

var parsed sync.Map

var (
	codes = regexp.MustCompile(`problem\.New\([A-Za-z.]+,\s*"([a-z_0-9]+)"((?:,\s*"[a-z_]+",[^,)]*(?:\([^)]*\))?)*)`)
	names = regexp.MustCompile(`"([a-z_]+)",`)
	said  = regexp.MustCompile(`refuse\("([a-z_]+)"`)
	tells = regexp.MustCompile(`Told\{Key: "([a-z_]+)"|(?:[Kk]ey|told\.Key)(?:, [a-z]+)? :?= "([a-z_]+)"|"(act_done|act_failed)"`)
)

// Every problem that the program can return has words in both languages, and
// whoever returns it fills their holes.
func TestEveryProblemHasWords(t *testing.T) {
	w := load(t)
	n := 0
	for path, text := range sources(t) {
		for _, m := range codes.FindAllStringSubmatch(text, -1) {
			n++
			params := map[string]string{}
			for _, p := range names.FindAllStringSubmatch(m[2]+",", -1) {
				params[p[1]] = "VALUE"
			}
			for _, lang := range []string{"en", "sv"} {
				raw := wordsOf(t, lang)[m[1]]
				if raw == "" {
					t.Errorf("%s returns %s, which has no words in %s", path, m[1], lang)
					continue
				}
				got := w.Problem(lang, m[1], params)
				if strings.Count(raw, "{") > strings.Count(got, "VALUE") {
					t.Errorf("%s returns %s without filling %q", path, m[1], raw)
				}
			}
		}
		if strings.Contains(path, "core/money/statement/") {
			continue // what it refuses is said at the command line; cmd/samtal holds each code to its words
		}
		for _, m := range said.FindAllStringSubmatch(text, -1) {
			if n++; wordsOf(t, "en")[m[1]] == "" || wordsOf(t, "sv")[m[1]] == "" {
				t.Errorf("%s refuses with %s, which has no words", path, m[1])
			}
		}
	}
	if n < 40 {
		t.Fatalf("looked at %d codes only", n)
	}
	if got := w.Problem("sv", "no_such_code", nil); got != wordsOf(t, "sv")["problem_other"] {
		t.Errorf("%q", got)
	}
	if got := w.Problem("sv-SE", "unknown_market", nil); got != wordsOf(t, "sv")["unknown_market"] {
		t.Errorf("a caller from Sweden reads %q", got)
	}
}

// Every line that the law tells has words in both languages, whole, with what
// the desk knows: when, who and what.
func TestEveryLineOfTheLawHasWords(t *testing.T) {
	w := load(t)
	keys := map[string]bool{}
	for path, text := range sources(t) {
		if strings.Contains(path, "core/conversation/") {
			for _, m := range tells.FindAllStringSubmatch(text, -1) {
				keys[m[1]+m[2]+m[3]] = true
			}
		}
	}
	if len(keys) < 18 || !keys["in_line"] || !keys["in_line_closed"] || !keys["act_failed"] {
		t.Fatalf("found %v", keys)
	}
	params := map[string]string{"market": "SE", "due": "DUE", "name": "MAJA", "tool": "TOOL", "team": "TEAM"}
	for _, whom := range []conversation.Others{conversation.Merchant, conversation.BackOffice, conversation.Police, conversation.SomeOther} {
		keys["wait_"+string(whom)] = true
	}
	topics := []string{"", "+gentle", "+fraud", "+lost_card", "+dispute", "+hardship", "+bereavement", "+complaint", "+distress", "+refund", "+freeze_card"}
	for key := range keys {
		for _, lang := range []string{"en", "sv"} {
			for _, topic := range topics {
				got := w.Words(lang, key+topic, params)
				if got == "" || strings.ContainsAny(got, "{}") || strings.Contains(got, "  ") || strings.Contains(got, " ,") || strings.Contains(got, " .") {
					t.Errorf("%s %s: %q", lang, key+topic, got)
				}
				if strings.HasPrefix(key, "in_line") && !strings.Contains(got, "DUE") {
					t.Errorf("%s %s promises no time: %q", lang, key+topic, got)
				}
			}
		}
	}
}

func TestWordsFitTheMoment(t *testing.T) {
	w := load(t)
	for _, c := range []struct{ lang, key, market, want string }{
		{"en", "helplines", "SE", "112"}, {"en", "helplines", "SE", "90101"}, {"en", "helplines", "UK", "999"}, {"en", "helplines", "US", "988"}, {"sv", "helplines", "", "112"},
		{"sv", "in_line+fraud", "SE", "bedrägeriteam"}, {"sv", "in_line+bereavement", "SE", "beklagar sorgen"}, {"en", "in_line+gentle", "SE", "If I read you right"},
		{"sv", "in_line_closed+gentle", "SE", "Om jag förstår dig rätt"}, {"en", "in_line_closed+distress", "SE", "first of all"},
		{"sv", "act_done+freeze_card", "SE", "Kortet är spärrat"}, {"en", "act_done+list_cards", "SE", "Done: TOOL"}, {"en", "assistant_intro", "SE", "Nordkredit"},
		{"sv", "help_meanwhile+fraud", "SE", "säkra kortet"}, {"fi", "assistant_intro", "SE", "Nordkredit's assistant"},
	} {
		got := w.Words(c.lang, c.key, map[string]string{"market": c.market, "due": "DUE", "tool": "TOOL"})
		if !strings.Contains(got, c.want) {
			t.Errorf("%s %s %s: %q lacks %q", c.lang, c.market, c.key, got, c.want)
		}
	}
	if got := w.Words("en", "in_line+fraud", map[string]string{"market": "SE", "position": "1", "wait": "two minutes", "due": "DUE"}); !strings.Contains(got, "number 1, about two minutes") {
		t.Errorf("a known wait is said: %q", got)
	}
	if w.TopicTitle("sv", "refund") != "Återbetalning" || w.TopicTitle("sv", "nothing") != "Din fråga" {
		t.Error(w.TopicTitle("sv", "refund"), w.TopicTitle("sv", "nothing"))
	}
}

func TestMomentsAreWrittenAsPeopleSayThem(t *testing.T) {
	w := load(t)
	at := func(s string) time.Time {
		x, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	for _, c := range []struct{ market, lang, at, want string }{
		{"SE", "sv", "2026-11-23T13:20:00Z", "i dag kl. 14:20"},
		{"SE", "sv", "2026-11-23T13:19:01Z", "i dag kl. 14:20"}, // never sooner than it is
		{"SE", "en", "2026-11-23T23:30:00Z", "tomorrow"},        // after midnight in Stockholm
		{"UK", "en", "2026-11-23T23:30:00Z", "today"},           // not yet in London
		{"SE", "sv", "2026-11-27T08:00:00Z", "på fredag kl. 09:00"},
		{"SE", "sv", "2026-12-04T08:00:00Z", "den 4 december kl. 09:00"},
		{"SE", "en", "2027-01-04T08:00:00Z", "2027"},
	} {
		if got := w.Moment(c.market, c.lang, at(c.at), monday); !strings.Contains(got, c.want) {
			t.Errorf("%s %s %s: %q, want %q", c.market, c.lang, c.at, got, c.want)
		}
	}
	if w.Today("SE", at("2026-11-23T23:30:00Z")) != "2026-11-24" || w.Today("US", at("2026-11-23T23:30:00Z")) != "2026-11-23" {
		t.Error("the date is the market's own")
	}
}
