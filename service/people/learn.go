package people

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"samtal/core/admission"
	"samtal/core/identity"
	"samtal/core/practice"
	"samtal/core/problem"
	"samtal/core/understanding"
	"samtal/service/desk"
)

// CustomerView is a scripted customer in the list.
type CustomerView struct {
	ID       string         `json:"id"`
	Title    string         `json:"title"`
	Name     string         `json:"name"`
	Topic    string         `json:"topic"`
	Level    int            `json:"level"`
	Best     map[string]int `json:"best" doc:"The best points by language, of those passed."`
	Open     string         `json:"open" doc:"A practice under way; empty when there is none."`
	OpenLang string         `json:"open_language"`
}

// LineView is one line of a practice.
type LineView struct {
	From string             `json:"from" enum:"customer,me,system"`
	Text string             `json:"text"`
	Mood understanding.Mood `json:"mood,omitempty"`
	At   time.Time          `json:"at"`
}

// ToolView is an act on the trainee's desk.
type ToolView struct {
	Tool  string `json:"tool"`
	Title string `json:"title"`
	Used  bool   `json:"used"`
}

// FactView is what the trainee knows.
type FactView struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// RunView is a practice as the trainee sees it.
type RunView struct {
	ID       string             `json:"id"`
	Customer string             `json:"customer"`
	Title    string             `json:"title"`
	Name     string             `json:"name"`
	Topic    string             `json:"topic"`
	Language string             `json:"language"`
	Mood     understanding.Mood `json:"mood"`
	Lines    []LineView         `json:"lines"`
	Facts    []FactView         `json:"facts"`
	Tools    []ToolView         `json:"tools"`
	BackBy   *time.Time         `json:"back_by" doc:"What was promised and is still open."`
	Ended    practice.End       `json:"ended"`
	Result   *ResultView        `json:"result"`
}

// ResultView is how it went, in words.
type ResultView struct {
	Points int        `json:"points"`
	Passed bool       `json:"passed"`
	Goal   string     `json:"goal" doc:"What the customer wanted."`
	Marks  []MarkView `json:"marks"`
	Good   []string   `json:"good" doc:"How it is done well."`
}

// MarkView is one of the five marks.
type MarkView struct {
	Name   string   `json:"name"`
	Title  string   `json:"title"`
	Points int      `json:"points"`
	Of     int      `json:"of"`
	Passed bool     `json:"passed"`
	Says   []string `json:"says"`
}

// learner is whoever learns: an applicant in their market, or one of the staff
// in the company's first.
func (p *People) learner(ctx context.Context, who identity.Who, practising bool) (market string, err error) {
	if who.Role != identity.Applicant {
		if who.Role != identity.Expert && who.Role != identity.Lead {
			return "", problem.New(problem.Forbidden, "not_allowed")
		}
		e, err := p.Experts.Expert(ctx, who.ID)
		if errors.Is(err, desk.ErrMissing) {
			return "", problem.New(problem.Missing, "expert_not_found")
		}
		if err == nil && len(e.Markets) > 0 {
			return e.Markets[0], nil
		}
		return p.House.Home(), err
	}
	k, err := p.Store.Application(ctx, who.ID)
	if err != nil {
		return "", missing(err)
	}
	if r := k.MayPractise(p.needs(k.Market)); practising && r != admission.Done {
		return "", refusal(r)
	}
	return k.Market, nil
}

// Owner is whose an applicant's practices are, apart from an expert's of the same id.
func Owner(application string) string { return mark + application }

func owner(who identity.Who) string {
	if who.Role == identity.Applicant {
		return Owner(who.ID)
	}
	return who.ID
}

// runsMost is how many practices of somebody are looked at.
const runsMost = 500

// Customers lists the scripted customers with somebody's own results.
func (p *People) Customers(ctx context.Context, who identity.Who, language string) ([]CustomerView, error) {
	if _, err := p.learner(ctx, who, false); err != nil {
		return nil, err
	}
	runs, err := p.Store.Runs(ctx, owner(who), runsMost)
	if err != nil {
		return nil, err
	}
	out := []CustomerView{}
	for id, c := range p.House.School().Customers {
		v := CustomerView{ID: id, Title: c.Title[language], Name: c.Name[language], Topic: c.Topic, Level: c.Level, Best: map[string]int{}}
		for _, r := range runs {
			if r.Run.Customer != id {
				continue
			}
			if r.Passed {
				v.Best[r.Run.Language] = max(v.Best[r.Run.Language], r.Points)
			}
			if r.Run.Ended == practice.Open && v.Open == "" {
				v.Open, v.OpenLang = r.ID, r.Run.Language
			}
		}
		out = append(out, v)
	}
	slices.SortFunc(out, func(a, b CustomerView) int {
		if a.Level != b.Level {
			return a.Level - b.Level
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out, nil
}

// Meet begins a practice with a scripted customer.
func (p *People) Meet(ctx context.Context, who identity.Who, customer, language string) (RunView, error) {
	market, err := p.learner(ctx, who, true)
	if err != nil {
		return RunView{}, err
	}
	c, ok := p.House.School().Customers[customer]
	if !ok {
		return RunView{}, problem.New(problem.Missing, "practice_not_found")
	}
	if c.Title[language] == "" {
		return RunView{}, problem.New(problem.Invalid, "unknown_language")
	}
	now := p.Now()
	r := KeptRun{ID: p.IDs.New(), Owner: owner(who), Run: c.Begin(language, now), At: now}
	return p.runView(market, r), p.Store.PutRun(ctx, r)
}

// Practice shows one of somebody's own.
func (p *People) Practice(ctx context.Context, who identity.Who, id string) (RunView, error) {
	market, err := p.learner(ctx, who, false)
	if err != nil {
		return RunView{}, err
	}
	r, err := p.run(ctx, who, id)
	return p.runView(market, r), err
}

func (p *People) run(ctx context.Context, who identity.Who, id string) (KeptRun, error) {
	r, err := p.Store.Run(ctx, owner(who), id)
	if errors.Is(err, desk.ErrMissing) {
		err = problem.New(problem.Missing, "practice_not_found")
	}
	return r, err
}

// Said is one turn of a trainee.
type Said struct {
	Text    string
	Act     string
	Minutes int // promised to be back within; 0 is no promise
	End     practice.End
}

// Say plays a turn. When the practice ends it is marked, and an applicant's is
// counted if it was passed.
func (p *People) Say(ctx context.Context, who identity.Who, id string, in Said) (RunView, error) {
	market, err := p.learner(ctx, who, true)
	if err != nil {
		return RunView{}, err
	}
	in.Text = strings.TrimSpace(in.Text)
	if in.Text == "" || utf8.RuneCountInString(in.Text) > textMost {
		return RunView{}, problem.New(problem.Invalid, "text_empty")
	}
	r, err := p.run(ctx, who, id)
	if err != nil {
		return RunView{}, err
	}
	c, ok := p.House.School().Customers[r.Run.Customer]
	switch {
	case !ok: // the content has changed since
		return RunView{}, problem.New(problem.Missing, "practice_not_found")
	case r.Run.Ended != practice.Open:
		return RunView{}, problem.New(problem.Conflict, "practice_over")
	case in.Act != "" && c.Act(in.Act) == nil:
		return RunView{}, problem.New(problem.Invalid, "unknown_tool", "tool", in.Act)
	case in.End != practice.Open && !slices.Contains(practice.Ends, in.End):
		return RunView{}, problem.New(problem.Invalid, "invalid_outcome")
	case in.Minutes < 0 || in.Minutes > 14*24*60:
		return RunView{}, problem.New(problem.Invalid, "invalid_time")
	}
	now := p.Now()
	said := practice.Said{Text: in.Text, Act: in.Act, End: in.End, At: now}
	if in.Minutes > 0 {
		said.BackBy = now.Add(time.Duration(in.Minutes) * time.Minute)
	}
	reading := p.House.Read(in.Text, understanding.Context{Language: r.Run.Language, Market: market, Today: p.House.Today(market, now)})
	r.Run, r.At = c.Take(p.House.School().Cues, r.Run, said, reading), now
	if r.Run.Ended != practice.Open {
		marks := c.Score(p.House.Hiring(market).Rubric, r.Run)
		r.Passed, r.Points = marks.Passed, marks.Points
	}
	if err := p.Store.PutRun(ctx, r); err != nil {
		if errors.Is(err, desk.ErrConflict) { // a second press
			return RunView{}, problem.New(problem.Conflict, "busy")
		}
		return RunView{}, err
	}
	if r.Passed && who.Role == identity.Applicant {
		_, err = p.change(ctx, who.ID, func(a admission.Application) (admission.Application, admission.Refusal) {
			return a.Passed(admission.Practised{Customer: c.ID, Language: r.Run.Language, Points: r.Points, At: now}, p.needs(a.Market), now)
		})
	}
	return p.runView(market, r), err
}

func (p *People) runView(market string, r KeptRun) RunView {
	c, lang := p.House.School().Customers[r.Run.Customer], r.Run.Language
	v := RunView{ID: r.ID, Customer: r.Run.Customer, Title: c.Title[lang], Name: c.Name[lang], Topic: c.Topic, Language: lang, Mood: r.Run.Mood, Ended: r.Run.Ended,
		Lines: []LineView{{From: "customer", Text: c.Opening[lang], Mood: c.Mood, At: r.Run.Began}}, Facts: []FactView{}, Tools: []ToolView{}}
	used := map[string]bool{}
	for _, t := range r.Run.Turns {
		v.Lines = append(v.Lines, LineView{From: "me", Text: t.Said.Text, At: t.Said.At})
		if t.Shows != "" {
			v.Lines = append(v.Lines, LineView{From: "system", Text: p.toolTitle(t.Said.Act, lang) + ": " + t.Shows, At: t.Said.At})
		}
		if t.Reply != "" {
			v.Lines = append(v.Lines, LineView{From: "customer", Text: t.Reply, Mood: t.Mood, At: t.Said.At})
		}
		used[t.Said.Act] = true
		v.BackBy = nil
		if by := t.Said.BackBy; !by.IsZero() && r.Run.Ended == practice.Open {
			v.BackBy = &by
		}
	}
	for _, f := range c.Facts {
		if f.Known || slices.Contains(r.Run.Known, f.ID) {
			v.Facts = append(v.Facts, FactView{f.Label[lang], f.Value[lang]})
		}
	}
	for _, a := range c.Acts {
		v.Tools = append(v.Tools, ToolView{a.Tool, p.toolTitle(a.Tool, lang), used[a.Tool]})
	}
	if r.Run.Ended != practice.Open {
		v.Result = p.result(c, lang, c.Score(p.House.Hiring(market).Rubric, r.Run))
	}
	return v
}

func (p *People) toolTitle(tool, language string) string {
	t, _ := p.House.Tool(tool)
	return t.Title[language]
}

func (p *People) result(c practice.Customer, lang string, r practice.Result) *ResultView {
	out := &ResultView{Points: r.Points, Passed: r.Passed, Goal: c.Goal[lang], Marks: []MarkView{}, Good: []string{}}
	for _, m := range r.Marks {
		v := MarkView{Name: string(m.Name), Title: p.House.Words(lang, "practice_mark_"+string(m.Name), nil), Points: m.Points, Of: m.Of, Passed: m.Passed, Says: []string{}}
		for _, s := range m.Slips {
			if text := p.House.Words(lang, "practice_"+string(s.Code), nil); !slices.Contains(v.Says, text) {
				v.Says = append(v.Says, text)
			}
		}
		out.Marks = append(out.Marks, v)
	}
	for _, s := range c.Good {
		line := s.Say[lang]
		if s.Act != "" {
			line += " [" + p.toolTitle(s.Act, lang) + "]"
		}
		out.Good = append(out.Good, line)
	}
	return out
}
