package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
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
	output string
}

var failed = regexp.MustCompile(`(?m)^\s*--- FAIL: (\S+)`)

// try builds and runs. only narrows to tests by name; tests is the package
// whose tests are run, which may be another than the one that is changed.
func (t *tester) try(id, file, text, tests, only string, short bool) verdict {
	list, err := t.overlay(id, file, text)
	if err != nil {
		return verdict{broken: err.Error()}
	}
	defer os.RemoveAll(filepath.Dir(list))
	binary := filepath.Join(filepath.Dir(list), "tests")
	build := exec.CommandContext(t.ctx, "go", "test", "-c", "-vet=off", "-overlay", list, "-o", binary, "./"+tests)
	build.Dir, build.Env = t.root, append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return verdict{broken: string(out) + err.Error()}
	}
	args := []string{"-test.failfast", "-test.timeout=" + patience.String()}
	if short {
		args = append(args, "-test.short")
	}
	if only != "" {
		args = append(args, "-test.run", "^"+only+"$")
	}
	run := exec.CommandContext(t.ctx, binary, args...)
	run.Dir = filepath.Join(t.root, tests)
	var out bytes.Buffer
	run.Stdout, run.Stderr = &out, &out
	err = run.Run()
	v := verdict{killed: err != nil, output: out.String()}
	switch m := failed.FindStringSubmatch(v.output); {
	case strings.Contains(v.output, "panic: test timed out"):
		v.by = "a time limit"
	case m != nil:
		v.by = m[1]
	case err != nil:
		v.by = "a panic"
	}
	if only != "" && strings.Contains(v.output, "no tests to run") {
		v.broken = fmt.Sprintf("there is no test %s in %s", only, tests)
	}
	return v
}

// overlay writes the list that shows the compiler another text of a file, in a
// folder of its own.
func (t *tester) overlay(id, file, text string) (string, error) {
	work := filepath.Join(t.dir, id)
	changed, list := filepath.Join(work, "changed.go"), filepath.Join(work, "overlay.json")
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(t.root, file): changed}})
	if err != nil {
		return "", err
	}
	return list, errors.Join(os.MkdirAll(work, 0o700), os.WriteFile(changed, []byte(text), 0o600), os.WriteFile(list, overlay, 0o600))
}

// builds reports whether a changed file still compiles.
func (t *tester) builds(id, file, text string) error {
	list, err := t.overlay(id, file, text)
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
