package pack

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"samtal/core/practice"
	"samtal/core/understanding"
)

// practiceFile is one file of content/practice. docs/people.md explains every key.
type practiceFile struct {
	Topic     string             `yaml:"topic"`
	Level     int                `yaml:"level"`
	Title     practice.Text      `yaml:"title"`
	Name      practice.Text      `yaml:"name"`
	Goal      practice.Text      `yaml:"goal"`
	Mood      string             `yaml:"mood"`
	Opening   practice.Text      `yaml:"opening"`
	Facts     []practiceFact     `yaml:"facts"`
	Acts      []practiceAct      `yaml:"acts"`
	Reactions []practiceReaction `yaml:"reactions"`
	Says      practiceSays       `yaml:"says"`
	Patience  int                `yaml:"patience"`
	Right     practiceRight      `yaml:"right"`
	Good      []practiceStep     `yaml:"good"`
}

type practiceFact struct {
	ID     string         `yaml:"id"`
	Known  bool           `yaml:"known"`
	Label  practice.Text  `yaml:"label"`
	Value  practice.Text  `yaml:"value"`
	Ask    practice.Lists `yaml:"ask"`
	Answer practice.Text  `yaml:"answer"`
}

type practiceAct struct {
	Tool   string         `yaml:"tool"`
	Shows  practice.Text  `yaml:"shows"`
	Claims practice.Lists `yaml:"claims"`
}

type practiceReaction struct {
	When struct {
		Act     string `yaml:"act"`
		Topic   string `yaml:"topic"`
		Asked   string `yaml:"asked"`
		Promise bool   `yaml:"promise"`
		Warm    bool   `yaml:"warm"`
	} `yaml:"when"`
	Say  practice.Text `yaml:"say"`
	Mood string        `yaml:"mood"`
}

type practiceSays struct {
	Again     practice.Text   `yaml:"again"`
	Harsh     practice.Text   `yaml:"harsh"`
	Promise   practice.Text   `yaml:"promise"`
	Bye       practice.Text   `yaml:"bye"`
	Left      practice.Text   `yaml:"left"`
	Otherwise []practice.Text `yaml:"otherwise"`
}

func (p practiceSays) says() practice.Says {
	return practice.Says{Again: p.Again, Harsh: p.Harsh, Promise: p.Promise, Bye: p.Bye, Left: p.Left, Otherwise: p.Otherwise}
}

type practiceRight struct {
	Acts    []string `yaml:"acts"`
	Never   []string `yaml:"never"`
	End     string   `yaml:"end"`
	Promise bool     `yaml:"promise"`
	Within  string   `yaml:"within"`
	Comfort bool     `yaml:"comfort"`
}

type practiceStep struct {
	Say    practice.Text `yaml:"say"`
	Act    string        `yaml:"act"`
	BackBy string        `yaml:"back_by"`
	Wait   string        `yaml:"wait"`
	End    string        `yaml:"end"`
}

type cuesFile struct {
	Warm    practice.Lists `yaml:"warm"`
	Harsh   practice.Lists `yaml:"harsh"`
	Asking  practice.Lists `yaml:"asking"`
	Promise practice.Lists `yaml:"promise"`
	Spans   practice.Lists `yaml:"spans"`
	Says    practiceSays   `yaml:"says"`
}

// School is what newcomers learn from: the scripted customers by id, and the
// words by which a turn is judged.
type School struct {
	Customers map[string]practice.Customer
	Cues      practice.Cues
	Quiz      []Question
	Languages map[string]LanguageCheck // by language
}

// Question is one with options; Right counts from 1.
type Question struct {
	Ask     practice.Text   `yaml:"ask"`
	Options []practice.Text `yaml:"options"`
	Right   int             `yaml:"right"`
	Why     practice.Text   `yaml:"why"`
}

// LanguageCheck is a message to read and an answer to write, in one language.
type LanguageCheck struct {
	Text      string `yaml:"text"`
	Questions []struct {
		Ask     string   `yaml:"ask"`
		Options []string `yaml:"options"`
		Right   int      `yaml:"right"`
	} `yaml:"questions"`
	Write string `yaml:"write"`
	Words int    `yaml:"words"` // at least so many
}

const cuesName = "learn/cues.yaml"

// readSchool reads the scripted customers. A pack without any has nobody to
// practise with, which is no fault of its own.
func readSchool(content fs.FS, words map[string]map[string]string, tools []ToolInfo, faults *[]Fault) School {
	out := School{Customers: map[string]practice.Customer{}}
	names := list(content, "practice", ".yaml")
	if len(names) == 0 {
		return out
	}
	langs := sortedKeys(words)
	var f cuesFile
	if s := readYAML(content, cuesName, &f, faults); s != nil {
		c := script{sheet: s, langs: langs}
		for key, l := range map[string]practice.Lists{"warm": f.Warm, "harsh": f.Harsh, "asking": f.Asking, "promise": f.Promise, "spans": f.Spans} {
			c.lists(l, key)
		}
		for key, t := range map[string]practice.Text{"again": f.Says.Again, "harsh": f.Says.Harsh, "promise": f.Says.Promise, "bye": f.Says.Bye, "left": f.Says.Left} {
			c.text(t, "says", key)
		}
		if len(f.Says.Otherwise) == 0 {
			s.at("missing_key", "a customer needs something to say to what no script foresees", "says", "otherwise")
		}
		for i, t := range f.Says.Otherwise {
			c.text(t, "says", "otherwise", fmt.Sprint(i))
		}
		out.Cues = practice.Cues{Warm: f.Warm, Harsh: f.Harsh, Asking: f.Asking, Promise: f.Promise, Spans: f.Spans, Says: f.Says.says()}
	}
	out.readChecks(content, langs, faults)
	for _, name := range names {
		var f practiceFile
		s := readYAML(content, name, &f, faults)
		if s == nil {
			continue
		}
		c := script{sheet: s, langs: langs, words: words["en"], tools: tools}
		id := strings.TrimSuffix(path.Base(name), ".yaml")
		out.Customers[id] = c.customer(id, f)
	}
	return out
}

func (out *School) readChecks(content fs.FS, langs []string, faults *[]Fault) {
	if s := readYAML(content, "learn/quiz.yaml", &out.Quiz, faults); s != nil {
		c := script{sheet: s, langs: langs}
		for i, q := range out.Quiz {
			at := fmt.Sprint(i)
			c.text(q.Ask, at, "ask")
			c.text(q.Why, at, "why")
			for _, o := range q.Options {
				c.text(o, at, "options")
			}
			if q.Right < 1 || q.Right > len(q.Options) {
				c.at("unknown_value", "right is one of the options, counted from 1", at, "right")
			}
		}
		if len(out.Quiz) == 0 {
			s.at("missing_key", "a quiz needs questions")
		}
	}
	if s := readYAML(content, "learn/language.yaml", &out.Languages, faults); s != nil {
		for _, l := range langs {
			check, ok := out.Languages[l]
			if !ok || check.Text == "" || check.Write == "" || check.Words < 1 || len(check.Questions) == 0 {
				s.at("missing_language", fmt.Sprintf("the check in %s needs text, questions, write and words", l), l)
			}
			for i, q := range check.Questions {
				if q.Right < 1 || q.Right > len(q.Options) {
					s.at("unknown_value", "right is one of the options, counted from 1", l, "questions", fmt.Sprint(i), "right")
				}
			}
		}
	}
}

// script reads one file and says where it is wrong.
type script struct {
	*sheet
	langs []string
	words map[string]string
	tools []ToolInfo
}

func (c script) text(t practice.Text, path ...string) {
	for _, l := range c.langs {
		if t[l] == "" {
			c.at("missing_language", fmt.Sprintf("the text in %s is missing", l), path...)
		}
	}
}

func (c script) lists(l practice.Lists, path ...string) {
	for _, lang := range c.langs {
		if len(l[lang]) == 0 {
			c.at("missing_language", fmt.Sprintf("the phrases in %s are missing", lang), path...)
		}
	}
}

func (c script) length(s string, path ...string) time.Duration {
	d, err := time.ParseDuration(s)
	if s != "" && (err != nil || d <= 0) {
		c.at("unknown_value", fmt.Sprintf("%q is no length of time; write for example 20m", s), path...)
	}
	return d
}

var practiceMoods = []string{string(understanding.Calm), string(understanding.Worried), string(understanding.Upset), string(understanding.Angry)}

func (c script) mood(s string, path ...string) understanding.Mood {
	if !slices.Contains(practiceMoods, s) {
		c.at("unknown_value", fmt.Sprintf("%q is not one of %s", s, strings.Join(practiceMoods, ", ")), path...)
	}
	return understanding.Mood(s)
}

func (c script) customer(id string, f practiceFile) practice.Customer {
	out := practice.Customer{ID: id, Topic: f.Topic, Level: f.Level, Title: f.Title, Name: f.Name, Goal: f.Goal, Opening: f.Opening,
		Mood: c.mood(f.Mood, "mood"), Says: f.Says.says(), Patience: f.Patience}
	if c.words["topic_"+f.Topic] == "" {
		c.at("unknown_topic", fmt.Sprintf("the topic %q has no title topic_%s in words", f.Topic, f.Topic), "topic")
	}
	if f.Level < 1 || f.Level > 3 {
		c.at("unknown_value", "a level is 1, 2 or 3", "level")
	}
	for key, t := range map[string]practice.Text{"title": f.Title, "name": f.Name, "goal": f.Goal, "opening": f.Opening} {
		c.text(t, key)
	}
	for i, x := range f.Facts {
		at := func(key string) []string { return []string{"facts", fmt.Sprint(i), key} }
		if x.ID == "" || slices.ContainsFunc(f.Facts[:i], func(o practiceFact) bool { return o.ID == x.ID }) {
			c.at("unknown_value", "a fact needs an id of its own", at("id")...)
		}
		c.text(x.Label, at("label")...)
		c.text(x.Value, at("value")...)
		c.lists(x.Ask, at("ask")...)
		if !x.Known {
			c.text(x.Answer, at("answer")...)
		}
		out.Facts = append(out.Facts, practice.Fact{ID: x.ID, Label: x.Label, Value: x.Value, Known: x.Known, Ask: x.Ask, Answer: x.Answer})
	}
	for i, x := range f.Acts {
		if !slices.ContainsFunc(c.tools, func(t ToolInfo) bool { return t.Name == x.Tool }) {
			c.at("unknown_tool", fmt.Sprintf("there is no tool %q in tools.yaml", x.Tool), "acts", fmt.Sprint(i), "tool")
		}
		c.text(x.Shows, "acts", fmt.Sprint(i), "shows")
		out.Acts = append(out.Acts, practice.Act{Tool: x.Tool, Shows: x.Shows, Claims: x.Claims})
	}
	for i, x := range f.Reactions {
		at := func(key string) []string { return []string{"reactions", fmt.Sprint(i), key} }
		c.text(x.Say, at("say")...)
		if x.Mood != "" {
			c.mood(x.Mood, at("mood")...)
		}
		c.known(out, x.When.Act, at("when"))
		if x.When.Topic != "" && c.words["topic_"+x.When.Topic] == "" {
			c.at("unknown_topic", fmt.Sprintf("the topic %q has no title in words", x.When.Topic), at("when")...)
		}
		if x.When.Asked != "" && !slices.ContainsFunc(f.Facts, func(o practiceFact) bool { return o.ID == x.When.Asked }) {
			c.at("unknown_name", fmt.Sprintf("there is no fact %q", x.When.Asked), at("when")...)
		}
		when := practice.When{Act: x.When.Act, Topic: x.When.Topic, Asked: x.When.Asked, Promise: x.When.Promise, Warm: x.When.Warm}
		if when == (practice.When{}) {
			c.at("missing_key", "a reaction needs something to react to", at("when")...)
		}
		out.Reactions = append(out.Reactions, practice.Reaction{When: when, Say: x.Say, Mood: understanding.Mood(x.Mood)})
	}
	out.Right = c.right(out, f.Right)
	out.Good = c.good(out, f.Good)
	return out
}

func (c script) known(p practice.Customer, tool string, path []string) {
	if tool != "" && p.Act(tool) == nil {
		c.at("unknown_tool", fmt.Sprintf("%q is none of this customer's acts", tool), path...)
	}
}

func (c script) right(p practice.Customer, f practiceRight) practice.Right {
	for _, tool := range slices.Concat(f.Acts, f.Never) {
		c.known(p, tool, []string{"right"})
	}
	if !slices.Contains(practice.Ends, practice.End(f.End)) {
		c.at("unknown_value", fmt.Sprintf("%q is not one of settled, colleague, waits", f.End), "right", "end")
	}
	return practice.Right{Acts: f.Acts, Never: f.Never, End: practice.End(f.End), Promise: f.Promise, Within: c.length(f.Within, "right", "within"), Comfort: f.Comfort}
}

func (c script) good(p practice.Customer, steps []practiceStep) (out []practice.Step) {
	if len(steps) == 0 {
		c.at("missing_key", "good shows how it is done well, and is played by the check", "good")
	}
	for i, x := range steps {
		at := []string{"good", fmt.Sprint(i)}
		c.text(x.Say, at...)
		c.known(p, x.Act, at)
		if x.End != "" && !slices.Contains(practice.Ends, practice.End(x.End)) {
			c.at("unknown_value", fmt.Sprintf("%q is not one of settled, colleague, waits", x.End), at...)
		}
		out = append(out, practice.Step{Say: x.Say, Act: x.Act, BackBy: c.length(x.BackBy, at...), Wait: c.length(x.Wait, at...), End: practice.End(x.End)})
	}
	return out
}

// playSchool plays the good way of every scripted customer in every language,
// by every market's rubric, and returns how many there were. A way that does
// not pass would teach what we then mark down.
func (p parts) playSchool(read readFunc, faults []Fault) (int, []Fault) {
	n := 0
	for _, id := range sortedKeys(p.school.Customers) {
		c := p.school.Customers[id]
		for _, lang := range sortedKeys(p.words) {
			n++
			run := c.Play(p.school.Cues, lang, time.Unix(0, 0).UTC(), func(text string) understanding.Reading {
				return read(text, understanding.Context{Language: lang, Today: testDay})
			})
			for _, market := range sortedKeys(p.hiring) {
				if r := c.Score(p.hiring[market].Rubric, run); !r.Passed {
					faults = append(faults, Fault{File: "practice/" + id + ".yaml", Line: 1, Column: 1, Code: "practice",
						Message: fmt.Sprintf("the good way in %s does not pass in %s: %s", lang, market, slips(r))})
				}
			}
		}
	}
	return n, faults
}

func slips(r practice.Result) string {
	var out []string
	for _, m := range r.Marks {
		for _, s := range m.Slips {
			out = append(out, fmt.Sprintf("%s in turn %d", s.Code, s.Turn))
		}
	}
	return strings.Join(out, ", ")
}

// School is what newcomers learn from, as it is in force.
func (p *Pack) School() School { return p.in().parts.school }
