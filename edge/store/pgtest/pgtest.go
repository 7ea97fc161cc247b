// Package pgtest gives a test its own database on a throw-away PostgreSQL. One
// server serves a test process, and goes away with it even when it is killed.
package pgtest

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Variable names the environment variable with the URL of a server to use
// instead of starting one.
const Variable = "SAMTAL_TEST_POSTGRES"

// Start returns the URL of a fresh, empty database, dropped when the test
// ends. Where there is no PostgreSQL the test is skipped, with the reason and
// the command that enables it.
func Start(t testing.TB) string {
	t.Helper()
	return start(t, os.Getenv(Variable), fast)
}

// StartDurable is Start on a server that waits for the disk, for benchmarks.
func StartDurable(t testing.TB) string {
	t.Helper()
	return start(t, os.Getenv(Variable), durable)
}

var (
	fast    = sync.OnceValues(func() (string, error) { return serve("--attached", "--fast") })
	durable = sync.OnceValues(func() (string, error) { return serve("--attached") })
)

func start(t testing.TB, server string, own func() (string, error)) string {
	t.Helper()
	if server == "" {
		var err error
		if server, err = own(); err != nil {
			t.Skipf("PostgreSQL is left out: %v", err)
		}
	}
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	defer conn.Close(ctx)
	var raw [8]byte
	_, _ = rand.Read(raw[:])
	name := "samtal_test_" + hex.EncodeToString(raw[:])
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+name); err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	t.Cleanup(func() {
		if conn, err := pgx.Connect(ctx, server); err == nil {
			_, _ = conn.Exec(ctx, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") // the whole server goes soon
			_ = conn.Close(ctx)
		}
	})
	u, err := url.Parse(server)
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	u.Path = "/" + name
	return u.String()
}

// serve runs scripts/services for the rest of this process. The script ends
// when its standard input does: the kernel closes it however this process ends.
func serve(args ...string) (string, error) {
	_, file, _, _ := runtime.Caller(0)
	cmd := exec.Command(filepath.Join(filepath.Dir(file), "..", "..", "..", "scripts", "services"), args...)
	detach(cmd)
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		return "", err
	}
	held = append(held, in)
	if err := cmd.Start(); err != nil {
		return "", err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		_ = cmd.Wait()
		return "", errors.New(strings.TrimSpace(said.String()))
	}
	return strings.TrimSpace(line), nil
}

// held keeps the scripts' standard inputs open.
var held []io.Closer
