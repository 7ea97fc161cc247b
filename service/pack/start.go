package pack

import (
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"time"
)

// The starting points that `samtal new` fills in.
//
//go:embed start
var starts embed.FS

// Written is a file of a pack as it should be written.
type Written struct {
	File string
	Body []byte
	New  bool // it wasn't there before
}

// Unfit says why a starting point can't be made: Code is a key of the program's
// words, Params fill it.
type Unfit struct {
	Code   string
	Params []string // name, value, name, value
}

func (u *Unfit) Error() string { return u.Code + " " + strings.Join(u.Params, " ") }

func unfit(code string, params ...string) error { return &Unfit{code, params} }

var (
	flowName   = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
	articleID  = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	marketName = regexp.MustCompile(`^[A-Z]{2,4}$`)
)

// Export is every file of a pack, for a folder that somebody goes on with.
func Export(content fs.FS) (out []Written, err error) {
	err = each(content, shelfmarks, func(name string, _ fs.DirEntry) error {
		body, err := fs.ReadFile(content, name)
		out = append(out, Written{name, body, true})
		return err
	})
	return out, err
}

// start fills a starting point.
func start(name string, params ...string) []byte {
	body, err := starts.ReadFile("start/" + name)
	if err != nil {
		panic(err) // it is built in
	}
	for i := 0; i < len(params); i += 2 {
		params[i] = "@" + params[i] + "@"
	}
	return []byte(strings.NewReplacer(params...).Replace(string(body)))
}

func there(content fs.FS, name string) bool {
	_, err := fs.Stat(content, name)
	return err == nil
}

// languages of a pack are those that it has words in.
func languages(content fs.FS) (out []string) {
	for _, name := range list(content, "words", ".yaml") {
		out = append(out, strings.TrimSuffix(name[len("words/"):], ".yaml"))
	}
	return out
}

// NewArticle begins an article in every language of the pack. Nobody sees it
// before somebody writes its text, approves it and says from when it holds.
func NewArticle(content fs.FS, id, topic string, now time.Time) ([]Written, error) {
	if !articleID.MatchString(id) {
		return nil, unfit("new_bad_article", "name", id)
	}
	var out []Written
	for _, lang := range languages(content) {
		file := "articles/" + lang + "/" + id + ".md"
		if there(content, file) {
			return nil, unfit("new_there", "file", file)
		}
		text := "Write what applies, one thought a paragraph, as you would say it to a customer. The first lines are shown most.\n\n## A heading is a question that customers ask\nAnd its answer."
		if lang == "sv" {
			text = "Skriv vad som gäller, en tanke per stycke, som du skulle säga det till en kund. De första raderna visas oftast.\n\n## En rubrik är en fråga som kunder ställer\nOch svaret på den."
		}
		out = append(out, Written{file, start("article.md", "id", id, "title", titleOf(id), "topic", topic, "language", lang,
			"today", now.Format(time.DateOnly), "text", text), true})
	}
	return out, nil
}

// titleOf makes a first title from a name: student_discount is "Student discount".
func titleOf(name string) string {
	s := strings.NewReplacer("_", " ", "-", " ").Replace(name)
	return strings.ToUpper(s[:1]) + s[1:]
}

// NewFlow begins a flow with all that belongs to it: its article, its topic's
// title, phrases to know it by, and a row for it in every market, where it is
// off until somebody turns it on.
func NewFlow(content fs.FS, name string, now time.Time) ([]Written, error) {
	if !flowName.MatchString(name) {
		return nil, unfit("new_bad_flow", "name", name)
	}
	file, id, what := "flows/"+name+".yaml", strings.ReplaceAll(name, "_", "-"), strings.ReplaceAll(name, "_", " ")
	if there(content, file) {
		return nil, unfit("new_there", "file", file)
	}
	asks := map[string][]string{
		"en": {"I have a question about " + what, "I would like " + what, "can you help me with " + what, "how does it work with " + what, what + " please"},
		"sv": {"jag har en fråga om " + what, "jag skulle vilja ha " + what, "kan ni hjälpa mig med " + what, "hur fungerar det med " + what, what + " tack"},
	}
	lines := func(lang string) string { return "      - " + strings.Join(asks[lang], "\n      - ") }
	out := []Written{{file, start("flow.yaml", "name", name, "id", id, "title", titleOf(name), "en", lines("en"), "sv", lines("sv"),
		"first_en", asks["en"][0], "first_sv", asks["sv"][0]), true}}
	articles, err := NewArticle(content, id, name, now)
	if err != nil {
		return nil, err
	}
	out = append(out, articles...)
	for _, lang := range languages(content) {
		words, err := appended(content, "words/"+lang+".yaml", fmt.Sprintf("topic_%s: %q", name, titleOf(name)))
		if err != nil {
			return nil, err
		}
		ask := asks[lang]
		if ask == nil {
			ask = asks["en"]
		}
		phrases, err := appended(content, "phrases/"+lang+"/topics.txt", "\n# Replace these by how customers really write, twenty lines or more.\n[topic:"+name+"]\n"+strings.Join(ask, "\n"))
		if err != nil {
			return nil, err
		}
		out = append(out, words, phrases)
	}
	for _, market := range list(content, "markets", ".yaml") {
		body, err := fs.ReadFile(content, market)
		if err != nil {
			return nil, err
		}
		at := strings.Split(string(body), "\n")
		i := slices.IndexFunc(at, func(line string) bool { return strings.HasPrefix(line, "autonomy:") })
		if i < 0 {
			return nil, unfit("new_no_autonomy", "file", market)
		}
		at = slices.Insert(at, i+1, fmt.Sprintf("  %s: {level: off}  # act when the flow and its article are ready", name))
		out = append(out, Written{File: market, Body: []byte(strings.Join(at, "\n"))})
	}
	return out, nil
}

// appended is a file with lines after its last.
func appended(content fs.FS, name, lines string) (Written, error) {
	body, err := fs.ReadFile(content, name)
	return Written{File: name, Body: []byte(strings.TrimRight(string(body), "\n") + "\n" + lines + "\n")}, err
}

// Helpline is a number that is shown to somebody in danger.
type Helpline struct{ Name, Phone string }

// NewMarket is what only the market's own people know: none of it is guessed,
// for a wrong number would be shown to somebody in danger.
type NewMarket struct {
	Code, Currency, Zone string
	Languages            []string // the first is the market's own; none: all of the pack's
	Emergency, Talk      Helpline
}

// Start begins the market's file.
func (m NewMarket) Start(content fs.FS) ([]Written, error) {
	file := "markets/" + m.Code + ".yaml"
	switch {
	case !marketName.MatchString(m.Code):
		return nil, unfit("new_bad_market", "name", m.Code)
	case there(content, file):
		return nil, unfit("new_there", "file", file)
	}
	if len(m.Languages) == 0 {
		m.Languages = languages(content)
	}
	for _, l := range m.Languages {
		if !there(content, "words/"+l+".yaml") {
			return nil, unfit("new_no_words", "language", l)
		}
	}
	country := m.Code
	if m.Code == "UK" {
		country = "GB"
	}
	if !slices.Contains(holidaysOf, country) {
		country = holidaysOf[0]
	}
	company := "Company"
	for _, other := range list(content, "markets", ".yaml") {
		var o market
		var faults []Fault
		if readYAML(content, other, &o, &faults) != nil && o.Company != "" {
			company = o.Company
			break
		}
	}
	named := func(name string) string {
		var each []string
		for _, l := range m.Languages {
			each = append(each, fmt.Sprintf("%s: %q", l, name))
		}
		return strings.Join(each, ", ")
	}
	return []Written{{file, start("market.yaml", "code", m.Code, "names", named(m.Code), "company", company, "languages", strings.Join(m.Languages, ", "),
		"currency", m.Currency, "country", country, "zone", m.Zone, "emergency_names", named(m.Emergency.Name), "emergency", m.Emergency.Phone,
		"talk_names", named(m.Talk.Name), "talk", m.Talk.Phone), true}}, nil
}

// holidaysOf are the countries whose public holidays are known.
var holidaysOf = []string{"SE", "GB", "US"}
