package main

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"strings"
)

// checker tells whether a changed package still compiles, without compiling
// it: what the compiler notices is no mutant.
type checker struct {
	set   *token.FileSet
	files map[string]*ast.File // by name, as they stand
	from  types.Importer
}

// newChecker reads a package; pkg is its folder, texts are its files.
func (t *tester) newChecker(pkg string, texts map[string]string) (*checker, error) {
	list := exec.CommandContext(t.ctx, "go", "list", "-export", "-deps", "-f", "{{.ImportPath}}={{.Export}}", "./"+pkg)
	list.Dir, list.Env, list.Stderr = t.root, append(os.Environ(), "CGO_ENABLED=0"), os.Stderr
	out, err := list.Output()
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "=")
		exports[path] = file
	}
	c := &checker{set: token.NewFileSet(), files: map[string]*ast.File{}}
	c.from = importer.ForCompiler(c.set, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	for name, text := range texts {
		if c.files[name], err = parser.ParseFile(c.set, name, text, parser.SkipObjectResolution); err != nil {
			return nil, err
		}
	}
	if err := c.check(c.files); err != nil {
		return nil, fmt.Errorf("%s does not compile as it is: %w", pkg, err)
	}
	return c, nil
}

// compiles reports whether the package does with another text of one file.
func (c *checker) compiles(name, text string) bool {
	set := c.set
	changed, err := parser.ParseFile(set, name, text, parser.SkipObjectResolution)
	if err != nil {
		return false
	}
	files := map[string]*ast.File{name: changed}
	for n, f := range c.files {
		if n != name {
			files[n] = f
		}
	}
	return c.check(files) == nil
}

func (c *checker) check(files map[string]*ast.File) error {
	var list []*ast.File
	for _, f := range files {
		list = append(list, f)
	}
	config := types.Config{Importer: c.from, FakeImportC: true}
	_, err := config.Check(list[0].Name.Name, c.set, list, nil)
	return err
}
