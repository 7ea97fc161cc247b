package server

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// recorder remembers what was answered, for figures and for panics.
type recorder struct {
	http.ResponseWriter
	status int
}

// WriteHeader implements http.ResponseWriter.
func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(b)
}

// Hijack hands the connection to real time.
func (r *recorder) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	r.status = http.StatusSwitchingProtocols
	return http.NewResponseController(r.ResponseWriter).Hijack()
}

// Unwrap lets a ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// outermost wraps everything: headers that protect, the company's page let in,
// a panic answered and outlived, each request measured.
func (s *server) outermost(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		began := time.Now()
		r := &recorder{ResponseWriter: w}
		protect(r.Header(), q)
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler { //nolint:errorlint // the very value, by net/http's rule
					panic(p)
				}
				// the value may hold somebody's words; its type and the stack don't
				s.Log.Error("a request panicked", "method", q.Method, "operation", q.Pattern, "panic", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
				if r.status == 0 {
					s.write(r, q, errors.New("panic"))
				}
			}
			s.measured(q, r.status, time.Since(began))
		}()
		if s.crossOrigin(r, q) {
			return
		}
		if strings.HasPrefix(q.URL.Path, "/api/") {
			asJSON(q)
		}
		next.ServeHTTP(r, q)
	})
}

// measured notes a request. Long polls last as long as nothing happens, which
// says nothing about us.
func (s *server) measured(q *http.Request, status int, took time.Duration) {
	if q.URL.Query().Get("wait") == "" && q.Pattern != "" && status != http.StatusSwitchingProtocols {
		s.metrics.served(q.Pattern, status, took)
	}
	level := s.Log.Debug
	if status >= http.StatusInternalServerError && status != http.StatusServiceUnavailable {
		level = s.Log.Error
	}
	level("request", "method", q.Method, "operation", q.Pattern, "status", status, "ms", took.Milliseconds())
}

func protect(h http.Header, q *http.Request) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
	if q.TLS != nil || q.Header.Get("X-Forwarded-Proto") == "https" {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

// crossOrigin lets the pages that the settings name call the API, and answers
// their browser's question beforehand. Tokens are sent by the page, never by
// the browser, so another site gains nothing by asking.
func (s *server) crossOrigin(w http.ResponseWriter, q *http.Request) (done bool) {
	origin := q.Header.Get("Origin")
	if origin == "" || !strings.HasPrefix(q.URL.Path, "/api/") {
		return false
	}
	h := w.Header()
	h.Add("Vary", "Origin")
	if !slices.Contains(s.Origins, origin) {
		return false
	}
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", "Retry-After")
	if q.Method != http.MethodOptions {
		return false
	}
	h.Set("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
	h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, Accept-Language")
	h.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return true
}

// asJSON: the API speaks JSON alone, whatever a small client calls its body.
func asJSON(q *http.Request) {
	if t := q.Header.Get("Content-Type"); t == "" || strings.HasPrefix(t, "application/x-www-form-urlencoded") || strings.HasPrefix(t, "text/plain") {
		q.Header.Set("Content-Type", "application/json")
	}
}

var _ huma.StatusError = (*Problem)(nil)
