package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// folder is a data folder that this process alone works in.
type folder struct {
	dir  string
	lock *os.File
}

// errLocked: another process has it.
var errLocked = errors.New("locked")

// openFolder makes the folder if it must, keeps others out of it, and locks
// it. It may hold other files.
func openFolder(dir string) (*folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fail(cause(err), "data_unfit", "dir", dir)
	}
	if err := os.Chmod(dir, 0o700); err != nil { //nolint:gosec // a folder needs x
		return nil, fail(cause(err), "data_unfit", "dir", dir)
	}
	lock, err := lockFile(filepath.Join(dir, "lock"))
	switch {
	case errors.Is(err, errLocked):
		pid := ""
		if b, err := os.ReadFile(filepath.Join(dir, "lock")); err == nil && len(b) > 0 {
			pid = fmt.Sprintf(" (pid %s)", strings.TrimSpace(string(b)))
		}
		return nil, fail(nil, "data_locked", "dir", dir, "pid", pid)
	case err != nil:
		return nil, fail(cause(err), "data_unfit", "dir", dir)
	}
	return &folder{dir: dir, lock: lock}, nil
}

// close lets the next one in. The lock's file stays: removing it would let two
// in at once.
func (f *folder) close() error { return f.lock.Close() }

func (f *folder) path(name string) string { return filepath.Join(f.dir, name) }

// lockFile opens and locks a file, with our process id in it for whoever finds
// it locked.
func lockFile(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := tryLock(f); err != nil {
		_ = f.Close()
		return nil, err
	}
	err = f.Truncate(0)
	if err == nil {
		_, err = io.WriteString(f, fmt.Sprintln(os.Getpid()))
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}

// cause takes the path out of a file's error: the line names it already.
func cause(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// started reports whether Samtal has ever run in a folder.
func started(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "lock"))
	return err == nil
}
