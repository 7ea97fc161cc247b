package pack

import (
	"errors"
	"io/fs"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// sheet is one YAML file, with a way to say where in it something is wrong.
type sheet struct {
	name string
	file *ast.File
	into *[]Fault
}

// readYAML decodes a file strictly into v: an unknown key is a fault, for what
// a person misspelt would else silently not be in force.
func readYAML(content fs.FS, name string, v any, into *[]Fault) *sheet {
	s := &sheet{name: name, into: into}
	body, err := fs.ReadFile(content, name)
	if err != nil {
		s.bad(1, 1, "missing_file", "the file can't be read: "+err.Error())
		return nil
	}
	if s.file, err = parser.ParseBytes(body, 0); err == nil {
		err = yaml.UnmarshalWithOptions(body, v, yaml.Strict())
	}
	if err == nil {
		return s
	}
	line, column := 1, 1
	message := firstLine(err.Error())
	var located yaml.Error
	if errors.As(err, &located) {
		message = located.GetMessage()
		if t := located.GetToken(); t != nil && t.Position != nil {
			line, column = t.Position.Line, t.Position.Column
		}
	}
	s.bad(line, column, "syntax", message)
	return nil
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

func (s *sheet) bad(line, column int, code, message string) {
	*s.into = append(*s.into, Fault{File: s.name, Line: line, Column: column, Code: code, Message: message})
}

// at names a fault where a key stands; a path that is not in the file points
// at its nearest parent.
func (s *sheet) at(code, message string, path ...string) {
	line, column := s.find(path)
	s.bad(line, column, code, message)
}

func (s *sheet) find(path []string) (line, column int) {
	line, column = 1, 1
	if len(s.file.Docs) == 0 {
		return
	}
	node := s.file.Docs[0].Body
	for _, want := range path {
		next := ast.Node(nil)
		switch n := node.(type) {
		case *ast.MappingNode:
			for _, v := range n.Values {
				if v.Key.GetToken().Value == want {
					next = v.Value
					line, column = v.Key.GetToken().Position.Line, v.Key.GetToken().Position.Column
				}
			}
		case *ast.SequenceNode:
			if i, err := strconv.Atoi(want); err == nil && i < len(n.Values) {
				next = n.Values[i]
				if t := next.GetToken(); t != nil {
					line, column = t.Position.Line, t.Position.Column
				}
			}
		}
		if next == nil {
			return
		}
		node = next
	}
	return
}
