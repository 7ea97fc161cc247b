package server

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/edge/realtime"
)

// prefix of every path of the API.
const prefix = "/api/v1"

// Bodies in bytes. A message of 8,000 characters, each escaped, still fits.
const (
	bodyMost    = 64 << 10
	messageMost = 128 << 10
)

func newAPI(mux *http.ServeMux, version string) huma.API {
	if version == "" {
		version = "dev"
	}
	c := huma.DefaultConfig("Samtal", version)
	c.CreateHooks = nil // no $schema in answers: the contract's shapes as they are
	c.DocsPath, c.SchemasPath = "", ""
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	c.Info.Description = "Conversations between a company's customers, an assistant and experts. Errors are RFC 9457 problems with a code."
	format := huma.Format{Marshal: huma.DefaultJSONFormat.Marshal, Unmarshal: unmarshal}
	c.Formats = map[string]huma.Format{"application/json": format, "json": format}
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"bearer": {Type: "http", Scheme: "bearer", BearerFormat: "JWT",
		Description: "A customer's JWT signed by the company, the token of a conversation, a JWT of an expert or lead signed by Samtal, or the token of an application."}}
	huma.NewErrorWithContext = newError
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return newError(nil, status, msg, errs...)
	}
	return humago.New(mux, c)
}

// schemaName names a type in OpenAPI by its room and its own name: two rooms
// may both have a View.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if room := path.Base(t.PkgPath()); t.Name() != "" && room != "server" && room != "." {
		name = strings.ToUpper(room[:1]) + room[1:] + name
	}
	return name
}

// newError gives the API's own errors our shape. It also describes errors in
// OpenAPI, where there is no caller.
func newError(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
	if ctx != nil {
		if s, ok := ctx.Context().Value(serverKey{}).(*server); ok {
			return s.say(schemaFaults(status, errs), s.languageOf(ctx), ctx.Operation().OperationID)
		}
	}
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status}
}

// unmarshal reads JSON; null is the same as left out.
func unmarshal(data []byte, v any) error {
	if err := json.Unmarshal(data, v); err != nil {
		return err
	}
	if to, ok := v.(*any); ok {
		if m, ok := (*to).(map[string]any); ok {
			for k, x := range m {
				if x == nil {
					delete(m, k)
				}
			}
		}
	}
	return nil
}

// roles that may call an operation.
type roles int

const (
	anybody   roles = iota // also without a token; a bad one is refused all the same
	signedIn               // whoever has a token
	customers              // a customer or visitor
	staff                  // an expert or lead
	leads
	applicants // somebody on the way to becoming an expert
	learners   // an applicant, expert or lead
)

type whoKey struct{}
type serverKey struct{}

func whoOf(ctx context.Context) (identity.Who, bool) {
	who, ok := ctx.Value(whoKey{}).(identity.Who)
	return who, ok
}

// none is an answer without content.
type none struct{}

// body is an operation's answer.
type body[T any] struct{ Body T }

// route is one operation.
type route struct {
	method, path, summary string
	roles                 roles
	cost                  cost // of its rate limit
	status                int  // 0: 200
	most                  int64
}

// on registers an operation: sign in, count, decode, call, encode.
func on[I, O any](s *server, r route, h func(ctx context.Context, who identity.Who, in *I) (O, error)) {
	raw(s, r, func(ctx context.Context, who identity.Who, in *I) (*body[O], error) {
		out, err := h(ctx, who, in)
		return &body[O]{out}, err
	})
}

// raw registers an operation that says itself what its answer's headers are.
func raw[I, O any](s *server, r route, h func(ctx context.Context, who identity.Who, in *I) (*O, error)) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	if r.most == 0 {
		r.most = bodyMost
	}
	op := huma.Operation{Method: r.method, Path: prefix + r.path, Summary: r.summary, DefaultStatus: r.status, MaxBodyBytes: r.most,
		OperationID: strings.ToLower(r.method) + strings.NewReplacer("/", "_", "{", "", "}", "", ".", "_").Replace(r.path),
		Errors:      []int{400, 401, 403, 404, 409, 413, 422, 429},
		Middlewares: huma.Middlewares{s.enter(r)},
		Tags:        []string{[...]string{"anybody", "signed in", "customer", "expert", "lead", "applicant", "learner"}[r.roles]}}
	op.Security = []map[string][]string{{"bearer": {}}}
	if r.roles == anybody {
		op.Security = append(op.Security, map[string][]string{})
	}
	if r.keyed() {
		op.Parameters = append(op.Parameters, keyParam)
	}
	huma.Register(s.api, op, func(ctx context.Context, in *I) (*O, error) {
		who, _ := whoOf(ctx)
		ctx, err := once(ctx, who, op.OperationID, in)
		if err != nil {
			return nil, s.failed(ctx, who, err)
		}
		out, err := h(ctx, who, in)
		if err != nil {
			return nil, s.failed(ctx, who, err)
		}
		return out, nil
	})
}

type langKey struct{}

// failed is a handler's error in the caller's language.
func (s *server) failed(ctx context.Context, who identity.Who, err error) error {
	lang := ""
	if of, ok := ctx.Value(langKey{}).(func() string); ok {
		lang = of()
	}
	p := s.say(err, lang, "")
	if after := p.Params["seconds"]; after != "" {
		return huma.ErrorWithHeaders(p, http.Header{"Retry-After": {after}})
	}
	return p
}

// enter signs the caller in, checks the role and counts, before anything of
// the request is read.
func (s *server) enter(r route) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		ctx.SetHeader("Cache-Control", "no-store")
		ctx = huma.WithValue(ctx, serverKey{}, s)
		who, err := s.signIn(ctx)
		if err == nil {
			ctx = huma.WithValue(ctx, whoKey{}, who)
			err = may(who, r.roles)
		}
		if err == nil && (who.Role == identity.Expert || who.Role == identity.Lead) {
			s.Dispatch.Seen(who.ID)
		}
		if err == nil {
			err = s.within(ctx, who, r.cost)
		}
		if err != nil {
			s.refuse(ctx, err)
			return
		}
		if key := ctx.Header(keyHeader); key != "" && r.keyed() {
			ctx = huma.WithValue(ctx, askedOnce{}, key)
		}
		asked := ctx
		ctx = huma.WithValue(ctx, langKey{}, func() string { return s.languageOf(asked) })
		next(ctx)
	}
}

// signIn reads the bearer. Without one the caller is nobody yet.
func (s *server) signIn(ctx huma.Context) (identity.Who, error) {
	h := ctx.Header("Authorization")
	if h == "" {
		return identity.Who{}, nil
	}
	scheme, token, _ := strings.Cut(h, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return identity.Who{}, problem.New(problem.Unknown, "bad_token")
	}
	if who, is, err := s.applicant(ctx.Context(), token); is {
		return who, err
	}
	return realtime.Caller(ctx.Context(), s.Keys, s.Desk, strings.TrimSpace(token))
}

func may(who identity.Who, r roles) error {
	var need []identity.Role
	switch r {
	case anybody:
		return nil
	case customers:
		need = []identity.Role{identity.Customer}
	case staff:
		need = []identity.Role{identity.Expert, identity.Lead}
	case leads:
		need = []identity.Role{identity.Lead}
	case applicants:
		need = []identity.Role{identity.Applicant}
	case learners:
		need = []identity.Role{identity.Applicant, identity.Expert, identity.Lead}
	case signedIn:
		need = []identity.Role{identity.Customer, identity.Expert, identity.Lead}
	}
	switch {
	case who.Role == "":
		return problem.New(problem.Unknown, "no_token")
	case need != nil && !slices.Contains(need, who.Role):
		return problem.New(problem.Forbidden, "not_allowed")
	}
	return nil
}

// unknown answers for an address that the API does not have.
func (s *server) unknown(w http.ResponseWriter, r *http.Request) {
	for _, m := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete} {
		other := &http.Request{Method: m, URL: r.URL, Host: r.Host}
		if _, pattern := s.mux.Handler(other); pattern != "" && pattern != "/api/" {
			w.Header().Add("Allow", m)
		}
	}
	if len(w.Header()["Allow"]) > 0 {
		p := s.say(problem.New(problem.Missing, "method_not_allowed"), s.accepted(r.Header.Get("Accept-Language")), "")
		p.Status, p.Title = http.StatusMethodNotAllowed, http.StatusText(http.StatusMethodNotAllowed)
		var b bytes.Buffer
		_ = json.NewEncoder(&b).Encode(p) // our own type always encodes
		w.Header().Set("Content-Type", "application/problem+json")
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(p.Status)
		_, _ = w.Write(b.Bytes()) // whoever asked is gone
		return
	}
	s.write(w, r, problem.New(problem.Missing, "not_found"))
}
