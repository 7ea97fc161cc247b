package mcp

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// literal is a transport that keeps results as they were written. The SDK
// decodes structured content into float64, which would turn 10000000000000001
// or 1.50 into another figure than the company said; so the bytes are carried
// past it in the result's _meta.
type literal struct{ sdk.Transport }

const rawKey = "samtal/raw"

func (l literal) Connect(ctx context.Context) (sdk.Connection, error) {
	c, err := l.Transport.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return literalConn{c}, nil
}

type literalConn struct{ sdk.Connection }

func (c literalConn) Read(ctx context.Context) (jsonrpc.Message, error) {
	msg, err := c.Connection.Read(ctx)
	if r, ok := msg.(*jsonrpc.Response); ok && err == nil && r.Error == nil {
		r.Result = carry(r.Result)
	}
	return msg, err
}

// carry moves structuredContent into _meta as text; anything else passes.
func carry(result json.RawMessage) json.RawMessage {
	var o map[string]json.RawMessage
	if json.Unmarshal(result, &o) != nil || o["structuredContent"] == nil {
		return result
	}
	meta := map[string]json.RawMessage{}
	if len(o["_meta"]) > 0 && json.Unmarshal(o["_meta"], &meta) != nil {
		return result
	}
	raw, err := json.Marshal(string(o["structuredContent"]))
	if err != nil {
		return result
	}
	meta[rawKey] = raw
	delete(o, "structuredContent")
	if o["_meta"], err = json.Marshal(meta); err != nil {
		return result
	}
	out, err := json.Marshal(o)
	if err != nil {
		return result
	}
	return out
}

// result reads a tool's answer: structured content if there is any, else its
// text, which may be JSON.
func result(res *sdk.CallToolResult) (json.RawMessage, error) {
	raw, _ := res.Meta[rawKey].(string)
	var text strings.Builder
	for _, c := range res.Content {
		if t, ok := c.(*sdk.TextContent); ok {
			text.WriteString(t.Text)
		}
	}
	if res.IsError {
		var body struct {
			Error ToolError `json:"error"`
		}
		if json.Unmarshal([]byte(raw), &body) != nil || body.Error.Code == "" {
			body.Error = ToolError{"failed", text.String()}
		}
		return nil, &body.Error
	}
	if raw != "" {
		return json.RawMessage(raw), nil
	}
	if json.Valid([]byte(text.String())) {
		return json.RawMessage(text.String()), nil
	}
	return json.Marshal(text.String())
}
