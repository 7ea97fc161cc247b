package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// tester builds a package's tests with one file replaced, and runs them. The
// work tree is never touched: go's -overlay shows the compiler another text.
type tester struct {
	ctx  context.Context
	root string
	dir  string // for overlays and binaries
	at   int
}

// patience is how long tests of a mutant may run; one that hangs is noticed.
const patience = 90 * time.Second

func newTester(ctx context.Context, at int) (*tester, error) {
	out, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return nil, err
	}
	return &tester{ctx: ctx, root: filepath.Dir(strings.TrimSpace(string(out))), dir: dir, at: max(at, 1)}, nil
}

func (t *tester) close() { os.RemoveAll(t.dir) }

// verdict is what the tests say about a mutant.
type verdict struct {
	killed bool
	by     string // the first failing test, "a panic" or "a time limit"
	broken string // it does not compile: no mutant at all
}

var (
	failed = regexp.MustCompile(`(?m)^\s*--- FAIL: (\S+)`)
	passed = regexp.MustCompile(`^--- PASS: (\S+) \((\S+)\)`)
)

// try builds and runs one changed file. only narrows to tests by name; tests
// is the package whose tests are run, which may be another than the changed.
func (t *tester) try(id, file, text, tests, only string, short bool) verdict {
	list, err := t.overlay(id, map[string]string{file: text})
	if err != nil {
		return verdict{broken: err.Error()}
	}
	defer os.RemoveAll(filepath.Dir(list))
	binary := filepath.Join(filepath.Dir(list), "tests")
	if out, err := t.build(list, binary, tests); err != nil {
		return verdict{broken: out + err.Error()}
	}
	args := []string{"-test.failfast", "-test.run", "^" + only + "$"}
	if short {
		args = append(args, "-test.short")
	}
	out, err := t.run(binary, tests, patience, nil, args...)
	v := verdict{killed: err != nil}
	if v.killed {
		v.by = blame(out)
	}
	if strings.Contains(out, "no tests to run") {
		v.broken = fmt.Sprintf("there is no test %s in %s", only, tests)
	}
	return v
}

func (t *tester) build(overlay, binary, pkg string) (string, error) {
	build := exec.CommandContext(t.ctx, "go", "test", "-c", "-vet=off", "-overlay", overlay, "-o", binary, "./"+pkg)
	build.Dir, build.Env = t.root, append(os.Environ(), "CGO_ENABLED=0")
	out, err := build.CombinedOutput()
	return string(out), err
}

// memory is how much a mutant may take, in kB: one that appends for ever must
// not take the machine down with it. The shell's limit is of addresses, which
// Go asks for generously; where a system has no such limit there is none.
const memory = 6_000_000

// run runs a test program in its package's folder.
func (t *tester) run(binary, pkg string, limit time.Duration, env []string, args ...string) (string, error) {
	line := fmt.Sprintf(`ulimit -v %d 2>/dev/null; exec "$0" "$@"`, memory)
	args = append([]string{"-c", line, binary, "-test.timeout=" + limit.String()}, args...)
	run := exec.CommandContext(t.ctx, "sh", args...)
	run.Dir, run.Env = filepath.Join(t.root, pkg), append(os.Environ(), env...)
	out, err := run.CombinedOutput()
	return string(out), err
}

// blame names the test that failed, or what else ended the program.
func blame(out string) string {
	switch m := failed.FindStringSubmatch(out); {
	case strings.Contains(out, "panic: test timed out"):
		return "a time limit"
	case m != nil:
		name, _, _ := strings.Cut(m[1], "/")
		return name
	}
	return "a panic"
}

// overlay writes the list that shows the compiler other texts of files, in a
// folder of its own.
func (t *tester) overlay(id string, texts map[string]string) (string, error) {
	work := filepath.Join(t.dir, id)
	if err := os.MkdirAll(work, 0o700); err != nil {
		return "", err
	}
	replace := map[string]string{}
	for file, text := range texts {
		changed := filepath.Join(work, filepath.Base(file))
		if err := os.WriteFile(changed, []byte(text), 0o600); err != nil {
			return "", err
		}
		replace[filepath.Join(t.root, file)] = changed
	}
	body, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	list := filepath.Join(work, "overlay.json")
	return list, os.WriteFile(list, body, 0o600)
}

// builds reports whether a changed file still compiles.
func (t *tester) builds(id, file, text string) error {
	list, err := t.overlay(id, map[string]string{file: text})
	if err != nil {
		return err
	}
	defer os.RemoveAll(filepath.Dir(list))
	build := exec.CommandContext(t.ctx, "go", "build", "-overlay", list, "./"+filepath.Dir(file))
	build.Dir, build.Env = t.root, append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("%s%w", out, err)
	}
	return nil
}

// together runs f for 0..n-1, a few at a time.
func (t *tester) together(n int, f func(i int)) {
	next := make(chan int)
	done := make(chan struct{})
	for range t.at {
		go func() {
			for i := range next {
				f(i)
			}
			done <- struct{}{}
		}()
	}
	for i := range n {
		if t.ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	for range t.at {
		<-done
	}
}
