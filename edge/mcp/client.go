// Package mcp is Samtal's way into the company's systems: a client that keeps
// an MCP server running as a child process and is honest about what it knows.
// A call has an answer, did certainly not happen (ErrDown), or may have
// happened (ErrUnknown); there is no fourth case.
package mcp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// ErrUnknown says that nobody knows whether the call took place: the process
// died, or did not answer in time. A write may only be tried again with the
// same key.
var ErrUnknown = errors.New("the call may have happened")

// ErrDown says that the system could not be reached: the call certainly did
// not happen.
var ErrDown = errors.New("the company's system is down")

// ToolError is the company's own refusal, with its stable code and a message
// for people in the call's language.
type ToolError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e *ToolError) Error() string { return e.Code + ": " + e.Message }

// Options say what to start and how patient to be.
type Options struct {
	Command  []string      // the program and its arguments, e.g. samtal bank --data DIR
	Env      []string      // added to this process's environment
	Timeout  time.Duration // of one call; 0 is ten seconds
	MinDelay time.Duration // before the first restart; 0 is 20 ms
	MaxDelay time.Duration // between restarts at most; 0 is five seconds
	Stderr   io.Writer     // what the child says for its log; dropped if nil
	Log      *slog.Logger  // starts and ends of the child; nothing if nil
}

const (
	defaultTimeout  = 10 * time.Second
	defaultMinDelay = 20 * time.Millisecond
	defaultMaxDelay = 5 * time.Second
	steady          = 3 * time.Second // up so long, a death starts a new back-off
)

func (o Options) withDefaults() Options {
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.MinDelay <= 0 {
		o.MinDelay = defaultMinDelay
	}
	if o.MaxDelay <= 0 {
		o.MaxDelay = defaultMaxDelay
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Client keeps one server process alive. Its methods may be called from many
// goroutines at once.
type Client struct {
	o    Options
	stop context.CancelFunc
	done chan struct{} // the keeper has ended

	mu     sync.Mutex
	child  *child        // nil while down
	up     chan struct{} // closed while a child answers
	starts int
}

// Open starts the server and waits until it answers or ctx ends. From then on
// it is restarted, with back-off, whenever it dies.
func Open(ctx context.Context, o Options) (*Client, error) {
	o = o.withDefaults()
	if len(o.Command) == 0 {
		return nil, errors.New("mcp: no command to start")
	}
	first, err := start(ctx, o)
	if err != nil {
		return nil, err
	}
	life, stop := context.WithCancel(context.Background())
	c := &Client{o: o, stop: stop, done: make(chan struct{}), up: make(chan struct{})}
	c.raise(first)
	go c.keep(life, first)
	return c, nil
}

// keep is the life of the client: wait for the child to end, start the next.
func (c *Client) keep(ctx context.Context, ch *child) {
	defer close(c.done)
	wait := backoff.NewExponentialBackOff()
	wait.InitialInterval, wait.MaxInterval, wait.Multiplier = c.o.MinDelay, c.o.MaxDelay, 2
	wait.Reset()
	for {
		since := time.Now()
		select {
		case <-ch.ended:
		case <-ctx.Done():
			c.lower(ch)
			ch.end()
			return
		}
		c.lower(ch)
		if time.Since(since) > steady {
			wait.Reset()
		}
		c.o.Log.Warn("the company's system ended and is started again", "error", ch.why)
		if ch = c.again(ctx, wait); ch == nil {
			return
		}
		c.raise(ch)
	}
}

// again starts the server until it succeeds; nil when the client was closed.
func (c *Client) again(ctx context.Context, wait backoff.BackOff) *child {
	for {
		t := time.NewTimer(wait.NextBackOff())
		select {
		case <-ctx.Done():
			t.Stop()
			return nil
		case <-t.C:
		}
		ch, err := start(ctx, c.o)
		if err == nil {
			return ch
		}
		if ctx.Err() == nil {
			c.o.Log.Warn("the company's system does not start", "error", err)
		}
	}
}

func (c *Client) raise(ch *child) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.child = ch
	c.starts++
	close(c.up)
}

// lower takes a child out of use; a call that finds it dead does so at once,
// so that who waits for Ready then waits for the next one.
func (c *Client) lower(ch *child) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.child == ch {
		c.child, c.up = nil, make(chan struct{})
	}
}

func (c *Client) current() *child {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.child
}

// Ready waits until the server answers, or ctx or the client ends.
func (c *Client) Ready(ctx context.Context) error {
	c.mu.Lock()
	up := c.up
	c.mu.Unlock()
	select {
	case <-up:
		return nil
	case <-c.done:
		return ErrDown
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Starts is how often the server has been started, for metrics.
func (c *Client) Starts() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.starts
}

// Pid is the running server's process id, 0 while it is down: tests aim at it.
func (c *Client) Pid() int {
	if ch := c.current(); ch != nil {
		return ch.cmd.Process.Pid
	}
	return 0
}

// Close ends the server: it closes its stdin, and kills it if that is not
// heard. Calls in flight become ErrUnknown.
func (c *Client) Close() error {
	c.stop()
	<-c.done
	return nil
}

// Tools are what the server offers, with their schemas and annotations.
func (c *Client) Tools(ctx context.Context) ([]*sdk.Tool, error) {
	ch := c.current()
	if ch == nil {
		return nil, ErrDown
	}
	ctx, cancel := context.WithTimeout(ctx, c.o.Timeout)
	defer cancel()
	var list []*sdk.Tool
	for t, err := range ch.session.Tools(ctx, nil) {
		if err != nil {
			return nil, fmt.Errorf("mcp: listing tools: %w", err)
		}
		list = append(list, t)
	}
	return list, nil
}

// Call runs one tool and returns its structured result, numbers in their
// literal form. The error is a *ToolError (the company said no), or wraps
// ErrDown (it did not happen) or ErrUnknown (it may have). A look that was too
// slow wraps context.DeadlineExceeded: it changed nothing.
func (c *Client) Call(ctx context.Context, tool string, args map[string]any) (json.RawMessage, error) {
	ch := c.current()
	if ch == nil {
		return nil, fmt.Errorf("mcp: %s: %w", tool, ErrDown)
	}
	ctx, cancel := context.WithTimeout(ctx, c.o.Timeout)
	defer cancel()
	if ctx.Err() != nil {
		return nil, fmt.Errorf("mcp: %s: %w: %w", tool, ErrDown, ctx.Err())
	}
	res, err := ch.session.CallTool(ctx, &sdk.CallToolParams{Name: tool, Arguments: args})
	if err != nil {
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			go ch.probe(c.o.Timeout)
		}
		if ctx.Err() == nil && !answered(err) {
			c.lower(ch)
		}
		return nil, ch.judge(ctx, tool, err)
	}
	return result(res)
}

// judge says what a failed call means. In doubt it may have happened: a write
// that is tried again with its key is safe, one that is forgotten is not.
func (ch *child) judge(ctx context.Context, tool string, err error) error {
	look := ch.looks[tool]
	switch {
	case ctx.Err() != nil && look:
		return fmt.Errorf("mcp: %s: %w", tool, ctx.Err())
	case answered(err):
		var rpc *jsonrpc.Error
		errors.As(err, &rpc)
		switch rpc.Code {
		case jsonrpc.CodeInvalidParams, jsonrpc.CodeMethodNotFound, jsonrpc.CodeInvalidRequest, jsonrpc.CodeParseError:
			return fmt.Errorf("mcp: %s: %w", tool, err)
		}
		if look {
			return fmt.Errorf("mcp: %s: %w", tool, err)
		}
	}
	return fmt.Errorf("mcp: %s: %w: %w", tool, ErrUnknown, err)
}

// answered tells a protocol error that the server sent from one that our own
// side made up because the line is dead.
func answered(err error) bool {
	var rpc *jsonrpc.Error
	return errors.As(err, &rpc) && !errors.Is(err, sdk.ErrConnectionClosed)
}
