package words_test

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
)

func load(t *testing.T, file string) map[string]string {
	t.Helper()
	body, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	if err := yaml.UnmarshalWithOptions(body, &out, yaml.Strict()); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return out
}

var brace = regexp.MustCompile(`\{[^}]*\}`)

// braces are the distinct {names} of a text, sorted.
func braces(s string) []string {
	list := brace.FindAllString(s, -1)
	slices.Sort(list)
	return slices.Compact(list)
}

// A key that one language lacks would reach a customer as a bare key, a brace
// that one lacks as a hole in the sentence.
func TestBothLanguagesHaveTheSameKeysAndBraces(t *testing.T) {
	sv, en := load(t, "sv.yaml"), load(t, "en.yaml")
	for key, text := range en {
		other, ok := sv[key]
		if !ok {
			t.Errorf("sv.yaml lacks %s", key)
			continue
		}
		if diff := cmp.Diff(braces(text), braces(other)); diff != "" {
			t.Errorf("%s: %s", key, diff)
		}
	}
	for key := range sv {
		if _, ok := en[key]; !ok {
			t.Errorf("en.yaml lacks %s", key)
		}
	}
}

// The lines are read by people: whole, without the words that screens.md bans.
func TestLinesAreWhole(t *testing.T) {
	banned := []string{"oops", "just an ai", "bara en ai", "tyvärr kan jag inte", "unfortunately, i", "invalid", "ogiltig", "illegal", " ai "}
	known := []string{"{company}", "{name}", "{due}", "{wait}", "{position}", "{tool}", "{topic}", "{n}", "{time}", "{weekday}", "{date}", "{day}", "{month}", "{year}", "{link}", "{code}", "{what}",
		"{max}", "{most}", "{from}", "{to}", "{days}", "{field}", "{seconds}", "{country}", "{emergency}", "{talk}", "{talk_name}", "{amount}", "{merchant}", "{last4}", "{team}", "{reason}",
		"{1}", "{2}", "{line}", "{column}", "{why}", "{mb}", "{shop}", "{usual}", "{hours}", "{least}"}
	for _, file := range []string{"sv.yaml", "en.yaml"} {
		for key, text := range load(t, file) {
			if strings.TrimSpace(text) != text || text == "" || strings.Contains(text, "  ") {
				t.Errorf("%s %s: empty or with loose spaces: %q", file, key, text)
			}
			for _, b := range banned {
				if strings.Contains(strings.ToLower(text), b) {
					t.Errorf("%s %s says %q", file, key, b)
				}
			}
			for _, b := range braces(text) {
				if !slices.Contains(known, b) {
					t.Errorf("%s %s: nobody fills %s", file, key, b)
				}
			}
			if strings.Count(text, "{") != strings.Count(text, "}") {
				t.Errorf("%s %s: a brace is open", file, key)
			}
		}
	}
}

// A variant is asked for by topic: a misspelt one would never be shown.
func TestVariantsHaveTopics(t *testing.T) {
	en := load(t, "en.yaml")
	for key := range en {
		for _, base := range []string{"in_line_closed_", "help_meanwhile_"} {
			if topic, ok := strings.CutPrefix(key, base); ok && topic != "gentle" && topic != "visitor" && en["topic_"+topic] == "" {
				t.Errorf("%s: there is no topic_%s", key, topic)
			}
		}
	}
}

// Mails carry a link or a code, never what was said (P4).
func TestMailsCarryNoContent(t *testing.T) {
	for _, file := range []string{"sv.yaml", "en.yaml"} {
		for key, text := range load(t, file) {
			if strings.HasPrefix(key, "mail_") && strings.HasSuffix(key, "_body") && !strings.Contains(text, "{link}") && !strings.Contains(text, "{code}") {
				t.Errorf("%s %s leads nowhere", file, key)
			}
			if strings.HasPrefix(key, "mail_") && strings.Contains(text, "{topic}") {
				t.Errorf("%s %s tells the topic", file, key)
			}
		}
	}
}

// What we say must be what the rules do.
func TestWordsKeepToTheMarketsPromises(t *testing.T) {
	var market struct {
		Promises map[string]int `yaml:"promises"`
	}
	body, err := os.ReadFile("../markets/SE.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(body, &market); err != nil {
		t.Fatal(err)
	}
	want := strconv.Itoa(market.Promises["reopen_hours"])
	for _, file := range []string{"sv.yaml", "en.yaml"} {
		if text := load(t, file)["settled"]; !strings.Contains(text, want) {
			t.Errorf("%s settled: the market reopens for %s hours: %q", file, want, text)
		}
	}
}

// Every line that core/conversation tells, and every problem code in the code,
// has its words.
func TestEveryKeyInTheCodeHasWords(t *testing.T) {
	en := load(t, "en.yaml")
	told := regexp.MustCompile(`Told\{Key: "([a-z_]+)"|told\.Key = (?:[A-Za-z]+, )?"([a-z_]+)"`)
	code := regexp.MustCompile(`problem\.New\([A-Za-z.]+, "([a-z_]+)"`)
	n := 0
	err := walk("../..", func(path, text string) {
		for _, re := range []*regexp.Regexp{told, code} {
			for _, m := range re.FindAllStringSubmatch(text, -1) {
				key := m[1]
				if key == "" && len(m) > 2 {
					key = m[2]
				}
				if n++; key != "" && en[key] == "" {
					t.Errorf("%s uses %s, which has no words", path, key)
				}
			}
		}
	})
	if err != nil || n < 10 {
		t.Fatalf("looked at %d keys: %v", n, err)
	}
}

// walk reads the Go files of the house that are not tests.
func walk(root string, see func(path, text string)) error {
	for _, floor := range []string{"core", "service", "assistant", "edge", "cmd"} {
		var dirs = []string{root + "/" + floor}
		for len(dirs) > 0 {
			dir := dirs[0]
			dirs = dirs[1:]
			entries, err := os.ReadDir(dir)
			if os.IsNotExist(err) {
				continue
			}
			if err != nil {
				return err
			}
			for _, e := range entries {
				name := dir + "/" + e.Name()
				if e.IsDir() {
					dirs = append(dirs, name)
				}
				if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
					body, err := os.ReadFile(name)
					if err != nil {
						return err
					}
					see(name, string(body))
				}
			}
		}
	}
	return nil
}
