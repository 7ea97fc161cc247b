package server

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"golang.org/x/text/language"

	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/service/desk"
)

// Problem is an error as RFC 9457 shows it, with a code that programs test.
type Problem struct {
	Type   string            `json:"type"`
	Title  string            `json:"title"`
	Status int               `json:"status"`
	Detail string            `json:"detail"`
	Code   string            `json:"code"`
	Params map[string]string `json:"params,omitempty"`
}

// Error implements error.
func (p *Problem) Error() string { return p.Code }

// GetStatus implements huma.StatusError.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType implements huma.ContentTypeFilter.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

var statuses = map[problem.Kind]int{
	problem.Internal: http.StatusInternalServerError, problem.Broken: http.StatusBadRequest, problem.Unknown: http.StatusUnauthorized,
	problem.Forbidden: http.StatusForbidden, problem.Missing: http.StatusNotFound, problem.Conflict: http.StatusConflict,
	problem.TooLarge: http.StatusRequestEntityTooLarge, problem.Invalid: http.StatusUnprocessableEntity,
	problem.TooMany: http.StatusTooManyRequests, problem.Down: http.StatusServiceUnavailable,
}

// say translates an error for whoever called. What is our own fault is logged
// with its cause and told without it.
func (s *server) say(err error, lang, what string) *Problem {
	p := problem.Of(err)
	if p.Kind == problem.Internal {
		if !errors.Is(err, context.Canceled) {
			s.Log.Error("a request failed", "what", what, "error", err.Error())
		}
		p = problem.New(problem.Internal, "internal")
	}
	status := statuses[p.Kind]
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status,
		Detail: s.Pack.Problem(lang, p.Code, p.Params), Code: p.Code, Params: p.Params}
}

// write answers with a problem outside the API's own machinery.
func (s *server) write(w http.ResponseWriter, r *http.Request, err error) {
	p := s.say(err, s.accepted(r.Header.Get("Accept-Language")), r.Method)
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	if after := p.Params["seconds"]; after != "" {
		h.Set("Retry-After", after)
	}
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // whoever asked is gone
}

// refuse answers with a problem before a handler runs.
func (s *server) refuse(ctx huma.Context, err error) {
	p := s.say(err, s.languageOf(ctx), ctx.Operation().OperationID)
	ctx.SetHeader("Content-Type", "application/problem+json")
	if after := p.Params["seconds"]; after != "" {
		ctx.SetHeader("Retry-After", after)
	}
	ctx.SetStatus(p.Status)
	_ = json.NewEncoder(ctx.BodyWriter()).Encode(p) // whoever asked is gone
}

// languageOf is the language that the caller asks for, else that of their
// conversation, else the market's own.
func (s *server) languageOf(ctx huma.Context) string {
	if l := s.accepted(ctx.Header("Accept-Language")); l != "" {
		return l
	}
	if who, ok := whoOf(ctx.Context()); ok {
		return s.spoken(ctx.Context(), who, ctx.Param("id"))
	}
	return s.ownLanguage()
}

// spoken is the language of a conversation, for those who may know of it.
func (s *server) spoken(ctx context.Context, who identity.Who, id string) string {
	if id == "" {
		id = who.Visitor
	}
	if id != "" {
		if rec, err := s.Desk.Known(ctx, id); err == nil && desk.Reaches(who, rec) && rec.State.Language != "" {
			return rec.State.Language
		}
	}
	return s.ownLanguage()
}

func (s *server) ownLanguage() string {
	for _, m := range s.Pack.Markets() {
		if info, ok := s.Pack.Market(m); ok && len(info.Languages) > 0 {
			return info.Languages[0]
		}
	}
	return "en"
}

// accepted picks the first language of an Accept-Language header that some
// market speaks; "" when there is none.
func (s *server) accepted(header string) string {
	if header == "" || len(header) > 500 {
		return ""
	}
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return ""
	}
	for _, t := range tags {
		base, _ := t.Base()
		for _, m := range s.Pack.Markets() {
			if info, ok := s.Pack.Market(m); ok && slices.Contains(info.Languages, base.String()) {
				return base.String()
			}
		}
	}
	return ""
}

// schemaFaults turns what the API's own checks found into one of our problems.
func schemaFaults(status int, errs []error) error {
	field := ""
	for _, err := range errs {
		var d *huma.ErrorDetail
		if errors.As(err, &d) {
			field = strings.TrimPrefix(strings.TrimPrefix(d.Location, "body."), "query.")
			if name, ok := missingName(d.Message); ok {
				field = name
			}
			break
		}
	}
	switch {
	case status == http.StatusRequestEntityTooLarge:
		return problem.New(problem.TooLarge, "too_large")
	case status == http.StatusUnprocessableEntity:
		return problem.New(problem.Invalid, "invalid", "field", field)
	case status >= http.StatusInternalServerError:
		return errors.Join(errs...)
	}
	return problem.New(problem.Broken, "broken_json")
}

// missingName finds the property in the library's words about a missing one.
func missingName(message string) (string, bool) {
	rest, ok := strings.CutPrefix(message, "expected required property ")
	name, _, _ := strings.Cut(rest, " ")
	return name, ok
}
