package bank_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"samtal/edge/bank"
	"samtal/edge/mcp"
)

// The tests' bank stands at this moment, so that documents and answers agree.
var epoch = time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)

const serveEnv = "SAMTAL_TEST_BANK_DIR"

// TestMain lets the test binary be the bank's process too.
func TestMain(m *testing.M) {
	if dir := os.Getenv(serveEnv); dir != "" {
		err := bank.Serve(context.Background(), bank.Options{Dir: dir, Now: func() time.Time { return epoch }})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// process starts the bank as Samtal does.
func process(t testing.TB, dir string, env ...string) *mcp.Client {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c, err := mcp.Open(ctx, mcp.Options{Command: []string{exe}, Env: append(env, serveEnv+"="+dir), Stderr: os.Stderr})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// founded copies a company that was founded once for all tests.
func founded(t testing.TB) string {
	t.Helper()
	first.Do(func() {
		dir, err := os.MkdirTemp("", "samtal-bank")
		if err != nil {
			firstErr = err
			return
		}
		b, err := bank.Open(context.Background(), bank.Options{Dir: dir, Now: func() time.Time { return epoch }})
		if err != nil {
			firstErr = err
			return
		}
		b.Close()
		firstDB, firstErr = os.ReadFile(filepath.Join(dir, "bank.db"))
		_ = os.RemoveAll(dir)
	})
	if firstErr != nil {
		t.Fatal(firstErr)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "bank.db"), firstDB, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

var (
	first    sync.Once
	firstErr error
	firstDB  []byte
)

type args = map[string]any

func decode(t testing.TB, raw json.RawMessage, err error) map[string]any {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	var o map[string]any
	if err := json.Unmarshal(raw, &o); err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return o
}

// A crash before or after the effect, then the same key: one effect.
func TestKilledAroundTheEffectOneKeyOneEffect(t *testing.T) {
	for _, point := range []string{"before_effect", "after_effect"} {
		t.Run(point, func(t *testing.T) {
			dir := founded(t)
			c := process(t, dir, bank.DieEnv+"="+point+":report_return:1")
			ctx := t.Context()
			call := args{"customer": "c-0001", "purchase": "pu-0103", "key": "k1"}
			_, err := c.Call(ctx, "report_return", call)
			if !errors.Is(err, mcp.ErrUnknown) {
				t.Fatalf("the process died during the call, got %v, want ErrUnknown", err)
			}
			if err := ready(ctx, c); err != nil {
				t.Fatal(err)
			}
			got := through(t, c, "report_return", call)
			if got["refund"] != "re-0103" {
				t.Fatalf("the same key again: %v", got)
			}
			if n := len(through(t, c, "refund_status", args{"customer": "c-0001"})["refunds"].([]any)); n != 1 {
				t.Fatalf("%d refunds, want one effect", n)
			}
			if _, err := c.Call(ctx, "report_return", args{"customer": "c-0001", "purchase": "pu-0102", "key": "k1"}); code(err) != bank.ConflictKey {
				t.Fatalf("same key, other arguments: %v", err)
			}
			if c.Starts() != 2 {
				t.Fatalf("started %d times, want 2", c.Starts())
			}
		})
	}
}

func ready(ctx context.Context, c *mcp.Client) error {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	return c.Ready(ctx)
}

func through(t testing.TB, c *mcp.Client, tool string, a args) map[string]any {
	t.Helper()
	raw, err := c.Call(context.Background(), tool, a)
	return decode(t, raw, err)
}

func code(err error) string {
	var e *mcp.ToolError
	var r *bank.Refusal
	switch {
	case errors.As(err, &e):
		return e.Code
	case errors.As(err, &r):
		return r.Code
	}
	return ""
}

// Killed from outside at any moment under load: no key has two effects, and
// every key can be settled by asking again.
func TestKilledUnderLoadEveryKeySettles(t *testing.T) {
	c := process(t, founded(t))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var wg sync.WaitGroup
	for w := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 12 {
				a := args{"customer": fmt.Sprintf("c-%04d", 100+w), "topic": "other", "text": "ärende", "key": fmt.Sprintf("w%d-%d", w, i)}
				first := ""
				for n := 0; n < 2; { // each key is settled twice over
					raw, err := c.Call(ctx, "open_case", a)
					if errors.Is(err, mcp.ErrUnknown) || errors.Is(err, mcp.ErrDown) {
						if err := c.Ready(ctx); err != nil {
							t.Error(err)
							return
						}
						continue
					}
					if err != nil {
						t.Error(err)
						return
					}
					if first == "" {
						first = string(raw)
					} else if first != string(raw) {
						t.Errorf("key %v: %s, then %s", a["key"], first, raw)
					}
					n++
				}
				if w == 0 && i%4 == 1 {
					if pid := c.Pid(); pid != 0 {
						_ = syscall.Kill(pid, syscall.SIGKILL)
					}
				}
			}
		}()
	}
	wg.Wait()
	if c.Starts() < 2 {
		t.Fatal("the process was never killed")
	}
}

func TestTheChildEndsWithItsParent(t *testing.T) {
	c := process(t, founded(t))
	pid := c.Pid()
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
		t.Fatalf("process %d: %v, want it gone", pid, err)
	}
	if _, err := c.Call(t.Context(), "list_cards", args{"customer": "c-0005"}); !errors.Is(err, mcp.ErrDown) {
		t.Fatalf("after Close: %v, want ErrDown", err)
	}
}

// BenchmarkLook is one look-up after another through real stdio.
func BenchmarkLook(b *testing.B) {
	c := process(b, founded(b))
	i := 0
	for b.Loop() {
		i++
		if _, err := c.Call(context.Background(), "list_invoices", args{"customer": fmt.Sprintf("c-%04d", 1+i%2000), "state": "open"}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "calls/s")
}

// BenchmarkLookMany is the same from many conversations at once.
func BenchmarkLookMany(b *testing.B) {
	c := process(b, founded(b))
	b.SetParallelism(16)
	b.RunParallel(func(pb *testing.PB) {
		i := 0
		for pb.Next() {
			i++
			if _, err := c.Call(context.Background(), "list_invoices", args{"customer": fmt.Sprintf("c-%04d", 1+i*7%2000), "state": "open"}); err != nil {
				b.Error(err)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "calls/s")
}

// BenchmarkAct is acts with keys, each its own durable transaction.
func BenchmarkAct(b *testing.B) {
	c := process(b, founded(b))
	i := 0
	for b.Loop() {
		i++
		if _, err := c.Call(context.Background(), "open_case", args{"customer": "c-0100", "topic": "other", "text": "x", "key": fmt.Sprint("b", i)}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "calls/s")
}

// BenchmarkFirstStart founds the whole company.
func BenchmarkFirstStart(b *testing.B) {
	for b.Loop() {
		k, err := bank.Open(context.Background(), bank.Options{Dir: b.TempDir(), Now: func() time.Time { return epoch }})
		if err != nil {
			b.Fatal(err)
		}
		k.Close()
	}
}

// BenchmarkSecondStart is from starting the process to its first answer.
func BenchmarkSecondStart(b *testing.B) {
	dir := founded(b)
	exe, _ := os.Executable()
	for b.Loop() {
		c, err := mcp.Open(context.Background(), mcp.Options{Command: []string{exe}, Env: []string{serveEnv + "=" + dir}})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := c.Call(context.Background(), "list_cards", args{"customer": "c-0005"}); err != nil {
			b.Fatal(err)
		}
		_ = c.Close()
	}
}
