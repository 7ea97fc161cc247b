package admission

import (
	"slices"

	"samtal/core/routing"
)

// Skill is how well somebody answers a topic in a language, 1 to 3. Topic
// routing.Any is every topic that asks for no level of its own.
type Skill struct {
	Topic    string `json:"topic"`
	Language string `json:"language"`
	Level    int    `json:"level"`
}

// Most is the highest level.
const Most = 3

// Check reports whether skills may be given. known says the least level that a
// topic asks for, and whether there is such a topic. Topics for the most
// experienced (fraud, bereavement, distress) are given by name and at that
// level only: every topic at once never opens them by accident.
func Check(skills []Skill, speaks []string, known func(topic string) (least int, ok bool)) Refusal {
	if len(skills) == 0 {
		return NoSkills
	}
	for i, s := range skills {
		twice := slices.ContainsFunc(skills[:i], func(o Skill) bool { return o.Topic == s.Topic && o.Language == s.Language })
		if s.Level < 1 || s.Level > Most || twice {
			return BadLevel
		}
		if !slices.Contains(speaks, s.Language) {
			return BadLanguage
		}
		if s.Topic == routing.Any {
			if s.Level == Most {
				return Sensitive
			}
			continue
		}
		least, ok := known(s.Topic)
		switch {
		case !ok:
			return BadTopic
		case s.Level < least:
			return Sensitive
		}
	}
	return Done
}

// Routed is skills as routing takes them: the languages, and topic -> level. A
// level that holds in some of the languages only is kept by topic and language.
func Routed(skills []Skill) (languages []string, levels map[string]int) {
	levels = map[string]int{}
	for _, s := range skills {
		if !slices.Contains(languages, s.Language) {
			languages = append(languages, s.Language)
		}
	}
	slices.Sort(languages)
	for _, s := range skills {
		everywhere := true
		for _, l := range languages {
			everywhere = everywhere && slices.Contains(skills, Skill{s.Topic, l, s.Level})
		}
		if everywhere {
			levels[s.Topic] = s.Level
		} else {
			levels[routing.In(s.Topic, s.Language)] = s.Level
		}
	}
	return languages, levels
}
