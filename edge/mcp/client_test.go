//go:build unix

package mcp_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"samtal/edge/mcp"
)

const childEnv = "SAMTAL_TEST_MCP_CHILD"

// TestMain lets the test binary be a small company's system, or a Samtal that
// starts one and dies.
func TestMain(m *testing.M) {
	switch os.Getenv(childEnv) {
	case "":
		os.Exit(m.Run())
	case "broken":
		fmt.Fprintln(os.Stderr, "the cellar is flooded")
		os.Exit(3)
	case "parent":
		parent()
	case "once": // the second start fails twice
		if n := count(os.Getenv("SAMTAL_TEST_FILE")); n == 2 || n == 3 {
			os.Exit(4)
		}
	}
	if err := system().Run(context.Background(), &sdk.StdioTransport{}); err != nil && !errors.Is(err, io.EOF) {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(0)
}

func count(path string) int {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	if _, err := f.WriteString("x"); err != nil {
		panic(err)
	}
	info, err := f.Stat()
	if err != nil {
		panic(err)
	}
	return int(info.Size())
}

// parent opens a client, tells the child's id and dies the hard way.
func parent() {
	exe, _ := os.Executable()
	c, err := mcp.Open(context.Background(), mcp.Options{Command: []string{exe}, Env: []string{childEnv + "=plain"}})
	if err != nil {
		panic(err)
	}
	fmt.Println(c.Pid())
	_, _ = os.Stdin.Read(make([]byte, 1))
	_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {}
}

func system() *sdk.Server {
	s := sdk.NewServer(&sdk.Implementation{Name: "small", Version: "1"}, nil)
	add := func(name string, look bool, f func(ctx context.Context) (*sdk.CallToolResult, error)) {
		s.AddTool(&sdk.Tool{Name: name, InputSchema: json.RawMessage(`{"type":"object"}`), Annotations: &sdk.ToolAnnotations{ReadOnlyHint: look}},
			func(ctx context.Context, _ *sdk.CallToolRequest) (*sdk.CallToolResult, error) { return f(ctx) })
	}
	structured := func(s string) (*sdk.CallToolResult, error) {
		return &sdk.CallToolResult{StructuredContent: json.RawMessage(s)}, nil
	}
	add("figures", true, func(context.Context) (*sdk.CallToolResult, error) {
		return structured(`{"a":1.50,"b":10000000000000001,"c":"å \"x\""}`)
	})
	add("words", true, func(context.Context) (*sdk.CallToolResult, error) {
		return &sdk.CallToolResult{Content: []sdk.Content{&sdk.TextContent{Text: "plain words"}}}, nil
	})
	add("refuses", false, func(context.Context) (*sdk.CallToolResult, error) {
		return &sdk.CallToolResult{IsError: true, StructuredContent: json.RawMessage(`{"error":{"code":"limit","message":"För mycket."}}`)}, nil
	})
	add("breaks", false, func(context.Context) (*sdk.CallToolResult, error) { return nil, errors.New("disk full") })
	add("dies", false, func(context.Context) (*sdk.CallToolResult, error) {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	})
	wait := func(ctx context.Context) (*sdk.CallToolResult, error) { <-ctx.Done(); return nil, ctx.Err() }
	add("waits", false, wait)
	add("ponders", true, wait)
	return s
}

func open(t *testing.T, kind string, o mcp.Options) (*mcp.Client, error) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	o.Command, o.Env = []string{exe}, append(o.Env, childEnv+"="+kind)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	c, err := mcp.Open(ctx, o)
	if err == nil {
		t.Cleanup(func() { _ = c.Close() })
	}
	return c, err
}

func mustOpen(t *testing.T, o mcp.Options) *mcp.Client {
	t.Helper()
	c, err := open(t, "plain", o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func ready(t *testing.T, c *mcp.Client) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := c.Ready(ctx); err != nil {
		t.Fatal(err)
	}
}

func TestAnswersKeepTheirFigures(t *testing.T) {
	c := mustOpen(t, mcp.Options{})
	raw, err := c.Call(t.Context(), "figures", nil)
	if err != nil || string(raw) != `{"a":1.50,"b":10000000000000001,"c":"å \"x\""}` {
		t.Errorf("got %s, %v", raw, err)
	}
	if raw, err = c.Call(t.Context(), "words", nil); err != nil || string(raw) != `"plain words"` {
		t.Errorf("text without structure: %s, %v", raw, err)
	}
}

func TestEveryFailureIsOneOfThree(t *testing.T) {
	c := mustOpen(t, mcp.Options{})
	var refusal *mcp.ToolError
	if _, err := c.Call(t.Context(), "refuses", nil); !errors.As(err, &refusal) || *refusal != (mcp.ToolError{Code: "limit", Message: "För mycket."}) {
		t.Errorf("a refusal: %v", err)
	}
	if _, err := c.Call(t.Context(), "breaks", nil); !errors.Is(err, mcp.ErrUnknown) {
		t.Errorf("a write that broke inside may have happened: %v", err)
	}
	if _, err := c.Call(t.Context(), "no_such_tool", nil); err == nil || errors.Is(err, mcp.ErrUnknown) || errors.Is(err, mcp.ErrDown) {
		t.Errorf("an unknown tool is a plain error: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Call(ctx, "waits", nil); !errors.Is(err, mcp.ErrDown) {
		t.Errorf("a call that was over before it began did not happen: %v", err)
	}
}

func TestASlowWriteIsUnknownASlowLookIsNot(t *testing.T) {
	c := mustOpen(t, mcp.Options{})
	for tool, unknown := range map[string]bool{"waits": true, "ponders": false} {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		_, err := c.Call(ctx, tool, nil)
		cancel()
		if errors.Is(err, mcp.ErrUnknown) != unknown || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v", tool, err)
		}
	}
	if c.Starts() != 1 {
		t.Error("slow is not dead: the child must live on")
	}
}

func TestCallsInFlightAtADeathAreUnknown(t *testing.T) {
	c := mustOpen(t, mcp.Options{})
	errs := make(chan error, 4)
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_, err := c.Call(t.Context(), "waits", nil)
			errs <- err
		}()
	}
	_, err := c.Call(t.Context(), "dies", nil)
	errs <- err
	wg.Wait()
	close(errs)
	for err := range errs {
		// One that had not left yet when the child died did certainly not happen.
		if !errors.Is(err, mcp.ErrUnknown) && !errors.Is(err, mcp.ErrDown) {
			t.Errorf("got %v", err)
		}
	}
	ready(t, c)
	if _, err := c.Call(t.Context(), "figures", nil); err != nil {
		t.Errorf("after the restart: %v", err)
	}
	if c.Starts() != 2 {
		t.Errorf("started %d times", c.Starts())
	}
}

// A start that fails is tried again, more slowly each time; meanwhile calls
// are refused, for they certainly did not happen.
func TestARestartBacksOffAndRefusesMeanwhile(t *testing.T) {
	file := t.TempDir() + "/starts"
	c, err := open(t, "once", mcp.Options{Env: []string{"SAMTAL_TEST_FILE=" + file}, MinDelay: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Call(t.Context(), "dies", nil); !errors.Is(err, mcp.ErrUnknown) {
		t.Fatalf("got %v", err)
	}
	if _, err := c.Call(t.Context(), "figures", nil); !errors.Is(err, mcp.ErrDown) || errors.Is(err, mcp.ErrUnknown) {
		t.Errorf("while down: %v", err)
	}
	if _, err := c.Tools(t.Context()); !errors.Is(err, mcp.ErrDown) {
		t.Errorf("while down: %v", err)
	}
	ready(t, c)
	if info, err := os.Stat(file); err != nil || info.Size() != 4 {
		t.Errorf("starts: %v, %v, want four tries", info.Size(), err)
	}
}

// A child that hangs never comes back by itself.
func TestAHangingChildIsReplaced(t *testing.T) {
	c := mustOpen(t, mcp.Options{Timeout: 100 * time.Millisecond})
	if err := syscall.Kill(c.Pid(), syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	deadline, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for c.Starts() == 1 {
		if _, err := c.Call(deadline, "figures", nil); err == nil && c.Starts() == 1 {
			t.Fatal("a stopped child answered")
		}
		if deadline.Err() != nil {
			t.Fatal("the hanging child was never replaced")
		}
	}
}

func TestAStartThatFailsSaysWhy(t *testing.T) {
	_, err := open(t, "broken", mcp.Options{})
	if err == nil || !strings.Contains(err.Error(), "the cellar is flooded") {
		t.Errorf("got %v, want the child's last words", err)
	}
	if _, err := mcp.Open(t.Context(), mcp.Options{Command: []string{"/no/such/program"}}); err == nil {
		t.Error("a missing program started")
	}
}

// Samtal killed the hard way leaves no bank behind, and the child is off the
// terminal's process group.
func TestTheChildDiesWithItsParent(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), childEnv+"=parent")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var pid int
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscan(line, &pid); err != nil {
		t.Fatal(err)
	}
	if group, err := syscall.Getpgid(pid); err != nil || group != pid {
		t.Errorf("the child's group is %d (%v), want its own, %d", group, err, pid)
	}
	_ = in.Close()
	if err := cmd.Wait(); err == nil {
		t.Error("the parent should have been killed")
	}
	for end := time.Now().Add(20 * time.Second); !gone(pid); {
		if time.Now().After(end) {
			_ = syscall.Kill(pid, syscall.SIGKILL)
			t.Fatal("the child outlived its parent")
		}
	}
}

// gone is also true for a zombie that no init has collected.
func gone(pid int) bool {
	if errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
		return true
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && strings.Contains(string(stat), ") Z ")
}
