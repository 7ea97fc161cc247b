package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// quiet are calls whose removal changes words for people only: panics that say
// that the program is wrong, and building error texts.
var quiet = []string{"panic", "fmt.Errorf", "errors.New"}

// markers are methods that only name a type as one of a set.
var markers = []string{"input", "event", "effect"}

// finder collects the mutations of one file.
type finder struct {
	name string
	src  []byte
	set  *token.FileSet
	out  []mutant
}

func find(name string, src []byte) ([]mutant, error) {
	f := &finder{name: name, src: src, set: token.NewFileSet()}
	file, err := parser.ParseFile(f.set, name, src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	for _, d := range file.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil || slices.Contains(markers, fn.Name.Name) || fn.Name.Name == "String" {
			continue
		}
		ast.Inspect(fn.Body, f.visit)
		f.zeroes(fn)
	}
	return f.out, nil
}

func (f *finder) add(n ast.Node, form form, text, what string) {
	start, end := f.set.Position(n.Pos()), f.set.Position(n.End())
	f.out = append(f.out, mutant{file: f.name, line: start.Line, col: start.Column, start: start.Offset, end: end.Offset, form: form, text: text, what: what + ": " + short(f.text(n))})
}

func (f *finder) text(n ast.Node) string {
	return string(f.src[f.set.Position(n.Pos()).Offset:f.set.Position(n.End()).Offset])
}

func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 90 {
		s = s[:90] + "…"
	}
	return s
}

// swaps turn one operator into others: the opposite, and the boundary.
var swaps = map[token.Token][]string{
	token.EQL: {"!="}, token.NEQ: {"=="},
	token.LSS: {"<=", ">="}, token.LEQ: {"<", ">"},
	token.GTR: {">=", "<="}, token.GEQ: {">", "<"},
	token.LAND: {"||"}, token.LOR: {"&&"},
	token.ADD: {"-"}, token.SUB: {"+"},
}

func (f *finder) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.IfStmt:
		f.add(n.Cond, truth, "!("+f.text(n.Cond)+")", "condition negated")
	case *ast.ForStmt:
		if n.Cond != nil {
			f.add(n.Cond, truth, "false", "loop never entered")
		}
	case *ast.BinaryExpr:
		f.operator(n)
	case *ast.UnaryExpr:
		if n.Op == token.NOT {
			f.add(n, truth, f.text(n.X), "not removed")
		}
	case *ast.CaseClause:
		f.clause(n)
	case *ast.BlockStmt:
		f.statements(n.List)
	case *ast.CallExpr:
		if slices.Contains(quiet, f.text(n.Fun)) {
			return false
		}
	}
	return true
}

func (f *finder) operator(n *ast.BinaryExpr) {
	if n.Op == token.ADD && (isText(n.X) || isText(n.Y)) {
		return // joined words
	}
	for _, to := range swaps[n.Op] {
		form := truth
		if n.Op == token.ADD || n.Op == token.SUB {
			form = value
		}
		// in brackets: a && b || c must not change what it binds to
		f.add(n, form, "("+f.text(n.X)+" "+to+" "+f.text(n.Y)+")", n.Op.String()+" becomes "+to)
	}
}

func isText(e ast.Expr) bool {
	l, ok := e.(*ast.BasicLit)
	return ok && l.Kind == token.STRING
}

// clause drops what a case does, and the condition of a case without tag.
func (f *finder) clause(c *ast.CaseClause) {
	if len(c.Body) > 0 {
		if _, through := c.Body[len(c.Body)-1].(*ast.BranchStmt); !through {
			f.drop(c.Body[0].Pos(), c.Body[len(c.Body)-1].End(), "case does nothing")
		}
		f.statements(c.Body)
	}
	for _, e := range c.List {
		switch e.(type) {
		case *ast.BinaryExpr, *ast.CallExpr, *ast.UnaryExpr:
			if isTruth(e) {
				f.add(e, truth, "!("+f.text(e)+")", "case negated")
			}
		}
	}
}

// isTruth reports whether an expression is surely a condition.
func isTruth(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		return swaps[e.Op] != nil && e.Op != token.ADD && e.Op != token.SUB
	case *ast.UnaryExpr:
		return e.Op == token.NOT
	}
	return true // a call: the type checker decides
}

func (f *finder) drop(from, to token.Pos, what string) {
	start, end := f.set.Position(from), f.set.Position(to)
	f.out = append(f.out, mutant{file: f.name, line: start.Line, col: start.Column, start: start.Offset, end: end.Offset, form: statement, what: what + ": " + short(string(f.src[start.Offset:end.Offset]))})
}

// statements removes one statement at a time.
func (f *finder) statements(list []ast.Stmt) {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.ExprStmt:
			if call, ok := s.X.(*ast.CallExpr); ok && !slices.Contains(quiet, f.text(call.Fun)) {
				f.drop(s.Pos(), s.End(), "call removed")
			}
		case *ast.AssignStmt:
			if s.Tok != token.DEFINE {
				f.drop(s.Pos(), s.End(), "assignment removed")
			}
		case *ast.IncDecStmt:
			f.drop(s.Pos(), s.End(), "count removed")
		case *ast.IfStmt:
			if s.Init == nil && s.Else == nil {
				f.drop(s.Pos(), s.End(), "if removed")
			}
		case *ast.ReturnStmt:
			if len(s.Results) == 0 {
				f.drop(s.Pos(), s.End(), "return removed")
			}
		}
	}
}

// zeroes makes a function return zero values at once.
func (f *finder) zeroes(fn *ast.FuncDecl) {
	if fn.Type.Results == nil || len(fn.Body.List) < 1 {
		return
	}
	var plain []string
	for _, r := range fn.Type.Results.List {
		for range max(1, len(r.Names)) {
			plain = append(plain, "*new("+f.text(r.Type)+")")
		}
	}
	what := "zero returned by " + fn.Name.Name
	at := f.set.Position(fn.Body.Lbrace)
	f.out = append(f.out, mutant{file: f.name, line: at.Line, col: at.Column, start: at.Offset + 1, end: at.Offset + 1, form: entry, text: "return " + strings.Join(plain, ", "), what: what})
}
