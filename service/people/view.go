package people

import (
	"slices"
	"time"

	"samtal/core/admission"
	"samtal/core/routing"
)

// View is an application as its applicant sees it.
type View struct {
	ID          string           `json:"id"`
	Market      string           `json:"market"`
	Language    string           `json:"language"`
	Name        string           `json:"name"`
	WorkingName string           `json:"working_name"`
	Email       string           `json:"email"`
	State       admission.State  `json:"state"`
	Step        admission.Step   `json:"step"`
	Facts       *admission.Facts `json:"facts"`
	Languages   []LanguageView   `json:"languages"`
	Quiz        ScoreView        `json:"quiz"`
	Practices   []PractisedView  `json:"practices"`
	Needed      int              `json:"practices_needed" doc:"Different scripted customers that must be passed."`
	Decision    *DecisionView    `json:"decision"`
	Appeal      *AppealView      `json:"appeal"`
	Skills      []SkillView      `json:"skills"`
	BeganAt     time.Time        `json:"began_at"`
	ChangedAt   time.Time        `json:"changed_at"`
}

// ScoreView is a check with right answers.
type ScoreView struct {
	Right  int  `json:"right"`
	Of     int  `json:"of"`
	Tries  int  `json:"tries"`
	Passed bool `json:"passed"`
}

// LanguageView is the check in one language.
type LanguageView struct {
	Language string `json:"language"`
	ScoreView
}

// PractisedView is a scripted customer that was passed.
type PractisedView struct {
	Customer string    `json:"customer"`
	Title    string    `json:"title"`
	Topic    string    `json:"topic"`
	Level    int       `json:"level"`
	Language string    `json:"language"`
	Points   int       `json:"points"`
	At       time.Time `json:"at"`
}

// DecisionView is why somebody was refused, in words.
type DecisionView struct {
	By     string    `json:"by" enum:"rules,lead"`
	Reason string    `json:"reason"`
	Says   []string  `json:"says"`
	Note   string    `json:"note"`
	At     time.Time `json:"at"`
}

// AppealView is the last appeal.
type AppealView struct {
	Text     string `json:"text"`
	Answered bool   `json:"answered"`
	Upheld   bool   `json:"upheld"`
	Note     string `json:"note"`
}

// SkillView is a skill with its title.
type SkillView struct {
	Topic    string `json:"topic"`
	Title    string `json:"title"`
	Language string `json:"language"`
	Level    int    `json:"level"`
}

// LeadView is what a lead sees beside it.
type LeadView struct {
	View
	Expert string      `json:"expert"`
	Waits  bool        `json:"waits" doc:"For a person: to be decided, or an appeal."`
	By     string      `json:"decided_by"`
	Topics []TopicView `json:"topics" doc:"What skills may be given in."`
}

// TopicView is one topic with the least level that it may be given at.
type TopicView struct {
	Topic string `json:"topic"`
	Title string `json:"title"`
	Least int    `json:"least"`
}

func score(s admission.Score) ScoreView { return ScoreView{s.Right, s.Of, s.Tries, s.Passed} }

func (p *People) view(a admission.Application) View {
	n := p.needs(a.Market)
	v := View{ID: a.ID, Market: a.Market, Language: a.Language, Name: a.Name, WorkingName: a.WorkingName, Email: a.Email, State: a.State, Step: a.Next(n),
		Facts: a.Facts, Languages: []LanguageView{}, Quiz: score(a.Quiz), Practices: []PractisedView{}, Needed: n.Practices, Skills: p.skills(a.Language, a.Skills),
		BeganAt: a.BeganAt, ChangedAt: a.ChangedAt}
	for l, s := range a.Languages {
		v.Languages = append(v.Languages, LanguageView{l, score(s)})
	}
	slices.SortFunc(v.Languages, func(x, y LanguageView) int {
		if x.Language < y.Language {
			return -1
		}
		return 1
	})
	school := p.House.School()
	for _, d := range a.Practices {
		c := school.Customers[d.Customer]
		v.Practices = append(v.Practices, PractisedView{Customer: d.Customer, Title: c.Title[a.Language], Topic: c.Topic, Level: c.Level, Language: d.Language, Points: d.Points, At: d.At})
	}
	if d := a.Decision; d != nil && a.State == admission.Refused {
		v.Decision = &DecisionView{By: "lead", Reason: d.Reason, Says: []string{}, Note: d.Note, At: d.At}
		if d.By == admission.Rules {
			v.Decision.By = admission.Rules
		}
		for _, why := range d.Why {
			v.Decision.Says = append(v.Decision.Says, p.House.Words(a.Language, "people_"+string(why), nil))
		}
		if len(d.Why) == 0 {
			v.Decision.Says = append(v.Decision.Says, p.House.Words(a.Language, "people_refused_"+d.Reason, nil))
		}
	}
	if n := len(a.Appeals); n > 0 {
		last := a.Appeals[n-1]
		v.Appeal = &AppealView{last.Text, last.AnsweredBy != "", last.Upheld, last.Note}
	}
	return v
}

func (p *People) skills(language string, list []admission.Skill) []SkillView {
	out := make([]SkillView, 0, len(list))
	for _, s := range list {
		out = append(out, SkillView{s.Topic, p.title(language, s.Topic), s.Language, s.Level})
	}
	return out
}

func (p *People) title(language, topic string) string {
	if topic == routing.Any {
		return p.House.Words(language, "people_any_topic", nil)
	}
	return p.House.TopicTitle(language, topic)
}

func (p *People) leadView(a admission.Application) LeadView {
	v := LeadView{View: p.view(a), Expert: a.Expert, Waits: a.State == admission.Ready || a.Appealed(), Topics: []TopicView{{routing.Any, p.title(a.Language, routing.Any), 1}}}
	if a.Decision != nil {
		v.By = a.Decision.By
	}
	for _, t := range p.House.Topics(a.Market) {
		if t != "" {
			v.Topics = append(v.Topics, TopicView{t, p.title(a.Language, t), max(1, routing.Topics[t].Level)})
		}
	}
	return v
}
