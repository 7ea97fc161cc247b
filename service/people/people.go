package people

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"samtal/core/admission"
	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/core/routing"
	"samtal/core/shifts"
	"samtal/service/desk"
	"samtal/service/dispatch"
)

// Options are what the room is made of; all are needed.
type Options struct {
	Store   Store
	Experts Experts
	House   House
	IDs     IDs
	Now     func() time.Time
	// Sign makes the token of an expert; nil where nobody signs in.
	Sign func(id, name string) (string, error)
}

// People is the room.
type People struct{ Options }

// New opens it.
func New(o Options) *People { return &People{o} }

// mark begins every applicant's token; customers' and staff's begin otherwise.
const mark = "apply~"

// IsApplicant reports whether a token is an applicant's.
func IsApplicant(token string) bool { return strings.HasPrefix(token, mark) }

func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// Applicant says whose token it is. Every refusal looks the same.
func (p *People) Applicant(ctx context.Context, token string) (identity.Who, error) {
	bad := problem.New(problem.Unknown, "bad_token")
	id, secret, ok := strings.Cut(strings.TrimPrefix(token, mark), "~")
	if !ok || len(token) > 300 {
		return identity.Who{}, bad
	}
	k, err := p.Store.Application(ctx, id)
	if errors.Is(err, desk.ErrMissing) || err == nil && subtle.ConstantTimeCompare([]byte(k.Secret), []byte(digest(secret))) != 1 {
		return identity.Who{}, bad
	}
	return identity.Who{Role: identity.Applicant, ID: id, Name: k.WorkingName}, err
}

// Apply is what somebody says to begin.
type Apply struct {
	Market, Language, Name, WorkingName, Email string
}

var workingName = regexp.MustCompile(`^[\p{L}][\p{L} '’-]{1,29}$`)

// Begin opens an application and returns the token that goes on with it.
func (p *People) Begin(ctx context.Context, in Apply) (view View, token string, err error) {
	if !p.House.Hires(in.Market) {
		return View{}, "", problem.New(problem.Missing, "unknown_market")
	}
	info, _ := p.House.Market(in.Market)
	in.Name, in.WorkingName, in.Email = strings.TrimSpace(in.Name), strings.TrimSpace(in.WorkingName), strings.ToLower(strings.TrimSpace(in.Email))
	address, bad := mail.ParseAddress(in.Email)
	switch {
	case !slices.Contains(info.Languages, in.Language):
		return View{}, "", problem.New(problem.Invalid, "unknown_language")
	case utf8.RuneCountInString(in.Name) < 2 || utf8.RuneCountInString(in.Name) > 100:
		return View{}, "", problem.New(problem.Invalid, "name_missing")
	case !workingName.MatchString(in.WorkingName):
		return View{}, "", problem.New(problem.Invalid, "working_name")
	case bad != nil || address.Address != in.Email || len(in.Email) > 200:
		return View{}, "", problem.New(problem.Invalid, "bad_email")
	}
	now, secret := p.Now(), p.IDs.Token()
	k := Kept{Secret: digest(secret), Application: admission.Application{ID: p.IDs.New(), Market: in.Market, Language: in.Language, Name: in.Name,
		WorkingName: in.WorkingName, Email: in.Email, State: admission.Open, BeganAt: now, ChangedAt: now}}
	if err := p.Store.PutApplication(ctx, k); err != nil {
		return View{}, "", err
	}
	return p.view(k.Application), mark + k.ID + "~" + secret, nil
}

// today is the date in a market, as a time.
func (p *People) today(market string) time.Time {
	t, _ := time.Parse(time.DateOnly, p.House.Today(market, p.Now())) // the pack writes it
	return t
}

func (p *People) needs(market string) admission.Needs { return p.House.Hiring(market).Needs }

// tries bounds how often a change is decided anew when somebody was faster.
const tries = 5

// change loads, decides and keeps. What the rules refuse changes nothing.
func (p *People) change(ctx context.Context, id string, do func(a admission.Application) (admission.Application, admission.Refusal)) (admission.Application, error) {
	for range tries {
		k, err := p.Store.Application(ctx, id)
		if err != nil {
			return admission.Application{}, missing(err)
		}
		after, refused := do(k.Application)
		if refused != admission.Done {
			return k.Application, refusal(refused)
		}
		k.Application = after
		switch err := p.Store.PutApplication(ctx, k); {
		case err == nil:
			return after, nil
		case !errors.Is(err, desk.ErrConflict):
			return after, err
		}
	}
	return admission.Application{}, problem.New(problem.Conflict, "busy")
}

func missing(err error) error {
	if errors.Is(err, desk.ErrMissing) {
		return problem.New(problem.Missing, "application_not_found")
	}
	return err
}

// refusal is a rule's no as a problem.
func refusal(r admission.Refusal) error {
	kind := problem.Conflict
	switch r {
	case admission.BadReason, admission.NoteMissing, admission.NoSkills, admission.BadLevel, admission.Sensitive, admission.BadTopic, admission.BadLanguage:
		kind = problem.Invalid
	case admission.AnotherLead:
		kind = problem.Forbidden
	}
	return problem.New(kind, string(r))
}

// Mine is the applicant's own application.
func (p *People) Mine(ctx context.Context, who identity.Who) (View, error) {
	k, err := p.Store.Application(ctx, who.ID)
	return p.view(k.Application), missing(err)
}

// Tell takes in what the applicant tells about their right to work.
func (p *People) Tell(ctx context.Context, who identity.Who, f admission.Facts) (View, error) {
	born, err := time.Parse(time.DateOnly, f.Born)
	if err != nil || born.Year() < 1900 {
		return View{}, problem.New(problem.Invalid, "bad_date_of_birth")
	}
	if !slices.Contains(shifts.Students, f.Student) {
		return View{}, problem.New(problem.Invalid, "unknown_student")
	}
	for _, w := range f.Other {
		if w.Day < 0 || w.Day > 6 || w.From < 0 || w.From >= 24*60 || w.To < 0 || w.To >= 24*60 {
			return View{}, problem.New(problem.Invalid, "invalid_time")
		}
	}
	a, err := p.change(ctx, who.ID, func(a admission.Application) (admission.Application, admission.Refusal) {
		return a.Tell(f, p.needs(a.Market), p.today(a.Market), p.Now())
	})
	return p.view(a), err
}

// Withdraw ends an application and forgets it: nothing is kept of who changed
// their mind.
func (p *People) Withdraw(ctx context.Context, who identity.Who) error {
	k, err := p.Store.Application(ctx, who.ID)
	if err != nil {
		return missing(err)
	}
	if _, r := k.Withdraw(p.needs(k.Market), p.Now()); r != admission.Done {
		return refusal(r)
	}
	return p.Store.EraseApplication(ctx, who.ID)
}

// textMost bounds what people write here, in characters.
const textMost = 2000

// Appeal asks a person to look at a refusal again.
func (p *People) Appeal(ctx context.Context, who identity.Who, text string) (View, error) {
	a, err := p.change(ctx, who.ID, func(a admission.Application) (admission.Application, admission.Refusal) {
		return a.Ask(strings.TrimSpace(text), p.Now())
	})
	return p.view(a), err
}

func leadOnly(who identity.Who) error {
	if who.Role != identity.Lead {
		return problem.New(problem.Forbidden, "not_allowed")
	}
	return nil
}

// listMost is how many applications a list shows.
const listMost = 200

// Applications lists them for a lead: those in a state, or all, with whoever
// waits for a person first.
func (p *People) Applications(ctx context.Context, who identity.Who, state admission.State) ([]LeadView, error) {
	if err := leadOnly(who); err != nil {
		return nil, err
	}
	list, err := p.Store.Applications(ctx, state, listMost)
	out := make([]LeadView, 0, len(list))
	for _, k := range list {
		out = append(out, p.leadView(k.Application))
	}
	slices.SortStableFunc(out, func(a, b LeadView) int {
		switch {
		case a.Waits == b.Waits:
			return 0
		case a.Waits:
			return -1
		}
		return 1
	})
	return out, err
}

// Application shows one to a lead.
func (p *People) Application(ctx context.Context, who identity.Who, id string) (LeadView, error) {
	if err := leadOnly(who); err != nil {
		return LeadView{}, err
	}
	k, err := p.Store.Application(ctx, id)
	return p.leadView(k.Application), missing(err)
}

// topic says what a topic asks of who answers it, and whether the market has it.
func (p *People) topic(market string) func(string) (int, bool) {
	return func(topic string) (int, bool) {
		return routing.Topics[topic].Level, topic != "" && slices.Contains(p.House.Topics(market), topic)
	}
}

// capacity is how many conversations a newcomer has at once.
const capacity = 2

// Admit is a lead's yes: the applicant becomes an expert with these skills. The
// expert is written first: a crash between leaves somebody who may be admitted
// again, never an admitted person whom nobody knows.
func (p *People) Admit(ctx context.Context, who identity.Who, id string, skills []admission.Skill) (LeadView, error) {
	if err := leadOnly(who); err != nil {
		return LeadView{}, err
	}
	expert := "e-" + id
	decide := func(a admission.Application) (admission.Application, admission.Refusal) {
		return a.Admit(who.ID, expert, skills, p.needs(a.Market), p.topic(a.Market), p.today(a.Market), p.Now())
	}
	k, err := p.Store.Application(ctx, id)
	if err != nil {
		return LeadView{}, missing(err)
	}
	if _, r := decide(k.Application); r != admission.Done {
		return LeadView{}, refusal(r)
	}
	languages, levels := admission.Routed(skills)
	if err := p.Experts.PutExpert(ctx, dispatch.Expert{ID: expert, Name: k.WorkingName, Role: string(identity.Expert), Markets: []string{k.Market},
		Languages: languages, Skills: levels, Capacity: capacity}); err != nil {
		return LeadView{}, err
	}
	a, err := p.change(ctx, id, decide)
	return p.leadView(a), err
}

// Refuse is a lead's no, with a reason that the applicant reads.
func (p *People) Refuse(ctx context.Context, who identity.Who, id, reason, text string) (LeadView, error) {
	if err := leadOnly(who); err != nil {
		return LeadView{}, err
	}
	a, err := p.change(ctx, id, func(a admission.Application) (admission.Application, admission.Refusal) {
		return a.Refuse(who.ID, reason, strings.TrimSpace(text), p.needs(a.Market), p.Now())
	})
	return p.leadView(a), err
}

// Answer is a person's answer to an appeal.
func (p *People) Answer(ctx context.Context, who identity.Who, id string, upheld bool, text string) (LeadView, error) {
	if err := leadOnly(who); err != nil {
		return LeadView{}, err
	}
	a, err := p.change(ctx, id, func(a admission.Application) (admission.Application, admission.Refusal) {
		return a.Answer(who.ID, upheld, strings.TrimSpace(text), p.needs(a.Market), p.today(a.Market), p.Now())
	})
	return p.leadView(a), err
}

// Works is an expert as the working-time law asks for them around a moment: what
// they told when they applied. It is nil for who never applied: an adult who
// works here only, as the company's own list of people says nothing else.
func (p *People) Works(ctx context.Context, expert string) (func(zone *time.Location, around time.Time) shifts.Expert, error) {
	k, err := p.Store.ApplicationOf(ctx, expert)
	if errors.Is(err, desk.ErrMissing) || err == nil && k.Facts == nil {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return k.Facts.Works, nil
}

// SignIn gives an expert's token to the device that applied, once a lead has
// said yes: what it shows is a secret that nobody else was ever given.
func (p *People) SignIn(ctx context.Context, who identity.Who) (string, error) {
	k, err := p.Store.Application(ctx, who.ID)
	if err != nil {
		return "", missing(err)
	}
	if k.State != admission.Admitted || p.Sign == nil {
		return "", problem.New(problem.Conflict, "application_not_yet")
	}
	return p.Sign(k.Expert, k.WorkingName)
}
