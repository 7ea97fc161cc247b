package understanding

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// loadPhrases reads content/phrases as the program does.
func loadPhrases(t testing.TB) Phrases {
	t.Helper()
	files := map[string][]byte{}
	paths, err := filepath.Glob("../../content/phrases/*/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no phrases under content/phrases: %v", err)
	}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.ToSlash(path)] = b
	}
	p, err := ParsePhrases(files)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var shared = sync.OnceValues(func() (*Reader, error) {
	files := map[string][]byte{}
	paths, _ := filepath.Glob("../../content/phrases/*/*.txt")
	for _, path := range paths {
		files[filepath.ToSlash(path)], _ = os.ReadFile(path)
	}
	p, err := ParsePhrases(files)
	if err != nil {
		return nil, err
	}
	return NewReader(p)
})

// reader is trained once from all phrases.
func reader(t testing.TB) *Reader {
	t.Helper()
	r, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// figure prints one line of docs/understanding.md, which `make understanding`
// collects: the table it belongs to, what was measured, the figure, the aim.
func figure(t *testing.T, table, what, aim, format string, args ...any) {
	t.Helper()
	t.Logf("FIGURE|%s|%s|%s|%s", table, what, fmt.Sprintf(format, args...), aim)
}
