package server

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"samtal/core/admission"
	"samtal/core/identity"
	"samtal/core/practice"
	"samtal/core/problem"
	"samtal/core/shifts"
	"samtal/service/people"
)

// hiringView is what a market asks of who applies.
type hiringView struct {
	Market    string        `json:"market"`
	Company   string        `json:"company"`
	Languages []string      `json:"languages"`
	Age       int           `json:"age"`
	Students  []studentView `json:"students"`
	Practices int           `json:"practices"`
	Quiz      int           `json:"quiz" doc:"Percent to pass."`
}

type studentView struct {
	Kind        shifts.Student `json:"kind"`
	MostSeconds int            `json:"most_seconds" doc:"A week, in term; 0 is no cap."`
	Authorised  bool           `json:"authorised" doc:"Only with an authorisation to work."`
}

// otherView is a time of each week at another employer.
type otherView struct {
	Day  int    `json:"day" minimum:"0" maximum:"6" doc:"0 is Sunday."`
	From string `json:"from" doc:"15:04, local."`
	To   string `json:"to"`
}

type factsBody struct {
	_                 loose       `json:"-" additionalProperties:"true"`
	Born              string      `json:"born" maxLength:"10" doc:"YYYY-MM-DD."`
	MayWork           bool        `json:"may_work"`
	Student           string      `json:"student" maxLength:"30"`
	WorkAuthorisation bool        `json:"work_authorisation,omitempty"`
	BelowDegree       bool        `json:"below_degree,omitempty"`
	Other             []otherView `json:"other,omitempty" maxItems:"30"`
}

func (b factsBody) facts() (admission.Facts, error) {
	f := admission.Facts{Born: b.Born, MayWork: b.MayWork, Student: shifts.Student(b.Student), WorkAuthorisation: b.WorkAuthorisation, BelowDegree: b.BelowDegree}
	for _, o := range b.Other {
		from, err := shifts.ParseTimeOfDay(o.From)
		to, err2 := shifts.ParseTimeOfDay(o.To)
		if err != nil || err2 != nil {
			return f, problem.New(problem.Invalid, "invalid_time")
		}
		f.Other = append(f.Other, admission.Weekly{Day: time.Weekday(o.Day), From: from, To: to})
	}
	return f, nil
}

// InLanguage asks for texts in a language.
type InLanguage struct {
	Language string `query:"language" maxLength:"2" doc:"sv or en; left out: the caller's."`
}

type answersBody struct {
	_        loose  `json:"-" additionalProperties:"true"`
	Language string `json:"language" maxLength:"2"`
	Answers  []int  `json:"answers" maxItems:"100" doc:"From 1, in order; 0 is none."`
	Text     string `json:"text,omitempty" maxLength:"2000" doc:"What was written, of a language check."`
}

// people registers how somebody applies, learns and is admitted.
func (s *server) people() {
	s.apply()
	s.learn()
	s.admit()
}

func (s *server) apply() {
	type named struct {
		Market string `path:"market" maxLength:"20"`
	}
	on(s, route{http.MethodGet, "/markets/{market}/hiring", "What is asked of who wants to answer customers here", anybody, reading, 0, 0},
		func(_ context.Context, _ identity.Who, in *named) (hiringView, error) {
			m, _ := s.Pack.Market(in.Market)
			if !s.Pack.Hires(in.Market) {
				return hiringView{}, problem.New(problem.Missing, "unknown_market")
			}
			n := s.Pack.Hiring(in.Market).Needs
			v := hiringView{Market: in.Market, Company: m.Company, Languages: m.Languages, Age: n.Age, Students: []studentView{}, Practices: n.Practices, Quiz: n.Quiz}
			for _, kind := range shifts.Students {
				if st, ok := n.Students[kind]; ok {
					v.Students = append(v.Students, studentView{kind, int(st.Most.Seconds()), st.Authorised})
				}
			}
			return v, nil
		})
	type begin struct {
		Body struct {
			_           loose  `json:"-" additionalProperties:"true"`
			Market      string `json:"market" maxLength:"20"`
			Language    string `json:"language" maxLength:"2"`
			Name        string `json:"name" maxLength:"200"`
			WorkingName string `json:"working_name" maxLength:"60" doc:"All that customers ever see."`
			Email       string `json:"email" maxLength:"200"`
		}
	}
	type begun struct {
		Token       string      `json:"token"`
		Application people.View `json:"application"`
	}
	on(s, route{http.MethodPost, "/applications", "Apply to answer customers", anybody, opening, http.StatusCreated, 0},
		func(ctx context.Context, who identity.Who, in *begin) (begun, error) {
			b := in.Body
			a := people.Apply{Market: b.Market, Language: b.Language, Name: b.Name, WorkingName: b.WorkingName, Email: b.Email}
			if who.Role == identity.Expert || who.Role == identity.Lead || who.Role == identity.Applicant {
				return begun{}, problem.New(problem.Forbidden, "not_allowed")
			}
			v, token, err := s.People.Begin(ctx, a)
			return begun{token, v}, err
		})
	on(s, route{http.MethodGet, "/applications/me", "My application and what comes next", applicants, reading, 0, 0},
		func(ctx context.Context, who identity.Who, _ *none) (people.View, error) {
			return s.People.Mine(ctx, who)
		})
	on(s, route{http.MethodDelete, "/applications/me", "Withdraw my application; everything in it is erased", applicants, writing, 0, 0},
		func(ctx context.Context, who identity.Who, _ *none) (none, error) {
			return none{}, s.People.Withdraw(ctx, who)
		})
	on(s, route{http.MethodPut, "/applications/me/facts", "Tell about my right to work", applicants, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *struct{ Body factsBody }) (people.View, error) {
			f, err := in.Body.facts()
			if err != nil {
				return people.View{}, err
			}
			return s.People.Tell(ctx, who, f)
		})
	type checked struct{ InLanguage }
	on(s, route{http.MethodGet, "/applications/me/language", "The language check", applicants, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *checked) (people.LanguageCheckView, error) {
			return s.People.LanguageCheck(ctx, who, in.Language)
		})
	on(s, route{http.MethodPost, "/applications/me/language", "Answer the language check", applicants, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *struct{ Body answersBody }) (people.AnsweredView, error) {
			return s.People.AnswerLanguage(ctx, who, in.Body.Language, in.Body.Answers, in.Body.Text)
		})
	type signed struct {
		Token string `json:"token"`
	}
	on(s, route{http.MethodPost, "/applications/me/sign-in", "An expert's token, once I am admitted", applicants, writing, 0, 0},
		func(ctx context.Context, who identity.Who, _ *none) (signed, error) {
			token, err := s.People.SignIn(ctx, who)
			return signed{token}, err
		})
	type appeal struct {
		Body struct {
			_    loose  `json:"-" additionalProperties:"true"`
			Text string `json:"text" maxLength:"2000"`
		}
	}
	on(s, route{http.MethodPost, "/applications/me/appeal", "Ask a person to look at a refusal again", applicants, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *appeal) (people.View, error) {
			return s.People.Appeal(ctx, who, in.Body.Text)
		})
}

func (s *server) learn() {
	on(s, route{http.MethodGet, "/learn/quiz", "The quiz", learners, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *struct{ InLanguage }) (people.QuizView, error) {
			return s.People.Quiz(ctx, who, spoken(in.Language))
		})
	on(s, route{http.MethodPost, "/learn/quiz", "Answer the quiz", learners, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *struct{ Body answersBody }) (people.AnsweredView, error) {
			return s.People.AnswerQuiz(ctx, who, spoken(in.Body.Language), in.Body.Answers)
		})
	on(s, route{http.MethodGet, "/learn/customers", "Scripted customers to practise with, and my results", learners, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *struct{ InLanguage }) (list[people.CustomerView], error) {
			v, err := s.People.Customers(ctx, who, spoken(in.Language))
			return listOf(v, ""), err
		})
	type meet struct {
		Body struct {
			_        loose  `json:"-" additionalProperties:"true"`
			Customer string `json:"customer" maxLength:"60"`
			Language string `json:"language" maxLength:"2"`
		}
	}
	on(s, route{http.MethodPost, "/learn/practices", "Begin a practice with a scripted customer", learners, writing, http.StatusCreated, 0},
		func(ctx context.Context, who identity.Who, in *meet) (people.RunView, error) {
			return s.People.Meet(ctx, who, in.Body.Customer, spoken(in.Body.Language))
		})
	on(s, route{http.MethodGet, "/learn/practices/{id}", "A practice of mine", learners, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *At) (people.RunView, error) {
			return s.People.Practice(ctx, who, in.ID)
		})
	type said struct {
		At
		Body struct {
			_       loose  `json:"-" additionalProperties:"true"`
			Text    string `json:"text" maxLength:"2000"`
			Act     string `json:"act,omitempty" maxLength:"60"`
			Minutes int    `json:"minutes,omitempty" doc:"Promised to be back within; 0 is no promise."`
			End     string `json:"end,omitempty" enum:",settled,colleague,waits"`
		}
	}
	on(s, route{http.MethodPost, "/learn/practices/{id}/turns", "Write to the scripted customer", learners, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *said) (people.RunView, error) {
			b := in.Body
			return s.People.Say(ctx, who, in.ID, people.Said{Text: b.Text, Act: b.Act, Minutes: b.Minutes, End: practice.End(b.End)})
		})
}

// spoken is the language asked for, or the company's first.
func spoken(language string) string {
	if language == "en" {
		return "en"
	}
	return "sv"
}

func (s *server) admit() {
	type wanted struct {
		State string `query:"state" maxLength:"20" doc:"ready, open, refused, admitted; left out: all, who waits for a person first."`
	}
	on(s, route{http.MethodGet, "/applications", "Who applied", leads, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *wanted) (list[people.LeadView], error) {
			if in.State != "" && !slices.Contains(admission.States, admission.State(in.State)) {
				return list[people.LeadView]{}, problem.New(problem.Invalid, "unknown_state")
			}
			v, err := s.People.Applications(ctx, who, admission.State(in.State))
			return listOf(v, ""), err
		})
	on(s, route{http.MethodGet, "/applications/{id}", "One application", leads, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *At) (people.LeadView, error) {
			return s.People.Application(ctx, who, in.ID)
		})
	type admitted struct {
		At
		Body struct {
			_      loose             `json:"-" additionalProperties:"true"`
			Skills []admission.Skill `json:"skills" maxItems:"200"`
		}
	}
	on(s, route{http.MethodPost, "/applications/{id}/admit", "Admit with skills: topic, language, level", leads, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *admitted) (people.LeadView, error) {
			return s.People.Admit(ctx, who, in.ID, in.Body.Skills)
		})
	type refused struct {
		At
		Body struct {
			_      loose  `json:"-" additionalProperties:"true"`
			Reason string `json:"reason" maxLength:"40"`
			Note   string `json:"note,omitempty" maxLength:"2000" doc:"The applicant reads it."`
		}
	}
	on(s, route{http.MethodPost, "/applications/{id}/refuse", "Refuse with a reason", leads, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *refused) (people.LeadView, error) {
			return s.People.Refuse(ctx, who, in.ID, in.Body.Reason, in.Body.Note)
		})
	type answered struct {
		At
		Body struct {
			_      loose  `json:"-" additionalProperties:"true"`
			Upheld bool   `json:"upheld"`
			Note   string `json:"note" maxLength:"2000"`
		}
	}
	on(s, route{http.MethodPost, "/applications/{id}/appeal", "Answer an appeal; never by who refused", leads, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *answered) (people.LeadView, error) {
			return s.People.Answer(ctx, who, in.ID, in.Body.Upheld, in.Body.Note)
		})
}

// applicant signs in who shows an applicant's token.
func (s *server) applicant(ctx context.Context, token string) (identity.Who, bool, error) {
	if s.People == nil || !people.IsApplicant(strings.TrimSpace(token)) {
		return identity.Who{}, false, nil
	}
	who, err := s.People.Applicant(ctx, strings.TrimSpace(token))
	return who, true, err
}
