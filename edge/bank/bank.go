// Package bank is the demo company Nordkredit: a pay-later company in Sweden
// with its own database, behind a real process boundary. It speaks MCP over
// stdin and stdout, and Samtal knows no other way in. docs/bank.md tells what
// it offers and who its first ten customers are.
package bank

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"os"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"samtal/core/identity"
)

// Options say where the bank lives. Only Dir is needed.
type Options struct {
	Dir       string           // the data folder; the bank keeps bank.db in it
	Now       func() time.Time // the clock; the machine's if nil
	Seed      uint64           // of the first start; 0 is the documented company
	Customers int              // of the first start; 0 is 2,000, never fewer than the ten personas
	GrowEvery time.Duration    // how often history catches up with the clock; 0 is a minute
	In        io.ReadCloser    // stdin if nil
	Out       io.WriteCloser   // stdout if nil
	Log       *slog.Logger     // nothing is logged if nil; never to Out
	Die       string           // a crash placed by a test; the value of DieEnv if empty
}

const (
	defaultSeed      = 20261120
	defaultCustomers = 2000
	defaultGrow      = time.Minute
)

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now // the one place where the bank reads the machine's clock
	}
	if o.Seed == 0 {
		o.Seed = defaultSeed
	}
	if o.Customers == 0 {
		o.Customers = defaultCustomers
	}
	o.Customers = max(o.Customers, personas)
	if o.GrowEvery <= 0 {
		o.GrowEvery = defaultGrow
	}
	if o.In == nil {
		o.In = os.Stdin
	}
	if o.Out == nil {
		o.Out = os.Stdout
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Die == "" {
		o.Die = os.Getenv(DieEnv)
	}
	return o
}

// Bank is the company at work.
type Bank struct {
	store *store
	tools map[string]*tool
	now   func() time.Time
	die   crash
	log   *slog.Logger
}

// Open opens the company in o.Dir, founding it on the first start.
func Open(ctx context.Context, o Options) (*Bank, error) {
	o = o.withDefaults()
	die, err := parseCrash(o.Die)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, err
	}
	s, err := openStore(ctx, o.Dir, o.Seed, o.Customers, o.Now())
	if err != nil {
		return nil, err
	}
	b := &Bank{store: s, now: o.Now, die: die, log: o.Log, tools: map[string]*tool{}}
	for _, t := range tools() {
		b.tools[t.name] = &t
	}
	return b, nil
}

// Close closes the database.
func (b *Bank) Close() { b.store.close() }

// Grow lets history catch up with the clock.
func (b *Bank) Grow(ctx context.Context) error { return b.store.grow(ctx, b.now()) }

// Call runs one tool without MCP around it. The error is a *Refusal, or a
// fault of the bank itself.
func (b *Bank) Call(ctx context.Context, name string, args json.RawMessage) (json.RawMessage, error) {
	t, ok := b.tools[name]
	if !ok {
		return nil, &Refusal{NotFound, "no such tool: " + name}
	}
	return b.answer(ctx, t, args)
}

// Serve opens the company and answers MCP on stdin and stdout until stdin ends
// (the parent has gone) or ctx is cancelled.
func Serve(ctx context.Context, o Options) error {
	o = o.withDefaults()
	b, err := Open(ctx, o)
	if err != nil {
		return err
	}
	defer b.Close()
	ctx, stop := context.WithCancel(ctx)
	grown := make(chan struct{})
	go func() {
		defer close(grown)
		b.keepGrowing(ctx, o.GrowEvery)
	}()
	err = b.server().Run(ctx, &mcp.IOTransport{Reader: o.In, Writer: o.Out})
	ended := ctx.Err() != nil
	stop()
	<-grown
	if ended || errors.Is(err, io.EOF) || errors.Is(err, mcp.ErrConnectionClosed) {
		return nil
	}
	return err
}

func (b *Bank) keepGrowing(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if err := b.Grow(ctx); err != nil && ctx.Err() == nil {
			b.log.Warn("history did not grow", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (b *Bank) server() *mcp.Server {
	s := mcp.NewServer(&mcp.Implementation{Name: "nordkredit", Version: "1"}, &mcp.ServerOptions{
		Instructions: "Nordkredit's back office. Every call names the verified customer; every write carries a key.",
		Capabilities: &mcp.ServerCapabilities{Tools: &mcp.ToolCapabilities{}},
		Logger:       b.log,
	})
	for _, t := range tools() {
		s.AddTool(&mcp.Tool{Name: t.name, Description: t.about, InputSchema: t.schema(), Annotations: Hints(t.class)}, b.handler(&t))
	}
	return s
}

// Hints are the MCP annotations of a class. Every write is idempotent by its
// key; only what moves money reaches outside the house.
func Hints(class identity.Class) *mcp.ToolAnnotations {
	changes, outside := class == identity.Act || class == identity.Move, class == identity.Move
	return &mcp.ToolAnnotations{ReadOnlyHint: class == identity.Look, DestructiveHint: &changes, IdempotentHint: true, OpenWorldHint: &outside}
}

// handler wraps a tool as MCP wants it: a refusal is a tool error with a
// stable code in structured content, a fault of the bank a protocol error.
func (b *Bank) handler(t *tool) mcp.ToolHandler {
	return func(ctx context.Context, req *mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		out, err := b.answer(ctx, t, req.Params.Arguments)
		if refusal := new(Refusal); errors.As(err, &refusal) {
			return &mcp.CallToolResult{IsError: true, Content: []mcp.Content{&mcp.TextContent{Text: refusal.Message}}, StructuredContent: object{"error": refusal}}, nil
		}
		if err != nil {
			b.log.Error("a call failed", "tool", t.name, "error", err)
			return nil, err
		}
		return &mcp.CallToolResult{StructuredContent: out}, nil
	}
}

// schema is the JSON schema of a tool's arguments.
func (t *tool) schema() json.RawMessage {
	props := object{"language": object{"type": "string", "enum": []string{"sv", "en"}, "description": "of the words in the answer; else the customer's own"}}
	required := []string{}
	if !t.staff {
		props["customer"] = object{"type": "string", "description": "the verified customer's id"}
		if !t.visitor {
			required = append(required, "customer")
		}
	}
	if t.class != identity.Look {
		props["key"] = object{"type": "string", "description": "the same key and arguments have one effect"}
		required = append(required, "key")
	}
	for _, a := range t.args {
		p := object{"type": "string"}
		switch a.kind {
		case "number":
			p["type"] = "integer"
		case "date":
			p["format"] = "date"
		case "money":
			p["description"] = `such as "649.00 SEK"`
		case "choice":
			p["enum"] = a.choices
		}
		props[a.name] = p
		if a.required {
			required = append(required, a.name)
		}
	}
	out, err := json.Marshal(object{"type": "object", "properties": props, "required": required, "additionalProperties": false})
	if err != nil {
		panic(err) // the table is ours
	}
	return out
}
