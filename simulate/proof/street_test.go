package proof

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"samtal/simulate/outside"
)

// street is where an outsider stands: the program, some tokens, and nothing
// else. It reads answers as raw JSON, so that a renamed field is noticed.
type street struct {
	t         *testing.T
	ctx       context.Context
	s         *outside.Server
	p         *outside.Program
	customers []string
	experts   []string
	lead      string
	who       int
}

// call makes one call and returns the status and the body as it stands.
func (s *street) call(method, path, token, body string) (int, map[string]any, http.Header) {
	s.t.Helper()
	var in io.Reader
	if body != "" {
		in = strings.NewReader(body)
	}
	req, err := http.NewRequestWithContext(s.ctx, method, s.s.Base+path, in)
	must(s.t, err)
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := s.s.HTTP.Do(req)
	must(s.t, err)
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	must(s.t, err)
	var out map[string]any
	if len(bytes.TrimSpace(b)) > 0 {
		if err := json.Unmarshal(b, &out); err != nil {
			s.t.Fatalf("%s %s: %d %s", method, path, res.StatusCode, b)
		}
	}
	return res.StatusCode, out, res.Header
}

// customer is somebody who has not talked yet.
func (s *street) customer() string {
	s.who++
	return s.customers[len(s.customers)-s.who]
}

// open starts a conversation of somebody new, or of the one given.
func (s *street) open(jwt, language string) *outside.Talk {
	s.t.Helper()
	talk, err := s.s.Open(s.ctx, jwt, "SE", language)
	must(s.t, err)
	return talk
}

var written int

// say writes and returns what came after, when the turn is answered or held.
func (s *street) say(talk *outside.Talk, text, choice string) []outside.Message {
	s.t.Helper()
	before, err := talk.All(s.ctx)
	must(s.t, err)
	return s.saySeeing(talk, text, choice, cursor("", before))
}

// saySeeing is say of a screen that shows messages up to seen.
func (s *street) saySeeing(talk *outside.Talk, text, choice, seen string) []outside.Message {
	s.t.Helper()
	written++
	id := fmt.Sprintf("w-%d", written)
	must(s.t, talk.Write(s.ctx, id, text, choice, seen))
	for {
		after, err := talk.Messages(s.ctx, id, 0)
		must(s.t, err)
		state, err := talk.State(s.ctx)
		must(s.t, err)
		if len(after) > 0 && state.Holder != "assistant" || state.Holder == "line" || state.Holder == "expert" {
			after, err = talk.Messages(s.ctx, id, 0)
			must(s.t, err)
			return after
		}
		_, err = talk.Messages(s.ctx, cursor(id, after), 1) // the next one wakes us
		must(s.t, err)
	}
}

func cursor(id string, list []outside.Message) string {
	if len(list) > 0 {
		return list[len(list)-1].ID
	}
	return id
}

func (s *street) holder(talk *outside.Talk) string {
	s.t.Helper()
	state, err := talk.State(s.ctx)
	must(s.t, err)
	return state.Holder
}

// inLine asserts a place with a dated promise, right now: not soon, now.
func (s *street) inLine(talk *outside.Talk, after string) {
	s.t.Helper()
	state, err := talk.State(s.ctx)
	must(s.t, err)
	if state.Holder != "line" || state.Promise == nil || state.Promise.Due.IsZero() || state.Line == nil || state.Line.Position < 1 {
		s.t.Errorf("after %q: %+v", after, state)
	}
}

// quiet asserts that the assistant lets a customer who waits alone.
func (s *street) quiet(talk *outside.Talk, where string) {
	s.t.Helper()
	all, err := talk.All(s.ctx)
	must(s.t, err)
	last := cursor("", all)
	for _, text := range []string{"hello?", "is anyone there", "???"} {
		for _, m := range s.say(talk, text, "") {
			if m.From == "assistant" {
				s.t.Errorf("%s: the assistant talks to somebody in line: %q", where, m.Text)
			}
		}
	}
	after, err := talk.Messages(s.ctx, last, 0)
	must(s.t, err)
	for _, m := range after {
		if m.From == "assistant" {
			s.t.Errorf("%s: the assistant talks to somebody in line: %q", where, m.Text)
		}
	}
	s.inLine(talk, where)
}

func confirmYes(list []outside.Message) string {
	for _, m := range slices.Backward(list) {
		for _, c := range m.Choices {
			if strings.HasPrefix(c.ID, "confirm:") && strings.HasSuffix(c.ID, ":yes") {
				return c.ID
			}
		}
	}
	return ""
}

func (s *street) keys(what string, got any, want ...string) {
	s.t.Helper()
	m, ok := got.(map[string]any)
	for _, k := range want {
		if _, has := m[k]; !ok || !has {
			s.t.Errorf("%s has no %q: %v", what, k, got)
		}
	}
}

var moment = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$`)
