// Package outside drives the program as programs outside do: over HTTP and
// WebSocket, by the contract alone. Benchmarks, soaks and browser tests use
// it; nothing here knows how Samtal works inside.
package outside

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// Server is a running Samtal.
type Server struct {
	Base string // http://127.0.0.1:8080
	HTTP *http.Client
}

// NewServer reaches a server with up to conns connections at once.
func NewServer(base string, conns int) *Server {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConns, t.MaxIdleConnsPerHost, t.Proxy = conns, conns, nil
	return &Server{Base: base, HTTP: &http.Client{Transport: t, Timeout: 60 * time.Second}}
}

// Problem is an error that the server answered with.
type Problem struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
}

func (p *Problem) Error() string {
	return fmt.Sprintf("%d %s: %s %s", p.Status, p.Code, p.Title, p.Detail)
}

// Do makes one call. in is sent as JSON when not nil, out filled when not nil.
// A refusal is a *Problem; anything else means that the answer never came.
func (s *Server) Do(ctx context.Context, method, path, token string, in, out any) error {
	var body io.Reader
	if in != nil {
		b, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, method, s.Base+path, body)
	if err != nil {
		return err
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := s.HTTP.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if res.StatusCode >= 400 {
		p := &Problem{}
		_ = json.Unmarshal(b, p) // a proxy's page is no problem document: the status says enough
		p.Status = res.StatusCode
		return p
	}
	if out == nil || len(b) == 0 {
		return nil
	}
	return json.Unmarshal(b, out)
}

// Choice is a button.
type Choice struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// Message is one message as the contract shows it.
type Message struct {
	ID      string          `json:"id"`
	From    string          `json:"from"`
	Name    string          `json:"name"`
	Text    string          `json:"text"`
	Choices []Choice        `json:"choices"`
	Card    json.RawMessage `json:"card"`
	Matter  string          `json:"matter"`
	At      time.Time       `json:"at"`
}

// State is a conversation as the contract shows it.
type State struct {
	ID       string `json:"id"`
	Language string `json:"language"`
	Holder   string `json:"holder"`
	Promise  *struct {
		By  string    `json:"by"`
		Due time.Time `json:"due"`
	} `json:"promise"`
	Line *struct {
		Position    int  `json:"position"`
		WaitSeconds int  `json:"wait_seconds"`
		Staffed     bool `json:"staffed"`
	} `json:"line"`
	Matters []struct {
		ID      string `json:"id"`
		Topic   string `json:"topic"`
		Holder  string `json:"holder"`
		State   string `json:"state"`
		Outcome string `json:"outcome"`
	} `json:"matters"`
	Version int64 `json:"version"`
}

// Talk is one conversation of one customer.
type Talk struct {
	Server *Server
	ID     string
	Token  string
}

// Open starts a conversation; jwt "" is a visitor.
func (s *Server) Open(ctx context.Context, jwt, market, language string) (*Talk, error) {
	var made struct{ ID, Token string }
	err := s.Do(ctx, "POST", "/api/v1/conversations", jwt, map[string]string{"market": market, "language": language}, &made)
	return &Talk{Server: s, ID: made.ID, Token: made.Token}, err
}

// Write sends a text or presses a button under the client's own id.
func (t *Talk) Write(ctx context.Context, id, text, choice, seen string) error {
	in := map[string]string{"id": id}
	if text != "" {
		in["text"] = text
	}
	if choice != "" {
		in["choice"] = choice
	}
	if seen != "" {
		in["seen"] = seen
	}
	return t.Server.Do(ctx, "POST", t.path("/messages"), t.Token, in, nil)
}

// Messages lists what came after a message, waiting up to so many seconds.
func (t *Talk) Messages(ctx context.Context, after string, wait int) ([]Message, error) {
	var page struct{ Messages []Message }
	q := url.Values{"after": {after}, "wait": {strconv.Itoa(wait)}}
	if after == "" {
		q.Del("after")
	}
	err := t.Server.Do(ctx, "GET", t.path("/messages?"+q.Encode()), t.Token, nil, &page)
	return page.Messages, err
}

// All lists the whole conversation, page by page.
func (t *Talk) All(ctx context.Context) ([]Message, error) {
	var out []Message
	after := ""
	for {
		page, err := t.Messages(ctx, after, 0)
		if err != nil || len(page) == 0 {
			return out, err
		}
		out = append(out, page...)
		after = page[len(page)-1].ID
	}
}

// State reads the decided state.
func (t *Talk) State(ctx context.Context) (State, error) {
	var s State
	err := t.Server.Do(ctx, "GET", t.path(""), t.Token, nil, &s)
	return s, err
}

// Person asks for a person by the button.
func (t *Talk) Person(ctx context.Context) (State, error) {
	var s State
	err := t.Server.Do(ctx, "POST", t.path("/human"), t.Token, struct{}{}, &s)
	return s, err
}

func (t *Talk) path(rest string) string { return "/api/v1/conversations/" + t.ID + rest }
