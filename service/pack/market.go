package pack

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
	"time"

	"samtal/core/conversation"
	"samtal/core/hours"
	"samtal/core/money"
	"samtal/core/understanding"
	"samtal/service/calendar"
)

// market is one file of content/markets. SE.yaml explains every key.
type market struct {
	Market     string               `yaml:"market"`
	Name       map[string]string    `yaml:"name"`
	Company    string               `yaml:"company"`
	Languages  []string             `yaml:"languages"`
	Currency   string               `yaml:"currency"`
	Country    string               `yaml:"country"`
	Hours      hours.Written        `yaml:"hours"`
	Promises   promises             `yaml:"promises"`
	Helplines  []helpline           `yaml:"helplines"`
	Disputes   []body               `yaml:"disputes"`
	Advice     []body               `yaml:"advice"`
	Privacy    *body                `yaml:"privacy_authority"`
	Rights     map[string]int       `yaml:"rights"`
	Teams      map[string]string    `yaml:"teams"`
	Sensitive  map[string]sensitive `yaml:"sensitive"`
	Autonomy   map[string]permit    `yaml:"autonomy"`
	Kept       kept                 `yaml:"kept"`
	Mandate    mandate              `yaml:"mandate"`
	permits    map[string]conversation.Permit
	emergency  helpline
	talk       helpline
	lineTopics []string // topics that a line may be for, sorted; "" is any other
}

type promises struct {
	Draft       int `yaml:"draft_seconds"`
	Act         int `yaml:"act_seconds"`
	Offer       int `yaml:"offer_seconds"`
	ExpertWord  int `yaml:"expert_word_seconds"`
	LineWait    int `yaml:"line_wait_seconds"`
	AbsentPush  int `yaml:"absent_push_seconds"`
	Present     int `yaml:"present_minutes"`
	Quiet       int `yaml:"expert_quiet_minutes"`
	Reopen      int `yaml:"reopen_hours"`
	Written     int `yaml:"written_answer_open_hours"`
	WaitingCust int `yaml:"waiting_customer_hours"`
	Idle        int `yaml:"idle_hours"`           // left out: what the law says
	Close       int `yaml:"customer_close_hours"` // left out: what the law says
}

// kept is how long what belongs to a person is kept (GDPR article 5(1)(e)).
type kept struct {
	Conversation int `yaml:"conversation_months"`
}

// each lists the promises by the key that a person wrote.
func (p promises) each() map[string]int {
	return map[string]int{"draft_seconds": p.Draft, "act_seconds": p.Act, "offer_seconds": p.Offer, "expert_word_seconds": p.ExpertWord,
		"line_wait_seconds": p.LineWait, "absent_push_seconds": p.AbsentPush, "present_minutes": p.Present, "expert_quiet_minutes": p.Quiet,
		"reopen_hours": p.Reopen, "written_answer_open_hours": p.Written, "waiting_customer_hours": p.WaitingCust}
}

type helpline struct {
	Name  map[string]string `yaml:"name"`
	Phone string            `yaml:"phone"`
	When  string            `yaml:"when"`
	Web   string            `yaml:"web"`
}

// body is an authority or adviser that a customer may turn to.
type body struct {
	ID   string            `yaml:"id"`
	Name map[string]string `yaml:"name"`
	Web  string            `yaml:"web"`
}

type sensitive struct {
	Choice  bool `yaml:"choice"`
	Protect bool `yaml:"protect"`
}

type permit struct {
	Level string `yaml:"level"`
	Max   string `yaml:"max"`
}

var levels = map[string]conversation.Autonomy{"off": conversation.Off, "shadow": conversation.Shadow, "draft": conversation.Draft, "act": conversation.Do}

// readMarkets reads every market. now is only for the country's holidays.
func readMarkets(content fs.FS, words map[string]map[string]string, tools []ToolInfo, now time.Time, faults *[]Fault) map[string]*market {
	out := map[string]*market{}
	for _, name := range list(content, "markets", ".yaml") {
		m := &market{}
		s := readYAML(content, name, m, faults)
		if s == nil {
			continue
		}
		if want := strings.TrimSuffix(path.Base(name), ".yaml"); m.Market != want {
			s.at("wrong_name", fmt.Sprintf("the market is called %q, but the file %q", m.Market, want), "market")
		}
		m.checkPlain(s, words)
		m.checkPeople(s)
		m.checkAutonomy(s, words)
		m.checkMandate(s, tools)
		if _, _, bad := calendar.Build(m.Hours, m.Country, now); len(bad) > 0 {
			for _, p := range bad {
				s.at(p.Code, fill(words["en"][p.Code], p.Params), "hours")
			}
		}
		out[m.Market] = m
	}
	if len(out) == 0 {
		*faults = append(*faults, Fault{File: "markets", Line: 1, Column: 1, Code: "missing_file", Message: "there is no market"})
	}
	return out
}

func (m *market) checkPlain(s *sheet, words map[string]map[string]string) {
	if len(m.Languages) == 0 {
		s.at("missing_key", "a market needs languages; the first is its own", "languages")
	}
	for i, l := range m.Languages {
		if len(words[l]) == 0 {
			s.at("unknown_value", fmt.Sprintf("there is no words/%s.yaml", l), "languages", fmt.Sprint(i))
		}
		if m.Name[l] == "" {
			s.at("missing_language", fmt.Sprintf("the name in %q is missing", l), "name")
		}
	}
	if m.Company == "" {
		s.at("missing_key", "company is missing", "company")
	}
	if len(m.Currency) != 3 {
		s.at("unknown_value", fmt.Sprintf("%q is not a currency like SEK", m.Currency), "currency")
	}
	if m.Kept.Conversation <= 0 {
		s.at("missing_key", "conversation_months must be more than 0: what people wrote is not kept for ever", "kept", "conversation_months")
	}
	for _, key := range sortedKeys(m.Promises.each()) {
		if m.Promises.each()[key] <= 0 {
			s.at("missing_key", key+" must be more than 0: somebody is promised by it", "promises", key)
		}
	}
}

// checkPeople: whoever is in danger must find a number in their own language (P3).
func (m *market) checkPeople(s *sheet) {
	for i, h := range m.Helplines {
		for _, l := range m.Languages {
			if h.Name[l] == "" {
				s.at("missing_language", fmt.Sprintf("the name in %q is missing", l), "helplines", fmt.Sprint(i))
			}
		}
		switch h.When {
		case "helpline_emergency":
			m.emergency = h
		case "helpline_talk":
			m.talk = h
		default:
			s.at("unknown_value", fmt.Sprintf("%q is not one of helpline_emergency, helpline_talk", h.When), "helplines", fmt.Sprint(i))
		}
	}
	if m.emergency.Phone == "" || m.talk.Phone == "" {
		s.at("missing_key", "a market needs a helpline for emergencies and one to talk to", "helplines")
	}
}

func (m *market) checkAutonomy(s *sheet, words map[string]map[string]string) {
	m.permits = map[string]conversation.Permit{}
	for _, topic := range sortedKeys(m.Autonomy) {
		a := m.Autonomy[topic]
		level, ok := levels[a.Level]
		if !ok {
			s.at("unknown_value", fmt.Sprintf("%q is not one of off, shadow, draft, act", a.Level), "autonomy", topic)
		}
		p := conversation.Permit{Level: level}
		if a.Max != "" {
			max, err := money.Parse(a.Max, "")
			if err != nil || max.Currency != m.Currency {
				s.at("unknown_value", fmt.Sprintf("%q is not an amount in %s", a.Max, m.Currency), "autonomy", topic)
			}
			p.Max = max
		}
		if _, belongs := m.Sensitive[topic]; belongs && level > conversation.Shadow {
			s.at("sensitive_ceiling", fmt.Sprintf("%s belongs to people: the assistant stops at shadow", topic), "autonomy", topic)
		}
		if topic != "" && words["en"]["topic_"+topic] == "" {
			s.at("unknown_value", fmt.Sprintf("there is no topic_%s in words", topic), "autonomy", topic)
		}
		m.permits[topic] = p
	}
	// A matter whose topic nobody knows yet is talk: after a hand-back the
	// assistant may go on with it.
	if _, named := m.permits["general"]; !named {
		m.permits["general"] = m.permits[""]
	}
	for _, k := range understanding.Kinds {
		if _, ok := m.Sensitive[string(k)]; !ok {
			s.at("missing_key", fmt.Sprintf("%s must be sensitive: it belongs to people", k), "sensitive")
		}
	}
	for _, topic := range sortedKeys(m.Teams) {
		for _, l := range m.Languages {
			if words[l]["team_"+m.Teams[topic]] == "" {
				s.at("unknown_value", fmt.Sprintf("there is no team_%s in words/%s.yaml", m.Teams[topic], l), "teams", topic)
			}
		}
	}
	m.lineTopics = []string{""}
	for topic := range m.Sensitive {
		m.lineTopics = append(m.lineTopics, topic)
	}
	for topic := range m.Autonomy {
		if !slices.Contains(m.lineTopics, topic) {
			m.lineTopics = append(m.lineTopics, topic)
		}
	}
	sort.Strings(m.lineTopics)
	if len(m.lineTopics) > 64 {
		s.at("too_many", "a market has at most 64 topics", "autonomy")
	}
}

// list names the files of a folder with an extension, sorted.
func list(content fs.FS, dir, ext string) []string {
	entries, err := fs.ReadDir(content, dir)
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		if !e.IsDir() && path.Ext(e.Name()) == ext {
			out = append(out, dir+"/"+e.Name())
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
