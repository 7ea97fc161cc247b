package outside

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Program is a Samtal process that a test or benchmark started.
type Program struct {
	Bin  string
	Data string
	Port int
	Args []string
	Env  []string

	mu   sync.Mutex
	cmd  *exec.Cmd
	done chan struct{}
	logs bytes.Buffer
}

// FreePort finds a free loopback port.
func FreePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// Build builds the program from its source into a folder.
func Build(ctx context.Context, root, into string) (string, error) {
	bin := filepath.Join(into, "samtal")
	cmd := exec.CommandContext(ctx, "go", "build", "-o", bin, "./cmd/samtal")
	cmd.Dir, cmd.Env = root, append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build ./cmd/samtal: %w\n%s", err, out)
	}
	return bin, nil
}

// Base is the server's address.
func (p *Program) Base() string { return fmt.Sprintf("http://127.0.0.1:%d", p.Port) }

// Start runs `samtal demo` and returns when it serves, with how long that took.
func (p *Program) Start(ctx context.Context) (time.Duration, error) {
	args := append([]string{"demo", "--no-browser", "--data", p.Data, "--port", fmt.Sprint(p.Port)}, p.Args...)
	cmd := exec.Command(p.Bin, args...)
	cmd.Env = append(os.Environ(), p.Env...)
	out := &tail{p: p}
	cmd.Stdout, cmd.Stderr = out, out
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	done := make(chan struct{})
	go func() {
		_ = cmd.Wait() // how it ended is in its own output
		close(done)
	}()
	p.mu.Lock()
	p.cmd, p.done = cmd, done
	p.mu.Unlock()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		if ready(ctx, p.Base()) {
			return time.Since(began), nil
		}
		select {
		case <-done:
			return 0, fmt.Errorf("samtal demo ended before it served:\n%s", p.Output())
		case <-ctx.Done():
			p.Kill()
			return 0, fmt.Errorf("samtal demo did not serve in time: %w\n%s", ctx.Err(), p.Output())
		case <-tick.C:
		}
	}
}

func ready(ctx context.Context, base string) bool {
	req, err := http.NewRequestWithContext(ctx, "GET", base+"/readyz", nil)
	if err != nil {
		return false
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	res.Body.Close()
	return res.StatusCode == http.StatusOK
}

// Kill ends the process the hard way and waits until it is gone.
func (p *Program) Kill() {
	p.mu.Lock()
	cmd, done := p.cmd, p.done
	p.mu.Unlock()
	if cmd == nil {
		return
	}
	_ = cmd.Process.Kill() // it may be gone already
	<-done
}

// Stop asks the process to end, as Ctrl-C does, and kills it when it does not.
func (p *Program) Stop(wait time.Duration) error {
	p.mu.Lock()
	cmd, done := p.cmd, p.done
	p.mu.Unlock()
	if cmd == nil {
		return nil
	}
	_ = cmd.Process.Signal(os.Interrupt)
	select {
	case <-done:
		return nil
	case <-time.After(wait):
		p.Kill()
		return errors.New("samtal did not end on an interrupt")
	}
}

// Gone is closed when the process has ended.
func (p *Program) Gone() <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.done
}

// Pid of the running process.
func (p *Program) Pid() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.cmd.Process.Pid
}

// Output is what the process wrote lately.
func (p *Program) Output() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.logs.String()
}

// Tokens asks the program for bearer tokens: kind is customer, expert or lead.
func (p *Program) Tokens(kind, id string, count int) ([]string, error) {
	args := []string{"token", "--data", p.Data, "--" + kind, id}
	if count > 1 {
		args = append(args, "--count", fmt.Sprint(count))
	}
	cmd := exec.Command(p.Bin, args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("samtal %s: %w: %s", strings.Join(args, " "), err, errs.String())
	}
	var list []string
	s := bufio.NewScanner(bytes.NewReader(out))
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		if t := strings.TrimSpace(s.Text()); t != "" {
			list = append(list, t)
		}
	}
	if len(list) < count {
		return nil, fmt.Errorf("samtal token gave %d of %d", len(list), count)
	}
	return list, nil
}

// tail keeps the end of a process's output.
type tail struct{ p *Program }

const tailMost = 64 << 10

func (t *tail) Write(b []byte) (int, error) {
	t.p.mu.Lock()
	defer t.p.mu.Unlock()
	t.p.logs.Write(b)
	if over := t.p.logs.Len() - tailMost; over > 0 {
		t.p.logs.Next(over)
	}
	return len(b), nil
}
