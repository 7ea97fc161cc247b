package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"samtal/content"
)

// seededFault is one row of core/flow's table of faults.
type seededFault struct{ Code, File, Old, New, Line string }

// A folder with one fault in it is refused, and the line is named: what a lead
// sees who runs `samtal check DIR` on her own copy of the content. The table of
// faults is core/flow's own; -v prints it with what the program said.
func TestCheckCatchesEachFaultSeededIntoACopy(t *testing.T) {
	src, err := os.ReadFile("../../core/flow/testdata/seeded.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []seededFault
	if err := json.Unmarshal(src, &list); err != nil {
		t.Fatal(err)
	}
	if len(list) < 50 {
		t.Fatalf("only %d faults", len(list))
	}
	dir := copyOfContent(t)
	if code, out, errs := call("en", "", "check", dir); code != done || errs != "" {
		t.Fatalf("the copy itself is refused: %d %s%s", code, out, errs)
	}
	for i, f := range list {
		if testing.Short() && i%8 != 0 {
			continue // each code is tried in core/flow; here the way there is what counts
		}
		file := filepath.Join(dir, filepath.FromSlash(f.File))
		whole, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(whole), f.Old) {
			t.Fatalf("%s has no %q: %v", f.File, f.Old, err)
		}
		broken := strings.Replace(string(whole), f.Old, f.New, 1)
		write(t, file, broken)
		code, out, _ := call("en", "", "check", dir)
		write(t, file, string(whole))
		found := ""
		for line := range strings.SplitSeq(out, "\n") {
			if strings.Contains(line, ": "+f.Code+": ") && (f.Line == "" || strings.Contains(line, position(f, broken))) {
				found = line
				break
			}
		}
		if code != failed || found == "" {
			t.Errorf("%s in %s: exit code %d, and no line names it at %s:\n%s", f.Code, f.File, code, position(f, broken), out)
		}
		t.Logf("%-20s %s", f.Code, found)
	}
}

// position is what a fault's line starts with: the file and the line in it.
func position(f seededFault, text string) string {
	at := strings.Index(text, f.Line)
	line, _ := json.Marshal(1 + strings.Count(text[:max(at, 0)], "\n"))
	return filepath.Base(f.File) + ":" + string(line) + ":"
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// copyOfContent is a folder that holds what the program has built in.
func copyOfContent(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	err := fs.WalkDir(content.FS, ".", func(path string, d fs.DirEntry, err error) error {
		to := filepath.Join(dir, filepath.FromSlash(path))
		if err != nil || d.IsDir() {
			return errors.Join(err, os.MkdirAll(to, 0o700))
		}
		src, err := fs.ReadFile(content.FS, path)
		return errors.Join(err, os.WriteFile(to, src, 0o600))
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
