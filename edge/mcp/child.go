package mcp

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// child is one run of the server process.
type child struct {
	cmd     *exec.Cmd
	session *sdk.ClientSession
	looks   map[string]bool // tools that only read
	ended   chan struct{}
	why     error // set before ended closes
}

// start runs the command and speaks first. A server that does not come to
// answering is killed; its last words are in the error.
func start(ctx context.Context, o Options) (*child, error) {
	cmd := exec.Command(o.Command[0], o.Command[1:]...)
	cmd.Env = append(os.Environ(), o.Env...)
	last := &lastWords{to: o.Stderr}
	cmd.Stderr = last
	cmd.WaitDelay = time.Second
	ownGroup(cmd)
	client := sdk.NewClient(&sdk.Implementation{Name: "samtal", Version: "1"}, &sdk.ClientOptions{Capabilities: &sdk.ClientCapabilities{}})
	session, err := client.Connect(ctx, literal{&sdk.CommandTransport{Command: cmd, TerminateDuration: 2 * time.Second}}, nil)
	if err != nil {
		if cmd.Process != nil {
			_ = cmd.Process.Kill()
		}
		return nil, fmt.Errorf("mcp: starting %s: %w%s", o.Command[0], err, last)
	}
	ch := &child{cmd: cmd, session: session, looks: map[string]bool{}, ended: make(chan struct{})}
	for t, err := range session.Tools(ctx, nil) {
		if err != nil {
			_ = cmd.Process.Kill()
			_ = session.Close()
			return nil, fmt.Errorf("mcp: %s: listing tools: %w%s", o.Command[0], err, last)
		}
		ch.looks[t.Name] = t.Annotations != nil && t.Annotations.ReadOnlyHint
	}
	o.Log.Info("the company's system answers", "pid", cmd.Process.Pid, "tools", len(ch.looks))
	go func() {
		defer close(ch.ended)
		ch.why = session.Wait()
	}()
	return ch, nil
}

// end closes the server's stdin and waits for it to go.
func (ch *child) end() {
	_ = ch.session.Close()
	<-ch.ended
}

// probe asks a server that was too slow for a sign of life. One that hangs is
// killed, so that the next can start: it would never come back by itself.
func (ch *child) probe(patience time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, err := ch.session.CallTool(ctx, &sdk.CallToolParams{Name: "no such tool"})
	if err != nil && ctx.Err() != nil {
		_ = ch.cmd.Process.Kill()
	}
}

// lastWords keeps the end of what a child wrote to stderr.
type lastWords struct {
	to   io.Writer
	mu   sync.Mutex
	tail []byte
}

const tailBytes = 2048

func (l *lastWords) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tail = append(l.tail, p...)
	if n := len(l.tail) - tailBytes; n > 0 {
		l.tail = append([]byte(nil), l.tail[n:]...)
	}
	if l.to != nil {
		_, _ = l.to.Write(p) // a full log must not stop the child
	}
	return len(p), nil
}

func (l *lastWords) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if s := strings.TrimSpace(string(bytes.ToValidUTF8(l.tail, nil))); s != "" {
		return ": " + s
	}
	return ""
}
