package samtal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The house has floors (DESIGN.md section 4); imports go down only.
var floors = map[string]int{"content": 0, "web": 0, "core": 1, "service": 2, "assistant": 3, "simulate": 4, "edge": 4, "cmd": 5, "scripts": 5}

// Beyond core itself and pure standard packages, core may import these.
var allowed = map[string][]string{
	"core":               {"gonum.org/v1/gonum/"},
	"core/flow":          {"cel.dev/cel-go/", "github.com/goccy/go-yaml"},
	"core/understanding": {"golang.org/x/text/"},
	"core/knowledge":     {"golang.org/x/text/", "github.com/kljensen/snowball/"}, // word stems: tables, no state
}

// Standard packages that reach out of core, and calls that read the clock.
var impure = []string{"context", "crypto/rand", "database/sql", "embed", "io/fs", "log", "math/rand", "net", "os", "path/filepath", "plugin", "runtime", "syscall", "unsafe"}
var clock = []string{"After", "AfterFunc", "NewTicker", "NewTimer", "Now", "Since", "Sleep", "Tick", "Until"}

func TestImportsGoDownOnly(t *testing.T) {
	files := 0
	check(t, ".", func(room string, f *ast.File, say func(string, ...any)) {
		files++
		for _, i := range f.Imports {
			path, _ := strconv.Unquote(i.Path.Value)
			if why := refused(room, path); why != "" {
				say("%s imports %s: %s", room, path, why)
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && strings.HasPrefix(room, "core/") {
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains(clock, s.Sel.Name) {
					say("core reads the clock: time.%s", s.Sel.Name)
				}
			}
			return true
		})
	})
	if files < 100 {
		t.Fatalf("only %d files were looked at", files)
	}
}

// refused says why a room may not import a path, or nothing.
func refused(room, path string) string {
	floor, wing, _ := strings.Cut(room, "/")
	to, ours := strings.CutPrefix(path, "samtal/")
	toFloor, toWing, _ := strings.Cut(to, "/")
	switch {
	case ours && floors[toFloor] > floors[floor], ours && floor != toFloor && floors[toFloor] == floors[floor]:
		return "imports go down only"
	case ours && floor == "edge" && toFloor == "edge":
		if house, other := strings.Split(wing, "/")[0], strings.Split(toWing, "/")[0]; house != other && !(house == "server" && other == "realtime") {
			return "edges don't know each other"
		}
	case ours || floor != "core":
	case !strings.Contains(strings.Split(path, "/")[0], "."):
		for _, p := range impure {
			if path == p || strings.HasPrefix(path, p+"/") {
				return "core is pure"
			}
		}
	case !slices.ContainsFunc(append(allowed[room], allowed["core"]...), func(p string) bool { return strings.HasPrefix(path, p) }):
		return "not on core's list"
	}
	return ""
}

// A rule that no import can break guards nothing.
func TestTheFloorsBite(t *testing.T) {
	for _, c := range [][2]string{{"core/flow", "samtal/service/desk"}, {"service/desk", "samtal/edge/store"}, {"assistant", "samtal/simulate"}, {"edge/bank", "samtal/edge/mcp"},
		{"edge/realtime", "samtal/edge/server"}, {"simulate", "samtal/edge/store"}, {"edge/mail", "samtal/cmd/samtal"}, {"core/money", "os/exec"}, {"core/money", "math/rand/v2"},
		{"core/money", "golang.org/x/text/language"}, {"core/conversation", "cel.dev/cel-go/cel"}} {
		if refused(c[0], c[1]) == "" {
			t.Errorf("%s may import %s", c[0], c[1])
		}
	}
	for _, c := range [][2]string{{"core/flow", "cel.dev/cel-go/cel"}, {"edge/server", "samtal/edge/realtime"}, {"edge/store/sqlite", "samtal/edge/store"}, {"cmd/samtal", "samtal/edge/store"},
		{"service/dispatch", "samtal/service/desk"}, {"core/conversation", "samtal/core/money"}, {"core/money", "strings"}} {
		if why := refused(c[0], c[1]); why != "" {
			t.Errorf("%s may not import %s: %s", c[0], c[1], why)
		}
	}
}

// check parses every file that is no test and hands it over with its folder.
func check(t *testing.T, root string, look func(room string, f *ast.File, say func(string, ...any))) {
	set := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == "node_modules" || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && path != ".") {
			return skip(err, d)
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || !strings.Contains(path, "/") {
			return nil
		}
		f, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err == nil {
			look(filepath.ToSlash(filepath.Dir(path)), f, func(format string, args ...any) { t.Errorf(path+": "+format, args...) })
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func skip(err error, d fs.DirEntry) error {
	if err == nil && d.IsDir() {
		return filepath.SkipDir
	}
	return err
}
