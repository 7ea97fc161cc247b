package people

import (
	"context"
	"strings"

	"samtal/core/admission"
	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/core/understanding"
)

// QuestionView is a question with its options.
type QuestionView struct {
	Ask     string   `json:"ask"`
	Options []string `json:"options"`
}

// QuizView is the quiz.
type QuizView struct {
	Least     int            `json:"least" doc:"Percent to pass."`
	Questions []QuestionView `json:"questions"`
}

// AnsweredView is how a check went. What was wrong is explained.
type AnsweredView struct {
	ScoreView
	Wrong []WrongView `json:"wrong"`
}

// WrongView is one answer that was wrong.
type WrongView struct {
	Question int    `json:"question" doc:"From 1."`
	Why      string `json:"why"`
}

// LanguageCheckView is the check of one language.
type LanguageCheckView struct {
	Language  string         `json:"language"`
	Text      string         `json:"text"`
	Questions []QuestionView `json:"questions"`
	Write     string         `json:"write"`
	Words     int            `json:"words" doc:"At least so many."`
}

// Quiz shows the quiz in a language.
func (p *People) Quiz(ctx context.Context, who identity.Who, language string) (QuizView, error) {
	market, err := p.learner(ctx, who, false)
	out := QuizView{Least: p.needs(market).Quiz, Questions: []QuestionView{}}
	for _, q := range p.House.School().Quiz {
		v := QuestionView{Ask: q.Ask[language]}
		for _, o := range q.Options {
			v.Options = append(v.Options, o[language])
		}
		out.Questions = append(out.Questions, v)
	}
	return out, err
}

// AnswerQuiz marks answers, counted from 1; 0 is none. An applicant's are kept.
func (p *People) AnswerQuiz(ctx context.Context, who identity.Who, language string, answers []int) (AnsweredView, error) {
	market, err := p.learner(ctx, who, false)
	if err != nil {
		return AnsweredView{}, err
	}
	quiz := p.House.School().Quiz
	if len(answers) != len(quiz) {
		return AnsweredView{}, problem.New(problem.Invalid, "answers_missing")
	}
	right, out := 0, AnsweredView{Wrong: []WrongView{}}
	for i, q := range quiz {
		if answers[i] == q.Right {
			right++
		} else {
			out.Wrong = append(out.Wrong, WrongView{i + 1, q.Why[language]})
		}
	}
	n := p.needs(market)
	out.ScoreView = ScoreView{Right: right, Of: len(quiz), Tries: 1, Passed: right*100 >= n.Quiz*len(quiz)}
	if who.Role == identity.Applicant {
		_, err = p.change(ctx, who.ID, func(a admission.Application) (admission.Application, admission.Refusal) {
			return a.Quizzed(right, len(quiz), n, p.Now())
		})
	}
	return out, err
}

// LanguageCheck shows the check of a language.
func (p *People) LanguageCheck(ctx context.Context, who identity.Who, language string) (LanguageCheckView, error) {
	k, err := p.Store.Application(ctx, who.ID)
	if err != nil {
		return LanguageCheckView{}, missing(err)
	}
	c, ok := p.House.School().Languages[language]
	if info, _ := p.House.Market(k.Market); !ok || !contains(info.Languages, language) {
		return LanguageCheckView{}, problem.New(problem.Invalid, "unknown_language")
	}
	out := LanguageCheckView{Language: language, Text: c.Text, Questions: []QuestionView{}, Write: c.Write, Words: c.Words}
	for _, q := range c.Questions {
		out.Questions = append(out.Questions, QuestionView{q.Ask, q.Options})
	}
	return out, nil
}

func contains(list []string, want string) bool {
	for _, s := range list {
		if s == want {
			return true
		}
	}
	return false
}

// sure is how surely the reader must find the language in what was written.
const sure = 0.7

// AnswerLanguage marks a language check: the questions, and what was written,
// which counts as one more. What was written is read and not kept.
func (p *People) AnswerLanguage(ctx context.Context, who identity.Who, language string, answers []int, text string) (AnsweredView, error) {
	shown, err := p.LanguageCheck(ctx, who, language)
	if err != nil {
		return AnsweredView{}, err
	}
	if len(answers) != len(shown.Questions) {
		return AnsweredView{}, problem.New(problem.Invalid, "answers_missing")
	}
	if len(text) > 4*textMost {
		return AnsweredView{}, problem.New(problem.Invalid, "text_too_long", "most", "2000")
	}
	c := p.House.School().Languages[language]
	right, out := 0, AnsweredView{Wrong: []WrongView{}}
	for i, q := range c.Questions {
		if answers[i] == q.Right {
			right++
		} else {
			out.Wrong = append(out.Wrong, WrongView{i + 1, p.House.Words(language, "people_read_again", nil)})
		}
	}
	reading := p.House.Read(text, understanding.Context{})
	if len(strings.Fields(text)) >= c.Words && reading.Language == language && reading.LanguageP >= sure {
		right++
	} else {
		out.Wrong = append(out.Wrong, WrongView{len(c.Questions) + 1, p.House.Words(language, "people_write_more", nil)})
	}
	of := len(c.Questions) + 1
	a, err := p.change(ctx, who.ID, func(a admission.Application) (admission.Application, admission.Refusal) {
		return a.Checked(language, right, of, p.needs(a.Market), p.Now())
	})
	out.ScoreView = ScoreView{Right: right, Of: of, Tries: a.Languages[language].Tries, Passed: right*100 >= p.needs(a.Market).Language*of}
	return out, err
}
